"""Who reviews what organisations and several agencies decide."""

import datetime as dt
from pathlib import Path

import pytest

from penaltykit.agency import (
    AgencyKinds,
    Court,
    Regions,
    Review,
    joint_review,
    review_of,
)

RULES = Path(__file__).resolve().parents[1] / "rules"
DAY = dt.date(2024, 5, 6)


@pytest.fixture(scope="module")
def kinds() -> AgencyKinds:
    return AgencyKinds.load(RULES)


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load(RULES)


def _review(
    kinds: AgencyKinds,
    regions: Regions,
    kind: str,
    region: str,
    *,
    authorised: bool = False,
) -> Review:
    chain = regions.chain(region, DAY)
    return review_of(kinds.get(kind), chain, None, DAY, authorised=authorised)


def _said(review: Review) -> list[tuple[str, bool]]:
    return [(one.region.code, one.government) for one in review.authorities]


def test_an_authorised_organisation_goes_to_the_government_that_manages_it(
    kinds: AgencyKinds, regions: Regions
):
    """行政复议法 art. 24(1)(4); at the nation art. 25(3)."""
    city = _review(kinds, regions, "ecology", "440700", authorised=True)
    assert _said(city) == [("440700", True)]
    assert "（四）" in city.authorities[0].citation
    nation = _review(kinds, regions, "ecology", "100000", authorised=True)
    assert _said(nation) == [("100000", False)]
    assert "第二十五条第（三）项" in nation.authorities[0].citation
    # under vertical leadership the route stays that of art. 27
    customs = _review(kinds, regions, "customs", "440700", authorised=True)
    assert "第二十七条" in customs.authorities[0].citation


def test_departments_of_one_government_share_it(
    kinds: AgencyKinds, regions: Regions
):
    both = [
        _review(kinds, regions, kind, "440700")
        for kind in ("ecology", "urban-management")
    ]
    joint = joint_review(both, one_system=False)
    assert _said(joint) == [("440700", True)]
    assert joint.court is Court.BASIC


def test_departments_of_two_governments_share_nobody(
    kinds: AgencyKinds, regions: Regions
):
    two = [
        _review(kinds, regions, "ecology", region)
        for region in ("440700", "440703")
    ]
    assert joint_review(two, one_system=True).authorities == ()


def test_agencies_of_one_system_share_the_one_above(
    kinds: AgencyKinds, regions: Regions
):
    """Two tax bureaus of districts: that of the city; of two systems the
    agencies above are two, though their region is one."""
    taxes = [
        _review(kinds, regions, "tax", region)
        for region in ("440703", "440704")
    ]
    assert _said(joint_review(taxes, one_system=True)) == [("440700", False)]
    assert joint_review(taxes, one_system=False).authorities == ()


def test_the_higher_court_of_one_is_that_of_all(
    kinds: AgencyKinds, regions: Regions
):
    """行政诉讼法 arts. 15, 26(4)."""
    with_customs = [
        _review(kinds, regions, kind, "440700")
        for kind in ("ecology", "customs")
    ]
    joint = joint_review(with_customs, one_system=False)
    assert joint.court is Court.INTERMEDIATE
    unsettled = [with_customs[0], Review()]
    assert joint_review(unsettled, one_system=False).court is None
    assert joint_review(with_customs[:1], one_system=True) == with_customs[0]
