"""The course of a case: real files with one thing broken, group by group.

Each line: the fixture, what is broken, and the findings that this adds, each
as ``severity code``. What is expected was worked out from the law before the
rules ran; days are counted beside it.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutating import said

Data = dict[str, Any]
Change = Callable[[Data], None]


def put(path: str, value: object) -> Change:
    """Set what stands at a path; numbers are positions in lists."""

    def change(data: Data) -> None:
        *steps, last = path.split("/")
        target: Any = data
        for step in steps:
            target = target[int(step) if step.isdigit() else step]
        target[int(last) if last.isdigit() else last] = value

    return change


def both(*changes: Change) -> Change:
    def change(data: Data) -> None:
        for one in changes:
            one(data)

    return change


def fact(name: str, value: object) -> Change:
    """A fact of the case."""
    return put(f"facts/{name}", {"value": value})


def found(name: str, value: object) -> Change:
    """A fact of the first violation, with evidence."""
    return put(
        f"violations/0/facts/{name}", {"value": value, "evidence": ["E1"]}
    )


def facts(**values: object) -> Change:
    """Facts of the case; a double underscore stands for the dot."""
    return both(*(fact(k.replace("__", "."), v) for k, v in values.items()))


def drop(*kinds: str) -> Change:
    def change(data: Data) -> None:
        data["events"] = [e for e in data["events"] if e["kind"] not in kinds]

    return change


def move(kind: str, day: str) -> Change:
    def change(data: Data) -> None:
        for event in data["events"]:
            if event["kind"] == kind:
                event["date"] = day

    return change


def amend(kind: str, **more: object) -> Change:
    """Change an event; ``None`` takes a field away."""

    def change(data: Data) -> None:
        for event in data["events"]:
            if event["kind"] == kind:
                event.update(more)
                for key in [k for k, v in more.items() if v is None]:
                    del event[key]

    return change


def add(kind: str, day: str, **more: object) -> Change:
    def change(data: Data) -> None:
        event = {"kind": kind, "date": day, "parties": ["P1"], **more}
        data["events"].append(event)

    return change


def paper(kind: str, **more: object) -> Change:
    def change(data: Data) -> None:
        for one in data["papers"]:
            if one["kind"] == kind:
                one.update(more)

    return change


def heard(day: str, **more: object) -> Change:
    """A hearing as it should be: asked for, called in time, reviewed."""
    return both(
        drop("hearing-waived"),
        add("hearing-requested", "2024-06-14"),
        add("hearing-called", "2024-06-13"),
        add("hearing-held", day, **{"by": ["吴主持"], **more}),
        move("legal-review", "2024-06-25"),
        facts(hearing__parties_heard=True, hearing__record_signed=True),
    )


def _papers(**more: object) -> Change:
    """One more paper in the file."""

    def change(data: Data) -> None:
        one = {"number": "粤环示补〔2024〕1号", "date": "2024-07-10", **more}
        one["parties"] = [data["parties"][0]["name"]]
        data["papers"].append(one)

    return change


def _punished_by(law: str, article: int) -> Change:
    """One more penalising provision, told and printed."""

    def change(data: Data) -> None:
        one = {"law": law, "article": article}
        data["violations"][0]["penalising"].append(one)
        for paper in data["papers"]:
            if paper.get("provisions"):
                paper["provisions"].append(one)

    return change


ON_THE_SPOT = both(
    put("performance/channels", ["on-the-spot"]),
    put("performance/on_the_spot_ground", "事后难以执行"),
    fact("collection.official_receipt", True),
)
OWN = "江门市生态环境局（示例）"

TABLE: list[tuple[str, str, Change, list[str]]] = [
    # who may punish
    (
        "03",
        "another agency filed first",
        facts(
            competence__filed_elsewhere_first=True,
            competence__designated=False,
        ),
        ["error filed-elsewhere-first"],
    ),
    (
        "03",
        "another agency filed first, and this one was designated",
        facts(
            competence__filed_elsewhere_first=True,
            competence__designated=True,
        ),
        [],
    ),
    (
        "03",
        "the act in Shenzhen, decided in Jiangmen",
        both(
            put("violations/0/facts/act.region", {"value": "440304"}),
            put("violations/0/facts/act.region/evidence", ["E1"]),
            facts(
                competence__by_other_rule=False, competence__designated=False
            ),
        ),
        ["error act-outside-region"],
    ),
    (
        "03",
        "the act in Shenzhen, nobody says why it is decided in Jiangmen",
        found("act.region", "440304"),
        ["undetermined act-outside-region"],
    ),
    (
        "03",
        "the act in a district of the city",
        found("act.region", "440703"),
        [],
    ),
    (
        "01",
        "a township in place of the county agency",
        both(
            put("agency/region", "440703001"),
            put("agency/level", "township"),
            fact("competence.transferred", False),
        ),
        ["error agency-level-too-low", "error township-without-transfer"],
    ),
    (
        "01",
        "a township to which the province gave the power",
        both(
            put("agency/region", "440703001"),
            put("agency/level", "township"),
            fact("competence.transferred", True),
        ),
        [],
    ),
    (
        "04",
        "an agency of another field",
        both(
            put("agency/field", "ecology"),
            fact("competence.concentrated", False),
        ),
        ["error agency-of-another-field"],
    ),
    (
        "04",
        "an agency to which the power of others was given",
        both(
            put("agency/field", "urban-management"),
            fact("competence.concentrated", True),
        ),
        [],
    ),
    (
        "04",
        "a field that the list of kinds does not have",
        put("agency/field", "某某执法"),
        [],
    ),
    (
        # the environment gives five working days
        "03",
        "three days for the statement, by the agency's own figure",
        both(
            put(
                "agency/parameters/statement.days",
                {"value": "3", "citation": "本机关规定"},
            ),
            fact("agency.figures_by_law", False),
        ),
        ["error own-figure-against-law"],
    ),
    (
        "03",
        "seven days for the statement, which is kinder",
        both(
            put(
                "agency/parameters/statement.days",
                {"value": "7", "citation": "本机关规定"},
            ),
        ),
        [],
    ),
    (
        "05",
        "five hundred on the spot, by the agency's own figure",
        put(
            "agency/parameters/on-the-spot.fine.citizen",
            {"value": "500", "citation": "本机关规定"},
        ),
        ["undetermined own-figure-against-law"],
    ),
    (
        "03",
        "a delegation that was not made public",
        both(
            put(
                "agency/delegation",
                {"agency": OWN, "document": "委托书", "published": False},
            ),
            facts(
                delegation__by_rule=True,
                delegation__body_qualified=True,
                delegation__document_complete=True,
            ),
        ),
        ["error delegation-incomplete"],
    ),
    (
        "03",
        "a delegated body in its own name",
        both(
            put(
                "agency/delegation",
                {
                    "agency": "示例市局",
                    "document": "委托书",
                    "published": True,
                },
            ),
            facts(
                delegation__by_rule=True,
                delegation__body_qualified=True,
                delegation__document_complete=True,
            ),
        ),
        ["error delegation-not-in-name"],
    ),
    (
        "03",
        "a delegated body that does not meet the conditions",
        both(
            put(
                "agency/delegation",
                {"agency": OWN, "document": "委托书", "published": True},
            ),
            facts(
                delegation__by_rule=True,
                delegation__body_qualified=False,
                delegation__document_complete=True,
            ),
        ),
        ["error delegation-without-basis"],
    ),
    (
        "03",
        "a suspected crime kept by the agency",
        facts(case__suspected_crime=True, case__transferred=False),
        ["error crime-not-sent-on"],
    ),
    (
        "03",
        "a fine after the court has fined",
        fact("case.criminally_fined", True),
        ["error fined-after-criminal-fine"],
    ),
    # officers and inquiry
    (
        "03",
        "no certificate shown",
        drop("certificate-shown"),
        ["warning certificate-not-shown"],
    ),
    (
        "03",
        "a request to withdraw, unanswered",
        facts(recusal__requested=True, recusal__decided=False),
        ["error recusal-not-decided"],
    ),
    (
        "03",
        "a request to withdraw, and nothing more said",
        fact("recusal.requested", True),
        ["undetermined recusal-not-decided"],
    ),
    (
        "03",
        "an officer with an interest",
        facts(recusal__ground=True, recusal__done=False),
        ["error officer-with-interest"],
    ),
    (
        # 15, 16, 17, 20, 21, 22, 23 May: the seventh working day is the 23rd
        "03",
        "evidence kept for eight working days",
        facts(
            evidence__preserved=True,
            evidence__preserved_approved=True,
            evidence__preserved_on="2024-05-14",
            evidence__preserved_settled_on="2024-05-24",
        ),
        ["error evidence-keeping-too-long"],
    ),
    (
        "03",
        "evidence kept for seven working days",
        facts(
            evidence__preserved=True,
            evidence__preserved_approved=True,
            evidence__preserved_on="2024-05-14",
            evidence__preserved_settled_on="2024-05-23",
        ),
        [],
    ),
    (
        "03",
        "evidence kept without approval",
        facts(evidence__preserved=True, evidence__preserved_approved=False),
        ["error evidence-keeping-not-approved"],
    ),
    # filing
    (
        "03",
        "no filing",
        drop("filed"),
        ["undetermined decision-late", "warning filing-missing"],
    ),
    (
        # from 12 March: 13-15, 18-22, 25-29 March are thirteen, 1 and 2
        # April the fourteenth and fifteenth
        "01",
        "filed on the sixteenth working day",
        both(move("filed", "2024-04-03"), fact("filing.extended", False)),
        ["error filed-late"],
    ),
    (
        "01",
        "filed on the fifteenth working day",
        move("filed", "2024-04-02"),
        [],
    ),
    (
        # environment: fifteen calendar days after 13 May is 28 May
        "03",
        "filed on the sixteenth day, extended",
        both(move("filed", "2024-05-29"), fact("filing.extended", True)),
        [],
    ),
    (
        # 2024-03-28 to 06-27 is 91 days; one of them for tests
        "03",
        "ninety-one days, one of them for tests",
        both(
            move("filed", "2024-03-28"),
            move("discovered", "2024-03-27"),
            put("violations/0/act/from", "2024-03-26"),
            put("violations/0/act/to", "2024-03-26"),
            fact("decision.days_excluded", 1),
        ),
        [],
    ),
    (
        # 03-29 + 90 + 60 days is the most; 2024-08-27 is 151 days after it
        "03",
        "an extension beyond what the heads may grant",
        both(
            move("filed", "2024-03-29"),
            move("discovered", "2024-03-27"),
            put("violations/0/act/from", "2024-03-26"),
            put("violations/0/act/to", "2024-03-26"),
            add("extended", "2024-06-20", until="2024-08-27", by=["周核准"]),
        ),
        ["error extension-too-long"],
    ),
    # evidence
    (
        "03",
        "a violation without evidence",
        put("violations/0/evidence", []),
        ["error violation-without-evidence", "warning evidence-unused"],
    ),
    (
        "03",
        "a fact without evidence",
        put("violations/0/facts/water.zone/evidence", []),
        ["warning fact-without-evidence"],
    ),
    (
        "03",
        "evidence that nothing uses",
        lambda data: data["evidence"].append(
            {
                "id": "E9",
                "kind": "document",
                "name": "通话记录",
                "proves": "无",
            }
        ),
        ["warning evidence-unused"],
    ),
    (
        "03",
        "evidence that does not say what it proves",
        lambda data: data["evidence"][0].pop("proves"),
        ["note evidence-unexplained"],
    ),
    (
        "03",
        "evidence got unlawfully",
        fact("evidence.unlawful_used", True),
        ["error unlawful-evidence-used"],
    ),
    (
        "03",
        "evidence that nobody verified",
        fact("evidence.unverified_used", True),
        ["error unverified-evidence-used"],
    ),
    (
        "03",
        "monitoring without review, examination, telling",
        facts(
            evidence__by_monitoring=True,
            monitoring__equipment_reviewed=False,
            monitoring__record_reviewed=False,
            monitoring__told=False,
        ),
        [
            "error monitoring-not-reviewed",
            "error monitoring-not-told",
            "error monitoring-record-not-examined",
        ],
    ),
    (
        "03",
        "punished though not established",
        found("act.not_established", True),
        ["error not-established-but-punished"],
    ),
    (
        "03",
        "evidence taken after the decision",
        fact("evidence.after_decision", True),
        ["error evidence-after-decision"],
    ),
    # basis
    (
        "03",
        "no provision breached",
        put("violations/0/breached", []),
        ["error breach-not-cited"],
    ),
    (
        "03",
        "no penalising provision",
        put("violations/0/penalising", []),
        ["error penalising-not-cited"],
    ),
    (
        "03",
        "a numbered document among the provisions",
        lambda data: data["violations"][0]["penalising"].append(
            {"text": "某市〔2021〕7号第三条"}
        ),
        ["error basis-is-a-document", "note basis-not-verified"],
    ),
    (
        # 食品安全法 art. 34(13) forbids "other" food; the item is art. 34(10)
        "01",
        "the catch-all in place of the clause for food past its date",
        put(
            "violations/0/breached/0",
            {"law": "food-safety-law", "article": 34, "item": 13},
        ),
        [
            "warning breach-of-another-provision",
            "warning catch-all-without-reason",
        ],
    ),
    (
        "03",
        "fined before for the same item on the same day",
        both(
            lambda data: data.update(
                earlier_penalties=[
                    {
                        "decided": "2024-05-20",
                        "act": data["violations"][0]["act"]["from"],
                        "item": data["violations"][0]["item"],
                    }
                ]
            ),
            put("violations/0/facts/act.earlier_other_act", {"value": False}),
        ),
        ["error same-act-fined-before"],
    ),
    # telling
    (
        "03",
        "the notice told another basis",
        paper(
            "prior-notice",
            provisions=[{"law": "water-pollution-law", "article": 81}],
        ),
        ["error basis-not-told"],
    ),
    (
        "03",
        "the notice names the law in words, and the article alone",
        paper(
            "prior-notice",
            provisions=[{"text": "《中华人民共和国水污染防治法》第八十五条"}],
        ),
        [],
    ),
    (
        "01",
        "leniency under the Penalty Law, which the notice did not cite",
        lambda data: data["papers"][1]["provisions"].pop(2),
        [],
    ),
    (
        "01",
        "goods of 50 told, goods of 60 confiscated",
        lambda data: data["papers"][1]["penalties"][2].update(amount="50"),
        ["error amount-not-told"],
    ),
    (
        "01",
        "told by word only, in market regulation",
        both(
            lambda data: data["papers"].pop(1),
            amend("prior-notice-served", paper=None),
        ),
        ["error notice-not-in-writing"],
    ),
    (
        "01",
        "a waiver without how",
        amend("statement-waived", text=None),
        ["warning waiver-not-clear"],
    ),
    (
        "03",
        "the agency refused to hear the party",
        fact("statement.refused", True),
        ["error statement-refused"],
    ),
    # hearing
    ("03b", "a hearing as it should be", heard("2024-06-24"), []),
    (
        "03b",
        "a hearing chaired by an investigator",
        heard("2024-06-24", by=["陈样本"]),
        ["error hearing-chaired-by-investigator"],
    ),
    (
        "03b",
        "a hearing of which nobody says who chaired it",
        both(heard("2024-06-24"), amend("hearing-held", by=None)),
        ["undetermined hearing-chaired-by-investigator"],
    ),
    (
        "03b",
        "a closed hearing without a secret",
        both(
            heard("2024-06-24"),
            facts(hearing__closed=True, hearing__secret=False),
        ),
        ["error hearing-not-public"],
    ),
    (
        "03b",
        "a record of the hearing that nobody signed",
        both(heard("2024-06-24"), fact("hearing.record_signed", False)),
        ["error hearing-record-unsigned"],
    ),
    (
        "03b",
        "a hearing in which the party could not answer",
        both(heard("2024-06-24"), fact("hearing.parties_heard", False)),
        ["error hearing-without-answer"],
    ),
    (
        "03b",
        "a hearing for which the party paid",
        both(heard("2024-06-24"), fact("hearing.costs_charged", True)),
        ["error hearing-charged"],
    ),
    (
        "03b",
        "legal review before the hearing",
        both(heard("2024-06-24"), move("legal-review", "2024-06-11")),
        ["warning review-before-hearing"],
    ),
    (
        # told on 14 June: 17, 18, 19, 20, 21; asked for on the 24th
        "03b",
        "a hearing asked for after the five working days",
        both(
            drop("hearing-waived"),
            add("hearing-requested", "2024-06-24"),
        ),
        [],
    ),
    # review
    (
        "03",
        "decided though the review said no",
        both(
            fact("case.public_interest", True),
            amend("legal-review", outcome="审核不通过，退回补充调查"),
        ),
        ["error legal-review-refused"],
    ),
    (
        "03",
        "reviewed by an investigator",
        both(
            fact("case.public_interest", True),
            amend("legal-review", by=["陈样本"]),
        ),
        ["warning reviewer-investigated"],
    ),
    (
        "01",
        "reviewed by an investigator, market regulation",
        amend("legal-review", by=["林样本"]),
        ["error reviewer-investigated-market"],
    ),
    (
        "03",
        "a new reviewer without the qualification",
        facts(legal_review__first_time=True, legal_review__licensed=False),
        ["error new-reviewer-not-licensed"],
    ),
    (
        "02",
        "no review of the case, market regulation",
        fact("case_review.done", False),
        ["error case-review-missing"],
    ),
    (
        "03",
        "a social risk in Guangdong, and no legal review",
        both(fact("case.social_risk", True), drop("legal-review")),
        ["error no-legal-review"],
    ),
    (
        # 程序规定 arts. 50(1)(1), 60(2): review, then the heads together
        "02",
        "weighty public interests in market regulation",
        fact("case.public_interest", True),
        ["error no-collective-discussion", "error no-legal-review"],
    ),
    (
        "03",
        "nobody named as having decided",
        amend("decided", by=None),
        ["note head-not-named"],
    ),
    # discretion
    (
        "06",
        "a fixed sentence for a reason",
        put(
            "violations/0/discretion/reasons",
            "综合考虑当事人违法行为的事实、性质、情节和社会危害程度，决定处罚。",
        ),
        # and it no longer says that no benchmark applies
        ["note no-benchmark-available", "warning reason-is-boilerplate"],
    ),
    (
        "03",
        "an environment penalty that names no benchmark",
        put(
            "violations/0/discretion",
            {"reasons": "受污染的是一般水库，已采取措施，罚款35000元。"},
        ),
        ["error benchmark-not-named-ecology"],
    ),
    # on the spot
    (
        "05",
        "handed over on the next day",
        both(
            move("decision-served", "2024-08-15"),
        ),
        ["error not-handed-over"],
    ),
    (
        "05",
        "not reported",
        drop("reported"),
        ["warning not-reported"],
    ),
    (
        "05",
        "facts not beyond doubt",
        fact("on_the_spot.clear", False),
        ["error on-the-spot-facts-doubtful"],
    ),
    # service
    (
        "03",
        "served electronically without consent",
        both(
            amend("decision-served", method="electronic"),
            fact("service.electronic_consent", False),
        ),
        [
            "error electronic-service-without-consent",
            "warning no-internet-channel",
        ],
    ),
    (
        "03",
        "left at the place without a witness",
        both(
            amend("decision-served", method="left"),
            fact("service.left_witnessed", False),
        ),
        ["error left-without-witness"],
    ),
    (
        # 28 June + 30 is 28 July
        "03",
        "announced for twenty-nine days",
        both(
            amend("decision-served", method="announcement"),
            move("decision-served", "2024-07-27"),
            facts(
                service__announced="2024-06-28",
                service__announcement_ground=True,
            ),
        ),
        ["error announcement-too-short"],
    ),
    (
        "03",
        "announced for thirty days",
        both(
            amend("decision-served", method="announcement"),
            move("decision-served", "2024-07-28"),
            facts(
                service__announced="2024-06-28",
                service__announcement_ground=True,
            ),
        ),
        [],
    ),
    # payment and execution
    (
        "05",
        "collected for remoteness, which the party did not ask for",
        both(
            ON_THE_SPOT,
            facts(collection__remote=True, collection__asked=False),
        ),
        ["error remote-collection-not-asked"],
    ),
    (
        "05",
        "no official receipt",
        both(ON_THE_SPOT, fact("collection.official_receipt", False)),
        ["error no-official-receipt"],
    ),
    (
        # collected on Wednesday 14 August: 15 and 16; the 19th is late
        "05",
        "cash handed in on the third working day, banked in time",
        both(
            ON_THE_SPOT,
            facts(
                collection__on="2024-08-14",
                collection__handed_in="2024-08-19",
                collection__banked="2024-08-21",
            ),
        ),
        ["error cash-handed-in-late"],
    ),
    (
        "05",
        "cash handed in in time, banked on the third working day",
        both(
            ON_THE_SPOT,
            facts(
                collection__on="2024-08-14",
                collection__handed_in="2024-08-16",
                collection__banked="2024-08-21",
            ),
        ),
        ["error cash-banked-late"],
    ),
    (
        "03",
        "postponed without approval",
        both(
            add("postponed", "2024-07-05", until="2024-09-30"),
            facts(postponement__requested=True, postponement__approved=False),
        ),
        ["error postponed-without-approval"],
    ),
    (
        # served 28 June + 15 = 13 July, a Saturday: due on Monday the 15th;
        # to 25 July ten days; 35,000 x 3 % x 10 = 10,500
        "03",
        "a late charge of a fen too much",
        both(
            put("facts/late_charge.amount", {"value": "10500.01"}),
            put("facts/late_charge.until", {"value": "2024-07-25"}),
        ),
        ["error late-charge-too-high"],
    ),
    (
        "03",
        "a late charge of just three per cent a day",
        both(
            put("facts/late_charge.amount", {"value": "10500"}),
            put("facts/late_charge.until", {"value": "2024-07-25"}),
        ),
        [],
    ),
    (
        # four of the ten days in reconsideration: 35,000 x 3 % x 6 = 6,300
        "03",
        "a late charge that counts days of reconsideration",
        both(
            put("facts/late_charge.amount", {"value": "10500"}),
            put("facts/late_charge.until", {"value": "2024-07-25"}),
            add("reconsideration-requested", "2024-07-16", until="2024-07-20"),
        ),
        ["error late-charge-too-high"],
    ),
    (
        "03",
        "a late charge above the fine",
        both(
            put("facts/late_charge.amount", {"value": "35000.01"}),
            put("facts/late_charge.until", {"value": "2024-12-25"}),
        ),
        # three per cent a day never comes to more than the fine: told once
        ["error late-charge-above-fine"],
    ),
    (
        "03",
        "a late charge whose rate was not told",
        both(
            put("facts/late_charge.amount", {"value": "600"}),
            put("facts/late_charge.until", {"value": "2024-07-16"}),
            put("performance/late_charge_told", False),
        ),
        ["error late-charge-not-told"],
    ),
    (
        # six months after 28 June are over on Saturday 28 December, so on
        # Monday the 30th
        "03",
        "the court asked on the last day of the remedies",
        both(
            add("demand-served", "2024-11-01"),
            fact("enforcement.applied", "2024-12-30"),
        ),
        ["error enforced-too-early"],
    ),
    (
        "03",
        "the court asked the day after the remedies",
        both(
            add("demand-served", "2024-11-01"),
            fact("enforcement.applied", "2024-12-31"),
        ),
        [],
    ),
    (
        # three months later is Sunday 30 March 2025, so Monday the 31st
        "03",
        "the court asked too late",
        both(
            add("demand-served", "2024-11-01"),
            fact("enforcement.applied", "2025-04-01"),
        ),
        ["error enforced-too-late"],
    ),
    (
        # served 2025-04-25; sixty days are over on 24 June
        "04",
        "the court asked in a tobacco case after sixty days",
        both(
            _punished_by("tobacco-monopoly-law", 32),
            put("remedies/litigation_term", {"count": 15, "unit": "days"}),
            add("demand-served", "2025-06-01"),
            fact("enforcement.applied", "2025-06-25"),
        ),
        [],
    ),
    (
        "03",
        "the court asked without a demand",
        fact("enforcement.applied", "2025-01-10"),
        ["error enforced-without-demand"],
    ),
    (
        # 19, 20, 23-27, 30, 31 December and 2 January are ten working days
        "03",
        "the court asked on the tenth working day after the demand",
        both(
            add("demand-served", "2024-12-18"),
            fact("enforcement.applied", "2025-01-02"),
        ),
        ["error enforced-without-demand"],
    ),
    (
        "03",
        "the court asked on the eleventh working day after the demand",
        both(
            add("demand-served", "2024-12-18"),
            fact("enforcement.applied", "2025-01-03"),
        ),
        [],
    ),
    (
        "03",
        "the agency enforces itself, and no law lets it",
        both(
            add("demand-served", "2024-11-01"),
            facts(enforcement__by_agency=True, enforcement__own_power=False),
        ),
        ["error enforced-by-agency"],
    ),
    # publication
    (
        # 28 June, 1-5 and 8 July are seven working days
        "03",
        "published on the eighth working day",
        move("published", "2024-07-09"),
        ["error published-late"],
    ),
    (
        "03",
        "published on the seventh working day",
        move("published", "2024-07-08"),
        [],
    ),
    (
        # 29-31 October, 1, 4, 5, 6 November
        "06",
        "published on the eighth working day in Guangdong",
        move("published", "2024-11-07"),
        ["error published-late-guangdong"],
    ),
    (
        # after Friday 26 April: Sunday 28 (worked), 29, 30; 6-10, Saturday
        # 11 (worked), 13-17, 20-24 May, 27 May the twentieth
        "01",
        "published on the twenty-first working day",
        move("published", "2024-05-28"),
        ["error published-late-market"],
    ),
    (
        "01",
        "published on the twentieth working day",
        move("published", "2024-05-27"),
        [],
    ),
    (
        "01",
        "publication not told",
        put("result_use/told", False),
        ["error publication-not-told"],
    ),
    (
        "01",
        "shown for three years and a day",
        put("result_use/display_until", "2027-05-09"),
        ["error display-too-long"],
    ),
    (
        "03",
        "a display that ends before it begins",
        put("result_use/display_until", "2024-07-02"),
        ["warning display-ends-before-it-begins"],
    ),
    (
        # annulled on 10 July: 11, 12, 15
        "03",
        "annulled and withdrawn on the fourth working day",
        both(
            add("annulled", "2024-07-10", paper="粤环示撤〔2024〕1号"),
            add("withdrawn", "2024-07-16"),
            lambda data: data["papers"].append(
                {
                    "kind": "annulment",
                    "number": "粤环示撤〔2024〕1号",
                    "date": "2024-07-10",
                    "agency": OWN,
                    "parties": [data["parties"][0]["name"]],
                }
            ),
        ),
        ["error not-withdrawn"],
    ),
    (
        "03",
        "annulled without a paper, and withdrawn in time",
        both(
            add("annulled", "2024-07-10"),
            add("withdrawn", "2024-07-15"),
        ),
        ["warning annulment-not-on-paper"],
    ),
    # papers after the decision
    (
        "03",
        "a demand that does not say that the party may answer",
        _papers(
            kind="demand",
            tells=[
                "performance-term",
                "performance-way",
                "fine-amount",
                "agency-name",
            ],
        ),
        ["error missing-right-to-state"],
    ),
    (
        "03",
        "a demand that says nothing but its number",
        _papers(kind="demand", tells=["number"]),
        [
            "error missing-fine-amount",
            "error missing-performance-term",
            "error missing-performance-way",
            "error missing-right-to-state",
            "warning missing-agency-name",
        ],
    ),
    (
        "03b",
        "a call to the hearing without time and place",
        both(
            heard("2024-06-24"),
            _papers(kind="hearing-call", tells=["party-name"]),
        ),
        ["error missing-hearing-place", "error missing-hearing-time"],
    ),
    (
        "03",
        "a clerical correction that lowers the fine",
        both(
            add("corrected", "2024-07-10", paper="粤环示补〔2024〕1号"),
            _papers(
                kind="clerical-correction",
                tells=["number", "party-name", "agency-name"],
                penalties=[
                    {"kind": "order-correct", "party": "P1"},
                    {"kind": "fine", "amount": "3500", "party": "P1"},
                ],
            ),
        ),
        ["error correction-changes-penalty"],
    ),
    (
        "03",
        "changed, and no paper of it",
        add("changed", "2024-07-01"),
        ["warning change-not-on-paper"],
    ),
    # remedies
    (
        # 烟草专卖法 art. 41(1) gives fifteen days to sue
        "04",
        "six months to sue under the Tobacco Monopoly Law",
        _punished_by("tobacco-monopoly-law", 32),
        ["error special-suit-term-wrong"],
    ),
    (
        "04",
        "fifteen days to sue under the Tobacco Monopoly Law",
        both(
            _punished_by("tobacco-monopoly-law", 32),
            put("remedies/litigation_term", {"count": 15, "unit": "days"}),
        ),
        [],
    ),
    (
        # a regulation cannot shorten the six months
        "04",
        "fifteen days to sue under the City Appearance Regulation",
        both(
            _punished_by("city-appearance-regulation", 34),
            put("remedies/litigation_term", {"count": 15, "unit": "days"}),
        ),
        ["error litigation-term-wrong"],
    ),
    (
        "04",
        "a price case, and no word of reconsideration first",
        _punished_by("price-penalty-provisions", 6),
        ["error reconsideration-first-of-sector"],
    ),
    (
        "04",
        "a price case, reconsideration first",
        both(
            _punished_by("price-penalty-provisions", 6),
            put("remedies/reconsideration_first", True),
            put("remedies/litigation_term", {"count": 15, "unit": "days"}),
        ),
        [],
    ),
    (
        "03",
        "the department above as the reconsideration authority",
        put("remedies/reconsideration_authority", "广东省生态环境厅"),
        ["error review-authority-wrong"],
    ),
    (
        "04",
        "the government of another county",
        put("remedies/reconsideration_authority", "开平市人民政府"),
        ["error review-authority-wrong"],
    ),
    (
        "03",
        "the intermediate court",
        put("remedies/court", "江门市中级人民法院"),
        ["warning court-of-wrong-level"],
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


FINE = Decimal(35000)  # of fixture 03; due on Monday 2024-07-15
DUE = dt.date(2024, 7, 15)


@settings(max_examples=25)
@given(
    days=st.integers(min_value=0, max_value=60),
    fen=st.integers(min_value=1, max_value=4_000_000),
)
def test_a_late_charge_is_right_up_to_three_per_cent_a_day(
    assess: Callable[..., Any], days: int, fen: int
):
    amount = Decimal(fen) / 100
    until = DUE + dt.timedelta(days)
    change = both(
        put("facts/late_charge.amount", {"value": str(amount)}),
        put("facts/late_charge.until", {"value": until.isoformat()}),
    )
    codes = {f.code for f in assess("03", change).findings}
    most = min(FINE * 3 / 100 * days, FINE)
    # once the days allow the whole fine, only its cap can be broken
    rate_broken = amount > most and (amount <= FINE or most < FINE)
    assert ("late-charge-too-high" in codes) == rate_broken
    assert ("late-charge-above-fine" in codes) == (amount > FINE)


@settings(max_examples=15)
@given(st.integers(min_value=-3, max_value=20))
def test_publication_is_late_from_the_eighth_working_day_on(
    assess: Callable[..., Any], days: int
):
    # after Thursday 27 June 2024 no holiday but week-ends: the seventh
    # working day is Monday 8 July
    day = dt.date(2024, 6, 27) + dt.timedelta(days)
    change = move("published", day.isoformat())
    codes = {f.code for f in assess("03", change).findings}
    assert ("published-late" in codes) == (day > dt.date(2024, 7, 8))
