"""Cases for papers, and a stand-in for the assessment of each.

The stand-in is built by hand, so that what a paper prints is tested without
the rules that fill it.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import pytest

from penaltykit.assessment._result import (
    Element,
    Finding,
    Outcome,
    Reason,
    Recommended,
    Requirement,
    Result,
    Severity,
    TableChoice,
)
from penaltykit.case._model import (
    Act,
    Agency,
    Case,
    Channel,
    Event,
    EventKind,
    Evidence,
    EvidenceKind,
    Officer,
    Paper,
    PaperKind,
    Party,
    PartyKind,
    PaymentChannel,
    Performance,
    Phase,
    Procedure,
    Remedies,
    ResultUse,
    ServiceMethod,
    StatedPenalty,
    Violation,
)
from penaltykit.citation import Citation, LawNames
from penaltykit.penalty import Penalty, PenaltyKind

WATER = "cn-water"
LAWS = LawNames.of(
    {
        WATER: (
            "中华人民共和国水污染防治法",
            "Water Pollution Prevention Law",
            (),
        ),
        "cn-fire": ("中华人民共和国消防法", "Fire Protection Law", ()),
        "cn-penalty": (
            "中华人民共和国行政处罚法",
            "Administrative Penalty Law",
            (),
        ),
    }
)


class Names:
    """Names without the shipped rules."""

    laws = LAWS
    _items: ClassVar = {
        "wash": (
            "在水体清洗装贮有毒污染物的车辆",
            "Washing a toxics vehicle in water",
        ),
        "fire-exit": ("占用疏散通道", "Blocking an escape route"),
        "fire-gear": ("消防设施未保持完好有效", "Fire equipment out of order"),
    }

    def item(self, item: str, lang: str) -> str:
        pair = self._items.get(item)
        return pair[lang == "en"] if pair else ""

    def object(self, code: str, lang: str) -> str:
        return "违法物品" if code == "goods" and lang == "zh" else code

    def fact(self, fact: str, lang: str) -> str:
        zh, en = ("没收财物的价值", "value of the goods")
        return (zh if lang == "zh" else en) if fact == "goods.value" else fact


def _case() -> Case:
    """Water: 20,000 to under 50,000, the middle is 35,000."""
    return Case(
        schema="penaltykit/case/1",
        id="2024-017",
        phase=Phase.DECIDED,
        procedure=Procedure.ORDINARY,
        agency=Agency(
            name="清溪市生态环境局",
            address="清溪市河滨路8号",
            phone="0700-1234567",
            contact="周宁",
        ),
        officers=(
            Officer(name="林远", certificate="19020001"),
            Officer(name="何静", certificate="19020002"),
        ),
        parties=(
            Party(
                id="p1",
                kind=PartyKind.LEGAL_PERSON,
                name="清溪安达运输有限公司",
                uscc="91440700MA4W000006",
                address="清溪市工业大道12号",
                legal_representative="陈立",
            ),
        ),
        violations=(
            Violation(
                id="v1",
                item="wash",
                act=Act(
                    from_=dt.date(2024, 3, 5),
                    to=dt.date(2024, 3, 5),
                    place="清溪水库北岸",
                    summary=(
                        "2024年3月5日上午，你单位司机在清溪水库北岸用库水冲洗"
                        "装过有毒化学品的罐车，冲洗水流入水库。经监测，影响在"
                        "当日消除。"
                    ),
                ),
                evidence=("e1", "e2"),
                breached=(Citation(law=WATER, article=38),),
                penalising=(
                    Citation(law=WATER, article=85, paragraph=1, item=3),
                    Citation(law=WATER, article=85, paragraph=2),
                ),
                penalties=(
                    StatedPenalty(
                        kind=PenaltyKind.ORDER_STOP,
                        text="责令停止违法行为，清除残留污染物",
                    ),
                    StatedPenalty(
                        kind=PenaltyKind.FINE, amount=Decimal(35000)
                    ),
                ),
            ),
        ),
        evidence=(
            Evidence(
                id="e1",
                kind=EvidenceKind.RECORD,
                name="2024年3月5日现场检查笔录",
                proves="冲洗的地点和经过",
            ),
            Evidence(
                id="e2",
                kind=EvidenceKind.EXPERT_OPINION,
                name="水质监测报告",
                proves="影响已经消除",
            ),
        ),
        events=(
            Event(kind=EventKind.FILED, date=dt.date(2024, 3, 6)),
            Event(
                kind=EventKind.PRIOR_NOTICE_SERVED,
                date=dt.date(2024, 4, 8),
                paper="清环罚告〔2024〕17号",
                method=ServiceMethod.DIRECT,
            ),
            Event(
                kind=EventKind.STATEMENT_MADE,
                date=dt.date(2024, 4, 10),
                text="事后已经清理现场，请求从轻处罚",
            ),
            Event(
                kind=EventKind.STATEMENT_REVIEWED,
                date=dt.date(2024, 4, 12),
                outcome="refused",
                text="清理情况在确定罚款数额时已经考虑，不能重复从轻",
            ),
            Event(kind=EventKind.HEARING_WAIVED, date=dt.date(2024, 4, 12)),
            Event(kind=EventKind.DECIDED, date=dt.date(2024, 4, 22)),
        ),
        papers=(
            Paper(
                kind=PaperKind.PRIOR_NOTICE,
                number="清环罚告〔2024〕17号",
                date=dt.date(2024, 4, 7),
            ),
            Paper(
                kind=PaperKind.DECISION,
                number="清环罚〔2024〕17号",
                date=dt.date(2024, 4, 22),
            ),
        ),
        remedies=Remedies(
            reconsideration_authority="清溪市人民政府",
            reconsideration_address="清溪市人民路1号",
            court="清溪市人民法院",
        ),
        performance=Performance(
            channels=(PaymentChannel.BANK, PaymentChannel.ELECTRONIC),
            bank="清溪银行营业部",
            account_name="清溪市财政局",
            account_number="440070001",
            platform="“清溪政务”手机应用",
        ),
        result_use=ResultUse(
            publish=True,
            channels=(Channel.AGENCY_SITE, Channel.CREDIT_CHINA),
            display_until=dt.date(2025, 4, 22),
            display_citation="清溪市公示办法第9条",
            credit_record="记入企业信用记录",
            repair="最短公示期满、义务履行完毕后，可以在“信用中国”网站申请修复",
        ),
    )


def result(**changes: Any) -> Result:
    """The result for the water case."""
    fine = Penalty(
        kind=PenaltyKind.FINE,
        from_=Decimal(20000),
        to=Decimal(50000),
        to_inclusive=False,
        unit="yuan",
    )
    base = Result(
        violation="v1",
        party="p1",
        item="wash",
        pointer="/violations/0",
        law=None,
        table=TableChoice(
            id="gd-2-14",
            document="gd-eco-2021",
            title={"zh": "粤溪省裁量规定", "en": "Provincial rules"},
            number="粤溪环〔2021〕7号",
            version="2022-01-01至2026-12-31",
            name={
                "zh": "粤溪省裁量标准表2.14",
                "en": "Provincial standard, table 2.14",
            },
            status="in-force",
            reason={"zh": "", "en": ""},
        ),
        rows=(
            {
                "row": "removed",
                "percent": None,
                "cells": (
                    {
                        "label": {"zh": "消除影响", "en": "effects removed"},
                        "value": {"zh": "是", "en": "yes"},
                        "holds": True,
                    },
                ),
            },
        ),
        rejected_tables=(),
        stage=None,
        outcome=Outcome.PENALTY,
        recommended=(
            Recommended(
                penalty=fine,
                point=Decimal(35000),
                permissive=True,
                source="table",
                arithmetic=(
                    {
                        "zh": "（20,000元＋50,000元）÷2＝35,000元",
                        "en": "(20,000 + 50,000) / 2 = 35,000 yuan",
                    },
                ),
            ),
        ),
        alternatives=(),
        stated=(),
        missing=(),
        reasons=(
            Reason(
                code="row",
                text={
                    "zh": "行为发生在一般水体，影响已经消除，符合第1行",
                    "en": "Ordinary water, effects removed: row 1 holds",
                },
            ),
            Reason(
                code="position",
                text={
                    "zh": "没有从轻或者从重的情节，取幅度的中间",
                    "en": "Nothing lenient or severe: the middle of the band",
                },
                citation=(Citation(law="cn-penalty", article=34),),
            ),
        ),
        departures=(),
    )
    return attrs.evolve(base, **changes)


def requirement(part: str, **changes: Any) -> Requirement:
    """A duty of the decision; met, unless changed."""
    base = Requirement(
        code=f"decision-{part}",
        paper="decision",
        part=part,
        element=None,
        duty="law",
        applies=True,
        met=True,
        pointer="",
        citation=(
            Citation(law="cn-penalty", article=59, paragraph=1, item=1),
        ),
        label={"zh": f"要件{part}", "en": f"part {part}"},
    )
    return attrs.evolve(base, **changes)


def finding(**changes: Any) -> Finding:
    """An error."""
    base = Finding(
        code="some-error",
        severity=Severity.ERROR,
        element=Element.FACTS,
        pointer="/violations/0",
        message={"zh": "事实不清。", "en": "The facts are unclear."},
    )
    return attrs.evolve(base, **changes)


def assess(case: Case, **parts: Any) -> Any:
    """The stand-in: a hearing applies, nothing is open."""
    hearing = requirement("hearing-right", paper="prior-notice", applies=False)
    return SimpleNamespace(
        case=case,
        results=parts.get(
            "results",
            tuple(
                result(violation=violation.id, party=party.id)
                for violation in case.violations
                for party in case.parties
                if not violation.parties or party.id in violation.parties
            ),
        ),
        requirements=parts.get("requirements", (hearing,)),
        findings=parts.get("findings", ()),
    )


@pytest.fixture
def case() -> Case:
    """The water case, complete."""
    return _case()


@pytest.fixture
def make() -> Callable[..., Any]:
    """Make a paper of a case: ``make(case, kind, lang, **assessment)``."""
    from penaltykit.notice import make_notice

    def build(
        case: Case,
        kind: str = "decision",
        lang: str = "zh",
        *,
        final: bool = True,
        **parts: Any,
    ) -> Any:
        return make_notice(
            assess(case, **parts), kind, lang, final=final, names=Names()
        )

    return build


@pytest.fixture
def assess_case() -> Callable[..., Any]:
    """The stand-in for the assessment of a case."""
    return assess


@pytest.fixture
def names() -> Names:
    """Names without the shipped rules."""
    return Names()


@pytest.fixture
def parts() -> Any:
    """Builders of results, requirements and findings."""
    return SimpleNamespace(
        result=result, requirement=requirement, finding=finding
    )


@pytest.fixture
def spot(case: Case) -> Case:
    """A citizen fined 200 yuan on the spot."""
    return attrs.evolve(
        case,
        procedure=Procedure.SIMPLIFIED,
        agency=attrs.evolve(case.agency, name="清溪市消防救援大队"),
        parties=(
            Party(
                id="p1",
                kind=PartyKind.CITIZEN,
                name="吴敏",
                id_type="id-card",
                id_number="440701199001011237",
                address="清溪市学前街3号",
            ),
        ),
        violations=(
            Violation(
                id="v1",
                item="fire-exit",
                act=Act(
                    from_=dt.date(2024, 5, 6),
                    place="学前街3号楼道",
                    summary="在楼道停放电动自行车，占用疏散通道。",
                ),
                breached=(Citation(law="cn-fire", article=28),),
                penalising=(Citation(law="cn-fire", article=60, paragraph=2),),
                penalties=(
                    StatedPenalty(
                        kind=PenaltyKind.ORDER_CORRECT, object="立即移走车辆"
                    ),
                    StatedPenalty(kind=PenaltyKind.FINE, amount=Decimal(200)),
                ),
            ),
        ),
        evidence=(),
        events=(),
        papers=(
            Paper(
                kind=PaperKind.ON_THE_SPOT_DECISION,
                number="清消当〔2024〕3号",
                date=dt.date(2024, 5, 6),
                time=dt.time(10, 5),
                place="学前街3号",
            ),
        ),
        result_use=ResultUse(publish=False),
    )
