"""Choosing the table: by item, nearest region and date."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.benchmark._candidate import Candidate
from penaltykit.benchmark._choice_words import (
    beaten,
    by_another_day,
    caution,
    chosen_reason,
    no_reason,
    notes,
    place_notes,
)
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._named import Misnamed, misnamed
from penaltykit.benchmark._policy import AppliesBy, Document, Texts
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import Refusal, Rejected
from penaltykit.benchmark._sorting import Sorting
from penaltykit.benchmark._wording import joined


@frozen(kw_only=True)
class Choice:
    """Which table applies, why, and why not the others.

    Args:
        table: ``None``: no benchmark is available, the statute alone bounds.
        document: of the table.
        basis: the date that chose it, ``act`` or ``decision``.
        day: that date; rows of the table out of their own term on it are not
            applied.
        reason: why this one, or why none.
        caution: what must be said where it is used (status, excerpt).
        notes: what else must be told: a region that has changed, power that
            was handed down, a table that the file names and that is not
            used.
        rejected: the others, nearest first.
        upper: tables in force of documents further up, whose bounds this one
            must keep.
        by_decision: the table on the date of the decision, where the
            document is silent on which date counts and the two differ; may
            be ``None`` (then none is in force on that date).
        differs: whether the two dates lead to different tables.
        misnamed: that the file names another one, if it does.
    """

    table: Table | None
    document: Document | None = None
    basis: str | None = None
    day: dt.date | None = None
    reason: Texts = attrs.field(hash=False)
    caution: Texts | None = attrs.field(default=None, hash=False)
    notes: tuple[Texts, ...] = attrs.field(default=(), hash=False)
    rejected: tuple[Rejected, ...] = ()
    upper: tuple[Table, ...] = ()
    by_decision: Table | None = None
    differs: bool = False
    misnamed: Misnamed | None = None


def choose(
    documents: Iterable[Document],
    tables: Mapping[str, Sequence[Table]],
    question: Question,
) -> Choice:
    """The table that applies.

    Args:
        documents: all of them.
        tables: document id to its tables for the item.
        question: what is looked for.

    Raises:
        UnknownNameError: the place is no region code, or one of no province
            that the data list (only where the question has a tree).
    """
    documents = tuple(documents)
    by_act = _choose_at(documents, tables, question, AppliesBy.ACT)
    if question.decided is None or question.decided == question.acted:
        return by_act
    by_decision = _choose_at(documents, tables, question, AppliesBy.DECISION)
    if by_decision.table is by_act.table:
        return by_act
    return attrs.evolve(
        by_act,
        by_decision=by_decision.table,
        differs=True,
        reason=joined_reason(by_act, by_decision),
        # Where the document is silent, either day may be meant.
        misnamed=by_act.misnamed if by_decision.misnamed else None,
    )


def joined_reason(by_act: Choice, by_decision: Choice) -> Texts:
    """Why this one, and that the date of the decision says otherwise."""
    other: Texts = both("no benchmark table")
    if by_decision.table is not None:
        found = by_decision.table
        other = {
            lang: f"{found.name[lang]} ({found.id})" for lang in ("zh", "en")
        }
    return both(
        "{reason} The document does not say whether the day of the act or"
        " that of the decision counts; on the day of the decision it would"
        " be: {other}.",
        reason=by_act.reason,
        other=other,
    )


def _choose_at(
    documents: Sequence[Document],
    tables: Mapping[str, Sequence[Table]],
    question: Question,
    silent: AppliesBy,
) -> Choice:
    sorting = Sorting(question, silent)
    for document in documents:
        sorting.look(document, tables.get(document.id, ()))
    found, rejected = sorting.done()
    best, beaten = _best(found)
    rejected = beaten + sorted(rejected, key=lambda one: one.document)
    chosen = None if best is None else best.table
    wrong = misnamed(question, documents, tables, chosen, rejected)
    named = () if wrong is None else (wrong.text,)
    if best is None:
        return Choice(
            table=None,
            reason=no_reason(found, rejected),
            notes=(*named, *place_notes(question)),
            rejected=tuple(rejected),
            misnamed=wrong,
        )
    chosen, document = best.table, best.table.document
    day = question.date(document, silent)
    return Choice(
        table=chosen,
        document=document,
        basis=(
            "decision"
            if day == question.decided and day != question.acted
            else "act"
        ),
        day=day,
        reason=chosen_reason(best, day),
        caution=caution(best),
        notes=(
            *notes(best, question),
            *by_another_day(best, found[1:], question, silent),
            *named,
            *place_notes(question),
        ),
        rejected=tuple(rejected),
        misnamed=wrong,
        upper=tuple(
            one.table for one in found if one.distance > best.distance
        ),
    )


def _best(
    found: Sequence[Candidate],
) -> tuple[Candidate | None, list[Rejected]]:
    """The first in order, unless another has equal claim."""
    if not found:
        return None, []
    best = found[0]
    equals = [best, *(one for one in found[1:] if one.rivals(best))]
    if len(equals) > 1:
        names = joined([one.table.name for one in equals], "list")
        return None, [
            Rejected(
                document=one.table.document.id,
                table=one.table.id,
                code=Refusal.AMBIGUOUS,
                text=both(
                    "Several tables have equal claim: {tables}.", tables=names
                ),
            )
            for one in equals
        ]
    return best, [beaten(one, best) for one in found[1:]]
