"""The truth table of the publishing gate."""

import datetime as dt
from types import SimpleNamespace

import pytest

from penaltykit.case import (
    SCHEMA_VERSION,
    Act,
    Agency,
    Case,
    Channel,
    Event,
    EventKind,
    Fact,
    FactState,
    Paper,
    PaperKind,
    Party,
    PartyKind,
    Phase,
    Procedure,
    ResultUse,
    StatedPenalty,
    Violation,
)
from penaltykit.disclosure import gate
from penaltykit.errors import UnknownNameError
from penaltykit.penalty import PenaltyKind

YES = Fact(value=True, grounds="经认定")
NO = Fact(value=False, grounds="经认定")
OPEN = Fact(state=FactState.NOT_ASCERTAINABLE)
COMPANY = Party(id="p1", kind=PartyKind.LEGAL_PERSON, name="甲有限公司")
CITIZEN = Party(
    id="p1",
    kind=PartyKind.CITIZEN,
    name="王强",
    birth_date=dt.date(1990, 1, 1),
)
FINE = StatedPenalty(kind=PenaltyKind.FINE, amount=None)
WARNING = StatedPenalty(kind=PenaltyKind.WARNING)
ORDER = StatedPenalty(kind=PenaltyKind.ORDER_CORRECT)


def make_case(
    *,
    party: Party = COMPANY,
    penalties: tuple[StatedPenalty, ...] = (FINE,),
    act: dt.date | None = dt.date(2024, 5, 1),
    decided: dt.date | None = dt.date(2024, 6, 1),
    use: ResultUse | None = None,
    **changes: object,
) -> Case:
    events = (Event(kind=EventKind.DECIDED, date=decided),) if decided else ()
    fields: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "id": "案-1",
        "phase": Phase.DECIDED,
        "procedure": Procedure.ORDINARY,
        "agency": Agency(name="某局", region="330100", field="ecology"),
        "parties": (party,),
        "violations": (
            Violation(
                id="v1",
                item="x",
                act=Act(summary="倾倒废水", from_=act),
                penalties=penalties,
            ),
        ),
        "events": events,
        "result_use": use or ResultUse(social_impact=YES),
    }
    return Case(**(fields | changes))  # type: ignore[arg-type]


def codes(case: Case, channel: str = "credit-china") -> list[str]:
    return [ground.code for ground in gate(case, channel).deciding]


@pytest.mark.parametrize(
    ("impact", "publishable", "code"),
    [
        (YES, True, "impact-yes"),
        (NO, False, "impact-no"),
        (None, None, "impact-open"),
        (OPEN, None, "impact-open"),
        (Fact(state=FactState.UNKNOWN), None, "impact-open"),
    ],
)
def test_social_impact_has_to_be_attested(
    impact: Fact | None, publishable: bool | None, code: str
):
    found = gate(make_case(use=ResultUse(social_impact=impact)))
    assert found.publishable is publishable
    assert [ground.code for ground in found.deciding] == [code]
    assert (
        found.citation[0].text
        == "《中华人民共和国行政处罚法》第四十八条第一款"
    )
    assert found.ground["zh"]
    assert found.ground["en"]


def test_an_open_gate_names_what_would_settle_it():
    assert gate(make_case(use=ResultUse())).settle == (
        "/result_use/social_impact",
    )
    assert gate(make_case()).settle == ()


@pytest.mark.parametrize(
    ("phase", "decided", "publishable", "code"),
    [
        (Phase.FILED, None, False, "decision-none"),
        (Phase.HEARD, dt.date(2024, 6, 1), False, "decision-none"),
        (Phase.DECIDED, None, None, "decision-undated"),
        (Phase.CLOSED, dt.date(2024, 6, 1), True, "impact-yes"),
        # The Penalty Law of 2021 is in force from 2021-07-15 (art. 86).
        (Phase.CLOSED, dt.date(2021, 7, 15), True, "impact-yes"),
        (Phase.CLOSED, dt.date(2021, 7, 14), None, "decision-before-law"),
    ],
)
def test_there_has_to_be_a_decision(
    phase: Phase, decided: dt.date | None, publishable: bool | None, code: str
):
    case = make_case(phase=phase, decided=decided)
    assert gate(case).publishable is publishable
    assert codes(case) == [code]


