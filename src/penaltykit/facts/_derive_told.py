"""What the party was told beside the amount of the fine, and how it
answered: other amounts, waivers, the term to ask for a hearing, service."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from penaltykit.case import EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    unknown,
)
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_party import last_event, last_notice, party_of
from penaltykit.facts._derive_penalty import Stated, stated
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind


@frozen
class _Sum:
    """What is given of one kind: amount, units, where the last stands."""

    amount: Decimal
    units: frozenset[str | None]
    pointer: str


def _sums(penalties: Iterable[Stated]) -> dict[PenaltyKind, _Sum | None]:
    """Sums by kind, the fine left out; ``None`` where an amount is open."""
    sums: dict[PenaltyKind, _Sum | None] = {}
    for pointer, penalty in penalties:
        kind = penalty.kind
        if kind is PenaltyKind.FINE:
            continue
        before = sums.get(kind, _Sum(Decimal(0), frozenset(), pointer))
        if before is None or penalty.amount is None:
            sums[kind] = None
            continue
        sums[kind] = _Sum(
            before.amount + penalty.amount,
            before.units | {penalty.unit},
            pointer,
        )
    return sums


@derives(Scope.PARTY)
def amounts_told(view: FactView) -> Reading:
    """Whether nothing but the fine is heavier than the last prior notice
    told: value confiscated, days of detention, months of suspension."""
    notice = last_notice(view)
    if notice is None:
        return not_applicable("/papers")
    index, paper = notice
    pointer = f"/papers/{index}/penalties"
    party = party_of(view)
    told = _sums(
        (pointer, penalty)
        for penalty in paper.penalties
        if penalty.party in (None, party.id)
    )
    given = _sums(
        item
        for number, who in view.facts.pairs()
        if who == view.party_index
        for item in stated(view.facts.violation(number, who))
    )
    compared = False
    for kind, mine in given.items():
        before = told.get(kind)
        # Amounts in different units are left to people.
        if mine is None or before is None or mine.units != before.units:
            continue
        compared = True
        if mine.amount > before.amount:
            return known(False, f"{mine.pointer}/amount")
    return known(True, pointer) if compared else not_applicable(pointer)


@derives(Scope.PARTY)
def notice_in_writing(view: FactView) -> Reading:
    """Whether the prior notice is on file as a paper, or its service names
    one; without any notice there is nothing to ask."""
    notice = last_notice(view)
    if notice is not None:
        return known(True, f"/papers/{notice[0]}")
    served = last_event(view, EventKind.PRIOR_NOTICE_SERVED)
    if served is None:
        return not_applicable("/papers")
    return known(bool(served[1].paper), f"/events/{served[0]}/paper")


@derives(Scope.PARTY)
def hearing_asked_in_time(view: FactView) -> Reading:
    """Whether the party asked for a hearing within its term (art. 64(1))."""
    party = party_of(view).id
    asked = view.facts.events(EventKind.HEARING_REQUESTED, party)
    if not asked:
        return not_applicable("/events")
    index, event = asked[0]
    pointer = f"/events/{index}/date"
    end = view["party.hearing_term_end"]
    if end.state != "known":
        return unknown(end.pointer)
    return known(event.date <= end.value, pointer)  # type: ignore[operator]


@derives(Scope.PARTY)
def handed_over(view: FactView) -> Reading:
    """Whether the decision reached the party on the day it was made (art.
    52(1))."""
    decided, where = view.facts.decided
    served = last_event(view, EventKind.DECISION_SERVED)
    if served is None or decided is None:
        return unknown("/events" if served is None else where)
    index, event = served
    return known(event.date <= decided, f"/events/{index}/date")


@derives(Scope.PARTY)
def served_by(view: FactView, method: str) -> Reading:
    """Whether the decision was served on the party in this way."""
    found = view.facts.events(EventKind.DECISION_SERVED, party_of(view).id)
    if not found:
        return known(False, "/events")
    index, event = found[-1]
    way = None if event.method is None else event.method.value
    return known(way == method, f"/events/{index}/method")


@derives(Scope.PARTY)
def announcement_ran(view: FactView) -> Reading:
    """Whether the days of a service by announcement had run out on the day
    that is recorded as the day of service. Where the figure of the field is
    not known, fewer than the least that a text has are too short, as many as
    the most are enough, and between the two the agency has to say."""
    found = last_event(view, EventKind.DECISION_SERVED)
    pointer = "/facts/service.announced"
    started = view["service.announced"]
    if found is None:
        return not_applicable(pointer)
    if started.state != "known":
        return unknown(pointer)
    index, event = found
    where = f"/events/{index}/date"
    gone = (event.date - started.value).days  # type: ignore[operator]
    days = figure(view, "service.announcement-days")
    if days is not None:
        return known(gone >= days, where)
    least = figure(view, "service.announcement-days.least")
    most = figure(view, "service.announcement-days.most")
    if least is not None and gone < least:
        return known(False, where)
    if most is not None and gone >= most:
        return known(True, where)
    return unknown("/agency/parameters/service.announcement-days")
