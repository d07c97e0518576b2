"""Choosing the table: by item, nearest region and date."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import AppliesBy, Document, Status, Texts
from penaltykit.benchmark._wording import joined


class Refusal(StrEnum):
    """Why a document or table was not used."""

    OTHER_REGION = "other-region"
    OTHER_FIELD = "other-field"
    NO_TABLE = "no-table"
    NO_TABLE_HERE = "no-table-here"
    NOT_YET_EFFECTIVE = "not-yet-effective"
    EXPIRED = "expired"
    DATE_NOT_KNOWN = "date-not-known"
    UPPER_LEVEL = "upper-level"
    TO_BE_CONFIRMED = "to-be-confirmed"
    REPLACED = "replaced"
    AMBIGUOUS = "ambiguous"


@frozen(kw_only=True)
class Rejected:
    """A document (or its table) that was looked at and not used.

    Args:
        document: its id.
        table: id of its table for the item, ``None`` if it has none.
        code: see :class:`Refusal`.
        text: the same in a sentence.
    """

    document: str
    table: str | None
    code: Refusal
    text: Texts = attrs.field(hash=False)


@frozen(kw_only=True)
class Choice:
    """Which table applies, why, and why not the others.

    Args:
        table: ``None``: no benchmark is available, the statute alone bounds.
        document: of the table.
        basis: the date that chose it, ``act`` or ``decision``.
        reason: why this one, or why none.
        caution: what must be said where it is used (status, excerpt).
        rejected: the others, nearest first.
        upper: tables in force of documents further up, whose bounds this one
            must keep.
        by_decision: the table on the date of the decision, where the
            document is silent on which date counts and the two differ; may
            be ``None`` (then none is in force on that date).
        differs: whether the two dates lead to different tables.
    """

    table: Table | None
    document: Document | None = None
    basis: str | None = None
    reason: Texts = attrs.field(hash=False)
    caution: Texts | None = attrs.field(default=None, hash=False)
    rejected: tuple[Rejected, ...] = ()
    upper: tuple[Table, ...] = ()
    by_decision: Table | None = None
    differs: bool = False


@frozen(kw_only=True)
class Question:
    """What is looked for.

    Args:
        item: item id.
        chain: region codes, nearest first.
        acted: (last) day of the act.
        decided: day of the decision, if known.
        field: field of enforcement; ``None`` takes any.
    """

    item: str
    chain: tuple[str, ...]
    acted: dt.date | None
    decided: dt.date | None
    field: str | None = None

    def date(self, document: Document, silent: AppliesBy) -> dt.date | None:
        """The date that must lie in the document's term."""
        by = document.policy.applies_by
        if by is AppliesBy.SILENT:
            by = silent
        return self.decided if by is AppliesBy.DECISION else self.acted


def choose(
    documents: Iterable[Document],
    tables: Mapping[str, Sequence[Table]],
    question: Question,
) -> Choice:
    """The table that applies.

    Args:
        documents: all of them.
        tables: document id to its tables.
        question: what is looked for.
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
    found: list[Table] = []
    rejected: list[Rejected] = []
    named: list[str | None]
    for document in documents:
        own = [
            table
            for table in tables.get(document.id, ())
            if table.item == question.item
        ]
        refusal = _refusal(document, own, question, silent)
        if refusal is None:
            found += own
            continue
        code, text = refusal
        named = [table.id for table in own] or [None]
        rejected += [
            Rejected(
                document=document.id,
                table=name,
                code=code,
                text=text,
            )
            for name in named
        ]
    found.sort(key=lambda table: _order(table, question))
    chosen, beaten = _best(found, question)
    rejected = beaten + sorted(rejected, key=lambda one: one.document)
    if chosen is None:
        return Choice(
            table=None, reason=_no_reason(found), rejected=tuple(rejected)
        )
    document = chosen.document
    return Choice(
        table=chosen,
        document=document,
        basis=(
            "decision"
            if question.date(document, silent) == question.decided
            and question.date(document, silent) != question.acted
            else "act"
        ),
        reason=both(
            "{document} of {issuer} has a table for this item, is the nearest"
            " one in force for the region, and was in force on {date}"
            " (term {term}).",
            document=document.name,
            issuer=document.issuer,
            date=question.date(document, silent),
            term=term_text(document),
        ),
        caution=_caution(document),
        rejected=tuple(rejected),
        upper=tuple(
            table
            for table in found
            if table.document.region != document.region
            and _distance(table, question) > _distance(chosen, question)
        ),
    )


def term_text(document: Document) -> Texts:
    """First and last day of a document's term."""
    if document.expires is None:
        return both("from {first}", first=document.effective)
    return both(
        "{first} to {last}",
        first=document.effective,
        last=document.expires,
    )


