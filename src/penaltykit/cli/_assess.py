"""``penaltykit assess``: recommendation and reasons of one case."""

import datetime as dt
from pathlib import Path

import click

from penaltykit._i18n import N_
from penaltykit.cli._base import State, stop
from penaltykit.cli._check import exit_code
from penaltykit.cli._command import Option, command
from penaltykit.cli._inputs import assess_file, make_kit
from penaltykit.cli._options import (
    case_argument,
    fail_on_option,
    form_of_output,
    json_option,
    kit_options,
    output_option,
)
from penaltykit.cli._style import style
from penaltykit.cli._write import emit, text_bytes


@command(
    "assess",
    N_("Show what the law and the benchmark lead to, and why."),
    case_argument(),
    Option(
        ["--format", "format_"],
        type=click.Choice(["text", "json", "html"]),
        help=N_("Form of the output; left out, by the name of OUT."),
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
    format_: str | None,
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
    form = form_of_output(
        format_, output, ("txt", "json", "html"), "txt", as_json=as_json
    )
    from penaltykit.assessment import dumps

    kit = make_kit(rules, tables, engine)
    assessment = assess_file(kit, path, as_of, why_not=why_not)
    explanation = kit.explain(assessment, state.lang, trace=trace)
    if form == "json":
        body = assessment.to_dict(state.lang, trace=trace)
        body["explanation"] = explanation.to_dict()
        emit(dumps(body), output)
    elif form == "html":
        emit(explanation.html().encode(), output)
    else:
        text = explanation.text(style)
        emit(text_bytes(f"{text}\n", output), output)
    stop(exit_code(assessment.findings, fail_on))
