"""Laws, versions, places and items as shipped."""

import datetime as dt
from pathlib import Path

import pytest

from penaltykit.agency import AgencyKinds
from penaltykit.citation import Citation, parse
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import Vocabulary
from penaltykit.law import PlaceStatus, Registry
from penaltykit.law._items import load_items, trusted_items
from penaltykit.law._lazy import Trust
from penaltykit.law._load import load_laws

DAY = dt.date(2024, 3, 1)


def status(registry: Registry, text: str, day: dt.date | None = DAY) -> str:
    (citation,) = parse(text, registry.names)
    return registry.verify(citation, day).status.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《行政处罚法》第五十九条第一款第（六）项", "exists"),
        ("《行政处罚法》第五十九条第一款第（七）项", "missing"),
        ("《行政处罚法》第八十六条", "exists"),
        ("《行政处罚法》第八十七条", "missing"),
        ("《行政处罚法》第六条第二款", "missing"),
        ("《水污染防治法》第八十五条第一款第九项", "exists"),
        ("《水污染防治法》第八十二条第（四）项", "missing"),
        ("《消防法》第六十条第三款", "exists"),
        ("《道路运输条例》第六十三条第（二）项", "exists"),
        ("《道路运输条例》第八十三条", "missing"),
        ("《食品安全法》第一百二十四条第一款第（九）项", "exists"),
        ("《生态环境行政处罚办法》第四十六条", "exists"),
        ("《生态环境行政处罚办法》第九十五条", "unverified"),
        ("《生态环境行政处罚办法》第四十六条第九款", "unverified"),
        ("《没有这部法》第一条", "unknown-law"),
        ("《道路运输条例》（2004年版）第六十三条", "unknown-version"),
    ],
)
def test_places(registry: Registry, text: str, expected: str):
    assert status(registry, text) == expected


def test_places_follow_the_version(registry: Registry):
    item = "《道路运输条例》第六十三条第（二）项"
    assert status(registry, item, dt.date(2023, 7, 20)) == "exists"
    assert status(registry, item, dt.date(2023, 7, 19)) == "missing"
    last = "《道路运输条例》第八十三条"
    assert status(registry, last, dt.date(2020, 1, 1)) == "exists"


def test_before_the_first_version_nothing_is_said(registry: Registry):
    old = "《行政处罚法》第四十四条"
    assert status(registry, old, dt.date(2021, 7, 14)) == "unverified"
    jiangmen = registry.law("jiangmen-ecology-discretion-rules")
    assert jiangmen is not None
    ended = f"《{jiangmen.zh}》第一条"
    assert status(registry, ended, dt.date(2023, 2, 28)) == "exists"
    assert status(registry, ended, dt.date(2023, 3, 1)) == "not-in-force"


def test_versions_by_date(registry: Registry):
    road = registry.law("road-transport-regulation")
    assert road is not None
    days = ["2019-03-01", "2019-03-02", "2022-03-28", "2022-03-29"]
    found = [road.version_at(dt.date.fromisoformat(day)) for day in days]
    assert [v and v.id for v in found] == [None, "2019", "2019", "2022"]
    newest = road.version_at(dt.date(2030, 1, 1))
    assert newest is not None
    assert newest.id == "2023"


def test_names(registry: Registry):
    law = registry.by_name("《行政处罚法》")
    assert law is not None
    assert law.id == "administrative-penalty-law"
    assert law.title("en") == "Administrative Penalty Law"
    assert registry.by_name("food-safety-law") is not None
    assert registry.by_name("没有") is None
    assert registry.law("没有") is None
    assert registry.item("没有") is None


def test_dates_are_honest(registry: Registry):
    for law in registry.laws():
        for version in law.versions:
            assert version.source["zh"]
            assert version.source["en"]
            if version.status == "stated":
                assert version.effective is not None
            if version.promulgated and version.effective:
                assert version.promulgated <= version.effective


def test_bounds_are_read_or_declared(registry: Registry):
    market = registry.law("market-penalty-procedure-rules")
    guangdong = registry.law("guangdong-ecology-discretion-rules")
    water = registry.law("water-pollution-law")
    assert market
    assert guangdong
    assert water
    says = market.versions[0].bounds
    assert (says.source, says.below_inclusive) == ("law", True)
    assert says.citation[0].article == 84
    # art. 23: 以下 excludes, 以上 includes
    open_ = guangdong.versions[0].bounds
    assert (open_.below_inclusive, open_.above_inclusive) == (False, True)
    assert water.versions[0].bounds.source == "house"


