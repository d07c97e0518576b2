"""One thing said in the many ways in which papers say it.

Each variant changes the wording of a paper of ``fixtures/real-life/clean``.
Half of them say the same as before and add nothing; the others print another
sum, day, term, name or authority. What each must lead to was written down
before the first run.
"""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutating import FIXTURES, said
from penaltykit import Kit, read_case
from penaltykit.facts._operative import laid
from penaltykit.facts._text import PlainText
from penaltykit.money import words as in_words
from strategies.patches import patched

Change = dict[str, Any]

DECISION = "/papers/decision/text"
NOTICE = "/papers/prior-notice/text"
SPOT = "/papers/0/text"
AMOUNT = "error amount-in-text-differs"
WORDS = "error amount-words-differ"
DATE = "warning paper-date-differs"
TERM = "error remedy-term-in-text-wrong"
KINDS = "error paper-penalties-differ"
BASIS = "error decision-cites-otherwise"
UNTOLD = "error basis-not-told"
NAME = "error party-named-differently"

# market: fined 5,000 on 2025-07-28; transport: 5,000 on 2025-04-21; ecology:
# 35,000 on 2026-04-28; on the spot: 1,000 on 2025-04-10; police: three days;
# notice of hearing: 30 of 100 tins sold at 200, so 6,000 gained of 20,000.
FINE = "罚款5000元（大写：伍仟元整）"
LIST = f"如下：\n一、警告；\n二、没收无标签糖果15袋；\n三、{FINE}。"
ITEMS = "第一百二十五条第一款第（二）项、第一百二十六条第一款第（三）项"
FOOT = "（印章）\n2025年7月28日"
ECO_FINE = "罚款3.5万元（大写：叁万伍仟元整）"
ROAD_FINE = "罚款人民币伍仟元整（¥5,000.00）"
REVIEW = "可在接到本处罚决定书之日起六十日内向江门市人民政府申请行政复议，也"
SUIT = (
    "；也可以在收到本行政处罚决定书之日起六个月内，依法向江门市江海区"
    "人民法院提起行政诉讼"
)

