"""The fast way between plain data and a :class:`Case`.

Reading goes by the attrs classes: for each a table from JSON name to
attribute and to what reads the value. It accepts exactly what follows the
JSON Schema and says nothing about what is wrong. Every reader is strict:
``"5"`` is no 5, ``1`` no true and ``"abc"`` no list of letters. Writing is
left to cattrs, which is only loaded then.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from penaltykit.case import _values
from penaltykit.case._labelled import json_name
from penaltykit.case._model import Case

# The second argument, the type, has a default in the readers of values.
_Hook = Callable[..., Any]
_FACT_VALUE = str | int | bool | None
_PLAIN: dict[Any, _Hook] = {
    str: _values.read_text,
    bool: _values.read_truth,
    int: _values.read_count,
    Decimal: _values.read_money,
    dt.date: _values.read_date,
    dt.time: _values.read_time,
    _FACT_VALUE: _values.read_fact_value,
}


@cache
def reader() -> Callable[[Any], Case]:
    """The function that makes a case of plain data.

    It raises one of :func:`refusals` for data that do not follow the schema.
    """
    return _record(Case)


def refusals() -> tuple[type[Exception], ...]:
    """What the :func:`reader` raises for data that it refuses."""
    return KeyError, TypeError, ValueError


@cache
def _record(cls: type) -> _Hook:
    """A function from an object with the fields of ``cls`` and no others."""
    attributes = attrs.fields(cls)
    fields = {}
    for attribute in attributes:
        hook = _of_attribute(attribute)
        is_text = hook in (_values.read_text, _values.read_text_or_none)
        fields[json_name(attribute)] = attribute.name, hook, is_text
    defaults, make = _maker(attributes, cls)

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError
        given = defaults.copy()
        for key, item in value.items():
            name, hook, is_text = fields[key]  # a KeyError: no such field
            if is_text and type(item) is str and item and not item.isspace():
                given[name] = item  # half of all fields, without a call
            else:
                given[name] = hook(item)
        return make(given)  # a TypeError: a field is missing

    return read


def _maker(
    attributes: "tuple[attrs.Attribute[Any], ...]", cls: type
) -> tuple[dict[str, Any], Callable[[dict[str, Any]], Any]]:
    """The defaults of a ``cls``, and a function that makes one of the values
    of its attributes, the defaults among them.

    A frozen class sets one attribute after the other past its own guard;
    here the values become its dictionary at once, in a third of the time.
    That holds for classes without slots that neither convert nor check what
    they are given; any other is made as usual.
    """
    plain = not hasattr(cls, "__slots__") and not any(
        attribute.converter or attribute.validator for attribute in attributes
    )
    if not plain or hasattr(cls, "__attrs_post_init__"):
        return {}, lambda given: cls(**given)
    defaults: dict[str, Any] = {}
    made: list[tuple[str, Callable[..., Any], bool]] = []
    for attribute in attributes:
        default: Any = attribute.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            if default.factory is tuple:
                defaults[attribute.name] = ()
            else:
                made.append(
                    (attribute.name, default.factory, default.takes_self)
                )
        elif default is not attrs.NOTHING:
            defaults[attribute.name] = default
    whole = len(attributes)

    def make(values: dict[str, Any]) -> Any:
        record: Any = object.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        for name, factory, takes_self in made:
            if name not in values:
                values[name] = factory(record) if takes_self else factory()
        if len(values) != whole:
            raise TypeError
        return record

    return defaults, make


def _of_attribute(attribute: "attrs.Attribute[Any]") -> _Hook:
    """What reads one field."""
    kind: Any = attribute.type
    meta = attribute.metadata
    if "words" in meta:
        hook = _words_hook(meta["words"], str)
        return _optional_hook(hook) if NoneType in get_args(kind) else hook
    if "at_least" in meta:
        return _list_hook(_hook(get_args(kind)[0]), meta["at_least"])
    return _hook(kind)


def _hook(kind: Any) -> _Hook:
    """What reads a value of a type.

    Raises:
        TypeError: a type that no case file can hold.
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    arguments = get_args(kind)
    if NoneType in arguments:
        (some,) = (one for one in arguments if one is not NoneType)
        return _optional_hook(_hook(some))
    if get_origin(kind) is tuple:
        return _list_hook(_hook(arguments[0]))
    if get_origin(kind) is dict:
        return _table_hook(_hook(arguments[1]))
    if issubclass(kind, StrEnum):
        return _words_hook(tuple(kind), kind)
    return _record(kind)


def unstructure(case: Case) -> dict[str, Any]:
    """A case as plain data; what has its default value is left out."""
    data: dict[str, Any] = _converter().unstructure(case, Case)
    return data


@cache
def _converter() -> Any:
    """The converter that writes, with one compiled function a class."""
    import cattrs
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = cattrs.Converter()

    def overrides(cls: type) -> dict[str, Any]:
        names = {
            attribute.name: json_name(attribute)
            for attribute in attrs.fields(cls)
        }
        return {
            name: override(rename=written)
            for name, written in names.items()
            if name != written
        }

    converter.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(
            cls,
            converter,
            _cattrs_omit_if_default=True,
            **overrides(cls),
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


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


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


def _texts_hook(value: Any, _: Any = None) -> tuple[str, ...]:
    """A list of texts, looked at without a call for each."""
    if type(value) is not list:
        raise TypeError
    for item in value:
        if type(item) is not str or not item or item.isspace():
            raise TypeError
    return tuple(value)


def _list_hook(inner: _Hook, at_least: int = 0) -> _Hook:
    if inner is _values.read_text and not at_least:
        return _texts_hook

    def read(value: Any, _: Any = None) -> tuple[Any, ...]:
        if type(value) is not list or len(value) < at_least:
            raise TypeError
        return tuple([inner(item) for item in value])

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
