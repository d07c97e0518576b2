"""Whether the benchmark that the case file names is the one that applies."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from penaltykit._i18n import both
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Document, Texts
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import Rejected

NOT_USED: Final = "not-used"
NOT_HELD: Final = "not-held"
_MOST_SHOWN: Final = 60
# A shorter name could stand in another one by chance.
_LEAST_NAME: Final = 8


@frozen(kw_only=True)
class Misnamed:
    """That the file names another benchmark than the one that applies.

    Args:
        code: ``not-used`` (held here, and another one applies, or none), or
            ``not-held``.
        text: the same in a sentence, with the reason.
    """

    code: str
    text: Texts = field(hash=False)


def misnamed(
    question: Question,
    documents: Iterable[Document],
    tables: Mapping[str, Sequence[Table]],
    chosen: Table | None,
    rejected: Sequence[Rejected],
) -> Misnamed | None:
    """What is wrong with the benchmark that the file names.

    Args:
        question: what is looked for, with the name.
        documents: all of them.
        tables: document id to its tables for the item.
        chosen: the table that applies.
        rejected: the others, with the reason.

    Returns:
        ``None`` where none is named, or the one that applies.
    """
    if not question.named or (
        chosen is not None
        and (
            question.names(chosen.document, (chosen,))
            or _holds_name(question.named, chosen.document)
        )
    ):
        return None
    refused = _refused(question, tables, chosen, rejected)
    if refused is not None:
        return refused
    named = dict.fromkeys(("zh", "en"), question.named[:_MOST_SHOWN])
    for document in documents:
        own = tables.get(document.id, ())
        if not (
            question.names(document, own)
            or _holds_name(question.named, document)
        ):
            continue
        if chosen is None:
            # What is encoded here may be a part of the document.
            text = both(
                "The file names “{table}”; {document} has no table for this"
                " item that applies.",
                table=named,
                document=document.name,
            )
            return Misnamed(code=NOT_HELD, text=text)
        text = both(
            "The file names “{table}”, which is not used: for this item"
            " {chosen} ({id}) applies.",
            table=named,
            chosen=chosen.name,
            id=chosen.id,
        )
        return Misnamed(code=NOT_USED, text=text)
    return Misnamed(
        code=NOT_HELD,
        text=both(
            "The file names “{table}”, which is none of the tables held here"
            " for this item.",
            table=named,
        ),
    )


def _refused(
    question: Question,
    tables: Mapping[str, Sequence[Table]],
    chosen: Table | None,
    rejected: Sequence[Rejected],
) -> Misnamed | None:
    """A table for the item that is not used, with the reason."""
    for one in rejected:
        for table in tables.get(one.document, ()):
            if (
                table.id == one.table
                and table is not chosen
                and question.names(table.document, (table,))
            ):
                text = both(
                    "The file names {table}, which is not used: {why}",
                    table=table.name,
                    why=one.text,
                )
                return Misnamed(code=NOT_USED, text=text)
    return None


def _holds_name(named: str, document: Document) -> bool:
    """Whether a longer description holds the name of a document, or its
    number."""
    known = [*document.name.values(), document.number or ""]
    return any(len(name) >= _LEAST_NAME and name in named for name in known)
