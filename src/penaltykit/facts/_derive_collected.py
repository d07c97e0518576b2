"""When and how evidence came: before the decision, told to the party, by
ways that bring duties of their own."""

import datetime as dt
from collections.abc import Iterator

from penaltykit.case import (
    ClaimStatus,
    CollectionMethod,
    EventKind,
    Evidence,
    EvidenceKind,
)
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    unknown,
)
from penaltykit.facts._derive_notices import notices_to
from penaltykit.facts._derive_party import last_event
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView

# What may rightly come after the decision proves no part of it.
_LATER = ("education.", "guardian.")
# Copies that who provided them confirms (程序规定 art. 24); those of
# recordings and data are marked with maker and time (arts. 25, 26).
_COPIED = (EvidenceKind.DOCUMENT, EvidenceKind.OBJECT)


def _used(view: FactView, violations: Iterator[int]) -> set[str]:
    """Ids of the evidence on which violations rest: listed, or named by a
    fact or a circumstance that was found."""
    used: set[str] = set()
    for number in violations:
        violation = view.case.violations[number]
        used.update(violation.evidence)
        for name, fact in violation.facts.items():
            if not name.startswith(_LATER):
                used.update(fact.evidence)
        for claim in violation.circumstances:
            if claim.status is ClaimStatus.FOUND:
                used.update(claim.evidence)
    return used


def _dated(
    view: FactView, used: set[str]
) -> Iterator[tuple[str, Evidence, dt.date]]:
    for index, item in enumerate(view.case.evidence):
        if item.collected is not None and item.id in used:
            pointer = f"/evidence/{index}/collected"
            yield pointer, item, item.collected


@derives(Scope.CASE)
def collected_late(view: FactView) -> Reading:
    """Whether a violation rests on evidence dated after the decision."""
    decided, where = view.facts.decided
    used = _used(view, iter(range(len(view.case.violations))))
    pointer = "/evidence"
    for pointer, _, day in _dated(view, used):
        if decided is None:
            return unknown(where)
        if day > decided:
            return known(True, pointer)
    return known(False, pointer)


@derives(Scope.PARTY)
def collected_after_notice(view: FactView) -> Reading:
    """Whether a violation of the party rests on evidence dated after its
    last prior notice, that it did not bring itself and could not answer at
    a hearing. Evidence from after the decision is told by itself."""
    served = last_event(view, EventKind.PRIOR_NOTICE_SERVED)
    notices = [notice.date for notice in notices_to(view) if notice.date]
    days = [served[1].date] if served else notices
    decided, _ = view.facts.decided
    if not days:
        return not_applicable("/evidence")
    held = last_event(view, EventKind.HEARING_HELD)
    of_party = (
        number for number, who in view.facts.pairs() if who == view.party_index
    )
    pointer = "/evidence"
    for pointer, item, day in _dated(view, _used(view, of_party)):
        if day <= max(days) or (decided is not None and day > decided):
            continue
        own = (
            item.kind is EvidenceKind.PARTY_STATEMENT
            or item.method is CollectionMethod.PROVIDED
        )
        if not own and (held is None or held[1].date < day):
            return known(True, pointer)
    return known(False, pointer)


@derives(Scope.CASE)
def collected_by(view: FactView, method: str) -> Reading:
    """Whether an item of evidence was come by in this way."""
    wanted = CollectionMethod(method)
    for index, item in enumerate(view.case.evidence):
        if item.method is wanted:
            return known(True, f"/evidence/{index}/method")
    return known(False, "/evidence")


@derives(Scope.CASE)
def kept_on(view: FactView) -> Reading:
    """Day on which evidence was registered and kept: as stated, else that
    of the first item that was come by so."""
    stated = view["evidence.preserved_on"]
    if stated.state == "known":
        return stated
    first: tuple[dt.date, str] | None = None
    for index, item in enumerate(view.case.evidence):
        if item.method is CollectionMethod.PRESERVED and item.collected:
            found = item.collected, f"/evidence/{index}/collected"
            first = found if first is None else min(first, found)
    return known(*first) if first else unknown(stated.pointer)


@derives(Scope.CASE)
def copies_confirmed(view: FactView) -> Reading:
    """Whether every copy among the evidence was marked as agreeing with the
    original by who provided it."""
    seen = open_at = None
    for index, item in enumerate(view.case.evidence):
        if item.original is not False or item.kind not in _COPIED:
            continue
        seen = f"/evidence/{index}/copy_confirmed"
        if item.copy_confirmed is False:
            return known(False, seen)
        if item.copy_confirmed is None:
            open_at = open_at or seen
    if seen is None:
        return not_applicable("/evidence")
    return unknown(open_at) if open_at else known(True, seen)
