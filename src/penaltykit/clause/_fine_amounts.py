"""What a fine is, in money: an amount, what it is counted by, its cap."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import evolve

from penaltykit.clause._amount import Amounts, Defect, is_base
from penaltykit.clause._caps import CapReader
from penaltykit.clause._draft import Found, Item, options
from penaltykit.clause._result import PhrasePenalty
from penaltykit.clause._steps import counted
from penaltykit.clause._words import base_facts
from penaltykit.penalty import PenaltyKind

FINE: Final = PhrasePenalty(kind=PenaltyKind.FINE)
LONGEST_THING: Final = 16
LONGEST_STEP: Final = 60
MONEY: Final = frozenset({"yuan", "times", "percent"})
COUNT: Final = (
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
_BEYOND: Final = re.compile("部分|超[过出]|少|多[^少]|增加")
_DIGITS: Final = frozenset("0123456789一二三四五六七八九十百千万两.")
_OF: Final = ("的",)
# 每增加1罚款, 元/次二万元: no thing that an amount is counted by.
_COUNTED: Final = re.compile("[0-9元每倍%/处罚]|增加|超")
# What the law itself gives: a share of it is a fine without another word.
_FINE_RANGES: Final = (
    "罚款幅度",
    "处罚幅度",
    "罚款额",
    "罚款数额",
    "罚款金额",
    "罚款限额",
    "最高额",
    "最低额",
)


class AmountedFines(CapReader):
    """Reads amounts of fines, and what closes them."""

    def _amount(self, at: int) -> Iterator[tuple[Amounts, int]]:
        """An amount in money, with what it is counted by."""
        yield from self._each(at)
        amounts = self._amounts.read(at, self._is.end)
        if amounts is None or amounts.readings[0].unit not in MONEY:
            return
        yield from self._with_per(amounts)

    def _with_per(self, amounts: Amounts) -> Iterator[tuple[Amounts, int]]:
        end = amounts.end
        for sign in ("/", "每"):
            if amounts.readings[0].unit == "yuan" and self._is.starts(
                sign, end
            ):
                thing, stop = self._thing(end + 1)
                if thing and _COUNTED.search(thing) is None:
                    yield _per(amounts, thing), stop
                    return
        yield amounts, end

    def _thing(self, at: int) -> tuple[str, int]:
        """The thing after 元/: to the end of the clause, or to 罚款."""
        stop = min(self._is.end, at + LONGEST_THING)
        place = at
        while (
            place < stop
            and not self._is.starts("罚款", place)
            and (not self._is.starts("的", place))
            and not (place > at and self._is.word("impose", place))
            and self._is.text[place] not in "（，、以不或并且和及"
        ):
            place += 1
        return self._is.text[at:place], place

    def _each(self, at: int) -> Iterator[tuple[Amounts, int]]:
        """``每人500元``, ``受侵害的劳动者每人1000元以上5000元以下``."""
        text = self._is.text
        start = at
        limit = min(self._is.end, at + LONGEST_STEP)
        found = text.find("每", at, limit)
        if found < 0:
            return
        base = text[at:found].removesuffix("的")
        if found > at and not (self._is.is_noun(base) and is_base(base)):
            return
        start = found + 1
        place = start
        stop = min(self._is.end, start + LONGEST_THING)
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
                    after += len(self._verb(after))
                amounts = self._amounts.read(after, self._is.end, base=False)
                thing = text[start:place]
                if (
                    amounts is not None
                    and amounts.readings[0].unit == "yuan"
                    and self._is.is_noun(thing)
                    # 每人每月: no unit counts two things.
                    and "每" not in thing
                    and "，" not in thing
                    and thing[-1] not in _DIGITS
                ):
                    # 受侵害的劳动者每人: the thing is the person counted.
                    per = _per(amounts, counted(thing))
                    if _BEYOND.search(base):
                        # 超出部分每平方米: not of all that there is.
                        per = _of(per, base)
                    yield per, amounts.end
                    return
            place += 1

    def _verb(self, at: int) -> str:
        """处 of 处罚款, 罚款, or another verb that imposes."""
        if self._is.starts("处罚款", at):
            return "处"
        return self._is.word("fine", at) or self._is.word("impose", at) or ""

    def _closed(
        self, at: int, amounts: Amounts, end: int, *, verb: bool
    ) -> Iterator[Found]:
        """What follows the amount: a cap, another amount, 的罚款."""
        amounts, end = self._capped(amounts, end)
        yield from self._either(at, amounts, end)
        stop, defects = self._fine_after(end)
        if stop is not None:
            late = self._amounts.late_mark(stop, self._is.end)
            if late is not None:
                marked = _marked(amounts, late[1], late[2])
                if marked is not None:
                    yield self._fine(at, marked, late[0], defects)
            yield self._fine(at, amounts, stop, defects)
        elif verb or self._may_be_bare(amounts, end):
            yield self._fine(at, amounts, end, ())

    def _fine_after(self, end: int) -> tuple[int | None, tuple[Defect, ...]]:
        place = self._is.skip(
            end, ("的标准", "标准", "的幅度", "幅度", "数额")
        )
        place = self._is.skip(place, COUNT)
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
                one.base is None
                or one.base in base_facts()
                or one.base.endswith(_FINE_RANGES)
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
            options=options(FINE, amounts),
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


def _marked(
    amounts: Amounts, inclusive: bool, value: Decimal | None
) -> Amounts | None:
    """The amount with the bound of that figure, or its last, as marked."""
    found = []
    for one in amounts.readings:
        if value is None or one.to == value:
            if one.to is None:
                return None
            found.append(evolve(one, to_inclusive=inclusive))
        elif one.from_ == value:
            found.append(evolve(one, from_inclusive=inclusive))
        else:
            return None
    return evolve(amounts, readings=tuple(found))


def _of(amounts: Amounts, base: str) -> Amounts:
    return evolve(
        amounts,
        readings=tuple(evolve(one, base=base) for one in amounts.readings),
    )


def _per(amounts: Amounts, thing: str) -> Amounts:
    return evolve(
        amounts,
        readings=tuple(
            evolve(one, unit=f"yuan-per-{thing}") for one in amounts.readings
        ),
    )
