"""Where a condition comes apart: commas, 且, 或者, 、, ；, and lists."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from penaltykit.clause._quantity import Quantity

AND: Final = "and"
OR: Final = "or"
OPEN: Final = "open"
"""、 alone, and ； alone: what it means stands elsewhere or nowhere."""
PLAIN: Final = "plain"
"""A comma without a word."""

STRETCH: Final = 3
COMMA: Final = 2
WORD: Final = 1

_WORDS: Final[Mapping[str, str]] = {
    "并且": AND,
    "而且": AND,
    "且": AND,
    "同时": AND,
    "或者": OR,
    "或": OR,
    "并": AND,
    "以及": AND,
    "及": AND,
    "和": AND,
    "但是": AND,
    "但": AND,
}
_WEAK: Final = frozenset({"以及", "及", "和", "并", "同时"})
_AFTER_COMMA: Final = frozenset({"但是", "但", "同时"})
_NOT_BEFORE: Final[Mapping[str, tuple[str, ...]]] = {
    "且": ("而", "并", "况", "尚", "暂", "姑"),
    "或": ("抑", "间", "即"),
    "并": ("合", "一", "兼", "吞", "归"),
    "及": ("以", "涉", "危", "波", "普", "顾", "触", "累", "殃", "提", "不"),
    "和": ("饱", "缓", "共", "总", "中"),
    "同时": ("三", "的", "与"),
}
_NOT_AFTER: Final[Mapping[str, tuple[str, ...]]] = {
    "或": ("许", "以上", "以下"),
    "或者": ("以上", "以下"),
    "并": (
        "不",
        "非",
        "未",
        "处",
        "网",
        "购",
        "联",
        "行",
        "列",
        "发",
        "案",
        "没",
    ),
    "及": ("时", "其", "以上", "以下", "格", "早"),
    "和": ("解", "谐", "平", "以上"),
    "同时": ("期", "段"),
    "且": ("不说",),
}

_PREDICATE: Final = re.compile(
    r"造成|引发|引起|导致|致使|发生|出现|未|没有|不|已|拒|逾期|无|有|存在|属于|涉及|违法"
    r"|违规|情节|危害|社会影响|后果|再次|多次|屡|超过|超出|超标|非法|擅自|故意|主动|积极|经"
    r"|被|受|曾|在|以|因|为|隐匿|伪造|转移|销毁|暴力|威胁|使用|面积|货值|金额|数额|数量|价值"
    r"|人数|持续|累计|时间|损失|总额|重量|体积|浓度|排放量|具有|符合|构成|拖延|阻挠|对|向|将"
    r"|一年|两年|二年|三年|近|第|首次|初次|配合|取得|获得|其他|产生|影响"
    r"|[0-9二两三四五六七八九十]{1,2}次(?:以上|及以上|或以上)"
)
_NOT_PREDICATE: Final = re.compile(
    r"其他|有关|有毒|有害|有机|无机|不动产|未成年|违法所得$"
)


@frozen(kw_only=True)
class Joint:
    """A place where two parts meet.

    Attributes:
        start: of the sign or word.
        end: of the sign and the word after it.
        rank: :data:`STRETCH`, :data:`COMMA` or :data:`WORD`.
        op: :data:`AND`, :data:`OR`, :data:`OPEN` or :data:`PLAIN`.
        weak: it may as well join two nouns.
    """

    start: int
    end: int
    rank: int
    op: str
    weak: bool = False


def brackets(text: str) -> tuple[list[int], list[int]]:
    """For each opening sign the place of its closing one (else -1), and the
    places of signs that have no partner.
    """
    partner = [-1] * len(text)
    open_: list[int] = []
    lonely: list[int] = []
    for at, sign in enumerate(text):
        if sign in _CLOSES.values():
            open_.append(at)
        elif sign in _CLOSES:
            if open_ and text[open_[-1]] == _CLOSES[sign]:
                partner[open_.pop()] = at
            else:
                lonely.append(at)
    return partner, sorted(lonely + open_)


_CLOSES: Final = {"）": "（", "”": "“", "》": "《", "］": "［"}


def find_joints(
    text: str,
    start: int,
    end: int,
    partner: Sequence[int],
    quantities: Sequence[Quantity],
) -> list[Joint]:
    """Every joint of ``text[start:end]`` outside brackets and figures."""
    found: list[Joint] = []
    at = start
    nearest = bisect_left(quantities, start, key=lambda one: one.start)
    while at < end:
        if partner[at] >= 0:
            at = partner[at] + 1
            continue
        while nearest < len(quantities) and quantities[nearest].start < at:
            nearest += 1
        if nearest < len(quantities) and quantities[nearest].start == at:
            at = max(at + 1, quantities[nearest].end)
            continue
        joint = _joint(text, at, start)
        if joint is None:
            at += 1
            continue
        found.append(joint)
        at = joint.end
    return found


def _joint(text: str, at: int, start: int) -> Joint | None:
    sign = text[at]
    if sign in "；。":
        word = _word(text, at + 1, at, after_comma=True)
        op = _WORDS[word] if word else OPEN
        return Joint(start=at, end=at + 1 + len(word), rank=STRETCH, op=op)
    if sign == "，":
        word = _word(text, at + 1, at, after_comma=True)
        op = _WORDS[word] if word else PLAIN
        return Joint(start=at, end=at + 1 + len(word), rank=COMMA, op=op)
    if sign == "、":
        word = _word(text, at + 1, at, after_comma=True)
        op = _WORDS[word] if word else OPEN
        return Joint(
            start=at, end=at + 1 + len(word), rank=WORD, op=op, weak=not word
        )
    word = _word(text, at, start, after_comma=False)
    if not word:
        return None
    stop = at + len(word)
    for more in ("同时",) if word in ("并", "且", "并且") else ():
        if text.startswith(more, stop):
            return Joint(start=at, end=stop + len(more), rank=WORD, op=AND)
    return Joint(
        start=at,
        end=stop,
        rank=WORD,
        op=_WORDS[word],
        weak=word in _WEAK,
    )


def _word(text: str, at: int, start: int, *, after_comma: bool) -> str:
    """The connecting word at ``at``, if it is one here."""
    for length in (2, 1):
        word = text[at : at + length]
        if word not in _WORDS or len(word) < length:
            continue
        if word in _AFTER_COMMA and not after_comma and word != "同时":
            continue
        if text[at + length : at + length + 2].startswith(
            _NOT_AFTER.get(word, ("\0",))
        ):
            continue
        if (
            not after_comma
            and at > start
            and text[at - 1] in (_NOT_BEFORE.get(word, ()))
        ):
            continue
        return word
    return ""


def predicate_like(words: str) -> bool:
    """Whether words can stand as a condition of their own: 造成…, 未…; a
    noun shares the verb of its neighbour.
    """
    if _NOT_PREDICATE.match(words):
        return False
    return _PREDICATE.match(words) is not None


_ITEM: Final = re.compile(
    r"（(?P<bracket>[一二三四五六七八九十0-9]{1,3})）、?"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<plain>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、](?![0-9])"
)
_BEFORE_ITEM: Final = frozenset("：；。，、")
_REFERS: Final = frozenset("第款条及和或至")
_HAN_NUMBERS: Final = {
    **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)},
}


@frozen(kw_only=True)
class Listed:
    """A list: its heading, and where its items lie.

    Attributes:
        heading: the place after the heading.
        items: start of the mark, start and end of the words of each item.
    """

    heading: int
    items: tuple[tuple[int, int, int], ...]


def find_list(
    text: str, start: int, end: int, partner: Sequence[int]
) -> Listed | None:
    """A numbered list (1, 2, 3 …) in ``text[start:end]``."""
    marks: list[tuple[int, int]] = []
    at, style = start, ""
    while at < end:
        found = _ITEM.match(text, at, end)
        fresh = at == start or text[at - 1] in _BEFORE_ITEM
        if found and not fresh and text[at - 1] not in _REFERS:
            # ①…②…, （1）…（2）… on one line.
            fresh = found.lastgroup == "circle" or (
                bool(marks) and found.lastgroup == "bracket"
            )
        if found and fresh:
            kind = found.lastgroup or ""
            number = _number(found[kind])
            if number == len(marks) + 1 and kind == (style or kind):
                style = kind
                marks.append((found.start(), found.end()))
                at = found.end()
                continue
        at = partner[at] + 1 if partner[at] >= 0 else at + 1
    if len(marks) <= 1 and not (
        marks and text[marks[0][0] - 1 : marks[0][0]] == "："
    ):
        return None
    ends = [mark[0] for mark in marks[1:]] + [end]
    return Listed(
        heading=marks[0][0],
        items=tuple(
            (mark, first, stop)
            for (mark, first), stop in zip(marks, ends, strict=True)
        ),
    )


def _number(sign: str) -> int:
    if sign.isascii():
        return int(sign)
    if len(sign) == 1 and "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    tens, ten, units = sign.rpartition("十")
    if not ten:
        return _HAN_NUMBERS.get(sign, 0)
    return _HAN_NUMBERS.get(tens, 1) * 10 + _HAN_NUMBERS.get(units, 0)
