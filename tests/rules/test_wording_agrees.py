"""A wording that says another thing than the file, or than the law.

Each variant changes the wording of a clean paper of ``fixtures/real-life``.
What it must lead to follows from the law: arts. 59(1)(3) to (6), 67(3) and
72(1)(1) of the Penalty Law, written down before the run. Others say the same
in other words and must add nothing.
"""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutating import FIXTURES, said
from penaltykit import Kit, read_case
from penaltykit.facts import FlatText
from penaltykit.facts._derive_paper import text_words_agree
from penaltykit.facts._operative import laid
from penaltykit.facts._proposing import proposes
from penaltykit.facts._rate import daily_rates
from penaltykit.facts._text import PlainText
from penaltykit.facts._whom_named import authorities, courts, signers
from penaltykit.money import words
from penaltykit.penalty import PenaltyKind
from strategies.patches import patched

AUTHORITY = "error authority-in-text-differs"
COURT = "error court-in-text-differs"
RATE = "error late-charge-rate-wrong"
TERM = "error payment-term-in-text-wrong"
AGENCY = "error agency-in-text-differs"
PROPOSES = "error decision-still-proposes"
WORDS = "error amount-words-differ"
AMOUNT = "error amount-in-text-differs"
OLD = "error old-penalty-law-articles"

# market: district bureau of Jianghai, Jiangmen; government and court of
# Jianghai on file; fined 5,000. transport: bureau of Kaiping, fined 5,000.
REVIEW = "向江门市江海区人民政府申请行政复议"
SUIT = "向江门市江海区人民法院提起行政诉讼"
DAILY = "每日按罚款数额的百分之三加处罚款"
PAY = "起十五日内，到示例银行江门分行缴纳罚款"
FOOT = "江门市江海区市场监督管理局（示例）\n（印章）\n2025年7月28日"
FINE = "罚款5000元（大写：伍仟元整）"
LEAD = "并决定处罚如下："
# the sentence in which the transport paper decides, and the one before it
LAID = "决定给予罚款人民币伍仟元整（¥5,000.00）的行政处罚。"

