"""How often something happened: 两年内3次以上, 第二次, 初次."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from penaltykit.clause._bind import Binder, unbound
from penaltykit.clause._numbers import read_number
from penaltykit.clause._quantity import Quantity
from penaltykit.clause._tree import (
    Compare,
    Condition,
    Fact,
    Interval,
    LookBack,
)
from penaltykit.clause._units import Unit

_WINDOW: Final = re.compile(
    r"(?P<lead>(?:在|自)?(?:最近|近|过去|前)?)"
    r"(?:(?P<same>同一|本|当|一个|一)(?:个)?(?P<calendar>自然年度|自然年|年度)(?:之内|以内|内)?"
    r"|(?P<count>[0-9零〇一二三四五六七八九十两百]{1,6})个?"
    r"(?P<unit>周年|年|月|日|天)度?(?P<within>之内|以内|内|中)?)"
)
_UNITS: Final = {
    "年": "years",
    "周年": "years",
    "月": "months",
    "日": "days",
    "天": "days",
}
_FIRST: Final = re.compile(
    r"(?P<word>首次|初次|初犯|首犯|再犯|再次|又)(?P<more>(?:或者?|及)以上)?"
)
_FIRST_TIMES: Final = {
    "首次": 1,
    "初次": 1,
    "初犯": 1,
    "首犯": 1,
    "再犯": 2,
    "再次": 2,
}
_GOES_ON: Final = re.compile(
    r"$|违法|违规|违反|实施|发生|被|出现|查处|发现|从事|犯|触犯|有|受"
)
_THIS: Final = re.compile(
    r"（(?P<not>不)?(?:包?含|包括|计)?(?:本次|此次|该次)[^（）]{0,6}）"
)
_EARLIER: Final = re.compile(
    r"受过|受到过|曾|(?:被|受到?|受)[^，。]{0,12}处罚|此前|已被"
)


@frozen(kw_only=True)
class Part:
    """A stretch of text as one part of a condition.

    Attributes:
        start: in the normal text.
        end: in the normal text.
        kind: ``quantity``, ``history``, ``word`` (bound words), ``prose``
            (what an officer judges), ``group`` or ``unread``.
        readings: of the part; none where it is unread.
        quantity: for those that others take their subject from.
        subject: what is bounded, in words.
        bare: a figure without words.
        problems: codes.
    """

    start: int
    end: int
    kind: str
    readings: tuple[Condition, ...] = ()
    quantity: Quantity | None = None
    subject: str = ""
    bare: bool = False
    problems: tuple[str, ...] = field(default=())


class LookReader:
    """Reads look-backs of one normal text.

    Args:
        text: the normal text.
        quantities: all that stand in it.
        binder: the vocabulary.
    """

    def __init__(
        self, text: str, quantities: Sequence[Quantity], binder: Binder
    ) -> None:
        self.text = text
        self.quantities = quantities
        self.binder = binder

    def within(self, start: int, end: int) -> list[Quantity]:
        """The quantities that lie in a stretch; stretches come in order."""
        low = bisect_left(self.quantities, start, key=lambda one: one.start)
        found = []
        while low < len(self.quantities) and self.quantities[low].end <= end:
            found.append(self.quantities[low])
            low += 1
        return found

    def _history(self, start: int, stop: int, end: int) -> Part | None:
        """两年内3次以上, 第二次, 初次."""
        text = self.text
        this = _THIS.search(text, start, stop)
        inner = this.start() if this is not None else stop
        if this is not None and this.end() not in (stop, end):
            tail = text[this.end() : stop]
            if tail not in ("", "的") and not self.within(this.end(), stop):
                return None
        window = self._window(start, stop)
        rest = window.end() if window is not None else start
        figures = [
            one
            for one in self.within(rest, stop)
            if one.unit is not None and one.unit.word in ("次", "起")
        ]
        others = [
            one
            for one in self.within(rest, stop)
            if one not in figures and not one.equal
        ]
        if others or len(figures) > 1:
            return None
        if figures:
            return self._counted((start, stop, end), window, figures[0], this)
        return self._first((start, stop, end), window, rest, inner, this)

    def _window(self, start: int, stop: int) -> "re.Match[str] | None":
        at = start
        while True:
            found = _WINDOW.search(self.text, at, min(stop, start + 60))
            if found is None:
                return None
            sure = found["calendar"] or found["within"]
            led = found["lead"] not in ("", "在", "自")
            ordinal = self.text[found.start() - 1 : found.start()] == "第"
            if (sure or led) and not ordinal:
                return found
            at = found.end()

    def _counted(
        self,
        place: tuple[int, int, int],
        window: "re.Match[str] | None",
        figure: Quantity,
        this: "re.Match[str] | None",
    ) -> Part | None:
        start, stop, _ = place
        first = window.start() if window is not None else figure.start
        after = window.end() if window is not None else start
        ordinal = figure.ordinal
        between = self.text[after : figure.start] if window else ""
        behind = self.text[figure.end : stop]
        lead = self.text[start:first]
        if window is None and not ordinal and figure.start > start:
            # 拒绝检查3次: what is counted stands before it; no look-back.
            return None
        if window is None and not ordinal and this is None:
            return None
        words = _THIS.sub("", lead + between + behind)
        return self._looked(
            place,
            window,
            figure.intervals,
            ordinal,
            words,
            this,
            figure.problems,
        )

    def _first(
        self,
        place: tuple[int, int, int],
        window: "re.Match[str] | None",
        rest: int,
        inner: int,
        this: "re.Match[str] | None",
    ) -> Part | None:
        start, stop, _ = place
        found = _FIRST.search(self.text, rest, min(stop, rest + 40))
        if found is None or found["word"] not in _FIRST_TIMES:
            return None
        after = found.end()
        if not _GOES_ON.match(self.text[after:inner]):
            return None
        before = self.text[rest : found.start()]
        named = before if before.endswith("违法行为") else ""
        if not named and before not in (
            "",
            "属",
            "属于",
            "系",
            "为",
            "是",
            "当事人",
            "内",
        ):
            return None
        lead = self.text[start : window.start()] if window else ""
        times = Fraction(_FIRST_TIMES[found["word"]])
        more = found["more"] is not None or times > 1
        interval = Interval(low=times, high=None if more else times)
        words = lead + named + _THIS.sub("", self.text[after:stop])
        return self._looked(place, window, (interval,), True, words, this, ())

    def _looked(
        self,
        place: tuple[int, int, int],
        window: "re.Match[str] | None",
        intervals: Sequence[Interval],
        ordinal: bool,
        words: str,
        this: "re.Match[str] | None",
        problems: tuple[str, ...],
    ) -> Part | None:
        start, _, end = place
        count, unit, printed = None, None, ""
        if window is not None:
            printed = _plain_window(window)
            if window["calendar"]:
                count, unit = 1, "year"
            else:
                number = read_number(window["count"], 0)
                if number is None or number.end < len(window["count"]):
                    return None
                count, unit = int(number.value), _UNITS[window["unit"]]
        included: bool | None = None
        if this is not None:
            included = this["not"] is None
        elif ordinal:
            included = True
        elif _EARLIER.search(words):
            included = False
        readings: list[Condition] = []
        for interval in intervals:
            if interval.empty:
                continue
            look = LookBack(
                count=count,
                unit=unit,
                this_included=included,
                times=interval,
                words=words,
                window=printed,
            )
            found = self.binder.histories(look)
            readings += [
                Compare(fact=fact, interval=shifted, look_back=look)
                for fact, shifted in found
            ] or [
                Compare(
                    fact=history_fact(look), interval=interval, look_back=look
                )
            ]
        if not readings:
            return Part(start=start, end=end, kind="unread", problems=problems)
        return Part(
            start=start,
            end=end,
            kind="history",
            readings=tuple(readings),
            problems=problems,
        )


def history_fact(look: LookBack) -> Fact:
    """The unbound fact that counts what a look-back counts."""
    said = {True: "（含本次）", False: "（不含本次）", None: ""}
    label = f"{look.window}{look.words}次数{said[look.this_included]}"
    return unbound(label, _TIMES)


def _plain_window(found: "re.Match[str]") -> str:
    """One way to write a window: 两年内, 一个自然年内."""
    if found["calendar"]:
        return "同一年度内"
    number = read_number(found["count"], 0)
    value = number.value if number is not None else found["count"]
    unit = {"周年": "年", "天": "日", "月": "个月"}.get(
        found["unit"], found["unit"]
    )
    return f"{value}{unit}内"


_TIMES: Final = Unit("次", "次", counted=True)
