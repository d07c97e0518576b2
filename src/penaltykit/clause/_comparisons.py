"""Bounds written as a comparison: 5千元≤罚款<1万元."""

from collections.abc import Iterator
from typing import Final

from penaltykit.clause._amount import Amount, AmountReader, Amounts, Defect
from penaltykit.clause._draft import Item, options
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._result import PhrasePenalty
from penaltykit.penalty import PenaltyKind

Found = tuple[tuple[Item, ...], int]

FINE: Final = PhrasePenalty(kind=PenaltyKind.FINE)
_MONEY: Final = frozenset({"yuan", "times", "percent"})
_COMPARE: Final = {"<": False, "≤": True}


class ComparisonReader:
    """Reads comparisons of a clause."""

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        self._is = phrases
        self._amounts = amounts

    def at(self, at: int) -> Iterator[Found]:
        """The comparison that may stand at ``at``."""
        for verb in ("", *self._is.all("impose", at)):
            place = self._is.skip(
                at + len(verb), ("罚款额度为", "罚款金额为", "罚款为")
            )
            if place > at + len(verb) or not self._is.starts("罚款", at):
                yield from self._comparison(at, place)

    def _comparison(self, start: int, at: int) -> Iterator[Found]:
        low = self._yuan_or_times(at)
        place = low[1] if low else at
        low_in = None
        if low:
            sign = self._is.text[place : place + 1]
            if sign not in _COMPARE:
                return
            low_in = _COMPARE[sign]
            place += 1
        word = self._is.word("fine_labels", place)
        if word is None:
            return
        place += len(word)
        sign = self._is.text[place : place + 1]
        amount = None
        defects = list(low[2]) if low else []
        if sign in _COMPARE and sign:
            high = self._yuan_or_times(place + 1)
            if high is None or (low and low[0].unit != high[0].unit):
                return
            defects.extend(high[2])
            amount = Amount(
                from_=low[0].from_ if low else None,
                from_inclusive=bool(low_in) if low else True,
                to=high[0].to,
                to_inclusive=_COMPARE[sign],
                unit=high[0].unit,
            )
            end = high[1]
        elif sign in ("≥", ">") and not low:
            high = self._yuan_or_times(place + 1)
            if high is None:
                return
            amount = Amount(
                from_=high[0].from_,
                from_inclusive=sign == "≥",
                unit=high[0].unit,
            )
            end = high[1]
        if amount is None:
            return
        if (
            amount.from_ is not None
            and amount.to is not None
            and amount.from_ > amount.to
        ):
            self._amounts.defects.append(
                Defect(code="lower-above-upper", start=start, end=end)
            )
            return
        item = Item(
            options=options(FINE, Amounts(readings=(amount,), end=end)),
            start=start,
            end=end,
            verb="fine",
            defects=tuple(defects),
        )
        yield (item,), end

    def _yuan_or_times(
        self, at: int
    ) -> tuple[Amount, int, tuple[Defect, ...]] | None:
        amounts = self._amounts.read(at, self._is.end, base=False)
        if (
            amounts is None
            or len(amounts.readings) > 1
            or amounts.readings[0].unit not in _MONEY
            or amounts.readings[0].from_ != amounts.readings[0].to
        ):
            return None
        return amounts.readings[0], amounts.end, amounts.defects
