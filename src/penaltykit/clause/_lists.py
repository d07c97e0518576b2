"""Lists: 有下列情形之一的：（1）…；（2）…."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from penaltykit.clause._account import Account, Readings
from penaltykit.clause._joints import Listed, find_joints
from penaltykit.clause._tree import Condition, Not, both, either

_MOST_COUNTED: Final = 6
_HEAD: Final = re.compile(
    r"(?P<all>同时)?(?:有|具有|存在|符合|具备|属于|满足|出现|发生)?(?P<all2>同时)?"
    r"(?:有|具有|存在|符合|具备|属于|满足|出现)?"
    r"(?:下列|以下|如下|下述)(?:各项)?(?P<among>其中)?(?:的)?"
    r"(?:(?P<n>任意一|任一|一|两|二|三|四|五|[1-9])(?:种|项|个|类|款))?"
    r"(?P<more>及以上|或以上|以上)?(?:违法|严重|加重|从重|从轻|减轻|的)?"
    r"(?:情形|情节|条件|行为|因素|情况|要求|规定)(?:中)?(?:的)?"
    r"(?:之?(?P<one>任意一|任一|一|两|二|三|[1-9])(?:项|种|个)?(?P<more2>及以上|或以上|以上)?)?"
    r"(?:的|者)?[：，]?$"
)
_DEFINES: Final = re.compile(
    r"(?:包括|是指|指|即|为)(?:以下情形|下列情形)?[：，]?$"
)
_NOBODY: Final = re.compile(
    r"(?:当事人|行为人|违法行为人)?(?:的)?(?:违法行为)?"
)
_SMALL: Final = {
    "一": 1,
    "任意一": 1,
    "任一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}


class ListReader(Account, ABC):
    """Reads lists; what stands between the marks is for who inherits."""

    @abstractmethod
    def _stretch(self, start: int, end: int, deep: int) -> Readings:
        """Everything from here to there."""

    def _colon(self, start: int, end: int) -> int | None:
        """The colon of a heading that asks for a list."""
        at = self.text.find("：", start, end)
        if at < 0 or not _HEAD.search(self.text[max(start, at - 60) : at + 1]):
            return None
        return at + 1

    def _listed(
        self, start: int, listed: Listed, deep: int
    ) -> Readings | None:
        heading = self._heading(start, listed.heading)
        if heading is None:
            return None
        for mark, first, _ in listed.items:
            self._mark(mark, first)
        return self._items(
            start,
            (*heading, listed.heading),
            [(first, stop) for _, first, stop in listed.items],
            deep,
        )

    def _heading(self, start: int, end: int) -> tuple[int, str, int] | None:
        """Where the heading proper begins, how its list is meant, and a
        number: ``any``, ``all``, ``least``, ``exact``, ``either`` (exactly or
        at least), ``open``.
        """
        if start >= end:
            return start, "open", 0
        window = max(start, end - 80)
        found = _HEAD.search(self.text, window, end)
        if found is None:
            if _DEFINES.search(self.text, window, end) is not None:
                return start, "any", 0
            return (start, "open", 0) if self.text[end - 1] == "：" else None
        if found["all"] or found["all2"]:
            return found.start(), "all", 0
        word = found["n"] or found["one"]
        if word is None:
            return found.start(), "open", 0
        number = _SMALL.get(word) or int(word)
        one = (found["one"] and number == 1) or word in ("任一", "任意一")
        how = "any" if one else "either"
        if found["more"] or found["more2"]:
            how = "least"
        return found.start(), how, number

    def _items(
        self,
        start: int,
        heading: tuple[int, str, int, int],
        items: Sequence[tuple[int, int]],
        deep: int,
    ) -> Readings:
        """The items of a list, under what stands before its heading."""
        opens, how, number, top = heading
        parts = [self._stretch(low, high, deep + 1) for low, high in items]
        before: Readings | None = None
        lead = self.text[start:opens].rstrip("，且并")
        if lead and not _NOBODY.fullmatch(lead):
            before = self._stretch(start, start + len(lead), deep + 1)
        elif how == "open" and opens == start and top > start:
            words = self.text[start:top]
            if not _HEAD.search(words) and not _DEFINES.search(words):
                return self._unread(start, top)
        begin = start if before is None else start + len(lead)
        self._mark(begin, top, "situation")
        ways = self._ways(parts, how, number, items)
        if before is None:
            return ways
        return self._join([before, ways], both)

    def _ways(
        self,
        parts: Sequence[Readings],
        how: str,
        number: int,
        items: Sequence[tuple[int, int]],
    ) -> Readings:
        start, end = items[0][0], items[-1][1]
        if how == "any":
            return self._join(parts, either)
        if how == "all":
            return self._join(parts, both)
        if how == "open":
            found = self._join(parts, both) + self._join(parts, either)
            if len(parts) > 1:
                self._problem("ambiguous", start, end)
            return self._several(found)
        if len(parts) > _MOST_COUNTED or not 0 < number <= len(parts):
            return self._unread(start, end)
        least = self._join(parts, lambda one: _at_least(one, number))
        if how == "least":
            return least
        exact = self._join(
            parts,
            lambda one: _exactly(one, number),
        )
        self._problem("ambiguous", start, end)
        return self._several(exact + least)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The items of a list that commas part, or else 、."""
        joints = find_joints(
            self.text, start, end, self.partner, self.quantities
        )
        best = max((joint.rank for joint in joints), default=0)
        found: list[tuple[int, int]] = []
        low = start
        for joint in joints:
            if joint.rank == best:
                found.append((low, joint.start))
                self._mark(joint.start, joint.end)
                low = joint.end
        found.append((low, end))
        return [(one, two) for one, two in found if one < two]

    def _colon_list(
        self, start: int, colon: int, end: int, deep: int
    ) -> Readings:
        """``有下列情形之一的：A；B；C``."""
        heading = self._heading(start, colon)
        assert heading is not None
        items: list[tuple[int, int]] = []
        low = colon
        at = colon
        while at <= end:
            if at == end or self.text[at] == "；":
                if at > low:
                    items.append((low, at))
                if at < end:
                    self._mark(at, at + 1)
                low = at + 1
            at = (
                self.partner[at] + 1
                if (at < end and self.partner[at] >= 0)
                else at + 1
            )
        if len(items) == 1:
            # A list without ；: its commas part the items.
            items = self._pieces(*items[0])
        if not items:
            return self._unread(start, end)
        return self._items(start, (*heading, colon), items, deep)


def _at_least(parts: list[Condition], number: int) -> Condition:
    """So many of the parts hold, or more."""
    return either([both(list(some)) for some in combinations(parts, number)])


def _exactly(parts: list[Condition], number: int) -> Condition:
    """So many of the parts hold, and no other."""
    ways = [
        both(
            [
                part if index in some else Not(part)
                for index, part in enumerate(parts)
            ]
        )
        for some in combinations(range(len(parts)), number)
    ]
    return either(ways)
