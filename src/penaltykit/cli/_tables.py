"""``penaltykit tables``: what the benchmark tables say."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penaltykit._i18n import N_, pick, translator
from penaltykit.cli._base import State
from penaltykit.cli._command import Group, command, lang_option
from penaltykit.cli._inputs import make_kit
from penaltykit.cli._options import (
    data_options,
    json_option,
    overlay_option,
)

if TYPE_CHECKING:
    from penaltykit.benchmark import Library, Table

# Each command's module is read when it is called; "show" is here.
_COMMANDS = {
    "diff": "penaltykit.cli._tables_diff:diff",
    "lint": "penaltykit.cli._tables_lint:lint",
    "read": "penaltykit.cli._tables_read:read",
    "test": "penaltykit.cli._tables_test:test",
}


class _Tables(Group):
    """The commands on tables."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the alphabet."""
        return sorted({*super().list_commands(ctx), *_COMMANDS})

    def get_command(
        self, ctx: click.Context, cmd_name: str
    ) -> click.Command | None:
        """The command of that name, imported now."""
        target = _COMMANDS.get(cmd_name)
        if target is None:
            return super().get_command(ctx, cmd_name)
        module, _, name = target.partition(":")
        found: click.Command = getattr(importlib.import_module(module), name)
        return found


tables = _Tables(
    name="tables",
    help=N_("Show, test, check and compare the benchmark tables."),
    params=[lang_option()],
)


@command(
    "show",
    N_(
        "Show a benchmark table (rows, penalties, source), or the general"
        " rules of a document.\n\n"
        "Without an id, list all tables: id, heading, kind, penalty item,"
        " standing and term."
    ),
    click.Argument(["table"], required=False, metavar="[TABLE|DOCUMENT]"),
    json_option(),
    *data_options(),
    overlay_option(),
)
def _show(
    state: State,
    *,
    table: str | None,
    as_json: bool,
    rules: Path | None,
    tables: Path | None,
) -> None:
    """Print one table or document, or one line for each table."""
    kit = make_kit(rules, tables)
    library = kit.tables
    if table is not None:
        if as_json:
            from penaltykit.assessment import dumps

            click.echo(dumps(_one(library, table, state.lang)), nl=False)
            return
        # Only a document cites laws whose titles are to be known.
        names = kit.registry.names if table in library.documents else None
        shown = library.show(table, state.lang, names, kit.vocabulary)
        click.echo(shown.rstrip("\n"))
        return
    if as_json:
        from penaltykit.assessment import dumps

        found = [_listed(entry, state.lang) for entry in library]
        click.echo(dumps(found), nl=False)
        return
    for line in _lines(library, state.lang):
        click.echo(line)


def _one(library: "Library", name: str, lang: str) -> object:
    """A document with its general rules, or a table, for a machine."""
    from penaltykit.benchmark import plain_data

    if name in library.documents:
        return plain_data(library.documents[name])
    return [_listed(library.table(name), lang)]


def _listed(table: "Table", lang: str) -> dict[str, object]:
    """A table for a machine: what it is, when and where it holds."""
    document = table.document
    first = table.effective or document.effective
    last = table.expires or document.expires
    return {
        "id": table.id,
        "name": pick(table.name, lang),
        "kind": table.kind.value,
        "items": list(table.items),
        "document": document.id,
        "title": pick(document.name, lang),
        "issuer": pick(document.issuer, lang),
        "number": document.number,
        "region": document.region,
        "level": document.level,
        "field": document.field,
        "status": document.status.value,
        "effective": None if first is None else first.isoformat(),
        "expires": None if last is None else last.isoformat(),
        "file": table.file,
    }


def _lines(library: "Library", lang: str) -> list[str]:
    """One line a table, in columns."""
    from penaltykit.benchmark._show import width

    _ = translator(lang)
    open_ = _("not known")
    rows = []
    for table in library:
        entry = _listed(table, lang)
        first, last = entry["effective"], entry["expires"]
        rows.append(
            [
                table.id,
                str(entry["name"]),
                table.kind.value,
                ", ".join(table.items),
                table.document.status.value,
                f"{first or open_} .. {last or ''}".rstrip(),
            ]
        )
    if not rows:
        return []
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            f"{cell}{' ' * (wide - width(cell))}"
            for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


tables.add_command(_show)
