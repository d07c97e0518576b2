"""Real cases with one thing broken: what must be found, and nothing else.

Each line: the fixture, what is broken, and the findings that this adds, each
as ``severity code``.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from mutating import said

Data = dict[str, Any]
Change = Callable[[Data], None]


def _event(data: Data, kind: str) -> Data:
    found: Data = next(e for e in data["events"] if e["kind"] == kind)
    return found


def _drop(*kinds: str) -> Change:
    def change(data: Data) -> None:
        data["events"] = [e for e in data["events"] if e["kind"] not in kinds]

    return change


def _move(kind: str, day: str) -> Change:
    def change(data: Data) -> None:
        for event in data["events"]:
            if event["kind"] == kind:
                event["date"] = day
        if kind == "decided":  # the paper bears the day of the decision
            for paper in data["papers"]:
                if paper["kind"].endswith("decision"):
                    paper["date"] = day

    return change


def _paper(data: Data, kind: str) -> Data:
    found: Data = next(p for p in data["papers"] if p["kind"] == kind)
    return found


def _untold(kind: str, *parts: str) -> Change:
    def change(data: Data) -> None:
        paper = _paper(data, kind)
        paper["tells"] = [t for t in paper["tells"] if t not in parts]

    return change


def _in_paper(kind: str, **fields: object) -> Change:
    def change(data: Data) -> None:
        _paper(data, kind).update(fields)

    return change


def _set(path: str, value: object) -> Change:
    def change(data: Data) -> None:
        *steps, last = path.split("/")
        target: Any = data
        for step in steps:
            target = target[int(step) if step.isdigit() else step]
        key = int(last) if last.isdigit() else last
        if value is None:
            del target[key]
        else:
            target[key] = value

    return change


def _all(*changes: Change) -> Change:
    def change(data: Data) -> None:
        for one in changes:
            one(data)

    return change


def _fine(amount: str, *, told: bool = True) -> Change:
    """Another fine, without words, in the case and in the papers."""

    def change(data: Data) -> None:
        stated = data["violations"][0]["penalties"]
        papers = [
            p
            for p in data["papers"]
            if told or p["kind"] in ("decision", "on-the-spot-decision")
        ]
        for penalty in (*stated, *(x for p in papers for x in p["penalties"])):
            if penalty["kind"] == "fine":
                penalty["amount"] = amount
                penalty.pop("words", None)

    return change


def _add_event(kind: str, day: str, **more: object) -> Change:
    def change(data: Data) -> None:
        data["events"].append(
            {"kind": kind, "date": day, "parties": ["P1"], **more}
        )

    return change


def _heard(day: str) -> Change:
    """A hearing as it should be, with the legal review after it."""
    return _all(
        _add_event("hearing-held", day, by=["吴主持"]),
        _move("legal-review", "2024-06-25"),
        _set("facts/hearing.parties_heard", {"value": True}),
        _set("facts/hearing.record_signed", {"value": True}),
    )


_ON_THE_SPOT = _all(
    _set("performance/channels", ["on-the-spot"]),
    _set("facts/collection.official_receipt", {"value": True}),
)

TABLE: list[tuple[str, str, Change, list[str]]] = [
    # officers
    (
        "03",
        "one officer",
        _set(
            "officers", [{"name": "陈样本", "certificate": "粤环示例000001"}]
        ),
        ["error officers-fewer-than-two"],
    ),
    (
        "03",
        "an officer without the qualification",
        _set("officers/1/qualified", False),
        ["error officer-not-qualified"],
    ),
    (
        "03",
        "a certificate that had run out",
        _set("officers/0/certificate_until", "2024-06-26"),
        ["warning officer-certificate-expired"],
    ),
    # notice
    (
        "03",
        "a notice that nobody served",
        _all(
            _drop(
                "prior-notice-served", "statement-made", "statement-reviewed"
            ),
            lambda data: data.update(
                papers=[
                    p for p in data["papers"] if p["kind"] != "prior-notice"
                ]
            ),
        ),
        ["error prior-notice-missing"],
    ),
    (
        "03",
        "the notice after the decision",
        _all(
            _move("prior-notice-served", "2024-06-28"),
            _drop("statement-made", "statement-reviewed"),
        ),
        ["error notice-after-decision", "warning dates-out-of-order"],
    ),
    (
        "01",
        "decided two days after the notice, no waiver",
        _all(_drop("statement-waived"), _move("decided", "2024-04-19")),
        ["error decided-before-statement-term"],
    ),
    (
        "03",
        "a statement that nobody reviewed",
        _drop("statement-reviewed"),
        ["error statement-not-reviewed"],
    ),
    (
        "03",
        "heavier after the statement",
        _fine("40000", told=False),
        ["error heavier-after-statement"],
    ),
    (
        "01",
        "heavier than told, without a statement",
        _fine("6000", told=False),
        ["error heavier-than-told"],
    ),
    (
        # told on 18 October; three working days, the agency's own term, end
        # on the 23rd (the 19th and 20th are a weekend)
        "06",
        "decided within the term that the agency itself told",
        _all(
            _drop("statement-waived"),
            _move("decided", "2024-10-22"),
            _move("published", "2024-10-31"),
        ),
        ["warning decided-before-told-term"],
    ),
    (
        "06",
        "a kind that the notice did not name",
        _all(
            _set("facts/hearing.by_other_law", {"value": False}),
            lambda data: data["violations"][0]["penalties"].append(
                {"kind": "criticism", "party": "P1"}
            ),
            lambda data: data["violations"][0]["penalties"].append(
                {
                    "kind": "confiscate-goods",
                    "party": "P1",
                    "object": "灭火器",
                    "amount": "60",
                }
            ),
        ),
        [
            "error kind-not-told",
            "error kind-outside-statute",
            "error paper-penalties-differ",
        ],
    ),
    # hearing
    (
        "03b",
        "decided before the term to ask for a hearing ended",
        _all(
            _drop("hearing-waived"),
            _move("decided", "2024-06-21"),
            _move("statement-reviewed", "2024-06-20"),
            _move("published", "2024-07-02"),
        ),
        ["error decided-before-hearing-term"],
    ),
    (
        "03b",
        "asked for a hearing, none held",
        _all(
            _drop("hearing-waived"),
            _add_event("hearing-requested", "2024-06-20"),
        ),
        ["error hearing-not-held"],
    ),
    (
        # six working days: 14, 17, 18, 19, 20, 21 June after the 13th
        "03b",
        "a hearing called six working days ahead",
        _all(
            _drop("hearing-waived"),
            _add_event("hearing-requested", "2024-06-14"),
            _add_event("hearing-called", "2024-06-13"),
            _heard("2024-06-21"),
        ),
        ["error hearing-called-late"],
    ),
    (
        # 14, 17, 18, 19, 20, 21, 24 June: the seventh is the 24th
        "03b",
        "a hearing called seven working days ahead",
        _all(
            _drop("hearing-waived"),
            _add_event("hearing-requested", "2024-06-14"),
            _add_event("hearing-called", "2024-06-13"),
            _heard("2024-06-24"),
        ),
        [],
    ),
    # deciding
    (
        # 2024-03-28 to 2024-06-27 is 91 days: 3 + 30 + 31 + 27
        "03",
        "ninety-one days from filing",
        _all(
            _move("filed", "2024-03-28"),
            _move("discovered", "2024-03-27"),
            _set("violations/0/act/from", "2024-03-26"),
            _set("violations/0/act/to", "2024-03-26"),
        ),
        ["error decision-late"],
    ),
    (
        "03",
        "ninety days from filing",
        _all(
            _move("filed", "2024-03-29"),
            _move("discovered", "2024-03-27"),
            _set("violations/0/act/from", "2024-03-26"),
            _set("violations/0/act/to", "2024-03-26"),
        ),
        [],
    ),
    (
        "03",
        "weighty public interests, no legal review",
        _all(
            _set("facts/case.public_interest/value", True),
            _drop("legal-review"),
        ),
        ["error no-legal-review"],
    ),
    (
        "01",
        "a grave case that nobody discussed",
        _drop("collective-discussion"),
        ["error no-collective-discussion"],
    ),
    (
        "03",
        "nothing attested",
        _set("facts", {}),
        ["note special-duties-open"],
    ),
    (
        # served on the eighth working day after 27 June: 28 June is the
        # first, 1-5 July two to six, 8 July the seventh, 9 July the eighth
        "03",
        "served on the eighth working day",
        _all(
            _move("decision-served", "2024-07-09"),
            _move("published", "2024-07-10"),
            _move("paid", "2024-07-11"),
            _move("performed", "2024-07-11"),
        ),
        # and published on the ninth, two days after the term for that
        ["error decision-served-late", "error published-late"],
    ),
    (
        "06",
        "discovered two years and a day after",
        _all(
            _set("violations/0/act/from", "2022-09-18"),
            _set("violations/0/act/to", "2022-09-18"),
        ),
        ["undetermined limitation-passed"],
    ),
    (
        "06",
        "the same, and nobody's life or health touched",
        _all(
            _set("violations/0/act/from", "2022-09-18"),
            _set("violations/0/act/to", "2022-09-18"),
            _set(
                "violations/0/facts/limitation.long_applies", {"value": False}
            ),
        ),
        ["error limitation-passed"],
    ),
    (
        "06",
        "discovered two years after to the day",
        _all(
            _set("violations/0/act/from", "2022-09-19"),
            _set("violations/0/act/to", "2022-09-19"),
        ),
        [],
    ),
    # on the spot
    (
        "05",
        "a citizen fined 201 on the spot",
        _fine("201"),
        ["error on-the-spot-over-limit"],
    ),
    (
        "05",
        "confiscation on the spot",
        lambda data: data["violations"][0]["penalties"].append(
            {"kind": "revoke-permit", "party": "P1", "object": "许可证"}
        ),
        [
            "error on-the-spot-kind",
            "error kind-outside-statute",
            "error paper-penalties-differ",
        ],
    ),
    (
        "05",
        "the direct suit offered on the spot",
        _all(
            _set("remedies/litigation_term", {"count": 6, "unit": "months"}),
        ),
        ["error litigation-term-after-reconsideration"],
    ),
    (
        "05",
        "no word of reconsideration first",
        _untold("on-the-spot-decision", "reconsideration-first"),
        ["error missing-reconsideration-first"],
    ),
    (
        "05",
        "nobody was told before the decision on the spot",
        _drop("prior-notice-served", "statement-waived"),
        ["warning not-told-on-the-spot"],
    ),
    (
        "05",
        "reconsideration first, decided before the law of 2023",
        _all(
            *(
                _move(kind, "2023-12-29")
                for kind in (
                    "discovered",
                    "certificate-shown",
                    "correction-ordered",
                    "prior-notice-served",
                    "statement-waived",
                    "decided",
                    "decision-served",
                )
            ),
            _set("violations/0/act/from", "2023-12-29"),
            _set("violations/0/act/to", "2023-12-29"),
            _set("papers/0/date", "2023-12-29"),
        ),
        # and the number of the paper still says 2024
        [
            "undetermined reconsideration-first-without-law",
            "warning number-of-another-year",
        ],
    ),
    # remedies and performance
    (
        "03",
        "reconsideration first in the ordinary procedure, and no law says so",
        _all(
            _set("remedies/reconsideration_first", True),
            _set("remedies/litigation_term", {"count": 15, "unit": "days"}),
            _set("facts/remedies.first_by_law", {"value": False}),
        ),
        ["error reconsideration-first-without-law"],
    ),
    (
        "03",
        "served electronically, no internet channel told",
        _all(
            lambda data: _event(data, "decision-served").update(
                method="electronic"
            ),
            _set("facts/service.electronic_consent", {"value": True}),
        ),
        ["warning no-internet-channel"],
    ),
    (
        # art. 68(1): up to 100 yuan on the spot need no other ground
        "05",
        "100 yuan collected on the spot",
        _all(_fine("100"), _ON_THE_SPOT),
        [],
    ),
    (
        "05",
        "a fen more collected on the spot",
        _all(_fine("100.01"), _ON_THE_SPOT),
        ["error collected-on-the-spot"],
    ),
    (
        "03",
        "thirty days to reconsideration",
        _set("remedies/reconsideration_term", {"count": 30, "unit": "days"}),
        ["error reconsideration-term-wrong"],
    ),
    (
        "03",
        "three months to sue, the law before 2015",
        _set("remedies/litigation_term", {"count": 3, "unit": "months"}),
        ["error litigation-term-wrong"],
    ),
    (
        "03",
        "ten days to pay",
        _set("performance/term", {"count": 10, "unit": "days"}),
        ["error payment-term-wrong"],
    ),
    (
        "03",
        "a fine collected on the spot without a ground",
        _ON_THE_SPOT,
        ["error collected-on-the-spot"],
    ),
    # papers
    (
        "03",
        "the party named differently",
        _in_paper("decision", parties=["江门市示例运输公司"]),
        ["error party-named-differently"],
    ),
    (
        "03",
        "signed by another agency",
        _in_paper("decision", agency="江门市生态环境局蓬江分局"),
        ["error agency-differs-from-seal"],
    ),
    (
        "03",
        "words that do not give the figure",
        _set("violations/0/penalties/1/words", "贰万玖仟元整"),
        ["error stated-words-differ"],
    ),
    (
        "03",
        "ill-formed words in the paper",
        lambda data: _paper(data, "decision")["penalties"][1].update(
            words="叁拾万零伍仟元整"
        ),
        ["error amount-words-differ"],
    ),
    (
        "03",
        "a decision that still proposes",
        lambda data: _paper(data, "decision")["penalties"][1].update(
            text="本机关拟对你单位处以罚款35000元"
        ),
        ["error decision-still-proposes"],
    ),
    (
        "03",
        "another amount in the decision",
        lambda data: _paper(data, "decision")["penalties"][1].update(
            amount="34000", words="叁万肆仟元整"
        ),
        ["error paper-penalties-differ"],
    ),
    (
        "03",
        "no seal",
        _all(_untold("decision", "seal"), _in_paper("decision", sealed=False)),
        ["error missing-seal"],
    ),
    (
        "03",
        "no evidence in the decision",
        _untold("decision", "evidence"),
        ["error missing-evidence"],
    ),
    (
        "03",
        "no benchmark in an environment decision: a sector rule asks for it",
        _untold("decision", "benchmark"),
        ["error missing-benchmark"],
    ),
    (
        "06",
        "no benchmark in a fire decision: a house standard asks for it",
        _untold("decision", "benchmark"),
        ["warning missing-benchmark"],
    ),
    (
        "03",
        "no way to repair the record",
        _untold("decision", "credit-repair"),
        ["note missing-credit-repair"],
    ),
    (
        "03",
        "no remedies at all",
        _untold(
            "decision",
            "reconsideration-way",
            "reconsideration-term",
            "litigation-way",
            "litigation-term",
        ),
        [
            "error missing-reconsideration-way",
            "error missing-reconsideration-term",
            "error missing-litigation-way",
            "error missing-litigation-term",
        ],
    ),
    # basis
    (
        "03",
        "a paragraph that does not exist",
        _set("violations/0/penalising/1/paragraph", 9),
        ["error basis-does-not-exist"],
    ),
    (
        "03",
        "a law that nobody holds",
        _set("violations/0/breached/0/law", "no-such-law"),
        ["note basis-not-verified"],
    ),
    (
        "03",
        "a benchmark as a basis",
        lambda data: data["violations"][0]["penalising"].append(
            {"text": "《广东省生态环境行政处罚自由裁量权规定》第五条"}
        ),
        ["error basis-is-a-benchmark"],
    ),
    (
        "03",
        "the provision of another act",
        _set(
            "violations/0/penalising",
            [{"law": "water-pollution-law", "article": 81}],
        ),
        ["error basis-of-another-item"],
    ),
    (
        "03",
        "the article alone",
        _set(
            "violations/0/penalising",
            [{"law": "water-pollution-law", "article": 85}],
        ),
        ["warning basis-not-precise"],
    ),
    # penalty
    (
        # born on 14 May 2010: the day before turning fourteen
        "03b",
        "a child of thirteen",
        _set("parties/0/birth_date", "2010-05-14"),
        ["error child-punished", "warning minor-identifiable"],
    ),
    (
        "03b",
        "a minor of fourteen, leniency not found",
        _set("parties/0/birth_date", "2010-05-12"),
        ["warning minor-identifiable", "warning minor-without-leniency"],
    ),
    (
        "03b",
        "a minor of seventeen, leniency found",
        _all(
            _set("parties/0/birth_date", "2006-05-14"),
            lambda data: data["violations"][0].update(
                circumstances=[
                    {
                        "circumstance": "penalty-law.30.minor",
                        "status": "found",
                        "reasons": "行为时十七周岁。",
                        "effect": "lenient",
                        "evidence": ["E2"],
                    }
                ]
            ),
        ),
        ["warning minor-identifiable"],
    ),
    (
        "03b",
        "no date of birth: the identity number tells it",
        lambda data: data["parties"][0].pop("birth_date", None),
        [],
    ),
    (
        "03b",
        "neither date of birth nor identity number",
        lambda data: [
            data["parties"][0].pop(key, None)
            for key in ("birth_date", "id_number")
        ],
        [
            "undetermined child-punished",
            "undetermined minor-without-leniency",
        ],
    ),
    (
        "04b",
        "all gains to be refunded: none is confiscated",
        _all(
            _set(
                "violations/0/facts/gains.refunded",
                {"value": "15000", "evidence": ["E2"]},
            ),
            lambda data: [
                holder.update(
                    penalties=[
                        p
                        for p in holder["penalties"]
                        if p["kind"] != "confiscate-gains"
                    ]
                )
                for holder in (*data["violations"], *data["papers"])
                if holder.get("penalties")
            ],
        ),
        [],
    ),
    (
        # stopping a business is for the heads together: 令30号 art. 52
        "03",
        "business stopped in an environment case, nobody discussed it",
        lambda data: [
            holder["penalties"].append(
                {"kind": "suspend-business", "party": "P1", "object": "x"}
            )
            for holder in (*data["violations"], *data["papers"])
            if holder.get("penalties")
        ],
        [
            "error hearing-not-offered",
            "error kind-outside-statute",
            "error no-collective-discussion",
        ],
    ),
    (
        "03",
        "no order to put it right",
        _all(
            _set("violations/0/penalties/0", None),
            _drop("correction-ordered", "correction-checked"),
            lambda data: data.update(
                papers=[
                    p
                    for p in data["papers"]
                    if p["kind"] != "correction-order"
                ]
            ),
            lambda data: [
                p.update(
                    penalties=[
                        x for x in p["penalties"] if x["kind"] == "fine"
                    ]
                )
                for p in data["papers"]
            ],
        ),
        ["warning no-correction-order"],
    ),
    (
        "01",
        "a claim that nobody answered",
        lambda data: data["violations"][0]["circumstances"].append(
            {"circumstance": "penalty-law.32.4", "status": "claimed"}
        ),
        ["error claim-unanswered"],
    ),
    (
        "01",
        "mitigation without reasons",
        lambda data: data["violations"][0]["circumstances"][0].pop("reasons"),
        ["warning circumstance-without-reasons"],
    ),
    (
        "01",
        "gains of 40, of which 30 confiscated",
        lambda data: data["violations"][0]["penalties"][1].update(
            amount="30", words="叁拾元整"
        ),
        ["error gains-amount-differs", "error paper-penalties-differ"],
    ),
    (
        # 2.14 of Guangdong gives 20,000 to under 50,000 here
        "03",
        "outside the benchmark, no reason",
        _fine("60000"),
        ["error departure-without-reason-ecology"],
    ),
    (
        # the statute gives 20,000 to 200,000
        "03",
        "under the statutory floor",
        _fine("10000"),
        ["error fine-outside-statute"],
    ),
    # numbers
    (
        "03",
        "a code with one digit changed",
        lambda data: data["parties"][0].update(
            uscc=data["parties"][0]["uscc"][:-1]
            + ("1" if data["parties"][0]["uscc"][-1] != "1" else "2")
        ),
        ["warning uscc-check-digit"],
    ),
    (
        "03b",
        "an identity number with its check digit changed",
        lambda data: data["parties"][0].update(
            id_number=data["parties"][0]["id_number"][:-1]
            + ("0" if data["parties"][0]["id_number"][-1] != "0" else "1")
        ),
        ["warning id-number-check-digit"],
    ),
]


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        pytest.param(name, change, expected, id=f"{name}: {title}")
        for name, title, change, expected in TABLE
    ],
)
def test_what_is_broken_is_found_and_nothing_else(
    assess: Callable[..., Any], name: str, change: Change, expected: list[str]
):
    before = said(assess(name))
    after = said(assess(name, change))
    assert sorted(after - before) == sorted(expected)


def test_findings_stand_in_their_order(assess: Callable[..., Any]):
    change = _all(
        _set("officers/1/qualified", False),
        _untold("decision", "evidence", "credit-repair", "officers"),
    )
    found = assess("03", change).findings
    keys = [(f.severity.rank, f.code, f.pointer) for f in found]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["01", "03", "03b", "04", "04b", "05", "06"])
def test_clean_cases_get_notes_at_most(assess: Callable[..., Any], name: str):
    found = {f.severity.value for f in assess(name).findings}
    assert found <= {"note"}


def test_every_finding_points_into_the_case(assess: Callable[..., Any]):
    for name, _, change, _ in TABLE:
        for finding in assess(name, change).findings:
            assert finding.pointer == "" or finding.pointer.startswith("/")
            assert finding.citation
            assert finding.message["zh"]
            assert finding.mend["en"]


def test_the_pointer_of_a_broken_date_is_that_of_the_date(
    assess: Callable[..., Any],
):
    assessment = assess("03", _move("prior-notice-served", "2024-06-28"))
    (finding,) = [
        f for f in assessment.findings if f.code == "notice-after-decision"
    ]
    kind = [e.kind.value for e in assessment.case.events]
    assert finding.pointer == (
        f"/events/{kind.index('prior-notice-served')}/date"
    )
    assert "2024年6月28日" in finding.message["zh"]
    assert dt.date(2024, 6, 28).isoformat() in finding.message["en"]
