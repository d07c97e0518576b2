"""Whether a table keeps its word: more of a fact is never lighter.

Exact over cells: the column of the fact is cut into pieces, and along them
the row that counts is followed for every combination of the other columns
(and of the conditions that do not ask about the fact).
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product
from math import prod
from typing import Any, Final

from attrs import define

from penaltykit._i18n import both
from penaltykit.benchmark._cells import Cell
from penaltykit.benchmark._finding import LintFinding
from penaltykit.benchmark._model import (
    Factor,
    FactorBody,
    FactorGrade,
    Monotone,
    Row,
    StageBody,
    Table,
)
from penaltykit.benchmark._pieces import covers, pieces
from penaltykit.benchmark._policy import SeveralRows, Texts
from penaltykit.benchmark._score import stages_at, sums
from penaltykit.benchmark._wording import cell_text
from penaltykit.engine import Signature
from penaltykit.penalty import Penalty, PenaltyKind

_LIMIT: Final = 200_000
_NONE: Final = Decimal(-1)


def check_monotone(table: Table) -> Iterator[LintFinding]:
    """What the table declares and does not keep, or what cannot be seen."""
    for one in table.monotone:
        if isinstance(table.body, StageBody):
            yield from _stage(table, table.body, one)
        else:
            yield from _factors(table, table.body, one)


def _unproved(one: Monotone, why: Texts) -> LintFinding:
    return LintFinding(
        code="monotone-unproved",
        fault=False,
        text=both(
            "That more of {fact} is never lighter cannot be proved here:"
            " {why}.",
            fact=one.fact,
            why=why,
        ),
    )


def steps(one: Monotone, cells: Sequence[Cell]) -> list[Cell]:
    """The pieces of a column from the slight to the grave."""
    if one.order is not None:
        places = {value: at for at, value in enumerate(one.order)}
        cells = sorted(
            cells, key=lambda cell: places[next(iter(cell.words or ()))]
        )
    return list(cells)[::-1] if one.descending else list(cells)


def _pieces(
    one: Monotone, signature: Signature, cells: Sequence[Cell]
) -> list[Cell]:
    """The pieces in order; a column that asks nothing has one."""
    if all(cell.any for cell in cells):
        return [Cell(text="-")]
    return steps(one, pieces(signature, cells))


# --- stage and point tables -------------------------------------------------


@define
class _Plan:
    """One column under test, the others beside it.

    Attributes:
        rows: those in force on one day.
        places: their numbers in the table.
        whens: conditions of the rows, each either way.
        own: pieces of the column under test, in order.
        others: for each other column, which rows each piece holds for.
    """

    rows: list[Row]
    places: list[int]
    whens: list[str]
    own: list[tuple[Cell, int]]
    others: list[list[int]]


def _stage(
    table: Table, body: StageBody, one: Monotone
) -> Iterator[LintFinding]:
    if any(row.when and one.fact in row.when.facts for row in body.rows):
        yield _unproved(one, both("a condition over the row asks about it"))
        return
    comparable = _comparable(body.rows)
    if not comparable and len({row.rank for row in body.rows}) < min(
        len(body.rows), 2
    ):
        yield _unproved(one, both("its rows cannot be compared by weight"))
        return
    for on in body.turning_days or (None,):
        plan = _plan(body, one, on)
        size = len(plan.own) * prod(len(c) for c in plan.others)
        if size << len(plan.whens) > _LIMIT:
            yield _unproved(one, both("there are too many combinations"))
            return
        found = _broken(table, plan, comparable=comparable)
        if found is not None:
            low, high, cell = found
            column = next(c for c in body.columns if c.fact == one.fact)
            yield LintFinding(
                code="monotone-broken",
                fault=True,
                text=both(
                    "More of {fact} leads to a lighter row: {where} leads"
                    " from row {high} to row {low}.",
                    fact=column.label,
                    where=cell_text(cell, column),
                    high=high.id,
                    low=low.id,
                ),
                rows=(high.id, low.id),
            )
            return


def _plan(body: StageBody, one: Monotone, on: dt.date | None) -> _Plan:
    places = [n for n, row in enumerate(body.rows) if row.term.holds(on)]
    rows = [body.rows[n] for n in places]
    whens = list(
        dict.fromkeys(row.when.text for row in rows if row.when is not None)
    )
    own: list[tuple[Cell, int]] | None = None
    others: list[list[int]] = []
    for number, column in enumerate(body.columns):
        cells = [row.cells[number] for row in rows]
        if column.fact == one.fact and own is None:
            parts = _pieces(one, column.signature, cells)
            own = [(part, _held(cells, part)) for part in parts]
        else:
            found = (
                [Cell(text="-")]
                if all(cell.any for cell in cells)
                else pieces(column.signature, cells)
            )
            held = {_held(cells, part) for part in found}
            others.append(sorted(held))
    every = (1 << len(rows)) - 1
    return _Plan(rows, places, whens, own or [(Cell(text="-"), every)], others)


def _held(cells: Sequence[Cell], part: Cell) -> int:
    return sum(1 << n for n, cell in enumerate(cells) if covers(cell, part))


def _broken(
    table: Table, plan: _Plan, *, comparable: bool
) -> tuple[Row, Row, Cell] | None:
    """The first step along the column that leads to a lighter row."""
    truths = product((False, True), repeat=len(plan.whens))
    for truth in truths:
        said = dict(zip(plan.whens, truth, strict=True))
        under = sum(
            1 << n
            for n, row in enumerate(plan.rows)
            if row.when is None or said[row.when.text]
        )
        for chosen in product(*plan.others):
            held = under
            for bits in chosen:
                held &= bits
            before: Row | None = None
            for cell, bits in plan.own:
                row = _counts(table, plan.rows, held & bits)
                if row is None:
                    continue
                if before is not None and _lighter(
                    row, before, comparable=comparable
                ):
                    return row, before, cell
                before = row
    return None


def _counts(table: Table, rows: Sequence[Row], held: int) -> Row | None:
    """The row that counts; none in a gap or a conflict."""
    sure = [row for n, row in enumerate(rows) if held >> n & 1]
    named = [row for row in sure if not row.otherwise]
    sure = named or sure
    if not sure:
        return None
    if table.several_rows is SeveralRows.HEAVIER:
        return max(sure, key=lambda row: row.rank)
    if table.several_rows is SeveralRows.FIRST or len(sure) == 1:
        return sure[0]
    return None


def _fine(row: Row) -> Penalty | None:
    """The one fine of a row, without condition."""
    fines = [one for one in row.penalties if one.kind is PenaltyKind.FINE]
    if len(fines) != 1 or fines[0].when is not None:
        return None
    return fines[0]


def _measure(row: Row) -> Any:
    """What the fines of two rows must share to be compared by figures."""
    fine = _fine(row)
    if fine is None:
        return (
            None
            if any(one.kind is PenaltyKind.FINE for one in row.penalties)
            else "spared"
        )
    return (
        fine.unit,
        fine.base,
        fine.base_least,
        fine.per,
        fine.step,
        fine.step_from,
        fine.step_size,
        fine.cap if fine.unit != "yuan" else None,
        fine.floor if fine.unit != "yuan" else None,
    )


def _comparable(rows: Sequence[Row]) -> bool:
    measures = {_measure(row) for row in rows} - {"spared"}
    return None not in measures and len(measures) <= 1


def _lighter(row: Row, before: Row, *, comparable: bool) -> bool:
    """Whether a band lies lower than the one before, at either end."""
    if not comparable:
        return row.rank < before.rank
    return any(
        here < there
        for here, there in zip(_ends(row), _ends(before), strict=True)
    )


def _ends(row: Row) -> tuple[Decimal, Decimal]:
    fine = _fine(row)
    if fine is None:
        return _NONE, _NONE
    low = fine.from_ if fine.from_ is not None else Decimal(0)
    high = fine.to if fine.to is not None else Decimal("Infinity")
    if fine.unit == "yuan":
        low = max(low, fine.floor or low)
        high = high if fine.cap is None else min(high, fine.cap)
    return low, high


# --- factor tables ----------------------------------------------------------


def _factors(
    table: Table, body: FactorBody, one: Monotone
) -> Iterator[LintFinding]:
    if _asked_elsewhere(body, one):
        yield _unproved(one, both("a condition asks about it"))
        return
    yield from _stages(body, one)
    for factor in body.factors:
        if factor.column.fact != one.fact:
            continue
        cells = [grade.cell for grade in factor.grades]
        graded = [
            (part, grade)
            for part in _pieces(one, factor.column.signature, cells)
            if (grade := _grade(table, factor, part)) is not None
        ]
        for (_, before), (part, grade) in pairwise(graded):
            if grade.percent < before.percent:
                yield LintFinding(
                    code="monotone-broken",
                    fault=True,
                    text=both(
                        "More of {fact} leads to a lighter row: {where} leads"
                        " from row {high} to row {low}.",
                        fact=factor.column.label,
                        where=cell_text(part, factor.column),
                        high=before.id,
                        low=grade.id,
                    ),
                    rows=(
                        f"{factor.column.id}/{before.id}",
                        f"{factor.column.id}/{grade.id}",
                    ),
                )
                break


def _stages(body: FactorBody, one: Monotone) -> Iterator[LintFinding]:
    """More points never lead to a lighter stage."""
    points = [
        [grade.percent for grade in factor.grades] for factor in body.factors
    ]
    totals = sums(body.start, points) if body.stages else []
    if totals is None:
        yield _unproved(one, both("there are too many sums of points"))
        return
    rows = [
        body.stages[number]
        for total in totals
        for number in stages_at(body, total)
    ]
    if rows and not _comparable(rows):
        yield _unproved(one, both("the fines of the stages do not compare"))
        return
    for before, row in pairwise(rows):
        if _lighter(row, before, comparable=True):
            yield LintFinding(
                code="monotone-broken",
                fault=True,
                text=both(
                    "More points lead to a lighter stage: from {high} to"
                    " {low}.",
                    high=before.id,
                    low=row.id,
                ),
                rows=(before.id, row.id),
            )
            return


def _asked_elsewhere(body: FactorBody, one: Monotone) -> bool:
    """Whether a condition depends on the fact, or a base against it."""
    for formula in body.formulas:
        conditions = [formula.when, *(c.when for c in formula.corrections)]
        if any(c is not None and one.fact in c.facts for c in conditions):
            return True
        if one.descending and one.fact in formula.base.facts:
            return True
    return any(
        grade.when is not None
        and (one.fact in grade.when.facts or factor.column.fact == one.fact)
        for factor in body.factors
        for grade in factor.grades
    )


def _grade(table: Table, factor: Factor, part: Cell) -> FactorGrade | None:
    """The grade that counts on a piece; none in a gap or a conflict."""
    held = [grade for grade in factor.grades if covers(grade.cell, part)]
    if not held:
        return None
    if table.several_rows is SeveralRows.HEAVIER:
        return max(held, key=lambda grade: grade.percent)
    if table.several_rows is SeveralRows.FIRST or len(held) == 1:
        return held[0]
    return None
