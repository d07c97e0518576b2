"""The last look: no penalty inside a name, a thing or a condition.

Whatever the grammar made of a text, words that impose a penalty may not end
in what somebody is called, in what something falls on or in what it depends
on. Where they did, the words are unread after all: one place for every way
in which that can happen.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from attrs import define, field

from penaltykit.clause._amount import AmountReader
from penaltykit.clause._clause import ClauseReader
from penaltykit.clause._draft import Item
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._state import Entry, State
from penaltykit.clause._words import Words, words
from penaltykit.penalty import PenaltyKind

_ROLES: Final = frozenset(
    {
        "addressee",
        "agency",
        "conduct",
        "consequence",
        "criminal",
        "ground",
        "law",
        "reference",
        "situation",
    }
)
_STARTERS: Final = (
    "impose",
    "confiscate",
    "revoke",
    "suspend",
    "downgrade",
    "restrict",
    "restrict_business",
    "warning",
    "criticism",
    "detention",
    "fine",
    "no_penalty",
    "for_life",
    "other_penalties",
)
# 停业, 关闭 are what a condition may speak of, and no part of a name.
_CLOSING: Final = ("suspend_business", "shut_down")
_ORDERS: Final = frozenset(
    {
        PenaltyKind.OTHER_ORDER,
        PenaltyKind.ORDER_CORRECT,
        PenaltyKind.ORDER_STOP,
    }
)
_NAMED_BY_VERB: Final = frozenset(
    {
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.RESTRICT_BUSINESS,
        PenaltyKind.RESTRICT_OCCUPATION,
        PenaltyKind.OTHER_PENALTY,
    }
)
_AMOUNTED: Final = frozenset({PenaltyKind.FINE, PenaltyKind.DETENTION})
_FRESH: Final = re.compile(
    "(?:^|[，；。：、（）或者并且和及但]|同时|直至)"
    "(?:可以?|应当?|依法|还|也|另|分别|一律)*$"
)
_STOP: Final = re.compile("[，；。：、（）或并和及且的]|直至|同时|以及|$")
_MOST_ENDS: Final = 8
_LONGEST: Final = 120
# What was imposed before, or should have been: no penalty of this text.
_GOVERNED: Final = re.compile(
    "被|受到?|遭|曾|伪造|其他|上述|聘用|招用|除|需要|缴|执行|履行|决定|未依法"
)
# Orders that nobody's conduct is called.
_DEED: Final = re.compile(
    "强制(?:拆除|清除|排除|报废)|予以|限期(?!内)|追缴|收缴|取缔|记[0-9一二三四五六十]{1,3}分|按日"
)
_TERM: Final = (
    "[0-9一二三四五六七八九十两]{1,3}(?:年|个月|日)(?:以|之)?内?"
    "(?=不得|禁止|限制)"
)
_PASSIVE: Final = re.compile("被|受到?过?|遭|曾|缴纳?|履行|执行|拖欠")
_IN_BRACKET: Final = re.compile(
    "（(?:责令|停[产业工]|关闭|限[制期]|整顿|强制|予以|追缴|收缴|取缔|记[0-9一二三四五六十])"
)
_CLOSED: Final = re.compile(
    "(?:停产停业|停业整顿|停产整治|停业|停产|关闭|限制生产|整顿)[（并且、]"
)
_AFTER_IT: Final = re.compile("[后而仍未不拒逾]")
_FIGURE: Final = re.compile("[0-9一二三四五六七八九十百千万](?:元|倍|%)")
_SUM: Final = re.compile(
    "[0-9一二三四五六七八九十百千万半](?:元|倍|%|日|天)|等[值额]"
)


@cache
def _starts(names: tuple[str, ...]) -> re.Pattern[str]:
    found = words().union(names).ends
    listed = "|".join(map(re.escape, found))
    return re.compile(f"{_TERM}|{_DEED.pattern}|责令|{listed}")


@define
class Guard:
    """Looks for penalties in words that may hold none.

    Attributes:
        state: what was read.
    """

    state: State
    _known: dict[tuple[str, bool], bool] = field(factory=dict)

    def look(self) -> None:
        """Make unread what holds a penalty in the wrong place."""
        state = self.state
        bad = {
            entry.clause for entry in state.entries if self._holds_any(entry)
        }
        if bad:
            state.forget(bad)
            state.entries = [
                one for one in state.entries if one.clause not in bad
            ]
        state.marked = [one for one in state.marked if not self._hides(*one)]

    def _hides(self, start: int, end: int, role: str) -> bool:
        """Whether words that were understood hold a penalty after all."""
        if role == "procedure":
            # 责令停业的行政处罚，由…决定 names a penalty, and no sum of one.
            text = self.state.text
            return (
                text.find("处罚", start, end) < 0
                and _FIGURE.search(text, start, end) is not None
                and self._holds_at(start, end)
            )
        return role in _ROLES and self._holds_at(
            start, end, named=role == "addressee"
        )

    def _holds_any(self, entry: Entry) -> bool:
        one = entry.first
        thing = one.object or ""
        if one.kind in _NAMED_BY_VERB:
            # 限制生产, 行业和职业禁入: the verb is part of the name.
            known = self.state.words["restrict"].words
            bracket = thing.startswith("（")
            thing = "" if thing in known else thing[not bracket :]
        if _IN_BRACKET.search(thing):
            return True
        if one.kind is PenaltyKind.OTHER_ORDER:
            if _CLOSED.match(thing):
                return True
            if _DEED.match(thing):
                # 责令限期拆除: what is ordered, and nothing beside it.
                thing = _DEED.sub("", thing, count=1)
        if one.who and self._holds(one.who, named=True):
            return True
        named = (thing, one.base, one.step)
        return any(self._holds(words_) for words_ in named if words_) or any(
            self._holds(part) for part in (one.situation or "").split("；")
        )

    def _holds_at(self, start: int, end: int, *, named: bool = False) -> bool:
        words_ = self.state.text[start:end].removesuffix("的")
        if named:
            words_ = words_.removeprefix("对")
        return self._holds(words_, named=named)

    def _holds(self, words_: str, *, named: bool = False) -> bool:
        key = words_, named
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = any(
                self._imposes(words_, at, named=named)
                for at in self._places(words_, named=named)
            )
        return found

    def _places(self, words_: str, *, named: bool) -> Iterator[int]:
        names = _STARTERS + _CLOSING * named
        for match in _starts(names).finditer(words_):
            yield match.start()

    def _imposes(self, words_: str, at: int, *, named: bool) -> bool:
        """Whether a penalty that stands for itself begins at ``at``.

        Args:
            words_: that may hold none.
            at: a place in them.
            named: they are to name somebody, who has no verb but before 的.
        """
        low = max(words_.rfind(sign, 0, at) for sign in "，；。：（") + 1
        before = words_[low:at]
        fresh = _FRESH.search(before) is not None
        if named and not fresh:
            # 责任人员限期出境: his name ends before it, but 取消资格的人员.
            fresh = "的" not in words_[at:]
        if _PASSIVE.search(before):
            return False
        free = fresh and _GOVERNED.search(before) is None
        stop = min(len(words_), at + _LONGEST)
        if not free and _SUM.search(words_, at, stop) is None:
            return False
        for number, match in enumerate(_STOP.finditer(words_, at + 1, stop)):
            if number >= _MOST_ENDS:
                break
            for item in self._read(words_, at, match.start()):
                if self._is_one(item, fresh=free) or (
                    free and _DEED.match(words_, at)
                ):
                    return True
        return False

    def _is_one(self, item: Item, *, fresh: bool) -> bool:
        if not item.options:
            return False
        one = item.options[0]
        if one.kind in _AMOUNTED and one.unit is not None:
            return True
        if one.kind is PenaltyKind.OTHER_ORDER and item.verb == "order":
            # 责令拆除, but not 责令改正后及时改正.
            return fresh and _AFTER_IT.search(one.object or "") is None
        if one.kind in (PenaltyKind.ORDER_CORRECT, PenaltyKind.ORDER_STOP):
            return fresh and item.verb == "order"
        return fresh and one.kind not in _ORDERS

    def _read(self, words_: str, at: int, end: int) -> Sequence[Item]:
        vocabulary: Words = self.state.words
        reader = AmountReader(
            text=words_, words=vocabulary, bounds=self.state.bounds
        )
        phrases = Phrases(words_, end, vocabulary)
        return ClauseReader(phrases, reader).items(at) or ()
