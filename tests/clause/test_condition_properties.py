"""Every condition that can be said is read back as it was meant."""

import sys
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from penaltykit.clause import read_condition, write_condition
from penaltykit.clause._bind import attested, shipped, unbound
from penaltykit.clause._look import history_fact
from penaltykit.clause._tree import (
    All,
    Any_,
    Compare,
    Condition,
    Fact,
    Holds,
    Interval,
    Is,
    LookBack,
    Not,
    both,
    either,
)
from penaltykit.clause._units import UNITS
from penaltykit.engine import FactType, compile_expression

GAINS = Fact(
    id="gains.amount", label="违法所得", type=FactType.MONEY, unit="yuan"
)
GOODS = Fact(
    id="goods.value", label="货值金额", type=FactType.MONEY, unit="yuan"
)
KIND = Fact(id="party.kind", label="当事人类别", type=FactType.ONE_OF)
GRAVE = Fact(id="violation.grave", label="情节严重", type=FactType.TRUTH)
NO_HARM = Fact(id="act.no_harm", label="没有造成危害后果", type=FactType.TRUTH)
UNBOUND = tuple(
    unbound(label, UNITS[unit])
    for label, unit in (
        ("建筑面积", "平方米"),
        ("人数", "人"),
        ("逾期", "日"),
        ("超标", "倍"),
        ("噪声", "分贝"),
        ("涉案烟叶", "公斤"),
        ("造成N人死亡", "人"),
        ("持续时间", "个月"),
        ("合同价款比例", "%"),
    )
)
WORDS = (
    "拒不改正",
    "造成负面社会影响",
    "主动消除或者减轻违法行为危害后果",
    "不涉及一类污染物、重金属、有毒污染物",
    "社会影响恶劣",
    "使用暴力抗拒执法",
    "未按照规定设置标志，影响周边环境",
)

figures = st.one_of(
    st.integers(0, 10**9).map(Fraction),
    st.decimals(0, 10**5, places=2, allow_nan=False).map(Fraction),
)


@st.composite
def intervals(
    draw: st.DrawFn, numbers: st.SearchStrategy[Fraction] = figures
) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    shape = draw(st.sampled_from(("low", "high", "both", "point")))
    if shape == "low":
        return Interval(low=low, low_inclusive=draw(st.booleans()))
    if shape == "high":
        return Interval(high=high, high_inclusive=draw(st.booleans()))
    if shape == "point" or low == high:
        return Interval(low=low, high=low)
    return Interval(
        low=low,
        low_inclusive=draw(st.booleans()),
        high=high,
        high_inclusive=draw(st.booleans()),
    )


compares = st.builds(
    lambda fact, interval: Compare(fact=fact, interval=interval),
    st.sampled_from((GAINS, GOODS, *UNBOUND)),
    intervals(),
)


@st.composite
def look_backs(draw: st.DrawFn) -> Compare:
    unit = draw(st.sampled_from(("years", "months", "days", None)))
    count = draw(st.integers(3, 11)) if unit else None
    said = {"years": "年", "months": "个月", "days": "日"}
    numbers = st.integers(1, 9).map(Fraction)
    look = LookBack(
        count=count,
        unit=unit,
        this_included=draw(st.booleans()),
        times=draw(intervals(numbers)),
        words=draw(st.sampled_from(("", "违法", "被查处"))),
        window=f"{count}{said[unit]}内" if unit else "",
    )
    return Compare(
        fact=history_fact(look), interval=look.times, look_back=look
    )


truths = st.one_of(
    st.sampled_from(WORDS).map(lambda words: Holds(fact=attested(words))),
    st.sampled_from((GRAVE, NO_HARM)).map(lambda fact: Holds(fact=fact)),
)
words = st.lists(
    st.sampled_from(("citizen", "legal-person", "individual-business")),
    min_size=1,
    max_size=3,
    unique=True,
).map(lambda values: Is(fact=KIND, values=tuple(values)))
leaves = st.one_of(compares, look_backs(), truths, words)


def joined(
    parts: st.SearchStrategy[Condition],
) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(
        several.map(both), several.map(either), parts.map(not_once)
    )


def not_once(part: Condition) -> Condition:
    """Nobody prints a double denial."""
    return part.part if isinstance(part, Not) else Not(part)


