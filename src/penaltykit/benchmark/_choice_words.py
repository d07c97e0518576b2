"""Why a table was chosen, why none, and what must be told besides."""

import datetime as dt
from collections.abc import Sequence

from penaltykit._i18n import both
from penaltykit.agency import Level
from penaltykit.benchmark._candidate import Candidate
from penaltykit.benchmark._policy import (
    AppliesBy,
    Document,
    Status,
    Texts,
)
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import (
    Refusal,
    Rejected,
    handed_down,
    region_note,
    term_text,
)
from penaltykit.benchmark._wording import joined

_MOST_NAMED = 5
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


def beaten(one: Candidate, best: Candidate) -> Rejected:
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


def no_reason(
    found: Sequence[Candidate], rejected: Sequence[Rejected]
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


def chosen_reason(best: Candidate, day: dt.date | None) -> Texts:
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


def caution(best: Candidate) -> Texts | None:
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


def by_another_day(
    best: Candidate,
    others: Sequence[Candidate],
    question: Question,
    silent: AppliesBy,
) -> list[Texts]:
    """That an older document of the same issuer holds too, since the two say
    that different days of the case count.
    """
    document = best.table.document
    day = question.date(document, silent)
    if day is None:
        return []
    return [
        both(
            "By the day that each of them goes by, {old} ({old_day}) and"
            " {document} ({day}) both hold for this case. The newer one is"
            " applied; where the older one is more lenient, the agency must"
            " say why it does not go by that.",
            old=other.name,
            old_day=other_day,
            document=document.name,
            day=day,
        )
        for one in others
        if (other := one.table.document).issuer == document.issuer
        and (other_day := question.date(other, silent)) not in {None, day}
    ]


def notes(best: Candidate, question: Question) -> list[Texts]:
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


def place_notes(question: Question) -> tuple[Texts, ...]:
    """That the agency's region had ended by the day that matters, and was
    divided: documents of the regions that hold its territory are not found
    by its code.
    """
    day = question.decided or question.acted
    if question.regions is None or day is None or not question.chain:
        return ()
    region = question.regions.of(question.chain[0], day)
    if region is None or region.until is None or region.until >= day:
        return ()
    if set(region.successors) & set(question.places(day)):
        return ()
    now: list[Texts] = [
        {"zh": found.zh, "en": found.en}
        for code in region.successors
        if (found := question.regions.of(code, day)) is not None
    ]
    return (
        both(
            "The agency's region {region} ({code}) ended on {until}; tables"
            " of {successors} are not found by its code. Please check the"
            " region of the agency.",
            region={"zh": region.zh, "en": region.en},
            code=region.code,
            until=region.until,
            successors=joined(now, "list")
            if now
            else both("the regions after it"),
        ),
    )
