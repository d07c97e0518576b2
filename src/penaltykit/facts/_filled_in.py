"""What a form leaves blank in a sentence of reasons: the name of the party,
the day of the act, the sum that was decided. None of it is a reason."""

import datetime as dt
from collections.abc import Callable, Collection
from decimal import Decimal
from re import Match
from typing import Final

from penaltykit.case import Case, EventKind, Violation
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import AMOUNT, DATE, amount_in, date_in, half_width

_MONEY: Final = Pattern(AMOUNT)
_ISO: Final = Pattern(
    r"(?P<year>20[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})"
)
# What stands in its clause before a sum that is only said to be decided.
# 按法定下限罚款5000元 says where in the range it lies, and is kept.
_ONLY_DECIDED: Final = Pattern(
    r"(?:因此|综上|现|故|依法|经|集体|研究|讨论|审议|后|决定|对|其|该|当事人|"
    r"给予|作出|处|以|罚|款|并|没收|违法所得|金额|人民币|大写|本局|本机关|"
    r"你单位|你公司|[:：（(\s])*"
)
_NEAR: Final = 60
_CLAUSE: Final = Pattern(r"[，,。；;\n]")
_BEHIND: Final = Pattern(r"整?\s*(?:的?\s*(?:行政)?罚款|[）)])")
# 2025年8月20日实施违法行为, 5月6日集体研究; 检查后当日改正 is a reason.
_THE_ACT: Final = Pattern(
    r"[，,]?(?:实施|从事|发生|存在|违反|违法|经|集体|研究|讨论|审议|召开|作出|"
    r"决定|被查|查处)"
)
_COURSE: Final = (EventKind.DECIDED, EventKind.COLLECTIVE_DISCUSSION)


def own_days(case: Case, violation: Violation) -> frozenset[dt.date]:
    """Days of the act, of its discussion and of the decision."""
    days = {violation.act.from_, violation.act.to}
    days |= {event.date for event in case.events if event.kind in _COURSE}
    return frozenset(day for day in days if day is not None)


def own_sums(violation: Violation) -> frozenset[Decimal]:
    """The sums that the file states as penalties of a violation."""
    return frozenset(
        penalty.amount
        for penalty in violation.penalties
        if penalty.amount is not None
    )


def without_filled_in(text: str, case: Case, violation: Violation) -> str:
    """A sentence without what a form leaves blank. A sum goes only where it
    stands as the penalty, a day only where nothing but the act, or the course
    of the case, is told of it.

    Args:
        text: reasons of the violation.
        case: names its parties and its agency.
        violation: with the act and the stated penalties.
    """
    text = half_width(text)
    for name in (*(party.name for party in case.parties), case.agency.name):
        text = text.replace(name, "")
    days = own_days(case, violation)
    for pattern in (DATE, _ISO):
        text = pattern.sub(_days_out(days), text)
    return _MONEY.sub(_sums_out(text, own_sums(violation)), text)


def _days_out(days: Collection[dt.date]) -> Callable[[Match[str]], str]:
    def drop(match: Match[str]) -> str:
        bare = _THE_ACT.match(match.string, match.end()) is not None
        return "" if bare and date_in(match) in days else match[0]

    return drop


def _sums_out(
    text: str, sums: Collection[Decimal]
) -> Callable[[Match[str]], str]:
    def drop(match: Match[str]) -> str:
        before = _CLAUSE.split(
            text[max(match.start() - _NEAR, 0) : match.start()]
        )
        as_penalty = _ONLY_DECIDED.fullmatch(before[-1]) is not None and (
            "罚" in before[-1]
            or "没收" in before[-1]
            or _BEHIND.match(text, match.end()) is not None
        )
        if any("减轻" in clause for clause in before[-2:-1]):
            as_penalty = False  # a sum below the range of the law
        return "" if as_penalty and amount_in(match) in sums else match[0]

    return drop
