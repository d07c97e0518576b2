"""What data beside the rules supply to them: clauses for "other" acts,
remedies of sector laws, the tree of regions.
"""

from pathlib import Path
from typing import Self

from attrs import field, frozen

from penaltykit.agency import AgencyKinds, Regions
from penaltykit.assessment._parameters import Parameters
from penaltykit.assessment._provide_agency import (
    figure_providers,
    review_providers,
)
from penaltykit.assessment._provide_authority import authority_providers
from penaltykit.assessment._provide_course import (
    Places,
    course_providers,
    load_catch_all,
)
from penaltykit.assessment._provide_remedies import (
    SectorRemedy,
    load_remedies,
    remedy_providers,
)
from penaltykit.facts._views import Provider
from penaltykit.law import Registry


@frozen(kw_only=True)
class Supplies:
    """Data that answer for facts.

    Args:
        catch_all: items of laws that punish or forbid "other" acts.
        remedies: what sector laws say of remedies.
        regions: the tree; without it nobody says who reviews.
    """

    catch_all: Places = field(factory=dict)
    remedies: tuple[SectorRemedy, ...] = ()
    regions: Regions | None = None

    @classmethod
    def load(cls, root: Path, regions: Regions | None) -> Self:
        """The data of ``root/basis``.

        Raises:
            RuleError: with every fault of the first file that has any.
        """
        return cls(
            catch_all=load_catch_all(root / "basis" / "catch-all.yaml"),
            remedies=load_remedies(root / "basis" / "remedies.yaml"),
            regions=regions,
        )

    def providers(
        self, registry: Registry, kinds: AgencyKinds, parameters: Parameters
    ) -> dict[str, Provider]:
        """The functions that :class:`penaltykit.facts.CaseFacts` asks.

        Args:
            registry: laws and items.
            kinds: of agency.
            parameters: figures of the law and of the fields.
        """
        found = course_providers(registry, kinds, self.catch_all)
        found.update(authority_providers(registry))
        found.update(figure_providers(parameters))
        found.update(remedy_providers(registry, self.remedies))
        if self.regions is not None:
            found.update(review_providers(kinds, self.regions))
        return found
