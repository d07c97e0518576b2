"""Edges of the checks of who acted and of what stretches a case: the last
day on which something is still in order, and the day after.
"""

import json
from functools import partial
from typing import Any

import pytest

from penaltykit import Kit
from real_life import CLEAN, Changes, Said, on, said_of

Data = dict[str, Any]


@pytest.fixture
def said(kit: Kit) -> Said:
    return partial(said_of, kit)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Filed 2024-09-02: the ninetieth day is Sunday, 1 December, and
        # 程序规定 art. 80 moves it on to Monday.
        ("2024-12-02", []),
        ("2024-12-03", ["error extension-after-term"]),
    ],
)
def test_an_extension_comes_before_the_end(
    said: Said, day: str, expected: Any
):
    assert said("term-extended", [on("extended", day)]) == expected


@pytest.mark.parametrize(
    ("until", "again", "expected"),
    [
        ("2024-12-10", "2024-12-10", []),
        ("2024-12-10", "2024-12-11", ["error extension-after-term"]),
    ],
)
def test_nor_is_an_extension_that_has_ended_extended(
    said: Said, until: str, again: str, expected: Any
):
    second = {
        "kind": "extended",
        "date": again,
        "until": "2024-12-31",
        "by": ["周核准"],
    }
    changes = [
        {"at": "/events/extended/until", "set": until},
        {"at": "/events", "add": second},
    ]
    assert said("term-extended", changes) == expected


@pytest.mark.parametrize(
    ("filed", "late"),
    [
        # Decided 2026-04-28, which is 150 days after 2025-11-29.
        ("2025-11-29", False),
        ("2025-11-28", True),
    ],
)
def test_an_environment_case_has_a_ceiling(said: Said, filed: str, late: bool):
    longer = {
        "kind": "extended",
        "date": "2026-02-20",
        "until": "2026-04-28",
        "by": ["周核准"],
    }
    talk = {
        "kind": "collective-discussion",
        "date": "2026-02-20",
        "by": ["周核准", "方负责"],
    }
    codes = said(
        "ecology",
        [
            on("filed", filed),
            {"at": "/events", "add": longer},
            {"at": "/events", "add": talk},
        ],
    )
    assert ("error extension-beyond-ceiling" in codes) is late


@pytest.mark.parametrize(
    ("filed", "order", "expected"),
    [
        # Decided 2025-06-10: thirty and thirty-one days.
        ("2025-05-11", True, []),
        ("2025-05-10", True, ["error public-order-late"]),
        ("2025-05-10", None, ["undetermined public-order-late"]),
        ("2025-05-10", False, []),
        ("2025-03-11", False, ["error decision-late"]),
    ],
)
def test_the_police_have_two_terms(
    said: Said, filed: str, order: bool | None, expected: Any
):
    place = "/violations/0/facts/act.against_public_order"
    changes: Changes = [on(kind, filed) for kind in ("discovered", "filed")]
    changes += [
        on("certificate-shown", filed),
        {"at": "/violations/0/act/from", "set": filed},
        {"at": "/violations/0/act/to", "set": filed},
        {"at": place, "remove": True}
        if order is None
        else {"at": f"{place}/value", "set": order},
    ]
    codes = said("detention", changes)
    assert [c for c in codes if "late" in c] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Seven days after 2026-12-29 are at most seven working days; of the
        # eighth the calendar of 2027 must say.
        ("2027-01-05", []),
        ("2027-01-06", ["undetermined decision-served-late"]),
    ],
)
def test_a_year_that_is_not_known(said: Said, day: str, expected: Any):
    assert said("into-2027", [on("decision-served", day)]) == expected


def test_a_sitting_that_goes_on_needs_no_call_of_its_own(said: Said):
    # The second call of the file goes; the first came in time.
    data = json.loads((CLEAN / "hearing-adjourned.json").read_bytes())
    calls = [
        n
        for n, e in enumerate(data["events"])
        if e["kind"] == "hearing-called"
    ]
    gone = {"at": f"/events/{calls[-1]}", "remove": True}
    assert said("hearing-adjourned", [gone]) == []


@pytest.mark.parametrize(
    ("seal", "wrong"),
    [
        ("行政处罚专用章", False),
        ("行政处罚专用章（2）", False),
        ("执法专用章", False),
        ("防火监督科", True),
        ("合同专用章", True),
    ],
)
def test_a_seal_kept_for_penalties_is_the_agencys(
    said: Said, seal: str, wrong: bool
):
    name = "鹤山市消防救援大队（示例）"
    change = {"at": "/papers/decision/seal", "set": name + seal}
    codes = said("defence-accepted", [change])
    assert codes == (["error agency-differs-from-seal"] if wrong else [])


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("（经营者：孙虚构）", False),
        ("(负责人 孙虚构)", False),
        ("（分店）", True),
        ("二店", True),
    ],
)
def test_who_runs_a_business_may_follow_its_name(
    said: Said, more: str, wrong: bool
):
    name = "江海区示例小食店"
    change = {"at": "/papers/decision/parties/0", "set": name + more}
    codes = said("operator-in-brackets", [change])
    assert codes == (["error party-named-differently"] if wrong else [])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{"at": "/events/certificate-shown/by", "set": ["蒋样本"]}], True),
        # Who did not record it is not taken to have been alone.
        ([{"at": "/events/certificate-shown/by", "remove": True}], False),
        (
            [
                {"at": "/events/certificate-shown/by", "set": ["蒋样本"]},
                {
                    "at": "/facts/officers.one_by_law",
                    "set": {"value": True, "grounds": "法律另有规定。"},
                },
            ],
            False,
        ),
    ],
)
def test_one_inspector_alone(said: Said, changes: Changes, expected: bool):
    codes = said("defence-accepted", changes)
    assert codes == (["error inspected-by-one"] if expected else [])


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (["周核准"], []),
        (["周核准", "蒋样本"], []),
        (["蒋样本", "蔡演示"], ["warning decided-by-investigator"]),
    ],
)
def test_the_investigators_do_not_decide(
    said: Said, by: list[str], expected: Any
):
    change = {"at": "/events/decided/by", "set": by}
    assert said("defence-accepted", [change]) == expected
