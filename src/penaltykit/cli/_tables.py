"""``penaltykit tables``: what the benchmark tables say."""

from pathlib import Path

import click

from penaltykit._i18n import N_
from penaltykit.cli._base import (
    Folder,
    Group,
    Option,
    State,
    command,
    lang_option,
    make_kit,
)

tables = Group(
    name="tables",
    help=N_("Show the benchmark tables."),
    params=[lang_option()],
)


@command(
    "show",
    N_(
        "Show a benchmark table: rows, penalties, source.\n\n"
        "Without the id of a table, list all."
    ),
    click.Argument(["table"], required=False, metavar="[TABLE]"),
    Option(
        ["--tables"],
        type=Folder(),
        metavar="DIR",
        help=N_("Benchmark tables in place of the shipped ones."),
    ),
)
def _show(state: State, *, table: str | None, tables: Path | None) -> None:
    """Print one table, or one line for each."""
    library = make_kit(tables=tables).tables
    if table is not None:
        click.echo(library.show(table, state.lang).rstrip("\n"))
        return
    from penaltykit._i18n import pick

    for entry in library:
        click.echo(f"{entry.id}  {pick(entry.name, state.lang)}")


tables.add_command(_show)
