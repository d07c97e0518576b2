"""Penalties in money: multiples, percents and amounts a unit, as yuan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from penaltykit._i18n import LANGS, both
from penaltykit.engine import Context
from penaltykit.money import Band, format_yuan, multiply
from penaltykit.penalty import Penalty

Text = Mapping[str, str]

_HUNDREDTH: Final = Decimal("0.01")


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

    ``times`` and ``percent`` are multiplied by the fact ``base``,
    ``yuan-per-(thing)`` by the fact ``per`` (or ``step``); then ``cap`` and
    ``floor`` hold. A penalty without amounts has no band. Nothing is
    rounded.

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
    if unit == "yuan":
        return _limited(penalty, named, ())
    fact, factor = _base(penalty, unit)
    if fact is None:
        return PenaltyBand(None)
    amount = _amount(fact, view)
    if amount is None:
        return PenaltyBand(None, (), (fact,))
    scaled = named.scale(multiply(amount, factor))
    line = _line(penalty, named, scaled, _label(fact, view), amount)
    return _limited(penalty, scaled, (line,))


def _base(penalty: Penalty, unit: str) -> tuple[str | None, Decimal]:
    """The fact that multiplies, and what one unit of the penalty is."""
    if unit == "times":
        return penalty.base, Decimal(1)
    if unit == "percent":
        return penalty.base, _HUNDREDTH
    if unit.startswith("yuan-per-"):
        return penalty.per or penalty.step, Decimal(1)
    return None, Decimal(1)


def _amount(fact: str, view: Context) -> Decimal | None:
    """The figure of a fact; nothing where it is not known, zero where it
    does not arise (no gains were made).
    """
    read: Any = view if callable(view) else view.get
    reading = read(fact)
    if reading is None:
        return None
    if reading.state == "not-applicable":
        return Decimal(0)
    if reading.state != "known" or isinstance(reading.value, bool):
        return None
    if isinstance(reading.value, int | Decimal):
        return Decimal(reading.value)
    return None


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
