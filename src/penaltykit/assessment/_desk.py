"""What lies on the desk while one case is judged."""

import datetime as dt
from collections.abc import Mapping

from attrs import frozen

from penaltykit.agency import Level, Regions
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.benchmark import Library
from penaltykit.law import Registry


@frozen(kw_only=True)
class Desk:
    """What lies on the desk while one case is judged.

    Args:
        registry: laws and items.
        library: benchmark documents and tables.
        circumstances: by id.
        as_of: day of the assessment; it stands in for a decision that is
            not made yet.
        why_not: whether to say why each other row was not chosen.
        decided: day of the decision.
        chain: region codes of the agency, nearest first.
        field: field of enforcement of the agency.
    """

    registry: Registry
    library: Library
    circumstances: Mapping[str, Circumstance]
    as_of: dt.date
    decided: dt.date | None
    chain: tuple[str, ...]
    field: str | None
    regions: Regions
    enforcer: Level | None = None
    why_not: bool = False

    @property
    def decision_day(self) -> dt.date:
        """The day of the decision, or of the assessment before it."""
        return self.decided or self.as_of
