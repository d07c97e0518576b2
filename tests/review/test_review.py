"""Scores by a rubric, and how openly an agency punishes."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit.case import from_dict
from penaltykit.errors import RuleError, UnknownNameError
from penaltykit.kit import Kit

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit()


def case_data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        (FIXTURES / name / "case.json").read_text("utf-8")
    )
    return data


def decision(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        paper for paper in data["papers"] if paper["kind"] == "decision"
    )
    return found


def test_a_clean_file_wins_all_points_that_apply(kit: Kit):
    case = from_dict(case_data("03-vehicle-washing"))
    score = kit.score(kit.assess(case), "city-case-review")
    # filing 8 + decision 21 + service 3 + execution 6
    applies = [b.points for b in score.blocks if b.applies]
    assert score.points == sum(applies)
    assert [b.points for b in score.blocks] == [8, 21, 3, 6]
    assert score.won == score.points
    assert score.score == Decimal("100.0")
    assert score.passed is True
    assert not score.deductions


def test_each_part_of_the_decision_is_worth_three(kit: Kit):
    data = case_data("03-vehicle-washing")
    paper = decision(data)
    paper.pop("text", None)
    paper["tells"] = [
        part
        for part in paper["tells"]
        if part not in ("reconsideration-way", "evidence")
    ]
    score = kit.score(kit.assess(from_dict(data)), "city-case-review")
    taken = {one.item: one.points for one in score.deductions if one.points}
    # Evidence is among facts and evidence (3), the way to reconsideration
    # among the remedies (3): 21 - 3 - 3 = 15.
    assert taken == {"facts": 3, "remedies": 3}
    (block,) = [b for b in score.blocks if b.id == "decision"]
    assert block.won == 15
    # Missing evidence in the decision is a veto of this standard too.
    assert [fall.id for fall in score.vetoes] == ["facts"]
    assert score.passed is False
    assert score.score == 0


def test_service_past_seven_working_days_loses_all_three(kit: Kit):
    data = case_data("03-vehicle-washing")
    for event in data["events"]:
        if event["kind"] == "decision-served":
            # decided 2024-06-27; seven working days end 2024-07-08
            event["date"] = "2024-07-09"
    data["events"].sort(key=lambda event: str(event["date"]))
    score = kit.score(kit.assess(from_dict(data)), "city-case-review")
    (block,) = [b for b in score.blocks if b.id == "service"]
    assert block.won == 0
    assert "decision-served-late" in {d.code for d in score.deductions}


def test_half_of_the_national_score_is_legality(kit: Kit):
    data = case_data("03-vehicle-washing")
    paper = decision(data)
    paper.pop("text", None)
    paper["tells"] = [
        part for part in paper["tells"] if part != "performance-way"
    ]
    score = kit.score(kit.assess(from_dict(data)), "ecology-case-review-2024")
    # Prior notice 10 and decision 15 apply, the no-penalty decision does not:
    # 25 points; performance is worth 0.5. 50 + 50 x 24.5 / 25 = 99.0.
    assert score.points == 25
    assert score.won == Decimal("24.5")
    assert score.score == Decimal("99.0")


def test_what_is_undetermined_stays_open(kit: Kit, tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "rubric: own\nkind: case\nzh: 自定\nen: own\nstatus: in-force\n"
        "source: {zh: 自定, en: own}\n"
        "blocks:\n"
        "  - id: a\n    zh: 甲\n    en: a\n    phase: filed\n    items:\n"
        "      - id: settled\n        points: '4'\n        zh: 乙\n"
        "        en: b\n        codes: [result-undetermined]\n",
        encoding="utf-8",
    )
    case = from_dict(case_data("unknown-fact"))
    assessment = kit.assess(case)
    severities = {
        str(f.severity)
        for f in assessment.findings
        if f.code == "result-undetermined"
    }
    score = kit.score(assessment, kit.rubric(str(path)))
    if severities == {"undetermined"}:
        assert (score.won, score.open) == (0, 4)
        assert score.score == 0
        assert score.score_at_best == 100
    else:
        assert severities == {"error"}
        assert (score.won, score.open) == (0, 0)


def test_faults_of_a_rubric_are_told_together(kit: Kit, tmp_path: Path):
    path = tmp_path / "bad.yaml"
    path.write_text(
        "rubric: bad\nkind: case\nzh: 坏\nen: bad\nstatus: sure\n"
        "source: {zh: 无, en: none}\n"
        "blocks:\n"
        "  - id: a\n    zh: 甲\n    en: a\n    phase: file\n    items:\n"
        "      - id: x\n        points: '0'\n        zh: 乙\n        en: b\n"
        "        codes: [must-kind-missin]\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError) as caught:
        kit.rubric(str(path))
    codes = {fault.code for fault in caught.value.faults}
    assert {"rubric-unknown-code", "rubric-points"} <= codes
    assert len(caught.value.faults) == 4
    assert "must-kind-missing" in caught.value.text("zh")
    with pytest.raises(UnknownNameError):
        kit.rubric("city-case-revue")


def _published(data: dict[str, Any], number: str, *days: str) -> Any:
    data = json.loads(json.dumps(data))
    old = decision(data)["number"]
    text = json.dumps(data, ensure_ascii=False).replace(old, number)
    data = json.loads(text)
    data["events"] = [e for e in data["events"] if e["kind"] != "published"]
    for day in days:
        data["events"].append(
            {"kind": "published", "date": day, "channel": "credit-china"}
        )
    return from_dict(data)


def test_openness_counts_published_in_time_and_gaps(kit: Kit):
    import datetime as dt

    data = case_data("03-vehicle-washing")
    later = dt.date(2024, 12, 31)
    cases = [
        # decided 2024-06-27; seven working days end 2024-07-08
        _published(data, "江环罚〔2024〕11号", "2024-07-08"),
        _published(data, "江环罚〔2024〕12号", "2024-10-31"),
        _published(data, "江环罚〔2024〕15号"),
    ]
    assessed = [
        (f"{number}.json", kit.assess(case, as_of=later))
        for number, case in enumerate(cases, 1)
    ]
    (evaluation,) = kit.evaluate(assessed)
    shares = {share.indicator.id: share for share in evaluation.shares}
    # Two of three are published: 20 x 2/3 = 13.3.
    assert (shares["published"].good, shares["published"].cases) == (2, 3)
    assert shares["published"].points == Decimal("13.3")
    assert shares["published"].missed == ("3.json",)
    # One of the two published was in time: 20 x 1/2 = 10.
    assert (shares["in-time"].good, shares["in-time"].cases) == (1, 2)
    assert shares["in-time"].missed == ("2.json",)
    # 11, 12, 15: 13 and 14 are missing; 6 x 3/5 = 3.6.
    assert shares["numbers"].missed == (
        "江环罚〔2024〕13号",
        "江环罚〔2024〕14号",
    )
    assert shares["numbers"].points == Decimal("3.6")
    assert shares["remedies"].points == 7


def test_a_young_decision_is_not_missed_yet(kit: Kit):
    data = case_data("03-vehicle-washing")
    case = _published(data, "江环罚〔2024〕11号")
    (evaluation,) = kit.evaluate([("a.json", kit.assess(case))])
    (share,) = [s for s in evaluation.shares if s.indicator.id == "published"]
    assert share.cases == 0
    assert share.points is None
    # Nobody said what day it is: told, not taken for published.
    assert share.young == 1


def test_nothing_is_late_where_no_rule_sets_a_term(kit: Kit):
    """Transport outside Guangdong: 127 days later, and no term to keep."""
    data = case_data("03-vehicle-washing")
    late = _published(data, "江环罚〔2024〕11号", "2024-11-01")
    data["agency"] |= {"field": "transport", "region": "370102"}
    free = _published(data, "济交罚〔2024〕1号", "2024-11-01")
    for case, counted, good in ((late, 1, 0), (free, 0, 0)):
        (evaluation,) = kit.evaluate([("a.json", kit.assess(case))])
        (share,) = [
            s for s in evaluation.shares if s.indicator.id == "in-time"
        ]
        assert (share.cases, share.good) == (counted, good)


def test_a_number_given_twice_is_told(kit: Kit):
    data = case_data("03-vehicle-washing")
    numbers = (
        "江环罚〔2024〕11号",
        "江环罚〔2024〕11号",
        "江环罚〔2024〕12号",
    )
    assessed = [
        (f"{at}.json", kit.assess(_published(data, number)))
        for at, number in enumerate(numbers)
    ]
    (evaluation,) = kit.evaluate(assessed)
    (share,) = [s for s in evaluation.shares if s.indicator.id == "numbers"]
    # Three decisions, two numbers: 6 x 2/3 = 4.
    assert (share.good, share.cases) == (2, 3)
    assert share.missed == ("江环罚〔2024〕11号 × 2",)
    assert share.points == Decimal(4)


def test_a_reach_that_is_none_is_a_fault(kit: Kit, tmp_path: Path):
    rubric = (ROOT / "rules" / "rubrics" / "openness.yaml").read_text("utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(
        rubric.replace("fields: [ecology,", "fields: [ecolgy,").replace(
            'region: "440000"', 'region: "44"'
        ),
        "utf-8",
    )
    with pytest.raises(RuleError) as caught:
        kit.rubric(str(own))
    assert {fault.code for fault in caught.value.faults} == {
        "rule-not-choice",
        "region-code-wrong",
    }


def test_a_rubric_is_not_taken_for_the_other_kind(kit: Kit):
    case = from_dict(case_data("03-vehicle-washing"))
    with pytest.raises(ValueError, match="openness"):
        kit.score(kit.assess(case), "openness")


def test_the_command_shows_each_deduction(
    capfd: pytest.CaptureFixture[str],
):
    from penaltykit.cli._main import run

    path = FIXTURES / "02-catering-without-permit" / "case.json"
    run(["check", str(path), "--rubric", "city-case-review"])
    out = capfd.readouterr().out
    assert "一票否决" in out
    assert "must-kind-missing" in out
    run(["check", str(path), "--rubric", "city-case-review", "--json"])
    told = json.loads(capfd.readouterr().out)
    assert told["cases"][0]["rubric"]["passed"] is False
    code = run(["check", str(path), "--rubric", "no-such"])
    assert code == 2


def test_the_rubric_of_the_docs_loads(kit: Kit, tmp_path: Path):
    text = (ROOT / "docs" / "rubrics.md").read_text("utf-8")
    block = text.partition("```yaml\n")[2].partition("```")[0]
    path = tmp_path / "own.yaml"
    path.write_text(block, encoding="utf-8")
    rubric = kit.rubric(str(path))
    assert rubric.points == 5
    assert set(kit.rubrics()) == {
        "city-case-review",
        "ecology-case-review-2024",
        "openness",
    }


@pytest.mark.parametrize("rubric", ["city-case-review", "openness"])
def test_scores_stand_on_the_page_and_in_the_workbook(
    tmp_path: Path, rubric: str
):
    from openpyxl import load_workbook

    from penaltykit.cli._main import run

    case = FIXTURES / "02-catering-without-permit" / "case.json"
    told = {}
    for name in ("out.html", "out.xlsx", "out.json"):
        target = tmp_path / name
        run(["check", str(case), "--rubric", rubric, "-o", str(target)])
        told[name] = target
    body = json.loads(told["out.json"].read_text("utf-8"))
    page = told["out.html"].read_text("utf-8").replace("<wbr>", "")
    cells = [
        str(cell)
        for sheet in load_workbook(told["out.xlsx"])
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    if rubric == "openness":
        (one,) = body["rubric"]
        wanted = [share["text"] for share in one["indicators"]]
    else:
        one = body["cases"][0]["rubric"]
        wanted = [entry["code"] for entry in one["deductions"]]
        wanted += [f"{one['won']}/{one['points']}"]
    assert wanted
    for text in wanted:
        assert text in page
        assert any(text in cell for cell in cells), text


def test_scores_have_no_place_in_other_forms():
    from penaltykit.cli._main import run

    case = FIXTURES / "02-catering-without-permit" / "case.json"
    for form in ("csv", "sarif", "junit"):
        code = run(
            ["check", str(case), "--rubric", "openness", "--format", form]
        )
        assert code == 2


def test_a_rubric_of_another_field_says_so(kit: Kit):
    rubric = kit.rubric("ecology-case-review-2024")
    assert list(rubric.fields) == ["ecology"]
    own = kit.score(
        kit.assess(from_dict(case_data("03-vehicle-washing"))), rubric
    )
    assert own.fits is True
    assert own.caution is None
    food = kit.score(
        kit.assess(from_dict(case_data("01-food-past-date"))), rubric
    )
    assert food.fits is False
    told = food.to_dict("zh")
    assert told["fits"] is False
    assert "生态环境主管部门" in told["caution"]
    assert "ecology" in food.to_dict("en")["caution"]
    # It scores all the same: what it finds is told beside it.
    assert food.score is not None


def test_a_rubric_for_all_fits_every_field(kit: Kit):
    score = kit.score(
        kit.assess(from_dict(case_data("01-food-past-date"))),
        "city-case-review",
    )
    assert score.fits is True
    assert score.to_dict()["caution"] is None


def test_where_the_field_is_not_told_nothing_is_claimed(kit: Kit):
    rubric = kit.rubric("ecology-case-review-2024")
    assert rubric.fits(None) is None
    assert rubric.fits("ecology") is True
    assert rubric.fits("transport") is False


def test_an_agency_of_another_field_is_told_too(kit: Kit, tmp_path: Path):
    path = tmp_path / "own.yaml"
    text = (ROOT / "rules/rubrics/openness.yaml").read_text("utf-8")
    path.write_text(
        text.replace("kind: agency\n", "kind: agency\nfields: [ecology]\n"),
        encoding="utf-8",
    )
    cases = [
        (name, kit.assess(from_dict(case_data(name))))
        for name in ("01-food-past-date", "03-vehicle-washing")
    ]
    others = {
        one.agency: (one.others, one.caution is None)
        for one in kit.evaluate(cases, kit.rubric(str(path)))
    }
    assert sorted(others.values()) == [(0, True), (1, False)]


def test_a_field_that_nobody_has_is_a_fault(kit: Kit, tmp_path: Path):
    path = tmp_path / "own.yaml"
    text = (ROOT / "rules/rubrics/openness.yaml").read_text("utf-8")
    path.write_text(
        text.replace("kind: agency\n", "kind: agency\nfields: [ecolgy]\n"),
        encoding="utf-8",
    )
    with pytest.raises(RuleError) as caught:
        kit.rubric(str(path))
    (fault,) = caught.value.faults
    assert fault.code == "rule-not-choice"
    assert fault.params["nearest"] == "ecology"
