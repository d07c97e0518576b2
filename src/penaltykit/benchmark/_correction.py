"""Corrections in percent, as a document makes them: pure steps.

Nothing here decides that one is made: an officer does, or the grade of the
case. These functions only say what the document makes of it.
"""

from decimal import Decimal

import attrs
from attrs import evolve, frozen

from penaltykit._i18n import both
from penaltykit.benchmark._policy import (
    DocumentCircumstance,
    PercentOf,
    Texts,
    Way,
)
from penaltykit.benchmark._wording import plain, yuan_text
from penaltykit.money import Band, multiply

_CENT = Decimal("0.01")


@frozen(kw_only=True)
class Corrected:
    """A band after a correction.

    Args:
        band: from the least to the greatest amount that it leaves.
        arithmetic: the lines that lead there.
        floored: whether the statutory minimum stopped it.
    """

    band: Band
    arithmetic: tuple[Texts, ...] = attrs.field(hash=False)
    floored: bool = False


def correct(
    amount: Decimal,
    circumstance: DocumentCircumstance,
    floor: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Corrected:
    """An amount after a correction in percent.

    Args:
        amount: in yuan, before it.
        circumstance: with effect ``correction``.
        floor: the statutory minimum, where it is known; the correction stops
            there where the document says so.
        maximum: the statutory maximum, where it is known; what is put on
            always stops there.

    Raises:
        ValueError: a circumstance without percentages, or one that takes its
            percentage of a bound that is not given.
    """
    least, most = circumstance.percent_from, circumstance.percent_to
    if least is None or most is None:
        raise ValueError(circumstance.id)
    whole = _whole(circumstance.of, amount, floor, maximum)
    if whole is None:
        raise ValueError(circumstance.id)
    less = circumstance.way is Way.LESS
    ends: list[Decimal] = []
    lines: list[Texts] = []
    floored = False
    for percent in dict.fromkeys((most, least) if less else (least, most)):
        part = multiply(whole, multiply(percent, _CENT))
        end = amount - part if less else amount + part
        if percent or least == most:
            lines.append(_line(circumstance, percent, amount, whole, end))
        if end < 0:
            end = Decimal(0)
        if (
            less
            and circumstance.floor == "statute"
            and floor is not None
            and end < floor <= amount
        ):
            end, floored = floor, True
            lines.append(
                both(
                    "Not below the statutory minimum: {floor}",
                    floor=yuan_text(floor),
                )
            )
        if not less and maximum is not None and amount <= maximum < end:
            end = maximum
            lines.append(
                both(
                    "Not above the statutory maximum: {maximum}",
                    maximum=yuan_text(maximum),
                )
            )
        ends.append(end)
    return Corrected(
        band=Band(from_=ends[0], to=ends[-1]),
        arithmetic=tuple(lines),
        floored=floored,
    )


def correct_band(
    base: Band,
    circumstance: DocumentCircumstance,
    floor: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Corrected | None:
    """A band after a correction: each end moves by the percentage that
    leaves the most room.

    Of a single amount both ends of the percentage count; of a band what is
    taken off is the most off its bottom and the least off its top, and the
    other way round what is put on.

    Args:
        base: in yuan, before it.
        circumstance: with effect ``correction``.
        floor: the statutory minimum, where it is known.
        maximum: the statutory maximum, where it is known.

    Returns:
        ``None`` where the percentage is one of a bound that the statute does
        not have.

    Raises:
        ValueError: a circumstance without percentages.
    """
    low, high = base.from_, base.to
    if circumstance.of is PercentOf.MAXIMUM and maximum is None:
        return None
    if circumstance.of is PercentOf.MINIMUM and floor is None:
        return None
    if low is not None and base.is_point:
        return correct(low, circumstance, floor, maximum)
    less = circumstance.way is Way.LESS
    lines: list[Texts] = []
    floored = False
    bottom = top = None
    if low is not None:
        done = correct(
            low,
            _only(circumstance, "percent_to" if less else "percent_from"),
            floor,
            maximum,
        )
        bottom, floored = done.band.from_, done.floored
        lines.extend(done.arithmetic)
    if high is not None:
        done = correct(
            high,
            _only(circumstance, "percent_from" if less else "percent_to"),
            floor,
            maximum,
        )
        top = done.band.to
        floored = floored or done.floored
        lines.extend(done.arithmetic)
    span = Band(from_=bottom, to=top)
    if bottom is None or top is None or bottom < top:
        span = evolve(
            span,
            from_inclusive=base.from_inclusive,
            to_inclusive=base.to_inclusive,
        )
    return Corrected(band=span, arithmetic=tuple(lines), floored=floored)


def _only(
    circumstance: DocumentCircumstance, percent: str
) -> DocumentCircumstance:
    """The circumstance with one of its two percentages."""
    value = getattr(circumstance, percent)
    return evolve(circumstance, percent_from=value, percent_to=value)


def _whole(
    of: PercentOf,
    amount: Decimal,
    floor: Decimal | None,
    maximum: Decimal | None,
) -> Decimal | None:
    """What the percentage is taken of."""
    return {
        PercentOf.AMOUNT: amount,
        PercentOf.MAXIMUM: maximum,
        PercentOf.MINIMUM: floor,
    }[of]


def _line(
    circumstance: DocumentCircumstance,
    percent: Decimal,
    amount: Decimal,
    whole: Decimal,
    end: Decimal,
) -> Texts:
    given = {
        "amount": yuan_text(amount),
        "percent": plain(percent),
        "result": yuan_text(end),
    }
    less = circumstance.way is Way.LESS
    if circumstance.of is PercentOf.AMOUNT:
        if less:
            return both("{amount} less {percent}%: {result}", **given)
        return both("{amount} plus {percent}%: {result}", **given)
    given["bound"] = yuan_text(whole)
    if circumstance.of is PercentOf.MAXIMUM:
        if less:
            return both(
                "{amount} − {percent}% of the statutory maximum of {bound}:"
                " {result}",
                **given,
            )
        return both(
            "{amount} + {percent}% of the statutory maximum of {bound}:"
            " {result}",
            **given,
        )
    if less:
        return both(
            "{amount} − {percent}% of the statutory minimum of {bound}:"
            " {result}",
            **given,
        )
    return both(
        "{amount} + {percent}% of the statutory minimum of {bound}: {result}",
        **given,
    )
