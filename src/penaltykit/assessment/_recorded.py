"""Circumstances of a benchmark document, as far as recorded facts tell them.

Where a document asks for nothing but a figure (punished three times within
two years), recorded facts that reach it make it certain: it counts without a
finding. Where it speaks of what an officer must find, recorded facts only
raise the question; it is told as open, and what it would lead to is shown.
"""

from collections.abc import Collection, Iterator, Mapping

from attrs import frozen

from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._fact_words import fact_label, fact_texts
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import Table
from penaltykit.case import ClaimStatus
from penaltykit.facts import FactView

_COUNTED = "/earlier_penalties"


@frozen(kw_only=True)
class Recorded:
    """What recorded facts say of one circumstance.

    Args:
        rule: the circumstance.
        reason: what is told.
        counts: whether they make it certain.
        left: whether an officer is still to find or refuse it.
    """

    rule: Circumstance
    reason: Reason
    counts: bool = False
    left: bool = False


def recorded(
    view: FactView,
    known: Mapping[str, Circumstance],
    table: Table | None,
    used: Collection[str],
) -> Iterator[Recorded]:
    """What recorded facts say of the circumstances of the document that
    applies, beyond what the file itself finds.

    Args:
        view: the facts of the violation and party.
        known: circumstances of laws and documents, by id.
        table: the table that applies, if one does.
        used: facts that chose its row.
    """
    if table is None:
        return
    assert view.violation is not None
    assert view.party is not None
    claims = {
        claim.circumstance: (claim.status, index)
        for index, claim in enumerate(view.violation.circumstances)
        if claim.party in (None, view.party.id)
    }
    # What the table itself asks for it has weighed, whichever row it gave.
    asked = set(table.facts).union(used)
    document = table.document
    for own in document.policy.circumstances:
        rule = known.get(f"{document.id}.{own.id}")
        if rule is None or not (rule.sufficient or rule.facts):
            continue
        if own.only_if_silent and asked.intersection(rule.facts):
            continue
        status, index = claims.get(rule.id, (None, 0))
        if status is ClaimStatus.FOUND:
            continue
        where = f"{view.pointer}/circumstances"
        if rule.sufficient:
            at = where if status is None else f"{where}/{index}"
            one = _sufficient(rule, view, used, status, at)
        elif status is None and not asked.intersection(rule.facts):
            one = _raised(rule, view, where)
        else:
            one = None
        if one is not None:
            yield one


def _sufficient(
    rule: Circumstance,
    view: FactView,
    used: Collection[str],
    status: ClaimStatus | None,
    where: str,
) -> Recorded | None:
    """One for which recorded facts are enough."""
    assert rule.when is not None
    verdict = rule.when.evaluate(view)
    if verdict.value is None:
        return _open_count(rule, view, where)
    if verdict.value is False:
        return None
    if set(used).intersection(rule.facts):
        return Recorded(
            rule=rule, reason=say.counted(rule, rule.effect, where)
        )
    facts, pointers = fact_texts(verdict.evidence, view)
    if status is ClaimStatus.REFUSED:
        told = say.refused_recorded(rule, facts, (where, *pointers))
        return Recorded(rule=rule, reason=told)
    told = say.proven(
        rule, rule.effect, facts, (where, *pointers), refused=False
    )
    return Recorded(rule=rule, reason=told, counts=True)


def _open_count(
    rule: Circumstance, view: FactView, where: str
) -> Recorded | None:
    """Earlier penalties are listed, and one of them does not say enough to
    count it."""
    assert rule.when is not None
    counted = any(
        view[fact].state == "unknown" and view[fact].pointer == _COUNTED
        for fact in rule.when.facts
    )
    if not counted or not view.case.earlier_penalties:
        return None
    return Recorded(rule=rule, reason=say.count_open(rule, (where, _COUNTED)))


def _raised(rule: Circumstance, view: FactView, where: str) -> Recorded | None:
    """One that an officer has to find, and a recorded fact speaks for it."""
    facts = [
        fact
        for fact in rule.facts
        if view[fact].state == "known" and view[fact].value is True
    ]
    if not facts:
        return None
    pointers = [view[fact].pointer for fact in facts]
    told = say.unstated(
        rule,
        [fact_label(view, fact) for fact in facts],
        (where, *(pointer for pointer in pointers if pointer)),
    )
    return Recorded(rule=rule, reason=told, left=True)
