"""The weight of rows among each other."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from penaltykit.benchmark._model import Column, Row
from penaltykit.benchmark._pieces import pieces, rows_on
from penaltykit.penalty import Penalty, PenaltyKind

_Weight = tuple[Decimal, bool, Decimal, bool]
# By subject: a row may have a band for organisations and one for persons.
_Weights = Mapping[str, _Weight]
_SPARED: Final[_Weight] = (Decimal(-1), True, Decimal(-1), True)
_MOST_COMPARED: Final = 500
_PER: Final = "yuan-per-"


def ranked(
    rows: Sequence[Row], given: Sequence[int | None]
) -> list[int] | None:
    """A rank for each row, heavier is greater; equal weights share one.

    Rows compare by their fine: the higher upper bound is heavier, then the
    higher lower bound. That needs fines in one unit and on one base. Fines
    of several subjects (organisation, person) compare each with its like,
    and must all say the same; a row that spares the party is lightest.

    Args:
        rows: in the order of the print.
        given: the rank that the file states for each row.

    Returns:
        ``None`` where the rows cannot be compared and not every one of them
        has a stated rank.
    """
    stated = [rank for rank in given if rank is not None]
    if len(stated) == len(rows):
        return stated
    weights: list[_Weights] = []
    for row in rows:
        found = _weights(row)
        if found is None:
            return None
        weights.append(found)
    if stated or not _one_measure(rows):
        return None
    subjects = {subject for one in weights for subject in one}
    if any(one and one.keys() != subjects for one in weights):
        return None
    keys = [
        tuple(one.get(subject, _SPARED) for subject in sorted(subjects))
        for one in weights
    ]
    order = sorted(set(keys))
    if any(
        any(low > high for low, high in zip(one, other, strict=True))
        for one, other in pairwise(order)
    ):
        return None
    place = {key: number for number, key in enumerate(order)}
    return [place[key] for key in keys]


def may_meet(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether two rows may hold at once, as far as their cells tell.

    Rows with a condition of their own may always meet others. Where there
    are too many to compare they are taken to meet.
    """
    held = [row for row in rows if not row.otherwise]
    if len(held) > _MOST_COMPARED:
        return True
    if any(row.when is not None for row in held):
        return len(held) > 1
    sets: list[list[int]] = []
    for number, column in enumerate(columns):
        cells = [row.cells[number] for row in held]
        parts = pieces(column.signature, cells)
        # For each row the pieces that it holds on.
        own = [0] * len(cells)
        for at, held_here in enumerate(rows_on(parts, cells)):
            bits = held_here
            while bits:
                row = (bits & -bits).bit_length() - 1
                own[row] |= 1 << at
                bits &= bits - 1
        sets.append(own)
    return any(
        all(column[one] & column[other] for column in sets)
        for one, other in combinations(range(len(held)), 2)
    )


def _fines(row: Row) -> list[Penalty]:
    return [
        penalty
        for penalty in row.penalties
        if penalty.kind is PenaltyKind.FINE
    ]


def _one_measure(rows: Sequence[Row]) -> bool:
    """Whether the fines of each subject are in one unit and on one base."""
    measures: dict[str, set[tuple[object, ...]]] = {}
    for row in rows:
        for fine in _fines(row):
            unit = fine.unit or ""
            if unit.startswith(_PER):
                # yuan-per-person and yuan-per-人 count the same fact.
                unit = _PER
            measure = (unit, fine.base, fine.base_least, fine.per)
            measures.setdefault(fine.subject.value, set()).add(measure)
    return all(len(found) == 1 for found in measures.values())


def _weights(row: Row) -> _Weights | None:
    """Weight of a row by its fines; ``None`` where they cannot be compared,
    nothing where it spares the party."""
    fines = _fines(row)
    if not fines:
        spares = any(
            penalty.kind is PenaltyKind.NO_PENALTY for penalty in row.penalties
        )
        return {} if spares else None
    subjects = {fine.subject.value for fine in fines}
    if len(subjects) < len(fines) or any(fine.when for fine in fines):
        return None
    return {fine.subject.value: _weight(fine) for fine in fines}


def _weight(fine: Penalty) -> _Weight:
    high = fine.to if fine.to is not None else Decimal("Infinity")
    low = fine.from_ if fine.from_ is not None else Decimal(0)
    # An upper bound that belongs is heavier; a lower one that belongs lighter.
    return (high, fine.to_inclusive, low, not fine.from_inclusive)