VARIANTS: list[tuple[str, str, str, str, set[str]]] = [
    # --- the sum in the operative part
    ("market", DECISION, FINE, "罚款0.5万元（大写：伍仟元整）", set()),
    ("market", DECISION, FINE, "罚款5万元（大写：伍万元整）", {AMOUNT}),
    ("market", DECISION, FINE, "罚款人民币5,000元整", set()),
    ("market", DECISION, FINE, "罚款人民币50,000元整", {AMOUNT}),
    ("market", DECISION, FINE, "处5000元的罚款", set()),
    ("market", DECISION, FINE, "处6000元的罚款", {AMOUNT}),
    ("market", DECISION, FINE, "罚款5千元", set()),
    ("market", DECISION, FINE, "罚款6千元", {AMOUNT}),
    ("market", DECISION, FINE, "罚款（人民币）伍仟圆整", set()),
    ("market", DECISION, FINE, "罚款（大写）陆仟圆整", {AMOUNT}),
    ("market", DECISION, FINE, "罚款5000元（伍仟零伍拾元整）", {WORDS}),
    ("market", DECISION, "行缴纳罚款。", "行缴纳罚款5000元。", set()),
    (
        "market",
        DECISION,
        "收到本行政处罚决定书之日起十五日内，到示例银行江门分行缴纳罚款。",
        (
            "收到本行政处罚决定书之日起十五日内，到示例银行江门分行缴纳罚款"
            "50000元。"
        ),
        {AMOUNT},
    ),
    (
        "market",
        DECISION,
        LIST,
        "如下：1.警告；2.没收无标签糖果15袋；3.罚款6000元。",
        {AMOUNT},
    ),
    (
        "market",
        DECISION,
        LIST,
        "如下：1.警告；2.没收无标签糖果15袋；3.罚款5000元。",
        set(),
    ),
    ("ecology", DECISION, ECO_FINE, "罚款3.5万元（叁万伍仟元整）", set()),
    ("ecology", DECISION, ECO_FINE, "罚款叁万伍仟元（3.6万元）", {WORDS}),
    (
        "ecology",
        DECISION,
        ECO_FINE,
        "罚款35万元（大写：叁拾伍万元整）",
        {AMOUNT},
    ),
    ("on-the-spot", SPOT, "罚款壹仟元（1000元）", "罚款1000元", set()),
    (
        "on-the-spot",
        SPOT,
        "罚款壹仟元（1000元）",
        "1500元罚款",
        {AMOUNT},
    ),
    (
        "transport",
        DECISION,
        ROAD_FINE,
        "罚款人民币伍仟元整（¥50,000.00）",
        {WORDS},
    ),
    (
        "transport",
        DECISION,
        ROAD_FINE,
        "罚款人民币伍万元整（¥50,000.00）",
        {AMOUNT},
    ),
    (
        "market",
        DECISION,
        "三、罚款5000元（大写：伍仟元整）。",
        "三、罚款5000元（大写：伍仟元整）。以上罚没款合计6000元。",
        {AMOUNT},
    ),
    (
        "market",
        DECISION,
        "三、罚款5000元（大写：伍仟元整）。",
        "三、从轻处以货值金额十倍以上的罚款，即人民币5500元。",
        {AMOUNT},
    ),
    # what the law, the benchmark and other cases come to is not laid here
    (
        "market",
        DECISION,
        "决定处罚如下：",
        "参照裁量基准应处以罚款20000元，鉴于初犯，决定处罚如下：",
        set(),
    ),
    (
        "market",
        DECISION,
        "鉴于当事人",
        (
            "当事人2023年被本局处以罚款3000元，已经缴纳。供货商另案处以罚款"
            "8000元。鉴于当事人"
        ),
        set(),
    ),
    (
        "market",
        DECISION,
        "每日按罚款数额的百分之三加处罚款",
        "自决定书载明之日起每日加处150元的罚款",
        set(),
    ),
    (
        "market",
        DECISION,
        "鉴于当事人",
        "依据该条，货值不足一万元的，处以五千元以上五万元以下罚款。鉴于当事人",
        set(),
    ),
    (
        "police",
        DECISION,
        "行政拘留三日的处罚。",
        "行政拘留三日的处罚，先行拘留一日，折抵行政拘留一日。",
        set(),
    ),
    (
        "police",
        DECISION,
        "行政拘留三日的处罚。",
        "行政拘留三日、罚款500元的处罚。",
        {KINDS},
    ),
    # --- kinds
    ("market", DECISION, "一、警告；", "一、吊销许可证；", {KINDS}),
    ("market", DECISION, "一、警告；\n二、", "", {KINDS}),
    ("market", DECISION, "二、没收", "二、没收违法所得300元和", {KINDS}),
    (
        "market",
        DECISION,
        "三、罚款5000元",
        "三、罚款5000元，逾期不改正的，将责令停产停业；四、罚款共5000元",
        set(),
    ),
    (
        "on-the-spot",
        SPOT,
        "作出罚款壹仟元（1000元）的",
        "作出警告的",
        {KINDS, "error missing-fine-amount"},
    ),
    # --- the sum that a notice proposes
    ("transport", NOTICE, "拟作出罚款5000元", "拟作出罚款50000元", {AMOUNT}),
    ("transport", NOTICE, "拟作出罚款5000元", "拟给予5000元罚款", set()),
    (
        "notice-of-hearing",
        NOTICE,
        "罚款200000元（大写：贰拾万元整）",
        "罚款20万元（大写：贰拾万元整）",
        set(),
    ),
    (
        "notice-of-hearing",
        NOTICE,
        "罚款200000元（大写：贰拾万元整）",
        "罚款210000元（大写：贰拾壹万元整）",
        {AMOUNT},
    ),
    (
        "notice-of-hearing",
        NOTICE,
        "1.没收违法所得6000元",
        "1.没收违法所得600元",
        {AMOUNT},
    ),
    (
        "notice-of-hearing",
        NOTICE,
        "货值金额共计20000元",
        "货值金额共计21000元",  # 100 tins at 200
        {"error paper-arithmetic-wrong"},
    ),
    # --- the provision in the wording
    ("ecology", DECISION, "第（三）项、第二款", "第（一）项、第二款", {BASIS}),
    ("ecology", DECISION, "第（三）项、第二款", "第三项和第二款", set()),
    (
        "ecology",
        DECISION,
        "第八十五条第一款第（三）项、第二款",
        "第85条第1款第3项、第2款",
        set(),
    ),
    ("market", DECISION, ITEMS, "第一百二十五条第一款第（二）项", {BASIS}),
    ("market", DECISION, ITEMS, "第一百二十五条、第一百二十六条", set()),
    ("police", DECISION, "第六十三条第（二）项", "第六十三条第一项", {BASIS}),
    ("on-the-spot", SPOT, "第六十九条第一款", "第六十九条第二款", {BASIS}),
    ("transport", NOTICE, "第六十九条第二款", "第六十九条第一款", {UNTOLD}),
    (
        "notice-of-hearing",
        NOTICE,
        "第一百二十四条第一款第（五）项",
        "第一百二十四条第一款第（五）、（六）项",
        set(),
    ),
    # --- days of detention
    ("police", DECISION, "行政拘留三日", "行政拘留3日", set()),
    ("police", DECISION, "行政拘留三日", "三日行政拘留", set()),
    ("police", DECISION, "行政拘留三日", "十日行政拘留", {AMOUNT}),
    # --- the day at the foot
    ("market", DECISION, FOOT, "（印章）\n2025年7月29日", {DATE}),
    ("market", DECISION, FOOT, "（印章）\n2025-07-28", set()),
    ("market", DECISION, FOOT, "（印章）\n2025-07-27", {DATE}),
    ("market", DECISION, FOOT, "（印章）\n二〇二五年七月二十七日", {DATE}),
    ("market", DECISION, FOOT, "（印章）\n二零二五年七月二十八日", set()),
    ("market", DECISION, FOOT, "（印章）\n二O二五年七月二十八日", set()),
    (
        "ecology",
        DECISION,
        "（盖章）\n2026年4月28日",
        "（盖章）2026年4月29日",
        {DATE},
    ),
    (
        "on-the-spot",
        SPOT,
        "当事人签收：李示例",
        "当事人签收：李示例\n2025年4月11日",
        set(),
    ),
    (
        "ecology",
        DECISION,
        "2026年4月28日\n",
        "2026年4月28日\n受送达人：李示例\n2026年4月30日\n",
        set(),
    ),
    (
        "transport",
        DECISION,
        "2025年4月21日\n",
        "2025年4月21日\n抄送：江门市交通运输局（示例）2025年4月25日印发\n",
        set(),
    ),
    (
        "transport",
        DECISION,
        "（印章）\n2025年4月21日",
        "2025年4月20日（印章）",
        {DATE},
    ),
    # --- remedies
    ("market", DECISION, "六个月内，依法向", "6个月内，依法向", set()),
    ("market", DECISION, "六个月内，依法向", "一年内，依法向", {TERM}),
    (
        "market",
        DECISION,
        "，向江门市江海区人民政府申请行政复议",
        "，依法申请行政复议",
        {"error missing-reconsideration-way"},
    ),
    (
        "ecology",
        DECISION,
        REVIEW,
        "",
        {
            "error missing-reconsideration-way",
            "error missing-reconsideration-term",
        },
    ),
    (
        "market",
        DECISION,
        SUIT,
        "",
        {"error missing-litigation-way", "error missing-litigation-term"},
    ),
    ("on-the-spot", SPOT, "起60日内向开平", "起30日内向开平", {TERM}),
    (
        "market",
        DECISION,
        "，向江门市江海区人民政府申请行政复议",
        (
            "，向本级人民政府（江门市江海区人民政府；窗口：示例路4号）提出行政"
            "复议申请"
        ),
        set(),
    ),
    (
        "market",
        DECISION,
        SUIT,
        (
            "；也可以自收到决定书之日起六个月内提起行政诉讼，管辖法院为江门市"
            "江海区人民法院"
        ),
        set(),
    ),
    # six months of something else, and the court that enforces
    (
        "market",
        DECISION,
        SUIT,
        "。处罚信息公示六个月，逾期不履行的申请人民法院强制执行",
        {"error missing-litigation-way", "error missing-litigation-term"},
    ),
    # --- names
    (
        "market",
        DECISION,
        "执法人员：蒋样本、蔡演示",
        "主办人（签名）：蒋样本　协办人（签名）：蔡演示",
        set(),
    ),
    (
        "transport",
        DECISION,
        "执法人员：蒋样本、蔡演示",
        "执法人员：（签名）",
        {"warning missing-officers"},
    ),
    ("market", DECISION, "经营者）：李示例", "经营者）：王示例", {NAME}),
]

