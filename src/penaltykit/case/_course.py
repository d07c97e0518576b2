"""How far the duties of a case go: its phase, or less where it ended early.

A case may end without a decision: it is dropped (终止调查, 撤销案件: the party
died or was dissolved, the filing was a mistake), goes to another agency, or to
the justice authorities (行政处罚法 arts. 27, 57(1)(4)). Then nothing that
belongs to a decision is owed here any more, whatever the file calls its phase.
"""

from collections.abc import Iterable

from penaltykit.case._enums import EventKind, PaperKind, Phase
from penaltykit.case._model import Case, Event, Violation

_DECISIONS = (
    PaperKind.DECISION,
    PaperKind.ON_THE_SPOT_DECISION,
    PaperKind.NO_PENALTY_DECISION,
)
# What sends a case away, and what brings it back.
_AWAY = {
    EventKind.TRANSFERRED: EventKind.TAKEN_OVER,
    EventKind.SENT_TO_JUSTICE: EventKind.RETURNED_BY_JUSTICE,
}
_GOES_ON = (EventKind.PRIOR_NOTICE_SERVED, EventKind.HEARING_NOTICE_SERVED)


def dropped_parties(case: Case) -> frozenset[str]:
    """Ids of the parties for whom the case was dropped without a decision.

    Who has a decision is none of them: a case that was dropped and taken up
    again, or decided and then annulled, keeps its duties.
    """
    found = [e for e in case.events if e.kind is EventKind.DROPPED]
    return _undecided(case, _concerned(case, found)) if found else frozenset()


def ended_parties(case: Case) -> frozenset[str]:
    """Ids of the parties for whom the case ended here without a decision:
    dropped, or sent away and not come back. A case in which a penalty is
    proposed, or a notice follows, goes on here although something of it was
    sent away.
    """
    sent = [e for e in case.events if e.kind in _AWAY and not _on(case, e)]
    if not sent:
        return dropped_parties(case)
    gone = _undecided(case, _concerned(case, sent))
    punished = {
        party
        for violation in case.violations
        for penalty in violation.penalties
        for party in (
            [penalty.party] if penalty.party else _listed(case, violation)
        )
    }
    return dropped_parties(case) | (gone - punished)


def standing(case: Case, party: str | None = None) -> Phase:
    """The phase whose duties hold: that of the file, and where the case
    ended early no further than the investigation.

    Args:
        case: as loaded.
        party: an id; without one the case as a whole, which ended where it
            did for all its parties.
    """
    ended = ended_parties(case)
    asked = {one.id for one in case.parties} if party is None else {party}
    if asked <= ended and case.phase.reached(Phase.INVESTIGATED):
        return Phase.INVESTIGATED
    return case.phase


def _listed(case: Case, concerned: Event | Violation) -> Iterable[str]:
    return concerned.parties or [party.id for party in case.parties]


def _concerned(case: Case, events: Iterable[Event]) -> set[str]:
    return {party for event in events for party in _listed(case, event)}


def _on(case: Case, sent: Event) -> bool:
    """Whether a case that was sent away came back, or goes on all the
    same."""
    back = (_AWAY[sent.kind], *_GOES_ON)
    return any(e.kind in back and e.date >= sent.date for e in case.events)


def _undecided(case: Case, parties: set[str]) -> frozenset[str]:
    """Those of the parties who have no decision."""
    decided = [e for e in case.events if e.kind is EventKind.DECIDED]
    named = {
        party.id
        for paper in case.papers
        if paper.kind in _DECISIONS
        for party in case.parties
        if not paper.parties or party.name in paper.parties
    }
    return frozenset(parties - _concerned(case, decided) - named)
