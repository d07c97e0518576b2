"""Explanations: the four answers of each fixture, and the three renderings.

What must stand in a text was written down from the law, the table and the
file of the fixture, never copied from what was printed.
"""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment
from penaltykit.assessment._explain import part_of
from scripting import script_module

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"

FOOD = "《中华人民共和国食品安全法》"
WATER = "《中华人民共和国水污染防治法》"
ROAD = "《中华人民共和国道路运输条例》"
FIRE = "《中华人民共和国消防法》"
NO_TABLE = "没有可适用的基准表，因此不存在选择哪一行的问题"

# Fixture, violation, part -> what it must say, in this order.
EXPECTED: dict[tuple[str, str], dict[str, list[str]]] = {
    ("01-food-past-date", "V1"): {
        "law": [
            "2024年3月10日",
            "2024年4月26日",
            f"{FOOD}第一百二十四条第一款第（五）项",
            "2021年版",
            "自2021年4月29日起施行",
            "行为时与作出决定时均适用",
        ],
        # goods worth 100 yuan, under 10,000
        "branch": ["货值金额不足一万元", "不足10000元", "符合", "100元"],
        "table": ["没有可"],
        "row": [NO_TABLE],
        "circumstances": ["主动消除或者减轻违法行为危害后果", "第三十二条"],
        # 50,000 to 100,000; mitigated to 5,000
        "amount": [
            "5万元以上10万元以下",
            "不满50000元",
            "已认定并选择减轻处罚",
        ],
        "stated": ["罚款5000元", "已认定减轻处罚"],
    },
    ("02-catering-without-permit", "V1"): {
        "law": [f"{FOOD}第一百二十二条第一款", "2021年版", "自2021年4月29日"],
        "branch": ["不足10000元", "9600元"],
        "row": [NO_TABLE],
        "amount": ["5万元以上10万元以下"],
        "stated": ["10000元不在法定幅度内", "遗漏", "只有法定的减轻情节"],
    },
    ("03-vehicle-washing", "V1"): {
        "law": [
            "2024年5月13日",
            "2024年6月27日",
            f"{WATER}第八十五条第一款第（三）项",
            "2017年版，自2018年1月1日起施行",
            "行为时与作出决定时均适用",
        ],
        "branch": ["只规定了一种情形"],
        "table": [
            "广东省生态环境行政处罚自由裁量权规定",
            "guangdong-eco-2021/2.14",
            "粤环发〔2021〕7号",
            "2022年1月1日至2026年12月31日",
            "该地区最近一级的有效文件",
            # expired on 2023-02-28, the act is of 2024
            "jiangmen-eco-2020",
            "已经失效",
        ],
        "row": [
            "第 1 行",
            "区域类型",
            "江河、水库、湖泊、地下水（一般水体）",
            "/violations/0/facts/water.zone",
            "已采取措施消除或者减轻后果",
            "是",
        ],
        "why-not": ["第 2 行", "为“是”，该行要求“否”", "第 7 行"],
        # an ordinary case: the mean of 20,000 and 50,000 is 35,000
        "amount": [
            "2万元以上20万元以下",
            "2万元以上不足5万元",
            "（20000元 + 50000元）÷ 2 = 35000元",
            "第十二条第（二）项",
        ],
        "stated": ["罚款35000元：在建议幅度之内"],
    },
    ("04-passenger-transport", "V1"): {
        "law": [
            "2024年11月1日至2025年3月10日，以行为终了之日为准",
            f"{ROAD}第六十三条第（二）项",
            "2023年版，自2023年7月20日起施行",
        ],
        "branch": ["违法所得超过20000元", "符合", "26000元"],
        "row": [NO_TABLE],
        # 26,000 x 2 and x 10
        "amount": ["26000元×2倍=52000元，×10倍=260000元"],
        "stated": ["罚款52000元：在建议幅度之内"],
    },
    ("05-fire-on-the-spot", "V1"): {
        "law": [
            "2024年8月14日",
            f"{FIRE}第六十条第一款第（五）项",
            "2021年版，自2021年4月29日起施行",
        ],
        "branch": [
            "单位违反规定",
            "不符合",
            "个人违反规定",
            "符合",
            "“当事人属于消防法所称的单位”不成立",
        ],
        "row": [NO_TABLE],
        # art. 60(2): a warning or a fine up to 500
        "amount": ["500元以下", "警告（择一适用）"],
        "stated": ["罚款200元：在建议幅度之内"],
    },
    ("06-fire-four-breaches", "V2"): {
        "law": [f"{FIRE}第六十条第一款第（二）项", "2024年9月19日"],
        "branch": ["单位违反规定", "符合", "个人违反规定", "不符合"],
        "row": [NO_TABLE],
        "amount": ["5000元以上5万元以下"],
    },
    ("07-two-versions", "V1"): {
        # ended before 2023-07-20; the new version is no milder for 26,000
        "law": [
            "2023年3月1日至2023年5月31日",
            "2022年版，自2022年3月29日起施行",
            "新规定的处罚并不较轻",
            "行为时",
            "52000元以上（含）、260000元以下（含）",
            "作出决定时",
            "2023，自2023年7月20日起施行",
            "52000元以上（含）、260000元以下（含）",
        ],
        "branch": ["违法所得在20000元以上（含）"],
        "amount": ["26000元×2倍=52000元"],
    },
    ("07-two-versions", "V2"): {
        "law": [
            "2023年8月1日至2023年9月15日",
            "2023年版",
            "行为时与作出决定时均适用",
        ],
        "branch": ["违法所得超过20000元"],
        "amount": ["30000元×2倍=60000元，×10倍=300000元"],
        "stated": ["写明的算式：30000元 × 2 = 60000元"],
    },
}