def test_every_item_is_whole(registry: Registry, vocabulary: Vocabulary):
    for item in registry.items():
        assert item.id.startswith(f"{item.field}.")
        assert item.breached
        assert item.agencies
        law = registry.law(item.penalising[0].law)
        assert law is not None
        statutes = [
            statute
            for version in law.versions
            if (statute := registry.statute(item, version.effective))
        ]
        assert statutes, item.id
        assert item.id in GONE or registry.statute(item, DAY), item.id
        for statute in statutes:
            for citation in (*item.breached, *statute.citations):
                check = registry.verify(citation, statute.version.effective)
                assert check.status is not PlaceStatus.MISSING, item.id
            # A form that asks the questions of an item reaches a branch,
            # and every condition in it.
            asked = {
                fact
                for track in statute.tracks
                for condition in (track.when, *track.conditions)
                if condition is not None
                for fact in condition.facts
            }
            stated = {name for name in asked if vocabulary.entry(name).stated}
            assert stated <= set(item.questions), item.id


# What older versions of a law penalise and the newest does not.
GONE = {
    "road.certificate-not-carried",
    "road.goods-station-without-permit",
    "road.training-without-permit",
}


def test_citations_in_print(registry: Registry):
    statute = registry.statute("water.wash-toxic-vehicle", DAY)
    assert statute is not None
    assert registry.format(statute.citations) == (
        "《中华人民共和国水污染防治法》第八十五条第一款第（三）项、第二款"
    )
    assert registry.format(statute.citations, "en").endswith(
        "art. 85(1)(3), art. 85(2)"
    )
    assert registry.object_label("goods", "en") == "unlawful goods"
    assert registry.object_label("食品", "en") == "食品"


def test_texts_are_resolved(registry: Registry):
    texts = [Citation(text="《食品安全法》第一百二十二条第一款")]
    (found,) = registry.resolve(texts)
    assert (found.law, found.article) == ("food-safety-law", 122)


def test_unknown_dates_and_items_have_no_statute(registry: Registry):
    assert registry.statute("water.wash-toxic-vehicle", None) is None
    assert registry.statute("no.such-item", DAY) is None
    before = registry.statute(
        "water.wash-toxic-vehicle", dt.date(2017, 12, 31)
    )
    assert before is None


def test_the_law_at_the_act_and_at_the_decision(registry: Registry):
    act, decision = dt.date(2022, 6, 1), dt.date(2024, 1, 10)
    pair = registry.statutes_between(
        "road.passenger-without-permit", act, decision
    )
    assert pair.at_act is not None
    assert pair.at_decision is not None
    assert pair.at_act.version.id == "2022"
    assert pair.at_decision.version.id == "2023"
    assert not pair.same
    assert not pair.repealed
    same = registry.statutes_between(
        "road.passenger-without-permit", decision, decision
    )
    assert same.same


BROKEN = """\
id: other-name
rank: lawful
zh: 示例法
en: Example Law
color: red
versions:
  - id: "2020"
    effective: 2020-13-01
    source: {zh: 甲, en: a}
    shape:
      complete: true
      articles: 3
      paragraphs:
        "4": [0]
        "x": [0]
        "2": [-1]
    provisions:
      - ids: ["1"]
        citations: [{article: 9}]
        tracks:
          - id: a
            label: {zh: 甲, en: a}
            when: goods.valeu > 1
            penalties:
              - {kind: fein, from: 1, to: 2}
              - {kind: fine}
              - {kind: fine, from: 5, to: 2}
              - {kind: fine, from: 1, to: 2, unit: times}
              - {kind: fine, from: 1, to: 2, unit: times, base: goods.present}
              - {kind: warning, obligation: alternative}
              - {kind: fine, from: 1, unit: stones}
"""


def rules(tmp_path: Path, law: str, item: str = "") -> Path:
    (tmp_path / "laws").mkdir()
    (tmp_path / "items").mkdir()
    (tmp_path / "agencies").mkdir()
    (tmp_path / "laws" / "example.yaml").write_text(law, encoding="utf-8")
    if item:
        (tmp_path / "items" / "x.yaml").write_text(item, encoding="utf-8")
    (tmp_path / "agencies" / "kinds.yaml").write_text(
        "- {id: market, zh: 甲, en: a, leadership: local}\n", encoding="utf-8"
    )
    return tmp_path


