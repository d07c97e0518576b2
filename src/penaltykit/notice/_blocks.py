"""What a paper is made of, before any format is chosen.

A paper is a sequence of blocks of plain text. Each knows which part of
``rules/elements.csv`` it tells (``party-name``, ``facts``, ``remedies`` ...)
and which of the seven elements that serves. Renderers escape; nothing here
is markup.
"""

from collections.abc import Iterator

from attrs import frozen


@frozen(kw_only=True)
class Block:
    """The base: what any block tells.

    Args:
        parts: part ids of ``rules/elements.csv``; none for mere layout.
        element: one of the seven elements of disclosure, or ``None``.
    """

    parts: tuple[str, ...] = ()
    element: str | None = None

    def lines(self) -> tuple[str, ...]:
        """The text of the block, one line a paragraph or table row."""
        return ()


@frozen(kw_only=True)
class _Text(Block):
    text: str

    def lines(self) -> tuple[str, ...]:
        """The text alone."""
        return (self.text,)


@frozen(kw_only=True)
class Title(_Text):
    """A line of the title: the agency (level 0), the paper (level 1)."""

    level: int = 1


@frozen(kw_only=True)
class Number(_Text):
    """The number of the paper (文号), centred under the title."""


@frozen(kw_only=True)
class Heading(_Text):
    """A heading; its number (一、 or （一）) is part of the text.

    Args:
        level: 1 or 2.
    """

    level: int = 1


@frozen(kw_only=True)
class Paragraph(_Text):
    """A paragraph of the body.

    Args:
        indent: whether the first line is set in by two characters.
    """

    indent: bool = True


@frozen(kw_only=True)
class Items(Block):
    """A numbered list, one paragraph an item; numbers stand in the text."""

    items: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """The items."""
        return self.items


@frozen(kw_only=True)
class KeyValues(Block):
    """A table of labels and values."""

    rows: tuple[tuple[str, str], ...]

    def lines(self) -> tuple[str, ...]:
        """Label and value of each row, joined by a tab."""
        return tuple(f"{label}\t{value}" for label, value in self.rows)


@frozen(kw_only=True)
class Signature(Block):
    """The agency, the place of the seal and the date, kept together.

    Args:
        agency: name of the agency that signs.
        date: date of the paper, as printed.
        seal: what marks the place of the seal; ``None`` where none belongs.
    """

    agency: str
    date: str
    seal: str | None = None

    def lines(self) -> tuple[str, ...]:
        """Agency, date, place of the seal."""
        lines = (self.agency, self.date)
        return (*lines, self.seal) if self.seal else lines


@frozen(kw_only=True)
class SignLines(Block):
    """Places to sign by hand: a label before a line to write on."""

    labels: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """The labels."""
        return self.labels


@frozen(kw_only=True)
class DraftBanner(Block):
    """The head of a draft: that it is one, and all that it lacks."""

    text: str
    items: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """The warning, then each thing that is missing."""
        return (self.text, *self.items)


@frozen(kw_only=True)
class PageMarks(Block):
    """What each page carries: a running head on drafts, page numbers."""

    header: str | None = None
    numbered: bool = True


def all_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of all blocks in reading order."""
    for block in blocks:
        yield from block.lines()
