"""Steps of the course that need company, an order or a term: inquiries,
legal review, transfers, seizure, closing; and the decision itself, which must
decide something."""

import datetime as dt

from penaltykit.case import (
    CollectionMethod,
    Event,
    EventKind,
    dropped_parties,
    ended_parties,
)
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
from penaltykit.facts._pattern import Pattern
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


# What officers do where they meet the party and its act.
_MET = (
    EventKind.DISCOVERED,
    EventKind.INSPECTED,
    EventKind.QUESTIONED,
    EventKind.CERTIFICATE_SHOWN,
)
_BY_CAMERA = Pattern(r"监控|抓拍|监测|电子|非现场")


@derives(Scope.CASE)
def decided_on_the_spot(view: FactView) -> Reading:
    """Whether a decision is dated as the day on which the officers last met
    the act or the party (当场, arts. 51, 52(1)). Not applicable where
    neither is recorded, and for what a camera saw: nobody was there.
    """
    decided, _ = view.facts.decided
    met = [
        one
        for kind in _MET
        for one in view.facts.events(kind)
        if decided is not None and one[1].date <= decided
    ]
    if decided is None or not met:
        return not_applicable("/events")
    seen = any(
        _BY_CAMERA.search(f"{event.source or ''}{event.text or ''}")
        for _, event in met
    ) or any(
        item.method is CollectionMethod.MONITORED
        for item in view.case.evidence
    )
    if seen:
        return not_applicable("/events")
    index, event = max(met, key=lambda one: one[1].date)
    return known(event.date == decided, f"/events/{index}/date")


@derives(Scope.CASE)
def dropped(view: FactView) -> Reading:
    """Whether the case was dropped for all its parties without a decision
    (终止调查, 撤销案件)."""
    found = view.facts.events(EventKind.DROPPED)
    if not found:
        return known(False, "/events")
    everybody = {party.id for party in view.case.parties}
    gone = dropped_parties(view.case) == everybody
    return known(gone, f"/events/{found[-1][0]}")


@derives(Scope.CASE)
def ended(view: FactView) -> Reading:
    """Whether the case ended here for all its parties without a decision:
    dropped, or sent away and not come back."""
    everybody = {party.id for party in view.case.parties}
    return known(ended_parties(view.case) == everybody, "/events")


@derives(Scope.CASE)
def events_explained(view: FactView, kind: str) -> Reading:
    """Whether every event of a kind says why, in its text or outcome."""
    found = view.facts.events(EventKind(kind))
    if not found:
        return not_applicable("/events")
    for index, event in found:
        if not (event.text or event.outcome):
            return known(False, f"/events/{index}/text")
    return known(True, f"/events/{found[0][0]}/text")


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
