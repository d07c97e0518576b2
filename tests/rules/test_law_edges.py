"""Where the law stops asking, and where a void file once got through.

Each line: a fixture, what is changed, what it adds and what it must not add.
Worked out from the law by hand; days are counted beside it.
"""

from collections.abc import Callable
from typing import Any

import pytest

Data = dict[str, Any]
Change = Callable[[Data], None]


def _event(data: Data, kind: str) -> Data:
    found: Data = next(e for e in data["events"] if e["kind"] == kind)
    return found


def _drop(data: Data, *kinds: str) -> None:
    data["events"] = [e for e in data["events"] if e["kind"] not in kinds]


def _fact(data: Data, **facts: object) -> None:
    for name, value in facts.items():
        data["facts"][name.replace("__", ".")] = {"value": value}


def _no_penalty(data: Data) -> None:
    """Slight, put right, no harm (art. 33(1)): decided without the steps
    that arts. 44, 57(2), 58 and 62 ask for before a penalty is given."""
    _drop(
        data,
        "prior-notice-served",
        "statement-waived",
        "legal-review",
        "collective-discussion",
        "published",
        "paid",
        "performed",
    )
    violation = data["violations"][0]
    for name in ("act.slight", "act.corrected_in_time", "act.no_harm"):
        violation["facts"][name] = {"value": True, "evidence": ["E1"]}
    violation["facts"]["education.given"] = {
        "value": True,
        "evidence": ["E5"],
    }
    violation["circumstances"] = [
        {
            "circumstance": "penalty-law.33.slight",
            "status": "found",
            "reasons": "货值100元，一日之内全部收回，没有人食用。",
            "party": "P1",
            "evidence": ["E3", "E4"],
        }
    ]
    violation["penalties"] = [
        {"kind": "no-penalty", "party": "P1"},
        {"kind": "order-correct", "object": "停止经营", "party": "P1"},
    ]
    violation["discretion"] = {
        "reasons": "货值100元，一日之内全部收回，没有危害后果，不予处罚。"
    }
    _fact(data, case_review__done=True)
    data["phase"] = "served"
    data.pop("result_use", None)
    data.pop("performance", None)
    data["papers"] = [p for p in data["papers"] if p["kind"] != "prior-notice"]
    for paper in data["papers"]:
        if paper["kind"] == "decision":
            paper["kind"] = "no-penalty-decision"
            paper["penalties"] = [{"kind": "no-penalty", "party": "P1"}]


def _not_established(data: Data) -> None:
    """Art. 57(1)(3): no violation, so nothing to impose or to teach."""
    _no_penalty(data)
    violation = data["violations"][0]
    violation["circumstances"] = []
    del violation["facts"]["education.given"]
    violation["facts"]["act.not_established"] = {
        "value": True,
        "evidence": ["E1"],
    }
    violation["penalties"] = [{"kind": "no-penalty", "party": "P1"}]


def _spared_but_closed(data: Data) -> None:
    """The same ground, and business stopped all the same."""
    _no_penalty(data)
    data["violations"][0]["penalties"] = [
        {"kind": "suspend-business", "party": "P1", "object": "副食零售"}
    ]


def _out_of_time(data: Data) -> None:
    """Ended 10 March 2024, found 1 April 2026: art. 36 lets nothing but no
    penalty be decided."""
    _no_penalty(data)
    _event(data, "discovered")["date"] = "2026-04-01"
    data["violations"][0]["circumstances"] = []


def _township(reviewer: str) -> Change:
    def change(data: Data) -> None:
        data["agency"].update(field="local-government", level="township")
        data["remedies"]["reconsideration_authority"] = reviewer
        _fact(data, competence__transferred=True)

    return change


def _station(data: Data) -> None:
    """A body below the county that a law lets punish (art. 23)."""
    data["agency"]["level"] = "township"
    _fact(data, competence__transferred=False, competence__level_by_law=True)


