"""The fixtures: what was computed by hand is what the assessment says."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit import _yaml
from penaltykit.case import load_case
from penaltykit.kit import Kit

FOLDERS = sorted(
    path.parent.name
    for path in Path(__file__).parents[2].glob("fixtures/*/expect.yaml")
    if (path.parent / "case.json").is_file()
)


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit(engine="python")


@pytest.fixture(params=FOLDERS)
def pair(
    request: pytest.FixtureRequest, fixtures: Path, kit: Kit
) -> tuple[Any, Any]:
    folder = fixtures / request.param
    expected = _yaml.load(folder / "expect.yaml").value
    return kit.assess(load_case(folder / "case.json")), expected


def test_all_fixtures_are_here():
    assert len(FOLDERS) == 12


def test_results(pair: tuple[Any, Any]):
    assessment, expected = pair
    assert len(assessment.results) == len(expected["results"])
    for result, wanted in zip(
        assessment.results, expected["results"], strict=True
    ):
        found = {
            "violation": result.violation,
            "party": result.party,
            "law": result.law.law,
            "version": result.law.version,
            "outcome": str(result.outcome),
            "table": result.table and result.table.id,
            "rows": [row["row"] for row in result.rows],
            "stage": result.stage,
            "settle": list(result.settle),
            "missing": [
                {"kind": str(one.kind), "object": one.object}
                for one in result.missing
            ],
        }
        assert found == {key: wanted[key] for key in found}


def test_recommended(pair: tuple[Any, Any]):
    assessment, expected = pair
    for result, wanted in zip(
        assessment.results, expected["results"], strict=True
    ):
        found = sorted(result.recommended, key=lambda one: str(one.penalty))
        assert sorted(str(one.penalty.kind) for one in found) == sorted(
            one["kind"] for one in wanted["recommended"]
        )
        for one in wanted["recommended"]:
            assert any(_agrees(given, one) for given in found), one


def _agrees(given: Any, wanted: dict[str, Any]) -> bool:
    penalty = given.penalty
    for key, value in wanted.items():
        name = "from_" if key == "from" else key
        owner = given if key in ("point", "permissive") else penalty
        found = getattr(owner, name)
        if isinstance(found, Decimal) or key in ("from", "to", "point"):
            if found != (None if value is None else Decimal(value)):
                return False
        elif isinstance(value, str):
            if str(found) != value:
                return False
        elif found != value:
            return False
    return True


def test_stated(pair: tuple[Any, Any]):
    assessment, expected = pair
    for result, wanted in zip(
        assessment.results, expected["results"], strict=True
    ):
        found = [
            (str(one.kind), one.amount, str(one.verdict))
            for one in result.stated
        ]
        assert found == [
            (
                one["kind"],
                Decimal(one["amount"]) if "amount" in one else None,
                one["verdict"],
            )
            for one in wanted["stated"]
        ]


def test_totals(pair: tuple[Any, Any]):
    assessment, expected = pair
    found = [
        (one.party, one.fine, one.confiscated) for one in assessment.totals
    ]
    assert found == [
        (one["party"], Decimal(one["fine"]), Decimal(one["confiscated"]))
        for one in expected["totals"]
    ]


def test_hearing(pair: tuple[Any, Any]):
    """Whether it must be offered; null where that is still to be seen."""
    assessment, expected = pair
    for index, party in enumerate(assessment.case.parties):
        steps = [
            step["value"]
            for step in assessment.trace
            if step["name"] == "hearing.required"
            and step["pointer"] == f"/parties/{index}"
        ]
        assert steps
        found = None if None in steps else False
        assert (True in steps or found) is expected["hearing"][party.id]


def test_findings(pair: tuple[Any, Any]):
    assessment, expected = pair
    heavy = {
        (one.code, str(one.severity))
        for one in assessment.findings
        if one.severity != "note"
    }
    wanted = {(one["code"], one["severity"]) for one in expected["findings"]}
    assert heavy == wanted
    assert expected["clean"] is not bool(wanted)
    notes = {one.code for one in assessment.findings} - {
        code for code, _ in heavy
    }
    assert notes == set(expected["notes"])
