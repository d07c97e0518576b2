"""A phrase that stands in the column of a fact: 5000元以上不足1万元."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from penaltykit.clause._bind import (
    Binder,
    entry_values,
    fact_of,
    fit,
    generic_label,
    names_of,
    trimmed,
)
from penaltykit.clause._conditions import ConditionParser
from penaltykit.clause._result import Bounds, bounds_of
from penaltykit.clause._source import Source
from penaltykit.clause._tree import (
    Any_,
    Compare,
    Condition,
    Fact,
    Holds,
    Interval,
    Is,
    LookBack,
    Not,
)
from penaltykit.clause._units import Unit
from penaltykit.engine import FactType
from penaltykit.facts import FactEntry, Vocabulary


@frozen(kw_only=True)
class ColumnReading:
    """What a phrase asks of one fact.

    Args:
        values: truths or words that it allows; ``None`` for figures.
        intervals: figures that it allows, in the unit of the fact.
        denied: everything but these.
        unread: the words that could not be read of this fact; empty where
            all was.
    """

    values: frozenset[Any] | None = None
    intervals: tuple[Interval, ...] = ()
    denied: bool = False
    unread: str = ""


class _ColumnBinder(Binder):
    """The words of one fact; a figure without words is the column's."""

    def __init__(self, vocabulary: Vocabulary, entry: FactEntry) -> None:
        # Nothing of the vocabulary but this entry is looked at.
        self.vocabulary = vocabulary
        self._entry = entry
        self._names = names_of(entry)

    def _is_named(self, words: str) -> bool:
        return words in self._names or trimmed(words) in self._names

    def figures(
        self, words: str, unit: Unit
    ) -> Iterator[tuple[Fact, Fraction, FactEntry]]:
        entry = self._entry
        if words != generic_label(unit) and not self._is_named(words):
            return
        found = fit(entry, unit)
        if entry.type is FactType.COUNT and entry.counter is None:
            found = Fraction(1) if unit.counted else None
        if found is not None:
            yield fact_of(entry), found, entry

    def truths(self, words: str) -> list[Fact]:
        wanted = self._entry.type is FactType.TRUTH
        return (
            [fact_of(self._entry)] if wanted and self._is_named(words) else []
        )

    def amounts(self, words: str) -> list[Fact]:
        figures = (FactType.MONEY, FactType.QUANTITY, FactType.COUNT)
        wanted = self._entry.type in figures and not self._entry.look_back
        return (
            [fact_of(self._entry)] if wanted and self._is_named(words) else []
        )

    def values(self, words: str) -> list[tuple[Fact, str]]:
        return [
            (fact_of(self._entry), value)
            for value in entry_values(self._entry, words)
        ]

    def named_values(self, label: str, words: str) -> list[tuple[Fact, str]]:
        return self.values(words) if self._is_named(label) else []

    def histories(self, look: LookBack) -> list[tuple[Fact, Interval]]:
        told = self._entry.look_back
        if told is None or look.this_included is None:
            return []
        if look.unit is not None and look.months != told.months:
            return []
        shift = int(told.this_included) - int(look.this_included)
        return [(fact_of(self._entry), look.times.scaled(Fraction(1), shift))]


def read_column(
    text: str,
    entry: FactEntry,
    vocabulary: Vocabulary,
    reading: Bounds | Mapping[str, str] | None = None,
) -> ColumnReading:
    """Read a phrase as what it asks of one fact.

    Args:
        text: as printed.
        entry: the fact of the column.
        vocabulary: where the fact stands.
        reading: how 以上 and 以下 are read.

    Returns:
        what is asked; ``unread`` says what could not be read of the fact.
    """
    source = Source.of(text)
    binder = _ColumnBinder(vocabulary, entry)
    parser = ConditionParser(source, binder, bounds_of(reading))
    found = parser.read()
    if len(found) != 1 or parser.problems:
        unread = "；".join(span.text for span in parser.unread)
        return ColumnReading(unread=unread or text)
    return _asked(found[0], entry, text)


def _asked(condition: Condition, entry: FactEntry, text: str) -> ColumnReading:
    denied = isinstance(condition, Not)
    inner = condition.part if isinstance(condition, Not) else condition
    parts = inner.parts if isinstance(inner, Any_) else (inner,)
    intervals: list[Interval] = []
    values: set[Any] = set()
    for part in parts:
        if not isinstance(part, Compare | Is | Holds) or (
            part.fact.id != entry.id
        ):
            words = (
                part.fact.label
                if isinstance(part, Compare | Is | Holds)
                else text
            )
            return ColumnReading(unread=words)
        if isinstance(part, Compare):
            intervals.append(part.interval)
        elif isinstance(part, Is):
            values.update(part.values)
        else:
            values.add(True)
    if intervals:
        return ColumnReading(intervals=tuple(intervals), denied=denied)
    return ColumnReading(values=frozenset(values), denied=denied)
