"""The idioms of agencies: one thing told in many ways, and words of a part
that tell something else.

Each variant changes the wording of a paper of ``fixtures/real-life/clean``
and adds the findings named, no others. What each must lead to comes from the
law cited beside it.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from mutating import FIXTURES, said
from penaltykit import Kit, RuleError, read_case
from penaltykit.assessment._rule_desk import RuleDesk
from strategies.patches import patched

ROOT = Path(__file__).resolve().parents[2]
Change = dict[str, Any]
Variant = tuple[str, str, str, str, set[str]]

DECISION = "/papers/decision/text"
NOTICE = "/papers/prior-notice/text"
SPOT = "/papers/0/text"

WAY = "error missing-performance-way"
TERM = "error missing-performance-term"
DAYS = "error payment-term-in-text-wrong"
EVIDENCE = "error missing-evidence"
NAME = "error party-named-differently"
FIRST = "error missing-reconsideration-first"
DIRECT = "error direct-suit-offered"
REMEDY = "error remedy-term-in-text-wrong"
CHOICE = "error review-authority-by-choice"
PROPOSED = "error decision-still-proposes"
OLD = "error old-penalty-law-articles"
CODE = "error code-differs-in-text"
STARTS = "error term-starts-before-decision"
FINE = "error missing-fine-amount"

# market: fined 5,000 on 2025-07-28; transport: 5,000 on 2025-04-21; ecology:
# 35,000 on 2026-04-28; on the spot: 1,000 on 2025-04-10.
PAY = "收到本行政处罚决定书之日起十五日内，到示例银行江门分行缴纳罚款。"
SUIT = "；也可以在收到本行政处罚决定书之日起六个月内，依法向江门市江海区"
ROAD_FINE = "罚款人民币伍仟元整（¥5,000.00）"
SPOT_PAY = "罚款自收到本决定书之日起15日内到示例银行江门分行缴纳。"
SPOT_FIRST = "应当先自收到本决定书之日起60日内向开平市人民政府申请行政复议"
SPOT_SUIT = "15日内向江门市示例区人民法院起诉"

# How and by when to pay: 行政处罚法 arts. 59(1)(4), 67(3), 68.
PAYING: list[Variant] = [
    (
        "market",
        DECISION,
        PAY,
        f"收到本行政处罚决定书之日起{term}，到示例银行江门分行缴纳罚款。",
        expected,
    )
    for term, expected in (
        ("１５日内", set[str]()),
        (" 15 日 内", set()),
        ("15个自然日内", set()),
        ("十五天内", set()),
        ("十五\n日内", set()),
        ("二十日内", {DAYS}),
        ("15个工作日内", {DAYS}),
    )
]
PAYING += [
    ("market", DECISION, PAY, wording, expected)
    for wording, expected in (
        # served after 2025-07-28: a last day is a term
        ("应于2025年8月14日前到示例银行江门分行缴纳罚款。", set[str]()),
        ("罚款缴纳期限：收到决定书之日起15日。到示例银行缴款。", set()),
        ("收到决定书之日起十五日内将罚款上缴国库。", set()),
        ("收到决定书之日起十五日内将罚款汇至非税收入专户。", set()),
        ("收到决定书之日起十五日内扫码缴清罚款。", set()),
        ("收到决定书之日起十五日内履行本决定。", {WAY}),
        ("依法履行本决定。", {WAY, TERM}),
        # an older day is one of the facts
        ("到示例银行缴纳罚款，2025年5月7日前缴纳的货款不计。", {TERM}),
    )
]
PAYING += [
    # 31b: the fifteen days of art. 45 of 行政诉讼法 are none to pay
    (
        "market",
        DECISION,
        PAY,
        (
            "依法到示例银行缴纳罚款。当事人对复议决定不服的，可以在收到复议决定书"
            "之日起十五日内起诉，逾期不起诉又不履行的，强制执行。"
        ),
        {TERM},
    ),
    # paid at once: art. 68(1)
    ("on-the-spot", SPOT, SPOT_PAY, "罚款的缴纳方式：☑当场缴纳。", set()),
]

# Reconsideration first, on the spot from 2024: 行政复议法 art. 23; after it
# fifteen days to sue, 行政诉讼法 art. 45.
FIRSTS: list[Variant] = [
    ("on-the-spot", SPOT, SPOT_FIRST, wording, expected)
    for wording, expected in (
        (
            "应当自收到本决定书之日起60日内先向开平市人民政府申请复议",
            set[str](),
        ),
        ("应当先行向开平市人民政府申请行政复议（60日内）", set()),
        ("应自收到之日起60日内先行申请行政复议，复议机关为开平市政府", set()),
        ("必须在60日内首先向开平市人民政府申请行政复议", set()),
        ("可以自收到本决定书之日起60日内向开平市政府申请行政复议", {FIRST}),
        ("可以先在60日内向开平市人民政府申请行政复议", {FIRST}),
    )
]
FIRSTS += [
    ("on-the-spot", SPOT, SPOT_SUIT, wording, expected)
    for wording, expected in (
        ("15日内依法直接向江门市示例区人民法院起诉", set[str]()),
        (
            (
                "15日内，或者复议机关逾期不作答复的自期满之日起15日内，直接向"
                "江门市示例区人民法院起诉"
            ),
            set(),
        ),
        (
            (
                "15日内向江门市示例区人民法院起诉，也可以直接向江门市示例区"
                "人民法院起诉"
            ),
            {DIRECT},
        ),
    )
]

# Where to turn: 行政处罚法 art. 59(1)(5); one authority since 2024-01-01, the
# government of the agency: 行政复议法 art. 24(1)(1).
REVIEW = "向江门市江海区人民政府申请行政复议"
WHERE: list[Variant] = [
    ("market", DECISION, REVIEW, wording, expected)
    for wording, expected in (
        (
            (
                "向江门市江海区人民政府（地址：示例路4号；电话：0750-0000009）"
                "申请行政复议"
            ),
            set[str](),
        ),
        ("到江门市江海区人民政府复议窗口申请行政复议", set()),
        ("申请行政复议（复议机关：江门市江海区人民政府）", set()),
        (
            "向江门市市场监督管理局或者江门市江海区人民政府申请行政复议",
            {CHOICE},
        ),
        (
            "向江门市江海区人民政府或者江门市市场监督管理局申请行政复议",
            {CHOICE},
        ),
    )
]
WHERE += [
    # ten days to ask for more time to sue: 行政诉讼法 art. 48
    (
        "market",
        DECISION,
        SUIT,
        "；因不可抗力耽误的，可以在障碍消除后十日内申请延长起诉的期限" + SUIT,
        set(),
    ),
    ("market", DECISION, "六个月内，依法向", "三个月内，依法向", {REMEDY}),
    ("market", DECISION, "六个月内，依法向", "６个 月内，依法向", set()),
]

# Names at the head, codes, numbers: 行政处罚法 art. 59(1)(1), (6).
HEAD = "当事人：江门市示例超市有限公司"
WHO: list[Variant] = [
    ("market", DECISION, HEAD, wording, expected)
    for wording, expected in (
        ("当事人：\n名称：江门市示例超市有限公司", set[str]()),
        ("当事人：单位名称：江门市示例超市有限公司", set()),
        ("当事人（姓名或名称）：江门市示例超市有限公司", set()),
        ("当事人（姓名或名称）：江门市示范超市有限公司", {NAME}),
        ("江门市示例超市有限公司：", set()),
        ("江门市示范超市有限公司：", {NAME}),
    )
]
WHO += [
    (
        "market",
        DECISION,
        "（印章）\n2025",
        "当事人：            执法人员：\n（印章）\n2025",
        set(),
    ),
    (
        "market",
        DECISION,
        "本局认为，当事人经营",
        (
            "糖果购自示例批发有限公司（统一社会信用代码：91999999000006410K）。"
            "本局认为，当事人经营"
        ),
        set(),
    ),
    ("market", DECISION, "919999990000061543", "91999999XXXXXXXXXX", set()),
    (
        "market",
        DECISION,
        "919999990000061543",
        "91999999000006410K",
        {CODE},
    ),
    ("market", DECISION, "统一社会信用代码", "纳税人识别号", set()),
    (
        "market",
        DECISION,
        "住所（住址）：江门市示例区示例大道18号",
        "联系地址：江门市示例路6号",
        {"error missing-party-address"},
    ),
]

# Words that stand for no part.
STRAY: list[Variant] = [
    (
        "market",
        DECISION,
        (
            "上述事实，主要有以下证据证明：\n1.现场笔录1份、照片6张，证明检查时的情况；"
            "\n2.询问笔录1份，证明当事人承认上述事实；\n3.营业执照复印件、法定代表人"
            "身份证复印件各1份，证明当事人的主体资格。"
        ),
        "当事人没有提供证据。",
        {EVIDENCE},
    ),
    (
        "market",
        DECISION,
        "本局将依法向社会公示本行政处罚决定信息；",
        "本案听证不公开举行；",
        {"error missing-publication"},
    ),
    # a range is no sum: arts. 44, 59(1)(3)
    (
        "transport",
        DECISION,
        ROAD_FINE,
        "三千元以上一万元以下罚款",
        {FINE},
    ),
    ("transport", NOTICE, "罚款5000元", "三千元至一万元的罚款", {FINE}),
    (
        "transport",
        NOTICE,
        (
            "你（单位）如对上述拟作出的处罚有异议，可以在收到本通知书之日起5日内"
            "向本机关提出陈述、申辩意见，逾期未提出的，视为放弃。"
        ),
        "你（单位）在调查中未作申辩。",
        {
            "error missing-right-to-state",  # arts. 44, 62
            "note missing-statement-term",  # the house's own standard
        },
    ),
]

# What was proposed once may be retold; what is decided may not be proposed.
PROPOSALS: list[Variant] = [
    (
        "transport",
        DECISION,
        "告知拟作出罚款5000元的处罚以及陈述、申辩的权利，",
        wording,
        set(),
    )
    for wording in (
        "对拟作出罚款5000元的处罚及其理由进行了通知。",
        "告知陈述、申辩权；拟处罚内容为罚款5000元。",
        "告知陈述、申辩权。拟处罚的内容与本决定一致。",
        "告知陈述、申辩权。本案经审批，同意拟给予罚款5000元的意见。",
    )
]
PROPOSALS += [
    ("transport", DECISION, "决定给予" + ROAD_FINE, wording, {PROPOSED})
    for wording in (
        "本机关拟处5000元罚款，即" + ROAD_FINE,
        "本机关拟依法给予" + ROAD_FINE,
    )
]

# Arts. 44, 46, 48 and 51 of the law before 2021-07-15.
ARTICLES: list[Variant] = [
    (
        "market",
        DECISION,
        PAY,
        (
            "收到决定书之日起十五日内，根据《中华人民共和国行政处罚法》第四十四条、"
            "第四十六条、第四十八条的规定，到示例银行缴纳罚款。"
        ),
        {OLD},
    ),
    # art. 51 of 2021 is the fine on the spot
    (
        "on-the-spot",
        SPOT,
        "，当场作出罚款",
        "和《中华人民共和国行政处罚法》第五十一条，当场作出罚款",
        set(),
    ),
]

# A day of the facts begins no term; one of a term must not lie before the
# decision of 2025-07-28.
STARTING: list[Variant] = [
    ("market", DECISION, PAY, "自2024年9月1日起未缴的另案处理。" + PAY, set()),
    (
        "market",
        DECISION,
        PAY,
        "自2025年7月1日起十五日内到示例银行缴纳罚款。",
        {STARTS},
    ),
]

TOLD: list[Variant] = [
    ("ecology", DECISION, "裁量标准", "裁量细则", set()),
    ("ecology", DECISION, "盖章", "公  章", set()),
    ("market", DECISION, "向社会公示", "向社会公布", set()),
    (
        "ecology",
        DECISION,
        "对你公司的申辩意见不予采纳",
        "你公司的申辩理由不能成立，不予支持",
        set(),
    ),
]

VARIANTS = [
    *PAYING,
    *FIRSTS,
    *WHERE,
    *WHO,
    *STRAY,
    *PROPOSALS,
    *ARTICLES,
    *STARTING,
    *TOLD,
]


def _case(name: str, changes: list[Change]) -> Any:
    path = FIXTURES / "real-life" / "clean" / f"{name}.json"
    data = patched(json.loads(path.read_bytes()), changes)
    return read_case(json.dumps(data).encode(), format="json")


@pytest.mark.parametrize(
    ("name", "at", "old", "new", "expected"),
    VARIANTS,
    ids=[f"{name}-{new[:24]}" for name, _, _, new, _ in VARIANTS],
)
def test_an_idiom_tells_what_it_means(
    kit: Kit, name: str, at: str, old: str, new: str, expected: set[str]
):
    change = {"at": at, "replace": old, "with": new}
    assert said(kit.assess(_case(f"wording-{name}", [change]))) == expected


# The party of this notice is fined 200,000, above the threshold of 100,000:
# it may ask for a hearing (art. 63(1)) within five working days (art. 64(1)).
RIGHTS = (
    "你单位有权进行陈述、申辩，并有权要求听证。自收到本告知书之日起五个工作日内，"
    "未行使陈述、申辩权，未要求听证的，视为放弃此权利。"
)
STATE = "你单位可以自收到本告知书之日起五个工作日内进行陈述、申辩。"
HEARINGS = [
    (RIGHTS, set()),
    (STATE + "本案不属于听证范围，不适用听证程序。", {"hearing-not-offered"}),
    (STATE, {"hearing-not-offered"}),
    (
        STATE + "你单位有权要求听证，应当在收到本告知书后三日内提出。",
        {"missing-hearing-term"},
    ),
    (
        STATE + "你单位应当在五日内改正。你单位有权要求听证。",
        {"missing-hearing-term"},
    ),
    ("你单位享有陈述、申辩、要求听证的权利，请在５个工作日内提出。", set()),
    (
        (
            "你单位享有陈述、申辩和要求听证的权利。如需行使，请在本告知书送达之日起"
            "5个工作日届满前书面提出。"
        ),
        set(),
    ),
]
# As long as nobody asked for it, only the notice can have offered it.
_ASKED = ("hearing-requested", "hearing-called", "hearing-held")


@pytest.mark.parametrize(("rights", "codes"), HEARINGS)
def test_a_hearing_is_offered_by_saying_so(
    kit: Kit, rights: str, codes: set[str]
):
    path = FIXTURES / "real-life" / "clean" / "wording-notice-of-hearing.json"
    data = json.loads(path.read_bytes())
    data["events"] = [e for e in data["events"] if e["kind"] not in _ASKED]
    (notice,) = [p for p in data["papers"] if p["kind"] == "prior-notice"]
    del notice["hearing_offered"]
    before, after = notice["text"].split(RIGHTS)
    notice["text"] = before + rights + after
    case = read_case(json.dumps(data).encode(), format="json")
    found = {
        finding.code
        for finding in kit.assess(case).findings
        if finding.code
        in (
            "hearing-not-offered",
            "missing-hearing-term",
            "missing-statement-term",
            "missing-right-to-state",
        )
    }
    assert found == codes


# A demand may set ten days (行政强制法 art. 54); a postponement names a day.
LATER = [
    ("demand", "现催告你单位自收到本催告书之日起十日内将罚款缴至示例银行。"),
    ("postponement", "同意你单位延期至2025年9月30日前缴纳罚款5000元。"),
    (
        "postponement",
        (
            "同意你单位分期缴纳罚款：第一期2500元，于2025年7月31日前缴纳；"
            "第二期2500元，于2025年9月30日前缴纳。"
        ),
    ),
]


@pytest.mark.parametrize(("kind", "wording"), LATER)
def test_the_term_of_a_later_paper_is_its_own(
    kit: Kit, kind: str, wording: str
):
    paper = {
        "kind": kind,
        "date": "2025-06-20",
        "text": f"开平市示例运输有限公司：\n{wording}\n2025年6月20日",
    }
    change = {"at": "/papers", "add": paper}
    case = _case("wording-transport", [change])
    codes = {finding.code for finding in kit.assess(case).findings}
    assert "missing-performance-term" not in codes


def test_a_day_of_the_facts_does_not_date_a_decision(kit: Kit):
    changes: list[Change] = [
        {"at": "/papers/decision/date", "remove": True},
        {
            "at": DECISION,
            "replace": "\n2025年7月28日",
            "with": "",
        },
    ]
    found = said(kit.assess(_case("wording-market", changes)))
    assert "error missing-decision-date" in found  # art. 59(1)(6)


def test_the_seal_of_a_copy_is_not_that_of_the_agency(kit: Kit):
    changes: list[Change] = [
        {"at": "/papers/decision/sealed", "remove": True},
        {"at": "/papers/decision/seal", "remove": True},
        {"at": DECISION, "replace": "（印章）\n", "with": ""},
        {
            "at": DECISION,
            "replace": "各1份，证明",
            "with": "各1份，由当事人盖章确认，证明",
        },
    ]
    found = said(kit.assess(_case("wording-market", changes)))
    assert "undetermined missing-seal" in found  # art. 59(2)


def test_a_place_in_the_account_of_the_facts_is_told(kit: Kit):
    changes: list[Change] = [
        {"at": "/papers/0/place", "remove": True},
        {
            "at": SPOT,
            "replace": "时间：2025年4月10日9时50分  地点：开平市示例大道\n"
            "违法事实：货车",
            "with": "违法事实：2025年4月10日9时50分，在开平市示例大道，货车",
        },
    ]
    found = said(kit.assess(_case("wording-on-the-spot", changes)))
    assert "error missing-place" not in found  # art. 52(2)


def test_before_2024_a_party_could_choose_the_authority(kit: Kit):
    # 行政复议法 of 2017 art. 12(1): the applicant chooses
    path = FIXTURES / "real-life" / "clean" / "wording-transport.json"
    text = path.read_text(encoding="utf-8")
    data = json.loads(text.replace("2025", "2023"))
    (paper,) = [p for p in data["papers"] if p["kind"] == "decision"]
    paper["text"] = paper["text"].replace(
        "向开平市人民政府", "向江门市交通运输局或者开平市人民政府"
    )
    case = read_case(json.dumps(data).encode(), format="json")
    assert CHOICE not in said(kit.assess(case))


def test_every_shipped_marker_is_an_expression(desk: RuleDesk):
    # They are compiled when first asked for: a bad one must not get so far.
    marks = [
        mark
        for part in desk.elements.parts.values()
        for mark in (*part.markers, *part.sentences, *part.strikes)
    ]
    assert all(
        isinstance(mark, str) or re.compile(mark.source) for mark in marks
    )


def test_a_marker_of_ones_own_that_is_none_is_told(tmp_path: Path):
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    path = tmp_path / "rules" / "requirements" / "parts.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("markers: [修复]", 'markers: ["(修复"]'), encoding="utf-8"
    )
    with pytest.raises(RuleError) as caught:
        Kit(rules=tmp_path / "rules", engine="python").assess(
            _case("wording-market", [])
        )
    assert [fault.code for fault in caught.value.faults] == ["part-bad-marker"]
