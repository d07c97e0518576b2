"""Single figures and what makes them bounds: 5000元以上, 不足1万元."""

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from penaltykit.clause._numbers import Figure, read_figure
from penaltykit.clause._result import Bounds
from penaltykit.clause._units import UNITS, Unit, read_unit


class Side(StrEnum):
    """Which bound a figure is."""

    LOW = "low"
    HIGH = "high"


_BEFORE: Final[Mapping[str, tuple[Side, bool]]] = {
    **dict.fromkeys(
        (
            "不低于",
            "不少于",
            "不小于",
            "不下于",
            "不短于",
            "大于等于",
            "大于或等于",
            "达到",
            "达",
            "满",
            "已满",
            "年满",
            "至少",
            "最少",
            "最低",
            "≥",
            ">=",
        ),
        (Side.LOW, True),
    ),
    **dict.fromkeys(
        ("高于", "大于", "多于", "超过", "超出", "超", "长于", "逾", ">"),
        (Side.LOW, False),
    ),
    **dict.fromkeys(
        (
            "不超过",
            "未超过",
            "没有超过",
            "不超出",
            "未超出",
            "不超",
            "未超",
            "不高于",
            "不大于",
            "不多于",
            "不长于",
            "小于等于",
            "小于或等于",
            "最多",
            "至多",
            "最高",
            "不逾",
            "≤",
            "<=",
        ),
        (Side.HIGH, True),
    ),
    **dict.fromkeys(
        (
            "不满",
            "未满",
            "不足",
            "不到",
            "未达到",
            "未达",
            "没有达到",
            "没达到",
            "低于",
            "少于",
            "小于",
            "短于",
            "<",
        ),
        (Side.HIGH, False),
    ),
}
_EQUAL: Final = ("等于", "恰好", "恰为", "=")

_AFTER: Final[Mapping[str, Side]] = {
    "以上": Side.LOW,
    "之上": Side.LOW,
    "及以上": Side.LOW,
    "或以上": Side.LOW,
    "或者以上": Side.LOW,
    "及其以上": Side.LOW,
    "起": Side.LOW,
    "以外": Side.LOW,
    "之外": Side.LOW,
    "以下": Side.HIGH,
    "之下": Side.HIGH,
    "及以下": Side.HIGH,
    "或以下": Side.HIGH,
    "或者以下": Side.HIGH,
    "及其以下": Side.HIGH,
    "以内": Side.HIGH,
    "之内": Side.HIGH,
    "内": Side.HIGH,
}
_PLAIN: Final = frozenset({"以上", "之上", "以下", "之下"})
"""Words that the document's reading decides; the others decide themselves."""

_MIRRORED: Final[Mapping[str, tuple[Side, bool]]] = {
    "≤": (Side.LOW, True),
    "<=": (Side.LOW, True),
    "<": (Side.LOW, False),
    "≥": (Side.HIGH, True),
    ">=": (Side.HIGH, True),
    ">": (Side.HIGH, False),
}
_LONGEST: Final = 5
_MARK: Final = re.compile(
    r"（(?P<not>不)?(?:包?含|包括)(?P<what>[^（）]{0,12})）"
)
_STARTS: Final = frozenset(
    "0123456789零〇一二三四五六七八九十百千两廿卅半壹贰叁肆伍陆柒捌玖拾"
)


@frozen(kw_only=True)
class Element:
    """One figure with the words that make it a bound.

    Attributes:
        start: where the words before it begin.
        end: after the words behind it.
        number: where the figure itself begins.
        figure: as printed.
        unit: ``None`` where none is printed.
        side: ``None`` for a figure that stands alone.
        inclusive: whether the bound belongs.
        double: the words before and behind say different things of the
            figure itself.
        denied: the words before and behind deny each other.
        mirrored: the sign stands behind the figure: ``5≤x``.
        after: the word behind it.
        ordinal: 第…次.
        exactly: 恰好 and the like stand before it.
        marked: a bracket says whether the figure belongs: （不含）.
    """

    start: int
    end: int
    number: int
    figure: Figure
    unit: Unit | None
    side: Side | None = None
    inclusive: bool = True
    double: bool = False
    denied: bool = False
    mirrored: bool = False
    after: str = ""
    ordinal: bool = False
    exactly: bool = False
    marked: bool = False

    @property
    def value(self) -> Fraction:
        """The figure, exact."""
        return Fraction(self.figure.value)


