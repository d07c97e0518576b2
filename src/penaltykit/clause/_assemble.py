"""Clauses put together: conduct, situations, addressees, and what follows.

A sentence of the law runs: conduct, agency, penalties; situation, penalties;
situation, penalties. What a clause does not say it takes from those before.
"""

import re
from collections.abc import Sequence
from typing import Final

from attrs import mutable

from penaltykit.clause import _context as context
from penaltykit.clause._amount import AmountReader, Defect
from penaltykit.clause._clause import LONGEST_CLAUSE, ClauseReader
from penaltykit.clause._draft import Lead, Sanction
from penaltykit.clause._entries import CONDUCT
from penaltykit.clause._grades import is_rung
from penaltykit.clause._guard import Guard
from penaltykit.clause._merging import Merging
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._procedure import is_procedure, tells_who_decides
from penaltykit.clause._split import Clause, segments, split
from penaltykit.clause._state import TAKEN_BACK
from penaltykit.penalty import PenaltyKind

_LISTED: Final = re.compile(
    "下列|如下|以下(?:情形|行为|情况|情节|规定|标准|违法|内容|处罚|罚款|幅度|条件)"
)
_CONDUCT_AFTER: Final = re.compile("(?:，[^，；。：]{1,80}){0,3}的，")
_BESIDE: Final = re.compile(
    "(?P<joint>、|并且?)(?:对|(?:单位|个人|公民|企业|法人)处)"
)
_CONDITION_AFTER: Final = re.compile(
    "[：，]?(?:[^，；。：]{1,60}，)*?[^，；。：]{1,60}的，"
)
_ROLES: Final = {"basis": "reference"}


