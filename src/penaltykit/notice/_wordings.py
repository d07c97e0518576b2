"""Small wordings: dates, terms, numbers, amounts and lists in zh and en."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from penaltykit import money
from penaltykit.citation import to_chinese

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNITS: Final = {
    "days": ("日", "day"),
    "working-days": ("个工作日", "working day"),
    "months": ("个月", "month"),
    "years": ("年", "year"),
}
_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def date(day: dt.date, lang: str) -> str:
    """``2026年11月2日`` or ``2 November 2026``: no leading zeros."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock(time: dt.time, lang: str) -> str:
    """``9时05分`` or ``09:05``."""
    if lang == "zh":
        return f"{time.hour}时{time.minute:02d}分"
    return f"{time.hour:02d}:{time.minute:02d}"


def term(count: int, unit: str, lang: str) -> str:
    """A length of time in words: ``六十日``, ``five working days``."""
    zh, en = _UNITS.get(unit, (unit, unit))
    if lang == "zh":
        # 两 stands before a measure word, 二 elsewhere.
        two = count == 2 and zh.startswith("个")  # noqa: PLR2004 (the two)
        return ("两" if two else to_chinese(count)) + zh
    number = _SMALL[count] if 0 <= count < len(_SMALL) else str(count)
    return f"{number} {en}{'' if count == 1 else 's'}"


def ordinal(number: int, level: int, lang: str) -> str:
    """The mark of a heading: 一、 then （一）; ``1. `` then ``(1) ``."""
    if lang == "zh":
        mark = to_chinese(number)
        return f"{mark}、" if level == 1 else f"（{mark}）"
    return f"{number}. " if level == 1 else f"({number}) "


def figures(amount: Decimal) -> str:
    """Figures in groups of three: ``35,000``, ``96.50``."""
    text = money.format_yuan(amount, "en")
    return text.removesuffix(" yuan")


def amount(value: Decimal, lang: str) -> str:
    """An amount in figures and, in Chinese, in capital numerals too."""
    if lang == "zh":
        return f"人民币{figures(value)}元（大写：{money.words(value)}）"
    return f"RMB {figures(value)} yuan (in Chinese numerals {capitals(value)})"


def capitals(value: Decimal) -> str:
    """Capital numerals, as the Chinese paper prints them."""
    return money.words(value)


def join(parts: Sequence[str], lang: str, *, last: str | None = None) -> str:
    """Join names: 甲、乙和丙 or ``A, B and C``."""
    if lang == "zh":
        word, comma = last or "和", "、"
    else:
        word, comma = f" {last or 'and'} ", ", "
    if len(parts) < 2:  # noqa: PLR2004 (nothing to join)
        return "".join(parts)
    return comma.join(parts[:-1]) + word + parts[-1]


def sentence(text: str, lang: str) -> str:
    """``text`` with a full stop, if it has no closing mark of its own."""
    text = text.strip()
    if not text or text[-1] in "。！？；：.!?;:":
        return text
    return text + ("。" if lang == "zh" else ".")


def bare(text: str) -> str:
    """``text`` without its closing full stop, to be built into a sentence."""
    return text.strip().rstrip("。.；;")
