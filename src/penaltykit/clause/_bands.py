"""Bounds put together to a band, with the unit that they share."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from penaltykit.clause._bounds import (
    Amount,
    Amounts,
    Bound,
    Defect,
    in_months,
    lent,
)

_PAIR: Final = 2
_HUNDRED: Final = Decimal(100)
_MYRIAD: Final = 10_000
_FEW: Final = 100
_FINED: Final = ("罚款", "的罚款", "≤罚", "<罚", "≤X", "<X", "≤x", "<x")


@frozen(kw_only=True)
class BandMaker:
    """Makes bands of bounds.

    Attributes:
        text: normal spelling.
        defects: takes what is defective where no amount comes of it.
    """

    text: str
    defects: list[Defect] = field(factory=list)

    def _combined(  # noqa: C901, PLR0912 one branch a way to pair bounds
        self, bounds: Sequence[Bound]
    ) -> Amounts | None:
        start, end = bounds[0].start, bounds[-1].end
        lows = [one for one in bounds if one.side == "low"]
        highs = [one for one in bounds if one.side == "high"]
        exact = [one for one in bounds if one.side == "exact"]
        if len(bounds) == 1 and exact:
            if exact[0].unit is None and not self._of_money(bounds, end):
                return None
            return self._finish(exact[0], exact[0], (), end, words=False)
        code = None
        if len(highs) > 1:
            code = "two-upper-bounds"
        elif len(lows) > 1:
            code = "two-lower-bounds"
        if code:
            self.defects.append(Defect(code=code, start=start, end=end))
            return None
        if len(bounds) > _PAIR:
            return None
        defects: list[Defect] = []
        low = lows[0] if lows else None
        high = highs[0] if highs else None
        if len(exact) == _PAIR:
            if not exact[1].range_before:
                return None
            low, high = exact
        elif exact:
            if low is not None and bounds[0] is low:
                high = exact[0]
                if not high.range_before:
                    defects.append(
                        Defect(code="missing-bound-word", start=start, end=end)
                    )
            elif (
                high is not None
                and bounds[1] is high
                and bounds[1].range_before
            ):
                low = exact[0]
            else:
                return None
        return self._finish(
            low, high, tuple(defects), end, words=bool(lows or highs)
        )

    def _of_money(self, bounds: Sequence[Bound], end: int) -> bool:
        """三万以上五万以下罚款: ten thousands of a fine are yuan."""
        if any(one.unit is not None or one.scale < _MYRIAD for one in bounds):
            return False
        start = bounds[0].start
        return self.text.startswith(_FINED, end) or (
            end == len(self.text)
            and "罚" in self.text[max(0, start - 8) : start]
        )

    def _finish(
        self,
        low: Bound | None,
        high: Bound | None,
        defects: tuple[Defect, ...],
        end: int,
        *,
        words: bool,
    ) -> Amounts | None:
        """Give both figures the unit that they share."""
        parts = [one for one in (low, high) if one is not None]
        start = min(one.start for one in parts)
        units = [one.unit for one in parts if one.unit is not None]
        if not units:
            if not self._of_money(parts, end):
                self.defects.append(
                    Defect(code="no-unit", start=start, end=end)
                )
                return None
            defects = (
                *defects,
                Defect(code="missing-unit", start=start, end=end),
            )
        unit = units[0] if units else "yuan"
        values: list[tuple[Decimal | None, Decimal | None]] = []
        if set(units) == {"months", "years"} and low and high:
            # 六个月以上一年以下
            unit = "months"
            values = [(in_months(low), in_months(high))]
        elif len(set(units)) == _PAIR:
            if set(units) != {"times", "percent"} or low is None or not high:
                return None
            # 百分之五十以上三倍以下: both in times.
            unit = "times"
            values = [
                (
                    low.value / (_HUNDRED if low.unit == "percent" else 1),
                    high.value / (_HUNDRED if high.unit == "percent" else 1),
                )
            ]
        else:
            values = [
                (low.value if low else None, high.value if high else None)
            ]
            bare = [one for one in parts if one.unit is None]
            if _crossed(low, high):
                # 10-5万元: ten thousands above, or ten yuan?
                self.defects.append(
                    Defect(code="lower-above-upper", start=start, end=end)
                )
                return None
            if bare:
                shared = lent(low, high) if unit == "yuan" else []
                idiom = (
                    len(shared) == 1
                    and low is not None
                    and high is not None
                    and high.range_before
                    and not (low.arabic or high.arabic)
                )
                # 二至五万元 is how 20,000 to 50,000 is said; 1－3万元 can be
                # one yuan to somebody who wants it to be.
                values = [] if idiom else values
                values += [(one, high.value) for one in shared if high]
                ranged = high is not None and high.range_before
                if not shared and (bare[-1] is high or not ranged):
                    defects = (
                        *defects,
                        Defect(code="missing-unit", start=start, end=end),
                    )
        whole = [
            one
            for one in values
            if one[0] is None or one[1] is None or one[0] <= one[1]
        ]
        if not whole:
            self.defects.append(
                Defect(code="lower-above-upper", start=start, end=end)
            )
            return None
        readings = tuple(
            Amount(
                from_=from_,
                from_inclusive=low.inclusive if low else True,
                to=to,
                to_inclusive=high.inclusive if high else True,
                unit=unit,
            )
            for from_, to in whole
        )
        return Amounts(
            readings=readings, end=end, defects=defects, bound_words=words
        )


def _crossed(low: Bound | None, high: Bound | None) -> bool:
    """Whether a lower figure that shares the 万 of the upper is above it."""
    return (
        low is not None
        and high is not None
        and low.unit is None
        and high.unit == "yuan"
        and low.arabic
        and high.arabic
        and low.value < _FEW
        and _MYRIAD in high.scales
        and low.scale < _MYRIAD
        and low.value * _MYRIAD > high.value
    )
