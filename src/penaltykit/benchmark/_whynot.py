"""Why each other row was not chosen, and what would lead to it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from penaltykit._i18n import N_, both
from penaltykit.benchmark._cells import Cell
from penaltykit.benchmark._grades import grade_text, read_factor
from penaltykit.benchmark._model import (
    POINTS,
    Column,
    FactorBody,
    StageBody,
    Table,
)
from penaltykit.benchmark._outcome import (
    CellResult,
    Change,
    WhyNot,
    WhyNotReason,
)
from penaltykit.benchmark._policy import SeveralRows, Texts
from penaltykit.benchmark._score import (
    evaluate_score,
    possible_sums,
)
from penaltykit.benchmark._stage import Selection, StageReading
from penaltykit.benchmark._wording import (
    FACT_ID,
    cell_text,
    comparison_text,
    ended_text,
    joined,
    plain,
)
from penaltykit.engine import Context, Expression, FactType, Value
from penaltykit.engine import _ast as ast
from penaltykit.money import FEN

_STEPS: Final[Mapping[FactType, Any]] = {
    FactType.COUNT: Decimal(1),
    FactType.MONEY: FEN,
    FactType.DATE: dt.timedelta(days=1),
}


def explain_others(
    table: Table, view: Context, on: dt.date | None = None
) -> tuple[WhyNot, ...]:
    """See :meth:`Table.why_not`."""
    if isinstance(table.body, StageBody):
        return _other_rows(table, table.body, view, on)
    return _other_grades(table, table.body, view)


def _other_rows(
    table: Table, body: StageBody, view: Context, on: dt.date | None
) -> tuple[WhyNot, ...]:
    reading = StageReading(table, body, view, on)
    found = reading.select()
    return tuple(
        _row(reading, found, number)
        for number in range(len(body.rows))
        if number != found.chosen
    )


def _row(reading: StageReading, found: Selection, number: int) -> WhyNot:
    row = reading.body.rows[number]
    cells = reading.cells(number)
    common: dict[str, Any] = {"row": row.id, "stage": row.stage}
    failing = [cell for cell in cells if cell.holds is False]
    if failing:
        changes = tuple(_changes(reading, number, failing))
        first = failing[0]
        columns = {column.id for column in reading.body.columns}
        return WhyNot(
            **common,
            reason=WhyNotReason.CELL_FAILS
            if first.column in columns
            else WhyNotReason.CONDITION_FAILS,
            cell=first,
            changes=changes,
            text=_failing_text(
                reading.table,
                first,
                changes,
                either=_has_ways(row.when)
                and any(cell.column not in columns for cell in failing),
            ),
        )
    if reading.out_of_term(number):
        return WhyNot(
            **common,
            reason=WhyNotReason.OUT_OF_TERM,
            cell=None,
            text=ended_text(row),
        )
    unknown = [cell for cell in cells if cell.holds is None]
    if unknown and number not in found.sure:
        return WhyNot(
            **common,
            reason=WhyNotReason.NOT_KNOWN,
            cell=unknown[0],
            changes=tuple(_changes(reading, number, unknown)),
            text=both(
                "It may hold: {label} is {value}; the row asks {expected}.",
                label=unknown[0].label,
                value=unknown[0].value_text,
                expected=_asked(reading.table, unknown[0].expected),
            ),
        )
    return WhyNot(**common, **_displaced(reading, found, number), cell=None)


def _displaced(
    reading: StageReading, found: Selection, number: int
) -> dict[str, Any]:
    """Why a row that holds does not count."""
    rows = reading.body.rows
    if rows[number].otherwise:
        return {
            "reason": WhyNotReason.ANOTHER_HOLDS,
            "text": both("It is for cases that no other row covers."),
        }
    if found.conflict:
        return {
            "reason": WhyNotReason.CONFLICT,
            "text": both(
                "It holds too, and the document does not say which row counts."
            ),
        }
    if found.chosen is None:
        return {
            "reason": WhyNotReason.NOT_KNOWN,
            "text": both(
                "It holds, but another row may hold that would go before it."
            ),
        }
    chosen = {"zh": rows[found.chosen].id, "en": rows[found.chosen].id}
    if reading.table.several_rows is SeveralRows.HEAVIER:
        return {
            "reason": WhyNotReason.LIGHTER,
            "text": both(
                "It holds too, but row {chosen} is heavier and counts.",
                chosen=chosen,
            ),
        }
    return {
        "reason": WhyNotReason.LATER,
        "text": both(
            "It holds too, but row {chosen} stands before it and counts.",
            chosen=chosen,
        ),
    }


def _changes(
    reading: StageReading, number: int, cells: list[CellResult]
) -> list[Change]:
    columns = {column.id: at for at, column in enumerate(reading.body.columns)}
    changes: dict[str, Change] = {}
    for result in cells:
        if result.fact in changes:
            continue
        at = columns.get(result.column)
        nearest = None
        if at is not None:
            cell = reading.body.rows[number].cells[at]
            nearest = nearest_value(
                cell, reading.body.columns[at], result.value
            )
        changes[result.fact] = Change(
            fact=result.fact,
            label=result.label,
            found=result.value_text,
            needed=result.expected,
            nearest=nearest,
        )
    return list(changes.values())


def _asked(table: Table, expected: Texts) -> Texts:
    """What a cell asks; a part of a condition, which has the ids of facts,
    with their labels.
    """
    if FACT_ID.search(expected["zh"]) is None:
        return expected
    return comparison_text(expected["zh"], table.named)


def _failing_text(
    table: Table,
    first: CellResult,
    changes: tuple[Change, ...],
    *,
    either: bool,
) -> Texts:
    text = both(
        "{label} is {value}; the row asks {expected}.",
        label=first.label,
        value=first.value_text,
        expected=_asked(table, first.expected),
    )
    if len(changes) == 1:
        return text
    rest = joined([_needed(table, one) for one in changes], "semicolon")
    if either:
        # The condition names ways that do not all have to be gone.
        return both(
            "{first} One or more of these would have to change: {rest}.",
            first=text,
            rest=rest,
        )
    return both("{first} It would need: {rest}.", first=text, rest=rest)


def _needed(table: Table, change: Change) -> Texts:
    """A change in words; a part of a condition names its facts itself."""
    asked = _asked(table, change.needed)
    if asked is not change.needed:
        return asked
    return both("{label}: {needed}", label=change.label, needed=asked)


def _has_ways(condition: Expression | None) -> bool:
    """Whether a condition can hold in several ways."""
    return condition is not None and _offers_ways(condition.root)


def _offers_ways(node: ast.Node) -> bool:
    return isinstance(node, ast.Or | ast.Not) or any(
        map(_offers_ways, ast.children(node))
    )


def nearest_value(
    cell: Cell, column: Column, found: Value | None
) -> Value | None:
    """The value nearest to ``found`` that satisfies a cell.

    Of words the first in the order of the vocabulary; of amounts, counts and
    dates the nearest that belongs to the cell (to the fen, the unit, the
    day); of other quantities the nearest bound, ``None`` where it lies
    outside (over 5 km has no least value).
    """
    if cell.intervals is None:
        words = cell.words or frozenset()
        order = column.signature.values or (True, False)
        return next((word for word in order if word in words), None)
    step = _STEPS.get(column.signature.type)
    inside: list[Any] = []
    for part in cell.intervals:
        if part.low is not None:
            inside.append((part.low, part.low_inclusive, 1))
        if part.high is not None:
            inside.append((part.high, part.high_inclusive, -1))
    values = [
        bound if included else bound + step * way
        for bound, included, way in inside
        if included or step is not None
    ]
    values = [value for value in values if cell.holds(value)]
    if found is None:
        return values[0] if values else None
    here: Any = found
    return min(values, key=lambda value: abs(value - here), default=None)


def _other_grades(
    table: Table, body: FactorBody, view: Context
) -> tuple[WhyNot, ...]:
    others: list[WhyNot] = []
    for factor in body.factors:
        found = read_factor(table, factor, view)
        for number, grade in enumerate(factor.grades):
            if number == found.grade:
                continue
            cell = found.cell(number)
            reason = WhyNotReason.CELL_FAILS
            template = N_("{label} is {value}; the grade asks {expected}.")
            if found.assumed:
                reason = WhyNotReason.NOT_KNOWN
                template = N_(
                    "{label} {value}: by the document the lowest grade counts."
                )
            elif number in found.open:
                reason = WhyNotReason.NOT_KNOWN
                template = N_("It may hold: {label} is {value}.")
            elif number in found.sure:
                reason = WhyNotReason.LIGHTER
                template = N_("It holds too, but another grade counts.")
            others.append(
                WhyNot(
                    row=f"{factor.column.id}/{grade.id}",
                    stage=None,
                    reason=reason,
                    cell=cell,
                    changes=(
                        Change(
                            fact=factor.column.fact,
                            label=factor.column.label,
                            found=cell.value_text,
                            needed=grade_text(factor, grade),
                            nearest=nearest_value(
                                grade.cell, factor.column, found.reading.value
                            ),
                        ),
                    ),
                    text=both(
                        template,
                        label=cell.label,
                        value=cell.value_text,
                        expected=cell.expected,
                    ),
                )
            )
    return (*others, *_other_stages(body, view, table))


def _other_stages(
    body: FactorBody, view: Context, table: Table
) -> tuple[WhyNot, ...]:
    """For each stage that the points do not choose, what it asks of them."""
    if not body.stages:
        return ()
    chosen = evaluate_score(table, body, view).chosen
    totals = possible_sums(body, table, view)
    others: list[WhyNot] = []
    for row in body.stages:
        if chosen is not None and row.id == chosen.row:
            continue
        expected = cell_text(row.cells[0], POINTS)
        if chosen is None:
            reason = WhyNotReason.NOT_KNOWN
            text = both(
                "It asks for {expected} points; what they come to is open.",
                expected=expected,
            )
        else:
            reason = WhyNotReason.CELL_FAILS
            text = both(
                "The points are {points}; the stage asks for {expected}.",
                points=", ".join(map(plain, totals)),
                expected=expected,
            )
        others.append(
            WhyNot(
                row=row.id,
                stage=row.stage,
                reason=reason,
                cell=None,
                text=text,
            )
        )
    return tuple(others)
