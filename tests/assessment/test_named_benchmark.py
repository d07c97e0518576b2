"""The benchmark and the multiple that the agency names, the day on which a
departure was discussed, and what an explanation says of a look-back.

Fixture 03 (Guangdong, act of May 2024): table 2.14 of guangdong-eco-2021
applies; the table of Jiangmen for the same item ended on 2023-02-28.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment

Data = dict[str, Any]
NAMED = {"benchmark-named-not-used", "benchmark-named-not-held"}


def _codes(assessment: Assessment, among: set[str]) -> set[str]:
    return {one.code for one in assessment.findings} & among


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("guangdong-eco-2021/2.14", set()),
        ("guangdong-eco-2021", set()),
        # a description that holds the name of the document
        ("《广东省生态环境行政处罚自由裁量权规定》附件1第2.14项", set()),
        # of the same document, for another item
        ("guangdong-eco-2021/2.7.1", {"benchmark-named-not-held"}),
        # for this item, and expired
        ("jiangmen-eco-2020/2-13", {"benchmark-named-not-used"}),
        (
            (
                "江门市生态环境局关于生态环境违法行为行政处罚自由裁量权"
                "裁量标准规定（试行）第2-13项"
            ),
            {"benchmark-named-not-used"},
        ),
        ("nosuch/1", {"benchmark-named-not-held"}),
        # nothing but marks names nothing, not the documents without a number
        ("《》", {"benchmark-named-not-held"}),
        ("{party.name}%s<b>", {"benchmark-named-not-held"}),
    ],
)
def test_the_benchmark_that_is_named_is_held_against_the_one_that_applies(
    assess: Callable[..., Assessment], named: str, expected: set[str]
) -> None:
    def change(data: Data) -> None:
        data["violations"][0]["discretion"]["table"] = named

    found = assess("03-vehicle-washing", change)
    assert _codes(found, NAMED) == expected
    table = found.results[0].table
    assert table is not None
    assert table.id == "guangdong-eco-2021/2.14"


def test_why_an_expired_table_is_not_used_is_told_with_its_term(
    assess: Callable[..., Assessment],
) -> None:
    def change(data: Data) -> None:
        data["violations"][0]["discretion"]["table"] = "jiangmen-eco-2020/2-13"

    (one,) = [
        one
        for one in assess("03-vehicle-washing", change).findings
        if one.code in NAMED
    ]
    assert "2023年2月28日" in one.message["zh"]
    assert "2023-02-28" in one.message["en"]
    assert one.pointer == "/violations/0/discretion/table"


# -- the multiple in the reasons ------------------------------------------

SUMS = {
    "fine-arithmetic-wrong",
    "fine-from-no-base",
    "fine-from-other-base",
    "fine-multiple-backwards",
}


@pytest.mark.parametrize(
    ("amount", "reasons", "expected"),
    [
        # gains of 26,000: 5 x 26,000 = 130,000; 104,000 is 4 x 26,000
        ("104000", "情节较重，按违法所得5倍处罚。", {"fine-arithmetic-wrong"}),
        (
            "104000",
            "情节较重，按违法所得五倍处罚。",
            {"fine-arithmetic-wrong"},
        ),
        ("104000", "情节较重，按违法所得四倍处罚。", set()),
        ("104000", "按下限二倍处罚。", {"fine-arithmetic-wrong"}),
        # what is no multiple that was chosen
        ("104000", "在二倍以上十倍以下幅度内确定。", set()),
        ("104000", "最高可处10倍，本案罚款104000元。", set()),
        ("104000", "载客超过核定3倍，罚款104000元。", set()),
        # two of them: which one is meant is not for us to say
        ("104000", "先按2倍；后按3倍。", set()),
        # 2.3 x 26,000 = 59,800; 60,000 / 26,000 is about 2.3077
        ("60000", "按违法所得2.3倍处罚。", {"fine-multiple-backwards"}),
    ],
)
def test_a_multiple_in_the_reasons_is_worked_out_again(
    assess: Callable[..., Assessment],
    amount: str,
    reasons: str,
    expected: set[str],
) -> None:
    def change(data: Data) -> None:
        violation = data["violations"][0]
        for part in (violation, *data["papers"]):
            for penalty in part.get("penalties", ()):
                if penalty["kind"] == "fine":
                    penalty["amount"] = amount
                    penalty.pop("words", None)
                    penalty.pop("text", None)
        violation["discretion"]["reasons"] = reasons

    found = assess("04-passenger-transport", change)
    assert _codes(found, SUMS) == expected


# -- stages and departures -------------------------------------------------


@pytest.mark.parametrize(
    ("discussed", "expected"),
    [
        # the decision of the fixture is of 2024-06-27
        ("2024-06-26", set()),
        ("2024-06-27", set()),
        ("2024-06-28", {"departure-discussed-late"}),
    ],
)
def test_a_departure_is_discussed_before_the_decision(
    assess: Callable[..., Assessment], discussed: str, expected: set[str]
) -> None:
    def change(data: Data) -> None:
        data["violations"][0]["discretion"]["departure"] = {
            "reason": "当事人已自行清除，另有特殊情况。",
            "discussed": discussed,
        }

    found = assess("03-vehicle-washing", change)
    assert _codes(found, {"departure-discussed-late"}) == expected


# -- look-backs --------------------------------------------------------------


def _over_limit(earlier: list[Data]) -> Data:
    facts = {
        "water.factors_over": 1,
        "water.pollutant_class": "class-b",
        "water.outlet_area": "general",
        "water.daily_discharge": "49.9",
        "water.only_ph_over": False,
        "water.excess_times": 3,
    }
    return {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "decided",
        "procedure": "ordinary",
        "agency": {
            "name": "广州市生态环境局",
            "region": "440100",
            "level": "city",
            "field": "ecology",
        },
        "parties": [{"id": "P1", "kind": "legal-person", "name": "示例"}],
        "violations": [
            {
                "id": "V1",
                "item": "water.discharge-over-limit",
                "act": {"from": "2024-03-01", "summary": "示例行为"},
                "facts": {
                    **{
                        name: {"value": value, "grounds": "经检测。"}
                        for name, value in facts.items()
                    },
                    "water.excess_total_percent": {"state": "not-applicable"},
                },
            }
        ],
        "earlier_penalties": earlier,
        "events": [{"kind": "decided", "date": "2024-05-01"}],
    }


EARLIER = [
    {
        "number": "示例罚〔2023〕1号",
        "decided": "2023-01-10",
        "item": "water.discharge-over-limit",
    },
    {
        "number": "示例罚〔2020〕9号",
        "decided": "2020-01-10",
        "item": "water.discharge-over-limit",
    },
    {"decided": "2023-06-01", "item": "water.outlet-in-source-zone"},
]


def test_a_look_back_tells_its_window_and_each_decision(kit: pk.Kit) -> None:
    case = pk.read_case(json.dumps(_over_limit(EARLIER)))
    result = kit.assess(case).results[0]
    (told,) = [r for r in result.reasons if r.code == "look-back.counted"]
    # Two years back from 2024-03-01: from 2022-03-01 to the day before it.
    assert "2022年3月1日至2024年2月29日" in told.text["zh"]
    assert "from 2022-03-01 to 2024-02-29" in told.text["en"]
    counted, _, rest = told.text["zh"].partition("不在期间之内")
    assert "示例罚〔2023〕1号" in counted
    assert "示例罚〔2020〕9号" in rest
    assert "2023年6月1日" in rest.partition("不属于同类")[2]
    # Guangdong arts. 21 and 22 fix the window.
    assert [one.article for one in told.citation] == [21, 22]


def test_a_count_and_its_grade_do_not_contradict_each_other(
    kit: pk.Kit,
) -> None:
    case = pk.read_case(json.dumps(_over_limit(EARLIER)))
    assessment = kit.assess(case, why_not=True)
    text = kit.explain(assessment, "zh").text()
    # one before this one: the print counts this one too and says twice
    assert "要求：1次（含本次为2次）；本案情况：1" in text
    assert "excess/" not in text
    assert "repeat/" not in text


def test_without_a_count_that_matters_nothing_is_told(kit: pk.Kit) -> None:
    case = pk.read_case(json.dumps(_over_limit([])))
    result = kit.assess(case).results[0]
    assert not [r for r in result.reasons if r.code.startswith("look-back")]
