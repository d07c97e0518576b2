"""Words to facts: the vocabulary says which words mean which fact."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from penaltykit.clause._source import normal
from penaltykit.clause._tree import Fact, Interval, LookBack
from penaltykit.clause._units import (
    MONEY,
    UNITS,
    Unit,
    basis_factor,
    convert,
)
from penaltykit.engine import FactType
from penaltykit.facts import VISIBLE, FactEntry, Scope, Vocabulary

_EVERYWHERE: Final = "core"
ANY_FIELD: Final = "*"
"""For :class:`Binder`: the labels of every field count."""
_NUMBERS: Final = (FactType.MONEY, FactType.QUANTITY, FactType.COUNT)
_LEAD: Final = re.compile(
    r"^(?:当事人|行为人|违法行为人|本次|其(?!中)|该|所)?(?:的)?"
)
_TAIL: Final = re.compile(
    r"(?:的|：|(?<!行)为|是|介于|在|共计|合计|累计|总计|共|计|达到|达|人民币|金额为|数额为)+$"
)
_BRACKET: Final = re.compile(r"（[^（）]*）")

_GENERIC: Final[Mapping[str, str]] = {
    MONEY: "金额",
    "times": "倍数",
    "percent": "比例",
    "m2": "面积",
    "m3": "体积",
    "m": "长度",
    "kg": "重量",
    "day": "天数",
    "workday": "工作日数",
    "month": "月数",
    "min": "分钟数",
    "dB": "分贝数",
    "age": "年龄",
}


def own_id(kind: str, words: str) -> str:
    """An id that is the same for the same words: ``attested.w1f0c…``."""
    digest = hashlib.sha256(words.encode()).hexdigest()[:10]
    return f"{kind}.w{digest}"


def attested(words: str) -> Fact:
    """The fact that an officer finds what the words say."""
    return Fact(
        id=own_id("attested", words),
        label=words,
        type=FactType.TRUTH,
        source="attested",
    )


def unbound(label: str, unit: Unit) -> Fact:
    """A figure that no fact of the vocabulary carries."""
    if unit.basis == MONEY:
        type_, named = FactType.MONEY, MONEY
    elif unit.counted:
        type_, named = FactType.COUNT, unit.basis
    else:
        type_, named = FactType.QUANTITY, unit.basis
    return Fact(
        id=own_id("quantity", f"{label}|{named}"),
        label=label,
        type=type_,
        unit=named,
        source="unbound",
    )


def generic_label(unit: Unit) -> str:
    """What a figure without words is called: 人数, 面积."""
    return _GENERIC.get(unit.basis, f"{unit.basis}数")


def trimmed(words: str) -> str:
    """Words without what only leads to them: 其货值金额为 is 货值金额."""
    words = _TAIL.sub("", words)
    lead = _LEAD.match(words)
    if lead is not None and lead.end() < len(words):
        words = words[lead.end() :]
    return words


class Binder:
    """The words of a vocabulary.

    Facts of the core are found by their labels and words; those of one field
    of enforcement by the words that their entries list, and by their labels
    where the field is asked for: 排放量 means one thing to water and another
    to air.

    Args:
        vocabulary: whose entries a violation can see.
        field: domain whose labels count too, or :data:`ANY_FIELD`.
    """

    def __init__(
        self, vocabulary: Vocabulary, field: str | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.field = field
        self._facts: dict[str, list[FactEntry]] = {}
        self._values: dict[str, list[tuple[FactEntry, str]]] = {}
        self._lists: dict[str, list[FactEntry]] = {}
        self._histories: list[FactEntry] = []
        seen = VISIBLE[Scope.VIOLATION]
        for entry in vocabulary.entries():
            if entry.scope not in seen or entry.domain == "paper":
                continue
            labelled = field == ANY_FIELD or (
                entry.domain in (_EVERYWHERE, field)
            )
            for word in _words(entry.words, entry.zh, labelled=labelled):
                _add(self._facts, word, entry)
            for value in entry.values:
                for word in _words(value.words, value.zh, labelled=labelled):
                    _add(self._values, word, (entry, value.value))
            if entry.look_back is not None:
                self._histories.append(entry)
            if entry.values:
                _add(self._lists, _bare(entry.zh), entry)

    def _named(self, words: str) -> list[FactEntry]:
        return self._facts.get(words) or self._facts.get(trimmed(words), [])

    def figures(
        self, words: str, unit: Unit
    ) -> Iterator[tuple[Fact, Fraction, FactEntry]]:
        """The facts that ``words`` name and a figure in ``unit`` fits, each
        with what the figure is multiplied by.
        """
        for entry in self._named(words):
            found = fit(entry, unit)
            if found is not None:
                yield fact_of(entry), found, entry

    def truths(self, words: str) -> list[Fact]:
        """The truths that ``words`` name."""
        return [
            fact_of(entry)
            for entry in self._named(words)
            if entry.type is FactType.TRUTH
        ]

    def amounts(self, words: str) -> list[Fact]:
        """The figures that ``words`` name."""
        return [
            fact_of(entry)
            for entry in self._named(words)
            if entry.type in _NUMBERS and entry.look_back is None
        ]

    def values(self, words: str) -> list[tuple[Fact, str]]:
        """The words of one-of facts that ``words`` are."""
        return [
            (fact_of(entry), value)
            for entry, value in self._values.get(words, ())
        ]

    def named_values(self, label: str, words: str) -> list[tuple[Fact, str]]:
        """The word of a fact that is named with it: 类别为Ⅳ类."""
        return [
            (fact_of(entry), value)
            for entry in (
                self._lists.get(label) or self._lists.get(trimmed(label), [])
            )
            for value in entry_values(entry, words)
        ]

    def name(self, fact: Fact) -> str:
        """The first words that lead to a fact, and to no other."""
        entry = self.vocabulary.entry(fact.id)
        for word in (_bare(entry.zh), *entry.words):
            plain = normal(word)
            if self._named(plain) == [entry]:
                return plain
        return normal(entry.zh)

    def label(self, fact: Fact) -> str:
        """The label of a fact, without what it says in brackets."""
        return _bare(self.vocabulary.entry(fact.id).zh)

    def word(self, fact: Fact, value: str) -> str:
        """The printed word of a value of a one-of fact."""
        entry = self.vocabulary.entry(fact.id)
        return next(
            normal(word.zh) for word in entry.values if word.value == value
        )

    def histories(self, look: LookBack) -> list[tuple[Fact, Interval]]:
        """The facts that count what a look-back counts, with the figures
        counted their way.
        """
        if look.this_included is None:
            return []
        found = []
        for entry in self._histories:
            told = entry.look_back
            if told is None or look.months != told.months:
                continue
            if entry.domain not in (_EVERYWHERE, self.field) and (
                self.field != ANY_FIELD
            ):
                # What is counted in one field is no count of another.
                continue
            if look.words and look.words not in entry.words:
                continue
            shift = int(told.this_included) - int(look.this_included)
            found.append(
                (fact_of(entry), look.times.scaled(Fraction(1), shift))
            )
        return found


def names_of(entry: FactEntry) -> frozenset[str]:
    """Every word that means a fact, its label among them."""
    return frozenset(_words(entry.words, entry.zh, labelled=True))


def entry_values(entry: FactEntry, words: str) -> list[str]:
    """The values of a one-of fact that ``words`` are."""
    return [
        value.value
        for value in entry.values
        if words in _words(value.words, value.zh, labelled=True)
    ]


def fact_of(entry: FactEntry) -> Fact:
    """A fact of the vocabulary."""
    unit = MONEY if entry.type is FactType.MONEY else entry.unit
    if entry.type is FactType.COUNT:
        unit = entry.counter
    return Fact(id=entry.id, label=entry.zh, type=entry.type, unit=unit)


def fit(entry: FactEntry, unit: Unit) -> Fraction | None:
    """What a figure in the basis of ``unit`` is multiplied by to be one of
    the fact; ``None`` where it cannot be.
    """
    named = {
        FactType.MONEY: MONEY,
        FactType.QUANTITY: entry.unit,
        FactType.COUNT: entry.counter,
    }.get(entry.type)
    if named is None:
        return None
    plain = Unit(unit.word, unit.basis, counted=unit.counted)
    if entry.type is FactType.COUNT and named in UNITS:
        # What it counts is named by the word of print (个月, 人).
        own = UNITS[named]
        return 1 / own.factor if own.basis == unit.basis else None
    if entry.type is FactType.COUNT and basis_factor(named)[0] == named:
        return Fraction(1) if unit.basis == named else None
    return convert(Fraction(1), plain, named)


def _bare(label: str) -> str:
    plain = normal(label)
    return _BRACKET.sub("", plain) or plain


def _words(
    words: Iterable[str], label: str, *, labelled: bool
) -> Iterator[str]:
    for word in words:
        yield normal(word)
    if labelled:
        plain = normal(label)
        yield plain
        bare = _BRACKET.sub("", plain)
        if bare and bare != plain:
            yield bare


_T = TypeVar("_T")


def _add(table: dict[str, list[_T]], word: str, found: _T) -> None:
    listed = table.setdefault(word, [])
    if found not in listed:
        listed.append(found)


_BINDERS: "WeakKeyDictionary[Vocabulary, dict[str | None, Binder]]" = (
    WeakKeyDictionary()
)


def binder(vocabulary: Vocabulary, field: str | None = None) -> Binder:
    """The binder of a vocabulary, made once."""
    made = _BINDERS.setdefault(vocabulary, {})
    if field not in made:
        made[field] = Binder(vocabulary, field)
    return made[field]


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary of the shipped rules."""
    from penaltykit._resources import rules_root

    return Vocabulary.load(rules_root())
