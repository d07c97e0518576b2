"""When the term to decide ends on a day of rest."""

import json
from pathlib import Path

import pytest

from penaltykit.case import from_dict
from penaltykit.kit import Kit

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize(
    ("fixture", "filed", "decided", "late"),
    [
        # 2024-03-17 + 90 days = Saturday 2024-06-15; by 程序规定 art. 80 the
        # term moves on to Monday 2024-06-17.
        ("01-food-past-date", "2024-03-17", "2024-06-15", False),
        ("01-food-past-date", "2024-03-17", "2024-06-17", False),
        ("01-food-past-date", "2024-03-17", "2024-06-18", True),
        # 2024-03-14 + 90 days = Wednesday 2024-06-12.
        ("01-food-past-date", "2024-03-14", "2024-06-13", True),
        # Transport has no such rule: 2024-03-17 + 90 is the last day.
        ("04-passenger-transport", "2024-03-17", "2024-06-17", True),
    ],
)
def test_only_where_a_rule_says_so_it_moves_on(
    fixture: str, filed: str, decided: str, late: bool
):
    data = json.loads((FIXTURES / fixture / "case.json").read_text("utf-8"))
    for event in data["events"]:
        if event["kind"] == "filed":
            event["date"] = filed
        if event["kind"] == "decided":
            event["date"] = decided
    found = Kit().assess(from_dict(data)).findings
    codes = {finding.code for finding in found if finding.severity == "error"}
    assert ("decision-late" in codes) is late
