"""How the party answered the notice, whether the heads agreed, who reviews,
on what ground a fine was collected: what makes a decision void although each
step is on file, and the nearest file in which all is in order.
"""

from functools import partial
from typing import Any

import pytest

from penaltykit import Kit
from real_life import Changes, Said, on, said_of

Data = dict[str, Any]


@pytest.fixture
def said(kit: Kit) -> Said:
    return partial(said_of, kit)


def _event(kind: str, day: str, **more: Any) -> dict[str, Any]:
    return {"at": "/events", "add": {"kind": kind, "date": day, **more}}


def _decided(day: str, served: str) -> Changes:
    return [
        on("decided", day),
        {"at": "/papers/decision/date", "set": day},
        on("decision-served", served),
    ]


NO_WAIVER = {"at": "/events/statement-waived", "remove": True}


# --- waivers and statements against the notice -------------------------------
# delegated: transport, told on Tuesday 2025-04-08; 04-09, 10, 11, 14 and 15
# are five working days.


@pytest.mark.parametrize(
    ("waived", "decided", "expected"),
    [
        # Arts. 44, 62: a waiver on the day of the notice is one.
        ("2025-04-08", "2025-04-11", []),
        # A day before the notice nobody was told; 04-11 leaves three days.
        (
            "2025-04-07",
            "2025-04-11",
            [
                "undetermined answer-term-not-stated",
                "warning waived-before-told",
            ],
        ),
        # The time was over all the same: the waiver alone is wrong.
        ("2025-04-07", "2025-04-16", ["warning waived-before-told"]),
        (
            "2025-04-07",
            "2025-04-08",
            [
                "error decided-on-notice-day",
                "warning waived-before-told",
            ],
        ),
        # After the decision it waives nothing any more.
        (
            "2025-04-12",
            "2025-04-11",
            ["undetermined answer-term-not-stated"],
        ),
    ],
)
def test_a_waiver_comes_between_notice_and_decision(
    said: Said, waived: str, decided: str, expected: Any
):
    changes = [on("statement-waived", waived), *_decided(decided, decided)]
    assert said("delegated", changes) == expected


def test_the_hour_tells_which_came_first_on_one_day(said: Said):
    def on_the_day(told: str, waived: str) -> list[str]:
        return said(
            "delegated",
            [
                on("statement-waived", "2025-04-08"),
                {"at": "/events/statement-waived/time", "set": waived},
                {"at": "/events/prior-notice-served/time", "set": told},
            ],
        )

    assert on_the_day("10:00", "10:30") == []
    assert on_the_day("10:30", "10:00") == ["warning waived-before-told"]


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ("2025-04-09", ["undetermined answer-term-not-stated"]),
        ("2025-04-15", ["undetermined answer-term-not-stated"]),
        ("2025-04-16", []),
    ],
)
def test_without_a_term_the_days_of_a_hearing_are_time_enough(
    said: Said, decided: str, expected: Any
):
    changes = [NO_WAIVER, *_decided(decided, decided)]
    assert said("delegated", changes) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, []), (False, ["error answer-term-not-stated"])],
)
def test_an_officer_says_that_the_time_was_over(
    said: Said, value: bool, expected: Any
):
    fact = {"value": value, "grounds": "告知书给了一个工作日。"}
    changes = [
        NO_WAIVER,
        *_decided("2025-04-10", "2025-04-10"),
        {"at": "/facts/statement.time_left", "set": fact},
    ]
    assert said("delegated", changes) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Three working days after 04-08: 04-09, 10 and 11.
        ("三个工作日内", []),
        ("五个工作日内", ["warning decided-before-told-term"]),
        ("十日内", ["warning decided-before-told-term"]),
    ],
)
def test_a_term_stands_in_the_wording_of_the_notice(
    said: Said, told: str, expected: Any
):
    text = f"你可以在收到本告知书之日起{told}向本机关提出陈述、申辩。"
    changes = [
        NO_WAIVER,
        *_decided("2025-04-14", "2025-04-14"),
        {"at": "/papers/prior-notice/text", "set": text},
    ]
    codes = said("delegated", changes)
    assert [c for c in codes if "told-term" in c or "answer" in c] == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("2025-04-07", ["undetermined answer-term-not-stated"]),
        ("2025-04-09", []),
    ],
)
def test_what_was_said_before_the_notice_answers_nothing(
    said: Said, made: str, expected: Any
):
    changes = [
        NO_WAIVER,
        _event("statement-made", made, parties=["P1"], text="请求从轻。"),
        _event(
            "statement-reviewed",
            "2025-04-09",
            parties=["P1"],
            outcome="不予采纳：与证据不符。",
        ),
        {"at": "/papers/decision/tells", "add": "statement-outcome"},
        *_decided("2025-04-10", "2025-04-10"),
    ]
    assert said("delegated", changes) == expected


