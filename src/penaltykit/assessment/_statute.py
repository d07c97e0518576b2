"""From a statute's branch to the penalties it opens for one party."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from attrs import evolve

from penaltykit.assessment._option import Option
from penaltykit.assessment._subject import fit
from penaltykit.citation import Citation
from penaltykit.engine import Reading
from penaltykit.law import (
    Due,
    PenaltyBand,
    Track,
    add_steps,
    is_step,
    penalty_band,
)
from penaltykit.penalty import Obligation, Penalty, PenaltyKind

Facts = Mapping[str, Reading]

GAINS: Final = "gains.amount"
REFUNDED: Final = "gains.refunded"
GOODS: Final = "goods.present"

ART_28_2: Final = (
    Citation(
        law="administrative-penalty-law",
        version="2021",
        article=28,
        paragraph=2,
    ),
)
"""Gains are confiscated whatever the sector law's branch says, refunds
excepted (行政处罚法 art. 28(2))."""


def options_of(tracks: Iterable[Track], view: Facts) -> tuple[Option, ...]:
    """The penalties of the branches that hold, with bounds in yuan.

    Args:
        tracks: branches of the statute that hold; empty in a gap.
        view: facts of the violation and party.

    Returns:
        In the order of the statute; art. 28(2) of the Penalty Law adds the
        gains where the branch is silent.
    """
    found = [
        option for track in tracks for option in branch_options(track, view)
    ]
    if not any(
        option.penalty.kind is PenaltyKind.CONFISCATE_GAINS for option in found
    ):
        found.extend(_gains_by_general_law(view))
    return tuple(found)


def branch_options(track: Track, view: Facts) -> list[Option]:
    """The penalties of one branch that may fall on the party, without those
    of the general law.

    Args:
        track: a branch of the statute.
        view: facts of the violation and party.
    """
    found = []
    for due in track.dues(view):
        falls = fit(due.penalty, view)
        if falls.falls is False:
            continue
        option = _option(track, due, view)
        if falls.falls is None and option.applies:
            option = evolve(
                option, applies=None, settle=(*option.settle, *falls.settle)
            )
        found.append(option)
    return _with_steps(found)


def _with_steps(options: list[Option]) -> list[Option]:
    """Fines that grow by steps added to the fine that they increase."""
    if not any(is_step(option.penalty) for option in options):
        return options
    fines = {
        id(option.penalty): option
        for option in options
        if option.penalty.kind is PenaltyKind.FINE
        and option.applies is not False
    }
    added = add_steps(
        [
            (
                option.penalty,
                PenaltyBand(
                    None
                    if is_step(option.penalty) and option.applies is None
                    else option.statute,
                    option.lines,
                    option.settle,
                ),
            )
            for option in fines.values()
        ]
    )
    sums = {id(penalty): band for penalty, band in added}
    return [
        option
        if id(option.penalty) not in fines
        else evolve(
            option,
            statute=sums[id(option.penalty)].band,
            lines=sums[id(option.penalty)].arithmetic,
            settle=sums[id(option.penalty)].missing,
        )
        for option in options
        if id(option.penalty) not in fines or id(option.penalty) in sums
    ]


def _option(track: Track, due: Due, view: Facts) -> Option:
    penalty, applies, settle = due.penalty, due.applies, due.settle
    citation = track.citation
    if penalty.kind is PenaltyKind.FINE:
        fine = penalty_band(penalty, view)
        return Option(
            penalty=penalty,
            applies=applies,
            statute=fine.band,
            lines=fine.arithmetic,
            citation=citation,
            settle=(*settle, *fine.missing),
        )
    if penalty.kind is PenaltyKind.CONFISCATE_GAINS:
        return _gains(penalty, view, citation)
    if penalty.kind is PenaltyKind.CONFISCATE_GOODS and not penalty.when:
        applies, settle = _goods(view[GOODS])
    return Option(
        penalty=penalty, applies=applies, citation=citation, settle=settle
    )


def _goods(present: Reading) -> tuple[bool, tuple[str, ...]]:
    """Goods are to be taken unless the file says that there are none: the
    sector laws name them outright, so silence is no absence.
    """
    if present.state == "not-applicable":
        return False, ()
    if present.state == "known":
        return bool(present.value), ()
    return True, (GOODS,)


def _gains(
    penalty: Penalty, view: Facts, citation: tuple[Citation, ...]
) -> Option:
    """What of the gains is taken: refunds are left out (art. 28(2))."""
    reading = view[GAINS]
    if reading.state == "not-applicable":
        return Option(penalty=penalty, applies=False, citation=citation)
    if reading.state != "known":
        return Option(
            penalty=penalty, applies=None, citation=citation, settle=(GAINS,)
        )
    amount = reading.value
    assert isinstance(amount, Decimal)
    refunded = view[REFUNDED]
    if amount and refunded.state in ("unknown", "not-ascertainable"):
        return Option(
            penalty=penalty,
            applies=None,
            citation=citation,
            settle=(REFUNDED,),
        )
    if isinstance(refunded.value, Decimal):
        amount = max(amount - refunded.value, Decimal(0))
    if not amount:
        return Option(penalty=penalty, applies=False, citation=citation)
    return Option(penalty=penalty, citation=citation, amount=amount)


def _gains_by_general_law(view: Facts) -> tuple[Option, ...]:
    option = _gains(
        Penalty(kind=PenaltyKind.CONFISCATE_GAINS, obligation=Obligation.MUST),
        view,
        ART_28_2,
    )
    return () if option.applies is False else (option,)
