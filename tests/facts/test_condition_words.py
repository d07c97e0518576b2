"""Conditions in words."""

import pytest

import penaltykit as pk
from penaltykit.facts import condition_text


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("gains.amount > 20000", "违法所得超过20000元", "over 20000 yuan"),
        ("gains.amount < 0.5", "违法所得不足0.5元", "under 0.5 yuan"),
        ("gains.amount <= 1", "违法所得不超过1元", "at most 1 yuan"),
        ("gains.amount >= 1", "违法所得在1元以上（含）", "at least 1 yuan"),
        ("gains.amount = 1", "违法所得等于1元", "equals 1 yuan"),
        ("20000 < gains.amount", "20000元不足违法所得", "20000 yuan is under"),
        (
            'water.zone = "general"',
            "水体所在区域类型是江河、水库、湖泊、地下水（一般水体）",
            "ordinary waters",
        ),
        ("fire.is_unit = false", "当事人属于消防法所称的单位：否", ": no"),
        ("not(fire.is_unit)", "当事人属于消防法所称的单位：否", ": no"),
        ("fire.is_unit != true", "当事人属于消防法所称的单位：否", ": no"),
        ("fire.is_unit", "当事人属于消防法所称的单位：是", ": yes"),
        (
            "applicable(gains.amount)",
            "本案存在“违法所得”一项",
            "applies to the case",
        ),
        (
            "gains.amount in [1..2)",
            "违法所得在1元以上（含）、不足2元",
            "from 1 yuan to under 2 yuan",
        ),
        (
            "gains.amount between 1 and 2",
            "违法所得在1元至2元之间（均含本数）",
            "both included",
        ),
        (
            "fire.is_unit and (gains.amount > 1 or goods.present)",
            "当事人属于消防法所称的单位：是，并且（违法所得超过1元，或者",
            "; and (",
        ),
        (
            "not(gains.amount > 1 or goods.present)",
            "不符合下列条件：违法所得超过1元，或者",
            "this does not hold: ",
        ),
        (
            'act.to < date("2024-01-05")',
            "早于2024年1月5日",
            "is before 2024-01-05",
        ),
        ("gains.amount > goods.value", "违法所得超过货值金额", "is over"),
        ("no such thing", "no such thing", "no such thing"),
        ("unknown.fact > 1", "unknown.fact > 1", "unknown.fact > 1"),
        ("", "", ""),
    ],
)
def test_words(kit: pk.Kit, text: str, zh: str, en: str) -> None:
    assert zh in condition_text(text, kit.vocabulary, "zh")
    assert en in condition_text(text, kit.vocabulary, "en")


def test_every_condition_of_the_laws_is_said_without_ids(kit: pk.Kit) -> None:
    names = set(kit.vocabulary.names())
    for law in kit.registry.laws():
        for version in law.versions:
            for provision in version.provisions.values():
                for track in provision.tracks:
                    for one in (track.when, *track.conditions):
                        if one is None:
                            continue
                        for lang in ("zh", "en"):
                            said = condition_text(one, kit.vocabulary, lang)
                            assert not names & set(said.split()), said
                            assert "=" not in said
