"""Fines: 处五万元以上十万元以下的罚款, 每增加1个超标因子增加一万元."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit.clause._amount import (
    AmountReader,
    Amounts,
    Defect,
    is_base,
)
from penaltykit.clause._caps import CapReader
from penaltykit.clause._comparisons import ComparisonReader
from penaltykit.clause._draft import Item, options
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.clause._steps import counted, steps_of
from penaltykit.clause._words import base_facts
from penaltykit.penalty import PenaltyKind

Found = tuple[tuple[Item, ...], int]

_FINE: Final = PhrasePenalty(kind=PenaltyKind.FINE)
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
_LONGEST_THING: Final = 16
_LONGEST_STEP: Final = 60
_MONEY: Final = frozenset({"yuan", "times", "percent"})
_BY: Final = ("按照", "依照", "按", "以", "依")
_COUNT: Final = (
    "计算并处以",
    "计算并处",
    "计算处以",
    "计算处",
    "计算",
    "计处",
    "处以",
    "并处",
    "加处",
    "加收",
    "处",
    "计征",
    "计",
    "的标准计算",
    "的标准处以",
    "的标准处",
    "的标准",
    "标准处以",
    "标准处",
    "标准",
    "进行",
)
_OF: Final = ("的",)
_DAILY: Final = (
    "每日",
    "每天",
    "按日",
    "每逾期一日",
    "每逾期1日",
    "每延迟一日",
    "每迟延一日",
)


class FineReader(CapReader):
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

    def _amount(self, at: int) -> Iterator[tuple[Amounts, int]]:
        """An amount in money, with what it is counted by."""
        yield from self._each(at)
        amounts = self._amounts.read(at, self._is.end)
        if amounts is None or amounts.readings[0].unit not in _MONEY:
            return
        yield from self._with_per(amounts)

    def _with_per(self, amounts: Amounts) -> Iterator[tuple[Amounts, int]]:
        end = amounts.end
        for sign in ("/", "每"):
            if amounts.readings[0].unit == "yuan" and self._is.starts(
                sign, end
            ):
                thing, stop = self._thing(end + 1)
                if thing:
                    yield _per(amounts, thing), stop
                    return
        yield amounts, end

    def _thing(self, at: int) -> tuple[str, int]:
        """The thing after 元/: to the end of the clause, or to 罚款."""
        stop = min(self._is.end, at + _LONGEST_THING)
        place = at
        while (
            place < stop
            and not self._is.starts("罚款", place)
            and (not self._is.starts("的", place))
            and self._is.text[place] not in "（，、以不"
        ):
            place += 1
        return self._is.text[at:place], place

    def _each(self, at: int) -> Iterator[tuple[Amounts, int]]:
        """``每人500元``, ``受侵害的劳动者每人1000元以上5000元以下``."""
        text = self._is.text
        start = at
        limit = min(self._is.end, at + _LONGEST_STEP)
        found = text.find("每", at, limit)
        if found < 0:
            return
        base = text[at:found].removesuffix("的")
        if found > at and not (self._is.is_noun(base) and is_base(base)):
            return
        start = found + 1
        place = start
        stop = min(self._is.end, start + _LONGEST_THING)
        if self._is.word("grow_lead", start):
            return
        while place < stop:
            if (
                place > start
                and self._is.word("grow", place)
                and (not self._is.word("impose", place))
            ):
                return
            if place > start and (
                self._is.may_figure(place)
                or self._is.word("impose", place)
                or self._is.word("bounds_before", place)
                or self._is.word("fine", place)
            ):
                after = place
                for _ in range(2):
                    verb = self._is.word("fine", after) or (
                        self._is.word("impose", after)
                    )
                    after += len(verb or "")
                amounts = self._amounts.read(after, self._is.end, base=False)
                thing = text[start:place]
                if (
                    amounts is not None
                    and amounts.readings[0].unit == "yuan"
                    and self._is.is_noun(thing)
                    # 每人每月: no unit counts two things.
                    and "每" not in thing
                ):
                    # 受侵害的劳动者每人: the thing is the person counted.
                    yield _per(amounts, counted(thing)), amounts.end
                    return
            place += 1

    def _closed(
        self, at: int, amounts: Amounts, end: int, *, verb: bool
    ) -> Iterator[Found]:
        """What follows the amount: a cap, another amount, 的罚款."""
        amounts, end = self._capped(amounts, end)
        yield from self._either(at, amounts, end)
        stop, defects = self._fine_after(end)
        if stop is not None:
            yield self._fine(at, amounts, stop, defects)
        elif verb or self._may_be_bare(amounts, end):
            yield self._fine(at, amounts, end, ())

    def _fine_after(self, end: int) -> tuple[int | None, tuple[Defect, ...]]:
        place = self._is.skip(
            end, ("的标准", "标准", "的幅度", "幅度", "数额")
        )
        place = self._is.skip(place, _COUNT)
        place = self._is.skip(place, _OF)
        word = self._is.word("fine", place)
        if word is not None:
            return place + len(word), ()
        stray = self._is.skip(place, ("元", "元的", "以下", "以下的"))
        if stray > place:
            word = self._is.word("fine", stray)
            if word is not None:
                defect = Defect(code="stray-word", start=place, end=stray)
                return stray + len(word), (defect,)
        return None, ()

    def _may_be_bare(self, amounts: Amounts, end: int) -> bool:
        """Whether the amount may be a fine without a word that says so."""
        one = amounts.readings[0]
        if one.unit in ("times", "percent"):
            return end == self._is.end and (
                one.base is None or one.base in base_facts()
            )
        return True

    def _fine(
        self,
        at: int,
        amounts: Amounts,
        end: int,
        defects: tuple[Defect, ...],
    ) -> Found:
        item = Item(
            options=options(_FINE, amounts),
            start=at,
            end=end,
            verb="fine",
            defects=(*amounts.defects, *defects),
        )
        return (item,), end

    def _either(self, at: int, amounts: Amounts, end: int) -> Iterator[Found]:
        """``五千万元以下或者上一年度营业额百分之五以下罚款``."""
        word = self._is.word("or", end)
        if word is None:
            return
        second = end + len(word)
        for more, stop in self._amount(second):
            closed, defects = self._fine_after(stop)
            if closed is None:
                continue
            (first,), _ = self._fine(at, amounts, end, ())
            (other,), _ = self._fine(second, more, closed, defects)
            yield (first, evolve(other, joined="or")), closed

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
                "金额",
                "数额",
                "幅度为",
                "幅度",
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
        item = Item(options=(_FINE,), start=at, end=after, verb=name)
        yield (item,), after

    # --- 按…计算罚款 ----------------------------------------------------

    def _by(self, at: int) -> Iterator[Found]:
        """按…的百分之二十计算罚款; 每日按罚款数额的3%加处罚款."""
        daily = self._is.skip(at, _DAILY)
        place = self._is.skip(daily, _BY)
        if place == daily and daily == at:
            return
        yield from self._by_measure(at, place)
        for amounts, close in self._amount(place):
            read, start = self._capped(amounts, close)
            place = self._is.skip(start, ("的标准", "标准", "的"))
            place = self._is.skip(place, _COUNT)
            who_end = self._addressee(place)
            after = who_end
            word = self._is.word("fine", after)
            if word is None:
                verb = self._is.word("impose", who_end)
                after = self._is.skip(who_end + len(verb or ""), ("的",))
                word = self._is.word("fine", after)
            if word is None and self._is.starts("处罚", start):
                word, after = "处罚", start
            if word is not None:
                stop = after + len(word)
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

    def _by_measure(self, at: int, place: int) -> Iterator[Found]:
        """``按占用面积处以每平方米50元罚款``: what the things are."""
        stop = min(self._is.end, place + _LONGEST_THING)
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
        for place in range(at + 2, min(self._is.end, at + _LONGEST_STEP)):
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
        stop = min(self._is.end, at + _LONGEST_STEP)
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
            start = self._is.skip(place + len(word), ("罚款", "处罚"))
            amounts = self._amounts.read(start, self._is.end, base=False)
            if amounts is None or amounts.readings[0].unit not in _MONEY:
                continue
            steps = steps_of(head)
            if not steps:
                continue
            end = self._is.skip(amounts.end, ("的罚款", "罚款"))
            items = []
            for number, (name, size, unit) in enumerate(steps):
                found = tuple(
                    evolve(one, step=name, step_size=size)
                    for one in options(_FINE, amounts)
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


def _per(amounts: Amounts, thing: str) -> Amounts:
    return evolve(
        amounts,
        readings=tuple(
            evolve(one, unit=f"yuan-per-{thing}") for one in amounts.readings
        ),
    )
