"""What a reviewing lawyer reads: cells, values, why not, arithmetic."""

import json
import pickle
import re
from decimal import Decimal

import pytest

from penaltykit.benchmark import (
    Library,
    Table,
    WhyNotReason,
    leaves_upper,
    plain_data,
)
from penaltykit.engine import Reading
from penaltykit.money import Band


def known(**facts: object) -> dict[str, Reading]:
    return {
        name.replace("__", "."): Reading("known", value, f"/facts/{name}")
        for name, value in facts.items()
    }


@pytest.fixture
def matrix(library: Library) -> Table:
    return library.table("guangdong-eco-2021/2.14")


@pytest.fixture
def factors(library: Library) -> Table:
    return library.table("guangdong-eco-2021/2.3")


RESERVOIR = known(
    water__zone="general",
    water__effects_removed=True,
    env__major_impact=False,
)


def test_the_chosen_row_shows_each_cell_and_its_value(matrix: Table) -> None:
    outcome = matrix.evaluate(RESERVOIR)
    assert outcome.chosen is not None
    zone, removed = outcome.chosen.cells
    assert (zone.column, zone.value, zone.holds) == ("zone", "general", True)
    assert zone.pointer == "/facts/water__zone"
    assert zone.expected == zone.value_text
    assert removed.value is True


def test_every_other_row_has_its_first_failing_cell(matrix: Table) -> None:
    others = {one.row: one for one in matrix.why_not(RESERVOIR)}
    assert set(others) == set("234567")
    assert others["2"].cell is not None
    assert others["2"].cell.column == "removed"
    assert [(c.fact, c.nearest) for c in others["2"].changes] == [
        ("water.effects_removed", False)
    ]
    # Two cells fail: the first is named, both have to change.
    assert others["6"].cell is not None
    assert others["6"].cell.column == "zone"
    assert [(c.fact, c.nearest) for c in others["6"].changes] == [
        ("water.zone", "drinking-source"),
        ("water.effects_removed", False),
    ]
    assert others["7"].reason is WhyNotReason.CELL_FAILS


def test_a_row_that_holds_and_is_lighter(matrix: Table) -> None:
    facts = RESERVOIR | known(env__major_impact=True)
    others = {one.row: one for one in matrix.why_not(facts)}
    assert others["1"].reason is WhyNotReason.LIGHTER
    assert "7" in others["1"].text["en"]


def test_a_row_that_may_hold(matrix: Table) -> None:
    facts = {k: v for k, v in RESERVOIR.items() if k != "env.major_impact"}
    others = {one.row: one for one in matrix.why_not(facts)}
    assert others["7"].reason is WhyNotReason.NOT_KNOWN
    assert others["1"].reason is WhyNotReason.NOT_KNOWN
    assert others["2"].reason is WhyNotReason.CELL_FAILS


def test_the_arithmetic_of_a_factor_table(factors: Table) -> None:
    outcome = factors.evaluate(
        known(
            water__monitor_conduct="faulty",
            water__breach_months=2,
            water__same_breaches_one_year=0,
            water__corrected_within_order=True,
        )
    )
    lines = [line["en"] for line in outcome.arithmetic]
    # 10 + 10 + 5 + 0 + 0 = 25 %; 200,000 x 25 % = 50,000.
    assert lines[1] == ("Sum of the points: 10% + 10% + 5% + 0% + 0% = 25%")
    assert lines[-1] == "Fine: 200,000 yuan × 25% = 50,000 yuan"
    assert outcome.fine is not None
    assert outcome.fine.band == Band.point(Decimal(50000))


def test_a_formula_is_kept_inside_the_statute(factors: Table) -> None:
    statute = Band(from_=Decimal(60000), to=Decimal(200000))
    outcome = factors.evaluate(
        known(
            water__monitor_conduct="faulty",
            water__breach_months=2,
            water__same_breaches_one_year=0,
            water__corrected_within_order=True,
        ),
        statute=statute,
    )
    assert outcome.fine is not None
    assert outcome.fine.band == Band.point(Decimal(60000))
    assert "60,000" in outcome.arithmetic[-1]["en"]


def test_why_not_the_other_grades(factors: Table) -> None:
    facts = known(
        water__monitor_conduct="faulty",
        water__breach_months=2,
        water__same_breaches_one_year=0,
    ) | {"water.corrected_within_order": Reading("not-ascertainable")}
    others = {one.row: one for one in factors.why_not(facts)}
    assert "conduct/faulty" not in others
    assert others["duration/from-3"].changes[0].nearest == 3
    assert others["duration/under-1"].changes[0].nearest == 0
    assert others["correction/late"].reason is WhyNotReason.NOT_KNOWN


def test_a_table_as_text_is_aligned_and_speaks_both_languages(
    library: Library,
) -> None:
    from penaltykit.benchmark._show import width

    shown = library.show("guangdong-eco-2021/2.14", "zh")
    assert "粤环发〔2021〕7号" in shown
    assert "2022年1月1日" in shown
    assert "2026年12月31日" in shown
    assert "heading-does-not-fit" in shown
    assert "2万元以上不足5万元" in shown
    lines = shown.rstrip("\n").split("\n")
    rule = next(at for at, line in enumerate(lines) if line.startswith("--"))
    cells = [re.split(r" {2,}", line) for line in lines[rule + 1 :]]
    assert {len(row) for row in cells} == {5}
    starts = {
        width(line) - width(row[-1])
        for line, row in zip(lines[rule + 1 :], cells, strict=True)
    }
    assert len(starts) == 1
    english = library.show("guangdong-eco-2021/2.3", "en")
    assert "Fine = sum of the points" in english
    assert "not installed" in english
    assert "expired" in library.show("jiangmen-eco-2020/2-13", "en")


def test_a_lower_document_against_an_upper_one(library: Library) -> None:
    facts = RESERVOIR | known(
        water__function_class="class-4", water__protected_area="none"
    )
    province = library.table("guangdong-eco-2021/2.14").evaluate(facts)
    city = library.table("jiangmen-eco-2020/2-13").evaluate(facts)
    # 50,000 to 80,000 of the city, 20,000 to under 50,000 of the province.
    assert leaves_upper(city, province) is True
    removed = facts | known(water__effects_removed=False)
    province = library.table("guangdong-eco-2021/2.14").evaluate(removed)
    # The province excludes 80,000, the city includes it.
    assert leaves_upper(city, province) is True
    assert leaves_upper(province, city) is False
    nothing = library.table("jiangmen-eco-2020/2-13").evaluate({})
    assert leaves_upper(nothing, province) is None


def test_matches_and_explanations_as_plain_data(matrix: Table) -> None:
    outcome = matrix.evaluate(RESERVOIR)
    assert outcome.chosen is not None
    data = plain_data(outcome)
    assert data["table"] == "guangdong-eco-2021/2.14"
    assert data["chosen"]["row"] == "1"
    assert data["chosen"]["cells"][0]["value"] == "general"
    band = data["penalties"][0]["band"]
    assert band == {
        "from": "20000",
        "from_inclusive": True,
        "to": "50000",
        "to_inclusive": False,
    }
    others = plain_data(matrix.why_not(RESERVOIR))
    assert others[0]["changes"][0]["nearest"] is False
    assert json.loads(json.dumps(data)) == data
    # Sentences are worded when read, and survive the way to a worker.
    again = pickle.loads(pickle.dumps(outcome.chosen))
    assert plain_data(again) == data["chosen"]
