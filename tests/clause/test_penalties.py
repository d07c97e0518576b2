"""What published phrases say; every expectation worked out by hand."""

import json
from typing import Any

import pytest

from penaltykit.clause import PenaltyReading, read_penalties

_ALWAYS = {
    "subject": "party",
    "obligation": "must",
    "from_inclusive": True,
    "to_inclusive": True,
}
_TWICE = ("base", "step", "object")


def said(text: str, reading: dict[str, str] | None = None):
    """The penalties of a text that is read whole, without defaults."""
    read = read_penalties(text, reading)
    assert read.complete, [span.text for span in read.unread]
    return [short(one) for one in read.to_dict()["penalties"]]


def short(penalty: dict[str, Any]):
    """Only what is said, in words where there are words and ids."""
    words = {
        key.removesuffix("_words"): value
        for key, value in penalty.items()
        if key.endswith("_words")
    }
    plain = {
        key: value
        for key, value in penalty.items()
        if key not in _TWICE and not key.endswith("_words")
    }
    return {
        key: value
        for key, value in {**plain, **words}.items()
        if value is not None and _ALWAYS.get(key) != value
    }


def fine(low: str | None, high: str | None, unit: str = "yuan", **more: Any):
    """A fine; a bound that is ``None`` is left out."""
    bounds = {"from": low, "to": high}
    return {
        "kind": "fine",
        **{key: value for key, value in bounds.items() if value is not None},
        "unit": unit,
        **more,
    }


RESPONSIBLE = {
    "subject": "responsible-person",
    "who": "直接负责的主管人员和其他直接责任人员",
}