# two-violations: market regulation, told on Monday 2025-07-14; five working
# days (程序规定 art. 57(2)): 07-15 to 18 and 07-21.


@pytest.mark.parametrize(
    ("text", "waived", "decided", "expected"),
    [
        ("本人放弃陈述申辩权。", "2025-07-15", "2025-07-18", []),
        ("表示没有陈述、申辩意见。", "2025-07-15", "2025-07-18", []),
        ("当事人对拟处罚无异议。", "2025-07-15", "2025-07-18", []),
        # Silence is a waiver from the end of the term on.
        ("期满未提出陈述、申辩。", "2025-07-21", "2025-07-22", []),
        (
            "当事人没有表示意见。",
            "2025-07-15",
            "2025-07-18",
            [
                "error decided-before-statement-term",
                "warning waiver-not-clear",
            ],
        ),
        (
            "当事人不服，要求再考虑。",
            "2025-07-15",
            "2025-07-18",
            [
                "error decided-before-statement-term",
                "warning waiver-not-clear",
            ],
        ),
        (
            "当事人表示不放弃陈述、申辩。",
            "2025-07-15",
            "2025-07-18",
            [
                "error decided-before-statement-term",
                "warning waiver-not-clear",
            ],
        ),
        # What nobody can make out is for people.
        (
            "无",
            "2025-07-15",
            "2025-07-18",
            [
                "undetermined decided-before-statement-term",
                "warning waiver-not-clear",
            ],
        ),
    ],
)
def test_a_waiver_needs_words_that_waive(
    said: Said, text: str, waived: str, decided: str, expected: Any
):
    changes = [
        {"at": "/events/statement-waived/text", "set": text},
        on("statement-waived", waived),
        *_decided(decided, decided),
    ]
    assert said("two-violations", changes) == expected


# hearing-withdrawn: told on Tuesday 2025-04-01, asked on 04-03, withdrawn on
# 04-09, which is the fifth working day (04-04 was off).


@pytest.mark.parametrize(
    ("waived", "expected"),
    [
        ("2025-04-03", []),
        # Waived, then asked for: which of the two holds is for the agency.
        ("2025-04-02", ["undetermined hearing-not-held"]),
        (
            "2025-03-31",
            ["error hearing-not-held", "warning waived-before-told"],
        ),
    ],
)
def test_a_hearing_is_withdrawn_after_it_was_asked_for(
    said: Said, waived: str, expected: Any
):
    assert said("hearing-withdrawn", [on("hearing-waived", waived)]) == (
        expected
    )


# --- the heads ---------------------------------------------------------------
# hearing-adjourned: heard on 2024-05-24 and 06-06, discussed on 06-20.


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("同意处罚建议。", []),
        ("不同意当事人的申辩意见，同意处罚。", []),
        ("不同意处罚，建议补充调查。", ["error heads-refused"]),
        ("同意不予处罚。", ["error heads-refused"]),
        ("未通过。", ["error heads-refused"]),
        # Both at once: for people.
        ("对甲不予处罚，对乙罚款。", []),
    ],
)
def test_the_heads_agree(said: Said, outcome: str, expected: Any):
    change = {
        "at": "/events/collective-discussion/outcome",
        "set": outcome,
    }
    assert said("hearing-adjourned", [change]) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-06-06", []),
        # Arts. 57(2), 65: the second sitting was still to come.
        ("2024-06-05", ["error discussion-before-hearing"]),
    ],
)
def test_the_heads_discuss_after_the_hearing(
    said: Said, day: str, expected: Any
):
    changes = [
        {
            "at": "/facts/case.grave_or_complex",
            "set": {"value": True, "grounds": "案情复杂。"},
        },
        on("collective-discussion", day),
    ]
    codes = said("hearing-adjourned", changes)
    assert [c for c in codes if "discussion" in c] == expected


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        # 程序规定 art. 64(1): the heads grant what is over thirty days.
        ({"date": "2024-11-27"}, []),
        ({"date": "2024-11-25", "outcome": "同意再延长三十日。"}, []),
        (
            {"date": "2024-11-25", "outcome": "同意处罚。"},
            ["error extension-too-long"],
        ),
    ],
)
def test_a_discussion_of_the_penalty_grants_no_extension(
    said: Said, talk: Data, expected: Any
):
    changes = [
        # Filed on 2024-09-02: 120 days end on 12-31.
        {"at": "/events/extended/until", "set": "2025-01-20"},
        {
            "at": "/events",
            "add": {
                "kind": "collective-discussion",
                "by": ["周核准", "方负责"],
                **talk,
            },
        },
    ]
    codes = said("term-extended", changes)
    assert [c for c in codes if "extension" in c] == expected


