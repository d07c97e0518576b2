"""Facts of the case as a whole."""

from typing import TYPE_CHECKING

from penaltykit.case import (
    EventKind,
    PartyKind,
    PaymentChannel,
    ServiceMethod,
)
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    speaks_of,
    truth,
    unknown,
)
from penaltykit.facts._derive_party import concerned
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind

if TYPE_CHECKING:
    import datetime as dt


@derives(Scope.CASE)
def decision_date(view: FactView) -> Reading:
    """Date of the decision: the event, else the date of the paper."""
    date, pointer = view.facts.decided
    return unknown(pointer) if date is None else known(date, pointer)


@derives(Scope.CASE)
def event_date(view: FactView, kind: str) -> Reading:
    """Date of the first event of a kind."""
    found = view.facts.events(EventKind(kind))
    if not found:
        return unknown("/events")
    index, event = found[0]
    return known(event.date, f"/events/{index}/date")


@derives(Scope.CASE)
def event_before_decision(view: FactView, kind: str) -> Reading:
    """Whether an event of a kind happened by the day of the decision."""
    found = view.facts.events(EventKind(kind))
    if not found:
        return known(False, "/events")
    index, event = found[0]
    decided, _ = view.facts.decided
    return known(
        decided is None or event.date <= decided, f"/events/{index}/date"
    )


@derives(Scope.CASE)
def officers_count(view: FactView) -> Reading:
    """How many officers the case names; unknown where it names none."""
    number = len(view.case.officers)
    return known(number, "/officers") if number else unknown("/officers")


@derives(Scope.CASE)
def officers_qualified(view: FactView) -> Reading:
    """Whether every officer holds the qualification (art. 42(1)).

    A certificate shows it, unless the file says otherwise.
    """
    open_at = None
    for index, officer in enumerate(view.case.officers):
        pointer = f"/officers/{index}"
        if officer.qualified is False:
            return known(False, f"{pointer}/qualified")
        if officer.qualified is None and not officer.certificate:
            open_at = open_at or f"{pointer}/qualified"
    if not view.case.officers:
        return unknown("/officers")
    return truth(None if open_at else True, open_at or "/officers")


@derives(Scope.CASE)
def certificates_valid(view: FactView) -> Reading:
    """Whether no officer's certificate had run out when last used.

    The day that counts is that of the decision, else that of the last
    event; without any last day there is nothing to compare.
    """
    day, _ = view.facts.decided
    if day is None and view.case.events:
        day = max(event.date for event in view.case.events)
    compared = False
    for index, officer in enumerate(view.case.officers):
        if officer.certificate_until is None or day is None:
            continue
        compared = True
        if officer.certificate_until < day:
            return known(False, f"/officers/{index}/certificate_until")
    return (
        known(True, "/officers") if compared else not_applicable("/officers")
    )


@derives(Scope.CASE)
def collected_on_the_spot(view: FactView) -> Reading:
    """Whether the fine is collected by the officers themselves."""
    performance = view.case.performance
    pointer = "/performance/channels"
    if performance is None:
        return known(False, pointer)
    return known(PaymentChannel.ON_THE_SPOT in performance.channels, pointer)


_ORDER = (
    EventKind.DISCOVERED,
    EventKind.FILED,
    EventKind.INVESTIGATION_ENDED,
    EventKind.PRIOR_NOTICE_SERVED,
    EventKind.HEARING_REQUESTED,
    EventKind.HEARING_HELD,
    EventKind.DECIDED,
    EventKind.DECISION_SERVED,
    EventKind.DEMAND_SERVED,
)


@derives(Scope.CASE)
def dates_in_order(view: FactView) -> Reading:
    """Whether the events follow each other as a case runs.

    Compared is the first event of each kind, party by party, so that a
    second notice or a second party disturbs nothing. An act that begins
    after its own discovery is out of order too, and one that ends after the
    decision: what was not yet done cannot have been punished.
    """
    for party in view.case.parties:
        last: dt.date | None = None
        for kind in _ORDER:
            found = view.facts.events(kind, party.id)
            if not found:
                continue
            index, event = found[0]
            if last is not None and event.date < last:
                return known(False, f"/events/{index}/date")
            last = event.date
    return _acts_out_of_order(view) or known(True, "/events")


def _acts_out_of_order(view: FactView) -> Reading | None:
    seen = view.facts.events(EventKind.DISCOVERED) or view.facts.events(
        EventKind.FILED
    )
    decided = view.facts.events(EventKind.DECIDED)
    for index, violation in enumerate(view.case.violations):
        for name, day, events in (
            ("from", violation.act.from_, seen),
            ("to", violation.act.to, decided),
        ):
            if day is not None and events and day > events[-1][1].date:
                return known(False, f"/violations/{index}/act/{name}")
    return None


@derives(Scope.CASE)
def largest(view: FactView, fact: str) -> Reading:
    """The largest figure of one party in the case; unknown while one is."""
    best: Reading | None = None
    for index in concerned(view):
        reading = view.facts.party(index)[fact]
        if reading.state != "known":
            return reading
        if best is None or reading.value > best.value:  # type: ignore[operator]
            best = reading
    return best or unknown("/parties")


