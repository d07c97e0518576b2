"""Reading a condition: its parts, and every reading of it."""

import re
from collections.abc import Sequence
from itertools import product
from typing import Final

from penaltykit.clause._account import Readings
from penaltykit.clause._joining import Joining
from penaltykit.clause._joints import (
    AND,
    COMMA,
    OR,
    PLAIN,
    STRETCH,
    Joint,
    find_joints,
    find_list,
    predicate_like,
)
from penaltykit.clause._lists import ListReader
from penaltykit.clause._look import Part
from penaltykit.clause._tree import Not, both, either

_DEEPEST: Final = 12
_MOST_PARTS: Final = 400
_STRONG: Final = frozenset({"quantity", "history", "group"})
_TYPED: Final = _STRONG | {"word"}
_MARKS: Final = "。；，：、"

OTHERWISE: Final = re.compile(
    r"(?:有|具有|存在)?(?:除(?:上述|前述|以上|前款|前几项)(?:规定|情形|情节)?(?:以外|之外|外)的?)?"
    r"(?:其他|其它|其余)(?:的?(?:情形|情况|情节|行为|违法行为|违法情形|区域|一般情形))?的?"
    r"|除(?:上述|前述|以上)(?:情形|情况|情节)?(?:以外|之外|外)的?"
)
_EXCEPT: Final = re.compile(
    r"除(?P<what>.+?)(?:以外|之外|外)的?(?:其他|其它)?"
    r"(?:情形|情况|情节|区域)?的?$"
)

_HEADING: Final = re.compile(
    r"(?:（[一二三四五六七八九十0-9]{1,3}）|[①-⑳])、?"
    r"|(?:情节)?(?:特别轻微|轻微|较轻|一般|较重|严重|特别严重|从轻|从重|减轻)"
    r"(?:情节|违法行为|违法|情形|阶次|程度)?："
)


