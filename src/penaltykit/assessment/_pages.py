"""What the rules say of themselves: the list, and a page for each code."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from penaltykit._i18n import N_, pick, translator
from penaltykit._labels import (
    duty_label,
    paper_label,
    severity_label,
    state_label,
    status_label,
)
from penaltykit.assessment._elements import ElementRow
from penaltykit.assessment._requirements import RuleDesk
from penaltykit.case import Phase
from penaltykit.citation import format_citations
from penaltykit.engine import Check, Example, Reading
from penaltykit.errors import UnknownNameError
from penaltykit.facts import words

Info = dict[str, Any]

_EXAMPLES = {
    "wrong": N_("Wrong example"),
    "right": N_("Right example"),
    "undetermined": N_("Example that stays open"),
}


def rule_list(rules: RuleDesk) -> list[Info]:
    """Every code that a finding can carry, in the order of the alphabet.

    Returns:
        JSON-like maps: ``code``, ``name``, ``title`` (both languages),
        ``severity``, ``element``, ``duty``, ``status``, ``scope``,
        ``phases``, ``citation``.
    """
    found = [_check_info(rules, check) for check in rules.book.checks]
    found += [
        _part_info(rules, code, rows) for code, rows in _parts(rules).items()
    ]
    return sorted(found, key=lambda info: str(info["code"]))


def _parts(rules: RuleDesk) -> dict[str, list[ElementRow]]:
    """Lines of the matrix by the code of their finding."""
    found: dict[str, list[ElementRow]] = {}
    for row in rules.elements.rows:
        if not row.part.check:
            found.setdefault(row.code, []).append(row)
    return found


def _check_info(rules: RuleDesk, check: Check) -> Info:
    return {
        "code": check.code,
        "name": check.name,
        "title": dict(check.title),
        "severity": check.severity,
        "element": check.element,
        "duty": check.duty,
        "status": check.status,
        "scope": check.scope,
        "phases": list(check.phases),
        "citation": rules.cite(check.citation),
    }


_RANK = ("error", "warning", "note")


def _part_info(rules: RuleDesk, code: str, rows: list[ElementRow]) -> Info:
    """One code for a part; it is as severe as the heaviest of its lines."""
    first = min(rows, key=lambda row: _RANK.index(row.severity))
    phases = [phase.value for phase in Phase if phase.reached(Phase.NOTICED)]
    return {
        "code": code,
        "name": f"elements.{first.part.id}",
        "title": {"zh": first.part.zh, "en": first.part.en},
        "severity": first.severity,
        "element": first.element,
        "duty": first.duty,
        "status": first.status,
        "scope": "paper",
        "phases": phases,
        "citation": tuple(
            dict.fromkeys(c for row in rows for c in rules.cite(row.citation))
        ),
    }


def explain(rules: RuleDesk, code: str, lang: str = "zh") -> str:
    """The page of a code: what, why, examples, how to mend.

    Raises:
        UnknownNameError: no finding has this code.
    """
    for check in rules.book.checks:
        if check.code == code:
            return "\n".join(_check_page(rules, check, lang)) + "\n"
    parts = _parts(rules)
    if code in parts:
        return "\n".join(_part_page(rules, code, parts[code], lang)) + "\n"
    kind = "rule"
    names = [check.code for check in rules.book.checks]
    raise UnknownNameError(kind, code, [*names, *parts])


def _head(info: Info, lang: str) -> Iterator[str]:
    _ = translator(lang)
    yield f"{info['code']}  {pick(info['title'], lang)}"
    yield ""
    yield _("Severity: {severity} ({duty}; {status})").format(
        severity=severity_label(info["severity"], lang),
        duty=duty_label(info["duty"], lang),
        status=status_label(info["status"], lang),
    )


def _cited(rules: RuleDesk, citation: Iterable[Any], lang: str) -> str:
    _ = translator(lang)
    text = format_citations(citation, lang, rules.names)
    return _("Source: {citation}").format(citation=text)


def _check_page(rules: RuleDesk, check: Check, lang: str) -> Iterator[str]:
    _ = translator(lang)
    info = _check_info(rules, check)
    yield from _head(info, lang)
    yield _cited(rules, info["citation"], lang)
    yield ""
    yield _("Looked at when: {condition}").format(
        condition=check.when.text if check.when else _("always")
    )
    yield _("What must hold: {condition}").format(condition=check.require.text)
    yield _("What is said: {message}").format(
        message=pick(check.message, lang)
    )
    yield _("Why: {why}").format(why=pick(check.why, lang))
    yield _("How to mend: {mend}").format(mend=pick(check.mend, lang))
    for example in check.examples:
        yield ""
        yield _(_EXAMPLES[example.expected])
        yield from _example(rules, example, lang)


def _example(rules: RuleDesk, example: Example, lang: str) -> Iterator[str]:
    _ = translator(lang)
    for name, reading in example.facts.items():
        label = rules.vocabulary.label(name, lang)
        value = _value(rules, name, reading, lang)
        line = _("{label}: {value}").format(label=label, value=value)
        yield f"  - {line}"


def _value(rules: RuleDesk, name: str, reading: Reading, lang: str) -> str:
    if reading.state != "known":
        return state_label(reading.state, lang)
    return words(rules.vocabulary.entry(name), reading.value, lang)


def _part_page(
    rules: RuleDesk, code: str, rows: list[ElementRow], lang: str
) -> Iterator[str]:
    _ = translator(lang)
    yield from _head(_part_info(rules, code, rows), lang)
    yield ""
    yield _("A paper must tell this to the party:")
    for row in rows:
        paper = paper_label(row.paper, lang)
        status = (
            "" if row.status == "in-force" else status_label(row.status, lang)
        )
        line = _("{paper}: {duty}").format(
            paper=paper, duty=duty_label(row.duty, lang)
        )
        extra = f" [{status}]" if status else ""
        yield f"  - {line}{extra}"
        citation = rules.cite(row.citation)
        if row.duty == "house-standard" and not any(c.law for c in citation):
            house = _("house standard on the elements of disclosure")
            yield f"    {house}"
        elif any(c.law or c.text for c in citation):
            yield f"    {format_citations(citation, lang, rules.names)}"
        if row.when is not None:
            needed = _("needed when: {condition}").format(
                condition=row.when.text
            )
            yield f"    {needed}"
    part = rows[0].part
    yield ""
    yield _("What must hold: {condition}").format(condition=part.condition)
    yield _("How to mend: {mend}").format(mend=pick(part.mend, lang))
    yield ""
    yield _(_EXAMPLES["wrong"])
    told: Mapping[str, str] = {"zh": part.zh, "en": part.en}
    line = _("The paper says nothing of: {part}").format(part=pick(told, lang))
    yield f"  - {line}"
    yield _(_EXAMPLES["right"])
    line = _("The paper tells: {part}").format(part=pick(told, lang))
    yield f"  - {line}"
