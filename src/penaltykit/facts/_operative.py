"""The operative part of a paper: what it lays on the party, and how much.

A paper decides (or, as a notice, proposes) in one sentence, or announces
that it will (``决定处罚如下：``) and then lists. It also quotes the law,
retells what the party was told and calls for payment; only what decides or
proposes is read, and of that only amounts and lengths of time that stand with
a kind of penalty. A range (``五日以上十日以下``) is the law's and is passed
over.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import (
    AMOUNT,
    COUNT,
    PlainText,
    amount_in,
    small_number,
)
from penaltykit.penalty import PenaltyKind

RETOLD: Final = Pattern(
    r"告知|拟|申辩|听证|曾|此前|前次|上次|减轻|从轻|处罚建议|请求|要求"
)
"""Sentences that retell what the party was told, asked, or once got."""
# 被……局处以罚款: what happened, to whomever; 被处罚人 is the party.
_BORNE: Final = r"被(?!处罚(?:人|单位|者|对象))[^，,。；;\n]{0,30}罚款"

_DECIDES: Final = Pattern(
    r"决定|作出|处以|给予|如下|合计|共计|并处|对当事人处|对你"
)
_PROPOSES: Final = Pattern(r"拟")
_EARLIER: Final = Pattern(rf"曾|此前|前次|上次|另案|{_BORNE}")
_NOT_YET: Final = Pattern(rf"告知|拟|曾|此前|前次|上次|处罚建议|另案|{_BORNE}")
# 决定 as a verb: what stands behind it is decided, whatever was retold before.
_VERB: Final = Pattern(r"(?<![拟罚的本该])决定(?!书|的|之日)")
# A list follows: on the lines below, or behind the colon.
_ANNOUNCES: Final = Pattern(
    r"如下[^。；;\n]{0,12}[:：]|如下\s*$|决定[^。；;\n]{0,40}[:：]\s*$|"
    r"(?:以下|下列)[^。；;\n]{0,8}(?:处罚|决定)[^。；;\n]{0,4}$"
)
# From the headings of a paper down to the items of an item.
_ITEM: Final = Pattern(
    r"\s*(?:(?P<a>[一二三四五六七八九十]{1,2}\s*[、.．，])|"
    r"(?P<b>[（(][一二三四五六七八九十]{1,2}[）)])|"
    r"(?P<c>[0-9]{1,2}\s*[、.．](?![0-9]))|"
    r"(?P<d>[（(]?[0-9]{1,2}[）)]|[①-⑳]))"
)
_PARTS: Final = Pattern(r"[。；;！!]+")


@frozen
class Laid:
    """One amount or length of time that a paper lays on the party.

    Args:
        kinds: of the penalty that it stands with; two for a sum of both.
        amount: in yuan or units.
        unit: yuan, days, months or years.
        piece: the sentence or item in which it stands.
    """

    kinds: tuple[PenaltyKind, ...]
    amount: Decimal
    unit: str
    piece: str


def _decided(piece: str) -> str | None:
    """What a sentence of a decision decides, if it decides anything."""
    if _DECIDES.search(piece) is None:
        return None
    verbs = list(_VERB.finditer(piece))
    if not verbs:
        retold = RETOLD.search(piece) or _EARLIER.search(piece)
        return None if retold else piece
    # What stands before says what the law or the benchmark would lead to.
    rest = piece[verbs[-1].start() :]
    retold = _EARLIER.search(piece) or _NOT_YET.search(rest)
    return None if retold else rest


def _proposed(piece: str) -> str | None:
    """What a sentence of a notice proposes, if it proposes anything."""
    if _PROPOSES.search(piece) is None or _EARLIER.search(piece):
        return None
    return piece


def _level(text: str) -> str:
    """How an item of a list is numbered; empty for what is none."""
    match = _ITEM.match(text)
    return "" if match is None else match.lastgroup or ""


Piece = tuple[str, bool]
"""A piece of the operative part; whether it surely lays something on the
party, as an item of the list or behind the verb."""


def _operative(plain: PlainText, *, proposed: bool) -> Iterator[Piece]:
    """Pieces of a text that decide, or for a notice propose."""
    says, other = (_proposed, _EARLIER) if proposed else (_decided, _NOT_YET)
    first = listed = False  # any line may come first, then items only
    top = ""  # how the items are numbered; a heading above them ends the list
    for line in plain.whole.split("\n"):
        if not line.strip():
            continue
        level = _level(line)
        inside = first or (listed and level >= (top or "a"))
        top = level if first else top
        first, listed = False, inside
        for piece in _PARTS.split(line):
            if inside or (listed and _level(piece)):
                if other.search(piece) is None:
                    yield piece, True
                continue
            found = says(piece)
            if found is None:
                continue
            yield found, not proposed and _VERB.match(found) is not None
            if _ANNOUNCES.search(piece):
                listed, top = True, ""
                first = piece.rstrip()[-1] in ":：下罚定"


_SUM: Final = (
    r"(?:金额|数额)?\s*(?:[，,]\s*(?=即|计|共|合))?"
    r"(?:即|共计|合计|总计|为|计|共)?\s*[:：]?\s*(?:人民币\s*)?"
)
_IN_WORDS: Final = r"(?:[（(]\s*(?:人民币|大写|小写)\s*[:：]?\s*[）)])?\s*"
_AND: Final = r"\s*(?:、|和|及|与|以及|并)\s*"
_GAINS: Final = r"没收[^，,。；;\n]{0,12}?违法所得"
_FINE: Final = (PenaltyKind.FINE,)
_BOTH: Final = (PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS)
_MONEY: Final = (
    (_FINE, Pattern(rf"(?<!加处)罚款{_SUM}{_IN_WORDS}{AMOUNT}")),
    (
        _FINE,
        Pattern(
            rf"(?:(?<!加)处以?|给予|作出|科以?)\s*{AMOUNT}整?\s*"
            r"(?:[（(][^（）()\n]{0,24}[）)])?\s*的?\s*(?:行政)?罚款"
        ),
    ),
    (
        (PenaltyKind.CONFISCATE_GAINS,),
        Pattern(rf"{_GAINS}{_SUM}{_IN_WORDS}{AMOUNT}"),
    ),
    (
        (PenaltyKind.CONFISCATE_GAINS,),
        Pattern(rf"没收(?:其|当事人)?的?\s*{AMOUNT}整?\s*的?违法所得"),
    ),
    (
        _BOTH,
        Pattern(
            rf"(?:罚没(?:款项?)?|违法所得{_AND}罚款|"
            rf"罚款{_AND}没收(?:的)?违法所得){_SUM}{_IN_WORDS}{AMOUNT}"
        ),
    ),
)
_DAYS: Final = rf"(?P<count>{COUNT})\s*(?P<unit>个月|日|天|年)"
_TIME: Final = (
    (
        PenaltyKind.DETENTION,
        Pattern(rf"拘留\s*(?:期限)?\s*为?\s*{_DAYS}"),
    ),
    (PenaltyKind.DETENTION, Pattern(rf"{_DAYS}的?(?:行政)?拘留")),
    (
        PenaltyKind.SUSPEND_PERMIT,
        Pattern(rf"暂扣[^，,。；;\n]{{0,30}}?(?<![第0-9]){_DAYS}"),
    ),
    (
        PenaltyKind.SUSPEND_BUSINESS,
        Pattern(rf"停(?:产|业|产停业)(?:整顿|整治)?\s*{_DAYS}"),
    ),
)
_UNITS: Final = {"个月": "months", "日": "days", "天": "days", "年": "years"}
_RANGE: Final = Pattern(r"\s*(?:以上|以下|以内|至|到|—|-|~|～|不足|的罚款|内)")
# 由罚款8000元变更为, 每辆处200元, 折抵拘留一日, 不再罚款: not what is laid.
_NOT_LAID: Final = Pattern(
    r"(?:由|原|每|先行|折抵|不予|不再|免予|免除)[^，,。；;:：]{0,10}$|"
    rf"违法所得{_AND}$"
)
_BEFORE: Final = 12


def _of(piece: str) -> Iterator[Laid]:
    for kinds, pattern in _MONEY:
        for match in pattern.finditer(piece):
            amount = amount_in(match)
            if amount is not None and _is_laid(piece, *match.span()):
                yield Laid(kinds, amount, "yuan", piece)
    for kind, pattern in _TIME:
        for match in pattern.finditer(piece):
            count = small_number(match["count"])
            if count is not None and _is_laid(piece, *match.span()):
                unit = _UNITS[match["unit"]]
                yield Laid((kind,), Decimal(count), unit, piece)


def _is_laid(piece: str, start: int, end: int) -> bool:
    return (
        _RANGE.match(piece, end) is None
        and _NOT_LAID.search(piece[max(start - _BEFORE, 0) : start]) is None
    )


_BECOMES: Final = Pattern(r"(?:变更|改|调整|减)为|变更后")


def laid(plain: PlainText, *, proposed: bool = False) -> Iterator[Laid]:
    """What the operative part of a text lays on the party.

    Args:
        plain: the wording of a paper.
        proposed: whether it is a notice, which proposes.
    """
    for piece, _ in _operative(plain, proposed=proposed):
        yield from _of(piece)


_KINDS: Final = {
    PenaltyKind.WARNING: r"警告",
    PenaltyKind.CRITICISM: r"通报批评",
    PenaltyKind.FINE: r"(?<!加处)罚款",
    PenaltyKind.CONFISCATE_GAINS: r"没收[^，,。；;\n]{0,40}违法所得",
    PenaltyKind.CONFISCATE_GOODS: (
        r"(?:没收|收缴)(?![^，,。；;\n]{0,40}违法所得)"
    ),
    PenaltyKind.SUSPEND_PERMIT: r"暂扣",
    PenaltyKind.REVOKE_PERMIT: r"吊销",
    PenaltyKind.SUSPEND_BUSINESS: r"停产|停业",
    PenaltyKind.DETENTION: r"行政拘留",
}
_NAMED: Final = {kind: Pattern(text) for kind, text in _KINDS.items()}
# 当场作出罚款200元的行政处罚: decided without the verb.
_GIVES: Final = Pattern(r"(?:作出|给予)([^。；;]{1,80}?)的(?:行政)?处罚")
_CLAUSE: Final = Pattern(r"[，,]")
# What is not given, or given only if something comes to pass.
_NOT_GIVEN: Final = Pattern(
    r"不予|不再|免予|免除|撤销|未|逾期|拒不|可以|可依法|将|严重的|的，|如|若|缴|"
    r"执行"
)


def kinds_laid(plain: PlainText) -> set[PenaltyKind]:
    """Kinds of penalty that the operative part of a decision surely gives.

    Args:
        plain: the wording of a decision.
    """
    pieces = [
        piece if sure else " ".join(_GIVES.findall(piece))
        for piece, sure in _operative(plain, proposed=False)
    ]
    return {
        kind
        for piece in pieces
        for clause in _CLAUSE.split(piece)
        if _NOT_GIVEN.search(clause) is None
        for kind, pattern in _NAMED.items()
        if pattern.search(clause)
    }


def kinds_missed(
    plain: PlainText, kinds: Iterable[PenaltyKind]
) -> list[PenaltyKind]:
    """Kinds of which no sentence of a decision speaks, those left out that
    retell what the party was told.

    Args:
        plain: the wording of a decision.
        kinds: to look for; those that have no fixed word are passed over.
    """
    said = [s for s in plain.sentences if not _TOLD.search(s)]
    return [
        kind
        for kind in kinds
        if kind in _NAMED and not any(map(_WORDS[kind].search, said))
    ]


_TOLD: Final = Pattern(r"告知|拟(?:作出|给予|对|处)")
# Goods may be taken in several words (追缴, 销毁), gains beside them.
_WORDS: Final = {
    **_NAMED,
    PenaltyKind.CONFISCATE_GAINS: Pattern(r"违法所得"),
    PenaltyKind.CONFISCATE_GOODS: Pattern(r"没收|收缴|追缴|销毁"),
    PenaltyKind.DETENTION: Pattern(r"拘留"),
    PenaltyKind.SUSPEND_BUSINESS: Pattern(r"停产|停业|停止"),
    PenaltyKind.REVOKE_PERMIT: Pattern(r"吊销|撤销"),
}


def laid_anew(plain: PlainText) -> Iterator[Laid]:
    """What a paper that changes a decision puts in its place."""
    for sentence in plain.sentences:
        found = list(_BECOMES.finditer(sentence))
        if found:
            yield from _of(sentence[found[-1].end() :])
