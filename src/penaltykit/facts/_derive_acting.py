"""Who acted, and whether what stretches a case was done in due form: how
many inspected, signed and discussed; extensions; suspensions.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from penaltykit.case import Event, EventKind, PaperKind, ServiceMethod
from penaltykit.citation import Citation
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_paper import addressed
from penaltykit.facts._derive_party import paper_offers, party_of
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView

_LEAST = 2

Placed = tuple[int, Event]


def _by_day(events: Iterable[Placed]) -> dict[dt.date, tuple[int, set[str]]]:
    """Names of those who did what the events of a day record, with the place
    of the first of them; a day on which nobody is named is left out."""
    days: dict[dt.date, tuple[int, set[str]]] = {}
    for index, event in events:
        names = {name.strip() for name in event.by}
        if names:
            place, before = days.get(event.date, (index, set()))
            days[event.date] = (place, before | names)
    return days


@derives(Scope.CASE)
def done_by_two(view: FactView, kind: str) -> Reading:
    """Whether on each day on which events of a kind name who acted they
    name two persons at least; not applicable where they name nobody."""
    days = _by_day(view.facts.events(EventKind(kind)))
    for index, names in days.values():
        if len(names) < _LEAST:
            return known(False, f"/events/{index}/by")
    return known(True, "/events") if days else not_applicable("/events")


@derives(Scope.CASE)
def inspected_by_own(view: FactView) -> Reading:
    """Whether those who showed a certificate are officers of the case. Where
    the file lists fewer than two, that has a check of its own."""
    own = {officer.name.strip() for officer in view.case.officers}
    days = _by_day(view.facts.events(EventKind.CERTIFICATE_SHOWN))
    if len(own) < _LEAST or not days:
        return not_applicable("/events")
    for index, names in days.values():
        if names - own:
            return known(False, f"/events/{index}/by")
    return known(True, "/officers")


@derives(Scope.CASE)
def by_another(view: FactView, kind: str) -> Reading:
    """Whether somebody who is no officer of the case stood for each event of
    a kind, alone or with others; not applicable where nobody is named."""
    own = {officer.name.strip() for officer in view.case.officers}
    days = _by_day(view.facts.events(EventKind(kind)))
    for index, names in days.values():
        if names <= own:
            return known(False, f"/events/{index}/by")
    return known(True, "/events") if days else not_applicable("/events")


@derives(Scope.PAPER)
def signed_by_two(view: FactView) -> Reading:
    """Whether a decision on the spot is signed by two officers, as far as
    the file says who signed (arts. 42(1), 52(2))."""
    paper = view.paper
    pointer = f"{view.pointer}/officers"
    if (
        paper is None
        or paper.kind is not PaperKind.ON_THE_SPOT_DECISION
        or not paper.officers
        or len(view.case.officers) < _LEAST
    ):
        return not_applicable(pointer)
    return known(len(set(paper.officers)) >= _LEAST, pointer)


@derives(Scope.CASE)
def of_any_violation(view: FactView, fact: str) -> Reading:
    """Whether a truth fact holds of any violation of the case."""
    pointer, open_at = "/violations", None
    for number, party in view.facts.pairs():
        reading = view.facts.violation(number, party)[fact]
        pointer = reading.pointer
        if reading.value is True:
            return known(True, pointer)
        if reading.state != "known":
            open_at = pointer
    return truth(None if open_at else False, open_at or pointer)


def _last_day(
    view: FactView, more: int
) -> tuple[dt.date, dt.date | None] | None:
    """Last day of the term to decide with ``more`` days on top, what does
    not count left out: by the count alone, and with a day of rest moved on
    (``None`` where the calendar of that year is not known)."""
    filed = view.facts.events(EventKind.FILED)
    term = figure(view, "decision.days")
    free = view["decision.days_left_out"]
    if not filed or term is None or free.state != "known":
        return None
    days = term + more + int(str(free.value))
    end = filed[0][1].date + dt.timedelta(days=days)
    moved = view.facts.add_working_days(end - dt.timedelta(days=1), 1)
    return end, None if moved is None else max(end, moved)


def _in_time(
    day: dt.date, last: tuple[dt.date, dt.date | None]
) -> bool | None:
    counted, moved = last
    if day <= counted:
        return True
    return None if moved is None else day <= moved


@derives(Scope.CASE)
def extension_timely(view: FactView) -> Reading:
    """Whether each extension was granted before the term to decide, or the
    extension before it, had run out: what is over cannot be extended.
    Without a filing there is no term to compare."""
    found = view.facts.events(EventKind.EXTENDED)
    if not found or not view.facts.events(EventKind.FILED):
        return not_applicable("/events")
    last = _last_day(view, 0)
    for index, event in found:
        pointer = f"/events/{index}/date"
        timely = None if last is None else _in_time(event.date, last)
        if timely is not True:
            return truth(timely, pointer)
        until = event.until
        last = None if until is None else (until, until)
    return known(True, f"/events/{found[-1][0]}/date")


@derives(Scope.CASE)
def decided_under_ceiling(view: FactView) -> Reading:
    """Whether the decision came before the last day that extensions of any
    kind can reach; not applicable where the field has no such day."""
    most = figure(view, "decision.extension-most-days")
    decided, pointer = view.facts.decided
    filed = view.facts.events(EventKind.FILED)
    if most is None or decided is None or not filed:
        return not_applicable(pointer)
    last = _last_day(view, most)
    return truth(None if last is None else _in_time(decided, last), pointer)


@derives(Scope.CASE)
def decided_in_police_term(view: FactView, parameter: str) -> Reading:
    """Whether the police decided within the days of a parameter, from the
    filing; a last day of rest moves on (公安程序规定 art. 35). Not applicable
    where no figure is known."""
    days, most = view["decision.days"], figure(view, parameter)
    decided, pointer = view.facts.decided
    if most is None:
        return not_applicable(pointer)
    if days.state != "known" or decided is None:
        return unknown(pointer)
    over = int(str(days.value)) - most
    if over <= 0:
        return known(True, pointer)
    day_before = decided - dt.timedelta(days=over + 1)
    last = view.facts.add_working_days(day_before, 1)
    return truth(None if last is None else decided <= last, pointer)


@derives(Scope.CASE)
def suspension_ended(view: FactView) -> Reading:
    """Whether each suspension ended before the decision; not applicable
    without one, or without a decision."""
    decided, _ = view.facts.decided
    spans = view.facts.events(EventKind.SUSPENDED)
    if not spans or decided is None:
        return not_applicable("/events")
    ends = [event.date for _, event in view.facts.events(EventKind.RESUMED)]
    for index, event in spans:
        if event.date > decided:
            continue
        if not any(event.date <= end <= decided for end in ends):
            return known(False, f"/events/{index}")
    return known(True, "/events")


@derives(Scope.PARTY)
def not_before_decision(view: FactView, kind: str) -> Reading:
    """Whether no event of a kind that concerns the party is dated before
    the decision; not applicable without either."""
    decided, _ = view.facts.decided
    found = view.facts.events(EventKind(kind), party_of(view).id)
    if not found or decided is None:
        return not_applicable("/events")
    index, event = found[0]
    return known(event.date >= decided, f"/events/{index}/date")


@derives(Scope.CASE)
def penalties_on_parties(view: FactView) -> Reading:
    """Whether no penalty of a violation is laid on somebody who, by the
    file, took no part in it."""
    seen = False
    for number, violation in enumerate(view.case.violations):
        for index, penalty in enumerate(violation.penalties):
            if not violation.parties or penalty.party is None:
                continue
            seen = True
            if penalty.party not in violation.parties:
                where = f"/violations/{number}/penalties/{index}/party"
                return known(False, where)
    where = "/violations"
    return known(True, where) if seen else not_applicable(where)


_ADULT = 18


@derives(Scope.VIOLATION)
def known_minor(view: FactView) -> Reading:
    """Whether a citizen is known to have been under eighteen at the time of
    the act. Where the age is not known other checks ask for it."""
    age = view["party.age_at_act"]
    young = isinstance(age.value, int) and age.value < _ADULT
    return known(young, age.pointer)


@derives(Scope.CASE)
def kept_from_view(view: FactView, name: str) -> Reading:
    """Whether the file finds that the result must be kept from view, by one
    of the findings under "result_use"; nothing said means no."""
    use = view.case.result_use
    fact = None if use is None else getattr(use, name)
    return known(
        fact is not None and fact.value is True, f"/result_use/{name}"
    )


@derives(Scope.PARTY)
def told_on_decision_day(view: FactView) -> Reading:
    """Whether the last prior notice reached the party on the day of the
    decision; one whose service is not recorded has a check of its own."""
    told, decided = view["party.notice_date"], view.facts.decided[0]
    same = told.state == "known" and told.value == decided
    return known(same, told.pointer)


@derives(Scope.CASE)
def event_until_stated(view: FactView, kind: str) -> Reading:
    """Whether each event of a kind says until when it holds."""
    found = view.facts.events(EventKind(kind))
    for index, event in found:
        if event.until is None:
            return known(False, f"/events/{index}/until")
    return known(True, "/events") if found else not_applicable("/events")


@derives(Scope.PARTY)
def told_by(view: FactView, method: str) -> Reading:
    """Whether a prior notice or hearing notice reached the party in this
    way."""
    for kind in (
        EventKind.PRIOR_NOTICE_SERVED,
        EventKind.HEARING_NOTICE_SERVED,
    ):
        for index, event in view.facts.events(kind, party_of(view).id):
            if event.method is ServiceMethod(method):
                return known(True, f"/events/{index}/method")
    return known(False, "/events")


_GENERAL = "administrative-penalty-law"
_FINAL = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)


def _same_place(one: Citation, other: Citation) -> bool:
    """Whether two citations may mean one place: where one is less precise
    than the other, as far as it goes."""
    return (one.law, one.article) == (other.law, other.article) and all(
        a is None or b is None or a == b
        for a, b in (
            (one.paragraph, other.paragraph),
            (one.item, other.item),
        )
    )


def printed_among(
    wanted: Citation, printed: Sequence[Citation], breached: set[Citation]
) -> bool:
    """Whether a place is among those printed. One that stands there for the
    duty that was breached is passed over where others remain."""
    same = [
        one
        for one in printed
        if (one.law, one.article) == (wanted.law, wanted.article)
    ]
    rest = [one for one in same if one == wanted or one not in breached]
    return any(_same_place(wanted, one) for one in rest or same)


def sound_basis(view: FactView) -> bool:
    """Whether nothing is wrong with what the file itself cites; that has
    checks of its own, and one slip is told once."""
    return not any(
        view[name].value is wrong
        for name, wrong in (
            ("basis.exists", False),
            ("basis.agrees", False),
            ("basis.is_benchmark", True),
            ("basis.is_document", True),
        )
    )


@derives(Scope.PAPER)
def cites_the_basis(view: FactView) -> Reading:
    """Whether a decision prints each provision by which the file punishes
    the parties that it names. Citations in words only, or laws named in
    another way on the two sides, are left to people; the Penalty Law itself
    punishes nobody."""
    paper = view.paper
    pointer = f"{view.pointer}/provisions"
    if paper is None or paper.kind not in _FINAL or not paper.provisions:
        return not_applicable(pointer)
    printed = paper.provisions
    mine = addressed(view)
    wanted = [
        citation
        for number, party in view.facts.pairs()
        if party in mine and sound_basis(view.facts.violation(number, party))
        for citation in view.case.violations[number].penalising
        if citation.law != _GENERAL
    ]
    if any(c.law is None or c.article is None for c in (*printed, *wanted)):
        return not_applicable(pointer)
    breached = {c for v in view.case.violations for c in v.breached}
    laws = {citation.law for citation in printed}
    for citation in wanted:
        if citation.law not in laws and any(
            str(citation.law).isascii() is not str(law).isascii()
            for law in laws
        ):
            continue
        if not printed_among(citation, printed, breached):
            return known(False, pointer)
    return known(True, pointer) if wanted else not_applicable(pointer)


@derives(Scope.PAPER)
def offers_hearing(view: FactView) -> Reading:
    """Whether a paper that is on file tells the right to a hearing; one that
    does not has a check of its own."""
    pointer = f"{view.pointer}/hearing_offered"
    offers = view.paper is not None and paper_offers(view.paper) is True
    return known(offers, pointer)
