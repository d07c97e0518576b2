"""Corrections in percent: of the amount, of a bound of the law; by a grade.

Hunan arts. 9 and 10: heavier by at most 20 % of the statutory maximum, lighter
by as much, never outside the law; mitigated, half of the minimum stays. The
article of the law gives 20,000 to 200,000, the one case of the table that is
encoded comes to 29,000 (200,000 x 14.5 %).
"""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import penaltykit as pk
from penaltykit.assessment import Result
from penaltykit.benchmark import (
    DocumentCircumstance,
    Effect,
    PercentOf,
    Way,
    correct,
    correct_band,
)
from penaltykit.money import Band
from penaltykit.penalty import PenaltyKind

D = Decimal
PLAIN = DocumentCircumstance(
    id="made",
    effect=Effect.CORRECTION,
    text={"zh": "试", "en": "made"},
    percent_from=D(10),
    percent_to=D(20),
    of=PercentOf.MAXIMUM,
)
MORE = evolve(PLAIN, way=Way.MORE)


def test_of_the_maximum() -> None:
    # 100,000 - 20 % x 200,000 = 60,000; - 10 % x 200,000 = 80,000.
    found = correct(D(100_000), PLAIN, D(20_000), D(200_000))
    assert found.band == Band(from_=D(60_000), to=D(80_000))
    # + 10 %: 120,000; + 20 %: 140,000.
    found = correct(D(100_000), MORE, D(20_000), D(200_000))
    assert found.band == Band(from_=D(120_000), to=D(140_000))
    of = "of the statutory maximum of 200,000 yuan"
    assert [line["en"] for line in found.arithmetic] == [
        f"100,000 yuan + 10% {of}: 120,000 yuan",
        f"100,000 yuan + 20% {of}: 140,000 yuan",
    ]


def test_what_is_put_on_stops_at_the_law() -> None:
    # 170,000 + 20,000 = 190,000; + 40,000 = 210,000, above 200,000.
    found = correct(D(170_000), MORE, D(20_000), D(200_000))
    assert found.band == Band(from_=D(190_000), to=D(200_000))


def test_of_the_minimum_and_never_below_nothing() -> None:
    half = evolve(PLAIN, of=PercentOf.MINIMUM)
    # 50,000 - 20 % x 20,000 = 46,000; - 10 % x 20,000 = 48,000.
    found = correct(D(50_000), half, D(20_000), D(200_000))
    assert found.band == Band(from_=D(46_000), to=D(48_000))
    # 10,000 - 40,000 is less than nothing.
    found = correct(D(10_000), PLAIN, None, D(200_000))
    assert found.band.from_ == 0


def test_a_band_moves_by_what_leaves_the_most_room() -> None:
    band = Band(from_=D(50_000), to=D(80_000), to_inclusive=False)
    # + 10 % x 200,000 at the bottom, + 20 % at the top.
    found = correct_band(band, MORE, D(20_000), D(200_000))
    assert found is not None
    assert found.band == Band(
        from_=D(70_000), to=D(120_000), to_inclusive=False
    )
    # - 20 % at the bottom, - 10 % at the top.
    found = correct_band(band, PLAIN, D(20_000), D(200_000))
    assert found is not None
    assert found.band == Band(
        from_=D(10_000), to=D(60_000), to_inclusive=False
    )


@pytest.mark.parametrize(
    ("of", "floor", "maximum"),
    [
        (PercentOf.MAXIMUM, D(1), None),
        (PercentOf.MINIMUM, None, D(1)),
    ],
)
def test_a_bound_that_the_law_does_not_have(
    of: PercentOf, floor: Decimal | None, maximum: Decimal | None
) -> None:
    one = evolve(PLAIN, of=of)
    assert correct_band(Band.point(D(5)), one, floor, maximum) is None
    with pytest.raises(ValueError, match="made"):
        correct(D(5), one, floor, maximum)


# --- through an assessment ---

Run = Callable[..., Result]
COERCED = {
    "circumstance": "penalty-law.32.2",
    "status": "found",
    "reasons": "经查实受他人胁迫。",
}
EMERGENCY = {
    "circumstance": "penalty-law.49.emergency",
    "status": "found",
    "reasons": "经查实违反应急措施。",
}


