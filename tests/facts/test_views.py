"""Reading facts from a case: states, pointers, derivations."""

import copy
import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit import read_case
from penaltykit.engine import Reading
from penaltykit.errors import UnknownNameError
from penaltykit.facts import CaseFacts, Vocabulary
from penaltykit.facts._derive_dates import years_later
from penaltykit.facts._derive_paper import text_words_agree
from penaltykit.facts._derive_party import id_number_is_valid, uscc_is_valid
from penaltykit.facts._proposing import proposes
from penaltykit.money import words
from penaltykit.period import Calendar

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = Vocabulary.load(ROOT / "rules")
CALENDAR = Calendar.load(ROOT / "rules")
Data = dict[str, Any]


def _plain(name: str) -> Data:
    (folder,) = (ROOT / "fixtures").glob(f"{name}-*")
    data: Data = json.loads((folder / "case.json").read_bytes())
    return data


def _facts(
    name: str,
    change: Callable[[Data], object] | None = None,
    **more: Any,
) -> CaseFacts:
    data = copy.deepcopy(_plain(name))
    if change is not None:
        change(data)
    case = read_case(json.dumps(data).encode(), format="json")
    return CaseFacts(case, VOCABULARY, calendar=CALENDAR, **more)


def test_a_stated_fact_has_its_pointer_and_typed_value():
    view = _facts("01").violation(0, 0)
    assert view["goods.value"] == Reading(
        "known", Decimal(100), "/violations/0/facts/goods.value"
    )


def test_an_absent_fact_is_unknown_where_it_would_stand():
    def change(data: Data) -> None:
        del data["violations"][0]["facts"]["goods.value"]

    view = _facts("01", change).violation(0, 0)
    assert view["goods.value"] == Reading(
        "unknown", None, "/violations/0/facts/goods.value"
    )


@pytest.mark.parametrize(
    "state", ["unknown", "not-ascertainable", "not-applicable"]
)
def test_the_states_are_kept_apart(state: str):
    def change(data: Data) -> None:
        data["violations"][0]["facts"]["goods.value"] = {
            "state": state,
            "grounds": "示例",
        }

    view = _facts("01", change).violation(0, 0)
    assert view["goods.value"].state == state


def test_an_attestation_that_is_absent_is_not_made():
    view = _facts("03", lambda data: data.update(facts={})).case()
    assert view["case.grave_or_complex"].value is False
    assert view["hearing.other_heavy"].state == "unknown"


def test_a_narrow_view_sees_the_wider_ones_and_not_the_other_way():
    facts = _facts("06")
    view = facts.violation(2, 0)
    assert view["case.procedure"] is facts.case()["case.procedure"]
    assert view["party.fine_total"] is facts.party(0)["party.fine_total"]
    with pytest.raises(UnknownNameError):
        facts.case()["party.fine_total"]
    with pytest.raises(UnknownNameError):
        facts.paper(0)["stated.fine"]


def test_what_comes_from_elsewhere_goes_before():
    given_reading = Reading("known", Decimal(7), "/elsewhere")
    facts = _facts("01", None, extra={(0, 0): {"goods.value": given_reading}})
    assert facts.violation(0, 0)["goods.value"] == given_reading


# --- sums --------------------------------------------------------------------


def test_fines_of_a_party_add_up():
    # four breaches, 5,000 each
    view = _facts("06").party(0)
    assert view["party.fine_total"].value == 4 * Decimal(5000)


def test_a_fine_without_its_amount_leaves_the_sum_open_from_below():
    def change(data: Data) -> None:
        fines = [
            p
            for p in data["violations"][3]["penalties"]
            if p["kind"] == "fine"
        ]
        fines[0].pop("amount")
        fines[0].pop("words", None)

    view = _facts("06", change).party(0)
    assert view["party.fine_total"].state == "unknown"
    assert view["party.fine_total"].pointer.startswith(
        "/violations/3/penalties/"
    )
    assert view["party.fine_at_least"].value == 3 * Decimal(5000)


def test_goods_without_an_amount_are_taken_at_the_value_of_the_facts():
    def change(data: Data) -> None:
        for penalty in data["violations"][0]["penalties"]:
            if penalty["kind"] == "confiscate-goods":
                del penalty["amount"]
                del penalty["unit"]

    view = _facts("01", change).party(0)
    assert view["party.goods_confiscated"].value == 100


# --- dates -------------------------------------------------------------------


