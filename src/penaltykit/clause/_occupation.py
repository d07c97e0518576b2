"""Bans from an occupation: 五年内不得从事…, 终身禁止…, 限制从业5年."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit.clause._amount import AmountReader, Amounts, Defect
from penaltykit.clause._draft import Found, Item, one_found, options
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.penalty import PenaltyKind

DAYS: Final = frozenset({"days", "months", "years"})

_BEFORE_TIME: Final = ("禁止其", "禁止", "限制其", "限制")
_OPEN_ENDED: Final = (
    "不得从事",
    "不得担任",
    "不得申请",
    "不得参加",
    "不得参与",
    "不得驾驶",
    "禁止从事",
    "禁止担任",
    "禁止其",
    "不再受理",
    "不予受理",
    "不受理",
    "不得取得",
    "不得重新取得",
    "限制从事",
)


class OccupationReader:
    """Reads bans, and times that stand after a noun."""

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        self._is = phrases
        self._amounts = amounts
        self._life = phrases.words["for_life"].ends

    def _trailing(
        self, start: int, end: int
    ) -> tuple[str, Amounts | None, int]:
        """A noun with a time after it: 机动车驾驶证3个月."""
        for place in range(start + 1, end):
            if not self._is.may_figure(place):
                continue
            amounts = self._amounts.read(place, end, base=False)
            if (
                amounts is not None
                and amounts.end == end
                and amounts.readings[0].unit in DAYS
            ):
                return self._is.text[start:place], amounts, end
        return self._is.text[start:end], None, end

    def _restriction(  # noqa: C901, PLR0912 the time stands before or after
        self, at: int
    ) -> Iterator[Found]:
        """五年内不得从事…; 终身禁止…; 限制从业5年."""
        place = self._is.skip(
            at,
            ("实行", "采取", "处以", "处", "予以", "给予", "其", "自行", "在"),
        )
        penalty = PhrasePenalty(kind=PenaltyKind.RESTRICT_OCCUPATION)
        amounts = self._amounts.read(place, self._is.end, base=False)
        life = self._is.word("for_life", place)
        if amounts is not None:
            if amounts.readings[0].unit not in DAYS:
                return
            place = amounts.end
        elif life is not None:
            place += len(life)
        else:
            place = self._is.skip(
                place, ("在一定期限内", "一定期限内", "在规定期限内")
            )
        word = self._is.word("restrict", place)
        business = self._is.word("restrict_business", place)
        if word and business and len(business) >= len(word):
            # 限制开展生产经营活动 takes nobody out of an occupation.
            return
        if word is None and place > at and self._is.starts("不得", place):
            # 10年内不得入境: with a time, whatever is forbidden.
            word = "不得" if amounts is not None or life else None
        if word is None:
            return
        start = place + len(word)
        ever = self._is.word("for_life", start)
        if amounts is None and life is None and ever is not None:
            # 限制从业终身: the time stands after the ban.
            life, start = ever, start + len(ever)
        if amounts is None and life is None and word in _BEFORE_TIME:
            # 禁止其1年至2年内参加…: the time stands after the ban.
            # 禁止其在五年内从事…: and 在 before it.
            held_at = self._since(start)
            amounts = self._amounts.read(held_at, self._is.end, base=False)
            if amounts is not None and amounts.readings[0].unit in DAYS:
                start = amounts.end
            else:
                amounts = None
        held = word
        for prefix in (
            "也",
            "不得",
            "不准",
            "禁止从业",
            "禁止执业",
            "禁止其",
            "禁止",
            "限制从业",
            "限制",
            "再次",
            "再",
        ):
            held = held.removeprefix(prefix)
        ends = [start, *self._is.noun_ends(start)]
        for end in ends:
            behind = self._behind(start, end, amounts, life)
            if behind is None:
                continue
            noun, found, stop, lasting = behind
            if (
                not noun
                and word.endswith(_OPEN_ENDED)
                and (amounts is None and life is None)
            ):
                continue
            words = (held + noun).removesuffix("的措施").removesuffix("措施")
            words = words.removeprefix("在一定期限内")
            for act in ("从事", "担任"):
                if len(words) > len(act):
                    words = words.removeprefix(act)
            one = evolve(penalty, object=words or None)
            if lasting:
                one = evolve(one, unit="life")
            if found is None:
                yield one_found(one, at, stop)
            else:
                yield timed(
                    one, found, at, stop, lasting=self._lasts(found.end)
                )

    def _since(self, at: int) -> int:
        """The place after 自决定之日起 and 在, before how long it lasts."""
        since = _SINCE.match(self._is.text, at, self._is.end)
        place = at if since is None else since.end()
        return self._is.skip(place, ("在", "于"))

    def _behind(
        self, start: int, end: int, amounts: Amounts | None, life: str | None
    ) -> tuple[str, Amounts | None, int, bool] | None:
        """What is banned, for how long, where that ends, and whether for
        ever; ``None`` where the words are no such thing.
        """
        noun = self._is.text[start:end]
        if noun and (not self._is.is_noun(noun) or _DATED.match(noun)):
            return None
        found, stop, lasting = amounts, end, life is not None
        if found is None and noun and not lasting:
            whole = noun
            noun, found, stop = self._trailing_time(start, end)
            if (noun and not self._is.is_noun(noun)) or (
                found is None and _TIMED.match(whole)
            ):
                # 限制从业至2030年: until when, and not how long; 5年并且违法…:
                # the time is part of no name.
                return None
            ever = next(filter(noun.endswith, self._life), None)
            if found is None and ever is not None:
                noun, lasting = noun.removesuffix(ever), True
        if found is not None and _is_date(found):
            return None
        return noun, found, stop, lasting

    def _lasts(self, end: int) -> bool:
        """五年内: all of the time; 五年以内 and 五年以下 bound it."""
        text = self._is.text
        return text.endswith("内", 0, end) and not text.endswith(
            ("以内", "之内"), 0, end
        )

    def _trailing_time(
        self, start: int, end: int
    ) -> tuple[str, Amounts | None, int]:
        amounts = self._amounts.read(start, end, base=False)
        if (
            amounts is not None
            and amounts.end == end
            and amounts.readings[0].unit in DAYS
        ):
            return "", amounts, end
        return self._trailing(start, end)


# 限制从业到2030年12月31日: until when, and no thing.
_DATED: Final = re.compile("[至到自从于]?[0-9〇零一二三四五六七八九]{4}年")
_SINCE: Final = re.compile("自[^，；。]{1,40}?之日(?:的次日)?起")
_TIMED: Final = re.compile(
    "(?:自[^，；。]{1,40}起)?[在于]?[0-9一二三四五六七八九十两]{1,4}(?:年|个?月|日)"
)
_LONGEST_TERM: Final = 100


def _is_date(amounts: Amounts) -> bool:
    """2030年: a year of the calendar, and no number of years."""
    return any(
        one.unit == "years" and value is not None and value > _LONGEST_TERM
        for one in amounts.readings
        for value in (one.from_, one.to)
    )


def timed(
    penalty: PhrasePenalty,
    amounts: Amounts,
    start: int,
    end: int,
    *,
    lasting: bool,
) -> Found:
    """五年内不得…: the time that it lasts, not an upper bound of it."""
    found = []
    for one in options(penalty, amounts):
        whole = one
        if one.from_ is None and lasting:
            whole = evolve(one, from_=one.to, to_inclusive=True)
        found.append(whole)
    defects: tuple[Defect, ...] = amounts.defects
    item = Item(options=tuple(found), start=start, end=end, defects=defects)
    return (item,), end
