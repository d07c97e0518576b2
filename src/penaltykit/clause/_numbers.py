"""Figures as penalties print them: 5,000, 一万五千, 1.5万, 壹万, 百分之一点三.

Every function reads a normal text (:mod:`._source`) from one place and looks
at each character once. What a reader would have to guess (几万, 十余, 一百二,
三五) is no number.
"""

from decimal import Decimal
from typing import Final

from attrs import frozen

_DIGITS: Final = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "弌": 1,
    "弍": 2,
    "弎": 3,
    "叄": 3,
    "幺": 1,
}
_PLACES: Final = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "拾": 10,
    "佰": 100,
    "仟": 1000,
}
_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_ARABIC: Final = frozenset("0123456789")
_CHINESE: Final = (
    frozenset(_DIGITS)
    | frozenset(_PLACES)
    | frozenset(_TENS)
    | frozenset(_MYRIADS)
    | {"点"}
)
_VAGUE: Final = frozenset("几余多来数许")
_LONGEST: Final = 24
_GROUP: Final = 3
_QIAN: Final = 1000
_TEN: Final = 10
_BAI: Final = 100


@frozen
class Number:
    """A number and where it ends.

    Attributes:
        value: exact.
        end: the place after it.
        scales: what the last words of the number may lend to a figure that
            shares them: 五万 its 万, 五百 its 百, 五百万 its 万 or its 百万.
        arabic: whether its digits are Arabic.
    """

    value: Decimal
    end: int
    scales: tuple[int, ...] = ()
    arabic: bool = False


def read_number(text: str, at: int = 0) -> Number | None:
    """The number that starts at ``at``.

    Returns:
        ``None`` where none starts there, or where what starts there is not
        certain: 一百二, 三五, 十几, 1,0000, 5.5.5.
    """
    if at >= len(text):
        return None
    sign = text[at]
    if sign in _ARABIC:
        number = _arabic(text, at)
    elif sign in _CHINESE and sign not in _MYRIADS and sign != "点":
        number = _chinese(text, at)
    else:
        return None
    if number is None or _vague(text, number.end):
        return None
    return number


def _vague(text: str, end: int) -> bool:
    """Whether the number is left open by the word after it (十余, 一万多)."""
    return end < len(text) and (
        text[end] in _VAGUE and text[end : end + 2] not in _NOT_VAGUE
    )


_NOT_VAGUE: Final = frozenset({"多次", "数额", "多人", "来源"})


def _run(text: str, at: int, signs: frozenset[str]) -> int:
    end = at
    while end < len(text) and text[end] in signs:
        end += 1
    return end


def _arabic(text: str, at: int) -> Number | None:
    """Digits with a decimal point, and 十 百 千 万 亿 after them."""
    end = _run(text, at, _ARABIC)
    whole = text[at:end]
    if len(whole) > 1 and whole.startswith("0"):
        return None
    part = ""
    if text[end : end + 1] == "." and text[end + 1 : end + 2] in _ARABIC:
        stop = _run(text, end + 1, _ARABIC)
        part = text[end + 1 : stop]
        end = stop
        if text[end : end + 1] == "." and text[end + 1 : end + 2] in _ARABIC:
            return None
    if len(whole) + len(part) > _LONGEST:
        return None
    value = Decimal(f"{whole}.{part}" if part else whole)
    return _scaled(text, end, value)


def _scaled(text: str, at: int, value: Decimal) -> Number | None:
    """``1.5万``, ``5千万``, ``1万5千``: Arabic digits with Chinese places."""
    total = Decimal(0)
    scale = 1
    end = at_ = at
    while True:
        unit, stop = _unit(text, end)
        if unit == 1:
            if total:
                # 1万5: five of what?
                return None
            return Number(value, end, arabic=True)
        if total and unit >= scale:
            return None
        total += value * unit
        scale = unit
        end = stop
        after = _run(text, end, _ARABIC)
        if after == end or after - end > _GROUP + 1:
            if after > end:
                return None
            return Number(total, end, _scales(text[at_:end]), arabic=True)
        value = Decimal(text[end:after])
        if text[after : after + 1] == ".":
            return None
        end = after


def _is_measure(text: str, at: int) -> bool:
    """Whether 千 at ``at`` is the beginning of 千克, 千米, 千瓦."""
    return text[at : at + 1] == "千" and (
        text[at + 1 : at + 2] in ("克", "米", "瓦", "卡", "伏", "帕")
    )


def _unit(text: str, at: int) -> tuple[int, int]:
    """The product of the places and myriads that stand at ``at``."""
    unit = 1
    end = at
    if _is_measure(text, end):
        return 1, end
    if text[end : end + 1] in _PLACES:
        unit = _PLACES[text[end]]
        end += 1
    if text[end : end + 1] in _MYRIADS:
        unit *= _MYRIADS[text[end]]
        end += 1
        if text[end : end + 1] == "亿" and unit < _MYRIADS["亿"]:
            unit *= _MYRIADS["亿"]
            end += 1
    return unit, end


def _chinese(text: str, at: int) -> Number | None:
    end = _run(text, at, _CHINESE)
    if end > at + 1 and _is_measure(text, end - 1):
        end -= 1
    # 点 belongs to the number only between digits: 一点五, not 起点.
    words = text[at:end]
    if len(words) > 2 * _LONGEST:
        return None
    head, dot, tail = words.partition("点")
    if dot:
        return _with_point(text, at, head, tail)
    value = _whole(words)
    if value is None:
        return None
    return Number(Decimal(value), end, _scales(words))