def _reviewer(name: str) -> Change:
    def change(data: Data) -> None:
        data["remedies"]["reconsideration_authority"] = name

    return change


def _enforced(day: str) -> Change:
    """Served Monday 29 April 2024: remedies until 29 October. Payment put
    off until 31 December; three months more end on 31 March 2025."""

    def change(data: Data) -> None:
        _drop(data, "paid", "performed")
        data["phase"] = "served"
        for kind, date, more in (
            ("postponed", "2024-05-09", {"until": "2024-12-31"}),
            ("demand-served", "2024-11-01", {}),
        ):
            data["events"].append(
                {"kind": kind, "date": date, "parties": ["P1"], **more}
            )
        _fact(
            data,
            postponement__requested=True,
            postponement__approved=True,
            enforcement__applied=day,
        )

    return change


def _criticised(until: str) -> Change:
    def change(data: Data) -> None:
        data["violations"][0]["penalties"] = [
            {"kind": "criticism", "party": "P1"}
        ]
        data["result_use"]["display_until"] = until

    return change


def _act_in(region: str, level: str = "county") -> Change:
    def change(data: Data) -> None:
        data["agency"]["level"] = level
        data["violations"][0]["facts"]["act.region"] = {
            "value": region,
            "evidence": ["E1"],
        }
        _fact(data, competence__by_other_rule=False)
        _fact(data, competence__designated=False)

    return change


def _second_statement(data: Data) -> None:
    """Reviewed on 21 June, stated again on the 24th, decided on the 27th."""
    again = {"kind": "statement-made", "date": "2024-06-24", "parties": ["P1"]}
    data["events"].append({**again, "text": "补充提交整改照片。"})


def _own_threshold(data: Data) -> None:
    figures = data["agency"]["parameters"]
    figures["hearing.fine.citizen"] = {
        "value": "100000",
        "citation": "本局自定",
    }
    _fact(data, agency__figures_by_law=False)


def _born(day: str) -> Change:
    """The act of fixture 03b, made to last from April to 13 May 2024."""

    def change(data: Data) -> None:
        party = data["parties"][0]
        party["birth_date"] = day
        party.pop("id_number", None)
        act = data["violations"][0]["act"]
        act.update({"from": "2024-04-01", "continuing": True})

    return change


def _by_rule_only(data: Data) -> None:
    data["violations"][0]["penalising"] = [
        {"law": "ecology-penalty-measures", "article": 5},
        {"law": "administrative-penalty-law", "article": 28, "paragraph": 2},
    ]
    data["violations"][0]["penalties"].append(
        {"kind": "suspend-permit", "amount": "1", "unit": "months"}
    )


def _collected(*, remote: bool) -> Change:
    """Art. 68 is for decisions on the spot; the ordinary procedure has art.
    69 alone."""

    def change(data: Data) -> None:
        data["performance"]["channels"] = ["on-the-spot"]
        data["performance"]["on_the_spot_ground"] = "事后难以执行"
        _fact(data, collection__official_receipt=True)
        if remote:
            _fact(data, collection__remote=True, collection__asked=True)

    return change


