"""Cases to start from, and the kit that judges them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment, Result

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="session")
def assess(kit: pk.Kit) -> Callable[..., Assessment]:
    """Assess a fixture, after a change of its plain data."""

    def run(name: str, change: Change | None = None) -> Assessment:
        data = json.loads((FIXTURES / name / "case.json").read_text("utf-8"))
        if change is not None:
            change(data)
        return kit.assess(pk.read_case(json.dumps(data)))

    return run


@pytest.fixture(scope="session")
def judge(assess: Callable[..., Assessment]) -> Callable[..., Result]:
    """The first result of a fixture, after a change."""

    def run(name: str, change: Change | None = None) -> Result:
        return assess(name, change).results[0]

    return run


Small = Callable[..., Assessment]


@pytest.fixture(scope="session")
def small(kit: pk.Kit) -> Small:
    """Assess a case of one violation that says no more than it must.

    A fact is a plain value (then with grounds) or the whole entry; parties
    are kinds, or kinds with a date of birth.
    """

    def run(
        item: str,
        acted: str,
        decided: str,
        facts: dict[str, Any] | None = None,
        *,
        field: str,
        party: str = "legal-person",
        born: str | None = None,
        of_case: dict[str, Any] | None = None,
        **violation: Any,
    ) -> Assessment:
        first, _, last = acted.partition("/")
        act: dict[str, Any] = {"from": first, "summary": "示例行为"}
        act["to"] = last or first
        if last:
            act["continuing"] = True
        if last == "?":
            del act["to"]
        someone = {"id": "P1", "kind": party, "name": "示例当事人"}
        if born:
            someone["birth_date"] = born
        data = {
            "schema": "penaltykit/case/1",
            "id": "示例",
            "phase": "decided",
            "procedure": "ordinary",
            "agency": {
                "name": "示例机关",
                "region": "440784",
                "level": "county",
                "field": field,
            },
            "parties": [someone],
            "violations": [
                {
                    "id": "V1",
                    "item": item,
                    "act": act,
                    "facts": _facts(facts or {}),
                    **violation,
                }
            ],
            "facts": _facts(of_case or {}),
            "events": [{"kind": "decided", "date": decided}],
        }
        return kit.assess(pk.read_case(json.dumps(data)))

    return run


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        if isinstance(value, dict)
        else {"value": value, "grounds": "在卷证据证明。"}
        for name, value in facts.items()
    }
