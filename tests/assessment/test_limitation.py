"""The two limits of art. 36(1): two years, and five where life, health or
financial safety is touched, with harm done. That is for an officer to find.

The washing case under the Jiangmen document, class 3 water: stage 3, 80,000
to 120,000. An act of 2021-06-01 is out of the two years after 2023-06-01, and
out of the five after 2026-06-01.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment, Result

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GROUND = "limitation.long_applies"

Run = Callable[..., Assessment]


@pytest.fixture
def run(kit: pk.Kit) -> Run:
    def run(
        discovered: str | None,
        ground: bool | None = None,
        *,
        penalties: Any = (),
        phase: str = "noticed",
        decided: str = "2024-06-01",
    ) -> Assessment:
        data = json.loads(
            (FIXTURES / "03-vehicle-washing" / "case.json").read_text("utf-8")
        )
        data["phase"] = phase
        violation = data["violations"][0]
        violation["act"].update({"from": "2021-06-01", "to": "2021-06-01"})
        violation["facts"].update(
            {
                "water.function_class": {"value": "class-3"},
                "water.protected_area": {"value": "none"},
            }
        )
        if ground is not None:
            violation["facts"][GROUND] = {
                "value": ground,
                "grounds": "经查实。",
            }
        violation["penalties"] = list(penalties)
        violation["discretion"] = None
        data["papers"] = []
        data["events"] = [
            {"kind": "investigation-ended", "date": decided},
        ]
        if phase == "decided":
            data["events"] = [{"kind": "decided", "date": decided}]
        if discovered:
            data["events"].insert(
                0, {"kind": "discovered", "date": discovered}
            )
        return kit.assess(pk.read_case(json.dumps(data)))

    return run


def kinds(result: Result) -> list[str]:
    return [r.penalty.kind.value for r in result.recommended]


def limitation(assessment: Assessment) -> list[tuple[str, str]]:
    return [
        (f.severity.value, f.mend["zh"])
        for f in assessment.findings
        if f.code == "limitation-passed"
    ]


def test_between_two_and_five_years_it_depends(run: Run) -> None:
    assessment = run("2024-03-01")
    result = assessment.results[0]

    assert result.outcome.value == "undetermined"
    assert GROUND in result.settle
    # Orders remain; no fine is recommended, and none is ruled out.
    assert "fine" not in kinds(result)
    assert "order-stop" in kinds(result)
    (told,) = (r for r in result.reasons if r.code == "circumstance.waits")
    assert "五年" in told.text["zh"]
    assert told.citation[0].article == 36
    opened = {
        (a.ground.value, a.facts, a.penalty.kind.value)
        for a in result.alternatives
    }
    assert ("attestation", (GROUND,), "fine") in opened
    assert ("attestation", (GROUND,), "no-penalty") in opened


def test_it_asks_for_the_ground_and_nothing_else(run: Run) -> None:
    ((severity, mend),) = limitation(run("2024-03-01"))

    assert severity == "undetermined"
    assert GROUND in mend
    assert "处罚内容" not in mend


def test_with_a_fine_stated_it_asks_for_the_ground(run: Run) -> None:
    fine = [{"kind": "fine", "amount": "100000", "unit": "yuan"}]
    assessment = run("2024-03-01", penalties=fine, phase="decided")
    ((severity, mend),) = limitation(assessment)

    assert severity == "undetermined"
    assert GROUND in mend
    assert [s.verdict.value for s in assessment.results[0].stated] == [
        "undetermined"
    ]


def test_with_the_ground_the_fine_stands(run: Run) -> None:
    result = run("2024-03-01", ground=True).results[0]

    assert result.outcome.value == "penalty"
    assert "fine" in kinds(result)
    assert "circumstance.waits" not in [r.code for r in result.reasons]


def test_without_the_ground_nothing_is_imposed(run: Run) -> None:
    result = run("2024-03-01", ground=False).results[0]

    assert result.outcome.value == "no-penalty-shall"


@pytest.mark.parametrize(
    ("discovered", "outcome"),
    [
        ("2023-06-01", "penalty"),
        ("2023-06-02", "undetermined"),
        ("2026-06-01", "undetermined"),
        ("2026-06-02", "no-penalty-shall"),
        (None, "penalty"),
    ],
)
def test_the_days_on_both_sides(
    run: Run, discovered: str | None, outcome: str
) -> None:
    """The last day of each term still belongs to it; a day of discovery that
    is not recorded is asked for by its own check."""
    result = run(discovered, decided="2026-07-01").results[0]

    assert result.outcome.value == outcome
