"""The case file: the classes from which codec and JSON Schema are made.

Field names are the JSON names (``from_`` is written ``from``). Money is
``Decimal`` yuan, a decimal string in JSON. What the metadata of a field say
stands in :mod:`penaltykit.case._labelled`; the agency and its people have a
module of their own.
"""

# ruff: noqa: RUF009 attrs fields, made by one helper

import datetime as dt
from decimal import Decimal

from attrs import Factory, frozen

from penaltykit.case._agency import Agency, JointAgency, Officer
from penaltykit.case._enums import (
    Channel,
    ClaimStatus,
    CollectionMethod,
    EventKind,
    EvidenceKind,
    FactState,
    PaperKind,
    PartyKind,
    PaymentChannel,
    Phase,
    Procedure,
    ServiceMethod,
)
from penaltykit.case._labelled import labelled as _f
from penaltykit.case._labelled import optional as _opt
from penaltykit.case._labelled import several as _tup
from penaltykit.citation import Citation
from penaltykit.penalty import PenaltyKind

SCHEMA_VERSION = "penaltykit/case/1"

TERM_UNITS = ("days", "working-days", "months", "years")


def _state(fact: "Fact") -> FactState:
    """The state that a fact has where none is written."""
    return FactState.UNKNOWN if fact.value is None else FactState.KNOWN


@frozen(kw_only=True, slots=False)
class Fact:
    """A fact of the case: its state, and for a known one its value.

    ``value`` is a decimal string for money and quantities, an integer for
    counts, an ISO date string, true/false, a word of the fact's own list, or
    text; ``rules/facts`` says which. A state that is not written follows
    from the value: with one ``known``, without ``unknown``.
    """

    value: str | int | bool | None = _opt("取值", "value")
    state: FactState = _f(
        "状态", "state", default=Factory(_state, takes_self=True)
    )
    grounds: str | None = _opt("认定理由", "grounds")
    evidence: tuple[str, ...] = _tup("证据编号", "evidence numbers")


@frozen(kw_only=True, slots=False)
class Party:
    """The party (当事人)."""

    id: str = _f("编号", "id")
    kind: PartyKind = _f("类别", "kind")
    name: str = _f("姓名或者名称", "name", identity="name")
    uscc: str | None = _opt("统一社会信用代码", "USCC")
    registration_number: str | None = _opt(
        "工商注册号", "business registration number"
    )
    organisation_code: str | None = _opt("组织机构代码", "organisation code")
    tax_number: str | None = _opt("税务登记号", "tax number")
    institution_number: str | None = _opt(
        "事业单位证书号", "institution certificate number"
    )
    society_number: str | None = _opt(
        "社会组织登记证号", "society registration number"
    )
    id_type: str | None = _opt("证件类型", "type of identity document")
    id_number: str | None = _opt(
        "证件号码", "identity number", identity="id-number"
    )
    address: str | None = _opt("地址", "address", identity="address")
    phone: str | None = _opt("电话", "telephone", identity="phone")
    birth_date: dt.date | None = _opt(
        "出生日期", "date of birth", identity="birth-date"
    )
    legal_representative: str | None = _opt(
        "法定代表人（负责人）", "legal representative", identity="contact"
    )
    legal_representative_id: str | None = _opt(
        "法定代表人证件号码",
        "identity number of the legal representative",
        identity="id-number",
    )
    operator: str | None = _opt(
        "经营者姓名", "operator of the individual business", identity="contact"
    )
    account: str | None = _opt("银行账号", "bank account", identity="account")
    counts_as_citizen: bool | None = _opt(
        "数额标准按公民适用", "counts as a citizen for thresholds"
    )


