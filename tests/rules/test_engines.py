"""Both engines say the same of every real case."""

from pathlib import Path

import pytest

from penaltykit import Kit, load_case
from penaltykit.errors import FaultsError

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "fixtures").glob("*/case.json"))


@pytest.fixture(scope="module")
def durable() -> Kit:
    pytest.importorskip("durable_rules_engine")
    return Kit(engine="durable")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_findings_requirements_and_trace_are_the_same(
    kit: Kit, durable: Kit, path: Path
):
    try:
        case = load_case(path)
    except FaultsError:
        pytest.skip("a broken file has no assessment")
    one, other = kit.assess(case), durable.assess(case)
    assert one.findings == other.findings
    assert one.requirements == other.requirements
    assert tuple(one.trace) == tuple(other.trace)
    assert one.to_json(trace=True) == other.to_json(trace=True)
