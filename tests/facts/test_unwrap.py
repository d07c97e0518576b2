"""Paragraphs of a paper put together again."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from penaltykit.facts._unwrap import unwrapped

PARAGRAPH = (
    "当事人可以自收到本告知书之日起五个工作日内，书面或者口头向本机关说明情况"
    "、提出不同意见和证据，本机关会逐项复核，意见成立的，应当采纳。"
)


def _page(paragraphs: list[str], signs: int) -> str:
    """Paragraphs indented by two signs, broken every ``signs`` signs."""
    return "\n".join(
        "\n".join(textwrap.wrap("　　" + p, signs, drop_whitespace=False))
        for p in paragraphs
    )


@given(
    signs=st.integers(18, 40),
    lengths=st.lists(st.integers(60, 300), min_size=4, max_size=9),
)
def test_what_was_broken_at_the_edge_is_whole_again(
    signs: int, lengths: list[int]
):
    # 我 ends no sentence, so that every full line is a broken one.
    paragraphs = ["我" * length + "。" for length in lengths]
    whole = unwrapped(_page(paragraphs, signs))
    assert whole.split("\n") == ["　　" + p for p in paragraphs]


def test_a_term_broken_between_two_lines_is_one_again():
    text = _page([PARAGRAPH] * 3, 26)
    assert "工作日内" not in text.replace("五个工作日内", "")
    assert unwrapped(text).count("五个工作日内") == 3


def test_lines_of_a_heading_stay_apart():
    text = (
        "当事人：示例公司\n住所：示例路1号\n法定代表人：李示例\n" + PARAGRAPH
    )
    assert unwrapped(text) == text


def test_paragraphs_on_one_line_each_stay_as_they_are():
    text = "\n".join([PARAGRAPH, PARAGRAPH * 2, PARAGRAPH * 3, PARAGRAPH])
    assert unwrapped(text) == text


@given(st.text("我。，\n 　a1", max_size=400))
def test_nothing_but_line_ends_and_spaces_goes(text: str):
    def plain(one: str) -> str:
        return "".join(one.split())

    assert plain(unwrapped(text)) == plain(text)
