"""The fast way between plain data and a :class:`Case`: cattrs, compiled.

It accepts exactly what follows the JSON Schema and says nothing about what
is wrong. Every hook is strict: cattrs by itself would take ``"5"`` for 5,
``1`` for true and ``"abc"`` for a list of letters.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from penaltykit.case import _model, _values
from penaltykit.case._model import Case
from penaltykit.case._shape import (
    Listing,
    Record,
    Words,
    json_name,
    record_shape,
)

# The second argument, the type, has a default in every hook here: lists and
# tables leave it out.
_Hook = Callable[..., Any]
_FACT_VALUE = str | int | bool | None


@cache
def reader() -> Callable[[Any], Case]:
    """The function that makes a case of plain data.

    It raises one of :func:`refusals` for data that do not follow the schema.
    """
    read: Callable[[Any], Case] = _converter().get_structure_hook(Case)
    return read


@cache
def refusals() -> tuple[type[Exception], ...]:
    """What the :func:`reader` raises for data that it refuses."""
    from cattrs.errors import (
        ForbiddenExtraKeysError,
        StructureHandlerNotFoundError,
    )

    return (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        ForbiddenExtraKeysError,
        StructureHandlerNotFoundError,
    )


def unstructure(case: Case) -> dict[str, Any]:
    """A case as plain data; what has its default value is left out."""
    data: dict[str, Any] = _converter().unstructure(case, Case)
    return data


@cache
def _converter() -> Any:
    """The converter, with one compiled function a class."""
    import cattrs
    from cattrs.gen import (
        make_dict_structure_fn,
        make_dict_unstructure_fn,
        override,
    )

    converter = cattrs.Converter(
        detailed_validation=False, forbid_extra_keys=True
    )
    readers: dict[Any, _Hook] = {
        str: _values.read_text,
        bool: _values.read_truth,
        int: _values.read_count,
        Decimal: _values.read_money,
        dt.date: _values.read_date,
        dt.time: _values.read_time,
        _FACT_VALUE: _values.read_fact_value,
    }
    for kind, reader in readers.items():
        converter.register_structure_hook(kind, reader)
    # Later hooks are asked first: the union of a fact's value is no optional.
    converter.register_structure_hook_factory(
        _is_optional,
        lambda kind: _optional_hook(
            converter.get_structure_hook(_without_none(kind))
        ),
    )
    # By class, not by a test: an enumeration is text too, and the hook for
    # text would be asked first and lose its class.
    for kind in vars(_model).values():
        if _is_words(kind) and kind is not StrEnum:
            converter.register_structure_hook(
                kind, _words_hook(tuple(kind), kind)
            )
    converter.register_structure_hook_factory(
        _is_tuple,
        lambda kind: _list_hook(
            converter.get_structure_hook(get_args(kind)[0])
        ),
    )
    converter.register_structure_hook_factory(
        _is_dict,
        lambda kind: _table_hook(
            converter.get_structure_hook(get_args(kind)[1])
        ),
    )

    def overrides(cls: type, *, reading: bool) -> dict[str, Any]:
        changes = {}
        shape = record_shape(cls)
        for attribute in attrs.fields(cls):
            name = json_name(attribute)
            hook = _own_hook(converter, shape, name) if reading else None
            rename = name if name != attribute.name else None
            if hook or rename:
                changes[attribute.name] = override(
                    rename=rename, struct_hook=hook
                )
        return changes

    converter.register_structure_hook_factory(
        attrs.has,
        lambda cls: make_dict_structure_fn(
            cls,
            converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=False,
            **overrides(cls, reading=True),
        ),
    )
    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(
            cls,
            converter,
            _cattrs_omit_if_default=True,
            **overrides(cls, reading=False),
        ),
    )
    converter.register_unstructure_hook(Decimal, _values.write_money)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook(dt.time, _values.write_time)
    converter.register_unstructure_hook(_FACT_VALUE, lambda value: value)
    converter.register_unstructure_hook_factory(
        _is_tuple,
        lambda kind: _many(converter.get_unstructure_hook(get_args(kind)[0])),
    )
    return converter


def _own_hook(converter: Any, shape: Record, name: str) -> _Hook | None:
    """The hook of a field whose type does not say all that is asked."""
    slot = shape.slots[name]
    if isinstance(slot.shape, Words) and slot.shape.kind is str:
        return _words_hook(slot.shape.words, str)
    if isinstance(slot.shape, Listing) and slot.shape.at_least:
        attribute = getattr(attrs.fields(shape.cls), slot.attribute)
        inner = converter.get_structure_hook(get_args(attribute.type)[0])
        return _list_hook(inner, slot.shape.at_least)
    return None


def _is_words(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_dict(kind: Any) -> bool:
    return get_origin(kind) is dict


def _without_none(kind: Any) -> Any:
    """The one type that an optional type allows beside ``None``."""
    some = [arg for arg in get_args(kind) if arg is not NoneType]
    return some[0] if len(some) == 1 else None


def _is_optional(kind: Any) -> bool:
    return NoneType in get_args(kind) and _without_none(kind) is not None


def _optional_hook(inner: _Hook) -> _Hook:
    if inner is _values.read_text:
        return _values.read_text_or_none

    def read(value: Any, _: Any = None) -> Any:
        return None if value is None else inner(value)

    return read


def _words_hook(words: tuple[str, ...], kind: type) -> _Hook:
    members = {str(word): kind(word) for word in words}

    def read(value: Any, _: Any = None) -> Any:
        return members[value]

    return read


def _list_hook(inner: _Hook, at_least: int = 0) -> _Hook:
    def read(value: Any, _: Any = None) -> tuple[Any, ...]:
        if type(value) is not list or len(value) < at_least:
            raise TypeError
        return tuple(map(inner, value))

    return read


def _table_hook(inner: _Hook) -> _Hook:
    def read(value: Any, _: Any = None) -> dict[str, Any]:
        if type(value) is not dict:
            raise TypeError
        return {key: inner(item) for key, item in value.items()}

    return read


def _many(inner: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    def write(value: tuple[Any, ...]) -> list[Any]:
        return [inner(item) for item in value]

    return write
