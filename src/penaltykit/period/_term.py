"""Terms: what starts them, when they end, and the arithmetic between.

The day on which a term starts is not counted, and where the rule says so a
last day that is a day of rest moves on to the next working day: art. 85 of
民事诉讼法 (2023), which art. 88 of 行政复议法 (2023) takes over, and likewise
art. 80 of the procedure rules of market regulation.
"""

import calendar as _month_lengths
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.period._calendar import Calendar, UnknownYearError

_DAY: Final = dt.timedelta(days=1)
_MONTHS: Final = 12

Text = Mapping[str, str]


class TermUnit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working-days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


_UNITS: Final[Mapping[TermUnit, tuple[str, str, str]]] = {
    TermUnit.WORKING_DAYS: ("个工作日", "working day", "working days"),
    TermUnit.DAYS: ("日", "day", "days"),
    TermUnit.MONTHS: ("个月", "month", "months"),
    TermUnit.YEARS: ("年", "year", "years"),
}


@frozen(kw_only=True)
class Term:
    """A length of time.

    Args:
        count: how many; at least one.
        unit: of what.
        moves: whether a last day of rest moves on to the next working day;
            says nothing for working days.
    """

    count: int
    unit: TermUnit = field(converter=TermUnit)
    moves: bool = True

    def text(self, lang: str = "zh") -> str:
        """The length in words: ``15日``, ``5 working days``."""
        zh, one, more = _UNITS[self.unit]
        if lang == "en":
            return f"{self.count} {one if self.count == 1 else more}"
        return f"{self.count}{zh}"


@frozen(kw_only=True)
class TermResult:
    """The end of a term.

    Args:
        start: the day that starts it, not counted.
        term: its length.
        end: last day; ``None`` where it cannot be known.
        nominal: last day before it moves on for rest; ``None`` for working
            days that cannot be counted.
        undetermined_reason: why ``end`` is not known, in both languages.
        arithmetic: the steps, in both languages.
    """

    start: dt.date
    term: Term
    end: dt.date | None
    nominal: dt.date | None = None
    undetermined_reason: Text | None = field(default=None, hash=False)
    arithmetic: tuple[Text, ...] = field(default=(), hash=False)


def add_working_days(
    start: dt.date, count: int, calendar: Calendar
) -> dt.date:
    """The ``count``-th working day after ``start``, which is not counted;
    a negative ``count`` goes back.

    Raises:
        UnknownYearError: the way leads through a year that is not known.
        ValueError: a count of zero.
    """
    if not count:
        raise ValueError(count)
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    day = start
    while left:
        day += step
        left -= calendar.is_working_day(day)
    return day


def count_working_days(
    after: dt.date, until: dt.date, calendar: Calendar
) -> int:
    """Working days after ``after`` up to and with ``until``; negative where
    ``until`` lies before.

    Raises:
        UnknownYearError: a year between is not known.
    """
    if until < after:
        return -count_working_days(until, after, calendar)
    days = range(1, (until - after).days + 1)
    return sum(calendar.is_working_day(after + n * _DAY) for n in days)


def _add_months(start: dt.date, months: int) -> dt.date:
    """The same day of a later month, or the last day of a shorter one."""
    index = start.year * _MONTHS + start.month - 1 + months
    year, month = divmod(index, _MONTHS)
    last = _month_lengths.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))


def _nominal(start: dt.date, term: Term) -> dt.date:
    if term.unit is TermUnit.DAYS:
        return start + dt.timedelta(days=term.count)
    months = term.count * (_MONTHS if term.unit is TermUnit.YEARS else 1)
    return _add_months(start, months)


def term_end(start: dt.date, term: Term, calendar: Calendar) -> TermResult:
    """When a term ends that something on ``start`` sets off.

    Never guesses: where a needed year is not in the calendar, ``end`` is
    ``None`` and the result says why.

    Raises:
        ValueError: a term of less than one unit.
    """
    if term.count < 1:
        raise ValueError(term)
    head = both(
        "From {start} (not counted), {length}",
        start=start,
        length={lang: term.text(lang) for lang in LANGS},
    )
    nominal: dt.date | None = None
    try:
        if term.unit is TermUnit.WORKING_DAYS:
            end = add_working_days(start, term.count, calendar)
            step = both(
                "Days of rest between are left out ({count}): ends on {end}",
                count=(end - start).days - term.count,
                end=end,
            )
            return TermResult(
                start=start,
                term=term,
                end=end,
                nominal=end,
                arithmetic=(head, step),
            )
        nominal = _nominal(start, term)
        step = both("Ends on {end}", end=nominal)
        if not term.moves or calendar.is_working_day(nominal):
            return TermResult(
                start=start,
                term=term,
                end=nominal,
                nominal=nominal,
                arithmetic=(head, step),
            )
        end = add_working_days(nominal, 1, calendar)
    except UnknownYearError as error:
        return TermResult(
            start=start,
            term=term,
            end=None,
            nominal=nominal,
            undetermined_reason=both(
                "The holidays of {year} are not known, so working days "
                "cannot be told",
                year=error.year,
            ),
            arithmetic=(head,),
        )
    moved = both(
        "{day} is a day of rest: moves on to {end}", day=nominal, end=end
    )
    return TermResult(
        start=start,
        term=term,
        end=end,
        nominal=nominal,
        arithmetic=(head, step, moved),
    )
