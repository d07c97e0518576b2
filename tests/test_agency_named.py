"""Who reviews where the tree of regions does not list the place: the code
tells the level, the name of the agency its region (行政复议法 art. 24).
"""

import datetime as dt
from pathlib import Path

import pytest

from penaltykit.agency import AgencyKinds, Level, Regions, Review, review_of

RULES = Path(__file__).resolve().parents[1] / "rules"
KINDS = AgencyKinds.load(RULES)
REGIONS = Regions.load(RULES)
DAY = dt.date(2025, 6, 1)

RIGHT, WRONG, ASKED, SILENT = "right", "wrong", "asked", "silent"


def of(kind: str, code: str, level: str, name: str) -> Review:
    chain = REGIONS.chain(code, DAY)
    return review_of(KINDS.get(kind), chain, Level(level), DAY, name=name)


def said(review: Review, printed: str) -> str:
    fits = review.fits(printed)
    if fits is None:
        return ASKED if review.is_open(printed) else SILENT
    return RIGHT if fits else WRONG


@pytest.mark.parametrize(
    ("code", "agency", "printed", "expected"),
    [
        # 370102: a district. Its bureau belongs to the district.
        (
            "370102",
            "济南市历下区交通运输局（示例）",
            "济南市历下区人民政府",
            RIGHT,
        ),
        (
            "370102",
            "济南市历下区交通运输局",
            "山东省济南市历下区人民政府",
            RIGHT,
        ),
        ("370102", "济南市历下区交通运输局", "历下区政府", RIGHT),
        ("370102", "济南市历下区交通运输局", "济南市市中区人民政府", WRONG),
        ("370102", "济南市历下区交通运输局", "济南市人民政府", WRONG),
        ("370102", "济南市历下区交通运输局", "山东省人民政府", WRONG),
        ("370102", "济南市历下区交通运输局", "济南市历下区司法局", WRONG),
        # 市中区, 沙市区 and 城区 hold the sign of a city themselves.
        (
            "370103",
            "济南市市中区交通运输局",
            "济南市市中区人民政府",
            RIGHT,
        ),
        (
            "421002",
            "荆州市沙市区交通运输局",
            "荆州市沙市区人民政府",
            RIGHT,
        ),
        ("421002", "荆州市沙市区交通运输局", "荆州市人民政府", WRONG),
        ("140502", "晋城市城区交通运输局", "晋城市城区人民政府", RIGHT),
        # 81 to 99: a county-level city, also below the name of its own city.
        (
            "370782",
            "潍坊市诸城市市场监督管理局",
            "诸城市人民政府",
            RIGHT,
        ),
        (
            "370782",
            "潍坊市诸城市市场监督管理局",
            "潍坊市人民政府",
            WRONG,
        ),
        ("370782", "诸城市综合行政执法局", "诸城市人民政府", RIGHT),
        ("430781", "津市市市场监督管理局", "津市市人民政府", RIGHT),
        # Under a prefecture the first codes are cities too.
        ("532301", "楚雄市交通运输局", "楚雄市人民政府", RIGHT),
        ("532301", "楚雄市交通运输局", "楚雄彝族自治州人民政府", WRONG),
        # 自治区 and 林区 are no districts of that kind.
        (
            "150102",
            "内蒙古自治区呼和浩特市新城区交通运输局",
            "新城区人民政府",
            RIGHT,
        ),
        ("429021", "神农架林区交通运输局", "神农架林区人民政府", RIGHT),
        ("370124", "平阴县交通运输局", "平阴县人民政府", RIGHT),
        # A name that tells no region: the level alone.
        ("370102", "历下交通执法大队", "山东省人民政府", WRONG),
        ("370102", "历下交通执法大队", "青岛市人民政府", WRONG),
        ("370102", "历下交通执法大队", "历下区人民政府", ASKED),
        ("370102", "历下交通执法大队", "本级人民政府", ASKED),
        # A zone belongs to whom its founder says.
        (
            "370214",
            "青岛高新技术产业开发区交通运输局",
            "青岛市城阳区人民政府",
            ASKED,
        ),
        # A county agency with the code of its city.
        ("440700", "鹤山市交通运输局", "鹤山市人民政府", RIGHT),
        ("440700", "鹤山市交通运输局", "江门市人民政府", WRONG),
    ],
)
def test_a_county_bureau(code: str, agency: str, printed: str, expected: str):
    review = of("transport", code, "county", agency)
    assert said(review, printed) == expected


@pytest.mark.parametrize(
    ("agency", "printed", "expected"),
    [
        ("济南市生态环境局", "济南市人民政府", RIGHT),
        ("济南市生态环境局", "青岛市人民政府", WRONG),
        ("济南市生态环境局", "江苏省人民政府", WRONG),
        ("济南市生态环境局", "济南市历下区人民政府", WRONG),
        ("第一执法支队", "济南市人民政府", ASKED),
    ],
)
def test_a_city_bureau(agency: str, printed: str, expected: str):
    review = of("ecology", "370100", "city", agency)
    assert said(review, printed) == expected


@pytest.mark.parametrize(
    ("kind", "code", "agency", "printed", "expected"),
    [
        # The Law does not name fire and tobacco: its own government or the
        # agency above, never a government of elsewhere.
        ("fire-rescue", "440784", "鹤山市消防救援大队", "鹤山市人民政府", 0),
        ("fire-rescue", "440784", "鹤山市消防救援大队", "江门市人民政府", 1),
        ("fire-rescue", "440784", "鹤山市消防救援大队", "广州市人民政府", 2),
        ("tobacco", "440781", "台山市烟草专卖局", "恩平市人民政府", 2),
        ("tobacco", "440781", "台山市烟草专卖局", "江门市烟草专卖局", 0),
        (
            "tobacco",
            "370102",
            "济南市历下区烟草专卖局",
            "济南市市中区人民政府",
            2,
        ),
    ],
)
def test_where_the_law_does_not_settle_it(
    kind: str, code: str, agency: str, printed: str, expected: int
):
    review = of(kind, code, "county", agency)
    assert said(review, printed) == (SILENT, ASKED, WRONG)[expected]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("国家税务总局济南市税务局", SILENT),
        # 行政复议法 art. 27: the agency above, no government, not itself.
        ("济南市历下区人民政府", WRONG),
        ("国家税务总局济南市历下区税务局（示例）", WRONG),
    ],
)
def test_under_vertical_leadership(printed: str, expected: str):
    agency = "国家税务总局济南市历下区税务局"
    assert said(of("tax", "370102", "county", agency), printed) == expected


def test_a_county_government_under_its_city():
    review = of("local-government", "370124", "county", "平阴县人民政府")
    assert said(review, "山东省人民政府") == WRONG
    assert said(review, "济南市人民政府") == ASKED
    named = of("local-government", "370124", "county", "济南市平阴县人民政府")
    assert said(named, "济南市人民政府") == RIGHT


def test_long_and_odd_names_are_read_in_no_time():
    review = of("transport", "370102", "county", "区" * 50_000)
    assert said(review, "市" * 50_000 + "人民政府") in (ASKED, WRONG)
    assert said(review, "市" * 50_000) in (ASKED, WRONG)
    assert said(review, "（" * 50_000) in (ASKED, WRONG)
    assert said(review, "") == WRONG
