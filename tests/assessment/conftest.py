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
def kit() -> pk.Kit:
    """The shipped rules and tables, on the engine that is always there."""
    return pk.Kit(engine="python")


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
