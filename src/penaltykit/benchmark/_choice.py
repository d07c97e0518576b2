"""Choosing the table: by item, nearest region and date."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.agency import Level, Reach
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import AppliesBy, Document, Status, Texts
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import (
    Refusal,
    Rejected,
    handed_down,
    may_open,
    refuse,
    region_note,
    shares_item,
    table_out_of_term,
    term_text,
)
from penaltykit.benchmark._wording import joined

_FAR = 99
_NO_TABLE = (Refusal.NO_TABLE, Refusal.NO_TABLE_HERE)
_MOST_NAMED = 5
_MOST_SHOWN = 60
# What explains that there is none: something that would have held.
TELLING = (
    Refusal.EXPIRED,
    Refusal.NOT_YET_EFFECTIVE,
    Refusal.TABLE_EXPIRED,
    Refusal.TABLE_NOT_YET_EFFECTIVE,
    Refusal.DATE_NOT_KNOWN,
    Refusal.TERM_NOT_KNOWN,
    Refusal.ISSUER_NOT_KNOWN,
    Refusal.REGION_CHANGED,
    Refusal.OTHER_ENFORCER,
    Refusal.OTHER_FIELD,
    Refusal.NO_TABLE_HERE,
    Refusal.NO_TABLE,
)


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


@frozen(kw_only=True)
class _Candidate:
    """A table that may be used, and how its region lies to the place.

    ``opened``: found only because the case file names it. ``shared``: made
    for another kind of agency that is competent for the item too.
    """

    table: Table
    lie: Reach
    opened: Refusal | None = None
    shared: bool = False

    @property
    def distance(self) -> int:
        return _FAR if self.lie.distance is None else self.lie.distance

    @property
    def since(self) -> int:
        """The newest of the same issuer goes first."""
        document = self.table.document
        day = self.table.effective or document.effective
        return 0 if day is None else day.toordinal()

    @property
    def order(self) -> tuple[bool, bool, int, int, str]:
        """Confirmed ones first, then those of the agency's own kind, then
        the nearest, then the newest.
        """
        return (
            self.table.document.status is Status.TO_BE_CONFIRMED,
            self.shared,
            self.distance,
            -self.since,
            self.table.id,
        )

    def rivals(self, other: "_Candidate") -> bool:
        """Whether neither of the two goes before the other.

        Of one issuer the newer document goes before the older one, as it is
        with rules of one organ (立法法 art. 103).
        """
        if self.order[:3] != other.order[:3]:
            return False
        mine, its = self.table.document, other.table.document
        return self.since == other.since or mine.issuer != its.issuer


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
    sorting = _Sorting(question, silent)
    for document in documents:
        sorting.look(document, tables.get(document.id, ()))
    found, rejected = sorting.done()
    best, beaten = _best(found)
    rejected = beaten + sorted(rejected, key=lambda one: one.document)
    if best is None:
        return Choice(
            table=None,
            reason=_no_reason(found, rejected),
            notes=(
                *_named_but_refused(question, tables, None, rejected),
                *_named_but_unheld(question, documents, tables),
            ),
            rejected=tuple(rejected),
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
        reason=_reason(best, day),
        caution=_caution(best),
        notes=(
            *_notes(best, question),
            *_named_but_refused(question, tables, chosen, rejected),
            *_named_but_unheld(question, documents, tables),
        ),
        rejected=tuple(rejected),
        upper=tuple(
            one.table for one in found if one.distance > best.distance
        ),
    )


class _Sorting:
    """The tables that may be used, and the others with the reason."""

    def __init__(self, question: Question, silent: AppliesBy) -> None:
        self.question = question
        self.silent = silent
        self.found: list[_Candidate] = []
        self.rejected: list[Rejected] = []
        self.opened: list[tuple[_Candidate, Rejected]] = []

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
                    _Candidate(table=table, lie=lie, shared=shared)
                )
                continue
            refused = self._reject(document, table, reason)
            if question.names(document, own) and may_open(
                reason[0], table, question, day
            ):
                opened = _Candidate(table=table, lie=lie, opened=reason[0])
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

    def done(self) -> tuple[list[_Candidate], list[Rejected]]:
        """What is found, the first in order first, and the rest.

        What only the case file opens counts where nothing else is found.
        """
        if not self.found and self.opened:
            self.found = [candidate for candidate, _ in self.opened]
            used = [refused for _, refused in self.opened]
            self.rejected = [one for one in self.rejected if one not in used]
        self.found.sort(key=lambda one: one.order)
        return self.found, self.rejected


def _best(
    found: Sequence[_Candidate],
) -> tuple[_Candidate | None, list[Rejected]]:
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
    return best, [_beaten(one, best) for one in found[1:]]


def _beaten(one: _Candidate, best: _Candidate) -> Rejected:
    document = one.table.document
    if document.status is Status.TO_BE_CONFIRMED:
        code = Refusal.TO_BE_CONFIRMED
        text = both(
            "Whether {document} is in force is still to be confirmed.",
            document=document.name,
        )
    elif one.shared and not best.shared:
        code = Refusal.OTHER_FIELD
        text = both(
            "{document} was made for another kind of agency; the one of the"
            " agency's own kind goes first.",
            document=document.name,
        )
    elif one.distance > best.distance:
        code = Refusal.UPPER_LEVEL
        text = both(
            "{document} comes from further up; the nearer one applies and"
            " must keep within it.",
            document=document.name,
        )
    else:
        code = Refusal.REPLACED
        text = both(
            "{document} is older than another one of the same issuer.",
            document=document.name,
        )
    return Rejected(
        document=document.id, table=one.table.id, code=code, text=text
    )


def _no_reason(
    found: Sequence[_Candidate], rejected: Sequence[Rejected]
) -> Texts:
    """Why there is none, naming what would have held."""
    if found:
        return both(
            "Several benchmark tables have equal claim; the agency must say"
            " which one it applies."
        )
    why = [one for one in rejected if one.code in TELLING]
    why = [one for one in why if one.table] or why
    if not why:
        return both("No benchmark is available; the statute alone bounds.")
    parts = [one.text for one in why[:_MOST_NAMED]]
    return both(
        "No benchmark is available; the statute alone bounds. {why}",
        why={
            lang: ("" if lang == "zh" else " ").join(
                part[lang] for part in parts
            )
            for lang in ("zh", "en")
        },
    )


def _reason(best: _Candidate, day: dt.date | None) -> Texts:
    document = best.table.document
    params = {
        "document": document.name,
        "issuer": document.issuer,
        "date": day,
        "term": term_text(document),
    }
    if best.opened is not None:
        return both(
            "{document} of {issuer} has a table for this item and is used"
            " only because the file names it (term {term}).",
            **params,
        )
    return both(
        "{document} of {issuer} has a table for this item, is the nearest"
        " one in force for the region, and was in force on {date}"
        " (term {term}).",
        **params,
    )


def _caution(best: _Candidate) -> Texts | None:
    document = best.table.document
    name = document.name
    match best.opened:
        case Refusal.ISSUER_NOT_KNOWN:
            return both(
                "Who issued {document} is not known here: whether it holds"
                " for this agency is to be confirmed.",
                document=name,
            )
        case Refusal.TERM_NOT_KNOWN:
            return both(
                "From which day {document} holds is not known here: whether"
                " it was in force is to be confirmed.",
                document=name,
            )
        case Refusal.REGION_CHANGED:
            return both(
                "{change} Whether {document} goes on for this act is to be"
                " confirmed.",
                change=best.lie.text or "",
                document=name,
            )
        case Refusal.OTHER_FIELD:
            return both(
                "{document} was made for another field of enforcement:"
                " whether the power was handed to this agency is to be"
                " confirmed.",
                document=name,
            )
        case _:
            return _standing(document)


def _standing(document: Document) -> Texts | None:
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


def _notes(best: _Candidate, question: Question) -> list[Texts]:
    """What must be told of the issuer, its region and the enforcer."""
    document = best.table.document
    note = None if best.opened else region_note(document, best.lie)
    notes = [] if note is None else [note]
    if best.shared:
        notes.append(
            both(
                "{document} was made for another kind of agency that is"
                " competent for this item too.",
                document=document.name,
            )
        )
    if handed_down(document, question):
        params = {"document": document.name, "issuer": document.issuer}
        if Level.TOWNSHIP.value in document.enforcers:
            notes.append(
                both(
                    "The issuer, {issuer}, and the enforcing agency are two:"
                    " {document} says that it holds for townships to which"
                    " the power was handed down (Administrative Penalty Law"
                    " art. 24).",
                    **params,
                )
            )
        else:
            notes.append(
                both(
                    "The issuer, {issuer}, and the enforcing agency are two:"
                    " the power must have been handed down by a decision of"
                    " the province (Administrative Penalty Law art. 24), and"
                    " {document} does not say that it holds for townships;"
                    " the agency must state both.",
                    **params,
                )
            )
    return notes


def _named_but_refused(
    question: Question,
    tables: Mapping[str, Sequence[Table]],
    chosen: Table | None,
    rejected: Sequence[Rejected],
) -> tuple[Texts, ...]:
    """Why the table that the file names is not the one that applies."""
    if question.named is None:
        return ()
    for one in rejected:
        table = next(
            (
                table
                for table in tables.get(one.document, ())
                if table.id == one.table
            ),
            None,
        )
        if (
            table is not None
            and table is not chosen
            and question.names(table.document, (table,))
            and not (
                chosen is not None
                and question.names(chosen.document, (chosen,))
            )
        ):
            return (
                both(
                    "The file names {table}, which is not used: {why}",
                    table=table.name,
                    why=one.text,
                ),
            )
    return ()


def _named_but_unheld(
    question: Question,
    documents: Sequence[Document],
    tables: Mapping[str, Sequence[Table]],
) -> tuple[Texts, ...]:
    """That the file names a table which is not among those for the item."""
    if not question.named or any(
        question.names(document, tables.get(document.id, ()))
        for document in documents
    ):
        return ()
    return (
        both(
            "The file names “{table}”, which is none of the tables held here"
            " for this item.",
            table=dict.fromkeys(("zh", "en"), question.named[:_MOST_SHOWN]),
        ),
    )
