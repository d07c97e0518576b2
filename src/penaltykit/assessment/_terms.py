"""The terms of a case, each with what starts it and its arithmetic.

How long a term is comes from ``rules/parameters``; a figure that is not
known for this agency gives no term. A term whose start is not recorded has
no end date: papers then print it in words.

Whether a last day of rest moves on is asked of the rule for that term: for
reconsideration and litigation art. 85(3) of 民事诉讼法, which art. 88(1) of
行政复议法 and art. 101 of 行政诉讼法 take over; for the rest the procedure
rules of market regulation (art. 80) and of the police (art. 35). The Penalty
Law itself is silent: the term to pay is then read like art. 85(3), in favour
of the party; the agency's own term to decide stays where it ends.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

from penaltykit._i18n import LANGS, N_, both
from penaltykit.assessment._lazy import Lazy
from penaltykit.assessment._parameters import Parameters
from penaltykit.case import Case, EventKind, PaperKind, Procedure
from penaltykit.citation import Citation, LawNames, format_citations
from penaltykit.facts import CaseFacts
from penaltykit.facts._derive_term import left_out
from penaltykit.period import Calendar, Term, TermUnit, term_end

Cite = Callable[[tuple[Citation, ...]], tuple[Citation, ...]]


@frozen
class _Rule:
    """By what a last day of rest moves on.

    Args:
        citation: the provision.
        through: the provision that takes it over.
        silent: whether the law of the matter says nothing and this is a
            declared reading.
    """

    citation: Citation
    through: Citation | None = None
    silent: bool = False

    @property
    def places(self) -> tuple[Citation, ...]:
        """What is cited."""
        more = () if self.through is None else (self.through,)
        return (self.citation, *more)


_CIVIL = Citation(law="civil-procedure-law", article=85, paragraph=3)
_WORKING = _Rule(Citation(law="administrative-penalty-law", article=85))
# Rules of a field for all its terms.
_OF_FIELD: Mapping[str, _Rule] = {
    "market-regulation": _Rule(
        Citation(law="market-penalty-procedure-rules", article=80)
    ),
    "public-security": _Rule(
        Citation(law="public-security-case-procedure-provisions", article=35)
    ),
}


@frozen(kw_only=True)
class _Kind:
    """A term: its parameter, what starts it, its name, where it holds, and
    what moves its last day."""

    code: str
    parameter: str
    start: EventKind
    label: str
    procedure: Procedure | None = Procedure.ORDINARY
    moved_by: "_Rule | None" = None


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
        moved_by=_Rule(_CIVIL, silent=True),
    ),
    _Kind(
        code="reconsideration",
        parameter="reconsideration.days",
        start=EventKind.DECISION_SERVED,
        label=N_("To apply for reconsideration, from receipt of the decision"),
        procedure=None,
        moved_by=_Rule(
            _CIVIL,
            Citation(
                law="administrative-reconsideration-law",
                article=88,
                paragraph=1,
            ),
        ),
    ),
    _Kind(
        code="litigation",
        parameter="litigation.months",
        start=EventKind.DECISION_SERVED,
        label=N_("To sue, from receipt of the decision"),
        moved_by=_Rule(
            _CIVIL, Citation(law="administrative-litigation-law", article=101)
        ),
    ),
)


def terms(
    case: Case,
    parameters: Parameters,
    calendar: Calendar,
    day: dt.date,
    cite: Cite,
    facts: CaseFacts,
    names: LawNames,
) -> Lazy[Mapping[str, Any]]:
    """Every term of the case, worked out when first looked at.

    Args:
        case: its timeline starts the terms.
        parameters: how long they are.
        calendar: working days; an unknown year leaves the end undetermined.
        day: on which the figures must hold.
        cite: reads the sources of figures, which are text.
        facts: of the case: its field, and the days that do not count.
        names: of laws, by which the rules of counting are printed.

    Returns:
        JSON-like maps: ``code``, ``label``, ``count``, ``unit``, ``start``
        (date or ``None``), ``start_event``, ``end`` (date or ``None``),
        ``undetermined`` (why there is no end), ``arithmetic`` (step by
        step), ``citation`` (of the length, a list, as everywhere) and
        ``counted_by`` (of the way of counting, likewise).
    """
    desk = _Desk(case, parameters, calendar, day, cite, facts, names)
    return Lazy(desk.terms)


@frozen
class _Desk:
    """What the terms of one case are worked out with."""

    case: Case
    parameters: Parameters
    calendar: Calendar
    day: dt.date
    cite: Cite
    facts: CaseFacts
    names: LawNames

    def terms(self) -> Iterator[Mapping[str, Any]]:
        """Each term that the case has."""
        for kind in _TERMS:
            if kind.procedure not in (None, self.case.procedure):
                continue
            known = self.parameters.known(
                kind.parameter, self.case.agency, self.day
            )
            if known.value is None:
                continue
            unit = TermUnit(self.parameters.entry(kind.parameter).unit)
            source = known.citation
            citation = self.cite((Citation(text=source),)) if source else ()
            yield self._term(kind, int(known.value), unit, citation)

    def _start(self, kind: _Kind) -> EventKind:
        """What starts a term: where no notice of its own told the hearing,
        the prior notice that did so."""
        if kind.start is not EventKind.HEARING_NOTICE_SERVED or any(
            event.kind is kind.start for event in self.case.events
        ):
            return kind.start
        told = any(
            paper.kind is PaperKind.PRIOR_NOTICE and paper.hearing_offered
            for paper in self.case.papers
        )
        return EventKind.PRIOR_NOTICE_SERVED if told else kind.start

    def _rule(self, kind: _Kind, unit: TermUnit) -> _Rule | None:
        """By what the term is counted, or its last day moves on."""
        if unit is TermUnit.WORKING_DAYS:
            return _WORKING
        if kind.moved_by is not None and not kind.moved_by.silent:
            return kind.moved_by
        field = str(self.facts.case()["case.field"].value or "")
        return _OF_FIELD.get(field, kind.moved_by)

    def _term(
        self,
        kind: _Kind,
        count: int,
        unit: TermUnit,
        citation: tuple[Citation, ...],
    ) -> dict[str, Any]:
        start = self._start(kind)
        starts = sorted(e.date for e in self.case.events if e.kind is start)
        rule = self._rule(kind, unit)
        term = Term(
            count=count,
            unit=unit,
            moves=rule is not None,
            by=None if rule is None else self._by(rule),
        )
        # The term to decide runs from the first filing, as its check has it.
        begun = starts[0 if kind.code == "decide" else -1] if starts else None
        entry: dict[str, Any] = {
            "code": kind.code,
            "label": both(kind.label),
            "count": term.count,
            "unit": term.unit.value,
            "text": {lang: term.text(lang) for lang in LANGS},
            "start_event": start.value,
            "start": begun,
            "end": None,
            "undetermined": None,
            "arithmetic": (),
            "citation": citation,
            "counted_by": () if rule is None else rule.places,
        }
        if begun is None:
            entry["undetermined"] = both("What starts it is not recorded yet.")
            return entry
        if kind.code == "decide":
            result = term_end(begun, term, self.calendar, *self._left_out())
        else:
            result = term_end(begun, term, self.calendar)
        entry["end"] = result.end
        if result.undetermined_reason:
            entry["undetermined"] = result.undetermined_reason
        entry["arithmetic"] = result.arithmetic
        if kind.code == "decide":
            self._extend(entry)
        return entry

    def _left_out(self) -> tuple[tuple[tuple[dt.date, dt.date], ...], int]:
        """What does not count towards the term to decide: spans between
        days of the file, and a number of days that it states.
        """
        spans = tuple(left_out(self.facts))
        total = self.facts.case()["decision.days_left_out"].value
        known = sum((end - begin).days for begin, end in spans)
        return spans, int(str(total or 0)) - known

    def _extend(self, entry: dict[str, Any]) -> None:
        """An approved extension with its last day goes before the term."""
        events = self.facts.events(EventKind.EXTENDED)
        until = events[-1][1].until if events else None
        end = entry["end"]
        if until is None or (end is not None and until <= end):
            return
        step = both("Extended, as approved, to {end}", end=until)
        entry["end"] = until
        entry["undetermined"] = None
        entry["arithmetic"] = (*entry["arithmetic"], step)

    def _by(self, rule: _Rule) -> Mapping[str, str]:
        """The rule as it is printed behind a step."""
        text = {
            lang: format_citations(rule.places, lang, self.names)
            for lang in LANGS
        }
        if not rule.silent:
            return text
        return both(
            "the Penalty Law says nothing of days of rest; read like {rule}",
            rule=text,
        )