def _part_text(explanation: pk.Explanation, violation: str, code: str) -> str:
    part = explanation.section(violation, "P1").part(code)
    body = explanation.to_dict()
    for section in body["sections"]:
        if section.get("violation") == violation:
            for found in section["parts"]:
                if found["code"] == code:
                    return "\n".join([part.title, *_strings(found["blocks"])])
    raise LookupError(code)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        found: list[str] = []
        for key, item in value.items():
            if key not in ("type", "tone"):
                found += _strings(item)
        return found
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return []


@pytest.fixture(scope="module")
def explain(
    kit: pk.Kit,
) -> Callable[..., pk.Explanation]:
    made: dict[tuple[str, str], pk.Explanation] = {}

    def run(name: str, lang: str = "zh") -> pk.Explanation:
        if (name, lang) not in made:
            case = pk.load_case(FIXTURES / name / "case.json")
            assessment = kit.assess(case, why_not=True)
            made[name, lang] = kit.explain(assessment, lang)
        return made[name, lang]

    return run


@pytest.mark.parametrize(("name", "violation"), sorted(EXPECTED))
def test_the_four_answers_stand_in_the_explanation(
    explain: Callable[..., pk.Explanation], name: str, violation: str
) -> None:
    explanation = explain(name)
    for code, wanted in EXPECTED[name, violation].items():
        text = _part_text(explanation, violation, code)
        at = 0
        for phrase in wanted:
            found = text.find(phrase, at)
            assert found >= 0, (code, phrase, text)
            at = found


def test_the_page_of_the_fixtures_is_current(kit: pk.Kit) -> None:
    module = script_module("explanations")
    assert module.page(kit) == module.PAGE.read_text("utf-8"), (
        "run scripts/explanations.py"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted({name for name, _ in EXPECTED}))
def test_no_id_of_a_fact_and_no_word_of_the_other_language(
    explain: Callable[..., pk.Explanation],
    kit: pk.Kit,
    name: str,
    lang: str,
) -> None:
    explanation = explain(name, lang)
    for section in explanation.to_dict()["sections"]:
        for part in section["parts"]:
            if part["code"] in ("findings", "stated", "amount", "duties"):
                continue  # texts of officers, codes and pointers
            for text in _strings(part["blocks"]):
                if text.startswith("/"):
                    continue
                for fact in kit.vocabulary.names():
                    assert f"{fact} " not in f"{text} ", (fact, text)
                if lang == "zh":
                    assert not re.search(r"[a-z]{3,} [a-z]{2,} ", text), text


def test_every_reason_is_told_somewhere(
    explain: Callable[..., pk.Explanation], kit: pk.Kit
) -> None:
    for name in sorted({name for name, _ in EXPECTED}):
        case = pk.load_case(FIXTURES / name / "case.json")
        text = explain(name).text()
        for result in kit.assess(case).shown:
            for reason in result.reasons:
                assert reason.text["zh"] in text, reason.code


def test_each_code_of_a_reason_has_its_part() -> None:
    assert part_of("law.old") == "law"
    assert part_of("statute.gap") == "branch"
    assert part_of("statute.fine") == "amount"
    assert part_of("table.caution") == "table"
    assert part_of("table.row") == "row"
    assert part_of("circumstance.conflict") == "circumstances"
    assert part_of("clamp") == "amount"
    assert part_of("one-act.lower") == "amount"


