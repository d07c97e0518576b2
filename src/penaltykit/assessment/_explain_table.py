"""Why this table and not the others; why this row and not the others."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from penaltykit._i18n import date_text
from penaltykit._voice import Voice
from penaltykit.assessment._explanation import (
    Block,
    Fields,
    Grid,
    Line,
    Lines,
    Part,
)
from penaltykit.assessment._json import decimal_text
from penaltykit.assessment._penalty_words import benchmark_text
from penaltykit.benchmark import grade_name
from penaltykit.facts import condition_text, words

if TYPE_CHECKING:
    from penaltykit.assessment._data import Data
    from penaltykit.assessment._result import Result
    from penaltykit.facts import FactView

_FAR: Final = ("other-region", "other-field")


def table_part(
    data: "Data",
    voice: Voice,
    result: "Result",
    view: "FactView",
    steps: tuple[Line, ...],
) -> Part:
    """Which benchmark table applies, and why each other does not.

    Args:
        data: laws and tables.
        voice: language and names.
        result: to explain.
        view: the facts of the pair.
        steps: what the assessment says of the choice.
    """
    _ = voice.tell
    blocks: list[Block] = []
    table = result.table
    if table is not None:
        rows = [
            (_("Table"), benchmark_text(table, voice)),
            (_("Number of the table"), table.id),
        ]
        if table.number:
            rows.append((_("Number of the document"), table.number))
        document = data.library.documents.get(table.document)
        if document is not None:
            rows.append((_("Term"), _term(document, voice)))
        blocks.append(Fields(rows=tuple(rows)))
    blocks.append(Lines(items=steps))
    near = [r for r in result.rejected_tables if r["code"] not in _FAR]
    if near:
        blocks.append(
            Grid(
                caption=_("Looked at and not used"),
                head=(_("Document or table"), _("Why not")),
                rows=tuple(
                    (
                        str(other.get("table") or other["document"]),
                        voice.pick(other["text"]),
                    )
                    for other in near
                ),
            )
        )
    field = str(view["case.field"].value or "")
    blocks.extend(_far(data, voice, result, field))
    return Part(
        code="table",
        title=_("Why this benchmark table")
        if table is not None
        else _("Why no benchmark table"),
        blocks=tuple(blocks),
    )


def _far(
    data: "Data", voice: Voice, result: "Result", field: str
) -> Iterator[Block]:
    """Documents of the same field for other regions are named; of those of
    other fields, which nobody would look at, only that there are any.
    """
    _ = voice.tell
    names = []
    more = False
    for other in result.rejected_tables:
        if other["code"] not in _FAR:
            continue
        document = data.library.documents.get(other["document"])
        if document is not None and document.field == field:
            names.append(voice.pick(document.name))
        else:
            more = True
    items = []
    if names:
        title = _("Of this field but for another region, so not used")
        items.append(Line(text=voice.line(title, voice.join(names))))
    if more:
        text = _("Documents of other fields of enforcement do not apply.")
        items.append(Line(text=text))
    if items:
        yield Lines(items=tuple(items))


def _term(document: Any, voice: Voice) -> str:
    _ = voice.tell
    if document.effective is None:
        return _("the day on which it came into force is not known")
    first = date_text(document.effective, voice.lang)
    if document.expires is None:
        return _("in force since {first}", first=first)
    last = date_text(document.expires, voice.lang)
    return _("in force from {first} to {last}", first=first, last=last)


def row_part(
    data: "Data", voice: Voice, result: "Result", steps: tuple[Line, ...]
) -> Part:
    """Which row holds, cell by cell with the value that each met."""
    _ = voice.tell
    blocks: list[Block] = []
    title = _("Why this row")
    if result.table is None:
        none = _(
            "There is no benchmark table, so there is no row to choose; only"
            " the range of the law bounds the amount."
        )
        blocks.append(Lines(items=(Line(text=none),)))
        title = _("Why no row")
    elif not result.rows and not steps:
        none = _("No row was looked for: no fine of the law is settled yet.")
        blocks.append(Lines(items=(Line(text=none, tone="undetermined"),)))
    blocks.extend(_row(data, row, voice, result) for row in result.rows)
    if steps:
        blocks.append(Lines(items=steps))
    return Part(code="row", title=title, blocks=tuple(blocks))


def _row(
    data: "Data", row: Mapping[str, Any], voice: Voice, result: "Result"
) -> Grid:
    """A row that holds or may hold, cell by cell."""
    _ = voice.tell
    cells = tuple(_cell(data, cell, voice) for cell in row["cells"])
    return Grid(
        caption=_row_title(data, row, voice, result),
        head=(
            _("Column"),
            _("It asks"),
            _("In this case"),
            _("In the file"),
        ),
        rows=cells or ((_("no condition"), "", "", ""),),
    )


def _grade_title(
    data: "Data", row: str, cell: Mapping[str, Any] | None, voice: Voice
) -> str:
    """A grade of a factor by its heading and what it asks, where one cell
    says it; else by its number."""
    if cell is None:
        return voice.tell("Row {row}", row=row)
    return voice.line(
        voice.pick(cell["label"]), asked(data, cell["expected"], voice)
    )


def _grade_name(
    data: "Data", row: str, voice: Voice, result: "Result"
) -> str | None:
    """A grade in words, instead of the ids of its factor and itself."""
    found = None if result.table is None else result.table.id
    table = None if found is None else data.library.tables.get(found)
    name = None if table is None else grade_name(table, row)
    return None if name is None else voice.pick(name)


def _row_title(
    data: "Data", row: Mapping[str, Any], voice: Voice, result: "Result"
) -> str:
    _ = voice.tell
    title = _grade_name(data, row["row"], voice, result)
    if title is None:
        title = _("Row {row}", row=row["row"])
    elif len(row["cells"]) == 1:
        title = _grade_title(data, row["row"], row["cells"][0], voice)
    if row.get("stage"):
        title += voice.brackets(voice.pick(row["stage"]))
    if row.get("percent") is not None:
        percent = decimal_text(Decimal(str(row["percent"])))
        title += voice.brackets(f"{percent} %")
    if not row.get("sure", True):
        title += voice.brackets(_("may hold"))
    return title


def asked(data: "Data", expected: Any, voice: Voice) -> str:
    """What a cell asks, in words: a condition over the whole row comes as
    FEEL, the same in each language.
    """
    text = voice.pick(expected)
    if isinstance(expected, Mapping) and expected["zh"] == expected["en"]:
        return condition_text(text, data.vocabulary, voice.lang)
    return text


def _cell(
    data: "Data", cell: Mapping[str, Any], voice: Voice
) -> tuple[str, ...]:
    value = voice.pick(cell["value"])
    if cell.get("assumed"):
        value += voice.brackets(
            voice.tell("could not be ascertained; the lowest grade counts")
        )
    return (
        voice.pick(cell["label"]),
        asked(data, cell["expected"], voice),
        value,
        cell["pointer"] or "",
    )


def why_not_part(data: "Data", voice: Voice, result: "Result") -> Part:
    """For each other row its first failing cell, and what would reach it."""
    _ = voice.tell
    rows = []
    graded = any(row.get("percent") is not None for row in result.rows)
    for other in result.why_not:
        title = _("Row {row}", row=other["row"])
        if graded and len(other["changes"]) == 1 and other["cell"]:
            title = _grade_title(data, other["row"], other["cell"], voice)
        elif graded:
            name = _grade_name(data, other["row"], voice, result)
            title = title if name is None else name
        if other["stage"]:
            title += voice.brackets(voice.pick(other["stage"]))
        cell = other["cell"]
        reason = voice.pick(other["text"])
        if cell is not None:
            reason = _(
                "{label} is {value}; the row asks {expected}",
                label=voice.pick(cell["label"]),
                value=voice.pick(cell["value"]),
                expected=asked(data, cell["expected"], voice),
            )
        changes = voice.join(
            _change(data, change, voice) for change in other["changes"]
        )
        rows.append((title, reason, changes))
    return Part(
        code="why-not",
        title=_("Why not the other rows"),
        blocks=(
            Grid(
                caption=_("Rows that were not chosen"),
                head=(
                    _("Row"),
                    _("First thing that does not fit"),
                    _("Nearest change that would reach it"),
                ),
                rows=tuple(rows),
            ),
        ),
    )


def _change(data: "Data", change: Mapping[str, Any], voice: Voice) -> str:
    label = voice.pick(change["label"])
    nearest = change["nearest"]
    if nearest is None:
        needed = asked(data, change["needed"], voice)
    elif change["fact"] in data.vocabulary:
        entry = data.vocabulary.entry(change["fact"])
        needed = words(entry, nearest, voice.lang)
    else:
        needed = str(nearest)
    return voice.line(label, needed)
