"""Who may punish: level and region of the agency, delegation."""

from penaltykit.case import FactState
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    unknown,
)
from penaltykit.facts._derive_paper import seal_of
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView

_COUNTY_DIGITS = 6
_TOWNSHIP = ("township", "乡镇", "乡镇级", "街道")
# Digits of a region code that name the region of a level.
_DIGITS = {"county": 6, "city": 4, "province": 2, "nation": 0}
ACT_REGION = "act.region"


def region_stem(code: str) -> str:
    """A region code without the pairs of zeros at its end, so that what
    lies in a region begins with its stem."""
    while code.endswith("00"):
        code = code[:-2]
    return code


@derives(Scope.CASE)
def of_township(view: FactView) -> Reading:
    """Whether a township or a sub-district office decides (art. 24): by its
    level, else by the digits of its region code."""
    agency = view.case.agency
    if agency.level:
        return known(agency.level in _TOWNSHIP, "/agency/level")
    if agency.region:
        return known(len(agency.region) > _COUNTY_DIGITS, "/agency/region")
    return not_applicable("/agency/level")


@derives(Scope.CASE)
def within_region(view: FactView, code: str) -> Reading:
    """Whether the agency lies in the region of a code, for example 440000;
    an agency without a region lies in none that can be named."""
    region = view.case.agency.region
    if not region:
        return not_applicable("/agency/region")
    return known(region.startswith(region_stem(code)), "/agency/region")


@derives(Scope.VIOLATION)
def act_outside(view: FactView) -> Reading:
    """Whether the region of the act, where the file gives it, lies outside
    that of the agency (art. 22), and of each that decides with it. A bureau
    of the city that sits in a district has the whole city. An act placed no
    nearer than a region that holds that of the agency leaves it open."""
    assert view.violation is not None
    pointer = f"{view.pointer}/facts/{ACT_REGION}"
    fact = view.violation.facts.get(ACT_REGION)
    regions = [(one.region, one.level) for one in view.case.agencies]
    if fact is None or fact.state is not FactState.KNOWN:
        return not_applicable(pointer)
    if not all(region for region, _ in regions):
        return not_applicable(pointer)
    outside = [
        _outside(region or "", level, str(fact.value))
        for region, level in regions
    ]
    if False in outside:
        return known(False, pointer)
    return unknown(pointer) if None in outside else known(True, pointer)


def _outside(region: str, level: str | None, place: str) -> bool | None:
    digits = _DIGITS.get(level or "", len(region))
    own, act = region_stem(region[:digits]), region_stem(place)
    if own.startswith(act) and own != act:
        return None
    return not act.startswith(own)


@derives(Scope.CASE)
def in_name_of_delegator(view: FactView) -> Reading:
    """Whether a delegated body acts in the name of the authority that
    delegated (art. 20(4)): the agency of the case, and each paper that names
    one, is that authority."""
    delegation = view.case.agency.delegation
    if delegation is None:
        return not_applicable("/agency/delegation")
    name = delegation.agency
    if view.case.agency.name != name:
        return known(False, "/agency/name")
    for index, paper in enumerate(view.case.papers):
        if paper.agency and paper.agency != name:
            return known(False, f"/papers/{index}/agency")
        if paper.seal and not seal_of(paper.seal, name):
            return known(False, f"/papers/{index}/seal")
    return known(True, "/agency/delegation/agency")
