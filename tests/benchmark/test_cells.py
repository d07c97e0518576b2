"""Cells: what is written, what it means, what is refused."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import Bounds
from penaltykit.benchmark._cells import CellError, read_cell
from penaltykit.engine import (
    FactType,
    Reading,
    Signature,
    compile_expression,
)
from strategies.tables import FACTS, VOCABULARY, cell_texts, cells, values

MONEY = Signature(FactType.MONEY)
COUNT = Signature(FactType.COUNT)
DATE = Signature(FactType.DATE)
TRUTH = Signature(FactType.TRUTH)
ZONE = Signature(FactType.ONE_OF, ("general", "special", "source"))
CLOSED = Bounds()
HALF_OPEN = Bounds(to_inclusive=False)


def holds(
    text: Any,
    value: Any,
    signature: Signature = MONEY,
    bounds: Bounds = CLOSED,
):
    return read_cell(text, signature, bounds).holds(value)


def test_a_range_without_brackets_takes_its_ends_from_the_document():
    assert holds("5000..10000", Decimal(10000), bounds=CLOSED)
    assert not holds("5000..10000", Decimal(10000), bounds=HALF_OPEN)
    assert holds("5000..10000", Decimal(5000), bounds=HALF_OPEN)


def test_brackets_say_it_themselves():
    assert not holds("[5000..10000)", Decimal(10000), bounds=CLOSED)
    assert holds("(5000..10000]", Decimal(10000), bounds=HALF_OPEN)
    assert not holds("(5000..10000]", Decimal(5000))
    assert holds("(5000..10000]", Decimal("5000.01"))


def test_truths_in_both_scripts_and_as_yaml_gives_them():
    assert holds("是", True, TRUTH)
    assert holds("否", False, TRUTH)
    assert holds(True, True, TRUTH)
    assert not holds(False, True, TRUTH)


def test_words_one_or_several():
    assert holds("general | source", "source", ZONE)
    assert holds(["general", "source"], "general", ZONE)
    assert not holds("general, source", "special", ZONE)
    assert holds("not(general)", "special", ZONE)
    assert not holds("not(general)", "general", ZONE)


def test_a_dash_asks_nothing():
    cell = read_cell("-", ZONE, CLOSED)
    assert cell.any
    assert cell.holds("general")


def test_neighbouring_parts_join():
    cell = read_cell("[0..5), [5..9]", MONEY, CLOSED)
    (part,) = cell.intervals
    assert (part.low, part.high) == (0, 9)


@pytest.mark.parametrize(
    ("text", "signature", "code"),
    [
        ("5000元以上", MONEY, "table-cell-unread"),
        ("[5..10", MONEY, "table-cell-unread"),
        ("10..5", MONEY, "table-cell-empty"),
        ("5,,6", MONEY, "table-cell-unread"),
        ("2024-01-01", MONEY, "table-cell-not-number"),
        ("2024-02-30", DATE, "table-cell-not-date"),
        ("1.5", COUNT, "table-cell-not-count"),
        ("yes", TRUTH, "table-cell-not-truth"),
        ("generl", ZONE, "table-cell-not-word"),
        ({"a": 1}, ZONE, "table-cell-unread"),
        ("not(a)", Signature(FactType.TEXT), "table-cell-unread"),
    ],
)
def test_what_cannot_be_read_is_refused(
    text: Any, signature: Signature, code: str
):
    with pytest.raises(CellError) as caught:
        read_cell(text, signature, CLOSED)
    assert caught.value.code == code


def test_a_misspelt_word_is_offered_the_nearest():
    with pytest.raises(CellError) as caught:
        read_cell("generl", ZONE, CLOSED)
    assert caught.value.params["nearest"] == ["general"]


@given(st.data(), st.sampled_from(FACTS))
def test_a_cell_says_the_same_as_the_condition_language(
    data: st.DataObject, fact: str
):
    text = data.draw(cell_texts(fact))
    value = data.draw(values(fact))
    signature = VOCABULARY.signature(fact)
    cell = read_cell(text, signature, CLOSED)
    condition = compile_expression(_feel(fact, text), VOCABULARY)
    assert cell.holds(value) is condition.truth(
        {fact: Reading("known", value)}
    )


def _feel(fact: str, text: str) -> str:
    """The same in FEEL."""
    if fact == "t.zone":
        return f'{fact} = "{text}"'
    if fact == "t.flag":
        return f"{fact} = {'true' if text in ('true', '是') else 'false'}"
    if fact == "t.day":
        text = re.sub(r"\d{4}-\d\d-\d\d", lambda m: f'date("{m[0]}")', text)
    if text[0] in "[(":
        return f"{fact} in {text}"
    return f"{fact} {text}" if text[0] in "<>" else f"{fact} = {text}"


@given(st.data(), st.sampled_from(FACTS))
def test_denial_turns_every_answer_round(data: st.DataObject, fact: str):
    text = data.draw(cells(fact))
    if text == "-" or text.startswith("not"):
        return
    signature = VOCABULARY.signature(fact)
    value = data.draw(values(fact))
    plain = read_cell(text, signature, CLOSED)
    denied = read_cell(f"not({text})", signature, CLOSED)
    assert plain.holds(value) is not denied.holds(value)
