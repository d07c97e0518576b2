"""Stated fines worked out again: backwards, wrong, from no base; departures.

Fixture 04: gains of 26,000 yuan, 2 to 10 times, 52,000 to 260,000 yuan.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import penaltykit as pk
from penaltykit.assessment import Assessment
from penaltykit.assessment._multiples import _backwards, reckon
from penaltykit.assessment._option import Option
from penaltykit.case import StatedPenalty
from penaltykit.facts import CaseFacts
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Data = dict[str, Any]
NAME = "04-passenger-transport"
CODES = {
    "fine-multiple-backwards",
    "fine-arithmetic-wrong",
    "fine-from-other-base",
    "fine-from-no-base",
    "fine-off-fixed-multiple",
    "fine-base-differs",
    "departure-without-reason",
    "departure-without-reason-ecology",
    "departure-not-approved",
    "departure-not-discussed",
    "fine-outside-statute",
    "must-kind-missing",
}


def _fine(amount: str, text: str | None = None, **facts: str) -> Any:
    def change(data: Data) -> None:
        violation = data["violations"][0]
        for paper in (violation, *data["papers"]):
            for penalty in paper.get("penalties", ()):
                if penalty["kind"] == "fine":
                    penalty["amount"] = amount
                    penalty.pop("words", None)
                    if text is not None and paper is violation:
                        penalty["text"] = text
        for name, value in facts.items():
            violation["facts"][f"fine.{name}"] = {"value": value}

    return change


def _found(assessment: Assessment) -> set[str]:
    return {f.code for f in assessment.findings} & CODES


@pytest.mark.parametrize(
    ("amount", "text", "codes"),
    [
        # 26,000 x 2.5 = 65,000
        ("65000", "处违法所得26000元的2.5倍罚款65000元", set()),
        ("65000", "处2.5倍罚款", set()),
        # the reasons of the fixture say 26,000 x 2 = 52,000
        ("65000", None, {"fine-arithmetic-wrong"}),
        # 60,000 / 26,000 = 2.3077, told as 2.3; 2.3 x 26,000 = 59,800
        ("60000", "处违法所得2.3倍罚款", {"fine-multiple-backwards"}),
        ("60000", "处26,000元×2.3倍罚款", {"fine-multiple-backwards"}),
        ("60000", "处2.6万元的2.3倍罚款", {"fine-multiple-backwards"}),
        # 26,000 x 2.5 = 65,000, not 56,000
        ("56000", "处26000元的2.5倍罚款", {"fine-arithmetic-wrong"}),
        # 56,000 / 2.5 = 22,400, which nothing on record is
        ("56000", "处2.5倍罚款", {"fine-from-no-base"}),
        # 30,000 x 2 = 60,000, but the gains on record are 26,000
        ("60000", "处30000元的2倍罚款", {"fine-base-differs"}),
        # both: 30,000 x 2.1 = 63,000
        (
            "60000",
            "处30000元的2.1倍罚款",
            {"fine-base-differs", "fine-arithmetic-wrong"},
        ),
        # a range is no multiple that was chosen
        ("60000", "处违法所得2倍以上10倍以下罚款60000元", set()),
        ("60000", "处2至10倍罚款", set()),
        # two multiples: which one is meant is not for us to say
        ("60000", "先按2倍、后按3倍计算", set()),
        ("60000", "处0倍罚款", set()),
        ("60000", "99999999999999999999倍", set()),
    ],
)
def test_a_multiple_in_the_wording(
    assess: Callable[..., Assessment],
    amount: str,
    text: str | None,
    codes: set[str],
) -> None:
    assert _found(assess(NAME, _fine(amount, text))) == codes


def test_computed_backwards_as_it_was_read_in_a_decision(
    assess: Callable[..., Assessment],
) -> None:
    # 13,000 / 9,630 = 1.34995, told as 1.3; 1.3 x 9,630 = 12,519
    change = _fine("13000", multiple="1.3", multiple_base="9630")
    assessment = assess(NAME, change)
    assert "fine-multiple-backwards" in _found(assessment)
    (finding,) = [
        f for f in assessment.findings if f.code == "fine-multiple-backwards"
    ]
    assert "9630元 × 1.3 = 12519元" in finding.message["zh"]
    assert "1.34995" in finding.message["zh"]
    assert finding.pointer == "/violations/0/facts/fine.multiple"
    assert finding.mend["zh"]


def test_another_amount_was_multiplied(
    assess: Callable[..., Assessment],
) -> None:
    # 4 x 20,000 = 80,000: the worth of the goods, not the gains
    def change(data: Data) -> None:
        _fine("80000", "处4倍罚款")(data)
        data["violations"][0]["facts"]["goods.value"] = {"value": "20000"}

    assert _found(assess(NAME, change)) == {"fine-from-other-base"}


def test_half_a_fen_is_rounded_up(assess: Callable[..., Assessment]) -> None:
    # 26,000.01 x 2.5 = 65,000.025, to the fen 65,000.03
    def change(data: Data) -> None:
        _fine("65000.03", "处2.5倍罚款")(data)
        violation = data["violations"][0]
        violation["facts"]["gains.amount"]["value"] = "26000.01"

    assert not _found(assess(NAME, change)) - {"must-kind-missing"}


@given(
    base=st.decimals("0.01", "1000000", places=2),
    times=st.decimals("0.1", "30", places=1),
)
@settings(max_examples=200, deadline=None)
def test_a_true_product_never_looks_backwards_by_rounding_alone(
    base: Decimal, times: Decimal
) -> None:
    # The ratio of a product to the fen rounds to its own multiple, unless
    # the base is a few fen.
    amount = (base * times).quantize(Decimal("0.01"))
    if base >= 1:
        assert _backwards(times, base, amount)
        assert not _backwards(times, base, amount + base)


# -- departures ------------------------------------------------------------


def _departs(amount: str, **departure: str) -> Any:
    def change(data: Data) -> None:
        _fine(amount)(data)
        discretion = data["violations"][0]["discretion"]
        discretion["departure"] = departure

    return change


@pytest.mark.parametrize(
    ("departure", "codes"),
    [
        ({}, {"departure-without-reason-ecology"}),
        ({"reason": "社会影响大"}, {"departure-not-approved"}),
        ({"reason": "社会影响大", "approver": "宋核准"}, set()),
        ({"reason": "社会影响大", "discussed": "2024-06-25"}, set()),
        ({"approver": "宋核准"}, {"departure-without-reason-ecology"}),
    ],
)
def test_leaving_the_benchmark_asks_for_reason_and_approver(
    assess: Callable[..., Assessment],
    departure: dict[str, str],
    codes: set[str],
) -> None:
    # row 1: 20,000 to under 50,000; the statute goes to 200,000
    assessment = assess("03-vehicle-washing", _departs("60000", **departure))
    assert _found(assessment) == codes


def test_leaving_the_statute_is_not_made_good_by_approval(
    assess: Callable[..., Assessment], kit: pk.Kit
) -> None:
    change = _departs(
        "10000", reason="情节轻", approver="宋核准", discussed="2024-06-25"
    )
    assessment = assess("03-vehicle-washing", change)
    assert _found(assessment) == {"fine-outside-statute"}
    assert "只有法定的减轻情节" in kit.explain(assessment).text()


def test_a_missing_kind_is_told_with_its_provision(
    assess: Callable[..., Assessment],
) -> None:
    def change(data: Data) -> None:
        for part in (data["violations"][0], *data["papers"]):
            part["penalties"] = [
                p
                for p in part.get("penalties", ())
                if p["kind"] != "confiscate-gains"
            ]

    assessment = assess(NAME, change)
    assert "must-kind-missing" in _found(assessment)
    (finding,) = [
        f for f in assessment.findings if f.code == "must-kind-missing"
    ]
    assert "第六十三条第（二）项" in finding.message["zh"]
    (missing,) = assessment.results[0].missing
    assert missing.citation[0].article == 63


# -- a document that fixes the multiple ------------------------------------


@pytest.mark.parametrize(
    ("amount", "calculation"),
    [
        # 26,000 x 2 = 52,000 is all that the document leaves
        ("52000", None),
        ("60000", "off-multiple"),
    ],
)
def test_a_multiple_that_the_document_fixes(
    kit: pk.Kit, amount: str, calculation: str | None
) -> None:
    case = pk.load_case(FIXTURES / NAME / "case.json")
    view = CaseFacts(case, kit.vocabulary).violation(0, 0)
    option = Option(
        penalty=Penalty(
            kind=PenaltyKind.FINE, unit="times", base="gains.amount"
        ),
        statute=Band(from_=Decimal(52000), to=Decimal(260000)),
        benchmark=Band.point(Decimal(52000)),
    )
    stated = StatedPenalty(kind=PenaltyKind.FINE, amount=Decimal(amount))
    found = reckon(stated, "/violations/0/penalties/2", option, view)
    assert (found and found.calculation.value) == calculation
    if found is not None:
        assert found.text["zh"] == "26000元 × 2 = 52000元"
        assert found.pointer == "/violations/0/penalties/2/amount"
