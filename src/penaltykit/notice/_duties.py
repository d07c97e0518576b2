"""What the party has to do and may do: performance, remedies, result."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from penaltykit import period
from penaltykit.case import (
    Case,
    PaperKind,
    PaymentChannel,
    Performance,
    Remedies,
    ResultUse,
    StatedPenalty,
    Term,
)
from penaltykit.notice import _wordings
from penaltykit.notice._speech import Speech, plain
from penaltykit.notice._words import word
from penaltykit.penalty import PenaltyKind
from penaltykit.period import Calendar

Data = dict[str, Any]

_STAND: Final = frozenset({PenaltyKind.WARNING, PenaltyKind.CRITICISM})
COLLECTED: Final = Decimal(100)
"""Penalty Law art. 68(1): up to this the officers may collect the fine of a
decision made on the spot."""
PAYMENT: Final = Term(count=15, unit="days")
"""Penalty Law art. 67(3): fifteen days from receiving the decision."""
RECONSIDERATION: Final = Term(count=60, unit="days")
"""Reconsideration Law (2023) art. 20: sixty days from knowing."""
LITIGATION: Final = Term(count=6, unit="months")
"""Administrative Litigation Law art. 46: six months from knowing."""
AFTER_REVIEW: Final = Term(count=15, unit="days")
"""Administrative Litigation Law art. 45: fifteen days from that decision."""
RECONSIDERATION_FIRST_FROM: Final = dt.date(2024, 1, 1)
"""Reconsideration Law (2023) art. 23(1)(1), in force from this day."""


def term(value: Term | None, default: Term, lang: str) -> str:
    """A term in words: what the file states, else what the law gives."""
    chosen = value or default
    return _wordings.term(chosen.count, chosen.unit, lang)


def last_day(
    start: dt.date | None,
    value: Term | None,
    default: Term,
    calendar: Calendar,
    lang: str,
) -> str:
    """The last day of a term, where what starts it is recorded.

    Empty where the start is not recorded or the calendar does not reach: the
    paper then tells the term in words alone.
    """
    if start is None:
        return ""
    chosen = value or default
    length = period.Term(count=chosen.count, unit=chosen.unit)
    end = period.term_end(start, length, calendar).end
    return _wordings.date(end, lang) if end else ""


def performance_data(
    performance: Performance | None,
    kind: PaperKind,
    penalties: tuple[StatedPenalty, ...],
    start: dt.date | None,
    calendar: Calendar,
    speech: Speech,
) -> Data:
    """How and by when the party performs.

    Args:
        performance: from the case.
        kind: the paper.
        penalties: all that are stated.
        start: the day on which the decision reached the parties, if known.
        calendar: for the last day.
        speech: the voice of the paper.
    """
    lang = speech.lang
    given = performance or Performance()
    kinds = {penalty.kind for penalty in penalties}
    bank = plain(given.bank)
    return {
        "pay": bool(kinds & {PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS}),
        "fine": PenaltyKind.FINE in kinds,
        "gains": PenaltyKind.CONFISCATE_GAINS in kinds,
        "goods": PenaltyKind.CONFISCATE_GOODS in kinds,
        # What no one has to do cannot be enforced: a warning only stands.
        "enforceable": any(
            kind.is_penalty and kind not in _STAND for kind in kinds
        ),
        "on_the_spot": PaymentChannel.ON_THE_SPOT in given.channels,
        "only_on_the_spot": given.channels == (PaymentChannel.ON_THE_SPOT,),
        "small": kind is PaperKind.ON_THE_SPOT_DECISION
        and _fines(penalties) <= COLLECTED,
        "ground": _wordings.bare(speech.line(given.on_the_spot_ground)),
        "term": term(given.term, PAYMENT, lang),
        "until": last_day(start, given.term, PAYMENT, calendar, lang),
        "bank": bank,
        "account_name": plain(given.account_name),
        "account_number": plain(given.account_number),
        "platform": plain(given.platform),
        "channel": bank or plain(given.platform),
        "other": [
            _wordings.sentence(speech.line(line), lang) for line in given.other
        ],
    }


def _fines(penalties: tuple[StatedPenalty, ...]) -> Decimal:
    """The fines in yuan; without end while one has no amount."""
    endless = Decimal("Infinity")
    return sum(
        (
            endless if penalty.amount is None else penalty.amount
            for penalty in penalties
            if penalty.kind is PenaltyKind.FINE
        ),
        Decimal(0),
    )


def remedies_data(
    remedies: Remedies | None,
    kind: PaperKind,
    days: tuple[dt.date | None, dt.date | None],
    calendar: Calendar,
    lang: str,
) -> Data:
    """Reconsideration and litigation, with what must come first.

    Against a decision made on the spot reconsideration comes first by law
    since 2024, whatever the file says.

    Args:
        remedies: from the case.
        kind: the paper.
        days: of the decision, and on which it reached the parties.
        calendar: for the last days.
        lang: language.
    """
    decided, start = days
    given = remedies or Remedies()
    by_law = kind is PaperKind.ON_THE_SPOT_DECISION and (
        decided is None or decided >= RECONSIDERATION_FIRST_FROM
    )
    first = by_law or given.reconsideration_first is True
    return {
        "first": first,
        # Where reconsideration comes first, the term to sue runs after it.
        "after_term": term(
            given.litigation_term if first else None, AFTER_REVIEW, lang
        ),
        "on_the_spot_rule": by_law,
        "authority": plain(given.reconsideration_authority),
        "authority_address": plain(given.reconsideration_address),
        "channel": plain(given.reconsideration_channel),
        "where": _where(given, lang),
        "ways": [{"reconsideration": True}, {"reconsideration": False}],
        "reconsideration_term": term(
            given.reconsideration_term, RECONSIDERATION, lang
        ),
        "reconsideration_until": last_day(
            start, given.reconsideration_term, RECONSIDERATION, calendar, lang
        ),
        "court": plain(given.court),
        "litigation_term": term(given.litigation_term, LITIGATION, lang),
        "litigation_until": last_day(
            start, given.litigation_term, LITIGATION, calendar, lang
        ),
    }


def _where(given: Remedies, lang: str) -> str:
    """Address and internet channel of the authority, in brackets."""
    address = plain(given.reconsideration_address)
    channel = plain(given.reconsideration_channel)
    if lang == "zh":
        parts = [
            f"地址：{address}" if address else "",
            f"互联网渠道：{channel}" if channel else "",
        ]
        inside = "；".join(filter(None, parts))
        return f"（{inside}）" if inside else ""
    parts = [
        f"address: {address}" if address else "",
        f"internet channel: {channel}" if channel else "",
    ]
    inside = "; ".join(filter(None, parts))
    return f" ({inside})" if inside else ""


def use_data(use: ResultUse | None, speech: Speech) -> Data:
    """What becomes of the result."""
    lang = speech.lang
    given = use or ResultUse()
    return {
        "publish": given.publish is True,
        "keep": given.publish is False,
        "told": given.publish is not None,
        "channels": _wordings.join(
            [word("channel", one.value, lang) for one in given.channels], lang
        ),
        "display_until": _date(given.display_until, lang),
        "valid_until": _date(given.valid_until, lang),
        "citation": plain(given.display_citation),
        "credit": _wordings.sentence(speech.line(given.credit_record), lang),
        "repair": _wordings.sentence(speech.line(given.repair), lang),
    }


def _date(day: dt.date | None, lang: str) -> str:
    return _wordings.date(day, lang) if day else ""


def correction_told(case: Case, penalties: tuple[StatedPenalty, ...]) -> bool:
    """Whether the file holds an order to put the violation right."""
    orders = {PenaltyKind.ORDER_CORRECT, PenaltyKind.ORDER_STOP}
    return any(penalty.kind in orders for penalty in penalties) or any(
        event.kind.value == "correction-ordered" for event in case.events
    )