conditions = st.recursive(leaves, joined, max_leaves=8)


@settings(max_examples=150, deadline=None)
@given(conditions)
def test_what_is_written_is_read_back(condition: Condition) -> None:
    phrase = write_condition(condition)
    found = read_condition(phrase)
    assert found.structure == condition
    assert found.complete
    assert not found.problems
    # One phrase for one condition.
    assert write_condition(found) == phrase


@settings(max_examples=60, deadline=None)
@given(conditions)
def test_the_engine_takes_every_condition(condition: Condition) -> None:
    found = read_condition(write_condition(condition))
    assert found.condition is not None
    compiled = compile_expression(
        found.condition, found.names, expect="condition"
    )
    told = {fact.id for fact in (*found.attested, *found.unbound)}
    assert compiled.facts == told | set(found.facts)


def test_words_of_one_fact_join_however_they_are_nested() -> None:
    # An inner list is flat before the words of one fact are put together.
    citizen = Is(fact=KIND, values=("citizen",))
    longer = Is(fact=KIND, values=("citizen", "legal-person"))
    grave = Holds(fact=GRAVE)
    found = either([either([grave, citizen]), longer])
    assert found == Any_((grave, longer))
    assert read_condition(write_condition(found)).structure == found


@settings(max_examples=60, deadline=None)
@given(compares, st.sampled_from(("included", "excluded")))
def test_the_reading_of_bounds_does_not_change_what_is_meant(
    condition: Compare, word: str
) -> None:
    reading = {"from": word, "to": word}
    phrase = write_condition(condition, reading=reading)
    assert read_condition(phrase, reading=reading).structure == condition


# fmt: off
PIECES = (
    "货值金额", "5000元", "以上", "不足", "1万元", "且", "或者", "、",
    "，", "；", "（", "）", "“", "”", "两年内", "3次", "第", "三次",
    "初次", "（含本次）", "（1）", "（2）", "1、", "2、",
    "有下列情形之一的：", "除", "以外", "其他情形", "情节严重", "未",
    "没有", "违法所得", "%", "100㎡", "亩", "超过", "≤", "<", "至", "-",
    ".", "点", "万", "百分之", "半", "的", "并", "同时", "造成", "人死亡",
    "の", "ü", "🙂", "abc", "《", "》", "〇", "逾期", "日", "①", "½",
    " ", "\n", "\u3000", "\x00",
)
# fmt: on
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(texts)
@example("且")
@example("（（（（")
@example("有下列情形之一的：①")
@example("0")
def test_nothing_is_lost_and_nothing_crashes(text: str) -> None:
    found = read_condition(text)
    seen = [False] * len(text)
    for span in (*found.spans, *found.context, *found.unread):
        assert text[span.start : span.end] == span.text
        for at in range(span.start, span.end):
            seen[at] = True
    missing = [
        sign
        for sign, there in zip(text, seen, strict=True)
        if not there and sign.strip() and not invisible(sign)
    ]
    assert not missing
    assert not (found.unread and found.structures)
    found.to_dict()


def invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cn", "Cs", "Zs"}


@pytest.mark.parametrize(
    "piece",
    [
        "货值金额5000元以上不足1万元，",
        "（",
        "（1）情节严重；",
        "两年内",
        "除",
        "或者",
        "处",
        "9",
        "一",
        "“",
        "1、",
        "有下列情形之一的：",
    ],
)
def test_work_grows_with_the_length_only(piece: str) -> None:
    def calls(length: int) -> int:
        """How many functions are called: the same on every machine."""
        text = (piece * (length // len(piece) + 1))[:length]
        count = 0

        def called(_frame: object, event: str, _what: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(called)
        try:
            read_condition(text)
        finally:
            sys.setprofile(before)
        return count

    calls(500)
    # Eight times as long: a square would take sixty-four times as many.
    assert calls(16_000) < 20 * max(calls(2_000), 100)


def test_the_shipped_vocabulary_is_loaded_once() -> None:
    assert shipped() is shipped()
    assert isinstance(either([Holds(fact=GRAVE), Holds(fact=NO_HARM)]), Any_)
    assert isinstance(both([Holds(fact=GRAVE), Holds(fact=NO_HARM)]), All)