BRACKETS = [
    ("江海区示例小食店（经营者孙虚构）", set()),
    ("江海区示例小食店（业主：孙试例）", {NAME}),
    ("江海区示例小食店（经营者：孙某某）", set()),
]


def _added(kit: Kit, name: str, *changes: Change) -> set[str]:
    path = FIXTURES / "real-life" / "clean" / f"{name}.json"
    data = patched(json.loads(path.read_bytes()), list(changes))
    case = read_case(json.dumps(data).encode(), format="json")
    return said(kit.assess(case))


@pytest.mark.parametrize(
    ("name", "at", "old", "new", "expected"),
    VARIANTS,
    ids=[f"{name}-{new[:24]}" for name, _, _, new, _ in VARIANTS],
)
def test_a_wording_leads_to_what_it_says(
    kit: Kit, name: str, at: str, old: str, new: str, expected: set[str]
):
    change = {"at": at, "replace": old, "with": new}
    assert _added(kit, f"wording-{name}", change) == expected


@pytest.mark.parametrize(("printed", "expected"), BRACKETS)
def test_who_runs_the_business_is_the_one_on_file(
    kit: Kit, printed: str, expected: set[str]
):
    change = {"at": "/papers/decision/parties/0", "set": printed}
    assert _added(kit, "operator-in-brackets", change) == expected