def test_the_term_for_a_statement_is_in_working_days():
    # told on Friday 14 June 2024; 17-21 June are five working days
    known = Reading("known", Decimal(5), "")
    facts = _facts("03", None, parameters=lambda _: known)
    view = facts.party(0)
    assert view["party.notice_date"].value == dt.date(2024, 6, 14)
    assert view["party.statement_term_end"].value == dt.date(2024, 6, 21)


def test_outside_the_calendars_a_term_is_unknown():
    def change(data: Data) -> None:
        for event in data["events"]:
            year, rest = event["date"].split("-", 1)
            event["date"] = f"{int(year) + 30}-{rest}"

    known = Reading("known", Decimal(5), "")
    facts = _facts("03", change, parameters=lambda _: known)
    assert facts.party(0)["party.statement_term_end"].state == "unknown"


def test_suspension_and_the_way_to_the_hearing_do_not_count():
    # 03 was filed on 2024-05-16 and decided on 2024-06-27: 42 days. From
    # 2024-05-20 to 05-27 it rested (7); 05-25 to 05-30 overlaps by two, so
    # three more are left out: 42 - 7 - 3 = 32.
    def change(data: Data) -> None:
        for kind, day in (
            ("suspended", "2024-05-20"),
            ("resumed", "2024-05-27"),
            ("hearing-requested", "2024-05-25"),
            ("hearing-held", "2024-05-30"),
        ):
            data["events"].append({"kind": kind, "date": day})

    assert _facts("03").case()["decision.days"].value == 42
    assert _facts("03", change).case()["decision.days"].value == 32


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_years_later_keep_the_day(day: dt.date):
    later = years_later(day, 2)
    assert later.year == day.year + 2
    assert (later.month, min(later.day, 28)) == (day.month, min(day.day, 28))


def test_limitation_runs_from_the_end_of_a_continuing_act():
    def change(data: Data) -> None:
        data["violations"][0]["act"] = {
            "from": "2022-01-01",
            "summary": "持续排放",
            "continuing": True,
        }

    two = Reading("known", Decimal(2), "")
    facts = _facts("03", change, parameters=lambda _: two)
    assert facts.violation(0, 0)["limitation.end"].state == "unknown"
    assert facts.violation(0, 0)["limitation.end"].pointer == (
        "/violations/0/act/to"
    )


# --- numbers with check characters -------------------------------------------


def test_codes_and_numbers_of_the_standards():
    # The examples that GB 32100-2015 and GB 11643-1999 print themselves.
    assert uscc_is_valid("91350100M000100Y43")
    assert id_number_is_valid("11010519491231002X")
    assert id_number_is_valid("440524188001010014")


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_changed_digit_of_an_identity_number_is_caught(
    place: int, step: int
):
    number = "11010519491231002X"
    digit = (int(number[place]) + step) % 10
    changed = number[:place] + str(digit) + number[place + 1 :]
    assert not id_number_is_valid(changed)


LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_changed_letter_of_a_code_is_caught(place: int, letter: str):
    code = "91350100M000100Y43"
    changed = code[:place] + letter + code[place + 1 :]
    assert uscc_is_valid(changed) is (letter == code[place])


# --- wording of papers ------------------------------------------------------


TOLD_BEFORE = (
    "2024年5月6日本机关告知你单位拟作出罚款的处罚，你单位未陈述、申辩。"
    "现决定：罚款五万元。"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本机关拟对你单位作出罚款五万元的处罚。", True),
        ("现拟决定给予以下处罚：罚款。", True),
        (TOLD_BEFORE, False),
        ("当事人虚拟交易，本机关决定罚款。", False),
    ],
)
def test_a_decision_that_still_proposes(text: str, expected: bool):
    assert proposes(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("罚款人民币肆万玖仟元整（¥29,000.00）", False),
        ("罚款贰万玖仟元整（¥29,000.00）", True),
        ("罚款29000元（大写：贰万玖仟元整）", True),
        ("罚款29000元（大写：壹拾万零仟元整）", False),
        ("罚款29000元", None),
    ],
)
def test_amounts_side_by_side_in_a_text(text: str, expected: bool | None):
    assert text_words_agree(text) is expected


@given(st.decimals("0.01", "99999999.99", places=2))
def test_our_own_words_always_agree(amount: Decimal):
    assert text_words_agree(f"罚款{words(amount)}（{amount}元）") is True
