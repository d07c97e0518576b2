"""Single values of a case file: text, money, dates, times, words.

Each reader takes what JSON or YAML holds and either returns the value or
raises ``ValueError`` or ``TypeError`` without a message: the fast path only
needs to know that something is wrong; :mod:`penaltykit.case._search` then
says what.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from attrs import frozen

# Largest integer that every JSON reader keeps exact (2**53 - 1).
MAX_INTEGER = 9_007_199_254_740_991
MONEY_DIGITS = 15
MAX_MONEY = 10**MONEY_DIGITS - 1
MIN_YEAR = 1900

MONEY = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?")
# From 1900 to 2999: a term that starts on any of these days has an end.
DATE = re.compile(r"(?:19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
ANY_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")

# What no paper can print: control characters but tab and line ends, marks
# that turn the direction of writing, code points that are no characters.
UNPRINTABLE = (
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
    r"\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
UNPRINTABLE_CHARACTER = re.compile(UNPRINTABLE)

_CENT = Decimal("0.01")
_ISO_DATE_LENGTH = 10


@frozen
class Fraction:
    """A number of a file with a point or an exponent, as written."""

    text: str


def read_text(value: Any, _: Any = None) -> str:
    """Text with at least one character that is no space."""
    if type(value) is not str or not value or value.isspace():
        raise TypeError
    return value


def read_text_or_none(value: Any, _: Any = None) -> str | None:
    """As :func:`read_text`, and ``null`` for no text at all."""
    if value is None:
        return None
    if type(value) is not str or not value or value.isspace():
        raise TypeError
    return value


def read_truth(value: Any, _: Any = None) -> bool:
    """``true`` or ``false``; no other value stands for either."""
    if type(value) is not bool:
        raise TypeError
    return value


def read_count(value: Any, _: Any = None) -> int:
    """A whole number from 1."""
    if type(value) is not int or not 1 <= value <= MAX_INTEGER:
        raise TypeError
    return value


def read_money(value: Any, _: Any = None) -> Decimal:
    """An amount of at most two decimals, as a decimal string or integer."""
    if type(value) is str:
        if MONEY.fullmatch(value) is None:
            raise ValueError
    elif type(value) is not int or not 0 <= value <= MAX_MONEY:
        raise TypeError
    return Decimal(value)


def read_date(value: Any, _: Any = None) -> dt.date:
    """A date written 2024-03-05."""
    if type(value) is not str or DATE.fullmatch(value) is None:
        raise TypeError
    return dt.date.fromisoformat(value)


def read_time(value: Any, _: Any = None) -> dt.time:
    """A time of day written 09:30 or 09:30:15."""
    if type(value) is not str or TIME.fullmatch(value) is None:
        raise TypeError
    return dt.time.fromisoformat(value)


def read_fact_value(value: Any, _: Any = None) -> str | int | bool | None:
    """The value of a fact; which type it must have is in ``rules/facts``."""
    kind = type(value)
    if kind is str:
        return read_text(value)
    if kind is bool or value is None:
        return value  # type: ignore[no-any-return]
    if kind is int and -MAX_INTEGER <= value <= MAX_INTEGER:
        return value  # type: ignore[no-any-return]
    raise TypeError


def write_money(value: Decimal) -> str:
    """The one way in which an amount is written: ``5000`` or ``0.50``."""
    if value == value.to_integral_value():
        return str(int(value))
    return str(value.quantize(_CENT))


def write_time(value: dt.time) -> str:
    """The time of day, with seconds only where there are some."""
    return value.isoformat("seconds" if value.second else "minutes")
