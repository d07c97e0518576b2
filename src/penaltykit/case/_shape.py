"""The shape of the case file, read from the attrs classes once.

The JSON Schema, the search for faults and the form are all made from it, so
that the classes of :mod:`penaltykit.case._model` are the one definition.
"""

import datetime as dt
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from penaltykit.case._labelled import json_name
from penaltykit.case._model import Case


@attrs.frozen
class Text:
    """Text that is not blank."""


@attrs.frozen
class Truth:
    """``true`` or ``false``."""


@attrs.frozen
class Count:
    """A whole number from 1."""


@attrs.frozen
class Money:
    """A decimal string or a whole number, in yuan."""


@attrs.frozen
class Date:
    """A date, ``2024-03-05``."""


@attrs.frozen
class Time:
    """A time of day, ``09:30``."""


@attrs.frozen
class FactValue:
    """Text, a whole number or a truth value."""


@attrs.frozen
class Words:
    """One word of a closed list."""

    words: tuple[str, ...]
    kind: type = str


@attrs.frozen
class Listing:
    """A list, with the least number of entries."""

    of: "Shape"
    at_least: int = 0


@attrs.frozen
class Table:
    """A mapping with keys of the user's choice."""

    of: "Shape"


@attrs.frozen
class Slot:
    """One field of a record.

    Attributes:
        name: its name in JSON.
        attribute: its name in Python.
        required: it must be there.
        nullable: ``null`` says that it is absent.
        label: ``{zh, en}``.
        identity: kind of identity value, if it holds one.
    """

    name: str
    attribute: str
    shape: "Shape"
    required: bool
    nullable: bool
    label: Mapping[str, str]
    identity: str | None


@attrs.frozen
class Record:
    """An object with the fields of an attrs class, and no others."""

    cls: type
    slots: Mapping[str, Slot]


Shape = (
    Text
    | Truth
    | Count
    | Money
    | Date
    | Time
    | FactValue
    | Words
    | Listing
    | Table
    | Record
)

_PLAIN: Mapping[Any, Shape] = {
    str: Text(),
    bool: Truth(),
    int: Count(),
    Decimal: Money(),
    dt.date: Date(),
    dt.time: Time(),
}


# Citation is no class of the case: it knows no labels.
_CITATION: Mapping[str, tuple[str, str]] = {
    "law": ("法律标识或者名称", "law id of rules/laws, or its name"),
    "version": ("版本", "version id"),
    "article": ("条", "article"),
    "article_addition": ("条之几", "1 for the first added article"),
    "paragraph": ("款", "paragraph"),
    "item": ("项", "item"),
    "subitem": ("目", "sub-item"),
    "text": ("文字", "as printed; then no other field"),
}


def case_shape() -> Record:
    """The shape of a whole case file."""
    return record_shape(Case)


@cache
def record_shape(cls: type) -> Record:
    """The shape of one class of the model."""
    attrs.resolve_types(cls)
    slots = {}
    for attribute in attrs.fields(cls):
        slot = _slot(attribute)
        slots[slot.name] = slot
    return Record(cls, slots)


def _slot(attribute: "attrs.Attribute[Any]") -> Slot:
    meta = attribute.metadata
    shape, nullable = _shape(attribute.type, meta)
    name = json_name(attribute)
    zh, en = _CITATION.get(name, (name, name))
    return Slot(
        name=name,
        attribute=attribute.name,
        shape=shape,
        required=attribute.default is attrs.NOTHING,
        nullable=nullable,
        label={"zh": meta.get("zh", zh), "en": meta.get("en", en)},
        identity=meta.get("identity"),
    )


def _shape(kind: Any, meta: Mapping[str, Any]) -> tuple[Shape, bool]:
    """The shape of a type annotation, and whether it may be ``null``."""
    some = [arg for arg in _alternatives(kind) if arg is not types.NoneType]
    nullable = len(some) < len(_alternatives(kind))
    if "words" in meta:
        return Words(tuple(meta["words"])), nullable
    if set(some) == {str, int, bool}:
        return FactValue(), nullable
    (only,) = some
    return _single(only, meta), nullable


def _alternatives(kind: Any) -> tuple[Any, ...]:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return typing.get_args(kind)
    return (kind,)


def _single(kind: Any, meta: Mapping[str, Any]) -> Shape:
    """The shape of a type that is no union.

    Raises:
        TypeError: a type that no case file can hold.
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    args = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and args[1:] == (Ellipsis,):
        return Listing(_single(args[0], {}), meta.get("at_least", 0))
    if typing.get_origin(kind) is dict and args[0] is str:
        return Table(_single(args[1], {}))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Words(tuple(word.value for word in kind), kind)
    if attrs.has(kind):
        return record_shape(kind)
    message = f"a case file cannot hold {kind!r}"
    raise TypeError(message)
