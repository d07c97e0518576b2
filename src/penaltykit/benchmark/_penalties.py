"""Penalties of a chosen row: those whose condition holds, in yuan."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._outcome import TablePenalty
from penaltykit.benchmark._statutory import LEAST, MOST, RANGE, STATUTORY
from penaltykit.benchmark._wording import plain, yuan_text
from penaltykit.engine import Context, getter
from penaltykit.law import (
    PenaltyBand,
    add_steps,
    figure,
    is_step,
    penalty_band,
)
from penaltykit.money import Band, multiply
from penaltykit.penalty import Penalty, Subject

# Amounts of these units are money, or become money with the facts.
_MONEY_UNITS = ("yuan", "times", "percent")
_ORGANISATION = "party.is_organisation"
_CENT: Final = Decimal("0.01")


def is_money(penalty: Penalty) -> bool:
    """Whether the penalty is an amount that leads to yuan."""
    unit = penalty.unit
    return unit is not None and (
        unit in _MONEY_UNITS or unit.startswith("yuan-per-")
    )


def table_penalties(
    penalties: Sequence[Penalty], table: Table, view: Context
) -> tuple[tuple[TablePenalty, ...], tuple[str, ...]]:
    """The penalties that apply, each with its band in yuan.

    Args:
        penalties: of a row or a formula.
        table: which holds their compiled conditions.
        view: the facts.

    Returns:
        The penalties in order, and the facts without which a condition or a
        band stays open. A penalty whose condition is not known is kept: an
        unknown fact deletes nothing.
    """
    applied: list[TablePenalty] = []
    fines: list[tuple[Penalty, PenaltyBand]] = []
    settle: list[str] = []
    for penalty in penalties:
        missing: list[str] = []
        falls = _falls_on(penalty, view)
        if falls is False:
            continue
        if falls is None:
            missing.append(_ORGANISATION)
        if penalty.when is not None:
            verdict = table.conditions[penalty.when].evaluate(view)
            if verdict.value is False:
                continue
            missing += verdict.settle
        if not is_money(penalty):
            applied.append(
                TablePenalty(penalty=penalty, missing=tuple(missing))
            )
            settle += missing
            continue
        if penalty.base in STATUTORY and _no_bound(penalty.base, view):
            # The law gives no figure, so neither does the table.
            applied.append(TablePenalty(penalty=penalty))
            continue
        found = (
            _of_range(penalty, view)
            if penalty.base == RANGE
            else penalty_band(penalty, view)
        )
        missing += found.missing
        if is_step(penalty) and missing:
            # Whether it adds anything is open, and so is the sum.
            found = found._replace(band=None)
        fines.append((penalty, found._replace(missing=tuple(missing))))
        settle += missing
    for penalty, found in add_steps(fines):
        applied.append(
            TablePenalty(
                penalty=penalty,
                band=found.band,
                arithmetic=found.arithmetic,
                missing=tuple(dict.fromkeys(found.missing)),
            )
        )
    order = {id(penalty): number for number, penalty in enumerate(penalties)}
    applied.sort(key=lambda one: order[id(one.penalty)])
    return tuple(applied), tuple(dict.fromkeys(settle))


def _of_range(penalty: Penalty, view: Context) -> PenaltyBand:
    """A percentage of the statutory range, in yuan: each bound is
    ``min + p x (max - min)``.
    """
    get = getter(view)
    least, most = figure(get(LEAST)), figure(get(MOST))
    if least is None or most is None:
        return PenaltyBand(None, (), (RANGE,))
    whole = Band(from_=least, to=most)

    def at(percent: Decimal | None) -> Decimal | None:
        return None if percent is None else whole.at(multiply(percent, _CENT))

    amounts = at(penalty.from_), at(penalty.to)
    ends = dict(zip((penalty.from_, penalty.to), amounts, strict=True))
    lines = tuple(
        both(
            "{low} + {share}% × ({high} − {low}) = {amount}",
            low=yuan_text(least),
            high=yuan_text(most),
            share=plain(percent),
            amount=yuan_text(amount),
        )
        for percent, amount in ends.items()
        if percent is not None and amount is not None
    )
    in_yuan = evolve(
        penalty,
        from_=amounts[0],
        to=amounts[1],
        unit="yuan",
        base=None,
        base_least=None,
    )
    found = penalty_band(in_yuan, view)
    return PenaltyBand(found.band, (*lines, *found.arithmetic), found.missing)


def _no_bound(fact: str, view: Context) -> bool:
    """Whether the law has no such bound."""
    return getter(view)(fact).state == "not-applicable"


def _falls_on(penalty: Penalty, view: Context) -> bool | None:
    """Whether a penalty is one for this party: a row may have a band for
    organisations and another for persons. ``None`` while it is not known
    which of the two the party is.
    """
    if penalty.subject is Subject.PARTY:
        return True
    organisation = getter(view)(_ORGANISATION)
    if organisation.state != "known":
        return None
    return (penalty.subject is Subject.ORGANISATION) == organisation.value
