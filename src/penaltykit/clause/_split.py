"""A text cut into clauses, by its marks; brackets and quotes stay whole."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from penaltykit.clause._source import Source

_OPEN: Final = {"（": "）", "“": "”", "《": "》", "［": "］"}
_CLOSE: Final = {close: sign for sign, close in _OPEN.items()}
_STOPS: Final = {
    "，": "comma",
    "；": "semicolon",
    "。": "stop",
    "：": "colon",
    "!": "stop",
    "?": "stop",
    "|": "semicolon",
    "．": "stop",
}
_NUMERAL: Final = "一二三四五六七八九十百"
_CIRCLED: Final = frozenset(map(chr, range(0x2460, 0x249C)))
_MARKER: Final = re.compile(
    rf"（(?:[0-9]{{1,3}}|[{_NUMERAL}]{{1,5}}|[a-zA-Z])）[、.]?"
    rf"|[{_NUMERAL}]{{1,5}}、(?![{_NUMERAL}])"
    r"|[0-9]{1,3}(?:[.、](?![0-9])|）)"
    r"|[\u2460-\u2473\u2474-\u249b]"
    r"|(?:[a-zA-Z][.、）])"
    r"|[·•●■◆▪*-]{1,2}"
)
# [1], （注2）, *: what points at a note, and （详见附件）, which is one.
_FOOTNOTE: Final = re.compile(
    r"［(?:注?[0-9]{1,2}|注)］|（注[0-9]{0,2}）|[*†‡]{1,3}(?=$|[；，。])"
    r"|（(?:注：|备注|详见|见附|参见|另见)"
    r"(?![^（）]*(?:[0-9]|不|除|但|含|处|罚|没收|责令|吊销|每))[^（）]{0,30}）"
    r"(?=$|[；，。])"
)
_NUMERALS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
# What may stand in a bracket and still be part of the penalty.
_INNER: Final = re.compile(
    r"情节|逾期|拒不|有违法所得|没有违法所得|每|最高|最低|不超过|处|并处|可以|可并|但|罚款|没收|责令|给予|吊销"
)


@frozen
class Clause:
    """A stretch between two marks.

    Attributes:
        start: place in the normal text.
        end: place after it, before its mark.
        mark: what closes it: ``comma``, ``semicolon``, ``stop``, ``colon``,
            ``bracket`` (opens one), ``close`` or ``end``.
        item: whether a list marker stands before it.
    """

    start: int
    end: int
    mark: str
    item: bool = False


@frozen
class Pieces:
    """What :func:`split` makes of a text.

    Attributes:
        clauses: in order, empty ones left out.
        marks: places of punctuation, as start and end.
        pairs: the closing place of each bracket that is closed.
        unclosed: places of brackets that have no other half.
    """

    clauses: tuple[Clause, ...]
    marks: tuple[tuple[int, int], ...]
    pairs: dict[int, int]
    unclosed: tuple[int, ...]


def _pairs(text: str) -> tuple[dict[int, int], list[int]]:
    """Closing places by opening places, and the halves that stand alone."""
    found: dict[int, int] = {}
    open_: list[int] = []
    alone: list[int] = []
    for at, sign in enumerate(text):
        if sign in _OPEN:
            open_.append(at)
        elif sign in _CLOSE:
            if open_ and text[open_[-1]] == _CLOSE[sign]:
                found[open_.pop()] = at
            else:
                alone.append(at)
    return found, sorted(alone + open_)


def split(  # noqa: C901, PLR0915 one pass, one branch a kind of mark
    source: Source,
) -> Pieces:
    """Cut a text at its marks; linear."""
    text = source.text
    pairs, alone = _pairs(text)
    clauses: list[Clause] = []
    marks: list[tuple[int, int]] = []
    lone = frozenset(alone)
    closers: set[int] = set()
    start = at = 0
    item = False
    fresh = True
    follows = ""

    def close(end: int, mark: str) -> None:
        nonlocal start, item
        if end > start:
            clauses.append(Clause(start, end, mark, item))
            item = False
        elif clauses and _weight(mark) > _weight(clauses[-1].mark):
            last = clauses[-1]
            clauses[-1] = Clause(last.start, last.end, mark, last.item)

    last = len(text)
    while at < last:
        run_on = (
            bool(follows)
            and at > start + 1
            and text.startswith(follows, at)
            and text[at - 1] not in "第、和及或至"
            and not text.startswith(
                ("项", "、", "和", "至"), at + len(follows)
            )
            # 1.处…罚款 2.吊销…: a bare figure needs its blank.
            and (
                follows.startswith("（")
                or source.starts[at] - source.starts[at - 1] > 1
            )
        )
        note = _FOOTNOTE.match(text, at) if text[at] in "［（*†‡" else None
        if note is not None and at > start:
            close(at, "comma")
            marks.append((at, note.end()))
            at = start = note.end()
            continue
        if fresh or at in source.breaks or text[at] in _CIRCLED or run_on:
            marker = _MARKER.match(text, at)
            if marker and _is_marker(text, at, marker.end(), pairs):
                if at > start or (clauses and clauses[-1].mark == "comma"):
                    close(at, "semicolon")
                marks.append((at, marker.end()))
                at = start = marker.end()
                item = True
                fresh = False
                follows = _following(text[marks[-1][0] : at])
                continue
        fresh = False
        sign = text[at]
        if at in pairs:
            stop = pairs[at]
            if sign == "（" and _INNER.match(text, at + 1, stop):
                close(at, "bracket")
                closers.add(stop)
                marks.append((at, at + 1))
                at = start = at + 1
                fresh = True
                continue
            at = stop + 1
            continue
        if at in closers:
            close(at, "close")
            marks.append((at, at + 1))
            at = start = at + 1
            continue
        if at in lone:
            close(at, "bracket" if sign in _OPEN else "close")
            marks.append((at, at + 1))
            at = start = at + 1
            fresh = True
            continue
        if sign in _STOPS:
            close(at, _STOPS[sign])
            marks.append((at, at + 1))
            at = start = at + 1
            fresh = True
            continue
        if sign == "." and not _in_number(text, at):
            close(at, "stop")
            marks.append((at, at + 1))
            at = start = at + 1
            fresh = True
            continue
        at += 1
    close(last, "end")
    return Pieces(tuple(clauses), tuple(marks), pairs, tuple(alone))


def _following(marker: str) -> str:
    """The marker of the next item, where this one stands in brackets."""
    inner = marker.rstrip("、.").removeprefix("（").removesuffix("）")
    if not marker.startswith("（"):
        number, sign = marker[:-1], marker[-1]
        if number.isdecimal() and sign in ".、）":
            return f"{int(number) + 1}{sign}"
        return ""
    if inner.isdecimal():
        return f"（{int(inner) + 1}）"
    if inner in _NUMERALS[:-1]:
        return f"（{_NUMERALS[_NUMERALS.index(inner) + 1]}）"
    return ""


def _weight(mark: str) -> int:
    return (
        ("comma", "bracket", "close", "semicolon", "colon", "stop").index(mark)
        if mark != "end"
        else -1
    )


def _in_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _is_marker(text: str, at: int, end: int, pairs: dict[int, int]) -> bool:
    """Whether a list marker is one, and no bracket or figure of the text."""
    if text[at] == "（":
        return pairs.get(at) == end - 1 or pairs.get(at) == end - 2
    return end < len(text) and not (
        text[at : at + 1] in "一二三四五六七八九十" and text[end - 1] != "、"
    )


def segments(clauses: tuple[Clause, ...]) -> Iterator[list[Clause]]:
    """The clauses between two semicolons, colons or full stops."""
    held: list[Clause] = []
    for clause in clauses:
        if clause.item and held:
            yield held
            held = []
        held.append(clause)
        if clause.mark in ("semicolon", "colon", "stop"):
            yield held
            held = []
    if held:
        yield held
