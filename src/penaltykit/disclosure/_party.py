"""What one party was given in one case: violations, penalties, decision."""

import datetime as dt

from attrs import frozen

from penaltykit.case import (
    Case,
    EventKind,
    Paper,
    PaperKind,
    Party,
    Violation,
)
from penaltykit.case import StatedPenalty as Penalty

_DECISIONS = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)


@frozen(kw_only=True)
class Given:
    """One stated penalty, and where it stands."""

    penalty: Penalty
    violation: Violation
    pointer: str


@frozen(kw_only=True)
class Decision:
    """The decision against one party, as far as the case tells.

    ``number`` and ``date`` come with the pointer of their place; ``papers``
    is how many decisions name the party; ``paper_date`` is the date on it.
    """

    number: str | None
    number_pointer: str
    date: dt.date | None
    date_pointer: str
    paper_date: dt.date | None
    papers: int


def index_of(case: Case, party: Party) -> int:
    """The position of the party in the case."""
    return next(i for i, one in enumerate(case.parties) if one.id == party.id)


def pointer_of(case: Case, party: Party) -> str:
    """The JSON pointer of the party."""
    return f"/parties/{index_of(case, party)}"


def violations_of(
    case: Case, party: Party
) -> tuple[tuple[int, Violation], ...]:
    """The violations that name the party, with their positions."""
    return tuple(
        (index, violation)
        for index, violation in enumerate(case.violations)
        if not violation.parties or party.id in violation.parties
    )


def penalties_of(case: Case, party: Party) -> tuple[Given, ...]:
    """The stated penalties and orders that fall on the party, in order.

    One without a party falls on each party of its violation.
    """
    return tuple(
        Given(
            penalty=penalty,
            violation=violation,
            pointer=f"/violations/{vi}/penalties/{pi}",
        )
        for vi, violation in violations_of(case, party)
        for pi, penalty in enumerate(violation.penalties)
        if penalty.party in {None, party.id}
    )


def decision_of(case: Case, party: Party) -> Decision:
    """The decision against the party: the timeline first, then the paper."""
    papers = _papers(case, party)
    index, paper = papers[-1] if papers else (0, None)
    event = next(
        (
            (i, one)
            for i, one in enumerate(case.events)
            if one.kind is EventKind.DECIDED
            and (not one.parties or party.id in one.parties)
        ),
        None,
    )
    number = paper.number if paper else None
    number_pointer = f"/papers/{index}/number"
    paper_date = paper.date if paper else None
    date, date_pointer = paper_date, f"/papers/{index}/date"
    if event:
        date, date_pointer = event[1].date, f"/events/{event[0]}/date"
        if number is None and event[1].paper:
            number = event[1].paper
            number_pointer = f"/events/{event[0]}/paper"
    return Decision(
        number=number,
        number_pointer=number_pointer,
        date=date,
        date_pointer=date_pointer,
        paper_date=paper_date,
        papers=len(papers),
    )


def _papers(case: Case, party: Party) -> list[tuple[int, Paper]]:
    """The decisions against the party, by date; one that names nobody, or
    the only one of a case of one party, counts as well.
    """
    found = [
        (index, paper)
        for index, paper in enumerate(case.papers)
        if paper.kind in _DECISIONS
    ]
    named = [
        (index, paper)
        for index, paper in found
        if not paper.parties or party.name in paper.parties
    ]
    if not named and len(case.parties) == 1:
        named = found
    return sorted(named, key=lambda each: each[1].date or dt.date.min)
