"""Amounts and bounds as values, and what words can be a base."""

import re
from decimal import Decimal
from typing import Final

from attrs import frozen

_MONTHS: Final = 12


@frozen(kw_only=True)
class Defect:
    """A problem at a place of the normal text."""

    code: str
    start: int
    end: int


@frozen(kw_only=True)
class Amount:
    """One reading of an amount; see ``PhrasePenalty`` for the names."""

    from_: Decimal | None = None
    from_inclusive: bool = True
    to: Decimal | None = None
    to_inclusive: bool = True
    unit: str | None = None
    base: str | None = None
    cap: Decimal | None = None
    floor: Decimal | None = None


@frozen(kw_only=True)
class Amounts:
    """The readings of an amount, and where it ends.

    Attributes:
        readings: at least one.
        end: the place after it.
        defects: what is defective as printed.
        bound_words: whether 以上, 不足 and the like stand in it.
    """

    readings: tuple[Amount, ...]
    end: int
    defects: tuple[Defect, ...] = ()
    bound_words: bool = False


@frozen(kw_only=True)
class Bound:
    """A figure of a band.

    Attributes:
        value: as printed, before the unit is known.
        side: ``low``, ``high`` or ``exact``.
        inclusive: whether the figure itself belongs.
        unit: ``None`` where no unit stands by it.
        scale: the largest of ``scales``.
        scales: what the number may lend to another (万: 10000).
        arabic: whether its digits are Arabic.
        words: whether a word says its side.
        range_before: whether a dash or 至 stands before it.
        start: place of the figure.
        end: place after it.
    """

    value: Decimal
    side: str
    inclusive: bool
    unit: str | None
    scale: int = 1
    scales: tuple[int, ...] = ()
    arabic: bool = False
    words: bool = False
    range_before: bool = False
    linked: bool = False
    start: int = 0
    end: int = 0


def in_months(bound: Bound) -> Decimal:
    return bound.value * (_MONTHS if bound.unit == "years" else 1)


def lent(low: Bound | None, high: Bound | None) -> list[Decimal]:
    """What a lower figure without a unit may be, sharing 万 or 千."""
    if low is None or high is None or low.unit is not None:
        return []
    return [
        low.value * scale
        for scale in high.scales
        if low.scale < scale and low.value * scale < high.value
    ]


_NO_BASE_START: Final = (
    "按",
    "依法",
    "依据",
    "以",
    "由",
    "对",
    "并",
    "可",
    "每",
    "处",
    "但",
    "且",
    "款",
    "金额",
    "为",
    "还",
    "应当",
    "应予",
    "另",
    "给予",
    "予以",
    "单处",
    "或",
    "、",
    "的",
    "最",
    "科",
)
_NO_BASE: Final = re.compile(
    "以[上下内]的?$|(?<![事好到用住])处(?![置理于分方长])|[且并、和及或者时至可]罚|可以|并处|处以|责令|没收|吊销|给予"
    "|罚款(?!数额|金额|总额|额|幅度|限额|标准|上限|下限)|警告|拘留"
    "|(?:部门|机关|机构|单位|人员|个人|者|局|人|情节|情形)处|超标|[=<>≤≥+%]"
    "|[0-9.点]的?$|百分|千分|万分|[0-9一二两三四五六七八九十百千万]倍"
)


# 每株评估价格: the price of one, and nothing that is counted.
_EACH: Final = re.compile(
    "每[株棵头只匹件吨辆台艘张份套][^每0-9]{2,16}(?:价格|价值|金额|价|造价|成本)的?"
)


def is_base(name: str) -> bool:
    """Whether words can be what a share is taken of, and no verb is in
    them.
    """
    if name.startswith(_NO_BASE_START) and not (
        name.startswith(("处置", "应当缴纳")) or _EACH.fullmatch(name)
    ):
        return False
    return _NO_BASE.search(name) is None
