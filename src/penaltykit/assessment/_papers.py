"""Which papers a case calls for, and from when.

The simplified procedure knows only the decision on the spot (art. 52); in
the ordinary one the prior notice (art. 44) comes before the decision
(art. 59).
"""

from collections.abc import Mapping
from typing import Final

from penaltykit.case import (
    Case,
    PaperKind,
    Phase,
    Procedure,
    ended_parties,
    standing,
)

PAPERS: Final[Mapping[Procedure, tuple[PaperKind, ...]]] = {
    Procedure.ORDINARY: (PaperKind.PRIOR_NOTICE, PaperKind.DECISION),
    Procedure.SIMPLIFIED: (PaperKind.ON_THE_SPOT_DECISION,),
}
# From when the file must have it, and from when it is time to write it.
_DUE_FROM: Final[Mapping[PaperKind, Phase]] = {
    PaperKind.PRIOR_NOTICE: Phase.NOTICED,
    PaperKind.DECISION: Phase.DECIDED,
    PaperKind.ON_THE_SPOT_DECISION: Phase.DECIDED,
}
_WRITTEN_FROM: Final[Mapping[PaperKind, Phase]] = {
    PaperKind.PRIOR_NOTICE: Phase.FILED,
    PaperKind.DECISION: Phase.NOTICED,
    PaperKind.ON_THE_SPOT_DECISION: Phase.FILED,
}


def is_due(case: Case, kind: PaperKind) -> bool:
    """Whether the file must have the paper, so far as the case has come."""
    return standing(case).reached(_DUE_FROM[kind])


def papers_to_write(case: Case) -> tuple[PaperKind, ...]:
    """The papers to write for a case, so far as it has come: a decision is
    written once the prior notice has been given, and none where the case
    ended early.
    """
    if ended_parties(case) == {party.id for party in case.parties}:
        return ()
    return tuple(
        kind
        for kind in PAPERS[case.procedure]
        if case.phase.reached(_WRITTEN_FROM[kind])
    )
