"""Cells: a condition on one fact, as it stands in one column of a row."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import frozen

from penaltykit.benchmark._policy import Bounds
from penaltykit.benchmark._read import nearest, read_date
from penaltykit.engine import FactType, Signature

ANY = "-"
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_VALUE = rf"(?:{_DAY}|{_NUMBER})"
_RANGE = re.compile(
    rf"(?P<open>[\[(])?\s*(?P<low>{_VALUE})\s*\.\.\s*"
    rf"(?P<high>{_VALUE})\s*(?P<close>[\])])?"
)
_COMPARE = re.compile(rf"(?P<op>>=|<=|>|<|=)?\s*(?P<value>{_VALUE})")
_NOT = re.compile(r"not\s*\((?P<inner>.*)\)", re.DOTALL)
_TRUTHS = {"true": True, "false": False, "是": True, "否": False}
NUMERIC = frozenset({FactType.MONEY, FactType.QUANTITY, FactType.COUNT})
ORDERED = NUMERIC | {FactType.DATE}


class CellError(ValueError):
    """A cell that cannot be read; ``code`` and ``params`` word the fault."""

    def __init__(self, *, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


@frozen
class Interval:
    """Values from here to there; a bound that is ``None`` is open-ended."""

    low: Any = None
    low_inclusive: bool = True
    high: Any = None
    high_inclusive: bool = True

    def holds(self, value: Any) -> bool:
        """Whether ``value`` lies inside."""
        if self.low is not None and (
            value < self.low or (value == self.low and not self.low_inclusive)
        ):
            return False
        return self.high is None or (
            value < self.high or (value == self.high and self.high_inclusive)
        )

    @property
    def empty(self) -> bool:
        """Whether no value lies inside."""
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return not (self.low_inclusive and self.high_inclusive)
        return bool(self.low > self.high)


@frozen(kw_only=True)
class Cell:
    """What one cell asks of the fact of its column.

    Args:
        text: as written.
        intervals: for numbers and dates, in order; ``None`` for words.
        words: for words and truths; ``None`` for intervals.
    """

    text: str
    intervals: tuple[Interval, ...] | None = None
    words: frozenset[Any] | None = None

    @property
    def any(self) -> bool:
        """Whether the cell asks nothing (``-``)."""
        return self.intervals is None and self.words is None

    def holds(self, value: Any) -> bool:
        """Whether a known value satisfies the cell."""
        if self.intervals is not None:
            return any(part.holds(value) for part in self.intervals)
        return self.words is None or value in self.words


ANY_CELL = Cell(text=ANY)


def read_cell(written: Any, signature: Signature, bounds: Bounds) -> Cell:
    """Read one cell.

    Args:
        written: ``-``; a truth (``true``, ``false``, 是, 否); a word or
            several (a list, or parted by ``,`` or ``|``); a number or an
            ISO date, ``>= 5000``, ``[5000..10000)``; ``5000..10000`` without
            brackets takes its ends from ``bounds``; ``not(...)`` around any.
        signature: type and words of the fact.
        bounds: the document's reading of 以上 and 以下.

    Raises:
        CellError: what cannot be read.
    """
    if isinstance(written, list):
        text = ", ".join(_text(part) for part in written)
    else:
        text = _text(written)
    if text == ANY:
        return ANY_CELL
    denied = _NOT.fullmatch(text)
    inner = denied["inner"].strip() if denied else text
    parts = [part.strip() for part in re.split(r"[,|，]", inner)]
    if not all(parts):
        raise CellError(code="table-cell-unread", found=text)
    if signature.type in ORDERED:
        intervals = join_intervals(
            _interval(part, signature, bounds) for part in parts
        )
        if denied:
            intervals = complement(intervals)
        return Cell(text=text, intervals=intervals)
    words = frozenset(_word(part, signature) for part in parts)
    if denied:
        words = _domain(signature, text) - words
    return Cell(text=text, words=words)


def _text(written: Any) -> str:
    if isinstance(written, bool):
        return str(written).lower()
    if isinstance(written, int | str):
        return str(written).strip()
    raise CellError(code="table-cell-unread", found=str(written))


def _word(part: str, signature: Signature) -> Any:
    if signature.type is FactType.TRUTH:
        if part not in _TRUTHS:
            raise CellError(code="table-cell-not-truth", found=part)
        return _TRUTHS[part]
    if part.startswith('"') and part.endswith('"') and len(part) > 1:
        part = part[1:-1]
    known = signature.values
    if known is not None and part not in known:
        raise CellError(
            code="table-cell-not-word",
            found=part,
            expected=list(known),
            nearest=nearest(part, known),
        )
    return part


def _domain(signature: Signature, text: str) -> frozenset[Any]:
    if signature.type is FactType.TRUTH:
        return frozenset({True, False})
    if signature.values is None:
        raise CellError(code="table-cell-unread", found=text)
    return frozenset(signature.values)


def _interval(part: str, signature: Signature, bounds: Bounds) -> Interval:
    found = _RANGE.fullmatch(part)
    if found:
        if bool(found["open"]) != bool(found["close"]):
            raise CellError(code="table-cell-unread", found=part)
        interval = Interval(
            _ordered(found["low"], part, signature),
            found["open"] == "[" if found["open"] else bounds.from_inclusive,
            _ordered(found["high"], part, signature),
            found["close"] == "]" if found["close"] else bounds.to_inclusive,
        )
        if interval.empty:
            raise CellError(code="table-cell-empty", found=part)
        return interval
    found = _COMPARE.fullmatch(part)
    if not found:
        raise CellError(code="table-cell-unread", found=part)
    value = _ordered(found["value"], part, signature)
    sign = found["op"]
    if sign in (">", ">="):
        return Interval(value, sign == ">=", None, True)
    if sign in ("<", "<="):
        return Interval(None, True, value, sign == "<=")
    return Interval(value, True, value, True)


def _ordered(text: str, part: str, signature: Signature) -> Any:
    if signature.type is FactType.DATE:
        day = read_date(text)
        if day is None:
            raise CellError(code="table-cell-not-date", found=part)
        return day
    if re.fullmatch(_DAY, text):
        raise CellError(code="table-cell-not-number", found=part)
    number = Decimal(text)
    if signature.type is FactType.COUNT and number != int(number):
        raise CellError(code="table-cell-not-count", found=part)
    return number


def join_intervals(parts: Iterable[Interval]) -> tuple[Interval, ...]:
    """The union as intervals in order that neither meet nor overlap."""
    ordered = sorted(
        parts,
        key=lambda part: (
            part.low is not None,
            _Key(part.low) if part.low is not None else _Key(0),
            not part.low_inclusive,
        ),
    )
    joined: list[Interval] = []
    for part in ordered:
        last = joined[-1] if joined else None
        if last is None or not _meets(last, part):
            joined.append(part)
        elif _reaches_further(part, last):
            joined[-1] = Interval(
                last.low, last.low_inclusive, part.high, part.high_inclusive
            )
    return tuple(joined)


class _Key:
    """Compares numbers and dates among themselves."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: "_Key") -> bool:
        return bool(self.value < other.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and bool(self.value == other.value)

    __hash__ = None  # type: ignore[assignment]


def _meets(left: Interval, right: Interval) -> bool:
    if left.high is None or right.low is None:
        return True
    if right.low == left.high:
        return left.high_inclusive or right.low_inclusive
    return bool(right.low < left.high)


def _reaches_further(part: Interval, last: Interval) -> bool:
    if last.high is None:
        return False
    if part.high is None or part.high > last.high:
        return True
    return bool(part.high == last.high) and part.high_inclusive


def complement(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """All values outside ``intervals`` (which are in order and apart)."""
    gaps: list[Interval] = []
    low: Any = None
    low_inclusive = True
    for index, part in enumerate(intervals):
        if part.low is not None:
            gaps.append(
                Interval(low, low_inclusive, part.low, not part.low_inclusive)
            )
        elif index:
            return tuple(gaps)
        if part.high is None:
            return tuple(gaps)
        low, low_inclusive = part.high, not part.high_inclusive
    gaps.append(Interval(low, low_inclusive, None, True))
    return tuple(gaps)