def test_a_wrong_law_shows_all_its_faults(
    tmp_path: Path, vocabulary: Vocabulary
):
    with pytest.raises(RuleError) as caught:
        Registry.load(rules(tmp_path, BROKEN), vocabulary)
    found = [(fault.code, fault.place.line) for fault in caught.value.faults]
    assert found == [
        ("rule-unknown-key", 5),
        ("law-id-not-file", 1),
        ("rule-not-choice", 2),
        ("rule-not-date", 8),
        ("law-shape-wrong", 14),
        ("law-shape-wrong", 15),
        ("law-shape-wrong", 16),
        ("law-place-missing", 19),
        ("rule-not-choice", 25),
        ("law-penalty-wrong", 26),
        ("law-penalty-wrong", 27),
        ("law-penalty-wrong", 28),
        ("law-fact-not-number", 29),
        ("law-penalty-wrong", 30),
        ("law-penalty-wrong", 31),
        ("feel-unknown-name", 23),
    ]
    for fault in caught.value.faults:
        assert fault.place.column


ITEM = """\
field: x
items:
  - id: x.a
    zh: 甲
    en: a
    breached: [{law: exampel, article: 1}, {law: example, article: 9}]
    penalising: [{law: example, provision: "2"}]
    agencies: [{kind: markte}]
    questions: [goods.valeu]
  - id: x.a
    zh: 乙
    en: b
    penalising: [{law: example, provision: "1"}]
"""
LAW = """\
id: example
rank: law
zh: 示例法
en: Example Law
versions:
  - id: "2020"
    effective: 2020-01-01
    source: {zh: 甲, en: a}
    shape: {complete: true, articles: 3}
    provisions:
      - ids: ["1"]
        citations: [{article: 1}]
        tracks:
          - id: a
            label: {zh: 甲, en: a}
            penalties: [{kind: fine, from: 1, to: 2}]
"""


def test_a_wrong_item_shows_all_its_faults(
    tmp_path: Path, vocabulary: Vocabulary
):
    with pytest.raises(RuleError) as caught:
        Registry.load(rules(tmp_path, LAW, ITEM), vocabulary)
    found = [
        (fault.code, fault.place.line, fault.params.get("nearest"))
        for fault in caught.value.faults
    ]
    assert found == [
        ("law-unknown", 6, "example"),
        ("law-place-missing", 6, None),
        ("item-provision-unknown", 7, None),
        ("agency-kind-unknown", 8, "market"),
        ("law-fact-unknown", 9, "goods.value"),
        ("item-twice", 10, None),
    ]


def test_reading_on_demand_gives_the_same(
    vocabulary: Vocabulary, registry: Registry
):
    root = Path(__file__).resolve().parents[2] / "rules"
    faults: list[Fault] = []
    whole = load_laws(root / "laws", vocabulary, faults)
    kinds = AgencyKinds.load(root)
    items = load_items(root / "items", whole, kinds, vocabulary, faults)
    assert not faults
    late = load_laws(root / "laws", vocabulary, faults, trusted=True)
    found = trusted_items(root / "items", late, kinds, vocabulary)
    assert list(late) == list(whole)
    for law, other in zip(whole.values(), late.values(), strict=True):
        for one, two in zip(law.versions, other.versions, strict=True):
            assert one.shape == two.shape, law.id
            assert list(one.provisions) == list(two.provisions), law.id
            assert two.provisions == one.provisions, law.id
    assert dict(found) == items
    assert {item.id for item in registry.items()} == set(items)


def test_only_shipped_rules_are_trusted(
    tmp_path: Path, vocabulary: Vocabulary
):
    root = rules(tmp_path, LAW)
    Trust(root, vocabulary).give()
    assert not Trust(root, vocabulary).given
    assert Registry.load(root, vocabulary).law("example") is not None


def test_what_a_version_leaves_as_it_was(registry: Registry):
    law = registry.law("pesticide-regulation")
    assert law is not None
    old, new = law.versions
    assert list(old.provisions) == list(new.provisions)
    (citation,) = new.provisions["52(1)"].citations
    assert (citation.version, citation.paragraph) == ("2022", 1)
    (citation,) = new.provisions["53(2)"].tracks[0].citation
    assert (citation.version, citation.item) == ("2022", 2)
    pair = registry.statutes_between(
        "pesticide.produce-fake", dt.date(2021, 5, 1), DAY
    )
    assert pair.at_act is not None
    assert pair.at_decision is not None
    assert (pair.at_act.version.id, pair.at_decision.version.id) == (
        "2017",
        "2022",
    )
    assert not pair.same