def _scales(words: str) -> tuple[int, ...]:
    last = words[-1:]
    if last in _MYRIADS:
        myriad = _MYRIADS[last]
        place = _PLACES.get(words[-2:-1], 1)
        return (myriad, place * myriad) if place > _TEN else (myriad,)
    place = _PLACES.get(last, 1)
    return (place,) if place > _TEN else ()


def _with_point(text: str, at: int, head: str, tail: str) -> Number | None:
    """``一点五``, ``一点五万``."""
    count = 0
    while count < len(tail) and tail[count] in _DIGITS:
        count += 1
    whole = _whole(head)
    rest = tail[count:]
    if whole is None or not count or "点" in rest:
        return None
    scale, stop = _unit(rest, 0)
    if stop != len(rest):
        return None
    digits = "".join(str(_DIGITS[sign]) for sign in tail[:count])
    value = Decimal(f"{whole}.{digits}") * scale
    words = text[at : at + len(head) + 1 + len(tail)]
    return Number(value, at + len(head) + 1 + len(tail), _scales(words))


def _whole(  # noqa: C901, PLR0911 one branch a way to write a number
    words: str,
) -> int | None:
    """Whole Chinese numerals; ``None`` where they are not well-formed."""
    if not words:
        return None
    if all(sign in _DIGITS for sign in words):
        if len(words) == 1:
            return _DIGITS[words]
        # 二〇 and 二〇一五 are written by places; 三五 is "three to five".
        if words[0] in "〇零○" or not set(words) & set("〇零○"):
            return None
        return int("".join(str(_DIGITS[sign]) for sign in words))
    for myriad in ("亿", "万"):
        head, mark, tail = words.rpartition(myriad)
        if not mark:
            continue
        above = _whole(head)
        if above is None:
            return None
        if not tail:
            return above * _MYRIADS[myriad]
        below = _whole(tail)
        if below is None or below >= _MYRIADS[myriad]:
            return None
        # 一万五 is 15,000 in speech and 10,005 to a hasty reader.
        if len(tail) == 1:
            return None
        return above * _MYRIADS[myriad] + below
    return _by_places(words)


def _by_places(  # noqa: C901 one pass over the signs
    words: str,
) -> int | None:
    """Numerals below 10,000: 一千零五, 一百一十四, 十五, 廿五."""
    total = 0
    last = 10 * _QIAN
    digit: int | None = None
    zero = False
    for at, sign in enumerate(words):
        if sign in _DIGITS:
            if digit is not None:
                return None
            if _DIGITS[sign] == 0:
                if zero:
                    return None
                zero = True
                continue
            digit = _DIGITS[sign]
            continue
        place = _PLACES.get(sign)
        if place is None:
            if sign not in _TENS or digit is not None or last <= _TEN:
                return None
            total += _TENS[sign]
            last = 10
            continue
        if place >= last or (
            digit is None
            and (place != _TEN or (at and not zero and last != _BAI))
        ):
            return None
        total += (1 if digit is None else digit) * place
        last = place
        digit = None
        zero = False
    if digit is not None:
        if last > _TEN and total and not zero:
            return None
        total += digit
    elif zero and total:
        # 一百零 ends nowhere.
        return None
    return total


@frozen
class Figure:
    """A number with what it counts, where a sign says so by itself.

    Attributes:
        value: in percent for ``percent``.
        end: the place after it.
        unit: ``percent`` or ``None``.
        scales: see :class:`Number`.
        arabic: see :class:`Number`.
    """

    value: Decimal
    end: int
    unit: str | None = None
    scales: tuple[int, ...] = ()
    arabic: bool = False


_SHARES: Final = (
    ("百分之", Decimal(1)),
    ("千分之", Decimal("0.1")),
    ("万分之", Decimal("0.01")),
)
_SIGNS: Final = {
    "%": Decimal(1),
    "‰": Decimal("0.1"),
    "‱": Decimal("0.01"),
    "成": Decimal(10),
}


def read_figure(text: str, at: int = 0) -> Figure | None:
    """A number, or a share: 百分之一点三, 20%, 2‰, 三成, 半.

    Returns:
        ``None`` where no certain figure starts at ``at``.
    """
    for words, factor in _SHARES:
        if text.startswith(words, at):
            number = read_number(text, at + len(words))
            if number is None:
                return None
            return Figure(
                number.value * factor,
                number.end,
                "percent",
                (),
                number.arabic,
            )
    if text.startswith("半", at):
        return Figure(Decimal("0.5"), at + 1)
    number = read_number(text, at)
    if number is None:
        return None
    sign = text[number.end : number.end + 1]
    if sign in _SIGNS and sign:
        if sign == "成" and text[number.end + 1 : number.end + 2] not in (
            "",
            "以",
            "的",
            "至",
            "到",
            "-",
            "，",
            "；",
            "。",
            "罚",
            "不",
        ):
            return Figure(
                number.value, number.end, None, number.scales, number.arabic
            )
        return Figure(
            number.value * _SIGNS[sign],
            number.end + 1,
            "percent",
            (),
            number.arabic,
        )
    return Figure(number.value, number.end, None, number.scales, number.arabic)


def plain(value: Decimal) -> str:
    """A figure as JSON writes it: ``50000``, ``1.3``; no exponent."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"
