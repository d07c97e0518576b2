"""A paper as plain text: 28 full-width characters a line, as on paper.

Every line of a draft's running head is printed once, at the top: plain text
has no pages.
"""

import unicodedata
from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING, Final

from penaltykit.notice import _blocks as b

if TYPE_CHECKING:
    from penaltykit.notice._notice import Notice

_WIDTH: Final = {"zh": 56, "en": 72}
_INDENT: Final = {"zh": "\u3000\u3000", "en": ""}
# Marks that must not begin a line, and those that must not end one.
_CLOSING: Final = frozenset("。，、；：？！）》〉」』】〕”’…％%,.;:?!)]}")
_OPENING: Final = frozenset("（《〈「『【〔“‘([{")


def render_text(notice: "Notice") -> bytes:
    """The paper as UTF-8 text with LF line ends."""
    lines: list[str] = []
    for block in notice.blocks:
        made = list(_block(block, notice.lang))
        if made and _apart(block) and lines and lines[-1]:
            lines.append("")
        lines += made
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _apart(block: b.Block) -> bool:
    """Whether an empty line stands before the block."""
    return isinstance(
        block,
        b.DraftBanner
        | b.Heading
        | b.KeyValues
        | b.Number
        | b.Signature
        | b.SignLines,
    ) or (isinstance(block, b.Title) and block.level == 0)


@singledispatch
def _block(block: b.Block, _lang: str) -> Iterator[str]:
    raise TypeError(block)


@_block.register
def _(block: b.PageMarks, lang: str) -> Iterator[str]:
    if block.header:
        yield from _centred(block.header, _WIDTH[lang])


@_block.register
def _(block: b.DraftBanner, lang: str) -> Iterator[str]:
    yield from wrap(block.text, _WIDTH[lang])
    for item in block.items:
        yield from wrap(item, _WIDTH[lang], hang="   ")
    yield "-" * _WIDTH[lang]
    yield ""


@_block.register(b.Title)
@_block.register(b.Number)
def _(block: b.Title | b.Number, lang: str) -> Iterator[str]:
    yield from _centred(block.text, _WIDTH[lang])


@_block.register
def _(block: b.Heading, lang: str) -> Iterator[str]:
    yield from wrap(block.text, _WIDTH[lang], first=_INDENT[lang])


@_block.register
def _(block: b.Paragraph, lang: str) -> Iterator[str]:
    first = _INDENT[lang] if block.indent else ""
    yield from wrap(block.text, _WIDTH[lang], first=first)
    yield from _gap(lang)


@_block.register
def _(block: b.Items, lang: str) -> Iterator[str]:
    hang = "" if lang == "zh" else "   "
    for item in block.items:
        yield from wrap(item, _WIDTH[lang], first=_INDENT[lang], hang=hang)
    yield from _gap(lang)


@_block.register
def _(block: b.KeyValues, lang: str) -> Iterator[str]:
    colon = "：" if lang == "zh" else ": "
    for label, value in block.rows:
        yield from wrap(f"{label}{colon}{value}", _WIDTH[lang], hang="  ")
    yield ""


@_block.register
def _(block: b.SignLines, lang: str) -> Iterator[str]:
    for label in block.labels:
        yield from wrap(f"{label}{'_' * 16}", _WIDTH[lang])
        yield ""


@_block.register
def _(block: b.Signature, lang: str) -> Iterator[str]:
    for line in block.lines():
        yield from _right(line, _WIDTH[lang])


def _gap(lang: str) -> Iterator[str]:
    """English paragraphs stand apart, Chinese ones are set in."""
    if lang == "en":
        yield ""


def columns(text: str) -> int:
    """How many columns ``text`` takes; full-width characters take two."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in (
        "Cf",
        "Mn",
        "Me",
    ):
        return 0
    # Ambiguous ones (“ ” — …) are full-width in Chinese print.
    wide = unicodedata.east_asian_width(character) in "WFA"
    return 2 if wide else 1


def _centred(text: str, width: int) -> Iterator[str]:
    for line in wrap(text, width):
        yield " " * max(0, (width - columns(line)) // 2) + line


def _right(text: str, width: int) -> Iterator[str]:
    """At the right, with the room of four characters as GB/T 9704 asks."""
    for line in wrap(text, width - 8):
        yield " " * max(0, width - 8 - columns(line)) + line


def wrap(
    text: str, width: int, *, first: str = "", hang: str = ""
) -> Iterator[str]:
    """Break a paragraph into lines of at most ``width`` columns.

    Between Chinese characters a line may break anywhere, but closing marks
    hang into the margin and opening ones go down; words of Latin letters and
    figures stay whole unless one is longer than a line.
    """
    line, used = first, columns(first)
    empty = True
    for unit in _units(text):
        size = columns(unit.rstrip(" "))
        if not empty and used + size > width:
            yield line.rstrip(" ")
            line, used = hang, columns(hang)
            unit = unit.lstrip(" ")  # noqa: PLW2901 (starts a new line)
        while used + columns(unit) > width and len(unit) > width:
            room = max(1, width - used)
            yield line + unit[:room]
            line, used = hang, columns(hang)
            unit = unit[room:]  # noqa: PLW2901 (the rest of it)
        line += unit
        used += columns(unit)
        empty = False
    if not empty:
        yield line.rstrip(" ")


def _units(text: str) -> Iterator[str]:
    """What may not be broken: a word, or a character with its marks."""
    unit = ""
    for character in text:
        if unit and _may_break(unit[-1], character):
            yield unit
            unit = ""
        unit += character
    if unit:
        yield unit


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    if not _columns(after):
        return False
    if before == " ":
        return True
    wide = 2
    return _columns(before) == wide or _columns(after) == wide