PHRASES = [
    # --- the phrases of the task ------------------------------------------
    ("处五万元以上十万元以下罚款", [fine("50000", "100000")]),
    (
        "处5000元以上不足1万元的罚款",
        [fine("5000", "10000", to_inclusive=False)],
    ),
    (
        "处货值金额10倍以上20倍以下罚款",
        [fine("10", "20", "times", base="货值金额")],
    ),
    (
        "处货值金额等值以上三倍以下的罚款",
        [fine("1", "3", "times", base="货值金额")],
    ),
    ("一倍以下", [fine(None, "1", "times")]),
    (
        "处工程合同价款百分之一以上百分之一点三以下的罚款",
        [fine("1", "1.3", "percent", base="工程合同价款")],
    ),
    (
        "单位500—1500元，个人200—500元",
        [
            fine("500", "1500", subject="organisation", who="单位"),
            fine("200", "500", subject="person", who="个人"),
        ],
    ),
    (
        (
            "对单位处五万元以上十万元以下罚款，对直接负责的主管人员和其他直接责任"
            "人员处一万元以上二万元以下罚款"
        ),
        [
            fine("50000", "100000", subject="organisation", who="单位"),
            fine("10000", "20000", **RESPONSIBLE),
        ],
    ),
    (
        (
            "有违法所得的，没收违法所得，并处违法所得1倍罚款；没有违法所得或者"
            "违法所得不足2万元的，处2万元罚款"
        ),
        [
            {"kind": "confiscate-gains", "situation": "有违法所得"},
            fine("1", "1", "times", base="违法所得", situation="有违法所得"),
            fine(
                "20000",
                "20000",
                situation="没有违法所得或者违法所得不足2万元",
            ),
        ],
    ),
    (
        "处违法所得2倍的罚款，最高不超过1万元",
        [fine("2", "2", "times", base="违法所得", cap="10000")],
    ),
    ("处每人500元的罚款", [fine("500", "500", "yuan-per-人")]),
    ("每超过一日加处20元", [fine("20", "20", step="超过日")]),
    (
        "每增加1个超标因子增加一万元，四舍五入取整",
        [fine("10000", "10000", step="超标因子", rounding="half-up")],
    ),
    ("警告；通报批评", [{"kind": "warning"}, {"kind": "criticism"}]),
    (
        "没收违法所得和违法生产经营的食品、工具、设备",
        [
            {"kind": "confiscate-gains"},
            {
                "kind": "confiscate-goods",
                "object": "违法生产经营的食品、工具、设备",
            },
        ],
    ),
    (
        "责令停产停业",
        [{"kind": "suspend-business", "object": "停产停业"}],
    ),
    (
        "暂扣机动车驾驶证3个月",
        [
            {
                "kind": "suspend-permit",
                "object": "机动车驾驶证",
                "from": "3",
                "to": "3",
                "unit": "months",
            }
        ],
    ),
    ("吊销许可证", [{"kind": "revoke-permit", "object": "许可证"}]),
    ("降低资质等级", [{"kind": "downgrade", "object": "资质等级"}]),
    (
        "限制从业5年",
        [
            {
                "kind": "restrict-occupation",
                "from": "5",
                "to": "5",
                "unit": "years",
            }
        ],
    ),
    (
        "拘留五日以上十日以下",
        [{"kind": "detention", "from": "5", "to": "10", "unit": "days"}],
    ),
    (
        "处三万元（含）以上五万元（不含）以下罚款",
        [fine("30000", "50000", to_inclusive=False)],
    ),
    (
        "超过3万元不超过5万元罚款",
        [fine("30000", "50000", from_inclusive=False)],
    ),
    ("不予处罚", [{"kind": "no-penalty"}]),
    (
        "情节严重的，吊销营业执照",
        [
            {
                "kind": "revoke-permit",
                "object": "营业执照",
                "situation": "情节严重",
            }
        ],
    ),
    # --- alternatives and obligations ---------------------------------------
    (
        "处警告或者五百元以下罚款",
        [
            {"kind": "warning", "obligation": "alternative", "group": "a"},
            fine(None, "500", obligation="alternative", group="a"),
        ],
    ),
    (
        "可以单处或者并处警告、五百元以下罚款",
        [
            {"kind": "warning", "obligation": "may", "group": "a"},
            fine(None, "500", obligation="may", group="a"),
        ],
    ),
    (
        "责令停业、关闭",
        [
            {
                "kind": "suspend-business",
                "object": "停业",
                "obligation": "alternative",
                "group": "a",
            },
            {"kind": "shut-down", "obligation": "alternative", "group": "a"},
        ],
    ),
    (
        "给予警告，可以并处1000元以下罚款",
        [{"kind": "warning"}, fine(None, "1000", obligation="may")],
    ),
    # --- orders --------------------------------------------------------------
    (
        "责令停止违法行为，限期采取治理措施，消除污染，处十万元罚款",
        [
            {"kind": "order-stop", "object": "违法行为"},
            {"kind": "other-order", "object": "限期采取治理措施"},
            {"kind": "other-order", "object": "消除污染"},
            fine("100000", "100000"),
        ],
    ),
    (
        "责令限期改正，逾期不改正的，处2000元罚款",
        [
            {"kind": "order-correct"},
            fine("2000", "2000", situation="逾期不改正"),
        ],
    ),
    # --- other fields, cities and decades ----------------------------------
    ("罚款：5000-10000元", [fine("5000", "10000")]),
    (
        "5千元≤罚款<1万元",
        [fine("5000", "10000", to_inclusive=False)],
    ),
    ("10000元-50000元", [fine("10000", "50000")]),
    (
        "处违法所得3倍以下罚款，但最高不超过3万元",
        [fine(None, "3", "times", base="违法所得", cap="30000")],
    ),
    (
        "处票面金额百分之一以上百分之十以下但不超过二十万元的罚款",
        [fine("1", "10", "percent", base="票面金额", cap="200000")],
    ),
    (
        "处货值金额百分之五十以上三倍以下的罚款",
        [fine("0.5", "3", "times", base="货值金额")],  # both in times
    ),
    (
        "处每亩500元以上1000元以下的罚款",
        [fine("500", "1000", "yuan-per-亩")],
    ),
    (
        "暂扣1个月以上3个月以下机动车驾驶证",
        [
            {
                "kind": "suspend-permit",
                "object": "机动车驾驶证",
                "from": "1",
                "to": "3",
                "unit": "months",
            }
        ],
    ),
    (
        "处200元罚款，一次记6分",
        [fine("200", "200"), {"kind": "other-order", "object": "一次记6分"}],
    ),
    (
        "每超限1吨罚款500元，最高不得超过30000元",
        [fine("500", "500", step="超限吨", cap="30000")],
    ),
    (
        "逾期不缴纳的，每日按罚款数额的3%加处罚款",
        [
            fine(
                "3",
                "3",
                "percent",
                base="罚款数额",
                step="日",
                situation="逾期不缴纳",
            )
        ],
    ),
    (
        "较轻：罚款2万元；较重：罚款5万元",
        [
            fine("20000", "20000", situation="较轻"),
            fine("50000", "50000", situation="较重"),
        ],
    ),
    ("罰款伍佰元", [fine("500", "500")]),
    ("处 5 000 元以\n上 1 0 000 元以下的罚\n款", [fine("5000", "10000")]),
    (
        "1.责令改正\n2.处5000元罚款\n3.没收违法所得",
        [
            {"kind": "order-correct"},
            fine("5000", "5000"),
            {"kind": "confiscate-gains"},
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_phrase(text: str, expected: list[dict[str, Any]]):
    assert said(text) == expected


def test_a_sentence_of_the_law():
    # 食品安全法 art. 124(1), shortened; situations as printed.
    text = (
        "违反本法规定，有下列情形之一，尚不构成犯罪的，由县级以上人民政府食品"
        "安全监督管理部门没收违法所得和违法生产经营的食品，并可以没收用于违法"
        "生产经营的工具；违法生产经营的食品货值金额不足一万元的，并处五万元以上"
        "十万元以下罚款；货值金额一万元以上的，并处货值金额十倍以上二十倍以下"
        "罚款；情节严重的，吊销许可证："
    )
    assert said(text) == [
        {"kind": "confiscate-gains"},
        {"kind": "confiscate-goods", "object": "违法生产经营的食品"},
        {
            "kind": "confiscate-goods",
            "object": "用于违法生产经营的工具",
            "obligation": "may",
        },
        fine(
            "50000",
            "100000",
            situation="违法生产经营的食品货值金额不足一万元",
        ),
        fine(
            "10",
            "20",
            "times",
            base="货值金额",
            situation="货值金额一万元以上",
        ),
        {
            "kind": "revoke-permit",
            "object": "许可证",
            "situation": "情节严重",
        },
    ]
    roles = {part.role for part in read_penalties(text).context}
    assert {"conduct", "agency", "situation", "mark"} <= roles


def test_growing_fines_of_a_cell():
    text = (
        "处二十万元以上七十万元以下罚款：（1）一般水污染物（不含重金属）每增加"
        "1个超标因子增加一万元，每个因子超标每一倍或0.5个pH单位增加一万元，"
        "不足整数倍的按四舍五入取整，不足0.5个pH单位的向高取整"
    )
    kind = {"situation": "一般水污染物（不含重金属）"}
    either = {"obligation": "alternative", "group": "a", **kind}
    assert said(text) == [
        fine("200000", "700000"),
        fine("10000", "10000", step="超标因子", **kind),
        fine(
            "10000",
            "10000",
            step="每个因子超标倍",
            rounding="half-up",
            **either,
        ),
        fine(
            "10000",
            "10000",
            step="每个因子超标pH单位",
            step_size="0.5",
            rounding="up",
            **either,
        ),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("处二百以上五百元以下罚款", "missing-unit"),
        ("处收入20%以上30%的罚款", "missing-bound-word"),
        ("处二十万元以上三十万元以下元罚款", "stray-word"),
        ("处二万元罚款（每增加1吨增加一万元", "unclosed-bracket"),
        (
            "处处置费用三倍罚款，处置费用不足十万元的，按二十万元计算",
            "base-minimum",
        ),
    ],
)
def test_defects_that_leave_the_meaning_certain(text: str, code: str):
    read = read_penalties(text)
    assert [problem.code for problem in read.problems] == [code]
    assert read.complete
    assert read.penalties


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("处十万元以下二十万元以下罚款", "two-upper-bounds"),
        ("处十万元以上二十万元以上罚款", "two-lower-bounds"),
        ("处二十万元以上十万元以下罚款", "lower-above-upper"),
        ("处5以上10以下罚款", "no-unit"),
    ],
)
def test_defects_that_leave_nothing_certain(text: str, code: str):
    read = read_penalties(text)
    assert [problem.code for problem in read.problems] == [code]
    assert not read.penalties
    assert [span.text for span in read.unread] == [text]


