"""Each finding as one row of text: what CSV, workbook and page show."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

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
        officers = voice.join(one.officers)
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


@frozen
class Table:
    """Groups as rows, without the columns that none of them fills.

    Attributes:
        code: ``check``, ``officer``, ``phase``, ``element`` or ``file``; any
            other for what is put beside a summary.
        title: what the table shows.
        heads: of its columns.
        rows: cells in the order of ``heads``.
        groups: what each row is of, if it is a group.
    """

    code: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    groups: tuple[Group, ...] = field(default=(), repr=False)


def tables(summary: Summary, lang: str) -> Iterator[Table]:
    """The groups of a summary, those without a row left out."""
    _ = translator(lang)
    for code, title, what, groups in (
        ("check", _("By check"), _("Check"), summary.by_check),
        ("officer", _("By officer"), _("Officer"), summary.by_officer),
        ("phase", _("By phase"), _("Phase"), summary.by_phase),
        ("element", _("By element"), _("Element"), summary.by_element),
        ("file", _("Files to look at first"), _("File"), summary.worst),
    ):
        if not groups:
            continue
        heads = [what, *_heads(code, lang)]
        rows = [list(_row(code, group, lang)) for group in groups]
        filled = [
            place
            for place in range(len(heads))
            if not place or any(row[place] != "" for row in rows)
        ]
        yield Table(
            code=code,
            title=title,
            heads=tuple(heads[place] for place in filled),
            rows=tuple(tuple(row[place] for place in filled) for row in rows),
            groups=groups,
        )


def _heads(code: str, lang: str) -> list[str]:
    """Headings behind the first column."""
    _ = translator(lang)
    named = {"check": _("Code"), "file": _("Case")}
    return [
        named.get(code, ""),
        *(severity_label(name, lang) for name in SEVERITIES),
        "" if code == "file" else _("Cases"),
        _("Cases without error"),
        _("Weighs most"),
        _("To mend"),
    ]


def _row(code: str, group: Group, lang: str) -> Iterator[str | int]:
    """The cells of one group; ``""`` where it has nothing to say."""
    voice = Voice(lang)
    label = voice.pick(group.label)
    if code == "check":
        yield from (label, group.key)
    elif code == "file":
        yield from (group.key, label)
    else:
        yield from (label, "")
    yield from (group.counts.get(name, 0) for name in SEVERITIES)
    yield "" if code == "file" else len(group.files)
    yield "" if group.clean is None else group.clean
    most = voice.pick(group.most)
    if group.most_count > 1:
        most += voice.brackets(str(group.most_count))
    yield most
    yield voice.pick(group.mend)


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
