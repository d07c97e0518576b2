"""What later clauses add to a penalty: caps, rounding, more of a ban."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, mutable

from penaltykit.clause import _context as context
from penaltykit.clause._amount import AmountReader, Defect
from penaltykit.clause._entries import Entries
from penaltykit.clause._fines import FineReader
from penaltykit.clause._numbers import read_number
from penaltykit.clause._occupation import DAYS
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.clause._rounding import Rounding, read_rounding
from penaltykit.clause._state import Entry
from penaltykit.clause._words import base_facts
from penaltykit.penalty import PenaltyKind

_LONGEST: Final = 3000
_NEAR: Final = 20
_TERM: Final = re.compile("自[^，；。]{1,60}?之日(?:的次日)?起")
_EXCEPTED: Final = re.compile("(?:但是?)?[^，；。]{1,80}除外")
_BAN_GOES_ON: Final = ("或者从事", "或者担任", "从事", "担任", "或者申请")


_LEAST: Final = re.compile("(?:应当)?(?:均)?(?:按照?|以)")
_UNDER: Final = re.compile(
    "(?:^|；)(?P<base>[^；，]{1,60}?)(?:不足|不满|未满|低于|少于)"
    "(?P<least>[^；，元]{1,12})元$"
)


def _same_base(base: str, named: str) -> bool:
    """Whether a minimum is that of a base: 货值金额, and the 货值金额 of
    the goods.
    """
    plain = named.removeprefix("其").removeprefix("上述")
    return base.removeprefix("其").endswith(plain)


@mutable
class Additions(Entries):
    """Adds to the entries of the clauses before."""

    def _last_fines(self) -> list[Entry]:
        """The fines of the last clause that had any."""
        found: list[Entry] = []
        for entry in reversed(self.entries):
            if entry.first.kind is not PenaltyKind.FINE:
                break
            if found and entry.clause != found[0].clause:
                break
            found.append(entry)
        return found

    def _cap(self, phrases: Phrases, reader: AmountReader, start: int) -> bool:
        """``最高不超过三万元`` after a fine."""
        fines = self._last_fines()
        if not self.entries or self.fresh:
            return False
        found = FineReader(phrases, reader).cap(start)
        if found is None:
            return False
        cap, floor, end = found
        end = phrases.skip(end, ("的罚款", "罚款", "为限"))
        if end != phrases.end:
            return False
        if not fines:
            return self._capped_above(start)
        if fines[0].first.unit == "yuan" and not fines[0].first.step:
            return self._closes_band(fines, cap, floor, start, end)
        self._capped_beside(fines, cap, floor)
        for entry in fines:
            if cap is not None:
                entry.change(cap=cap)
            if floor is not None:
                entry.change(floor=floor)
        self.mark(start, end, "structure")
        return True

    def _capped_above(self, start: int) -> bool:
        """Whether a cap behind another penalty is of a fine before it.

        It stays unread: which fine it bounds is not printed.
        """
        if not self.text.startswith(("罚款", "但", "总", "其罚款"), start):
            return False
        for entry in reversed(self.entries):
            if entry.segment != self.segment:
                break
            if entry.first.kind is PenaltyKind.FINE:
                return True
        return False

    def _closes_band(
        self,
        fines: Sequence[Entry],
        cap: Decimal | None,
        floor: Decimal | None,
        start: int,
        end: int,
    ) -> bool:
        """处5000元以上罚款，但最高不超过3万元: the other bound of it.

        A cap of a sum that is printed already stays unread: it is no
        second fine.
        """
        (entry, *more) = fines
        one = entry.first
        low, high = one.from_, one.to
        if more or (cap is None) == (floor is None):
            return True
        if cap is not None and high is None and low is not None:
            closes = low <= cap
        elif floor is not None and low is None and high is not None:
            closes = floor <= high
        else:
            return True
        if closes:
            entry.change(from_=low or floor, to=high or cap)
            self.mark(start, end, "structure")
        return True

    def _capped_beside(
        self,
        fines: Sequence[Entry],
        cap: Decimal | None,
        floor: Decimal | None,
    ) -> None:
        """对单位处…2倍，对个人处…1倍，最高不超过…: of one, or of both?"""
        number = len(self.entries) - len(fines)
        beside = self.entries[number - 1] if number else None
        if (
            beside is None
            or beside.segment != self.segment
            or beside.first.kind is not PenaltyKind.FINE
            or beside.first.unit not in ("times", "percent")
            or beside.first.situation != fines[-1].first.situation
            or beside.first.who == fines[-1].first.who
            or beside.first.cap is not None
            or beside.first.floor is not None
        ):
            return
        beside.options = [
            *beside.options,
            *(evolve(one, cap=cap, floor=floor) for one in beside.options),
        ]

    def _fills(
        self, phrases: Phrases, reader: AmountReader, start: int
    ) -> bool:
        """处以罚款，罚款额为五百元至二千元: the amount of that fine."""
        last = self.entries[-1] if self.entries else None
        if (
            last is None
            or self.fresh
            or last.first.kind is not PenaltyKind.FINE
            or last.first.unit is not None
            or last.segment != self.segment
            or not phrases.starts("罚款", start)
        ):
            return False
        for items, end in FineReader(phrases, reader).at(start):
            (item, *more) = items
            if more or end != phrases.end or item.options[0].unit is None:
                continue
            one = last.first
            last.options = [
                evolve(
                    option,
                    who=one.who,
                    subject=one.subject,
                    situation=one.situation,
                    obligation=one.obligation,
                    group=one.group,
                    base_fact=base_facts().get(option.base or ""),
                )
                for option in item.options
            ]
            self.defects.extend(item.defects)
            self.mark(start, end, "structure")
            return True
        return False

    def _base_least(self, reader: AmountReader, start: int, end: int) -> None:
        """货值金额不足十万元的，按十万元计算: the least of a base.

        A minimum that is not that of the base of the fine before it is told
        as a problem.
        """
        self.mark(start, end, "structure")
        least = _LEAST.match(self.text, start, end)
        amount = reader.read(least.end(), end, base=False) if least else None
        under = _UNDER.search(self.situation or "")
        fines = [one for one in self._last_fines() if one.first.base]
        self.situation, self.grade, self.fresh = self.prior, None, False
        value = amount.readings[0].to if amount is not None else None
        told = read_number(under["least"]) if under is not None else None
        if (
            value is not None
            and told is not None
            and under is not None
            and value == told.value
            and fines
            and all(
                _same_base(one.first.base or "", under["base"])
                for one in fines
            )
        ):
            for entry in fines:
                entry.change(base_least=value)
            return
        self.defects.append(Defect(code="base-minimum", start=start, end=end))

    def _term(self, reader: AmountReader, start: int, end: int) -> bool:
        """自吊销之日起5年内，其负责人不得…: a term before who is banned."""
        match = _TERM.match(self.text, start, end)
        if match is None:
            return False
        found = reader.read(match.end(), end, base=False)
        if (
            found is None
            or found.end != end
            or found.readings[0].unit not in DAYS
            or not self.text.endswith("内", start, end)
        ):
            return False
        one = found.readings[0]
        ban = PhrasePenalty(
            kind=PenaltyKind.RESTRICT_OCCUPATION,
            from_=one.to,
            to=one.to,
            unit=one.unit,
        )
        self.term = start, end, ban
        return True

    def _within_term(self, entry: Entry) -> None:
        """Give a ban without a term the one that stands before it."""
        kind = PenaltyKind.RESTRICT_OCCUPATION
        if (
            self.term is None
            or entry.first.kind is not kind
            or entry.first.unit is not None
        ):
            return
        start, end, ban = self.term
        if (start, end, "structure") not in self.marked[-_NEAR:]:
            self.mark(start, end, "structure")
        entry.change(from_=ban.from_, to=ban.to, unit=ban.unit)

    def _excepts(self, start: int, end: int) -> bool:
        """不得担任辩护人，但…的除外: what it is about stays unread too."""
        last = self.entries[-1] if self.entries else None
        if (
            last is None
            or self.fresh
            or last.clause + 1 != self.clause
            or last.segment != self.segment
            or _EXCEPTED.fullmatch(self.text, start, end) is None
        ):
            return False
        while self.entries and self.entries[-1].clause == last.clause:
            self.entries.pop()
        # Its marks stand last: a search from the front would be long.
        at = len(self.marked) - 1
        while at >= 0:
            low, _, role = self.marked[at]
            if low < self.opened or low > start:
                # The marks of the whole text stand first, the last of them
                # far behind.
                break
            if role == "structure" and self.made[low] == last.clause:
                del self.marked[at]
            at -= 1
        if self.text.startswith("，", start - 1):
            self.joined.add(start - 1)
        return True

    def _rounding(self, start: int, end: int) -> bool:
        fines = self._last_fines()
        if not fines:
            return False
        found: Rounding | None = read_rounding(
            self.text, start, end, self.words
        )
        if found is None:
            return False
        grown = [one for one in fines if one.grows]
        if grown and found.words:
            grown = [
                one
                for one in grown
                if one.unit_word and one.unit_word in found.words
            ]
            if not grown:
                return False
        for entry in grown or fines:
            entry.change(rounding=found.mode)
        self.mark(start, end, "structure")
        return True

    def _continues(self, start: int, end: int) -> bool:
        """五年内不得申请许可，或者从事…: one ban, printed with a comma."""
        text = self.text[start:end]
        last = self.entries[-1] if self.entries else None
        if (
            last is None
            or last.first.kind is not PenaltyKind.RESTRICT_OCCUPATION
            or last.first.object is None
            or last.segment != self.segment
            or len(last.first.object) > _LONGEST
            or not text.startswith(_BAN_GOES_ON)
            or context.holds_sanction(self.text, start, end)
        ):
            return False
        last.change(object=f"{last.first.object}，{text}")
        self.mark(start, end, "structure")
        return True