def test_two_readings_are_both_told():
    read = read_penalties("处1—3万元罚款")
    lows = [[str(one.from_) for one in found] for found in read.readings]
    assert lows == [["1"], ["10000"]]
    assert not read.penalties
    assert [problem.code for problem in read.problems] == ["ambiguous"]
    assert not read.complete


def test_an_idiom_and_a_contradiction_leave_one_reading():
    # 二至五万元 is said for 20,000 to 50,000; 5,000 times 10,000 is above.
    assert said("处二至五万元罚款") == [fine("20000", "50000")]
    assert said("处5000-1万元罚款") == [fine("5000", "10000")]


@pytest.mark.parametrize(
    "text",
    [
        "今天天气很好",
        "处罚决定书",
        "不得处以5万元以上罚款",
        "处几万元罚款",
        "处十余万元罚款",
        "处2万美元罚款",
        "罚款三千",
        "货值金额5000元以上不足1万元",
        "违法所得3万元",
        "超标0.5倍以上1倍以下",
        "吊销许可证后重新申请的期限",
    ],
)
def test_what_is_not_understood_is_not_guessed(text: str):
    read = read_penalties(text)
    assert not read.penalties
    assert [span.text for span in read.unread] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "构成犯罪的，依法追究刑事责任",
        "依照治安管理处罚法的规定处罚",
        "对直接负责的主管人员依法给予行政处分",
        "从轻处罚",
    ],
)
def test_words_that_impose_nothing(text: str):
    read = read_penalties(text)
    assert read.complete
    assert not read.penalties


