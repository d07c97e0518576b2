"""Which provision is checked by what: ``docs/coverage.md`` from the rules.

    python scripts/coverage.py            write the page
    python scripts/coverage.py --check    1 where it is stale or has a hole

The places come from the shape of each law in ``rules/laws``, the codes from
what the rules themselves cite, the reasons from ``rules/coverage.yaml``: one
of a closed list, and a sentence. A place with neither is a hole.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from penaltykit import _yaml
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.citation import Citation
from penaltykit.errors import CitationError
from penaltykit.facts import Vocabulary
from penaltykit.law import Law, LawVersion, Registry

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "coverage.md"
REASONS = ROOT / "rules" / "coverage.yaml"

Place = tuple[int, int, int]
"""Article, paragraph, item; 0 where the level is not named."""

_PLACE = re.compile(r"([0-9]+)(?:\(([0-9]+)\))?(?:\(([0-9]+)\))?")
_RANGE = re.compile(r"([0-9]+)(?:-([0-9]+))?")


def place_of(text: str) -> Place:
    """``57(1)(4)`` as numbers.

    Raises:
        ValueError: another text.
    """
    match = _PLACE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]), int(match[2] or 0), int(match[3] or 0)


def text_of(place: Place) -> str:
    """Numbers as ``57(1)(4)``."""
    article, *rest = place
    return str(article) + "".join(f"({n})" for n in rest if n)


@frozen
class Reason:
    """Why no rule checks a place, or not all of it."""

    code: str
    why: str


@define
class Line:
    """A place, with what checks it and what is said of it."""

    place: Place
    codes: list[str] = field(factory=list)
    means: list[str] = field(factory=list)
    reason: Reason | None = None

    @property
    def answered(self) -> bool:
        """Whether anything at all is said."""
        return bool(self.codes or self.means or self.reason)


@frozen(kw_only=True)
class Chapter:
    """Some articles of a law, and how finely they are listed."""

    title: str
    articles: tuple[int, ...]
    finely: bool


@define(kw_only=True)
class Page:
    """One law on the page."""

    law: Law
    version: LawVersion
    chapters: tuple[Chapter, ...]
    lines: dict[Place, Line] = field(factory=dict)
    strangers: list[str] = field(factory=list)

    def shape(self, article: int) -> tuple[int, ...]:
        """The paragraphs of an article, each as the number of its items."""
        assert self.version.shape is not None
        found = self.version.shape.articles.get((article, None))
        return tuple(len(items) for items in found or ((),))

    def at(self, place: Place) -> Line:
        """The line of a place, made where there is none."""
        return self.lines.setdefault(place, Line(place))

    def settle(self, place: Place) -> Place:
        """A place as the page lists it: the only paragraph of an article is
        its first, and an item without its paragraph stands in the one
        paragraph that has so many."""
        article, paragraph, item = place
        shape = self.shape(article)
        if not paragraph and len(shape) == 1:
            return article, 1, item
        if not paragraph and item:
            holding = [n for n, items in enumerate(shape, 1) if items >= item]
            if len(holding) == 1:
                return article, holding[0], item
        return place

    def rows(self, chapter: Chapter) -> Iterator[Line]:
        """What is printed of a chapter, in order."""
        for article in chapter.articles:
            if not chapter.finely:
                yield self._joined(article)
                continue
            for paragraph, items in enumerate(self.shape(article), 1):
                yield from self._paragraph(article, paragraph, items)

    def _joined(self, article: int) -> Line:
        line = Line((article, 0, 0))
        for place, one in self.lines.items():
            if place[0] == article:
                line.codes += [c for c in one.codes if c not in line.codes]
                line.means += [m for m in one.means if m not in line.means]
                line.reason = line.reason or one.reason
        line.codes.sort()
        return line

    def _paragraph(
        self, article: int, paragraph: int, items: int
    ) -> Iterator[Line]:
        """The paragraph, then each item of which something of its own is
        said; without a line of the paragraph all items must have one."""
        whole = self.lines.get((article, paragraph, 0))
        named = [
            n
            for n in range(1, items + 1)
            if (article, paragraph, n) in self.lines
        ]
        if whole is not None or not named:
            yield whole or Line((article, paragraph, 0))
            for item in named:
                yield self.lines[article, paragraph, item]
            return
        for item in range(1, items + 1):
            yield self.at((article, paragraph, item))

    def holes(self) -> list[str]:
        """Places of which nothing is said."""
        return [
            text_of(line.place)
            for chapter in self.chapters
            for line in self.rows(chapter)
            if not line.answered
        ]


@frozen(kw_only=True)
class Coverage:
    """All that the page says."""

    pages: tuple[Page, ...]
    reasons: Mapping[str, str]
    means: Mapping[str, str]
    faults: tuple[str, ...] = ()


def _articles(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.replace(" ", "").split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise ValueError(text)
        first = int(match[1])
        found += range(first, int(match[2] or first) + 1)
    return tuple(found)


def cited(
    desk: RuleDesk, registry: Registry
) -> Iterator[tuple[str, Citation]]:
    """Code of each rule in use with what it cites: checks, definitions,
    lines of the matrix, circumstances, grounds of the publishing gate."""
    for check in desk.book.checks:
        if check.status != "off":
            yield from _each(check.code, check.citation, registry)
    for definition in desk.book.definitions:
        for way in definition.any:
            yield from _each(definition.concludes, way.citation, registry)
    for row in desk.elements.rows:
        if row.status != "off":
            yield from _each(row.code, row.citation, registry)
    for circumstance in desk.circumstances.values():
        yield from _each(circumstance.id, circumstance.citation, registry)
    gate = _yaml.load(ROOT / "rules" / "profiles" / "_gate.yaml").value
    for name, ground in gate.items():
        texts = [Citation(text=c["text"]) for c in ground.get("cite", ())]
        yield from _each(f"gate:{name}", texts, registry)


def _each(
    code: str, citations: Iterable[Citation], registry: Registry
) -> Iterator[tuple[str, Citation]]:
    for citation in citations:
        try:
            for one in registry.resolve([citation]):
                yield code, one
        except CitationError:
            continue


def build() -> Coverage:
    """Rules, shapes and reasons put together."""
    vocabulary = Vocabulary.load(ROOT / "rules")
    registry = Registry.load(ROOT / "rules", vocabulary)
    desk = RuleDesk.load(ROOT / "rules", vocabulary, names=registry.names)
    said = _yaml.load(REASONS).value
    faults: list[str] = []
    pages = [_page(entry, registry) for entry in said["laws"]]
    by_law = {page.law.id: page for page in pages}
    known: set[str] = set()
    for code, citation in cited(desk, registry):
        known.add(code)
        law = registry.by_name(citation.law) if citation.law else None
        page = by_law.get(law.id) if law is not None else None
        if page is None or citation.article is None:
            continue
        if citation.article_addition is not None:
            continue
        place = page.settle(
            (citation.article, citation.paragraph or 0, citation.item or 0)
        )
        line = page.at(place)
        if code not in line.codes:
            line.codes.append(code)
    for entry, page in zip(said["laws"], pages, strict=True):
        _reasons(entry, page, said, frozenset(known), faults)
        for line in page.lines.values():
            line.codes.sort()
    return Coverage(
        pages=tuple(pages),
        reasons=said["reasons"],
        means=said["means"],
        faults=tuple(faults),
    )


def _page(entry: Mapping[str, Any], registry: Registry) -> Page:
    law = registry.law(entry["law"])
    assert law is not None, entry["law"]
    version = law.version(str(entry["version"]))
    assert version is not None, entry["version"]
    chapters = tuple(
        Chapter(
            title=part["title"],
            articles=_articles(str(part["articles"])),
            finely=part["by"] == "paragraph",
        )
        for part in entry["parts"]
    )
    return Page(law=law, version=version, chapters=chapters)


def _reasons(
    entry: Mapping[str, Any],
    page: Page,
    said: Mapping[str, Any],
    known: frozenset[str],
    faults: list[str],
) -> None:
    """Put the reasons and means of ``rules/coverage.yaml`` in their places;
    what names no place of the law, or no word of the lists, is a fault."""
    for text, given in entry["places"].items():
        where = f"{entry['law']} {text}"
        article, paragraph, item = place = place_of(str(text))
        citation = Citation(
            law=page.law.id,
            article=article,
            paragraph=paragraph or None,
            item=item or None,
        )
        if page.version.exists(citation) is not True:
            faults.append(f"{where}: no such place")
            continue
        faults += [f"{where}: {what}" for what in _wrong(given, said, known)]
        line = page.at(page.settle(place))
        line.codes += [
            c for c in given.get("codes", ()) if c not in line.codes
        ]
        line.means += given.get("means", ())
        if "reason" in given:
            line.reason = Reason(given["reason"], str(given.get("why")))


def _wrong(
    given: Mapping[str, Any], said: Mapping[str, Any], known: frozenset[str]
) -> Iterator[str]:
    """What an entry names that there is not."""
    for code in given.get("codes", ()):
        if code not in known:
            yield f"no rule {code}"
    for name in given.get("means", ()):
        if name not in said["means"]:
            yield f"no means {name}"
    if "reason" in given and given["reason"] not in said["reasons"]:
        yield f"no reason {given['reason']}"
    if "reason" in given and not given.get("why"):
        yield "a reason without its sentence"


_HEAD = """\
# What is checked, provision by provision

