"""What one 没收 takes, where it is more than gains and a thing."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit.clause._draft import Item
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.penalty import PenaltyKind

# 没收盗伐的林木或者变卖所得: the proceeds stand for the thing.
_SOLD: Final = re.compile(
    "([^，；。或]{2,40})或者?((?:其)?(?:变卖|变价|拍卖)(?:的|后的)?(?:所得|价款|款项|款))"
)
# 没收违法所得（无法计算的除外）
_EXCEPTED: Final = re.compile("（[^）]*(?:除外|以外|不在此限)")
EARNED: Final = ("收入", "费用", "收益", "利润", "报酬", "所获利益")
# 没收产品和销售收入: a thing and money, and no one of them.
_AND_EARNED: Final = re.compile("[和及][^的和及]{1,12}$")
_THING_AND_EARNED: Final = re.compile(
    "([^，；。]{1,40}?)(?:以及|和|及其?|、)"
    "((?:违法|非法)[^的和及、处0-9]{1,10})"
)


def several_taken(
    phrases: Phrases, noun: str, start: int, end: int
) -> tuple[Item, ...] | None:
    """Things around the gains, one for the other, or a thing and money.

    Returns:
        ``None`` where the words are none of these; nothing where they must
        stay unread.
    """
    around = phrases.things_around_gains(noun)
    if around is not None:
        return tuple(_taken_between(start, end, *around))
    if _EXCEPTED.search(noun):
        return ()
    sold = _SOLD.fullmatch(noun)
    if sold is not None:
        return tuple(_either_taken(start, end, *sold.groups()))
    gains, things, _ = phrases.gains_and_things(noun)
    if gains or not things.endswith(EARNED):
        return None
    both = _THING_AND_EARNED.fullmatch(things)
    if both is None or not phrases.is_thing(both[1]):
        return () if _AND_EARNED.search(things) else None
    return tuple(_both_taken(start, end, *both.groups()))


def _taken_between(
    start: int, end: int, before: str, after: str
) -> Iterator[Item]:
    """Things, the gains, and other things: in the order of print."""
    for number, (kind, noun) in enumerate(
        (
            (PenaltyKind.CONFISCATE_GOODS, before),
            (PenaltyKind.CONFISCATE_GAINS, None),
            (PenaltyKind.CONFISCATE_GOODS, after),
        )
    ):
        yield Item(
            options=(PhrasePenalty(kind=kind, object=noun),),
            start=start,
            end=end,
            joined="and" if number else "",
        )


def _either_taken(
    start: int, end: int, thing: str, money: str
) -> Iterator[Item]:
    """The thing, or what it was sold for."""
    for number, noun in enumerate((thing, money)):
        yield Item(
            options=(
                PhrasePenalty(kind=PenaltyKind.CONFISCATE_GOODS, object=noun),
            ),
            start=start,
            end=end,
            joined="or" if number else "",
        )


def _both_taken(
    start: int, end: int, thing: str, money: str
) -> Iterator[Item]:
    """直销产品和违法销售收入: the thing, and what was earned."""
    for kind, noun in (
        (PenaltyKind.CONFISCATE_GOODS, thing),
        (PenaltyKind.CONFISCATE_GAINS, money),
    ):
        yield Item(
            options=(PhrasePenalty(kind=kind, object=noun),),
            start=start,
            end=end,
            joined="and" if noun is money else "",
        )


def gained(item: Item) -> tuple[PhrasePenalty, ...]:
    """The same, taken as gains."""
    return tuple(
        evolve(one, kind=PenaltyKind.CONFISCATE_GAINS) for one in item.options
    )