def test_an_order_is_no_penalty_to_publish():
    assert codes(make_case(penalties=(ORDER,))) == ["penalty-none"]
    assert codes(make_case(penalties=())) == ["penalty-none"]


@pytest.mark.parametrize(
    ("procedure", "penalties", "publishable", "code"),
    [
        (Procedure.ORDINARY, (FINE,), True, "market-ordinary"),
        (Procedure.ORDINARY, (WARNING, FINE), True, "market-ordinary"),
        (Procedure.ORDINARY, (WARNING,), False, "market-warning"),
        (Procedure.ORDINARY, (WARNING, ORDER), False, "market-warning"),
        (Procedure.SIMPLIFIED, (FINE,), False, "market-simplified"),
        (Procedure.SIMPLIFIED, (WARNING,), False, "market-simplified"),
    ],
)
def test_market_regulation_has_a_rule_of_its_own(
    procedure: Procedure,
    penalties: tuple[StatedPenalty, ...],
    publishable: bool,
    code: str,
):
    """总局令45号 art. 2: no word of social impact is needed."""
    case = make_case(
        procedure=procedure,
        penalties=penalties,
        agency=Agency(name="某局", field="market-regulation"),
        use=ResultUse(),
    )
    found = gate(case, "enterprise-credit")
    assert found.publishable is publishable
    assert [ground.code for ground in found.deciding] == [code]
    # On the other channels art. 48 asks.
    assert gate(case, "credit-china").publishable is None


def test_the_market_rule_holds_from_september_2021():
    case = make_case(
        decided=dt.date(2021, 8, 31),
        agency=Agency(name="某局", field="market-regulation"),
    )
    assert codes(case, "enterprise-credit") == ["decision-before-law"]
    assert codes(case, "credit-china") == ["impact-yes"]


def test_other_fields_ask_for_social_impact_on_every_channel():
    case = make_case(use=ResultUse())
    assert codes(case, "enterprise-credit") == ["impact-open"]


def test_where_a_citizen_belongs_in_the_market_register_is_open():
    case = make_case(
        party=CITIZEN, agency=Agency(name="某局", field="market-regulation")
    )
    assert codes(case, "enterprise-credit") == ["market-unregistered"]


@pytest.mark.parametrize(
    ("secret", "safety", "publishable", "code"),
    [
        (None, None, True, "impact-yes"),
        (NO, NO, True, "impact-yes"),
        (YES, NO, False, "secret-yes"),
        (NO, YES, False, "safety-yes"),
        (OPEN, NO, None, "secret-open"),
        (NO, OPEN, None, "safety-open"),
        (Fact(state=FactState.NOT_APPLICABLE), None, True, "impact-yes"),
    ],
)
def test_secrets_and_safety(
    secret: Fact | None,
    safety: Fact | None,
    publishable: bool | None,
    code: str,
):
    use = ResultUse(
        social_impact=YES, state_secret=secret, public_safety=safety
    )
    case = make_case(use=use)
    assert gate(case).publishable is publishable
    assert codes(case) == [code]


@pytest.mark.parametrize(
    ("born", "publishable", "code"),
    [
        # Eighteen on 2024-05-01, the day of the act.
        (dt.date(2006, 5, 1), True, "impact-yes"),
        (dt.date(2006, 5, 2), False, "minor"),
        (None, None, "age-open"),
    ],
)
def test_a_minor_is_not_published(
    born: dt.date | None, publishable: bool | None, code: str
):
    party = Party(
        id="p1", kind=PartyKind.CITIZEN, name="王强", birth_date=born
    )
    case = make_case(party=party)
    assert gate(case).publishable is publishable
    assert codes(case) == [code]


