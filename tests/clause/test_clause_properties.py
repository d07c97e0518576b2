"""What holds for every text and every structure."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penaltykit.clause import (
    PhrasePenalty,
    read_penalties,
    write_penalties,
)
from penaltykit.clause._source import Source
from strategies import clause

LONG = os.environ.get("PENALTYKIT_PROPERTY") == "long"
RUNS = settings(
    max_examples=5000 if LONG else 150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def account(text: str):
    """Every character that is not blank, and how often it is told of."""
    read = read_penalties(text)
    told = [0] * len(text)
    for span in (*read.spans, *read.context, *read.unread):
        assert text[span.start : span.end] == span.text
        for at in range(span.start, span.end):
            told[at] += 1
    return {at: told[at] for at in Source.of(text).starts[:-1]}


@pytest.mark.property
@RUNS
@given(clause.penalties())
def test_what_is_written_is_read_again(penalties: list[PhrasePenalty]):
    text = write_penalties(penalties)
    read = read_penalties(text)
    assert read.complete, text
    assert list(read.penalties) == penalties, text


@pytest.mark.property
@RUNS
@given(clause.texts())
def test_each_character_has_one_place_in_the_account(text: str):
    assert set(account(text).values()) <= {1}


@pytest.mark.property
@RUNS
@given(st.text())
def test_any_text_is_accounted_for(text: str):
    assert set(account(text).values()) <= {1}


@pytest.mark.property
@RUNS
@given(clause.texts())
def test_a_reading_can_be_written_as_json(text: str):
    found = read_penalties(text).to_dict()
    assert found["complete"] == (
        not found["unread"] and len(found["readings"]) == 1
    )


@pytest.mark.parametrize(
    "part",
    [
        "处",
        "没收",
        "（",
        "）",
        "每",
        "对",
        "由部门",
        "的",
        "，",
        "；",
        "9",
        "一万",
        "1，000",
        "责令停业、",
        "停止甲或者",
        "处1-3万元罚款，",
        "情节严重的，处五万元以下罚款；",
        "每增加1个甲增加1万元，",
        "①",
        "《",
    ],
)
def test_long_texts_end(part: str):
    # No time is asserted: what is not linear would not end in this run.
    text = part * (20_000 // len(part))
    read = read_penalties(text)
    ends = [span.end for span in (*read.spans, *read.context, *read.unread)]
    assert max(ends) == len(text)
