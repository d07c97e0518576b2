"""What a table does not do: speak for another text of the law, spare what
the law demands, or call days yuan. Expectations are worked out by hand."""

import json
from typing import Any

import pytest

import penaltykit as pk

ROAD = "city-transport-trial/passengers-without-permit"
TAX = "province-tax-undated/15"


def _case(
    item: str,
    facts: dict[str, Any],
    *,
    act: str = "2024-03-01",
    to: str | None = None,
    decided: str = "2024-05-01",
    table: str | None = None,
    penalties: list[dict[str, Any]] | None = None,
    **agency: str,
) -> dict[str, Any]:
    violation: dict[str, Any] = {
        "id": "V1",
        "item": item,
        "parties": ["P1"],
        "act": {"from": act, "to": to or act, "summary": "示例行为"},
        "facts": {
            name: value
            if isinstance(value, dict)
            else {"value": value, "grounds": "经调查查明。"}
            for name, value in facts.items()
        },
        "penalties": penalties or [],
    }
    if table:
        violation["discretion"] = {"table": table, "reasons": "见案卷"}
    return {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "decided",
        "procedure": "ordinary",
        "agency": {
            "name": "鹤山市某局（示例）",
            "region": "440784",
            "level": "county",
            "field": "transport",
            **agency,
        },
        "parties": [{"id": "P1", "kind": "citizen", "name": "张示例"}],
        "violations": [violation],
        "events": [
            {"kind": "discovered", "date": act, "source": "检查"},
            {"kind": "decided", "date": decided},
        ],
    }


def _first(kit: pk.Kit, case: dict[str, Any]) -> dict[str, Any]:
    assessment = kit.assess(pk.read_case(json.dumps(case)))
    result: dict[str, Any] = assessment.to_dict()["results"][0]
    return result


def _fines(result: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    return [
        (one["from"], one["to"])
        for one in result["recommended"]
        if one["kind"] == "fine"
    ]


def _codes(result: dict[str, Any]) -> list[str]:
    return [one["code"] for one in result["reasons"]]


ROAD_FACTS = {"gains.amount": "15000", "road.times_caught": 1}


def test_a_table_for_an_older_text_gives_no_figure_under_the_new_one(
    kit: pk.Kit,
) -> None:
    # Gains of 15,000: 30,000 to 100,000 before 2023-07-20, 10,000 to 100,000
    # since. The table's first stage is the old minimum of 30,000.
    old = _case(
        "road.passenger-without-permit",
        ROAD_FACTS,
        act="2023-03-01",
        decided="2023-05-01",
        table=ROAD,
    )
    result = _first(kit, old)
    assert _fines(result) == [("30000", "30000")]
    assert "table.other-version" not in _codes(result)

    new = _case(
        "road.passenger-without-permit",
        ROAD_FACTS,
        act="2023-03-01",
        decided="2024-05-01",
        table=ROAD,
    )
    result = _first(kit, new)
    assert result["law"]["choice"] == "new"
    assert _fines(result) == [("10000", "100000")]
    assert result["rows"] == []
    assert "table.other-version" in _codes(result)


def test_a_renumbered_article_keeps_its_table(kit: pk.Kit) -> None:
    # Art. 44 of 2007 is art. 45 since 2015; the table cites both.
    case = _case(
        "safety.unsafe-orders",
        {"safety.unsafe_order": "forced"},
        table="work-safety-unknown/44.2",
        field="emergency-management",
    )
    case["parties"][0] |= {"kind": "legal-person", "name": "示例有限公司"}
    assert _fines(_first(kit, case)) == [("20000", "30000")]


TAX_FACTS = {
    "tax.corrected_in_term": True,
    "violation.grave": False,
    "tax.days_late": {"state": "not-applicable"},
}


def _tax(penalties: list[dict[str, Any]]) -> dict[str, Any]:
    return _case(
        "tax.records-not-filed",
        TAX_FACTS,
        table=TAX,
        penalties=penalties,
        field="tax",
    )


def test_a_row_without_penalty_recommends_no_fine(kit: pk.Kit) -> None:
    # The law says that up to 2,000 may be imposed; the row gives none.
    result = _first(kit, _tax([]))
    assert _fines(result) == []
    assert "table.spared" in _codes(result)


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ({"kind": "no-penalty", "party": "P1"}, "inside"),
        (
            {"kind": "fine", "amount": "500", "party": "P1"},
            "outside-benchmark",
        ),
        ({"kind": "fine", "amount": "2500", "party": "P1"}, "outside-statute"),
    ],
)
def test_what_is_stated_against_such_a_row(
    kit: pk.Kit, stated: dict[str, Any], verdict: str
) -> None:
    result = _first(kit, _tax([stated]))
    assert [one["verdict"] for one in result["stated"]] == [verdict]


