"""Nothing is half read in silence.

What each phrase says was written down from its words. Where words can be
meant in two ways, or are no penalty of this text, they are told as unread.
"""

import os
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penaltykit.clause import (
    PenaltyReading,
    read_condition,
    read_penalties,
    write_condition,
    write_penalties,
)

Told = dict[str, Any]

LONG = os.environ.get("PENALTYKIT_PROPERTY") == "long"
RUNS = settings(
    max_examples=5000 if LONG else 200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def one(kind: str, object_: str | None = None, **more: Any) -> Told:
    return {"kind": kind, **({"object": object_} if object_ else {}), **more}


def fine(
    low: str | None, high: str | None, unit: str = "yuan", **more: Any
) -> Told:
    bounds = {"from": low, "to": high}
    found = {key: value for key, value in bounds.items() if value}
    return {"kind": "fine", "unit": unit, **found, **more}


def years(number: str, object_: str | None = None, **more: Any) -> Told:
    return one(
        "restrict-occupation",
        object_,
        unit="years",
        **{"from": number, "to": number},
        **more,
    )


def told(reading: PenaltyReading) -> list[Told]:
    """Entries without what is left out by default."""
    plain = {
        "subject": "party",
        "obligation": "must",
        "from_inclusive": True,
        "to_inclusive": True,
    }
    found = []
    for penalty in reading.penalties:
        entry = penalty.to_dict()
        words = {
            key: entry.pop(f"{key}_words")
            for key in ("object", "base", "step")
        }
        entry.update(words)
        found.append(
            {
                key: value
                for key, value in entry.items()
                if value is not None and plain.get(key) != value
            }
        )
    return found


CORRECT = one("order-correct")
GAINS = one("confiscate-gains")
PERMIT = one("revoke-permit", "许可证")
WARNING = one("warning")
CHIEFS = {
    "who": "直接负责的主管人员和其他直接责任人员",
    "subject": "responsible-person",
}
FOOD = "食品生产经营活动"
LIFE = {"unit": "life"}
MAY = {"obligation": "may"}
CHOICE = {"obligation": "may", "group": "a"}

READ: list[tuple[str, list[Told]]] = [
    # --- 并责令, 并且, 并可: a joint closes no noun ---
    ("没收违法所得并责令改正", [GAINS, CORRECT]),
    (
        "没收违法所得并责令停产停业",
        [GAINS, one("suspend-business", "停产停业")],
    ),
    (
        "没收工具并责令拆除",
        [one("confiscate-goods", "工具"), one("other-order", "拆除")],
    ),
    (
        "暂扣许可证3个月并责令改正",
        [
            one(
                "suspend-permit",
                "许可证",
                unit="months",
                **{"from": "3", "to": "3"},
            ),
            CORRECT,
        ],
    ),
    ("限制从业5年并责令改正", [years("5"), CORRECT]),
    ("责令改正并且吊销许可证", [CORRECT, PERMIT]),
    ("责令改正并可吊销许可证", [CORRECT, PERMIT | MAY]),
    (
        "责令停产停业同时吊销许可证",
        [one("suspend-business", "停产停业"), PERMIT],
    ),
    (
        "责令停产停业并取消其从业资格",
        [
            one("suspend-business", "停产停业"),
            one("revoke-permit", "其从业资格"),
        ],
    ),
    (
        "责令拆除、处罚款1万元",
        [one("other-order", "拆除"), fine("10000", "10000")],
    ),
    (
        "没收工具并记6分",
        [one("confiscate-goods", "工具"), one("other-order", "记6分")],
    ),
    ("警告并罚款", [WARNING, one("fine")]),
    ("没收违法所得并可处1万元以下罚款", [GAINS, fine(None, "10000") | MAY]),
    # --- two addressees in one clause ---
    (
        f"处75万元以上不足128万元的罚款、对{CHIEFS['who']}处一万元罚款",
        [
            fine("750000", "1280000", to_inclusive=False),
            fine("10000", "10000") | CHIEFS,
        ],
    ),
    (
        f"处五万元罚款、对{CHIEFS['who']}5年内不得从事{FOOD}",
        [fine("50000", "50000"), years("5", FOOD) | CHIEFS],
    ),
    (
        f"处75万元以上不足128万元的罚款、对{CHIEFS['who']}5年内不得从事{FOOD}",
        [
            fine("750000", "1280000", to_inclusive=False),
            years("5", FOOD) | CHIEFS,
        ],
    ),
    (
        "没收违法所得并对个人处一万元罚款",
        [GAINS, fine("10000", "10000", subject="person", who="个人")],
    ),
    # --- a bound before the base ---
    (
        "处不超过违法所得一倍的罚款",
        [fine(None, "1", "times", base="违法所得")],
    ),
    (
        "处不超过货值金额30%的罚款",
        [fine(None, "30", "percent", base="货值金额")],
    ),
    (
        "处不低于货值金额一倍的罚款",
        [fine("1", None, "times", base="货值金额")],
    ),
    ("处最高5万元罚款", [fine(None, "50000")]),
    # --- the choice of the fine alone ---
    (
        "给予警告，单处或者并处一万元以下罚款",
        [WARNING | CHOICE, fine(None, "10000") | CHOICE],
    ),
    (
        "警告，可以单处或者并处一万元以下罚款",
        [WARNING | CHOICE, fine(None, "10000") | CHOICE],
    ),
    # --- bans ---
    ("限制从业终身", [one("restrict-occupation") | LIFE]),
    ("限制从业终生", [one("restrict-occupation") | LIFE]),
    ("禁止从事食品行业终身", [one("restrict-occupation", "食品行业") | LIFE]),
    ("限制从事食品行业5年", [years("5", "食品行业")]),
    (
        "限制开展生产经营活动",
        [one("restrict-business", "限制开展生产经营活动")],
    ),
    # --- 从轻 imposes nothing; what it is chosen from may ---
    ("从轻处罚", []),
    (
        "从轻、减轻或者免除处罚",
        [one("no-penalty", obligation="alternative", group="a")],
    ),
    ("可以从轻或者不予处罚", [one("no-penalty") | CHOICE]),
    # --- what each day adds, and a fine beside it ---
    (
        "每超过一日加处20元，处200元罚款",
        [fine("20", "20", step="超过日"), fine("200", "200")],
    ),
    # --- spelling ---
    ("处十万圆整罚款", [fine("100000", "100000")]),
    ("1.处2万元罚款 2.吊销许可证", [fine("20000", "20000"), PERMIT]),
    ("首违不罚", [one("no-penalty", situation="首违")]),
]


@pytest.mark.parametrize(("text", "said"), READ)
def test_read_as_the_words_say(text: str, said: list[Told]):
    reading = read_penalties(text)
    assert reading.complete
    assert told(reading) == said


@pytest.mark.parametrize(("text", "said"), READ)
def test_read_again_as_written(text: str, said: list[Told]):
    written = write_penalties(read_penalties(text).penalties)
    again = read_penalties(written)
    assert again.complete
    assert told(again) == said


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("每超过一日加处20元", "每超过1日增加20元"),
        ("首违不罚", "首违的，不予处罚"),
        ("限制从业终生", "终身限制从业"),
        ("限制从事食品行业5年", "5年内不得从事食品行业"),
        ("从轻、减轻或者免除处罚", "或者不予处罚"),
        ("可以从轻或者不予处罚", "或者可以不予处罚"),
        ("责令改正，并向社会公布", "责令改正，向社会公布"),
    ],
)
def test_written_in_words_that_were_meant(text: str, canonical: str):
    assert write_penalties(read_penalties(text).penalties) == canonical