@pytest.mark.parametrize(
    ("law", "version", "article", "fate", "now"),
    [
        ("road-transport-regulation", "2019", 63, "same", 63),
        ("road-transport-regulation", "2022", 68, "repealed", None),
        ("road-transport-regulation", "2019", 69, "moved", 68),
        ("road-transport-regulation", "2019", 83, "moved", 82),
        ("road-transport-regulation", "2023", 68, "same", 68),
        ("pesticide-regulation", "2017", 52, "same", 52),
        ("administrative-penalty-law", "2017", 44, "moved", 66),
        ("administrative-penalty-law", "2017", 46, "moved", 67),
        ("administrative-penalty-law", "2017", 51, "moved", 72),
        ("administrative-penalty-law", "2017", 3, "unknown", None),
        ("administrative-reconsideration-law", "2017", 9, "unknown", None),
        ("road-transport-regulation", "2004", 63, "unknown", None),
    ],
)
def test_articles_are_followed(
    registry: Registry,
    law: str,
    version: str,
    article: int,
    fate: str,
    now: int | None,
):
    found = registry.law(law)
    assert found is not None
    followed = found.follow(
        Citation(law=law, version=version, article=article, paragraph=1)
    )
    assert followed.fate.value == fate
    citation = followed.citation
    assert (citation and citation.article) == now
    if citation is not None:
        assert citation.version == found.versions[-1].id
        assert citation.paragraph is None


def test_an_article_is_followed_no_further_than_asked(registry: Registry):
    road = registry.law("road-transport-regulation")
    assert road is not None
    here = Citation(law=road.id, version="2019", article=68)
    assert road.follow(here, to="2022").fate.value == "same"
    assert road.follow(here, to="2019").fate.value == "same"
    back = Citation(law=road.id, version="2023", article=68)
    assert road.follow(back, to="2019").fate.value == "unknown"


def test_what_the_new_law_no_longer_penalises(registry: Registry):
    """道路运输条例 (2022) art. 68 has no successor in 2023."""
    pair = registry.statutes_between(
        "road.certificate-not-carried", dt.date(2022, 6, 1), DAY
    )
    assert pair.at_act is not None
    assert pair.at_decision is None
    assert pair.repealed


def test_a_later_text_that_is_not_held_is_not_guessed(registry: Registry):
    place = "《公安机关办理行政案件程序规定》第二百六十六条"
    beyond = "《公安机关办理行政案件程序规定》第二百六十七条"
    assert status(registry, place, dt.date(2019, 6, 1)) == "exists"
    assert status(registry, beyond, dt.date(2019, 6, 1)) == "missing"
    assert status(registry, place, dt.date(2021, 6, 1)) == "unverified"
    assert status(registry, beyond, dt.date(2021, 6, 1)) == "unverified"


WRONG_VERSIONS = """\
id: example
rank: law
zh: 示例法
en: Example Law
versions:
  - id: "2020"
    effective: 2020-01-01
    source: {zh: 甲, en: a}
    shape: {complete: true, articles: 3}
    provisions:
      - ids: ["3"]
        citations: [{article: 3}]
        tracks:
          - id: a
            label: {zh: 甲, en: a}
            penalties: [{kind: warning}]
  - id: "2022"
    effective: 2022-01-01
    source: {zh: 甲, en: a}
    shape: {complete: true, articles: 2}
    renumbered: {from: "2021", articles: {"1": 2}}
    unchanged: {version: "2020", except: ["4"]}
  - id: "2024"
    effective: 2024-01-01
    source: {zh: 甲, en: a}
    shape: {complete: true, articles: 2}
    renumbered: {from: "2022", articles: {"3": 2, "1": x}}
    unchanged: {version: "2020", only: ["3"]}
    provisions:
      - ids: ["3"]
        citations: [{article: 2}]
        tracks:
          - id: a
            label: {zh: 甲, en: a}
            penalties: [{kind: warning}]
"""


def test_what_versions_say_of_each_other_is_checked(
    tmp_path: Path, vocabulary: Vocabulary
):
    with pytest.raises(RuleError) as caught:
        Registry.load(rules(tmp_path, WRONG_VERSIONS), vocabulary)
    found = [(fault.code, fault.place.line) for fault in caught.value.faults]
    assert found == [
        ("rule-not-choice", 21),
        ("rule-not-choice", 22),
        ("law-place-missing", 22),
        ("law-place-missing", 27),
        ("law-shape-wrong", 27),
        ("law-place-missing", 28),
        ("law-provision-twice", 30),
    ]


def test_versions_must_follow_each_other(
    tmp_path: Path, vocabulary: Vocabulary
):
    again = LAW[LAW.index("  - id:") :]
    text = LAW + again + again.replace("2020", "2019")
    with pytest.raises(RuleError) as caught:
        Registry.load(rules(tmp_path, text), vocabulary)
    assert [fault.code for fault in caught.value.faults] == [
        "law-version-twice",
        "law-versions-order",
    ]
