"""Joints that can be meant in two ways: told, and never guessed."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from attrs import mutable

from penaltykit.clause._adding import Adding
from penaltykit.clause._amount import Defect
from penaltykit.clause._draft import Item, Sanction
from penaltykit.clause._numbers import read_number
from penaltykit.penalty import PenaltyKind

# 不足五万元的，按五万元处罚: the bound of the fine, or of what it is taken of.
_BOUND: Final = re.compile(
    "(?P<what>(?:其|该|所处)?(?:罚款)?(?:金额|数额|总额|额)?)"
    "(?:不足|不满|未满|未达到?|低于|少于|不到|超过|高于|超出)(?P<sum>[^元]{1,12})元"
)
_CAPS: Final = re.compile(
    "(?:但|且|并|其)*(?:罚款|总额|金额|数额|累计|合计)*(?:总额|金额|数额|额)?"
    "(?:最[高低多少]|不(?:得)?(?:超过|低于|少于|高于)|[上下]限)"
)
_WEIGHTY: Final = frozenset(PenaltyKind) - {
    PenaltyKind.WARNING,
    PenaltyKind.CRITICISM,
    PenaltyKind.ORDER_CORRECT,
    PenaltyKind.ORDER_STOP,
    PenaltyKind.OTHER_ORDER,
}


@mutable
class Doubtful(Adding):
    """Refuses what the words leave open."""

    def _leaves_open(self, sanction: Sanction, start: int, end: int) -> bool:
        """Whether a clause can be meant in two ways; then it stays unread."""
        if self._chooses_from_two(sanction) or _chooses_inside(sanction.items):
            last = self.entries[-1:] if sanction.has("or") else []
            clauses = {entry.clause for entry in last}
            first = min(
                (one.start for one in self.entries if one.clause in clauses),
                default=start,
            )
            self.forget(clauses)
            self.entries = [
                one for one in self.entries if one.clause not in clauses
            ]
            self.defects.append(Defect(code="ambiguous", start=first, end=end))
            return True
        if self._caps_and_more(sanction, start) or _torn_band(sanction.items):
            return True
        if self._joins_what(sanction):
            self.defects.append(Defect(code="ambiguous", start=start, end=end))
            return True
        return self._repeats_bound(sanction)

    def _caps_and_more(self, sanction: Sanction, start: int) -> bool:
        """…，最高不超过3万元并责令改正: a cap, and no second fine."""
        first = sanction.items[0]
        if first.start > start or not first.options or self.fresh:
            return False
        if (
            first.options[0].kind is not PenaltyKind.FINE
            or _CAPS.match(self.text, start) is None
        ):
            return False
        for entry in reversed(self.entries):
            if entry.segment != self.segment:
                break
            if entry.first.kind is PenaltyKind.FINE:
                return True
        return False

    def _joins_what(self, sanction: Sanction) -> bool:
        """没收违法所得，单处或者并处罚款: in place of what was taken?"""
        if (
            not sanction.has("single")
            or sanction.has("may")
            or self.fresh
            or not self.entries
            or sanction.words("situation") is not None
            or sum(bool(item.options) for item in sanction.items) > 1
        ):
            return False
        last = self.entries[-1]
        return last.segment == self.segment and last.first.kind in _WEIGHTY

    def _chooses_from_two(self, sanction: Sanction) -> bool:
        """拘留三日并处200元罚款，或者警告: instead of the fine, or of both?"""
        if not sanction.has("or") or self.fresh or not self.entries:
            return False
        last = self.entries[-1]
        beside = [one for one in self.entries if one.clause == last.clause]
        groups = {one.first.group for one in beside}
        return len(beside) > 1 and (len(groups) > 1 or groups == {None})

    def _repeats_bound(self, sanction: Sanction) -> bool:
        """…倍罚款，不足五万元的，按五万元处罚: a least sum, of what?"""
        words = sanction.words("situation")
        if words is None:
            words = self.situation if self.fresh else None
        told = _BOUND.fullmatch((words or "").rpartition("；")[2])
        if told is None or not self._last_fines():
            return False
        number = read_number(told["sum"])
        options = sanction.items[0].options
        return (
            number is not None
            and bool(options)
            and options[0].kind is PenaltyKind.FINE
            and options[0].unit == "yuan"
            and options[0].from_ == options[0].to == number.value
        )


def _torn_band(items: Sequence[Item]) -> bool:
    """处一倍以上、警告、二倍以下的罚款: one band, torn apart."""
    fines = [
        item.options[0]
        for item in items
        if item.options and item.options[0].kind is PenaltyKind.FINE
    ]
    return len(items) > len(fines) and any(
        one.from_ is not None
        and one.to is None
        and other.from_ is None
        and other.to is not None
        and one.unit == other.unit
        for one, other in pairwise(fines)
    )


def _chooses_inside(items: Sequence[Item]) -> bool:
    """拘留三日并处200元罚款或者警告: the same without a comma."""
    real = [item for item in items if item.options]
    for before, one, other in zip(real, real[1:], real[2:], strict=False):
        kinds = [part.options[0].kind for part in (before, one, other)]
        if (
            other.joined == "or"
            and one.joined == "and"
            and one.verb != "order"
            and kinds[1] is not kinds[2]
        ):
            return True
    return False
