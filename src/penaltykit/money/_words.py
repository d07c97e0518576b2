"""Capital numerals (大写): 贰万玖仟元整, written and read.

The forms are those of the rules for filling in bills (正确填写票据和结算凭证
的基本规定): where they leave a 零 or a 整 open, reading accepts both and
writing leaves it out.
"""

from decimal import Decimal
from itertools import product
from typing import Final

from attrs import frozen

from penaltykit._numerals import by_places
from penaltykit.money._yuan import refuse, yuan

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_LIMIT: Final = 10**16
_YI_WIDTH: Final = 8
_QIAN: Final = 1000

# Other shapes of the same capital numerals, and the everyday numerals, which
# can be read but are not in words as a paper needs them.
_SAME: Final = str.maketrans(
    "萬億圆圓正貳參叁叄陸两", "万亿元元整贰叁叁叁陆两"
)
_EVERYDAY: Final = str.maketrans(
    "〇○一二两三四五六七八九十百千", "零零壹贰贰叁肆伍陆柒捌玖拾佰仟"
)


@frozen(kw_only=True)
class WordsReading:
    """What :func:`read_words` makes of an amount in words.

    Args:
        text: as given.
        amount: in yuan; ``None`` where it cannot be read at all.
        problem: ``None`` when well-formed; else ``unread``,
            ``not-capitals`` (everyday numerals), ``not-closed`` (only the
            整 after 元 is missing) or ``ill-formed`` (a figure can be
            guessed, the writing is wrong).
        expected: the amount as it is properly written, where known.
    """

    text: str
    amount: Decimal | None
    problem: str | None
    expected: str | None

    @property
    def well_formed(self) -> bool:
        """Whether the words may stand in a paper."""
        return self.problem is None


@frozen
class _Style:
    """How the zeros that the rules leave open are written.

    Args:
        inner: 零 after a part that ends in zero (壹佰万零伍仟).
        bare: no 零 over an empty 万 part (壹亿伍仟).
        outer: 零 before 角 after a figure that ends in zero.
        close: 整 after 角.
    """

    inner: bool = False
    bare: bool = False
    outer: bool = False
    close: bool = False


_PLAIN: Final = _Style()
_STYLES: Final = tuple(
    _Style(*flags) for flags in product((False, True), repeat=4)
)


def _joined(high: int, unit: str, low: int, width: int, style: _Style) -> str:
    """``high`` units and ``low``, with 零 between where it belongs.

    ``width`` is the number of digits that ``low`` may have.
    """
    text = _whole(high, style) + unit
    if not low:
        return text
    zero = low < 10 ** (width - 1) or (style.inner and high % 10 == 0)
    if style.bare and width == _YI_WIDTH and _QIAN <= low < 10 * _QIAN:
        zero = False
    return text + ("零" if zero else "") + _whole(low, style)


def _whole(number: int, style: _Style) -> str:
    if number >= 10**_YI_WIDTH:
        high, low = divmod(number, 10**_YI_WIDTH)
        return _joined(high, "亿", low, _YI_WIDTH, style)
    if number >= 10 * _QIAN:
        high, low = divmod(number, 10 * _QIAN)
        return _joined(high, "万", low, 4, style)
    return by_places(number, _DIGITS, _PLACES)


def _form(amount: Decimal, style: _Style) -> str:
    fen = int(amount * 100)
    whole, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = _whole(whole, style) + "元" if whole else ""
    if not fen % 100:
        return (text or "零元") + "整"
    if whole and (not jiao or (style.outer and whole % 10 == 0)):
        text += "零"
    if jiao:
        text += _DIGITS[jiao] + "角"
    if cent:
        return text + _DIGITS[cent] + "分"
    return text + ("整" if style.close else "")


def words(amount: Decimal | int | str) -> str:
    """An amount in capital numerals: ``29000`` is ``贰万玖仟元整``.

    Raises:
        MoneyError: what :func:`penaltykit.money.yuan` refuses, and amounts
            from 10**16 yuan.
    """
    value = yuan(amount)
    if value >= _LIMIT:
        refuse("money-beyond-numerals", amount)
    return _form(value, _PLAIN)


def _forms(amount: Decimal) -> frozenset[str]:
    """Every accepted writing of one amount."""
    return frozenset(_form(amount, style) for style in _STYLES)


def read_words(text: str) -> WordsReading:
    """Read an amount in capital numerals, and say whether it is well-formed.

    Ill-formed words are still read where a figure can be made out, so that a
    finding can name both: ``壹拾万零仟元整`` is read as 100,000.
    """
    plain = "".join(text.split()).removeprefix("人民币")
    plain = plain.translate(_SAME)
    capital = plain.translate(_EVERYDAY)
    amount = _value(capital)
    if amount is None:
        return WordsReading(
            text=text, amount=None, problem="unread", expected=None
        )
    problem = None
    if capital != plain:
        problem = "not-capitals"
    elif plain not in _forms(amount):
        closed = f"{plain}整" in _forms(amount)
        problem = "not-closed" if closed else "ill-formed"
    return WordsReading(
        text=text, amount=amount, problem=problem, expected=words(amount)
    )


def _value(text: str) -> Decimal | None:
    """The figure that the words most likely mean, or ``None``."""
    body = text.removesuffix("整")
    whole, mark, rest = body.rpartition("元")
    if not mark:
        if not rest.endswith(("角", "分")):
            whole, rest = rest, ""
    elif "元" in whole:
        return None
    jiao = cent = 0
    rest = rest.removeprefix("零")
    for unit in ("角", "分"):
        digit, found, after = rest.partition(unit)
        if not found:
            continue
        if len(digit) != 1 or digit not in _DIGITS:
            return None
        if unit == "角":
            jiao = _DIGITS.index(digit)
        else:
            cent = _DIGITS.index(digit)
        rest = after.removeprefix("零") if unit == "角" else after
    units = _number(whole) if whole else 0
    if rest or units is None or (not whole and not jiao + cent):
        return None
    if units >= _LIMIT:
        return None
    return yuan(Decimal(units * 100 + jiao * 10 + cent).scaleb(-2))


def _number(text: str) -> int | None:
    """Whole numerals up to 亿, read by their units from the left."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, mark, low = text.rpartition(unit)
        if mark:
            above = _number(high) if high else None
            below = _number(low) if low else 0
            if above is None or below is None:
                return None
            return above * size + below
    total = 0
    digit: int | None = None
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS.index(sign)
        elif sign in _PLACES:
            # 拾 alone and 零仟 are wrong, and still clear enough to be read.
            value = 1 if digit is None and not total else digit or 0
            total += value * 10 ** _PLACES.index(sign)
            digit = None
        else:
            return None
    return total + (digit or 0)
