"""Penalties in money: multiples, percents and amounts a unit, as yuan."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from attrs import evolve

from penaltykit._i18n import LANGS, N_, both
from penaltykit.engine import Context, Reading, getter
from penaltykit.law._steps import count_steps, steps_text
from penaltykit.money import Band, format_yuan, multiply, round_yuan
from penaltykit.penalty import Penalty, PenaltyKind

Text = Mapping[str, str]

_HUNDREDTH: Final = Decimal("0.01")
_ZERO: Final = Decimal(0)
# More of them on either side of the point are no figure of a case.
_MOST_DIGITS: Final = 20


class PenaltyBand(NamedTuple):
    """A penalty in yuan.

    Attributes:
        band: ``None`` where the penalty is no money, or a fact is missing.
        arithmetic: the lines that lead to it, in both languages; none where
            the law names yuan.
        missing: facts without which the band cannot be told.
    """

    band: Band | None
    arithmetic: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()


def penalty_band(penalty: Penalty, view: Context) -> PenaltyBand:
    """The amount of a penalty in yuan.

    ``times`` and ``percent`` are multiplied by the fact ``base`` (which
    counts for ``base_least`` at least), ``yuan-per-(thing)`` by the fact
    ``per``; with ``step`` the result counts once for each step (see
    :func:`add_steps`). Then ``rounding`` (where it is not that of the
    steps), ``cap`` and ``floor`` hold; with ``step`` the last two bound the
    sum and are left to :func:`add_steps`. A penalty without amounts has no
    band. Nothing is rounded that does not say so.

    Args:
        penalty: of a law or a table.
        view: the facts of one violation of one party.
    """
    unit = penalty.unit
    if unit is None or (penalty.from_ is None and penalty.to is None):
        return PenaltyBand(None)
    named = Band(
        from_=penalty.from_,
        from_inclusive=penalty.from_inclusive,
        to=penalty.to,
        to_inclusive=penalty.to_inclusive,
    )
    lines: tuple[Text, ...] = ()
    band = named
    if unit != "yuan":
        fact, factor = _base(penalty, unit)
        if fact is not None:
            amount = _amount(fact, view)
            if amount is None or amount < 0:
                return PenaltyBand(None, (), (fact,))
            label = _label(fact, view)
            amount, lines = _at_least(penalty, amount, label)
            band = named.scale(multiply(amount, factor))
            lines = (*lines, _line(penalty, named, band, label, amount))
        elif penalty.step is None or not unit.startswith("yuan-per-"):
            return PenaltyBand(None)
    if penalty.step is not None:
        return _stepped(penalty, band, lines, view)
    if penalty.rounding is not None:
        band, lines = _rounded(band, penalty.rounding, lines)
    return _limited(penalty, band, lines)


def _at_least(
    penalty: Penalty, amount: Decimal, label: Text
) -> tuple[Decimal, tuple[Text, ...]]:
    """What the base counts for: a lesser amount counts as the least one."""
    least = penalty.base_least
    if least is None or penalty.base is None or amount >= least:
        return amount, ()
    line = both(
        "{label} {amount} counts as {least}",
        label=label,
        amount=_yuan(amount),
        least=_yuan(least),
    )
    return least, (line,)


def _stepped(
    penalty: Penalty, band: Band, lines: tuple[Text, ...], view: Context
) -> PenaltyBand:
    """An amount that counts once for each step."""
    fact = penalty.step
    assert fact is not None
    units = _amount(fact, view)
    if units is None:
        return PenaltyBand(None, (), (fact,))
    steps = count_steps(penalty, units)
    total = band.scale(steps.number) if steps.number else Band.point(_ZERO)
    line = both(
        "{steps}; × {amount} = {total}",
        steps=steps_text(penalty, steps, units, _label(fact, view)),
        amount=_band_text(band),
        total=_band_text(total),
    )
    return PenaltyBand(total, (*lines, line))


def add_steps(
    found: Sequence[tuple[Penalty, PenaltyBand]],
) -> list[tuple[Penalty, PenaltyBand]]:
    """Fines with ``step`` added to the fine that they increase.

    Args:
        found: penalties of one row or branch that apply, each with its band.

    Returns:
        The same in order, without the fines with ``step`` that were added to
        the first other fine of the same subject; one that finds none stands
        for itself. Where a figure is missing, so is the band of the sum.
    """
    done: list[tuple[Penalty, PenaltyBand]] = []
    steps: list[tuple[Penalty, PenaltyBand]] = []
    for penalty, band in found:
        target = steps if is_step(penalty) else done
        target.append((penalty, band))
    for penalty, more in steps:
        at = next(
            (
                number
                for number, (other, _) in enumerate(done)
                if other.kind is penalty.kind
                and other.subject is penalty.subject
                and not is_step(other)
            ),
            None,
        )
        if at is None:
            kept = more
            if more.band is not None:
                kept = _limited(penalty, more.band, more.arithmetic)
            done.append((penalty, kept))
            continue
        base, own = done[at]
        done[at] = (base, _sum(own, more, penalty))
    return done


def is_step(penalty: Penalty) -> bool:
    """Whether a penalty is a fine that adds to another one by steps."""
    return penalty.kind is PenaltyKind.FINE and penalty.step is not None


def _sum(own: PenaltyBand, more: PenaltyBand, penalty: Penalty) -> PenaltyBand:
    """Two bands added end by end, under the cap of the steps."""
    missing = tuple(dict.fromkeys((*own.missing, *more.missing)))
    one, other = own.band, more.band
    if one is None or other is None:
        return PenaltyBand(None, (), missing)
    band = Band(
        from_=_plus(one.from_, other.from_),
        from_inclusive=one.from_inclusive and other.from_inclusive,
        to=None if one.to is None or other.to is None else one.to + other.to,
        to_inclusive=one.to_inclusive and other.to_inclusive,
    )
    lines = (*own.arithmetic, *more.arithmetic)
    if band != one:
        line = both(
            "Added: {one} + {other} = {sum}",
            one=_band_text(one),
            other=_band_text(other),
            sum=_band_text(band),
        )
        lines = (*lines, line)
    found = _limited(penalty, band, lines)
    return PenaltyBand(found.band, found.arithmetic, missing)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The sum of two lower bounds; none is zero (以下 alone)."""
    if one is None or other is None:
        return one if other is None else other
    return one + other


