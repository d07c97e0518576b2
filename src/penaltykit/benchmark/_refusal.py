"""Why a document or table is not used, in a sentence."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

import attrs
from attrs import frozen

from penaltykit._i18n import N_, both, translator
from penaltykit.agency import Fit, Level, Reach
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import (
    Document,
    RegionChange,
    Status,
    Texts,
)
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._wording import joined


class Refusal(StrEnum):
    """Why a document or table was not used."""

    OTHER_REGION = "other-region"
    OTHER_FIELD = "other-field"
    OTHER_ENFORCER = "other-enforcer"
    NO_TABLE = "no-table"
    NO_TABLE_HERE = "no-table-here"
    NOT_YET_EFFECTIVE = "not-yet-effective"
    EXPIRED = "expired"
    TABLE_NOT_YET_EFFECTIVE = "table-not-yet-effective"
    TABLE_EXPIRED = "table-expired"
    DATE_NOT_KNOWN = "date-not-known"
    TERM_NOT_KNOWN = "term-not-known"
    ISSUER_NOT_KNOWN = "issuer-not-known"
    REGION_CHANGED = "region-changed"
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


Why = tuple[Refusal, Texts]

LEVEL_WORDS = {
    Level.TOWNSHIP: N_("township"),
    Level.COUNTY: N_("county"),
    Level.CITY: N_("city"),
    Level.PROVINCE: N_("province"),
    Level.NATION: N_("nation"),
}

# Held back for want of knowledge, not by its own terms: a case file that
# names the document opens it.
_OPEN = (
    Refusal.ISSUER_NOT_KNOWN,
    Refusal.TERM_NOT_KNOWN,
    Refusal.REGION_CHANGED,
    Refusal.OTHER_FIELD,
)


def level_text(level: Level) -> Texts:
    """A level of government as a word."""
    return {
        lang: translator(lang)(LEVEL_WORDS[level]) for lang in ("zh", "en")
    }


def term_text(document: Document) -> Texts:
    """First and last day of a document's term."""
    if document.effective is None:
        if document.expires is None:
            return both("not known")
        return both("until {last}", last=document.expires)
    return _span(document.effective, document.expires)


def _span(first: dt.date, last: dt.date | None) -> Texts:
    if last is None:
        return both("from {first}", first=first)
    return both("{first} to {last}", first=first, last=last)


def refuse(
    document: Document,
    own: Sequence[Table],
    question: Question,
    day: dt.date | None,
    lie: Reach,
) -> Why | None:
    """Why a document cannot be used at all; ``None`` if it can.

    Args:
        document: looked at.
        own: its tables for the item.
        question: what is looked for.
        day: the date that must lie in its term.
        lie: how its region lies to the place.
    """
    name = document.name
    nowhere = lie.fit is Fit.ELSEWHERE
    if nowhere and (document.region is not None or not own):
        return Refusal.OTHER_REGION, both(
            "{document} holds for another region.", document=name
        )
    why = _other_agency(document, question)
    if why is not None:
        return why
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
    if document.region is None:
        return Refusal.ISSUER_NOT_KNOWN, both(
            "Who issued {document}, and for which region, is not known here;"
            " it is not found by region.",
            document=name,
        )
    return _out_of_term(document, day) or _region_changed(document, lie)


def _other_agency(document: Document, question: Question) -> Why | None:
    """Another field of enforcement, or enforcers it is not made for."""
    name = document.name
    if (
        question.field not in (None, document.field)
        and not shares_item(document, question)
        and not handed_down(document, question)
    ):
        return Refusal.OTHER_FIELD, both(
            "{document} holds for another field of enforcement.",
            document=name,
        )
    enforcer = question.enforcer
    if (
        enforcer is not None
        and document.enforcers
        and enforcer.value not in document.enforcers
    ):
        levels = [level_text(Level(one)) for one in document.enforcers]
        return Refusal.OTHER_ENFORCER, both(
            "{document} is made for enforcing agencies of the level"
            " {levels}; this one is of the level {level}.",
            document=name,
            levels=joined(levels),
            level=level_text(enforcer),
        )
    return None


def shares_item(document: Document, question: Question) -> bool:
    """Whether the document was made for another kind of agency, and both
    kinds are competent for the item.
    """
    return (
        question.field != document.field
        and question.field in question.kinds
        and document.field in question.kinds
    )


