"""Who reviews a decision, and which court hears the suit.

The table is that of 行政复议法 (2023) arts. 24, 25, 27, 28 and 行政诉讼法
arts. 14, 15; each line was put together by hand.
"""

import datetime as dt
from pathlib import Path

import pytest

from penaltykit.agency import (
    AgencyKinds,
    Court,
    Level,
    Regions,
    Review,
    Route,
    review_of,
)

RULES = Path(__file__).resolve().parents[1] / "rules"
KINDS = AgencyKinds.load(RULES)
REGIONS = Regions.load(RULES)
DAY = dt.date(2024, 5, 6)


def of(
    kind: str, region: str, level: Level | None = None, day: dt.date = DAY
) -> Review:
    return review_of(KINDS.get(kind), REGIONS.chain(region, day), level, day)


def names(review: Review) -> list[str | None]:
    return [authority.name for authority in review.authorities]


@pytest.mark.parametrize(
    ("kind", "region", "level", "expected"),
    [
        # row 3: a department is reviewed by its own government
        ("market-regulation", "440703", None, ["蓬江区人民政府"]),
        ("ecology", "440700", None, ["江门市人民政府"]),
        ("transport", "440000", None, ["广东省人民政府"]),
        ("public-security", "440784", None, ["鹤山市人民政府"]),
        ("health", "440100", None, ["广州市人民政府"]),
        # a bureau of the city that sits in a district
        ("ecology", "440703", Level.CITY, ["江门市人民政府"]),
        # row 4: a government is reviewed by the one above
        ("local-government", "440703", None, ["江门市人民政府"]),
        ("local-government", "440703001", None, ["蓬江区人民政府"]),
        ("local-government", "440700", None, ["广东省人民政府"]),
        # a township whose file gives the code of its county, and one that
        # acts in place of a department (行政处罚法 art. 24)
        ("local-government", "440703", Level.TOWNSHIP, ["蓬江区人民政府"]),
        ("market-regulation", "440703001", None, ["蓬江区人民政府"]),
        # the ministry of justice is a department of the State Council
        ("justice", "100000", None, [None]),
        # row 9: a province by itself
        ("local-government", "440000", None, ["广东省人民政府"]),
        # row 5: a sub-district office by the government that set it up
        ("sub-district-office", "440703001", None, ["蓬江区人民政府"]),
        # row 1: vertical leadership; the name of the agency is not held
        ("customs", "440700", None, [None]),
        ("tax", "440703", None, [None]),
        # row 2: by choice
        ("justice", "440700", None, ["江门市人民政府", None]),
        # not named by the law: the agency states it
        ("fire-rescue", "440784", None, []),
        ("tobacco", "440700", None, []),
    ],
)
def test_who_reviews(
    kind: str,
    region: str,
    level: Level | None,
    expected: list[str | None],
):
    assert names(of(kind, region, level)) == expected


def test_before_2024_the_department_above_reviewed_too():
    day = dt.date(2023, 12, 31)
    review = of("market-regulation", "440703", day=day)
    assert names(review) == ["蓬江区人民政府", None]
    assert review.fits("江门市市场监督管理局") is None
    assert of("market-regulation", "440703").fits("江门市市场监督管理局") is (
        False
    )


@pytest.mark.parametrize(
    ("kind", "region", "printed", "expected"),
    [
        ("market-regulation", "440703", "江门市蓬江区人民政府", True),
        ("market-regulation", "440703", "蓬江区人民政府行政复议办公室", True),
        ("market-regulation", "440703", "江门市人民政府", False),
        ("market-regulation", "440703", "江门市市场监督管理局", False),
        ("market-regulation", "440703", "江门市司法局（收件）", False),
        # the choice of the law before 2024
        (
            "market-regulation",
            "440703",
            "蓬江区人民政府或者江门市市场监督管理局",
            False,
        ),
        ("justice", "440700", "江门市人民政府或者广东省司法厅", True),
        ("ecology", "100000", "国务院", False),
        # a district that the data do not name cannot be compared
        ("market-regulation", "440304", "深圳市福田区人民政府", None),
        # under vertical leadership the government is wrong
        ("customs", "440700", "江门市人民政府", False),
        ("customs", "440700", "海关总署", None),
        ("justice", "440700", "广东省司法厅", None),
        ("fire-rescue", "440784", "鹤山市人民政府", None),
    ],
)
def test_whether_a_printed_authority_fits(
    kind: str, region: str, printed: str, expected: bool | None
):
    assert of(kind, region).fits(printed) is expected


@pytest.mark.parametrize(
    ("kind", "region", "expected"),
    [
        ("market-regulation", "440703", Court.BASIC),
        ("ecology", "440700", Court.BASIC),
        ("transport", "440000", Court.BASIC),
        ("local-government", "440703", Court.INTERMEDIATE),
        ("local-government", "440703001", Court.BASIC),
        ("customs", "440700", Court.INTERMEDIATE),
        ("tax", "440703", Court.BASIC),
        ("transport", "100000", Court.INTERMEDIATE),
        ("fire-rescue", "440784", None),
    ],
)
def test_which_court(kind: str, region: str, expected: Court | None):
    assert of(kind, region).court is expected


def test_every_kind_has_a_route():
    for name in KINDS.ids():
        kind = KINDS.get(name)
        assert isinstance(kind.route, Route)
        vertical = kind.route is Route.HIGHER_AGENCY
        assert vertical == (kind.leadership.value == "vertical")


def test_names_of_kinds_meet_only_once():
    seen: dict[str, str] = {}
    for name in KINDS.ids():
        kind = KINDS.get(name)
        for alias in (kind.id, kind.zh, kind.en, *kind.aliases):
            assert seen.setdefault(alias, name) == name, alias
