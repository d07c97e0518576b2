"""The row index: which rows hold, at a cost nearly flat in their number.

Each column becomes a table from segments of values to bitsets of rows; a
lookup is one search and one bitwise ``and`` a column. Every row that holds
is seen, not the first only.
"""

import decimal
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from penaltykit.benchmark._cells import Cell

# Small tables lead to few distinct sets of rows: these are kept. For large
# ones the looking up would cost more than the counting of bits.
_MEMO: Final = 8192
_MEMO_ROWS: Final = 256
# Never the ambient context: a caller may have lowered its precision.
_EXACT: Final = decimal.Context(prec=80)


class _Marker:
    """A value that is none; compared by identity."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


UNKNOWN: Final = _Marker("UNKNOWN")
"""Stands for a value that is not known: the row may hold."""
NOT_APPLICABLE: Final = _Marker("NOT_APPLICABLE")
"""Stands where the fact has no place: only a ``-`` holds."""


class ColumnIndex:
    """One column: segments of values, each with the bitset of its rows.

    Attributes:
        any: bitset of the rows whose cell asks nothing.
    """

    __slots__ = (
        "_asks_nothing",
        "_bounds",
        "_ordered",
        "_scale",
        "_segments",
        "_words",
        "any",
    )

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.any = _bits(cell.any for cell in cells)
        self._bounds: list[Any] | None = None
        self._segments: list[int] = []
        self._words: dict[Any, int] = {}
        self._scale = 1
        self._asks_nothing = all(cell.any for cell in cells)
        self._ordered = any(cell.intervals is not None for cell in cells)
        if self._ordered:
            self._index_intervals(cells)
        else:
            words = {word for cell in cells for word in cell.words or ()}
            self._words = {
                word: _bits(cell.holds(word) for cell in cells)
                for word in words
            }

    def _index_intervals(self, cells: Sequence[Cell]) -> None:
        ends = sorted(
            {
                end
                for cell in cells
                for part in cell.intervals or ()
                for end in (part.low, part.high)
                if end is not None
            }
        )
        width = 2 * len(ends) + 1
        # Rows whose state changes where a segment begins: one sweep then
        # costs as much for wide cells as for narrow ones.
        changes: list[list[int]] = [[] for _ in range(width + 1)]
        position = {end: 2 * index + 1 for index, end in enumerate(ends)}
        for row, cell in enumerate(cells):
            for part in cell.intervals or ():
                first = 0
                if part.low is not None:
                    first = position[part.low] + (not part.low_inclusive)
                last = width - 1
                if part.high is not None:
                    last = position[part.high] - (not part.high_inclusive)
                changes[first].append(row)
                changes[last + 1].append(row)
        bits = self.any
        for rows in changes[:width]:
            for row in rows:
                bits ^= 1 << row
            self._segments.append(bits)
        self._scale = _scale(ends)
        self._bounds = [self.key(end) for end in ends]

    def key(self, value: Any) -> Any:
        """A value as the index compares it: amounts become integers.

        Exact: what does not become an integer stays a ``Decimal``, and
        Python compares the two exactly.
        """
        if not self._ordered:
            return value
        if type(value) is int:
            return value * self._scale
        if isinstance(value, Decimal):
            scaled = _EXACT.multiply(value, Decimal(self._scale))
            whole = int(scaled)
            return whole if whole == scaled else scaled
        return value

    def bits(self, key: Any) -> int:
        """The rows that hold for a key (see :meth:`key`)."""
        bounds = self._bounds
        if bounds is None:
            return self._words.get(key, self.any)
        return self._segments[
            bisect_left(bounds, key) + bisect_right(bounds, key)
        ]

    def both(self, key: Any) -> tuple[int, int]:
        """The rows that hold surely and those that may, for a key or a
        marker.
        """
        if key is UNKNOWN:
            return self.any, -1
        found = self.any if key is NOT_APPLICABLE else self.bits(key)
        return found, found

    def source(self, number: int, scope: dict[str, Any]) -> str:
        """Source text of the lookup of ``v<number>``; fills ``scope``."""
        if self._bounds is None:
            if not self._words and self._asks_nothing:
                return ""
            scope[f"get{number}"] = self._words.get
            scope[f"any{number}"] = self.any
            return f"get{number}(v{number}, any{number})"
        bounds = f"b{number}"
        scope[bounds] = self._bounds
        segments = self._segments
        pairs = range(1, len(segments), 2)
        # Where no segment ends just before (or just after) a bound, half of
        # the segments say nothing, and one search is enough.
        if all(segments[at] == segments[at + 1] for at in pairs):
            scope[f"s{number}"] = segments[::2]
            return f"s{number}[right({bounds}, v{number})]"
        if all(segments[at] == segments[at - 1] for at in pairs):
            scope[f"s{number}"] = segments[::2]
            return f"s{number}[left({bounds}, v{number})]"
        scope[f"s{number}"] = segments
        return (
            f"s{number}[left({bounds}, v{number})"
            f" + right({bounds}, v{number})]"
        )


class RowIndex:
    """The rows of a table, by the cells of all columns.

    Args:
        columns: for each column its cells, one a row.
        rows: how many rows there are.
    """

    __slots__ = ("all", "columns", "keys", "match", "rows")

    def __init__(self, columns: Sequence[Sequence[Cell]], rows: int) -> None:
        self.rows = rows
        self.all = (1 << rows) - 1
        self.columns = tuple(ColumnIndex(cells) for cells in columns)
        self.match: Callable[[Sequence[Any]], tuple[int, ...]] = _compile(self)
        """Numbers of all rows that hold, ascending, for the keys of known
        values in the order of the columns (see :meth:`read`)."""

    def read(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """Known values (``Decimal``, ``int``, ``str``, ``bool``, ``date``)
        as the keys that :attr:`match` takes.
        """
        return tuple(
            column.key(value)
            for column, value in zip(self.columns, values, strict=True)
        )

    def match_unknown(self, keys: Sequence[Any]) -> tuple[int, int]:
        """Bitsets of the rows that hold surely, and of those that may.

        Args:
            keys: as for :attr:`match`; :data:`UNKNOWN` and
                :data:`NOT_APPLICABLE` may stand among them.
        """
        sure = possible = self.all
        for column, key in zip(self.columns, keys, strict=True):
            some, many = column.both(key)
            sure &= some
            possible &= many
        return sure, possible


def _compile(index: RowIndex) -> Callable[[Sequence[Any]], tuple[int, ...]]:
    """One function without loops over all columns."""
    scope: dict[str, Any] = {
        "left": bisect_left,
        "right": bisect_right,
        "memo": {},
        "rows_of": rows_of,
        "limit": _MEMO,
    }
    lookups = [
        text
        for number, column in enumerate(index.columns)
        if (text := column.source(number, scope))
    ]
    names = "".join(f"v{number}, " for number in range(len(index.columns)))
    scope["every"] = index.all
    lines = ["def match(values):"]
    if names:
        lines.append(f"    ({names}) = values")
    lines.append(f"    bits = {' & '.join(lookups) or 'every'}")
    if index.rows > _MEMO_ROWS:
        lines.append("    return rows_of(bits)")
    else:
        lines += [
            "    rows = memo.get(bits)",
            "    if rows is None:",
            "        rows = rows_of(bits)",
            "        if len(memo) < limit:",
            "            memo[bits] = rows",
            "    return rows",
        ]
    # Only names made above stand in the text, never anything from a file.
    exec(compile("\n".join(lines), "<row index>", "exec"), scope)  # noqa: S102
    match: Callable[[Sequence[Any]], tuple[int, ...]] = scope["match"]
    return match


def rows_of(bits: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, ascending."""
    rows = []
    while bits:
        row = bits.bit_length() - 1
        rows.append(row)
        # The highest bit goes first: what is left gets shorter.
        bits ^= 1 << row
    rows.reverse()
    return tuple(rows)


def _bits(flags: Any) -> int:
    return _spread([row for row, flag in enumerate(flags) if flag])


def _spread(rows: Sequence[int]) -> int:
    bits = bytearray(max(rows, default=0) // 8 + 1)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(bits, "little")


def _scale(ends: Sequence[Any]) -> int:
    """The power of ten that makes every bound an integer; 1 for dates."""
    digits = 0
    for end in ends:
        if isinstance(end, Decimal):
            exponent = end.normalize().as_tuple().exponent
            if isinstance(exponent, int):
                digits = max(digits, -exponent)
    scale: int = 10**digits
    return scale
