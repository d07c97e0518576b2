"""Circumstances found by the officer, and what they do to the penalty.

Nothing is guessed here. What the case file records as *found* counts, unless
recorded facts rule it out; where recorded facts are all that the law asks
(the age of a child), they count without a finding. A fact that already chose
the row is not counted a second time.
"""

from collections.abc import (
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)

from attrs import define, evolve

from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._exclusions import stop
from penaltykit.assessment._fact_words import fact_texts
from penaltykit.assessment._recorded import recorded
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.assessment._waiting import waiting
from penaltykit.assessment._weighing import Kept, Move, Weighing, Weight
from penaltykit.benchmark import (
    Effect,
    Grade,
    Table,
)
from penaltykit.case import CircumstanceClaim, ClaimStatus
from penaltykit.facts import FactView

__all__ = ("Move", "Weighing", "weigh")


@define
class _Found:
    """A circumstance that counts, and how.

    Attributes:
        claim: the officer's finding; ``None`` where recorded facts prove it
            without one.
        graded: whether it counts for the position in the band; not where
            its fact chose the row.
        asked: whether an officer has to say if the document rules it out.
    """

    rule: Circumstance
    effect: str
    claim: CircumstanceClaim | None
    pointer: str
    graded: bool = True
    asked: bool = False


def weigh(
    view: FactView,
    known: Mapping[str, Circumstance],
    row_facts: Iterable[str] = (),
    table: Table | None = None,
    laws: Collection[str] | None = None,
    *,
    suppose: Circumstance | None = None,
) -> Weighing:
    """Weigh the circumstances of a violation for one party.

    Args:
        view: the facts of the violation and party.
        known: the circumstances of laws and documents by id.
        row_facts: facts that chose the row of the table.
        table: the table that applies, if one does.
        laws: ids of the laws that penalise the item; ``None`` lets the rule
            of every law count.
        suppose: a circumstance to count as if an officer had found it.
    """
    assert view.violation is not None
    assert view.party is not None
    violation, party = view.violation, view.party.id
    pointer = view.pointer
    used = set(row_facts)
    found, reasons = _claimed(view, known, table, used, laws)
    for one, told in _proven(view, known, found, laws):
        found[one.rule.id] = one
        reasons.append(told)
    waits = []
    for one_waiting, told in waiting(view, known, found):
        waits.append(one_waiting)
        reasons.append(told)
    left = []
    for known_of in recorded(view, known, table, used):
        rule = known_of.rule
        reasons.append(known_of.reason)
        if known_of.counts or rule is suppose:
            where = f"{pointer}/circumstances"
            found[rule.id] = _Found(rule, _effect(rule, None), None, where)
        elif known_of.left:
            left.append(rule)
    reasons.extend(_ruled_out(view, found))
    counted = found.values()
    effects = {one.effect for one in counted}
    grade = _grade({one.effect for one in counted if one.graded})
    corrections, stopped = _corrections(
        view,
        found,
        _by_grade(table, known, found, grade, f"{pointer}/circumstances"),
        grade,
    )
    reasons.extend(stopped)
    if grade is None:
        reasons.append(say.conflict(pointer))
    if "no-penalty" in effects and "severe" in effects:
        reasons.append(say.spared_and_severe(pointer))
    reasons.extend(
        say.exclusive(one.rule, found[other].rule, one.pointer)
        for one in counted
        for other in one.rule.excludes
        if other in found
    )
    reasons.extend(say.both_ways(violation, party, pointer, known))
    reasons.extend(
        say.kept(one.rule, one.pointer)
        for one in counted
        if one.effect == "no-penalty" and one.rule.keeps
    )
    return Weighing(
        outcome=_outcome((one.rule, one.effect) for one in counted),
        grade=grade,
        mitigation=_mitigation(
            {one.effect for one in counted if one.rule.document is None}
        ),
        keeps=tuple(
            dict.fromkeys(
                Kept(kind=kind, objects=one.rule.keeps_objects)
                for one in counted
                if one.effect == "no-penalty"
                for kind in one.rule.keeps
            )
        ),
        spares=tuple(
            one.rule for one in counted if one.effect == "no-penalty"
        ),
        shifts=tuple(
            _move(one) for one in counted if one.effect == Effect.SHIFT
        ),
        corrections=corrections,
        reasons=tuple(reasons),
        weights=tuple(
            Weight(
                rule=one.rule,
                effect=one.effect,
                chosen=_chosen(one),
                graded=one.graded,
            )
            for one in counted
        ),
        left=tuple(left),
        waits=tuple(waits),
    )


