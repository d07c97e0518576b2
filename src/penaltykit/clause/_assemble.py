"""Clauses put together: conduct, situations, addressees, and what follows.

A sentence of the law runs: conduct, agency, penalties; situation, penalties;
situation, penalties. What a clause does not say it takes from those before.
"""

import re
from collections.abc import Sequence
from typing import Final

from attrs import mutable

from penaltykit.clause import _context as context
from penaltykit.clause._adding import Adding
from penaltykit.clause._amount import AmountReader, Defect
from penaltykit.clause._clause import LONGEST_CLAUSE, ClauseReader
from penaltykit.clause._draft import Sanction
from penaltykit.clause._numbers import read_figure
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._split import Clause, segments, split

_LISTED: Final = re.compile("下列|以下|如下")
_LONGEST_STEP: Final = 40
_LOWER: Final = ("以上", "及以上", "超过")
_ROLES: Final = {"basis": "reference"}


@mutable
class Assembly(Adding):
    """Reads a text clause by clause; its state is documented in State."""

    def read(self) -> "Assembly":
        """Read the whole text."""
        pieces = split(self.source)
        for start, end in pieces.marks:
            self.mark(start, end, "mark")
        for at in pieces.unclosed:
            self.defects.append(
                Defect(code="unclosed-bracket", start=at, end=at + 1)
            )
        self.items = sum(clause.item for clause in pieces.clauses)
        for segment in segments(pieces.clauses):
            self._segment(segment)
        self.marked = [
            one
            for one in self.marked
            if one[2] != "mark" or one[0] not in self.joined
        ]
        self._keep_doubts()
        return self

    def _segment(self, segment: Sequence[Clause]) -> None:
        if self.items_of_list and not segment[0].item:
            # What follows a list is not under its heading.
            self.outer = None
        self.items_of_list = segment[0].item
        self.situation = self.graded or self.outer
        self.graded = self.crime = None
        self.fresh = False
        self.grade = None
        self.conduct = self.term = None
        self.named = set()
        self.who, self.labelled = self.labelled, None
        self.may = False
        self.pending = []
        self.held = []
        self.segment += 1
        self.listing = segment[0].item and self.items > 1
        if self._decides(segment):
            return
        for clause in self._merged(segment):
            self.clause += 1
            self._clause(clause)
        if self._flush_pending(segment):
            self._tell_leads()
        self._flush_measure()
        mark = segment[-1].mark
        self.later = mark == "semicolon" or (
            mark == "colon" and (self.seen or self.items != 1)
        )
        if mark == "colon":
            self.listed = (
                _LISTED.search(self.text, self.sentence, segment[-1].end)
                is not None
            )
            self.outer = self.situation if self.seen or self.fresh else None
        elif mark == "stop":
            self.seen = False
            self.may_each = False
            self.outer = None
            self.listed = False
            self.later = False
            self.sentence = segment[-1].end

    def _decides(self, segment: Sequence[Clause]) -> bool:
        """责令停业整顿的行政处罚，由颁发证书的机关决定: who, not what."""
        last = segment[-1]
        if not context.tells_who_decides(self.text, last.start, last.end):
            return False
        for clause in segment:
            self.mark(clause.start, clause.end, "procedure")
        return True

    def _tell_leads(self) -> None:
        """Leads whose clause imposes nothing: 对…，依法给予处分."""
        for lead in self.held:
            self._lead(lead)
        self.held = []

    def _merged(self, segment: Sequence[Clause]) -> list[Clause]:
        """Put together what a comma parts: 每超过1吨，增加罚款1000元."""
        found: list[Clause] = []
        for clause in segment:
            last = found[-1] if found else None
            if (
                last is not None
                and self._comma(last, clause)
                and last.end - last.start <= _LONGEST_STEP
                and self.text.startswith("每", last.start)
                and self.words["grow"].at(self.text, clause.start, clause.end)
            ):
                self.joined.add(last.end)
                found[-1] = Clause(
                    last.start, clause.end, clause.mark, last.item
                )
                continue
            if (
                last is not None
                and self._comma(last, clause)
                and self._ends_low(last)
                and clause.end - last.start <= _LONGEST_STEP
                and read_figure(self.text, clause.start) is not None
            ):
                # 处1万元以上，3万元以下罚款
                self.joined.add(last.end)
                found[-1] = Clause(
                    last.start, clause.end, clause.mark, last.item
                )
                continue
            found.append(clause)
        return found

    def _ends_low(self, clause: Clause) -> bool:
        """Whether a lower bound closes a clause: 3万元以上（不含3万元）."""
        end = clause.end
        if self.text.endswith("）", clause.start, end):
            end = max(self.text.rfind("（", clause.start, end), clause.start)
        return self.text.endswith(_LOWER, clause.start, end)

    def _comma(self, last: Clause, clause: Clause) -> bool:
        """Whether nothing but a comma parts two clauses."""
        return last.end + 1 == clause.start and self.text.startswith(
            "，", last.end
        )

    def _label(self, start: int, end: int, mark: str) -> bool:
        """A heading of what follows: 罚款幅度：, 较重：, 单位：."""
        words_ = self.text[start:end]
        grade = words_ in self.words["grades"].words
        if mark == "colon" and words_ in self.words["fine_labels"].words:
            self.mark(start, end, "mark")
        elif mark == "colon" and grade:
            self.mark(start, end, "situation")
            self.graded = words_
        elif mark == "comma" and grade and not self.pending:
            # 情节严重，处…: a rung without its 的.
            self._set_situation(start, end)
        elif (
            self.entries
            and words_.startswith("的")
            and words_[1:] in self.words["fine"].words
        ):
            # 2倍（最高不超过3万元）的罚款: the word after the bracket.
            self.mark(start, end, "structure")
        elif mark == "colon" and words_ in (
            self.words["bare_addressees"].words
        ):
            self.mark(start, end, "addressee")
            self.labelled = words_
        else:
            return False
        return True

    def _clause(  # noqa: C901, PLR0911, PLR0912 one branch a kind
        self, clause: Clause
    ) -> None:
        start, end = clause.start, clause.end
        if not self.seen and not self.pending:
            after = (
                context.law_heading(self.text, end) if start == 0 else (start)
            )
            if after > start:
                self.mark(start, after, "law")
                start = after
                if start == end:
                    return
        words_ = self.text[start:end]
        if self._label(start, end, clause.mark):
            return
        if end - start > LONGEST_CLAUSE:
            self.pending.append(Clause(start, end, clause.mark))
            return
        reader = AmountReader(
            text=self.text, words=self.words, bounds=self.bounds
        )
        phrases = Phrases(self.text, end, self.words)
        if (
            self._cap(phrases, reader, start)
            or self._rounding(start, end)
            or self._fills(phrases, reader, start)
            or self._term(reader, start, end)
        ):
            return
        if (
            self.fresh
            and self._last_fines()
            and context.is_base_minimum(self.text, start, end)
        ):
            self._base_least(reader, start, end)
            return
        role = context.plain_context(self.text, start, end)
        if (
            role == "criminal"
            and self.pending
            and (self.text[end - 1] == "的")
        ):
            self._other(Clause(start, end, clause.mark))
            return
        if role == "ground":
            role = None
        if role is not None and not (self.pending and role == "mark"):
            if role in ("conduct", "basis") and not self.seen:
                self.pending.append(Clause(start, end, clause.mark))
                return
            if role == "criminal" and self._crime(start, end):
                return
            if role == "reference":
                self._flush_conduct()
            self.mark(start, end, _ROLES.get(role, role))
            if role == "consequence":
                # 对有关责任者给予处分，并处罚款: the same person is meant.
                self.who = context.disciplined(words_) or self.who
            self._tell_leads()
            return
        if self._continues(start, end):
            return
        if self._impose(phrases, reader, start):
            return
        if (
            self._category(phrases, reader, start)
            or self._run_together(phrases, reader, start)
            or self._side_by_side(phrases, reader, start)
        ):
            return
        held = ClauseReader(phrases, reader).leads(start)
        if held is not None:
            self.held.extend(held)
            return
        self.doubts.extend(reader.defects)
        self._other(Clause(start, end, clause.mark))

    def _impose(
        self, phrases: Phrases, reader: AmountReader, start: int
    ) -> bool:
        sanction = ClauseReader(phrases, reader).read(start)
        if sanction is None:
            return False
        first = sanction.items[0]
        if (
            first.verb == "free"
            and not sanction.leads
            and not self.entries
            and self.pending
        ):
            # 清理, 提供 … open pieces of conduct too.
            return False
        if first.verb == "free" and not self._may_be_free(sanction):
            return False
        for lead in self.held:
            if lead.kind == "addressee":
                self.who = lead.words
        sanction.leads[:0], self.held = self.held, []
        if self.crime is not None:
            place, self.crime = self.crime, None
            # It stands near the end: a search from the front would be long.
            at = len(self.marked) - 1
            while self.marked[at] != (*place, "criminal"):
                at -= 1
            del self.marked[at]
            self._set_situation(*place)
        self._settle_pending(sanction)
        self._add(sanction, start, phrases.end)
        return True

    def _may_be_free(self, sanction: Sanction) -> bool:
        """Whether an order without 责令 may be one where it stands."""
        if self.seen or sanction.leads:
            return True
        return not self.pending

    def _category(
        self, phrases: Phrases, reader: AmountReader, start: int
    ) -> bool:
        """``一般水污染物每增加1个超标因子增加一万元``."""
        end = phrases.end
        at = self.text.find("每", start + 1, min(end, start + 200))
        if at < 0 or not phrases.is_noun(self.text[start:at]):
            return False
        sanction = ClauseReader(phrases, reader).read(at)
        if sanction is None or sanction.leads or not (sanction.items[0].grows):
            return False
        self._settle_pending(sanction)
        self.seen = True
        self._set_situation(start, at)
        self._add(sanction, at, end)
        return True

    def _run_together(
        self, phrases: Phrases, reader: AmountReader, start: int
    ) -> bool:
        """Two clauses without a mark: 罚款 and then what it grows by."""
        at = self.text.find("罚款", start, phrases.end) + 2
        if at < start + 2 or at >= phrases.end:
            return False
        if "每" not in self.text[at : phrases.end]:
            return False
        return self._both(phrases, reader, start, at, at)

    def _side_by_side(
        self, phrases: Phrases, reader: AmountReader, start: int
    ) -> bool:
        """``对公民处50元以下、对单位处1000元以下罚款``."""
        at = self.text.find("、对", start, phrases.end)
        if at < 0:
            return False
        return self._both(phrases, reader, start, at, at + 1)

    def _both(
        self,
        phrases: Phrases,
        reader: AmountReader,
        start: int,
        at: int,
        after: int,
    ) -> bool:
        """One clause that ends at ``at``, and another from ``after``."""
        head = Phrases(self.text, at, self.words)
        sanction = ClauseReader(head, reader).read(start)
        if sanction is None:
            return False
        kept = (
            len(self.entries),
            len(self.marked),
            self.situation,
            (self.fresh),
            self.seen,
        )
        self._settle_pending(sanction)
        self._add(sanction, start, at)
        self.mark(at, after, "mark")
        self.clause += 1
        if (
            self._category(phrases, reader, after)
            or self._impose(phrases, reader, after)
            or self._side_by_side(phrases, reader, after)
        ):
            return True
        entries, marked, self.situation, self.fresh, self.seen = kept
        del self.entries[entries:]
        del self.marked[marked:]
        return False