def test_the_identity_number_tells_the_age():
    minor = Party(
        id="p1",
        kind=PartyKind.CITIZEN,
        name="王强",
        id_number="440781200605021234",
    )
    assert codes(make_case(party=minor)) == ["minor"]


def test_without_a_date_of_the_act_the_age_is_open():
    adult = make_case(party=CITIZEN, act=None)
    assert codes(adult) == ["age-open"]
    assert gate(adult).settle == ("/violations/0/act/from",)
    child = Party(
        id="p1",
        kind=PartyKind.CITIZEN,
        name="王强",
        birth_date=dt.date(2010, 1, 1),
    )
    assert codes(make_case(party=child, act=None)) == ["minor"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (EventKind.ANNULLED, "annulled"),
        (EventKind.WITHDRAWN, "annulled"),
        (EventKind.CHANGED, "changed"),
    ],
)
def test_a_decision_taken_back_is_not_published(kind: EventKind, code: str):
    events = (
        Event(kind=EventKind.DECIDED, date=dt.date(2024, 6, 1)),
        Event(kind=kind, date=dt.date(2024, 9, 1)),
    )
    assert codes(make_case(events=events)) == [code]


def test_a_paper_of_annulment_counts_as_well():
    paper = Paper(kind=PaperKind.ANNULMENT, date=dt.date(2024, 9, 1))
    assert codes(make_case(papers=(paper,))) == ["annulled"]


def test_the_agency_may_have_decided_not_to_publish():
    use = ResultUse(social_impact=YES, publish=False)
    assert codes(make_case(use=use)) == ["withheld"]


def test_the_display_ends():
    use = ResultUse(social_impact=YES, display_until=dt.date(2025, 6, 1))
    case = make_case(use=use)
    for as_of, publishable in (
        (dt.date(2025, 6, 1), True),
        (dt.date(2025, 6, 2), False),
    ):
        assessment = SimpleNamespace(case=case, as_of=as_of)
        assert gate(assessment).publishable is publishable


def test_no_outweighs_open_and_all_grounds_are_told():
    use = ResultUse(state_secret=YES)
    found = gate(make_case(use=use))
    assert found.publishable is False
    assert [ground.code for ground in found.grounds] == [
        "impact-open",
        "secret-yes",
    ]


def test_guangdong_adds_its_own_rule():
    minor = Party(
        id="p1",
        kind=PartyKind.CITIZEN,
        name="王强",
        birth_date=dt.date(2010, 1, 1),
    )
    cited = {}
    for region in ("440700", "330100"):
        case = make_case(
            party=minor, agency=Agency(name="某局", region=region)
        )
        cited[region] = [one.text for one in gate(case).citation]
    guangdong = "《广东省行政执法公示办法》第十五条第一款第（一）项"
    assert guangdong in cited["440700"]
    assert guangdong not in cited["330100"]


def test_every_party_has_a_gate_of_its_own():
    minor = Party(
        id="p2",
        kind=PartyKind.CITIZEN,
        name="李小",
        birth_date=dt.date(2010, 1, 1),
    )
    case = make_case(parties=(COMPANY, minor))
    assert gate(case, party="p1").publishable is True
    assert gate(case, party="p2").publishable is False
    assert gate(case).publishable is False


def test_names_that_do_not_exist_are_refused():
    with pytest.raises(UnknownNameError, match="credit-china"):
        gate(make_case(), "credit-chian")
    with pytest.raises(UnknownNameError):
        gate(make_case(), Channel.AGENCY_SITE, "p9")


def test_a_gate_prints_as_json_values():
    body = gate(make_case(use=ResultUse())).to_dict("en")
    assert body["publishable"] is None
    assert body["settle"] == ["/result_use/social_impact"]
    assert body["grounds"][0]["code"] == "impact-open"
    assert "officer" in body["grounds"][0]["text"]
