"""The wording of a paper without its layout: what a sentence says does not
hang on the width of its figures, on spaces, or on where a line ends.

``收到之日起 １５ 日 内`` and ``六十⏎日内`` are terms, ``（公 章）`` is a seal.
A bracket inside a sentence (``向开平市人民政府（地址：……；电话：……）申请``)
and the titles that it cites are no part of what it says.
"""

import re
from typing import Final

from penaltykit.facts._pattern import Pattern

_WIDE: Final = str.maketrans("０１２３４５６７８９．％", "0123456789.%") | {
    code: chr(code - 0xFEE0)  # letters
    for first, last in ((0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
_SPACES: Final = Pattern(r"[^\S\n]+")
_THOUSANDS: Final = Pattern(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
# A text from the web has commas of another script; those in figures stay.
_COMMA: Final = Pattern(r"(?<![0-9]),|,(?![0-9])")
# A line goes on in the next one unless a sign ends it, or the next one begins
# with the number of an item or a box to tick.
_WRAPPED: Final = Pattern(
    r"(?<![。；;：:！!？?])\n+(?!(?:[（(]?[一二三四五六七八九十0-9]{1,2}"
    r"[、.．）)]|第[一二三四五六七八九十]+[项、]|[①-⑳□☑☒√■●•·]))"
)
_LINES: Final = Pattern(r"\n+")
_BRACKET: Final = Pattern(r"[（(][^（）()\n]{0,200}[）)]")
_TITLE: Final = Pattern(r"《[^《》\n]{0,100}》")
_LONGEST: Final = 4000  # no sentence of a paper comes near it
_ENDS: Final = Pattern(r"[。；;！!\n]+")


class FlatText:
    """A wording made ready for questions about what it tells.

    Attributes:
        whole: ordinary figures and letters, no spaces, lines joined where a
            sentence goes on.
    """

    __slots__ = ("_bare", "_inline", "_pieces", "whole")

    def __init__(self, text: str) -> None:
        text = _SPACES.sub("", text.translate(_WIDE))
        text = _LINES.sub("\n", _WRAPPED.sub("", text.strip()))
        self.whole: Final = _THOUSANDS.sub(",", _COMMA.sub("，", text))
        self._bare: str | None = None
        self._inline: tuple[str, ...] | None = None
        self._pieces: tuple[str, ...] | None = None

    @property
    def bare(self) -> str:
        """Without what stands in brackets, and without cited titles."""
        if self._bare is None:
            text = _TITLE.sub("", self.whole)
            for _ in range(2):  # one pair may stand in another
                text = _BRACKET.sub("", text)
            self._bare = text
        return self._bare

    @property
    def pieces(self) -> tuple[str, ...]:
        """The parts of :attr:`bare` between full stops and semicolons."""
        if self._pieces is None:
            self._pieces = _parted(self.bare)
        return self._pieces

    @property
    def inline(self) -> tuple[str, ...]:
        """The parts of :attr:`whole`; what stands in a bracket ends none."""
        if self._inline is None:
            self._inline = _parted(_BRACKET.sub(_closed, self.whole))
        return self._inline


def _parted(text: str) -> tuple[str, ...]:
    return tuple(piece[:_LONGEST] for piece in _ENDS.split(text) if piece)


def _closed(match: re.Match[str]) -> str:
    return _ENDS.sub("，", match[0])