@frozen(kw_only=True, slots=False)
class Evidence:
    """One item of evidence and what it proves (art. 46).

    ``collected`` is the day on which the agency got or made it.
    ``original`` is false for a copy; ``copy_confirmed`` then says that who
    provided it marked it as agreeing with the original.
    """

    id: str = _f("编号", "id")
    kind: EvidenceKind = _f("种类", "kind")
    name: str = _f("名称", "name")
    proves: str | None = _opt("证明内容", "what it proves")
    collected: dt.date | None = _opt("取得日期", "day of collection")
    method: CollectionMethod | None = _opt("取证方式", "way of collection")
    original: bool | None = _opt("原件、原物", "original")
    copy_confirmed: bool | None = _opt(
        "复制件已核对一致", "copy confirmed by who provided it"
    )


@frozen(kw_only=True, slots=False)
class Act:
    """The act itself: dates, place, what was done."""

    from_: dt.date | None = _opt("起始日期", "first day", json="from")
    to: dt.date | None = _opt("终了日期", "last day")
    place: str | None = _opt("地点", "place")
    summary: str = _f("违法事实", "facts of the violation")
    continuing: bool | None = _opt("连续或者继续", "continuing")


@frozen(kw_only=True, slots=False)
class CircumstanceClaim:
    """A circumstance of ``rules/circumstances``, claimed, found or refused.

    ``effect`` is the officer's choice where the law leaves one (从轻或者减轻).
    """

    circumstance: str = _f("情节", "circumstance id")
    status: ClaimStatus = _f("认定情况", "status")
    reasons: str | None = _opt("理由", "reasons")
    evidence: tuple[str, ...] = _tup("证据编号", "evidence numbers")
    party: str | None = _opt("当事人编号", "party id; all parties if absent")
    effect: str | None = _opt("选择的效果", "chosen effect")


@frozen(kw_only=True, slots=False)
class StatedPenalty:
    """A penalty as the agency states it.

    ``amount`` is in ``unit``; for a fine always yuan. ``text`` is what the
    paper prints of it; ``words`` the amount in capital numerals as printed.
    """

    kind: PenaltyKind = _f("种类", "kind")
    amount: Decimal | None = _opt("数额", "amount")
    unit: str | None = _opt("单位", "unit")
    object: str | None = _opt("对象", "object")
    party: str | None = _opt("当事人编号", "party id")
    permit: str | None = _opt("许可证件名称及编号", "permit and its number")
    words: str | None = _opt("大写金额", "amount in words as printed")
    text: str | None = _opt("表述", "wording")


@frozen(kw_only=True, slots=False)
class Departure:
    """Why a stated penalty lies outside the benchmark, and who agreed."""

    reason: str | None = _opt("理由", "reason")
    approver: str | None = _opt("批准人", "approver")
    discussed: dt.date | None = _opt("集体讨论日期", "date of discussion")


@frozen(kw_only=True, slots=False)
class Discretion:
    """The discretion as the agency itself reasons it."""

    table: str | None = _opt("裁量基准表", "table id or name")
    stage: str | None = _opt("裁量阶次", "stage")
    reasons: str | None = _opt("裁量理由", "reasons")
    departure: Departure | None = _opt("偏离基准", "departure")


@frozen(kw_only=True, slots=False)
class Violation:
    """One violation: one item, by one or more parties.

    ``breached`` and ``penalising`` are the provisions as the agency cites
    them; the item knows which they ought to be.
    """

    id: str = _f("编号", "id")
    item: str = _f("处罚事项", "item id of rules/items")
    parties: tuple[str, ...] = _tup("当事人编号", "party ids; all if empty")
    act: Act = _f("违法行为", "act")
    facts: dict[str, Fact] = _f("事实要素", "facts", factory=dict)
    evidence: tuple[str, ...] = _tup("证据编号", "evidence numbers")
    circumstances: tuple[CircumstanceClaim, ...] = _tup(
        "情节", "circumstances"
    )
    breached: tuple[Citation, ...] = _tup("违反的规定", "provisions breached")
    penalising: tuple[Citation, ...] = _tup(
        "处罚依据", "penalising provisions"
    )
    penalties: tuple[StatedPenalty, ...] = _tup("处罚", "stated penalties")
    discretion: Discretion | None = _opt("裁量", "discretion")


