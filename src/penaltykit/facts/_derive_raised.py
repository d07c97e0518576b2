"""What may not follow without a step before it: a penalty made heavier after
the decision, without notice (行政处罚法 arts. 44, 45, 62); a fine while the
justice authorities have the case (arts. 27(1), 57(1)(4))."""

from collections.abc import Iterable

from penaltykit.case import (
    Event,
    EventKind,
    Paper,
    PaperKind,
    StatedPenalty,
)
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._derive_notices import heavier
from penaltykit.facts._derive_party import party_of
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView

_DECISIONS = (PaperKind.DECISION, PaperKind.NO_PENALTY_DECISION)
_TELLINGS = (EventKind.PRIOR_NOTICE_SERVED, EventKind.HEARING_NOTICE_SERVED)


def _decision_before(view: FactView, change: Paper) -> Paper | None:
    """The last decision on the parties of a change that is not later."""
    found = None
    for paper in view.case.papers:
        if paper.kind not in _DECISIONS:
            continue
        apart = (
            paper.parties
            and change.parties
            and not set(paper.parties) & set(change.parties)
        )
        late = paper.date and change.date and paper.date > change.date
        if not apart and not late:
            found = paper
    return found


def _over(before: Iterable[StatedPenalty], change: Paper) -> bool:
    """Whether a change prints more, of the kinds that it prints, than stood
    before; what cannot be compared is left to people."""
    kinds = {penalty.kind for penalty in change.penalties}
    same = [one for one in before if one.kind in kinds]
    return heavier(same, change.penalties) is True


def _raised(view: FactView, change: Paper) -> bool:
    """Whether a change prints more than the decision, more than the party
    was told, and more than the file states. Where the file states as much,
    what is beyond the notice has checks of its own."""
    before = _decision_before(view, change)
    if before is None or not before.penalties:
        return False
    stated = [p for v in view.case.violations for p in v.penalties]
    notices = [
        paper
        for paper in view.case.papers
        if paper.kind is PaperKind.PRIOR_NOTICE and paper.penalties
    ]
    return (
        _over(before.penalties, change)
        and _over(stated, change)
        and all(_over(paper.penalties, change) for paper in notices)
    )


@derives(Scope.PAPER)
def raise_told(view: FactView) -> Reading:
    """Whether the party was told of a heavier penalty before a decision was
    changed to it: a notice served after the decision and not after the
    change. Not applicable where a change goes beyond nothing told."""
    paper = view.paper
    pointer = f"{view.pointer}/penalties"
    if paper is None or paper.kind is not PaperKind.CHANGE:
        return not_applicable(pointer)
    if not _raised(view, paper):
        return not_applicable(pointer)
    decision = _decision_before(view, paper)
    decided = decision.date if decision is not None else None
    for kind in _TELLINGS:
        for _, event in view.facts.events(kind):
            after = decided is None or event.date > decided
            if after and (paper.date is None or event.date <= paper.date):
                return known(True, pointer)
    return known(False, pointer)


def _with_justice(view: FactView) -> tuple[int, Event] | None:
    """The sending of the party's case to the justice authorities from which
    it had not come back on the day of the decision."""
    decided, _ = view.facts.decided
    if decided is None:
        return None
    party = party_of(view).id
    # Which came first on one day the dates do not tell.
    sent = [
        one
        for one in view.facts.events(EventKind.SENT_TO_JUSTICE, party)
        if one[1].date < decided
    ]
    if not sent:
        return None
    index, event = sent[-1]
    back = view.facts.events(EventKind.RETURNED_BY_JUSTICE, party)
    if any(event.date <= one.date <= decided for _, one in back):
        return None
    return index, event


@derives(Scope.PARTY)
def with_justice(view: FactView) -> Reading:
    """Whether the justice authorities had the case of the party when it was
    decided."""
    found = _with_justice(view)
    if found is None:
        return known(False, "/events")
    return known(True, f"/events/{found[0]}")
