"""Clauses put together: conduct, situations, addressees, and what follows.

A sentence of the law runs: conduct, agency, penalties; situation, penalties;
situation, penalties. What a clause does not say it takes from those before.
"""

import re
from collections.abc import Sequence
from typing import Final

from attrs import mutable

from penaltykit.clause import _context as context
from penaltykit.clause._additions import Additions
from penaltykit.clause._amount import AmountReader, Defect
from penaltykit.clause._clause import LONGEST_CLAUSE, ClauseReader
from penaltykit.clause._draft import Lead, Sanction
from penaltykit.clause._numbers import read_figure
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._split import Clause, segments, split

_LISTED: Final = re.compile("下列|以下|如下")
_PAIR: Final = 2
_LONGEST_STEP: Final = 40
_PARTY: Final = ""
_DUTY: Final = frozenset(
    {"应当", "应", "应该", "必须", "须", "应予", "应当予以"}
)
_LOWER: Final = ("以上", "及以上", "超过")
_ROLES: Final = {"basis": "reference"}


@mutable
class Assembly(Additions):
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
                and self.text.endswith(_LOWER, last.start, last.end)
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

    def _comma(self, last: Clause, clause: Clause) -> bool:
        """Whether nothing but a comma parts two clauses."""
        return last.end + 1 == clause.start and self.text.startswith(
            "，", last.end
        )

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
        label = self.words["fine_labels"].at(self.text, start, end)
        if label == self.text[start:end] and clause.mark == "colon":
            self.mark(start, end, "mark")
            return
        words_ = self.text[start:end]
        if clause.mark == "colon" and words_ in self.words["grades"].words:
            self.mark(start, end, "situation")
            self.graded = words_
            return
        if (
            self.entries
            and words_.startswith("的")
            and words_[1:] in self.words["fine"].words
        ):
            # 2倍（最高不超过3万元）的罚款: the word after the bracket.
            self.mark(start, end, "structure")
            return
        who = self.words["bare_addressees"].at(self.text, start, end)
        if who == self.text[start:end] and clause.mark == "colon":
            self.mark(start, end, "addressee")
            self.labelled = who
            return
        if end - start > LONGEST_CLAUSE:
            self.pending.append(Clause(start, end, clause.mark))
            return
        reader = AmountReader(self.text, self.words, self.bounds)
        phrases = Phrases(self.text, end, self.words)
        if self._cap(phrases, reader, start) or self._rounding(start, end):
            return
        if (
            self.fresh
            and self._last_fines()
            and context.is_base_minimum(self.text, start, end)
        ):
            self.mark(start, end, "structure")
            self.defects.append(
                Defect(code="base-minimum", start=start, end=end)
            )
            self.fresh = False
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

    def _add(  # noqa: C901 what a clause says and what it takes over, in order
        self, sanction: Sanction, start: int, end: int
    ) -> None:
        """Turn a clause into entries."""
        at = start
        for lead in sanction.leads:
            self._lead(lead)
            at = max(at, lead.end)
        self.mark(at, end, "structure")
        named = sanction.words("addressee")
        if named is not None:
            named = self._conduct_of(named, sanction)
            self.who = named
        who = self.who or self.actor
        if who == _PARTY:
            who = None
        situation = sanction.words("situation")
        duty = any(
            lead.kind == "situation"
            or (
                lead.kind == "opener"
                and self.text[lead.start : lead.end] in _DUTY
            )
            for lead in sanction.leads
        )
        may = sanction.has("may") or (self.may and not duty)
        held = self.situation
        if situation is not None:
            held = self._nested(situation)
            self.situation = held
        before = len(self.entries)
        links: list[str] = []
        for item in sanction.items:
            if not item.options:
                links.append(item.joined)
                continue
            if self._refers(sanction, item):
                continue
            entry = self._entry(item, who, held)
            if entry is None:
                continue
            self._carry_over(entry)
            self.entries.append(entry)
            links.append(item.joined)
        new = self.entries[before:]
        self._inherit_time(before, start)
        if len(links) == len(new) + 1 == _PAIR and "or" in links:
            # 给予处分或者给予警告处罚: the other limb is no penalty.
            self._group(new)
        if len(links) == len(new):
            self._join(new, links, sanction)
        self._oblige(new, links, may=may, sanction=sanction)
        if sanction.has("or") and before and new and not self.fresh:
            self._group([self.entries[before - 1], new[0]])
        self.seen = True
        self.fresh = False
        self.may = may
        for item in sanction.items:
            self.defects.extend(item.defects)

    def _lead(self, lead: Lead) -> None:
        roles = {
            "agency": "agency",
            "addressee": "addressee",
            "ground": "ground",
            "situation": "situation",
            "reference": "reference",
        }
        if lead.kind == "except" and context.is_except(
            self.text, lead.start, lead.end
        ):
            self.mark(lead.start, lead.end, "reference")
            return
        if lead.kind == "except":
            inner = Phrases(self.text, lead.end - 1, self.words)
            reader = AmountReader(self.text, self.words, self.bounds)
            found = ClauseReader(inner, reader).read(lead.start + 1)
            if found is not None:
                self.mark(lead.start, lead.start + 1, "consequence")
                self.mark(lead.end - 1, lead.end, "consequence")
                self._add(found, lead.start + 1, lead.end - 1)
                return
            if not context.holds_sanction(self.text, lead.start, lead.end):
                self.mark(lead.start, lead.end, "consequence")
            return
        self.mark(lead.start, lead.end, roles.get(lead.kind, "structure"))
