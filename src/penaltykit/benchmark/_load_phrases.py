"""Cells and penalties written as documents print them.

The reader of phrases is imported where a file holds one: most files do not.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from penaltykit.benchmark._cells import (
    Cell,
    CellError,
    Interval,
    complement,
    join_intervals,
)
from penaltykit.benchmark._phrase_cache import recall, remember
from penaltykit.benchmark._policy import Bounds
from penaltykit.benchmark._read import Node
from penaltykit.engine import FactType
from penaltykit.facts import Vocabulary
from penaltykit.penalty import Penalty

if TYPE_CHECKING:
    from penaltykit.clause import ColumnReading

_HAN: Final = "\u3400", "\u9fff"


def is_phrase(written: object) -> bool:
    """Whether something may be words as documents print them."""
    if not isinstance(written, str):
        return False
    first, last = _HAN
    return any(first <= sign <= last for sign in written)


def _reading(bounds: Bounds) -> dict[str, str]:
    said = {True: "included", False: "excluded"}
    return {
        "from": said[bounds.from_inclusive],
        "to": said[bounds.to_inclusive],
    }


def read_phrase_cell(
    text: str, fact: str, vocabulary: Vocabulary, bounds: Bounds
) -> Cell:
    """A cell in words: 5000元以上不足1万元, 第二次, 一般区域.

    Args:
        text: as printed.
        fact: id of the column's fact.
        vocabulary: where it stands.
        bounds: the document's reading of 以上 and 以下.

    Raises:
        CellError: words that say nothing of this fact, or not for certain.
    """
    from penaltykit.clause import read_column

    entry = vocabulary.entry(fact)
    found = read_column(text, entry, vocabulary, _reading(bounds))
    if found.unread:
        raise CellError(
            code="table-cell-phrase",
            found=text,
            unread=found.unread,
            fact={"zh": entry.zh, "en": entry.en},
        )
    if found.values is None:
        return Cell(text=text, intervals=_intervals(text, found))
    words = found.values
    if found.denied:
        known: frozenset[Any] = (
            frozenset({True, False})
            if entry.type is FactType.TRUTH
            else frozenset(word.value for word in entry.values)
        )
        words = known - words
    return Cell(text=text, words=words)


def _intervals(text: str, found: "ColumnReading") -> tuple[Interval, ...]:
    intervals = join_intervals(
        Interval(
            _decimal(part.low, text),
            part.low_inclusive,
            _decimal(part.high, text),
            part.high_inclusive,
        )
        for part in found.intervals
    )
    return complement(intervals) if found.denied else intervals


def _decimal(value: Any, text: str) -> Decimal | None:
    """An exact decimal; a third of a square metre cannot stand in a cell."""
    if value is None:
        return None
    number = Decimal(value.numerator) / Decimal(value.denominator)
    if number * value.denominator != value.numerator:
        raise CellError(code="table-cell-unread", found=text)
    return number


def read_phrase_penalties(
    node: Node,
    bounds: Bounds,
    vocabulary: Vocabulary,
    condition: Callable[[Node], object],
) -> tuple[Penalty, ...]:
    """Penalties in words; every fault stands at the place of the phrase.

    Args:
        node: the phrase.
        bounds: the document's reading of 以上 and 以下.
        vocabulary: facts that words may mean.
        condition: compiles the condition that a situation stands for.
    """
    text = node.text()
    reading = _reading(bounds)
    known = recall(text, vocabulary, reading)
    if known is None:
        from penaltykit.clause import phrase_penalties

        found = phrase_penalties(text, vocabulary, reading)
        for fault in found.faults:
            node.fault(fault.code, **fault.params)
        known = found.penalties
        if not found.faults:
            remember(text, vocabulary, reading, known)
    for when in dict.fromkeys(one.when for one in known):
        if when is not None:
            condition(Node(node.yaml, when, node.pointer, node.faults))
    return known
