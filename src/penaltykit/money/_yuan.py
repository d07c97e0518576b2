"""Amounts in yuan: reading, rounding by name, writing."""

import decimal
import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NoReturn

from penaltykit.errors import Fault, FaultsError

FEN: Final = Decimal("0.01")
"""The smallest amount of money."""

_WAN: Final = Decimal(10000)
_YI: Final = Decimal(100000000)
_UNITS: Final = {"": Decimal(1), "万": _WAN, "萬": _WAN, "亿": _YI, "億": _YI}

# Never the ambient context: a caller who lowered its precision would
# otherwise change an amount without anybody noticing.
_EXACT: Final = decimal.Context(
    prec=80,
    traps=[decimal.Inexact, decimal.InvalidOperation, decimal.Overflow],
)
_ROUNDING: Final = decimal.Context(prec=80)

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_TEXT: Final = re.compile(
    r"(?:人民币|RMB|CNY)?\s*[¥￥]?\s*"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?P<decimals>\.[0-9]+)?\s*(?P<unit>[万萬亿億]?)\s*[元圆圓]?整?",
    re.ASCII,
)
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class MoneyError(FaultsError):
    """Something that is no amount of money in yuan."""


def refuse(code: str, found: object) -> NoReturn:
    """Raise the one fault that an amount has."""
    raise MoneyError([Fault(code, params={"found": str(found)})])


def is_yuan(amount: Decimal) -> bool:
    """Whether ``amount`` is finite, not negative and exact to the fen."""
    return (
        amount.is_finite()
        and amount >= 0
        and amount == _ROUNDING.quantize(amount, FEN)
    )


def yuan(amount: str | int | Decimal) -> Decimal:
    """An exact amount in yuan.

    Args:
        amount: ``"5000"``, ``"5,000.00元"``, ``"2万元"``, ``"¥96.5"``, an
            integer or a ``Decimal``; full-width digits are read too.

    Returns:
        The amount in plain notation, not negative, at most two decimals.

    Raises:
        MoneyError: a float, a negative amount, parts of a fen, or text that
            is no amount.
    """
    if isinstance(amount, bool | float):
        code = "money-float" if isinstance(amount, float) else "money-unread"
        refuse(code, amount)
    if isinstance(amount, int):
        value = Decimal(amount)
    elif isinstance(amount, Decimal):
        value = amount
    else:
        value = _read(amount)
    if not value.is_finite():
        refuse("money-unread", amount)
    if value < 0:
        refuse("money-negative", amount)
    if not is_yuan(value):
        refuse("money-parts-of-fen", amount)
    return _plain(value)


def _read(text: str) -> Decimal:
    match = _TEXT.fullmatch(text.translate(_FULL_WIDTH).strip())
    if match is None:
        refuse("money-unread", text)
    digits = match["digits"].replace(",", "") + (match["decimals"] or "")
    return multiply(Decimal(digits), _UNITS[match["unit"]])


def _plain(value: Decimal) -> Decimal:
    """Without an exponent and without trailing zeros after the point.

    ``-0`` and ``0E+2`` become ``0``: equal amounts must print alike.
    """
    whole = value.to_integral_value()
    if value == whole:
        return _ROUNDING.quantize(abs(whole), Decimal(1))
    return value.normalize(_EXACT)


def multiply(amount: Decimal, factor: Decimal) -> Decimal:
    """The exact product; parts of a fen stay until a rounding is named."""
    return _plain(_EXACT.multiply(amount, factor))


_MODES: Final = {
    "half-up": decimal.ROUND_HALF_UP,
    "up": decimal.ROUND_CEILING,
    "down": decimal.ROUND_FLOOR,
}
_QUANTA: Final = {
    "fen": FEN,
    "jiao": Decimal("0.1"),
    "yuan": Decimal(1),
    "ten": Decimal(10),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
}

ROUNDINGS: Final[Mapping[str, tuple[str, Decimal]]] = MappingProxyType(
    {
        f"{mode}-{unit}": (rounding, quantum)
        for mode, rounding in _MODES.items()
        for unit, quantum in _QUANTA.items()
    }
)
"""Named roundings: ``half-up-fen``, ``down-yuan``, ``up-hundred`` ...: the
rounding mode of ``decimal`` and the quantum in yuan."""


def round_yuan(amount: Decimal, rounding: str = "half-up-fen") -> Decimal:
    """Round ``amount`` by a named step of :data:`ROUNDINGS`.

    Raises:
        KeyError: a name that is none.
    """
    mode, quantum = ROUNDINGS[rounding]
    steps = _EXACT.divide(amount, quantum)
    whole = steps.to_integral_value(mode, _ROUNDING)
    return multiply(whole, quantum)


def to_wan(amount: Decimal) -> Decimal:
    """Yuan in units of 10,000 (万元), with six decimals: one fen is
    0.000001, so nothing is lost.

    Raises:
        decimal.Inexact: an amount with parts of a fen.
    """
    return _EXACT.quantize(_EXACT.divide(amount, _WAN), Decimal("0.000001"))


def from_wan(amount: str | int | Decimal) -> Decimal:
    """Units of 10,000 (万元) in yuan; the inverse of :func:`to_wan`.

    Raises:
        MoneyError: as :func:`yuan`.
    """
    if isinstance(amount, bool | float):
        return yuan(amount)
    if isinstance(amount, str):
        plain = amount.translate(_FULL_WIDTH).strip().removesuffix("万元")
        if not _PLAIN.fullmatch(plain):
            refuse("money-unread", amount)
        amount = plain
    return yuan(multiply(Decimal(amount), _WAN))


def digits(amount: Decimal) -> str:
    """Plain digits, two decimals where there are any: ``"96.50"``."""
    if amount == amount.to_integral_value():
        return format(_plain(amount), "f")
    text = format(_plain(amount), "f")
    decimals = len(text) - text.index(".") - 1
    return text + "0" * (2 - decimals)


def format_yuan(
    amount: Decimal, lang: str = "zh", *, wan: bool = False
) -> str:
    """Write an amount for people.

    Args:
        amount: in yuan.
        lang: ``"zh"`` gives ``29000元``, ``"en"`` ``29,000 yuan``.
        wan: in Chinese, write thousands from 10,000 up in 万元 (``2.9万元``),
            as laws and tables do.
    """
    if lang == "en":
        text = digits(amount)
        whole, _, decimals = text.partition(".")
        grouped = f"{int(whole):,}"
        return f"{grouped}{'.' + decimals if decimals else ''} yuan"
    if wan and amount >= _WAN and amount % 1000 == 0:
        in_wan = _EXACT.divide(amount, _WAN)
        return f"{format(_plain(in_wan), 'f')}万元"
    return f"{digits(amount)}元"
