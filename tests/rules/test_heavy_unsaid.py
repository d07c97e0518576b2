"""What a heavy penalty leaves unsaid is open; of a small one it is a note.
Whose thresholds are asked for; figures of the law that an overlay replaces.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Data = dict[str, Any]
OPEN = {"gravity-not-answered", "review-not-answered"}


def _data(name: str) -> Data:
    path = FIXTURES / "real-life" / "clean" / f"{name}.json"
    data: Data = json.loads(path.read_text("utf-8"))
    return data


def _found(kit: pk.Kit, data: Data) -> dict[str, str]:
    assessment = kit.assess(pk.read_case(json.dumps(data)))
    return {one.code: one.severity.value for one in assessment.findings}


def _silent(data: Data) -> None:
    for name in (
        "case.grave_or_complex",
        "case.public_interest",
        "case.complex_law",
    ):
        data["facts"].pop(name, None)


def test_a_heavy_penalty_without_a_word_on_gravity_is_open(
    kit: pk.Kit,
) -> None:
    # a fine for which the file offers a hearing; nobody discussed or reviewed
    data = _data("hearing-not-asked")
    assert not _found(kit, data).keys() & OPEN
    _silent(data)
    found = _found(kit, data)
    assert {found.get(code) for code in OPEN} == {"undetermined"}


def test_a_finding_or_a_discussion_settles_it(kit: pk.Kit) -> None:
    data = _data("hearing-not-asked")
    _silent(data)
    data["facts"]["case.grave_or_complex"] = {
        "value": False,
        "grounds": "负责人认定案情简单。",
    }
    assert _found(kit, data).keys() & OPEN == {"review-not-answered"}


def test_a_small_penalty_stays_a_note(kit: pk.Kit) -> None:
    data = _data("defence-accepted")  # 5,000 yuan
    _silent(data)
    found = _found(kit, data)
    assert not found.keys() & OPEN
    assert found["special-duties-open"] == "note"


@pytest.mark.parametrize(
    ("kind", "other"),
    [("citizen", "organisation"), ("legal-person", "citizen")],
)
def test_only_the_threshold_of_the_party_is_asked_for(
    kit: pk.Kit, kind: str, other: str
) -> None:
    case = {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "investigated",
        "procedure": "ordinary",
        "agency": {
            "name": "示例县某局",
            "region": "220322",
            "level": "county",
            "field": "transport",
        },
        "parties": [{"id": "P1", "kind": kind, "name": "示例当事人"}],
        "violations": [
            {
                "id": "V1",
                "item": "road.passenger-without-permit",
                "act": {"from": "2024-03-01", "summary": "示例行为"},
                "penalties": [{"kind": "fine", "amount": "60000"}],
            }
        ],
        "events": [{"kind": "filed", "date": "2024-03-05"}],
    }
    assessment = kit.assess(pk.read_case(json.dumps(case)))
    (asked,) = [
        one for one in assessment.findings if one.code == "hearing-to-be-told"
    ]
    assert asked.severity.value == "undetermined"
    said = asked.message["zh"] + asked.mend["zh"]
    own = "citizen" if kind == "citizen" else "organisation"
    labels = {
        who: kit.vocabulary.entry(f"threshold.fine_{who}").zh
        for who in (own, other)
    }
    assert labels[own] in said
    assert labels[other] not in said


OWN = """\
- {id: payment.days, value: "5", citation: 示例, replaces: payment.days}
"""


def test_a_figure_of_the_law_that_is_replaced_is_told_as_binding(
    tmp_path: Path,
) -> None:
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "own.yaml").write_text(OWN, "utf-8")
    kit = pk.Kit(overlay=tmp_path)
    assert kit.overlay is not None
    (change,) = kit.overlay.replaced
    assert change.duty == "law"
    case = pk.load_case(FIXTURES / "03-vehicle-washing" / "case.json")
    assessment = kit.assess(case)
    # The decision tells the fifteen days of art. 67(3), which stay lawful.
    assert "payment-term-wrong" not in {f.code for f in assessment.findings}
    text = kit.explain(assessment, "zh").text()
    assert "法律的数额仍有约束力" in text
