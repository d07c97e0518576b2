"""One formula worked out, with a line of arithmetic for every step.

Order: the points become a percentage, that is taken of the base, the limits
of the formula hold, then come the corrections, the limits again, the rounding
if one is named, and the statute.
"""

import decimal
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from penaltykit._i18n import both
from penaltykit.benchmark._formula import (
    Amount,
    Combine,
    Correction,
    Formula,
    Pick,
)
from penaltykit.benchmark._policy import Texts
from penaltykit.benchmark._wording import (
    band_text,
    joined,
    plain,
    rounding_text,
    yuan_text,
)
from penaltykit.engine import Context, getter
from penaltykit.law import figure
from penaltykit.money import Band, multiply, round_yuan

_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
# Never the ambient context: a caller may have lowered its precision.
_EXACT: Final = decimal.Context(prec=80)


class Points(NamedTuple):
    """The points of the factors, with a text for each."""

    values: tuple[Decimal, ...]
    names: tuple[Texts, ...] = ()


class BaseFound(NamedTuple):
    """What the base of a formula comes to.

    Attributes:
        amount: in yuan; ``None`` where a fact is missing, or none of its
            facts arises.
        low: bottom of a range.
        missing: facts without which it cannot be told.
        lines: how several amounts became one.
    """

    amount: Decimal | None
    low: Decimal | None = None
    missing: tuple[str, ...] = ()
    lines: tuple[Texts, ...] = ()


class Worked(NamedTuple):
    """A fine and the lines that lead to it."""

    band: Band
    arithmetic: tuple[Texts, ...]


def read_base(formula: Formula, view: Context) -> BaseFound:
    """The base of a formula under the facts.

    A fact that does not arise counts as nothing; where none arises there is
    no base.
    """
    get = getter(view)
    missing: list[str] = []
    figures: dict[Amount, Decimal] = {}
    for one in formula.base.all:
        if one.fact is None:
            figures[one] = one.amount or _ZERO
            continue
        reading = get(one.fact)
        if reading.state == "not-applicable":
            continue
        amount = figure(reading)
        if amount is None:
            missing.append(one.fact)
        else:
            figures[one] = multiply(amount, one.times)
    if missing:
        return BaseFound(None, missing=tuple(dict.fromkeys(missing)))
    found = [figures[one] for one in formula.base.amounts if one in figures]
    if not found:
        return BaseFound(None)
    pick = formula.base.pick
    if pick is Pick.GREATEST:
        total = max(found)
    elif pick is Pick.LEAST:
        total = min(found)
    else:
        total = sum(found, _ZERO)
    low = None
    if formula.base.low is not None:
        low = min(figures.get(formula.base.low, _ZERO), total)
    return BaseFound(total, low, (), _base_lines(pick, found, total))


def _base_lines(
    pick: Pick, found: Sequence[Decimal], amount: Decimal
) -> tuple[Texts, ...]:
    if len(found) == 1:
        return ()
    figures = [yuan_text(one) for one in found]
    if pick is Pick.SUM:
        return (
            both(
                "Base: {amounts} = {base}",
                amounts=joined(figures, "plus"),
                base=yuan_text(amount),
            ),
        )
    amounts = joined(figures, "list")
    if pick is Pick.GREATEST:
        line = both(
            "Base: the greatest of {amounts}: {base}",
            amounts=amounts,
            base=yuan_text(amount),
        )
    else:
        line = both(
            "Base: the least of {amounts}: {base}",
            amounts=amounts,
            base=yuan_text(amount),
        )
    return (line,)


def work_out(
    formula: Formula,
    points: Points,
    base: BaseFound,
    corrections: Sequence[Correction],
    statute: Band | None,
) -> Worked:
    """The fine that a formula gives.

    Args:
        formula: of a factor table.
        points: of its factors.
        base: see :func:`read_base`; with an amount.
        corrections: those that are made, in their order.
        statute: the statutory band in yuan, if known.
    """
    assert base.amount is not None
    lines: list[Texts] = [*base.lines]
    percent = _percent(formula, points, lines)
    amount = _of_base(percent, base.amount, base.low, lines)
    low = high = _limited(formula, amount, lines)
    for one in corrections:
        low, high = _corrected(one, low, high, lines)
    if corrections:
        low = _limited(formula, low, lines)
        high = low if high == low else _limited(formula, high, lines)
    if formula.rounding is not None:
        low, high = _rounded(formula.rounding, low, high, lines)
    band = Band(from_=low, to=high)
    if statute is not None and not statute.covers(band):
        band = band.clamp_into(statute)
        lines.append(
            both(
                "Kept inside the statutory band ({band}): {amount}",
                band=band_text(statute),
                amount=band_text(band),
            )
        )
    return Worked(band, tuple(lines))


