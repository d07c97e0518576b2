"""Art. 63 of the Penalty Law, all of it, on the shipped rules.

The base is a citizen fined 35,000 with the thresholds 5,000 / 200,000 of the
environment; the notice told the hearing. Each line changes the penalty and
takes the telling away.
"""

from collections.abc import Callable
from typing import Any

import pytest

Data = dict[str, Any]
Assess = Callable[..., Any]
CODE = "hearing-not-offered"


def _silent(data: Data) -> None:
    """Nobody was told of a hearing."""
    data["events"] = [
        event
        for event in data["events"]
        if not event["kind"].startswith("hearing-")
    ]
    data["papers"] = [
        p for p in data["papers"] if p["kind"] != "hearing-notice"
    ]
    for paper in data["papers"]:
        if paper["kind"] == "prior-notice":
            paper["hearing_offered"] = False
            paper["tells"] = [
                part
                for part in paper["tells"]
                if not part.startswith("hearing-")
            ]


def _fine(data: Data, amount: str | None) -> None:
    for penalty in data["violations"][0]["penalties"]:
        if penalty["kind"] == "fine":
            penalty.pop("words", None)
            penalty.pop("amount")
            if amount is not None:
                penalty["amount"] = amount
    for paper in data["papers"]:
        paper.pop("penalties", None)


def _add(data: Data, kind: str, **more: str) -> None:
    penalty = {"kind": kind, "party": "P1", **more}
    data["violations"][0]["penalties"].append(penalty)


def _severity(assess: Assess, change: Callable[[Data], None]) -> str | None:
    def whole(data: Data) -> None:
        _silent(data)
        change(data)

    found = [
        finding
        for finding in assess("03b", whole).findings
        if finding.code == CODE
    ]
    assert len(found) <= 1
    return found[0].severity.value if found else None


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("5000", "error"),  # the threshold itself belongs: 以上 includes it
        ("4999.99", None),
        ("35000", "error"),
        (None, "undetermined"),  # a missing amount must not delete the duty
    ],
)
def test_a_larger_fine_of_a_citizen(
    assess: Assess, amount: str | None, expected: str | None
):
    assert _severity(assess, lambda data: _fine(data, amount)) == expected


@pytest.mark.parametrize(
    ("amount", "expected"), [("199999.99", None), ("200000", "error")]
)
def test_a_larger_fine_of_an_organisation(
    assess: Assess, amount: str, expected: str | None
):
    def change(data: Data) -> None:
        _fine(data, amount)
        party = data["parties"][0]
        party["kind"] = "legal-person"
        party.pop("birth_date", None)

    assert _severity(assess, change) == expected


@pytest.mark.parametrize(
    ("amount", "mark", "expected"),
    [
        # 30,000 is over 5,000 and under 200,000: it matters what it counts as
        ("30000", None, "undetermined"),
        ("30000", True, "error"),
        ("30000", False, None),
        # over both, and under both: it does not matter
        ("200000", None, "error"),
        ("4000", None, None),
    ],
)
def test_an_individual_business(
    assess: Assess, amount: str, mark: bool | None, expected: str | None
):
    def change(data: Data) -> None:
        _fine(data, amount)
        party = data["parties"][0]
        party["kind"] = "individual-business"
        party["operator"] = party["name"]
        if mark is not None:
            party["counts_as_citizen"] = mark

    assert _severity(assess, change) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("downgrade", "error"),
        ("revoke-permit", "error"),
        ("suspend-business", "error"),
        ("shut-down", "error"),
        ("restrict-occupation", "error"),
        # the environment's rule of 2023 adds these two
        ("suspend-permit", "error"),
        ("restrict-business", "error"),
        # another kind: whether it is a heavier one is for an officer to say
        ("other-penalty", "undetermined"),
        ("warning", None),
        ("criticism", None),
    ],
)
def test_kinds_without_an_amount(
    assess: Assess, kind: str, expected: str | None
):
    def change(data: Data) -> None:
        _fine(data, "100")
        _add(data, kind)

    assert _severity(assess, change) == expected


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        ("confiscate-gains", "5000", "error"),
        ("confiscate-gains", "4999", None),
        ("confiscate-goods", "5000", "error"),
        ("confiscate-goods", "4999", None),
    ],
)
def test_larger_confiscations(
    assess: Assess, kind: str, amount: str, expected: str | None
):
    def change(data: Data) -> None:
        _fine(data, "100")
        _add(data, kind, amount=amount, unit="yuan", object="货物")

    assert _severity(assess, change) == expected


def test_another_heavier_penalty_is_attested(assess: Assess):
    def change(data: Data) -> None:
        _fine(data, "100")
        _add(data, "other-penalty")
        data["facts"]["hearing.other_heavy"] = {"value": False}

    assert _severity(assess, change) is None


def test_another_law_asks_for_it(assess: Assess):
    def change(data: Data) -> None:
        _fine(data, "100")
        data["facts"]["hearing.by_other_law"] = {"value": True}

    assert _severity(assess, change) == "error"


def test_a_threshold_nobody_states_is_the_agencys_to_state(assess: Assess):
    def change(data: Data) -> None:
        data["agency"]["field"] = "transport"
        data["agency"]["parameters"] = {}

    def whole(data: Data) -> None:
        _silent(data)
        change(data)

    (finding,) = [f for f in assess("03b", whole).findings if f.code == CODE]
    assert finding.severity.value == "undetermined"
    assert "agency.parameters.hearing.fine.citizen" in finding.mend["en"]


def test_an_unconfirmed_threshold_is_offered_and_not_applied(assess: Assess):
    def whole(data: Data) -> None:
        _silent(data)
        data["agency"]["field"] = "market-regulation"
        data["agency"]["parameters"] = {}

    (finding,) = [f for f in assess("03b", whole).findings if f.code == CODE]
    assert finding.severity.value == "undetermined"
    assert "10000" in finding.mend["en"]
    assert "could not be confirmed" in finding.mend["en"]


def test_where_it_was_told_nothing_is_open(assess: Assess):
    def change(data: Data) -> None:
        _fine(data, None)

    codes = {finding.code for finding in assess("03b", change).findings}
    assert CODE not in codes


def test_before_the_notice_the_hearing_is_asked_to_be_considered(
    assess: Assess,
):
    assessment = assess("unknown-fact")
    found = {f.code: f for f in assessment.findings}
    assert found["hearing-to-be-told"].severity.value == "undetermined"
    assert "result-undetermined" in found
