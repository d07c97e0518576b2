"""Steps of the course that need company, an order or a term: inquiries,
legal review, transfers, seizure, closing; and the decision itself, which must
decide something."""

import datetime as dt

from penaltykit.case import Event, EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    unknown,
)
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_penalty import stated
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind

# What officers do to the party or its things, two of them at least.
_ACTS = (EventKind.INSPECTED, EventKind.QUESTIONED, EventKind.SEIZED)


def _acts(view: FactView) -> list[tuple[int, Event]]:
    """Inspections, questionings and seizures, in the order of the file."""
    found = [one for kind in _ACTS for one in view.facts.events(kind)]
    return sorted(found, key=lambda one: one[0])


def _persons(event: Event) -> int:
    return len({name.strip() for name in event.by})


@derives(Scope.VIOLATION)
def decides(view: FactView) -> Reading:
    """Whether a penalty or no penalty is stated for the violation and the
    party; an order to put right alone is neither (art. 57(1))."""
    for where, penalty in stated(view):
        if penalty.kind.is_penalty or penalty.kind is PenaltyKind.NO_PENALTY:
            return known(True, where)
    return known(False, f"{view.pointer}/penalties")


@derives(Scope.CASE)
def inquiries_by_enough(view: FactView) -> Reading:
    """Whether as many officers as the law asks for did each inspection,
    questioning and seizure (art. 42(1); 强制法 art. 18(1)(2)); unknown
    where one names nobody."""
    found = _acts(view)
    least = figure(view, "officers.least")
    if not found or least is None:
        return not_applicable("/events")
    open_at = None
    for index, event in found:
        pointer = f"/events/{index}/by"
        if not event.by:
            open_at = open_at or pointer
        elif _persons(event) < least:
            return known(False, pointer)
    return unknown(open_at) if open_at else known(True, "/events")


@derives(Scope.CASE)
def inquiries_after_certificate(view: FactView) -> Reading:
    """Whether no inspection, questioning or seizure is dated before the
    officers first showed their certificates (art. 55(1))."""
    found = _acts(view)
    shown = view.facts.events(EventKind.CERTIFICATE_SHOWN)
    if not found or not shown:
        return not_applicable("/events")
    for index, event in found:
        if event.date < shown[0][1].date:
            return known(False, f"/events/{index}/date")
    return known(True, f"/events/{shown[0][0]}/date")


def _last_before(
    view: FactView, kind: EventKind, day: dt.date
) -> tuple[int, Event] | None:
    found = [one for one in view.facts.events(kind) if one[1].date <= day]
    return found[-1] if found else None


@derives(Scope.CASE)
def done_in_working_days(view: FactView, names: str) -> Reading:
    """Whether the last event of the second kind came within the working
    days of a parameter after the one of the first kind; the three names are
    separated by spaces. Not applicable where either, or the figure, is
    missing."""
    first, second, parameter = names.split()
    done = view.facts.events(EventKind(second))
    days = figure(view, parameter)
    if not done or days is None:
        return not_applicable("/events")
    index, event = done[-1]
    start = _last_before(view, EventKind(first), event.date)
    if start is None:
        return not_applicable("/events")
    pointer = f"/events/{index}/date"
    end = view.facts.add_working_days(start[1].date, days)
    if end is None:
        return unknown(pointer)
    return known(event.date <= end, pointer)


@derives(Scope.CASE)
def sent_away(view: FactView) -> Reading:
    """Whether the case was sent to another agency before the decision and
    did not come back."""
    decided, _ = view.facts.decided
    sent = [
        one
        for one in view.facts.events(EventKind.TRANSFERRED)
        if decided is None or one[1].date <= decided
    ]
    if not sent:
        return known(False, "/events")
    index, event = sent[-1]
    back = any(
        other.date >= event.date
        for _, other in view.facts.events(EventKind.TAKEN_OVER)
    )
    return known(not back, f"/events/{index}")


@derives(Scope.CASE)
def passed_on_again(view: FactView) -> Reading:
    """Whether a case that another agency sent was sent on by itself."""
    for _, taken in view.facts.events(EventKind.TAKEN_OVER)[:1]:
        for index, sent in view.facts.events(EventKind.TRANSFERRED):
            if sent.date >= taken.date:
                return known(True, f"/events/{index}")
    return known(False, "/events")


@derives(Scope.CASE)
def seizure_days(view: FactView) -> Reading:
    """Calendar days of the longest seizure: to its release, else to the
    decision, which settles what becomes of the goods (强制法 art. 27);
    days of tests are left out. Not applicable while it goes on."""
    seized = view.facts.events(EventKind.SEIZED)
    if not seized:
        return not_applicable("/events")
    decided, _ = view.facts.decided
    released = [e.date for _, e in view.facts.events(EventKind.RELEASED)]
    left_out = view["seizure.days_excluded"]
    most: tuple[int, str] | None = None
    for index, event in seized:
        ends = [day for day in released if day >= event.date]
        if decided is not None and decided >= event.date:
            ends.append(decided)
        if ends:
            days = (min(ends) - event.date).days
            most = max(most or (0, ""), (days, f"/events/{index}/date"))
    if most is None:
        return not_applicable("/events")
    less = int(str(left_out.value)) if left_out.state == "known" else 0
    return known(max(0, most[0] - less), most[1])
