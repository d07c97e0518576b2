"""Parts of an explanation that other commands print too.

What words them is loaded when the first is printed: most checks print none.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from penaltykit.cli._style import style
from penaltykit.cli._voice import Voice

if TYPE_CHECKING:
    from penaltykit.assessment import (
        Assessment,
        Result,
        StatedResult,
        Total,
    )


def result_heading(
    result: "Result", assessment: "Assessment", voice: Voice
) -> str:
    """Which violation of which party, and what it is."""
    from penaltykit.assessment._explain import heading

    return heading(result, assessment, voice)


def stated_text(stated: "StatedResult", voice: Voice) -> str:
    """A penalty as stated: kind and amount."""
    from penaltykit.assessment._explain import stated_text as text

    return text(stated, voice)


def verdict_text(stated: "StatedResult", voice: Voice) -> str:
    """How a stated penalty stands to the recommendation, in its colour."""
    from penaltykit._labels import verdict_label
    from penaltykit.assessment._explain import VERDICT_TONES

    role = VERDICT_TONES.get(stated.verdict, "")
    return style(verdict_label(stated.verdict, voice.lang), role)


def total_lines(
    total: "Total", assessment: "Assessment", voice: Voice
) -> list[str]:
    """What one party pays in all."""
    from penaltykit.assessment._explain_case import total_line

    line = total_line(total, assessment, voice)
    return [f"  {line.text}", *(f"      {below}" for below in line.lines)]


def trace_lines(assessment: "Assessment", voice: Voice) -> Iterator[str]:
    """The trace: what was concluded by which rule, and on what."""
    from penaltykit.assessment._explain_trace import trace_steps

    vocabulary = voice.names.kit.vocabulary
    for line in trace_steps(vocabulary, voice, assessment.trace):
        yield f"  {line.text}"
        yield from (f"    {below}" for below in line.lines)
