"""The water sheet of Jiangmen: its reach, its formulas, its general rules."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit import read_case
from penaltykit.benchmark import (
    Effect,
    Grade,
    Library,
    StageBody,
    TableOutcome,
    position,
    shape_of,
    shift_row,
)
from penaltykit.facts import CaseFacts, Vocabulary
from penaltykit.money import Band

NAME = "jiangmen-eco-2020"
NOT_APPLICABLE = {"state": "not-applicable", "grounds": "示例"}


@pytest.fixture
def template(root: Path) -> dict[str, Any]:
    path = root / "fixtures" / "03-vehicle-washing" / "case.json"
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def evaluate(
    library: Library,
    vocabulary: Vocabulary,
    template: dict[str, Any],
    number: str,
    **facts: Any,
) -> TableOutcome:
    """The table applied to the facts of a case file."""
    data = copy.deepcopy(template)
    table = library.table(f"{NAME}/{number}")
    stated: dict[str, Any] = {
        "water.excess_times": NOT_APPLICABLE,
        "water.ph_excess": NOT_APPLICABLE,
        "water.excess_total_percent": NOT_APPLICABLE,
        "water.same_breaches_two_years": {"value": 0},
        "env.serious_consequence": {"value": False, "grounds": "示例"},
    }
    for name, value in facts.items():
        stated[f"water.{name}"] = {"value": value}
    data["violations"][0]["item"] = table.item
    data["violations"][0]["facts"] = stated
    case = read_case(json.dumps(data).encode(), format="json")
    return table.evaluate(CaseFacts(case, vocabulary).violation(0, 0))


def test_the_water_sheet_is_encoded_from_2_1_to_2_25(
    library: Library,
) -> None:
    tables = [table for table in library if table.document.id == NAME]
    numbers = {
        number
        for table in tables
        if (number := table.id.partition("/")[2]).startswith("2-")
    }
    wanted = {f"2-{number}" for number in range(1, 26)}
    # No. 2-25 speaks of persons too, who are parties of their own.
    assert numbers == {*wanted, "2-25-person"}
    assert len({table.item for table in tables}) == len(tables)
    assert not library.document(NAME).complete


@pytest.mark.parametrize(
    ("number", "facts", "row", "yuan"),
    [
        # Three ordinary pollutants 2.4, 1.5 and 0.4 times over: 2 + 2 + 0
        # steps; 20 + 2 x 1 + 4 x 1 = 26 (万元).
        ("2-6", {"excess_pollutants": "ordinary", "factors_over": 3,
                 "excess_times": "2.4", "excess_steps": 4},
         "3-concentration-ordinary", 260000),
        # Lead 1.2 and nickel 0.3 times over: 3 + 1 steps of half a time;
        # 20 + 1 x 2 + 4 x 1 = 26.
        ("2-6", {"excess_pollutants": "priority", "factors_over": 2,
                 "excess_times": "1.2", "excess_steps": 4},
         "3-concentration-priority", 260000),
        # Two ordinary ones 60 and 30 % over the total: 2 + 1 steps;
        # 20 + 1 x 2 + 3 x 1 = 25.
        ("2-6", {"excess_pollutants": "ordinary", "factors_over": 2,
                 "excess_total_percent": "60", "excess_steps": 3},
         "3-total-ordinary", 250000),
        # Two priority ones 50 and 10 % over the total: 3 + 1 steps of a
        # fifth; 20 + 1 x 4 + 4 x 2 = 32.
        ("2-6", {"excess_pollutants": "priority", "factors_over": 2,
                 "excess_total_percent": "50", "excess_steps": 4},
         "3-total-priority", 320000),
        # 20 + 0 + 50 x 1 = 70, the cap itself; one step more stays there.
        ("2-6", {"excess_pollutants": "ordinary", "factors_over": 1,
                 "excess_times": "50", "excess_steps": 50},
         "3-concentration-ordinary", 700000),
        ("2-6", {"excess_pollutants": "ordinary", "factors_over": 1,
                 "excess_times": "51", "excess_steps": 51},
         "3-concentration-ordinary", 700000),
        # 2-8 adds 20,000 a step over the total: 20 + 1 x 1 + 3 x 2 = 27.
        ("2-8", {"excess_pollutants": "ordinary", "factors_over": 2,
                 "excess_total_percent": "60", "excess_steps": 3},
         "4", 270000),
    ],
)  # fmt: skip
def test_the_formulas_are_worked_out_from_the_case(
    library: Library,
    vocabulary: Vocabulary,
    template: dict[str, Any],
    number: str,
    facts: dict[str, Any],
    row: str,
    yuan: int,
) -> None:
    outcome = evaluate(library, vocabulary, template, number, **facts)
    assert outcome.chosen is not None
    assert outcome.chosen.row == row
    assert outcome.fine is not None
    assert outcome.fine.band == Band.point(Decimal(yuan))


def test_without_the_steps_no_amount_is_made_up(
    library: Library, vocabulary: Vocabulary, template: dict[str, Any]
) -> None:
    outcome = evaluate(
        library,
        vocabulary,
        template,
        "2-6",
        excess_pollutants="ordinary",
        factors_over=1,
        excess_times="3",
    )
    assert outcome.chosen is not None
    assert outcome.fine is not None
    assert outcome.fine.band is None
    assert outcome.settle == ("water.excess_sum_1_1",)


def test_the_fine_of_individuals_stays_at_discretion(
    library: Library, vocabulary: Vocabulary, template: dict[str, Any]
) -> None:
    outcome = evaluate(
        library, vocabulary, template, "2-22", first_breach=True
    )
    assert outcome.fine is not None
    assert outcome.fine.penalty.obligation.value == "may"
    band = outcome.fine.band
    assert band is not None
    assert band.to == 200
    policy = library.document(NAME).policy
    shape = shape_of(outcome.fine.penalty)
    severe = position(band, policy, Grade.SEVERE, shape)
    assert severe is not None
    assert severe.point == 200


def test_articles_5_to_7_are_all_there(library: Library) -> None:
    policy = library.document(NAME).policy
    effects = [one.effect for one in policy.circumstances]
    # Art. 5: five cases and two earlier penalties; three earlier penalties
    # and five more cases go one stage up. Art. 6: eight cases. Art. 7: one.
    assert effects.count(Effect.SEVERE) == 6
    assert effects.count(Effect.SHIFT) == 6
    assert effects.count(Effect.LENIENT) == 8
    assert effects.count(Effect.NO_PENALTY) == 1
    for one in policy.circumstances:
        if one.effect is Effect.SHIFT:
            assert (one.steps, one.at_end) == (1, "maximum")
        may = one.effect in (Effect.LENIENT, Effect.NO_PENALTY)
        if one.effect is not Effect.SHIFT:
            assert one.permissive is may, one.id
    (counted,) = policy.look_backs
    assert counted.years == 2
    assert not counted.includes_this


def test_a_shift_of_an_outlet_removed_in_time_stays_in_its_statute(
    library: Library,
) -> None:
    """From the last stage of those removed it leads to their maximum."""
    up = library.document(NAME).policy.circumstance("mass-incident")
    assert up is not None
    for number, most in (("2-9", 500000), ("2-10", 100000)):
        table = library.table(f"{NAME}/{number}")
        assert isinstance(table.body, StageBody)
        rows = [row.id for row in table.body.rows]
        to, past = shift_row(table, rows.index("removed-5"), up)
        assert rows[to] == "overdue-1"
        assert not past
        (fine,) = [
            one
            for one in table.body.rows[to].penalties
            if one.kind.value == "fine"
        ]
        # Art. 84: what an outlet removed in time costs at most.
        assert fine.from_ == fine.to == most
