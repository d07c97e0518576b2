"""Conditions: what a phrase says, and the phrase of a condition."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import field, frozen

from penaltykit.clause._bind import binder, shipped
from penaltykit.clause._conditions import OTHERWISE, ConditionParser
from penaltykit.clause._result import (
    Bounds,
    Context,
    Problem,
    Span,
    bounds_of,
)
from penaltykit.clause._source import Source
from penaltykit.clause._tree import (
    Compare,
    Condition,
    Fact,
    LookBack,
    feel,
    leaves,
    structure,
)
from penaltykit.engine import FactType, Signature, compile_expression
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary

_ENDS: Final = "。；，：、"
_Stretch = TypeVar("_Stretch", Span, Context)


@frozen(kw_only=True)
class ConditionReading:
    """What :func:`read_condition` makes of a text.

    Every character that is not blank lies in the structure, in ``context``
    or in ``unread``.

    Args:
        text: as given.
        structures: every reading; one where the text is certain, none where
            a part is unread.
        otherwise: the text says "any other case" and no more.
        spans: the stretches that the structure was read from.
        context: marks, joining words and headings.
        unread: what was not understood.
        problems: what is defective, or not certain, as printed.
    """

    text: str
    structures: Sequence[Condition]
    otherwise: bool = False
    spans: Sequence[Span] = ()
    context: Sequence[Context] = ()
    unread: Sequence[Span] = ()
    problems: Sequence[Problem] = ()
    vocabulary: Vocabulary = field(eq=False, repr=False)

    @property
    def structure(self) -> Condition | None:
        """The one reading; ``None`` while there is none or more than one."""
        return self.structures[0] if len(self.structures) == 1 else None

    @property
    def condition(self) -> str | None:
        """The one reading in FEEL; ``None`` where :attr:`structure` is."""
        found = self.structure
        return None if found is None else feel(found)

    @property
    def complete(self) -> bool:
        """Whether all was read, in one way only."""
        if self.unread:
            return False
        return self.otherwise or len(self.structures) == 1

    def _facts(self, source: str) -> list[Fact]:
        found: dict[str, Fact] = {}
        for condition in self.structures:
            for leaf in leaves(condition):
                if leaf.fact.source == source:
                    found.setdefault(leaf.fact.id, leaf.fact)
        return list(found.values())

    @property
    def facts(self) -> list[str]:
        """The facts of the vocabulary that it names."""
        return [fact.id for fact in self._facts("vocabulary")]

    @property
    def attested(self) -> list[Fact]:
        """What only an officer can judge, in the words of the text."""
        return self._facts("attested")

    @property
    def unbound(self) -> list[Fact]:
        """Figures that no fact of the vocabulary carries."""
        return self._facts("unbound")

    @property
    def look_backs(self) -> list[tuple[Fact, LookBack]]:
        """What is counted within a time."""
        found: dict[str, tuple[Fact, LookBack]] = {}
        for condition in self.structures:
            for leaf in leaves(condition):
                if isinstance(leaf, Compare) and leaf.look_back is not None:
                    found.setdefault(leaf.fact.id, (leaf.fact, leaf.look_back))
        return list(found.values())

    @property
    def names(self) -> "Names":
        """The vocabulary, with the attested and unbound facts of the text:
        :func:`penaltykit.engine.compile_expression` takes it.
        """
        own = [*self.attested, *self.unbound]
        return Names(self.vocabulary, {fact.id: fact for fact in own})

    def to_dict(self) -> dict[str, Any]:
        """The reading as ``penaltykit tables read --condition --json`` prints
        it.
        """
        found = self.structure
        return {
            "text": self.text,
            "complete": self.complete,
            "condition": self.condition,
            "otherwise": self.otherwise,
            "structure": None if found is None else structure(found),
            "facts": self.facts,
            "attested": [
                {"id": fact.id, "label": fact.label} for fact in self.attested
            ],
            "unbound": [fact.to_dict() for fact in self.unbound],
            "look_backs": [
                {"fact": fact.id, **look.to_dict()}
                for fact, look in self.look_backs
            ],
            "unread": [span.to_dict() for span in self.unread],
            "problems": [problem.to_dict() for problem in self.problems],
            "readings": [
                {"condition": feel(one), "structure": structure(one)}
                for one in self.structures
            ],
            "context": [part.to_dict() for part in self.context],
        }


class Names:
    """A vocabulary with a few names more.

    Args:
        vocabulary: the facts of the house.
        own: the facts of one text, by id.
    """

    def __init__(
        self, vocabulary: Vocabulary, own: Mapping[str, Fact]
    ) -> None:
        self._vocabulary = vocabulary
        self._own = own

    def signature(self, name: str, /) -> Signature | None:
        """Type and unit of a fact; ``None`` if there is none."""
        fact = self._own.get(name)
        if fact is None:
            return self._vocabulary.signature(name)
        unit = fact.unit if fact.type is FactType.QUANTITY else None
        return Signature(fact.type, None, unit)

    def names(self) -> Iterator[str]:
        """Every name."""
        yield from self._own
        yield from self._vocabulary.names()


def read_condition(
    text: str,
    facts: Vocabulary | None = None,
    reading: Bounds | Mapping[str, str] | None = None,
    field: str | None = None,
) -> ConditionReading:
    """Read the words of a condition: 货值金额5000元以上不足1万元.

    Figures are bound to facts by the words that the vocabulary lists; where
    it lists none they stay figures of their own (``unbound``). What only an
    officer can judge becomes an attested fact with the words as its label.
    Where the words can be meant in more than one way, all readings are given.

    Args:
        text: as printed.
        facts: the vocabulary; the shipped one where left out.
        reading: how 以上 and 以下 are read; as 民法典 art. 1259 has it where
            left out.
        field: a domain of the vocabulary (``water``) whose labels bind too.

    Raises:
        TypeError: ``text`` is no text.
        ValueError: ``reading`` is none.
    """
    if not isinstance(text, str):
        told = f"text must be a str, and is {type(text).__name__}"
        raise TypeError(told)
    vocabulary = shipped() if facts is None else facts
    source = Source.of(text)
    parser = ConditionParser(
        source, binder(vocabulary, field), bounds_of(reading)
    )
    low, high = source.span(0, len(source.text))
    everything = (Span(text=text[low:high], start=low, end=high),)
    whole = source.text.strip(_ENDS)
    if whole and OTHERWISE.fullmatch(whole):
        return ConditionReading(
            text=text,
            structures=(),
            otherwise=True,
            spans=everything,
            vocabulary=vocabulary,
        )
    structures = parser.read()
    unread = _outermost(parser.unread)
    if not structures and source.text and not unread:
        unread = list(everything)
    lost = _lost(source, [*parser.spans, *parser.context, *unread])
    if lost:
        structures = ()
    missed = _covered(len(text), unread)
    spans = _outermost([one for one in parser.spans if not missed[one.start]])
    taken = _covered(len(text), [*spans, *unread])
    found = ConditionReading(
        text=text,
        structures=structures,
        spans=spans,
        context=tuple(
            _outermost([one for one in parser.context if not taken[one.start]])
        ),
        unread=tuple(sorted([*unread, *lost], key=lambda one: one.start)),
        problems=tuple(parser.problems.values()),
        vocabulary=vocabulary,
    )
    names = found.names
    if all(_compiles(one, names) for one in structures):
        return found
    return ConditionReading(
        text=text,
        structures=(),
        unread=everything,
        problems=tuple(parser.problems.values()),
        vocabulary=vocabulary,
    )


def _outermost(spans: Sequence[_Stretch]) -> list[_Stretch]:
    """Each stretch once, without what lies inside another."""
    found: list[_Stretch] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _covered(length: int, spans: Sequence[Span | Context]) -> list[int]:
    """How many of the spans each printed character lies in."""
    found = [0] * (length + 1)
    for span in spans:
        found[span.start] += 1
        found[span.end] -= 1
    for at in range(1, length + 1):
        found[at] += found[at - 1]
    return found


def _lost(source: Source, spans: Sequence[Span | Context]) -> list[Span]:
    """What no part of the reading accounts for."""
    covered = _covered(len(source.printed), spans)
    found: list[Span] = []
    start = -1
    for at in range(len(source.text) + 1):
        open_ = at < len(source.text) and not covered[source.starts[at]]
        if open_ and start < 0:
            start = at
        elif not open_ and start >= 0:
            low, high = source.span(start, at)
            found.append(
                Span(text=source.printed[low:high], start=low, end=high)
            )
            start = -1
    return found


def _compiles(condition: Condition, names: Names) -> bool:
    """Whether the engine takes it: not longer nor deeper than it allows."""
    try:
        compile_expression(feel(condition), names, expect="condition")
    except RuleError:
        return False
    return True
