"""Values of facts: from what a case file holds to typed values, and back
to words."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from penaltykit._labels import unit_label
from penaltykit.engine import FactType
from penaltykit.facts._entry import FactEntry

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_FEN = -2


class WrongValueError(ValueError):
    """A value that its fact cannot have.

    Args:
        code: fault code.
        expected: what the fact takes; in each language where it is a unit.
    """

    def __init__(self, code: str, expected: str | Mapping[str, str]) -> None:
        self.code = code
        self.expected = expected
        super().__init__(code, expected)


def typed(entry: FactEntry, value: Any) -> Any:
    """``value`` of a case file as the type of the fact.

    Returns:
        ``Decimal`` (money in yuan, quantity in the unit of the fact),
        ``int``, ``bool``, ``datetime.date`` or ``str``.

    Raises:
        WrongValueError: with what was expected.
    """
    kind = entry.type
    if kind is FactType.TRUTH:
        return _truth(value)
    if kind in (FactType.MONEY, FactType.QUANTITY):
        return _number(entry, value)
    if kind is FactType.COUNT:
        return _count(value)
    if not isinstance(value, str):
        code = "fact-not-text"
        raise WrongValueError(code, str(kind))
    if kind is FactType.DATE:
        return _date(value)
    if kind is FactType.ONE_OF and not any(
        value == word.value for word in entry.values
    ):
        code = "fact-not-in-list"
        raise WrongValueError(
            code, ", ".join(word.value for word in entry.values)
        )
    return value


def _truth(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    code = "fact-not-truth"
    raise WrongValueError(code, "true, false")


def _number(entry: FactEntry, value: Any) -> Decimal:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        number = _decimal(value)
    elif isinstance(value, Decimal):
        number = value
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value)
    elif isinstance(value, str) and any(c.isdecimal() for c in value):
        code = "fact-unit-in-value"
        raise WrongValueError(code, _unit(entry))
    else:
        code = "fact-not-number"
        raise WrongValueError(code, _unit(entry))
    if entry.type is FactType.MONEY:
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < _FEN:
            code = "fact-below-fen"
            raise WrongValueError(code, _unit(entry))
        if number < 0:
            code = "fact-negative"
            raise WrongValueError(code, _unit(entry))
    return number


def _unit(entry: FactEntry) -> Mapping[str, str]:
    """The unit that the fact is in, for those who wrote another."""
    money = entry.type is FactType.MONEY
    return unit_label.both("yuan" if money else (entry.unit or ""))


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:  # more digits than a Decimal holds
        code = "fact-not-number"
        raise WrongValueError(code, "0.00") from None


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    code = "fact-not-count"
    raise WrongValueError(code, "0, 1, 2 ...")


def _date(value: str) -> dt.date:
    try:
        if len(value) == len("2024-01-31"):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    code = "fact-not-date"
    raise WrongValueError(code, "2024-01-31")


def words(entry: FactEntry, value: Any, lang: str = "zh") -> str:
    """A typed value as people read it, with its unit."""
    if value is True or value is False:
        return _YES_NO[lang][bool(value)]
    if isinstance(value, dt.date):
        if lang == "en":
            return value.isoformat()
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        number = format(value, "f")
        if "." in number:
            number = number.rstrip("0").rstrip(".")
        if entry.type is FactType.MONEY:
            return f"{number}元" if lang == "zh" else f"{number} yuan"
        gap = "" if lang == "zh" else " "
        return f"{number}{gap}{unit_label(entry.unit or '', lang)}".strip()
    if entry.type is FactType.ONE_OF:
        return entry.word(str(value), lang)
    return str(value)


_YES_NO = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}