TABLE: list[tuple[str, str, Change, set[str], set[str]]] = [
    (
        "no penalty needs no notice, discussion or legal review",
        "01",
        _no_penalty,
        set(),
        {
            "prior-notice-missing",
            "no-collective-discussion",
            "no-legal-review",
            "publication-not-told",
            "decision-served-late",
        },
    ),
    (
        "facts not established",
        "01",
        _not_established,
        set(),
        {
            "must-kind-missing",
            "kind-outside-statute",
            "no-penalty-without-education",
            "prior-notice-missing",
        },
    ),
    (
        "no penalty shall be, yet business is stopped",
        "01",
        _spared_but_closed,
        {"penalty-where-none-shall-be", "prior-notice-missing"},
        set(),
    ),
    (
        "out of time, and left at that",
        "01",
        _out_of_time,
        set(),
        {"limitation-passed", "must-kind-missing", "kind-outside-statute"},
    ),
    (
        "a township is reviewed by its county",
        "01",
        _township("江门市蓬江区人民政府"),
        set(),
        {"review-authority-wrong", "court-of-wrong-level"},
    ),
    (
        "a township, sent to the city",
        "01",
        _township("江门市人民政府"),
        {"review-authority-wrong"},
        {"court-of-wrong-level"},
    ),
    (
        "a law gives the power to a level below the county",
        "01",
        _station,
        set(),
        {"agency-level-too-low", "township-without-transfer"},
    ),
    (
        "the choice that ended with 2023",
        "01",
        _reviewer("江门市蓬江区人民政府或者江门市市场监督管理局"),
        {"review-authority-wrong"},
        set(),
    ),
    (
        "an office named in brackets",
        "01",
        _reviewer("江门市蓬江区人民政府（或者到蓬江区司法局递交）"),
        set(),
        {"review-authority-wrong"},
    ),
    (
        "enforcement before the time granted is over",
        "01",
        _enforced("2024-12-31"),
        {"enforced-too-early"},
        {"enforced-too-late"},
    ),
    (
        "enforcement on the last day after it",
        "01",
        _enforced("2025-03-31"),
        set(),
        {"enforced-too-early", "enforced-too-late"},
    ),
    (
        "enforcement a day late",
        "01",
        _enforced("2025-04-01"),
        {"enforced-too-late"},
        {"enforced-too-early"},
    ),
    # published 8 May 2024
    (
        "criticism alone, shown for three months",
        "01",
        _criticised("2024-08-08"),
        set(),
        {"display-too-long"},
    ),
    (
        "criticism alone, shown for longer",
        "01",
        _criticised("2024-08-09"),
        {"display-too-long"},
        set(),
    ),
    (
        "an act in the next district",
        "01",
        _act_in("440705"),
        {"act-outside-region"},
        set(),
    ),
    (
        "the same, for a bureau of the city that sits in a district",
        "01",
        _act_in("440705", "city"),
        set(),
        {"act-outside-region"},
    ),
    (
        "a second statement that nobody reviewed",
        "03b",
        _second_statement,
        {"statement-not-reviewed"},
        set(),
    ),
    (
        "an own threshold for hearings above that of the ministry",
        "03b",
        _own_threshold,
        {"own-figure-against-law"},
        set(),
    ),
    (
        "thirteen when it began, fourteen when it ended",
        "03b",
        _born("2010-04-15"),
        {"minor-without-leniency"},
        {"child-punished"},
    ),
    (
        "still thirteen when it ended",
        "03b",
        _born("2010-05-14"),
        {"child-punished"},
        {"minor-without-leniency"},
    ),
    (
        "collected in the ordinary procedure on the ground of art. 68(2)",
        "04",
        _collected(remote=False),
        {"collected-on-the-spot"},
        set(),
    ),
    (
        "collected in a remote place, as the party asked",
        "04",
        _collected(remote=True),
        set(),
        {"collected-on-the-spot", "remote-collection-not-asked"},
    ),
    (
        "the Penalty Law beside a rule lends it no rank",
        "03b",
        _by_rule_only,
        {"kind-beyond-rank"},
        set(),
    ),
]


@pytest.mark.parametrize(
    ("name", "change", "added", "absent"),
    [
        pytest.param(name, change, added, absent, id=title)
        for title, name, change, added, absent in TABLE
    ],
)
def test_at_the_edge_of_a_duty(
    assess: Callable[..., Any],
    name: str,
    change: Change,
    added: set[str],
    absent: set[str],
):
    codes = {finding.code for finding in assess(name, change).findings}
    assert added <= codes
    assert not absent & codes


def test_an_act_placed_no_nearer_than_the_city_stays_open(
    assess: Callable[..., Any],
):
    said = {
        (finding.severity.value, finding.code)
        for finding in assess("01", _act_in("440700")).findings
    }
    assert ("undetermined", "act-outside-region") in said
