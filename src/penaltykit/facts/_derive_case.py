"""Facts of the case as a whole."""

import datetime as dt
from collections.abc import Iterator

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
    truth,
    unknown,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import CaseFacts, FactView
from penaltykit.penalty import PenaltyKind


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


@derives(Scope.CASE)
def days_to_decision(view: FactView) -> Reading:
    """Calendar days from filing to decision (art. 60).

    Left out are the days for which the case was suspended, and those from
    the request for a hearing to the hearing, which the rules of the fields
    do not count (程序规定 art. 64(2); 生态环境行政处罚办法 art. 57).
    """
    filed = view.facts.events(EventKind.FILED)
    decided, pointer = view.facts.decided
    if not filed or decided is None:
        return unknown("/events" if not filed else pointer)
    start = filed[0][1].date
    days = (decided - start).days
    for begin, end in left_out(view.facts):
        days -= max(0, (min(end, decided) - max(begin, start)).days)
    return known(days - _not_counted(view), pointer)


# Fields whose rules move a last day of rest on to the next working day for
# every term: 程序规定 art. 80, 公安程序规定 art. 35. The Law has no such rule.
_MOVES_ON = ("market-regulation", "public-security")


@derives(Scope.CASE)
def decided_after_rest(view: FactView) -> Reading:
    """Whether the term to decide ended on a day of rest and the decision
    came by the next working day, where the field's rule lets it move on.
    """
    days, limit = view["decision.days"], view["decision.days_limit"]
    decided, pointer = view.facts.decided
    if view["case.field"].value not in _MOVES_ON:
        return known(False, pointer)
    if days.state != "known" or limit.state != "known" or decided is None:
        return unknown(pointer)
    over = int(str(days.value)) - int(str(limit.value))
    if over <= 0:
        return known(False, pointer)
    day_before = decided - dt.timedelta(days=over + 1)
    last = view.facts.add_working_days(day_before, 1)
    return (
        unknown(pointer) if last is None else known(decided <= last, pointer)
    )


@derives(Scope.CASE)
def days_left_out(view: FactView) -> Reading:
    """Days that do not count towards the term to decide: suspended, for a
    hearing, and those that the file states (tests, announcements)."""
    spans = sum((end - begin).days for begin, end in left_out(view.facts))
    return known(spans + _not_counted(view), "/events")


# 程序规定 art. 64(2) and 生态环境行政处罚办法 art. 57 leave out tests,
# appraisals and announcements; the Law itself knows of none.
_LEAVE_OUT = ("market-regulation", "ecology")


def _not_counted(view: FactView) -> int:
    """Days that the file states as not counted, where the field's rule lets
    them be left out."""
    stated = view["decision.days_excluded"]
    if stated.state != "known" or not stated.value:
        return 0
    if view["case.field"].value not in _LEAVE_OUT:
        return 0
    return int(str(stated.value))


def left_out(facts: CaseFacts) -> Iterator[tuple[dt.date, dt.date]]:
    """Spans that do not count towards the term to decide, in order and
    without overlaps: from the day on which it stops to that on which it goes
    on.
    """
    spans = []
    for begin, end in (
        (EventKind.SUSPENDED, EventKind.RESUMED),
        (EventKind.HEARING_REQUESTED, EventKind.HEARING_HELD),
    ):
        ends = [event.date for _, event in facts.events(end)]
        for _, event in facts.events(begin):
            after = [date for date in ends if date >= event.date]
            if after:
                spans.append((event.date, min(after)))
    last = dt.date.min
    for first, end_date in sorted(spans):
        if end_date > last:
            yield max(first, last), end_date
            last = end_date


@derives(Scope.CASE)
def extension_covers(view: FactView) -> Reading:
    """Whether an approved extension reaches to the decision; an extension
    without its last day leaves it open."""
    found = view.facts.events(EventKind.EXTENDED)
    if not found:
        return known(False, "/events")
    index, event = found[-1]
    pointer = f"/events/{index}/until"
    decided, _ = view.facts.decided
    if event.until is None or decided is None:
        return unknown(pointer)
    return known(event.until >= decided, pointer)


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
    second notice or a second party disturbs nothing. An act after its own
    discovery is out of order too.
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
    seen = view.facts.events(EventKind.DISCOVERED) or view.facts.events(
        EventKind.FILED
    )
    if seen:
        for index, violation in enumerate(view.case.violations):
            start = violation.act.from_
            if start is not None and start > seen[-1][1].date:
                return known(False, f"/violations/{index}/act/from")
    return known(True, "/events")


@derives(Scope.CASE)
def largest(view: FactView, fact: str) -> Reading:
    """The largest figure of one party in the case; unknown while one is."""
    best: Reading | None = None
    for index in range(len(view.case.parties)):
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
    for index in range(len(view.case.parties)):
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
    spaces), yes or no, if it holds."""
    for name in facts.split():
        if name not in view.case.facts:
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
