"""Write ``docs/checks/``: a page for every check, made from its rule.

    python scripts/check_pages.py [--check]

Checks of one file of ``rules/checks`` share a page, each under a heading that
is its code; parts of papers stand in ``parts.md``. ``README.md`` lists them
by element, by phase and by article. With ``--check`` nothing is written: the
exit code is 1 where a page is not as the rules are.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from penaltykit._labels import duty_label, element_label, phase_label
from penaltykit.assessment._rule_page import (
    Condition,
    PageExample,
    RulePage,
)
from penaltykit.case import Phase
from penaltykit.citation import Citation
from penaltykit.kit import Kit

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "checks"
_LANGS = ("en", "zh")
_PARTS = "parts"
_NONE = "none of the seven"
_MADE = "Made by `scripts/check_pages.py` from the rules; do not edit it here."
_WORDS = {
    "en": {
        "severity": "{severity} ({duty}; {status})",
        "when": "Looked at when",
        "always": "always",
        "must": "What must hold",
        "said": "What is said",
        "why": "Why",
        "mend": "How to mend",
        "source": "Source",
        "phases": "Phases",
        "wrong": "Wrong",
        "right": "Right",
        "undetermined": "Stays open",
        "papers": "Papers that must tell it",
        "house": "house standard",
        "nothing": "The paper says nothing of it.",
        "tells": "The paper tells it.",
        "needed": "when",
        "empty": "nothing of it is recorded",
    },
    "zh": {
        "severity": "{severity}（{duty}；{status}）",
        "when": "检查条件",
        "always": "一律检查",
        "must": "应当满足",
        "said": "提示内容",
        "why": "理由",
        "mend": "改正办法",
        "source": "依据",
        "phases": "检查阶段",
        "wrong": "错误示例",
        "right": "正确示例",
        "undetermined": "不能确定的示例",
        "papers": "应当写明的文书",
        "house": "内部标准",
        "nothing": "文书没有写明。",
        "tells": "文书写明了。",
        "needed": "条件",
        "empty": "案卷没有记录",
    },
}


def build(kit: Kit | None = None) -> dict[str, str]:
    """Every page by its name.

    Args:
        kit: whose rules are shown; the shipped ones if left out.
    """
    kit = kit or Kit()
    groups: dict[str, list[str]] = {}
    homes = _homes(kit)
    for rule in kit.rules():
        groups.setdefault(homes.get(rule["code"], _PARTS), []).append(
            rule["code"]
        )
    pages = {
        f"{group}.md": "\n".join(_group(kit, group, codes)).rstrip() + "\n"
        for group, codes in sorted(groups.items())
    }
    pages["README.md"] = "\n".join(_index(kit, homes)).rstrip() + "\n"
    return pages


def _homes(kit: Kit) -> dict[str, str]:
    """Code of a check to the name of its file."""
    book = kit._data.rules.book  # noqa: SLF001 where rules stand
    return {
        check.code: Path(check.place.file or _PARTS).stem
        for check in book.checks
    }


def _group(kit: Kit, group: str, codes: list[str]) -> Iterator[str]:
    title = "Parts of papers" if group == _PARTS else f"Checks: {group}"
    yield f"# {title}"
    yield ""
    yield f"{_MADE} [All checks](README.md)."
    for code in codes:
        yield ""
        yield f"## {code}"
        for lang in _LANGS:
            yield ""
            yield from _page(kit.rule_page(code, lang), lang)


def _page(page: RulePage, lang: str) -> Iterator[str]:
    say = _WORDS[lang]
    yield from _head(page, lang)
    if not page.lines:
        asked = say["always"] if page.applies is None else _said(page.applies)
        yield f"- {say['when']}: {asked}"
    yield f"- {say['must']}: {_said(page.requires)}"
    for key, text in (
        ("said", page.message),
        ("why", page.why),
        ("mend", page.mend),
    ):
        if text:
            yield f"- {say[key]}: {text}"
    if page.lines:
        yield f"- {say['wrong']}: {say['nothing']}"
        yield f"- {say['right']}: {say['tells']}"
    for example in _first_of_each(page):
        yield from _example(example, say)


def _head(page: RulePage, lang: str) -> Iterator[str]:
    """Title, severity, element, phases and sources."""
    say = _WORDS[lang]
    yield f"**{page.title}** — " + say["severity"].format(**page.labels)
    yield ""
    element = page.labels["element"]
    if element:
        yield f"- {element}"
    phases = page.labels["phases"]
    yield f"- {say['phases']}: {phases}"
    if page.source:
        yield f"- {say['source']}: {page.source}"
    if page.lines:
        yield f"- {say['papers']}:"
    for line in page.lines:
        source = line.source or say["house"]
        duty = duty_label(line.duty, lang)
        when = ""
        if line.when is not None:
            when = f"; {say['needed']}: {_said(line.when)}"
        yield f"    - {line.label}: {duty}; {source}{when}"


def _said(condition: Condition) -> str:
    return f"{condition.words} (`{condition.feel}`)"


def _first_of_each(page: RulePage) -> Iterator[PageExample]:
    """One example a kind: a page is read, the rule file holds them all."""
    seen = set()
    for example in page.examples:
        if example.expected not in seen:
            seen.add(example.expected)
            yield example


def _example(example: PageExample, say: dict[str, str]) -> Iterator[str]:
    note = f" ({example.note})" if example.note else ""
    yield f"- {say[example.expected]}{note}:"
    if not example.facts:
        yield f"    - {say['empty']}"
    for fact in example.facts:
        yield f"    - {fact.label}: {fact.text}"


def _index(kit: Kit, homes: dict[str, str]) -> Iterator[str]:
    rules = kit.rules()
    yield "# All checks"
    yield ""
    yield (
        f"{_MADE} {len(rules)} codes. `penaltykit rules explain CODE` shows"
        " one page, `penaltykit rules list --json` the whole list."
    )
    elements: dict[str, list[str]] = {}
    phases: dict[str, list[str]] = {}
    articles: dict[str, list[str]] = {}
    for rule in rules:
        code = rule["code"]
        link = f"[{code}]({homes.get(code, _PARTS)}.md#{code})"
        element = rule["element"]
        name = element_label(element, "en") if element else _NONE
        elements.setdefault(name, []).append(link)
        for phase in rule["phases"]:
            phases.setdefault(phase, []).append(link)
        for place in dict.fromkeys(_article(kit, c) for c in rule["citation"]):
            articles.setdefault(place, []).append(link)
    yield ""
    yield "## By element"
    yield ""
    for name, links in sorted(elements.items()):
        yield f"- {name}: {', '.join(links)}"
    yield ""
    yield "## By phase"
    yield ""
    for phase in Phase:
        if phase.value in phases:
            links = phases[phase.value]
            label = phase_label(phase, "en")
            yield f"- {label}: {', '.join(links)}"
    yield ""
    yield "## By article"
    yield ""
    for place, links in sorted(articles.items(), key=_order):
        yield f"- {place}: {', '.join(links)}"


def _article(kit: Kit, citation: Citation) -> str:
    """A law and its article in English, or the source as printed."""
    if citation.law is None or citation.article is None:
        return citation.text or citation.law or ""
    law = kit.registry.by_name(citation.law)
    name = law.en if law is not None else citation.law
    more = citation.article_addition
    return f"{name}, art. {citation.article}" + (f"-{more}" if more else "")


def _order(entry: tuple[str, list[str]]) -> tuple[str, int]:
    law, _mark, number = entry[0].rpartition(", art. ")
    digits = number.partition("-")[0]
    if not law or not digits.isdigit():
        return entry[0], 0
    return law, int(digits)


def main() -> int:
    """Write the pages, or say which are not current."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    pages = build()
    old = {
        path.name: path.read_text(encoding="utf-8")
        for path in FOLDER.glob("*.md")
    }
    stale = sorted(
        name
        for name in pages.keys() | old.keys()
        if pages.get(name) != old.get(name)
    )
    if arguments.check:
        for name in stale:
            print(f"not current: docs/checks/{name}")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in pages:
            (FOLDER / name).write_text(pages[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
        print(f"docs/checks/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
