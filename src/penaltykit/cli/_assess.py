"""``penaltykit assess``: recommendation and reasons of one case."""

import datetime as dt
from pathlib import Path

import click

from penaltykit._i18n import N_
from penaltykit.cli._base import (
    Option,
    State,
    command,
    fail_on_option,
    json_option,
    kit_options,
    make_kit,
    output_option,
    stop,
)
from penaltykit.cli._check import exit_code
from penaltykit.cli._voice import voice_of
from penaltykit.cli._write import emit, text_bytes


@command(
    "assess",
    N_("Show what the law and the benchmark lead to, and why."),
    click.Argument(["path"], metavar="CASE", type=click.Path(path_type=Path)),
    Option(
        ["--format", "format_"],
        type=click.Choice(["text", "json"]),
        default="text",
        help=N_("Form of the output."),
    ),
    json_option(),
    Option(
        ["--why-not"],
        is_flag=True,
        help=N_("Also tell why each other row of the table did not match."),
    ),
    Option(
        ["--trace"],
        is_flag=True,
        help=N_("Also show which rules fired on what."),
    ),
    fail_on_option(),
    *kit_options(),
    output_option(N_("File to write to; left out, the standard output.")),
)
def assess(  # noqa: PLR0913 one argument an option
    state: State,
    *,
    path: Path,
    format_: str,
    as_json: bool,
    why_not: bool,
    trace: bool,
    fail_on: str,
    as_of: dt.date | None,
    rules: Path | None,
    tables: Path | None,
    engine: str,
    output: Path | None,
) -> None:
    """Assess one case."""
    from penaltykit import load_case

    kit = make_kit(rules, tables, engine)
    assessment = kit.assess(load_case(path), as_of=as_of, why_not=why_not)
    if as_json or format_ == "json":
        emit(assessment.to_json(state.lang, trace=trace), output)
    else:
        from penaltykit.cli._assess_text import assessment_text

        voice = voice_of(state.lang, kit)
        text = assessment_text(assessment, voice, why_not=why_not, trace=trace)
        emit(text_bytes(f"{text}\n", output), output)
    stop(exit_code(assessment.findings, fail_on))
