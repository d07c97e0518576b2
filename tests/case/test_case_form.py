"""The case form: asks what the item needs, and is a case file throughout."""

from typing import Any

import pytest

from penaltykit import _yaml
from penaltykit.case import FactState, read_case
from penaltykit.case.form import Blank, Question, new_form, question
from penaltykit.errors import CaseError

TITLE = {"zh": "经营超过保质期的食品", "en": "selling food past its date"}
QUESTIONS = (
    Question(
        id="goods.value",
        type="money",
        ask={"zh": "货值金额是多少元？", "en": "What are the goods worth?"},
    ),
    Question(
        id="water.zone",
        type="one-of",
        ask={"zh": "哪一类水体？", "en": "Which kind of water?"},
        words=(
            ("general", {"zh": "一般水体", "en": "ordinary waters"}),
            ("special", {"zh": "特殊水体", "en": "special waters"}),
        ),
    ),
    Question(
        id="violation.grave",
        type="truth",
        ask={"zh": "情节是否严重？", "en": "Is it grave?"},
        attested=True,
    ),
    Question(
        id="case.complex_law",
        type="truth",
        ask={"zh": "是否疑难复杂？", "en": "Is the case difficult?"},
        of_case=True,
    ),
)


def blank(**more: Any) -> Blank:
    return Blank(
        item="food.sell-expired",
        title=TITLE,
        questions=QUESTIONS,
        breached=[{"law": "food-safety-law", "article": 34, "item": 10}],
        **more,
    )


def form(lang: str = "zh", **more: Any) -> str:
    return new_form(blank(**more), lang)


def test_it_asks_the_questions_of_the_item():
    text = form()
    for one in QUESTIONS:
        assert one.ask["zh"] in text
    assert "# 一般水体" not in text  # the word itself comes first
    assert "general  一般水体" in text
    data: Any = _yaml.load(text).value
    assert set(data["violations"][0]["facts"]) == {
        "goods.value",
        "water.zone",
        "violation.grave",
    }
    assert set(data["facts"]) == {"case.complex_law"}
    assert data["violations"][0]["item"] == "food.sell-expired"
    # only what an officer must find asks for grounds
    facts = data["violations"][0]["facts"]
    assert "grounds" in facts["violation.grave"]
    assert "grounds" not in facts["goods.value"]


def test_an_empty_form_names_what_to_fill():
    with pytest.raises(CaseError) as error:
        read_case(form(), name="form.yaml")
    # (2 officers, 2 events) and nothing but blank required fields
    assert [fault.place.pointer for fault in error.value.faults] == [
        "/id",
        "/agency/name",
        "/officers/0/name",
        "/officers/1/name",
        "/parties/0/kind",
        "/parties/0/name",
        "/violations/0/act/summary",
        "/evidence/0/kind",
        "/evidence/0/name",
        "/events/0/date",
        "/events/1/date",
    ]
    assert {f.code for f in error.value.faults} == {"empty-field"}
    assert all(fault.place.line for fault in error.value.faults)


def fill(text: str) -> str:
    """As somebody would: write after the colons, in order."""
    answers = {
        "id:": ["id: 示例-1"],
        "name:": [
            "name: 示例局",
            "name: 甲",
            "name: 乙",
            "name: 示例商店",
            "name: 笔录",
        ],
        "kind:": ["kind: individual-business", "kind: record"],
        "summary:": ["summary: 销售超过保质期的食品"],
        "date:": ["date: 2024-03-12", "date: 2024-03-18"],
    }
    lines = []
    for line in text.splitlines():
        key = line.strip()
        left = answers.get(key)
        lines.append(line.replace(key, left.pop(0)) if left else line)
    return "\n".join(lines)


def test_filled_in_it_is_a_case_with_unknown_facts():
    case = read_case(fill(form()))
    facts = case.violations[0].facts
    assert facts["goods.value"].state is FactState.UNKNOWN
    assert case.facts["case.complex_law"].state is FactState.UNKNOWN
    answered = fill(form()).replace(
        "      goods.value:\n        value:",
        "      goods.value:\n        value: 100.50",
    )
    fact = read_case(answered).violations[0].facts["goods.value"]
    assert (fact.state, fact.value) == (FactState.KNOWN, "100.50")
    skipped = fill(form()).replace(
        "      goods.value:\n        value:",
        "      goods.value:\n        state: not-ascertainable",
    )
    fact = read_case(skipped).violations[0].facts["goods.value"]
    assert (fact.state, fact.value) == (FactState.NOT_ASCERTAINABLE, None)


def test_figures_that_the_agency_must_state_are_asked_for():
    text = form(figures={"hearing.fine.citizen": "对公民较大数额罚款的起点"})
    assert "# 对公民较大数额罚款的起点" in text
    at = "/agency/parameters/hearing.fine.citizen"

    def missing(text: str) -> set[str | None]:
        with pytest.raises(CaseError) as error:
            read_case(text)
        return {fault.place.pointer for fault in error.value.faults}

    # Left blank it is not stated; half of it is a slip.
    assert not {f"{at}/value", f"{at}/citation"} & missing(text)
    half = text.replace("      value:\n", "      value: '5000'\n", 1)
    assert f"{at}/citation" in missing(half)


def test_in_english_it_has_no_chinese():
    text = form("en")
    assert "Is it grave?" in text
    assert "(required)" in text
    assert text.isascii()


def test_a_question_is_made_of_an_entry_of_the_vocabulary():
    class Word:
        value, zh, en = "a", "甲", "A"

    class Entry:
        id, zh, en, type, unit = "x.y", "标签", "label", "one-of", None
        values = (Word(),)
        attested, scope = True, "case"
        question: dict[str, str] = {}  # noqa: RUF012 as an entry holds it

    one = question(Entry())
    assert one.ask == {"zh": "标签", "en": "label"}
    assert one.words == (("a", {"zh": "甲", "en": "A"}),)
    assert one.of_case
    assert one.attested