def find_elements(text: str, bounds: Bounds) -> list[Element]:
    found: list[Element] = []
    at = 0
    least = 0
    while at < len(text):
        if text[at] not in _STARTS and text[at : at + 3] not in _SHARES:
            at += 1
            continue
        element = _element(text, at, least, bounds)
        last = found[-1] if found else None
        if (
            element is not None
            and element.unit is None
            and last is not None
            and last.unit is PH_VALUE
            and text[last.end : element.start] in _GOES_ON
        ):
            element = evolve(element, unit=PH_VALUE)
        if element is None:
            # Skip the rest of what looked like a number.
            at += 1
            while at < len(text) and (
                text[at] in _STARTS or text[at] in ".点万亿"
            ):
                at += 1
            continue
        found.append(element)
        at = least = element.end
    return found


_SHARES: Final = frozenset({"百分之", "千分之", "万分之"})
_GLUED: Final = frozenset("0123456789.第点万亿")


def _element(  # noqa: C901 what stands around one figure, in order
    text: str, at: int, least: int, bounds: Bounds
) -> Element | None:
    ordinal = at > least and text[at - 1] == "第"
    glued = at > least and text[at - 1] in _GLUED and not ordinal
    figure = None if glued else read_figure(text, at)
    if figure is None:
        return None
    end = figure.end
    unit = UNITS["%"] if figure.unit == "percent" else read_unit(text, end)
    if unit is not None and figure.unit != "percent":
        end += len(unit.word)
    start = at - ordinal
    if unit is None and not ordinal:
        unit = _of_acidity(text, start, end, least)
    if ordinal and (unit is None or unit.word not in ("次", "起")):
        return None
    before = _before(text, start, least)
    if before:
        start -= len(before)
    end = _gloss(text, end, figure, unit)
    end, mark = read_mark(text, end)
    again = _said_again(text, at, end)
    after = _after(text, again) if again > end else _after(text, end)
    end = again
    given = _BEFORE.get(before) if before not in _EQUAL else None
    element = Element(
        start=start,
        end=end + len(after),
        number=at,
        figure=figure,
        unit=unit,
        after=after,
        ordinal=ordinal,
        exactly=before in _EQUAL,
    )
    if after:
        element = evolve(element, end=read_mark(text, element.end)[0])
        mark = read_mark(text, end + len(after))[1] if mark is None else mark
    element = _sided(element, given, bounds)
    if not after and not before:
        mirrored = _mirrored(text, end, element)
        if mirrored is not None:
            return mirrored
    if mark is not None:
        element = evolve(element, inclusive=mark, marked=True)
    if unit is not None and _PER.match(text, end):
        # 500吨/日以下: another unit, and none that is known.
        return None
    if unit is None and not after and _GRADE.match(text, end):
        # 超过二级: a grade is no figure.
        return None
    return element


def _of_acidity(text: str, at: int, end: int, least: int) -> Unit | None:
    """The unit of a figure beside the word pH."""
    low = at - len(_before(text, at, least))
    if _PH.search(text, max(least, low - 8), low) or _PH_AFTER.match(
        text, end
    ):
        return PH_VALUE
    return None


_PER: Final = re.compile("[/／每](?![0-9])[^，；。]")


def _mirrored(text: str, end: int, element: Element) -> Element | None:
    """``5≤x``: the sign stands behind the figure."""
    for sign in ("<=", ">=", "≤", "≥", "<", ">"):
        if text.startswith(sign, end):
            side, inclusive = _MIRRORED[sign]
            return evolve(
                element,
                side=side,
                inclusive=inclusive,
                mirrored=True,
                end=end + len(sign),
            )
    return None