def _refusal(
    document: Document,
    own: Sequence[Table],
    question: Question,
    silent: AppliesBy,
) -> tuple[Refusal, Texts] | None:
    """Why a document cannot be used at all; ``None`` if it can."""
    name = document.name
    if document.region not in question.chain:
        return Refusal.OTHER_REGION, both(
            "{document} holds for another region.", document=name
        )
    if question.field is not None and document.field != question.field:
        return Refusal.OTHER_FIELD, both(
            "{document} holds for another field of enforcement.",
            document=name,
        )
    if not own:
        if document.complete:
            return Refusal.NO_TABLE, both(
                "{document} has no table for this item.", document=name
            )
        return Refusal.NO_TABLE_HERE, both(
            "Only part of {document} is encoded here, and no table for this"
            " item is among it; look it up in the original.",
            document=name,
        )
    return _out_of_term(document, question.date(document, silent))


def _out_of_term(
    document: Document, day: dt.date | None
) -> tuple[Refusal, Texts] | None:
    """Why a document does not hold on a day; ``None`` if it does."""
    if day is None:
        return Refusal.DATE_NOT_KNOWN, both(
            "{document} is chosen by a date that the case does not give.",
            document=document.name,
        )
    params = {
        "document": document.name,
        "date": day,
        "term": term_text(document),
    }
    if day < document.effective:
        return Refusal.NOT_YET_EFFECTIVE, both(
            "{document} was not yet in force on {date} (term {term}).",
            **params,
        )
    ended = document.status is Status.EXPIRED and document.expires is None
    if ended or not document.in_term(day):
        return Refusal.EXPIRED, both(
            "{document} was no longer in force on {date} (term {term}).",
            **params,
        )
    return None


def _distance(table: Table, question: Question) -> int:
    return question.chain.index(table.document.region)


def _order(table: Table, question: Question) -> tuple[bool, int, int, str]:
    """Confirmed ones first, then the nearest, then the newest."""
    document = table.document
    return (
        document.status is Status.TO_BE_CONFIRMED,
        _distance(table, question),
        -document.effective.toordinal(),
        table.id,
    )


def _best(
    found: Sequence[Table], question: Question
) -> tuple[Table | None, list[Rejected]]:
    """The first in order, unless another has equal claim."""
    if not found:
        return None, []
    best = found[0]
    rank = _order(best, question)[:3]
    equals = [one for one in found if _order(one, question)[:3] == rank]
    if len(equals) > 1:
        names = joined([one.name for one in equals], "list")
        return None, [
            Rejected(
                document=one.document.id,
                table=one.id,
                code=Refusal.AMBIGUOUS,
                text=both(
                    "Several tables have equal claim: {tables}.", tables=names
                ),
            )
            for one in equals
        ]
    return best, [_beaten(one, best, question) for one in found[1:]]


def _beaten(table: Table, best: Table, question: Question) -> Rejected:
    name = table.document.name
    if table.document.status is Status.TO_BE_CONFIRMED:
        code = Refusal.TO_BE_CONFIRMED
        text = both(
            "Whether {document} is in force is still to be confirmed.",
            document=name,
        )
    elif _distance(table, question) > _distance(best, question):
        code = Refusal.UPPER_LEVEL
        text = both(
            "{document} comes from further up; the nearer one applies and"
            " must keep within it.",
            document=name,
        )
    else:
        code = Refusal.REPLACED
        text = both(
            "{document} is older than another one of the same region.",
            document=name,
        )
    return Rejected(
        document=table.document.id, table=table.id, code=code, text=text
    )


def _no_reason(found: Sequence[Table]) -> Texts:
    if found:
        return both(
            "Several benchmark tables have equal claim; the agency must say"
            " which one it applies."
        )
    return both("No benchmark is available; the statute alone bounds.")


def _caution(document: Document) -> Texts | None:
    if document.status is Status.TO_BE_CONFIRMED:
        return both(
            "Whether {document} is in force is still to be confirmed.",
            document=document.name,
        )
    if document.status is Status.EXCERPT:
        return both(
            "{document} is known here from an excerpt only.",
            document=document.name,
        )
    return None
