"""Orders that stand without 责令: 限期改正, 予以公告, 将…公开销毁."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit.clause._draft import Item, options
from penaltykit.clause._orders import (
    LONGEST_WHO,
    ORDER,
    PERSONS,
    TREATED,
    Found,
    ListedOrders,
    plain_order,
)
from penaltykit.clause._result import PhrasePenalty
from penaltykit.penalty import PenaltyKind

_LONGEST_THING: Final = 12
_LATE: Final = "滞纳金"
_DAILY: Final = ("每日", "每天", "按日", "逐日")
_COLLECTED: Final = ("加收", "加处", "征收", "收取", "缴纳", "计收", "计征")

_DOERS: Final = (*PERSONS, "第三方", "他人", "场所", "部门")
_DEEDS: Final = (
    "收购",
    "销毁",
    "拖移",
    "移送有关",
    "退还",
    "公布",
    "公示",
    "列入",
    "纳入",
    "记入",
    "拆除",
)


class OrderReader(ListedOrders):
    """Reads the orders of a clause, with 责令 and without."""

    def at(self, at: int) -> Iterator[Found]:
        """The orders that may stand at ``at``."""
        place = self._is.skip(at, ("予以", "依法", "并处", "处以", "处"))
        for start in dict.fromkeys((at, place)):
            after = self._is.skip(start, ORDER)
            if after > start:
                yield from self._ordered(at, after)
                return
        yield from self._plain(at)
        if place > at and self._is.starts("强制", place):
            # 予以强制拆除
            for (first, *rest), end in self._plain(place):
                yield (evolve(first, start=at), *rest), end
        if place > at and any(
            self._is.word(name, place)
            for name in ("suspend_business", "restrict_business", "shut_down")
        ):
            # 并处停业整顿
            yield from self._plain(place)
        given = self._is.skip(at, ("给予", "予以", "处以", "处"))
        if given > at and self._is.word("suspend_business", given):
            # 给予停止执业六个月以上一年以下的处罚
            for (first, *rest), end in self._plain(given):
                yield (evolve(first, start=at), *rest), self._named(end)

    def _plain(  # noqa: C901, PLR0912 one branch a kind of order
        self, at: int
    ) -> Iterator[Found]:
        """限制生产、停产整治; 限期改正; 予以公告; 将…公开销毁."""
        is_ = self._is
        timed = self._correct_in_time(at, None)
        if timed is not None:
            yield (timed[0],), timed[1]
        for name in (
            "correct",
            "suspend_business",
            "restrict_business",
            "shut_down",
        ):
            if is_.word(name, at):
                for items, end in self._list(at, None):
                    if items[0].options[0].kind is not (
                        PenaltyKind.OTHER_ORDER
                    ):
                        yield items, end
                break
        yield from self._delegated(at)
        yield from self._surcharge(at)
        if is_.starts("停止", at):
            for item, end in self._order(at, None):
                if item.options[0].kind is PenaltyKind.ORDER_STOP:
                    yield (item,), end
        stop = min(is_.end, at + _LONGEST_THING)
        place = is_.text.find("不", at + 1, stop)
        while place >= 0:
            ban = is_.word("thing_bans", place)
            if ban is not None and is_.is_noun(is_.text[at:place]):
                end = place + len(ban)
                yield self._free(is_.text[at:end], at, end)
            place = is_.text.find("不", place + 1, stop)
        chosen = is_.text.endswith(("或", "或者"), max(0, at - 2), at)
        if is_.word("orders", at) or (chosen and is_.word("ordered", at)):
            for end in self._order_ends(at):
                noun = is_.text[at:end]
                # 扣留车辆至依照规定投保后: the end of it, not of a condition.
                until = "至" in noun and noun.endswith("后")
                # 退还所收费用后没收违法所得: one thing after the other.
                before = noun.endswith("后") and is_.starts("没收", end)
                if is_.is_noun(
                    noun.removesuffix("后") if until or before else noun
                ):
                    yield self._free(
                        noun.removesuffix("后") if before else noun, at, end
                    )
        elif is_.starts("对", at) or is_.starts("向", at):
            for end in is_.noun_ends(at):
                noun = is_.text[at:end]
                if is_.is_noun(noun) and TREATED.fullmatch(noun):
                    yield self._free(noun, at, end)
        elif is_.starts("按", at) and self._bought(at) is not None:
            bought = self._bought(at)
            if bought is not None:
                yield bought
        elif is_.starts("将", at) or is_.starts("按", at):
            for end in is_.noun_ends(at):
                noun = is_.text[at:end]
                if is_.is_noun(noun) and any(word in noun for word in _DEEDS):
                    yield self._free(noun, at, end)

    def _named(self, end: int) -> int:
        """The place after 的处罚."""
        return self._is.skip(end, ("的行政处罚", "的处罚"))

    def _surcharge(self, at: int) -> Iterator[Found]:
        """按日加收滞纳部分千分之二的滞纳金: no penalty, but an amount."""
        place = self._is.skip(at, _DAILY)
        if place == at:
            return
        place = self._is.skip(place, ("按照", "按"))
        verb = self._is.skip(place, _COLLECTED)
        found = self._amounts.read(verb, self._is.end)
        if found is None or found.readings[0].unit != "percent":
            return
        end = self._is.skip(found.end, ("的标准", "的", "标准"))
        if verb == place:
            end = self._is.skip(end, _COLLECTED)
        if not self._is.starts(_LATE, end):
            return
        penalty = PhrasePenalty(kind=PenaltyKind.OTHER_ORDER, object=_LATE)
        item = Item(
            options=tuple(
                evolve(one, step="日") for one in options(penalty, found)
            ),
            start=at,
            end=end + len(_LATE),
            verb="free",
            defects=found.defects,
        )
        yield (item,), item.end

    def _bought(self, at: int) -> Found | None:
        """``按照平均收购价格的百分之七十收购违法收购的烟叶``."""
        start = self._is.skip(at, ("按照", "按"))
        found = self._amounts.read(start, self._is.end)
        if found is None or found.readings[0].unit != "percent":
            return None
        place = self._is.skip(found.end, ("的价格", "价格"))
        if not self._is.starts("收购", place):
            return None
        for end in self._is.noun_ends(place):
            noun = self._is.text[place:end]
            if self._is.is_noun(noun):
                penalty = PhrasePenalty(
                    kind=PenaltyKind.OTHER_ORDER, object=noun
                )
                item = Item(
                    options=options(penalty, found),
                    start=at,
                    end=end,
                    verb="free",
                )
                return (item,), end
        return None

    def _free(self, noun: str, at: int, end: int) -> Found:
        penalty = PhrasePenalty(
            kind=PenaltyKind.OTHER_ORDER,
            object=plain_order(noun.removeprefix("组织")),
        )
        return (Item(options=(penalty,), start=at, end=end, verb="free"),), end

    def _delegated(self, at: int) -> Iterator[Found]:
        """``指定有治理能力的单位代为治理``: what others do instead."""
        is_ = self._is
        start = is_.skip(at, ("指定", "委托"))
        if start == at:
            return
        for verb in ("代为", "进行"):
            found = is_.find(verb, start, LONGEST_WHO)
            if found is not None:
                break
        else:
            return
        place = found - len(verb)
        doer = is_.text[start:place].removesuffix("等")
        if not is_.is_noun(doer) or not doer.endswith(_DOERS):
            return
        for end in self._order_ends(place):
            noun = is_.text[place:end]
            if is_.is_noun(noun):
                yield self._free_from(at, noun, end)

    def _free_from(self, at: int, noun: str, end: int) -> Found:
        penalty = PhrasePenalty(kind=PenaltyKind.OTHER_ORDER, object=noun)
        return (Item(options=(penalty,), start=at, end=end, verb="free"),), end
