"""Regions and kinds of agency."""

import datetime as dt
from pathlib import Path

import pytest

from penaltykit.agency import AgencyKinds, Leadership, Level, Regions
from penaltykit.errors import RuleError, UnknownNameError

ROOT = Path(__file__).resolve().parents[1]
REGIONS = Regions.load(ROOT / "rules")
KINDS = AgencyKinds.load(ROOT / "rules")


def names(code: str) -> list[str]:
    return [region.zh for region in REGIONS.chain(code)]


def test_the_chain_leads_up_to_the_nation():
    assert names("440705") == [
        "新会区",
        "江门市",
        "广东省",
        "中华人民共和国",
    ]
    levels = [region.level for region in REGIONS.chain("440705")]
    assert levels == [
        Level.COUNTY,
        Level.CITY,
        Level.PROVINCE,
        Level.NATION,
    ]
    assert names("100000") == ["中华人民共和国"]


def test_an_unlisted_county_still_finds_its_city():
    chain = REGIONS.chain("440305")
    assert [region.listed for region in chain] == [False, True, True, True]
    assert chain[1].zh == "深圳市"
    town = REGIONS.chain("440705102")
    assert [region.level for region in town][:2] == [
        Level.TOWNSHIP,
        Level.COUNTY,
    ]


@pytest.mark.parametrize("code", ["", "44", "990000", "4407055", "0x0001"])
def test_what_is_no_region(code: str):
    with pytest.raises(UnknownNameError):
        REGIONS.chain(code)


def test_every_chain_climbs():
    for region in REGIONS.all():
        ranks = [one.level.rank for one in REGIONS.chain(region.code)]
        assert ranks == sorted(set(ranks))
        assert region.zh
        assert region.en


def test_guangdong_has_its_cities():
    cities = [
        region
        for region in REGIONS.all()
        if region.level is Level.CITY and region.parent == "440000"
    ]
    assert len(cities) == 21


def test_kinds_and_their_leadership():
    assert KINDS.get("customs").leadership is Leadership.VERTICAL
    assert KINDS.get("market-regulation").leadership is Leadership.LOCAL
    assert KINDS.get("fire-rescue").leadership is Leadership.NOT_SETTLED
    for kind in map(KINDS.get, KINDS.ids()):
        vertical = kind.leadership is Leadership.VERTICAL
        assert not vertical or kind.citation
    found = KINDS.by_name("生态环境")
    assert found is not None
    assert found.id == "ecology"
    with pytest.raises(UnknownNameError, match="customs"):
        KINDS.get("custom")


def write(folder: Path, name: str, text: str) -> Path:
    (folder / "agencies").mkdir(exist_ok=True)
    (folder / "agencies" / name).write_text(text, encoding="utf-8")
    return folder


def test_codes_change_hands(tmp_path: Path):
    root = write(
        tmp_path,
        "regions.yaml",
        '- {code: "100000", zh: 国, en: nation}\n'
        '- {code: "440000", zh: 省, en: province}\n'
        '- {code: "440700", zh: 市, en: city}\n'
        '- {code: "440782", zh: 旧县, en: old, until: 2002-06-21}\n'
        '- {code: "440782", zh: 新县, en: new, from: 2002-06-22}\n',
    )
    regions = Regions.load(root)
    before = regions.chain("440782", dt.date(2002, 6, 21))
    after = regions.chain("440782", dt.date(2002, 6, 22))
    assert (before[0].zh, after[0].zh) == ("旧县", "新县")


def test_wrong_regions_show_all_their_faults(tmp_path: Path):
    root = write(
        tmp_path,
        "regions.yaml",
        '- {code: "100000", zh: 国, en: nation}\n'
        '- {code: "44", zh: 省, en: province}\n'
        '- {code: "450000", zh: 省, en: province, level: town}\n'
        '- {code: "450101", zh: 县, en: county}\n'
        '- {code: "100000", zh: 国, en: again}\n'
        '- {code: "460000", zh: 省, en: p, parent: "450000"}\n'
        '- {code: "470000", zh: 省}\n',
    )
    with pytest.raises(RuleError) as caught:
        Regions.load(root)
    found = [(fault.code, fault.place.line) for fault in caught.value.faults]
    assert found == [
        ("region-code-wrong", 2),
        ("rule-not-choice", 3),
        ("rule-missing-key", 7),
        ("region-parent-missing", 4),
        ("region-twice", 5),
        ("region-level-wrong", 6),
    ]


def test_a_kind_twice(tmp_path: Path):
    entry = "- {id: a, zh: 甲, en: a, leadership: local}\n"
    root = write(tmp_path, "kinds.yaml", entry * 2)
    with pytest.raises(RuleError) as caught:
        AgencyKinds.load(root)
    assert [fault.code for fault in caught.value.faults] == ["rule-twice"]
