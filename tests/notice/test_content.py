"""What papers say: the seven elements, rights, terms, amounts, parties."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest

from penaltykit.case import (
    Case,
    Event,
    EventKind,
    Party,
    PartyKind,
    PaymentChannel,
    StatedPenalty,
    Term,
)
from penaltykit.citation import Citation
from penaltykit.notice import Heading, Items, KeyValues, Notice
from penaltykit.penalty import PenaltyKind

Make = Callable[..., Notice]

LAW_ORDER = ("facts", "legal-basis", "benchmark", "penalty-kind")
REST = ("remedies", "result-use", "officers")


def text_of(paper: Notice):
    return "\n".join(paper.lines())


def first_places(paper: Notice):
    places = {}
    for number, block in enumerate(paper.blocks):
        if block.element and block.element not in places:
            places[block.element] = number
    return places


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["decision", "on-the-spot-decision"])
def test_seven_elements_in_order(
    make: Make, case: Case, spot: Case, kind: str, lang: str
):
    paper = make(case if kind == "decision" else spot, kind, lang)
    places = first_places(paper)
    order = [places[element] for element in (*LAW_ORDER, *REST)]
    assert order == sorted(order)
    assert len(set(order)) == 7


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_prior_notice_tells_all_but_later_elements_in_order(
    make: Make, case: Case, lang: str
):
    paper = make(case, "prior-notice", lang)
    places = first_places(paper)
    order = [places[element] for element in (*LAW_ORDER, *REST)]
    assert order == sorted(order)


def test_each_element_has_its_own_heading(make: Make, case: Case):
    paper = make(case)
    headings = [b for b in paper.blocks if isinstance(b, Heading)]
    assert {b.element for b in headings} == {*LAW_ORDER, *REST}


def test_headings_count_on_without_gaps(make: Make, case: Case):
    marks = [b.text[0] for b in make(case).blocks if isinstance(b, Heading)]
    assert marks == list("一二三四五六七八九")


def test_decision_prints_the_content_of_article_59(make: Make, case: Case):
    text = text_of(make(case))
    for said in (
        "清溪安达运输有限公司",
        "91440700MA4W000006",
        "陈立",
        "清溪市工业大道12号",
        "用库水冲洗",
        "勘验、现场笔录：2024年3月5日现场检查笔录，证明冲洗的地点和经过。",
        "《中华人民共和国水污染防治法》第三十八条",
        "《中华人民共和国水污染防治法》第八十五条第一款第（三）项、第二款",
        "罚款人民币35,000元（大写：叁万伍仟元整）",
        "自收到本决定书之日起十五日内",
        "清溪银行营业部（户名：清溪市财政局，账号：440070001）",
        "每日按罚款数额的百分之三加处罚款",
        "自收到本决定书之日起六十日内，向清溪市人民政府",
        "自收到本决定书之日起六个月内，直接向清溪市人民法院",
        "林远（执法证号：19020001）",
        "2024年4月22日",
    ):
        assert said in text, said


def test_no_proposal_in_a_final_decision(make: Make, case: Case, spot: Case):
    # 拟 left in a final decision is a known defect of real papers.
    assert "拟" not in text_of(make(case))
    assert "拟" not in text_of(make(spot, "on-the-spot-decision"))
    assert "拟给予你单位下列行政处罚" in text_of(make(case, "prior-notice"))


def test_reasons_and_row_come_from_the_assessment(make: Make, case: Case):
    paper = make(case)
    tables = [
        row
        for block in paper.blocks
        if isinstance(block, KeyValues) and block.element == "benchmark"
        for row in block.rows
    ]
    assert dict(tables) == {
        "裁量基准": "《粤溪省裁量规定》（粤溪环〔2021〕7号），"
        "粤溪省裁量标准表2.14（2022-01-01至2026-12-31）",
        "符合的情形": "消除影响：是",
        "罚款的幅度": "从20,000元（含）到50,000元（不含）",
        "罚款的计算": "（20,000元＋50,000元）÷2＝35,000元",
        "罚款在幅度中的位置": "35,000元（基准允许本机关在幅度内另行确定）",
        "确定的罚款": "人民币35,000元（大写：叁万伍仟元整）",
    }
    text = text_of(paper)
    assert "1. 行为发生在一般水体，影响已经消除，符合第1行。" in text
    assert "（依据：《中华人民共和国行政处罚法》第三十四条）" in text


def test_without_a_benchmark_the_paper_says_so(
    make: Make, case: Case, parts: Any
):
    text = text_of(
        make(
            case,
            results=(parts.result(table=None, rows=(), recommended=()),),
        )
    )
    assert "没有可以适用于本案的裁量基准" in text


def test_statement_answer_and_waiver_are_told(make: Make, case: Case):
    text = text_of(make(case))
    assert "你单位提出陈述、申辩：事后已经清理现场，请求从轻处罚。" in text
    assert "结论是不予采纳，理由是：清理情况在确定罚款数额时已经考虑" in text
    assert "你单位放弃听证。" in text


def test_silence_is_told_only_after_the_term(
    make: Make, case: Case, parts: Any
):
    served = case.events[1]
    known = parts.requirement(
        "statement-term", paper="prior-notice", duty="sector-rule"
    )
    no_hearing = parts.requirement(
        "hearing-right", paper="prior-notice", applies=False
    )

    def decided(day: dt.date) -> Any:
        paper = attrs.evolve(case.papers[1], date=day)
        changed = attrs.evolve(
            case, events=(served,), papers=(case.papers[0], paper)
        )
        return make(changed, requirements=(known, no_hearing))

    # Served Monday 8 April 2024: five working days end on Monday the 15th.
    early = decided(dt.date(2024, 4, 15))
    assert early.draft
    assert "没有提出陈述、申辩" not in text_of(early)
    late = decided(dt.date(2024, 4, 16))
    assert not late.draft
    assert "在告知的期限内，你单位没有提出陈述、申辩。" in text_of(late)


def test_statement_without_review_makes_a_draft(make: Make, case: Case):
    events = tuple(
        e for e in case.events if e.kind is not EventKind.STATEMENT_REVIEWED
    )
    paper = make(attrs.evolve(case, events=events))
    assert paper.draft
    assert "〔缺：对陈述、申辩的复核意见和理由〕" in text_of(paper)


def test_correction_is_told_apart_from_penalties(make: Make, case: Case):
    text = text_of(make(case))
    assert "责令不是行政处罚" in text
    assert "1. 责令停止违法行为，清除残留污染物。" in text


def test_earlier_correction_order_is_told_with_its_date(
    make: Make, case: Case
):
    ordered = Event(
        kind=EventKind.CORRECTION_ORDERED,
        date=dt.date(2024, 3, 6),
        paper="清环责改〔2024〕9号",
    )
    checked = Event(
        kind=EventKind.CORRECTION_CHECKED,
        date=dt.date(2024, 3, 20),
        outcome="污染已经清除",
    )
    text = text_of(
        make(attrs.evolve(case, events=(*case.events, ordered, checked)))
    )
    assert "本机关已于2024年3月6日以清环责改〔2024〕9号责令你单位改正" in text
    assert "2024年3月20日，本机关对改正情况进行了复查：污染已经清除。" in text


def test_no_correction_order_is_a_gap(make: Make, case: Case):
    violation = attrs.evolve(
        case.violations[0], penalties=case.violations[0].penalties[1:]
    )
    paper = make(attrs.evolve(case, violations=(violation,)))
    assert paper.draft
    assert [one.part for one in paper.missing] == ["correction-order"]


@pytest.mark.parametrize(
    ("kind", "operator", "you"),
    [
        (PartyKind.CITIZEN, None, "你"),
        (PartyKind.LEGAL_PERSON, None, "你单位"),
        (PartyKind.OTHER_ORGANISATION, None, "你单位"),
        (PartyKind.INDIVIDUAL_BUSINESS, "陈立", "你单位"),
        (PartyKind.INDIVIDUAL_BUSINESS, "阿立小吃店", "你"),
    ],
)
def test_one_form_of_address(
    make: Make, case: Case, kind: PartyKind, operator: str | None, you: str
):
    party = Party(
        id="p1",
        kind=kind,
        name="阿立小吃店",
        operator=operator,
        address="清溪市",
    )
    text = text_of(make(attrs.evolve(case, parties=(party,))))
    assert f"本机关决定给予{you}下列行政处罚" in text


def test_files_speak_of_the_party_papers_to_it(make: Make, case: Case):
    violation = case.violations[0]
    act = attrs.evolve(
        violation.act,
        summary="当事人在水库洗车。《当事人须知》和“当事人”一词不变。",
    )
    text = text_of(
        make(
            attrs.evolve(case, violations=(attrs.evolve(violation, act=act),))
        )
    )
    assert "你单位在水库洗车。《当事人须知》和“当事人”一词不变。" in text


def test_several_parties_are_named_one_by_one(
    make: Make, case: Case, parts: Any
):
    second = Party(
        id="p2",
        kind=PartyKind.CITIZEN,
        name="赵平",
        address="清溪市学前街5号",
    )
    first = case.violations[0]
    fines = (
        first.penalties[0],
        StatedPenalty(
            kind=PenaltyKind.FINE, amount=Decimal(35000), party="p1"
        ),
        StatedPenalty(
            kind=PenaltyKind.FINE, amount=Decimal(21000), party="p2"
        ),
    )
    paper = make(
        attrs.evolve(
            case,
            parties=(*case.parties, second),
            violations=(attrs.evolve(first, penalties=fines),),
        )
    )
    text = text_of(paper)
    assert not paper.draft
    assert "决定给予清溪安达运输有限公司下列行政处罚" in text
    assert "决定给予赵平下列行政处罚" in text
    assert text.index("大写：叁万伍仟元整") < text.rindex("大写：贰万壹仟元整")
    # Fines of different parties are never added up.
    assert "56,000" not in text
    # Each amount stands under its own party's reasons.
    assert "对清溪安达运输有限公司：" in text
    assert "对赵平：" in text


def test_four_violations_one_decision_and_their_sum(make: Make, case: Case):
    one = case.violations[0]
    fine = StatedPenalty(kind=PenaltyKind.FINE, amount=Decimal(5000))
    order = StatedPenalty(kind=PenaltyKind.ORDER_CORRECT, object="疏通出口")
    many = tuple(
        attrs.evolve(
            one, id=f"v{n}", item="fire-exit", penalties=(order, fine)
        )
        for n in range(1, 5)
    )
    paper = make(attrs.evolve(case, violations=many))
    text = text_of(paper)
    # 4 x 5,000 = 20,000.
    assert "以上罚款合计人民币20,000元（大写：贰万元整）" in text
    assert "5,000元＋5,000元＋5,000元＋5,000元＝20,000元" in text
    assert "1. 对第一项违法行为（占用疏散通道）：罚款人民币5,000元" in text
    assert "4. 对第四项违法行为（占用疏散通道）：罚款人民币5,000元" in text
    facts = [
        b.text
        for b in paper.blocks
        if isinstance(b, Heading) and b.level == 2 and b.element == "facts"
    ]
    assert [text[:3] for text in facts] == [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
    ]
    # The same order is told once.
    orders = [
        item
        for b in paper.blocks
        if isinstance(b, Items) and "correction-order" in b.parts
        for item in b.items
    ]
    assert orders == ["1. 责令改正：疏通出口。"]


def test_on_the_spot_tells_reconsideration_first(make: Make, spot: Case):
    paper = make(spot, "on-the-spot-decision")
    text = text_of(paper)
    assert not paper.draft
    assert "应当先申请行政复议" in text
    assert "直接向清溪市人民法院" not in text
    # 复议法 art. 23(1)(1) since 1 January 2024; 诉讼法 art. 45: 15 days.
    assert "自收到复议决定书之日起十五日内，向清溪市人民法院" in text
    assert "清消当〔2024〕3号" in text
    assert "2024年5月6日10时05分" in text
    assert "执法人员签名或者盖章（林远）：" in text


def test_on_the_spot_before_2024_offered_both_ways(make: Make, spot: Case):
    old = attrs.evolve(spot.papers[0], date=dt.date(2023, 12, 29))
    text = text_of(
        make(attrs.evolve(spot, papers=(old,)), "on-the-spot-decision")
    )
    assert "可以选择下列一种途径" in text


def test_a_term_is_dated_only_where_its_start_is_recorded(
    make: Make, case: Case
):
    assert "为止），到清溪银行" not in text_of(make(case))
    served = Event(kind=EventKind.DECISION_SERVED, date=dt.date(2024, 4, 25))
    text = text_of(make(attrs.evolve(case, events=(*case.events, served))))
    # 25 April + 15 days = 10 May 2024, a Friday.
    assert "十五日内（到2024年5月10日为止）" in text
    # + 60 days = 24 June 2024, a Monday.
    assert "六十日内（到2024年6月24日为止）" in text
    # Six months later, 25 October 2024, is a Friday.
    assert "六个月内（到2024年10月25日为止）" in text


def test_a_term_past_the_known_calendar_has_no_date(make: Make, case: Case):
    served = Event(kind=EventKind.DECISION_SERVED, date=dt.date(2031, 4, 25))
    text = text_of(make(attrs.evolve(case, events=(*case.events, served))))
    assert "自收到本决定书之日起十五日内，到" in text


def test_parties_served_on_different_days_have_no_one_date(
    make: Make, case: Case
):
    second = Party(
        id="p2", kind=PartyKind.CITIZEN, name="赵平", address="清溪市"
    )
    served = tuple(
        Event(
            kind=EventKind.DECISION_SERVED,
            date=dt.date(2024, 4, day),
            parties=(party,),
        )
        for day, party in ((25, "p1"), (26, "p2"))
    )
    both = attrs.evolve(
        case,
        parties=(*case.parties, second),
        events=(*case.events, *served),
    )
    assert "为止），到清溪银行" not in text_of(make(both))


def test_special_terms_of_the_file_are_printed(make: Make, case: Case):
    remedies = attrs.evolve(
        case.remedies, litigation_term=Term(count=15, unit="days")
    )
    text = text_of(make(attrs.evolve(case, remedies=remedies)))
    assert "自收到本决定书之日起十五日内，直接向清溪市人民法院" in text


def test_a_hundred_yuan_on_the_spot_are_their_own_ground(
    make: Make, spot: Case
):
    """Penalty Law art. 68(1): up to 100 yuan; a fen more needs a ground."""
    performance = attrs.evolve(
        spot.performance, channels=(PaymentChannel.ON_THE_SPOT,)
    )
    said = {}
    for amount in ("100", "100.01"):
        (violation,) = spot.violations
        penalties = tuple(
            attrs.evolve(one, amount=Decimal(amount), words=None)
            if one.kind is PenaltyKind.FINE
            else one
            for one in violation.penalties
        )
        case = attrs.evolve(
            spot,
            performance=performance,
            violations=(attrs.evolve(violation, penalties=penalties),),
        )
        said[amount] = text_of(make(case, "on-the-spot-decision"))
    assert "理由是：当场处以的罚款不超过一百元。" in said["100"]
    assert "〔缺：当场收缴罚款的理由〕" in said["100.01"]


def test_collecting_on_the_spot_needs_a_ground_and_a_receipt(
    make: Make, spot: Case
):
    performance = attrs.evolve(
        spot.performance, channels=(PaymentChannel.ON_THE_SPOT,)
    )
    paper = make(
        attrs.evolve(spot, performance=performance), "on-the-spot-decision"
    )
    assert paper.draft
    assert "〔缺：当场收缴罚款的理由〕" in text_of(paper)
    performance = attrs.evolve(
        performance, on_the_spot_ground="不当场收缴事后难以执行"
    )
    paper = make(
        attrs.evolve(spot, performance=performance), "on-the-spot-decision"
    )
    text = text_of(paper)
    assert not paper.draft
    assert "专用票据；不出具的，你有权拒绝缴纳" in text
    assert "清溪银行" not in text


def test_a_lone_warning_asks_for_no_money(make: Make, case: Case):
    order, _ = case.violations[0].penalties
    violation = attrs.evolve(
        case.violations[0],
        penalties=(order, StatedPenalty(kind=PenaltyKind.WARNING)),
    )
    text = text_of(make(attrs.evolve(case, violations=(violation,))))
    assert "1. 警告。" in text
    assert "本决定没有需要缴纳的款项" in text
    assert "加处" not in text


@pytest.mark.parametrize(
    ("penalty", "zh"),
    [
        (
            {"kind": "confiscate-gains", "amount": Decimal(9600)},
            "没收违法所得人民币9,600元（大写：玖仟陆佰元整）",
        ),
        (
            {"kind": "confiscate-goods", "object": "蛋糕6袋"},
            "没收蛋糕6袋",
        ),
        ({"kind": "confiscate-goods", "object": "goods"}, "没收违法物品"),
        (
            {
                "kind": "suspend-permit",
                "permit": "道路运输证",
                "amount": Decimal(3),
                "unit": "months",
            },
            "暂扣道路运输证三个月",
        ),
        (
            {"kind": "revoke-permit", "permit": "食品经营许可证"},
            "吊销食品经营许可证",
        ),
        (
            {
                "kind": "suspend-business",
                "amount": Decimal(2),
                "unit": "months",
            },
            "责令停产停业两个月",
        ),
        (
            {"kind": "detention", "amount": Decimal(10), "unit": "days"},
            "行政拘留十日",
        ),
        (
            {
                "kind": "restrict-occupation",
                "object": "不得从事食品生产经营管理工作",
                "unit": "life",
            },
            "限制从业终身：不得从事食品生产经营管理工作",
        ),
        ({"kind": "criticism"}, "通报批评"),
        ({"kind": "shut-down"}, "责令关闭"),
    ],
)
def test_kinds_of_penalty_in_words(
    make: Make, case: Case, penalty: Any, zh: str
):
    order, _ = case.violations[0].penalties
    stated = StatedPenalty(**{**penalty, "kind": PenaltyKind(penalty["kind"])})
    violation = attrs.evolve(case.violations[0], penalties=(order, stated))
    paper = make(attrs.evolve(case, violations=(violation,)))
    assert not paper.draft
    assert f"1. {zh}。" in text_of(paper)


@pytest.mark.parametrize("kind", list(PenaltyKind))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_can_be_said(make: Make, case: Case, kind: str, lang: str):
    violation = attrs.evolve(
        case.violations[0], penalties=(StatedPenalty(kind=kind),)
    )
    assert text_of(
        make(attrs.evolve(case, violations=(violation,)), lang=lang)
    )


def test_hearing_is_offered_where_it_must_be_or_is_open(
    make: Make, case: Case, parts: Any
):
    for applies, offered in ((True, True), (None, True), (False, False)):
        need = parts.requirement(
            "hearing-right", paper="prior-notice", applies=applies
        )
        paper = make(case, "prior-notice", requirements=(need,))
        text = text_of(paper)
        assert ("要求听证。你单位可以自收到" in text) is offered
        assert ("（听证）" in paper.title) is offered
        assert ("现有材料还不能确定" in text) is (applies is None)
        # An open duty keeps the paper from being final.
        assert paper.draft is (applies is None)


def test_hearing_is_offered_where_nobody_looked(make: Make, case: Case):
    paper = make(case, "prior-notice", requirements=())
    assert "（听证）" in paper.title


def test_statement_term_is_told_only_where_a_rule_sets_it(
    make: Make, case: Case, parts: Any
):
    no = parts.requirement(
        "hearing-right", paper="prior-notice", applies=False
    )
    text = text_of(make(case, "prior-notice", requirements=(no,)))
    assert "在本机关作出处罚决定之前，你单位可以书面或者口头" in text
    yes = parts.requirement("statement-term", paper="prior-notice")
    text = text_of(make(case, "prior-notice", requirements=(no, yes)))
    # Served Monday 8 April 2024; the fifth working day is Monday the 15th.
    assert "五个工作日内（到2024年4月15日为止）" in text


def test_departure_is_told_with_its_reason(make: Make, case: Case):
    from penaltykit.case import Departure, Discretion

    violation = attrs.evolve(
        case.violations[0],
        discretion=Discretion(
            reasons="货值很小",
            departure=Departure(reason="主动消除后果，予以减轻"),
        ),
    )
    text = text_of(make(attrs.evolve(case, violations=(violation,))))
    assert "本机关的说明：货值很小。" in text
    assert (
        "处罚偏离上述幅度或者法定幅度的理由：主动消除后果，予以减轻。" in text
    )


def test_an_unpublished_decision_says_so(make: Make, case: Case):
    use = attrs.evolve(case.result_use, publish=False)
    assert "本决定不向社会公开。" in text_of(
        make(attrs.evolve(case, result_use=use))
    )


def test_citation_given_as_text_is_printed_as_it_stands(
    make: Make, case: Case
):
    violation = attrs.evolve(
        case.violations[0],
        breached=(Citation(text="《清溪市水库管理办法》第九条"),),
    )
    text = text_of(make(attrs.evolve(case, violations=(violation,))))
    assert "违反了《清溪市水库管理办法》第九条的规定" in text
