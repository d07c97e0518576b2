"""One entry of the fact vocabulary."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from penaltykit.engine import FactType, Signature
from penaltykit.errors import Place


class Scope(StrEnum):
    """What a fact is said of, from the widest to the narrowest.

    ``history`` facts (look-backs) are read of a violation and a party, like
    ``violation`` facts. A ``paper`` sees the facts of its case only.
    """

    CASE = "case"
    PARTY = "party"
    VIOLATION = "violation"
    HISTORY = "history"
    PAPER = "paper"


VISIBLE: Mapping[Scope, frozenset[Scope]] = {
    Scope.CASE: frozenset({Scope.CASE}),
    Scope.PARTY: frozenset({Scope.CASE, Scope.PARTY}),
    Scope.VIOLATION: frozenset(
        {Scope.CASE, Scope.PARTY, Scope.VIOLATION, Scope.HISTORY}
    ),
    Scope.HISTORY: frozenset(
        {Scope.CASE, Scope.PARTY, Scope.VIOLATION, Scope.HISTORY}
    ),
    Scope.PAPER: frozenset({Scope.CASE, Scope.PAPER}),
}
"""Scope of a rule to the scopes of the facts that it may use."""


@frozen
class FactWord:
    """One word of a one-of fact.

    Args:
        value: as conditions write it.
        zh: label.
        en: label.
        words: other Chinese words that mean it in print.
    """

    value: str
    zh: str
    en: str
    words: tuple[str, ...] = ()


@frozen(kw_only=True)
class Window:
    """What a history fact counts.

    Args:
        months: how far back it looks; ``None`` for without end.
        this_included: whether the act itself counts too.
    """

    months: int | None = None
    this_included: bool = False


@frozen(kw_only=True)
class FactEntry:
    """What the vocabulary says of one fact.

    Exactly one way leads to its value: ``source`` (a path into the case),
    ``derive`` (a function of :mod:`penaltykit.facts._derive`), ``formula``
    (FEEL), ``parameter`` (a dated figure of ``rules/parameters``),
    ``provided`` (by the assessment: results, law), ``concluded`` (by rules);
    where none is given the fact is *stated*: it stands under ``facts`` of
    the violation or of the case.

    Args:
        id: dotted lower-case name.
        zh: label.
        en: label.
        type: of its values.
        unit: of a quantity; money is yuan.
        values: the words of a one-of fact.
        domain: field of enforcement it belongs to, ``core`` for all.
        scope: what it is said of.
        attested: an officer finds it with grounds; nothing infers it.
        concluded: rules conclude it.
        source: dotted path from the case, party, violation or paper; a
            trailing ``?`` asks only whether something stands there, a ``!``
            whether it is affirmed (what is not said is then no).
        derive: name of the derivation.
        argument: for a derivation that serves several facts.
        formula: FEEL over other facts.
        parameter: id of a parameter.
        provided: the assessment supplies it.
        absent: value to read where nothing is stated, for attestations that
            open a special duty; elsewhere absent is unknown.
        question: what a form asks, by language.
        citation: the text of the source.
        note: for readers of the file.
        words: other Chinese words that mean the fact in print; phrases are
            bound by them (:mod:`penaltykit.clause`).
        counter: what a count counts, in the word of print (次, 人).
        look_back: for a history fact that phrases may bind to.
        place: where the entry stands.
    """

    id: str
    zh: str
    en: str
    type: FactType
    unit: str | None = None
    values: tuple[FactWord, ...] = ()
    domain: str = "core"
    scope: Scope
    attested: bool = False
    concluded: bool = False
    source: str | None = None
    derive: str | None = None
    argument: str | None = None
    formula: str | None = None
    parameter: str | None = None
    provided: bool = False
    absent: Any = None
    question: Mapping[str, str] = field(factory=dict, hash=False)
    citation: str | None = None
    note: str | None = None
    words: tuple[str, ...] = ()
    counter: str | None = None
    look_back: Window | None = None
    place: Place = field(factory=Place)

    @property
    def stated(self) -> bool:
        """Whether the case file itself states it, under ``facts``."""
        return not (
            self.source
            or self.derive
            or self.formula
            or self.parameter
            or self.provided
            or self.concluded
        )

    @property
    def signature(self) -> Signature:
        """What conditions need to know of it."""
        words = tuple(word.value for word in self.values)
        return Signature(self.type, words or None, self.unit)

    def label(self, lang: str = "zh") -> str:
        """The label in ``lang``."""
        return self.en if lang == "en" else self.zh

    def word(self, value: str, lang: str = "zh") -> str:
        """The label of a word of a one-of fact; the word itself if none."""
        for word in self.values:
            if word.value == value:
                return word.en if lang == "en" else word.zh
        return value