# Each stands before 、情节严重的，吊销许可证: a penalty without its end.
TORN = [
    "限制从业5年",
    "禁止从业",
    "处不足5万元罚款",
    "处超过5万元不超过10万元罚款",
    "罚500元",
    "处200元",
    "处货值2倍",
    "加处20元",
    "处等值以上三倍以下",
    "取消资格",
    "限制开展生产经营活动",
    "不予处罚",
    "警告",
    "没收工具",
    "5年内不得从事食品生产经营活动",
    "强制拆除",
    "责令改正",
]


@pytest.mark.parametrize("torn", TORN)
def test_no_penalty_inside_a_condition(torn: str):
    reading = read_penalties(f"{torn}、情节严重的，吊销许可证")
    assert not reading.complete
    assert [span.text for span in reading.unread] == [f"{torn}、情节严重的"]


UNREAD = [
    # a penalty in the name of somebody
    "对单位限制从业5年或者对直接责任人员5年内不得从事食品生产经营活动",
    "处超过75万元不超过128万元的罚款或者对主管人员5年内不得从事食品生产经营活动",
    # exceptions
    "除情节轻微的外，处5万元罚款",
    "除拒不改正的外，不予处罚",
    "除情节轻微者外，处5万元罚款",
    "除法律另有规定外，处5万元罚款",
    "处5万元罚款，但情节轻微的除外",
    # until when, and not how long
    "限制从业至2030年",
    "限制从业到2030年12月31日",
    # the least of the fine, or of what it is taken of
    "处违法所得15倍以上20倍以下罚款，不足五万元的按五万元处罚",
    "处违法所得15倍以上20倍以下罚款，不足五万元的，按五万元处罚",
    # 30 % is a second bound, and no second fine
    "处3万元以下且不超过货值金额30%的罚款",
    # of what is the one more than that?
    "处低于成本价销售商品总额一倍的罚款",
    "处超过违法所得一倍以上的罚款",
    # a cap, and more behind it
    "处货值2倍罚款，最高不超过3万元并责令改正",
    # what is done with the things is no thing
    "没收违法所得并上缴国库",
    "没收工具并依法处理",
    # one band, torn apart
    "处违法所得一倍以上、警告、二倍以下的罚款",
    "责令停产停业并处货值2倍罚款，对影响较大的，报请本级人民政府决定",
    "没收工具（停业整顿）",
]


