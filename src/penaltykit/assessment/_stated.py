"""What the agency states, held against what law and table open."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.assessment._days import judge_days
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import band, money
from penaltykit.assessment._result import (
    MissingKind,
    Outcome,
    StatedResult,
    Verdict,
)
from penaltykit.case import StatedPenalty
from penaltykit.money import Band
from penaltykit.penalty import Obligation, PenaltyKind

Judged = tuple[Verdict, Text]

_FEN: Final = Decimal("0.01")


def judge(
    stated: StatedPenalty,
    pointer: str,
    options: Sequence[Option],
    outcome: Outcome,
    *,
    mitigation: bool | None,
) -> StatedResult:
    """The verdict on one stated penalty.

    Args:
        stated: as the case file has it.
        pointer: where it stands.
        options: what law and table open.
        outcome: what the law leads to at all.
        mitigation: whether mitigation (减轻) was found and chosen; ``None``
            where the ground is found but the officer has not said whether it
            is used to mitigate or only to be lenient.
    """
    verdict, why = _verdict(stated, options, outcome, mitigation)
    return StatedResult(
        kind=stated.kind,
        amount=stated.amount,
        unit=stated.unit or ("yuan" if stated.amount is not None else None),
        object=stated.object,
        pointer=pointer,
        verdict=verdict,
        reason=why,
    )


def not_settled(said: StatedResult) -> StatedResult:
    """The verdict where it is open whether any penalty may be given: what
    lies outside the statute lies outside it all the same."""
    if said.verdict is Verdict.OUTSIDE_STATUTE:
        return said
    verdict, why = _open()
    return evolve(said, verdict=verdict, reason=why)


def _verdict(
    stated: StatedPenalty,
    options: Sequence[Option],
    outcome: Outcome,
    mitigation: bool | None,
) -> Judged:
    if stated.kind is PenaltyKind.NO_PENALTY:
        return _no_penalty(options, outcome)
    if not stated.kind.is_penalty:
        return Verdict.INSIDE, both(
            "An order is no penalty and has no band to be judged by."
        )
    same = [o for o in options if o.penalty.kind is stated.kind]
    if not same:
        return _unnamed(outcome)
    if stated.kind is PenaltyKind.FINE:
        due = [o for o in same if o.applies is not False or o.left_out]
        return _fine(stated, due[0], mitigation) if due else _not_due()
    if stated.kind is PenaltyKind.CONFISCATE_GAINS:
        return _gains(stated, same[0])
    if all(option.applies is False for option in same):
        return _not_due()
    if all(option.applies is not True for option in same):
        return _open()
    return _by_table(stated, same) or _named()


def _no_penalty(options: Sequence[Option], outcome: Outcome) -> Judged:
    """Whether what law and circumstances open lets the party be spared."""
    if outcome in (Outcome.NO_PENALTY_SHALL, Outcome.NO_PENALTY_MAY):
        return Verdict.INSIDE, both(
            "A ground was found on which no penalty is, or may be, given."
        )
    if outcome is not Outcome.PENALTY:
        return _open()
    if any(
        option.applies is True
        and option.penalty.kind.is_penalty
        and option.penalty.obligation is not Obligation.MAY
        for option in options
    ):
        return Verdict.OUTSIDE_STATUTE, both(
            "The law demands a penalty, and no ground was found on which none"
            " is given."
        )
    return Verdict.INSIDE, both("The law leaves the penalty to choice.")


def _by_table(stated: StatedPenalty, same: Sequence[Option]) -> Judged | None:
    """What the table says of a kind that is no money."""
    if all(option.left_out for option in same):
        return _not_given()
    return judge_days(stated, same[0])


def _not_due() -> Judged:
    return Verdict.OUTSIDE_STATUTE, both(
        "The facts do not meet the condition of this kind of penalty."
    )


def _not_given() -> Judged:
    return Verdict.OUTSIDE_BENCHMARK, both(
        "The law allows this kind of penalty, but the row of the benchmark"
        " does not give it."
    )


def _named() -> Judged:
    return Verdict.INSIDE, both(
        "The governing provision names this kind of penalty."
    )


def _unnamed(outcome: Outcome) -> Judged:
    """A kind that the options do not have."""
    if outcome is Outcome.NO_PENALTY_SHALL:
        return Verdict.OUTSIDE_STATUTE, both(
            "A ground was found on which the law gives no penalty."
        )
    if outcome is Outcome.STATUTORY_GAP:
        return Verdict.UNDETERMINED, both(
            "The law gives no band for these facts, so the amount cannot be"
            " judged."
        )
    if outcome is Outcome.UNDETERMINED:
        return _open()
    return Verdict.OUTSIDE_STATUTE, both(
        "The governing provision does not name this kind of penalty."
    )


def _open() -> Judged:
    return Verdict.UNDETERMINED, both(
        "Facts are missing, so this cannot be judged yet."
    )


def _fine(
    stated: StatedPenalty, option: Option, mitigation: bool | None
) -> Judged:
    amount, statute, span = stated.amount, option.statute, option.band
    if amount is None:
        return Verdict.UNDETERMINED, both(
            "The amount of the fine is not stated."
        )
    if statute is None or span is None:
        return _open()
    figure = money(amount)
    exact = statute.from_ if statute.is_point else None
    if exact is not None and _to_the_fen(amount, exact):
        return Verdict.INSIDE, both(
            "{amount} is {exact}, as it was worked out, to the fen.",
            amount=figure,
            exact=money(exact),
        )
    if statute.contains(amount):
        return _allowed(amount, option, span)
    low = statute.lowest
    if low is not None and amount < low and mitigation is not False:
        if mitigation and option.least is not None and amount < option.least:
            return Verdict.OUTSIDE_BENCHMARK, both(
                "{amount} is under the statutory floor, and under {least}, to"
                " which the benchmark lets a mitigated fine go.",
                amount=figure,
                least=money(option.least),
            )
        if mitigation:
            return Verdict.MITIGATED, both(
                "{amount} is under the statutory floor; mitigation was found.",
                amount=figure,
            )
        return Verdict.UNDETERMINED, both(
            "{amount} is under the statutory floor; a ground for leniency or"
            " mitigation was found, but that mitigation was chosen is not"
            " stated.",
            amount=figure,
        )
    return Verdict.OUTSIDE_STATUTE, both(
        "{amount} lies outside the statutory band: {band}.",
        amount=figure,
        band=band(statute),
    )


def _allowed(amount: Decimal, option: Option, span: Band) -> Judged:
    """What the table says of a fine that the law allows."""
    if option.pending or option.left_out:
        return _open() if option.pending else _not_given()
    if span.is_point and span.contains(amount):
        return Verdict.INSIDE, both(
            "{amount} is the amount that results.", amount=money(amount)
        )
    if span.contains(amount):
        return Verdict.INSIDE, both(
            "{amount} lies in the range {band}.",
            amount=money(amount),
            band=band(span),
        )
    return Verdict.OUTSIDE_BENCHMARK, both(
        "{amount} lies within the statute but outside the benchmark's"
        " band: {band}.",
        amount=money(amount),
        band=band(span),
    )


def _to_the_fen(amount: Decimal, exact: Decimal) -> bool:
    """Whether an amount is a figure of the law that has parts of a fen, which
    nobody can pay: 20 % of 333,333.33 yuan are 66,666.666."""
    return amount != exact and abs(amount - exact) < _FEN


def _gains(stated: StatedPenalty, option: Option) -> Judged:
    if option.applies is False:
        return Verdict.OUTSIDE_STATUTE, both(
            "The facts say that there are no illegal gains to confiscate."
        )
    if option.amount is None:
        return _open()
    if stated.amount is None:
        return Verdict.UNDETERMINED, both(
            "The amount of the gains to be confiscated is not stated."
        )
    if stated.amount == option.amount and option.contested:
        return Verdict.UNDETERMINED, both(
            "Equal to the illegal gains as found; whether they are confiscated"
            " although no penalty is given is for the agency to decide, with"
            " reasons."
        )
    if stated.amount == option.amount:
        return Verdict.INSIDE, both("Equal to the illegal gains as found.")
    return Verdict.OUTSIDE_STATUTE, both(
        "{stated} stated, but the illegal gains found are {found}.",
        stated=money(stated.amount),
        found=money(option.amount),
    )


def missing(
    stated: Sequence[StatedPenalty], options: Sequence[Option]
) -> tuple[MissingKind, ...]:
    """The kinds that must be imposed and are not stated.

    A kind whose object is recorded as absent is not missing; one whose
    object the file says nothing of is, unless the law itself ties it to the
    object (违法所得, whose amount is then asked for).
    """
    named = {entry.kind for entry in stated}
    found: list[MissingKind] = []
    groups: dict[str, list[Option]] = {}
    for option in options:
        penalty = option.penalty
        if option.applies is not True:
            continue
        if penalty.obligation is Obligation.ALTERNATIVE:
            groups.setdefault(penalty.group or "", []).append(option)
        elif (
            penalty.obligation is Obligation.MUST
            and penalty.kind.is_penalty
            and penalty.kind not in named
        ):
            found.append(_missing(option))
    for group in groups.values():
        kinds = [option.penalty.kind for option in group]
        # Where an order is one of the alternatives, no penalty is missing.
        if all(k.is_penalty for k in kinds) and not named.intersection(kinds):
            found.append(_missing(group[0]))
    return tuple(found)


def _missing(option: Option) -> MissingKind:
    return MissingKind(
        kind=option.penalty.kind,
        object=option.penalty.object,
        citation=option.citation,
    )