VARIANTS: list[tuple[str, str, str, set[str]]] = [
    # --- to whom the party may turn: art. 59(1)(5)
    ("market", REVIEW, REVIEW.replace("江海区", "蓬江区"), {AUTHORITY}),
    ("market", REVIEW, "向台山市人民政府申请行政复议", {AUTHORITY}),
    (
        "market",
        REVIEW,
        "到广东省江门市江海区人民政府（地址：示例路4号）提出行政复议申请",
        set(),
    ),
    ("market", REVIEW, "向江门市江海区政府申请行政复议", set()),
    (
        "market",
        REVIEW,
        "向江门市江海区人民政府行政复议办公室申请复议",
        set(),
    ),
    ("market", REVIEW, "向本级人民政府申请行政复议", set()),
    ("market", REVIEW, "向我区人民政府申请行政复议", set()),
    ("market", SUIT, "向台山市人民法院提起行政诉讼", {COURT}),
    ("market", SUIT, "向江门市示例铁路运输法院起诉", {COURT}),
    ("market", SUIT, "向广东省江门市江海区人民法院起诉", set()),
    ("market", SUIT, "向有管辖权的人民法院提起行政诉讼", set()),
    ("market", SUIT, "向人民法院起诉", set()),
    # the court that enforces is another matter
    (
        "market",
        "并可以依法申请人民法院强制执行",
        "并可以依法向江门市蓬江区人民法院申请强制执行",
        set(),
    ),
    # --- three per cent a day: art. 72(1)(1)
    ("market", DAILY, "每日按罚款数额的百分之五加处罚款", {RATE}),
    ("market", DAILY, "每日按罚款数额的3‰加处罚款", {RATE}),
    ("market", DAILY, "每日按罚款数额的千分之三加处罚款", {RATE}),
    ("market", DAILY, "每日按罚款数额的０．３％加处罚款", {RATE}),
    ("market", DAILY, "每日按罚款数额的3％加处罚款", set()),
    ("market", DAILY, "按日加处罚款数额百分之叁的罚款", set()),
    ("market", DAILY, "每日加处150元的罚款", set()),
    # that it may come to the whole fine is no rate
    (
        "market",
        DAILY,
        "每日按罚款数额的3%加处罚款，最高为罚款数额的100%",
        set(),
    ),
    # the late fee of a tax is no late charge (税收征收管理法 art. 32)
    (
        "market",
        DAILY + "，",
        DAILY + "。当事人所欠税款每日按万分之五另收滞纳金，",
        set(),
    ),
    # --- fifteen days to pay: art. 67(3)
    ("market", PAY, PAY.replace("十五日", "五日"), {TERM}),
    ("market", PAY, PAY.replace("十五日", "30日"), {TERM}),
    ("market", PAY, PAY.replace("十五日", "十五个工作日"), {TERM}),
    ("market", PAY, PAY.replace("十五日", "一个月"), {TERM}),
    ("market", PAY, PAY.replace("十五日", "15 日"), set()),
    ("market", PAY, PAY.replace("十五日", "１５个自然日"), set()),
    ("market", PAY, PAY + "，并在三日内交回缴款凭证", set()),
    ("transport", "起15日内缴至", "起7日内缴至", {TERM}),
    # --- who signs: art. 59(1)(6)
    ("market", FOOT, FOOT.replace("江海区", "蓬江区"), {AGENCY}),
    ("market", FOOT, "台山市市场监督管理局\n2025年7月28日", {AGENCY}),
    ("market", FOOT, FOOT.replace("（示例）", ""), set()),
    ("market", FOOT, "广东省" + FOOT, set()),
    ("market", FOOT, "（印章）\n2025年7月28日", set()),
    (
        "market",
        FOOT,
        FOOT + "\n抄送：江门市市场监督管理局\n2025年7月28日",
        set(),
    ),
    # --- still a proposal: art. 57(1)(1)
    (
        "market",
        LEAD,
        "鉴于当事人如实陈述，拟给予如下行政处罚：",
        {PROPOSES},
    ),
    ("market", LEAD, "并建议给予如下行政处罚：", {PROPOSES}),
    (
        "market",
        LEAD,
        "当事人未提出陈述、申辩，拟给予以下处罚：",
        {PROPOSES},
    ),
    ("transport", LAID, "建议给予罚款伍仟元。" + LAID, {PROPOSES}),
    ("transport", LAID, "承办人建议给予罚款伍仟元。" + LAID, set()),
    ("transport", LAID, "检察机关建议对其给予行政处罚。" + LAID, set()),
    # --- one sum in words and figures: art. 59(1)(3)
    ("market", FINE, "罚款（大写）人民币伍仟元整，￥5000.00", set()),
    ("market", FINE, "罚款（大写）人民币伍仟元整，￥5500.00", {WORDS}),
    ("market", FINE, "罚款5000元，大写伍仟伍佰元整", {WORDS}),
    ("market", FINE, "罚款人民币伍仟元零角零分（¥5000.00）", set()),
    ("market", FINE, "罚款（大写）伍仟零佰零拾零元整（￥5000.00）", set()),
    (
        "market",
        FINE,
        "罚款（大写）伍仟零佰伍拾零元整（￥5000.00）",
        {WORDS, AMOUNT},
    ),
    # --- articles as numbered before 2021-07-15
    (
        "market",
        "《中华人民共和国行政处罚法》第七十二条第一款第（一）项的规定，每日",
        "《中华人民共和国行政处罚法》第五十一条第（一）项的规定，每日",
        {OLD},
    ),
    (
        "market",
        "《中华人民共和国行政处罚法》第七十二条第一款第（一）项的规定，每日",
        "《中华人民共和国治安管理处罚法》第五十一条的规定，每日",
        set(),
    ),
]


def _added(kit: Kit, name: str, *changes: dict[str, Any]) -> set[str]:
    path = FIXTURES / "real-life" / "clean" / f"{name}.json"
    data = json.loads(path.read_bytes())
    before = said(kit.assess(read_case(json.dumps(data).encode())))
    data = patched(data, list(changes))
    return said(kit.assess(read_case(json.dumps(data).encode()))) - before


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    VARIANTS,
    ids=[f"{name}-{new[-22:]}" for name, _, new, _ in VARIANTS],
)
def test_a_wording_is_held_against_file_and_law(
    kit: Kit, name: str, old: str, new: str, expected: set[str]
):
    at = "/papers/decision/text"
    change = {"at": at, "replace": old, "with": new}
    assert _added(kit, f"wording-{name}", change) == expected


@pytest.mark.parametrize(
    ("reasons", "fixed"),
    [
        ("经集体研究决定罚款5000元。", True),
        ("2025年4月21日集体讨论，决定处以人民币伍仟元的罚款。", True),
        ("综合考虑性质和社会危害程度，处罚款5,000元。", True),
        ("栏板加高30厘米，处罚款5000元。", False),
        ("情节一般，按法定下限罚款5000元。", False),
        ("主动消除危害后果，予以减轻，罚款5000元。", False),
        ("并处" * 30 + "罚款5000元。", True),
        ("按照法定幅度3000元以上1万元以下的较低部分处罚款5000元。", False),
    ],
)
def test_the_sum_that_was_decided_is_no_reason_for_it(
    kit: Kit, reasons: str, fixed: bool
):
    at = "/violations/0/discretion/reasons"
    found = _added(kit, "wording-transport", {"at": at, "set": reasons})
    assert ("warning reason-is-boilerplate" in found) is fixed