@pytest.mark.parametrize("text", UNREAD)
def test_told_as_unread(text: str):
    reading = read_penalties(text)
    assert not reading.complete
    assert reading.unread


@pytest.mark.parametrize(
    "text",
    [
        # instead of the fine, or of both?
        "拘留三日并处200元罚款，或者警告",
        "拘留三日并处200元罚款或者警告",
        # in place of what was taken?
        "没收违法所得，单处或者并处一万元以下罚款",
    ],
)
def test_told_as_ambiguous(text: str):
    reading = read_penalties(text)
    assert not reading.complete
    assert "ambiguous" in {problem.code for problem in reading.problems}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("从轻处罚", "从轻处罚"),
        ("从轻、减轻或者免除处罚", "从轻、减轻"),
        ("应当从重处罚", "从重处罚"),
    ],
)
def test_a_circumstance_has_its_place(text: str, words: str):
    found = read_penalties(text).to_dict()
    assert found["complete"]
    parts = [
        part["text"]
        for part in found["context"]
        if part["role"] == "circumstance"
    ]
    assert parts == [words]


# --- conditions ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label", "condition"),
    [
        # What one field counts is no count of another.
        ("一年内第二次", "1年内次数（含本次）", "{} = 2"),
        ("一年内第三次及以上", "1年内次数（含本次）", "{} >= 3"),
        (
            "两年内因同类违法行为被处罚3次以上",
            "2年内因同类违法行为被处罚次数（不含本次）",
            "{} >= 3",
        ),
        ("期限届满15日内", "期限届满", "{} in [0..15]"),
        ("期限届满15日后", "期限届满", "{} > 15"),
        ("pH值小于2", "pH值", "{} < 2"),
        ("3≤pH<6", "pH", "{} in [3..6)"),
        ("pH值3以上不足6", "pH值", "{} in [3..6)"),
        ("废水排放量100吨以上", "废水排放量", "{} >= 100000"),
    ],
)
def test_figures_of_their_own(text: str, label: str, condition: str):
    found = read_condition(text)
    assert found.complete
    assert not found.problems
    (fact,) = found.unbound
    assert fact.label == label
    assert found.condition == condition.format(fact.id)
    again = read_condition(write_condition(found))
    assert again.structure == found.structure


def test_the_fact_of_a_field_is_asked_for():
    found = read_condition("pH值小于2", field="water")
    assert found.condition == "water.ph < 2"
    assert read_condition("一年内第二次", field="water").condition == (
        "water.same_breaches_one_year = 1"
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("货值金额5000元以上不足", set()),
        ("货值金额不足1万元以上", {"stray-word"}),
        ("货值金额超过1万元以下", {"stray-word"}),
        ("废水排放量100吨以上500吨/日以下", set()),
        ("以上", set()),
        ("不足", set()),
        ("货值金额以上5000元", set()),
    ],
)
def test_a_condition_that_is_defective(text: str, problems: set[str]):
    found = read_condition(text)
    assert not found.complete
    assert found.condition is None
    assert found.unread
    assert {problem.code for problem in found.problems} == problems


# --- phrases put together ----------------------------------------------------

