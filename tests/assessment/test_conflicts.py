"""Circumstances that do not go together, and what remains where no penalty is
given (食品安全法 art. 136)."""

from collections.abc import Callable
from typing import Any

import pytest

from penaltykit.assessment import Assessment, Result

Data = dict[str, Any]
FOOD = "01-food-past-date"
GOODS = {"kind": "confiscate-goods", "amount": "60"}
NONE = {"kind": "no-penalty"}


def _with(
    *claims: tuple[str, str],
    penalties: list[Data] | None = None,
    reasons: str | None = "依据在卷证据",
) -> Any:
    def change(data: Data) -> None:
        violation = data["violations"][0]
        violation["circumstances"] = [
            {
                "circumstance": name,
                "status": status,
                **({"reasons": reasons} if reasons else {}),
            }
            for name, status in claims
        ]
        if penalties is not None:
            violation["penalties"] = penalties

    return change


def _codes(result: Result) -> list[str]:
    return [
        reason.code.removeprefix("circumstance.")
        for reason in result.reasons
        if reason.code.startswith("circumstance.")
    ]


@pytest.mark.parametrize(
    ("penalties", "missing"),
    [
        # Spared, yet the food is taken: neither fine nor gains are missing.
        ([NONE, GOODS], []),
        # The food is forgotten; the tools are not what art. 136 keeps.
        ([NONE], [("confiscate-goods", "goods")]),
    ],
)
def test_spared_yet_confiscated(
    judge: Callable[..., Result],
    penalties: list[Data],
    missing: list[tuple[str, str]],
) -> None:
    change = _with(("food-safety-law.136", "found"), penalties=penalties)
    result = judge(FOOD, change)
    assert result.outcome == "no-penalty-may"
    assert [(m.kind.value, m.object) for m in result.missing] == missing
    assert _codes(result) == ["found", "keeps"]


def test_may_spare_is_no_duty_to(judge: Callable[..., Result]) -> None:
    # The agency gives a penalty all the same: then all of it is due.
    change = _with(
        ("food-safety-law.136", "found"),
        penalties=[{"kind": "fine", "amount": "50000"}],
    )
    kinds = [m.kind.value for m in judge(FOOD, change).missing]
    assert kinds == ["confiscate-gains", "confiscate-goods"]


def test_a_rule_of_another_law_does_not_count(
    judge: Callable[..., Result],
) -> None:
    change = _with(("food-safety-law.136", "found"))
    result = judge("04-passenger-transport", change)
    assert result.outcome == "penalty"
    assert _codes(result) == ["other-law"]


@pytest.mark.parametrize(
    ("claims", "codes", "found"),
    [
        (
            [("penalty-law.32.2", "found"), ("penalty-law.49.emergency",) * 1]
            and [
                ("penalty-law.32.2", "found"),
                ("penalty-law.49.emergency", "found"),
            ],
            ["found", "found", "conflict"],
            set(),
        ),
        (
            [("penalty-law.32.1", "found"), ("penalty-law.32.1", "refused")],
            ["found", "refused", "both-ways"],
            {"circumstances-exclude-each-other"},
        ),
        (
            [
                ("penalty-law.31.incapable", "found"),
                ("penalty-law.31.diminished", "found"),
            ],
            ["found", "found", "exclusive"],
            {"circumstances-exclude-each-other"},
        ),
        (
            [
                ("penalty-law.33.no-fault", "found"),
                ("penalty-law.49.emergency", "found"),
            ],
            ["found", "found", "spared-and-severe"],
            set(),
        ),
        (
            [("penalty-law.32.2", "claimed")],
            ["claimed"],
            {"claim-unanswered"},
        ),
        ([("penalty-law.32.2", "refused")], ["refused"], set()),
    ],
)
def test_what_does_not_go_together_is_shown(
    assess: Callable[..., Assessment],
    claims: list[tuple[str, str]],
    codes: list[str],
    found: set[str],
) -> None:
    assessment = assess("04-passenger-transport", _with(*claims))
    assert _codes(assessment.results[0]) == codes
    said = {
        f.code
        for f in assessment.findings
        if f.code.startswith(("circumstance", "claim"))
    }
    assert said == found


def test_grounds_against_each_other_are_weighed_in_words(
    assess: Callable[..., Assessment],
) -> None:
    claims = [
        ("penalty-law.32.2", "found"),
        ("penalty-law.49.emergency", "found"),
    ]

    def change(data: Data) -> None:
        _with(*claims)(data)
        data["violations"][0].pop("discretion")

    codes = {f.code for f in assess("04-passenger-transport", change).findings}
    assert "circumstances-conflict-unweighed" in codes


def test_refused_without_reasons_is_found(
    assess: Callable[..., Assessment],
) -> None:
    change = _with(("penalty-law.32.2", "refused"), reasons=None)
    codes = {f.code for f in assess("04-passenger-transport", change).findings}
    assert "circumstance-without-reasons" in codes


def test_twice_found_counts_once(judge: Callable[..., Result]) -> None:
    one = judge(
        "03-vehicle-washing", _with(("penalty-law.32.2", "found"))
    ).recommended
    two = judge(
        "03-vehicle-washing", _with(*[("penalty-law.32.2", "found")] * 2)
    ).recommended
    assert one == two
