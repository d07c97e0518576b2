"""Check characters of identity codes.

Sources: GB 32100-2015 (unified social credit code, 统一社会信用代码) and
GB 11643-1999 (identity number of citizens, 公民身份号码). A code that passes
is well formed; whether it was ever issued cannot be known from it.
"""

import datetime as dt
import re

# GB 32100-2015, 4.2: digits and capital letters without I, O, S, V, Z.
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(
    rf"[{_USCC_ALPHABET}]{{2}}[0-9]{{6}}[{_USCC_ALPHABET}]{{10}}"
)
_USCC_MODULUS = 31
# Weights 3**0, 3**1, ... modulo 31.
_USCC_WEIGHTS = tuple(pow(3, power, _USCC_MODULUS) for power in range(17))

_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
# GB 11643-1999, 3: weights 2**17 ... 2**1 modulo 11 (ISO 7064, MOD 11-2).
_ID_WEIGHTS = tuple(pow(2, power, 11) for power in range(17, 0, -1))
_ID_CHECKS = "10X98765432"
_BIRTH = slice(6, 14)


def uscc_check_character(first: str) -> str:
    """The 18th character of a unified social credit code.

    Args:
        first: the 17 characters before it.

    Raises:
        ValueError: not 17 characters, or one that the code does not use.
    """
    if len(first) != len(_USCC_WEIGHTS):
        message = f"17 characters are wanted, not {len(first)}"
        raise ValueError(message)
    total = sum(
        _USCC_ALPHABET.index(char) * weight
        for char, weight in zip(first, _USCC_WEIGHTS, strict=True)
    )
    return _USCC_ALPHABET[-total % _USCC_MODULUS]


def uscc_valid(code: str) -> bool:
    """Whether a unified social credit code is well formed (GB 32100-2015).

    Args:
        code: as written; lower case and spaces are not accepted.
    """
    if _USCC.fullmatch(code) is None:
        return False
    return uscc_check_character(code[:-1]) == code[-1]


def id_number_check_character(first: str) -> str:
    """The 18th character of a citizen's identity number.

    Args:
        first: the 17 digits before it.

    Raises:
        ValueError: not 17 digits.
    """
    if len(first) != len(_ID_WEIGHTS) or not first.isascii():
        message = f"17 digits are wanted, not {len(first)} characters"
        raise ValueError(message)
    total = sum(
        int(digit) * weight
        for digit, weight in zip(first, _ID_WEIGHTS, strict=True)
    )
    return _ID_CHECKS[total % len(_ID_CHECKS)]


def id_number_valid(number: str) -> bool:
    """Whether a citizen's identity number is well formed (GB 11643-1999).

    It has 18 characters, a date of birth that exists and the right check
    character. Numbers of 15 digits, void since 2013, are not.

    Args:
        number: as written; a small ``x`` is not accepted.
    """
    if _ID_NUMBER.fullmatch(number) is None:
        return False
    try:
        dt.datetime.strptime(number[_BIRTH], "%Y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return id_number_check_character(number[:-1]) == number[-1]
