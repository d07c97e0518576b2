"""Hypothesis strategies for the language of penalties, shared by all tests.

Structures are drawn that a phrase can say; texts are drawn from the shipped
vocabulary, so that they come close to the language without being it.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from penaltykit.clause import PhrasePenalty
from penaltykit.clause._words import words
from penaltykit.penalty import Obligation, PenaltyKind, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS = "abcdefghij"
SITUATIONS = (
    None,
    "情节严重",
    "情节较轻",
    "逾期不改正",
    "有违法所得",
    "没有违法所得或者违法所得不足2万元",
    "货值金额1万元以上",
    "造成严重后果",
    "未取得许可证从事经营",
    "逾期不改正；情节严重",
)
BASES = ("货值金额", "违法所得", "工程合同价款", "所收费用", "销售额")
THINGS = ("人", "件", "平方米", "亩", "吨")
STEPS = ("超标因子", "超过日", "每个因子超标倍")
WHO = (
    (None, Subject.PARTY),
    ("单位", Subject.ORGANISATION),
    ("个人", Subject.PERSON),
    ("直接负责的主管人员", Subject.RESPONSIBLE_PERSON),
    ("建设单位", Subject.PARTY),
)
_OBJECTS = {
    PenaltyKind.CONFISCATE_GOODS: ("违法物品", "违法生产的食品、工具"),
    PenaltyKind.REVOKE_PERMIT: ("许可证", "营业执照", "其资质证书"),
    PenaltyKind.SUSPEND_PERMIT: ("许可证", "机动车驾驶证"),
    PenaltyKind.DOWNGRADE: ("资质等级",),
    PenaltyKind.SUSPEND_BUSINESS: ("停产停业", "停业整顿", "停业"),
    PenaltyKind.RESTRICT_BUSINESS: ("限制生产",),
    PenaltyKind.ORDER_CORRECT: (None, "违法行为"),
    PenaltyKind.ORDER_STOP: ("违法行为", "生产、销售"),
    PenaltyKind.OTHER_ORDER: ("限期拆除", "恢复原状", "公告"),
    PenaltyKind.RESTRICT_OCCUPATION: (None, "食品生产经营活动"),
}
_AMOUNTS = st.integers(1, 5_000_000).map(Decimal) | st.integers(1, 9999).map(
    lambda whole: Decimal(whole) / 100
)


@st.composite
def bounds(draw: st.DrawFn, unit: str) -> PhrasePenalty:
    """A fine with bounds in a unit."""
    low, high = sorted((draw(_AMOUNTS), draw(_AMOUNTS)))
    shape = draw(st.sampled_from(("point", "from", "to", "both")))
    fine = PhrasePenalty(kind=PenaltyKind.FINE, unit=unit)
    if shape == "point":
        return evolve(fine, from_=low, to=low)
    if shape in ("from", "both") and (shape == "from" or low < high):
        fine = evolve(fine, from_=low, from_inclusive=draw(st.booleans()))
    if shape in ("to", "both"):
        fine = evolve(fine, to=high, to_inclusive=draw(st.booleans()))
    return fine


@st.composite
def fines(draw: st.DrawFn) -> PhrasePenalty:
    """A fine of any form."""
    form = draw(
        st.sampled_from(("plain", "yuan", "share", "per", "step", "capped"))
    )
    if form == "plain":
        return PhrasePenalty(kind=PenaltyKind.FINE)
    if form == "yuan":
        return draw(bounds("yuan"))
    if form == "per":
        return draw(bounds(f"yuan-per-{draw(st.sampled_from(THINGS))}"))
    if form == "step":
        amount = draw(st.integers(1, 100_000).map(Decimal))
        return PhrasePenalty(
            kind=PenaltyKind.FINE,
            from_=amount,
            to=amount,
            unit="yuan",
            step=draw(st.sampled_from(STEPS)),
            step_size=draw(st.sampled_from((None, Decimal("0.5")))),
            rounding=draw(st.sampled_from((None, "up", "down", "half-up"))),
        )
    share = draw(bounds(draw(st.sampled_from(("times", "percent")))))
    share = evolve(share, base=draw(st.sampled_from(BASES)))
    if form == "capped":
        share = evolve(
            share,
            cap=draw(st.none() | st.integers(1, 99999).map(Decimal)),
            floor=draw(st.none() | st.integers(1, 99999).map(Decimal)),
            base_least=draw(st.none() | st.integers(1, 99999).map(Decimal)),
        )
    return share


@st.composite
def others(draw: st.DrawFn) -> PhrasePenalty:
    """A penalty or order that is no fine."""
    kind = draw(
        st.sampled_from(
            [
                one
                for one in PenaltyKind
                if one not in (PenaltyKind.FINE, PenaltyKind.OTHER_PENALTY)
            ]
        )
    )
    one = PhrasePenalty(
        kind=kind,
        object=draw(st.sampled_from(_OBJECTS.get(kind, (None,)))),
    )
    if kind is PenaltyKind.DETENTION:
        days = draw(st.integers(1, 15).map(Decimal))
        return evolve(one, to=days, unit="days")
    if kind is PenaltyKind.RESTRICT_OCCUPATION:
        if draw(st.booleans()):
            return evolve(one, unit="life")
        years = draw(st.integers(1, 10).map(Decimal))
        return evolve(one, from_=years, to=years, unit="years")
    if kind is PenaltyKind.SUSPEND_PERMIT:
        months = draw(st.integers(1, 12).map(Decimal))
        return evolve(one, from_=months, to=months + 1, unit="months")
    return one


@st.composite
def penalties(draw: st.DrawFn) -> list[PhrasePenalty]:
    """A list of penalties that one phrase can say."""
    found: list[PhrasePenalty] = []
    group = 0
    for situation in draw(
        st.lists(st.sampled_from(SITUATIONS), min_size=1, max_size=3)
    ):
        alternatives = draw(st.integers(0, 3)) == 0
        free = draw(st.booleans()) and draw(st.booleans())
        who, subject = draw(st.sampled_from(WHO))
        size = draw(st.integers(2, 3) if alternatives else st.integers(1, 3))
        some: Sequence[PhrasePenalty] = [
            draw(fines() | others()) for _ in range(size)
        ]
        obligation = Obligation.MAY if free else Obligation.MUST
        if alternatives and not free:
            obligation = Obligation.ALTERNATIVE
        found += [
            evolve(
                one,
                situation=situation,
                who=who,
                subject=subject,
                obligation=obligation,
                group=_LETTERS[group] if alternatives else None,
            )
            for one in some
        ]
        group += alternatives
    return found


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words of the vocabulary in any order, with figures and marks."""
    return "".join(draw(st.lists(st.sampled_from(_vocabulary()), max_size=40)))


def _vocabulary() -> list[str]:
    shipped = words()
    found: set[str] = set(
        "，；。：、（）的并或者和及0123456789一二三十百千万亿元%倍日月年-每"
    )
    for name in (
        "openers",
        "may",
        "impose",
        "fine",
        "confiscate",
        "revoke",
        "units",
        "bounds_before",
        "bounds_after",
        "orders",
        "suspend_business",
        "restrict",
        "cap",
        "grow",
        "rounding",
        "bare_addressees",
        "grades",
        "correct",
        "circumstance",
        "no_penalty",
        "grounds",
        "agency_ends",
    ):
        found |= shipped[name].words
    return sorted(found)