# --- after the decision, beside the courts -----------------------------------


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        (True, []),
        # Arts. 27(1), 57(1)(4).
        (False, ["error decided-while-with-justice"]),
    ],
)
def test_no_fine_while_the_case_is_with_the_courts(
    said: Said, returned: bool, expected: Any
):
    # Told on 2025-02-17, decided on 03-05.
    changes: Changes = [_event("sent-to-justice", "2025-02-10")]
    if returned:
        changes.append(_event("returned-by-justice", "2025-02-14"))
    assert said("crime-not-prosecuted", changes) == expected


@pytest.mark.parametrize(
    ("amount", "words", "told", "expected"),
    [
        # 8,000 were told and decided (arts. 44, 62).
        ("9000", "玖仟元整", None, True),
        ("9000", "玖仟元整", "2025-05-12", False),
        ("7000", "柒仟元整", None, False),
    ],
)
def test_a_change_to_more_is_told_first(
    said: Said, amount: str, words: str, told: str | None, expected: bool
):
    changes: Changes = [
        {"at": "/papers/change/penalties/fine/amount", "set": amount},
        {"at": "/papers/change/penalties/fine/words", "set": words},
    ]
    if told:
        changes.append(_event("prior-notice-served", told, parties=["P1"]))
    codes = said("lowered-by-change", changes)
    assert ("error changed-heavier-untold" in codes) is expected


# --- who reviews -------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("济南市历下区人民政府", []),
        ("历下区人民政府", []),
        # 行政复议法 art. 24(1)(1): its own government, no other.
        ("山东省人民政府", ["error review-authority-wrong"]),
        ("济南市人民政府", ["error review-authority-wrong"]),
        ("青岛市人民政府", ["error review-authority-wrong"]),
        ("济南市市中区人民政府", ["error review-authority-wrong"]),
    ],
)
def test_level_and_name_tell_where_the_tree_does_not(
    said: Said, printed: str, expected: Any
):
    changes = [
        {"at": "/agency/region", "set": "370102"},
        {"at": "/agency/name", "set": "济南市历下区交通运输局（示例）"},
        {"at": "/remedies/reconsideration_authority", "set": printed},
    ]
    codes = said("delegated", changes)
    assert [c for c in codes if "authority-wrong" in c] == expected


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        (None, ["undetermined review-authority-wrong"]),
        (True, []),
        (False, ["error review-authority-wrong"]),
    ],
)
def test_what_no_name_tells_is_asked(
    said: Said, confirmed: bool | None, expected: Any
):
    changes: Changes = [
        {"at": "/agency/region", "set": "370102"},
        {"at": "/agency/name", "set": "历下交通执法大队（示例）"},
        {
            "at": "/remedies/reconsideration_authority",
            "set": "历下区人民政府",
        },
    ]
    if confirmed is not None:
        fact = {"value": confirmed, "grounds": "经法制机构核对。"}
        place = "/facts/remedies.authority_confirmed"
        changes.append({"at": place, "set": fact})
    codes = said("delegated", changes)
    assert [c for c in codes if "authority-wrong" in c] == expected


@pytest.mark.parametrize(
    ("level", "printed", "expected"),
    [
        ("county", "江门市蓬江区人民政府", ["error review-authority-wrong"]),
        ("county", "广东省人民政府", ["error review-authority-wrong"]),
        (None, "广东省人民政府", ["undetermined review-authority-wrong"]),
    ],
)
def test_an_agency_without_a_region_is_not_passed_in_silence(
    said: Said, level: str | None, printed: str, expected: Any
):
    changes = [
        {"at": "/agency/region", "remove": True},
        {"at": "/agency/level", "set": level},
        {"at": "/agency/name", "set": "鹤山市交通运输局（示例）"},
        {"at": "/remedies/reconsideration_authority", "set": printed},
    ]
    codes = said("delegated", changes)
    assert [c for c in codes if "authority-wrong" in c] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("鹤山市人民政府", []),
        ("江门市消防救援支队", []),
        # Nothing settles whether the city may review; 广州 never may.
        ("江门市人民政府", ["undetermined review-authority-wrong"]),
        ("广州市人民政府", ["error review-authority-wrong"]),
        ("鹤山市消防救援大队（示例）", []),
    ],
)
def test_a_government_of_elsewhere_is_wrong_whatever_holds(
    said: Said, printed: str, expected: Any
):
    change = {"at": "/remedies/reconsideration_authority", "set": printed}
    codes = said("changed", [change])
    assert [c for c in codes if "authority-wrong" in c] == expected


