from hypothesis import given
from hypothesis import strategies as st

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
