"""Orders: 责令停产停业, 限期采取治理措施, 予以公告."""

import re
from collections.abc import Iterator
from typing import Final

from penaltykit.clause._amount import AmountReader
from penaltykit.clause._draft import Item
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.penalty import PenaltyKind

Found = tuple[tuple[Item, ...], int]

ORDER: Final = ("责令", "责成", "令")
LONGEST_WHO: Final = 40
_LONGEST_TIME: Final = 20
_CLOSING: Final = ("suspend_business", "restrict_business", "shut_down")
_ORDERS: Final = (*_CLOSING, "correct", "orders", "ordered")
_PENALTIES: Final = (
    "impose",
    "may",
    "confiscate",
    "revoke",
    "downgrade",
    "restrict",
    "for_life",
    "detention",
    "warning",
    "criticism",
    "no_penalty",
    "other_penalties",
)
_HEDGES: Final = ("予以", "依法", "并", "应当", "由其", "并予以")
_JOINTS: Final = {
    "并且": "and",
    "、": "list",
    "或者": "or",
    "或": "or",
    "和": "and",
    "并": "and",
    "以及": "and",
    "及": "and",
    "，": "and",
}


class ListedOrders:
    """Reads the orders after one 责令."""

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        self._is = phrases
        self._amounts = amounts
        self._lists: dict[tuple[int, str | None], tuple[Found, ...]] = {}

    # --- after 责令 --------------------------------------------------

    def _ordered(self, at: int, start: int) -> Iterator[Found]:
        for who, place in self._addressees(start):
            for items, end in self._list(place, who):
                first, *rest = items
                yield (
                    (
                        Item(
                            options=first.options,
                            start=at,
                            end=first.end,
                            verb="order",
                        ),
                        *rest,
                    ),
                    end,
                )

    def _addressees(self, start: int) -> Iterator[tuple[str | None, int]]:
        """No addressee; 其; or the words before a known order."""
        taken = self._is.skip(self._is.skip(start, ("其",)), ("采取",))
        if self._is.text[taken - 2 : taken] == "采取" and self._known_kind(
            taken
        ):
            # 责令其采取限制生产、停产整治等措施
            yield None, taken
            return
        if self._known(start):
            yield None, start
            return
        place = self._is.skip(start, ("其他", "其"))
        if place > start and self._known(place):
            yield None, place
            return
        stop = min(self._is.end, start + LONGEST_WHO)
        ends = PERSONS
        for end in range(start + 1, stop):
            if self._is.starts("将", start):
                break
            named = self._is.text[max(start, end - 12) : end].endswith(ends)
            if named and (
                self._known(end)
                or self._correct_in_time(end, None) is not None
            ):
                yield self._is.text[start:end], end
                break
        yield None, place

    def _known_kind(self, at: int) -> bool:
        return self._is.any_word(_CLOSING, at)

    def _known(self, at: int) -> bool:
        return (
            self._is.any_word(_ORDERS, at)
            or self._is.skip(at, ("停止", "立即停止", "排除", "临时")) > at
        )

    def _list(self, at: int, who: str | None) -> tuple[Found, ...]:
        key = (at, who)
        found = self._lists.get(key)
        if found is None:
            self._lists[key] = ()
            found = self._lists[key] = tuple(self._read_list(at, who))
        return found

    def _read_list(self, at: int, who: str | None) -> Iterator[Found]:
        for item, end in self._order(at, who):
            for word, joined in _JOINTS.items():
                if not self._is.starts(word, end) or (
                    self._is.text.startswith(("或者", "并且"), end)
                    and word in ("或", "并")
                ):
                    continue
                after = self._is.skip(end + len(word), ("责令",))
                if after == end + len(word) and self._imposes(after):
                    # 责令停业并取消其资格: the second is no order.
                    continue
                for items, stop in self._list(after, who):
                    link = joined
                    if (
                        joined == "list"
                        and item.options[0].object == "停业"
                        and items[0].options[0].kind is PenaltyKind.SHUT_DOWN
                    ):
                        # 停业、关闭: nobody can be both.
                        link = "or"
                    if (
                        joined == "list"
                        and item.options[0].kind
                        is PenaltyKind.RESTRICT_BUSINESS
                        and items[0].options[0].kind
                        is PenaltyKind.SUSPEND_BUSINESS
                    ):
                        link = "or"
                    first, *rest = items
                    joint = Item(
                        options=first.options,
                        start=end + len(word),
                        end=first.end,
                        joined=link,
                        verb="order",
                    )
                    yield (item, joint, *rest), stop
            yield (item,), end

    def _imposes(self, at: int) -> bool:
        """Whether what begins at ``at`` is a penalty of its own."""
        if self._is.word("other_penalties", at):
            return True
        return self._is.any_word(_PENALTIES, at) and not (
            self._is.any_word(_CLOSING, at)
            or self._is.any_word(("orders", "ordered"), at)
        )

    def _order(  # noqa: C901, PLR0912 one branch a kind of order
        self, at: int, who: str | None
    ) -> Iterator[tuple[Item, int]]:
        """One order of a list."""
        is_ = self._is
        timed = self._correct_in_time(at, who)
        if timed is not None:
            yield timed
        for word in is_.all("correct", at):
            end = at + len(word)
            term = _TERM.match(is_.text, end, is_.end)
            end = end if term is None else term.end()
            what = is_.word("correct_objects", end)
            if what is not None:
                yield self._item(
                    PenaltyKind.ORDER_CORRECT,
                    what.removeprefix("其"),
                    who,
                    at,
                    end + len(what),
                )
            yield self._item(PenaltyKind.ORDER_CORRECT, None, who, at, end)
        for name, kind in (
            ("suspend_business", PenaltyKind.SUSPEND_BUSINESS),
            ("restrict_business", PenaltyKind.RESTRICT_BUSINESS),
            ("shut_down", PenaltyKind.SHUT_DOWN),
        ):
            word_ = is_.word(name, at)
            if word_ is None:
                continue
            end = is_.skip(at + len(word_), ("等措施", "措施"))
            object_ = None if name == "shut_down" else word_
            lasting = self._timed(end)
            if lasting is not None:
                penalty, end = lasting
                end = is_.skip(end, ("的行政处罚", "的处罚"))
                # For a time it takes a person out of the occupation.
                person = word_ == "停止执业"
                yield self._item(
                    PenaltyKind.RESTRICT_OCCUPATION if person else kind,
                    object_,
                    who,
                    at,
                    end,
                    penalty,
                )
            else:
                yield self._item(kind, object_, who, at, end)
        stop = is_.skip(at, ("立即停止", "停止", "马上停止"))
        if stop > at:
            for end in self._stop_ends(stop):
                noun = is_.text[stop:end]
                lasting = self._time_at_end(stop, end)
                if lasting is not None:
                    penalty, place = lasting
                    noun = is_.text[stop:place].removeprefix("其")
                    if is_.is_noun(noun) and is_.is_business(noun):
                        yield self._item(
                            _stopped(noun),
                            f"停止{noun}",
                            who,
                            at,
                            end,
                            penalty,
                        )
                elif is_.is_noun(noun):
                    yield self._item(
                        PenaltyKind.ORDER_STOP,
                        noun.removeprefix("其"),
                        who,
                        at,
                        end,
                    )
        if is_.starts("暂停", at):
            for end in is_.noun_ends(at + 2):
                noun = is_.text[at + 2 : end]
                if is_.is_noun(noun) and is_.is_business(noun):
                    yield self._item(
                        PenaltyKind.SUSPEND_BUSINESS,
                        f"暂停{noun}",
                        who,
                        at,
                        end,
                    )
        for end in self._order_ends(at):
            noun = is_.text[at:end]
            if (
                is_.is_noun(noun)
                and noun not in _HEDGES
                and _SUM.match(noun) is None
                and not self._known_alone(noun)
                and (
                    not noun.startswith(_NOT_ORDERS) or TREATED.fullmatch(noun)
                )
            ):
                yield self._item(
                    PenaltyKind.OTHER_ORDER, plain_order(noun), who, at, end
                )

    def _correct_in_time(
        self, at: int, who: str | None
    ) -> tuple[Item, int] | None:
        """``限期15日内改正``, ``在三十日内改正``."""
        place = self._is.skip(at, ("限期", "限于", "限", "在", "于"))
        found = self._amounts.read(place, self._is.end, base=False)
        if (
            place == at
            or found is None
            or (found.readings[0].unit not in ("days", "months"))
        ):
            return None
        word = self._is.word("correct", found.end)
        if word is None:
            return None
        return self._item(
            PenaltyKind.ORDER_CORRECT, None, who, at, found.end + len(word)
        )

    def _order_ends(self, at: int) -> Iterator[int]:
        """Where a free order may end: before another order too."""
        is_ = self._is
        seen: set[int] = set()
        last = is_.noun_ends(at)
        stop = max(last, default=at)
        for end in range(at + 1, stop):
            for joint in ("、", "或者", "或", "并"):
                after = end + len(joint)
                if (
                    is_.starts(joint, end)
                    and (
                        is_.word("orders", after) or is_.word("ordered", after)
                    )
                    and is_.text[at:end] not in _BARE_VERBS
                    and end not in seen
                ):
                    seen.add(end)
                    yield end
        yield from (end for end in last if end not in seen)

    def _stop_ends(self, at: int) -> Iterator[int]:
        """停止违法行为、恢复原状: what is to stop, before another order."""
        known = self._is.noun_ends(at)
        for end in self._order_ends(at):
            if end in known or self._is.text.endswith("行为", at, end):
                yield end

    def _known_alone(self, noun: str) -> bool:
        words = self._is.words
        return any(
            noun in words[name].words
            for name in (
                "suspend_business",
                "restrict_business",
                "shut_down",
                "correct",
            )
        )

    def _timed(self, at: int) -> tuple[PhrasePenalty, int] | None:
        """``停止执业1年``; without a time nothing."""
        found = self._amounts.read(at, self._is.end, base=False)
        if found is None or found.readings[0].unit not in (
            "days",
            "months",
            "years",
        ):
            return None
        one = found.readings[0]
        return (
            PhrasePenalty(
                kind=PenaltyKind.SUSPEND_BUSINESS,
                from_=one.from_,
                from_inclusive=one.from_inclusive,
                to=one.to,
                to_inclusive=one.to_inclusive,
                unit=one.unit,
            ),
            found.end,
        )

    def _time_at_end(
        self, start: int, end: int
    ) -> tuple[PhrasePenalty, int] | None:
        """``执业活动6个月``: the time, and the place where it begins."""
        for place in range(max(start + 1, end - _LONGEST_TIME), end):
            if self._is.may_figure(place):
                found = self._timed(place)
                if found is not None and found[1] == end:
                    return found[0], place
        return None

    def _item(
        self,
        kind: PenaltyKind,
        noun: str | None,
        who: str | None,
        at: int,
        end: int,
        amount: PhrasePenalty | None = None,
    ) -> tuple[Item, int]:
        penalty = PhrasePenalty(
            kind=kind,
            object=noun,
            who=who,
            from_=amount.from_ if amount else None,
            from_inclusive=amount.from_inclusive if amount else True,
            to=amount.to if amount else None,
            to_inclusive=amount.to_inclusive if amount else True,
            unit=amount.unit if amount else None,
        )
        return (
            Item(options=(penalty,), start=at, end=end, verb="order"),
            end,
        )


