"""Caps and floors in yuan: 最高不超过三万元."""

from decimal import Decimal
from typing import Final

from attrs import evolve

from penaltykit.clause._amount import Amount, AmountReader, Amounts
from penaltykit.clause._phrases import Phrases

_CAP_LINKS: Final = ("，", "、", "但", "且", "并", "其")


class CapReader:
    """Reads what bounds the product of a share."""

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        self._is = phrases
        self._amounts = amounts

    def _capped(self, amounts: Amounts, end: int) -> tuple[Amounts, int]:
        """``3倍以下、最高不超过三万元``: a bound in yuan on a share."""
        unit = amounts.readings[0].unit or ""
        if not unit.startswith(("times", "percent", "yuan-per-")):
            return amounts, end
        place = self._is.skip(end, ("罚款", "的罚款"))
        place = self._is.skip(place, _CAP_LINKS)
        found = self.cap(place)
        if found is None:
            return amounts, end
        cap, floor, stop = found
        return (
            evolve(
                amounts,
                readings=tuple(
                    evolve(one, cap=cap, floor=floor)
                    for one in amounts.readings
                ),
            ),
            stop,
        )

    def cap(
        self, at: int
    ) -> tuple[Decimal | None, Decimal | None, int] | None:
        """A cap or floor in yuan at ``at``: cap, floor, place after it."""
        place = at
        for _ in range(2):
            for link in ("但", "且", "并", "其"):
                place = self._is.skip(place, (link,))
        both = self._both_bounds(place)
        if both is not None:
            return both
        subject = self._is.word("cap_subjects", place)
        place += len(subject or "")
        word = self._is.word("cap", place)
        if word is None:
            return None
        kind = self._is.words.kind("cap", word)
        value = self._yuan(place + len(word))
        if value is None:
            return None
        amount, stop = value
        cap = amount if kind == "at_most" else None
        floor = amount if kind == "at_least" else None
        more = self._is.skip(stop, ("，", "、", "且", "并且", "但", "，但"))
        second = self._is.word("cap", more)
        if second is not None:
            other = self._is.words.kind("cap", second)
            value = self._yuan(more + len(second))
            if value is not None and other != kind:
                cap = value[0] if other == "at_most" else cap
                floor = value[0] if other == "at_least" else floor
                stop = value[1]
        return cap, floor, stop

    def _both_bounds(
        self, at: int
    ) -> tuple[Decimal | None, Decimal | None, int] | None:
        """``不少于1万元不超过5万元``: the floor and the cap in one."""
        if self._is.word("cap", at) is None:
            return None
        amounts = self._amounts.read(at, self._is.end, base=False)
        if amounts is None or len(amounts.readings) > 1:
            return None
        one = amounts.readings[0]
        whole = (
            one.unit == "yuan"
            and one.from_ is not None
            and one.to is not None
            and one.from_ != one.to
            and one.from_inclusive
            and one.to_inclusive
        )
        return (one.to, one.from_, amounts.end) if whole else None

    def _yuan(self, at: int) -> tuple[Decimal, int] | None:
        amounts = self._amounts.read(at, self._is.end, base=False)
        if amounts is None or amounts.bound_words:
            return None
        one: Amount = amounts.readings[0]
        if (
            len(amounts.readings) > 1
            or one.unit != "yuan"
            or (one.from_ is None or one.from_ != one.to)
        ):
            return None
        return one.from_, amounts.end
