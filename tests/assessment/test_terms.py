"""Every term with its arithmetic: start, rule, days left out, end."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FOOD = FIXTURES / "01-food-past-date" / "case.json"


@pytest.fixture
def data() -> dict[str, Any]:
    """A case of market regulation: filed on Monday 18 March 2024, the prior
    notice served on 17 April, decided on the 26th, served on the 29th."""
    found: dict[str, Any] = json.loads(FOOD.read_text("utf-8"))
    return copy.deepcopy(found)


def terms(kit: pk.Kit, data: dict[str, Any]) -> dict[str, Any]:
    """The terms of a case by code."""
    case = pk.read_case(json.dumps(data))
    return {term["code"]: term for term in kit.assess(case).terms}


def steps(term: dict[str, Any], lang: str = "en") -> list[str]:
    return [step[lang] for step in term["arithmetic"]]


def test_the_term_to_decide_moves_on_in_market_regulation(
    kit: pk.Kit, data: dict[str, Any]
):
    term = terms(kit, data)["decide"]
    # 13 days are left of March, 30 of April, 31 of May: 74; the 90th day is
    # 16 June, a Sunday.
    assert str(term["end"]) == "2024-06-17"
    first, ends, moved = steps(term)
    assert first == "From 2024-03-18 (not counted), 90 days"
    assert ends == "Ends on 2024-06-16"
    assert "moves on to 2024-06-17" in moved
    assert "Market Regulation Penalty Procedure Rules, art. 80" in moved
    assert "《市场监督管理行政处罚程序规定》第八十条" in steps(term, "zh")[2]
    (rule,) = term["counted_by"]
    assert (rule.law, rule.article) == ("market-penalty-procedure-rules", 80)


def test_where_the_law_is_silent_the_agencys_own_term_does_not_move(
    kit: pk.Kit, data: dict[str, Any]
):
    data["agency"]["field"] = "城市管理"
    found = terms(kit, data)
    assert str(found["decide"]["end"]) == "2024-06-16"
    # 12 May 2024 is a Sunday: 15 days after 27 April. In favour of the party
    # the term to pay goes on, and says by what reading.
    for event in data["events"]:
        if event["kind"] == "decision-served":
            event["date"] = "2024-04-27"
    pay = terms(kit, data)["pay"]
    assert str(pay["end"]) == "2024-05-13"
    assert "the Penalty Law says nothing" in steps(pay)[-1]
    assert "第八十五条第三款" in steps(pay, "zh")[-1]


def test_suspended_days_are_left_out_with_their_dates(
    kit: pk.Kit, data: dict[str, Any]
):
    data["events"] += [
        {"kind": "suspended", "date": "2024-04-01"},
        {"kind": "resumed", "date": "2024-04-11"},
    ]
    data["events"].sort(key=lambda event: event["date"])
    term = terms(kit, data)["decide"]
    # Ten days later than 16 June: Wednesday 26 June.
    assert str(term["end"]) == "2024-06-26"
    assert steps(term) == [
        "From 2024-03-18 (not counted), 90 days",
        "From 2024-04-01 to 2024-04-11, 10 days do not count",
        "Ends on 2024-06-26",
    ]


def test_an_approved_extension_is_the_end(kit: pk.Kit, data: dict[str, Any]):
    data["events"].append(
        {"kind": "extended", "date": "2024-04-20", "until": "2024-07-20"}
    )
    data["events"].sort(key=lambda event: event["date"])
    term = terms(kit, data)["decide"]
    assert str(term["end"]) == "2024-07-20"
    assert steps(term)[-1] == "Extended, as approved, to 2024-07-20"


def test_working_days_name_the_days_that_they_skip(
    kit: pk.Kit, data: dict[str, Any]
):
    term = terms(kit, data)["serve"]
    # After Friday 26 April: Sunday the 28th is worked, then 29 and 30, and
    # after the holiday of 1 to 5 May the 6th to the 9th: seven.
    assert str(term["end"]) == "2024-05-09"
    (_, step) = steps(term)
    assert "6: 2024-04-27, 2024-05-01 to 2024-05-05" in step
    assert "Administrative Penalty Law, art. 85" in step


@pytest.mark.parametrize(
    ("code", "end", "law", "article"),
    [
        # 60 days after Tuesday 30 April: 29 June, a Saturday.
        (
            "reconsideration",
            "2024-07-01",
            "administrative-reconsideration-law",
            88,
        ),
        # Six months after 31 May: 30 November, a Saturday.
        ("litigation", "2024-12-02", "administrative-litigation-law", 101),
    ],
)
def test_terms_of_the_party_move_by_the_civil_procedure_law(
    kit: pk.Kit,
    data: dict[str, Any],
    code: str,
    end: str,
    law: str,
    article: int,
):
    day = {"reconsideration": "2024-04-30", "litigation": "2024-05-31"}[code]
    for event in data["events"]:
        if event["kind"] == "decision-served":
            event["date"] = day
    data["events"] = [e for e in data["events"] if e["date"] <= day]
    data["phase"] = "served"
    term = terms(kit, data)[code]
    assert str(term["end"]) == end
    rule, through = term["counted_by"]
    assert (rule.law, rule.article, rule.paragraph) == (
        "civil-procedure-law",
        85,
        3,
    )
    assert (through.law, through.article) == (law, article)


def test_an_unknown_year_says_how_to_add_it(kit: pk.Kit, data: dict[str, Any]):
    for event in data["events"]:
        event["date"] = event["date"].replace("2024-", "2027-")
        # within seven days every calendar has it in time
        if event["kind"] == "decision-served":
            event["date"] = "2027-07-09"
    term = terms(kit, data)["serve"]
    assert term["end"] is None
    for lang in ("zh", "en"):
        text = term["undetermined"][lang]
        assert "2027" in text
        assert "penaltykit rules calendar import FILE" in text
        assert "--overlay" in text
    # And so does the finding that the gap leaves open.
    case = pk.read_case(json.dumps(data))
    mends = [
        finding.mend["en"]
        for finding in kit.assess(case).findings
        if finding.severity == "undetermined" and finding.mend
    ]
    assert any("rules calendar import" in mend for mend in mends)


def test_terms_stand_in_the_explanation_step_by_step(
    kit: pk.Kit, data: dict[str, Any]
):
    case = pk.read_case(json.dumps(data))
    text = kit.explain(kit.assess(case), "en").text()
    assert "To decide the case, from filing: 2024-06-17" in text
    assert "2024-06-16 is a day of rest: moves on to 2024-06-17" in text