def test_the_three_renderings_say_the_same(
    explain: Callable[..., pk.Explanation],
) -> None:
    explanation = explain("03-vehicle-washing")
    text, page = explanation.text(), explanation.html()
    shown = _Page.texts(page)
    for section in explanation.to_dict()["sections"]:
        for part in section["parts"]:
            for block in part["blocks"]:
                # In text the first cell stands without its heading.
                block["head"] = block.get("head", [])[1:]
        for said in _strings(section["parts"]):
            if said and not re.fullmatch(r"[a-z-]+", said):
                assert said in text, said
                assert said in shown, said


def test_an_unknown_language_is_refused(kit: pk.Kit) -> None:
    case = pk.load_case(FIXTURES / "04-passenger-transport" / "case.json")
    with pytest.raises(pk.UnknownNameError):
        kit.explain(kit.assess(case), "fr")


class _Page(HTMLParser):
    """Tags, attributes and texts of a page; every tag must be closed."""

    VOID = frozenset({"meta", "br", "wbr", "link", "img", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    @classmethod
    def read(cls, page: str) -> "_Page":
        parser = cls()
        parser.feed(page)
        parser.close()
        assert parser.open == []
        return parser

    @classmethod
    def texts(cls, page: str) -> str:
        return "".join(cls.read(page).text)

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_accessible(
    explain: Callable[..., pk.Explanation], lang: str
) -> None:
    page = _Page.read(explain("06-fire-four-breaches", lang).html())
    tags = page.tags
    (html,) = [attrs for tag, attrs in tags if tag == "html"]
    assert html["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert [tag for tag, _ in tags].count("h1") == 1
    assert [tag for tag, _ in tags].count("main") == 1
    # Headings go down one step at a time.
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in tags:
        if tag == "a":
            assert (attrs["href"] or "").removeprefix("#") in ids
        if tag == "th":
            assert attrs["scope"] in ("col", "row")
        # Nothing is fetched, nothing runs.
        assert tag not in ("script", "img", "iframe", "link", "object")
        assert not any(name.startswith("on") for name in attrs)
        assert "src" not in attrs
    tables = [tag for tag, _ in tags].count("table")
    assert [tag for tag, _ in tags].count("caption") == tables
    (policy,) = [
        attrs["content"] for _, attrs in tags if "http-equiv" in attrs
    ]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_what_officers_wrote_cannot_break_the_page(
    assess: Callable[..., Assessment], kit: pk.Kit
) -> None:
    evil = "</style></p><script>alert(1)</script><b onclick='x'>“&amp;"

    def change(data: dict[str, Any]) -> None:
        data["id"] = evil
        violation = data["violations"][0]
        violation["discretion"]["reasons"] = evil
        violation["discretion"]["departure"] = {"reason": evil}
        violation["penalties"][1]["amount"] = "60000"
        violation["circumstances"] = [
            {
                "circumstance": "penalty-law.32.2",
                "status": "refused",
                "reasons": evil,
            }
        ]

    explanation = kit.explain(assess("03-vehicle-washing", change))
    page = _Page.read(explanation.html())
    assert not [tag for tag, _ in page.tags if tag in ("script", "b")]
    assert "".join(page.text).count("<script>alert(1)</script>") >= 4


def test_identity_values_are_masked_in_every_rendering(
    assess: Callable[..., Assessment], kit: pk.Kit
) -> None:
    number: list[str] = []

    def change(data: dict[str, Any]) -> None:
        number.append(data["parties"][0]["id_number"])
        violation = data["violations"][0]
        violation["discretion"]["reasons"] = f"当事人{number[0]}配合"
        violation["penalties"][0]["object"] = number[0]

    assessment = assess("04-passenger-transport", change)
    explanation = kit.explain(assessment, trace=True)
    for said in (
        explanation.text(),
        explanation.html(),
        json.dumps(explanation.to_dict(), ensure_ascii=False),
    ):
        assert number[0] not in said
        assert "***" in said


def test_nothing_known_is_told_as_open(kit: pk.Kit) -> None:
    case = pk.load_case(FIXTURES / "unknown-fact" / "case.json")
    text = kit.explain(kit.assess(case)).text()
    assert "上述待定事项确定之前，无法得出数额" in text
    assert "不能确定适用裁量表的哪一档" in text
    case = pk.load_case(FIXTURES / "04c-passenger-transport-20000/case.json")
    explanation = kit.explain(kit.assess(case))
    # exactly 20,000 lies in neither branch
    branch = _part_text(explanation, "V1", "branch")
    assert branch.count("不符合") == 2
