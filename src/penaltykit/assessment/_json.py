"""Assessments as plain JSON values: one rendering, stable bytes."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
import orjson


def decimal_text(value: Decimal) -> str:
    """A decimal in plain digits without trailing zeros (``"52000"``)."""
    if value == value.to_integral_value():
        return format(value.quantize(Decimal(1)), "f")
    return format(value.normalize(), "f")


def _is_text(value: Mapping[Any, Any]) -> bool:
    return set(value) == {"zh", "en"}


def plain(value: Any, lang: str = "zh") -> Any:
    """JSON value of any result class.

    Two-language texts become the one asked for, decimals strings, dates ISO
    strings, ``from_`` the JSON name ``from``.
    """
    if value is None or isinstance(value, str | int):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, Mapping):
        if _is_text(value):
            return value[lang]
        return {str(key): plain(item, lang) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, lang) for item in value]
    if attrs.has(type(value)):
        return {
            field.metadata.get("json", field.name): plain(
                getattr(value, field.name), lang
            )
            for field in attrs.fields(type(value))
        }
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    msg = f"no JSON form for {type(value).__name__}"
    raise TypeError(msg)


def dumps(value: Any, *, indent: bool = True) -> bytes:
    """Canonical JSON bytes: keys sorted, UTF-8, newline at the end."""
    option = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    if indent:
        option |= orjson.OPT_INDENT_2
    return orjson.dumps(value, option=option)


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of ``value``, in hex."""
    return hashlib.sha256(dumps(value, indent=False)).hexdigest()
