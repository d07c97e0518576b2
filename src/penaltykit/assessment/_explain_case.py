"""What an explanation says of a whole case: totals, terms, duties, findings,
and the rules of the user's own that it was assessed with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from penaltykit._i18n import date_text
from penaltykit._labels import element_label, severity_label
from penaltykit._voice import Voice
from penaltykit.assessment._explanation import Line, Lines, Part
from penaltykit.assessment._overlay_words import overlay_lines
from penaltykit.money import format_yuan

if TYPE_CHECKING:
    from penaltykit.assessment._assessment import Assessment
    from penaltykit.assessment._data import Data
    from penaltykit.assessment._result import Finding, Requirement, Total


def case_parts(
    data: "Data", voice: Voice, assessment: "Assessment", *, trace: bool
) -> Iterator[Part]:
    """What is said of the case: rules of the user's own, totals, terms, open
    duties, findings, trace.
    """
    from penaltykit.assessment._explain_trace import trace_part

    _ = voice.tell
    if assessment.overlay is not None:
        title, *told = overlay_lines(assessment.overlay, voice)
        line = Line(text=title, tone="note", lines=tuple(told))
        yield Part(
            code="overlay",
            title=_("Rules of your own"),
            blocks=(Lines(items=(line,)),),
        )
    totals = tuple(
        total_line(total, assessment, voice) for total in assessment.totals
    )
    if totals:
        yield Part(
            code="totals", title=_("Totals"), blocks=(Lines(items=totals),)
        )
    begun = tuple(
        _term(term, voice)
        for term in assessment.terms
        if term["start"] is not None
    )
    if begun:
        yield Part(
            code="terms", title=_("Terms"), blocks=(Lines(items=begun),)
        )
    duties = open_duties(assessment)
    if duties:
        yield Part(
            code="duties",
            title=_("Open duties"),
            blocks=(Lines(items=tuple(_duty(one, voice) for one in duties)),),
        )
    yield _findings(voice, assessment)
    if trace:
        yield trace_part(data.vocabulary, voice, assessment.trace)


def _term(term: Mapping[str, Any], voice: Voice) -> Line:
    """A term that has begun: its end, and the steps to it."""
    _ = voice.tell
    end = term["end"]
    text = voice.line(
        voice.pick(term["label"]),
        _("cannot be told yet") if end is None else date_text(end, voice.lang),
    )
    lines = [voice.pick(step) for step in term["arithmetic"]]
    if term["undetermined"] is not None:
        lines.append(voice.pick(term["undetermined"]))
    if term["citation"]:
        lines.append(voice.line(_("Basis"), voice.cite(term["citation"])))
    return Line(
        text=text,
        tone="undetermined" if end is None else "",
        lines=tuple(lines),
    )


def total_line(total: "Total", assessment: "Assessment", voice: Voice) -> Line:
    """What one party pays in all."""
    _ = voice.tell
    parts = []
    if total.fine:
        amount = format_yuan(total.fine, voice.lang)
        parts.append(_("fine {amount}", amount=amount))
    elif total.fine is None:
        parts.append(_("the fine is still open"))
    if total.confiscated:
        amount = format_yuan(total.confiscated, voice.lang)
        parts.append(_("confiscated {amount}", amount=amount))
    text = voice.join(parts) or _("no amount")
    party = voice.party(assessment.case, total.party)
    return Line(
        text=voice.line(party, text),
        lines=tuple(voice.pick(line) for line in total.arithmetic),
    )


def open_duties(assessment: "Assessment") -> list["Requirement"]:
    """Duties of which it is not known whether they apply or are met."""
    return [
        duty
        for duty in assessment.requirements
        if (duty.applies is None and duty.met is not True)
        or (duty.applies and duty.met is None)
    ]


def _duty(duty: "Requirement", voice: Voice) -> Line:
    lines: tuple[str, ...] = ()
    if duty.settle:
        title = voice.tell("Would settle it")
        lines = (voice.line(title, voice.facts(duty.settle)),)
    return Line(text=voice.pick(duty.label) or duty.code, lines=lines)


def _findings(voice: Voice, assessment: "Assessment") -> Part:
    _ = voice.tell
    found: Sequence[Finding] = assessment.findings
    items = tuple(_finding(one, voice) for one in found)
    if not items:
        items = (Line(text=_("No findings."), tone="good"),)
    return Part(
        code="findings", title=_("Findings"), blocks=(Lines(items=items),)
    )


def _finding(finding: "Finding", voice: Voice) -> Line:
    _ = voice.tell
    head = severity_label(finding.severity, voice.lang)
    if finding.element:
        head += voice.brackets(element_label(finding.element, voice.lang))
    text = voice.line(head, voice.pick(finding.message))
    lines = [f"{finding.code}  {finding.pointer}".rstrip()]
    if finding.citation:
        cite = voice.cite(finding.citation)
        if finding.duty == "house-standard" and not any(
            citation.law for citation in finding.citation
        ):
            cite = _("house standard on the elements of disclosure")
        lines.append(voice.line(_("Basis"), cite))
    mend = voice.pick(finding.mend)
    if mend:
        lines.append(voice.line(_("To mend"), mend))
    return Line(text=text, tone=finding.severity.value, lines=tuple(lines))
