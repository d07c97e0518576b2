"""The summary of a run: one screen that a case officer understands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from penaltykit._labels import (
    element_label,
    kind_label,
    outcome_label,
    paper_label,
    phase_label,
)
from penaltykit.assessment._overlay_words import overlay_text
from penaltykit.assessment._penalty_words import (
    alternative_groups,
    benchmark_text,
    recommended_text,
)
from penaltykit.case import ended_parties
from penaltykit.cli._assess_text import (
    result_heading,
    stated_text,
    total_lines,
    verdict_text,
)
from penaltykit.cli._style import style
from penaltykit.cli._text import count_line
from penaltykit.cli._voice import Voice

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment, Finding, Result
    from penaltykit.disclosure import Gate
    from penaltykit.notice import Notice


class NoDocxError(click.ClickException):
    """DOCX was asked for, and what writes it is not installed."""


# So many findings of a severity are told here; the file holds all.
_SHOWN = 5


def summary_text(
    assessment: "Assessment",
    gate: "Gate",
    papers: Iterable["Notice"],
    voice: Voice,
) -> str:
    """What came out, what is wrong, what may be published, what is ready."""
    _ = voice.tell
    case = assessment.case
    lines = [
        _(
            "Case {id}; phase: {phase}; looked at as of {day}",
            id=" ".join(assessment.case_id.split()),
            phase=phase_label(case.phase, voice.lang),
            day=assessment.as_of.isoformat(),
        )
    ]
    if assessment.overlay is not None:
        lines += overlay_text(assessment.overlay, voice)
    for result in assessment.shown:
        lines += ["", *_result(result, assessment, voice)]
    if len(assessment.results) > 1:
        lines += ["", _("Totals")]
        for total in assessment.totals:
            lines += total_lines(total, assessment, voice)
    counts = count_line(assessment.findings, voice)
    lines += ["", voice.line(_("Findings"), counts)]
    lines += _worst(assessment.findings, voice)
    lines += ["", voice.line(_("Disclosure"), gate_text(gate, voice))]
    if len(ended_parties(case)) == len(case.parties):
        ended = _(
            "the case ended without a decision; there is nothing to write"
        )
        return "\n".join([*lines, "", voice.line(_("Papers"), ended)])
    lines += ["", voice.line(_("Papers"))]
    for paper in papers:
        lines += _paper(paper, voice)
    return "\n".join(lines)


def _result(
    result: "Result", assessment: "Assessment", voice: Voice
) -> Iterator[str]:
    """One violation of one party in a few lines."""
    _ = voice.tell
    yield result_heading(result, assessment, voice)
    yield from _law(result, voice)
    benchmark = _("none available; the law alone bounds the penalty")
    if result.table is not None:
        benchmark = benchmark_text(result.table, voice)
        if result.stage:
            benchmark += voice.brackets(voice.pick(result.stage))
    yield voice.line(_("Benchmark"), benchmark, 2)
    if result.outcome != "penalty" or not result.recommended:
        outcome = outcome_label(result.outcome, voice.lang)
        yield voice.line(_("Outcome"), outcome, 2)
    if result.recommended:
        yield voice.line(_("Recommended"), indent=2)
    for item in result.recommended:
        yield f"    - {recommended_text(item, voice)}"
    for title, group in alternative_groups(result, voice):
        yield voice.line(title, indent=2)
        for item in group:
            yield f"    - {recommended_text(item, voice)}"
    yield from _stated(result, voice)
    if result.settle:
        facts = voice.facts(result.settle)
        yield voice.line(_("Would settle it"), facts, 2)


def _law(result: "Result", voice: Voice) -> Iterator[str]:
    """The provision that applies; or why none was in force at the act."""
    if result.law is None:
        return
    law = voice.cite(result.law.provision)
    if result.law.choice in ("repealed-before", "not-yet"):
        law = voice.pick(result.law.reason)
    yield voice.line(voice.tell("Law"), law, 2)


def _stated(result: "Result", voice: Voice) -> Iterator[str]:
    """What the agency states, and what it forgot."""
    _ = voice.tell
    if result.stated:
        yield voice.line(_("Stated by the agency"), indent=2)
    for stated in result.stated:
        text = stated_text(stated, voice)
        if stated.kind.is_penalty:
            text = voice.clauses([text, verdict_text(stated, voice)])
        yield f"    - {text}"
    for missing in result.missing:
        text = kind_label(missing.kind, voice.lang)
        text = style(text + voice.thing(missing.object), "error")
        yield voice.line(_("Missing"), text, 2)


def _worst(findings: Sequence["Finding"], voice: Voice) -> Iterator[str]:
    """The errors and what is undetermined, in short."""
    _ = voice.tell
    for severity in ("error", "undetermined"):
        group = [item for item in findings if item.severity == severity]
        for finding in group[:_SHOWN]:
            message = voice.pick(finding.message)
            if finding.element:
                label = element_label(finding.element, voice.lang)
                message = f"[{label}] {message}"
            yield f"  - {style(message, severity)}"
            mend = voice.pick(finding.mend)
            if mend:
                yield voice.line(_("To mend"), mend, 4)
        more = len(group) - _SHOWN
        if more > 0:
            text = _("and {count} more in findings.txt", count=more)
            yield f"  - {text}"


def gate_text(gate: "Gate", voice: Voice) -> str:
    """Whether the decision may be published, and on what ground."""
    _ = voice.tell
    text = {
        True: style(_("may be published"), "good"),
        False: style(_("may not be published"), "warning"),
        None: style(_("cannot be told yet"), "undetermined"),
    }[gate.publishable]
    ground = voice.pick(gate.ground)
    if ground:
        text += f"。{ground}" if voice.lang == "zh" else f". {ground}"
    if gate.citation:
        text += voice.brackets(voice.cite(gate.citation))
    return text


def _paper(paper: "Notice", voice: Voice) -> Iterator[str]:
    """Whether one paper is final, and what it lacks if not."""
    _ = voice.tell
    label = paper_label(paper.kind, voice.lang)
    if not paper.draft:
        state = style(_("ready"), "good")
        yield f"  - {voice.line(label, state)}"
        return
    count = len(paper.missing)
    state = _("draft, {count} things to settle first", count=count)
    yield f"  - {voice.line(label, style(state, 'warning'))}"
    # Findings were told above; here stands what only the paper lacks.
    lacks = [one for one in paper.missing if one.source != "finding"]
    for one in lacks[:_SHOWN]:
        yield f"      {one.text(voice.lang, voice.names)}"
    if len(lacks) > _SHOWN:
        text = _("and {count} more in the draft", count=len(lacks) - _SHOWN)
        yield f"      {text}"
    if lacks and len(lacks) < count:
        more = count - len(lacks)
        text = _("and {count} of the findings above", count=more)
        yield f"      {text}"


def render(paper: "Notice", format_: str, voice: Voice) -> bytes:
    """A paper in one format.

    Raises:
        NoDocxError: the package that writes DOCX is not installed.
    """
    try:
        return paper.render(format_)
    except ModuleNotFoundError as error:
        raise NoDocxError(
            voice.tell(
                "A DOCX needs the package python-docx:"
                " pip install 'penaltykit[docx]'."
            )
        ) from error


def draft_text(paper: "Notice", voice: Voice) -> str:
    """That a paper is a draft, and all that it lacks."""
    head = voice.tell(
        "This is a draft; {count} things must be settled first:",
        count=len(paper.missing),
    )
    lines = (
        f"  - {one.text(voice.lang, voice.names)}" for one in paper.missing
    )
    return "\n".join([head, *lines])
