"""Detention in days: the statute's range, narrowed by a table."""

from decimal import Decimal

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._result import Verdict
from penaltykit.benchmark import TablePenalty
from penaltykit.case import StatedPenalty
from penaltykit.money import Band
from penaltykit.penalty import Penalty

_DAYS = "days"


def narrow_days(option: Option, given: TablePenalty | None) -> Option:
    """An option of the statute in days, kept to what the table gives.

    Args:
        option: a detention of the statute.
        given: the detention of the table, if it gives one.
    """
    if given is None or {option.penalty.unit, given.penalty.unit} != {_DAYS}:
        return option
    statute = span(option.penalty)
    days = span(given.penalty).clamp_into(statute)
    point = given.default
    lines = option.lines
    if point is not None:
        point = days.clamp(point)
        line = both("The default of the table: {days} days", days=str(point))
        lines = (*lines, line)
    return evolve(option, days=days, point=point, permissive=True, lines=lines)


def span(penalty: Penalty) -> Band:
    """The bounds of a penalty in its own unit."""
    return Band(
        from_=penalty.from_,
        from_inclusive=penalty.from_inclusive,
        to=penalty.to,
        to_inclusive=penalty.to_inclusive,
    )


def judge_days(
    stated: StatedPenalty, option: Option
) -> tuple[Verdict, Text] | None:
    """The verdict on stated days; ``None`` where no days are stated or the
    law names none."""
    penalty = option.penalty
    amount = stated.amount
    if amount is None or stated.unit != _DAYS or penalty.unit != _DAYS:
        return None
    if penalty.from_ is None and penalty.to is None:
        return None
    statute = span(penalty)
    figure = _number(amount)
    if not statute.contains(amount):
        return Verdict.OUTSIDE_STATUTE, both(
            "{days} days lie outside what the law allows: {span} days.",
            days=figure,
            span=_span(statute),
        )
    if option.days is not None and not option.days.contains(amount):
        return Verdict.OUTSIDE_BENCHMARK, both(
            "{days} days lie within the statute but outside the benchmark:"
            " {span} days.",
            days=figure,
            span=_span(option.days),
        )
    return Verdict.INSIDE, both(
        "{days} days lie within {span} days.",
        days=figure,
        span=_span(option.days or statute),
    )


def _number(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _span(band: Band) -> str:
    low = "0" if band.from_ is None else _number(band.from_)
    high = "" if band.to is None else _number(band.to)
    return low if low == high else f"{low}..{high}"
