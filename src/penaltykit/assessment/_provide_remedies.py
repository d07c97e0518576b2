"""Facts about remedies that a sector law sets: a term of its own to sue, or
reconsideration first. Data: ``rules/basis/remedies.yaml``.
"""

from functools import partial
from pathlib import Path

from attrs import frozen

from penaltykit._fields import Node, load_node
from penaltykit.assessment._provide import Provisions
from penaltykit.engine import Reading
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import FactView
from penaltykit.facts._views import Provider
from penaltykit.law import Registry

_KEYS = (
    "id",
    "penalising",
    "suit_days",
    "reconsideration_first",
    "citation",
)


@frozen(kw_only=True)
class SectorRemedy:
    """What a sector law says of remedies.

    Args:
        laws: ids; it holds where one is cited as penalising.
        suit_days: term to sue directly, in days; ``None`` as in general.
        first: whether reconsideration comes first.
        citation: where it stands.
    """

    laws: tuple[str, ...]
    suit_days: int | None
    first: bool
    citation: str


def load_remedies(path: Path) -> tuple[SectorRemedy, ...]:
    """The sector remedies of a file; a folder without it has none.

    Raises:
        RuleError: with every fault of the file.
    """
    faults: list[Fault] = []
    node = load_node(path, faults) if path.is_file() else None
    found = [_remedy(part) for part in node.items()] if node else []
    if faults:
        raise RuleError(faults)
    return tuple(one for one in found if one is not None)


def _remedy(node: Node) -> SectorRemedy | None:
    if not node.keys(_KEYS, ("id", "penalising", "citation")):
        return None
    days = node.decimal("suit_days")
    return SectorRemedy(
        laws=node.texts("penalising"),
        suit_days=None if days is None else int(days),
        first=node.truth("reconsideration_first", default=False) or False,
        citation=node.text("citation") or "",
    )


def remedy_providers(
    registry: Registry, remedies: tuple[SectorRemedy, ...]
) -> dict[str, Provider]:
    """The functions that :class:`penaltykit.facts.CaseFacts` asks.

    Args:
        registry: laws; names them in citations.
        remedies: of the sectors.
    """
    find = partial(_found, Provisions(registry), remedies)

    def days(view: FactView) -> Reading:
        for where, one in find(view):
            if one.suit_days is not None:
                return Reading("known", one.suit_days, where)
        return Reading("not-applicable", None, "/violations")

    def first(view: FactView) -> Reading:
        for where, one in find(view):
            if one.first:
                return Reading("known", True, where)
        return Reading("known", False, "/violations")

    return {
        "remedies.suit_days_by_law": days,
        "remedies.first_by_sector": first,
    }


def _found(
    cited: Provisions, remedies: tuple[SectorRemedy, ...], view: FactView
) -> list[tuple[str, SectorRemedy]]:
    """What applies to a case, each with the citation that opens it."""
    return [
        (f"/violations/{number}/penalising/{index}", one)
        for number, violation in enumerate(view.case.violations)
        for index, citation in enumerate(violation.penalising)
        for place in cited.resolved(citation)
        for one in remedies
        if place.law in one.laws
    ]