@pytest.fixture(scope="module")
def hunan(root: Path) -> Run:
    """The washing case as one of art. 81 in Hunan, which names the table."""
    kit = pk.Kit(engine="python")
    text = (root / "fixtures" / "03-vehicle-washing" / "case.json").read_text(
        "utf-8"
    )

    def run(*claims: dict[str, Any], fine: str = "29000") -> Result:
        data = json.loads(text)
        data["agency"]["region"] = "430100"
        violation = data["violations"][0]
        violation["item"] = "water.obstruct-inspection"
        violation["breached"] = [{"law": "water-pollution-law", "article": 30}]
        violation["penalising"] = [
            {"law": "water-pollution-law", "article": 81}
        ]
        violation["facts"]["env.penalised_in_two_years"] = {"value": True}
        violation["discretion"]["table"] = "hunan-eco-2021/13"
        violation["circumstances"] = list(claims)
        violation["penalties"] = [
            {"kind": "fine", "amount": fine, "unit": "yuan", "party": "P1"}
        ]
        data["papers"] = []
        data["events"] = [{"kind": "decided", "date": "2024-06-27"}]
        return kit.assess(pk.read_case(json.dumps(data))).results[0]

    return run


def fine(result: Result) -> tuple[Any, ...]:
    (entry,) = (
        one
        for one in result.recommended
        if one.penalty.kind is PenaltyKind.FINE
    )
    return entry.penalty.from_, entry.penalty.to


def codes(result: Result) -> list[str]:
    return [reason.code for reason in result.reasons]


def verdict(result: Result) -> str:
    return result.stated[0].verdict.value


def test_an_ordinary_case_is_not_corrected(hunan: Run) -> None:
    result = hunan()
    assert fine(result) == (29_000, 29_000)
    assert "correction" not in codes(result)


def test_severe_adds_a_fifth_of_the_maximum(hunan: Run) -> None:
    # 29,000 + 20 % x 200,000 = 69,000
    result = hunan(EMERGENCY, fine="69000")
    assert fine(result) == (29_000, 69_000)
    assert verdict(result) == "inside"
    asked = next(r for r in result.reasons if r.code == "benchmark.needs")
    assert "集体讨论" in asked.text["zh"]
    assert asked.citation[0].article == 9
    assert verdict(hunan(EMERGENCY, fine="69000.01")) == "outside-benchmark"


def test_a_major_incident_may_reach_the_maximum(hunan: Run) -> None:
    # 29,000 + 100 % x 200,000 is above the 200,000 of the law.
    claim = {
        "circumstance": "hunan-eco-2021.major-incident",
        "status": "found",
        "effect": "correction",
        "reasons": "造成重大事件。",
    }
    assert fine(hunan(claim, fine="200000")) == (29_000, 200_000)


def test_lenient_takes_off_a_fifth_and_stops_at_the_floor(hunan: Run) -> None:
    # 29,000 - 40,000 is under the 20,000 of the law.
    result = hunan({**COERCED, "effect": "lenient"}, fine="20000")
    assert fine(result) == (20_000, 29_000)
    assert verdict(result) == "inside"


def test_mitigation_leaves_half_of_the_minimum(hunan: Run) -> None:
    # 50 % x 20,000 = 10,000
    claim = {**COERCED, "effect": "mitigate"}
    result = hunan(claim, fine="10000")
    assert verdict(result) == "mitigated"
    assert verdict(hunan(claim, fine="9999")) == "outside-benchmark"
    (opened,) = result.alternatives
    assert opened.penalty.from_ == D(10_000)
    assert opened.penalty.to == D(20_000)
    assert "mitigation.least" in codes(result)
    # Without a ground of the law it opens nothing.
    assert verdict(hunan(fine="10000")) == "outside-statute"


def test_a_grade_is_not_claimed(hunan: Run) -> None:
    claim = {
        "circumstance": "hunan-eco-2021.heavier",
        "status": "found",
        "reasons": "从重。",
    }
    result = hunan(claim)
    assert fine(result) == (29_000, 29_000)
    assert "circumstance.other-grade" in codes(result)
