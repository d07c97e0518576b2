"""Agencies: regions and levels, kinds of agency and their leadership."""

from penaltykit.agency._kinds import AgencyKind, AgencyKinds, Leadership
from penaltykit.agency._regions import NATION, Level, Region, Regions

__all__ = [
    "NATION",
    "AgencyKind",
    "AgencyKinds",
    "Leadership",
    "Level",
    "Region",
    "Regions",
]
