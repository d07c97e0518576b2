"""The terms of a case, each with what starts it and its arithmetic.

How long a term is comes from ``rules/parameters``; a figure that is not
known for this agency gives no term. A term whose start is not recorded has
no end date: papers then print it in words.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

from penaltykit._i18n import LANGS, N_, both
from penaltykit.assessment._lazy import Lazy
from penaltykit.assessment._parameters import Parameters
from penaltykit.case import Case, EventKind, PaperKind, Procedure
from penaltykit.citation import Citation
from penaltykit.period import Calendar, Term, TermUnit, term_end

Cite = Callable[[tuple[Citation, ...]], tuple[Citation, ...]]


@frozen(kw_only=True)
class _Kind:
    """A term: its parameter, what starts it, its name, where it holds."""

    code: str
    parameter: str
    start: EventKind
    label: str
    procedure: Procedure | None = Procedure.ORDINARY


_TERMS = (
    _Kind(
        code="decide",
        parameter="decision.days",
        start=EventKind.FILED,
        label=N_("To decide the case, from filing"),
    ),
    _Kind(
        code="statement",
        parameter="statement.days",
        start=EventKind.PRIOR_NOTICE_SERVED,
        label=N_("To make a statement or a defence, from the prior notice"),
    ),
    _Kind(
        code="request-hearing",
        parameter="hearing.request-days",
        start=EventKind.HEARING_NOTICE_SERVED,
        label=N_("To ask for a hearing, from being told of it"),
    ),
    _Kind(
        code="serve",
        parameter="decision.service-days",
        start=EventKind.DECIDED,
        label=N_("To serve the decision, if the party was not present"),
    ),
    _Kind(
        code="pay",
        parameter="payment.days",
        start=EventKind.DECISION_SERVED,
        label=N_("To pay the fine, from receipt of the decision"),
        procedure=None,
    ),
    _Kind(
        code="reconsideration",
        parameter="reconsideration.days",
        start=EventKind.DECISION_SERVED,
        label=N_("To apply for reconsideration, from receipt of the decision"),
        procedure=None,
    ),
    _Kind(
        code="litigation",
        parameter="litigation.months",
        start=EventKind.DECISION_SERVED,
        label=N_("To sue, from receipt of the decision"),
    ),
)


def terms(
    case: Case,
    parameters: Parameters,
    calendar: Calendar,
    day: dt.date,
    cite: Cite,
) -> Lazy[Mapping[str, Any]]:
    """Every term of the case, worked out when first looked at.

    Args:
        case: its timeline starts the terms.
        parameters: how long they are.
        calendar: working days; an unknown year leaves the end undetermined.
        day: on which the figures must hold.
        cite: reads the sources of figures, which are text.

    Returns:
        JSON-like maps: ``code``, ``label``, ``count``, ``unit``, ``start``
        (date or ``None``), ``start_event``, ``end`` (date or ``None``),
        ``undetermined`` (why there is no end), ``arithmetic``, ``citation``
        (a list, as everywhere).
    """
    return Lazy(lambda: _terms(case, parameters, calendar, day, cite))


def _terms(
    case: Case,
    parameters: Parameters,
    calendar: Calendar,
    day: dt.date,
    cite: Cite,
) -> Iterator[Mapping[str, Any]]:
    for kind in _TERMS:
        if kind.procedure not in (None, case.procedure):
            continue
        known = parameters.known(kind.parameter, case.agency, day)
        if known.value is None:
            continue
        unit = parameters.entry(kind.parameter).unit
        term = Term(count=int(known.value), unit=TermUnit(unit))
        source = known.citation
        citation = cite((Citation(text=source),)) if source else ()
        yield _term(kind, term, citation, case, calendar)


def _start(kind: _Kind, case: Case) -> EventKind:
    """What starts a term: where no notice of its own told the hearing, the
    prior notice that did so."""
    if kind.start is not EventKind.HEARING_NOTICE_SERVED or any(
        event.kind is kind.start for event in case.events
    ):
        return kind.start
    told = any(
        paper.kind is PaperKind.PRIOR_NOTICE and paper.hearing_offered
        for paper in case.papers
    )
    return EventKind.PRIOR_NOTICE_SERVED if told else kind.start


def _term(
    kind: _Kind,
    term: Term,
    citation: tuple[Citation, ...],
    case: Case,
    calendar: Calendar,
) -> dict[str, Any]:
    start = _start(kind, case)
    starts = sorted(e.date for e in case.events if e.kind is start)
    entry: dict[str, Any] = {
        "code": kind.code,
        "label": both(kind.label),
        "count": term.count,
        "unit": term.unit.value,
        "text": {lang: term.text(lang) for lang in LANGS},
        "start_event": start.value,
        "start": starts[-1] if starts else None,
        "end": None,
        "undetermined": None,
        "arithmetic": (),
        "citation": citation,
    }
    if not starts:
        entry["undetermined"] = both("What starts it is not recorded yet.")
        return entry
    result = term_end(starts[-1], term, calendar)
    entry["end"] = result.end
    if result.undetermined_reason:
        entry["undetermined"] = result.undetermined_reason
    entry["arithmetic"] = result.arithmetic
    return entry
