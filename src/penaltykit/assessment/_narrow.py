"""The fine of the statute under the fine of the table, step by step.

Order: row -> shift of stage -> position -> correction -> clamp to the
statute (below its floor only where mitigation was found). The cap of the
table is part of each row's band. Where a document says 可以 and the officer
has not said that it is used, both the fine with it and the one without stay
open.
"""

from collections.abc import Sequence
from decimal import Decimal

from attrs import define, evolve, frozen

from penaltykit._i18n import N_, both
from penaltykit.assessment._grade import Move, Weighing
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import (
    asked,
    grade_words,
    how,
    money,
    reason,
)
from penaltykit.assessment._reasons import band as band_text
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import (
    Grade,
    Position,
    Shifted,
    Table,
    TableKind,
    TableOutcome,
    TablePenalty,
    correct_band,
    ordinary,
    position,
    shift,
)
from penaltykit.facts import FactView
from penaltykit.money import Band


@frozen
class Narrowed:
    """One statutory fine as the table and the circumstances leave it."""

    option: Option
    stage: Text | None
    reasons: tuple[Reason, ...] = ()


@define
class _Work:
    """The fine while it is worked on.

    Attributes:
        band: what may be imposed.
        base: what a correction starts from.
        point: the amount that a position names.
        permissive: whether that amount is only offered (可以).
        placed: whether the position is settled by a shift already.
    """

    band: Band
    stage: Text | None
    lines: list[Text]
    base: Band
    reasons: list[Reason]
    point: Decimal | None = None
    permissive: bool = False
    placed: bool = False

    def settle(self, span: Band) -> None:
        """Take a band as what may be imposed, and as the new base."""
        self.band = self.base = span


def narrow(
    option: Option,
    table: Table,
    outcome: TableOutcome,
    weighing: Weighing,
    view: FactView,
) -> Narrowed:
    """Narrow a statutory fine.

    Args:
        option: a fine of the statute.
        table: the table that was chosen.
        outcome: what it says of the facts.
        weighing: what the circumstances that were found come to.
        view: facts of the violation and party.
    """
    fine, statute = outcome.fine, option.statute
    if fine is None or fine.band is None or statute is None:
        return Narrowed(option, outcome.stage)
    work = _Work(
        band=fine.band,
        stage=outcome.stage,
        lines=list(outcome.arithmetic),
        base=fine.band,
        reasons=[],
    )
    _shift(work, table, outcome, weighing.shifts, view)
    if weighing.grade is not None and not work.placed:
        _place(work, table, weighing.grade, fine)
    _correct(work, weighing.corrections, statute)
    moved = work.band != fine.band
    _clamp(work, option, mitigated=bool(weighing.mitigation))
    return Narrowed(
        evolve(
            option,
            benchmark=work.band,
            row=None if moved else work.band,
            point=work.point,
            permissive=work.permissive,
            lines=(*option.lines, *work.lines),
        ),
        work.stage,
        tuple(work.reasons),
    )


def _once(work: _Work, moves: Sequence[Move]) -> Move | None:
    """The move that is made; several of a kind do not add up, since no
    document says that they do."""
    if not moves:
        return None
    first = next((move for move in moves if move.sure), moves[0])
    for other in moves:
        if other is not first:
            text = both(
                "{circumstance}: not counted besides {other}; the benchmark"
                " document does not say that they add up.",
                circumstance=other.name,
                other=first.name,
            )
            work.reasons.append(_reason("circumstance.once", text, other))
    return first


def _reason(code: str, text: Text, move: Move) -> Reason:
    return reason(
        code, text, pointers=(move.pointer,), citation=move.rule.citation
    )


# By whether the move is made or only open.
_SHIFTS = {
    True: N_("{circumstance}: the fine is that of {stage}, {band}."),
    False: N_(
        "{circumstance}: the benchmark lets the fine be that of {stage} too,"
        " {band}; whether it is so used is not stated."
    ),
}
_ENDS = {
    True: N_(
        "{circumstance}: there is no stage beyond this one, so the fine is"
        " {amount}, the end of it."
    ),
    False: N_(
        "{circumstance}: there is no stage beyond this one; the benchmark"
        " lets the fine be {amount}, the end of it."
    ),
}


def _shift(
    work: _Work,
    table: Table,
    outcome: TableOutcome,
    moves: Sequence[Move],
    view: FactView,
) -> None:
    move = _once(work, moves)
    if move is None:
        return
    if table.kind is not TableKind.STAGE or outcome.chosen is None:
        text = both(
            "{circumstance}: this table has no stages, so there is none to"
            " move to; what it comes to is for the officer to state.",
            circumstance=move.name,
        )
        work.reasons.append(_reason("shift.no-stage", text, move))
        return
    to = shift(table, outcome.chosen.number, move.own, view, outcome.on)
    if to.end is not None:
        _end(work, to.end, move)
    elif to.fine is not None and to.fine.band is not None:
        _move(work, to, to.fine.band, to.fine.arithmetic, move)


def _end(work: _Work, end: str, move: Move) -> None:
    """The shift left the table: the end of its last stage."""
    span = work.band
    amount = span.highest if end == "maximum" else span.lowest
    if amount is None:
        return
    text = both(_ENDS[move.sure], circumstance=move.name, amount=money(amount))
    work.reasons.append(_reason("shift.end", text, move))
    if move.sure:
        work.settle(Band.point(amount))
        work.point, work.placed = amount, True


