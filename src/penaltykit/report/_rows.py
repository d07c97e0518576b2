"""Each finding as one row of text: what CSV, workbook and page show."""

from collections.abc import Iterable, Iterator

from penaltykit._i18n import translator
from penaltykit._labels import element_label, phase_label, severity_label
from penaltykit._voice import Voice
from penaltykit._wording import word_message
from penaltykit.report._summary import SEVERITIES, Checked, Group, Summary


def finding_heads(lang: str) -> list[str]:
    """Headings of :func:`finding_rows`."""
    _ = translator(lang)
    return [
        _("File"),
        _("Case"),
        _("Phase"),
        _("Officers"),
        _("Severity"),
        _("Code"),
        _("Element"),
        _("Place"),
        _("Finding"),
        _("Basis"),
        _("To mend"),
    ]


def finding_rows(
    files: Iterable[Checked], voice: Voice
) -> Iterator[list[str]]:
    """One row a finding, and one for each file that cannot be used."""
    lang = voice.lang
    for one in files:
        if one.faults is not None:
            for fault in one.faults.faults:
                row = [one.path, "", "", "", voice.tell("unusable")]
                row += [fault.code, "", fault.place.pointer or ""]
                yield [*row, word_message(fault, lang), "", ""]
        if one.assessment is None:
            continue
        case = one.assessment.case
        officers = voice.join(officer.name for officer in case.officers)
        phase = phase_label(str(case.phase), lang)
        for finding in one.findings:
            element = finding.element
            yield [
                one.path,
                one.number,
                phase,
                officers,
                severity_label(finding.severity, lang),
                finding.code,
                element_label(str(element), lang) if element else "",
                finding.pointer,
                voice.pick(finding.message),
                voice.cite(finding.citation) if finding.citation else "",
                voice.pick(finding.mend),
            ]


def group_heads(what: str, lang: str) -> list[str]:
    """Headings of :func:`group_rows`."""
    _ = translator(lang)
    severities = [severity_label(name, lang) for name in SEVERITIES]
    heads = [what, *severities, _("Cases"), _("Cases without error")]
    return [*heads, _("To mend")]


def group_rows(
    groups: Iterable[Group], lang: str
) -> Iterator[list[str | int]]:
    """One row a group."""
    for group in groups:
        body = group.to_dict(lang)
        label = str(body["label"])
        shown = label if label == group.key else f"{group.key} {label}"
        counts = [int(body[name]) for name in SEVERITIES]
        clean = body.get("without_error", "")
        mend = str(body.get("mend", ""))
        yield [shown.strip(), *counts, len(group.files), clean, mend]


def tables(
    summary: Summary, lang: str
) -> Iterator[tuple[str, str, tuple[Group, ...]]]:
    """The groups of a summary: title, heading of the first column, rows."""
    _ = translator(lang)
    yield _("By check"), _("Check"), summary.by_check
    yield _("By officer"), _("Officer"), summary.by_officer
    yield _("By phase"), _("Phase"), summary.by_phase
    yield _("By element"), _("Element"), summary.by_element
    yield _("Files to look at first"), _("File"), summary.worst


def count_rows(summary: Summary, lang: str) -> list[tuple[str, int]]:
    """The counts over all files."""
    _ = translator(lang)
    rows = [
        (_("Files"), summary.files),
        (_("Files that cannot be used"), len(summary.unusable)),
        (_("Cases without any finding"), summary.clean),
        (_("Cases without error"), summary.without_error),
    ]
    rows += [
        (severity_label(name, lang), summary.counts.get(name, 0))
        for name in SEVERITIES
    ]
    return rows
