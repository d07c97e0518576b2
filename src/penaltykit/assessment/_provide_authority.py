"""Facts about organisations that a provision empowers to punish (art. 19)."""

from functools import partial

from penaltykit.assessment._provide import Provisions
from penaltykit.engine import Reading
from penaltykit.facts import FactView
from penaltykit.facts._views import Provider
from penaltykit.law import Rank, Registry

# A power to punish comes from a law or a regulation, local ones included
# (法律、法规授权); a rule cannot give it.
_EMPOWERING = (
    Rank.LAW,
    Rank.ADMINISTRATIVE_REGULATION,
    Rank.LOCAL_REGULATION,
)


def authority_providers(registry: Registry) -> dict[str, Provider]:
    """The functions that :class:`penaltykit.facts.CaseFacts` asks.

    Args:
        registry: laws.
    """
    cited = Provisions(registry)
    return {
        "authorisation.by_regulation": partial(
            _by_regulation, registry, cited
        ),
    }


def _by_regulation(
    registry: Registry, cited: Provisions, view: FactView
) -> Reading:
    """Whether a provision that empowers is one of a law or regulation; a
    law that is not held leaves that to an officer, unless another of the
    provisions settles it."""
    pointer = "/agency/authorised_by"
    ranks: set[Rank | None] = set()
    for citation in view.case.agency.authorised_by:
        places = cited.resolved(citation)
        for place in places:
            law = registry.by_name(place.law) if place.law else None
            ranks.add(None if law is None else law.rank)
        if not places:
            ranks.add(None)
    if ranks & set(_EMPOWERING):
        return Reading("known", True, pointer)
    if None in ranks or not ranks:
        return Reading("not-applicable", None, pointer)
    return Reading("known", False, pointer)
