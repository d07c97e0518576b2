"""Papers whose wording is recorded, in place of a list of their parts."""

from collections.abc import Callable
from typing import Any

import pytest

Data = dict[str, Any]
Assess = Callable[..., Any]

DECISION = """\
江环罚〔2024〕示03B号
当事人：王虚构，公民身份号码略，住址：江门市新会区示例镇虚构村6号。
2024年5月13日，经查明，当事人在示例水库清洗装贮过有毒污染物的车辆。
以上事实有现场检查笔录、照片等证据证实。
2024年6月14日本机关告知当事人拟作出的处罚及陈述、申辩和要求听证的权利。当事人提出的意见，经复核不予采纳。
上述行为违反《水污染防治法》第三十三条第二款的规定。依据该法第八十五条，
参照广东省裁量标准，结合本案情节，本机关决定：罚款35000元（大写：叁万伍仟元整）。
限自收到本决定书之日起十五日内到示例银行缴纳罚款，逾期每日按百分之三加处罚款。
不服本决定的，可以在六十日内向江门市人民政府申请行政复议，
也可以在六个月内向江门市示例区人民法院起诉。
本处罚将在本机关网站公示，可以依法申请信用修复。
执法人员：陈样本、黄演示。
江门市生态环境局（示例）（印章）
2024年6月27日
"""


def _worded(text: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        (paper,) = [p for p in data["papers"] if p["kind"] == "decision"]
        paper.clear()
        paper.update(kind="decision", text=text, sealed=True)
        for event in data["events"]:
            event.pop("paper", None)  # its number now stands in the text

    return change


def _missing(assessment: Any) -> set[str]:
    return {
        finding.code
        for finding in assessment.findings
        if finding.severity.value in ("error", "undetermined", "warning")
    }


def test_a_whole_decision_lacks_nothing(assess: Assess):
    assert _missing(assess("03b", _worded(DECISION))) == set()


@pytest.mark.parametrize(
    ("cut", "code"),
    [
        ("以上事实有现场检查笔录、照片等证据证实。", "missing-evidence"),
        ("申请行政复议", "missing-reconsideration-way"),
        ("六十日", "missing-reconsideration-term"),
        ("六个月", "missing-litigation-term"),
        ("十五日", "missing-performance-term"),
        ("，住址：江门市新会区示例镇虚构村6号", "missing-party-address"),
        ("江环罚〔2024〕示03B号", "missing-number"),
    ],
)
def test_what_is_cut_out_is_missing(assess: Assess, cut: str, code: str):
    assert cut in DECISION
    found = _missing(assess("03b", _worded(DECISION.replace(cut, ""))))
    assert found == {code}


def test_words_and_figures_of_the_text_are_compared(assess: Assess):
    text = DECISION.replace("叁万伍仟", "叁万肆仟")
    assert _missing(assess("03b", _worded(text))) == {"amount-words-differ"}


def test_a_proposal_in_the_operative_part_is_found(assess: Assess):
    text = DECISION.replace("本机关决定：罚款", "本机关拟作出罚款")
    found = _missing(assess("03b", _worded(text)))
    assert found == {"decision-still-proposes"}


def test_articles_as_numbered_before_2021_are_found(assess: Assess):
    text = (
        DECISION + "依照《行政处罚法》第五十一条，到期不缴纳罚款的加处罚款。"
    )
    found = _missing(assess("03b", _worded(text)))
    assert found == {"old-penalty-law-articles"}


SPOT = """\
鹤消当罚〔2024〕示05号
当事人：孙虚构，住址：鹤山市沙坪街道示例小区3栋。
2024年8月14日，经查明，当事人的汽车占用消防车通道。地点：示例小区3栋北侧。
依据《消防法》第六十条第二款，本机关参照裁量标准，当场决定：罚款200元。
限自收到本决定书之日起十五日内到示例银行缴纳。
{remedies}
本处罚不公开。
执法人员（签名）：蒋样本、蔡演示。鹤山市消防救援大队（示例）（印章）
"""
FIRST = (
    "不服本决定的，应当先向鹤山市人民政府申请行政复议，期限六十日；"
    "不能直接起诉。对复议决定仍不服的，"
    "可以自收到复议决定书之日起十五日内向江门市示例区人民法院起诉。"
)


def _spot(remedies: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        (paper,) = data["papers"]
        paper.clear()
        paper.update(
            kind="on-the-spot-decision",
            text=SPOT.format(remedies=remedies),
            sealed=True,
        )
        for event in data["events"]:
            event.pop("paper", None)

    return change


@pytest.mark.parametrize(
    ("remedies", "codes"),
    [
        (FIRST, set()),
        (
            # "may first" leaves the choice, which there is none
            (
                "不服本决定的，可以先在六十日内向鹤山市人民政府申请行政复议，"
                "也可以在六个月内向江门市示例区人民法院起诉。"
            ),
            {"direct-suit-offered", "missing-reconsideration-first"},
        ),
        (
            (
                "应当先在六十日内向鹤山市人民政府申请行政复议。"
                "也可以直接向江门市示例区人民法院提起行政诉讼，期限六个月。"
            ),
            {"direct-suit-offered"},
        ),
    ],
)
def test_a_direct_suit_in_an_on_the_spot_decision_is_found(
    assess: Assess, remedies: str, codes: set[str]
):
    assert _missing(assess("05", _spot(remedies))) == codes
