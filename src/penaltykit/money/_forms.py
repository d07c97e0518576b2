"""Amounts in words as printed forms have them, with a digit at each place:
``零万壹仟零佰零拾零元整``, ``伍仟元零角零分``."""

from decimal import Decimal
from typing import Final

from penaltykit._pattern import Pattern

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_D: Final = rf"[〇{_DIGITS}]"
_LOW: Final = rf"{_D}仟{_D}佰{_D}拾{_D}"
_FORM: Final = Pattern(
    rf"(?:(?:(?:(?:{_D}仟)?{_D}佰)?{_D}拾)?{_D}万{_LOW}|"
    rf"(?:(?:{_D}仟)?{_D}佰)?{_D}拾{_D})[元圆](?:{_D}角{_D}分|[整正])?"
)
_PLACE: Final = Pattern(rf"(?P<digit>{_D})(?P<place>[仟佰拾万元圆角分])")
_NO_CENTS: Final = Pattern(r"(?<=[元圆])[零〇]角(?:[零〇]分)?[整正]?$")
_VALUES: Final = {
    "仟": Decimal(1000),
    "佰": Decimal(100),
    "拾": Decimal(10),
    "元": Decimal(1),
    "圆": Decimal(1),
    "角": Decimal("0.1"),
    "分": Decimal("0.01"),
}


def form_value(text: str) -> Decimal | None:
    """Yuan of words that give a digit for every place from the first to 元;
    ``None`` where they are not written so.

    Args:
        text: without 人民币.
    """
    if _FORM.fullmatch(text) is None:
        return None
    total = Decimal(0)
    for match in _PLACE.finditer(text):
        digit = max(_DIGITS.find(match["digit"]), 0)
        if match["place"] == "万":
            total = (total + digit) * 10_000
        else:
            total += digit * _VALUES[match["place"]]
    return total


def without_no_cents(text: str) -> str:
    """Words without a closing 零角零分, which adds nothing."""
    return _NO_CENTS.sub("", text)
