"""Units of measure in words, and how they convert: exactly or not at all.

Calendar units stand apart: a month is no number of days, and three calendar
days are not seventy-two hours.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

MONEY: Final = "yuan"
COUNTED: Final = "count"


@frozen
class Unit:
    """A unit of measure.

    Attributes:
        word: as printed, in the normal spelling.
        basis: the unit that all of its kind are counted in; for things that
            are counted (人, 件), the thing.
        factor: how many of ``basis`` make one.
        counted: whether whole things are counted.
    """

    word: str
    basis: str
    factor: Fraction = Fraction(1)
    counted: bool = False


_MEASURES: Final[Mapping[str, Mapping[str, str]]] = {
    MONEY: {
        "元": "1",
        "块钱": "1",
        "圆": "1",
        "角": "1/10",
        "人民币元": "1",
        "元人民币": "1",
    },
    "times": {"倍": "1"},
    "percent": {"%": "1", "个百分点": "1"},
    "m2": {
        "平方米": "1",
        "平米": "1",
        "平方": "1",
        "m2": "1",
        "亩": "2000/3",
        "公顷": "10000",
        "平方公里": "1000000",
        "平方千米": "1000000",
        "km2": "1000000",
        "平方厘米": "1/10000",
    },
    "m3": {
        "立方米": "1",
        "方": "1",
        "m3": "1",
        "升": "1/1000",
        "毫升": "1/1000000",
        "L": "1/1000",
        "mL": "1/1000000",
        "ml": "1/1000000",
    },
    "m": {
        "米": "1",
        "m": "1",
        "公里": "1000",
        "千米": "1000",
        "km": "1000",
        "海里": "1852",
        "厘米": "1/100",
        "cm": "1/100",
        "毫米": "1/1000",
        "mm": "1/1000",
    },
    "kg": {
        "公斤": "1",
        "千克": "1",
        "kg": "1",
        "斤": "1/2",
        "吨": "1000",
        "t": "1000",
        "克": "1/1000",
        "g": "1/1000",
        "毫克": "1/1000000",
        "mg": "1/1000000",
    },
    "day": {"日": "1", "天": "1", "个自然日": "1", "周": "7", "星期": "7"},
    "workday": {"个工作日": "1", "工作日": "1"},
    "month": {"个月": "1", "月": "1", "个季度": "3", "年": "12", "周年": "12"},
    "min": {
        "分钟": "1",
        "小时": "60",
        "个小时": "60",
        "h": "60",
        "秒": "1/60",
    },
    "dB": {"分贝": "1", "dB": "1", "dB（A）": "1", "dB(A)": "1"},
    "MW": {"MW": "1", "兆瓦": "1", "千瓦": "1/1000", "kW": "1/1000"},
    "kWh": {"千瓦时": "1", "度": "1", "kWh": "1"},
    "t/h": {"t/h": "1", "蒸吨": "1", "吨/小时": "1", "蒸吨/小时": "1"},
    "mg/m3": {"mg/m3": "1", "毫克/立方米": "1"},
    "mg/L": {"mg/L": "1", "mg/l": "1", "毫克/升": "1"},
    "km/h": {"公里/小时": "1", "km/h": "1"},
    "age": {"周岁": "1", "岁": "1"},
    "pH": {"个pH单位": "1", "pH单位": "1", "个pH": "1"},
    "mg/100mL": {"毫克/百毫升": "1", "mg/100mL": "1", "mg/100ml": "1"},
    "celsius": {"℃": "1", "摄氏度": "1", "°C": "1"},
}

_COUNTERS: Final = (
    "人次",
    "人",
    "次",
    "件",
    "辆",
    "台",
    "头",
    "只",
    "株",
    "棵",
    "户",
    "家",
    "张",
    "份",
    "套",
    "艘",
    "种",
    "项",
    "处",
    "条",
    "支",
    "箱",
    "瓶",
    "盒",
    "袋",
    "包",
    "名",
    "批次",
    "批",
    "起",
    "例",
    "本",
    "册",
    "幅",
    "间",
    "层",
    "座",
    "栋",
    "幢",
    "架",
    "枚",
    "粒",
    "匹",
    "尾",
    "个",
    "桶",
    "罐",
    "门",
    "根",
    "块",
    "片",
    "卷",
    "盘",
    "部",
    "班",
    "类",
    "位",
    "盏",
    "顶",
    "具",
    "把",
    "床",
    "扇",
    "宗",
    "笔",
    "单",
    "篇",
    "期",
    "车次",
    "班次",
    "航次",
    "人份",
    "标准箱",
)

_ROUND_THINGS: Final = {"名": "人", "位": "人"}
"""Counters that count the same things."""


def _units() -> dict[str, Unit]:
    found = {
        word: Unit(word, basis, Fraction(factor))
        for basis, words in _MEASURES.items()
        for word, factor in words.items()
    }
    for word in _COUNTERS:
        found[word] = Unit(word, _ROUND_THINGS.get(word, word), counted=True)
    return found


UNITS: Final = _units()
_LONGEST: Final = max(len(word) for word in UNITS)

# How the vocabulary names units that words name otherwise.
_NAMED: Final[Mapping[str, tuple[str, str]]] = {
    "t": ("kg", "1000"),
    "g": ("kg", "1/1000"),
    "mu": ("m2", "2000/3"),
    "ha": ("m2", "10000"),
    "km": ("m", "1000"),
    "L": ("m3", "1/1000"),
    "%": ("percent", "1"),
    "days": ("day", "1"),
    "months": ("month", "1"),
    "years": ("month", "12"),
    "year": ("month", "12"),
    "h": ("min", "60"),
    "hour": ("min", "60"),
    "case": ("件", "1"),
    "person": ("人", "1"),
}

_RATIOS: Final[Mapping[tuple[str, str], Fraction]] = {
    ("percent", "times"): Fraction(1, 100),
    ("times", "percent"): Fraction(100),
}


def read_unit(text: str, at: int) -> Unit | None:
    """The longest unit that stands at ``at``."""
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        unit = UNITS.get(text[at : at + length])
        if unit is not None and not _goes_on(text, at + length, unit):
            return unit
    return None


def _goes_on(text: str, end: int, unit: Unit) -> bool:
    """Whether the letters of a unit are the head of a longer word."""
    return (
        unit.word.isascii()
        and unit.word[-1:].isalpha()
        and text[end : end + 1].isascii()
        and text[end : end + 1].isalnum()
    )


def convert(value: Fraction, unit: Unit, named: str) -> Fraction | None:
    """A figure in a unit of the vocabulary; ``None`` where no exact way
    leads there.

    Args:
        value: the figure.
        unit: as printed.
        named: ``yuan``, a counter word, or a unit as facts name it.
    """
    basis, factor = _NAMED.get(named, (named, "1"))
    if unit.basis == basis:
        return value * unit.factor / Fraction(factor)
    ratio = _RATIOS.get((unit.basis, basis))
    return None if ratio is None else value * unit.factor * ratio


_PRINTED: Final[Mapping[str, tuple[str, ...]]] = {
    MONEY: ("元",),
    "percent": ("%",),
    "m2": ("平方米", "亩"),
    "m3": ("立方米",),
    "m": ("米",),
    "kg": ("吨", "公斤", "克"),
    "day": ("日",),
    "workday": ("个工作日",),
    "month": ("年", "个月"),
    "age": ("周岁",),
    "min": ("小时", "分钟", "秒"),
    "kWh": ("千瓦时",),
    "pH": ("个pH单位",),
    "celsius": ("℃",),
    "dB": ("分贝",),
}


def printing_units(basis: str) -> tuple[Unit, ...]:
    """The units to print figures of ``basis`` in, the best first."""
    named, _ = _NAMED.get(basis, (basis, "1"))
    words = _PRINTED.get(named)
    if words is None:
        words = tuple(_MEASURES[named])[:1] if named in _MEASURES else ()
    if not words:
        words = (named,)
    return tuple(UNITS.get(word, Unit(word, named)) for word in words)


def basis_factor(named: str) -> tuple[str, Fraction]:
    """The basis of a unit that the vocabulary names, and its factor."""
    basis, factor = _NAMED.get(named, (named, "1"))
    return basis, Fraction(factor)


def is_share(unit: Unit) -> bool:
    """Whether the unit is a share of something else (倍, %)."""
    return unit.basis in ("times", "percent")