@frozen(kw_only=True, slots=False)
class Event:
    """Something that happened on a date, at most to some of the parties."""

    kind: EventKind = _f("事项", "kind")
    date: dt.date = _f("日期", "date")
    time: dt.time | None = _opt("时间", "time")
    parties: tuple[str, ...] = _tup("当事人编号", "party ids; all if empty")
    paper: str | None = _opt("文书编号", "number of the paper")
    method: ServiceMethod | None = _opt("送达方式", "method of service")
    place: str | None = _opt("地点", "place")
    by: tuple[str, ...] = _tup("经办人", "persons")
    outcome: str | None = _opt("结果", "outcome")
    text: str | None = _opt("说明", "text")
    source: str | None = _opt("来源", "source")
    channel: Channel | None = _opt("公开渠道", "channel")
    until: dt.date | None = _opt("截止日期", "until")


@frozen(kw_only=True, slots=False)
class EarlierPenalty:
    """An earlier penalty of the party, for look-backs."""

    number: str | None = _opt("决定书文号", "number of the decision")
    decided: dt.date = _f("决定日期", "date of the decision")
    act: dt.date | None = _opt("违法日期", "date of the act")
    item: str | None = _opt("处罚事项", "item id")
    party: str | None = _opt("当事人编号", "party id")
    penalising: tuple[Citation, ...] = _tup(
        "处罚依据", "penalising provisions"
    )


@frozen(kw_only=True, slots=False)
class Paper:
    """A paper of the file, as it was printed.

    ``parties`` are the names as the paper prints them; ``text`` may hold its
    whole wording; ``tells`` lists the parts of ``elements.csv`` that the
    paper contains, where no text is given.
    """

    kind: PaperKind = _f("种类", "kind")
    number: str | None = _opt("文号", "number")
    date: dt.date | None = _opt("日期", "date")
    time: dt.time | None = _opt("时间", "time")
    place: str | None = _opt("地点", "place")
    parties: tuple[str, ...] = _tup(
        "当事人名称", "names of the parties as printed", identity="name"
    )
    agency: str | None = _opt("署名机关", "agency named at the foot")
    sealed: bool | None = _opt("已加盖印章", "sealed")
    seal: str | None = _opt("印章名称", "name on the seal")
    joint_agencies: tuple[str, ...] = _tup(
        "其他署名机关", "other agencies named at the foot"
    )
    joint_seals: tuple[str, ...] = _tup(
        "其他印章名称", "names on the other seals"
    )
    officers: tuple[str, ...] = _tup("签名的执法人员", "officers who signed")
    penalties: tuple[StatedPenalty, ...] = _tup("处罚", "penalties as printed")
    provisions: tuple[Citation, ...] = _tup(
        "引用的规定", "provisions as printed"
    )
    tells: tuple[str, ...] = _tup("已告知事项", "parts that the paper tells")
    hearing_offered: bool | None = _opt("已告知听证权利", "hearing offered")
    text: str | None = _opt("全文", "whole wording")


@frozen(kw_only=True, slots=False)
class Term:
    """A length of time as told to the party."""

    count: int = _f("数", "count")
    unit: str = _f("单位", "unit", words=TERM_UNITS)


@frozen(kw_only=True, slots=False)
class Remedies:
    """What the party is told of reconsideration and litigation."""

    reconsideration_authority: str | None = _opt(
        "行政复议机关", "reconsideration authority"
    )
    reconsideration_address: str | None = _opt(
        "行政复议机关地址", "its address"
    )
    reconsideration_channel: str | None = _opt(
        "互联网复议渠道", "internet channel"
    )
    reconsideration_term: Term | None = _opt("行政复议期限", "term")
    reconsideration_first: bool | None = _opt(
        "复议前置", "reconsideration first"
    )
    court: str | None = _opt("人民法院", "court")
    litigation_term: Term | None = _opt("行政诉讼期限", "term")