def _move(
    work: _Work,
    to: Shifted,
    span: Band,
    lines: Sequence[Text],
    move: Move,
) -> None:
    stage = to.stage or both("another row")
    text = both(
        _SHIFTS[move.sure],
        circumstance=move.name,
        stage=stage,
        band=band_text(span),
    )
    work.reasons.append(_reason("shift", text, move))
    work.lines.append(
        both("{stage}: {band}", stage=stage, band=band_text(span))
    )
    if move.sure:
        work.lines.extend(lines)
        work.stage = to.stage
        work.settle(span)
    else:
        work.settle(hull(work.band, span))
        # Which of two stages it is is open, and with it the place in it.
        work.placed = True


# By whether the document says 可以, and whether it names one amount.
_PLACES = {
    (True, True): N_(
        "In {grade} the benchmark lets the fine be set at {amount}{how}."
    ),
    (False, True): N_(
        "In {grade} the benchmark sets the fine at {amount}{how}."
    ),
    (True, False): N_(
        "In {grade} the benchmark lets the fine be set within {band}{how}."
    ),
    (False, False): N_(
        "In {grade} the benchmark sets the fine within {band}{how}."
    ),
}


def _place(
    work: _Work, table: Table, grade: Grade, fine: TablePenalty
) -> None:
    """Where in the band the table or its document puts the case."""
    place = ordinary(fine, table) if grade is Grade.ORDINARY else None
    default = place is not None
    if place is None:
        place = position(work.band, table.document.policy, grade)
    if place is None:
        return
    if not work.band.is_point:
        work.reasons.append(_place_reason(place, default=default))
    work.base, work.point = place.band, place.point
    work.permissive = place.permissive
    if not place.permissive:
        work.band = place.band
    if place.arithmetic:
        work.lines.append(place.arithmetic)


def _place_reason(place: Position, *, default: bool) -> Reason:
    if default and place.permissive and place.point is not None:
        # That other figures stay open need not be in the document.
        text = both(
            "The default of the table for {grade} is {amount}; the range"
            " stays open.",
            grade=grade_words(place.grade),
            amount=money(place.point),
        )
        return reason("position", text, citation=place.citation)
    text = both(
        _PLACES[place.permissive, place.point is not None],
        grade=grade_words(place.grade),
        amount=money(place.point) if place.point is not None else "",
        band=band_text(place.band),
        how=how([place.arithmetic] if place.arithmetic else []),
    )
    return reason("position", text, citation=place.citation)


_CORRECTIONS = {
    True: N_("{circumstance}: the fine is {band}{how}."),
    False: N_(
        "{circumstance}: the benchmark lets the fine be {band}{how}; whether"
        " it is so used is not stated."
    ),
}


def _correct(work: _Work, moves: Sequence[Move], statute: Band) -> None:
    move = _once(work, moves)
    if move is None:
        return
    base = work.base
    fixed = statute.is_point or (
        base.is_point and base.from_ == statute.lowest
    )
    if fixed and any(one.minimum for one in move.own.excluded):
        stopper = next(one for one in move.own.excluded if one.minimum)
        text = both(
            "{circumstance}: not applied, since {exclusion}.",
            circumstance=move.name,
            exclusion=stopper.text,
        )
        work.reasons.append(_reason("circumstance.excluded", text, move))
        return
    if base.from_ is None and base.to is None:
        return
    done = correct_band(base, move.own, statute.lowest, statute.highest)
    if done is None:
        work.reasons.append(_no_bound(move))
        return
    span, lines = done.band, list(done.arithmetic)
    text = both(
        _CORRECTIONS[move.sure],
        circumstance=move.name,
        band=band_text(span),
        how=how(lines),
    )
    work.reasons.append(_reason("correction", text, move))
    if move.own.needs:
        work.reasons.append(
            asked(move.own.needs, move.rule.citation, move.pointer)
        )
    work.lines.extend(lines)
    if move.sure:
        work.settle(span)
        work.point, work.permissive = None, False
    else:
        work.settle(hull(work.band, span))


def _no_bound(move: Move) -> Reason:
    """The percentage is one of a bound that the law does not have."""
    text = both(
        "{circumstance}: the benchmark takes a percentage of a bound that the"
        " law does not give in figures, so nothing is worked out; the officer"
        " states it.",
        circumstance=move.name,
    )
    return _reason("correction.no-bound", text, move)


def _clamp(work: _Work, option: Option, *, mitigated: bool) -> None:
    """Keep the fine inside the statute; mitigation opens its floor."""
    statute = option.statute
    assert statute is not None
    if mitigated:
        statute = evolve(statute, from_=option.least, from_inclusive=True)
    kept = work.band.clamp_into(statute)
    if kept != work.band:
        work.reasons.append(
            reason(
                "clamp",
                both(
                    "The benchmark's {band} reaches beyond the statute and is"
                    " kept inside it: {kept}.",
                    band=band_text(work.band),
                    kept=band_text(kept),
                ),
                citation=option.citation,
            )
        )
        work.band = kept
    if work.point is not None and not kept.contains(work.point):
        work.point = kept.clamp(work.point)


def hull(one: Band, other: Band) -> Band:
    """The least band that covers two."""
    low, low_in = one.from_, one.from_inclusive
    if low is not None:
        if other.from_ is None or other.from_ < low:
            low, low_in = other.from_, other.from_inclusive
        elif other.from_ == low:
            low_in = low_in or other.from_inclusive
    high, high_in = one.to, one.to_inclusive
    if high is not None:
        if other.to is None or other.to > high:
            high, high_in = other.to, other.to_inclusive
        elif other.to == high:
            high_in = high_in or other.to_inclusive
    return Band(
        from_=low, from_inclusive=low_in, to=high, to_inclusive=high_in
    )
