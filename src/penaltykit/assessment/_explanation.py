"""The explanation of an assessment: content only, rendered in three ways.

An explanation answers for each violation of each party why this law, why
this branch of it, why this table and this row, and why this amount. Its
texts are of one language, and identity values are masked in them already.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import field, frozen

Paint = Callable[[str, str], str]
"""Text and tone to text in the colour of the tone, for a terminal."""

SCHEMA = "penaltykit/explanation/1"

TONES = ("", "good", "note", "undetermined", "warning", "error")


@frozen(kw_only=True)
class Line:
    """One sentence.

    Args:
        text: the sentence.
        cite: the provision it rests on, as printed; empty without.
        tone: one of :data:`TONES`.
        lines: what stands below it: its arithmetic, its grounds.
    """

    text: str
    cite: str = ""
    tone: str = ""
    lines: tuple[str, ...] = ()


@frozen(kw_only=True)
class Fields:
    """Names with their values.

    Args:
        rows: pairs of name and value.
    """

    rows: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Lines:
    """Sentences after each other.

    Args:
        items: in order.
        numbered: whether they are steps that follow from each other.
        title: what they are; empty without.
    """

    items: tuple[Line, ...]
    numbered: bool = False
    title: str = ""


@frozen(kw_only=True)
class Grid:
    """A table with one heading row; the first cell names its row.

    Args:
        caption: what the table shows.
        head: headings of the columns.
        rows: cells in the order of ``head``.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Fields | Lines | Grid


@frozen(kw_only=True)
class Part:
    """The answer to one question.

    Args:
        code: ``conclusion``, ``law``, ``branch``, ``table``, ``row``,
            ``why-not``, ``circumstances``, ``amount``, ``stated``,
            ``totals``, ``duties``, ``findings`` or ``trace``.
        title: the question, in the language of the explanation.
        blocks: the answer.
    """

    code: str
    title: str
    blocks: tuple[Block, ...]


@frozen(kw_only=True)
class Section:
    """What is said of one violation of one party, or of the whole case.

    Args:
        code: ``result`` or ``case``.
        title: heading.
        parts: in the order in which a lawyer asks.
        violation: id, of a result.
        party: id, of a result.
    """

    code: str
    title: str
    parts: tuple[Part, ...]
    violation: str | None = None
    party: str | None = None

    def part(self, code: str) -> Part:
        """The part with this code.

        Raises:
            LookupError: there is none.
        """
        for part in self.parts:
            if part.code == code:
                return part
        raise LookupError(code)


@frozen(kw_only=True)
class Explanation:
    """Why the law and the benchmark lead where they do, in one language.

    Args:
        lang: ``"zh"`` or ``"en"``.
        title: heading of the whole.
        about: which case, and as of when.
        sections: one for each violation and party, then one for the case.
        closing: what the explanation is, and what it is not.
    """

    lang: str
    title: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    closing: str = field(default="")

    def section(self, violation: str, party: str) -> Section:
        """What is said of one violation of one party, by their ids.

        Raises:
            LookupError: the case has no such pair.
        """
        for section in self.sections:
            if (section.violation, section.party) == (violation, party):
                return section
        raise LookupError(violation, party)

    def to_dict(self) -> dict[str, Any]:
        """JSON values: every block says its ``type`` (``fields``, ``lines``
        or ``grid``).
        """
        return {
            "schema": SCHEMA,
            "lang": self.lang,
            "title": self.title,
            "about": [list(pair) for pair in self.about],
            "sections": [_section(section) for section in self.sections],
            "closing": self.closing,
        }

    def text(self, paint: Paint | None = None) -> str:
        """Plain text, without a newline at the end.

        Args:
            paint: colours a text by its tone, for a terminal.
        """
        from penaltykit.assessment._explanation_text import render_text

        return render_text(self, paint)

    def html(self) -> str:
        """One self-contained page: nothing is fetched, every text is
        escaped, and it prints on A4.
        """
        from penaltykit.assessment._explanation_html import render_html

        return render_html(self)


def _section(section: Section) -> dict[str, Any]:
    body: dict[str, Any] = {
        "code": section.code,
        "title": section.title,
        "parts": [
            {
                "code": part.code,
                "title": part.title,
                "blocks": list(_blocks(part)),
            }
            for part in section.parts
        ],
    }
    if section.violation is not None:
        body["violation"] = section.violation
        body["party"] = section.party
    return body


def _blocks(part: Part) -> Iterator[dict[str, Any]]:
    for block in part.blocks:
        match block:
            case Fields(rows=rows):
                yield {"type": "fields", "rows": [list(row) for row in rows]}
            case Grid(caption=caption, head=head, rows=rows):
                yield {
                    "type": "grid",
                    "caption": caption,
                    "head": list(head),
                    "rows": [list(row) for row in rows],
                }
            case Lines(items=items):
                yield {
                    "type": "lines",
                    "title": block.title,
                    "numbered": block.numbered,
                    "items": [
                        {
                            "text": item.text,
                            "cite": item.cite,
                            "tone": item.tone,
                            "lines": list(item.lines),
                        }
                        for item in items
                    ],
                }
