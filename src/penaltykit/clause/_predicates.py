"""One penalty or order at a place of a clause.

Each reader takes a place and gives what may stand there, each with the place
after it; the clause tries them in order and keeps the first that lets it be
read to its end.
"""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit.clause._amount import AmountReader
from penaltykit.clause._draft import Found, Item, amounted, one_found
from penaltykit.clause._fines import FineReader
from penaltykit.clause._free_orders import OrderReader
from penaltykit.clause._occupation import DAYS, OccupationReader, timed
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.clause._taken import EARNED, gained, several_taken
from penaltykit.penalty import PenaltyKind

_TAILS: Final = ("的行政处罚", "的处罚", "行政处罚", "处罚")


class PredicateReader(OccupationReader):
    """Reads one predicate of a clause.

    Args:
        phrases: the clause.
        amounts: reads amounts of the text.
    """

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        super().__init__(phrases, amounts)
        self._fines = FineReader(phrases, amounts)
        self._orders = OrderReader(phrases, amounts)
        self._after_verbs: dict[int, tuple[int, ...]] = {}

    def at(self, at: int) -> Iterator[Found]:
        """What may stand at ``at``, the likeliest first."""
        yield from self._fines.at(at)
        yield from self._simple(at)
        yield from self._detention(at)
        yield from self._confiscation(at)
        yield from self._permits(at)
        yield from self._suspension(at)
        yield from self._restriction(at)
        yield from self._other(at)
        yield from self._effects(at)
        yield from self._orders.at(at)

    # --- words alone -----------------------------------------------

    def _verbs(self, at: int) -> tuple[int, ...]:
        """Places after the verb that imposes, and the place without one."""
        found = self._after_verbs.get(at)
        if found is None:
            found = self._after_verbs[at] = (
                *(at + len(verb) for verb in self._is.all("impose", at)),
                at,
            )
        return found

    def _tail(self, at: int) -> int:
        return self._is.skip(at, _TAILS)

    def _simple(self, at: int) -> Iterator[Found]:
        for place in self._verbs(at):
            for name, kind in (
                ("warning", PenaltyKind.WARNING),
                ("criticism", PenaltyKind.CRITICISM),
            ):
                word = self._is.word(name, place)
                if word is not None:
                    end = self._tail(place + len(word))
                    end = self._is.skip(end, ("后放行", "后予以放行"))
                    yield one_found(PhrasePenalty(kind=kind), at, end)

    def _other(self, at: int) -> Iterator[Found]:
        """限期出境 and what else laws name as penalties of their own."""
        for place in self._verbs(at):
            word = self._is.word("other_penalties", place)
            struck = _STRUCK.match(self._is.text, place, self._is.end)
            if word is None and struck is not None:
                word = struck[0]
            if word is not None:
                yield one_found(
                    PhrasePenalty(kind=PenaltyKind.OTHER_PENALTY, object=word),
                    at,
                    self._tail(place + len(word)),
                )

    def _effects(self, at: int) -> Iterator[Found]:
        """不予处罚; 从轻, 减轻 and 从重, which impose nothing themselves."""
        for place in self._verbs(at):
            word = self._is.word("no_penalty", place)
            if word is not None:
                yield one_found(
                    PhrasePenalty(kind=PenaltyKind.NO_PENALTY),
                    at,
                    place + len(word),
                )
            word = self._is.word("circumstance", place)
            if word is not None:
                end = self._tail(place + len(word))
                item = Item(options=(), start=at, end=end, role="circumstance")
                yield (item,), end
        fired = _FIRED.match(self._is.text, at, self._is.end)
        if fired is not None:
            item = Item(
                options=(), start=at, end=fired.end(), role="consequence"
            )
            yield (item,), fired.end()
        if self._is.starts("给予", at) or self._is.starts("依法给予", at):
            stop = self._is.find("处分", at, 40)
            if stop is not None:
                item = Item(options=(), start=at, end=stop, role="consequence")
                yield (item,), stop

    # --- detention -------------------------------------------------

    def _detention(self, at: int) -> Iterator[Found]:
        for place in self._verbs(at):
            amounts = self._amounts.read(place, self._is.end, base=False)
            if amounts and amounts.readings[0].unit == "days":
                after = self._is.skip(amounts.end, ("的",))
                word = self._is.word("detention", after)
                if word is not None:
                    yield amounted(
                        PenaltyKind.DETENTION,
                        None,
                        amounts,
                        at,
                        self._tail(after + len(word)),
                    )
            word = self._is.word("detention", place)
            if word is None:
                continue
            after = place + len(word)
            amounts = self._amounts.read(after, self._is.end, base=False)
            if amounts and amounts.readings[0].unit == "days":
                yield amounted(
                    PenaltyKind.DETENTION, None, amounts, at, amounts.end
                )
            yield one_found(
                PhrasePenalty(kind=PenaltyKind.DETENTION),
                at,
                self._tail(after),
            )

    # --- confiscation ----------------------------------------------

    def _confiscation(self, at: int) -> Iterator[Found]:
        word = self._is.word("confiscate", at)
        if word is None:
            return
        start = at + len(word)
        more = self._is.skip(start, ("、", "并", "和", "，"))
        if start == self._is.end or (word.startswith("予以") and more > start):
            # 有违法所得的，予以没收: what is taken stands before.
            yield (
                (
                    Item(
                        options=(
                            PhrasePenalty(kind=PenaltyKind.CONFISCATE_GOODS),
                        ),
                        start=at,
                        end=start,
                        verb="taken",
                    ),
                ),
                start,
            )
        for end in self._is.noun_ends(start):
            yield from self._taken(at, start, end)

    def _taken(self, at: int, start: int, end: int) -> Iterator[Found]:
        """What is taken: gains, things, or both."""
        noun = self._is.text[start:end]
        several = several_taken(self._is, noun, at, end)
        if several:
            yield several, end
        if several is not None:
            return
        gains, things, either = self._is.gains_and_things(noun)
        if things and (
            not self._is.is_thing(things)
            or _SUM_AT_END.search(things)
            or things.startswith(("对", "由"))
        ):
            return
        items = []
        if gains:
            items.append(
                Item(
                    options=(
                        PhrasePenalty(kind=PenaltyKind.CONFISCATE_GAINS),
                    ),
                    start=at,
                    end=end,
                )
            )
        if things:
            thing = Item(
                options=(
                    PhrasePenalty(
                        kind=PenaltyKind.CONFISCATE_GOODS, object=things
                    ),
                ),
                start=at,
                end=end,
                joined="and",
            )
            items.insert(
                0 if gains and noun.startswith(things) else len(items), thing
            )
        if things.endswith(EARNED):
            # 没收所收取的检验费用: money that was earned.
            items = [evolve(one, options=gained(one)) for one in items]
        if either and len(items) > 1:
            items[1] = evolve(items[1], joined="or")
        if items:
            yield tuple(items), end

    # --- permits ---------------------------------------------------

    def _permits(self, at: int) -> Iterator[Found]:
        place = self._is.skip(
            at, ("予以", "处", "处以", "并处", "依法", "给予")
        )
        for start in {place, at}:
            for verb in self._is.all("revoke", start):
                after = start + len(verb)
                yield from self._revoked_for(at, after)
                if after == self._is.end and verb == "吊销":
                    yield one_found(
                        PhrasePenalty(kind=PenaltyKind.REVOKE_PERMIT),
                        at,
                        after,
                    )
                for stop in self._is.noun_ends(after):
                    noun, end = self._named(after, stop)
                    if not self._is.is_noun(noun) or not (
                        self._is.is_permit(noun)
                    ):
                        continue
                    if _TIMED.match(noun):
                        # 其1年内参加…的资格: the time is part of no name.
                        continue
                    penalty = PhrasePenalty(
                        kind=PenaltyKind.REVOKE_PERMIT, object=noun
                    )
                    if verb != "吊销" and noun.endswith("许可"):
                        # 依法撤销相应许可 takes back what was granted.
                        penalty = PhrasePenalty(
                            kind=PenaltyKind.OTHER_ORDER, object=verb + noun
                        )
                    yield one_found(penalty, at, end)
            yield from self._downgrade(at, start)

    def _revoked_for(self, at: int, start: int) -> Iterator[Found]:
        """取消其1年至2年内参加投标的资格: for a time, and what of."""
        place = self._since(self._is.skip(start, ("其",)))
        amounts = self._amounts.read(place, self._is.end, base=False)
        if amounts is None or amounts.readings[0].unit not in DAYS:
            return
        begin = self._is.skip(amounts.end, ("的",))
        for stop in self._is.noun_ends(begin):
            noun, end = self._named(begin, stop)
            if self._is.is_noun(noun) and self._is.is_permit(noun):
                penalty = PhrasePenalty(
                    kind=PenaltyKind.REVOKE_PERMIT, object=noun
                )
                lasting = self._lasts(amounts.end)
                yield timed(penalty, amounts, at, end, lasting=lasting)

    def _named(self, start: int, end: int) -> tuple[str, int]:
        """A noun, without the 的处罚 of 给予吊销许可证的处罚."""
        noun = self._is.text[start:end]
        stop = self._is.skip(end, ("行政处罚", "处罚"))
        if stop > end and noun.endswith("的"):
            return noun.removesuffix("的"), stop
        return noun, end

    def _downgrade(self, at: int, start: int) -> Iterator[Found]:
        """降低测绘资质等级."""
        word = self._is.word("downgrade", start)
        if word is None:
            return
        after = start + len(word)
        named = self._is.words["downgrade_objects"].ends
        for end in self._is.noun_ends(after):
            noun = self._is.text[after:end]
            if self._is.is_noun(noun) and noun.endswith(named):
                penalty = PhrasePenalty(
                    kind=PenaltyKind.DOWNGRADE, object=noun
                )
                yield one_found(penalty, at, end)

    def _suspension(self, at: int) -> Iterator[Found]:
        """暂扣3个月机动车驾驶证; 暂停其6个月以内从事报关业务."""
        place = self._is.skip(
            at, ("处以", "处", "并处", "予以", "责令", "给予")
        )
        verb = self._is.word("suspend", place)
        if verb is None:
            return
        start = place + len(verb)
        paired = self._is.word("or", start)
        if paired is not None:
            yield from self._suspend_or_revoke(at, start, start + len(paired))
        yield from self._suspended(at, start, verb)

    def _suspend_or_revoke(
        self, at: int, split: int, after: int
    ) -> Iterator[Found]:
        """暂扣或者吊销许可证: two verbs, one object."""
        for (second, *_), end in self._permits(after):
            (penalty,) = second.options
            if penalty.kind is not PenaltyKind.REVOKE_PERMIT:
                continue
            first = Item(
                options=(evolve(penalty, kind=PenaltyKind.SUSPEND_PERMIT),),
                start=at,
                end=split,
            )
            yield (first, evolve(second, joined="or")), end

    def _suspended(self, at: int, start: int, verb: str) -> Iterator[Found]:
        place = self._is.skip(start, ("其",))
        amounts = self._amounts.read(place, self._is.end, base=False)
        if amounts is not None:
            if amounts.readings[0].unit not in DAYS:
                return
            place = self._is.skip(amounts.end, ("的",))
        else:
            place = start
        for end in self._is.noun_ends(place):
            noun = self._is.text[place:end]
            found, stop = amounts, end
            if found is None:
                noun, found, stop = self._trailing(place, end)
            if not self._is.is_noun(noun):
                continue
            noun = noun.removesuffix("的")
            if self._is.is_permit(noun):
                kind = PenaltyKind.SUSPEND_PERMIT
            elif self._is.is_business(noun):
                kind = PenaltyKind.SUSPEND_BUSINESS
                noun = noun if found is not None else verb + noun
            elif found is None:
                kind, noun = PenaltyKind.OTHER_ORDER, verb + noun
            else:
                continue
            yield amounted(kind, noun, found, at, stop)


# What is done to officials under the law of their service.
_FIRED: Final = re.compile(
    "(?:予以|给予)?(?:开除公职|开除党籍|开除学籍|开除|撤职|辞退|解聘)(?:的?处分)?"
)
_STRUCK: Final = re.compile("从[^，；。]{1,30}中(?:予以)?除名")


_TIMED: Final = re.compile(
    "其?(?:自[^，；。]{1,40}起)?在?[0-9一二三四五六七八九十两]{1,3}(?:年|个月|日)[至到、以之]?"
    "[^的]{0,8}内"
)
_SUM_AT_END: Final = re.compile("[0-9一二三四五六七八九十百千万亿两]元$")