def _band_text(band: Band) -> Text:
    return {lang: band.format(lang) for lang in LANGS}


_ROUNDED: Final[Mapping[str, str]] = {
    "up": N_("Rounded up to whole yuan: {amount}"),
    "down": N_("Rounded down to whole yuan: {amount}"),
    "half-up": N_("Rounded half up to whole yuan: {amount}"),
}


def _rounded(
    band: Band, mode: str, lines: tuple[Text, ...]
) -> tuple[Band, tuple[Text, ...]]:
    """Both bounds in whole yuan; a line only where that changes one."""

    def whole(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else round_yuan(amount, f"{mode}-yuan")

    rounded = evolve(band, from_=whole(band.from_), to=whole(band.to))
    if rounded == band:
        return band, lines
    line = both(_ROUNDED[mode], amount=_band_text(rounded))
    return rounded, (*lines, line)


def _base(penalty: Penalty, unit: str) -> tuple[str | None, Decimal]:
    """The fact that multiplies, and what one unit of the penalty is."""
    if unit == "times":
        return penalty.base, Decimal(1)
    if unit == "percent":
        return penalty.base, _HUNDREDTH
    if unit.startswith("yuan-per-"):
        return penalty.per, Decimal(1)
    return None, Decimal(1)


def _amount(fact: str, view: Context) -> Decimal | None:
    """The figure of a fact; nothing where it is not known, zero where it
    does not arise (no gains were made).
    """
    return figure(getter(view)(fact))


def figure(reading: Reading) -> Decimal | None:
    """The figure of a reading, zero where the fact does not arise.

    ``None`` where it is not known, and for figures that no case can have:
    they would not fit exact arithmetic.
    """
    if reading.state == "not-applicable":
        return _ZERO
    if reading.state != "known" or isinstance(reading.value, bool):
        return None
    if not isinstance(reading.value, int | Decimal):
        return None
    number = Decimal(reading.value)
    if not number.is_finite():
        return None
    exponent = number.as_tuple().exponent
    fits = isinstance(exponent, int) and exponent >= -_MOST_DIGITS
    return number if fits and number.adjusted() <= _MOST_DIGITS else None


def _label(fact: str, view: Context) -> Text:
    """The label of a fact where the view knows labels, else its id."""
    label = getattr(view, "label", None)
    if label is None:
        return dict.fromkeys(LANGS, fact)
    return {lang: str(label(fact, lang)) for lang in LANGS}


def _line(
    penalty: Penalty, named: Band, scaled: Band, label: Text, amount: Decimal
) -> Text:
    """The facts, the factors, and what comes of them."""
    unit = penalty.unit or ""
    base = (
        dict.fromkeys(LANGS, format(amount, "f"))
        if unit.startswith("yuan-per-")
        else _yuan(amount)
    )
    ends = [
        (_factor(unit, factor), _yuan(product))
        for factor, product in _ends(named, scaled)
    ]
    (factor, product), *more = ends
    if not more:
        return both(
            "{label} {amount} x {factor} = {product}",
            label=label,
            amount=base,
            factor=factor,
            product=product,
        )
    return both(
        "{label} {amount} x {low} = {least}, x {high} = {most}",
        label=label,
        amount=base,
        low=factor,
        least=product,
        high=more[0][0],
        most=more[0][1],
    )


def _ends(named: Band, scaled: Band) -> list[tuple[Decimal, Decimal]]:
    """Each bound as named and as it comes out; a point has one."""
    pairs = ((named.from_, scaled.from_), (named.to, scaled.to))
    ends = [(n, s) for n, s in pairs if n is not None and s is not None]
    return ends[:1] if named.is_point else ends


def _yuan(amount: Decimal) -> Text:
    return {lang: format_yuan(amount, lang) for lang in LANGS}


def _factor(unit: str, factor: Decimal) -> Text:
    figure = format(factor.normalize(), "f")
    if unit == "percent":
        return dict.fromkeys(LANGS, f"{figure}%")
    if unit == "times":
        return both("{factor} times", factor=figure)
    return _yuan(factor)


def _limited(
    penalty: Penalty, band: Band, lines: tuple[Text, ...]
) -> PenaltyBand:
    """The band under the cap and over the floor of the penalty."""
    if penalty.cap is not None:
        kept = band.clamp_into(Band(to=penalty.cap))
        if kept != band:
            line = both("Not above {amount}", amount=_yuan(penalty.cap))
            band, lines = kept, (*lines, line)
    if penalty.floor is not None:
        kept = band.clamp_into(Band(from_=penalty.floor))
        if kept != band:
            line = both("Not below {amount}", amount=_yuan(penalty.floor))
            band, lines = kept, (*lines, line)
    return PenaltyBand(band, lines)
