"""Units of money: an amount of a fine is in yuan, whatever stands beside it
would be read wrong by ten thousand times."""

from collections.abc import Iterator

from penaltykit.case import StatedPenalty
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind

_MONEY = (PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS)
_YUAN = (None, "", "yuan", "元", "圆", "人民币", "人民币元", "CNY", "RMB")


def _amounts(view: FactView) -> Iterator[tuple[str, StatedPenalty]]:
    case = view.case
    for number, violation in enumerate(case.violations):
        for index, penalty in enumerate(violation.penalties):
            yield f"/violations/{number}/penalties/{index}", penalty
    for number, paper in enumerate(case.papers):
        for index, penalty in enumerate(paper.penalties):
            yield f"/papers/{number}/penalties/{index}", penalty


@derives(Scope.CASE)
def money_in_yuan(view: FactView) -> Reading:
    """Whether no fine, and no sum of gains, has another unit than yuan."""
    seen = None
    for pointer, penalty in _amounts(view):
        if penalty.kind not in _MONEY or penalty.amount is None:
            continue
        seen = f"{pointer}/unit"
        unit = penalty.unit
        if (unit.strip() if unit else unit) not in _YUAN:
            return known(False, seen)
    return known(True, seen) if seen else not_applicable("/violations")
