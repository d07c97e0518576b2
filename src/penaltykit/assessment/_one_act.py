"""One act under several norms (行政处罚法 art. 29): the higher fine, once.

That several violations are one act is never inferred: an officer attests it,
with grounds, as a fact of one violation that names another. Which provision
has the higher fine is read from the statutes on the facts of the case: the
higher ceiling, and of two equal ones the higher floor.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._option import Text
from penaltykit.assessment._reasons import listed, reason
from penaltykit.assessment._result import (
    Outcome,
    Result,
    StatedResult,
    Verdict,
)
from penaltykit.case import Case, Violation
from penaltykit.citation import Citation
from penaltykit.errors import Fault, Place
from penaltykit.money import Band
from penaltykit.penalty import PenaltyKind

ONE_ACT: Final = "act.one_act_with"
"""The fact that names another violation as the same act."""

_ART_29 = (
    Citation(law="administrative-penalty-law", version="2021", article=29),
)
_SEVERAL = 2


@frozen(kw_only=True)
class Judged:
    """A result with the fine that its statute opens.

    Args:
        result: of one violation and party.
        fine: in yuan; ``None`` where the statute has none or it is open.
    """

    result: Result
    fine: Band | None = None


@frozen
class Joined:
    """Results after art. 29.

    Args:
        results: in the order given.
        unfined: violation and party of those whose fine gives way to one
            that is stated.
        open: parties that are fined several times for one act, while it is
            open which fine stands.
    """

    results: tuple[Result, ...]
    unfined: frozenset[tuple[str, str]] = frozenset()
    open: frozenset[str] = frozenset()


def unknown_acts(case: Case) -> list[Fault]:
    """Attestations that name no other violation of the case."""
    ids = {violation.id for violation in case.violations}
    return [
        Fault(
            "unknown-violation",
            Place(pointer=f"/violations/{index}/facts/{ONE_ACT}/value"),
            {"found": named, "expected": sorted(ids - {violation.id})},
        )
        for index, violation in enumerate(case.violations)
        if (named := _named(violation)) is not None
        and named not in ids - {violation.id}
    ]


def _named(violation: Violation) -> str | None:
    fact = violation.facts.get(ONE_ACT)
    return None if fact is None or fact.value is None else str(fact.value)


def _grounds(violation: Violation) -> str:
    text = violation.facts[ONE_ACT].grounds or ""
    return text.strip().rstrip("。.")


def join_acts(case: Case, judged: Sequence[Judged]) -> Joined:
    """Apply art. 29 to the results of a case.

    Args:
        case: with the officer's attestations.
        judged: every result, each violation judged by itself.
    """
    attested = [v for v in case.violations if _named(v) is not None]
    if not attested:
        return Joined(tuple(one.result for one in judged))
    found = {(one.result.violation, one.result.party): one for one in judged}
    unfined: set[tuple[str, str]] = set()
    undecided: set[str] = set()
    for violation in attested:
        if not _grounds(violation):
            _note(found, {violation.id}, "without-grounds", _WITHOUT)
    sound = [v for v in attested if _grounds(v)]
    for group in _groups(sound):
        grounds = listed(
            dict.fromkeys(LANGS, _grounds(v)) for v in sound if v.id in group
        )
        for party in case.parties:
            members = [
                one
                for (violation_id, party_id), one in found.items()
                if party_id == party.id and violation_id in group
            ]
            if len(members) < _SEVERAL:
                continue
            if any(_is_open(one) for one in members):
                if _leave_open(found, members, grounds):
                    undecided.add(party.id)
            else:
                unfined |= _join(found, members, grounds)
    return Joined(
        tuple(one.result for one in found.values()),
        frozenset(unfined),
        frozenset(undecided),
    )


_WITHOUT: Final = both(
    "An officer attests that this is one act with another violation and gives"
    " no grounds; without them the two are judged apart."
)


def _groups(attested: Iterable[Violation]) -> list[set[str]]:
    """Sets of violations that are one act."""
    groups: list[set[str]] = []
    for violation in attested:
        joined = {violation.id, str(_named(violation))}
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


Found = dict[tuple[str, str], Judged]


def _is_open(one: Judged) -> bool:
    return one.result.outcome is Outcome.UNDETERMINED


def _is_fined(one: Judged) -> bool:
    return any(s.kind is PenaltyKind.FINE for s in one.result.stated)


def _leave_open(
    found: Found, members: Sequence[Judged], grounds: Text
) -> bool:
    """Tell what is certain although the higher fine is not: that there is
    one fine, so that one that is stated leaves none missing.

    Returns:
        Whether several fines are stated.
    """
    party = members[0].result.party
    text = both(
        "Attested as one act ({grounds}); which fine is the higher is open"
        " until each is settled.",
        grounds=grounds,
    )
    _note(
        found, {one.result.violation for one in members}, "open", text, party
    )
    fined = {one.result.violation for one in members if _is_fined(one)}
    if len(fined) >= _SEVERAL:
        text = both(
            "Several fines are stated for this one act; whichever provision"
            " has the higher one, only one fine may be given."
        )
        _note(found, fined, "fines", text, party)
        return True
    for name in fined:
        rest = {one.result.violation for one in members} - {name}
        for other in rest:
            one = found[other, party]
            found[other, party] = evolve(one, result=_not_missed(one.result))
        text = both(
            "Attested as one act with {violation}, where the fine is stated;"
            " that it is the higher one is open, and no second fine is asked"
            " for here.",
            violation=name,
        )
        _note(found, rest, "unfined", text, party)
    return False


def _not_missed(result: Result) -> Result:
    """The result without the fine among what is missing."""
    return evolve(
        result,
        missing=tuple(
            m for m in result.missing if m.kind is not PenaltyKind.FINE
        ),
    )


def _join(
    found: Found, members: Sequence[Judged], grounds: Text
) -> set[tuple[str, str]]:
    """Let the higher fine stand; the others give way. Taken off the sum is
    only what gives way to a fine that is stated."""
    fined = [
        one
        for one in members
        if one.fine is not None and one.result.outcome is Outcome.PENALTY
    ]
    if len(fined) < _SEVERAL:
        return set()
    higher = max(fined, key=_height)
    name = higher.result.violation
    party = higher.result.party
    text = both(
        "Attested as one act ({grounds}); the fine of this violation is the"
        " higher one and the only one.",
        grounds=grounds,
    )
    _note(found, {name}, "higher", text, party)
    unfined = set()
    for one in fined:
        if one is higher:
            continue
        key = (one.result.violation, party)
        if _is_fined(higher):
            unfined.add(key)
        found[key] = evolve(one, result=_without_fine(one.result, name))
        text = both(
            "Attested as one act with {violation} ({grounds}); the fine there"
            " is the higher one, so there is none here. Other kinds of"
            " penalty stand.",
            violation=name,
            grounds=grounds,
        )
        _note(found, {key[0]}, "lower", text, party)
    return unfined


def _height(one: Judged) -> tuple[Decimal, Decimal]:
    assert one.fine is not None
    high, low = one.fine.highest, one.fine.lowest
    return (
        Decimal("Infinity") if high is None else high,
        Decimal(0) if low is None else low,
    )


def _note(
    found: Found,
    violations: set[str],
    code: str,
    text: Text,
    party: str | None = None,
) -> None:
    """Add a reason to the results of violations."""
    for key, one in found.items():
        if key[0] in violations and party in (None, key[1]):
            said = reason(
                f"one-act.{code}",
                text,
                pointers=(f"{one.result.pointer}/facts/{ONE_ACT}",),
                citation=_ART_29,
            )
            result = evolve(one.result, reasons=(*one.result.reasons, said))
            found[key] = evolve(one, result=result)


def _without_fine(result: Result, higher: str) -> Result:
    fine = PenaltyKind.FINE
    return evolve(
        result,
        recommended=tuple(
            r for r in result.recommended if r.penalty.kind is not fine
        ),
        alternatives=tuple(
            r for r in result.alternatives if r.penalty.kind is not fine
        ),
        missing=tuple(m for m in result.missing if m.kind is not fine),
        stated=tuple(_refused(s, higher) for s in result.stated),
    )


def _refused(stated: StatedResult, higher: str) -> StatedResult:
    if stated.kind is not PenaltyKind.FINE:
        return stated
    return evolve(
        stated,
        verdict=Verdict.OUTSIDE_STATUTE,
        reason=both(
            "One act is fined once, by the provision with the higher fine:"
            " that of {violation}.",
            violation=higher,
        ),
    )