def test_the_reading_of_bounds_is_the_documents():
    def ends(
        text: str, reading: dict[str, str] | None = None
    ) -> tuple[bool, bool]:
        (one,) = read_penalties(text, reading).penalties
        return one.from_inclusive, one.to_inclusive

    text = "处1万元以上5万元以下罚款"
    assert ends(text) == (True, True)
    assert ends(text, {"to": "excluded"}) == (True, False)
    assert ends(text, {"from": "excluded"}) == (False, True)
    # What is printed beside the figure wins.
    printed = "处1万元以上5万元以下（含5万元）罚款"
    assert ends(printed, {"to": "excluded"}) == (True, True)
    with pytest.raises(ValueError, match="upper"):
        read_penalties(text, {"upper": "excluded"})
    with pytest.raises(TypeError):
        read_penalties(5)


def test_offsets_are_those_of_the_print():
    text = "处 5 万元罚款，哈 哈"
    read = read_penalties(text)
    (span,) = read.unread
    assert (span.start, span.end) == (9, 12)
    assert text[span.start : span.end] == span.text == "哈 哈"
    (part,) = read.spans
    assert text[part.start : part.end] == "处 5 万元罚款"


def test_as_json():
    found = read_penalties("处货值金额2倍罚款，最高不超过3万元").to_dict()
    assert json.loads(json.dumps(found)) == found
    assert set(found) >= {
        "penalties",
        "readings",
        "unread",
        "problems",
        "context",
        "complete",
    }
    (one,) = found["penalties"]
    assert (one["base"], one["base_words"]) == ("goods.value", "货值金额")
    assert (one["from"], one["to"], one["cap"]) == ("2", "2", "30000")


def test_words_become_facts_and_codes_only_when_exact():
    (one,) = read_penalties("吊销营业执照").penalties
    assert one.to_penalty().object == "business-licence"
    (one,) = read_penalties("吊销其营业执照").penalties
    assert one.to_penalty().object == "其营业执照"
    (one,) = read_penalties("处某种收入2倍罚款").penalties
    assert one.to_penalty().base == "某种收入"


def test_problems_are_worded():
    read = read_penalties("处二百以上五百元以下罚款")
    assert isinstance(read, PenaltyReading)
    assert "二百以上五百元以下" in read.problems[0].message


@pytest.mark.parametrize(
    ("text", "base", "least"),
    [
        (
            "处处置费用三倍罚款，处置费用不足十万元的，按十万元计算",
            "处置费用",
            "100000",
        ),
        (
            (
                "并处违法生产的药品（包括已售出的，下同）货值金额十五倍罚款；"
                "货值金额不足1万元的，按1万元计算"
            ),
            "违法生产的药品（包括已售出的，下同）货值金额",
            "10000",
        ),
    ],
)
def test_the_least_of_a_base(text: str, base: str, least: str):
    read = read_penalties(text)
    assert read.complete
    assert not read.problems
    (fine,) = read.penalties
    assert fine.to_dict()["base_words"] == base
    assert fine.to_dict()["base_least"] == least
    assert fine.situation is None
    assert str(fine.to_penalty().base_least) == least


def test_the_least_of_a_base_is_no_condition_of_what_follows():
    read = read_penalties(
        "情节严重的，处违法所得2倍罚款，违法所得不足1万元的，按1万元计算，"
        "可以吊销许可证"
    )
    assert [one.situation for one in read.penalties] == ["情节严重"] * 2
