import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.clause import read_penalties
from penaltykit.clause._source import Source, normal, traditional


def test_one_spelling():
    assert normal("處５，０００　元 以\n上１萬元以下－罰款；沒收違法所得") == (
        "处5000元以上1万元以下-罚款；没收违法所得"
    )
    assert normal("5㎡ 5m² 10²") == "5平方米5平方米10²"
    assert normal("20％ ~ 30﹪") == "20%-30%"
    assert normal("⼀万⼆千元") == "一万二千元"  # radicals of a PDF


def test_what_simplified_texts_write_themselves_stays():
    assert normal("著作权、乾隆") == "著作权、乾隆"
    assert all(len(one) == 1 for one in traditional().values())


def test_places_lead_back_to_the_print():
    source = Source.of("处 5,000 元\n以下")
    assert source.text == "处5000元以下"
    at = source.text.index("5000")
    assert source.printed_at(at, at + 4) == "5,000"
    assert source.span(len(source.text), len(source.text)) == (12, 12)
    assert source.breaks == {6}


@given(st.text())
def test_every_place_is_one_of_the_print(text: str):
    source = Source.of(text)
    assert len(source.starts) == len(source.text) + 1
    assert list(source.starts) == sorted(source.starts)
    if source.text:
        low, high = source.span(0, len(source.text))
        assert 0 <= low < high <= len(text)


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("在规定期限内改正的。不予罚款。", "在规定期限内改正"),
        ("处1万元罚款；情节严重的。吊销许可证。", "情节严重"),
    ],
)
def test_a_stop_between_a_condition_and_its_penalty_is_a_slip(
    text: str, situation: str
) -> None:
    reading = read_penalties(text)
    assert reading.complete
    assert reading.penalties[-1].situation == situation


def test_a_stop_behind_a_condition_that_ends_a_sentence_stays() -> None:
    # Nothing is imposed behind the first stop: the comma would join two.
    text = "属于前款情形的。本条例另有规定的，处500元罚款。"
    assert normal(text) == text
