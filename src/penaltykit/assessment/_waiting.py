"""A ground on which no penalty is given, and that hangs on one finding.

Between two and five years after the act (行政处罚法 art. 36(1)) everything
turns on a finding that only an officer makes. Until it is made or denied the
file leads neither to a penalty nor to none: both are shown, and what decides
is asked for.
"""

from collections.abc import Collection, Iterator, Mapping

from attrs import frozen

from penaltykit._i18n import both
from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._fact_words import fact_label
from penaltykit.assessment._option import Option
from penaltykit.assessment._reasons import listed
from penaltykit.assessment._result import (
    Alternative,
    Ground,
    Outcome,
    Reason,
    Recommended,
)
from penaltykit.facts import FactView
from penaltykit.penalty import Penalty, PenaltyKind


@frozen(kw_only=True)
class Waiting:
    """A ground that hangs on findings alone.

    Args:
        rule: the ground.
        facts: the findings that would decide.
    """

    rule: Circumstance
    facts: tuple[str, ...]


def waiting(
    view: FactView,
    known: Mapping[str, Circumstance],
    found: Collection[str],
) -> Iterator[tuple[Waiting, Reason]]:
    """The grounds that hold, or not, by a finding alone that is not made.

    Args:
        view: the facts of the violation and party.
        known: circumstances, by id.
        found: those that count already.
    """
    for rule in known.values():
        if not rule.hangs_on or rule.id in found or rule.when is None:
            continue
        verdict = rule.when.evaluate(view)
        if verdict.value is not None or not verdict.settle:
            continue
        if not set(verdict.settle) <= set(rule.hangs_on):
            continue
        named = [e for e in rule.when.facts if view[e].state == "known"]
        pointers = [view[name].pointer for name in sorted(named)]
        facts = tuple(dict.fromkeys(verdict.settle))
        told = say.waits(
            rule,
            [fact_label(view, fact) for fact in facts],
            (
                *(f"{view.pointer}/facts/{fact}" for fact in facts),
                *dict.fromkeys(place for place in pointers if place),
            ),
        )
        yield Waiting(rule=rule, facts=facts), told


def held_back(outcome: Outcome, waits: Collection[Waiting]) -> Outcome:
    """The outcome while a finding is awaited: open, unless no penalty shall
    be given anyway."""
    if not waits or outcome is Outcome.NO_PENALTY_SHALL:
        return outcome
    return Outcome.UNDETERMINED


def orders_only(
    recommended: Collection[Recommended],
) -> tuple[Recommended, ...]:
    """What holds whichever way the finding goes: orders are no penalties."""
    return tuple(r for r in recommended if not r.penalty.kind.is_penalty)


def either_way(
    options: Collection[Option], waits: Collection[Waiting], view: FactView
) -> Iterator[Alternative]:
    """What each answer would lead to: the penalties, or none."""
    for one in waits:
        facts = listed([fact_label(view, fact) for fact in one.facts])
        yes = both("If an officer finds “{facts}”", facts=facts)
        no = both(
            "If an officer finds that it is not so: {facts}", facts=facts
        )
        for option in options:
            if option.applies is False or not option.penalty.kind.is_penalty:
                continue
            given = option.recommended()
            yield _alternative(given, one, yes)
        none = Recommended(
            penalty=Penalty(kind=PenaltyKind.NO_PENALTY),
            citation=one.rule.citation,
        )
        yield _alternative(none, one, no)


def _alternative(
    given: Recommended, one: Waiting, text: Mapping[str, str]
) -> Alternative:
    return Alternative(
        penalty=given.penalty,
        point=given.point,
        permissive=given.permissive,
        source=given.source,
        arithmetic=given.arithmetic,
        citation=given.citation,
        ground=Ground.ATTESTATION,
        text=text,
        facts=one.facts,
    )
