"""How a case ran: filing, review, hearing, who took part."""

import datetime as dt

from penaltykit._pattern import Pattern
from penaltykit.case import Event, EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView


def _last(view: FactView, kind: EventKind) -> tuple[int, Event] | None:
    found = view.facts.events(kind)
    return found[-1] if found else None


@derives(Scope.CASE)
def event_recorded(view: FactView, kinds: str) -> Reading:
    """Whether an event of one of these kinds (separated by spaces) is on
    file."""
    for kind in kinds.split():
        found = view.facts.events(EventKind(kind))
        if found:
            return known(True, f"/events/{found[0][0]}")
    return known(False, "/events")


@derives(Scope.CASE)
def filed_in_time(view: FactView) -> Reading:
    """Whether the case was filed within the term of its field, from the
    discovery; not applicable where no rule gives a term, or where discovery
    or filing is not recorded."""
    seen = view.facts.events(EventKind.DISCOVERED)
    filed = view.facts.events(EventKind.FILED)
    working = figure(view, "filing.working-days")
    days = figure(view, "filing.days")
    if not seen or not filed or (working is None and days is None):
        return not_applicable("/events")
    start, (index, event) = seen[0][1].date, filed[0]
    pointer = f"/events/{index}/date"
    if working is not None:
        return truth(
            view.facts.within_working_days(start, working, event.date),
            pointer,
        )
    assert days is not None
    late = (event.date - start).days - days
    if late <= 0:
        return known(True, pointer)
    # 生态环境行政处罚办法 art. 90: a last day of rest moves on
    day_before = event.date - dt.timedelta(days=late + 1)
    return truth(
        view.facts.within_working_days(day_before, 1, event.date), pointer
    )


def _names(event: Event) -> set[str]:
    return {name.strip() for name in event.by}


def _apart(view: FactView, kind: EventKind) -> Reading:
    """Whether none of the officers of the case did what an event records;
    unknown where it names nobody."""
    found = view.facts.events(kind)
    if not found:
        return not_applicable("/events")
    officers = {officer.name.strip() for officer in view.case.officers}
    open_at = None
    for index, event in found:
        if not event.by:
            open_at = f"/events/{index}/by"
        elif _names(event) & officers:
            return known(False, f"/events/{index}/by")
    if open_at:
        return unknown(open_at)
    return known(True, f"/events/{found[-1][0]}/by")


@derives(Scope.CASE)
def apart_from_officers(view: FactView, kind: str) -> Reading:
    """Whether other persons than the investigating officers did what events
    of a kind record."""
    return _apart(view, EventKind(kind))


_REFUSED = Pattern(
    r"不同意|不通过|未通过|不予通过|退回|建议纠正|补充调查|重新调查"
)
_PASSED = Pattern(r"同意|通过|合法|无异议|没有异议")


@derives(Scope.CASE)
def review_passed(view: FactView) -> Reading:
    """Whether the last legal review let the case pass (art. 58(1)), by its
    recorded outcome; other words leave it unknown."""
    found = _last(view, EventKind.LEGAL_REVIEW)
    if found is None:
        return not_applicable("/events")
    index, event = found
    pointer = f"/events/{index}/outcome"
    outcome = event.outcome or ""
    if _REFUSED.search(outcome):
        return known(False, pointer)
    if _PASSED.search(outcome):
        return known(True, pointer)
    return unknown(pointer)


@derives(Scope.CASE)
def in_turn(view: FactView, kinds: str) -> Reading:
    """Whether the last event of the second kind is not dated before the
    last one of the first; not applicable where one of them is missing."""
    first, second = kinds.split()
    one = _last(view, EventKind(first))
    two = _last(view, EventKind(second))
    if one is None or two is None:
        return not_applicable("/events")
    return known(two[1].date >= one[1].date, f"/events/{two[0]}/date")


@derives(Scope.CASE)
def event_by_somebody(view: FactView, kind: str) -> Reading:
    """Whether the events of a kind name who stood for them."""
    found = view.facts.events(EventKind(kind))
    if not found:
        return not_applicable("/events")
    for index, event in found:
        if not event.by:
            return known(False, f"/events/{index}/by")
    return known(True, f"/events/{found[-1][0]}/by")


@derives(Scope.CASE)
def extension_in_bounds(view: FactView) -> Reading:
    """Whether the extension to decide, as approved, keeps within the days
    that the rules of the field let the head grant; longer ones are for the
    heads together. Not applicable without an extension or a figure."""
    found = _last(view, EventKind.EXTENDED)
    limit = figure(view, "decision.extension-days")
    term = figure(view, "decision.days")
    filed = view.facts.events(EventKind.FILED)
    if found is None or limit is None or term is None or not filed:
        return not_applicable("/events")
    index, event = found
    pointer = f"/events/{index}/until"
    if event.until is None:
        return unknown(pointer)
    granted = (event.until - filed[0][1].date).days
    extra = view["decision.days_left_out"]
    if extra.state != "known":
        return unknown(extra.pointer)
    left_out = int(str(extra.value))
    return known(granted - left_out <= term + limit, pointer)
