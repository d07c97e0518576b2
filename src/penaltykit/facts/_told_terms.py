"""What the terms in a wording are for.

``十五日内`` alone says nothing: it may be the time to pay, to sue after a
reconsideration, or to put things right. The duty or right that follows it in
its sentence decides; where none follows, the one that stands before it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from penaltykit.facts._flat import FlatText
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import DATE, date_in, small_number

_COUNT: Final = (
    r"(?<![0-9.月第年一二三四五六七八九十百])"
    r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十百]{1,4})"
)
_UNIT: Final = r"(?P<unit>个?(?:工作|自然|日历)日|个月|日|天)"
_TERM: Final = Pattern(
    rf"{_COUNT}{_UNIT}(?:(?:之|以)?内|届满(?:之?前)?|期满|(?:之|以)前|前(?!款))"
)
# 收到本决定书之日起15日; 缴款期限为15日
_FROM: Final = Pattern(
    r"(?:(?<=之日起)|(?<=期限)|(?<=期限[:：为是]))"
    rf"{_COUNT}{_UNIT}(?!(?:之|以)?内|届满|期满)"
)
_BY: Final = Pattern(r"(?:之|以)?前(?!款)|止|之日止")
_UNTIL: Final = Pattern(r"(?:至|期限[:：为是]?)$")
_UNITS: Final = {"个月": "months", "日": "days", "天": "days"}

_PURPOSES: Final = Pattern(
    r"(?P<pay>缴(?!费义务)|交纳|交至|交到|交入|上交|汇[至入到交款缴]|转入|转至|"
    r"存入|支付|付清|履行)|"
    r"(?P<review>复议)|(?P<suit>起诉|诉讼)|"
    r"(?P<hear>听证)|(?P<state>陈述|申辩)|"
    r"(?P<mend>改正|整改|拆除|恢复原状|补种|停止|补办|清理)"
)
_SPOKEN: Final = frozenset({"hear", "state"})
_OBJECT: Final = Pattern(
    r"罚|决定书|款项|没收|违法所得|本决定|缴款(?!义务)|上述金额"
)


@frozen
class ToldTerm:
    """One term of a wording.

    Args:
        purposes: any of ``pay``, ``review``, ``suit``, ``hear``, ``state``,
            ``mend``; the right to be heard and that to state may share one.
        count: of units; ``None`` for a last day.
        unit: days, working-days or months.
        day: the last day, where one is fixed.
        about: the sentence, with the one before it where it leans on that.
    """

    purposes: frozenset[str]
    count: int | None
    unit: str | None
    day: dt.date | None
    about: str

    @property
    def is_of_penalty(self) -> bool:
        """Whether the sentence speaks of the penalty, and not of a debt for
        which the party was punished."""
        return _OBJECT.search(self.about) is not None


def told_terms_of(flat: FlatText) -> tuple[ToldTerm, ...]:
    """Every term of a wording with its purpose, also those in brackets."""
    found = list(_terms(flat.pieces))
    if flat.inline != flat.pieces:
        found += (one for one in _terms(flat.inline) if one not in found)
    return tuple(found)


@frozen
class _Place:
    start: int
    end: int
    count: int | None
    unit: str | None
    day: dt.date | None


def _places(piece: str) -> list[_Place]:
    found = []
    for pattern in (_TERM, _FROM):
        for match in pattern.finditer(piece):
            count = small_number(match["count"])
            unit = match["unit"]
            kind = "working-days" if "工作" in unit else _UNITS.get(unit)
            if count is not None:
                found.append(
                    _Place(*match.span(), count, kind or "days", None)
                )
    for match in DATE.finditer(piece):
        by = _BY.match(piece, match.end())
        end = match.end() if by is None else by.end()
        if by is not None or _UNTIL.search(
            piece[max(match.start() - 4, 0) : match.start()]
        ):
            day = date_in(match)
            found.append(_Place(match.start(), end, None, None, day))
    return sorted(found, key=lambda one: one.start)


def _terms(pieces: Iterable[str]) -> Iterator[ToldTerm]:
    before = ""
    for piece in pieces:
        places = _places(piece)
        silent = not _PURPOSES.search(piece)
        for at, place in enumerate(places):
            begin = places[at - 1].end if at else 0
            end = places[at + 1].start if at + 1 < len(places) else len(piece)
            purposes = _following(piece[place.end : end])
            about = piece
            if not purposes:
                purposes = _preceding(piece[begin : place.start])
            if not purposes and silent:
                purposes, about = _preceding(before), before + piece
            elif "pay" in purposes and not _OBJECT.search(piece):
                about = before + piece
            yield ToldTerm(purposes, place.count, place.unit, place.day, about)
        before = piece


def _following(text: str) -> frozenset[str]:
    """What comes first; to be heard and to state go together."""
    return _together(
        match.lastgroup or "" for match in _PURPOSES.finditer(text)
    )


def _preceding(text: str) -> frozenset[str]:
    """What came last; to be heard and to state go together."""
    kinds = [match.lastgroup or "" for match in _PURPOSES.finditer(text)]
    return _together(reversed(kinds))


def _together(kinds: Iterable[str]) -> frozenset[str]:
    """The first kind, and where it is spoken the spoken ones after it."""
    found: set[str] = set()
    for kind in kinds:
        if found and not (kind in _SPOKEN and found <= _SPOKEN):
            break
        found.add(kind)
        if kind not in _SPOKEN:
            break
    return frozenset(found)
