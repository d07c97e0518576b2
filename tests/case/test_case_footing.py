"""Who decides, with whom, and what evidence came when: fields that may be
left out, and what is told of those that are wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from penaltykit.case import (
    CollectionMethod,
    EnforcerKind,
    EventKind,
    dump_case,
    dump_workbook,
    from_dict,
    read_case,
)
from penaltykit.errors import CaseError

Data = dict[str, Any]


@pytest.fixture
def full(fixtures: Path) -> Data:
    """A case with every one of these fields."""
    path = fixtures / "03-vehicle-washing" / "case.json"
    data: Data = json.loads(path.read_bytes())
    data["agency"] |= {
        "kind": "authorised-organisation",
        "authorised_by": [
            {"law": "water-pollution-law", "article": 9},
            {"text": "《某省示例条例》第五条"},
        ],
        "delegation": {
            "agency": data["agency"]["name"],
            "document": "委托书〔2023〕示1号",
            "organisation": "示例监察支队",
            "from": "2023-01-01",
            "until": "2025-12-31",
        },
    }
    data["joint_agencies"] = [
        {"name": "示例市城管局", "region": "440700", "level": "city"},
        {"name": "示例市水利局", "field": "water-resources"},
    ]
    data["evidence"][0] |= {
        "collected": "2024-05-13",
        "method": "preserved",
        "original": False,
        "copy_confirmed": True,
    }
    data["papers"][-1] |= {
        "joint_agencies": ["示例市城管局", "示例市水利局"],
        "joint_seals": ["示例市城管局"],
    }
    data["events"] += [
        {"kind": kind, "date": "2024-05-13"}
        for kind in ("inspected", "questioned", "seized", "released")
    ]
    return data


def _codes(data: Data) -> list[tuple[str, str | None]]:
    with pytest.raises(CaseError) as caught:
        read_case(json.dumps(data).encode(), format="json")
    return [(f.code, f.place.pointer) for f in caught.value.faults]


def test_every_form_of_the_file_holds_them(full: Data):
    case = from_dict(full)
    assert case.agency.kind is EnforcerKind.AUTHORISED_ORGANISATION
    assert case.evidence[0].method is CollectionMethod.PRESERVED
    assert case.events[-1].kind is EventKind.RELEASED
    text = json.dumps(full, ensure_ascii=False)
    assert read_case(text, format="yaml") == case
    assert read_case(dump_case(case)) == case
    assert read_case(dump_workbook(case, ())) == case


def test_a_file_without_them_is_as_it_was(fixtures: Path):
    path = fixtures / "03-vehicle-washing" / "case.json"
    case = read_case(path.read_bytes(), format="json")
    assert case.agency.kind is None
    assert case.joint_agencies == ()
    again = json.loads(dump_case(case))
    assert "joint_agencies" not in again
    assert "kind" not in again["agency"]
    assert set(again["evidence"][0]) == {"id", "kind", "name", "proves"}


@pytest.mark.parametrize(
    ("at", "value", "expected"),
    [
        ("agency/kind", "bureau", ("unknown-word", "/agency/kind")),
        ("agency/kind", 1, ("number-for-text", "/agency/kind")),
        (
            "agency/authorised_by",
            "第九条",
            ("wrong-type", "/agency/authorised_by"),
        ),
        (
            "agency/authorised_by",
            [{"law": "water-pollution-law"}],
            ("citation-without-article", "/agency/authorised_by/0"),
        ),
        (
            "agency/authorised_by",
            [{"article": 9}],
            ("citation-empty", "/agency/authorised_by/0"),
        ),
        (
            "agency/delegation/until",
            "2022-12-31",
            ("delegation-ends-before-it-begins", "/agency/delegation/until"),
        ),
        (
            "agency/delegation/from",
            "2023-02-30",
            ("impossible-date", "/agency/delegation/from"),
        ),
        (
            "joint_agencies/1/name",
            "示例市城管局",
            ("joint-agency-twice", "/joint_agencies/1/name"),
        ),
        ("joint_agencies", {}, ("wrong-type", "/joint_agencies")),
        (
            "joint_agencies/0/seal",
            "印",
            ("unknown-field", "/joint_agencies/0/seal"),
        ),
        (
            "evidence/0/collected",
            "昨天",
            ("bad-date", "/evidence/0/collected"),
        ),
        (
            "evidence/0/method",
            "bought",
            ("unknown-word", "/evidence/0/method"),
        ),
        ("evidence/0/original", "是", ("wrong-type", "/evidence/0/original")),
        (
            "papers/0/joint_seals",
            [""],
            ("empty-text", "/papers/0/joint_seals/0"),
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    full: Data, at: str, value: object, expected: tuple[str, str]
):
    *way, last = at.split("/")
    target: Any = full
    for step in way:
        target = target[int(step) if step.isdigit() else step]
    target[last] = value
    assert _codes(full) == [expected]


def test_the_agency_of_the_case_is_not_named_again(full: Data):
    full["joint_agencies"][0]["name"] = full["agency"]["name"]
    assert _codes(full) == [("joint-agency-twice", "/joint_agencies/0/name")]
