"""Notices in turn, days of evidence, the steps and their company, and on
what footing the agency acts.

The base is a clean case: told on 2024-06-14 (the notice itself is of the
13th), answered on 06-19, decided on 06-27 with a fine of 35,000. Each line
says what is changed and what must be found then, and nothing else.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit import Kit, read_case
from penaltykit.case import StatedPenalty
from penaltykit.facts._derive_notices import heavier
from penaltykit.penalty import PenaltyKind
from strategies.patches import patched

ROOT = Path(__file__).resolve().parents[2] / "fixtures"

Data = dict[str, Any]
Changes = list[dict[str, Any]]

OWN = "江门市生态环境局（示例）"
OTHER = "江门市城市管理和综合执法局（示例）"


def _base(name: str = "ordinary-company") -> Data:
    path = ROOT / "defects" / "clean" / f"{name}.json"
    data: Data = json.loads(path.read_bytes())
    return data


def _found(
    kit: Kit, changes: Changes, name: str = "ordinary-company"
) -> list[str]:
    """Findings after changes to a clean case, as ``severity code pointer``."""
    data = patched(_base(name), changes)
    case = read_case(json.dumps(data).encode(), format="json")
    return [
        f"{f.severity.value} {f.code} {f.pointer}"
        for f in kit.assess(case).findings
    ]


def _set(at: str, value: object) -> dict[str, Any]:
    return {"at": at, "set": value}


def _add(at: str, value: object) -> dict[str, Any]:
    return {"at": at, "add": value}


def _event(kind: str, date: str, **more: object) -> dict[str, Any]:
    return _add("/events", {"kind": kind, "date": date, **more})


def _fact(name: str, value: object, **more: object) -> dict[str, Any]:
    return _set(f"/facts/{name}", {"value": value, "grounds": "经查", **more})


def _notice(
    amount: str | None, served: str, number: str, *more: Data
) -> Changes:
    """One more prior notice, as the first one but for number, day and
    penalties."""
    first = next(p for p in _base()["papers"] if p["kind"] == "prior-notice")
    fine = {"kind": "fine", "party": "P1", "amount": amount}
    paper = {
        **first,
        "number": number,
        "date": served,
        "penalties": [*([fine] if amount else []), *more],
    }
    return [
        _add("/papers", paper),
        _event("prior-notice-served", served, parties=["P1"], paper=number),
    ]


def _decide(amount: str, words: str) -> Changes:
    """The decision fines another amount, in the file and on paper."""
    decision = next(p for p in _base()["papers"] if p["kind"] == "decision")
    text = decision["text"].replace(
        "罚款35000元（大写：叁万伍仟元整）", "罚款"
    )
    fine = {"amount": amount, "words": words}
    return [
        _set("/papers/decision/text", text),
        *(
            _set(f"{owner}/penalties/fine/{key}", value)
            for owner in ("/violations/0", "/papers/decision")
            for key, value in fine.items()
        ),
    ]


def _asked(code: str, fact: str) -> str:
    return f"undetermined {code} {fact}"


SECOND = "江环罚告〔2024〕示03-2号"
THIRD = "江环罚告〔2024〕示03-3号"
# The table's row ends at 50,000, so that the decision itself is in order
# but for its place in the row; 36,000 lies near the middle.
NEW_FACTS = [
    _add(
        "/evidence",
        {
            "id": "E9",
            "kind": "document",
            "name": "装运台账",
            "proves": "此前另有两次清洗",
            "collected": "2024-06-20",
        },
    ),
    _add("/violations/0/evidence", "E9"),
    _fact("notice.new_facts", True, evidence=["E9"]),
    _fact("notice.new_facts_on", "2024-06-20"),
]
HEAVIER = "error heavier-notice-after-statement /facts/notice.new_facts"


def _of(found: list[str], *codes: str) -> list[str]:
    return [line for line in found if line.split()[1] in codes]


LAW_45 = ("heavier-notice-after-statement", "heavier-after-statement")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # 35,000 told, defence 06-19, 36,000 told 06-24, decided so
        (_notice("36000", "2024-06-24", SECOND), [HEAVIER]),
        # as much or less is no heavier
        (_notice("35000", "2024-06-24", SECOND), []),
        # and what it tells is then the measure of the decision
        (
            _notice("30000", "2024-06-24", SECOND),
            ["error heavier-after-statement /papers/3/penalties"],
        ),
        # told before the defence: the party answered the heavier one
        (_notice("36000", "2024-06-18", SECOND), []),
        # a kind more
        (
            _notice("35000", "2024-06-24", SECOND, {"kind": "shut-down"}),
            [HEAVIER],
        ),
        # a warning more is the lightest there is
        (_notice("35000", "2024-06-24", SECOND, {"kind": "warning"}), []),
        # lighter first, then heavier than the measure before the defence
        (
            [
                *_notice("30000", "2024-06-21", SECOND),
                *_notice("36000", "2024-06-24", THIRD),
            ],
            [HEAVIER],
        ),
        # new facts, with day and evidence
        ([*_notice("36000", "2024-06-24", SECOND), *NEW_FACTS], []),
        # found before the defence: they are not new
        (
            [
                *_notice("36000", "2024-06-24", SECOND),
                *NEW_FACTS,
                _fact("notice.new_facts_on", "2024-06-18"),
            ],
            [HEAVIER.replace("new_facts", "new_facts_on")],
        ),
        # found after the new notice
        (
            [
                *_notice("36000", "2024-06-24", SECOND),
                *NEW_FACTS,
                _fact("notice.new_facts_on", "2024-06-25"),
            ],
            [HEAVIER.replace("new_facts", "new_facts_on")],
        ),
        # without evidence it is a word alone
        (
            [
                *_notice("36000", "2024-06-24", SECOND),
                *NEW_FACTS,
                _fact("notice.new_facts", True),
            ],
            [f"{HEAVIER}/evidence"],
        ),
        # with evidence that lay there before the defence
        (
            [
                *_notice("36000", "2024-06-24", SECOND),
                *NEW_FACTS,
                _set("/evidence/E9/collected", "2024-06-01"),
            ],
            [
                HEAVIER.replace(
                    "/facts/notice.new_facts", "/evidence/6/collected"
                )
            ],
        ),
        # "no new facts" attested: then the step has no ground at all
        (
            [
                *_notice("36000", "2024-06-24", SECOND),
                _fact("notice.new_facts", False),
            ],
            [HEAVIER],
        ),
    ],
)
def test_a_second_notice_is_not_heavier_for_a_defence(
    kit: Kit, changes: Changes, expected: list[str]
):
    assert _of(_found(kit, changes), *LAW_45) == expected


def test_the_decision_that_follows_the_heavier_notice_is_found(kit: Kit):
    """Equal to the last notice, so that only the notice is wrong."""
    changes = [
        *_notice("36000", "2024-06-24", SECOND),
        *_decide("36000", "叁万陆仟元整"),
    ]
    found = _found(kit, changes)
    assert HEAVIER in found
    assert not _of(found, "heavier-after-statement", "heavier-than-told")


def test_new_facts_do_not_let_the_decision_go_beyond_the_last_notice(
    kit: Kit,
):
    """36,000 was told anew after the defence, 37,000 is decided."""
    changes = [
        *_notice("36000", "2024-06-24", SECOND),
        *NEW_FACTS,
        *_decide("37000", "叁万柒仟元整"),
    ]
    where = "error heavier-after-statement /papers/3/penalties"
    assert _of(_found(kit, changes), *LAW_45) == [where]


def test_notices_are_taken_in_order_of_date(kit: Kit):
    """The second notice stands first in the file."""
    data = patched(_base(), _notice("36000", "2024-06-24", SECOND))
    data["papers"].insert(0, data["papers"].pop())
    case = read_case(json.dumps(data).encode(), format="json")
    codes = {f.code for f in kit.assess(case).findings}
    assert "heavier-notice-after-statement" in codes


def test_a_notice_of_the_hearing_is_a_notice(kit: Kit):
    """After the defence it proposes more; together with the first notice it
    may print a part alone; after the decision it is of another one."""
    code = "heavier-notice-after-statement"

    def hearing(date: str, amount: str | None, *more: Data) -> Changes:
        paper, event = _notice(amount, date, SECOND, *more)
        return [
            _add("/papers", {**paper["add"], "kind": "hearing-notice"}),
            _add("/events", {**event["add"], "kind": "hearing-notice-served"}),
        ]

    assert _of(_found(kit, hearing("2024-06-24", "36000")), code) == [HEAVIER]
    part = hearing("2024-06-14", None, {"kind": "warning"})
    again = _notice("35000", "2024-06-24", THIRD)
    assert _of(_found(kit, [*part, *again]), code) == []
    assert _of(_found(kit, hearing("2024-07-24", "36000")), code) == []


def test_what_only_people_can_weigh_is_asked(kit: Kit):
    """The fine is gone, the stop of business came."""
    changes = _notice(None, "2024-06-24", SECOND, {"kind": "suspend-business"})
    code = "heavier-notice-after-statement"
    assert _of(_found(kit, changes), code) == [
        f"undetermined {code} /facts/notice.not_heavier"
    ]
    told = [*changes, _fact("notice.not_heavier", True)]
    assert not _of(_found(kit, told), code)
    told = [*changes, _fact("notice.not_heavier", False)]
    assert HEAVIER in _found(kit, told)


def test_a_notice_of_the_day_of_the_defence_is_placed_by_its_hour(kit: Kit):
    """Both are of 06-19."""
    code = "heavier-notice-after-statement"
    paper, served = _notice("36000", "2024-06-19", SECOND)

    def found(answered: str | None, told: str | None) -> list[str]:
        event = {**served["add"]} | ({"time": told} if told else {})
        hour = _set("/events/statement-made/time", answered)
        changes = [
            paper,
            _add("/events", event),
            *([hour] if answered else []),
        ]
        return _of(_found(kit, changes), code)

    assert found("09:00", "15:00") == [HEAVIER]
    assert found("15:00", "09:00") == []
    for answered, told in ((None, "15:00"), ("09:00", None), (None, None)):
        assert found(answered, told) == [f"undetermined {code} /papers/3/time"]


def test_a_notice_without_any_date_cannot_be_put_in_order(kit: Kit):
    changes = [
        *_notice("36000", "2024-06-24", SECOND)[:1],
        {"at": "/papers/3/date", "remove": True},
    ]
    found = _of(_found(kit, changes), "heavier-notice-after-statement")
    assert found == [
        "undetermined heavier-notice-after-statement /papers/3/date"
    ]


KINDS = [kind for kind in PenaltyKind if kind.is_penalty]
penalties = st.lists(
    st.builds(
        StatedPenalty,
        kind=st.sampled_from(KINDS),
        amount=st.none() | st.decimals(0, 100, places=0),
        unit=st.sampled_from([None, "yuan", "days"]),
    ),
    max_size=4,
)


@given(penalties, penalties)
def test_heavier_is_one_way(one: list[StatedPenalty], other: list[Any]):
    assert heavier(one, one) is not True
    assert not (heavier(one, other) and heavier(other, one))
    assert heavier(one, []) is False


# --- evidence -----------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # before the filing of 05-16: allowed
        ([_set("/evidence/E1/collected", "2024-05-13")], []),
        ([_set("/evidence/E1/collected", "2024-06-14")], []),
        # on the day of the decision
        (
            [
                _set("/evidence/E1/collected", "2024-06-27"),
                _fact("notice.evidence_told", True),
            ],
            [],
        ),
        # a day after it
        (
            [_set("/evidence/E1/collected", "2024-06-28")],
            ["error evidence-after-decision /evidence/0/collected"],
        ),
        # after the notice of 06-14
        (
            [_set("/evidence/E1/collected", "2024-06-15")],
            ["undetermined evidence-not-told /facts/notice.evidence_told"],
        ),
        (
            [
                _set("/evidence/E1/collected", "2024-06-15"),
                _fact("notice.evidence_told", False),
            ],
            ["warning evidence-not-told /facts/notice.evidence_told"],
        ),
        # what the party said or brought itself
        ([_set("/evidence/E2/collected", "2024-06-19")], []),
        (
            [
                _set("/evidence/E4/collected", "2024-06-19"),
                _set("/evidence/E4/method", "provided"),
            ],
            [],
        ),
        # no part of the violation: of its publication, after the decision
        (
            [
                _add(
                    "/evidence",
                    {
                        "id": "E9",
                        "kind": "document",
                        "name": "公示截图",
                        "proves": "已公示",
                        "collected": "2024-07-03",
                    },
                ),
                _fact("notice.evidence_told", True, evidence=["E9"]),
            ],
            [],
        ),
    ],
)
def test_the_days_of_evidence(kit: Kit, changes: Changes, expected: list[str]):
    assert _found(kit, changes) == expected


def test_kept_and_monitored_evidence_bring_their_duties(kit: Kit):
    found = _found(
        kit,
        [
            _set("/evidence/E4/method", "preserved"),
            _set("/evidence/E4/collected", "2024-05-14"),
            _set("/evidence/E6/method", "monitored"),
        ],
    )
    assert found == [
        _asked(
            "evidence-keeping-not-approved",
            "/facts/evidence.preserved_approved",
        ),
        _asked(
            "evidence-keeping-too-long", "/facts/evidence.preserved_settled_on"
        ),
        _asked(
            "monitoring-not-reviewed", "/facts/monitoring.equipment_reviewed"
        ),
        "undetermined monitoring-not-told /facts/monitoring.told",
        _asked(
            "monitoring-record-not-examined",
            "/facts/monitoring.record_reviewed",
        ),
    ]
    # 05-14 and seven working days: 15, 16, 17, 20, 21, 22, 23
    kept = [
        _set("/evidence/E4/method", "preserved"),
        _set("/evidence/E4/collected", "2024-05-14"),
        _fact("evidence.preserved_approved", True),
    ]
    day = "evidence.preserved_settled_on"
    assert _found(kit, [*kept, _fact(day, "2024-05-23")]) == []
    assert _found(kit, [*kept, _fact(day, "2024-05-24")]) == [
        f"error evidence-keeping-too-long /facts/{day}"
    ]


MARKET = "catering"


def test_records_and_samples_of_market_regulation(kit: Kit):
    changes = [
        _set("/evidence/0/method", "sampled"),
        _set("/evidence/1/method", "tested"),
        _set("/evidence/0/original", False),
        _set("/evidence/0/kind", "document"),
        _event("inspected", "2023-11-14", by=["甲", "乙"]),
        _event("questioned", "2023-11-14", by=["甲", "乙"]),
    ]
    base = _base(MARKET)
    assert base["agency"]["field"] == "market-regulation"
    shown = next(e for e in base["events"] if e["kind"] == "certificate-shown")
    changes[-2]["add"]["date"] = changes[-1]["add"]["date"] = shown["date"]
    codes = {
        line.split()[1]
        for line in _found(kit, changes, MARKET)
        if line.startswith("undetermined")
    }
    assert codes == {
        "copy-not-confirmed",
        "inspection-record-unsigned",
        "questioning-record-unsigned",
        "rights-not-told-at-inquiry",
        "sampling-not-recorded",
        "tests-not-told",
    }


# --- steps -----------

TWO = {"by": ["陈样本", "黄演示"]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([_event("inspected", "2024-05-13", **TWO)], []),
        (
            [_event("questioned", "2024-05-20", by=["陈样本"])],
            ["error inquiry-by-one-officer /events/16/by"],
        ),
        # one name twice is one officer
        (
            [_event("questioned", "2024-05-20", by=["陈样本", "陈样本 "])],
            ["error inquiry-by-one-officer /events/16/by"],
        ),
        (
            [_event("questioned", "2024-05-20")],
            ["undetermined inquiry-by-one-officer /events/16/by"],
        ),
        # certificates were first shown on 05-13
        (
            [_event("inspected", "2024-05-12", **TWO)],
            ["warning inquiry-before-certificate /events/16/date"],
        ),
        # sent away on 06-20, decided on 06-27
        (
            [_event("transferred", "2024-06-20")],
            [_asked("decided-after-transfer", "/facts/competence.designated")],
        ),
        (
            [
                _event("transferred", "2024-06-20"),
                _fact("competence.designated", False),
            ],
            ["warning decided-after-transfer /facts/competence.designated"],
        ),
        (
            [
                _event("transferred", "2024-06-20"),
                _event("taken-over", "2024-06-24"),
            ],
            [],
        ),
        # sent on the timeline: nobody need attest it
        (
            [
                _fact("case.suspected_crime", True),
                _event("sent-to-justice", "2024-05-20"),
                _event("returned-by-justice", "2024-06-03"),
            ],
            [],
        ),
        (
            [_fact("case.suspected_crime", True)],
            ["undetermined crime-not-sent-on /facts/case.transferred"],
        ),
        # 05-14 to the decision of 06-27 are 17 + 27 = 44 days
        (
            [
                _event("seized", "2024-05-14", **TWO),
                _fact("seizure.approved", True),
                _fact("seizure.handed_over", True),
                _event("released", "2024-06-13"),
            ],
            [],
        ),
        (
            [
                _event("seized", "2024-05-14", **TWO),
                _fact("seizure.approved", True),
                _fact("seizure.handed_over", True),
                _event("released", "2024-06-14"),
            ],
            ["undetermined seizure-too-long /facts/seizure.extended"],
        ),
        (
            [
                _event("seized", "2024-05-14", **TWO),
                _fact("seizure.approved", True),
                _fact("seizure.handed_over", True),
                _fact("seizure.extended", True),
            ],
            ["warning seizure-still-open /events"],
        ),
    ],
)
def test_steps_and_their_company(
    kit: Kit, changes: Changes, expected: list[str]
):
    assert len(_base()["events"]) == 16
    assert _found(kit, changes) == expected


def test_the_review_of_market_regulation_takes_ten_working_days(kit: Kit):
    """Back from Monday 10-21: 21, 18, 17, 16, 15, 14, 12 (a worked
    Saturday), 11, 10, 9 are ten, so that 10-08 is in time; before it 10-01
    to 10-07 are days of rest, so that 09-30 is a working day earlier."""
    done = _event("legal-review", "2024-10-21", by=["郑审核"], outcome="同意")
    code = "review-late-market"

    def found(day: str, *more: dict[str, Any]) -> list[str]:
        sent = _event("legal-review-submitted", day)
        return _of(_found(kit, [sent, done, *more], MARKET), code)

    assert found("2024-10-08") == []
    assert found("2024-09-30") == [f"warning {code} /events/10/date"]
    extended = _fact("legal_review.extended", True)
    assert found("2024-09-30", extended) == []
    # without the day of submission nothing is counted
    assert _of(_found(kit, [done], MARKET), code) == []


def test_a_case_of_market_regulation_is_closed_in_fifteen_working_days(
    kit: Kit,
):
    """From Friday 11-08: 11 to 15, 18 to 22, 25 to 29 November are fifteen."""
    performed = [
        _set("/phase", "closed"),
        _event("performed", "2024-11-08"),
    ]
    code = "closed-late"
    for day, expected in (
        ("2024-11-29", []),
        ("2024-12-02", [f"warning {code} /events/10/date"]),
    ):
        changes = [*performed, _event("closed", day)]
        assert _of(_found(kit, changes, MARKET), code) == expected


def test_confiscated_goods_are_accounted_for_before_closing(kit: Kit):
    goods = _add(
        "/violations/0/penalties",
        {"kind": "confiscate-goods", "object": "水泵一台", "party": "P1"},
    )
    closed = [_set("/phase", "closed"), goods]
    code = "goods-not-disposed"
    assert len(_of(_found(kit, closed), code)) == 1
    disposed = _event("goods-disposed", "2024-08-01")
    assert _of(_found(kit, [*closed, disposed]), code) == []


# --- nothing decided -----------


def test_a_decided_case_that_decides_nothing_has_one_finding(kit: Kit):
    found = _found(kit, [_set("/violations/0/penalties", [])])
    assert found == ["error nothing-decided /violations/0/penalties"]


def test_an_order_alone_is_no_decision(kit: Kit):
    changes = [{"at": "/violations/0/penalties/fine", "remove": True}]
    assert "error nothing-decided /violations/0/penalties" in _found(
        kit, changes
    )


def test_before_the_decision_nothing_need_be_decided(kit: Kit):
    changes = [
        _set("/violations/0/penalties", []),
        _set("/phase", "investigated"),
    ]
    assert not _of(_found(kit, changes), "nothing-decided")


# --- who acts -----------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([_set("/agency/kind", "administrative-agency")], []),
        (
            [_set("/agency/kind", "authorised-organisation")],
            ["error authorisation-not-cited /agency/authorised_by"],
        ),
        # a regulation of the State Council that is held
        (
            [
                _set("/agency/kind", "authorised-organisation"),
                _set(
                    "/agency/authorised_by",
                    [{"law": "road-transport-regulation", "article": 7}],
                ),
                _fact("authorisation.covers", True),
            ],
            [],
        ),
        # a rule of a department gives no power
        (
            [
                _set("/agency/kind", "authorised-organisation"),
                _set(
                    "/agency/authorised_by",
                    [{"law": "work-safety-penalty-measures", "article": 6}],
                ),
                _fact("authorisation.covers", True),
            ],
            ["error authorised-by-rule-only /agency/authorised_by"],
        ),
        # a law that is not held: an officer says what it is
        (
            [
                _set("/agency/kind", "authorised-organisation"),
                _set(
                    "/agency/authorised_by",
                    [{"text": "《某省示例条例》第五条"}],
                ),
                _fact("authorisation.covers", True),
            ],
            [
                _asked(
                    "authorised-by-rule-only", "/facts/authorisation.attested"
                )
            ],
        ),
        (
            [_set("/agency/kind", "entrusted-organisation")],
            ["error delegation-not-in-writing /agency/delegation"],
        ),
    ],
)
def test_on_what_footing_the_agency_acts(
    kit: Kit, changes: Changes, expected: list[str]
):
    assert _found(kit, changes) == expected


ENTRUSTED = [
    _set("/agency/kind", "entrusted-organisation"),
    _set(
        "/agency/delegation",
        {
            "agency": OWN,
            "document": "委托书〔2023〕示1号",
            "published": True,
            "organisation": "江门市环境监察示例支队",
            "from": "2023-01-01",
            "until": "2024-12-31",
        },
    ),
    _fact("delegation.by_rule", True),
    _fact("delegation.body_qualified", True),
    _fact("delegation.document_complete", True),
]


def test_an_entrusted_organisation_acts_in_the_name_of_the_agency(kit: Kit):
    assert _found(kit, ENTRUSTED) == []
    seal = _set("/papers/decision/seal", "江门市环境监察示例支队")
    assert "error delegation-not-in-name /papers/2/seal" in _found(
        kit, [*ENTRUSTED, seal]
    )
    over = _set("/agency/delegation/until", "2024-06-26")
    assert _found(kit, [*ENTRUSTED, over]) == [
        "error delegation-not-in-force /agency/delegation/until"
    ]
    again = _fact("delegation.passed_on", True)
    assert _found(kit, [*ENTRUSTED, again]) == [
        "error delegation-passed-on /facts/delegation.passed_on"
    ]


def _joint(**more: object) -> Changes:
    other = {"name": OTHER, "region": "440700", "level": "city"}
    other |= {"field": "urban-management", **more}
    return [
        _set("/joint_agencies", [other]),
        _set("/papers/decision/joint_agencies", [OTHER]),
        _set("/papers/decision/joint_seals", [OTHER]),
    ]


def test_a_joint_decision_names_and_seals_all_agencies(kit: Kit):
    assert _found(kit, _joint()) == []
    unsaid = _joint()[:1]
    assert _found(kit, unsaid) == [
        "error joint-agency-not-named /papers/2/joint_agencies",
        "error joint-seal-missing /papers/2/joint_seals",
    ]
    assert _found(
        kit, [*_joint(), _set("/papers/2/joint_seals", ["某局"])]
    ) == ["error joint-seal-missing /papers/2/joint_seals"]


def test_who_reviews_a_joint_decision(kit: Kit):
    """Both are departments of the city, whose government reviews."""
    wrong = _set("/remedies/reconsideration_authority", "广东省人民政府")
    assert "review-authority-wrong" in str(_found(kit, [*_joint(), wrong]))
    # a bureau of a district: the governments are two, the law is silent
    found = _found(kit, _joint(region="440703", level="county"))
    assert found == ["note joint-review-not-settled /joint_agencies"]
    # customs is reviewed by customs alone, and sued before the higher court
    found = _found(kit, _joint(field="customs"))
    assert found == [
        "warning court-of-wrong-level /remedies/court",
        "note joint-review-not-settled /joint_agencies",
    ]
    # of an agency whose field is not known nothing is said
    assert _found(kit, _joint(field="示例执法领域")) == []


def test_one_of_the_agencies_must_have_the_power(kit: Kit):
    own = _set("/agency/field", "fire-rescue")
    found = _of(_found(kit, [own, *_joint()]), "agency-of-another-field")
    assert len(found) == 1
    with_power = [own, *_joint(field="ecology")]
    assert not _of(_found(kit, with_power), "agency-of-another-field")


def test_in_guangdong_each_agency_reviews_a_joint_decision(kit: Kit):
    weighty = [*_joint(), _fact("case.public_interest", True)]
    asked = "joint-legal-review /facts/legal_review.by_each_agency"
    assert f"undetermined {asked}" in _found(kit, weighty)
    done = _fact("legal_review.by_each_agency", True)
    assert not _of(_found(kit, [*weighty, done]), "joint-legal-review")
