"""What the agency states for one violation, held against the result."""

from typing import Any

from attrs import evolve

from penaltykit.assessment._effect import unseen
from penaltykit.assessment._grade import Weighing
from penaltykit.assessment._multiples import reckon
from penaltykit.assessment._option import Option
from penaltykit.assessment._result import (
    MissingKind,
    Outcome,
    StatedResult,
    Verdict,
)
from penaltykit.assessment._spared import kept
from penaltykit.assessment._stated import judge as judge_stated
from penaltykit.assessment._stated import missing, not_settled
from penaltykit.facts import FactView
from penaltykit.penalty import PenaltyKind


def _own(view: FactView) -> list[Any]:
    """The stated penalties that fall on this party."""
    assert view.violation is not None
    assert view.party is not None
    return [
        stated
        for stated in view.violation.penalties
        if stated.party in (None, view.party.id)
    ]


def verdicts(
    view: FactView,
    options: tuple[Option, ...],
    outcome: Outcome,
    weighing: Weighing,
) -> tuple[StatedResult, ...]:
    assert view.violation is not None
    assert view.party is not None
    found = []
    own = [one.kind for one in _own(view)]
    alone = own.count(PenaltyKind.FINE) == 1
    for index, stated in enumerate(view.violation.penalties):
        if stated.party not in (None, view.party.id):
            continue
        where = f"{view.pointer}/penalties/{index}"
        said = judge_stated(
            stated, where, options, outcome, mitigation=weighing.mitigation
        )
        if weighing.waits and stated.kind.is_penalty:
            said = not_settled(said)
        if stated.kind is PenaltyKind.FINE:
            fines = [o for o in options if o.penalty.kind is stated.kind]
            if fines:
                reckoned = reckon(stated, where, fines[0], view)
                said = evolve(said, reckoned=reckoned)
                if alone and outcome is Outcome.PENALTY:
                    hidden = unseen(
                        stated.amount,
                        fines[0],
                        options,
                        said.verdict,
                        weighing,
                        view,
                    )
                    said = evolve(said, unseen=hidden) if hidden else said
        found.append(said)
    return tuple(found)


def missing_kinds(
    view: FactView,
    options: tuple[Option, ...],
    outcome: Outcome,
    weighing: Weighing,
) -> tuple[MissingKind, ...]:
    """The kinds that must be imposed and are not stated.

    Where no penalty shall be given, or may be spared and is, only what the
    law keeps even then can be missing.
    """
    assert view.violation is not None
    if not view.violation.penalties:
        return ()
    own = _own(view)
    spared = outcome is Outcome.NO_PENALTY_MAY and any(
        stated.kind is PenaltyKind.NO_PENALTY for stated in own
    )
    if spared or outcome is Outcome.NO_PENALTY_SHALL:
        options = kept(options, weighing, view)
    return missing(own, options)


def departures(
    view: FactView, stated: tuple[StatedResult, ...]
) -> tuple[dict[str, Any], ...]:
    """Where the stated penalty leaves the benchmark, with what was said."""
    assert view.violation is not None
    discretion = view.violation.discretion
    departure = discretion.departure if discretion else None
    return tuple(
        {
            "pointer": entry.pointer,
            "verdict": entry.verdict.value,
            "reason": departure.reason if departure else None,
            "approver": departure.approver if departure else None,
            "discussed": departure.discussed if departure else None,
        }
        for entry in stated
        if entry.verdict
        in (Verdict.OUTSIDE_BENCHMARK, Verdict.OUTSIDE_STATUTE)
    )