@mutable
class Assembly(Merging):
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
        Guard(self).look()
        self._keep_doubts()
        return self

    def _segment(self, segment: Sequence[Clause]) -> None:
        if self.items_of_list and not segment[0].item:
            # What follows a list is not under its heading.
            self.outer = None
        if segment[0].item:
            self.once = False
        elif self.once and self.segment > self.headed:
            # 甲的：处…；乙的：处…: each heading has its own penalty.
            self.outer, self.once = None, False
        self.items_of_list = segment[0].item
        self.situation = self.graded or self.outer
        self.graded = self.crime = None
        self.fresh = False
        self.grade = self.frame = None
        self.deed = False
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
            self.once = self.outer is not None and not self.listed
            self.headed = self.segment
        elif mark == "stop":
            self.seen = False
            self.may_each = False
            self.outer = self.second = None
            self.listed = False
            self.later = False
            self.sentence = segment[-1].end

    def _decides(self, segment: Sequence[Clause]) -> bool:
        """责令停业整顿的行政处罚，由颁发证书的机关决定: who, not what."""
        last = segment[-1]
        if not tells_who_decides(self.text, last.start, last.end) and (
            not self._is_procedure(segment)
        ):
            return False
        for clause in segment:
            self.mark(clause.start, clause.end, "procedure")
        return True

    def _is_procedure(self, segment: Sequence[Clause]) -> bool:
        """…处罚决定之前，应当告知…: conditions of a duty of the agency."""
        last = segment[-1]
        if not is_procedure(self.text, last.start, last.end):
            return False
        for clause in segment[:-1]:
            place = clause.start, clause.end
            if not context.closes_condition(self.text, *place) and (
                context.holds_sanction(self.text, *place)
            ):
                return False
            reader = AmountReader(
                text=self.text, words=self.words, bounds=self.bounds
            )
            phrases = Phrases(self.text, clause.end, self.words)
            if ClauseReader(phrases, reader).read(clause.start) is not None:
                return False
        return True

    def _tell_leads(self) -> None:
        """Leads whose clause imposes nothing: 对…，依法给予处分."""
        for lead in self.held:
            self._lead(lead)
        self.held = []

    def _label(self, start: int, end: int, mark: str) -> bool:
        """A heading of what follows: 罚款幅度：, 较重：, 单位：."""
        words_ = self.text[start:end]
        grade = words_ in self.words["grades"].words
        if mark == "colon" and words_ in self.words["fine_labels"].words:
            self.mark(start, end, "mark")
        elif mark == "colon" and (
            grade
            or (not self.pending and is_rung(self.text, start, end, head=True))
        ):
            self.mark(start, end, "situation")
            self.graded = words_
        elif (
            mark == "comma"
            and not self.pending
            and (grade or is_rung(self.text, start, end))
        ):
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
            again = context.names_provision(words_) and (
                self._another(start, end)
            )
            if role in ("conduct", "basis") and not (self.seen or again):
                self.pending.append(Clause(start, end, clause.mark))
                return
            if role == "criminal" and self._crime(start, end):
                return
            if role == "conduct" and context.names_provision(words_):
                # ；违反第二款规定的，处…: which breach, and no new conduct.
                self._set_situation(start, end)
                return
            if role == "mark" and self._breaks_up(start, end):
                return
            if role == "reference":
                self._flush_conduct()
            self.mark(start, end, _ROLES.get(role, role))
            if role == "consequence":
                # 对有关责任者给予处分，并处罚款: the same person is meant.
                self.who = context.disciplined(words_) or self.who
            self._tell_leads()
            return
        if self._continues(start, end) or self._excepts(start, end):
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
        if held is not None and self._deed(held, start, end):
            return
        if held is not None:
            self.held.extend(held)
            return
        self.doubts.extend(reader.defects)
        self._other(Clause(start, end, clause.mark))

    def _breaks_up(self, start: int, end: int) -> bool:
        """处2万元罚款，其中：对单位处…: parts of the fine, or more of them?

        Before a condition (其中，情节严重的，…) it says no more than a comma.
        """
        last = self.entries[-1] if self.entries else None
        return (
            last is not None
            and self.text.startswith("其中", start)
            and last.first.kind is PenaltyKind.FINE
            and _CONDITION_AFTER.match(self.text, end) is None
        )

    def _deed(self, leads: Sequence[Lead], start: int, end: int) -> bool:
        """对经营活动中的违法行为，有违法所得的…: a condition, and no name."""
        match = CONDUCT.fullmatch(leads[0].words)
        if len(leads) > 1 or match is None or self.pending or self.fresh:
            return False
        self.mark(start, end, "situation")
        self.situation = self._nested(match[1])
        self.crime = None
        self.fresh = self.deed = True
        self.may = False
        return True

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
        if first.verb == "free" and (
            not self._may_be_free(sanction)
            or self._opens_conduct(sanction, start, phrases.end)
        ):
            return False
        if self._second_bound(sanction):
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
        if not self._leaves_open(sanction, start, phrases.end):
            self._add(sanction, start, phrases.end)
        return True

    def _second_bound(self, sanction: Sanction) -> bool:
        """处5万元以上罚款，10万元以下罚款: two fines, or one?"""
        last = self.entries[-1] if self.entries else None
        (item, *more) = sanction.items
        if last is None or more or sanction.leads or not item.options:
            return False
        one, other = last.first, item.options[0]
        return (
            self.held == []
            and not self.fresh
            and last.segment == self.segment
            and one.kind is other.kind is PenaltyKind.FINE
            and one.unit == other.unit
            and one.from_ is not None
            and one.to is None
            and other.from_ is None
            and other.to is not None
            and not self.text.startswith(("处", "并", "罚"), item.start)
        )

    def _opens_conduct(self, sanction: Sanction, start: int, end: int) -> bool:
        """提供代理的经营者违反…规定，未…的: the first words of a conduct."""
        if sanction.leads or self.entries or self.seen or self.fresh:
            return False
        return (
            "违反" in self.text[start:end]
            or _CONDUCT_AFTER.match(self.text, end) is not None
        )

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
        if reader.read(at, phrases.end, base=False) is not None:
            # 罚款1万元: the amount of this one.
            return False
        if "每" not in self.text[at : phrases.end]:
            return False
        return self._both(phrases, reader, start, at, at)

    def _side_by_side(
        self, phrases: Phrases, reader: AmountReader, start: int
    ) -> bool:
        """``对公民处50元以下、对单位处1000元以下罚款``."""
        match = _BESIDE.search(self.text, start, phrases.end)
        if match is None:
            return False
        at = match.start()
        return self._both(phrases, reader, start, at, match.end("joint"))

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
        entries, marked = len(self.entries), len(self.marked)
        kept = {name: getattr(self, name) for name in TAKEN_BACK}
        self._settle_pending(sanction)
        if not self._leaves_open(sanction, start, at):
            self._add(sanction, start, at)
        self.mark(at, after, "mark")
        self.clause += 1
        if (
            self._category(phrases, reader, after)
            or self._impose(phrases, reader, after)
            or self._side_by_side(phrases, reader, after)
        ):
            return True
        for name, value in kept.items():
            setattr(self, name, value)
        del self.entries[entries:]
        del self.marked[marked:]
        return False
