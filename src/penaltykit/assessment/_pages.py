"""What the rules say of themselves: the list, and a page for each code."""

from collections.abc import Callable, Iterator

from attrs import evolve

from penaltykit._i18n import N_, translator
from penaltykit._labels import duty_label, status_label
from penaltykit.assessment._elements import ElementRow
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.assessment._rule_page import (
    Condition,
    Info,
    PageLine,
    RulePage,
    check_page,
    part_page,
)
from penaltykit.case import Phase
from penaltykit.engine import Check
from penaltykit.errors import UnknownNameError
from penaltykit.overlay import Overlay

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
    """One code for a part; it is as severe as the heaviest of its lines in
    use.
    """
    used = [row for row in rows if row.status != "off"] or rows
    first = min(used, key=lambda row: _RANK.index(row.severity))
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


def rule_page(
    rules: RuleDesk,
    code: str,
    lang: str = "zh",
    overlay: Overlay | None = None,
) -> RulePage:
    """The page of a code as data.

    Args:
        rules: that it is one of.
        code: of a finding.
        lang: language of every text.
        overlay: rules of the user's own, which may switch it off.

    Raises:
        UnknownNameError: no finding has this code.
    """
    for check in rules.book.checks:
        if check.code == code:
            info = _check_info(rules, check)
            page = check_page(rules, check, info, lang)
            return evolve(page, off=_off(code, overlay))
    parts = _parts(rules)
    if code in parts:
        rows = parts[code]
        info = _part_info(rules, code, rows)
        page = part_page(rules, rows, info, lang)
        return evolve(page, off=_off(code, overlay))
    kind = "rule"
    names = [check.code for check in rules.book.checks]
    raise UnknownNameError(kind, code, [*names, *parts])


def _off(code: str, overlay: Overlay | None) -> str | None:
    """Why the user's own rules switch a code off."""
    for change in () if overlay is None else overlay.off:
        if change.code == code:
            return change.reason
    return None


def explain(
    rules: RuleDesk,
    code: str,
    lang: str = "zh",
    overlay: Overlay | None = None,
) -> str:
    """The page of a code as text: what, why, examples, how to mend.

    Raises:
        UnknownNameError: no finding has this code.
    """
    page = rule_page(rules, code, lang, overlay)
    return "\n".join(_text(page, lang)) + "\n"


def _text(page: RulePage, lang: str) -> Iterator[str]:
    _ = translator(lang)
    labels = page.labels
    yield f"{page.info['code']}  {page.title}"
    yield ""
    yield _("Severity: {severity} ({duty}; {status})").format(**labels)
    if labels["element"]:
        yield _("Element: {element}").format(**labels)
    yield _("Phases: {phases}").format(**labels)
    if page.source:
        yield _("Source: {citation}").format(citation=page.source)
    if page.off is not None:
        yield _("Switched off by rules of your own: {reason}").format(
            reason=page.off
        )
    yield ""
    if page.lines:
        yield _("A paper must tell this to the party:")
        for line in page.lines:
            yield from _line(line, lang)
        yield ""
    elif page.applies is None:
        yield _("Looked at when: {condition}").format(condition=_("always"))
    else:
        when = N_("Looked at when: {condition}")
        yield from _asked(when, page.applies, _)
    yield from _asked(N_("What must hold: {condition}"), page.requires, _)
    if page.message:
        yield _("What is said: {message}").format(message=page.message)
    if page.why:
        yield _("Why: {why}").format(why=page.why)
    yield _("How to mend: {mend}").format(mend=page.mend)
    yield from _examples(page, lang)


def _asked(
    message: str, condition: Condition, tell: Callable[[str], str]
) -> Iterator[str]:
    """A condition in words, and below it as the rule has it."""
    yield tell(message).format(condition=condition.words)
    yield f"    {condition.feel}"


def _line(line: PageLine, lang: str) -> Iterator[str]:
    _ = translator(lang)
    told = _("{paper}: {duty}").format(
        paper=line.label, duty=duty_label(line.duty, lang)
    )
    status = (
        ""
        if line.status == "in-force"
        else f" [{status_label(line.status, lang)}]"
    )
    yield f"  - {told}{status}"
    source = line.source or _("house standard on the elements of disclosure")
    yield f"    {source}"
    if line.when is not None:
        needed = _("needed when: {condition}").format(
            condition=line.when.words
        )
        yield f"    {needed}"
        yield f"      {line.when.feel}"


def _examples(page: RulePage, lang: str) -> Iterator[str]:
    _ = translator(lang)
    if page.lines:
        yield ""
        yield _(_EXAMPLES["wrong"])
        line = _("The paper says nothing of: {part}").format(part=page.title)
        yield f"  - {line}"
        yield _(_EXAMPLES["right"])
        line = _("The paper tells: {part}").format(part=page.title)
        yield f"  - {line}"
    for example in page.examples:
        yield ""
        head = _(_EXAMPLES[example.expected])
        if example.note:
            head = _("{label}: {value}").format(label=head, value=example.note)
        yield head
        for fact in example.facts:
            line = _("{label}: {value}").format(
                label=fact.label, value=fact.text
            )
            yield f"  - {line}"