Made by `scripts/coverage.py` from the citations of the rules and from
`rules/coverage.yaml`; do not edit it here. A provision that a case file can
satisfy or break names the codes that check it (`penaltykit rules explain
CODE` says more), or why software cannot tell. Where both stand, the codes
check a part and the reason says what they leave.

`missing-…` are parts of papers (`rules/elements.csv`), dotted names
conclusions or circumstances, `gate:…` grounds of the publishing gate.

## Reasons

| reason | means |
|---|---|
"""


def render(coverage: Coverage) -> str:
    """The page."""
    out = _HEAD.splitlines()
    used = {
        line.reason.code
        for page in coverage.pages
        for chapter in page.chapters
        for line in page.rows(chapter)
        if line.reason
    }
    for code, text in coverage.reasons.items():
        if code in used:
            out.append(f"| `{code}` | {text} |")
    out += ["", "## Other means", "", "| means | what it does |", "|---|---|"]
    for code, text in coverage.means.items():
        out.append(f"| *{code}* | {text} |")
    out += ["", "## In figures", ""]
    out += ["| law | places | checked | reason alone |", "|---|---|---|---|"]
    for page in coverage.pages:
        lines = [line for c in page.chapters for line in page.rows(c)]
        checked = sum(bool(line.codes or line.means) for line in lines)
        out.append(
            f"| {page.law.en} | {len(lines)} | {checked} "
            f"| {len(lines) - checked} |"
        )
    for page in coverage.pages:
        out += ["", f"## {page.law.en} ({page.law.zh}, {page.version.id})"]
        for chapter in page.chapters:
            out += ["", f"### {chapter.title}", ""]
            out += ["| art. | checked by | what is left, and why |"]
            out += ["|---|---|---|"]
            out += [_row(line) for line in page.rows(chapter)]
    return "\n".join(out) + "\n"


def _row(line: Line) -> str:
    codes = [f"`{code}`" for code in line.codes]
    codes += [f"*{name}*" for name in line.means]
    reason = ""
    if line.reason is not None:
        reason = f"`{line.reason.code}`: {line.reason.why}"
    elif not codes:
        reason = "**nothing is said**"
    return f"| {text_of(line.place)} | {', '.join(codes)} | {reason} |"


def problems(coverage: Coverage) -> list[str]:
    """Faults of ``rules/coverage.yaml``, then the holes."""
    found = list(coverage.faults)
    for page in coverage.pages:
        found += [f"{page.law.id} {place}: a hole" for place in page.holes()]
    return found


def main() -> int:
    """Write or check; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    coverage = build()
    text = render(coverage)
    wrong = problems(coverage)
    for line in wrong:
        print(line, file=sys.stderr)
    if not arguments.check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/coverage.md is stale", file=sys.stderr)
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
