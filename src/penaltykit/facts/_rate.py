"""The rate of a late charge as a wording tells it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from penaltykit.facts._flat import FlatText
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import small_number

_CN: Final = "零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
_RATE: Final = (
    rf"(?:(?P<of>[百千万])分之(?P<parts>[0-9.]{{1,6}}|[{_CN}]{{1,4}})|"
    r"(?<![0-9.])(?P<figure>[0-9]{1,3}(?:\.[0-9]{1,3})?)(?P<sign>[%‰]))"
)
# 每日按罚款数额的百分之三加处罚款; 每日加处罚款额3%的罚款. What a late charge
# may come to at most stands behind, and is no rate.
_DAILY: Final = Pattern(
    r"(?:每逾期一?[日天]|每[一1]?[日天]|按[日天])[^。；;，,]{0,24}?" + _RATE
)
_CHARGE: Final = Pattern(r"加处|加罚")
_LATE_FEE: Final = Pattern(r"滞纳金")
_NEAR: Final = 14
_OF: Final = {"百": Decimal(1), "千": Decimal(10), "万": Decimal(100)}
_CAPITALS: Final = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十"
)


def daily_rates(flat: FlatText) -> Iterator[Decimal]:
    """The rates a day, in per cent, at which a wording lets a late charge
    run. A rate of something else (late fees of a tax) is passed over: its
    sentence speaks of no 加处罚款.

    Args:
        flat: the wording.
    """
    for piece in flat.inline:
        if _CHARGE.search(piece) is None:
            continue
        for match in _DAILY.finditer(piece):
            near = piece[match.start() : match.end() + _NEAR]
            if _LATE_FEE.search(near) is not None:
                continue
            if match["figure"] is not None:
                rate = Decimal(match["figure"])
                yield rate if match["sign"] == "%" else rate / 10
                continue
            parts = match["parts"].translate(_CAPITALS)
            if parts.replace(".", "", 1).isdecimal() and parts.isascii():
                yield Decimal(parts) / _OF[match["of"]]
            elif (count := small_number(parts)) is not None:
                yield Decimal(count) / _OF[match["of"]]