def test_no_penalty_where_the_law_demands_one(kit: pk.Kit) -> None:
    case = _case(
        "road.passenger-without-permit",
        ROAD_FACTS,
        penalties=[{"kind": "no-penalty", "party": "P1"}],
    )
    result = _first(kit, case)
    assert [one["verdict"] for one in result["stated"]] == ["outside-statute"]


def test_flaws_of_other_rows_are_left_out(kit: pk.Kit) -> None:
    # "whole-statute" is a flaw of row 5, "never-between" of row 4.
    facts = TAX_FACTS | {"tax.corrected_in_term": False, "tax.days_late": 3}
    case = _case("tax.records-not-filed", facts, table=TAX, field="tax")
    result = _first(kit, case)
    flaws = [
        one["text"] for one in result["reasons"] if one["code"] == "table.flaw"
    ]
    assert [row["row"] for row in result["rows"]] == ["2"]
    assert not any("情节严重的一档" in text for text in flaws)
    assert any("第十五日" in text for text in flaws)


def test_days_are_days(kit: pk.Kit) -> None:
    case = _case(
        "traffic.no-licence",
        {"traffic.code": "10053"},
        act="2025-06-01",
        decided="2025-06-20",
        field="public-security",
        region="650100",
        level="city",
    )
    assessment = kit.assess(pk.read_case(json.dumps(case)))
    text = kit.explain(assessment, "zh").text()
    assert "参考值 7 日" in text
    assert "参考值 7元" not in text
    assert "裁量表的默认数额为1000元" in text


def test_a_table_that_is_not_held_is_told(kit: pk.Kit) -> None:
    case = _case(
        "road.passenger-without-permit", ROAD_FACTS, table="某市裁量表"
    )
    result = _first(kit, case)
    assert any(
        one["code"] == "table.note" and "某市裁量表" in one["text"]
        for one in result["reasons"]
    )


def test_of_an_act_that_lasted_the_end_is_told_as_the_end(
    kit: pk.Kit,
) -> None:
    case = _case(
        "road.passenger-without-permit",
        ROAD_FACTS,
        act="2023-03-01",
        to="2023-08-15",
    )
    result = _first(kit, case)
    assert "终了于2023年8月15日" in result["law"]["reason"]
    assert result["law"]["version"] == "2023"
    assert result["law"]["status"] == "to-be-confirmed"


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("66666.66", "inside"),
        ("66666.67", "inside"),
        ("66666.65", "outside-statute"),
        ("66666.68", "outside-statute"),
    ],
)
def test_a_fine_worked_out_exactly_is_paid_in_whole_fen(
    kit: pk.Kit, stated: str, verdict: str
) -> None:
    # Water Pollution Law art. 94(2): 20 % of the direct loss, 333,333.33
    # yuan, is 66,666.666 yuan.
    case = _case(
        "water.pollution-accident",
        {
            "water.accident_grade": "ordinary",
            "water.direct_loss": "333333.33",
        },
        penalties=[{"kind": "fine", "amount": stated, "party": "P1"}],
        field="ecology",
    )
    case["parties"][0] |= {"kind": "legal-person", "name": "示例有限公司"}
    result = _first(kit, case)
    assert [one["verdict"] for one in result["stated"]] == [verdict]
