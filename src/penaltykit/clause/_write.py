"""Back into words: one canonical Chinese phrase for a list of penalties."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from attrs import evolve

from penaltykit.clause._context import is_typical
from penaltykit.clause._numbers import plain
from penaltykit.clause._read import read_penalties
from penaltykit.clause._result import PhrasePenalty
from penaltykit.clause._state import carries_over, names_addressee
from penaltykit.clause._words import base_facts, object_codes, words
from penaltykit.penalty import Obligation, Penalty, PenaltyKind, Subject

_MYRIAD: Final = 10_000
_PLAIN: Final = {
    PenaltyKind.WARNING: "给予警告",
    PenaltyKind.CRITICISM: "给予通报批评",
    PenaltyKind.SHUT_DOWN: "责令关闭",
    PenaltyKind.NO_PENALTY: "不予处罚",
}
_BEFORE: Final = {
    PenaltyKind.CONFISCATE_GOODS: "没收",
    PenaltyKind.REVOKE_PERMIT: "吊销",
    PenaltyKind.DOWNGRADE: "降低",
    PenaltyKind.ORDER_CORRECT: "责令改正",
    PenaltyKind.ORDER_STOP: "责令停止",
    PenaltyKind.OTHER_ORDER: "责令",
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
_ACTIVITIES: Final = ("工作", "活动", "业务", "经营", "管理", "服务", "职业")
_POSTS: Final = ("人员", "负责人", "代表人", "董事", "监事", "职务")
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
    if first is not None and not _reads_as_situation(first):
        if len(texts) == 1:
            # A list of one would be a conduct: it needs a second item.
            texts.append(_END)
        texts = [f"（{n}）{text}" for n, text in enumerate(texts, start=1)]
    return "；".join(texts)


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
    text = joint + (f"对{who}" if who else "") + may
    if one.obligation is Obligation.ALTERNATIVE and alone:
        # The other limb is no penalty: 给予处分或者给予警告.
        text += "给予处分或者"
    return text + _body(one) + _additions(one)


def _additions(one: PhrasePenalty) -> str:
    text = ""
    if one.floor is not None:
        text += f"，最低不低于{_yuan(one.floor)}"
    if one.cap is not None:
        text += f"，最高不超过{_yuan(one.cap)}"
    if one.rounding is not None:
        text += f"，{_ROUND.get(one.rounding, '')}"
    if one.base_least is not None and one.base is not None:
        # The last words of a long name are enough to name it again.
        name = one.base.rpartition("）")[2].rpartition("，")[2] or one.base
        least = _yuan(one.base_least)
        text += f"，{name[-_NAME:]}不足{least}的，按{least}计算"
    return text


def _body(  # noqa: C901, PLR0911 one branch a kind
    one: PhrasePenalty,
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
        plain_ = (
            "停产停业"
            if kind is PenaltyKind.SUSPEND_BUSINESS
            else ("限制生产")
        )
        return f"责令{one.object or plain_}{_band(one)}"
    if kind is PenaltyKind.RESTRICT_OCCUPATION:
        return _restriction(one)
    if kind is PenaltyKind.CONFISCATE_GOODS and one.object is None:
        return "予以没收"
    text = _BEFORE[kind] + (one.object or "")
    if kind is PenaltyKind.OTHER_ORDER and not _reads(one, text):
        # 车辆不得上道路行驶, 记6分: said without 责令.
        bare = one.object or ""
        text = bare if _reads(one, bare) else text
    return text


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
