"""What single phrases say, worked out by hand."""

from collections.abc import Sequence
from typing import Any

import pytest

from penaltykit.clause import (
    ConditionReading,
    read_condition,
    write_condition,
)
from penaltykit.engine import FactType
from penaltykit.facts import FactEntry, FactWord, Scope, Vocabulary, Window


def named(found: ConditionReading, condition: str | None) -> str:
    """The condition with labels in place of the ids of its own facts."""
    text = condition or ""
    for fact in (*found.attested, *found.unbound):
        text = text.replace(fact.id, f"〈{fact.label}〉")
    return text


BOUND = [
    ("货值金额5000元以上不足1万元", "goods.value in [5000..10000)"),
    ("货值金额为5000元", "goods.value = 5000"),
    ("涉案货值超过一万五千元的", "goods.value > 15000"),
    ("违法所得不满2万元", "gains.amount < 20000"),
    ("违法所得1.5万元以下（不含）", "gains.amount < 15000"),
    (
        "违法所得三万元（含）以上五万元（不含）以下",
        "gains.amount in [30000..50000)",
    ),
    ("違法所得２萬元以上", "gains.amount >= 20000"),
    ("违法所得 10 万\n元以上", "gains.amount >= 100000"),
    ("违法所得5,000元以上", "gains.amount >= 5000"),
    ("5000元≤货值金额＜1万元", "goods.value in [5000..10000)"),
    ("有违法所得", "gains.amount > 0"),
    ("没有违法所得", "gains.amount = 0"),
    (
        "没有违法所得或者违法所得不足2万元",
        "gains.amount = 0 or gains.amount < 20000",
    ),
    ("未造成危害后果", "act.no_harm"),
    ("情节严重的", "violation.grave"),
    ("违法行为轻微并及时改正", "act.slight and act.corrected_in_time"),
    ("当事人类别为公民或者法人", 'party.kind in ("citizen", "legal-person")'),
    ("不是公民", 'not(party.kind = "citizen")'),
    ("除情节严重以外的情形", "not(violation.grave)"),
]

# The facts count earlier ones; the third with this one is two before it.
# What one field counts is no count of another: the field must be asked for.
COUNTED = [
    ("一年内第三次", "water.same_breaches_one_year = 2"),
    ("两年内第1次", "water.same_breaches_two_years = 0"),
    ("两年内3次以上（含本次）", "water.same_breaches_two_years >= 2"),
    ("近两年3次以上（不含本次）", "water.same_breaches_two_years >= 3"),
    (
        "二年内因同类违法行为被处罚2次以上",
        "water.same_breaches_two_years >= 2",
    ),
    ("两年内再犯的", "water.same_breaches_two_years >= 1"),
]


@pytest.mark.parametrize(("text", "condition"), COUNTED)
def test_counts_of_a_field(text: str, condition: str) -> None:
    found = read_condition(text, field="water")
    assert found.condition == condition
    assert found.complete
    assert not read_condition(text).facts
    assert read_condition(text).complete


@pytest.mark.parametrize(("text", "condition"), BOUND)
def test_words_that_facts_carry(text: str, condition: str) -> None:
    found = read_condition(text)
    assert found.condition == condition
    assert found.complete
    assert not found.attested
    assert not found.unbound
    assert not found.problems


