"""Pairs of phrases that the second blind sets showed to be near each other.

What each says was written down from its words: a second sentence with a
conduct of its own, terms of a ban and of a lost 资格, things beside money,
orders beside orders, and conditions that 或 joins.
"""

from types import ModuleType
from typing import Any

import pytest

from penaltykit.clause import (
    read_condition,
    read_penalties,
    write_penalties,
)

CORRECT: dict[str, Any] = {"kind": "order-correct"}
CHOICE: dict[str, Any] = {"group": "a", "obligation": "alternative"}


def fine(sum_: int, **more: Any) -> dict[str, Any]:
    """A fixed sum, in yuan."""
    bounds = {"from": str(sum_), "to": str(sum_)}
    return {"kind": "fine", "unit": "yuan", **bounds, **more}


def lost(kind: str, what: str, low: str, high: str) -> dict[str, Any]:
    """A ban or a loss from ``low`` to ``high`` years."""
    bounds = {"from": low, "to": high}
    return {"kind": kind, "object": what, "unit": "years", **bounds}


def order(words: str, **more: Any) -> dict[str, Any]:
    return {"kind": "other-order", "object": words, **more}


FIRST = "责令改正，处1万元罚款。"
SECOND: list[tuple[str, list[dict[str, Any]]]] = [
    ("擅自设立银行的，处5万元罚款", [fine(50000, situation="擅自设立银行")]),
    ("非法设立场所的，予以取缔", [order("取缔", situation="非法设立场所")]),
    ("违反前款规定的，处5万元罚款", [fine(50000, situation="违反前款规定")]),
    (
        "违反第十条规定，未报告的，处5万元罚款",
        [fine(50000, situation="违反第十条规定，未报告")],
    ),
    (
        "擅自设立银行的，处5万元罚款；情节严重的，处9万元罚款",
        [
            fine(50000, situation="擅自设立银行"),
            fine(90000, situation="擅自设立银行；情节严重"),
        ],
    ),
    (
        "尚可改正的，处5万元罚款；无法改正的，处9万元罚款",
        [
            fine(50000, situation="尚可改正"),
            fine(90000, situation="无法改正"),
        ],
    ),
    ("违反本法规定的，处5万元罚款", [fine(50000)]),
    (
        "情节严重的，处9万元罚款",
        [fine(90000, situation="情节严重")],
    ),
    ("给他人造成损失的，依法承担赔偿责任", []),
]
SURE: list[tuple[str, list[dict[str, Any]]]] = [
    # How long a ban lasts, wherever it stands.
    (
        "禁止其在五年内从事出口活动",
        [lost("restrict-occupation", "出口活动", "5", "5")],
    ),
    (
        "禁止其自决定之日起五年内从事出口活动",
        [lost("restrict-occupation", "出口活动", "5", "5")],
    ),
    (
        "取消其1年至2年内参加项目的投标资格",
        [lost("revoke-permit", "参加项目的投标资格", "1", "2")],
    ),
    (
        "取消其二年内参加投标的资格",
        [lost("revoke-permit", "参加投标的资格", "2", "2")],
    ),
    (
        "给予停止执业六个月以上一年以下的处罚",
        [
            {
                "kind": "restrict-occupation",
                "object": "停止执业",
                "from": "6",
                "to": "12",
                "unit": "months",
            }
        ],
    ),
    (
        "予以停止招生的处罚",
        [{"kind": "suspend-business", "object": "停止招生"}],
    ),
    # A thing and money.
    (
        "没收产品和违法销售收入",
        [
            {"kind": "confiscate-goods", "object": "产品"},
            {"kind": "confiscate-gains", "object": "违法销售收入"},
        ],
    ),
    (
        "没收违法销售收入",
        [{"kind": "confiscate-gains", "object": "违法销售收入"}],
    ),
    # Orders beside orders.
    (
        "责令停止违法行为、恢复原状或者限期拆除",
        [
            {"kind": "order-stop", "object": "违法行为", **CHOICE},
            order("恢复原状", **CHOICE),
            order("限期拆除", **CHOICE),
        ],
    ),
    (
        "责令退还超额部分或者核减贷款额度",
        [order("退还超额部分", **CHOICE), order("核减贷款额度", **CHOICE)],
    ),
    # Whom, and on what.
    (
        "对有第三十六条规定违法行为的单位处1万元罚款",
        [
            fine(
                10000,
                subject="organisation",
                who="有第三十六条规定违法行为的单位",
            )
        ],
    ),
    (
        "若仍未停止办学的，处1万元罚款",
        [fine(10000, situation="仍未停止办学")],
    ),
    (
        "日取地表水100m3或地下水50m3以下的，处1万元罚款",
        [fine(10000, situation="日取地表水100m3或地下水50m3以下")],
    ),
    (
        "经警告后，在期限内改正的不予罚款",
        [{"kind": "no-penalty", "situation": "经警告后，在期限内改正"}],
    ),
]


def judged(text: str, entries: list[dict[str, Any]], script: Any) -> None:
    reading = read_penalties(text)
    assert reading.complete
    mine = [script.entry_of(one.to_dict()) for one in reading.penalties]
    assert script.differences(mine, entries) == []
    again = read_penalties(write_penalties(reading.penalties))
    assert list(again.penalties) == list(reading.penalties)


@pytest.mark.parametrize(("text", "entries"), SECOND)
def test_a_second_sentence_keeps_what_it_hangs_on(
    text: str, entries: list[dict[str, Any]], script: ModuleType
) -> None:
    judged(f"{FIRST}{text}。", [CORRECT, fine(10000), *entries], script)


@pytest.mark.parametrize(("text", "entries"), SURE)
def test_it_says_this(
    text: str, entries: list[dict[str, Any]], script: ModuleType
) -> None:
    judged(text, entries, script)


@pytest.mark.parametrize(
    "text",
    [
        "没收检验费用和检测费用",
        "没收产品和违法处5元收入",
        "禁止在五年内从事有关活动",
    ],
)
def test_it_is_told_as_unread(text: str) -> None:
    reading = read_penalties(text)
    assert [span.text for span in reading.unread] == [text]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("拒不改正或二次以上违法的", "〈拒不改正〉 or 〈N次违法〉 >= 2"),
        ("个人赌资在人民币100元以上的", "〈个人赌资〉 >= 100"),
        ("个人赌资合计在人民币100元以上的", "〈个人赌资〉 >= 100"),
    ],
)
def test_a_condition_says_this(text: str, meant: str) -> None:
    reading = read_condition(text)
    told = reading.condition or ""
    for fact in (*reading.attested, *reading.unbound):
        told = told.replace(fact.id, f"〈{fact.label}〉")
    assert told == meant
