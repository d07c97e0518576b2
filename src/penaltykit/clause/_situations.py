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
from penaltykit.clause._typical import (
    is_consequence,
    is_supposed,
    is_towards,
    is_typical,
)
from penaltykit.penalty import PenaltyKind

# What leads to a condition and is none of its words.
_DROPPED: Final = re.compile(
    "(?:但是|但|其中|并且|而且|且|而(?!后)|同时|或者?|凡是|凡)?"
    "(?:如果|如(?![实期数约何])|若(?!干))?"
    "(?P<to>(?:对于|对(?![外方内比岸])))?"
)
# 对船舶产生有害干扰: 对 belongs to the verb.
_TOWARDS: Final = re.compile(
    "负有|对[^，；]{1,80}[^，；对](?:产生|造成|实施|进行|构成|采取|承担|予以|作出|提供|隐瞒)"
)
_OR: Final = re.compile("或者?")
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

    def _other(  # noqa: C901 one branch a kind of piece
        self, clause: Clause
    ) -> None:
        """A piece of conduct, a situation, an addressee."""
        start, end = clause.start, clause.end
        if not context.closes_condition(self.text, start, end):
            self.pending.append(clause)
            return
        if (
            self.fresh
            and not self.pending
            and self.text.endswith(("行为", "者"), start, end)
        ):
            # 拒不改正的，制止违法行为: a deed of the agency, and no condition.
            self.pending.append(clause)
            return
        if self.held and not (self.seen or self.later or self.listing):
            self._not_held(start, end)
        first = self.pending[0].start if self.pending else start
        if context.holds_sanction(self.text, first, end):
            self.pending.append(clause)
            return
        if self.seen or self.later or self.listing or self.fresh:
            self._set_situation(first, end, last=start)
            self.pending = []
            return
        if self._another(first, end):
            self._set_situation(first, end, last=start)
            self.pending = []
            self._keep_second(first, end)
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

    def _another(self, start: int, end: int) -> bool:
        """…罚款。非法设立…的，予以取缔: on what the second sentence hangs."""
        return bool(self.entries) and self.text.endswith("的", start, end)

    def _keep_second(self, start: int, end: int) -> None:
        """Keep a conduct of its own: its gravity is told after it."""
        if not (
            is_typical(self.text, start, end)
            or is_consequence(self.text, start, end)
        ):
            self.second = self.situation

    def _not_held(self, start: int, end: int) -> None:
        """对监督检查，单位拒绝的: what the conduct is about, and nobody."""
        last = self.held[-1]
        if (
            last.kind == "addressee"
            and not is_typical(self.text, start, end)
            and not is_consequence(self.text, start, end)
        ):
            self.held.pop()
            self.mark(last.start, last.end, "conduct")

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
            place = piece.start, piece.end
            if (
                is_typical(self.text, *place)
                or is_tier(self.text, *place)
                or is_supposed(self.text, *place)
            ):
                return number
        first = pieces[0]
        if len(pieces) == 1 and is_towards(self.text, first.start, first.end):
            return 0
        for number, piece in enumerate(pieces):
            if is_consequence(self.text, piece.start, piece.end):
                bare = all(
                    self._only_refers(one.start, one.end)
                    for one in pieces[:number]
                )
                return number if bare else len(pieces)
        return len(pieces)

    def _only_breach(self, words: str) -> bool:
        """违反规定, with nothing that says in what."""
        return context.plain_context(words, 0, len(words)) == "conduct"

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

    def _set_situation(  # noqa: C901, PLR0912 marks, words, and who is meant
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
        chosen = _OR.match(text) if self.fresh else None
        dropped = _DROPPED.match(text)
        if dropped is not None:
            keep = dropped.end()
            if dropped["to"] and _TOWARDS.search(text):
                keep = dropped.start("to")
            text = text[keep:] or text
        if not (self.seen or self.later):
            # A leading 尚不构成犯罪 says what the law is not about.
            text = _NO_CRIME.sub("", text).strip("，") or text
        actor = context.leading_actor(text, 0, len(text))
        if actor in ("单位", "个人"):
            # 单位有前款行为之一: who, and on what.
            text = text.removeprefix(actor) or text
        self.crime = None
        if chosen and self.situation:
            # 逾期不改正的，或者造成后果的: either of them.
            self.situation = f"{self.situation}，{chosen[0]}{text}"
            return
        goes_on = self.fresh and not (
            self.text[start - 2 : start] == "的，" or self.deed
        )
        self.deed = False
        self.prior = self.situation
        if actor in ("单位", "个人") and self._only_breach(text):
            # ；个人违反规定的，处…: who, and nothing on what.
            self.situation = self.outer
        else:
            towards = dropped is not None and bool(dropped["to"])
            self.situation = self._nested(text, goes_on=goes_on, named=towards)
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

    def _nested(
        self, text: str, *, goes_on: bool = False, named: bool = False
    ) -> str:
        """A situation inside the one that holds, or instead of it.

        Args:
            text: of the new situation.
            goes_on: it is a further member of the one before.
            named: 对 stands before it: 对实行定点管理的.
        """
        held = self.situation
        if self.fresh and held:
            if (
                not goes_on
                and is_of_amount(text)
                and not (is_of_amount(held.rpartition("；")[2]))
            ):
                # 对经营性的，有违法所得的，…，没有违法所得的，…
                self.frame = held
            return f"{held}{'，' if goes_on else '；'}{text}"
        grade, self.grade = self.grade, None
        if held and self.seen and not self.fresh:
            if named and held.startswith("情节") and "；" not in held:
                # 情节严重的，责令关闭，对实行定点管理的，吊销…
                return f"{held}；{text}"
            if text.startswith("情节") and not held.startswith("情节"):
                if self._only_taken():
                    # 有违法所得的，没收违法所得，情节严重的，吊销…
                    return f"{self.outer}；{text}" if self.outer else text
                return f"{held}；{text}"
            if (
                is_of_amount(text)
                and self.frame
                and held.startswith(self.frame)
            ):
                self.grade = self.frame if is_grade(self.frame) else None
                return f"{self.frame}；{text}"
            if is_of_amount(text):
                # 情节严重的，处广告费用…，广告费用无法计算的，处…
                above = grade or held
                if is_grade(above) and not (is_of_amount(above)):
                    self.grade = above
                    return f"{above}；{text}"
        return self._under(text)

    def _under(self, text: str) -> str:
        """A situation under the heading, or the conduct, that holds it."""
        if self.second and text.startswith("情节"):
            # 擅自设立…的，处5万元；情节严重的，…: the gravity of this conduct.
            return f"{self.second}；{text}"
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
            and self.text.endswith(("人员", "人"), piece.start, piece.end)
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
