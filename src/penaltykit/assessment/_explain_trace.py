"""The trace of the rules in words: what was concluded, by what, on what."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from penaltykit._labels import state_label
from penaltykit._voice import Voice
from penaltykit.assessment._explanation import Line, Lines, Part
from penaltykit.facts import Vocabulary, condition_text, words


def trace_part(
    vocabulary: Vocabulary, voice: Voice, trace: Sequence[Mapping[str, Any]]
) -> Part:
    """Every step of the rules; see :func:`trace_steps`."""
    steps = tuple(trace_steps(vocabulary, voice, trace))
    return Part(
        code="trace",
        title=voice.tell("Trace"),
        blocks=(Lines(items=steps),),
    )


def trace_steps(
    vocabulary: Vocabulary, voice: Voice, trace: Sequence[Mapping[str, Any]]
) -> Iterator[Line]:
    """Every step of the rules, with what it rests on below it.

    Args:
        vocabulary: gives the labels of facts.
        voice: language and names.
        trace: of an assessment.
    """
    for step in trace:
        yield _step(vocabulary, step, voice)


def _truth(value: bool | None, voice: Voice) -> str:
    _ = voice.tell
    return {True: _("yes"), False: _("no"), None: _("unknown")}[value]


def _step(
    vocabulary: Vocabulary, step: Mapping[str, Any], voice: Voice
) -> Line:
    name = str(step["name"])
    label = name
    if name in vocabulary:
        label = vocabulary.label(name, voice.lang)
    head = voice.line(label, _truth(step["value"], voice))
    if step["rule"] != name:
        title = step["title"] or {}
        head += voice.brackets(title.get(voice.lang, str(step["rule"])))
    return Line(
        text=f"{head}  {step['pointer']}".rstrip(),
        lines=tuple(_evidence(vocabulary, step["evidence"], voice)),
    )


def _evidence(
    vocabulary: Vocabulary, evidence: Sequence[Mapping[str, Any]], voice: Voice
) -> Iterator[str]:
    for item in evidence:
        fact = str(item["fact"])
        expected = condition_text(
            str(item["expected"]), vocabulary, voice.lang
        )
        label = fact
        if fact in vocabulary:
            label = vocabulary.label(fact, voice.lang)
        found = voice.line(label, _found(vocabulary, fact, item, voice))
        held = voice.line(expected, _truth(item["result"], voice))
        yield voice.clauses([found, held])


def _found(
    vocabulary: Vocabulary, fact: str, item: Mapping[str, Any], voice: Voice
) -> str:
    value = item["value"]
    if value is None:
        return state_label(str(item["state"]), voice.lang)
    if fact in vocabulary:
        return words(vocabulary.entry(fact), value, voice.lang)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
