"""Figures as intervals: 5000元以上不足1万元, 500平方米≤…<3000平方米."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from penaltykit.clause._figure import (
    Element,
    Side,
    find_elements,
    read_mark,
)
from penaltykit.clause._numbers import read_figure
from penaltykit.clause._result import Bounds
from penaltykit.clause._tree import Interval
from penaltykit.clause._units import Unit

_RANGE: Final = frozenset({"至", "到", "-"})
_TOGETHER: Final = frozenset(
    {
        "",
        "，",
        "、",
        "但",
        "且",
        "而",
        "并",
        "，但",
        "，且",
        "、但",
        "至",
        "到",
        "-",
        "，并",
        "但是",
        "，但是",
    }
)


@frozen(kw_only=True)
class Quantity:
    """A stretch of text that bounds a figure.

    Attributes:
        start: of the stretch.
        end: of the stretch.
        intervals: every reading, in the printed unit's basis.
        unit: of the basis.
        subject: where the words stand that say what is bounded, if they
            stand between the figures (500≤面积<3000).
        equal: no word makes it a bound: the figure itself.
        exactly: a word says so: 恰好3人.
        ordinal: 第三次.
        problems: codes of what is defective.
        within: the window word 内 closes it.
    """

    start: int
    end: int
    intervals: tuple[Interval, ...]
    unit: Unit | None
    subject: tuple[int, int] | None = None
    equal: bool = False
    exactly: bool = False
    ordinal: bool = False
    problems: tuple[str, ...] = ()
    within: bool = False


def find_quantities(text: str, bounds: Bounds) -> list[Quantity]:
    """Every quantity of a text, in order; each character is looked at a
    bounded number of times.
    """
    elements = find_elements(text, bounds)
    found: list[Quantity] = []
    at = 0
    while at < len(elements):
        first = elements[at]
        second = elements[at + 1] if at + 1 < len(elements) else None
        joined = None
        if second is not None:
            joined = _pair(text, first, second)
        if joined is not None:
            found.append(joined)
            at += 2
            continue
        found.append(_single(first))
        at += 1
    return found


def _single(element: Element) -> Quantity:
    value = element.value
    factor = element.unit.factor if element.unit else Fraction(1)
    value *= factor
    intervals = [_bound(element, value)]
    problems = []
    if element.double:
        other = evolve(element, inclusive=not element.inclusive)
        intervals.append(_bound(other, value))
        problems.append("ambiguous")
    if element.denied:
        problems.append("stray-word")
    if element.unit is None:
        problems.append("no-unit")
    return Quantity(
        start=element.start,
        end=element.end,
        intervals=tuple(intervals),
        unit=element.unit,
        equal=element.side is None,
        exactly=element.exactly,
        ordinal=element.ordinal,
        problems=tuple(problems),
        within=element.after in ("内", "以内", "之内"),
    )


def _bound(element: Element, value: Fraction) -> Interval:
    if element.side is Side.LOW:
        return Interval(low=value, low_inclusive=element.inclusive)
    if element.side is Side.HIGH:
        return Interval(high=value, high_inclusive=element.inclusive)
    return Interval(low=value, high=value)


def _pair(text: str, first: Element, second: Element) -> Quantity | None:
    """Two figures as one interval; ``None`` where they stand apart."""
    between = text[first.end : second.start]
    if first.denied or second.denied:
        return None
    if first.double or second.double or first.ordinal or second.ordinal:
        return None
    if first.mirrored:
        return _around(first, second)
    loose = first.unit is None and first.side is None
    if (loose and between not in _RANGE) or second.unit is None:
        return None
    apart = first.unit is not None and first.unit.basis != second.unit.basis
    if apart or between not in _TOGETHER:
        return None
    if first.side is second.side and first.side is not None:
        code = "upper" if first.side is Side.HIGH else "lower"
        codes = (f"two-{code}-bounds",)
        return None if between else _whole(text, first, second, codes)
    if not _fits(first, second, between):
        return None
    return _whole(text, first, second)


def _fits(first: Element, second: Element, between: str) -> bool:
    """Whether two figures with different sides make one interval."""
    if first.side is None:
        return second.side is not Side.LOW and between in _RANGE
    if second.side is None:
        return first.side is Side.LOW and between in _RANGE | {""}
    return True


def _around(first: Element, second: Element) -> Quantity | None:
    """``500≤x<3000``: what is bounded stands in the middle."""
    if (
        second.side is None
        or second.side is first.side
        or second.unit is None
        or second.start <= first.end
        or second.after
        or (first.unit is not None and first.unit.basis != second.unit.basis)
    ):
        return None
    interval = _interval(first, second, first.unit or second.unit)
    return Quantity(
        start=first.start,
        end=second.end,
        intervals=(interval,),
        unit=second.unit,
        subject=(first.end, second.start),
        problems=("lower-above-upper",) if interval.empty else (),
    )


def _whole(
    text: str,
    first: Element,
    second: Element,
    problems: Sequence[str] = (),
) -> Quantity:
    codes = list(problems)
    units = [first.unit or second.unit]
    ranged = text[first.end : second.start] in _RANGE and first.side is None
    if first.unit is None and not ranged:
        codes.append("missing-unit")
    if second.side is None and not ranged and not codes:
        codes.append("missing-bound-word")
    if first.side is None:
        # 5000元至1万元（不含）: a bracket says it, and nothing else does.
        included = first.inclusive or not first.marked
        first = evolve(first, side=Side.LOW, inclusive=included)
    if second.side is None:
        included = second.inclusive or not second.marked
        second = evolve(second, side=Side.HIGH, inclusive=included)
    intervals = [_interval(first, second, units[0])]
    if first.unit is None and not first.figure.scales:
        # 1-3万元: one yuan or ten thousand? 二至五万元 lends its 万.
        lent = [
            _interval(_times(first, scale), second, units[0])
            for scale in second.figure.scales
        ]
        if first.figure.arabic or not lent:
            lent = intervals + lent
        intervals = [one for one in lent if not one.empty] or intervals
        if len(intervals) > 1:
            codes.append("ambiguous")
    end = second.end
    if text.startswith("之间", end):
        end, intervals = _late(text, end + 2, second, intervals)
    if any(one.empty for one in intervals) and not codes:
        codes.append("lower-above-upper")
    return Quantity(
        start=first.start,
        end=end,
        intervals=tuple(intervals),
        unit=second.unit,
        problems=tuple(codes),
        within=second.after in ("内", "以内", "之内"),
    )


def _late(
    text: str, end: int, second: Element, intervals: list[Interval]
) -> tuple[int, list[Interval]]:
    """``1万元至5万元之间（不含5万元）``: what is said of the upper one."""
    stop, included = read_mark(text, end)
    if included is None:
        return end, intervals
    figure = read_figure(text, text.find("含", end) + 1)
    if figure is not None and figure.value != second.figure.value:
        # It is said of another figure: it stays in the words.
        return end, intervals
    return stop, [evolve(one, high_inclusive=included) for one in intervals]


def _times(element: Element, scale: int) -> Element:
    value = element.figure.value * scale
    return evolve(element, figure=evolve(element.figure, value=value))


def _interval(first: Element, second: Element, unit: Unit | None) -> Interval:
    assert second.unit is not None
    one = first.value * (unit or second.unit).factor
    two = second.value * second.unit.factor
    low, high = (first, second), (one, two)
    if first.side is Side.HIGH:
        low, high = (second, first), (two, one)
    return Interval(
        low=high[0],
        low_inclusive=low[0].inclusive,
        high=high[1],
        high_inclusive=low[1].inclusive,
    )
