"""Terms: what starts them, when they end, and the arithmetic between.

The day on which a term starts is not counted, and where the rule says so a
last day that is a day of rest moves on to the next working day: art. 85(2)
and (3) of 民事诉讼法 (2023), which art. 88(1) of 行政复议法 (2023) and art.
101 of 行政诉讼法 take over, and likewise art. 80 of the procedure rules of
market regulation and art. 35 of those of the police. Days that do not count
(suspension) put the end off by as many.
"""

import calendar as _month_lengths
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from penaltykit._i18n import LANGS, both, date_text
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
        by: the rule by which it moves, or by which working days are counted,
            as printed in both languages.
    """

    count: int
    unit: TermUnit = field(converter=TermUnit)
    moves: bool = True
    by: Text | None = field(default=None, hash=False)

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
    if count > 0:
        return calendar.working_day(start + _DAY, count)
    left = -count
    day = start
    while left:
        day -= _DAY
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


def add_months(start: dt.date, months: int) -> dt.date:
    """The same day of a later month, or the last day of a shorter one."""
    index = start.year * _MONTHS + start.month - 1 + months
    year, month = divmod(index, _MONTHS)
    last = _month_lengths.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))


def _nominal(start: dt.date, term: Term) -> dt.date:
    if term.unit is TermUnit.DAYS:
        return start + dt.timedelta(days=term.count)
    months = term.count * (_MONTHS if term.unit is TermUnit.YEARS else 1)
    return add_months(start, months)


def term_end(
    start: dt.date,
    term: Term,
    calendar: Calendar,
    left_out: Sequence[tuple[dt.date, dt.date]] = (),
    not_counted: int = 0,
) -> TermResult:
    """When a term ends that something on ``start`` sets off.

    Never guesses: where a needed year is not in the calendar, ``end`` is
    ``None`` and the result says why.

    Args:
        start: the day that starts it.
        term: its length.
        calendar: working days.
        left_out: spans that do not count, each from a day (which counts) to
            the day on which counting goes on; in order, without overlaps.
            They say nothing for working days.
        not_counted: days that do not count either and of which only the
            number is known.

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
    if term.unit is TermUnit.WORKING_DAYS:
        return _working(start, term, calendar, head)
    nominal, steps = _calendar_end(start, term, left_out, not_counted)
    steps = (head, *steps, both("Ends on {end}", end=nominal))
    try:
        if not term.moves or calendar.is_working_day(nominal):
            end = nominal
        else:
            end = add_working_days(nominal, 1, calendar)
    except UnknownYearError as error:
        return TermResult(
            start=start,
            term=term,
            end=None,
            nominal=nominal,
            undetermined_reason=unknown_year(error.year),
            arithmetic=steps,
        )
    if end != nominal:
        moved = both(
            "{day} is a day of rest: moves on to {end}", day=nominal, end=end
        )
        steps = (*steps, _sourced(moved, term.by))
    return TermResult(
        start=start, term=term, end=end, nominal=nominal, arithmetic=steps
    )


def unknown_year(year: int) -> Text:
    """Why working days of a year cannot be told, and how to add them."""
    return both(
        "The holidays of {year} are not known, so working days cannot be told."
        " To add them, save the yearly notice on holidays as a list and run:"
        ' penaltykit rules calendar import FILE --source "…" -o DIR; then give'
        " --overlay DIR",
        year=year,
    )


def _working(
    start: dt.date, term: Term, calendar: Calendar, head: Text
) -> TermResult:
    try:
        end = add_working_days(start, term.count, calendar)
    except UnknownYearError as error:
        return TermResult(
            start=start,
            term=term,
            end=None,
            undetermined_reason=unknown_year(error.year),
            arithmetic=(head,),
        )
    rest = [
        day
        for day in (start + n * _DAY for n in range(1, (end - start).days + 1))
        if not calendar.is_working_day(day)
    ]
    if rest:
        step = both(
            "Days of rest between are left out ({count}: {days}): ends on"
            " {end}",
            count=len(rest),
            days=_runs(rest),
            end=end,
        )
    else:
        step = both("No day of rest between: ends on {end}", end=end)
    return TermResult(
        start=start,
        term=term,
        end=end,
        nominal=end,
        arithmetic=(head, _sourced(step, term.by)),
    )


def _calendar_end(
    start: dt.date,
    term: Term,
    left_out: Sequence[tuple[dt.date, dt.date]],
    not_counted: int,
) -> tuple[dt.date, tuple[Text, ...]]:
    """The last day with what does not count, and the steps to it."""
    nominal = _nominal(start, term) + dt.timedelta(days=not_counted)
    steps: list[Text] = []
    if not_counted:
        steps.append(
            both("{count} days do not count, as stated", count=not_counted)
        )
    for begin, end in left_out:
        first = max(begin, start)
        # What begins after the term has run out changes nothing.
        days = (end - first).days
        if days <= 0 or first > nominal:
            continue
        nominal += dt.timedelta(days=days)
        steps.append(
            both(
                "From {begin} to {end}, {count} days do not count",
                begin=first,
                end=end,
                count=days,
            )
        )
    return nominal, tuple(steps)


def _sourced(step: Text, by: Text | None) -> Text:
    """A step with the rule that it follows."""
    if by is None:
        return step
    return both("{step} ({rule})", step=step, rule=by)


def _runs(days: Sequence[dt.date]) -> Text:
    """Days as a list, with those that follow each other drawn together."""
    spans = list(_spans(days))
    runs: list[Text] = [
        both("{first} to {last}", first=first, last=last)
        if last > first
        else {lang: date_text(first, lang) for lang in LANGS}
        for first, last in spans
    ]
    return {
        lang: ("、" if lang == "zh" else ", ").join(run[lang] for run in runs)
        for lang in LANGS
    }


def _spans(
    days: Sequence[dt.date],
) -> Iterator[tuple[dt.date, dt.date]]:
    first = last = days[0]
    for day in days[1:]:
        if day - last > _DAY:
            yield first, last
            first = day
        last = day
    yield first, last
