"""What is told where no penalty is given: nothing of an amount, and the gains
as the one thing that the law leaves open (arts. 28(2) and 9(2))."""

from collections.abc import Callable
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment

Small = Callable[..., Assessment]

# Art. 85 of the Water Pollution Law: 20,000 to 200,000; a row of Guangdong.
ITEM = "water.wash-toxic-vehicle"
FACTS = {
    "water.zone": "general",
    "water.effects_removed": True,
    "env.major_impact": False,
    "gains.amount": "800",
    "gains.refunded": "0",
}
SLIGHT = {
    "circumstance": "penalty-law.33.slight",
    "status": "found",
    "reasons": "示例理由。",
}
FIRST = {**SLIGHT, "circumstance": "penalty-law.33.first-time"}


def assessed(small: Small, *found: dict[str, Any], **more: Any) -> Assessment:
    return small(
        ITEM,
        "2024-05-13",
        "2024-06-27",
        {**FACTS, **more},
        field="ecology",
        circumstances=list(found),
    )


def codes(assessment: Assessment) -> list[str]:
    return [reason.code for reason in assessment.results[0].reasons]


def section(
    kit: pk.Kit, assessment: Assessment, part: str, lang: str = "zh"
) -> str:
    """What a part of the explanation of the first result says."""
    told = kit.explain(assessment, lang).to_dict()
    (found,) = (
        one for one in told["sections"][0]["parts"] if one["code"] == part
    )
    return str(found)


AMOUNTS = (
    "statute.fine",
    "statute.gains",
    "statute.unstated",
    "position",
    "clamp",
)


def test_steps_of_an_amount_are_not_told_where_none_shall_be(
    small: Small,
) -> None:
    assessment = assessed(small, SLIGHT)
    assert assessment.results[0].outcome == "no-penalty-shall"
    assert not set(codes(assessment)).intersection(AMOUNTS)
    # Why this row, and what is left to the agency, are told all the same.
    assert {"table.row", "no-penalty.gains"} <= set(codes(assessment))


def test_where_none_may_be_both_ways_are_told(small: Small) -> None:
    assessment = assessed(small, FIRST)
    assert assessment.results[0].outcome == "no-penalty-may"
    assert {"statute.fine", "statute.gains", "no-penalty.gains"} <= set(
        codes(assessment)
    )


@pytest.mark.parametrize(
    ("lang", "title", "amount", "left"),
    [
        ("zh", "不予处罚时由行政机关决定", "800元", "不予处罚之后还有什么"),
        (
            "en",
            "Left to the agency where no penalty is given",
            "800 yuan",
            "What remains",
        ),
    ],
)
def test_the_conclusion_names_the_gains(
    kit: pk.Kit, small: Small, lang: str, title: str, amount: str, left: str
) -> None:
    assessment = assessed(small, SLIGHT)
    told = section(kit, assessment, "conclusion", lang)
    assert title in told
    assert amount in told
    assert left in section(kit, assessment, "amount", lang)


def test_without_gains_nothing_is_left_to_the_agency(
    kit: pk.Kit, small: Small
) -> None:
    none = {"state": "not-applicable", "grounds": "没有违法所得。"}
    assessment = assessed(small, SLIGHT, **{"gains.amount": none})
    assert "no-penalty.gains" not in codes(assessment)
    told = section(kit, assessment, "conclusion")
    assert "由行政机关决定" not in told
