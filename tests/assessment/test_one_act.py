"""One act under several norms takes the higher fine, once (art. 29).

Fire Protection Law art. 60: 5,000 to 50,000 yuan. Road Transport Regulation
art. 63, no gains: 10,000 to 100,000 yuan. The two are put together for the
arithmetic, not because such an act is likely.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment, Result
from penaltykit.penalty import PenaltyKind

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures"
FIRE = FIXTURE / "06-fire-four-breaches" / "case.json"

Run = Callable[..., Assessment]


def stated(amount: str) -> list[dict[str, str]]:
    return [{"kind": "fine", "amount": amount, "unit": "yuan"}]


@pytest.fixture
def run(kit: pk.Kit) -> Run:
    """Two violations: V1 fined 20,000, V2 fined 30,000."""

    def run(
        attested: dict[str, Any] | None,
        *,
        second: dict[str, Any] | None = None,
        amounts: tuple[str, str] = ("20000", "30000"),
        fined: tuple[int, ...] = (0, 1),
    ) -> Assessment:
        data = json.loads(FIRE.read_text("utf-8"))
        one = data["violations"][0]
        one["penalties"] = stated(amounts[0])
        one["circumstances"] = []
        two = {
            "id": "V2",
            "item": "road.passenger-without-permit",
            "act": one["act"],
            "parties": one["parties"],
            "facts": {
                "gains.amount": {"state": "not-applicable"},
                **(second or {}),
            },
            "penalties": stated(amounts[1]),
        }
        if attested is not None:
            one["facts"]["act.one_act_with"] = attested
        data["violations"] = [one, two]
        for index, violation in enumerate(data["violations"]):
            if index not in fined:
                # An order, so that something is stated.
                violation["penalties"] = [{"kind": "order-correct"}]
        data["events"] = [{"kind": "decided", "date": "2025-06-01"}]
        data["papers"] = []
        return kit.assess(pk.read_case(json.dumps(data)))

    return run


def fines(result: Result) -> list[Any]:
    return [
        r for r in result.recommended if r.penalty.kind is PenaltyKind.FINE
    ]


def codes(result: Result) -> list[str]:
    return [r.code for r in result.reasons if r.code.startswith("one-act.")]


SAME = {"value": "V2", "grounds": "同一时间、同一地点的同一行为"}


def test_apart_without_an_attestation(run: Run) -> None:
    """20,000 + 30,000 = 50,000."""
    assessment = run(None)

    assert [len(fines(r)) for r in assessment.results] == [1, 1]
    assert assessment.totals[0].fine == 50_000
    assert all(codes(r) == [] for r in assessment.results)


def test_the_higher_fine_stands_alone(run: Run) -> None:
    """The ceiling of 100,000 is over that of 50,000: V2 is fined, 30,000."""
    assessment = run(SAME)
    one, two = assessment.results

    assert fines(one) == []
    assert len(fines(two)) == 1
    assert [s.verdict.value for s in one.stated] == ["outside-statute"]
    assert [s.verdict.value for s in two.stated] == ["inside"]
    assert (codes(one), codes(two)) == (["one-act.lower"], ["one-act.higher"])
    reason = next(r for r in one.reasons if r.code == "one-act.lower")
    assert SAME["grounds"] in reason.text["zh"]
    assert reason.citation[0].article == 29
    total = assessment.totals[0]
    assert total.fine == 30_000
    assert total.arithmetic[0] == "30000 + 20000 - 20000 = 30000"


def test_it_does_not_matter_which_of_the_two_says_so(run: Run) -> None:
    other = {"act.one_act_with": {"value": "V1", "grounds": "同一行为"}}
    assessment = run(None, second=other)

    assert [len(fines(r)) for r in assessment.results] == [0, 1]


def test_the_statutes_are_compared_and_not_what_is_stated(run: Run) -> None:
    """Stated 40,000 under the lower ceiling, 20,000 under the higher."""
    assessment = run(SAME, amounts=("40000", "20000"))

    assert [len(fines(r)) for r in assessment.results] == [0, 1]
    assert assessment.totals[0].fine == 20_000


def test_no_grounds_no_join(run: Run) -> None:
    assessment = run({"value": "V2"})

    assert [len(fines(r)) for r in assessment.results] == [1, 1]
    assert assessment.totals[0].fine == 50_000
    assert codes(assessment.results[0]) == ["one-act.without-grounds"]


OPEN = {"gains.amount": {"state": "unknown"}}


def found(assessment: Assessment) -> list[tuple[str, str]]:
    """The findings on fines and missing kinds, with the violation."""
    names = ("one-act-", "must-kind-missing", "fine-outside", "nothing-")
    return [
        (f.code, f.pointer.split("/")[2])
        for f in assessment.findings
        if f.code.startswith(names)
    ]


def test_both_fined_while_one_is_open(run: Run) -> None:
    """Which is the higher is open; that only one fine may be given is not.
    20,000 or 30,000: the sum is open, and not 50,000."""
    assessment = run(SAME, second=OPEN)

    for result in assessment.results:
        assert codes(result) == ["one-act.open", "one-act.fines"]
    assert assessment.totals[0].fine is None
    assert found(assessment) == [
        ("one-act-fines-open", "0"),
        ("one-act-fines-open", "1"),
    ]


def test_one_fined_while_the_other_is_open(run: Run) -> None:
    """The one fine may be the right one: nothing is missing beside it."""
    for index, amount in ((0, 20_000), (1, 30_000)):
        assessment = run(SAME, second=OPEN, fined=(index,))

        assert codes(assessment.results[index]) == ["one-act.open"]
        assert codes(assessment.results[1 - index]) == [
            "one-act.open",
            "one-act.unfined",
        ]
        assert assessment.totals[0].fine == amount
        assert found(assessment) == []
        assert all(r.missing == () for r in assessment.results)


def test_only_the_lower_is_fined(run: Run) -> None:
    """The fine of 30,000 to come is missing; until it is there, 20,000 is
    what the decision says."""
    assessment = run(SAME, fined=(0,))

    assert [len(fines(r)) for r in assessment.results] == [0, 1]
    assert assessment.totals[0].fine == 20_000
    assert ("one-act-fined-twice", "0") in found(assessment)
    assert ("must-kind-missing", "1") in found(assessment)
    (told,) = (
        f for f in assessment.findings if f.code == "one-act-fined-twice"
    )
    assert "又" not in told.message["zh"]


def test_only_the_higher_is_fined(run: Run) -> None:
    assessment = run(SAME, fined=(1,))

    assert assessment.totals[0].fine == 30_000
    assert found(assessment) == []


@pytest.mark.parametrize("name", ["V1", "V9"])
def test_a_name_that_is_no_other_violation(run: Run, name: str) -> None:
    with pytest.raises(pk.CaseError) as caught:
        run({"value": name, "grounds": "同一行为"})

    (fault,) = caught.value.faults
    assert fault.code == "unknown-violation"
    assert fault.place.pointer == (
        "/violations/0/facts/act.one_act_with/value"
    )
    assert fault.params["expected"] == ["V2"]


def test_grounds_are_masked(run: Run) -> None:
    data = json.loads(FIRE.read_text("utf-8"))
    name = data["parties"][0]["legal_representative"]
    assessment = run({"value": "V2", "grounds": f"{name}的同一行为"})

    assert name not in assessment.to_json().decode()