def _percent(formula: Formula, points: Points, lines: list[Texts]) -> Decimal:
    """The percentage that the points come to, inside its limits."""
    start = formula.start
    values = list(points.values)
    names = list(points.names)
    if start or not values or formula.combine is not Combine.SEQUENCE:
        values.insert(0, start)
        names.insert(0, both("start {percent}%", percent=plain(start)))
    lines.append(joined(names, "list"))
    if formula.combine is Combine.SEQUENCE:
        total = _in_sequence(values, lines)
    elif formula.combine is Combine.PRODUCT:
        total = _multiplied(values, lines)
    else:
        total = sum(values, _ZERO)
        lines.append(
            both(
                "Sum of the points: {sum} = {total}%",
                sum=" + ".join(f"{plain(point)}%" for point in values),
                total=plain(total),
            )
        )
    least = formula.least_percent
    counted = total if least is None else max(total, least)
    counted = min(counted, formula.cap_percent)
    if counted < total:
        lines.append(
            both("Not above {cap}%: {cap}%", cap=plain(formula.cap_percent))
        )
    elif counted > total:
        lines.append(
            both("Not below {least}%: {least}%", least=plain(counted))
        )
    return counted


def _in_sequence(values: Sequence[Decimal], lines: list[Texts]) -> Decimal:
    """``a + b x (1 - a)``, then the next one on what is left of that."""
    total = values[0]
    for value in values[1:]:
        rest = multiply(_HUNDRED - total, _CENT)
        following = _EXACT.add(total, multiply(value, rest))
        lines.append(
            both(
                "In sequence: {total}% + {value}% × (1 − {total}%) = {sum}%",
                total=plain(total),
                value=plain(value),
                sum=plain(following),
            )
        )
        total = following
    return total


def _multiplied(values: Sequence[Decimal], lines: list[Texts]) -> Decimal:
    """The product of the percentages, the first one included."""
    total = values[0]
    for value in values[1:]:
        total = multiply(total, multiply(value, _CENT))
    lines.append(
        both(
            "Multiplied: {factors} = {total}%",
            factors=" × ".join(f"{plain(value)}%" for value in values),
            total=plain(total),
        )
    )
    return total


def _of_base(
    percent: Decimal,
    base: Decimal,
    low: Decimal | None,
    lines: list[Texts],
) -> Decimal:
    """The percentage of the base, or of the way along a range."""
    share = multiply(percent, _CENT)
    if low is None:
        amount = multiply(base, share)
        lines.append(
            both(
                "Fine: {base} × {percent}% = {amount}",
                base=yuan_text(base),
                percent=plain(percent),
                amount=yuan_text(amount),
            )
        )
        return amount
    amount = _EXACT.add(low, multiply(_EXACT.subtract(base, low), share))
    lines.append(
        both(
            "Fine: {low} + {percent}% × ({high} − {low}) = {amount}",
            low=yuan_text(low),
            high=yuan_text(base),
            percent=plain(percent),
            amount=yuan_text(amount),
        )
    )
    return amount


def _limited(formula: Formula, amount: Decimal, lines: list[Texts]) -> Decimal:
    """The amount under the cap and over the floor of the formula."""
    kept = amount
    if formula.cap is not None and amount > formula.cap:
        kept = formula.cap
        lines.append(both("Not above {amount}", amount=yuan_text(kept)))
    if formula.floor is not None and kept < formula.floor:
        kept = formula.floor
        lines.append(both("Not below {amount}", amount=yuan_text(kept)))
    return kept


def _corrected(
    one: Correction, low: Decimal, high: Decimal, lines: list[Texts]
) -> tuple[Decimal, Decimal]:
    """Both ends after a correction: less by the most off the bottom and the
    least off the top; more the other way round.
    """
    bottom, top = min(one.least, one.most), max(one.least, one.most)
    low_after = multiply(low, multiply(_HUNDRED + bottom, _CENT))
    high_after = multiply(high, multiply(_HUNDRED + top, _CENT))
    label = one.label or {"zh": one.id, "en": one.id}
    for amount, percent, result in (
        ((low, bottom, low_after), (high, top, high_after))
        if (low, bottom) != (high, top)
        else ((low, bottom, low_after),)
    ):
        message = (
            both(
                "{label}: {amount} less {percent}%: {result}",
                label=label,
                amount=yuan_text(amount),
                percent=plain(-percent),
                result=yuan_text(result),
            )
            if one.most < 0
            else both(
                "{label}: {amount} plus {percent}%: {result}",
                label=label,
                amount=yuan_text(amount),
                percent=plain(percent),
                result=yuan_text(result),
            )
        )
        lines.append(message)
    return low_after, high_after


def _rounded(
    rounding: str, low: Decimal, high: Decimal, lines: list[Texts]
) -> tuple[Decimal, Decimal]:
    """Both ends by the named step; a line only where that changes one."""
    ends = round_yuan(low, rounding), round_yuan(high, rounding)
    if ends != (low, high):
        lines.append(
            both(
                "{rounding}: {amount}",
                rounding=rounding_text(rounding),
                amount=band_text(Band(from_=ends[0], to=ends[1])),
            )
        )
    return ends
