"""Paragraphs of a paper put together again.

A paper that comes from a text file or a PDF has its lines broken where the
page ends, in the middle of a sentence: 五个工作日 on one line, 内 on the next.
A search by sentences would then miss what stands there.
"""

import unicodedata
from typing import Final

_WIDE: Final = "WF"
_PAGE: Final = range(30, 121)  # columns of a page; a Han sign takes two
_SLACK: Final = 4  # a sign that may not begin a line takes one more along
_LEAST: Final = 4  # full lines, or it is no broken text
_STOPS: Final = "。；：！？:;!?"


def _columns(line: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(sign) in _WIDE else 1
        for sign in line.rstrip()
    )


def unwrapped(text: str) -> str:
    """The text with broken paragraphs on one line each.

    A line is taken to be broken where it is as long as the longest ones, no
    sentence ends there, and the next line is neither empty nor indented. A
    text that does not fill a page's width again and again is left alone.

    Args:
        text: wording of a paper.
    """
    lines = text.split("\n")
    widths = [_columns(line) for line in lines]
    edge = max(widths)
    full = [width >= edge - _SLACK for width in widths]
    if edge not in _PAGE or sum(full) < _LEAST:
        return text
    whole = [lines[0]]
    for at, line in enumerate(lines[1:]):
        before = lines[at].rstrip()
        broken = full[at] and before and before[-1] not in _STOPS
        if broken and line.strip() and not line[0].isspace():
            whole[-1] = whole[-1].rstrip() + line
        else:
            whole.append(line)
    return "\n".join(whole)
