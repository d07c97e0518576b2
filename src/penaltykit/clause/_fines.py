"""Fines: 处五万元以上十万元以下的罚款, 每增加1个超标因子增加一万元."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit.clause._amount import AmountReader
from penaltykit.clause._comparisons import ComparisonReader
from penaltykit.clause._draft import Found, Item, options
from penaltykit.clause._fine_amounts import (
    COUNT,
    FINE,
    LONGEST_STEP,
    LONGEST_THING,
    MONEY,
    AmountedFines,
)
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._steps import steps_of

_IMPOSED: Final = re.compile("罚款|[加并]处|处以|责令|没收")
_MEASURED: Final = (
    "面积",
    "数量",
    "人数",
    "株数",
    "吨数",
    "天数",
    "长度",
    "重量",
    "体积",
    "吨位",
)
_BY: Final = ("按照", "依照", "按", "以", "依")
_SETS: Final = (
    "确定具体罚款数额",
    "确定罚款数额",
    "确定罚款",
    "确定具体数额",
    "予以罚款",
)
_DAILY: Final = (
    "每日",
    "每天",
    "按日",
    "每逾期一日",
    "每逾期1日",
    "每延迟一日",
    "每迟延一日",
)


class FineReader(AmountedFines):
    """Reads the fines of a clause."""

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        super().__init__(phrases, amounts)
        self._comparisons = ComparisonReader(phrases, amounts)

    def at(self, at: int) -> Iterator[Found]:
        """The fines that may stand at ``at``."""
        yield from self._growing(at)
        yield from self._comparisons.at(at)
        yield from self._by(at)
        for verb in self._is.all("impose", at):
            if verb == "按" or self._is.starts("罚款", at):
                continue
            place = at + len(verb)
            yield from self._after_verb(at, place)
            yield from self._fine_first(at, place, verb=True)
        yield from self._bare(at)
        yield from self._fine_first(at, at, verb=False)

    # --- amount, then 罚款 -------------------------------------------

    def _after_verb(self, at: int, place: int) -> Iterator[Found]:
        for readings, end in self._amount(place):
            yield from self._closed(at, readings, end, verb=True)

    def _bare(self, at: int) -> Iterator[Found]:
        """五百元以下罚款 after 或者, and bands that stand alone in a cell."""
        for readings, end in self._amount(at):
            yield from self._closed(at, readings, end, verb=False)

    # --- 罚款, then the amount ---------------------------------------

    def _fine_first(
        self, at: int, place: int, *, verb: bool
    ) -> Iterator[Found]:
        word = self._is.word("fine", place)
        if word is None:
            return
        after = place + len(word)
        start = self._is.skip(
            after,
            (
                "金额为",
                "数额为",
                "金额在",
                "数额在",
                "金额=",
                "数额=",
                "额=",
                "额在",
                "金额",
                "数额",
                "幅度为",
                "幅度",
                "在",
                "=",
                "为",
                "标准为",
                "：",
                "额为",
                "额",
            ),
        )
        for amounts, end in self._amount(start):
            capped, stop = self._capped(amounts, end)
            yield self._fine(at, capped, stop, ())
        name = "fine" if verb else "bare"
        item = Item(options=(FINE,), start=at, end=after, verb=name)
        yield (item,), after

    # --- 按…计算罚款 ----------------------------------------------------

    def _by(self, at: int) -> Iterator[Found]:
        """按…的百分之二十计算罚款; 每日按罚款数额的3%加处罚款."""
        daily = self._is.skip(at, _DAILY)
        place = self._is.skip(daily, (*_BY, "在"))
        if place == daily and daily == at:
            return
        yield from self._by_measure(at, place)
        for amounts, close in self._amount(place):
            read, start = self._capped(amounts, close)
            place = self._is.skip(start, ("的标准", "标准", "的"))
            place = self._is.skip(place, COUNT)
            who_end = self._addressee(place)
            stop = self._imposed(start, who_end)
            if stop > start:
                (item,), _ = self._fine(at, read, stop, ())
            elif (
                place == self._is.end
                and "标准" in (self._is.text[start:place])
            ):
                # 按照每人1000元的标准计算，处以罚款
                stop = place
                (item,), _ = self._fine(at, read, stop, ())
                item = evolve(item, verb="measure")
            else:
                continue
            if daily > at and read.readings[0].unit not in MONEY:
                # 每日每平方米十元: two things are counted, and one fits.
                continue
            if daily > at:
                item = evolve(
                    item,
                    options=tuple(
                        evolve(one, step="日") for one in item.options
                    ),
                )
            if who_end > place:
                who = self._is.text[place + 1 : who_end]
                item = evolve(
                    item,
                    options=tuple(
                        evolve(one, who=who) for one in item.options
                    ),
                )
            yield (item,), stop

    def _imposed(self, start: int, who_end: int) -> int:
        """The place after what imposes an amount that ends at ``start``:
        处以罚款, 处罚, 确定具体罚款数额; ``start`` where nothing does.
        """
        word = self._is.word("fine", who_end)
        if word is not None:
            return who_end + len(word)
        verb = self._is.word("impose", who_end)
        after = self._is.skip(who_end + len(verb or ""), ("的",))
        word = self._is.word("fine", after)
        if word is not None:
            return after + len(word)
        return self._is.skip(start, ("处罚", *_SETS))

    def _by_measure(self, at: int, place: int) -> Iterator[Found]:
        """``按占用面积处以每平方米50元罚款``: what the things are."""
        stop = min(self._is.end, place + LONGEST_THING)
        for verb_at in range(place + 1, stop):
            verb = self._is.word("impose", verb_at)
            start = verb_at + len(verb or "")
            if verb is None or not self._is.starts("每", start):
                continue
            if self._is.text[place:verb_at].endswith(_MEASURED):
                for amounts, end in self._each(start):
                    yield from self._closed(at, amounts, end, verb=True)
            return

    def _addressee(self, at: int) -> int:
        """The end of ``对…`` before 处以罚款, else ``at``."""
        if not self._is.starts("对", at):
            return at
        for place in range(at + 2, min(self._is.end, at + LONGEST_STEP)):
            word = self._is.word("impose", place)
            if word and self._is.word("fine", place + len(word)):
                return place
        return at

    # --- amounts that grow -----------------------------------------

    def _growing(self, at: int) -> Iterator[Found]:
        """``每增加1个超标因子增加一万元``; more steps joined by 或."""
        if not self._is.starts("每", at):
            return
        text = self._is.text
        stop = min(self._is.end, at + LONGEST_STEP)
        for place in range(at + 2, stop):
            word = self._is.word("grow", place)
            if word is None and self._is.word("grow_lead", at + 1):
                # 每超限1吨罚款500元
                word = self._is.word("fine", place) or (
                    self._is.word("impose", place)
                )
            if word is None:
                continue
            head = text[at + 1 : place].rstrip("，")
            if _IMPOSED.search(head):
                # 每日按…加处罚款并处…: the first verb has no sum here.
                return
            start = self._is.skip(place + len(word), ("罚款", "处罚"))
            amounts = self._amounts.read(start, self._is.end, base=False)
            if amounts is None or amounts.readings[0].unit not in MONEY:
                continue
            steps = steps_of(head)
            if not steps:
                continue
            end = self._is.skip(amounts.end, ("的罚款", "罚款"))
            items = []
            for number, (name, size, unit) in enumerate(steps):
                found = tuple(
                    evolve(one, step=name, step_size=size)
                    for one in options(FINE, amounts)
                )
                items.append(
                    Item(
                        options=found,
                        start=at,
                        end=end,
                        joined="or" if number else "",
                        verb="fine",
                        grows=True,
                        unit_word=unit,
                        defects=() if number else amounts.defects,
                    )
                )
            yield tuple(items), end