def test_each_decision_is_held_against_its_own_day_and_provisions(kit: Kit):
    # The second was decided on 2025-05-23; it prints item 2 of art. 105.
    late = {"at": "/papers/3/date", "set": "2025-05-21"}
    item = {"at": "/papers/3/provisions/1/item", "set": 1}
    assert _added(kit, "two-decisions", late) == {DATE}
    assert _added(kit, "two-decisions", item) == {
        "error decision-cites-otherwise"
    }


def test_a_change_may_print_only_what_it_changes(kit: Kit):
    alone = {"at": "/papers/change/penalties/0", "remove": True}
    more = {"at": "/papers/change/penalties", "add": {"kind": "warning"}}
    assert _added(kit, "changed", alone) == set()
    assert _added(kit, "changed", more) == {"error paper-penalties-differ"}


@pytest.mark.parametrize(
    ("company", "manager", "right"),
    [
        ("20000元", "3000元", True),
        ("2万元", "叁仟元", True),
        ("3000元", "20000元", False),  # each is held against its own
        ("20000元", "23000元", False),
    ],
)
def test_of_two_parties_each_bears_its_own_sum(
    kit: Kit, company: str, manager: str, right: bool
):
    text = (
        "本局决定：\n1.对台山市示例塑料有限公司处罚款"
        f"{company}；\n2.对冯虚构处罚款{manager}。\n"
    )
    change = {"at": "/papers/decision/text", "set": text}
    assert (AMOUNT not in _added(kit, "two-parties", change)) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("将原处罚决定的罚款8000元变更为罚款5000元。", True),
        ("将原处罚决定的罚款8000元变更为罚款6000元。", False),
    ],
)
def test_of_a_change_what_it_puts_in_its_place_counts(
    kit: Kit, text: str, right: bool
):
    change = {"at": "/papers/change/text", "set": text}
    assert (AMOUNT not in _added(kit, "changed", change)) is right


FORMS = (
    "决定罚款{plain}元",
    "决定给予罚款人民币{commas}元整的行政处罚",
    "决定处以{plain}元的罚款",
    "决定罚款{wan}万元",
    "决定罚款{words}",
    "决定罚款（大写）{words}",
    "作出以下处罚：\n一、警告；\n二、罚款{plain}元。",
    "决定如下：1.警告；2.罚款{words}。",
)


@given(
    fens=st.integers(min_value=100, max_value=10**11),
    form=st.sampled_from(FORMS),
)
def test_a_sum_is_read_in_every_form_in_which_it_is_printed(
    fens: int, form: str
):
    amount = Decimal(fens) / 100
    text = form.format(
        plain=f"{amount:.2f}",
        commas=f"{amount:,.2f}",
        wan=f"{amount / 10_000:.6f}",
        words=in_words(amount),
    )
    assert [one.amount for one in laid(PlainText(text))] == [amount]
