"""From a vocabulary entry to the function that reads it in a view."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from penaltykit._pointer import escape
from penaltykit.case import Fact, FactState
from penaltykit.engine import (
    FactType,
    Reading,
    compile_expression,
    make_reading,
)
from penaltykit.facts._entry import FactEntry, Scope
from penaltykit.facts._values import WrongValueError, typed

if TYPE_CHECKING:
    from penaltykit.facts._vocabulary import Vocabulary

Reader = Callable[[Any], Reading]


def reader(entry: FactEntry, vocabulary: "Vocabulary") -> Reader:
    """The function that reads ``entry`` in a view of its own scope."""
    if entry.source:
        return _source(entry, entry.source)
    if entry.derive:
        return _derived(entry)
    if entry.formula:
        return _formula(entry, entry.formula, vocabulary)
    if entry.parameter:
        return _parameter(entry, entry.parameter)
    if entry.provided or entry.concluded:
        return _provided(entry.id)
    return _stated(entry)


def fact_reading(entry: FactEntry, fact: Fact, pointer: str) -> Reading:
    """A fact as the case file states it. A value that the fact cannot have
    is unknown here; :func:`penaltykit.facts.check_facts` reports it."""
    if fact.state is not FactState.KNOWN:
        return make_reading((fact.state.value, None, pointer))
    if fact.value is None:
        return make_reading(("unknown", None, pointer))
    try:
        return make_reading(("known", typed(entry, fact.value), pointer))
    except WrongValueError:
        return make_reading(("unknown", None, pointer))


def _stated(entry: FactEntry) -> Reader:
    name, tail = entry.id, "/facts/" + escape(entry.id)
    of_case = entry.scope in (Scope.CASE, Scope.PARTY, Scope.PAPER)
    absent_state = "unknown" if entry.absent is None else "known"

    def read(view: Any) -> Reading:
        if of_case:
            facts, pointer = view.case.facts, tail
        else:
            facts, pointer = view.violation.facts, view.pointer + tail
        fact = facts.get(name)
        if fact is None:
            return make_reading((absent_state, entry.absent, pointer))
        return fact_reading(entry, fact, pointer)

    return read


def _source(entry: FactEntry, path: str) -> Reader:
    presence, affirmed = path.endswith("?"), path.endswith("!")
    names = path.rstrip("?!").split(".")
    steps = tuple(_attribute(name) for name in names)
    tail = "/" + "/".join(escape(name) for name in names)

    first, more = attrgetter(steps[0]), steps[1:]

    def read(view: Any) -> Reading:
        value = view.subject
        if value is not None:
            value = first(value)
        for step in more:
            if value is None:
                break
            value = getattr(value, step)
        pointer = view.pointer + tail
        if presence:
            there = value is not None and value not in ("", ())
            return make_reading(("known", there, pointer))
        if affirmed:
            return make_reading(("known", value is True, pointer))
        if isinstance(value, Fact):
            return fact_reading(entry, value, pointer)
        if value is None or value == "":
            return make_reading(("unknown", None, pointer))
        return make_reading(("known", _plain(entry, value), pointer))

    return read


def _attribute(name: str) -> str:
    return "from_" if name == "from" else name


def _plain(entry: FactEntry, value: Any) -> Any:
    if type(value) is str:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool | dt.date | Decimal | str):
        return value
    if isinstance(value, int) and entry.type is not FactType.COUNT:
        return Decimal(value)
    return value


def _derived(entry: FactEntry) -> Reader:
    from penaltykit.facts._derive import derivation

    function = derivation(entry.derive or "")
    argument = entry.argument
    if argument is None:
        return function

    def read(view: Any) -> Reading:
        return function(view, argument)

    return read


def _formula(entry: FactEntry, text: str, vocabulary: "Vocabulary") -> Reader:
    compiled: list[Any] = []

    def expression() -> Any:
        # A formula may name facts that are read from later files.
        if not compiled:
            compiled.append(compile_expression(text, vocabulary, entry.place))
        return compiled[0]

    def read(view: Any) -> Reading:
        if entry.type is FactType.TRUTH:
            value = expression().truth(view.getter)
        else:
            value = expression().value(view.getter)
            if value is not None and entry.type is FactType.COUNT:
                value = int(value)
        state = "unknown" if value is None else "known"
        return make_reading((state, value, view.pointer))

    return read


def _parameter(entry: FactEntry, parameter: str) -> Reader:
    def read(view: Any) -> Reading:
        reading: Reading = view.facts.parameter(parameter)
        if entry.type is FactType.COUNT and reading.value is not None:
            return make_reading(
                ("known", int(str(reading.value)), reading.pointer)
            )
        return reading

    return read


def _provided(name: str) -> Reader:
    def read(view: Any) -> Reading:
        provider = view.facts.providers.get(name)
        if provider is None:
            return make_reading(("unknown", None, view.pointer))
        reading: Reading = provider(view)
        return reading

    return read