@frozen(kw_only=True, slots=False)
class Performance:
    """How and by when the party performs (arts. 66-72)."""

    channels: tuple[PaymentChannel, ...] = _tup("缴款方式", "ways to pay")
    term: Term | None = _opt("缴款期限", "term to pay")
    bank: str | None = _opt("收款银行", "bank")
    account_name: str | None = _opt("收款户名", "account name")
    account_number: str | None = _opt("收款账号", "account number")
    platform: str | None = _opt("电子支付渠道", "electronic channel")
    on_the_spot_ground: str | None = _opt(
        "当场收缴的理由", "ground for collecting on the spot"
    )
    late_charge_told: bool | None = _opt("已告知加处罚款", "late charge told")
    other: tuple[str, ...] = _tup("其他履行事项", "other duties to perform")


@frozen(kw_only=True, slots=False)
class ResultUse:
    """What becomes of the result: publication, credit record, repair.

    ``social_impact`` is 具有一定社会影响 (art. 48), attested by an officer.
    """

    publish: bool | None = _opt("是否公示", "to be published")
    channels: tuple[Channel, ...] = _tup("公示渠道", "channels")
    told: bool | None = _opt("已告知公示", "publication told")
    social_impact: Fact | None = _opt("具有一定社会影响", "social impact")
    state_secret: Fact | None = _opt("涉及国家秘密", "state secret")
    public_safety: Fact | None = _opt(
        "危及安全与社会稳定", "endangers safety or stability"
    )
    trade_secrets: tuple[str, ...] = _tup(
        "商业秘密内容", "trade secrets, verbatim", identity="trade-secret"
    )
    private_values: tuple[str, ...] = _tup(
        "其他不得公开的内容",
        "other values that must not be shown, verbatim",
        identity="private",
    )
    valid_until: dt.date | None = _opt("处罚有效期", "penalty valid until")
    display_until: dt.date | None = _opt("公示截止期", "display until")
    display_citation: str | None = _opt("期限依据", "source of the two terms")
    credit_record: str | None = _opt("信用记录", "credit record")
    repair: str | None = _opt("信用修复", "repair")


@frozen(kw_only=True, slots=False)
class Case:
    """One penalty case; amounts in yuan.

    ``joint_agencies`` are those that decide in common with ``agency``.
    ``note`` is free text for the record (备注).
    """

    schema: str = _f("版本", "schema version", words=(SCHEMA_VERSION,))
    id: str = _f("案件编号", "case number")
    phase: Phase = _f("阶段", "phase")
    procedure: Procedure = _f("程序", "procedure")
    agency: Agency = _f("行政机关", "agency")
    joint_agencies: tuple[JointAgency, ...] = _tup(
        "共同作出机关", "agencies that decide jointly"
    )
    officers: tuple[Officer, ...] = _tup("执法人员", "officers")
    parties: tuple[Party, ...] = _f("当事人", "parties", at_least=1)
    violations: tuple[Violation, ...] = _f(
        "违法行为", "violations", at_least=1
    )
    facts: dict[str, Fact] = _f("案件事实", "facts of the case", factory=dict)
    evidence: tuple[Evidence, ...] = _tup("证据", "evidence")
    events: tuple[Event, ...] = _tup("时间线", "timeline")
    earlier_penalties: tuple[EarlierPenalty, ...] = _tup(
        "此前的处罚", "earlier penalties"
    )
    papers: tuple[Paper, ...] = _tup("文书", "papers")
    remedies: Remedies | None = _opt("救济途径", "remedies")
    performance: Performance | None = _opt("履行", "performance")
    result_use: ResultUse | None = _opt("结果运用", "use of the result")
    note: str | None = _opt("备注", "note")

    @property
    def agencies(self) -> tuple[Agency | JointAgency, ...]:
        """The agency of the case, then those that decide with it."""
        return (self.agency, *self.joint_agencies)
