"""Sums of one party over all violations of a case, with the arithmetic."""

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from penaltykit.assessment._json import decimal_text
from penaltykit.assessment._result import Result, StatedResult, Total
from penaltykit.case import Case
from penaltykit.penalty import PenaltyKind

# One amount is its own sum and needs no arithmetic.
_SEVERAL = 2

_FINES = (PenaltyKind.FINE,)
_CONFISCATED = (PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS)


def totals(
    case: Case,
    results: Iterable[Result],
    unfined: Container[tuple[str, str]] = (),
    undecided: Container[str] = (),
) -> tuple[Total, ...]:
    """One total per party of the case, of the penalties as stated.

    Several acts are judged apart and joined afterwards (art. 29 forbids a
    second fine only for the same act). A stated fine without an amount makes
    the sum ``None``: it is not zero.

    Args:
        case: gives the parties.
        results: of all violations.
        unfined: violation and party of the fines that give way to a higher
            one of the same act; they are taken off.
        undecided: parties with several fines for one act, while it is open
            which of them stands; the sum is ``None``.
    """
    found = list(results)
    sums = [
        _total(party.id, [r for r in found if r.party == party.id], unfined)
        for party in case.parties
    ]
    return tuple(
        evolve(one, fine=None, arithmetic=())
        if one.party in undecided
        else one
        for one in sums
    )


def _total(
    party: str, results: list[Result], unfined: Container[tuple[str, str]]
) -> Total:
    less = [r for r in results if (r.violation, party) in unfined]
    kept = [r for r in results if (r.violation, party) not in unfined]
    taken = [
        stated
        for stated in _pick(results, _CONFISCATED)
        if stated.kind is PenaltyKind.CONFISCATE_GAINS
        or stated.amount is not None
    ]
    fine, fine_line = _sum(_pick(kept, _FINES), _pick(less, _FINES))
    confiscated, confiscated_line = _sum(taken)
    lines = [line for line in (fine_line, confiscated_line) if line]
    return Total(
        party=party,
        fine=fine,
        confiscated=confiscated,
        arithmetic=tuple(lines),
    )


def _pick(
    results: list[Result], kinds: tuple[PenaltyKind, ...]
) -> list[StatedResult]:
    return [
        stated
        for result in results
        for stated in result.stated
        if stated.kind in kinds
    ]


def _sum(
    stated: list[StatedResult], less: Sequence[StatedResult] = ()
) -> tuple[Decimal | None, str]:
    """The sum of what is stated; what is stated and gives way is shown as
    taken off again."""
    amounts = [entry.amount for entry in stated]
    if any(amount is None for amount in amounts):
        return None, ""
    known = [amount for amount in amounts if amount is not None]
    off = [entry.amount for entry in less if entry.amount is not None]
    total = sum(known, Decimal(0))
    if len(known) + len(off) < _SEVERAL:
        return total, ""
    left = " + ".join(decimal_text(amount) for amount in [*known, *off])
    right = "".join(f" - {decimal_text(amount)}" for amount in off)
    return total, f"{left}{right} = {decimal_text(total)}"
