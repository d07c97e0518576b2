"""Reading citations: from a field that holds nothing else, and from text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import evolve, frozen

from penaltykit.citation._model import Citation
from penaltykit.citation._names import LawNames
from penaltykit.citation._numerals import from_chinese
from penaltykit.errors import CitationError, Fault, Place

_NUMBER: Final = r"[零〇○一二三四五六七八九十百千两0-9０-９]+"
_BRACKETED: Final = rf"[（(]\s*{_NUMBER}\s*[)）]|{_NUMBER}"
_LIST: Final = re.compile(
    rf"第?\s*(?P<list>(?:{_BRACKETED})"
    rf"(?:\s*(?:、|和|及|或者|或|至|到|[-－—~～])\s*第?\s*(?:{_BRACKETED}))*)"
    r"\s*(?P<unit>[条款项目])"
)
_ADDITION: Final = re.compile(rf"之(?P<number>{_NUMBER})")
_ONE: Final = re.compile(rf"(?P<before>.*?)(?P<n>{_NUMBER})")
_RANGE: Final = re.compile(r"[至到－—~～-]")
_MARKED: Final = re.compile(r"《(?P<name>[^《》]*(?:〈[^〈〉]*〉[^《》]*)*)》")
_VERSION: Final = re.compile(
    r"\s*[（(]\s*(?P<version>[0-9]{4}(?:-[0-9]+)?)\s*"
    r"(?:年[^（）()]{0,30}|版|修正|修订|修改)?[)）]"
)
_JOIN: Final = re.compile(r"\s*(?:、|，|,|；|;|以及|和|及|与|或者|或|并)?\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
_SPACE: Final = re.compile(r"\s*")
_ENGLISH: Final = re.compile(
    r"(?:\s*\((?P<version>[0-9]{4}(?:-[0-9]+)?)\))?"
    r"(?:\s*,)?\s*(?:art(?:icle|\.)?\s*)(?P<article>[0-9]+)"
    r"(?:-(?P<addition>[0-9]+))?"
    r"(?:\((?P<paragraph>[0-9]+)\)(?:\((?P<bracket>[0-9]+)\))?)?"
    r"(?:,\s*item\s+(?P<item>[0-9]+))?"
    r"(?:,\s*sub-item\s+(?P<subitem>[0-9]+))?",
    re.IGNORECASE,
)
_LEVELS: Final = {
    "条": "article",
    "款": "paragraph",
    "项": "item",
    "目": "subitem",
}
_ORDER: Final = tuple(_LEVELS.values())
_MOST: Final = 200
"""A range of more places than this is a slip of the pen."""


@frozen(kw_only=True)
class FoundCitation:
    """A citation in running text, and where it stands (code points)."""

    citation: Citation
    start: int
    end: int


class _Reader:
    """Reads citations from one position of a text, law by law."""

    def __init__(self, text: str, names: LawNames) -> None:
        self.text = text
        self.names = names
        self.problems: list[tuple[str, str]] = []

    def law_at(self, at: int) -> tuple[Citation, int] | None:
        """A law named at ``at``, with its version mark, and where it ends."""
        marked = _MARKED.match(self.text, at)
        if marked is not None:
            name, end = marked["name"].strip(), marked.end()
            if not name:
                return None
            law = self.names.id_of(name) or name
        else:
            known = self.names.pattern.match(self.text, at)
            if known is None:
                return None
            law, end = self.names.ids[known[0]], known.end()
        version = _VERSION.match(self.text, end)
        if version is None:
            return Citation(law=law), end
        return Citation(law=law, version=version["version"]), version.end()

    def places(
        self, law: Citation, at: int
    ) -> Iterator[tuple[Citation, int, int]]:
        """The places of one law that follow at ``at``: citation and span."""
        english = self._english(law, at)
        if english is not None:
            while english is not None:
                citation, start, end = english
                yield english
                after = _COMMA.match(self.text, end)
                english = after and self._english(citation, after.end())
            return
        last = law
        while True:
            between = _SPACE if last is law else _JOIN
            join = between.match(self.text, at)
            start = join.end() if join is not None else at
            found = self._place(last, start)
            if found is None:
                return
            citations, end = found
            for citation in citations:
                yield citation, start, end
            last, at = citations[-1], end

    def _english(
        self, law: Citation, at: int
    ) -> tuple[Citation, int, int] | None:
        match = _ENGLISH.match(self.text, at)
        if match is None:
            return None
        part = {
            key: int(value)
            for key, value in match.groupdict().items()
            if value is not None and key != "version"
        }
        citation = Citation(
            law=law.law,
            version=match["version"] or law.version,
            article=part["article"],
            article_addition=part.get("addition"),
            paragraph=part.get("paragraph"),
            item=part.get("bracket", part.get("item")),
            subitem=part.get("subitem"),
        )
        return citation, at, match.end()

    def _place(
        self, last: Citation, at: int
    ) -> tuple[list[Citation], int] | None:
        """One chain 条-款-项-目; a chain that starts lower inherits."""
        first = _LIST.match(self.text, at)
        if first is None:
            return None
        level = _ORDER.index(_LEVELS[first["unit"]])
        if level and last.article is None:
            return None
        current = [self._above(last, level)]
        match: re.Match[str] | None = first
        end = at
        while match is not None:
            reached = _ORDER.index(_LEVELS[match["unit"]])
            if end != at and reached <= level:
                break
            level = reached
            numbers = self._numbers(match)
            if not numbers:
                return None
            current = [
                _with(base, level, number)
                for base in current[-1:]
                for number in numbers
            ]
            end = match.end()
            if level == 0:
                current, end = self._addition(current, end)
            if len(numbers) > 1:
                break
            match = _LIST.match(self.text, end)
        return current, end

    def _addition(
        self, citations: list[Citation], end: int
    ) -> tuple[list[Citation], int]:
        match = _ADDITION.match(self.text, end)
        if match is None:
            return citations, end
        number = from_chinese(match["number"])
        if number is None:
            self.problems.append(("citation-number", match[0]))
            return citations, match.end()
        last = evolve(citations[-1], article_addition=number)
        return [*citations[:-1], last], match.end()

    def _numbers(self, match: re.Match[str]) -> list[int]:
        """第一、三项, 第一至三项 and the plain 第三项."""
        numbers: list[int] = []
        for one in _ONE.finditer(match["list"]):
            number = from_chinese(one["n"])
            if number is None:
                self.problems.append(("citation-number", match[0]))
                return []
            if numbers and _RANGE.search(one["before"]):
                if not 0 < number - numbers[-1] <= _MOST:
                    self.problems.append(("citation-range", match[0]))
                    return []
                numbers.extend(range(numbers[-1] + 1, number))
            numbers.append(number)
        return numbers

    @staticmethod
    def _above(last: Citation, level: int) -> Citation:
        """``last`` with everything from ``level`` down taken away."""
        kept = {
            name: getattr(last, name) if position < level else None
            for position, name in enumerate(_ORDER)
        }
        addition = last.article_addition if level else None
        return evolve(last, **kept, article_addition=addition, text=None)


def _with(citation: Citation, level: int, number: int) -> Citation:
    part: dict[str, Any] = {_ORDER[level]: number}
    return evolve(citation, **part)


def parse(
    text: str, names: LawNames | None = None, *, law: str | None = None
) -> list[Citation]:
    """Read a text that holds citations and nothing else.

    Args:
        text: such as 《行政处罚法》第五十九条第一款第（五）项、第二款.
        names: the names of laws; a law in book marks that is not among them
            keeps its name as ``law``.
        law: id of the law that is meant where none is named.

    Returns:
        One citation a place, in the order of the text. A law without an
        article is a citation of the law as a whole.

    Raises:
        CitationError: with a fault for each stretch that cannot be read.
    """
    reader = _Reader(text, names or LawNames())
    found: list[Citation] = []
    faults: list[Fault] = []
    at = 0
    current = Citation(law=law) if law else None
    while at < len(text):
        join = _JOIN.match(text, at)
        start = join.end() if join is not None else at
        if start >= len(text):
            break
        named = reader.law_at(start)
        if named is not None:
            current, end = named
        else:
            end = start
        places = list(reader.places(current, end)) if current else []
        if not places and named is None:
            faults.append(_unread(text, start, reader))
            break
        found.extend(citation for citation, _, _ in places)
        if not places and current is not None:
            found.append(current)
        if places:
            current, _, end = places[-1]
        at = end
    if not found and not faults:
        faults.append(_unread(text, 0, reader))
    if faults:
        raise CitationError(faults)
    return found


def _unread(text: str, at: int, reader: _Reader) -> Fault:
    code = "citation-unread"
    rest = text[at:].strip()
    if reader.problems:
        code, rest = reader.problems[-1]
    elif _LIST.match(text, at):
        code = "citation-no-law"
    return Fault(
        code, Place(), {"found": rest, "text": text, "position": at + 1}
    )


_SAME_LAW: Final = re.compile("本法|该法|同法")


def find_citations(
    text: str, names: LawNames, *, law: str | None = None
) -> list[FoundCitation]:
    """Every citation of a place in running text; other words are skipped.

    本法 and 该法 mean the law named last, or ``law``. A law named without an
    article is no citation here.
    """
    reader = _Reader(text, names)
    pattern = names.pattern.pattern
    start_of_law = re.compile(f"《|本法|该法|同法|{pattern}")
    found: list[FoundCitation] = []
    last = Citation(law=law) if law else None
    at = 0
    while (match := start_of_law.search(text, at)) is not None:
        named = reader.law_at(match.start())
        if named is not None:
            current, end = named
        elif _SAME_LAW.match(match[0]) and last is not None:
            current, end = reader._above(last, 0), match.end()  # noqa: SLF001
        else:
            at = match.end()
            continue
        last, at = current, end
        for citation, start, stop in reader.places(current, end):
            first = match.start() if not start - end else start
            found.append(
                FoundCitation(citation=citation, start=first, end=stop)
            )
            last, at = citation, stop
    return found


def resolve(
    citations: Iterable[Citation], names: LawNames
) -> tuple[Citation, ...]:
    """Citations with law ids: those that are ``text`` alone are read, and
    names become ids where they are known.

    Raises:
        CitationError: texts that cannot be read, all of them at once.
    """
    resolved: list[Citation] = []
    faults: list[Fault] = []
    for citation in citations:
        if citation.law is not None:
            law = names.id_of(citation.law) or citation.law
            resolved.append(evolve(citation, law=law))
        elif citation.text is not None:
            try:
                resolved.extend(parse(citation.text, names))
            except CitationError as error:
                faults.extend(error.faults)
    if faults:
        raise CitationError(faults)
    return tuple(resolved)
