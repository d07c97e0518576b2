"""``penaltykit check``: findings of one or more case files."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from penaltykit._i18n import N_
from penaltykit.cli._base import (
    CLEAN,
    FOUND,
    SEVERITIES,
    UNUSABLE,
    Option,
    State,
    assess_file,
    command,
    fail_on_option,
    form_of_output,
    json_option,
    kit_options,
    make_kit,
    output_option,
    stop,
    style,
)
from penaltykit.cli._faults import faults_json, faults_text, unreadable
from penaltykit.cli._voice import Voice, voice_of
from penaltykit.cli._write import emit, text_bytes
from penaltykit.errors import FaultsError

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment, Finding
    from penaltykit.kit import Kit


@command(
    "check",
    N_(
        "Check case files and list what is to be mended.\n\n"
        "A file that cannot be used does not stop the others."
    ),
    click.Argument(
        ["paths"],
        nargs=-1,
        required=True,
        metavar="CASE...",
        type=click.Path(path_type=Path),
    ),
    Option(
        ["--format", "format_"],
        type=click.Choice(["text", "json"]),
        help=N_("Form of the output; left out, by the name of OUT."),
    ),
    json_option(),
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
    fail_on: str,
    as_of: dt.date | None,
    rules: Path | None,
    tables: Path | None,
    engine: str,
    trace: bool,
    output: Path | None,
) -> None:
    """Check each file; the exit code is that of the worst."""
    form = form_of_output(
        format_, output, ("txt", "json"), "txt", as_json=as_json
    )
    kit = make_kit(rules, tables, engine)
    looked = [_look(kit, path, as_of, state.lang) for path in paths]
    if form == "json":
        data = _json(looked, state.lang, trace=trace)
    else:
        data = text_bytes(
            _text(looked, voice_of(state.lang, kit), trace=trace), output
        )
    emit(data, output)
    codes = [CLEAN]
    for _path, assessment, error in looked:
        if error is not None:
            codes.append(UNUSABLE)
        elif assessment is not None:
            codes.append(exit_code(assessment.findings, fail_on))
    stop(max(codes))


_Looked = tuple[Path, "Assessment | None", FaultsError | None]


def _look(kit: "Kit", path: Path, as_of: dt.date | None, lang: str) -> _Looked:
    """One file: its assessment, or the faults that make it unusable."""
    try:
        return path, assess_file(kit, path, as_of), None
    except FaultsError as error:
        return path, None, error
    except OSError as error:
        return path, None, unreadable(path, error, lang)


def exit_code(findings: tuple["Finding", ...], fail_on: str) -> int:
    """1 if a finding is at least as heavy as ``fail_on``."""
    if fail_on == "never":
        return CLEAN
    worst = SEVERITIES.index(fail_on)
    heavy = any(
        SEVERITIES.index(finding.severity) <= worst for finding in findings
    )
    return FOUND if heavy else CLEAN


def _text(looked: list[_Looked], voice: Voice, *, trace: bool) -> str:
    """All files as text; the faults go to the standard error output."""
    from penaltykit.cli._assess_text import trace_lines
    from penaltykit.cli._text import count_line, findings_text, indent

    _ = voice.tell
    blocks = []
    for path, assessment, error in looked:
        if error is not None:
            text = faults_text(error, voice.lang)
            click.echo(style(text, "error", err=True), err=True)
        if assessment is None:
            continue
        # A number may hold anything, and this is one line.
        number = " ".join(assessment.case_id.split())
        title = _("{path} (case {id})", path=path, id=number)
        lines = [title, f"  {count_line(assessment.findings, voice)}"]
        if assessment.findings:
            lines += ["", indent(findings_text(assessment.findings, voice))]
        if trace:
            title = _("Trace")
            lines += ["", f"  {title}", *trace_lines(assessment, voice)]
        blocks.append("\n".join(lines))
    if len(looked) > 1:
        unusable = sum(error is not None for _p, _a, error in looked)
        found = sum(len(a.findings) for _p, a, _e in looked if a is not None)
        blocks.append(
            _(
                "{count} files: {found} findings, {unusable} files that"
                " cannot be used.",
                count=len(looked),
                found=found,
                unusable=unusable,
            )
        )
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _json(looked: list[_Looked], lang: str, *, trace: bool) -> bytes:
    """All files as JSON."""
    from penaltykit.assessment import dumps, finding_dict, plain

    cases = []
    for path, assessment, error in looked:
        body: dict[str, Any] = {
            "path": str(path),
            "case_id": None if assessment is None else assessment.case_id,
            "findings": [],
        }
        if assessment is not None:
            body["findings"] = [
                finding_dict(finding, lang) for finding in assessment.findings
            ]
            if trace:
                body["trace"] = plain(tuple(assessment.trace), lang)
        if error is not None:
            body["faults"] = faults_json(error, lang)
        cases.append(body)
    data: bytes = dumps({"cases": cases})
    return data
