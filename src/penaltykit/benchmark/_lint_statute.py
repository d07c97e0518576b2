"""Tables that take shares of the bounds of the law, against that law."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from penaltykit._i18n import both
from penaltykit.benchmark._finding import LintFinding
from penaltykit.benchmark._model import Row, Table
from penaltykit.benchmark._statutory import LEAST, MOST, RANGE, STATUTORY
from penaltykit.money import multiply
from penaltykit.penalty import Penalty, PenaltyKind

_ONE: Final = Decimal(1)
_CENT: Final = Decimal("0.01")
_ZERO: Final = Decimal(0)


def bounds_of_law(
    table: Table, fines: Sequence[Penalty]
) -> Iterator[LintFinding]:
    """Bounds that the law does not have, and shares that leave them.

    Args:
        table: any kind.
        fines: that the law gives for its items; none where it is not held.
    """
    if not table.asks_statute:
        return
    if not fines:
        yield LintFinding(
            code="statute-no-fine",
            fault=True,
            text=both(
                "The table takes the fine of the bounds of the law, and the"
                " data hold no fine of the law for its items."
            ),
        )
        return
    bounded = [one for one in fines if one.to is not None]
    asked = _asked(table)
    if asked & {MOST, RANGE} and len(bounded) < len(fines):
        yield LintFinding(
            code="statute-no-maximum",
            fault=True,
            text=both(
                "The table takes the fine of the greatest one of the law, and"
                " the law for its items gives no such figure everywhere;"
                " there nothing is worked out."
            ),
        )
    if LEAST in asked and not any(one.from_ for one in fines):
        yield LintFinding(
            code="statute-no-minimum",
            fault=False,
            text=both(
                "The table takes the fine of the least one of the law, and the"
                " law for its items names none: it counts as zero."
            ),
        )
    for row in table.body.outcomes:
        for fine in row.penalties:
            if fine.base in STATUTORY and any(
                not _inside(fine, law, row) for law in bounded
            ):
                yield _outside(row)
                break


def _asked(table: Table) -> set[str]:
    names = set(table.facts)
    for condition in table.conditions.values():
        names |= condition.facts
    return names & STATUTORY


def _inside(fine: Penalty, law: Penalty, row: Row) -> bool:
    """Whether a share stays inside; bounds of any unit scale alike."""
    if fine.kind is not PenaltyKind.FINE:
        return True
    least, most = law.from_ or _ZERO, law.to or _ZERO
    low, high = (_at(fine, end, least, most) for end in (fine.from_, fine.to))
    if low is not None and low < least and not row.mitigated:
        return False
    return high is None or high <= most


def _at(
    fine: Penalty, end: Decimal | None, least: Decimal, most: Decimal
) -> Decimal | None:
    """A bound of the table in the unit of the law."""
    if end is None:
        return None
    factor = multiply(end, _CENT if fine.unit == "percent" else _ONE)
    if fine.base == RANGE:
        return least + multiply(most - least, factor)
    return multiply(least if fine.base == LEAST else most, factor)


def _outside(row: Row) -> LintFinding:
    return LintFinding(
        code="outside-statute",
        fault=True,
        text=both(
            "This share of the bounds of the law leaves them.",
        ),
        rows=(row.id,),
    )