class ConditionParser(ListReader, Joining):
    """Reads one text."""

    def read(self) -> Readings:
        """Every reading of the text; none where a part is unread."""
        if not self.text:
            return ()
        readings = self._stretch(0, len(self.text), 0)
        if self.too_many:
            self._unread(0, len(self.text))
        return () if self.unread else readings

    def _stretch(self, start: int, end: int, deep: int) -> Readings:
        """Everything from here to there."""
        start, end = self._stripped(start, end)
        if start >= end or deep > _DEEPEST:
            return self._unread(start, end) if start < end else ()
        if deep and OTHERWISE.fullmatch(self.text, start, end):
            # Inside a list it is one more thing for the officer to find.
            part = self.leaves.prose(start, end)
            self._noted(part)
            return part.readings
        listed = find_list(self.text, start, end, self.partner)
        if listed is not None:
            found = self._listed(start, listed, deep)
            if found is not None:
                return found
        begin = self._past_heading(start, end)
        if begin > start:
            return self._stretch(begin, end, deep + 1)
        colon = self._colon(start, end)
        if colon is not None:
            return self._colon_list(start, colon, end, deep)
        excepted = _EXCEPT.fullmatch(self.text, start, end)
        if excepted is not None and not find_joints(
            self.text,
            excepted.end("what"),
            end,
            self.partner,
            self.quantities,
        ):
            inner = self._stretch(*excepted.span("what"), deep + 1)
            self._mark(start, excepted.start("what"))
            self._mark(excepted.end("what"), end)
            return tuple(Not(one) for one in inner)
        return self._joined(start, end, deep)

    def _past_heading(self, start: int, end: int) -> int:
        """After a lone mark or the name of a stage: （一）, 较重：."""
        found = _HEADING.match(self.text, start, end)
        if found is None or found.end() == end:
            return start
        self._mark(start, found.end(), "situation")
        return found.end()

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        low, high = start, end
        while low < high and self.text[low] in _MARKS:
            low += 1
        while low < high and self.text[high - 1] in _MARKS:
            high -= 1
        self._mark(start, low)
        self._mark(high, end)
        return low, high

    # --- parts and joints

    def _joined(self, start: int, end: int, deep: int) -> Readings:
        joints = find_joints(
            self.text, start, end, self.partner, self.quantities
        )
        if len(joints) > _MOST_PARTS:
            return self._unread(start, end)
        stretches, kept = self._apart(start, end, joints)
        parts = [self._part(low, high, deep, None) for low, high in stretches]
        parts, kept = self._merged(parts, kept, deep)
        for joint in kept:
            self._mark(joint.start, joint.end)
        parts = self._inheriting(parts, kept)
        for part in parts:
            self._noted(part)
        return self._tree([part.readings for part in parts], kept, start, end)

    def _apart(
        self, start: int, end: int, joints: Sequence[Joint]
    ) -> tuple[list[tuple[int, int]], list[Joint]]:
        """What lies between the joints; a joint beside nothing is a mark."""
        stretches: list[tuple[int, int]] = []
        kept: list[Joint] = []
        at = start
        for joint in joints:
            if joint.start > at:
                stretches.append((at, joint.start))
                kept.append(joint)
            else:
                self._mark(joint.start, joint.end)
            at = joint.end
        if at < end:
            stretches.append((at, end))
        elif kept:
            last = kept.pop()
            self._mark(last.start, last.end)
        return stretches, kept

    def _noted(self, part: Part) -> None:
        """Put what is wrong with a part into the account."""
        for code in part.problems:
            self._problem(code, part.start, part.end)
        if len(part.readings) > 1 and "ambiguous" not in part.problems:
            self._problem("ambiguous", part.start, part.end)
        if part.kind == "unread":
            self._unread(part.start, part.end)
        elif part.readings:
            self.spans.append(self._span(part.start, part.end))

    def _part(
        self, start: int, end: int, deep: int, inherited: Part | None
    ) -> Part:
        """One part; a bracket around or behind it is a condition too."""
        text, partner = self.text, self.partner
        stop = end
        while stop > start and text[stop - 1] == "的":
            stop -= 1
        if partner[start] == stop - 1 and text[start] == "（":
            return self._group(start, end, start, stop, deep)
        if text[start] == "“" and partner[start] == stop - 1:
            return self._quoted(start, end, stop)
        if text[stop - 1 : stop] == "）":
            opener = self._opener(start, stop)
            if opener is not None and opener > start:
                found = self._beside(start, opener, stop, end, deep)
                if found is not None:
                    return found
        return self.leaves.read(start, end, inherited)

    def _quoted(self, start: int, end: int, stop: int) -> Part:
        """Quotes keep words together that would come apart."""
        whole = self.leaves.read(start + 1, stop - 1, None)
        if whole.kind == "unread":
            return Part(start=start, end=end, kind="unread")
        return Part(
            start=start,
            end=end,
            kind="group",
            readings=whole.readings,
            problems=whole.problems,
        )

    def _opener(self, start: int, stop: int) -> int | None:
        at = start
        while at < stop:
            if self.partner[at] == stop - 1 and self.text[at] == "（":
                return at
            at = self.partner[at] + 1 if self.partner[at] >= 0 else at + 1
        return None

    def _group(
        self, start: int, end: int, opener: int, stop: int, deep: int
    ) -> Part:
        self._mark(opener, opener + 1)
        self._mark(stop - 1, end)
        seen = len(self.unread)
        readings = self._stretch(opener + 1, stop - 1, deep + 1)
        if len(self.unread) > seen or not readings:
            # The inside has been noted as unread already.
            if len(self.unread) == seen:
                self._unread(start, end)
            return Part(start=start, end=end, kind="group", readings=())
        return Part(start=start, end=end, kind="group", readings=readings)

    def _beside(
        self, start: int, opener: int, stop: int, end: int, deep: int
    ) -> Part | None:
        """A condition in a bracket behind another one."""
        inside = [
            one
            for one in self.leaves.within(opener + 1, stop - 1)
            if not one.equal and one.unit is not None
        ]
        if not inside or deep > _DEEPEST:
            return None
        outer = self.leaves.read(start, opener, None)
        whole = self.leaves.read(start, end, None)
        if whole.kind == "quantity" and outer.kind == "prose":
            return whole
        inner = self.leaves.read(opener + 1, stop - 1, None)
        if outer.kind == "unread" or inner.kind in ("unread", "prose"):
            return None
        readings = [
            both([one, two])
            for one, two in product(outer.readings, inner.readings)
        ]
        problems = outer.problems + inner.problems
        if outer.kind == "quantity":
            readings += [
                either([one, two])
                for one, two in product(outer.readings, inner.readings)
            ]
            problems = (*problems, "ambiguous")
        return Part(
            start=start,
            end=end,
            kind="group",
            readings=self._several(readings),
            problems=problems,
        )

    def _merged(
        self, parts: Sequence[Part], joints: Sequence[Joint], deep: int
    ) -> tuple[list[Part], list[Joint]]:
        """Parts that a comma or 或者 only seems to part, put together."""
        if not parts:
            return [], []
        found: list[Part] = []
        kept: list[Joint] = []
        first = parts[0].start
        last = parts[0]
        alone = True
        for joint, part in zip(joints, parts[1:], strict=True):
            if self._cuts(joint, last, part):
                found.append(
                    last if alone else self._part(first, last.end, deep, None)
                )
                kept.append(joint)
                first, alone = part.start, True
            else:
                alone = False
            last = part
        found.append(
            last if alone else self._part(first, last.end, deep, None)
        )
        return found, kept

    def _cuts(self, joint: Joint, left: Part, right: Part) -> bool:
        """Whether a joint parts two conditions."""
        if joint.rank == STRETCH:
            return True
        kinds = {left.kind, right.kind}
        typed = kinds <= _TYPED
        words = self.text[right.start : right.end]
        if joint.op == AND and not joint.weak:
            return True
        if joint.weak:
            if self.text[joint.start] == "并" or (
                self.text.startswith("同时", joint.start)
            ):
                return typed or (left.kind in _TYPED and predicate_like(words))
            return typed
        if joint.op == PLAIN:
            return kinds != {"prose"}
        figures = joint.op == OR and all(
            self.leaves.within(one.start, one.end) for one in (left, right)
        )
        if typed or figures:
            # 造成1人死亡或者3人以下重伤: each has a figure of its own.
            return True
        # ，或者3人以上重伤: a figure behind a comma stands for itself.
        apart = joint.rank == COMMA and right.kind in _STRONG
        long = left.end - left.start > 3  # noqa: PLR2004 a verb alone is short
        whole = len(words) > 3  # noqa: PLR2004 as above
        if apart and long:
            return True
        return predicate_like(words) and (
            (long and whole) or left.kind in _TYPED
        )

    def _inheriting(
        self, parts: Sequence[Part], joints: Sequence[Joint]
    ) -> list[Part]:
        """Bare figures take their subject from the part before them."""
        found: list[Part] = []
        for index, part in enumerate(parts):
            if not part.bare or not index:
                found.append(part)
                continue
            before = found[-1]
            joint = joints[index - 1]
            apart = joint.rank == STRETCH or joint.op == OR
            if (
                before.kind == "quantity"
                or (before.kind == "prose" and not apart)
                or (before.kind == "word" and before.subject)
            ):
                found.append(self.leaves.read(part.start, part.end, before))
            else:
                found.append(part)
        return found
