"""Findings as text that a case officer reads."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from penaltykit._labels import element_label, severity_label
from penaltykit.cli._base import SEVERITIES
from penaltykit.cli._style import style
from penaltykit.cli._voice import Voice

if TYPE_CHECKING:
    from penaltykit.assessment import Finding

_INDENT = "    "


def severity_heading(severity: str, voice: Voice) -> str:
    """What a severity means, as the heading of its group."""
    _ = voice.tell
    return {
        "error": _("Errors: a binding duty is not met"),
        "undetermined": _("Undetermined: a fact is missing"),
        "warning": _("Warnings: probably not as it should be"),
        "note": _("Notes: advice"),
    }[severity]


def count_line(findings: Sequence["Finding"], voice: Voice) -> str:
    """How many findings of each severity: one line."""
    _ = voice.tell
    if not findings:
        return style(_("No findings."), "good")
    parts = []
    for severity in SEVERITIES:
        count = sum(finding.severity == severity for finding in findings)
        if count:
            word = severity_label(severity, voice.lang)
            text = _("{severity}: {count}", severity=word, count=count)
            parts.append(style(text, severity))
    return voice.join(parts)


def findings_text(findings: Sequence["Finding"], voice: Voice) -> str:
    """Findings grouped by severity, heaviest first, each with its mend."""
    lines: list[str] = []
    for severity in SEVERITIES:
        group = [item for item in findings if item.severity == severity]
        if not group:
            continue
        heading = severity_heading(severity, voice)
        heading += voice.brackets(str(len(group)))
        lines.append(style(heading, severity))
        for finding in group:
            lines.extend(_finding(finding, voice))
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _finding(finding: "Finding", voice: Voice) -> list[str]:
    """The lines of one finding."""
    _ = voice.tell
    head = f"  {finding.code}"
    if finding.element:
        head += voice.brackets(element_label(finding.element, voice.lang))
    if finding.pointer:
        head += f"  {finding.pointer}"
    lines = [head, f"{_INDENT}{voice.pick(finding.message)}"]
    if finding.citation:
        text = voice.cite(finding.citation)
        if finding.duty == "house-standard" and not any(
            citation.law for citation in finding.citation
        ):
            text = _("house standard on the elements of disclosure")
        lines.append(voice.line(_("Basis"), text, 4))
    mend = voice.pick(finding.mend)
    if mend:
        lines.append(voice.line(_("To mend"), mend, 4))
    return lines


def indent(text: str, by: int = 2) -> str:
    """Every line that is not empty, moved to the right."""
    space = " " * by
    return "\n".join(
        f"{space}{line}" if line else line for line in text.splitlines()
    )
