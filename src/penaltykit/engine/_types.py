"""What goes into a condition and what comes out of it."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from typing import NamedTuple, Protocol

from attrs import frozen

Truth = bool | None
"""True, false or ``None``: unknown."""

Value = Decimal | int | bool | str | dt.date
"""A known value: ``Decimal`` for money (yuan) and quantities, ``int`` for
counts, ``date``, ``bool``, ``str`` for words of a list and for text."""

KNOWN = "known"
UNKNOWN = "unknown"
NOT_ASCERTAINABLE = "not-ascertainable"
NOT_APPLICABLE = "not-applicable"
STATES = (KNOWN, UNKNOWN, NOT_ASCERTAINABLE, NOT_APPLICABLE)


class FactType(StrEnum):
    """The types of facts."""

    MONEY = "money"
    QUANTITY = "quantity"
    COUNT = "count"
    DATE = "date"
    TRUTH = "truth"
    ONE_OF = "one-of"
    TEXT = "text"


@frozen
class Signature:
    """What the vocabulary says of a fact.

    Args:
        type: of its values.
        values: the words of a one-of fact, in the order of the vocabulary.
        unit: of a quantity (``"kg"``); money is always yuan.
    """

    type: FactType
    values: tuple[str, ...] | None = None
    unit: str | None = None


class Vocabulary(Protocol):
    """The names that conditions may use."""

    def signature(self, name: str, /) -> Signature | None:
        """The signature of a fact; ``None`` if there is no such fact."""

    def names(self) -> Iterable[str]:
        """Every name, for the offer of the nearest."""


class Reading(NamedTuple):
    """A fact as read from a case.

    A tuple, since some hundred are made for every case and a frozen class
    takes twice as long to make.

    Args:
        state: one of :data:`STATES`.
        value: of a known fact; see :data:`Value`.
        pointer: JSON pointer of where it stands in the case.
    """

    state: str
    value: Value | None = None
    pointer: str = ""


make_reading: Callable[[tuple[str, Value | None, str]], Reading] = partial(
    tuple.__new__, Reading
)
"""Makes a reading of state, value and pointer, in half the time that its own
constructor takes."""

NO_READING = Reading(UNKNOWN)

Getter = Callable[[str], Reading]
_FUNCTIONS = FunctionType, MethodType, BuiltinMethodType
Context = Mapping[str, Reading] | Getter
"""Fact name to reading. A plain ``dict`` gives unknown for an absent name;
for any other mapping that is its own business."""


def getter(context: Context) -> Getter:
    """The context as a function that answers every name."""
    if isinstance(context, _FUNCTIONS):
        return context  # to ask for a Mapping takes longer than to read it
    if isinstance(context, dict):
        if hasattr(context, "__missing__"):
            return context.__getitem__
        get = context.get
        return lambda name: get(name, NO_READING)
    if isinstance(context, Mapping):
        return context.__getitem__
    return context


@frozen(kw_only=True)
class Evidence:
    """One fact that a verdict rests on.

    Args:
        fact: its name.
        pointer: where it stands in the case; ``""`` for a conclusion.
        state: as read.
        value: as read.
        expected: the comparison in which it stands, as canonical text.
        result: what came of that comparison.
    """

    fact: str
    pointer: str
    state: str
    value: Value | None
    expected: str
    result: Truth


class Verdict:
    """True, false or unknown, with the evidence that makes it so.

    The evidence is that of the comparisons which decide: all of a true
    ``and``, the false ones of a false ``and``, the unknown ones of an
    unknown one; the other way about for ``or``. It is looked up when first
    asked for, in the context that was given.

    Attributes:
        value: ``True``, ``False`` or ``None``.
    """

    __slots__ = ("_evidence", "_explain", "value")

    def __init__(
        self,
        value: Truth,
        evidence: tuple[Evidence, ...] | None = None,
        *,
        explain: Callable[[], tuple[Evidence, ...]] = tuple,
    ) -> None:
        self.value = value
        self._evidence = evidence
        self._explain = explain

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the verdict rests on, in the order of the text."""
        if self._evidence is None:
            self._evidence = self._explain()
        return self._evidence

    @property
    def settle(self) -> tuple[str, ...]:
        """The facts that would settle an unknown verdict, each once."""
        return settling(self.value, self.evidence)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Verdict):
            return NotImplemented
        return self.value is other.value and self.evidence == other.evidence

    def __hash__(self) -> int:
        return hash((self.value, self.evidence))

    def __repr__(self) -> str:
        return f"Verdict({self.value}, {self.evidence!r})"


def settling(value: Truth, evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The facts of unknown comparisons whose own state is not known.

    Where all are known, as beside a division by zero, all are named: one of
    them must be mended.
    """
    if value is not None:
        return ()
    open_ = [item for item in evidence if item.result is None]
    missing = [
        item.fact
        for item in open_
        if item.state in (UNKNOWN, NOT_ASCERTAINABLE)
    ]
    return tuple(dict.fromkeys(missing or [item.fact for item in open_]))
