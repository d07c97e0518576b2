"""After the decision: payment, late charge, demand, application to court."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from penaltykit.case import EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_party import concerned
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.period import add_months

Span = tuple[dt.date, dt.date]


def _moved(view: FactView, end: dt.date) -> dt.date | None:
    """The last day of a term: one that is a day of rest moves on to the
    first working day after it (民事诉讼法 art. 85(3)); ``None`` where the
    calendar of the year is not known."""
    return view.facts.add_working_days(end - dt.timedelta(days=1), 1)


def _last_day(view: FactView, end: dt.date, pointer: str) -> Reading:
    moved = _moved(view, end)
    return unknown(pointer) if moved is None else known(moved, pointer)


def _date(view: FactView, name: str) -> dt.date | None:
    value = view[name].value
    return value if isinstance(value, dt.date) else None


@derives(Scope.CASE)
def within_working_days(view: FactView, names: str) -> Reading:
    """Whether the second of two dated facts lies within the working days of
    a parameter after the first; the three names are separated by spaces.
    Not applicable while the first is not stated."""
    first, second, parameter = names.split()
    start, then = _date(view, first), _date(view, second)
    if start is None:
        return not_applicable(f"/facts/{first}")
    days = figure(view, parameter)
    if then is None or days is None:
        return unknown(f"/facts/{second}")
    return truth(
        view.facts.within_working_days(start, days, then), f"/facts/{second}"
    )


@derives(Scope.CASE)
def fines_of_all(view: FactView) -> Reading:
    """Sum of the fines of all parties."""
    total, pointer = Decimal(0), "/violations"
    for index in concerned(view):
        reading = view.facts.party(index)["party.fine_total"]
        if reading.state != "known":
            return unknown(reading.pointer)
        assert isinstance(reading.value, Decimal)
        total, pointer = total + reading.value, reading.pointer
    return known(total, pointer)


def _served(view: FactView) -> tuple[int, dt.date] | None:
    """The last service of the decision."""
    found = view.facts.events(EventKind.DECISION_SERVED)
    return (found[-1][0], found[-1][1].date) if found else None


@derives(Scope.CASE)
def payment_due(view: FactView) -> Reading:
    """Last day to pay: fifteen days after receipt (art. 67(3)), or the end
    of an approved postponement (art. 66(2)).

    Unknown where a party got the decision on another day, or where the
    postponement has no end.
    """
    postponed = view.facts.events(EventKind.POSTPONED)
    if postponed:
        index, event = postponed[-1]
        pointer = f"/events/{index}/until"
        return known(event.until, pointer) if event.until else unknown(pointer)
    served, days = _served(view), figure(view, "payment.days")
    if served is None or days is None or len(view.case.parties) > 1:
        return unknown("/events")
    index, date = served
    end = date + dt.timedelta(days=days)
    return _last_day(view, end, f"/events/{index}/date")


_REMEDIES = (EventKind.RECONSIDERATION_REQUESTED, EventKind.LITIGATION_FILED)


def _remedy_spans(view: FactView) -> list[Span] | None:
    """Days of reconsideration and litigation, joined; ``None`` where one has
    no recorded end."""
    spans = []
    for kind in _REMEDIES:
        for _, event in view.facts.events(kind):
            if event.until is None:
                return None
            spans.append((event.date, event.until))
    spans.sort()
    for at, (one, two) in enumerate(pairwise(list(spans))):
        spans[at + 1] = (max(two[0], one[1]), max(two[1], one[1]))
    return spans


@derives(Scope.CASE)
def late_days(view: FactView) -> Reading:
    """Days for which a late charge may run: from the day after the last day
    to pay to the day up to which it was counted, less reconsideration and
    litigation (art. 73(3))."""
    until = _date(view, "late_charge.until")
    due = view["payment.due"]
    if until is None or due.state != "known":
        where = "/facts/late_charge.until" if until is None else due.pointer
        return unknown(where)
    assert isinstance(due.value, dt.date)
    days = (until - due.value).days
    spans = _remedy_spans(view)
    if spans is None:
        return unknown("/events")
    for begin, end in spans:
        days -= max(0, (min(end, until) - max(begin, due.value)).days)
    return known(max(days, 0), "/facts/late_charge.until")


@derives(Scope.CASE)
def late_charge_most(view: FactView) -> Reading:
    """The highest late charge: three per cent of the fines for each day, no
    more than the fines (art. 72(1)(1))."""
    fines, days = view["case.fines"], view["late_charge.days"]
    percent = view.facts.parameter("late-charge.percent")
    for reading in (fines, days, percent):
        if reading.state != "known":
            return unknown(reading.pointer)
    fine, rate = Decimal(str(fines.value)), Decimal(str(percent.value))
    charge = fine * rate / 100 * int(str(days.value))
    return known(min(charge, fine), fines.pointer)


@derives(Scope.CASE)
def remedies_over(view: FactView) -> Reading:
    """Last day on which a party could still apply for reconsideration or
    sue, where none did: months after service in the ordinary procedure, the
    days of reconsideration where it comes first or a law gives fewer days to
    sue.

    Not known once a remedy was used: then the course of that decides.
    """
    if any(view.facts.events(kind) for kind in _REMEDIES):
        return unknown("/events")
    served = _served(view)
    if served is None:
        return unknown("/events")
    index, date = served
    pointer = f"/events/{index}/date"
    special = view["remedies.suit_days_by_law"].value
    first = view["remedies.reconsideration_first_told"].value is True
    if first or isinstance(special, int):
        days = figure(view, "reconsideration.days")
        if days is None:
            return unknown(pointer)
        if isinstance(special, int):
            days = max(days, special)
        return _last_day(view, date + dt.timedelta(days=days), pointer)
    months = figure(view, "litigation.months")
    if months is None:
        return unknown(pointer)
    return _last_day(view, add_months(date, months), pointer)


@derives(Scope.CASE)
def applied_during_remedy(view: FactView) -> Reading:
    """Whether the court was asked to enforce while a reconsideration or a
    suit was going on: the course that is for those who used none (行政强制
    法 art. 53)."""
    applied = _date(view, "enforcement.applied")
    pointer = "/facts/enforcement.applied"
    if applied is None:
        return unknown(pointer)
    open_at = None
    for kind in _REMEDIES:
        for index, event in view.facts.events(kind):
            if applied < event.date:
                continue
            if event.until is None:
                open_at = f"/events/{index}/until"
            elif applied <= event.until:
                return known(True, pointer)
    return truth(None if open_at else False, open_at or pointer)


@derives(Scope.CASE)
def court_term_end(view: FactView) -> Reading:
    """Last day to apply to the court: three months after the remedies ran
    out (行政强制法 art. 53), or after a postponement (art. 72(2))."""
    months = figure(view, "enforcement.months")
    over = view["remedies.over"]
    postponed = view.facts.events(EventKind.POSTPONED)
    if over.state != "known" or months is None:
        return unknown(over.pointer)
    assert isinstance(over.value, dt.date)
    start, pointer = over.value, over.pointer
    if postponed:
        index, event = postponed[-1]
        pointer = f"/events/{index}/until"
        if event.until is None:
            return unknown(pointer)
        start = event.until
    return _last_day(view, add_months(start, months), pointer)


@derives(Scope.CASE)
def demand_waited(view: FactView) -> Reading:
    """Whether ten working days had passed since the demand was served when
    the court was applied to (行政强制法 arts. 54, 69)."""
    applied = _date(view, "enforcement.applied")
    if applied is None:
        return not_applicable("/facts/enforcement.applied")
    found = view.facts.events(EventKind.DEMAND_SERVED)
    if not found:
        return known(False, "/events")
    index, event = found[0]
    pointer = f"/events/{index}/date"
    days = figure(view, "demand.days")
    end = (
        None if days is None else view.facts.add_working_days(event.date, days)
    )
    return unknown(pointer) if end is None else known(applied > end, pointer)
