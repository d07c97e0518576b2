"""The weight of rows among each other."""

from collections.abc import Sequence
from decimal import Decimal

from penaltykit.benchmark._model import Row
from penaltykit.penalty import Penalty, PenaltyKind

_Weight = tuple[Decimal, bool, Decimal, bool]


def ranked(
    rows: Sequence[Row], given: Sequence[int | None]
) -> list[int] | None:
    """A rank for each row, heavier is greater; equal weights share one.

    Rows compare by their fine: the higher upper bound is heavier, then the
    higher lower bound. That needs one fine a row, all in one unit and on one
    base; a row that spares the party is lightest.

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
    weights = [_weight(row) for row in rows]
    measures = {_measure(row) for row in rows} - {None}
    if stated or len(measures) > 1 or None in weights:
        return None
    order = sorted({weight for weight in weights if weight is not None})
    return [order.index(weight) for weight in weights if weight is not None]


def _fines(row: Row) -> list[Penalty]:
    return [
        penalty
        for penalty in row.penalties
        if penalty.kind is PenaltyKind.FINE
    ]


def _measure(row: Row) -> tuple[str | None, ...] | None:
    fines = _fines(row)
    if not fines:
        return None
    fine = fines[0]
    return (fine.unit, fine.base, fine.per, fine.subject.value)


def _weight(row: Row) -> _Weight | None:
    """Weight of a row by its fine; ``None`` where there is none to compare."""
    fines = _fines(row)
    if not fines:
        spares = any(
            penalty.kind is PenaltyKind.NO_PENALTY for penalty in row.penalties
        )
        least = Decimal(-1)
        return (least, True, least, True) if spares else None
    if len(fines) > 1 or fines[0].when is not None:
        return None
    fine = fines[0]
    high = fine.to if fine.to is not None else Decimal("Infinity")
    low = fine.from_ if fine.from_ is not None else Decimal(0)
    # An upper bound that belongs is heavier; a lower one that belongs lighter.
    return (high, fine.to_inclusive, low, not fine.from_inclusive)
