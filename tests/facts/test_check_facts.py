"""Facts of a case against the vocabulary."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from penaltykit import read_case
from penaltykit.facts import Vocabulary, check_facts

ROOT = Path(__file__).resolve().parents[2]
BASE = json.loads(
    (ROOT / "fixtures" / "03-vehicle-washing" / "case.json").read_bytes()
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(ROOT / "rules")


def _check(
    vocabulary: Vocabulary, name: str, fact: Any, *, of_case: bool = False
) -> list[Any]:
    data = copy.deepcopy(BASE)
    target = data if of_case else data["violations"][0]
    target["facts"][name] = fact
    case = read_case(json.dumps(data).encode(), format="json")
    return check_facts(case, vocabulary)


def test_the_real_case_has_none(vocabulary: Vocabulary):
    case = read_case(json.dumps(BASE).encode(), format="json")
    assert check_facts(case, vocabulary) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("goods.value", "100元", "fact-unit-in-value"),
        ("goods.value", "1,000", "fact-unit-in-value"),
        ("goods.value", "1万", "fact-unit-in-value"),
        ("goods.value", "百", "fact-not-number"),
        ("goods.value", True, "fact-not-number"),
        ("goods.value", "1.005", "fact-below-fen"),
        ("goods.value", "-1", "fact-negative"),
        ("goods.present", "是", "fact-not-truth"),
        ("goods.present", 1, "fact-not-truth"),
        ("water.zone", "lake", "fact-not-in-list"),
        ("water.zone", 3, "fact-not-text"),
        ("water.breach_months", "3", "fact-not-count"),
        ("water.breach_months", -1, "fact-not-count"),
    ],
)
def test_a_value_that_the_fact_cannot_have(
    vocabulary: Vocabulary, name: str, value: Any, code: str
):
    (fault,) = _check(vocabulary, name, {"value": value})
    assert fault.code == code
    assert fault.place.pointer == f"/violations/0/facts/{name}"


@pytest.mark.parametrize("value", ["0", "40", "40.5", "40.55", 40])
def test_money_in_its_forms(vocabulary: Vocabulary, value: Any):
    assert _check(vocabulary, "goods.value", {"value": value}) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("goods.valu", "goods.value"), ("货值金额", "goods.value")],
)
def test_an_unknown_name_is_offered_the_nearest_by_id_or_label(
    vocabulary: Vocabulary, written: str, meant: str
):
    (fault,) = _check(vocabulary, written, {"value": "1"})
    assert fault.code == "fact-unknown"
    assert fault.params["nearest"] == meant


@pytest.mark.parametrize(
    "written",
    ["partyname", "当事人姓名或者名称", "the name of the party"],
)
def test_a_part_that_no_paper_tells_is_offered_the_nearest(
    vocabulary: Vocabulary, written: str
):
    data = copy.deepcopy(BASE)
    data["papers"].append(
        {"kind": "plain-card", "tells": ["reasons", written]}
    )
    case = read_case(json.dumps(data).encode(), format="json")
    (fault,) = check_facts(case, vocabulary)
    assert fault.code == "part-unknown"
    last = len(data["papers"]) - 1
    assert fault.place.pointer == f"/papers/{last}/tells/1"
    assert fault.params["nearest"] == "party-name"


def test_a_derived_fact_cannot_be_stated(vocabulary: Vocabulary):
    faults = _check(
        vocabulary, "party.fine_total", {"value": "1"}, of_case=True
    )
    assert [fault.code for fault in faults] == ["fact-derived"]


def test_a_fact_in_the_wrong_place_is_told_the_right_one(
    vocabulary: Vocabulary,
):
    (fault,) = _check(vocabulary, "goods.value", {"value": "1"}, of_case=True)
    assert fault.code == "fact-wrong-place"
    assert fault.params["expected"] == "/violations/*/facts"
    (fault,) = _check(vocabulary, "case.grave_or_complex", {"value": True})
    assert fault.params["expected"] == "/facts"