def _claimed(
    view: FactView,
    known: Mapping[str, Circumstance],
    table: Table | None,
    used: set[str],
    laws: Collection[str] | None,
) -> tuple[dict[str, _Found], list[Reason]]:
    """What the file claims, finds and refuses; and what of it counts."""
    assert view.violation is not None
    assert view.party is not None
    violation, party, pointer = view.violation, view.party.id, view.pointer
    reasons: list[Reason] = []
    found: dict[str, _Found] = {}
    for index, claim in enumerate(violation.circumstances):
        rule = known.get(claim.circumstance)
        if rule is None or claim.party not in (None, party):
            continue
        where = f"{pointer}/circumstances/{index}"
        if claim.status is not ClaimStatus.FOUND:
            reasons.append(say.not_found(claim, rule, where))
            continue
        if rule.id in found:
            continue
        one = _Found(rule, _effect(rule, claim), claim, where)
        refused = _contradicted(one, view) or _not_counted(
            one, table, used, laws
        )
        if refused is not None:
            reasons.append(refused)
            continue
        found[rule.id] = one
        reasons.append(say.found(rule, claim, one.effect, where))
        if one.effect == "open" and used.intersection(rule.facts):
            one.graded = False
            reasons.append(say.counted(rule, one.effect, where))
        if rule.document is not None and one.effect == "mitigate":
            reasons.append(say.needs_law(rule, where))
    return found, reasons


def _contradicted(one: _Found, view: FactView) -> Reason | None:
    """Why a finding does not count that recorded facts rule out."""
    when = one.rule.when
    if when is None or when.truth(view) is not False:
        return None
    facts, pointers = fact_texts(when.evaluate(view).evidence, view)
    return say.contradicted(one.rule, facts, (one.pointer, *pointers))


def _proven(
    view: FactView,
    known: Mapping[str, Circumstance],
    found: Mapping[str, _Found],
    laws: Collection[str] | None,
) -> Iterator[tuple[_Found, Reason]]:
    """Circumstances that recorded facts prove and no finding names."""
    assert view.violation is not None
    assert view.party is not None
    refused = {
        claim.circumstance: f"{view.pointer}/circumstances/{index}"
        for index, claim in enumerate(view.violation.circumstances)
        if claim.status is ClaimStatus.REFUSED
        and claim.party in (None, view.party.id)
    }
    for rule in known.values():
        if (
            not rule.sufficient
            or rule.document is not None
            or rule.id in found
            or rule.when is None
            or (laws is not None and rule.within and rule.within not in laws)
            or rule.when.truth(view) is not True
        ):
            continue
        where = refused.get(rule.id, f"{view.pointer}/circumstances")
        one = _Found(rule, _effect(rule, None), None, where)
        facts, pointers = fact_texts(rule.when.evaluate(view).evidence, view)
        told = say.proven(
            rule,
            one.effect,
            facts,
            (where, *pointers),
            refused=rule.id in refused,
        )
        yield one, told


# What a document gives once for a fact; whether no penalty is given at all,
# or mitigation is open, is not a matter of counting.
_COUNTED_ONCE = ("lenient", "severe", "shift", "correction")


def _not_counted(
    one: _Found,
    table: Table | None,
    used: set[str],
    laws: Collection[str] | None,
) -> Reason | None:
    """Why a circumstance that was found does not count, if it does not."""
    rule = one.rule
    if laws is not None and rule.within and rule.within not in laws:
        return say.other_law(rule, one.pointer)
    if rule.document is None:
        if one.effect == "lenient" and used.intersection(rule.facts):
            return say.counted(rule, one.effect, one.pointer)
        return None
    if table is None or table.document.id != rule.document.id:
        return say.elsewhere(rule, rule.document, one.pointer)
    silent = rule.rule is not None and rule.rule.only_if_silent
    if silent and set(table.facts).intersection(rule.facts):
        return say.spoken_of(rule, one.pointer)
    if one.effect in _COUNTED_ONCE and used.intersection(rule.facts):
        return say.counted(rule, one.effect, one.pointer)
    return None


