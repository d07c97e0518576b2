"""Amounts with their bounds: 五万元以上十万元以下, 货值金额2倍以上不足5倍.

A bound is a figure with a unit and what says on which side it stands. The
figures of a band may share a unit; where that leaves two readings, both are
given.
"""

import re
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen

from penaltykit.clause._bands import BandMaker
from penaltykit.clause._bounds import (
    Amount,
    Amounts,
    Bound,
    Defect,
    is_base,
)
from penaltykit.clause._numbers import read_figure
from penaltykit.clause._result import Bounds
from penaltykit.clause._words import Words, base_facts

__all__ = ["Amount", "AmountReader", "Amounts", "Defect", "is_base"]

LONGEST_BASE: Final = 120
_MOST_BOUNDS: Final = 4


@frozen(kw_only=True)
class AmountReader(BandMaker):
    """Reads amounts of one text.

    Attributes:
        words: the vocabulary.
        bounds: how 以上 and 以下 are read.
    """

    words: Words
    bounds: Bounds
    _bands: dict[
        tuple[int, int, str], tuple[Amounts | None, tuple[Defect, ...]]
    ] = field(factory=dict)

    def read(self, at: int, end: int, *, base: bool = True) -> Amounts | None:
        """The amount that starts at ``at``, with the base before it."""
        known = len(self.defects)
        band = self._band(at, end)
        if band is not None or not base or len(self.defects) > known:
            return band
        before = self.words["bounds_before"].at(self.text, at, end)
        if before is not None and not _LIES_OVER.match(self.text, at, end):
            sided, bounded = self._bounded_base(before, at, end)
            if sided:
                return bounded
        return self._with_base(at, end)

    def _with_base(self, at: int, end: int) -> Amounts | None:
        """``货值金额10倍以上20倍以下``: words, then times or percent."""
        text = self.text
        stop = min(end, at + LONGEST_BASE)
        place = at + 1
        while place < stop:
            sign = text[place]
            if sign in "；。：":
                return None
            if sign == "（":
                place = self._past_bracket(place, stop)
                continue
            if self._may_start(place):
                name = text[at:place]
                known = len(self.defects)
                band = self._band(place, end, name=name)
                if len(self.defects) > known:
                    return None
                unit = band.readings[0].unit if band else None
                if unit == "yuan":
                    return None
                share = band is not None and unit in ("times", "percent")
                if share and not is_base(name):
                    return None
                if band is not None and share:
                    base = name.removesuffix("的").removesuffix("×")
                    base = base.removeprefix("相当于").removeprefix("相当")
                    return evolve(
                        band,
                        readings=tuple(
                            evolve(one, base=base) for one in band.readings
                        ),
                    )
            place += 1
        return None

    def _bounded_base(
        self, before: str, at: int, end: int
    ) -> tuple[bool, Amounts | None]:
        """``不超过违法所得一倍``: the bound stands before the base.

        Returns:
            whether the words bound the amount, and the amount.
        """
        kind = self.words.kind("bounds_before", before)
        inclusive = kind in ("at_least", "at_most")
        found = self._with_base(at + len(before), end)
        if found is not None and found.bound_words and not inclusive:
            # 低于成本价销售商品总额一倍以上二倍以下: a name of goods; but
            # 超过违法所得一倍以上 is bounded twice.
            return found.readings[0].base in base_facts(), None
        if found is None or before in _LOOSE or found.bound_words:
            return True, None
        (one, *more) = found.readings
        exact = not more and one.from_ is not None and one.from_ == one.to
        known = inclusive or one.base in base_facts()
        if not (exact and known):
            return True, None
        if kind in ("over", "at_least"):
            bound = evolve(one, from_inclusive=inclusive, to=None)
        else:
            bound = evolve(one, from_=None, to_inclusive=inclusive)
        return True, evolve(found, readings=(bound,), bound_words=True)

    def _past_bracket(self, at: int, stop: int) -> int:
        depth = 0
        while at < stop:
            depth += {"（": 1, "）": -1}.get(self.text[at], 0)
            at += 1
            if not depth:
                break
        return at

    def _may_start(self, at: int) -> bool:
        sign = self.text[at]
        if sign.isdigit() and "0" <= sign <= "9":
            before = self.text[at - 1 : at]
            return not ("0" <= before <= "9" or before == ".")
        return sign in _STARTS

    # --- one band --------------------------------------------------

    def _band(self, at: int, end: int, name: str = "") -> Amounts | None:
        """The band at ``at``; read once, however many readers ask."""
        key = at, end, name
        held = self._bands.get(key)
        if held is None:
            known = len(self.defects)
            band = self._read_band(at, end, name)
            self._bands[key] = band, tuple(self.defects[known:])
            return band
        self.defects.extend(held[1])
        return held[0]

    def _read_band(self, at: int, end: int, name: str) -> Amounts | None:
        bounds: list[Bound] = []
        place = at
        while len(bounds) < _MOST_BOUNDS:
            link, ranged, after = "", False, place
            if bounds:
                link, ranged, after = self._link(place, end)
            bound = self._bound(after, end)
            if bound is None and name and bounds:
                # 货值金额10倍以上货值金额20倍以下
                plain = name.removesuffix("的")
                if self.text.startswith(plain, after):
                    skip = after + len(plain)
                    if self.text.startswith("的", skip):
                        skip += 1
                    bound = self._bound(skip, end)
            if bound is None or (
                bounds
                and bound.unit == "yuan"
                and bounds[-1].unit in ("times", "percent")
            ):
                # 百分之十以下但不超过二十万元: the second is a cap.
                break
            if bounds and not link and not (bounds[-1].words or bound.words):
                break
            bounds.append(
                evolve(bound, range_before=ranged, linked=bool(link))
            )
            place = bound.end
        return self._combined(bounds) if bounds else None

    def _link(self, at: int, end: int) -> tuple[str, bool, int]:
        link = self.words["links"].at(self.text, at, end)
        if link is None:
            return "", False, at
        ranged = link in self.words["range_links"].words
        after = at + len(link)
        if not ranged:
            more = self.words["links"].at(self.text, after, end)
            if more and more not in self.words["range_links"].words:
                after += len(more)
        return link, ranged, after

    def _bound(  # noqa: C901, PLR0912 what stands around one figure, in order
        self, at: int, end: int
    ) -> Bound | None:
        """One figure with its unit, its side and its bracket."""
        text, words = self.text, self.words
        place = at
        side, inclusive = "exact", True
        before = words["bounds_before"].at(text, place, end)
        if before is not None:
            kind = words.kind("bounds_before", before)
            side = "low" if kind in ("over", "at_least") else "high"
            inclusive = kind in ("at_least", "at_most")
            place += len(before)
        money = words["money"].at(text, place, end)
        if money is not None:
            place += len(money)
        equal = words["equal"].at(text, place, end)
        if equal is not None and not _closes_equal(
            text, place + len(equal), end
        ):
            # 相当于工资50%, 相当其工资50%: of what, and not how much.
            equal = None
        unit: str | None
        scales: tuple[int, ...]
        if equal is not None and money is None:
            value, unit, scales, arabic = Decimal(1), "times", (), False
            place += len(equal)
        else:
            read = self._figure(place, end)
            if read is None:
                return None
            value, unit, scales, arabic, place = read
        if money is not None and unit is None:
            unit = "yuan"
        place, mark = self._bracket(place, end)
        after = words["bounds_after"].at(text, place, end)
        if after is not None and (
            before is None or not self._figure(place + len(after), end)
        ):
            kind = words.kind("bounds_after", after)
            if after == "内" and unit == "yuan":
                after = None
            elif before is None:
                side = "low" if kind == "from" else "high"
                reading = (
                    self.bounds.from_ if kind == "from" else self.bounds.to
                )
                inclusive = reading == "included"
                if after in (
                    "及以上",
                    "或以上",
                    "及以下",
                    "或以下",
                    "及其以上",
                    "及其以下",
                ):
                    inclusive = True
                place += len(after)
            elif (side == "low") == (kind == "from"):
                # 超过5万元以上: one word too many, and no doubt.
                self.defects.append(
                    Defect(
                        code="stray-word", start=place, end=place + len(after)
                    )
                )
                return None
            else:
                return None
            place, second = self._bracket(place, end)
            mark = second if second is not None else mark
        if mark is not None:
            inclusive = mark
        return Bound(
            value=value,
            side=side,
            inclusive=inclusive,
            unit=unit,
            scale=max(scales, default=1),
            scales=scales,
            arabic=arabic,
            words=before is not None or after is not None,
            start=at,
            end=place,
        )

    def _figure(
        self, at: int, end: int
    ) -> tuple[Decimal, str | None, tuple[int, ...], bool, int] | None:
        figure = read_figure(self.text, at)
        if figure is None or figure.end > end:
            return None
        if figure.unit is not None:
            return (figure.value, figure.unit, (), figure.arabic, figure.end)
        unit = self.words["units"].at(self.text, figure.end, end)
        kind = None
        place = figure.end
        value = figure.value
        if unit is not None:
            kind = self.words.kind("units", unit)
            place += len(unit)
            if kind == "yuan":
                more = self.words["units.yuan"].at(self.text, place, end)
                if more == "人民币":
                    place += len(more)
            elif self.text.startswith("半", place):
                # 一倍半, 一年半
                value += Decimal("0.5")
                place += 1
            if kind == "times" and self.text.startswith("数", place):
                return None
        elif self.text.startswith("半", at):
            return None
        return value, kind, figure.scales, figure.arabic, place

    def _bracket(self, at: int, end: int) -> tuple[int, bool | None]:
        """``（含）``, ``（不含）``, ``（含1万元）`` beside a figure."""
        text = self.text
        if not text.startswith("（", at):
            return at, None
        stop = text.find("）", at, min(end, at + 16))
        if stop < 0:
            return at, None
        for name, result in (("without_figure", False), ("with_figure", True)):
            word = self.words[name].at(text, at + 1, stop)
            if word is None:
                continue
            place = at + 1 + len(word)
            last = stop - 3 if text.endswith("，下同", place, stop) else stop
            if place < last:
                read = self._figure(place, last)
                if read is None or read[-1] != last:
                    continue
            return stop + 1, result
        return at, None

    def late_mark(
        self, at: int, end: int
    ) -> tuple[int, bool, Decimal | None] | None:
        """``罚款（不含3万元）``: the place after it, and what it says of
        which figure.
        """
        stop, mark = self._bracket(at, end)
        if mark is None:
            return None
        for place in range(at + 2, min(at + 8, stop)):
            read = self._figure(place, stop - 1)
            if read is not None:
                return stop, mark, read[0]
        return stop, mark, None


def _closes_equal(text: str, at: int, end: int) -> bool:
    """Whether 等值 stands for a figure of its own: 等值以上, 等值罚款."""
    return at >= end or text[at] in _AFTER_EQUAL


# 超过部分的30%, 超出限额的2倍: words of what the share is taken of.
_LIES_OVER: Final = re.compile(
    "(?:超过|超出|高于|低于|不足)[^，；。0-9]{0,20}部分"
)
# 从货值2倍到3倍: no bound of the one figure.
_LOOSE: Final = frozenset({"从", "起点"})
_AFTER_EQUAL: Final = frozenset("以及或的罚至到-（，、；。不且")
_STARTS: Final = frozenset(
    "零一二三四五六七八九十两〇百千万半廿卅壹贰叁肆伍陆柒捌玖拾等同相"
    "超大高多不未低少小至最从≥≤<>起"
)
