"""Points of several factors that choose a stage.

The sum of the points falls into the band of a stage, and the stage gives the
penalties. Points that an unknown fact leaves open are all looked at: where
every sum that can come about leads to one stage, that stage is certain.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.benchmark._grades import (
    FactorReading,
    grade_text,
    read_factor,
)
from penaltykit.benchmark._model import POINTS, FactorBody, Row, Table
from penaltykit.benchmark._outcome import (
    CellResult,
    RowMatch,
    TableOutcome,
)
from penaltykit.benchmark._penalties import table_penalties
from penaltykit.benchmark._policy import Texts
from penaltykit.benchmark._wording import cell_text, joined, plain
from penaltykit.engine import Context

# More sums than these no printed table has.
_MOST_SUMS: Final = 10_000


def sums(
    start: Decimal, factors: Iterable[Sequence[Decimal]]
) -> list[Decimal] | None:
    """Every sum that can come about, in order.

    Args:
        start: points that every case has.
        factors: the points that each factor may have.

    Returns:
        ``None`` where there are too many to look at.
    """
    found = {start}
    for points in factors:
        found = {total + point for total in found for point in points}
        if len(found) > _MOST_SUMS:
            return None
    return sorted(found)


def stages_at(body: FactorBody, total: Decimal) -> list[int]:
    """The stages that a sum of points falls into, by number."""
    return [
        number
        for number, row in enumerate(body.stages)
        if row.cells[0].holds(total)
    ]


def evaluate_score(
    table: Table, body: FactorBody, view: Context
) -> TableOutcome:
    """Apply a factor table with stages (see :meth:`Table.evaluate`)."""
    found = [read_factor(table, factor, view) for factor in body.factors]
    matches = tuple(
        _match(one, one.grade) for one in found if one.grade is not None
    )
    undetermined = tuple(
        _match(one, number)
        for one in found
        if one.grade is None
        for number in one.open
    )
    assumed = tuple(
        dict.fromkeys(fact for one in found for fact in one.assumed_facts)
    )
    problems = table.document.problems + table.problems
    conflict = any(one.conflict for one in found)
    settle = tuple(dict.fromkeys(f for one in found for f in one.settle))
    chosen = None if conflict else _only_stage(body, found)
    if chosen is None:
        return TableOutcome(
            table=table,
            matches=matches,
            undetermined=undetermined,
            conflict=conflict or (not settle and _several(body, found)),
            settled=not settle,
            settle=settle,
            assumed=assumed,
            problems=problems,
        )
    row = body.stages[chosen]
    penalties, missing = table_penalties(row.penalties, table, view)
    lines = _lines(body, found, row)
    match = RowMatch(
        row=row.id,
        number=chosen,
        sure=True,
        stage=row.stage,
        cells=_cells(found),
    )
    return TableOutcome(
        table=table,
        matches=(*matches, match),
        undetermined=undetermined,
        chosen=match,
        settled=True,
        settle=missing,
        penalties=penalties,
        stage=row.stage,
        arithmetic=(
            *lines,
            *(line for one in penalties for line in one.arithmetic),
        ),
        assumed=assumed,
        problems=problems,
    )


def _match(found: FactorReading, number: int) -> RowMatch:
    """A grade that was met; its points are no percentage."""
    return evolve(found.match(number), percent=None)


def possible_sums(
    body: FactorBody, table: Table, view: Context
) -> list[Decimal]:
    """Every sum that the facts leave possible, in order."""
    found = [read_factor(table, factor, view) for factor in body.factors]
    return _possible(body, found) or []


def _possible(
    body: FactorBody, found: Sequence[FactorReading]
) -> list[Decimal] | None:
    """Every sum that the facts leave possible."""
    points = [
        [one.factor.grades[number].percent for number in one.possible]
        for one in found
    ]
    if not all(points):
        return None
    return sums(body.start, points)


def _only_stage(
    body: FactorBody, found: Sequence[FactorReading]
) -> int | None:
    """The stage that every possible sum falls into, and no other."""
    totals = _possible(body, found)
    if totals is None:
        return None
    stages = {tuple(stages_at(body, total)) for total in totals}
    (only, *more) = stages
    return only[0] if not more and len(only) == 1 else None


def _several(body: FactorBody, found: Sequence[FactorReading]) -> bool:
    """Whether the sum falls into several stages at once."""
    totals = _possible(body, found) or []
    return any(len(stages_at(body, total)) > 1 for total in totals)


def _cells(found: Sequence[FactorReading]) -> tuple[CellResult, ...]:
    """The cells of the grades that count."""
    return tuple(
        cell
        for one in found
        if one.grade is not None
        for cell in one.cells(one.grade)
    )


def _lines(
    body: FactorBody, found: Sequence[FactorReading], row: Row
) -> list[Texts]:
    """The points and the sum; where a factor is open, what it cannot move."""
    if any(one.grade is None for one in found):
        return [
            both(
                "Whatever is found of what is open, the points are {asked}",
                asked=cell_text(row.cells[0], POINTS),
            )
        ]
    parts: list[Texts] = []
    values: list[Decimal] = []
    if body.start:
        parts.append(both("start {points}", points=plain(body.start)))
        values.append(body.start)
    for one in found:
        assert one.grade is not None
        grade = one.factor.grades[one.grade]
        values.append(grade.percent)
        parts.append(
            both(
                "{factor} ({grade}) {points}",
                factor=one.factor.column.label,
                grade=grade_text(one.factor, grade),
                points=plain(grade.percent),
            )
        )
    return [
        joined(parts, "list"),
        both(
            "Sum of the points: {sum} = {total}",
            sum=" + ".join(map(plain, values)),
            total=plain(sum(values, Decimal(0))),
        ),
    ]
