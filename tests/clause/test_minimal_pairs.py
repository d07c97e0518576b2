"""Pairs of texts that differ by a word, and mean another thing.

What each says was worked out from the words. The one of a pair must not be
read as the other: what cannot be told apart stays unread, or has both
readings.
"""

from types import ModuleType
from typing import Any

import pytest

from penaltykit.clause import read_condition, read_penalties

GAINS: dict[str, Any] = {"kind": "confiscate-gains"}
CORRECT: dict[str, Any] = {"kind": "order-correct"}
WARNING: dict[str, Any] = {"kind": "warning"}


def fine(low: int | None, high: int | None, **more: Any) -> dict[str, Any]:
    """A fine in yuan."""
    return {
        "kind": "fine",
        "unit": "yuan",
        "from": None if low is None else str(low),
        "to": None if high is None else str(high),
        **more,
    }


def times(
    low: str | None, high: str, base: str, **more: Any
) -> dict[str, Any]:
    """A fine in times of something."""
    return {
        "kind": "fine",
        "unit": "times",
        "from": low,
        "to": high,
        "base": base,
        **more,
    }


CHOICE: dict[str, Any] = {"group": "a", "obligation": "alternative"}
SURE: list[tuple[str, list[dict[str, Any]]]] = [
    # 或者 of two agencies, and of two penalties.
    (
        "没收违法所得，由公安机关或者有关主管部门处1万元罚款",
        [GAINS, fine(10000, 10000)],
    ),
    (
        "没收违法所得，或者由公安机关处1万元罚款",
        [{**GAINS, **CHOICE}, fine(10000, 10000, **CHOICE)],
    ),
    (
        "限制业务活动或者由原发证机关吊销许可证",
        [
            {"kind": "restrict-business", "object": "限制业务活动", **CHOICE},
            {"kind": "revoke-permit", "object": "许可证", **CHOICE},
        ],
    ),
    # A cap of a share, and the other bound of a sum.
    (
        "处货值3倍以下罚款，最高不超过3万元",
        [times(None, "3", "货值", cap="30000")],
    ),
    ("处5000元以上罚款，但最高不超过3万元", [fine(5000, 30000)]),
    ("处1万元以上，不足3万元罚款", [fine(10000, 30000, to_inclusive=False)]),
    ("处最高3万元罚款", [fine(None, 30000)]),
    # What holds for one, and what for both.
    (
        "对单位和负责人各处1万元罚款",
        [fine(10000, 10000, who="单位和负责人")],
    ),
    (
        "对负责人处1万元罚款",
        [
            fine(
                10000,
                10000,
                who="负责人",
                subject="responsible-person",
            )
        ],
    ),
    (
        "个人赌资1000元以上的，处500元以下罚款",
        [fine(None, 500, situation="个人赌资1000元以上")],
    ),
    # A choice with the warning before it, and none.
    (
        "给予警告，单处或者并处1000元以下罚款",
        [
            {**WARNING, "obligation": "may", "group": "a"},
            fine(None, 1000, obligation="may", group="a"),
        ],
    ),
    ("给予警告，并处1000元以下罚款", [WARNING, fine(None, 1000)]),
    # Conditions: joined, nested, side by side, without 的.
    (
        "责令改正；逾期不改正的，或者造成后果的，处1万元罚款",
        [CORRECT, fine(10000, 10000, situation="逾期不改正，或者造成后果")],
    ),
    (
        (
            "责令改正；对经营性的，有违法所得的，处违法所得3倍罚款，"
            "没有违法所得的，处1万元罚款"
        ),
        [
            CORRECT,
            times("3", "3", "违法所得", situation="经营性；有违法所得"),
            fine(10000, 10000, situation="经营性；没有违法所得"),
        ],
    ),
    (
        "货值1万元以上不足5万元，处2万元罚款；5万元以上，处5万元罚款",
        [
            fine(20000, 20000, situation="货值1万元以上不足5万元"),
            fine(50000, 50000, situation="5万元以上"),
        ],
    ),
    (
        "5000元以上1万元以下，并处警告",
        [fine(5000, 10000), WARNING],
    ),
    (
        "责令限期改正，逾期不改正，处1万元罚款",
        [CORRECT, fine(10000, 10000, situation="逾期不改正")],
    ),
    (
        "违法所得1万元以下的：处1万元罚款；违法所得1万元以上的：处2万元罚款",
        [
            fine(10000, 10000, situation="违法所得1万元以下"),
            fine(20000, 20000, situation="违法所得1万元以上"),
        ],
    ),
    (
        "处1万元罚款；违反第二款规定的，处2万元罚款",
        [
            fine(10000, 10000),
            fine(20000, 20000, situation="违反第二款规定"),
        ],
    ),
    (
        "处1万元以上3万元以下罚款，但是货值不足1万元的，处5000元罚款",
        [
            fine(10000, 30000),
            fine(5000, 5000, situation="货值不足1万元"),
        ],
    ),
    ("若情节严重的，处5万元罚款", [fine(50000, 50000, situation="情节严重")]),
    ("从重处罚的，处5万元罚款", [fine(50000, 50000, situation="从重处罚")]),
    # What is beside the penalty, and what is taken.
    ("除依法承担赔偿责任外，处1万元罚款", [fine(10000, 10000)]),
    (
        "没收违法所得或卷烟",
        [
            {**GAINS, **CHOICE},
            {"kind": "confiscate-goods", "object": "卷烟", **CHOICE},
        ],
    ),
    (
        "没收违法所得及其他非法财物",
        [GAINS, {"kind": "confiscate-goods", "object": "其他非法财物"}],
    ),
    (
        "超过的部分每平方米处200元罚款",
        [
            {
                "kind": "fine",
                "unit": "yuan-per-平方米",
                "from": "200",
                "to": "200",
                "base": "超过的部分",
            }
        ],
    ),
    ("责令改正（限期30日）", [CORRECT]),
    # A thing that is taken, things that are counted, and who is fined.
    (
        "对违法物品予以没收，并处1万元罚款",
        [
            {"kind": "confiscate-goods", "object": "违法物品"},
            fine(10000, 10000),
        ],
    ),
    (
        "对每辆车处500元罚款",
        [
            {
                "kind": "fine",
                "unit": "yuan-per-辆",
                "from": "500",
                "to": "500",
            }
        ],
    ),
    (
        "对违反第十条规定的单位处1万元罚款",
        [fine(10000, 10000, who="违反第十条规定的单位")],
    ),
    (
        "处销售额10%罚款，且不少于1万元不超过5万元",
        [
            {
                "kind": "fine",
                "unit": "percent",
                "from": "10",
                "to": "10",
                "base": "销售额",
                "floor": "10000",
                "cap": "50000",
            }
        ],
    ),
    # How, and nothing that is imposed.
    ("责令停产停业的，应当告知当事人有要求听证的权利", []),
]