def _move(one: _Found) -> Move:
    made = one.rule.obligation == "shall" or _chosen(one) == one.effect
    return Move(
        rule=one.rule, sure=made and not one.asked, pointer=one.pointer
    )


def _by_grade(
    table: Table | None,
    known: Mapping[str, Circumstance],
    found: Mapping[str, _Found],
    grade: Grade | None,
    pointer: str,
) -> list[Move]:
    """The corrections that the document makes in every case of a grade."""
    if table is None or grade is None:
        return []
    document = table.document
    moves = []
    for own in document.policy.circumstances:
        rule = known.get(f"{document.id}.{own.id}")
        if own.grade is grade and rule is not None and rule.id not in found:
            sure = not own.permissive
            moves.append(Move(rule=rule, sure=sure, pointer=pointer))
    return moves


def _corrections(
    view: FactView,
    found: Mapping[str, _Found],
    by_grade: Sequence[Move],
    grade: Grade | None,
) -> tuple[tuple[Move, ...], list[Reason]]:
    """The corrections that apply, and why others do not."""
    moves: list[Move] = []
    reasons: list[Reason] = []
    claimed = [
        (one, _move(one))
        for one in found.values()
        if one.effect == Effect.CORRECTION
    ]
    for one, move in claimed:
        asked = move.own.grade
        if asked is not None and asked is not grade:
            reasons.append(say.other_grade(one.rule, asked, one.pointer))
        else:
            moves.append(move)
    for move in by_grade:
        stopped = stop(move.rule, view, found)
        if stopped is None:
            moves.append(move)
        elif stopped.sure:
            reasons.append(say.excluded(move.rule, stopped.by, move.pointer))
        else:
            moves.append(evolve(move, sure=False))
            reasons.append(
                say.exclusion_open(move.rule, stopped.by, move.pointer)
            )
    return tuple(moves), reasons


def _ruled_out(view: FactView, found: dict[str, _Found]) -> list[Reason]:
    """Take out what the document itself rules out, and say why; of what it
    may rule out, that an officer has to say."""
    stopped = {
        name: stopper
        for name, one in found.items()
        if (stopper := stop(one.rule, view, found)) is not None
    }
    reasons = []
    for name, stopper in stopped.items():
        one = found[name]
        if stopper.sure:
            del found[name]
            told = say.excluded(one.rule, stopper.by, one.pointer)
        else:
            one.asked = True
            told = say.exclusion_open(one.rule, stopper.by, one.pointer)
        reasons.append(told)
    return reasons


def _outcome(found: Iterable[tuple[Circumstance, str]]) -> Outcome:
    """Whether a ground was found on which no penalty is or may be given."""
    duties = {
        rule.obligation for rule, effect in found if effect == "no-penalty"
    }
    if "shall" in duties:
        return Outcome.NO_PENALTY_SHALL
    return Outcome.NO_PENALTY_MAY if duties else Outcome.PENALTY


def _grade(effects: set[str]) -> Grade | None:
    """Position in the band; none where grounds stand against each other."""
    lenient = bool(effects & {"lenient", "open"})
    if lenient and "severe" in effects:
        return None
    if lenient:
        return Grade.LENIENT
    return Grade.SEVERE if "severe" in effects else Grade.ORDINARY


def _mitigation(effects: set[str]) -> bool | None:
    """Whether mitigation was found and chosen; ``None`` if not stated."""
    if "mitigate" in effects:
        return True
    return None if "open" in effects else False


def _chosen(one: _Found) -> str | None:
    """The effect that the officer chose, if any."""
    return None if one.claim is None else one.claim.effect


def _effect(rule: Circumstance, claim: CircumstanceClaim | None) -> str:
    """The effect, chosen by the officer where the law leaves a choice."""
    if rule.effect == "mitigate-or-lenient":
        if claim is not None and claim.effect in ("mitigate", "lenient"):
            return claim.effect
        # Mitigation is not a document's to give.
        return "open" if rule.document is None else "lenient"
    return rule.effect
