"""A column cut into pieces, within which all its cells say the same."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor
from typing import Any

from penaltykit.benchmark._cells import NUMERIC, Cell, Interval
from penaltykit.engine import FactType, Signature


def pieces(
    signature: Signature,
    cells: Sequence[Cell],
    least: Decimal | None = None,
) -> list[Cell]:
    """A column cut into pieces within which all its cells say the same.

    Amounts, quantities and counts have no pieces below zero; counts none
    between two neighbouring whole numbers, dates none between two days.

    Args:
        signature: of the fact.
        cells: of the column.
        least: the least number that can arise, where that is not zero.
    """
    if any(cell.words is not None for cell in cells):
        words = signature.values or (True, False)
        if signature.type is FactType.TEXT:
            # Text has no end of values: only those named are looked at.
            words = tuple(
                sorted({word for cell in cells for word in cell.words or ()})
            )
        return [Cell(text=str(w), words=frozenset({w})) for w in words]
    ends = sorted(
        {
            end
            for cell in cells
            for part in cell.intervals or ()
            for end in (part.low, part.high)
            if end is not None
        }
    )
    if not ends:
        return [Cell(text="-")]
    parts = [Interval(None, True, ends[0], False)]
    for end, following in pairwise([*ends, None]):
        parts.append(Interval(end, True, end, True))
        parts.append(Interval(end, False, following, False))
    if signature.type in NUMERIC:
        floor_ = Decimal(0) if least is None else least
        parts = [part for part in parts if _arises(part, signature, floor_)]
    elif signature.type is FactType.DATE:
        parts = [part for part in parts if not _between_days(part)]
    return [Cell(text="", intervals=(part,)) for part in parts]


def _arises(part: Interval, signature: Signature, least: Decimal) -> bool:
    """Whether a value of the fact can lie in a piece."""
    high: Any = part.high
    if high is not None and (
        high < least or (high == least and not part.high_inclusive)
    ):
        return False
    if signature.type is not FactType.COUNT or high is None:
        return True
    low: Any = part.low if part.low is not None else least
    first: int = ceil(low) if part.low_inclusive else floor(low) + 1
    last: int = floor(high) if part.high_inclusive else ceil(high) - 1
    return first <= last


def _between_days(part: Interval) -> bool:
    """Whether a piece lies between one day and the next."""
    if part.low is None or part.high is None or part.low_inclusive:
        return False
    return bool(part.high - part.low <= dt.timedelta(days=1))


def covers(cell: Cell, piece: Cell) -> bool:
    """Whether a cell holds on a whole piece."""
    if cell.any:
        return True
    if piece.words is not None:
        return all(cell.holds(word) for word in piece.words)
    (part,) = piece.intervals or (Interval(),)
    return any(
        _inside(part.low, part.low_inclusive, own.low, own.low_inclusive, 1)
        and _inside(
            part.high, part.high_inclusive, own.high, own.high_inclusive, -1
        )
        for own in cell.intervals or ()
    )


def rows_on(parts: Sequence[Cell], cells: Sequence[Cell]) -> list[int]:
    """For each piece the cells that hold on it, as a bitset.

    Args:
        parts: what :func:`pieces` made of the column.
        cells: those of the column, among them the ones it was cut by.
    """
    if any(part.words is not None for part in parts):
        return [
            sum(1 << at for at, cell in enumerate(cells) if covers(cell, part))
            for part in parts
        ]
    # The pieces are in order: an interval begins at one and ends at another.
    keys = [_begins(part) for part in parts]
    turns = [0] * (len(parts) + 1)
    for at, cell in enumerate(cells):
        # A cell that asks nothing holds on the whole line; one without any
        # interval, ``not(>= 0, < 0)``, nowhere.
        for own in (Interval(),) if cell.any else cell.intervals or ():
            first, last = _ends(own, keys)
            if first < last:
                turns[first] ^= 1 << at
                turns[last] ^= 1 << at
    found = []
    held = 0
    for turn in turns[:-1]:
        held ^= turn
        found.append(held)
    return found


class _Key:
    """Where a piece begins: before everything, at a value, or just after."""

    __slots__ = ("after", "value")

    def __init__(self, value: Any, *, after: bool) -> None:
        self.value = value
        self.after = after

    def __lt__(self, other: "_Key") -> bool:
        if self.value is None or other.value is None:
            return self.value is None and other.value is not None
        if self.value == other.value:
            return not self.after and other.after
        return bool(self.value < other.value)


def _begins(part: Cell) -> _Key:
    (own,) = part.intervals or (Interval(),)
    return _Key(own.low, after=own.low is not None and not own.low_inclusive)


def _ends(own: Interval, keys: Sequence[_Key]) -> tuple[int, int]:
    """The first piece of an interval, and the first one beyond it."""
    first, last = 0, len(keys)
    if own.low is not None:
        first = bisect_left(keys, _Key(own.low, after=not own.low_inclusive))
    if own.high is not None:
        last = bisect_left(keys, _Key(own.high, after=own.high_inclusive))
    return first, last


def _inside(
    end: Any, included: bool, bound: Any, bound_included: bool, way: int
) -> bool:
    """Whether one end of a piece lies inside one end of an interval."""
    if bound is None:
        return True
    if end is None:
        return False
    if end == bound:
        return bound_included or not included
    return bool(end > bound) if way > 0 else bool(end < bound)
