"""Publication: in time, withdrawn in time, shown for the right time."""

import datetime as dt

from penaltykit.case import Channel, Event, EventKind, PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_dates import figure, years_later
from penaltykit.facts._derive_party import party_of
from penaltykit.facts._derive_penalty import only_criticised
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.period import add_months

_SYSTEM = Channel.ENTERPRISE_CREDIT


def _published(view: FactView) -> list[tuple[int, Event]]:
    return list(view.facts.events(EventKind.PUBLISHED, party_of(view).id))


@derives(Scope.PARTY)
def published_in_time(view: FactView, parameter: str) -> Reading:
    """Whether the decision was first made public within the working days of
    a parameter after it was made; the enterprise credit system has a
    parameter of its own. Not applicable where nothing is published or no
    rule gives a term."""
    days = figure(view, parameter)
    decided, where = view.facts.decided
    system = parameter.endswith(".enterprise-credit")
    found = [
        item
        for item in _published(view)
        if item[1].channel is None or (item[1].channel is _SYSTEM) is system
    ]
    if not found or days is None:
        return not_applicable("/events")
    if decided is None:
        return unknown(where)
    index, event = found[0]
    pointer = f"/events/{index}/date"
    return truth(
        view.facts.within_working_days(decided, days, event.date), pointer
    )


@derives(Scope.PARTY)
def publication_recorded(view: FactView) -> Reading:
    """Whether a publication is on file for the party."""
    found = _published(view)
    pointer = f"/events/{found[0][0]}" if found else "/events"
    return known(bool(found), pointer)


_UNDONE = (EventKind.CHANGED, EventKind.ANNULLED)


@derives(Scope.PARTY)
def withdrawn_in_time(view: FactView) -> Reading:
    """Whether what was published of a decision was withdrawn within three
    working days of its change or annulment (art. 48(2)).

    Not applicable where nothing was published before, or nothing undone.
    """
    party = party_of(view).id
    undone = sorted(
        (item for kind in _UNDONE for item in view.facts.events(kind, party)),
        key=lambda item: item[1].date,
    )
    shown = _published(view)
    if not undone or not shown or shown[0][1].date > undone[0][1].date:
        return not_applicable("/events")
    index, event = undone[0]
    days = figure(view, "publication.withdraw-days")
    end = (
        None if days is None else view.facts.add_working_days(event.date, days)
    )
    pointer = f"/events/{index}/date"
    if end is None:
        return unknown(pointer)
    withdrawn = [
        item
        for item in view.facts.events(EventKind.WITHDRAWN, party)
        if item[1].date >= event.date
    ]
    if not withdrawn:
        return known(False, pointer)
    place, last = withdrawn[0]
    return known(last.date <= end, f"/events/{place}/date")


_END = "/result_use/display_until"
_CRITICISM = "publication.display-months.criticism"


def _display(view: FactView) -> tuple[dt.date, dt.date] | None:
    """First day and last day of the display, where both are on file."""
    use = view.case.result_use
    shown = _published(view)
    if use is None or use.display_until is None or not shown:
        return None
    return shown[0][1].date, use.display_until


@derives(Scope.PARTY)
def display_in_order(view: FactView) -> Reading:
    """Whether the display does not end before it begins."""
    span = _display(view)
    if span is None:
        return not_applicable(_END)
    return known(span[1] >= span[0], _END)


@derives(Scope.PARTY)
def display_within(view: FactView, parameter: str) -> Reading:
    """Whether the display ends within the years of a parameter after the
    last publication; within months where nothing but criticism was given
    (市场监督管理行政处罚信息公示规定 art. 13(1))."""
    span = _display(view)
    years = figure(view, parameter)
    if span is None or years is None:
        return not_applicable(_END)
    last = _published(view)[-1][1].date
    end = years_later(last, years)
    months = figure(view, _CRITICISM)
    if months is not None and only_criticised(view):
        end = add_months(last, months)
    return known(span[1] <= end, _END)


@derives(Scope.CASE)
def paper_for(view: FactView, pair: str) -> Reading:
    """Whether an event of a kind has its paper: one of the kind named
    second is in the file, or the event names a paper."""
    kind, wanted = pair.split()
    found = view.facts.events(EventKind(kind))
    if not found:
        return not_applicable("/events")
    for index, paper in enumerate(view.case.papers):
        if paper.kind is PaperKind(wanted):
            return known(True, f"/papers/{index}")
    index, event = found[-1]
    return known(bool(event.paper), f"/events/{index}/paper")
