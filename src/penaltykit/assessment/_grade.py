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

from attrs import define, frozen

from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._fact_words import fact_texts
from penaltykit.assessment._option import Text
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.benchmark import (
    DocumentCircumstance,
    Effect,
    Exclusion,
    Grade,
    Table,
)
from penaltykit.case import CircumstanceClaim, ClaimStatus, Violation
from penaltykit.facts import FactView
from penaltykit.penalty import Penalty, PenaltyKind


@frozen(kw_only=True)
class Move:
    """A shift of stage or a correction that an officer found.

    Args:
        rule: the circumstance, with what the document makes of it.
        sure: whether it is made: the document calls for it, or only allows
            it and the officer has chosen it.
        pointer: of the claim.
    """

    rule: Circumstance
    sure: bool
    pointer: str

    @property
    def own(self) -> DocumentCircumstance:
        """What the document makes of it."""
        assert self.rule.rule is not None
        return self.rule.rule

    @property
    def name(self) -> Text:
        """The circumstance in words."""
        return say.named(self.rule)


@frozen(kw_only=True)
class Kept:
    """What a circumstance leaves although no penalty is given.

    Args:
        kind: of the penalty that remains.
        objects: what alone it falls on; empty for whatever the law names.
    """

    kind: PenaltyKind
    objects: tuple[str, ...] = ()

    def covers(self, penalty: Penalty) -> bool:
        """Whether a penalty of the statute is what remains."""
        return penalty.kind is self.kind and (
            not self.objects or penalty.object in self.objects
        )


@frozen(kw_only=True)
class Weighing:
    """What the circumstances that were found come to.

    Args:
        outcome: what they lead to by themselves.
        grade: position in the band; ``None`` where lenient and severe
            grounds stand against each other.
        mitigation: whether to go below the statutory floor; ``None`` where
            the ground is found and the choice is not stated. Only a law
            opens it.
        keeps: what remains although no penalty is given.
        spares: the grounds on which no penalty shall or may be given.
        shifts: moves between stages, by the benchmark document.
        corrections: what it takes off in percent, unless it is ruled out.
        reasons: one for each circumstance that was claimed or found.
    """

    outcome: Outcome = Outcome.PENALTY
    grade: Grade | None = Grade.ORDINARY
    mitigation: bool | None = False
    keeps: tuple[Kept, ...] = ()
    spares: tuple[Circumstance, ...] = ()
    shifts: tuple[Move, ...] = ()
    corrections: tuple[Move, ...] = ()
    reasons: tuple[Reason, ...] = ()


@define
class _Found:
    """A circumstance that counts, and how.

    Attributes:
        claim: the officer's finding; ``None`` where recorded facts prove it
            without one.
        graded: whether it counts for the position in the band; not where
            its fact chose the row.
    """

    rule: Circumstance
    effect: str
    claim: CircumstanceClaim | None
    pointer: str
    graded: bool = True


def weigh(
    view: FactView,
    known: Mapping[str, Circumstance],
    row_facts: Iterable[str] = (),
    table: Table | None = None,
    laws: Collection[str] | None = None,
) -> Weighing:
    """Weigh the circumstances of a violation for one party.

    Args:
        view: the facts of the violation and party.
        known: the circumstances of laws and documents by id.
        row_facts: facts that chose the row of the table.
        table: the table that applies, if one does.
        laws: ids of the laws that penalise the item; ``None`` lets the rule
            of every law count.
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
    reasons.extend(_ruled_out(violation, found))
    counted = found.values()
    effects = {one.effect for one in counted}
    grade = _grade({one.effect for one in counted if one.graded})
    corrections, stopped = _corrections(
        violation,
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
    return Move(
        rule=one.rule,
        sure=one.rule.obligation == "shall" or _chosen(one) == one.effect,
        pointer=one.pointer,
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
    violation: Violation,
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
        stopper = _stopper(move.rule, violation, found)
        if stopper is None:
            moves.append(move)
        else:
            reasons.append(say.excluded(move.rule, stopper, move.pointer))
    return tuple(moves), reasons


def _ruled_out(violation: Violation, found: dict[str, _Found]) -> list[Reason]:
    """Take out what the document itself rules out, and say why."""
    stopped = {
        name: stopper
        for name, one in found.items()
        if (stopper := _stopper(one.rule, violation, found)) is not None
    }
    return [
        say.excluded(one.rule, stopper, one.pointer)
        for name, stopper in stopped.items()
        for one in (found.pop(name),)
    ]


def _stopper(
    rule: Circumstance, violation: Violation, found: Mapping[str, _Found]
) -> Exclusion | None:
    """What rules a circumstance out: an exclusion that was found, a
    circumstance that is the same thing, or the item itself."""
    if rule.document is None or rule.rule is None:
        return None
    for one in rule.rule.excluded:
        same = (f"{rule.document.id}.{name}" for name in one.circumstances)
        if (
            f"{rule.id}.{one.id}" in found
            or any(name in found for name in same)
            or violation.item in one.items
        ):
            return one
    return None


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
