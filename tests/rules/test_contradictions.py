"""What a file says in one place and takes back in another: a first offence
with earlier penalties, an accepted statement without effect, a decision on
the spot of another day.

The bases are files in order; each line says what is changed and which of the
findings of this page must come then.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from penaltykit import Kit, read_case
from strategies.patches import patched

CLEAN = (
    Path(__file__).resolve().parents[2] / "fixtures" / "real-life" / "clean"
)
FIRST = "first-offence-contradicted"
COUNT = "earlier-penalties-miscounted"
ACCEPTED = "accepted-without-effect"
SPOT = "decided-off-the-spot"

Changes = list[dict[str, Any]]


def _set(at: str, value: object) -> dict[str, Any]:
    return {"at": at, "set": value}


def _base(name: str) -> Any:
    return json.loads((CLEAN / f"{name}.json").read_bytes())


def _found(kit: Kit, name: str, changes: Changes, code: str) -> list[str]:
    data = patched(_base(name), changes)
    case = read_case(json.dumps(data).encode(), format="json")
    return [
        f"{f.severity.value} {f.pointer}"
        for f in kit.assess(case).findings
        if f.code == code
    ]


# --- a first offence -------------------------------------------------------

# The base: goods in the way of escape on 2025-03-18, "首次被查处".
FIRE = "seal-for-penalties"
REASONS = "/violations/0/discretion/reasons"
TOLD = [f"warning {REASONS}"]


def _earlier(**more: object) -> dict[str, Any]:
    entry = {"number": "鹤消罚〔2024〕示01号", "decided": "2024-05-10"}
    return _set("/earlier_penalties", [entry | more])


def _item(name: str) -> str:
    found: str = _base(name)["violations"][0]["item"]
    return found


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, TOLD),
        ({"party": "P1"}, TOLD),
        # of the same day, or later than the act: not before it
        ({"decided": "2025-03-18"}, []),
        ({"decided": "2025-03-17"}, TOLD),
        ({"decided": "2025-03-20"}, []),
    ],
)
def test_an_earlier_penalty_stands_against_the_first_time(
    kit: Kit, more: dict[str, object], expected: list[str]
):
    assert _found(kit, FIRE, [_earlier(**more)], FIRST) == expected


def test_only_one_of_the_same_field_stands_against_it(kit: Kit):
    same = [_earlier(item=_item(FIRE))]
    assert _found(kit, FIRE, same, FIRST) == TOLD
    food = [_earlier(item=_item("mitigated"))]
    assert _found(kit, FIRE, food, FIRST) == []


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ("首次被查处，罚款5000元。", TOLD),
        ("系初次违法，罚款5000元。", TOLD),
        ("近二年内首次被查处，罚款5000元。", TOLD),
        # 2024-05-10 lies more than six months before 2025-03-18
        ("6个月内首次被查处，罚款5000元。", []),
        ("十一个月内首次被查处，罚款5000元。", TOLD),
        ("三个月内改正，首次被查处，罚款5000元。", TOLD),
        # it says that there was one, or why it does not count
        ("并非首次被查处，罚款20000元。", []),
        ("首次被查处；此前的处罚已满二年，不计。", []),
        ("首次被查处；鹤消罚〔2024〕示01号不属同类。", []),
        ("二年内没有同类违法，视为首次被查处。", []),
        ("9999年内首次被查处。", TOLD),
        ("当日改正，罚款5000元。", []),
    ],
)
def test_the_words_say_whether_it_is_the_first(
    kit: Kit, reasons: str, expected: list[str]
):
    changes = [_earlier(), _set(REASONS, reasons)]
    assert _found(kit, FIRE, changes, FIRST) == expected


def test_a_first_offence_that_spares_needs_that_it_is_one(kit: Kit):
    claim = {
        "circumstance": "penalty-law.33.first-time",
        "status": "found",
        "reasons": "两箱饮料，当场搬离。",
    }
    claims = _set("/violations/0/circumstances", [claim])
    name = "no-penalty-shall"
    day = _base(name)["violations"][0]["act"]["from"]
    before = {"decided": f"{int(day[:4]) - 1}{day[4:]}"}
    found = _found(kit, name, [claims, _earlier(**before)], FIRST)
    assert found == ["warning /violations/0/circumstances/0"]
    assert _found(kit, name, [claims], FIRST) == []
    refused = _set(
        "/violations/0/circumstances", [claim | {"status": "refused"}]
    )
    assert _found(kit, name, [refused, _earlier(**before)], FIRST) == []


def test_of_several_parties_only_the_one_it_names(kit: Kit):
    name = "two-parties"
    act = _base(name)["violations"][0]["act"]["from"]
    before = f"{int(act[:4]) - 1}{act[4:]}"
    nobody = [_earlier(decided=before)]
    assert _found(kit, name, nobody, FIRST) == []
    second = [_earlier(decided=before, party="P2")]
    assert _found(kit, name, second, FIRST) == [
        "warning /violations/1/discretion/reasons"
    ]


def test_a_count_under_that_of_the_document_is_told(kit: Kit):
    name = "ecology"
    data = _base(name)
    act = data["violations"][0]["act"]["from"]
    # The document counts decisions of the two years before the act, for the
    # same provision.
    entry = {
        "number": "粤环罚〔2025〕示9号",
        "decided": f"{int(act[:4]) - 1}{act[4:]}",
        "penalising": data["violations"][0]["penalising"],
    }
    two = "/violations/0/facts/water.same_breaches_two_years"
    for stated, expected in ((0, 1), (1, 0), (2, 0)):
        changes = [
            _set("/earlier_penalties", [entry]),
            _set(two, {"value": stated}),
        ]
        assert len(_found(kit, name, changes, COUNT)) == expected
    older = entry | {"decided": f"{int(act[:4]) - 3}{act[4:]}"}
    changes = [
        _set("/earlier_penalties", [older]),
        _set(two, {"value": 0}),
    ]
    assert _found(kit, name, changes, COUNT) == []
    other = entry | {
        "penalising": [{"law": "water-pollution-law", "article": 83}]
    }
    changes[0] = _set("/earlier_penalties", [other])
    assert _found(kit, name, changes, COUNT) == []


# --- a statement that was accepted -----------------------------------------

# The base: told 8,000, asked for leniency, accepted, decided 5,000.
FINE = "defence-accepted"
REVIEW = "/events/statement-reviewed"
SAME = [
    _set("/violations/0/penalties/fine/amount", "8000"),
    _set("/papers/decision/penalties/fine/amount", "8000"),
]


@pytest.mark.parametrize(
    ("outcome", "text", "told"),
    [
        ("予以采纳", "照片和送货单属实。", True),
        ("采纳", None, True),
        ("accepted", None, True),
        ("当事人意见成立", None, True),
        # the amount that it names is another than the one given
        ("予以采纳，降为5000元", "改正的事实在拟处罚时已经考虑。", True),
        ("予以采纳，罚款降至0.5万元", None, True),
        ("予以采纳，降为8,000元", "已经考虑。", False),
        # not accepted, or not in whole
        ("不予采纳", None, False),
        ("部分采纳", None, False),
        ("对第一项意见予以采纳", None, False),
        ("未采纳", None, False),
        # the reason stands there
        ("予以采纳", "改正的事实在拟处罚时已经考虑，罚款不变。", False),
        ("予以采纳", "意见不影响处罚幅度。", False),
    ],
)
def test_what_was_accepted_in_whole_has_an_effect_or_a_reason(
    kit: Kit, outcome: str, text: str | None, told: bool
):
    changes = [*SAME, _set(f"{REVIEW}/outcome", outcome)]
    changes.append(_set(f"{REVIEW}/text", text))
    found = _found(kit, FINE, changes, ACCEPTED)
    assert [one.split()[0] for one in found] == ["warning"] * told


def test_a_lower_fine_is_an_effect(kit: Kit):
    changes = [_set(f"{REVIEW}/outcome", "予以采纳")]
    changes.append(_set(f"{REVIEW}/text", None))
    assert _found(kit, FINE, changes, ACCEPTED) == []


def test_a_heavier_or_a_changed_decision_is_told_by_its_own_check(kit: Kit):
    more = [
        _set("/violations/0/penalties/fine/amount", "9000"),
        _set("/papers/decision/penalties/fine/amount", "9000"),
    ]
    assert _found(kit, FINE, more, ACCEPTED) == []
    assert len(_found(kit, FINE, more, "heavier-after-statement")) == 1
    changed = {"kind": "changed", "date": "2025-06-10"}
    later = [*SAME, {"at": "/events", "add": changed}]
    assert _found(kit, FINE, later, ACCEPTED) == []


def test_who_asked_for_something_else_got_it(kit: Kit):
    asked = _set("/events/statement-made/text", "地址有误，请求更正。")
    plain = [
        _set(f"{REVIEW}/outcome", "予以采纳"),
        _set(f"{REVIEW}/text", None),
    ]
    assert _found(kit, FINE, [*SAME, *plain, asked], ACCEPTED) == []
    both = _set("/events/statement-made/text", "地址有误；请求减轻处罚。")
    assert len(_found(kit, FINE, [*SAME, *plain, both], ACCEPTED)) == 1


def test_the_decision_may_give_the_reason(kit: Kit):
    plain = [
        _set(f"{REVIEW}/outcome", "予以采纳"),
        _set(f"{REVIEW}/text", None),
    ]
    said = _set(
        "/papers/decision/text",
        "当事人提出的陈述、申辩意见，本机关予以采纳；该事实在告知时已经考虑，"
        "罚款数额维持不变。",
    )
    assert _found(kit, FINE, [*SAME, *plain, said], ACCEPTED) == []


# --- on the spot -----------------------------------------------------------

# The base: found, shown, told and decided on 2025-04-10.
ON_SPOT = "on-the-spot-by-bank"


def _met(day: str) -> Changes:
    return [
        _set("/events/discovered/date", day),
        _set("/events/certificate-shown/date", day),
    ]


def test_a_decision_of_another_day_is_not_on_the_spot(kit: Kit):
    assert _found(kit, ON_SPOT, [], SPOT) == []
    assert _found(kit, ON_SPOT, _met("2025-04-09"), SPOT) == [
        "warning /events/0/date"
    ]


def test_officers_who_came_again_decide_on_the_spot(kit: Kit):
    again = {
        "at": "/events",
        "add": {"kind": "inspected", "date": "2025-04-10", "by": ["甲", "乙"]},
    }
    assert _found(kit, ON_SPOT, [*_met("2025-04-09"), again], SPOT) == []
    # a report of the day before, and the officers there on the day itself
    report = [_set("/events/discovered/date", "2025-04-09")]
    assert _found(kit, ON_SPOT, report, SPOT) == []


def test_nobody_meets_a_camera(kit: Kit):
    camera = _set("/events/discovered/source", "交通技术监控")
    assert _found(kit, ON_SPOT, [*_met("2025-04-09"), camera], SPOT) == []
    law = _set(
        "/facts/on_the_spot.other_by_law",
        {"value": True, "grounds": "另有规定。"},
    )
    assert _found(kit, ON_SPOT, [*_met("2025-04-09"), law], SPOT) == []


# --- what is only ever open ------------------------------------------------


def test_checks_that_can_only_be_open_are_listed_so(kit: Kit):
    listed = {r["code"]: r["severity"] for r in kit.rules()}
    open_only = {c for c, s in listed.items() if s == "undetermined"}
    assert open_only >= {
        "result-undetermined",
        "statute-not-held",
        "statutory-gap",
    }
    for path in CLEAN.parents[1].glob("*/case.json"):
        for finding in kit.assess(read_case(path.read_bytes())).findings:
            if finding.code in open_only:
                assert finding.severity == "undetermined"
