"""What happened before the decision: notice, statement, hearing, orders."""

import datetime as dt
from typing import Any, Final

from penaltykit import period
from penaltykit._i18n import pick
from penaltykit.case import Case, Event, EventKind, PaperKind, Party
from penaltykit.notice import _wordings
from penaltykit.notice._people import concerned
from penaltykit.notice._speech import Speech, plain
from penaltykit.notice._words import word, words
from penaltykit.period import Calendar

Data = dict[str, Any]

HEARING_DAYS: Final = 5
"""Working days to ask for a hearing (Penalty Law arts. 64(1), 85)."""

_TOLD: Final = (EventKind.PRIOR_NOTICE_SERVED, EventKind.HEARING_NOTICE_SERVED)
# What the party itself did.
_SAID: Final = (
    EventKind.STATEMENT_MADE,
    EventKind.STATEMENT_WAIVED,
    EventKind.HEARING_REQUESTED,
    EventKind.HEARING_WAIVED,
)
_COURSE: Final = (
    *_TOLD,
    *_SAID,
    EventKind.STATEMENT_REVIEWED,
    EventKind.HEARING_HELD,
)


def course(case: Case, speech: Speech) -> list[Data]:
    """The steps that led to the decision, by date."""
    events = [event for event in case.events if event.kind in _COURSE]
    events.sort(key=lambda event: event.date)
    return [_event(case, event, speech) for event in events]


def _event(case: Case, event: Event, speech: Speech) -> Data:
    lang = speech.lang
    parties = concerned(case, event)
    every = len(parties) == len(case.parties)
    names = [plain(party.name) for party in parties]
    who = speech.you if every else _wordings.join(names, lang)
    said = _wordings.bare(speech.line(event.text))
    return {
        "kind": event.kind.value,
        "date": _wordings.date(event.date, lang),
        "who": who,
        "paper": plain(event.paper),
        "method": word(
            "service-method",
            event.method.value if event.method else None,
            lang,
        ),
        "text": said,
        # A text that names the party itself is a sentence of its own.
        "whole": event.kind in _SAID and lang == "zh" and said.startswith(who),
        "outcome": _wordings.bare(_outcome(event.outcome, speech)),
    }


def _outcome(outcome: str | None, speech: Speech) -> str:
    """The outcome of a review: a word of the list in either form, or the
    agency's own words.
    """
    for name, said in words()["review-outcome"].items():
        if outcome in (name, said["zh"]):
            return pick(said, speech.lang)
    return speech.line(outcome)


def steps_of(case: Case, kind: EventKind, speech: Speech) -> list[Data]:
    """The events of one kind, in the order of the file."""
    return [
        _event(case, event, speech)
        for event in case.events
        if event.kind is kind
    ]


def open_steps(
    case: Case,
    decided: dt.date | None,
    *,
    hearing: bool | None,
    days: int | None,
    calendar: Calendar,
) -> tuple[Data, ...]:
    """For each party: what its right to be heard still lacks.

    Args:
        case: the case.
        decided: date of the decision, if recorded.
        hearing: whether a hearing had to be offered; ``None`` is unknown.
        days: working days to make a statement; ``None`` where no rule that
            is known sets them.
        calendar: working days.

    A party that kept silent until the term was over has not used its right;
    that may be said only where both ends of the term are recorded.
    """
    return tuple(
        _open(
            case,
            party,
            decided,
            hearing=hearing,
            days=days,
            calendar=calendar,
        )
        for party in case.parties
    )


def _open(
    case: Case,
    party: Party,
    decided: dt.date | None,
    *,
    hearing: bool | None,
    days: int | None,
    calendar: Calendar,
) -> Data:
    dates: dict[EventKind, dt.date] = {}
    for event in case.events:
        if party in concerned(case, event):
            dates[event.kind] = event.date
    silent = _term_over(dates, decided, days, calendar)
    too_late = _term_over(dates, decided, HEARING_DAYS, calendar)
    made = EventKind.STATEMENT_MADE in dates
    spoke = made or EventKind.STATEMENT_WAIVED in dates
    asked = EventKind.HEARING_REQUESTED in dates
    settled = EventKind.HEARING_WAIVED in dates or (
        EventKind.HEARING_HELD in dates
    )
    return {
        "name": plain(party.name),
        "told": any(kind in dates for kind in _TOLD),
        "silent": not spoke and silent,
        "statement_open": not spoke and not silent,
        "review_open": made and EventKind.STATEMENT_REVIEWED not in dates,
        "no_hearing_asked": hearing is True
        and not asked
        and not settled
        and too_late,
        "hearing_open": hearing is not False
        and not settled
        and (asked or not too_late),
    }


def _term_over(
    dates: dict[EventKind, dt.date],
    decided: dt.date | None,
    days: int | None,
    calendar: Calendar,
) -> bool:
    """Whether the term to answer was over when it was decided."""
    served = max(
        (dates[kind] for kind in _TOLD if kind in dates), default=None
    )
    if served is None or decided is None or days is None:
        return False
    length = period.Term(count=days, unit=period.TermUnit.WORKING_DAYS)
    end = period.term_end(served, length, calendar).end
    return end is not None and decided > end


def reached(
    case: Case, kind: PaperKind, day: dt.date | None
) -> dt.date | None:
    """The day on which the paper reached all parties, where recorded.

    A decision on the spot is handed over when it is made (Penalty Law
    art. 52(1)). Parties that were served on different days have no one day.
    """
    if kind is PaperKind.ON_THE_SPOT_DECISION:
        return day
    wanted = (
        EventKind.PRIOR_NOTICE_SERVED
        if kind is PaperKind.PRIOR_NOTICE
        else EventKind.DECISION_SERVED
    )
    days = {
        party.id: event.date
        for event in case.events
        if event.kind is wanted
        for party in concerned(case, event)
    }
    if len(days) == len(case.parties) and len(set(days.values())) == 1:
        return next(iter(days.values()))
    return None
