"""``penaltykit check``: findings of case files and of folders of them."""

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve, frozen

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import (
    CLEAN,
    FOUND,
    SEVERITIES,
    UNUSABLE,
    State,
    stop,
)
from penaltykit.cli._command import Option, command
from penaltykit.cli._faults import faults_json, faults_text
from penaltykit.cli._inputs import assess_file, make_kit, shown
from penaltykit.cli._options import (
    fail_on_option,
    form_of_output,
    json_option,
    kit_options,
    output_option,
)
from penaltykit.cli._style import style
from penaltykit.cli._voice import Voice, voice_of
from penaltykit.cli._write import emit, text_bytes
from penaltykit.errors import FaultsError
from penaltykit.report._summary import Checked

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment, Finding
    from penaltykit.cli._scores import Scores
    from penaltykit.kit import Kit
    from penaltykit.report import Summary, Table


_FORMATS = ("text", "json", "csv", "xlsx", "html", "sarif", "junit")
# By the name of the output file.
_SUFFIXES = ("txt", "json", "csv", "xlsx", "html", "sarif", "xml")
_BY_SUFFIX = {"txt": "text", "xml": "junit"}


@command(
    "check",
    N_(
        "Check case files and list what is to be mended.\n\n"
        "A folder stands for all case files in it; of several files a"
        " summary is told by check, officer and phase. A file that cannot be"
        " used does not stop the others."
    ),
    click.Argument(
        ["paths"],
        nargs=-1,
        required=True,
        metavar="PATH...",
        # What cannot be read is told with its file, and stops no other.
        type=click.Path(path_type=Path, readable=False),
    ),
    Option(
        ["--format", "format_"],
        type=click.Choice(_FORMATS),
        help=N_("Form of the output; left out, by the name of OUT."),
    ),
    json_option(),
    Option(
        ["--rubric"],
        metavar="NAME",
        help=N_(
            "Also score each case, or each agency, by a rubric of"
            " rules/rubrics or by a file of your own (text, JSON, HTML,"
            " XLSX)."
        ),
    ),
    Option(
        ["--summary"],
        is_flag=True,
        help=N_("Tell the summary only (text and JSON)."),
    ),
    fail_on_option(),
    *kit_options(),
    Option(
        ["--trace"],
        is_flag=True,
        help=N_("Also show which rules fired on what."),
    ),
    output_option(N_("File to write to; left out, the standard output.")),
)
def check(  # noqa: PLR0913 one argument an option
    state: State,
    *,
    paths: tuple[Path, ...],
    format_: str | None,
    as_json: bool,
    rubric: str | None,
    summary: bool,
    fail_on: str,
    as_of: dt.date | None,
    rules: Path | None,
    tables: Path | None,
    engine: str,
    trace: bool,
    output: Path | None,
) -> None:
    """Check each file; the exit code is that of the worst."""
    form = form_of_output(format_, output, _SUFFIXES, "text", as_json=as_json)
    form = _BY_SUFFIX.get(form, form)
    kit = make_kit(rules, tables, engine)
    files = _files(paths, state.lang)
    looked = [_look(kit, path, as_of, lines=form == "sarif") for path in files]
    if len(looked) > 1:
        looked = _beside(looked)
    voice = voice_of(state.lang, kit)
    scored = None
    if rubric is not None:
        if form in ("csv", "sarif", "junit"):
            _ = translator(state.lang)
            message = _("--rubric goes with text, JSON, HTML or XLSX.")
            raise click.UsageError(message)
        from penaltykit.cli._scores import score_all

        scored = score_all(kit, rubric, looked)
    show = _Show(
        trace=trace,
        only=summary,
        fail_on=fail_on,
        output=output,
        scores=scored,
    )
    if kit.overlay is not None and form not in ("text", "json"):
        from penaltykit.assessment._overlay_words import overlay_text

        # These forms have no place for it; it must be seen all the same.
        click.echo("\n".join(overlay_text(kit.overlay, voice)), err=True)
    emit(_written(form, looked, kit, voice, show), output)
    if form not in ("text", "json"):
        # These are for others to read: whoever runs this is told here.
        _tell_faults(looked, state.lang)
    if output is not None and str(output) != "-":
        click.echo(_told_written(looked, voice, output), err=True)
    codes = [CLEAN]
    for one in looked:
        if one.faults is not None:
            codes.append(UNUSABLE)
        else:
            codes.append(exit_code(one.findings, fail_on))
    stop(max(codes))