def handed_down(document: Document, question: Question) -> bool:
    """Whether the power of the document's field may have been handed to the
    agency: a township government or sub-district office, for an item of
    that field (行政处罚法 art. 24).
    """
    return (
        question.enforcer is Level.TOWNSHIP
        and document.field in question.kinds
        and document.level != Level.TOWNSHIP
    )


def _out_of_term(document: Document, day: dt.date | None) -> Why | None:
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
    if document.effective is not None and day < document.effective:
        return Refusal.NOT_YET_EFFECTIVE, both(
            "{document} was not yet in force on {date} (term {term}).",
            **params,
        )
    ended = document.status is Status.EXPIRED and document.expires is None
    if ended or (document.expires is not None and document.expires < day):
        return Refusal.EXPIRED, both(
            "{document} was no longer in force on {date} (term {term}).",
            **params,
        )
    if document.effective is None:
        return Refusal.TERM_NOT_KNOWN, both(
            "From which day {document} holds is not known here; it is not"
            " found by date.",
            document=document.name,
        )
    return None


def table_out_of_term(table: Table, day: dt.date | None) -> Why | None:
    """Why a table alone does not hold on a day, though its document does:
    tables retire before their document.
    """
    if day is None or table.in_term(day):
        return None
    params = {
        "table": table.name,
        "document": table.document.name,
        "date": day,
    }
    if table.effective is not None and day < table.effective:
        return Refusal.TABLE_NOT_YET_EFFECTIVE, both(
            "The table {table} of {document} was not yet in force on {date}"
            " (from {first}).",
            first=table.effective,
            **params,
        )
    text = both(
        "The table {table} of {document} had been retired before {date}"
        " (last day {last}), though the document goes on.",
        last=table.expires,
        **params,
    )
    if table.term.retired is not None:
        why = table.term.retired
        text = both("{reason} {why}", reason=text, why=why)
    return Refusal.TABLE_EXPIRED, text


def _region_changed(document: Document, lie: Reach) -> Why | None:
    """What becomes of it where its region is not what it was."""
    if lie.fit not in (Fit.CHANGED, Fit.FOREBEAR):
        return None
    params = {"document": document.name, "change": lie.text}
    rule = document.region_change
    if lie.fit is Fit.FOREBEAR:
        return Refusal.REGION_CHANGED, both(
            "{change} {document} held in a part of what is the agency's"
            " region now; the file does not say whether the act lay there.",
            **params,
        )
    if rule is RegionChange.SUCCESSOR:
        return None
    if rule is RegionChange.LAPSES:
        return Refusal.EXPIRED, both(
            "{change} With that {document} lapsed.", **params
        )
    if rule is RegionChange.FORMER_TERRITORY:
        if lie.inside:
            return None
        return Refusal.REGION_CHANGED, both(
            "{change} {document} goes on in the former territory only; the"
            " file does not say that the act lay there.",
            **params,
        )
    return Refusal.REGION_CHANGED, both(
        "{change} Whether {document} goes on after that is not said; the"
        " agency must state it.",
        **params,
    )


def region_note(document: Document, lie: Reach) -> Texts | None:
    """What must be told where a document is used though its region is not
    what it was.
    """
    if lie.text is None:
        return None
    params = {"document": document.name, "change": lie.text}
    if lie.fit is Fit.RENAMED:
        return both(
            "{change} It is the same region; {document} goes on.", **params
        )
    if lie.fit is Fit.CHANGED and document.region_change is (
        RegionChange.SUCCESSOR
    ):
        return both(
            "{change} {document} goes on in the whole of it.", **params
        )
    if lie.fit is Fit.CHANGED and document.region_change is (
        RegionChange.FORMER_TERRITORY
    ):
        return both(
            "{change} {document} goes on in the former territory.", **params
        )
    return None


def may_open(
    code: Refusal, table: Table, question: Question, day: dt.date | None
) -> bool:
    """Whether a case file that names the table opens it: it was held back
    for want of knowledge, and nothing known of its term speaks against it.
    """
    document = table.document
    first, last = document.effective, document.expires
    ended = document.status is Status.EXPIRED and last is None
    return (
        code in _OPEN
        and not ended
        and (
            code is not Refusal.OTHER_FIELD or document.field in question.kinds
        )
        and table_out_of_term(table, day) is None
        and (day is None or first is None or first <= day)
        and (day is None or last is None or day <= last)
    )
