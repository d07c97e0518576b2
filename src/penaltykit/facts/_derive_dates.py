"""Terms: working days after telling, calling and deciding; limitation."""

import datetime as dt
from decimal import Decimal

from penaltykit.case import Act, EventKind, PaperKind, ServiceMethod
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_party import (
    id_number_is_valid,
    last_event,
    last_notice,
    papers_to,
    party_of,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._flat import FlatText
from penaltykit.facts._told_terms import told_terms_of
from penaltykit.facts._views import FactView

_LEAP_MONTH = 2


def figure(view: FactView, name: str) -> int | None:
    """A dated figure as a whole number; ``None`` where none is known."""
    reading = view.facts.parameter(name)
    if reading.state != "known" or not isinstance(
        reading.value, int | Decimal
    ):
        return None
    return int(reading.value)


def _term_end(view: FactView, name: str, start: Reading) -> Reading:
    """Last working day of a term that begins after ``start``.

    Unknown where the start is not recorded or lies outside the calendars;
    not applicable where no rule fixes the term.
    """
    days = figure(view, name)
    if days is None:
        return not_applicable(f"/agency/parameters/{name}")
    if start.state != "known":
        return start
    assert isinstance(start.value, dt.date)
    end = view.facts.add_working_days(start.value, days)
    if end is None:
        return unknown(start.pointer)
    return known(end, start.pointer)


@derives(Scope.PARTY)
def statement_term_end(view: FactView) -> Reading:
    """Last day on which the party may still state and defend: by the rule of
    the field or the figure of the agency, else by what the wording of the
    last notice gives."""
    start = view["party.notice_date"]
    end = _term_end(view, "statement.days", start)
    if end.state == "not-applicable" and start.state == "known":
        return _told_end(view, start) or end
    return end


def _told_end(view: FactView, start: Reading) -> Reading | None:
    """Last day of the term that the last notice gives to state and defend,
    of several the shortest; days that are not called working days are read
    as they stand, which is kinder to the agency."""
    notice = last_notice(view)
    if notice is None or notice[1].text is None:
        return None
    assert isinstance(start.value, dt.date)
    ends: list[dt.date] = []
    for term in told_terms_of(FlatText(notice[1].text)):
        if "state" not in term.purposes or term.count is None:
            continue
        if term.unit == "working-days":
            end = view.facts.add_working_days(start.value, term.count)
            if end is None:
                return unknown(start.pointer)
            ends.append(end)
        elif term.unit == "days":
            ends.append(start.value + dt.timedelta(days=term.count))
    return known(min(ends), start.pointer) if ends else None


@derives(Scope.PARTY)
def hearing_term_end(view: FactView) -> Reading:
    """Last day on which the party may still ask for a hearing (art.
    64(1)): counted from the telling of that right."""
    told = last_event(view, EventKind.HEARING_NOTICE_SERVED)
    start = (
        known(told[1].date, f"/events/{told[0]}/date")
        if told
        else view["party.notice_date"]
    )
    return _term_end(view, "hearing.request-days", start)


@derives(Scope.PARTY)
def hearing_called_in_time(view: FactView) -> Reading:
    """Whether time and place were told seven working days ahead (art.
    64(2)). The day of the telling does not count, that of the hearing
    does: the reading that is kinder to the agency.

    The first sitting counts, with the last call before it: a sitting that
    goes on later was fixed in the presence of those concerned.
    """
    party = party_of(view).id
    sittings = view.facts.events(EventKind.HEARING_HELD, party)
    if not sittings:
        return not_applicable("/events")
    held = sittings[0]
    calls = view.facts.events(EventKind.HEARING_CALLED, party)
    called = [one for one in calls if one[1].date <= held[1].date] or calls
    if called:
        date, pointer = called[-1][1].date, f"/events/{called[-1][0]}/date"
    else:
        papers = [
            (index, paper.date)
            for index, paper in papers_to(view, PaperKind.HEARING_CALL)
            if paper.date is not None
        ]
        if not papers or papers[-1][1] is None:
            return unknown("/events")
        date, pointer = papers[-1][1], f"/papers/{papers[-1][0]}/date"
    days = figure(view, "hearing.notice-days")
    end = None if days is None else view.facts.add_working_days(date, days)
    if end is None:
        return unknown(pointer)
    return known(held[1].date >= end, pointer)


@derives(Scope.PARTY)
def served_in_time(view: FactView) -> Reading:
    """Whether the decision reached the party within seven working days of
    its date (art. 61); an announcement runs by its own term. That it was
    served at all is asked elsewhere."""
    return served_within(view, "decision.service-days")


@derives(Scope.PARTY)
def served_within(view: FactView, parameter: str) -> Reading:
    """Whether the decision reached the party within the working days of a
    parameter; not applicable without a service, or announced."""
    served = last_event(view, EventKind.DECISION_SERVED)
    if served is None:
        return not_applicable("/events")
    index, event = served
    pointer = f"/events/{index}/date"
    if event.method is ServiceMethod.ANNOUNCEMENT:
        return not_applicable(pointer)
    decided, where = view.facts.decided
    days = figure(view, parameter)
    if decided is not None and event.date <= decided:
        return known(True, pointer)
    if decided is None or days is None:
        return unknown(where)
    return truth(
        view.facts.within_working_days(decided, days, event.date), pointer
    )


def act_end(act: Act, pointer: str) -> tuple[dt.date | None, str]:
    """Day from which limitation runs (art. 36(2)): the end of a continuing
    act, else the day of the act."""
    if act.to is not None:
        return act.to, f"{pointer}/act/to"
    if act.from_ is not None and not act.continuing:
        return act.from_, f"{pointer}/act/from"
    return None, f"{pointer}/act/to"


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day ``years`` later; 29 February becomes the 28th."""
    if (day.month, day.day) == (_LEAP_MONTH, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


@derives(Scope.VIOLATION)
def limitation_end(view: FactView, parameter: str) -> Reading:
    """Last day on which the act may still be discovered (art. 36)."""
    assert view.violation is not None
    end, pointer = act_end(view.violation.act, view.pointer)
    years = figure(view, parameter)
    if end is None or years is None:
        return unknown(pointer)
    return known(years_later(end, years), pointer)


@derives(Scope.VIOLATION)
def discovered_on(view: FactView) -> Reading:
    """Day of discovery; the filing, which is never earlier, stands in for a
    discovery that is not recorded."""
    for kind in (EventKind.DISCOVERED, EventKind.FILED):
        found = view.facts.events(kind)
        if found:
            index, event = found[0]
            return known(event.date, f"/events/{index}/date")
    return unknown("/events")


def _born(id_number: str) -> dt.date | None:
    """The day of birth in an identity number (GB 11643-1999)."""
    if not id_number_is_valid(id_number):
        return None
    try:
        return dt.date.fromisoformat(id_number[6:14])
    except ValueError:
        return None


@derives(Scope.VIOLATION)
def age_at_act(view: FactView) -> Reading:
    """Full years of a citizen's age when the act ended (art. 30): who goes
    on after a birthday acts at the higher age too.

    Where the day of birth is not stated, a sound identity number tells it.
    """
    assert view.party is not None
    assert view.violation is not None
    pointer = f"/parties/{view.party_index}/birth_date"
    born = view.party.birth_date or _born(view.party.id_number or "")
    if view["party.is_organisation"].value is True:
        return not_applicable(pointer)
    if born is None:
        return unknown(pointer)
    day, where = act_end(view.violation.act, view.pointer)
    if day is None:
        return unknown(where)
    years = (
        day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    )
    return known(years, pointer)


_ADULT = 18


@derives(Scope.VIOLATION)
def minor_when_published(view: FactView) -> Reading:
    """Whether a citizen is known to have been under eighteen on the day on
    which the decision was published (广东省行政执法公示办法 art. 15)."""
    assert view.party is not None
    found = view.facts.events(EventKind.PUBLISHED, view.party.id)
    born = view.party.birth_date or _born(view.party.id_number or "")
    person = view["party.is_organisation"].value is not True
    if not found or born is None or not person:
        return known(False, "/events")
    index, event = found[0]
    young = event.date < years_later(born, _ADULT)
    return known(young, f"/events/{index}/date")
