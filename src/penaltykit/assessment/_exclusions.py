"""What a benchmark document rules out: cases in which a circumstance must not
be used (for example art. 14 of the Guangdong rules).

An exclusion holds where an officer found it, or where the item, another
circumstance or recorded facts are the same thing. What only looks like it is
a question for an officer: until it is answered, both stay open. An officer
who refuses it has answered.
"""

from collections.abc import Container, Iterator
from enum import Enum

from attrs import frozen

from penaltykit.assessment._circumstances import Circumstance
from penaltykit.benchmark import Exclusion
from penaltykit.case import ClaimStatus, EventKind
from penaltykit.facts import FactView

_BOTH = 2


class _Says(Enum):
    """Whether an exclusion holds."""

    YES = "yes"
    NO = "no"
    ASKED = "asked"


@frozen(kw_only=True)
class Stop:
    """What rules a circumstance out, or may.

    Args:
        by: the exclusion.
        sure: whether it does; otherwise an officer has to say.
    """

    by: Exclusion
    sure: bool


def stop(
    rule: Circumstance, view: FactView, found: Container[str]
) -> Stop | None:
    """What rules a circumstance of a document out.

    Args:
        rule: the circumstance.
        view: the facts of the violation and party.
        found: ids of the circumstances that count for them.

    Returns:
        What does; else the first of which an officer has to say whether it
        does; ``None`` where nothing speaks for any.
    """
    asked = None
    for exclusion in _excluded(rule):
        says = (
            _beside(rule, exclusion, view, found)
            if exclusion.beside
            else _says(rule, exclusion, view, found)
        )
        if says is _Says.YES:
            return Stop(by=exclusion, sure=True)
        if says is _Says.ASKED and asked is None:
            asked = Stop(by=exclusion, sure=False)
    return asked


def _excluded(rule: Circumstance) -> tuple[Exclusion, ...]:
    return () if rule.rule is None else rule.rule.excluded


def _says(
    rule: Circumstance,
    exclusion: Exclusion,
    view: FactView,
    found: Container[str],
) -> _Says:
    assert view.violation is not None
    assert rule.document is not None
    name = f"{rule.id}.{exclusion.id}"
    same = (f"{rule.document.id}.{one}" for one in exclusion.circumstances)
    if (
        name in found
        or any(one in found for one in (*same, *exclusion.of_laws))
        or view.violation.item in exclusion.items
        or (exclusion.when is not None and exclusion.when.truth(view) is True)
    ):
        return _Says.YES
    asks = exclusion.asks
    if asks is None or name in _claimed(view, ClaimStatus.REFUSED):
        return _Says.NO
    if view.violation.item in asks.items or (
        asks.when is not None and asks.when.truth(view) is True
    ):
        return _Says.ASKED
    return _Says.NO


def _beside(
    rule: Circumstance,
    exclusion: Exclusion,
    view: FactView,
    found: Container[str],
) -> _Says:
    """Whether another violation, found at the same time, is excluded."""
    name = f"{rule.id}.{exclusion.id}"
    if name in found:
        return _Says.YES
    if name in _claimed(view, ClaimStatus.REFUSED):
        return _Says.NO
    says = {
        _says(rule, one, other, _claimed(other, ClaimStatus.FOUND))
        for other in _others(view)
        for one in _excluded(rule)
        if not one.beside
    }
    if _Says.YES in says:
        return _Says.YES if _found_at_once(view) else _Says.ASKED
    return _Says.ASKED if _Says.ASKED in says else _Says.NO


def _others(view: FactView) -> Iterator[FactView]:
    """The other violations of the same party."""
    for violation, party in view.facts.pairs():
        if party == view.party_index and violation != view.violation_index:
            yield view.facts.violation(violation, party)


def _found_at_once(view: FactView) -> bool:
    """Whether the file records one day alone on which breaches were
    discovered."""
    days = {
        event.date
        for event in view.case.events
        if event.kind is EventKind.DISCOVERED
    }
    return len(days) < _BOTH


def _claimed(view: FactView, status: ClaimStatus) -> set[str]:
    """The claims of this status that concern the party."""
    assert view.violation is not None
    assert view.party is not None
    return {
        claim.circumstance
        for claim in view.violation.circumstances
        if claim.status is status and claim.party in (None, view.party.id)
    }
