import datetime as dt

import pytest

from penaltykit.case import (
    SCHEMA_VERSION,
    Act,
    Agency,
    Case,
    Officer,
    Paper,
    PaperKind,
    Party,
    PartyKind,
    Phase,
    Procedure,
    ResultUse,
    Violation,
)
from penaltykit.privacy import (
    IdentityKind,
    IdentityValue,
    identity_values,
    public_values,
)


def make_case(*parties: Party, **changes: object) -> Case:
    fields: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "id": "案-1",
        "phase": Phase.DECIDED,
        "procedure": Procedure.ORDINARY,
        "agency": Agency(name="某市示例局", phone="0750-3123456"),
        "parties": parties,
        "violations": (
            Violation(id="v1", item="x", act=Act(summary="倾倒废水")),
        ),
    }
    return Case(**(fields | changes))  # type: ignore[arg-type]


CITIZEN = Party(
    id="p1",
    kind=PartyKind.CITIZEN,
    name="王强",
    # 7*4 9*4 10*0 5*7 8*8 4*1 2*1 1*9 6*9 3*0 7*0 9*1 10*0 5*1 8*1 4*2 2*3
    # = 268; 268 mod 11 = 4, so that the check digit is 8 (GB 11643).
    id_number="440781199001011238",
    address="广东省江门市蓬江区幸福路8号301室",
    phone="13800138000",
    birth_date=dt.date(1990, 1, 1),
    account="6222021234567890123",
)
COMPANY = Party(
    id="p2",
    kind=PartyKind.LEGAL_PERSON,
    name="江门市晨光贸易有限公司",
    uscc="91350100M000100Y43",
    address="江门市蓬江区工业路1号",
    legal_representative="李晨光",
    legal_representative_id="440781198501010010",
)


def test_a_citizen_has_every_marked_value_and_its_place():
    found = identity_values(make_case(CITIZEN))
    assert found == (
        IdentityValue("王强", IdentityKind.NAME, "/parties/0/name"),
        IdentityValue(
            "440781199001011238",
            IdentityKind.ID_NUMBER,
            "/parties/0/id_number",
        ),
        # The date of birth stands inside the number too.
        IdentityValue(
            "1990-01-01", IdentityKind.BIRTH_DATE, "/parties/0/id_number"
        ),
        IdentityValue(
            "广东省江门市蓬江区幸福路8号301室",
            IdentityKind.ADDRESS,
            "/parties/0/address",
        ),
        IdentityValue("13800138000", IdentityKind.PHONE, "/parties/0/phone"),
        IdentityValue(
            "1990-01-01", IdentityKind.BIRTH_DATE, "/parties/0/birth_date"
        ),
        IdentityValue(
            "6222021234567890123",
            IdentityKind.ACCOUNT,
            "/parties/0/account",
        ),
    )


def test_name_and_seat_of_a_company_are_public():
    case = make_case(COMPANY)
    found = {one.value: one.kind for one in identity_values(case)}
    assert "江门市晨光贸易有限公司" not in found
    assert "江门市蓬江区工业路1号" not in found
    assert found["李晨光"] is IdentityKind.CONTACT
    assert found["440781198501010010"] is IdentityKind.ID_NUMBER
    assert "江门市晨光贸易有限公司" in public_values(case)
    assert "91350100M000100Y43" in public_values(case)


def test_the_place_of_an_individual_business_is_kept_back():
    shop = Party(
        id="p1",
        kind=PartyKind.INDIVIDUAL_BUSINESS,
        name="蓬江区王强小吃店",
        operator="王强",
        address="江门市蓬江区幸福路8号",
    )
    found = {one.value: one.kind for one in identity_values(make_case(shop))}
    assert found == {
        "王强": IdentityKind.CONTACT,
        "江门市蓬江区幸福路8号": IdentityKind.ADDRESS,
    }


def test_names_printed_on_papers_count_unless_they_are_organisations():
    case = make_case(
        COMPANY,
        papers=(
            Paper(
                kind=PaperKind.DECISION,
                parties=("江门市晨光贸易有限公司", "江门晨光贸易公司", "赵六"),
            ),
        ),
    )
    names = [
        (one.value, one.pointer)
        for one in identity_values(case)
        if one.kind is IdentityKind.NAME
    ]
    assert names == [("赵六", "/papers/0/parties/2")]


def test_listed_values_count_and_officers_do_not():
    case = make_case(
        COMPANY,
        officers=(Officer(name="陈一", certificate="19070012345"),),
        result_use=ResultUse(
            trade_secrets=("配方：甲3乙7",), private_values=("证人孙七",)
        ),
    )
    found = {one.value: one.kind for one in identity_values(case)}
    assert found["配方：甲3乙7"] is IdentityKind.TRADE_SECRET
    assert found["证人孙七"] is IdentityKind.PRIVATE
    assert "陈一" not in found
    assert "19070012345" in public_values(case)


@pytest.mark.parametrize("name", ["王某", "王某某", "王*", "王××", "王XX"])
def test_a_name_masked_before_is_no_identity_value(name: str):
    party = Party(id="p1", kind=PartyKind.CITIZEN, name=name)
    assert identity_values(make_case(party)) == ()
