"""Matches, refusals and explanations as plain data for JSON."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs


def plain_data(found: Any) -> Any:
    """Any class of this package as dicts, lists and text.

    Amounts become decimal strings, dates ISO text, enumerations their value;
    ``from_`` becomes ``from``. A table or a document becomes its id.
    """
    if isinstance(found, Enum):
        return found.value
    if found is None or isinstance(found, str | bool | int):
        return found
    if isinstance(found, Decimal):
        return format(found, "f")
    if isinstance(found, dt.date):
        return found.isoformat()
    if isinstance(found, Mapping):
        return {str(key): plain_data(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [plain_data(part) for part in found]
    if attrs.has(type(found)):
        return {
            field.metadata.get("json", field.name.rstrip("_")): _part(
                getattr(found, field.name)
            )
            for field in attrs.fields(type(found))
        }
    raise TypeError(found)


def _part(value: Any) -> Any:
    """A part of a result; tables and documents are named, not repeated."""
    name = type(value).__name__
    return value.id if name in ("Table", "Document") else plain_data(value)