BOUND_WORDS: Final = frozenset(_BEFORE) | frozenset(_AFTER)
# pH has no unit by nature; pH值小于2, 3≤pH<6.
_PH: Final = re.compile("pH值?(?:为|是|在|介于)?$", re.IGNORECASE)
_PH_AFTER: Final = re.compile("[<>≤≥]=?pH", re.IGNORECASE)
PH_VALUE: Final = Unit("", "pH")
_GOES_ON: Final = frozenset(
    {"", "、", "，", "且", "但", "至", "到", "-", "或", "或者", "，且"}
)

_GRADE: Final = re.compile(r"(?![至到])[\u3400-\u9fff]")


def _sided(
    element: Element, given: tuple[Side, bool] | None, bounds: Bounds
) -> Element:
    """The bound that the words before and behind make it."""
    after = element.after
    if not after:
        if given is None:
            return element
        return evolve(element, side=given[0], inclusive=given[1])
    side = _AFTER[after]
    inclusive = after not in ("以外", "之外")
    if after in _PLAIN:
        word = bounds.from_ if side is Side.LOW else bounds.to
        inclusive = word == "included"
    if given is None:
        return evolve(element, side=side, inclusive=inclusive)
    if given[0] is not side:
        # 超过5000元以下: the words deny each other.
        return evolve(element, side=side, denied=True)
    doubtful = given[1] != inclusive
    return evolve(element, side=side, inclusive=given[1], double=doubtful)


def _before(text: str, at: int, least: int) -> str:
    """The longest word of comparison that ends at ``at``."""
    for length in range(_LONGEST, 0, -1):
        word = text[max(at - length, least) : at]
        if len(word) < length or not (word in _BEFORE or word in _EQUAL):
            continue
        if word == "满" and text[at - 2 : at] in ("届满", "期满"):
            continue
        return word
    return ""


def _after(text: str, at: int) -> str:
    for length in range(_LONGEST, 0, -1):
        word = text[at : at + length]
        if word not in _AFTER:
            continue
        if word == "起" and text[at + 1 : at + 2] not in (
            "",
            "至",
            "的",
            "，",
        ):
            continue
        if word == "内" and text[at + 1 : at + 2] in ("容", "部", "资", "河"):
            continue
        return word
    return ""


def _said_again(text: str, at: int, end: int) -> int:
    """3人及3人以上: the figure is said twice, and is one bound."""
    for joint in ("以及", "及", "和", "或者", "或"):
        if text.startswith(joint, end):
            twice = text[at:end]
            stop = end + len(joint) + len(twice)
            if text.startswith(twice, end + len(joint)) and text.startswith(
                ("以上", "以下"), stop
            ):
                return stop
    return end


def _gloss(text: str, at: int, said: Figure, unit: Unit | None) -> int:
    """After a bracket that says the figure once more: 2.8MW（4t/h）."""
    if text[at : at + 1] != "（":
        return at
    figure = read_figure(text, at + 1)
    if figure is None:
        return at
    other = read_unit(text, figure.end)
    if other is None:
        return at
    if unit is not None and unit.basis == other.basis:
        one = Fraction(said.value) * unit.factor
        if one != Fraction(figure.value) * other.factor:
            # 5万元（3万元）: two figures, and which one holds?
            return at
    end = figure.end + len(other.word)
    return end + 1 if text[end : end + 1] == "）" else at


_THIS: Final = frozenset({"本次", "此次", "该次"})
"""Whether this act is counted is no matter of a bound."""


def read_mark(text: str, at: int) -> tuple[int, bool | None]:
    """``（含）``, ``（不含本数）`` printed beside a figure."""
    found = _MARK.match(text, at)
    if found is None or found["what"] in _THIS:
        return at, None
    what = found["what"]
    if (
        what
        and what not in ("本数", "本级", "本日", "本值", "本身")
        and (read_figure(what, 0) is None)
    ):
        return at, None
    return found.end(), found["not"] is None
