"""Cells and penalties written as documents print them.

The reader of phrases is imported where a file holds one: most files do not.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from penaltykit._i18n import both
from penaltykit._labels import unit_label
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
from penaltykit.facts import FactEntry, Vocabulary
from penaltykit.penalty import Penalty

if TYPE_CHECKING:
    from penaltykit.clause import ColumnReading, PhraseFault

# 或 and 和 alone are part of too many words.
_LISTED: Final = re.compile(r"[,，、|;；]|或者")
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


def read_labels(written: Any, entry: FactEntry) -> Cell | None:
    """A cell that lists words of a fact by their labels: 小型、中型.

    Args:
        written: a text, or a list of texts.
        entry: the fact.

    Returns:
        ``None`` where any part is no label (nor value) of the fact.
    """
    texts = written if isinstance(written, list) else [written]
    if not all(isinstance(one, str) for one in texts):
        return None
    known: dict[str, str] = {}
    for word in entry.values:
        known |= {word.value: word.value, word.zh: word.value}
        known |= dict.fromkeys(word.words, word.value)
    parts = [part.strip() for one in texts for part in _LISTED.split(one)]
    found = [known.get(part) for part in parts]
    words = frozenset(word for word in found if word is not None)
    if not parts or len(parts) != sum(word is not None for word in found):
        return None
    return Cell(text="、".join(parts), words=words)


def read_phrase_cell(
    text: Any, fact: str, vocabulary: Vocabulary, bounds: Bounds
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

    if isinstance(text, list):
        text = "、".join(map(str, text))
    entry = vocabulary.entry(fact)
    found = read_column(text, entry, vocabulary, _reading(bounds))
    if found.unread:
        raise CellError(
            code="table-cell-phrase",
            found=text,
            unread=found.unread,
            fact={"zh": entry.zh, "en": entry.en},
            hint=_hint(text, entry),
        )
    if found.values is None:
        try:
            intervals = _intervals(text, found)
        except _InexactError:
            unit = str(entry.unit)
            raise CellError(
                code="table-cell-inexact",
                found=text,
                unit=unit_label.both(unit),
            ) from None
        return Cell(text=text, intervals=intervals)
    words = found.values
    if found.denied:
        known: frozenset[Any] = (
            frozenset({True, False})
            if entry.type is FactType.TRUTH
            else frozenset(word.value for word in entry.values)
        )
        words = known - words
    return Cell(text=text, words=words)


class _InexactError(ValueError):
    """A figure that no decimal of the fact's unit can say."""


def _hint(text: str, entry: FactEntry) -> Mapping[str, str]:
    """How the cell, or the fact, is mended."""
    if entry.type is FactType.COUNT and "次" in text:
        if entry.look_back is None:
            return both(
                "Whether {fact} counts this one is not said: give the fact a"
                " look_back (this_included: true or false), or write a figure"
                " (1, >= 2)",
                fact=entry.id,
            )
        return both(
            "Say whether this one counts (含本次, 不含本次), or write a figure"
            " (1, >= 2)"
        )
    if entry.type is FactType.COUNT and entry.counter is None:
        return both(
            "What {fact} counts is not said: give the fact a counter (个月,"
            " 天, 人), or write a figure (3, >= 5)",
            fact=entry.id,
        )
    if entry.values:
        return both(
            "The words of the fact are {words}",
            words={
                "zh": "、".join(word.zh for word in entry.values),
                "en": ", ".join(word.value for word in entry.values),
            },
        )
    return both("Give a figure its unit, or write >= 5000, [5000..10000)")


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
        raise _InexactError(text)
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
        told: list[PhraseFault] = []
        for fault in found.faults:
            # Two penalties of one phrase may want the same word.
            if fault not in told:
                told.append(fault)
                node.fault(fault.code, **fault.params)
        known = found.penalties
        if not found.faults:
            remember(text, vocabulary, reading, known)
    for when in dict.fromkeys(one.when for one in known):
        if when is not None:
            condition(Node(node.yaml, when, node.pointer, node.faults))
    return known
