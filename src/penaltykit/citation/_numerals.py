"""Chinese numerals from 1 to 9999, as articles are numbered."""

from typing import Final

from penaltykit._numerals import by_places

_DIGITS: Final = "零一二三四五六七八九"
_PLACES: Final = ("", "十", "百", "千")
_READ: Final = {
    **{sign: value for value, sign in enumerate(_DIGITS)},
    "〇": 0,
    "○": 0,
    "两": 2,
}
_SAME_SIGNS: Final = str.maketrans("〇○两", "零零二")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")

MAXIMUM: Final = 9999


def to_chinese(number: int) -> str:
    """``124`` as ``一百二十四``, ``15`` as ``十五``.

    Raises:
        ValueError: outside 1 to 9999.
    """
    if not 1 <= number <= MAXIMUM:
        raise ValueError(number)
    text = by_places(number, _DIGITS, _PLACES)
    return text.removeprefix("一") if text.startswith("一十") else text


def from_chinese(text: str) -> int | None:
    """The number that Chinese or Arabic numerals stand for.

    Reads ``一百二十四``, ``一百十四``, ``一〇五`` and ``124``.

    Returns:
        1 to 9999, or ``None`` where the text is no such number.
    """
    plain = text.translate(_FULL_WIDTH)
    if plain.isascii():
        if not plain.isdigit() or plain.startswith("0"):
            return None
        value = int(plain)
        return value if value <= MAXIMUM else None
    if all(sign in _READ for sign in plain):
        if not _READ[plain[0]]:
            return None
        return _checked(int("".join(str(_READ[sign]) for sign in plain)))
    return _by_places(plain)


def _checked(value: int) -> int | None:
    return value if 1 <= value <= MAXIMUM else None


def _by_places(text: str) -> int | None:
    """Numerals with 十 百 千, as :func:`to_chinese` writes them.

    Read by their places and then compared with how the number is written:
    一百二 is 120 in speech and 102 to a hasty reader, so it is refused.
    """
    total = 0
    digit: int | None = None
    for sign in text:
        if sign in _READ:
            digit = _READ[sign]
        elif sign in _PLACES:
            total += (1 if digit is None else digit) * 10 ** _PLACES.index(
                sign
            )
            digit = None
        else:
            return None
    value = _checked(total + (digit or 0))
    plain = text.translate(_SAME_SIGNS)
    return value if value and plain in _forms(value) else None


def _forms(number: int) -> frozenset[str]:
    """How a number may be written: 一百一十四 also as 一百十四, 十五 also as
    一十五.
    """
    written = to_chinese(number)
    long = f"一{written}" if written.startswith("十") else written
    return frozenset({written, long, long.replace("一十", "十")})
