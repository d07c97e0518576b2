"""Back into words: one canonical Chinese phrase for a list of penalties."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from attrs import evolve

from penaltykit.clause._numbers import plain
from penaltykit.clause._read import read_penalties
from penaltykit.clause._result import PhrasePenalty
from penaltykit.clause._state import carries_over, names_addressee
from penaltykit.clause._typical import is_typical
from penaltykit.clause._units import UNITS
from penaltykit.clause._words import base_facts, object_codes, words
from penaltykit.penalty import Obligation, Penalty, PenaltyKind, Subject

_MYRIAD: Final = 10_000
_PLAIN: Final = {
    PenaltyKind.WARNING: "给予警告",
    PenaltyKind.CRITICISM: "给予通报批评",
    PenaltyKind.SHUT_DOWN: "责令关闭",
    PenaltyKind.NO_PENALTY: "不予处罚",
}
_CLOSED: Final = {
    PenaltyKind.SUSPEND_BUSINESS: "停产停业",
    PenaltyKind.RESTRICT_BUSINESS: "限制生产",
}
_BEFORE: Final = {
    PenaltyKind.CONFISCATE_GOODS: "没收",
    PenaltyKind.REVOKE_PERMIT: "吊销",
    PenaltyKind.DOWNGRADE: "降低",
    PenaltyKind.ORDER_CORRECT: "责令改正",
    PenaltyKind.ORDER_STOP: "责令停止",
    PenaltyKind.OTHER_PENALTY: "处",
}
_WHO: Final = {
    Subject.ORGANISATION: "单位",
    Subject.PERSON: "个人",
    Subject.RESPONSIBLE_PERSON: "直接责任人员",
}
_UNITS: Final = {
    "times": "倍",
    "percent": "%",
    "days": "日",
    "months": "个月",
    "years": "年",
}
_ROUND: Final = {
    "up": "向上取整",
    "down": "向下取整",
    "half-up": "四舍五入取整",
}
_PER: Final = "yuan-per-"
_UNIT_WORD: Final = re.compile("[A-Za-z]+单位$|.$")
_ACTIVITIES: Final = (
    "工作",
    "活动",
    "业务",
    "经营",
    "管理",
    "服务",
    "职业",
    "行业",
)
_POSTS: Final = ("人员", "负责人", "代表人", "董事", "监事", "职务")
_DONE: Final = (
    "向社会公",
    "公告",
    "公布",
    "公示",
    "公开曝光",
    "曝光",
    "记入",
    "计入",
    "载入",
    "列入",
    "纳入",
    "追缴",
    "收缴",
    "取缔",
    "查封",
    "扣押",
    "扣留",
    "封存",
    "强制",
    "代为",
    "约谈",
    "训诫",
)
_NAME: Final = 40
_END: Final = "依照本规定处理"


def write_penalties(penalties: Iterable[PhrasePenalty | Penalty]) -> str:
    """One canonical phrase; reading it gives the same structure again.

    Bounds are written so that the statutes' reading of 以上 and 以下 gives
    them: 超过 and 不足 where a bound itself does not belong. Fact ids and
    object codes of a :class:`~penaltykit.penalty.Penalty` become the words
    that they are bound to; its ``when`` is not worded.

    Raises:
        TypeError: something that is no penalty.
    """
    found = [_worded(one) for one in penalties]
    if not found:
        return ""
    segments: list[list[PhrasePenalty]] = []
    for one in found:
        if segments and segments[-1][-1].situation == one.situation:
            segments[-1].append(one)
        else:
            segments.append([one])
    texts = [
        _segment(part, segments[number - 1][-1] if number else None)
        for number, part in enumerate(segments)
    ]
    first = found[0].situation
    if first is not None and not (
        _reads_as_situation(first) or _reads_alone(texts, found)
    ):
        if len(texts) == 1:
            # A list of one would be a conduct: it needs a second item.
            texts.append(_END)
        texts = [f"（{n}）{text}" for n, text in enumerate(texts, start=1)]
    return "；".join(texts)


def _reads_alone(texts: Sequence[str], found: Sequence[PhrasePenalty]) -> bool:
    """Whether one situation needs no list: X的，不予处罚."""
    if len(texts) > 1 or found[0].kind is not PenaltyKind.NO_PENALTY:
        return False
    read = read_penalties(texts[0])
    return read.complete and list(read.penalties) == list(found)


def _worded(penalty: PhrasePenalty | Penalty) -> PhrasePenalty:
    if isinstance(penalty, PhrasePenalty):
        return penalty
    if not isinstance(penalty, Penalty):
        raise TypeError(penalty)
    bases, objects = _words_of()
    return PhrasePenalty(
        kind=penalty.kind,
        object=objects.get(penalty.object or "", penalty.object),
        subject=penalty.subject,
        obligation=penalty.obligation,
        group=penalty.group,
        from_=penalty.from_,
        from_inclusive=penalty.from_inclusive,
        to=penalty.to,
        to_inclusive=penalty.to_inclusive,
        unit=penalty.unit,
        base=bases.get(penalty.base or "", penalty.base),
        base_least=penalty.base_least,
        step=bases.get(penalty.step or "", penalty.step),
        step_size=penalty.step_size,
        rounding=penalty.rounding,
        cap=penalty.cap,
        floor=penalty.floor,
    )


@cache
def _words_of() -> tuple[dict[str, str], dict[str, str]]:
    """Words of facts, and of object codes."""
    bases: dict[str, str] = {}
    for word, fact in base_facts().items():
        bases.setdefault(fact, word)
    return bases, {code: word for word, code in object_codes().items()}


def _reads_as_situation(words: str) -> bool:
    """Whether the words grade a penalty even at the start of a text."""
    return (
        all(is_typical(part, 0, len(part)) for part in words.split("；")[:1])
        and "，" not in words.split("；", maxsplit=1)[0]
    )


def _segment(
    penalties: Sequence[PhrasePenalty], before: PhrasePenalty | None
) -> str:
    """The penalties of one situation; ``before`` is the one before them."""
    situation = penalties[0].situation
    clauses: list[str] = []
    last: PhrasePenalty | None = None
    named = names_addressee(situation or "")
    if carries_over(before, penalties[0]):
        named = True
    for one in penalties:
        alone = one.group is not None and not any(
            other is not one and other.group == one.group
            for other in penalties
        )
        clauses.append(_clause(one, last, named=named, alone=alone))
        named = one.who is not None or one.subject is not Subject.PARTY
        last = one
    text = "，".join(clauses)
    if situation is None:
        return text
    lead = "".join(f"{part}的，" for part in situation.split("；"))
    return lead + text


def _clause(
    one: PhrasePenalty,
    last: PhrasePenalty | None,
    *,
    named: bool,
    alone: bool,
) -> str:
    """One penalty with its joint, its addressee and its additions.

    Args:
        one: the penalty.
        last: the one before it in the same situation.
        named: whether an addressee would be taken over from there.
        alone: whether its group has no other member.
    """
    grouped = (
        one.group is not None and last is not None and last.group == one.group
    )
    who = one.who or _WHO.get(one.subject)
    if who is None and named:
        who = "该当事人"
    joint = "或者" if grouped else ""
    free = last is not None and last.obligation is Obligation.MAY
    if free and not grouped and one.obligation is not Obligation.MAY:
        joint = "并应当"
    may = "可以" if one.obligation is Obligation.MAY else ""
    alone = alone and one.obligation is not Obligation.MUST
    if alone and last is None:
        # The other limb imposes nothing: 从轻或者不予处罚.
        joint = "或者"
    text = joint + (f"对{who}" if who else "") + may
    if alone and last is not None:
        spared = one.kind is PenaltyKind.NO_PENALTY
        text += "从轻处罚或者" if spared else "给予处分或者"
    body = _body(one, named=who is not None)
    if _leaves_open(one, last) and body.endswith("罚款"):
        # Behind 罚款 the cap could be that of the fine before it as well.
        bounds = _bounds(one).removeprefix("，").replace("，", "、")
        body = f"{body.removesuffix('罚款')}但{bounds}罚款"
        one = evolve(one, cap=None, floor=None)
    return text + body + _additions(one)


def _leaves_open(one: PhrasePenalty, last: PhrasePenalty | None) -> bool:
    """Whether a cap of ``one`` may be read as one of ``last`` too."""
    return (
        last is not None
        and (one.cap is not None or one.floor is not None)
        and one.unit in ("times", "percent")
        and one.step is None
        and last.kind is PenaltyKind.FINE
        and last.unit in ("times", "percent")
        and last.cap is None
        and last.floor is None
        and last.who != one.who
    )


def _bounds(one: PhrasePenalty) -> str:
    text = ""
    if one.floor is not None:
        text += f"，最低不低于{_yuan(one.floor)}"
    if one.cap is not None:
        text += f"，最高不超过{_yuan(one.cap)}"
    return text


def _additions(one: PhrasePenalty) -> str:
    text = _bounds(one)
    if one.rounding is not None:
        text += f"，{_ROUND.get(one.rounding, '')}"
    if one.base_least is not None and one.base is not None:
        # The last words of a long name are enough to name it again.
        name = one.base.rpartition("）")[2].rpartition("，")[2] or one.base
        least = _yuan(one.base_least)
        text += f"，{name[-_NAME:]}不足{least}的，按{least}计算"
    return text


def _body(  # noqa: C901, PLR0911 one branch a kind
    one: PhrasePenalty, *, named: bool
) -> str:
    kind = one.kind
    if kind is PenaltyKind.FINE:
        return _fine(one)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is PenaltyKind.DETENTION:
        return f"处{_band(one)}拘留"
    if kind is PenaltyKind.SUSPEND_PERMIT:
        return f"暂扣{_band(one)}{one.object or '许可证'}"
    if kind is PenaltyKind.CONFISCATE_GAINS:
        return f"没收{one.object or '违法所得'}"
    if kind is PenaltyKind.OTHER_ORDER and one.unit == "percent":
        return _share(one)
    if kind in (PenaltyKind.SUSPEND_BUSINESS, PenaltyKind.RESTRICT_BUSINESS):
        timed = f"暂停{_band(one)}{one.object or ''}"
        if one.unit is not None and _reads(one, timed):
            return timed
        return f"责令{one.object or _CLOSED[kind]}{_band(one)}"
    if kind is PenaltyKind.RESTRICT_OCCUPATION:
        return _restriction(one)
    if kind is PenaltyKind.CONFISCATE_GOODS and one.object is None:
        return "予以没收"
    if kind is PenaltyKind.REVOKE_PERMIT and one.unit is not None:
        # What is taken for a time is a 资格: 取消1年以上2年以下的投标资格.
        return f"取消{_band(one)}{one.object or '资格'}"
    if kind is PenaltyKind.OTHER_ORDER:
        return _order(one.object or "", one, named=named)
    return _BEFORE[kind] + (one.object or "")


def _order(bare: str, one: PhrasePenalty, *, named: bool) -> str:
    """责令拆除; without 责令 what an agency does itself: 记6分, 予以通报."""
    ways = [f"责令{bare}", bare, f"予以{bare}"]
    if not named and bare.startswith(_DONE):
        ways = [bare, *ways]
    return next((way for way in ways if _reads(one, way)), ways[0])


def _share(one: PhrasePenalty) -> str:
    """An order that is a share of something: 滞纳金, 收购."""
    share, what = _band(one), one.object or ""
    if one.step is None:
        return f"按照{one.base or ''}的{share}{what}"
    if one.base is None:
        return f"每日加收{share}的{what}"
    return f"每日按{one.base}的{share}加收{what}"


def _restriction(one: PhrasePenalty) -> str:
    life = "终身" if one.unit == "life" else ""
    if one.object is None:
        return f"{life}限制从业{_band(one)}"
    time = life
    if one.unit in _UNITS:
        inside = one.from_ == one.to and one.from_ is not None
        time = _band(one) + ("内" if inside else "")
    leads = ["不得", "不得从事", "不得担任", "禁止", ""]
    if (
        words()["restrict"].at(f"不得{one.object}", 0, len(one.object) + 2)
        is None
    ):
        # 食品检验工作 is nothing that one does without 从事.
        for lead, ends in (("不得担任", _POSTS), ("不得从事", _ACTIVITIES)):
            if one.object.endswith(ends):
                leads.remove(lead)
                leads.insert(0, lead)
    if one.object in words()["restrict"].words:
        # 市场禁入 needs no 不得, which would take over a time before it.
        leads = ["", *leads]
    texts = [f"{time}{lead}{one.object}" for lead in leads]
    for text in (*texts, f"责令{one.object}{_band(one)}"):
        if _reads(one, text):
            return text
    return f"{time}不得{one.object}"


def _fine(one: PhrasePenalty) -> str:
    if one.step is not None:
        return _growing(one)
    if one.unit is None:
        return "处罚款"
    if one.unit.startswith(_PER):
        thing = one.unit.removeprefix(_PER)
        return f"处{one.base or ''}每{thing}{_band(one)}罚款"
    return f"处{one.base or ''}{_band(one)}罚款"


def _growing(one: PhrasePenalty) -> str:
    """An amount that grows: the first wording that is read as it is."""
    step = one.step or ""
    size = plain(one.step_size) if one.step_size is not None else "1"
    amount = _band(one)
    first = f"每增加{size}个{step}增加{amount}"
    texts = [first]
    lead = words()["grow_lead"].at(step, 0, len(step))
    rest = step.removeprefix(lead or "")
    if lead is not None and rest and (len(lead) > 1 or rest in UNITS):
        # 每超过1日: what is passed is no thing that is counted.
        texts.insert(0, f"每{lead}{size}{rest}增加{amount}")
    if one.base is not None:
        texts.insert(0, f"每{step}按{one.base}的{amount}加处罚款")
    if step.startswith("每"):
        cuts = [
            len(_UNIT_WORD.findall(step)[-1]),
            *range(1, min(6, len(step))),
        ]
        texts += [
            f"{step[:-cut]}每{size}{step[-cut:]}增加{amount}" for cut in cuts
        ]
    for text in texts:
        if _reads(one, text):
            return text
    return first


def _reads(one: PhrasePenalty, text: str) -> bool:
    """Whether a wording alone gives the penalty."""
    found = read_penalties(text)
    bare = evolve(
        one,
        situation=None,
        who=None,
        subject=Subject.PARTY,
        obligation=Obligation.MUST,
        group=None,
        cap=None,
        floor=None,
        rounding=None,
        base_least=None,
    )
    return found.complete and list(found.penalties) == [bare]


def _band(one: PhrasePenalty) -> str:
    """The bounds with their unit."""
    if one.unit is None or one.unit == "life":
        return ""
    low, high = one.from_, one.to
    if low is not None and low == high:
        return _amount(low, one.unit)
    text = ""
    if low is not None:
        amount = _amount(low, one.unit)
        text = f"{amount}以上" if one.from_inclusive else f"超过{amount}"
    if high is not None:
        amount = _amount(high, one.unit)
        text += f"{amount}以下" if one.to_inclusive else f"不足{amount}"
    return text


def _amount(value: Decimal, unit: str) -> str:
    if unit == "yuan" or unit.startswith(_PER):
        return _yuan(value)
    return plain(value) + _UNITS.get(unit, unit)


def _yuan(value: Decimal) -> str:
    if value and value % _MYRIAD == 0:
        return f"{plain(value / _MYRIAD)}万元"
    return f"{plain(value)}元"
