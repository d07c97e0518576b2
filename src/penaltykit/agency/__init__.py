"""Agencies: regions and levels, kinds of agency and their leadership."""

from penaltykit.agency._joint import joint_review
from penaltykit.agency._kinds import (
    AgencyKind,
    AgencyKinds,
    Leadership,
    Route,
)
from penaltykit.agency._reach import Fit, Reach, reach
from penaltykit.agency._region import (
    NATION,
    Change,
    Level,
    Region,
    is_code,
)
from penaltykit.agency._regions import Regions
from penaltykit.agency._review import (
    SINCE,
    Authority,
    Court,
    Review,
    review_of,
    unlisted_region,
)

__all__ = [
    "NATION",
    "SINCE",
    "AgencyKind",
    "AgencyKinds",
    "Authority",
    "Change",
    "Court",
    "Fit",
    "Leadership",
    "Level",
    "Reach",
    "Region",
    "Regions",
    "Review",
    "Route",
    "is_code",
    "joint_review",
    "reach",
    "review_of",
    "unlisted_region",
]