def _tell_faults(looked: list[Checked], lang: str) -> None:
    """The files that could not be used, on the error output."""
    for one in looked:
        if one.faults is not None:
            text = faults_text(one.faults, lang)
            click.echo(style(text, "error", err=True), err=True)


def _told_written(looked: list[Checked], voice: Voice, output: Path) -> str:
    """Where it was written to, and what is in it."""
    from penaltykit.cli._text import count_line

    found = [finding for one in looked for finding in one.findings]
    return voice.tell(
        "Written: {path} ({count} files; {findings})",
        path=shown(output),
        count=len(looked),
        findings=click.unstyle(count_line(found, voice)).rstrip("。."),
    )


@frozen
class _Show:
    """How findings are shown."""

    trace: bool
    only: bool
    fail_on: str
    output: Path | None
    scores: "Scores | None" = None


def _files(paths: tuple[Path, ...], lang: str) -> list[Path]:
    """The files to look at; what is passed over in folders is told."""
    if not any(path.is_dir() for path in paths):
        return list(paths)
    from penaltykit.report import case_files

    _ = translator(lang)
    files, passed = case_files(paths)
    if passed:
        names = _(", ").join(shown(path) for path in passed[:_SHOWN])
        more = "…" if len(passed) > _SHOWN else ""
        message = _(
            "{count} files are no case files and were passed over: {files}"
        ).format(count=len(passed), files=names + more)
        click.echo(message, err=True)
    if not files:
        raise click.UsageError(
            _("There is no case file in: {paths}").format(
                paths=_(", ").join(shown(path) for path in paths)
            )
        )
    return files


_SHOWN = 5


def _written(
    form: str,
    looked: list[Checked],
    kit: "Kit",
    voice: Voice,
    show: _Show,
) -> bytes:
    """All that is told, in the form that was asked for."""
    if form in ("text", "json"):
        return _told(form, looked, kit, voice, show)
    from penaltykit import report

    if form == "junit":
        return report.to_junit(looked, voice, fail_on=show.fail_on)
    if form == "csv":
        return report.to_csv(looked, voice)
    if form == "sarif":
        return report.to_sarif(looked, kit.rules(), voice)
    summary = _summary(looked, kit)
    more = [] if show.scores is None else show.scores.tables(voice)
    if form == "html":
        return report.to_html(looked, summary, voice, more)
    return _workbook(looked, summary, voice, more)


def _told(
    form: str,
    looked: list[Checked],
    kit: "Kit",
    voice: Voice,
    show: _Show,
) -> bytes:
    """Text or JSON; with a summary where there are several files."""
    several = len(looked) > 1 or show.only
    summary = _summary(looked, kit) if several else None
    if form == "json":
        return _json(looked, kit, voice.lang, summary, show)
    text = _text(looked, voice, summary, show)
    if kit.overlay is not None:
        from penaltykit.assessment._overlay_words import overlay_text

        told = "\n".join(overlay_text(kit.overlay, voice))
        text = f"{told}\n\n{text}"
    return text_bytes(text, show.output)


def _summary(looked: list[Checked], kit: "Kit") -> "Summary":
    from penaltykit.report import summarise

    titles = {str(rule["code"]): rule["title"] for rule in kit.rules()}
    return summarise(looked, titles)


def _workbook(
    looked: list[Checked],
    summary: "Summary",
    voice: Voice,
    more: "list[Table]",
) -> bytes:
    from penaltykit.report import to_xlsx

    try:
        return to_xlsx(looked, summary, voice, more)
    except ModuleNotFoundError as error:
        raise click.ClickException(
            voice.tell(
                "A workbook needs the package openpyxl:"
                " pip install 'penaltykit[xlsx]'."
            )
        ) from error


def _look(
    kit: "Kit", path: Path, as_of: dt.date | None, *, lines: bool
) -> Checked:
    """One file: its assessment, or the faults that make it unusable."""
    try:
        assessment = assess_file(kit, path, as_of)
    except FaultsError as error:
        return Checked(shown(path), faults=error)
    if not lines:
        return Checked(shown(path), assessment)
    return Checked(shown(path), assessment, None, _lines(path, assessment))