UNREAD: list[tuple[str, str]] = [
    ("除情节轻微外，处1万元罚款", "除情节轻微外"),
    (
        "可以吊销营业执照，但公司依法办理歇业的除外",
        "可以吊销营业执照，但公司依法办理歇业的除外",
    ),
    ("处3万元罚款，最高不超过5万元", "最高不超过5万元"),
    (
        "处货值3倍以下罚款，没收违法所得，罚款最高不超过3万元",
        "罚款最高不超过3万元",
    ),
    (
        "处3万元以下、货值3倍以下的罚款",
        "处3万元以下、货值3倍以下的罚款",
    ),
    ("处10-5万元罚款", "处10-5万元罚款"),
    ("处2万元罚款，其中：对单位处1.5万元，对个人处5000元", "其中"),
    ("每处500元", "每处500元"),
    (
        "没收违法所得（违法所得无法计算的除外）",
        "没收违法所得（违法所得无法计算的除外）",
    ),
    ("处5万元以上罚款，10万元以下罚款", "10万元以下罚款"),
    ("拒不改正的，制止违法行为，处1万元罚款", "制止违法行为"),
    (
        "(三)不能退还的所得由检查机构予以没收",
        "不能退还的所得由检查机构予以没收",
    ),
]

CONDITIONS: list[tuple[str, str]] = [
    ("3人及3人以上", "〈人数〉 >= 3"),
    ("3人和5人以上", "〈人数〉 = 3 and 〈人数〉 >= 5"),
    ("有违法所得但不足1万元", "gains.amount > 0 and gains.amount < 10000"),
    ("有违法所得，但不足1万元", "gains.amount > 0 and gains.amount < 10000"),
    ("违法行为首次被查处", "〈违法行为被查处次数（含本次）〉 = 1"),
]


@pytest.mark.parametrize(("text", "entries"), SURE)
def test_it_says_this(
    text: str, entries: list[dict[str, Any]], script: ModuleType
) -> None:
    reading = read_penalties(text)
    assert reading.complete
    mine = [script.entry_of(one.to_dict()) for one in reading.penalties]
    assert script.differences(mine, entries) == []


@pytest.mark.parametrize(("text", "words"), UNREAD)
def test_it_is_told_as_unread(text: str, words: str) -> None:
    assert words in [span.text for span in read_penalties(text).unread]


def test_a_cap_behind_two_addressees_may_be_of_both() -> None:
    reading = read_penalties(
        "对单位处货值2倍罚款，对个人处货值1倍罚款，最高不超过3万元"
    )
    caps = [[one.cap for one in way] for way in reading.readings]
    assert caps == [[None, 30000], [30000, 30000]]


@pytest.mark.parametrize(("text", "meant"), CONDITIONS)
def test_a_condition_says_this(text: str, meant: str) -> None:
    reading = read_condition(text)
    told = reading.condition or ""
    for fact in (*reading.attested, *reading.unbound):
        told = told.replace(fact.id, f"〈{fact.label}〉")
    assert told == meant


@pytest.mark.parametrize("text", ["排放量100吨/日以上", "pH值在5-6之间"])
def test_a_bound_is_no_label(text: str) -> None:
    assert not read_condition(text).complete