@derives(Scope.CASE)
def of_any_party(view: FactView, fact: str) -> Reading:
    """Whether a truth fact holds of any party of the case."""
    pointer, open_at = "/parties", None
    for index in concerned(view):
        reading = view.facts.party(index)[fact]
        pointer = reading.pointer
        if reading.value is True:
            return known(True, pointer)
        if reading.state != "known":
            open_at = pointer
    return truth(None if open_at is not None else False, open_at or pointer)


@derives(Scope.CASE)
def served_electronically(view: FactView) -> Reading:
    """Whether the decision reached a party electronically (art. 61(2)); a
    service whose way is not recorded leaves it unknown."""
    open_at = None
    for index, event in view.facts.events(EventKind.DECISION_SERVED):
        pointer = f"/events/{index}/method"
        if event.method is ServiceMethod.ELECTRONIC:
            return known(True, pointer)
        if event.method is None:
            open_at = pointer
    return truth(None if open_at else False, open_at or "/events")


@derives(Scope.CASE)
def special_duties_attested(view: FactView, facts: str) -> Reading:
    """Whether the file says of each of these facts (ids separated by
    spaces), yes or no, if it holds; that it is unknown says nothing."""
    for name in facts.split():
        if not speaks_of(view.case.facts, name):
            return known(False, f"/facts/{name}")
    return known(True, "/facts")


@derives(Scope.CASE)
def all_addresses(view: FactView) -> Reading:
    """Whether the address of every party is there."""
    for index, party in enumerate(view.case.parties):
        if not party.address:
            return known(False, f"/parties/{index}/address")
    return known(True, "/parties")


@derives(Scope.CASE)
def all_identified(view: FactView) -> Reading:
    """Whether every party is identified: organisations by code and
    representative, individual businesses by code and operator, citizens by
    identity number."""
    for index, party in enumerate(view.case.parties):
        pointer = f"/parties/{index}"
        if party.kind is PartyKind.CITIZEN:
            if not party.id_number:
                return known(False, f"{pointer}/id_number")
            continue
        if not (party.uscc or party.registration_number):
            return known(False, f"{pointer}/uscc")
        person = (
            "operator"
            if party.kind is PartyKind.INDIVIDUAL_BUSINESS
            else "legal_representative"
        )
        if not getattr(party, person):
            return known(False, f"{pointer}/{person}")
    return known(True, "/parties")


@derives(Scope.CASE)
def every_violation(view: FactView, path: str) -> Reading:
    """Whether something stands at ``path`` of every violation."""
    steps = tuple(
        "from_" if step == "from" else step for step in path.split(".")
    )
    for index, violation in enumerate(view.case.violations):
        value: object = violation
        for step in steps:
            value = getattr(value, step)
            if value is None:
                break
        if value in (None, "", ()):
            where = path.replace(".", "/")
            return known(False, f"/violations/{index}/{where}")
    return known(True, "/violations")


@derives(Scope.CASE)
def case_field(view: FactView) -> Reading:
    """Field of enforcement: the kind of agency that the agency's own field
    names, else the one that is competent for every item of the case; without
    a list of kinds, as the agency states it."""
    provider = view.facts.providers.get("case.field")
    if provider is not None:
        return provider(view)
    stated = view.case.agency.field
    return (
        known(stated, "/agency/field") if stated else unknown("/agency/field")
    )


@derives(Scope.CASE)
def rules_day(view: FactView) -> Reading:
    """Day on which the rules applied must hold: that of the decision, else
    the day as of which the case is looked at, else that of the last event."""
    day, pointer = view.facts.rules_day
    return unknown(pointer) if day is None else known(day, pointer)


@derives(Scope.CASE)
def decision_dated(view: FactView) -> Reading:
    """Whether the decision has a date."""
    day, pointer = view.facts.decided
    return known(day is not None, pointer)


@derives(Scope.CASE)
def parameter_known(view: FactView, parameter: str) -> Reading:
    """Whether a dated figure is known for this case."""
    reading = view.facts.parameter(parameter)
    return known(reading.state == "known", reading.pointer)


@derives(Scope.CASE)
def fines_have_amounts(view: FactView) -> Reading:
    """Whether every fine that is stated has its amount."""
    for number, violation in enumerate(view.case.violations):
        for index, penalty in enumerate(violation.penalties):
            if penalty.kind is PenaltyKind.FINE and penalty.amount is None:
                return known(
                    False, f"/violations/{number}/penalties/{index}/amount"
                )
    return known(True, "/violations")


@derives(Scope.CASE)
def discretion_printable(view: FactView) -> Reading:
    """Whether benchmark and reasons can be printed: the agency's own, or
    those of a settled assessment."""
    for number, party in view.facts.pairs():
        inner = view.facts.violation(number, party)
        discretion = view.case.violations[number].discretion
        if discretion and discretion.reasons:
            continue
        outcome = inner["result.outcome"].value
        if outcome in (None, "undetermined", "statutory-gap"):
            return known(False, f"{inner.pointer}/discretion/reasons")
    return known(True, "/violations")


@derives(Scope.CASE)
def review_outcome(view: FactView) -> Reading:
    """Whether the file says what came of each review of a statement."""
    for index, event in view.facts.events(EventKind.STATEMENT_REVIEWED):
        if not (event.outcome or event.text):
            return known(False, f"/events/{index}/outcome")
        return known(True, f"/events/{index}")
    return known(False, "/events")