# --- money -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("不当场收缴事后难以执行", []),
        ("当事人是流动摊贩，没有固定住所", []),
        ("依照第六十八条第（二）项", []),
        # Arts. 67(2), 68: the list is closed.
        ("当事人同意", ["error collected-on-the-spot"]),
        ("方便当事人", ["error collected-on-the-spot"]),
        ("罚款数额小", ["error collected-on-the-spot"]),
        ("第六十八条第一项", ["error collected-on-the-spot"]),
        ("罚款在一百元以下", ["error collected-on-the-spot"]),
        # Whether these words mean it is for an officer to say.
        ("现场情况特殊", ["undetermined collected-on-the-spot"]),
        ("地处水上", ["undetermined collected-on-the-spot"]),
    ],
)
def test_the_grounds_to_collect_on_the_spot_are_three(
    said: Said, ground: str, expected: Any
):
    change = {"at": "/performance/on_the_spot_ground", "set": ground}
    assert said("on-the-spot-hard-to-enforce", [change]) == expected


def test_an_officer_finds_that_it_would_be_hard_later(said: Said):
    fact = {"value": True, "grounds": "当事人当日乘船离开。"}
    changes = [
        {"at": "/performance/on_the_spot_ground", "set": "现场情况特殊"},
        {"at": "/facts/collection.hard_later", "set": fact},
    ]
    assert said("on-the-spot-hard-to-enforce", changes) == []


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [
        ("yuan", False),
        ("元", False),
        ("万元", True),
        ("wan", True),
        ("美元", True),
        ("days", True),
    ],
)
def test_a_fine_is_in_yuan(said: Said, unit: str, wrong: bool):
    changes = [
        {"at": "/violations/0/penalties/fine/unit", "set": unit},
        {"at": "/papers/decision/penalties/fine/unit", "set": unit},
    ]
    codes = said("changed", changes)
    assert ("error money-not-in-yuan" in codes) is wrong


# --- papers ------------------------------------------------------------------


def test_a_paper_that_is_said_to_be_unsealed_is(said: Said):
    changes = [
        {"at": "/papers/decision/sealed", "set": False},
        {"at": "/papers/decision/seal", "set": None},
    ]
    # Art. 59(2): that "tells" lists the seal does not mend it.
    assert said("delegated", changes) == ["error missing-seal"]


def test_of_a_notice_that_never_was_no_part_is_missed(said: Said):
    changes: Changes = [
        {"at": "/papers/prior-notice", "remove": True},
        {"at": "/events/prior-notice-served", "remove": True},
    ]
    assert said("delegated", changes) == ["error prior-notice-missing"]


@pytest.mark.parametrize(
    ("announced", "expected"),
    [
        # 60 days by a text of the police of 2019 that may have changed, 30 by
        # 民诉法 (2023) art. 95(1): 29 are too short by either, 60 enough.
        ("2025-05-12", ["error announcement-too-short"]),
        ("2025-05-11", ["undetermined announcement-too-short"]),
        ("2025-04-12", ["undetermined announcement-too-short"]),
        ("2025-04-11", []),
    ],
)
def test_an_announcement_under_every_figure_is_too_short(
    said: Said, announced: str, expected: Any
):
    grounds = "下落不明，其他方式无法送达，见记录。"
    changes = [
        {"at": "/events/decision-served/method", "set": "announcement"},
        # Thirty days after 05-11, and sixty after 04-11.
        on("decision-served", "2025-06-10"),
        {
            "at": "/facts/service.announced",
            "set": {"value": announced, "grounds": grounds},
        },
        {
            "at": "/facts/service.announcement_ground",
            "set": {"value": True, "grounds": grounds},
        },
    ]
    codes = said("police-fine", changes)
    assert [c for c in codes if "announcement" in c] == expected


def test_no_penalty_needs_no_item(said: Said):
    place = {"law": "administrative-penalty-law", "article": 33}
    changes = [
        {
            "at": "/violations/0/penalising",
            "set": [{**place, "paragraph": 1}],
        },
        {
            "at": "/papers/no-penalty-decision/provisions",
            "set": [{**place, "paragraph": 1}],
        },
    ]
    codes = said("no-penalty-shall", changes)
    assert not [c for c in codes if "another-item" in c]


@pytest.mark.parametrize("sign", [" ", "不", "不 ", "未", "（", "1 "])
def test_a_text_without_end_is_read_in_no_time(said: Said, sign: str):
    text = "不" + sign * 50_000 + "。"
    assert said(
        "hearing-adjourned",
        [{"at": "/events/collective-discussion/outcome", "set": text}],
    )[-1:] in ([], ["error heads-refused"])
    for kind in ("statement-waived", "hearing-waived"):
        said(
            "hearing-withdrawn",
            [{"at": f"/events/{kind}/text", "set": text}],
        )
    said(
        "on-the-spot-hard-to-enforce",
        [{"at": "/performance/on_the_spot_ground", "set": text}],
    )
