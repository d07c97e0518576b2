"""Circumstances found by the officer, and what they do to the penalty.

Nothing is inferred here: only what the case file records as *found* counts,
and a fact that already chose the row is not counted a second time.
"""

from collections.abc import Iterable, Mapping

from attrs import define, frozen

from penaltykit._i18n import N_, both
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._option import Text
from penaltykit.assessment._reasons import reason, run_on
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.benchmark import (
    Document,
    DocumentCircumstance,
    Effect,
    Exclusion,
    Grade,
    Table,
)
from penaltykit.case import CircumstanceClaim, ClaimStatus, Violation
from penaltykit.penalty import PenaltyKind


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
        return _name(self.rule)


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
        keeps: kinds that remain although no penalty is given.
        shifts: moves between stages, by the benchmark document.
        corrections: what it takes off in percent, unless it is ruled out.
        reasons: one for each circumstance that was claimed or found.
    """

    outcome: Outcome = Outcome.PENALTY
    grade: Grade | None = Grade.ORDINARY
    mitigation: bool | None = False
    keeps: tuple[PenaltyKind, ...] = ()
    shifts: tuple[Move, ...] = ()
    corrections: tuple[Move, ...] = ()
    reasons: tuple[Reason, ...] = ()


@define
class _Found:
    """A circumstance that counts, and how.

    Attributes:
        graded: whether it counts for the position in the band; not where
            its fact chose the row.
    """

    rule: Circumstance
    effect: str
    claim: CircumstanceClaim
    pointer: str
    graded: bool = True


def weigh(
    violation: Violation,
    party: str,
    pointer: str,
    known: Mapping[str, Circumstance],
    row_facts: Iterable[str] = (),
    table: Table | None = None,
) -> Weighing:
    """Weigh the circumstances of a violation for one party.

    Args:
        violation: with its claims.
        party: party id.
        pointer: of the violation.
        known: the circumstances of laws and documents by id.
        row_facts: facts that chose the row of the table.
        table: the table that applies, if one does.
    """
    used = set(row_facts)
    reasons: list[Reason] = []
    found: dict[str, _Found] = {}
    for index, claim in enumerate(violation.circumstances):
        rule = known.get(claim.circumstance)
        if rule is None or claim.party not in (None, party):
            continue
        where = f"{pointer}/circumstances/{index}"
        if claim.status is not ClaimStatus.FOUND:
            reasons.append(_not_found(claim, rule, where))
            continue
        if rule.id in found:
            continue
        one = _Found(rule, _effect(rule, claim), claim, where)
        refused = _not_counted(one, table, used)
        if refused is not None:
            reasons.append(refused)
            continue
        found[rule.id] = one
        reasons.append(_found(rule, claim, one.effect, where))
        if one.effect == "open" and used.intersection(rule.facts):
            one.graded = False
            reasons.append(_counted(rule, one.effect, where))
        if rule.document is not None and one.effect == "mitigate":
            reasons.append(_needs_law(rule, where))
    corrections, stopped = _corrections(violation, found)
    reasons.extend(stopped)
    counted = found.values()
    grade = _grade({one.effect for one in counted if one.graded})
    if grade is None:
        reasons.append(_conflict(pointer))
    return Weighing(
        outcome=_outcome((one.rule, one.effect) for one in counted),
        grade=grade,
        mitigation=_mitigation(
            {one.effect for one in counted if one.rule.document is None}
        ),
        keeps=tuple(
            dict.fromkeys(
                kind
                for one in counted
                if one.effect == "no-penalty"
                for kind in one.rule.keeps
            )
        ),
        shifts=tuple(
            _move(one) for one in counted if one.effect == Effect.SHIFT
        ),
        corrections=corrections,
        reasons=tuple(reasons),
    )


# What a document gives once for a fact; whether no penalty is given at all,
# or mitigation is open, is not a matter of counting.
_COUNTED_ONCE = ("lenient", "severe", "shift", "correction")


def _not_counted(
    one: _Found, table: Table | None, used: set[str]
) -> Reason | None:
    """Why a circumstance that was found does not count, if it does not."""
    rule = one.rule
    if rule.document is None:
        if one.effect == "lenient" and used.intersection(rule.facts):
            return _counted(rule, one.effect, one.pointer)
        return None
    if table is None or table.document.id != rule.document.id:
        return _elsewhere(rule, rule.document, one.pointer)
    silent = rule.rule is not None and rule.rule.only_if_silent
    if silent and set(table.facts).intersection(rule.facts):
        return _spoken_of(rule, one.pointer)
    if one.effect in _COUNTED_ONCE and used.intersection(rule.facts):
        return _counted(rule, one.effect, one.pointer)
    return None


def _move(one: _Found) -> Move:
    return Move(
        rule=one.rule,
        sure=one.rule.obligation == "shall" or one.claim.effect == one.effect,
        pointer=one.pointer,
    )


def _corrections(
    violation: Violation, found: Mapping[str, _Found]
) -> tuple[tuple[Move, ...], list[Reason]]:
    """The corrections that apply, and why others do not."""
    moves: list[Move] = []
    reasons: list[Reason] = []
    for one in found.values():
        if one.effect != Effect.CORRECTION:
            continue
        move = _move(one)
        stopper = _stopper(move, violation, found)
        if stopper is None:
            moves.append(move)
            continue
        text = both(
            "{circumstance}: not applied, since {exclusion}.",
            circumstance=move.name,
            exclusion=stopper.text,
        )
        reasons.append(
            reason(
                "circumstance.excluded",
                text,
                pointers=(one.pointer,),
                citation=one.rule.citation,
            )
        )
    return tuple(moves), reasons


def _stopper(
    move: Move, violation: Violation, found: Mapping[str, _Found]
) -> Exclusion | None:
    """What rules a correction out: an exclusion that was found, a
    circumstance that is the same thing, or the item itself."""
    document = move.rule.document
    assert document is not None
    for one in move.own.excluded:
        if (
            f"{move.rule.id}.{one.id}" in found
            or f"{document.id}.{one.circumstance}" in found
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


def _effect(rule: Circumstance, claim: CircumstanceClaim) -> str:
    """The effect, chosen by the officer where the law leaves a choice."""
    if rule.effect == "mitigate-or-lenient":
        if claim.effect in ("mitigate", "lenient"):
            return claim.effect
        # Mitigation is not a document's to give.
        return "open" if rule.document is None else "lenient"
    return rule.effect


# By obligation, and whether a benchmark document says so.
_FOUND = {
    ("shall", False): N_("Found: {circumstance}; the law calls for {effect}."),
    ("may", False): N_("Found: {circumstance}; the law allows {effect}."),
    ("shall", True): N_(
        "Found: {circumstance}; the benchmark document calls for {effect}."
    ),
    ("may", True): N_(
        "Found: {circumstance}; the benchmark document allows {effect}."
    ),
}
_EFFECTS = {
    "no-penalty": N_("no penalty"),
    "mitigate": N_("mitigation"),
    "lenient": N_("leniency"),
    "severe": N_("severity"),
    "open": N_("leniency or mitigation, which of them is not stated"),
    "shift": N_("another stage"),
    "correction": N_("a reduction in percent"),
}


def _name(rule: Circumstance) -> Text:
    return {"zh": rule.zh, "en": rule.en}


def _grounds(text: Text, claim: CircumstanceClaim) -> Text:
    """The sentence, with the officer's grounds where they are given."""
    if not claim.reasons:
        return text
    given = claim.reasons.rstrip("。.")
    return run_on((text, both("Grounds: {grounds}.", grounds=given)))