LOOSE = [
    (
        "建筑面积大于500㎡不超过3000㎡",
        "建筑面积",
        "m2",
        "〈建筑面积〉 in (500..3000]",
    ),
    ("超过10人不超过30人", "人数", "人", "〈人数〉 in (10..30]"),
    ("500平方米以下", "面积", "m2", "〈面积〉 <= 500"),
    ("期限届满15日内", "期限届满", "day", "〈期限届满〉 in [0..15]"),
    ("逾期15日以上30日以下", "逾期", "day", "〈逾期〉 in [15..30]"),
    ("超标0.5倍以上不足1倍", "超标", "times", "〈超标〉 in [0.5..1)"),
    ("超标百分之五十以上", "超标", "percent", "〈超标〉 >= 50"),
    # 1 亩 is 2000/3 square metres, 1 公顷 10,000.
    ("占地面积10亩以上", "占地面积", "m2", "〈占地面积〉 >= 20000 / 3"),
    (
        "占地面积3亩以上不足1公顷",
        "占地面积",
        "m2",
        "〈占地面积〉 in [2000..10000)",
    ),
    ("涉案烟叶0.5吨以上", "涉案烟叶", "kg", "〈涉案烟叶〉 >= 500"),
    ("涉案烟叶500克以下", "涉案烟叶", "kg", "〈涉案烟叶〉 <= 0.5"),
    ("噪声超过10分贝", "噪声", "dB", "〈噪声〉 > 10"),
    ("持续2年以上", "持续", "month", "〈持续〉 >= 24"),
    ("拖延检查不足2小时", "拖延检查", "min", "〈拖延检查〉 < 120"),
    (
        "造成3人以上10人以下死亡",
        "造成N人死亡",
        "人",
        "〈造成N人死亡〉 in [3..10]",
    ),
    (
        "1000万元以上直接经济损失",
        "直接经济损失",
        "yuan",
        "〈直接经济损失〉 >= 10000000",
    ),
    (
        "损失金额在3000元至5000元之间",
        "损失金额",
        "yuan",
        "〈损失金额〉 in [3000..5000]",
    ),
    ("拒绝检查3次", "拒绝检查", "次", "〈拒绝检查〉 = 3"),
    ("设施容量＜2.8MW（4t/h）的", "设施容量", "MW", "〈设施容量〉 < 2.8"),
    (
        "阻挠现场检查的（10分钟以上30分钟以下）",
        "阻挠现场检查",
        "min",
        "〈阻挠现场检查〉 in [10..30]",
    ),
    ("已满14周岁不满18周岁", "年龄", "age", "〈年龄〉 in [14..18)"),
    ("100m²以上不足500m²", "面积", "m2", "〈面积〉 in [100..500)"),
    ("违法次数：2次", "违法次数", "次", "〈违法次数〉 = 2"),
    ("50%≤超载比例＜100%", "超载比例", "percent", "〈超载比例〉 in [50..100)"),
    ("（一）逾期不足30日的", "逾期", "day", "〈逾期〉 < 30"),
    ("较重情节：逾期不足30日", "逾期", "day", "〈逾期〉 < 30"),
    ("使用童工1名", "使用童工", "人", "〈使用童工〉 = 1"),
    (
        "三年以内发生两次（含两次）以上",
        "3年内发生次数",
        "次",
        "〈3年内发生次数〉 >= 2",
    ),
    ("初次", "次数（含本次）", "次", "〈次数（含本次）〉 = 1"),
    ("第二次", "次数（含本次）", "次", "〈次数（含本次）〉 = 2"),
    ("再犯或以上的", "次数（含本次）", "次", "〈次数（含本次）〉 >= 2"),
    (
        "首次被查处",
        "被查处次数（含本次）",
        "次",
        "〈被查处次数（含本次）〉 = 1",
    ),
    ("两年内3次以上", "2年内次数", "次", "〈2年内次数〉 >= 3"),
]


@pytest.mark.parametrize(("text", "label", "unit", "condition"), LOOSE)
def test_figures_that_no_fact_carries(
    text: str, label: str, unit: str, condition: str
) -> None:
    found = read_condition(text)
    assert found.complete
    (fact,) = found.unbound
    assert (fact.label, fact.unit) == (label, unit)
    assert fact.id.startswith("quantity.")
    assert named(found, found.condition) == condition


def test_the_same_words_give_the_same_fact() -> None:
    first = read_condition("建筑面积500平方米以下")
    second = read_condition("其建筑面积超过 0.3 公顷的")
    assert first.unbound == second.unbound
    other = read_condition("建筑面积500元以下")  # yuan is another figure
    assert other.unbound != first.unbound


JOINED = [
    (
        "初次违法且危害后果轻微",
        "〈违法次数（含本次）〉 = 1 and act.slight_harm",
    ),
    (
        "拒不改正，且造成负面社会影响",
        "〈拒不改正〉 and 〈造成负面社会影响〉",
    ),
    (
        "货值金额1万元以上，或者造成严重后果的",
        "goods.value >= 10000 or 〈造成严重后果〉",
    ),
    (
        "货值金额5000元以上，不足1万元，且拒不改正",
        "goods.value in [5000..10000) and 〈拒不改正〉",
    ),
    # The verb stands once: no condition of its own on either side.
    (
        "主动消除或者减轻违法行为危害后果",
        "〈主动消除或者减轻违法行为危害后果〉",
    ),
    (
        "擅自移动、改变监测设施或者自动监测设备的",
        "〈擅自移动、改变监测设施或者自动监测设备〉",
    ),
    (
        "有下列情形之一的：（1）货值金额5000元以上；（2）拒不改正的；（3）情节严重",
        "goods.value >= 5000 or 〈拒不改正〉 or violation.grave",
    ),
    (
        "同时具备下列条件：①初次违法；②及时改正",
        "〈违法次数（含本次）〉 = 1 and act.corrected_in_time",
    ),
    (
        "有下列情形之一的：1、拒不改正；2、暴力抗法；3、其他严重情节",
        "〈拒不改正〉 or 〈暴力抗法〉 or 〈其他严重情节〉",
    ),
    (
        "有下列两种以上情形的：拒不改正；暴力抗法；销毁证据",
        (
            "〈拒不改正〉 and 〈暴力抗法〉 or 〈拒不改正〉 and 〈销毁证据〉"
            " or 〈暴力抗法〉 and 〈销毁证据〉"
        ),
    ),
    (
        "货值金额5000元以上，且有下列情形之一的：（1）拒不改正；（2）暴力抗法",
        "goods.value >= 5000 and (〈拒不改正〉 or 〈暴力抗法〉)",
    ),
    (
        "（拒不改正，或者暴力抗法），且情节严重",
        "(〈拒不改正〉 or 〈暴力抗法〉) and violation.grave",
    ),
    (
        "造成3人以上死亡，或者10人以上重伤",
        "〈造成N人死亡〉 >= 3 or 〈N人重伤〉 >= 10",
    ),
]


