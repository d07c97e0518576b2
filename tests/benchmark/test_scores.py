"""Points of several factors that choose a stage (积分制).

As markets are graded by points in print: each factor gives some, their sum
falls into the band of a stage, and the stage has a band in yuan.
"""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import Table, compare_libraries, lint_table
from penaltykit.benchmark._library import Library
from penaltykit.engine import Reading
from penaltykit.money import Band
from strategies.tables import load_table

D = Decimal
ZONE = {
    "id": "zone",
    "fact": "t.zone",
    "grades": [
        {"id": "g", "if": "general", "points": "0"},
        {"id": "s", "if": "special", "points": "20"},
        {"id": "d", "if": "source", "points": "40"},
    ],
}
FLAG = {
    "id": "flag",
    "fact": "t.flag",
    "grades": [
        {"id": "no", "if": False, "points": "10"},
        {"id": "yes", "if": True, "points": "50"},
    ],
}


def stage(row: str, points: str, low: int, high: int) -> dict[str, Any]:
    return {
        "row": row,
        "stage": {"zh": row, "en": row},
        "points": points,
        "penalties": [
            {
                "kind": "fine",
                "from": str(low),
                "to": str(high),
                "to_inclusive": False,
            }
        ],
    }


STAGES = [
    stage("A", "< 30", 10_000, 30_000),
    stage("B", "[30..70)", 30_000, 60_000),
    stage("C", ">= 70", 60_000, 100_000),
]


def score(*stages: dict[str, Any], **more: Any) -> Table:
    return load_table(
        {
            "kind": "factor",
            "factors": [ZONE, FLAG],
            "stages": list(stages or STAGES),
            **more,
        }
    )


def known(**facts: Any) -> dict[str, Reading]:
    return {
        name.replace("__", "."): Reading("known", value)
        for name, value in facts.items()
    }


@pytest.mark.parametrize(
    ("zone", "flag", "row", "low"),
    [
        ("general", False, "A", 10_000),  # 0 + 10 = 10
        ("special", False, "B", 30_000),  # 20 + 10 = 30
        ("source", False, "B", 30_000),  # 40 + 10 = 50
        ("special", True, "C", 60_000),  # 20 + 50 = 70
        ("source", True, "C", 60_000),  # 40 + 50 = 90
    ],
)
def test_the_sum_chooses_the_stage(
    zone: str, flag: bool, row: str, low: int
) -> None:
    said = score().evaluate(known(t__zone=zone, t__flag=flag))
    assert said.settled
    assert said.chosen is not None
    assert said.chosen.row == row
    assert said.fine is not None
    assert said.fine.band is not None
    assert said.fine.band.from_ == low


def test_the_arithmetic_is_told() -> None:
    said = score(start="5").evaluate(known(t__zone="special", t__flag=False))
    # 5 + 20 + 10 = 35
    assert [line["en"] for line in said.arithmetic][-1] == (
        "Sum of the points: 5 + 20 + 10 = 35"
    )
    assert said.stage == {"zh": "B", "en": "B"}


def test_what_cannot_move_the_stage_is_not_asked_for() -> None:
    # 50 and 0, 20 or 40: 50 to 90, B or C; and C alone from 20 on.
    said = score().evaluate(known(t__flag=True))
    assert not said.settled
    assert said.settle == ("t.zone",)
    grave = score(
        stage("A", "< 50", 1, 2), stage("C", ">= 50", 2, 3)
    ).evaluate(known(t__flag=True))
    assert grave.settled
    assert grave.settle == ()
    assert grave.chosen is not None
    assert grave.chosen.row == "C"


def test_gaps_and_overlaps_of_sums() -> None:
    codes = {
        finding.code
        for finding in lint_table(
            score(stage("A", "<= 30", 1, 2), stage("B", "[30..60)", 2, 3))
        )
    }
    # 30 lies in both; 60, 70 and 90 lie in none.
    assert codes == {"gap", "overlap"}
    assert not lint_table(score())


def test_more_points_are_never_lighter() -> None:
    monotone = ["t.flag"]
    assert not lint_table(score(monotone=monotone))
    light = stage("C", ">= 70", 1_000, 2_000)
    (found,) = lint_table(score(*STAGES[:2], light, monotone=monotone))
    assert (found.code, found.rows) == ("monotone-broken", ("B", "C"))
    warned = {**light, "penalties": [{"kind": "warning"}]}
    (found,) = lint_table(score(*STAGES[:2], warned, monotone=monotone))
    assert found.code == "monotone-broken"


def test_a_stage_outside_the_law() -> None:
    law = Band(from_=D(20_000), to=D(100_000))
    (found,) = lint_table(score(), law)
    assert (found.code, found.rows) == ("outside-statute", ("A",))
    # Under the minimum by mitigation: the row says so.
    mild = {**STAGES[0], "mitigated": True}
    assert not lint_table(score(mild, *STAGES[1:]), law)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"base": "200000"}, "table-stages-and-formula"),
        ({"stages": []}, "table-list-empty"),
        ({"stages": [STAGES[0], STAGES[0]]}, "table-twice"),
        ({"stages": [{**STAGES[0], "points": "some"}]}, "table-cell-unread"),
        ({"stages": [{"row": "1"}]}, "table-missing-key"),
    ],
)
def test_faults(more: dict[str, Any], fault: str) -> None:
    with pytest.raises(AssertionError) as error:
        score(**more)
    assert fault in str(error.value)


def test_a_grade_has_points_or_percent() -> None:
    both = {"id": "g", "if": "-", "points": "1", "percent": "1"}
    for grade in (both, {"id": "g", "if": "-"}):
        factor = {"id": "zone", "fact": "t.zone", "grades": [grade]}
        with pytest.raises(AssertionError) as error:
            load_table(
                {"kind": "factor", "factors": [factor], "stages": STAGES}
            )
        assert "table-percent-or-points" in str(error.value)


def test_a_changed_stage_is_told() -> None:
    old = score()
    new = score(STAGES[0], STAGES[1], stage("C", ">= 70", 60_000, 90_000))
    found = compare_libraries(
        Library({old.document.id: old.document}, {old.id: old}),
        Library({new.document.id: new.document}, {new.id: new}),
    )
    assert [(one.row, one.part) for one in found] == [("C", "penalties")]


@given(zone=st.sampled_from(("general", "special", "source", None)))
def test_an_open_fact_never_contradicts(zone: str | None) -> None:
    """What is settled while a fact is open stays for each of its values."""
    given_facts = {} if zone is None else known(t__zone=zone)
    table = score()
    said = table.evaluate(given_facts)
    for other, flag in product(
        ("general", "special", "source"), (True, False)
    ):
        full = table.evaluate(known(t__zone=zone or other, t__flag=flag))
        assert full.settled
        if said.settled:
            assert full.chosen is not None
            assert said.chosen is not None
            assert full.chosen.row == said.chosen.row


def test_why_not_another_stage() -> None:
    # 20 + 10 = 30: B.
    others = {
        one.row: one.text["en"]
        for one in score().why_not(known(t__zone="special", t__flag=False))
    }
    assert "B" not in others
    assert others["C"] == (
        "The points are 30; the stage asks for at least 70."
    )
    assert "A" in others
    open_ = {one.row for one in score().why_not(known(t__flag=True))}
    assert {"A", "B", "C"} <= open_
