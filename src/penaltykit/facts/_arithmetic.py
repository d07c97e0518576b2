"""Arithmetic that a text tells: does it come out?

Two shapes are read, and nothing else is guessed at. One is written out
(``425套×1.25元＝531.25元``). The other is told in a sentence: quantities of
one unit, one price for each of them, and a total (``售出19个、另售3个，每个
1元，违法所得22元``). Such a total is doubted only if neither a quantity nor
any sum or difference of the quantities leads to it.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Final

from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import FIGURE, PlainText

_MOST_QUANTITIES: Final = 5
_LONGEST: Final = 40_000

_SIGNS: Final = str.maketrans(
    {
        "×": "*",
        "✕": "*",
        "＊": "*",
        "÷": "/",
        "／": "/",
        "＋": "+",
        "－": "-",
        "–": "-",
        "−": "-",
        "＝": "=",
        "（": "(",
        "）": ")",
        "％": "%",
    }
)
# What may stand behind a figure and does not count: 425套, 1.25元/套.
_UNIT: Final = r"(?:\s*[\u4e00-\u9fff]{1,4}(?:\s*/\s*[\u4e00-\u9fff]{1,3})?)?"
_NUMBER: Final = rf"{FIGURE}\s*%?\s*万?{_UNIT}"
_SIDE: Final = Pattern(
    rf"(?:\(\s*)*{_NUMBER}(?:\s*\){_UNIT})*"
    rf"(?:\s*[+\-*/]\s*(?:\(\s*)*{_NUMBER}(?:\s*\){_UNIT})*)+\s*"
)
_EQUALS: Final = Pattern("[=＝]")
_NEAR: Final = 200  # no sum or result that is read is longer
_BEGIN: Final = Pattern(r"(?<![0-9.,])[0-9(]")
_RESULT: Final = Pattern(rf"\s*({FIGURE})\s*(%|万)?")
_TOKEN: Final = Pattern(rf"({FIGURE})\s*(%)?\s*(万)?|([+\-*/()])")
_GOES_ON: Final = Pattern(r"\s*[\u4e00-\u9fff]{0,2}\s*[+\-*/]")
_PRICE_PER: Final = Pattern(r"元\s*/\s*[\u4e00-\u9fff]{1,3}")


def _figure(text: str) -> Fraction:
    """The figure as printed; a fraction reads text by a slow pattern."""
    plain = text.replace(",", "")
    return Fraction(Decimal(plain) if "." in plain else int(plain))


def _value(text: str) -> Fraction | None:
    """The value of a written sum; ``None`` where it cannot be read."""
    signs: list[Fraction | str] = []
    for match in _TOKEN.finditer(_PRICE_PER.sub("元", text)):
        if match[4]:
            signs.append(match[4])
            continue
        number = _figure(match[1])
        if match[2]:
            number /= 100
        if match[3]:
            number *= 10_000
        signs.append(number)
    try:
        value, at = _sum(signs, 0)
    except (IndexError, TypeError, ZeroDivisionError):
        return None
    return value if at == len(signs) else None


def _sum(signs: list[Fraction | str], at: int) -> tuple[Fraction, int]:
    value, at = _term(signs, at)
    while at < len(signs) and signs[at] in ("+", "-"):
        other, end = _term(signs, at + 1)
        value = value + other if signs[at] == "+" else value - other
        at = end
    return value, at


def _term(signs: list[Fraction | str], at: int) -> tuple[Fraction, int]:
    value, at = _atom(signs, at)
    while at < len(signs) and signs[at] in ("*", "/"):
        other, end = _atom(signs, at + 1)
        value = value * other if signs[at] == "*" else value / other
        at = end
    return value, at


def _atom(signs: list[Fraction | str], at: int) -> tuple[Fraction, int]:
    sign = signs[at]
    if sign == "(":
        value, at = _sum(signs, at + 1)
        if signs[at] != ")":
            raise IndexError
        return value, at + 1
    if isinstance(sign, str):
        raise TypeError
    return sign, at + 1


def rounds_to(exact: Fraction, stated: Decimal) -> bool:
    """Whether a stated figure is the exact one, half up at the places it
    shows. Fractions of a yuan may be dropped: that favours the party."""
    places = max(-int(stated.as_tuple().exponent), 0)
    shown = Fraction(stated) * 10**places
    above, below = exact.numerator * 10**places, exact.denominator
    if (2 * above + below) // (2 * below) == shown:
        return True
    return places == 0 and above // below == shown


def _written(plain: str) -> Iterator[bool]:
    """For each sum written out with = whether it comes out."""
    for before, after in pairwise(_EQUALS.split(plain)):
        # What stands before the sum is words; a chain a*b=c=d has at c no
        # sum, and is passed over.
        right = after[:_NEAR].translate(_SIGNS)
        result = _RESULT.match(right)
        if result is None:
            continue
        left = before[-_NEAR:].translate(_SIGNS)
        side = _longest_side(left)
        if side is None:
            continue
        rest = right[result.end() :]
        if _GOES_ON.match(rest):
            continue  # the right side is a sum itself
        if "约" in left[-3:] or rest.startswith("余"):
            continue
        exact = _value(side)
        if exact is None:
            continue
        stated = Decimal(result[1].replace(",", ""))
        if result[2] == "万":
            exact /= 10_000
        elif result[2] == "%":
            exact *= 100
        yield rounds_to(exact, stated)


def _longest_side(text: str) -> str | None:
    """The written sum at the end of a text: of the readings that have as
    many closing as opening brackets the longest."""
    for begin in _BEGIN.finditer(text):
        piece = text[begin.start() :]
        if piece.count("(") == piece.count(")") and _SIDE.fullmatch(piece):
            return piece
    return None


_COUNT_UNITS: Final = (
    "个|趟|件|套|台|袋|瓶|包|箱|盒|份|条|只|支|把|块|张|本|双|桶|罐|辆|"
    "公斤|千克|斤|吨|升"
)
_QUANTITY: Final = Pattern(
    rf"(?<![0-9.])({FIGURE})\s*(?P<unit>{_COUNT_UNITS})"
)
_PRICE: Final = Pattern(
    rf"(?:单价|售价|销售价|进价|价格)(?:为|是|均为|每(?:{_COUNT_UNITS}))?\s*"
    rf"({FIGURE})\s*元|"
    rf"每(?:{_COUNT_UNITS})\s*(?:售价|单价|收取|收费|卖)?\s*({FIGURE})\s*元|"
    rf"({FIGURE})\s*元\s*(?:/|每|一)\s*(?:{_COUNT_UNITS})"
)
_TOTAL: Final = Pattern(
    r"(?:共计|合计|总计|共|货值(?:金额)?|违法所得|销售额|销售金额|得款|收入)"
    r"(?:为|是|共|人民币|金额|共计|合计|均为)*\s*"
    rf"({FIGURE})\s*元"
)
_OTHER_COSTS: Final = Pattern(
    # of which so many were sold: the price and the gains are theirs
    r"成本|扣除|利润|优惠|折扣|打折|退款|退还|退赔|税|运费|另收|分别|"
    r"其中(?!已?(?:售出|卖出|销售)了?\s*[0-9])"
)


# What goods cost the party says nothing of a value that goes by the price at
# which they were sold.
_BOUGHT: Final = Pattern(r"购进|购入|进价|进货|采购")
_BY_SALE: Final = Pattern(r"货值|违法所得|销售额|销售金额")
_LEAD: Final = 6


def _weighed(counts: set[Fraction]) -> set[Fraction]:
    """What the counts come to, each as it is, left out, or taken off."""
    below = lcm(*(count.denominator for count in counts))
    totals = {0}
    for count in counts:
        whole = count.numerator * (below // count.denominator)
        totals |= {total + whole for total in totals} | {
            total - whole for total in totals
        }
    return {Fraction(total, below) for total in totals if total >= 0}


def _told(sentences: Iterable[str]) -> Iterator[bool]:
    """For each total of a sentence with one price whether some of the
    quantities lead to it."""
    for sentence in sentences:
        if "元" not in sentence or _OTHER_COSTS.search(sentence):
            continue
        told = list(_PRICE.finditer(sentence))
        if _BY_SALE.search(sentence) and any(
            _BOUGHT.search(
                sentence[max(match.start() - _LEAD, 0) : match.end() + _LEAD]
            )
            for match in told
        ):
            continue
        prices = {
            _figure(next(filter(None, match.groups()))) for match in told
        }
        if len(prices) != 1:
            continue
        found = list(_QUANTITY.finditer(sentence))
        if not found or len({match["unit"] for match in found}) != 1:
            continue
        counts = {_figure(match[1]) for match in found}
        totals = [match[1] for match in _TOTAL.finditer(sentence)]
        if len(counts) > _MOST_QUANTITIES or not totals:
            continue
        (price,) = prices
        possible = {count * price for count in _weighed(counts)}
        for total in totals:
            stated = Decimal(total.replace(",", ""))
            yield any(rounds_to(value, stated) for value in possible)


def arithmetic_right(text: str, plain: PlainText | None = None) -> bool | None:
    """Whether all the arithmetic that a text tells comes out; ``None``
    where it tells none.

    Args:
        text: as written.
        plain: the same made ready to be searched, where that was done.
    """
    seen = None
    if plain is None or len(text) > _LONGEST:
        text = text[:_LONGEST]
        plain = PlainText(text)
    ways: list[Iterator[bool]] = []
    if "=" in text or "＝" in text:
        ways.append(_written(plain.whole))
    if "价" in text or "每" in text or "元/" in text:
        ways.append(_told(plain.sentences))
    for way in ways:
        for right in way:
            if not right:
                return False
            seen = True
    return seen
