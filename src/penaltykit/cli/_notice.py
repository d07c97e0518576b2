"""``penaltykit notice``: one paper of a case."""

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
    kit_options,
    output_option,
)
from penaltykit.cli._style import style
from penaltykit.cli._summary import draft_text, render
from penaltykit.cli._voice import voice_of
from penaltykit.cli._write import emit

_FORMATS = ("docx", "html", "txt")


@command(
    "notice",
    N_(
        "Write a paper for the party.\n\n"
        "Where a required element is missing it is marked as a draft, what"
        " is missing is listed, and the exit code is 1."
    ),
    case_argument(),
    Option(
        ["--kind"],
        required=True,
        metavar="KIND",
        help=N_("prior-notice, decision or on-the-spot-decision."),
    ),
    Option(
        ["--format", "format_"],
        type=click.Choice(_FORMATS),
        help=N_("Form of the output; left out, by the name of OUT."),
    ),
    *kit_options(),
    output_option(N_("File to write to; left out, the standard output.")),
)
def notice(  # noqa: PLR0913 one argument an option
    state: State,
    *,
    path: Path,
    kind: str,
    format_: str | None,
    as_of: dt.date | None,
    rules: Path | None,
    tables: Path | None,
    engine: str,
    output: Path | None,
) -> None:
    """Write one paper."""
    form = form_of_output(format_, output, _FORMATS, "txt")
    kit = make_kit(rules, tables, engine)
    paper = kit.notice(assess_file(kit, path, as_of), kind, lang=state.lang)
    voice = voice_of(state.lang, kit)
    emit(render(paper, form, voice), output)
    if paper.draft:
        click.echo(
            style(
                draft_text(paper, voice),
                "warning",
                err=True,
            ),
            err=True,
        )
        stop(FOUND)
