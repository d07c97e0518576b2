"""``penaltykit record``: the disclosure record of one case."""

import datetime as dt
from pathlib import Path

import click

from penaltykit._i18n import N_
from penaltykit.cli._base import FOUND, State, stop
from penaltykit.cli._command import Option, command
from penaltykit.cli._inputs import assess_file, make_kit
from penaltykit.cli._options import (
    case_argument,
    form_of_output,
    json_option,
    kit_options,
    output_option,
)
from penaltykit.cli._summary import gate_text
from penaltykit.cli._voice import voice_of
from penaltykit.cli._write import emit


@command(
    "record",
    N_(
        "Make the disclosure record, or say why there may be none.\n\n"
        "Where the decision may not be published, or that cannot be told"
        " yet, nothing is written and the exit code is 1."
    ),
    case_argument(),
    Option(
        ["--profile"],
        default="credit-china",
        metavar="PROFILE",
        help=N_("Form of the record (default credit-china)."),
    ),
    Option(
        ["--format", "format_"],
        type=click.Choice(["json", "csv"]),
        help=N_("Form of the output; left out, by the name of OUT."),
    ),
    json_option(),
    *kit_options(),
    output_option(N_("File to write to; left out, the standard output.")),
)
def record(  # noqa: PLR0913 one argument an option
    state: State,
    *,
    path: Path,
    profile: str,
    format_: str | None,
    as_json: bool,
    as_of: dt.date | None,
    rules: Path | None,
    tables: Path | None,
    engine: str,
    output: Path | None,
) -> None:
    """Write the record of one case."""
    form = form_of_output(
        format_, output, ("json", "csv"), "json", as_json=as_json
    )
    kit = make_kit(rules, tables, engine)
    assessment = assess_file(kit, path, as_of)
    made = kit.record(assessment, profile=profile)
    if made.refused is not None:
        text = gate_text(made.refused, voice_of(state.lang, kit))
        click.echo(text, err=True)
        stop(FOUND)
    data = made.to_csv(header=state.lang) if form == "csv" else made.to_json()
    emit(data, output)
