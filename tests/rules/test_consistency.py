"""What the wording of papers gives away, and what is no mistake."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit import Kit, read_case
from penaltykit.facts._arithmetic import arithmetic_right
from penaltykit.facts._text import number_year, plain_number

CLEAN = Path(__file__).resolve().parents[2] / "fixtures" / "defects" / "clean"
DECISION = "/papers/decision/text"

Data = dict[str, Any]
Found = Callable[[str, str, str], set[str]]


def _read(data: Data) -> Any:
    return read_case(json.dumps(data).encode(), format="json")


@pytest.fixture
def found(kit: Kit) -> Found:
    """Codes of a clean case after a replacement in its decision."""

    def run(name: str, old: str, new: str) -> set[str]:
        data = json.loads((CLEAN / f"{name}.json").read_bytes())
        (paper,) = [
            p for p in data["papers"] if p["kind"].endswith("decision")
        ]
        assert old in paper["text"]
        paper["text"] = paper["text"].replace(old, new)
        return {f.code for f in kit.assess(_read(data)).findings}

    return run


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("425套×1.25元＝750.00元", False),  # 531.25
        ("425套×1.25元/套＝531.25元", True),
        ("54,117.38元×60％＝32,470.43元", True),  # 32,470.428, half up
        ("54,117.38元×60％＝32,470.42元", False),
        ("（19+3）个×1元=21元", False),
        ("（19＋3）个×1元＝22元", True),
        ("按平均值（20000+50000）÷2=35000元", True),
        ("9630元×1.3=13000元", False),  # 12,519
        ("10000÷3=3333.33元", True),
        ("10000÷3=3333元", True),  # the fraction of a yuan is dropped
        ("10000÷3=3334元", False),
        ("1.2万元×2=2.4万元", True),
        ("1.2万元×2=24000元", True),
        ("总额100，480×20=9600", True),  # a Chinese comma ends a figure
        ("26000元×2≈52001元", None),
        ("第3项=第4项", None),
        ("A=B", None),
        ("1÷0=5", None),
        # told in a sentence
        ("售出19个、另售3个，每个1元，违法所得21元。", False),
        ("售出19个、另售3个，每个1元，违法所得22元。", True),
        ("购进500套，剩75套，单价1.25元，违法所得531.25元。", True),
        ("425套，单价1.25元，共计750.00元。", False),
        # two prices, costs, several units: not for a program to judge
        ("进价每个1元，售价每个2元，售出5个，违法所得5元。", None),
        # what they cost the party is not what they are worth
        ("糖果15袋，货值300元，购进价每袋15元，均未售出。", None),
        ("以每袋15元的价格购进15袋，货值金额300元。", None),
        ("以进价每袋15元购进15袋，共计220元。", False),
        ("售出5个，每个2元，扣除成本后违法所得6元。", None),
        ("售出5箱又3瓶，每瓶2元，共计100元。", None),
        ("", None),
    ],
)
def test_arithmetic(text: str, right: bool | None):
    assert arithmetic_right(text) is right


@given(
    st.integers(1, 10**6),
    st.decimals("0.01", "99999", places=2),
    st.integers(1, 10**6),
)
def test_a_product_is_right_and_one_beside_it_is_not(
    count: int, price: Decimal, off: int
):
    total = count * price
    assert arithmetic_right(f"{count}件×{price}元={total}元") is True
    assert arithmetic_right(f"{count}件×{price}元={total + off}元") is False


@given(st.text("0123456789.,=＝×+-÷（）()%万元个每套共价， 。", max_size=60))
def test_no_text_breaks_it(text: str):
    assert arithmetic_right(text) in (True, False, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("皖池环(东)罚告〔2024〕15号", "皖池环（东）罚告[2024]15 号"),
        ("皖池环(东)罚告〔2024〕15号", "皖池环〔东〕罚告（2024）第15号"),
        ("粤环罚【２０２４】１号", "粤环罚〔2024〕1号"),
    ],
)
def test_one_number_in_two_ways(one: str, other: str):
    assert plain_number(one) == plain_number(other)
    assert number_year(one) == number_year(other) == 2024


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("2024年6月27日\n", "2024年6月26日\n", {"paper-date-differs"}),
        ("2024年6月27日\n", "2024年6月0２日\n", {"paper-date-differs"}),
        ("2024年6月27日\n", "二○二四年六月二十七日\n", set()),
        ("2024年6月27日\n", "２０２４年６月27日\n", set()),
        (
            "自收到本决定书之日起六十日内",
            "自2024年6月28日起六十日内",
            set(),  # after the decision
        ),
        (
            "自收到本决定书之日起六十日内",
            "自2024年6月26日起六十日内",
            {"term-starts-before-decision"},
        ),
        ("自收到本决定书之日起六十日内", "在60日以内", set()),
        ("六个月内", "6个月之内", set()),
        ("罚款35000元", "罚款人民币3.5万元", set()),
        ("罚款35000元", "罚款三万五千元", set()),
        ("罚款35000元", "罚款30000元", {"amount-words-differ"}),
        (
            "统一社会信用代码：91",
            "统一社会信用代码：92",
            {"code-differs-in-text"},
        ),
    ],
)
def test_ways_to_write_it(found: Found, old: str, new: str, codes: set[str]):
    got = found("ordinary-company", old, new)
    # a figure beside other words is told once more as another amount
    assert got - {"amount-in-text-differs"} == codes


def test_a_masked_head_is_no_other_name(found: Found):
    got = found("ordinary-company", "当事人：江门市示例", "当事人：江门市**")
    assert "party-named-differently" not in got


def test_a_name_masked_at_the_head_and_whole_below(found: Found):
    got = found(
        "ordinary-company",
        "当事人：江门市示例物流有限公司",
        "当事人：江门市**物流有限公司（原名江门市示例物流有限公司）",
    )
    assert "published-text-leaks" in got


def test_earlier_fines_and_ranges_are_not_this_fine(found: Found):
    text = "本机关决定给予如下处罚"
    for told in (
        "当事人曾因同类行为被决定罚款8000元。",
        "该条规定处以罚款20000元以上200000元以下。",
        "此前告知拟处以罚款40000元。",
    ):
        assert found("ordinary-company", text, told + text) == set()


def test_words_of_the_law_are_no_form_of_address(found: Found):
    told = "《中华人民共和国行政处罚法》规定“你单位应当履行”。本机关决定"
    got = found("ordinary-company", "本机关决定", told)
    assert got == set()


@pytest.mark.parametrize("name", sorted(p.stem for p in CLEAN.glob("*.json")))
def test_what_our_own_papers_say_is_consistent(kit: Kit, name: str):
    """Every paper that the library prints, read back as a paper's wording."""
    data = json.loads((CLEAN / f"{name}.json").read_bytes())
    assessment = kit.assess(_read(data))
    for paper in data["papers"]:
        if paper["kind"] not in (
            "prior-notice",
            "decision",
            "on-the-spot-decision",
        ):
            continue
        lines = kit.notice(assessment, paper["kind"]).lines()
        told = {**paper, "text": "\n".join(lines)}
        papers = [told if p is paper else p for p in data["papers"]]
        again = kit.assess(_read({**data, "papers": papers}))
        assert [f.code for f in again.findings] == []


def test_a_long_text_takes_no_long_time(kit: Kit):
    data = json.loads((CLEAN / "ordinary-company.json").read_bytes())
    for piece in (
        "罚款 ",
        "六十日内复议",
        "1+1=2；",
        "“",
        "每个1元，2个",
        "(",
    ):
        for paper in data["papers"]:
            if paper["kind"] == "decision":
                paper["text"] = piece * (60_000 // len(piece))
        assert kit.assess(_read(data)).findings
