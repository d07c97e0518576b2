"""The receipt: same input, same bytes, on every engine."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.engine import ENGINES

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CASES = sorted(path.parent.name for path in FIXTURES.glob("*/case.json"))


@pytest.fixture(scope="module")
def kits() -> list[pk.Kit]:
    """A kit on each engine that loads on this machine."""
    found = [pk.Kit(engine="python")]
    try:
        import durable_rules_engine  # noqa: F401
    except ImportError:
        return found
    return [*found, pk.Kit(engine="durable")]


@pytest.mark.parametrize("name", CASES)
def test_the_same_bytes_on_each_engine(name: str, kits: list[pk.Kit]) -> None:
    case = pk.load_case(FIXTURES / name / "case.json")

    found = {kit.assess(case).to_json(trace=True) for kit in kits}
    bodies = {kit.assess(case).receipt.sha256 for kit in kits}

    assert len(found) == 1
    assert len(bodies) == 1


def test_engines_are_named_outside_the_hashed_body(
    kits: list[pk.Kit],
) -> None:
    case = pk.load_case(FIXTURES / CASES[0] / "case.json")

    receipts = [kit.assess(case).receipt for kit in kits]

    assert {r.engine for r in receipts} <= set(ENGINES)
    assert "engine" not in receipts[0].body


def test_the_day_stands_in_the_receipt(
    assess: Callable[..., Any], kit: pk.Kit
) -> None:
    import datetime as dt

    case = pk.load_case(FIXTURES / CASES[0] / "case.json")
    day = dt.date(2024, 12, 31)

    receipt = kit.assess(case, as_of=day).receipt

    assert receipt.body["as_of"] == "2024-12-31"
    assert receipt.sha256 != kit.assess(case).receipt.sha256


def test_a_changed_case_changes_the_hash(assess: Callable[..., Any]) -> None:
    def other(data: dict[str, Any]) -> None:
        data["note"] = "x"

    one = assess(CASES[0]).receipt
    two = assess(CASES[0], other).receipt

    assert one.body["case"] != two.body["case"]
    assert one.body["sources"] == two.body["sources"]


def test_sources_name_the_law_and_the_table_used(
    assess: Callable[..., Any],
) -> None:
    receipt = assess("03-vehicle-washing").receipt

    names = set(receipt.body["sources"])
    assert "rules/laws/water-pollution-law.yaml" in names
    assert "rules/laws/food-safety-law.yaml" not in names
    assert any(name.startswith("discretion_tables/") for name in names)
    assert json.loads(receipt.to_json())["sha256"] == receipt.sha256
