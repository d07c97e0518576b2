"""Citations: read, printed, read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.citation import (
    Citation,
    LawNames,
    find_citations,
    format_citation,
    format_citations,
    from_chinese,
    parse,
    resolve,
    to_chinese,
)
from penaltykit.errors import CitationError
from strategies.law import citations

NAMES = LawNames.of(
    {
        "penalty": (
            "中华人民共和国行政处罚法",
            "Administrative Penalty Law",
            (),
        ),
        "water": (
            "中华人民共和国水污染防治法",
            "Water Pollution Prevention and Control Law",
            (),
        ),
        "road": (
            "中华人民共和国道路运输条例",
            "Road Transport Regulation",
            (),
        ),
        "rule45": (
            "市场监督管理行政处罚信息公示规定",
            "Market Regulation Penalty Disclosure Rules",
            ("总局令45号",),
        ),
    }
)


def c(law: str, *places: int | None, **more: object) -> Citation:
    keys = ("article", "paragraph", "item", "subitem")
    return Citation(law=law, **dict(zip(keys, places, strict=False)), **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "《中华人民共和国行政处罚法》第五十九条第一款第（五）项",
            [c("penalty", 59, 1, 5)],
        ),
        ("《行政处罚法》第五十九条第一款第五项", [c("penalty", 59, 1, 5)]),
        ("行政处罚法第59条第1款第(5)项", [c("penalty", 59, 1, 5)]),
        ("中华人民共和国行政处罚法 第五条", [c("penalty", 5)]),
        (
            "《水污染防治法》第八十五条第一款第三项、第二款",
            [c("water", 85, 1, 3), c("water", 85, 2)],
        ),
        (
            (
                "《水污染防治法》第八十五条第一款第（三）、（四）项和第二款，行政处罚法"
                "第二十八条第二款"
            ),
            [
                c("water", 85, 1, 3),
                c("water", 85, 1, 4),
                c("water", 85, 2),
                c("penalty", 28, 2),
            ],
        ),
        (
            "《水污染防治法》第八十二条第（一）至（三）项",
            [
                c("water", 82, None, 1),
                c("water", 82, None, 2),
                c("water", 82, None, 3),
            ],
        ),
        (
            "《行政处罚法》第二十八条、第三十条及第三十二条第一项",
            [c("penalty", 28), c("penalty", 30), c("penalty", 32, None, 1)],
        ),
        (
            "《道路运输条例》（2019年修订）第六十三条",
            [c("road", 63, version="2019")],
        ),
        (
            "《行政处罚法》第三十条之一第二款第（三）项第1目",
            [c("penalty", 30, 2, 3, 1, article_addition=1)],
        ),
        ("总局令45号第九条", [c("rule45", 9)]),
        ("《某某法》第一百零二条", [c("某某法", 102)]),
        ("《行政处罚法》", [c("penalty")]),
        (
            "Administrative Penalty Law, art. 59(1)(5)",
            [c("penalty", 59, 1, 5)],
        ),
        ("第十五条第二款", [c("penalty", 15, 2)]),
    ],
)
def test_forms_that_papers_use(text: str, expected: list[Citation]):
    assert parse(text, NAMES, law="penalty") == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "citation-unread"),
        ("胡说", "citation-unread"),
        ("第五条", "citation-no-law"),
        ("《行政处罚法》第一百二条", "citation-number"),
        ("《行政处罚法》第五至三条", "citation-range"),
        ("《行政处罚法》第五条的规定", "citation-unread"),
        ("《》第五条", "citation-unread"),
        ("《行政处罚法》第零条", "citation-number"),
    ],
)
def test_text_that_is_no_citation(text: str, code: str):
    with pytest.raises(CitationError) as caught:
        parse(text, NAMES)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_print():
    one = c("penalty", 59, 1, 5)
    assert format_citation(one, "zh", NAMES) == (
        "《中华人民共和国行政处罚法》第五十九条第一款第（五）项"
    )
    assert format_citation(one, "en", NAMES) == (
        "Administrative Penalty Law, art. 59(1)(5)"
    )
    item = c("water", 82, None, 2)
    assert format_citation(item, "en", NAMES).endswith("art. 82, item 2")
    later = c("road", 63, version="2023")
    assert format_citation(later, "zh", NAMES, version=True) == (
        "《中华人民共和国道路运输条例》（2023年版）第六十三条"
    )
    as_printed = Citation(text="依照有关规定")
    assert format_citation(as_printed) == "依照有关规定"


def test_several_in_print_name_the_law_once():
    several = [
        c("water", 85, 1, 3),
        c("water", 85, 1, 4),
        c("water", 85, 2),
        c("penalty", 28, 2),
    ]
    assert format_citations(several, "zh", NAMES) == (
        "《中华人民共和国水污染防治法》第八十五条第一款第（三）项、第（四）项、"
        "第二款、《中华人民共和国行政处罚法》第二十八条第二款"
    )
    assert format_citations(several, "en", NAMES) == (
        "Water Pollution Prevention and Control Law, art. 85(1)(3), "
        "art. 85(1)(4), art. 85(2); Administrative Penalty Law, art. 28(2)"
    )


LAWS = ("penalty", "water", "road", "某某办法")


@given(citations(LAWS), st.sampled_from(["zh", "en"]))
def test_what_is_printed_is_read_back(one: Citation, lang: str):
    if lang == "en" and one.law == "某某办法":
        return  # a law without an English name has no English citation
    text = format_citation(one, lang, NAMES, version=True)
    assert parse(text, NAMES) == [one]


@given(st.lists(citations(LAWS), min_size=1, max_size=6))
def test_lists_are_read_back(several: list[Citation]):
    text = format_citations(several, "zh", NAMES, version=True)
    assert parse(text, NAMES) == several


def read(text: str) -> tuple[object, ...]:
    """What is read, or the faults."""
    try:
        return tuple(parse(text, NAMES))
    except CitationError as error:
        return error.faults


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str):
    assert read(text)


@given(
    st.text(alphabet="第条款项目之一二十百（）、至《》行政处罚法", max_size=30)
)
def test_heaps_of_signs_are_read_or_refused(text: str):
    assert read(text)
    find_citations(text, NAMES)


def test_citations_in_running_text():
    text = (
        "违反了《中华人民共和国水污染防治法》第三十三条第二款的规定，依据该法"
        "第八十五条第一款第三项、第二款，并参照行政处罚法第三十二条。"
    )
    found = find_citations(text, NAMES)
    assert [one.citation for one in found] == [
        c("water", 33, 2),
        c("water", 85, 1, 3),
        c("water", 85, 2),
        c("penalty", 32),
    ]
    assert text[found[0].start : found[0].end] == (
        "《中华人民共和国水污染防治法》第三十三条第二款"
    )
    assert text[found[2].start : found[2].end] == "第二款"


def test_names_and_texts_become_ids():
    given_ = [
        Citation(law="《行政处罚法》", article=5),
        Citation(text="《水污染防治法》第八十五条第一、二款"),
        Citation(law="某某办法", article=1),
    ]
    assert resolve(given_, NAMES) == (
        c("penalty", 5),
        c("water", 85, 1),
        c("water", 85, 2),
        c("某某办法", 1),
    )
    with pytest.raises(CitationError) as caught:
        resolve([Citation(text="甲"), Citation(text="乙")], NAMES)
    assert [fault.params["found"] for fault in caught.value.faults] == [
        "甲",
        "乙",
    ]


def test_a_name_of_two_laws_names_neither():
    names = LawNames.of(
        {"a": ("甲办法", "A", ("办法",)), "b": ("乙办法", "B", ("办法",))}
    )
    assert names.id_of("办法") is None
    assert names.id_of("甲办法") == "a"


# --- numerals ---------------------------------------------------------


def test_every_number_is_read_back():
    assert all(from_chinese(to_chinese(n)) == n for n in range(1, 10000))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十五", 15),
        ("一百二十四", 124),
        ("一百十四", 114),
        ("一〇五", 105),
        ("一百零五", 105),
        ("85", 85),
        ("８５", 85),
        ("一百二", None),
        ("一千零五十百", None),
        ("零五", None),
        ("零", None),
        ("05", None),
        ("十十", None),
        ("百", None),
        ("10000", None),
    ],
)
def test_numerals(text: str, number: int | None):
    assert from_chinese(text) == number


def test_numbers_outside_are_refused():
    with pytest.raises(ValueError, match="0"):
        to_chinese(0)
