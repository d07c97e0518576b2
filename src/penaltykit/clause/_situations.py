"""Conduct and situations: what stands before a penalty, and on what."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import mutable

from penaltykit.clause import _context as context
from penaltykit.clause._draft import Sanction
from penaltykit.clause._grades import is_grade, is_of_amount, is_tier
from penaltykit.clause._split import Clause
from penaltykit.clause._state import NAMED, State
from penaltykit.penalty import PenaltyKind

_DROPPED: Final = (
    "对",
    "其中",
    "但",
    "但是",
    "如",
    "如果",
    "若",
    "并且",
    "且",
    "对于",
    "凡",
    "而",
    "或者",
    "同时",
)
_TAKING: Final = frozenset(
    {PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS}
)
_CRIME: Final = "构成犯罪"
_LONGEST: Final = 3000
_NO_CRIME: Final = re.compile("，?尚不(?:构成犯罪|够刑事处罚)")
_ROLES: Final = {"basis": "reference"}


@mutable
class Situations(State):
    """Sorts the members of a sentence that impose nothing."""

    def _other(self, clause: Clause) -> None:
        """A piece of conduct, a situation, an addressee."""
        start, end = clause.start, clause.end
        if not context.closes_condition(self.text, start, end):
            self.pending.append(clause)
            return
        first = self.pending[0].start if self.pending else start
        if context.holds_sanction(self.text, first, end):
            self.pending.append(clause)
            return
        if self.seen or self.later or self.listing or self.fresh:
            self._set_situation(first, end, last=start)
            self.pending = []
            return
        if self.text.startswith("可以", start):
            # 可以指出违法行为，并予以警告: the choice is about both.
            self.may = True
        pieces = [*self.pending, clause]
        split_at = self._grade_at(pieces)
        for piece in pieces[:split_at]:
            self.mark(piece.start, piece.end, "conduct")
        self._find_actor(pieces[:split_at])
        if split_at:
            self.conduct = pieces[0].start, pieces[split_at - 1].end
        self.pending = pieces[split_at:-1]
        if split_at < len(pieces):
            self._set_situation(pieces[split_at].start, end, last=start)
        self.pending = []

    def _spare(self) -> None:
        """X的，不予处罚: the conduct is what it depends on."""
        if self.conduct is None or self.situation is not None:
            return
        start, end = self.conduct
        words = self.text[start:end].removesuffix("的")
        if self.actor in ("单位", "个人"):
            words = words.removeprefix(self.actor) or words
        self.situation = words
        # The marks of this clause stand last: a search from the front
        # would be long.
        for at in range(len(self.marked) - 1, -1, -1):
            low, high, role = self.marked[at]
            if high <= start and role != "mark":
                break
            if role == "conduct" and start <= low < end:
                self.marked[at] = low, high, "situation"
        self.conduct = None

    def _grade_at(self, pieces: Sequence[Clause]) -> int:
        """Which member of a leading clause opens a situation, if any.

        A leading clause is conduct. A grade, a lapse of time or an amount is
        a situation, with all that follows it; so is a consequence where
        nothing but a reference stands before it.
        """
        for number, piece in enumerate(pieces):
            if context.is_typical(
                self.text, piece.start, piece.end
            ) or is_tier(self.text, piece.start, piece.end):
                return number
        for number, piece in enumerate(pieces):
            if context.is_consequence(self.text, piece.start, piece.end):
                bare = all(
                    self._only_refers(one.start, one.end)
                    for one in pieces[:number]
                )
                return number if bare else len(pieces)
        return len(pieces)

    def _only_refers(self, start: int, end: int) -> bool:
        """违反本法规定, 有前款违法行为: no conduct of its own."""
        return (
            context.plain_context(self.text, start, end) == "conduct"
            or context.is_back_reference(self.text[start:end])
            or context.is_breach(self.text, start, end)
        )

    def _find_actor(self, pieces: Sequence[Clause]) -> None:
        """单位 or 主要负责人 at the head of the conduct: who is punished."""
        for piece in pieces:
            if self._only_refers(piece.start, piece.end) and not (
                self.text.startswith(("单位", "个人"), piece.start)
            ):
                continue
            who = context.leading_actor(self.text, piece.start, piece.end)
            named = NAMED.search(
                self.text[piece.start : piece.end].removesuffix("的")
            )
            if who is None and named is not None:
                who = named[1]
            if who is not None:
                self.actor = who
            return

    def _set_situation(  # noqa: C901 marks, words, and who is meant
        self, start: int, end: int, last: int | None = None
    ) -> None:
        """Take a stretch as the condition of what follows.

        Args:
            start: of the stretch.
            end: of the stretch.
            last: where its last clause begins; the pieces before it are
                pending, and the marks between them are told already.
        """
        if len(self.situation or "") + end - start > _LONGEST:
            # It stays unread: no condition of print is as long, and words
            # that pile up would cost the square of their length.
            return
        for piece in self.pending:
            if start <= piece.start and piece.end < end:
                self.mark(piece.start, piece.end, "situation")
        self.mark(start if last is None else last, end, "situation")
        text = self.text[start:end].removesuffix("的")
        for word in _DROPPED:
            if word == "对" and "负有" in text:
                continue
            if text.startswith(word) and len(text) > len(word):
                text = text.removeprefix(word)
                break
        if not (self.seen or self.later):
            # A leading 尚不构成犯罪 says what the law is not about.
            text = _NO_CRIME.sub("", text).strip("，") or text
        actor = context.leading_actor(text, 0, len(text))
        if actor in ("单位", "个人"):
            # 单位有前款行为之一: who, and on what.
            text = text.removeprefix(actor) or text
        self.crime = None
        goes_on = self.fresh and self.text[start - 2 : start] != "的，"
        self.prior = self.situation
        self.situation = self._nested(text, goes_on=goes_on)
        if self.seen and not self.fresh and len(self.named) > 1:
            # 对单位…，对个人…，有违法所得的，…: both are meant.
            self.who = None
        self.fresh = True
        self.may = False
        named = NAMED.search(text)
        if named is not None:
            self.who = named[1]
        elif actor in ("单位", "个人"):
            self.who = actor

    def _nested(self, text: str, *, goes_on: bool = False) -> str:
        """A situation inside the one that holds, or instead of it.

        Args:
            text: of the new situation.
            goes_on: it is a further member of the one before.
        """
        held = self.situation
        if self.fresh and held:
            return f"{held}{'，' if goes_on else '；'}{text}"
        grade, self.grade = self.grade, None
        if held and self.seen and not self.fresh:
            if text.startswith("情节") and not held.startswith("情节"):
                if self._only_taken():
                    # 有违法所得的，没收违法所得，情节严重的，吊销…
                    return f"{self.outer}；{text}" if self.outer else text
                return f"{held}；{text}"
            if is_of_amount(text):
                # 情节严重的，处广告费用…，广告费用无法计算的，处…
                above = grade or held
                if is_grade(above) and not (is_of_amount(above)):
                    self.grade = above
                    return f"{above}；{text}"
        return f"{self.outer}；{text}" if self.outer else text

    def _only_taken(self) -> bool:
        """Whether what holds now has led to confiscation alone."""
        taken = False
        for entry in reversed(self.entries):
            one = entry.first
            if (
                entry.segment != self.segment
                or one.situation != self.situation
            ):
                break
            if one.kind not in _TAKING:
                return False
            taken = True
        return taken

    def _flush_pending(self, segment: Sequence[Clause]) -> bool:
        """Pieces that no penalty followed: items of a list of conduct.

        Returns:
            whether all of them refer to other provisions.
        """
        told = False
        if not self.pending:
            return told
        first, last = self.pending[0].start, self.pending[-1].end
        known = (self.listed and segment[0].item) or context.closes_condition(
            self.text, first, last
        )
        if known and not context.holds_sanction(self.text, first, last):
            for piece in self.pending:
                self.mark(piece.start, piece.end, "conduct")
        elif all(
            context.plain_context(self.text, one.start, one.end)
            for one in self.pending
        ):
            for piece in self.pending:
                role = context.plain_context(self.text, piece.start, piece.end)
                self.mark(
                    piece.start,
                    piece.end,
                    _ROLES.get(role or "", role or "conduct"),
                )
            told = True
        self.pending = []
        return told

    def _flush_conduct(self) -> None:
        """The conduct that another provision punishes."""
        for piece in self.pending:
            if not context.holds_sanction(self.text, piece.start, piece.end):
                self.mark(piece.start, piece.end, "conduct")
        self.pending = []

    def _settle_pending(self, sanction: Sanction) -> None:
        """What stands between the conduct and a penalty."""
        if not self.pending:
            return
        rest = self._mark_plain()
        if any(
            self.text.startswith("可以", piece.start) for piece in self.pending
        ):
            # 可以指出违法行为，并予以警告: the choice is about both.
            self.may = True
        led = any(lead.kind == "agency" for lead in sanction.leads)
        led = led or self._breached()
        opens = rest and rest[0] is self.pending[0]
        if rest and self._banned(sanction, rest[-1]):
            self.mark(rest[-1].start, rest[-1].end, "addressee")
            self.who = self.text[rest[-1].start : rest[-1].end]
        elif rest and opens and self.listing and not self.fresh:
            # （一）发生一般事故，处…: the case of this item.
            low, high = rest[0].start, rest[-1].end
            if not context.holds_sanction(self.text, low, high):
                self.pending = rest
                self._set_situation(low, high, last=rest[-1].start)
        elif rest and (
            ((led or self.pending[0] is not rest[0]) and not self.seen)
            or (opens and not self.seen and self._back(rest))
        ):
            low, high = rest[0].start, rest[-1].end
            if not context.holds_sanction(self.text, low, high):
                for piece in rest:
                    self.mark(piece.start, piece.end, "conduct")
                self._find_actor(rest)
        self.pending = []

    def _mark_plain(self) -> list[Clause]:
        """Mark the pieces that are plain context, and give the others."""
        rest: list[Clause] = []
        for piece in self.pending:
            role = context.plain_context(self.text, piece.start, piece.end)
            if role is not None:
                self.mark(piece.start, piece.end, _ROLES.get(role, role))
            else:
                rest.append(piece)
        return rest

    def _breached(self) -> bool:
        """…企业，违反…规定，没收…: the breach stands after who did it."""
        return any(
            context.plain_context(self.text, one.start, one.end) == "conduct"
            for one in self.pending
        )

    def _banned(self, sanction: Sanction, piece: Clause) -> bool:
        """受到开除处分的…人员，终身不得…: whom a ban falls on."""
        options = sanction.items[0].options
        return (
            bool(options)
            and options[0].kind is PenaltyKind.RESTRICT_OCCUPATION
            and self.text.endswith("人员", piece.start, piece.end)
            and not context.imposes_sum(self.text, piece.start, piece.end)
            and not context.holds_sanction(self.text, piece.start, piece.end)
        )

    def _back(self, pieces: Sequence[Clause]) -> bool:
        return context.is_back_reference(
            self.text[pieces[0].start : pieces[-1].end]
        )

    def _crime(self, start: int, end: int) -> bool:
        """构成犯罪的，依法追究刑事责任，并…: what 并 adds is for a crime.

        Returns:
            whether it was added to the condition before it.
        """
        words_ = self.text[start:end].removesuffix("的")
        if words_ == _CRIME:
            self.crime = start, end
        elif "不构成" in words_ or "不够" in words_:
            self.crime = None
            if self.fresh and self.seen and self.situation:
                # 有前款行为之一，尚不构成犯罪的: one condition.
                self.situation += f"，{words_}"
                self.mark(start, end, "situation")
                return True
            if (self.situation or "").endswith(_CRIME):
                self.situation = self.outer
        return False