def _beside(looked: list[Checked]) -> list[Checked]:
    """Each file with what only the others beside it bring to light."""
    from penaltykit.assessment import batch_findings

    read = [n for n, one in enumerate(looked) if one.assessment is not None]
    found: dict[int, list[Finding]] = {}
    cases = (
        one.assessment.case for one in looked if one.assessment is not None
    )
    for item in batch_findings(cases):
        found.setdefault(read[item.case], []).append(item.finding)
    return [
        evolve(one, beside=tuple(found.get(number, ())))
        for number, one in enumerate(looked)
    ]


def _lines(path: Path, assessment: "Assessment") -> dict[str, tuple[int, int]]:
    """Line and column of every place that a finding names."""
    from penaltykit.case import format_of, place_faults
    from penaltykit.errors import Fault, Place

    if str(path) == "-":
        return {}
    pointers = {finding.pointer for finding in assessment.findings}
    asked = [Fault("place", Place(pointer=pointer)) for pointer in pointers]
    placed = place_faults(
        asked, path.read_bytes(), format=format_of(path), name=str(path)
    )
    return {
        pointer: (fault.place.line, fault.place.column or 1)
        for pointer, fault in zip(pointers, placed, strict=True)
        if fault.place.line is not None
    }


def exit_code(findings: tuple["Finding", ...], fail_on: str) -> int:
    """1 if a finding is at least as heavy as ``fail_on``."""
    if fail_on == "never":
        return CLEAN
    worst = SEVERITIES.index(fail_on)
    heavy = any(
        SEVERITIES.index(finding.severity) <= worst for finding in findings
    )
    return FOUND if heavy else CLEAN


def _text(
    looked: list[Checked],
    voice: Voice,
    summary: "Summary | None",
    show: _Show,
) -> str:
    """All files as text; the faults go to the standard error output."""
    from penaltykit.cli._assess_text import trace_lines
    from penaltykit.cli._text import count_line, findings_text, indent

    _ = voice.tell
    blocks = []
    _tell_faults(looked, voice.lang)
    for one in looked:
        if one.assessment is None or show.only:
            continue
        assessment = one.assessment
        title = _("{path} (case {id})", path=one.path, id=one.number)
        lines = [title, f"  {count_line(one.findings, voice)}"]
        if one.findings:
            lines += ["", indent(findings_text(one.findings, voice))]
        if show.trace:
            title = _("Trace")
            lines += ["", f"  {title}", *trace_lines(assessment, voice)]
        if show.scores is not None:
            lines += show.scores.case_lines(one.path, voice)
        blocks.append("\n".join(lines))
    if show.scores is not None:
        blocks += show.scores.closing(voice)
    if summary is not None:
        from penaltykit.report import summary_text

        columns = None
        if show.output is None and sys.stdout.isatty():
            columns = shutil.get_terminal_size().columns
        told = summary_text(summary, voice.lang, columns)
        blocks.append(told.rstrip("\n"))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _json(
    looked: list[Checked],
    kit: "Kit",
    lang: str,
    summary: "Summary | None",
    show: _Show,
) -> bytes:
    """All files as JSON."""
    from penaltykit.assessment import dumps, finding_dict, plain

    cases = []
    for one in looked:
        assessment = one.assessment
        body: dict[str, Any] = {
            "path": one.path,
            "case_id": None if assessment is None else assessment.case_id,
            "findings": [finding_dict(found, lang) for found in one.findings],
        }
        if assessment is not None and show.trace:
            body["trace"] = plain(tuple(assessment.trace), lang)
        if one.faults is not None:
            body["faults"] = faults_json(one.faults, lang)
        if show.scores is not None and one.path in show.scores.by_path:
            score = show.scores.by_path[one.path]
            body["rubric"] = score.to_dict(lang)
        cases.append(body)
    told: dict[str, Any] = {} if show.only else {"cases": cases}
    if kit.overlay is not None:
        told["overlay"] = kit.overlay.to_dict()
    if summary is not None:
        told["summary"] = summary.to_dict(lang)
    if show.scores is not None and show.scores.agencies:
        told["rubric"] = [one.to_dict(lang) for one in show.scores.agencies]
    data: bytes = dumps(told)
    return data
