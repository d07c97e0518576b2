"""An assessment as text: what, how much, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from penaltykit._labels import kind_label, outcome_label, verdict_label
from penaltykit.cli._amounts import (
    amount_text,
    benchmark_text,
    recommended_text,
)
from penaltykit.cli._base import style
from penaltykit.cli._text import count_line, findings_text, indent
from penaltykit.cli._voice import Voice
from penaltykit.money import format_yuan

if TYPE_CHECKING:
    from penaltykit.assessment import (
        Assessment,
        Recommended,
        Requirement,
        Result,
        StatedResult,
        Total,
    )

VERDICT_ROLES = {
    "inside": "good",
    "mitigated": "good",
    "outside-benchmark": "warning",
    "outside-statute": "error",
    "undetermined": "undetermined",
}


def assessment_text(
    assessment: "Assessment",
    voice: Voice,
    *,
    why_not: bool = False,
    trace: bool = False,
) -> str:
    """The whole assessment.

    Args:
        assessment: what to print.
        voice: language and names.
        why_not: also tell why each other row of the table did not match.
        trace: also print the trace of the rules.
    """
    _ = voice.tell
    blocks = [
        "\n".join(_result(result, assessment, voice, why_not))
        for result in assessment.shown
    ]
    totals = [
        line
        for total in assessment.totals
        for line in total_lines(total, assessment, voice)
    ]
    if totals:
        blocks.append("\n".join([_("Totals"), *totals]))
    duties = open_duties(assessment)
    if duties:
        lines = _duties(duties, voice)
        blocks.append("\n".join([_("Open duties"), *lines]))
    counts = count_line(assessment.findings, voice)
    blocks.append(voice.line(_("Findings"), counts))
    if assessment.findings:
        blocks.append(indent(findings_text(assessment.findings, voice)))
    if trace:
        blocks.append("\n".join([_("Trace"), *trace_lines(assessment, voice)]))
    return "\n\n".join(blocks)


def _result(
    result: "Result", assessment: "Assessment", voice: Voice, why_not: bool
) -> Iterator[str]:
    """The lines of one violation of one party."""
    _ = voice.tell
    yield result_heading(result, assessment, voice)
    if result.law is not None:
        text = voice.cite(result.law.provision)
        yield voice.line(_("Law"), text, 2)
        yield from _below(result.law.reason, voice)
    yield from _table(result, voice, why_not)
    outcome = outcome_label(result.outcome, voice.lang)
    yield voice.line(_("Outcome"), outcome, 2)
    if result.settle:
        facts = voice.facts(result.settle)
        yield voice.line(_("Would settle it"), facts, 2)
    yield from _penalties(_("Recommended"), result.recommended, voice)
    title = _("Open if mitigation is granted")
    yield from _penalties(title, result.alternatives, voice)
    if result.stated:
        yield voice.line(_("Stated by the agency"), indent=2)
        for stated in result.stated:
            yield from _stated(stated, voice)
    for missing in result.missing:
        text = kind_label(missing.kind, voice.lang)
        text = style(text + voice.thing(missing.object), "error")
        if missing.citation:
            text += voice.brackets(voice.cite(missing.citation))
        yield voice.line(_("Missing"), text, 2)
    yield from _reasons(result, voice)


def _reasons(result: "Result", voice: Voice) -> Iterator[str]:
    """The reasoning, step by step."""
    if result.reasons:
        yield voice.line(voice.tell("Reasons"), indent=2)
    for number, reason in enumerate(result.reasons, 1):
        text = voice.pick(reason.text)
        if reason.citation:
            text += voice.brackets(voice.cite(reason.citation))
        yield f"    {number}. {text}"


def result_heading(
    result: "Result", assessment: "Assessment", voice: Voice
) -> str:
    """Which violation of which party, and what it is."""
    return voice.tell(
        "Violation {violation}, {party}: {item}",
        violation=result.violation,
        party=voice.party(assessment.case, result.party),
        item=voice.item(result.item),
    )


def _table(result: "Result", voice: Voice, why_not: bool) -> Iterator[str]:
    """Which benchmark, why, why not the others, and which row."""
    _ = voice.tell
    table = result.table
    if table is None:
        text = _("none available; the law alone bounds the penalty")
        yield voice.line(_("Benchmark"), text, 2)
    else:
        name = f"{benchmark_text(table, voice)} [{table.id}]"
        yield voice.line(_("Benchmark"), name, 2)
        yield from _below(table.reason, voice)
    for other in result.rejected_tables:
        name = other.get("table") or other["document"]
        title = _("Not {table}", table=name)
        yield voice.line(title, voice.pick(other["text"]), 6)
    if result.stage:
        stage = voice.pick(result.stage)
        yield voice.line(_("Stage"), stage, 2)
    for row in result.rows:
        yield voice.line(_("Row"), _row(row, voice), 2)
        for cell in row["cells"]:
            label = voice.pick(cell["label"])
            yield voice.line(label, voice.pick(cell["value"]), 6)
    for row in result.why_not if why_not else ():
        title = _("Not row {row}", row=_row(row, voice))
        yield voice.line(title, voice.pick(row["text"]), 2)


def _row(row: Mapping[str, Any], voice: Voice) -> str:
    """A row by its number, and its stage if it has one."""
    text = str(row["row"])
    if row.get("stage"):
        text += voice.brackets(voice.pick(row["stage"]))
    return text


def _penalties(
    title: str, group: Sequence["Recommended"], voice: Voice
) -> Iterator[str]:
    """Recommended penalties, each with its arithmetic."""
    if not group:
        return
    yield voice.line(title, indent=2)
    for item in group:
        yield f"    - {recommended_text(item, voice)}"
        for line in item.arithmetic:
            yield f"      {voice.pick(line)}"


def _stated(stated: "StatedResult", voice: Voice) -> Iterator[str]:
    """A penalty as stated, and the verdict on it."""
    text = stated_text(stated, voice)
    if stated.kind.is_penalty:
        text = voice.line(text, verdict_text(stated, voice))
    yield f"    - {text}"
    yield from _below(stated.reason, voice)


def verdict_text(stated: "StatedResult", voice: Voice) -> str:
    """How a stated penalty stands to the recommendation, in its colour."""
    role = VERDICT_ROLES.get(stated.verdict, "")
    return style(verdict_label(stated.verdict, voice.lang), role)


def stated_text(stated: "StatedResult", voice: Voice) -> str:
    """A penalty as stated: kind and amount."""
    name = kind_label(stated.kind, voice.lang)
    amount = amount_text(stated.amount, stated.unit, voice)
    return f"{name} {amount}".rstrip()


def _below(text: Any, voice: Voice) -> Iterator[str]:
    """A reason, below what it explains; nothing if there is none."""
    reason = voice.pick(text)
    if reason:
        yield f"      {reason}"


def total_lines(
    total: "Total", assessment: "Assessment", voice: Voice
) -> list[str]:
    """What one party pays in all."""
    _ = voice.tell
    parts = []
    if total.fine:
        amount = format_yuan(total.fine, voice.lang)
        parts.append(_("fine {amount}", amount=amount))
    if total.confiscated:
        amount = format_yuan(total.confiscated, voice.lang)
        parts.append(_("confiscated {amount}", amount=amount))
    text = voice.join(parts) or _("no amount")
    party = voice.party(assessment.case, total.party)
    lines = [voice.line(party, text, 2)]
    lines.extend(f"      {voice.pick(line)}" for line in total.arithmetic)
    return lines


def open_duties(assessment: "Assessment") -> list["Requirement"]:
    """Duties of which it is not known whether they apply or are met."""
    return [
        duty
        for duty in assessment.requirements
        if (duty.applies is None and duty.met is not True)
        or (duty.applies and duty.met is None)
    ]


def _duties(duties: Iterable["Requirement"], voice: Voice) -> list[str]:
    """Open duties, and what would settle each."""
    lines = []
    for duty in duties:
        lines.append(f"  - {voice.pick(duty.label) or duty.code}")
        if duty.settle:
            title = voice.tell("Would settle it")
            facts = voice.facts(duty.settle)
            lines.append(voice.line(title, facts, 4))
    return lines


def trace_lines(assessment: "Assessment", voice: Voice) -> Iterator[str]:
    """The trace: what was concluded by which rule, and on what."""
    for step in assessment.trace:
        value = _truth(step["value"], voice)
        head = f"{step['name']} = {value}"
        if step["rule"] != step["name"]:
            head += voice.brackets(str(step["rule"]))
        yield f"  {head}  {step['pointer']}"
        for item in step["evidence"]:
            found = item["value"]
            if found is None:
                found = item["state"]
            elif isinstance(found, bool):
                found = _truth(found, voice)
            text = f"{item['expected']} = {_truth(item['result'], voice)}"
            fact = f"{item['fact']} = {found}"
            yield f"    {voice.line(text, fact)}"


def _truth(value: bool | None, voice: Voice) -> str:
    """Yes, no or unknown."""
    _ = voice.tell
    return {True: _("yes"), False: _("no"), None: _("unknown")}[value]
