"""``penaltykit tables diff``: what changed, and which cases it changes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from penaltykit._i18n import N_, translator
from penaltykit._i18n import pick as words
from penaltykit.cli._base import CLEAN, FOUND, State, stop
from penaltykit.cli._command import Option, command
from penaltykit.cli._faults import unreadable
from penaltykit.cli._inputs import assess_file, make_kit
from penaltykit.cli._options import (
    data_options,
    json_option,
    overlay_option,
)
from penaltykit.cli._style import style
from penaltykit.cli._tables_pick import (
    document_folder,
    no_documents,
)

if TYPE_CHECKING:
    from penaltykit.assessment import Result
    from penaltykit.benchmark import Library, TableChange
    from penaltykit.facts import Vocabulary


@command(
    "diff",
    N_(
        "What changed from one version of some tables to another, cell by"
        " cell.\n\n"
        "OLD and NEW are folders of documents, or table files. With --cases,"
        " say which of these case files change in result. The exit code is 1"
        " where anything differs."
    ),
    click.Argument(["old"], metavar="OLD", type=click.Path(path_type=Path)),
    click.Argument(["new"], metavar="NEW", type=click.Path(path_type=Path)),
    click.Argument(
        ["files"],
        nargs=-1,
        metavar="[CASE]...",
        type=click.Path(path_type=Path),
    ),
    Option(
        ["--cases"],
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="CASE...",
        help=N_("Case files to assess by both versions."),
    ),
    json_option(),
    data_options()[0],
    overlay_option(),
)
def diff(
    state: State,
    *,
    old: Path,
    new: Path,
    files: tuple[Path, ...],
    cases: tuple[Path, ...],
    as_json: bool,
    rules: Path | None,
) -> None:
    """Print every change; exit code 1 where there is any."""
    from penaltykit.benchmark import compare_libraries

    for path in (old, new):
        if not path.exists():
            error = FileNotFoundError(2, "No such file or directory")
            raise unreadable(path, error, state.lang)
    vocabulary = make_kit(rules).vocabulary
    changes = compare_libraries(
        _library(old, new, vocabulary), _library(new, old, vocabulary)
    )
    effects = _effects(old, new, (*cases, *files), rules)
    if as_json:
        from penaltykit.assessment import dumps, plain

        body = _json(changes, effects, state.lang)
        click.echo(dumps(plain(body, state.lang)), nl=False)
    else:
        for line in _lines(changes, effects, state.lang):
            click.echo(line)
    stop(FOUND if changes or any(one.changed for one in effects) else CLEAN)


def _library(path: Path, other: Path, vocabulary: "Vocabulary") -> "Library":
    """The tables of one side; a table file goes with the document beside it,
    or with that of the other side.

    Raises:
        RuleError: what cannot be read.
        click.UsageError: a table file without any document.
    """
    from penaltykit import _yaml
    from penaltykit.benchmark import Library
    from penaltykit.benchmark._load_table import read_table
    from penaltykit.errors import Fault, RuleError

    if path.is_dir():
        found = Library.load(path, vocabulary)
        if not found.documents:
            raise no_documents(path)
        return found
    home = document_folder(path) or document_folder(other)
    if home is None:
        ctx = click.get_current_context()
        _ = translator(ctx.obj.lang)
        message = _(
            "{path} has no document.yaml above it. Give the folder of the"
            " document."
        )
        raise click.UsageError(message.format(path=path), ctx)
    whole = Library.load(home, vocabulary)
    document = next(iter(whole.documents.values()))
    faults: list[Fault] = []
    table = read_table(_yaml.load(path), document, vocabulary, faults)
    if table is None:
        raise RuleError(faults)
    return Library({document.id: document}, {table.id: table})


@frozen(kw_only=True)
class _Effect:
    """What one case comes to by the old version and by the new."""

    path: Path
    before: "tuple[Result, ...]"
    after: "tuple[Result, ...]"

    @property
    def changed(self) -> bool:
        """Whether it comes to something else; that a successor bears another
        name changes nothing.
        """
        return [_compared(one) for one in self.before] != [
            _compared(one) for one in self.after
        ]


def _effects(
    old: Path,
    new: Path,
    cases: Sequence[Path],
    rules: Path | None,
) -> list[_Effect]:
    """Each case by both versions."""
    if not cases:
        return []
    kits = [make_kit(rules, _root(side)) for side in (old, new)]
    found = []
    for path in cases:
        before, after = (assess_file(kit, path, None).results for kit in kits)
        found.append(_Effect(path=path, before=before, after=after))
    return found


def _root(path: Path) -> Path:
    """The folder whose tables a case is assessed by."""
    if path.is_dir():
        return path
    home = document_folder(path)
    if home is None:
        ctx = click.get_current_context()
        _ = translator(ctx.obj.lang)
        message = _(
            "To assess cases, {path} must stand in the folder of its document."
        )
        raise click.UsageError(message.format(path=path), ctx)
    return home


def _compared(result: "Result") -> dict[str, Any]:
    """What is held against the other version."""
    found = _data(result)
    table = found["table"]
    found["table"] = table and table.partition("/")[2]
    return found


def _data(result: "Result") -> dict[str, Any]:
    """Table, rows, stage, outcome and penalties, for a machine."""
    return {
        "violation": result.violation,
        "party": result.party,
        "table": None if result.table is None else result.table.id,
        "rows": [row["row"] for row in result.rows],
        "stage": result.stage,
        "outcome": result.outcome,
        "recommended": [
            {
                "penalty": one.penalty,
                "point": one.point,
                "permissive": one.permissive,
            }
            for one in result.recommended
        ],
    }


def _said(result: "Result", lang: str) -> str:
    """The same in words."""
    from penaltykit._labels import outcome_label
    from penaltykit.benchmark._wording import penalty_text
    from penaltykit.money import format_yuan

    _ = translator(lang)
    table = _("no table") if result.table is None else result.table.id
    parts = [result.violation, result.party, table]
    rows = ", ".join(str(row["row"]) for row in result.rows)
    if rows:
        parts.append(_("row {rows}").format(rows=rows))
    if result.stage is not None:
        parts.append(words(result.stage, lang))
    parts.append(outcome_label(result.outcome, lang))
    for one in result.recommended:
        text = penalty_text(one.penalty, lang)
        if one.point is not None:
            text += f" → {format_yuan(one.point, lang)}"
        parts.append(text)
    return "; ".join(parts)


def _json(
    changes: "Sequence[TableChange]", effects: Sequence[_Effect], lang: str
) -> dict[str, Any]:
    """What was found, for a machine."""
    return {
        "changes": [
            {
                "kind": one.kind.value,
                "document": one.document,
                "table": one.table,
                "row": one.row,
                "part": one.part,
                "label": words(one.label, lang),
                "before": None
                if one.before is None
                else words(one.before, lang),
                "after": None if one.after is None else words(one.after, lang),
            }
            for one in changes
        ],
        "cases": [
            {
                "file": str(one.path),
                "changed": one.changed,
                "before": [_data(result) for result in one.before],
                "after": [_data(result) for result in one.after],
            }
            for one in effects
        ],
    }


def _lines(
    changes: "Sequence[TableChange]", effects: Sequence[_Effect], lang: str
) -> list[str]:
    """The same for people: by table, then by case."""
    _ = translator(lang)
    lines = []
    heading = None
    for one in changes:
        name = one.table or one.document
        if name != heading:
            lines.append(style(name, "note"))
            heading = name
        lines.append(f"  {_change(one, lang)}")
    if not changes:
        lines.append(style(_("The tables say the same."), "good"))
    if effects:
        changed = [case for case in effects if case.changed]
        lines.append("")
        for case in changed:
            lines.append(style(str(case.path), "warning"))
            lines += [f"  - {_said(one, lang)}" for one in case.before]
            lines += [f"  + {_said(one, lang)}" for one in case.after]
        total = _("{changed} of {cases} cases change in result.").format(
            changed=len(changed), cases=len(effects)
        )
        lines.append(style(total, "warning" if changed else "good"))
    return lines


def _change(change: "TableChange", lang: str) -> str:
    """One change as a line."""
    _ = translator(lang)
    label = words(change.label, lang)
    if change.row is not None:
        label = _("row {row}, {part}").format(row=change.row, part=label)
        if change.part in {"row", "grade"}:
            label = _("row {row}").format(row=change.row)
    before = None if change.before is None else words(change.before, lang)
    after = None if change.after is None else words(change.after, lang)
    if before is None:
        return _("+ {label}: {after}").format(label=label, after=after)
    if after is None:
        return _("- {label}: {before}").format(label=label, before=before)
    return _("~ {label}: {before} → {after}").format(
        label=label, before=before, after=after
    )