@pytest.mark.parametrize(("text", "condition"), JOINED)
def test_lists_and_joints(text: str, condition: str) -> None:
    found = read_condition(text)
    assert found.complete, found.to_dict()
    assert named(found, found.condition) == condition


@pytest.mark.parametrize(
    "text",
    [
        "二年内未被发现",  # a time in which nothing happens, no figure
        "涉及一类污染物",
        "林格曼超过二级",  # a grade, no figure
        "第三人",
        "一次性用品",
        "拒绝、阻挠检查",
        "造成较大影响或严重后果",
        "建成投入生产或使用的",
    ],
)
def test_what_only_looks_like_structure(text: str) -> None:
    found = read_condition(text)
    assert found.complete
    (fact,) = found.attested
    assert fact.label == text.removesuffix("的")
    assert found.condition == fact.id


AMBIGUOUS = [
    (
        "货值不足1万元、违法所得不足2万元",
        [
            "goods.value < 10000 and gains.amount < 20000",
            "goods.value < 10000 or gains.amount < 20000",
        ],
    ),
    (
        "货值金额1万元以上或者拒不改正且情节严重",
        [
            "goods.value >= 10000 or 〈拒不改正〉 and violation.grave",
            "(goods.value >= 10000 or 〈拒不改正〉) and violation.grave",
        ],
    ),
    (
        "违法所得1—3万元",
        ["gains.amount in [1..30000]", "gains.amount in [10000..30000]"],
    ),
    ("两年内超过3次以上", ["〈2年内次数〉 > 3", "〈2年内次数〉 >= 3"]),
    (
        "（1）拒不改正；（2）暴力抗法",
        ["〈拒不改正〉 and 〈暴力抗法〉", "〈拒不改正〉 or 〈暴力抗法〉"],
    ),
]


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS)
def test_every_reading_is_given_and_none_is_chosen(
    text: str, readings: Sequence[str]
) -> None:
    found = read_condition(text)
    told = found.to_dict()
    assert [
        named(found, one["condition"]) for one in told["readings"]
    ] == list(readings)
    assert told["condition"] is None
    assert not told["complete"]
    assert "ambiguous" in {problem["code"] for problem in told["problems"]}
    with pytest.raises(ValueError, match=text[:4]):
        write_condition(found)


UNREAD = [
    ("货值金额5000以上", "货值金额5000以上", "no-unit"),
    (
        "货值金额1万元以上5000元以下",
        "货值金额1万元以上5000元以下",
        "lower-above-upper",
    ),
    (
        "货值金额5000元以下1万元以下",
        "货值金额5000元以下1万元以下",
        "two-upper-bounds",
    ),
    (
        "货值金额5000元以上1万元以上",
        "货值金额5000元以上1万元以上",
        "two-lower-bounds",
    ),
    ("情节严重，且abc", "abc", None),
    ("处5万元以下罚款", "处5万元以下罚款", None),
    ("有下列情形之一的", "有下列情形之一的", None),
    ("且", "且", None),
    ("？？？", "？？？", None),
    ("（情节严重", "（情节严重", "unclosed-bracket"),
]


@pytest.mark.parametrize(("text", "unread", "code"), UNREAD)
def test_what_is_not_read_is_told_with_its_place(
    text: str, unread: str, code: str | None
) -> None:
    found = read_condition(text)
    told = found.to_dict()
    assert not told["complete"]
    assert told["condition"] is None
    (span,) = told["unread"]
    assert span["text"] == unread
    assert text[span["start"] : span["end"]] == unread
    codes = {problem["code"] for problem in told["problems"]}
    assert (code in codes) if code else not codes


def test_missing_unit_is_mended_aloud() -> None:
    found = read_condition("违法所得二百以上五百元以下")
    assert found.condition == "gains.amount in [200..500]"
    assert [problem.code for problem in found.problems] == ["missing-unit"]


@pytest.mark.parametrize(
    "text",
    ["其他情形", "其他情形的", "其他情节。", "除上述情形以外的", "有其他情形"],
)
def test_any_other_case(text: str) -> None:
    found = read_condition(text)
    assert found.otherwise
    assert found.complete
    assert found.to_dict()["condition"] is None
    assert write_condition(found) == "其他情形"


