"""What the branches of a provision have in common.

Where a figure lies in a gap between two branches, or it is not known which
of them applies, what both order in the same words holds all the same: it
does not hang on what sets them apart.
"""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from penaltykit.engine import FactType
from penaltykit.facts import FactView
from penaltykit.law import Selection, Statute, Track

_NUMBERS: Final = (FactType.MONEY, FactType.QUANTITY, FactType.COUNT)
_SEVERAL: Final = 2


def shared_track(
    statute: Statute, selection: Selection, view: FactView
) -> Track | None:
    """The penalties that every branch in question provides alike.

    Args:
        statute: that governs.
        selection: of it; no branch was chosen.
        view: facts of the violation and party.

    Returns:
        A branch of those penalties; ``None`` where there are none, or where
        the branches are not told apart by one figure (or, if that is open,
        by one yes or no): the law may then not reach the facts at all.
    """
    tracks = statute.tracks if selection.gap else selection.candidates
    if not _told_apart(tracks, view, gap=selection.gap):
        return None
    first, *others = tracks
    common = [
        (penalty, condition)
        for penalty, condition in zip(
            first.penalties, first.conditions, strict=True
        )
        if all(penalty in other.penalties for other in others)
    ]
    if not common:
        return None
    return evolve(
        first,
        penalties=tuple(penalty for penalty, _ in common),
        conditions=tuple(condition for _, condition in common),
        citation=statute.citations,
    )


def _told_apart(tracks: Sequence[Track], view: FactView, *, gap: bool) -> bool:
    """Whether one fact that arises in the case tells all branches apart."""
    conditions = [track.when for track in tracks]
    if len(conditions) < _SEVERAL or None in conditions:
        return False
    named = frozenset.intersection(
        *(condition.facts for condition in conditions if condition)
    )
    kinds = _NUMBERS if gap else (*_NUMBERS, FactType.TRUTH)
    return any(
        view.facts.vocabulary.entry(name).type in kinds
        and view[name].state != "not-applicable"
        for name in named
    )