# 对…动物产品进行无害化处理, 向供水企业补缴水费: to what, or to whom.
TREATED: Final = re.compile(
    "对[^，；。]{2,60}进行[^，；。]{0,8}"
    "(?:处理|处置|治理|修复|整治|销毁|清理|检验|检测|评估|改造)"
    "|向[^，；。]{2,20}(?:补缴|补交|退还|返还|支付|赔偿|缴纳|公告|公布|道歉|追缴|追偿|通报)"
    "[^，；。]{0,30}"
)
_BARE_VERBS: Final = ("暂停", "停止", "终止", "限期", "立即", "采取")
# 责令船舶临时停航 orders a thing about: it stays in the order.
PERSONS: Final = (
    "单位",
    "人员",
    "个人",
    "人",
    "者",
    "企业",
    "机构",
    "组织",
    "公司",
    "户",
    "协会",
    "学校",
    "医院",
    "业主",
    "广告主",
    "雇主",
    "船主",
)
_NOT_ORDERS: Final = (
    "通报",
    "提请",
    "报经",
    "报请",
    "予以没收",
    "由",
    "对",
    "发生",
    "造成",
    "违反",
    "未",
    "被",
)
# 责令改正或者5万元以上8万元以下: an amount is no order.
_SUM: Final = re.compile("[0-9一二三四五六七八九十百千万亿两.]+(?:元|倍|%)")


# 责令改正（限期30日）
_TERM: Final = re.compile("（(?:限期?|期限|在)[^（）]{1,16}）")


def _stopped(noun: str) -> PenaltyKind:
    """For a time, 停止执业 takes a person out of the occupation."""
    if "执业" in noun:
        return PenaltyKind.RESTRICT_OCCUPATION
    return PenaltyKind.SUSPEND_BUSINESS


def plain_order(noun: str) -> str:
    """The words of an order without what only leads to it."""
    for hedge in _HEDGES:
        if noun.startswith(hedge) and len(noun) > len(hedge):
            return noun.removeprefix(hedge)
    return noun
