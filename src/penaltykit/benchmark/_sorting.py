"""Sorting the tables for an item: those that may be used, and the rest."""

from collections.abc import Sequence

from penaltykit.benchmark._candidate import Candidate
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import AppliesBy, Document, Texts
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import (
    Refusal,
    Rejected,
    may_open,
    refuse,
    shares_item,
    table_out_of_term,
)

_NO_TABLE = (Refusal.NO_TABLE, Refusal.NO_TABLE_HERE)


class Sorting:
    """The tables that may be used, and the others with the reason."""

    def __init__(self, question: Question, silent: AppliesBy) -> None:
        self.question = question
        self.silent = silent
        self.found: list[Candidate] = []
        self.rejected: list[Rejected] = []
        self.opened: list[tuple[Candidate, Rejected]] = []

    def look(self, document: Document, own: Sequence[Table]) -> None:
        """Sort the tables of one document."""
        question = self.question
        day = question.date(document, self.silent)
        # Without a table for the item only those of the place are of use.
        if not own and not question.lies_in(document, day):
            return
        lie = question.reach(document, day)
        why = refuse(document, own, question, day, lie)
        for table in own:
            reason = why or table_out_of_term(table, day)
            if reason is None:
                shared = shares_item(document, question)
                self.found.append(
                    Candidate(table=table, lie=lie, shared=shared)
                )
                continue
            refused = self._reject(document, table, reason)
            if question.names(document, own) and may_open(
                reason[0], table, question, day
            ):
                opened = Candidate(table=table, lie=lie, opened=reason[0])
                self.opened.append((opened, refused))
        if not own and why is not None and why[0] in _NO_TABLE:
            self._reject(document, None, why)

    def _reject(
        self,
        document: Document,
        table: Table | None,
        reason: tuple[Refusal, Texts],
    ) -> Rejected:
        code, text = reason
        refused = Rejected(
            document=document.id,
            table=None if table is None else table.id,
            code=code,
            text=text,
        )
        self.rejected.append(refused)
        return refused

    def done(self) -> tuple[list[Candidate], list[Rejected]]:
        """What is found, the first in order first, and the rest.

        What only the case file opens counts where nothing else is found.
        """
        if not self.found and self.opened:
            self.found = [candidate for candidate, _ in self.opened]
            used = [refused for _, refused in self.opened]
            self.rejected = [one for one in self.rejected if one not in used]
        self.found.sort(key=lambda one: one.order)
        return self.found, self.rejected
