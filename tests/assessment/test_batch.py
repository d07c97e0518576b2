"""What only several files side by side can show."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltykit import read_case
from penaltykit.assessment import batch_findings
from penaltykit.case import Case, StatedPenalty
from penaltykit.penalty import PenaltyKind

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PLAIN: dict[str, Any] = json.loads(
    (FIXTURES / "04b-passenger-transport-15000" / "case.json").read_bytes()
)
FIXED = "综合考虑违法行为的事实、性质、情节以及社会危害程度，决定从轻处罚。"


def case(number: str, reasons: str, summary: str, name: str = "甲") -> Case:
    data = copy.deepcopy(PLAIN)
    data["id"] = number
    data["violations"][0]["discretion"] = {"reasons": reasons}
    data["violations"][0]["act"]["summary"] = summary
    data["parties"][0]["name"] = name
    data["papers"] = []
    data["events"] = [
        {k: v for k, v in event.items() if k != "paper"}
        for event in data["events"]
    ]
    return read_case(json.dumps(data).encode(), format="json")


@pytest.mark.parametrize("folder", ["defects/clean", "real-life/clean"])
def test_files_in_order_are_in_order_side_by_side(folder: str):
    paths = sorted((FIXTURES / folder).glob("*.json"))
    cases = [read_case(path.read_bytes()) for path in paths]
    assert len(cases) > 1
    assert [f.case_id for f in batch_findings(cases)] == []


def test_the_same_sentence_in_two_files_is_found_in_both():
    found = batch_findings(
        [case("一", FIXED, "三月一日载客。"), case("二", FIXED, "五月载货。")]
    )
    assert [(f.case, f.case_id) for f in found] == [(0, "一"), (1, "二")]
    (first, second) = (f.finding for f in found)
    assert first.code == "same-reasons-elsewhere"
    assert first.severity.value == "warning"
    assert first.pointer == "/violations/0/discretion/reasons"
    assert "二" in first.message["zh"]
    assert "一" in second.message["zh"]
    assert first.mend["zh"] != first.mend["en"]


def test_marks_spaces_and_names_make_no_difference():
    one = case(
        "一", "张三运输社初次被查处 ，配合调查，从轻。", "载客。", "张三运输社"
    )
    two = case(
        "二", "李四车队初次被查处，配合调查；从轻", "载货。", "李四车队"
    )
    assert len(batch_findings([one, two])) == 2


def test_a_form_with_the_sum_filled_in_is_one_sentence():
    # 4,000 and 9,000 are the fines that each of the files states.
    found = []
    for name, sum_ in (("一", "4000"), ("二", "9000")):
        text = f"综合考虑事实和社会危害程度，决定处以罚款{sum_}元。"
        one = case(name, text, f"{name}号车载客。")
        (violation,) = one.violations
        fine = StatedPenalty(kind=PenaltyKind.FINE, amount=Decimal(sum_))
        violation = evolve(violation, penalties=(fine,))
        found.append(evolve(one, violations=(violation,)))
    (first, second) = (f.finding for f in batch_findings(found))
    assert first.code == second.code == "same-reasons-elsewhere"
    assert "filled in" in first.message["en"]
    # a sum that is not the one decided is a figure of the case
    stated = [evolve(v, penalties=()) for c in found for v in c.violations]
    bare = [
        evolve(c, violations=(v,)) for c, v in zip(found, stated, strict=True)
    ]
    assert batch_findings(bare) == ()


def test_a_figure_makes_it_a_reason_of_its_own():
    one = case("一", "违法所得15000元，罚款20000元，没有从重情节。", "载客。")
    two = case("二", "违法所得15001元，罚款20000元，没有从重情节。", "载货。")
    assert batch_findings([one, two]) == ()


def test_two_files_of_one_act_are_one_matter():
    one = case("一", FIXED, "三月一日载客。")
    two = case("二", FIXED, "三月一日载客。")
    assert batch_findings([one, two]) == ()


def test_a_few_words_are_too_little_to_compare():
    cases = [
        case("一", "从轻处罚。", "载客。"),
        case("二", "从轻处罚。", "载货。"),
    ]
    assert batch_findings(cases) == ()


def test_nothing_one_file_and_no_reasons():
    assert batch_findings([]) == ()
    assert batch_findings(iter([case("一", FIXED, "载客。")])) == ()
    data = copy.deepcopy(PLAIN)
    data["violations"][0].pop("discretion")
    bare = read_case(json.dumps(data).encode(), format="json")
    assert batch_findings([bare, bare]) == ()


def test_the_four_breaches_of_one_file_may_share_a_reason():
    path = FIXTURES / "06-fire-four-breaches" / "case.json"
    same = read_case(path.read_bytes(), format="json")
    assert batch_findings([same]) == ()


@settings(max_examples=20)
@given(
    st.lists(
        st.sampled_from([FIXED, "因主动退赔二百元，予以从轻。"]), max_size=6
    )
)
def test_the_order_of_the_batch_changes_nothing(reasons: list[str]):
    cases = [
        case(str(n), text, f"第{n}次载客。") for n, text in enumerate(reasons)
    ]
    ahead = {f.case_id for f in batch_findings(cases)}
    back = {f.case_id for f in batch_findings(reversed(cases))}
    repeated = {
        str(n) for n, text in enumerate(reasons) if reasons.count(text) > 1
    }
    assert ahead == back == repeated