def test_a_look_back_keeps_its_window() -> None:
    told = read_condition("两年内3次以上").to_dict()
    (look,) = told["look_backs"]
    assert look["window"] == {"count": 2, "unit": "years"}
    assert look["count"]["from"] == "3"
    assert look["count"]["to"] is None
    # Whether this act is one of the three is not printed.
    assert look["this_included"] is None
    told = read_condition("六个月内第二次").to_dict()
    (look,) = told["look_backs"]
    assert look["window"] == {"count": 6, "unit": "months"}
    assert look["this_included"] is True
    told = read_condition("同一年度内2次以上（含本次）").to_dict()
    (look,) = told["look_backs"]
    assert look["window"] == {"count": 1, "unit": "year"}


def test_the_document_says_how_bounds_are_read() -> None:
    excluded = {"from": "included", "to": "excluded"}
    text = "货值金额5000元以上1万元以下"
    assert read_condition(text).condition == "goods.value in [5000..10000]"
    found = read_condition(text, reading=excluded)
    assert found.condition == "goods.value in [5000..10000)"
    # A printed (含) and 不超过 say it themselves.
    for said in ("货值金额1万元以下（含）", "货值金额不超过1万元"):
        told = read_condition(said, reading=excluded)
        assert told.condition == "goods.value <= 10000"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("货值金额5000元以上不满10000元的", "货值金额5000元以上不足1万元"),
        ("500㎡以下", "面积不超过500平方米"),
        ("未造成危害后果", "没有造成危害后果"),
        ("超过10人不超过30人", "人数超过10人不超过30人"),
        ("第二次", "第2次"),
        ("两年内三次以上", "2年内3次以上"),
        ("有违法所得的", "有违法所得"),
        ("占地10亩以上", "占地10亩以上"),
    ],
)
def test_one_canonical_phrase(text: str, phrase: str) -> None:
    found = read_condition(text)
    assert write_condition(found) == phrase
    assert read_condition(phrase).structure == found.structure


def entry(name: str, zh: str, type_: FactType, **more: Any) -> FactEntry:
    return FactEntry(
        id=name, zh=zh, en=name, type=type_, scope=Scope.VIOLATION, **more
    )


OWN = Vocabulary(
    {
        one.id: one
        for one in (
            entry("own.area", "建筑面积", FactType.QUANTITY, unit="m2"),
            entry(
                "own.weight",
                "重量",
                FactType.QUANTITY,
                unit="t",
                words=("烟叶",),
            ),
            entry(
                "own.zone",
                "区域",
                FactType.ONE_OF,
                values=(
                    FactWord("general", "一般区域", "general"),
                    FactWord("special", "特殊区域", "special", ("重点区域",)),
                ),
            ),
            entry("own.people", "人数", FactType.COUNT, counter="人"),
            entry(
                "own.times",
                "次数",
                FactType.COUNT,
                counter="次",
                look_back=Window(months=24, this_included=True),
            ),
            entry("own.one", "甲方损失", FactType.MONEY, words=("损失",)),
            entry("own.two", "乙方损失", FactType.MONEY, words=("损失",)),
        )
    }
)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("建筑面积2亩以上", "own.area >= 4000 / 3"),
        ("建筑面积1公顷以上", "own.area >= 10000"),
        ("烟叶500公斤以上", "own.weight >= 0.5"),
        ("特殊区域", 'own.zone = "special"'),
        ("一般区域或者重点区域", 'own.zone in ("general", "special")'),
        ("超过10人不超过30人", "own.people in (10..30]"),
        ("两年内第3次", "own.times = 3"),  # this vocabulary counts this act
        ("两年内3次以上（不含本次）", "own.times >= 4"),
    ],
)
def test_the_vocabulary_says_what_words_mean(
    text: str, condition: str
) -> None:
    assert read_condition(text, OWN).condition == condition


def test_words_of_two_facts_are_two_readings() -> None:
    found = read_condition("损失5000元以上", OWN)
    assert [one["condition"] for one in found.to_dict()["readings"]] == [
        "own.one >= 5000",
        "own.two >= 5000",
    ]
    assert not found.complete


def test_labels_of_one_field_bind_where_it_is_asked_for() -> None:
    text = "排放量10吨以上"
    assert read_condition(text).unbound
    found = read_condition(text, field="water")
    assert found.condition == "water.discharged_tonnes >= 10"


def test_bad_arguments() -> None:
    with pytest.raises(TypeError):
        read_condition(5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="from"):
        read_condition("情节严重", reading={"from": "maybe"})
    empty = read_condition("")
    assert not empty.complete
    assert empty.condition is None
