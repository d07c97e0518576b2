"""The page of a code as data: what it asks, why, examples, how to mend."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from penaltykit._i18n import pick
from penaltykit._labels import (
    duty_label,
    element_label,
    paper_label,
    phase_label,
    severity_label,
    state_label,
    status_label,
)
from penaltykit.assessment._elements import ElementRow
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.citation import Citation, format_citations
from penaltykit.engine import Check, Example, Expression, Reading
from penaltykit.facts import condition_text, words

Info = dict[str, Any]

_PLACE = re.compile(r"(?<!\{)\{([^{}]+)\}(?!\})")


@frozen(kw_only=True)
class Condition:
    """A condition: in words, and as the rule has it."""

    words: str
    feel: str


@frozen(kw_only=True)
class ExampleFact:
    """A fact of an example.

    Args:
        fact: its id.
        label: its label.
        state: known, unknown, not-ascertainable or not-applicable.
        text: its value, or its state, as people say it.
    """

    fact: str
    label: str
    state: str
    text: str


@frozen(kw_only=True)
class PageExample:
    """An example: ``wrong``, ``right`` or ``undetermined``."""

    expected: str
    facts: tuple[ExampleFact, ...]
    note: str | None = None


@frozen(kw_only=True)
class PageLine:
    """A line of the matrix: which paper needs a part, by which duty."""

    paper: str
    label: str
    need: str
    duty: str
    status: str
    source: str
    when: Condition | None = None


@frozen(kw_only=True)
class RulePage:
    """All that is said of one code, in one language.

    Args:
        info: what ``rules list`` has of it.
        title: short.
        labels: severity, duty, status, element and phases as words.
        source: the citation as printed; empty where each line has its own.
        applies: when it is looked at; ``None``: always.
        requires: what must hold.
        message: what is said where it does not hold.
        why: the reason of the duty; empty for parts of papers.
        mend: what to do.
        examples: those of the rule, in the order of its file.
        lines: of the matrix, for parts of papers.
        off: why the user's own rules switch it off.
    """

    info: Info
    title: str
    labels: Mapping[str, str] = field(hash=False)
    source: str
    applies: Condition | None
    requires: Condition
    message: str
    why: str
    mend: str
    examples: tuple[PageExample, ...] = ()
    lines: tuple[PageLine, ...] = ()
    off: str | None = None

    def to_dict(self) -> Info:
        """JSON-like values, those of ``rules list`` among them."""
        body = dict(self.info)
        body["title"] = self.title
        body["source"] = self.source
        body["applies"] = _condition_dict(self.applies)
        body["requires"] = _condition_dict(self.requires)
        body["message"] = self.message
        body["why"] = self.why
        body["mend"] = self.mend
        body["examples"] = [
            {
                "expected": one.expected,
                "note": one.note,
                "facts": [
                    {
                        "fact": fact.fact,
                        "label": fact.label,
                        "state": fact.state,
                        "text": fact.text,
                    }
                    for fact in one.facts
                ],
            }
            for one in self.examples
        ]
        if self.lines:
            body["papers"] = [
                {
                    "paper": line.paper,
                    "label": line.label,
                    "need": line.need,
                    "duty": line.duty,
                    "status": line.status,
                    "source": line.source,
                    "when": _condition_dict(line.when),
                }
                for line in self.lines
            ]
        if self.off is not None:
            body["off"] = self.off
        return body


def _condition_dict(condition: Condition | None) -> Info | None:
    if condition is None:
        return None
    return {"words": condition.words, "feel": condition.feel}


def check_page(
    rules: RuleDesk, check: Check, info: Info, lang: str
) -> RulePage:
    """The page of a check."""
    return RulePage(
        info=info,
        title=pick(check.title, lang),
        labels=_labels(info, lang),
        source=cited(rules, info["citation"], lang),
        applies=_condition(rules, check.when, lang),
        requires=_said(rules, check.require, lang),
        message=_filled(rules, pick(check.message, lang), lang),
        why=pick(check.why, lang),
        mend=_filled(rules, pick(check.mend, lang), lang),
        examples=tuple(_example(rules, one, lang) for one in check.examples),
    )


def part_page(
    rules: RuleDesk, rows: list[ElementRow], info: Info, lang: str
) -> RulePage:
    """The page of a part of papers."""
    part = rows[0].part
    told: Mapping[str, str] = {"zh": part.zh, "en": part.en}
    return RulePage(
        info=info,
        title=pick(told, lang),
        labels=_labels(info, lang),
        source="",
        applies=None,
        requires=Condition(
            words=condition_text(part.condition, rules.vocabulary, lang),
            feel=part.condition,
        ),
        message="",
        why="",
        mend=pick(part.mend, lang),
        lines=tuple(
            PageLine(
                paper=row.paper.value,
                label=paper_label(row.paper, lang),
                need=row.need,
                duty=row.duty,
                status=row.status,
                source=_row_source(rules, row, lang),
                when=_condition(rules, row.when, lang),
            )
            for row in rows
        ),
    )


def cited(rules: RuleDesk, citation: Iterable[Citation], lang: str) -> str:
    """Citations as printed."""
    text: str = format_citations(tuple(citation), lang, rules.names)
    return text


def _row_source(rules: RuleDesk, row: ElementRow, lang: str) -> str:
    """Where the duty of a line stands; empty for a house standard."""
    citation = rules.cite(row.citation)
    if row.duty == "house-standard" and not any(c.law for c in citation):
        return ""
    return cited(rules, citation, lang)


def _labels(info: Info, lang: str) -> dict[str, str]:
    element = info["element"]
    join = "、" if lang == "zh" else ", "
    return {
        "severity": severity_label(info["severity"], lang),
        "duty": duty_label(info["duty"], lang),
        "status": status_label(info["status"], lang),
        "element": element_label(element, lang) if element else "",
        "phases": join.join(phase_label(one, lang) for one in info["phases"]),
    }


def _condition(
    rules: RuleDesk, condition: Expression | None, lang: str
) -> Condition | None:
    return None if condition is None else _said(rules, condition, lang)


def _said(rules: RuleDesk, condition: Expression, lang: str) -> Condition:
    return Condition(
        words=condition_text(condition, rules.vocabulary, lang),
        feel=condition.text,
    )


def _filled(rules: RuleDesk, text: str, lang: str) -> str:
    """A text with the labels of facts where their values will stand."""

    def label(found: re.Match[str]) -> str:
        name = rules.vocabulary.label(found.group(1), lang)
        return f"〔{name}〕" if lang == "zh" else f"[{name}]"

    return _PLACE.sub(label, text).replace("{{", "{").replace("}}", "}")


def _example(rules: RuleDesk, example: Example, lang: str) -> PageExample:
    return PageExample(
        expected=example.expected,
        note=example.note[lang] if example.note else None,
        facts=tuple(
            ExampleFact(
                fact=name,
                label=rules.vocabulary.label(name, lang),
                state=reading.state,
                text=_value(rules, name, reading, lang),
            )
            for name, reading in example.facts.items()
        ),
    )


def _value(rules: RuleDesk, name: str, reading: Reading, lang: str) -> str:
    if reading.state != "known":
        return state_label(reading.state, lang)
    return words(rules.vocabulary.entry(name), reading.value, lang)
