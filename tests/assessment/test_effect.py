"""Leniency or severity that was found and does not show in the fine.

The base is a civil case of fire law, art. 60(1)(3): 5,000 to 50,000 yuan,
nothing else to impose; and a table row of 2 to 5 times the gains under a
statute of 2 to 10 times.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import penaltykit as pk

ROOT = Path(__file__).resolve().parents[2]
CLEAN = ROOT / "fixtures" / "real-life" / "clean"
LENIENT = "leniency-without-effect"
SEVERE = "severity-without-effect"
OWN = {
    "penalty-law.32.1": "主动清走货物。",
    "penalty-law.49.emergency": "疫情。",
}


@pytest.fixture(scope="module")
def kit() -> pk.Kit:
    return pk.Kit(engine="python")


def _claim(name: str, **more: Any) -> dict[str, Any]:
    return {
        "circumstance": name,
        "status": "found",
        "reasons": OWN.get(name, "见证据。"),
        "evidence": ["E1"],
        **more,
    }


def _case(
    fine: str,
    circumstances: list[dict[str, Any]],
    reasons: str | None = None,
    **violation: Any,
) -> dict[str, Any]:
    """The clean file of a fire case with another fine everywhere."""
    data: dict[str, Any] = json.loads(
        (CLEAN / "defence-accepted.json").read_bytes()
    )
    own = data["violations"][0]
    own["circumstances"] = circumstances
    for one in (own, *data["papers"]):
        for penalty in one.get("penalties", []):
            if penalty["kind"] == "fine":
                penalty["amount"] = fine
                penalty.pop("words", None)
    if reasons is not None:
        own["discretion"] = {"reasons": reasons}
    own.update(violation)
    return data


def _found(kit: pk.Kit, data: dict[str, Any]) -> list[str]:
    case = pk.read_case(json.dumps(data).encode(), format="json")
    return [
        f"{f.severity.value} {f.code} {f.pointer}"
        for f in kit.assess(case).findings
        if f.code in (LENIENT, SEVERE)
    ]


AT = "/violations/0/penalties/1/amount"
LESS = [f"warning {LENIENT} {AT}"]
MORE = [f"warning {SEVERE} {AT}"]


@pytest.mark.parametrize(
    ("fine", "claims", "expected"),
    [
        # the top of 5,000 to 50,000, with a ground that the law calls for
        ("50000", [_claim("penalty-law.32.1", effect="lenient")], LESS),
        ("50000", [_claim("penalty-law.32.1")], LESS),
        # a yuan less may be what leniency comes to: for people to weigh
        ("49999", [_claim("penalty-law.32.1", effect="lenient")], []),
        ("5000", [_claim("penalty-law.32.1", effect="lenient")], []),
        # mitigation goes under 5,000
        ("5000", [_claim("penalty-law.32.1", effect="mitigate")], LESS),
        ("20000", [_claim("penalty-law.32.1", effect="mitigate")], LESS),
        ("4999", [_claim("penalty-law.32.1", effect="mitigate")], []),
        # the law only allows it, and nobody chose to use it
        ("50000", [_claim("penalty-law.31.diminished")], []),
        (
            "50000",
            [_claim("penalty-law.31.diminished", effect="lenient")],
            LESS,
        ),
        # claimed or refused is not found
        ("50000", [_claim("penalty-law.32.1", status="refused")], []),
        ("50000", [], []),
        # severity, and the bottom
        ("5000", [_claim("penalty-law.49.emergency")], MORE),
        ("5001", [_claim("penalty-law.49.emergency")], []),
        ("50000", [_claim("penalty-law.49.emergency")], []),
        # both ways: how they weigh is for the officer
        (
            "50000",
            [_claim("penalty-law.32.1"), _claim("penalty-law.49.emergency")],
            [],
        ),
        (
            "5000",
            [_claim("penalty-law.32.1"), _claim("penalty-law.49.emergency")],
            [],
        ),
    ],
)
def test_the_wrong_end_of_the_band_is_seen_and_nothing_between(
    kit: pk.Kit, fine: str, claims: list[dict[str, Any]], expected: list[str]
) -> None:
    assert _found(kit, _case(fine, claims)) == expected


def test_a_reason_of_the_agency_answers_it(kit: pk.Kit) -> None:
    data = _case("50000", [_claim("penalty-law.32.1")])
    data["violations"][0]["discretion"] = {
        "reasons": "见案卷。",
        "departure": {"reason": "另有两次同类违法，经集体讨论。"},
    }
    assert _found(kit, data) == []


@pytest.mark.parametrize(
    ("fine", "reasons", "expected"),
    [
        ("50000", "当事人配合调查，决定予以从轻处罚，罚款50000元。", LESS),
        ("50000", "配合调查，依法从轻处罚。", LESS),
        ("50000", "配合调查，从轻罚款50000元。", LESS),
        ("5000", "两次被查处，决定从重处罚，罚款5000元。", MORE),
        ("49999", "配合调查，依法从轻处罚。", []),
        # what the law says, what the party asks for, what is denied
        ("50000", "具有应当从轻或者减轻处罚的情形之外，罚款50000元。", []),
        ("50000", "当事人请求从轻处罚，没有法定情节。", []),
        ("50000", "没有从轻、减轻情节，罚款50000元。", []),
        ("50000", "不予从轻处罚。", []),
        ("50000", "不符合依法从轻处罚的条件。", []),
        ("5000", "没有从重情节，罚款5000元。", []),
        ("5000", "不属于依法从重处罚的情形。", []),
    ],
)
def test_the_words_of_the_reasons_count_where_nothing_is_recorded(
    kit: pk.Kit, fine: str, reasons: str, expected: list[str]
) -> None:
    assert _found(kit, _case(fine, [], reasons)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本机关决定对当事人从轻处罚，罚款50000元。", LESS),
        ("综上，予以从轻处罚。", LESS),
        ("当事人请求依法从轻处罚。", []),
        ("当事人不具有应当予以从轻处罚的情形。", []),
    ],
)
def test_the_words_of_the_decision_count_too(
    kit: pk.Kit, text: str, expected: list[str]
) -> None:
    data = _case("50000", [], "见案卷。")
    (paper,) = [p for p in data["papers"] if p["kind"] == "decision"]
    paper["text"] = text
    assert _found(kit, data) == expected


def test_what_is_recorded_goes_before_the_words(kit: pk.Kit) -> None:
    data = _case(
        "5000",
        [_claim("penalty-law.32.1", effect="lenient")],
        "决定从重处罚。",
    )
    assert _found(kit, data) == []


def _road(fine: str, gains: str, claims: list[dict[str, Any]]) -> Any:
    return {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "decided",
        "procedure": "ordinary",
        "agency": {
            "name": "鹤山市某局（示例）",
            "region": "440784",
            "level": "county",
            "field": "transport",
        },
        "parties": [{"id": "P1", "kind": "citizen", "name": "张示例"}],
        "violations": [
            {
                "id": "V1",
                "item": "road.passenger-without-permit",
                "act": {
                    "from": "2022-03-01",
                    "to": "2022-03-01",
                    "summary": "示例行为",
                },
                "facts": {
                    "gains.amount": {"value": gains, "grounds": "查明。"},
                    "road.times_caught": {"value": 2, "grounds": "查明。"},
                },
                "circumstances": [one | {"evidence": []} for one in claims],
                "discretion": {
                    "table": "city-transport-trial/passengers-without-permit",
                    "reasons": "见案卷",
                },
                "penalties": [{"kind": "fine", "amount": fine}],
            }
        ],
        "events": [
            {"kind": "discovered", "date": "2022-03-01", "source": "检查"},
            {"kind": "decided", "date": "2022-05-01"},
        ],
    }


@pytest.mark.parametrize(
    ("fine", "gains", "name", "expected"),
    [
        # second time: 2 to 5 times 30,000 is 60,000 to 150,000
        ("150000", "30000", "penalty-law.32.1", LENIENT),
        ("149999", "30000", "penalty-law.32.1", None),
        ("60000", "30000", "penalty-law.49.emergency", SEVERE),
        # outside the row: told by departure-without-reason
        ("300000", "30000", "penalty-law.32.1", None),
        # the row names one amount, 40,000: nothing to choose
        ("40000", "15000", "penalty-law.32.1", None),
    ],
)
def test_the_row_of_a_table_is_a_band_too(
    kit: pk.Kit, fine: str, gains: str, name: str, expected: str | None
) -> None:
    found = _found(kit, _road(fine, gains, [_claim(name)]))
    assert [one.split()[1] for one in found] == ([expected] * bool(expected))


def test_what_is_said_names_ground_fine_and_band(kit: pk.Kit) -> None:
    data = _case("50000", [_claim("penalty-law.32.1")])
    assessment = kit.assess(pk.read_case(json.dumps(data).encode()))
    (finding,) = [f for f in assessment.findings if f.code == LENIENT]
    assert "主动消除或者减轻违法行为危害后果" in finding.message["zh"]
    assert "50000元" in finding.message["zh"]
    assert "5000元以上5万元以下" in finding.message["zh"]
    assert "50,000 yuan" in finding.message["en"]
    (stated,) = [
        one
        for one in assessment.to_dict("en")["results"][0]["stated"]
        if one["kind"] == "fine"
    ]
    assert stated["unseen"]["towards"] == "lenient"


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=5000, max_value=50000))
def test_nothing_but_the_two_ends_is_ever_told(kit: pk.Kit, fine: int) -> None:
    for name, end, told in (
        ("penalty-law.32.1", 50000, LESS),
        ("penalty-law.49.emergency", 5000, MORE),
    ):
        claims = [
            _claim(name, **({"effect": "lenient"} if end > fine else {}))
        ]
        if name != "penalty-law.32.1":
            claims = [_claim(name)]
        assert _found(kit, _case(str(fine), claims)) == (
            told if fine == end else []
        )
