"""Numbers that prove themselves: identity cards, bank cards, USCC."""

import datetime as dt
from typing import Final

# GB 11643: the first two digits of an identity number are those of a
# province (GB/T 2260).
_PROVINCES: Final = frozenset(
    str(code)
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
    )
    for code in range(first, last + 1)
)
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10x98765432"
_USCC_SIGNS: Final = "0123456789abcdefghjklmnpqrtuwxy"
_USCC_WEIGHTS: Final = (
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
)  # fmt: skip
_LONG: Final = 18
_SHORT: Final = 15
_FIRST_YEAR: Final = 1880
_LAST_YEAR: Final = 2099


def is_id_number(text: str) -> bool:
    """Whether ``text`` is an 18-digit identity number with a right check
    digit (GB 11643-1999, ISO 7064 MOD 11-2).
    """
    number = text.lower()
    return (
        len(number) == _LONG
        and _ascii_digits(number[:-1])
        and number[-1] in _ID_CHECKS
        and birth_date_of(number) is not None
        and number[-1] == id_check_digit(number[:-1])
    )


def id_check_digit(first: str) -> str:
    """The check digit (``0`` to ``9`` or ``x``) for 17 digits."""
    total = sum(
        int(digit) * weight
        for digit, weight in zip(first, _ID_WEIGHTS, strict=True)
    )
    return _ID_CHECKS[total % 11]


def birth_date_of(text: str) -> dt.date | None:
    """The date of birth inside an identity number of 18 or 15 digits.

    ``None`` where the province or the date is none: the check digit is not
    looked at, so a slip in it does not hide a person.
    """
    number = text.lower()
    if number[:2] not in _PROVINCES:
        return None
    if len(number) == _LONG and _ascii_digits(number[:-1]):
        year, rest = number[6:10], number[10:14]
    elif len(number) == _SHORT and _ascii_digits(number):
        year, rest = f"19{number[6:8]}", number[8:12]
    else:
        return None
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return dt.date(int(year), int(rest[:2]), int(rest[2:]))
    except ValueError:
        return None


def passes_luhn(digits: str) -> bool:
    """Whether the digits end in a right Luhn digit (bank cards)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2  # noqa: PLR2004
        total += value
    return total % 10 == 0


def is_uscc(text: str) -> bool:
    """Whether ``text`` is a unified social credit code with a right check
    sign (GB 32100-2015); letters in either case.
    """
    code = text.lower()
    if len(code) != _LONG or any(sign not in _USCC_SIGNS for sign in code):
        return False
    total = sum(
        _USCC_SIGNS.index(sign) * weight
        for sign, weight in zip(code[:-1], _USCC_WEIGHTS, strict=True)
    )
    return _USCC_SIGNS[(31 - total % 31) % 31] == code[-1]


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
