"""Circumstances found by the officer, and what they do to the penalty.

Nothing is inferred here: only what the case file records as *found* counts,
and a fact that already chose the row is not counted a second time.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from penaltykit._i18n import N_, both
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._option import Text
from penaltykit.assessment._reasons import reason, run_on
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.benchmark import Grade
from penaltykit.case import CircumstanceClaim, ClaimStatus, Violation
from penaltykit.penalty import PenaltyKind


@frozen(kw_only=True)
class Weighing:
    """What the circumstances that were found come to.

    Args:
        outcome: what they lead to by themselves.
        grade: position in the band; ``None`` where lenient and severe
            grounds stand against each other.
        mitigation: whether to go below the statutory floor; ``None`` where
            the ground is found and the choice is not stated.
        keeps: kinds that remain although no penalty is given.
        reasons: one for each circumstance that was claimed or found.
    """

    outcome: Outcome = Outcome.PENALTY
    grade: Grade | None = Grade.ORDINARY
    mitigation: bool | None = False
    keeps: tuple[PenaltyKind, ...] = ()
    reasons: tuple[Reason, ...] = ()


def weigh(
    violation: Violation,
    party: str,
    pointer: str,
    known: Mapping[str, Circumstance],
    row_facts: Iterable[str] = (),
) -> Weighing:
    """Weigh the circumstances of a violation for one party.

    Args:
        violation: with its claims.
        party: party id.
        pointer: of the violation.
        known: the circumstances of ``rules/circumstances`` by id.
        row_facts: facts that chose the row of the table.
    """
    used = set(row_facts)
    reasons: list[Reason] = []
    found: list[tuple[Circumstance, str]] = []
    for index, claim in enumerate(violation.circumstances):
        rule = known.get(claim.circumstance)
        if rule is None or claim.party not in (None, party):
            continue
        where = f"{pointer}/circumstances/{index}"
        effect = _effect(rule, claim)
        if claim.status is not ClaimStatus.FOUND:
            reasons.append(_not_found(claim, rule, where))
        elif effect == "lenient" and used.intersection(rule.facts):
            reasons.append(_counted(rule, where))
        else:
            found.append((rule, effect))
            reasons.append(_found(rule, claim, effect, where))
    grade = _grade({effect for _, effect in found})
    if grade is None:
        reasons.append(_conflict(pointer))
    return Weighing(
        outcome=_outcome(found),
        grade=grade,
        mitigation=_mitigation({effect for _, effect in found}),
        keeps=tuple(
            dict.fromkeys(
                kind
                for rule, effect in found
                if effect == "no-penalty"
                for kind in rule.keeps
            )
        ),
        reasons=tuple(reasons),
    )


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
        return "open"
    return rule.effect


_FOUND = {
    "shall": N_("Found: {circumstance}; the law calls for {effect}."),
    "may": N_("Found: {circumstance}; the law allows {effect}."),
}
_EFFECTS = {
    "no-penalty": N_("no penalty"),
    "mitigate": N_("mitigation"),
    "lenient": N_("leniency"),
    "severe": N_("severity"),
    "open": N_("leniency or mitigation, which of them is not stated"),
}


def _grounds(text: Text, claim: CircumstanceClaim) -> Text:
    """The sentence, with the officer's grounds where they are given."""
    if not claim.reasons:
        return text
    given = claim.reasons.rstrip("。.")
    return run_on((text, both("Grounds: {grounds}.", grounds=given)))


def _found(
    rule: Circumstance, claim: CircumstanceClaim, effect: str, where: str
) -> Reason:
    name = {"zh": rule.zh, "en": rule.en}
    text = both(
        _FOUND[rule.obligation],
        circumstance=name,
        effect=both(_EFFECTS[effect]),
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
    name = {"zh": rule.zh, "en": rule.en}
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


def _counted(rule: Circumstance, where: str) -> Reason:
    return reason(
        "circumstance.counted",
        both(
            "{circumstance}: this fact already chose the row of the table and"
            " is not counted again for leniency; mitigation stays open where"
            " the law gives it.",
            circumstance={"zh": rule.zh, "en": rule.en},
        ),
        pointers=(where,),
        citation=rule.citation,
    )


def _conflict(pointer: str) -> Reason:
    return reason(
        "circumstance.conflict",
        both(
            "Lenient and severe circumstances were both found; how they weigh"
            " against each other is for the officer to state."
        ),
        pointers=(f"{pointer}/circumstances",),
    )