PHRASES = [
    "处五万元以上十万元以下罚款",
    "处75万元以上不足128万元的罚款",
    "处超过5万元不超过10万元罚款",
    "处不足5万元罚款",
    "罚500元",
    "处200元罚款",
    "处货值2倍",
    "处货值金额2倍罚款",
    "处等值以上三倍以下",
    "处不超过违法所得一倍的罚款",
    "处最高5万元罚款",
    "处每人500元罚款",
    "处罚款1万元",
    "警告",
    "通报批评",
    "没收违法所得",
    "没收工具",
    "没收违法所得和工具",
    "责令停产停业",
    "停业整顿",
    "暂扣许可证3个月",
    "吊销许可证",
    "取消资格",
    "撤销登记",
    "降低资质等级",
    "限制从业5年",
    "禁止从业",
    "终身限制从业",
    "限制从业终身",
    "5年内不得从事食品生产经营活动",
    "市场禁入",
    "拘留三日",
    "处五日以上十日以下拘留",
    "不予处罚",
    "责令改正",
    "限期拆除",
    "责令拆除",
    "责令停止生产",
    "责令关闭",
    "限制生产",
    "限制开展生产经营活动",
    "予以取缔",
    "强制拆除",
    "予以公告",
    "限期出境",
    "记6分",
    "追缴违法所得",
    "对个人处200元罚款",
    "对直接责任人员处二千元罚款",
]
JOINTS = [
    "并",
    "并且",
    "且",
    "、",
    "，",
    "；",
    "。",
    "，并",
    "和",
    "以及",
    "或者",
    "，或者",
    "同时",
    "，同时",
    "直至",
    "并可",
    "并可以",
    "，可以",
    "，并应当",
    "，情节严重的，",
    "、情节严重的，",
    "，逾期不改正的，",
    "并对责任人员",
    "、对责任人员",
    "或者对个人",
    "，其中",
]


def kinds(reading: PenaltyReading) -> Counter[tuple[Any, ...]]:
    """What is imposed, and how much, whoever bears it and when."""
    return Counter(
        (str(entry.kind), entry.unit, entry.from_, entry.to)
        for entry in reading.penalties
    )


def test_each_phrase_is_read_alone():
    assert all(read_penalties(phrase).complete for phrase in PHRASES)


@pytest.mark.property
@RUNS
@given(
    st.lists(st.sampled_from(PHRASES), min_size=2, max_size=3),
    st.lists(st.sampled_from(JOINTS), min_size=2, max_size=2),
)
def test_joined_phrases_impose_what_each_does(
    phrases: list[str], joints: list[str]
):
    text = phrases[0] + "".join(
        joint + phrase
        for joint, phrase in zip(joints, phrases[1:], strict=False)
    )
    reading = read_penalties(text)
    if reading.complete:
        alone = Counter[tuple[Any, ...]]()
        for phrase in phrases:
            alone += kinds(read_penalties(phrase))
        assert kinds(reading) == alone, text


@pytest.mark.property
@RUNS
@given(
    st.sampled_from(PHRASES),
    st.sampled_from(JOINTS),
    st.sampled_from(PHRASES),
)
def test_joined_phrases_are_written_and_read_again(
    one_: str, joint: str, other: str
):
    reading = read_penalties(one_ + joint + other)
    if reading.complete:
        again = read_penalties(write_penalties(reading.penalties))
        assert again.complete, reading.text
        assert list(again.penalties) == list(reading.penalties), reading.text


@pytest.mark.property
@RUNS
@given(
    st.sampled_from(["甲", "处5万元罚款", "限制从业", "吊销许可证", "罚2倍"]),
    st.sampled_from(["、", "并", "或者", "且", "同时", "（"]),
    st.integers(1, 99).map(Decimal),
)
def test_no_amount_stands_in_a_name(head: str, joint: str, sum_: Decimal):
    # Whatever is made of it, no name, thing or condition holds a fine.
    text = f"对{head}{joint}处{sum_}万元罚款的单位吊销许可证"
    for entry in read_penalties(text).penalties:
        for words in (entry.object, entry.who, entry.situation, entry.base):
            assert f"处{sum_}万元" not in (words or "")


@pytest.mark.parametrize("text", [None, 5, b"x", ["x"]])
def test_what_is_no_text_is_told(text: Any):
    with pytest.raises(TypeError, match="text must be a str"):
        read_penalties(text)
    with pytest.raises(TypeError, match="text must be a str"):
        read_condition(text)