def _found(
    rule: Circumstance, claim: CircumstanceClaim, effect: str, where: str
) -> Reason:
    text = (
        both("Found: {circumstance}.", circumstance=_name(rule))
        if effect not in _EFFECTS
        else both(
            _FOUND[rule.obligation, rule.document is not None],
            circumstance=_name(rule),
            effect=both(_EFFECTS[effect]),
        )
    )
    return reason(
        "circumstance.found",
        _grounds(text, claim),
        pointers=(where,),
        citation=rule.citation,
    )


def _not_found(
    claim: CircumstanceClaim, rule: Circumstance, where: str
) -> Reason:
    name = _name(rule)
    if claim.status is ClaimStatus.REFUSED:
        code = "circumstance.refused"
        text = both(
            "Claimed by the party and refused: {circumstance}.",
            circumstance=name,
        )
    else:
        code = "circumstance.claimed"
        text = both(
            "Claimed by the party: {circumstance}. The file does not say"
            " whether it was found, so it does not count yet.",
            circumstance=name,
        )
    return reason(
        code, _grounds(text, claim), pointers=(where,), citation=rule.citation
    )


def _counted(rule: Circumstance, effect: str, where: str) -> Reason:
    message = (
        N_(
            "{circumstance}: this fact already chose the row of the table and"
            " is not counted again for leniency; mitigation stays open where"
            " the law gives it."
        )
        if effect in ("lenient", "open")
        else N_(
            "{circumstance}: this fact already chose the row of the table and"
            " is not counted again."
        )
    )
    return _note(
        "circumstance.counted",
        both(message, circumstance=_name(rule)),
        rule,
        where,
    )


def _note(code: str, text: Text, rule: Circumstance, where: str) -> Reason:
    return reason(code, text, pointers=(where,), citation=rule.citation)


def _elsewhere(rule: Circumstance, document: Document, where: str) -> Reason:
    text = both(
        "{circumstance}: named by {document}, which does not apply here, so"
        " it does not count.",
        circumstance=_name(rule),
        document=document.name,
    )
    return _note("circumstance.other-document", text, rule, where)


def _spoken_of(rule: Circumstance, where: str) -> Reason:
    text = both(
        "{circumstance}: the table itself speaks of it, and the benchmark"
        " document lets it count only where the table does not.",
        circumstance=_name(rule),
    )
    return _note("circumstance.in-table", text, rule, where)


def _needs_law(rule: Circumstance, where: str) -> Reason:
    text = both(
        "{circumstance}: a benchmark document cannot open mitigation by"
        " itself; it counts where the ground of the law is found too.",
        circumstance=_name(rule),
    )
    return _note("circumstance.needs-law", text, rule, where)


def _conflict(pointer: str) -> Reason:
    return reason(
        "circumstance.conflict",
        both(
            "Lenient and severe circumstances were both found; how they weigh"
            " against each other is for the officer to state."
        ),
        pointers=(f"{pointer}/circumstances",),
    )
