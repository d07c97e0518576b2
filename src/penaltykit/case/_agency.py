"""The side of the agency in a case file: who decides, by which right, and
through whom.
"""

# ruff: noqa: RUF009 attrs fields, made by one helper

import datetime as dt
from decimal import Decimal

from attrs import frozen

from penaltykit.case._enums import EnforcerKind
from penaltykit.case._labelled import labelled as _f
from penaltykit.case._labelled import optional as _opt
from penaltykit.case._labelled import several as _tup
from penaltykit.citation import Citation


@frozen(kw_only=True, slots=False)
class Parameter:
    """A figure that the agency itself states, with its source."""

    value: Decimal = _f("数值", "value")
    citation: str = _f("依据", "citation")


@frozen(kw_only=True, slots=False)
class Delegation:
    """Delegation (委托, arts. 20, 21): who delegated, to whom, by which
    document, from when until when.
    """

    agency: str = _f("委托机关", "delegating agency")
    document: str = _f("委托书", "document")
    published: bool | None = _opt("已公布", "published")
    organisation: str | None = _opt("受委托组织", "entrusted organisation")
    from_: dt.date | None = _opt("委托起始日", "in force from", json="from")
    until: dt.date | None = _opt("委托截止日", "in force until")


@frozen(kw_only=True, slots=False)
class Agency:
    """The agency whose seal the decision carries (行政机关).

    ``kind`` says who carries out the penalty: an organisation that a law or
    regulation empowers (art. 19) names that provision in ``authorised_by``;
    for an entrusted one (art. 20) the agency here is the one that entrusted
    it, and ``delegation`` names the organisation. ``parameters`` are keyed by
    parameter id of ``rules/parameters`` and overlay it, for example the
    hearing thresholds in force for this agency.
    """

    name: str = _f("行政机关名称", "name")
    id: str | None = _opt("机关标识", "id in rules/agencies")
    uscc: str | None = _opt("统一社会信用代码", "USCC")
    region: str | None = _opt("行政区划代码", "region code")
    level: str | None = _opt("层级", "level")
    field: str | None = _opt("执法领域", "field of enforcement")
    kind: EnforcerKind | None = _opt("实施主体", "who carries out the penalty")
    authorised_by: tuple[Citation, ...] = _tup(
        "授权依据", "provisions that empower the organisation"
    )
    address: str | None = _opt("地址", "address")
    phone: str | None = _opt("联系电话", "telephone")
    contact: str | None = _opt("联系人", "contact person")
    delegation: Delegation | None = _opt("委托", "delegation")
    parameters: dict[str, Parameter] = _f(
        "本机关适用的数额", "figures that hold for this agency", factory=dict
    )


@frozen(kw_only=True, slots=False)
class JointAgency:
    """An agency that decides jointly with the one of the case (共同作出).

    Each stands in the decision by name and seal (art. 59(1)(6), (2)); all of
    them answer for it (行政复议法 art. 19(2); 行政诉讼法 art. 26(4)).
    """

    name: str = _f("行政机关名称", "name")
    region: str | None = _opt("行政区划代码", "region code")
    level: str | None = _opt("层级", "level")
    field: str | None = _opt("执法领域", "field of enforcement")


@frozen(kw_only=True, slots=False)
class Officer:
    """An enforcement officer of the case (执法人员, art. 42)."""

    name: str = _f("姓名", "name")
    certificate: str | None = _opt("执法证号", "certificate number")
    certificate_until: dt.date | None = _opt(
        "执法证有效期至", "certificate valid until"
    )
    qualified: bool | None = _opt("具有执法资格", "holds the qualification")
    unit: str | None = _opt("所在机构", "unit")
