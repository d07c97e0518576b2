"""Facts of one party: what it is, what it was told, what it did."""

import datetime as dt

from penaltykit._pattern import Pattern
from penaltykit.case import (
    Event,
    EventKind,
    Paper,
    PaperKind,
    Party,
    PartyKind,
    ended_parties,
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
from penaltykit.facts._flat import FlatText
from penaltykit.facts._told_hearing import tells_hearing
from penaltykit.facts._views import FactView


def party_of(view: FactView) -> Party:
    """The party of a view of a party or a violation."""
    assert view.party is not None
    return view.party


def concerned(view: FactView) -> tuple[int, ...]:
    """Places of the parties that the case still concerns: for whom it ended
    while others go on is no longer one."""

    def found() -> tuple[int, ...]:
        everybody = tuple(range(len(view.case.parties)))
        gone = ended_parties(view.case)
        left = tuple(
            i for i in everybody if view.case.parties[i].id not in gone
        )
        return left or everybody

    return view.facts.once(("concerned",), found)


@derives(Scope.PARTY)
def party_ended(view: FactView) -> Reading:
    """Whether the case ended for the party without a decision."""
    return known(party_of(view).id in ended_parties(view.case), "/events")


@derives(Scope.PARTY)
def is_organisation(view: FactView) -> Reading:
    """Whether the party is a legal person or another organisation; an
    individual business is a natural person in business (民法典 art. 54)."""
    kind = party_of(view).kind
    return known(
        kind in (PartyKind.LEGAL_PERSON, PartyKind.OTHER_ORGANISATION),
        f"{view.pointer}/kind",
    )


@derives(Scope.PARTY)
def counts_as_citizen(view: FactView) -> Reading:
    """Whether the thresholds for citizens hold for the party.

    A citizen is one, an organisation is none. Which of the two an individual
    business counts as differs from place to place: the party's own mark
    says it, else the figure that the agency states (1 for a citizen, 0 for
    an organisation), else it is unknown.
    """
    party = party_of(view)
    if party.kind is PartyKind.CITIZEN:
        return known(True, f"{view.pointer}/kind")
    if party.kind is not PartyKind.INDIVIDUAL_BUSINESS:
        return known(False, f"{view.pointer}/kind")
    pointer = f"{view.pointer}/counts_as_citizen"
    if party.counts_as_citizen is not None:
        return known(party.counts_as_citizen, pointer)
    figure = view.facts.parameter("threshold.individual-business-counts-as")
    if figure.state != "known":
        return unknown(pointer)
    return known(bool(figure.value), figure.pointer)


@derives(Scope.PARTY)
def counts_open(view: FactView) -> Reading:
    """Whether nobody says if the thresholds for citizens hold."""
    found = counts_as_citizen(view)
    return known(found.state != "known", found.pointer)


# --- papers and events that reach the party -------------------------------

# A paper may print behind the name who stands for the party.
_STANDS_FOR = Pattern(
    r"\s*[（(]\s*(?:经营者|业主|投资人|负责人|法定代表人)[^（）()]{0,40}[）)]\s*"
)


def names_party(printed: str, party: Party) -> bool:
    """Whether a name as a paper prints it is that of the party, letter by
    letter; who runs the business may follow in brackets."""
    return printed == party.name or (
        printed.startswith(party.name)
        and _STANDS_FOR.fullmatch(printed[len(party.name) :]) is not None
    )


def is_named(paper: Paper, party: Party) -> bool:
    """Whether a paper prints the name of the party in its list."""
    return any(names_party(printed, party) for printed in paper.parties)


def papers_to(view: FactView, *kinds: PaperKind) -> list[tuple[int, Paper]]:
    """Papers of these kinds that name the party, or that name nobody."""
    party = party_of(view)
    return [
        (index, paper)
        for index, paper in enumerate(view.case.papers)
        if paper.kind in kinds
        and (not paper.parties or is_named(paper, party))
    ]


def last_notice(view: FactView) -> tuple[int, Paper] | None:
    """The last prior notice to the party by its date; one without a date
    keeps its place in the file."""
    papers = papers_to(view, PaperKind.PRIOR_NOTICE)
    if not papers:
        return None
    if all(paper.date for _, paper in papers):
        papers.sort(key=lambda item: item[1].date or dt.date.min)
    return papers[-1]


def _first(view: FactView, kind: EventKind) -> tuple[int, Event] | None:
    found = view.facts.events(kind, party_of(view).id)
    return found[0] if found else None


def last_event(view: FactView, kind: EventKind) -> tuple[int, Event] | None:
    """The last event of a kind that concerns the party."""
    found = view.facts.events(kind, party_of(view).id)
    return found[-1] if found else None


@derives(Scope.PARTY)
def party_event(view: FactView, kind: str) -> Reading:
    """Whether an event of a kind concerns the party."""
    found = _first(view, EventKind(kind))
    if found is None:
        return known(False, "/events")
    return known(True, f"/events/{found[0]}")


@derives(Scope.PARTY)
def party_event_date(view: FactView, kind: str) -> Reading:
    """Date of the last event of a kind that concerns the party."""
    found = last_event(view, EventKind(kind))
    if found is None:
        return unknown("/events")
    return known(found[1].date, f"/events/{found[0]}/date")


_NOTICES = (PaperKind.PRIOR_NOTICE, PaperKind.HEARING_NOTICE)


@derives(Scope.PARTY)
def notice_out(view: FactView) -> Reading:
    """Whether a prior notice has left the house: as a paper of the file or
    as an event."""
    served = last_event(view, EventKind.PRIOR_NOTICE_SERVED) or last_event(
        view, EventKind.HEARING_NOTICE_SERVED
    )
    if served:
        return known(True, f"/events/{served[0]}")
    papers = papers_to(view, *_NOTICES)
    if papers:
        return known(True, f"/papers/{papers[0][0]}")
    return known(False, "/papers")


@derives(Scope.PARTY)
def notice_given(view: FactView) -> Reading:
    """Whether the party was given notice before the decision (art. 44).

    A paper without a record of its service leaves it unknown.
    """
    reading = notice_out(view)
    if reading.pointer.startswith("/papers/"):
        return unknown("/events")
    return reading


@derives(Scope.PARTY)
def notice_date(view: FactView) -> Reading:
    """Day on which the last prior notice reached the party."""
    return _notice(view)


def _notice(view: FactView) -> Reading:
    found = last_event(view, EventKind.PRIOR_NOTICE_SERVED) or last_event(
        view, EventKind.HEARING_NOTICE_SERVED
    )
    if found is None:
        return unknown("/events")
    return known(found[1].date, f"/events/{found[0]}/date")


_HEARING_SIGNS = (
    EventKind.HEARING_NOTICE_SERVED,
    EventKind.HEARING_REQUESTED,
    EventKind.HEARING_WAIVED,
    EventKind.HEARING_HELD,
)


@derives(Scope.PARTY)
def hearing_offered(view: FactView) -> Reading:
    """Whether the party was told of its right to a hearing (art. 63).

    A hearing notice, or any use of the right, shows it; else the prior
    notice, as far as its content is recorded.
    """
    for kind in _HEARING_SIGNS:
        found = _first(view, kind)
        if found:
            return known(True, f"/events/{found[0]}")
    refused = open_at = None
    for index, paper in papers_to(view, *_NOTICES):
        pointer = f"/papers/{index}/hearing_offered"
        offered = paper_offers(paper)
        if offered:
            return known(True, pointer)
        if offered is False:
            refused = pointer
        else:
            open_at = pointer
    if open_at:
        return unknown(open_at)
    if refused:
        return known(False, refused)
    return unknown("/papers")


def paper_offers(paper: Paper) -> bool | None:
    """Whether a paper tells the right to a hearing; ``None`` where its
    content is not recorded."""
    if paper.kind is PaperKind.HEARING_NOTICE:
        return True
    if paper.hearing_offered is not None:
        return paper.hearing_offered
    if "hearing-right" in paper.tells:
        return True
    if paper.text is not None:
        return tells_hearing(FlatText(paper.text))
    return False if paper.tells else None


@derives(Scope.PARTY)
def hearing_held_before(view: FactView) -> Reading:
    """Whether a hearing was held by the day of the decision."""
    found = _first(view, EventKind.HEARING_HELD)
    if found is None:
        return known(False, "/events")
    decided, _ = view.facts.decided
    index, event = found
    return known(
        decided is None or event.date <= decided, f"/events/{index}/date"
    )


@derives(Scope.PARTY)
def statement_reviewed(view: FactView) -> Reading:
    """Whether what the party stated was reviewed, after it was stated and
    by the day of the decision (art. 45(1)). The last statement before the
    decision counts: a review of the first does not answer a second."""
    decided, _ = view.facts.decided
    stated = view.facts.events(EventKind.STATEMENT_MADE, party_of(view).id)
    if not stated:
        return not_applicable("/events")
    heard = [
        item for item in stated if decided is None or item[1].date <= decided
    ]
    made = heard[-1] if heard else stated[0]
    reviewed = last_event(view, EventKind.STATEMENT_REVIEWED)
    if reviewed is None:
        return known(False, f"/events/{made[0]}")
    index, event = reviewed
    return known(
        made[1].date <= event.date
        and (decided is None or event.date <= decided),
        f"/events/{index}/date",
    )


# --- numbers that carry a check digit --------------------------------------

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (
    1,
    3,
    9,
    27,
    19,
    26,
    16,
    17,
    20,
    29,
    25,
    13,
    8,
    24,
    10,
    30,
    28,
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_ID = Pattern(r"[0-9]{17}[0-9Xx]")
_OTHER_DOCUMENT = Pattern(r"passport|护照|通行证|居留|permit")


def uscc_is_valid(code: str) -> bool:
    """Length, letters and check character of GB 32100-2015."""
    if len(code) != len(_USCC_WEIGHTS) + 1 or any(
        c not in _USCC for c in code
    ):
        return False
    total = sum(
        _USCC.index(c) * weight
        for c, weight in zip(code, _USCC_WEIGHTS, strict=False)
    )
    return _USCC[-total % len(_USCC)] == code[-1]


def id_number_is_valid(number: str) -> bool:
    """Length and check character of GB 11643-1999."""
    if not _ID.fullmatch(number):
        return False
    total = sum(
        int(c) * weight for c, weight in zip(number, _ID_WEIGHTS, strict=False)
    )
    return _ID_CHECKS[total % len(_ID_CHECKS)] == number[-1].upper()


@derives(Scope.PARTY)
def uscc_valid(view: FactView) -> Reading:
    """Whether the party's USCC has a right check character."""
    code = party_of(view).uscc
    pointer = f"{view.pointer}/uscc"
    if not code:
        return not_applicable(pointer)
    return known(uscc_is_valid(code), pointer)


@derives(Scope.PARTY)
def id_numbers_valid(view: FactView) -> Reading:
    """Whether the identity numbers of the party and of its representative
    have right check characters; other documents are not looked at."""
    party = party_of(view)
    numbers = [("legal_representative_id", party.legal_representative_id)]
    if not _OTHER_DOCUMENT.search(party.id_type or ""):
        numbers.insert(0, ("id_number", party.id_number))
    found = [(name, number) for name, number in numbers if number]
    if not found:
        return not_applicable(f"{view.pointer}/id_number")
    for name, number in found:
        if not id_number_is_valid(number):
            return known(False, f"{view.pointer}/{name}")
    return truth(True, f"{view.pointer}/{found[0][0]}")