def test_gains_before_their_name_are_read():
    text = "决定对当事人罚款5000元，没收600元违法所得。"
    found = {one.kinds[0]: one.amount for one in laid(PlainText(text))}
    assert found == {PenaltyKind.FINE: 5000, PenaltyKind.CONFISCATE_GAINS: 600}


@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        ("江门市人民政府", {"error review-authority-wrong", AUTHORITY}),
        ("本级人民政府", set()),
    ],
)
def test_the_file_may_be_the_wrong_one(
    kit: Kit, authority: str, expected: set[str]
):
    change = {"at": "/remedies/reconsideration_authority", "set": authority}
    found = _added(kit, "wording-market", change)
    assert found >= expected
    assert (AUTHORITY in found) is (AUTHORITY in expected)


# --- the pieces --------------------------------------------------------------


@given(st.integers(0, 100))
def test_a_rate_is_what_it_says(count: int):
    flat = FlatText(f"到期不缴纳的，每日按罚款数额的{count}%加处罚款。")
    assert list(daily_rates(flat)) == [count]


def test_rates_of_mille_and_of_ten_thousand():
    # 3 of 1,000 are 0.3 of 100, 5 of 10,000 are 0.05
    flat = FlatText("每日千分之三加处罚款。每天按万分之五加处罚款。")
    assert [str(rate) for rate in daily_rates(flat)] == ["0.3", "0.05"]


@given(st.integers(1, 99_999_999))
def test_our_own_words_agree_without_brackets(amount: int):
    said_so = f"罚款（大写）{words(amount)}，￥{amount}.00"
    assert text_words_agree(said_so) is True
    assert text_words_agree(said_so.replace("￥", "￥1")) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("壹仟零佰零拾零元整（大写）。 ¥：1000.00", True),
        ("零拾零万伍仟零佰零拾零元零角零分（¥5000.00）", True),
        ("伍仟零佰零拾零元伍角零分（¥5000.50）", True),
        ("没收陆佰元整、￥5000的罚款", None),  # two sums
        ("壹拾万零仟元整（100000元）", False),  # not every place
    ],
)
def test_words_of_printed_forms(text: str, expected: bool | None):
    assert text_words_agree(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年4月8日告知当事人拟给予如下行政处罚：", False),
        ("向当事人送达告知书，拟给予如下处罚：", False),
        ("经复核，执法人员建议从轻，拟给予如下处罚：", False),
        ("当事人没有陈述、申辩，拟给予如下处罚：", True),
        ("拟处罚的内容与本决定一致。", False),
        ("当事人建议从轻处罚。", False),
        ("首次违法，建议罚款5000元，决定罚款5000元。", False),
        ("拟" * 20_000, False),
        ("建议对" + "甲" * 20_000, False),
    ],
)
def test_what_still_proposes(text: str, expected: bool):
    assert proposes(text) is expected


def test_names_are_read_in_full_or_not_at_all():
    flat = FlatText(
        "可以在六十日内向江门市市场监督管理局或者开平市人民政府申请行政复议，"
        "也可以在六个月内向××市人民法院、江门市江海区人民法院起诉；"
        "逾期不向人民法院起诉的，申请台山市人民法院强制执行。"
    )
    assert list(authorities(flat)) == ["江门市市场监督管理局", "开平市"]
    assert list(courts(flat)) == ["江门市江海区"]


def test_who_signs_stands_before_a_day():
    foot = "处罚如下。\n开平市公安局\n（公 章）\n二〇二五年四月二十一日"
    assert signers(foot) == ["开平市公安局"]
    assert signers("开平市公安局 2025年4月21日（印章）") == ["开平市公安局"]
    assert signers("开平市公安局\n当事人签收：李示例\n2025年4月21日") == []
    assert signers("") == []


def test_long_and_empty_texts_are_no_trouble():
    for text in ("", "\n" * 9_999, "向" * 20_000, "每日" * 20_000 + "加处"):
        flat = FlatText(text)
        assert list(authorities(flat)) == []
        assert list(courts(flat)) == []
        assert list(daily_rates(flat)) == []
        assert signers(text) == []
