"""Text as it is read: one spelling, and the way back to what was printed.

A phrase that comes out of a PDF or a spreadsheet is full of accidents: full
and half width, spaces and line breaks inside words and numbers, traditional
characters, six kinds of dash. All of them are taken out here, once, and each
character that is left remembers where it stood.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from attrs import frozen

_TABLE: Final = Path(__file__).with_name("traditional.txt")

# Signs that say the same; each becomes one sign.
_SIGNS: Final[Mapping[str, str]] = {
    ",": "，",
    "﹐": "，",
    ";": "；",
    "﹔": "；",
    ":": "：",
    "﹕": "：",
    "∶": "：",
    "(": "（",
    ")": "）",
    "﹙": "（",
    "﹚": "）",
    "｡": "。",
    "､": "、",
    "﹑": "、",
    "[": "［",
    "]": "］",
    "〔": "［",
    "〕": "］",
    "【": "［",
    "】": "］",
    "﹪": "%",
    "٪": "%",
    "≦": "≤",
    "⩽": "≤",
    "≧": "≥",
    "⩾": "≥",
    "﹤": "<",
    "﹥": ">",
    "㎡": "平方米",
    "㎥": "立方米",
    "℃": "℃",
    "…": "…",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "〈": "《",
    "〉": "》",
    **dict.fromkeys("-－—–―─━‐‑‒−﹣～~〜∼∽﹏﹘〰ー", "-"),
}

# 情节严重的。处5万元罚款。: a stop between a condition and what hangs on it is
# a slip of the print; nothing but a penalty can follow such a 的.
_STOPPED: Final = re.compile(
    "(?<=的)。(?=(?:并|同时|可以|应当|依法|由[^，。；：]{2,24}?)?"
    "(?:处(?!理)|责令|不予|免予|没收|给予|予以|吊销|暂扣|罚款|警告|拘留))"
)
_CIRCLED: Final = range(0x2460, 0x24FF)
_SUPERSCRIPTS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½¼¾⅓⅔")
_POWERS: Final[Mapping[str, str]] = {"²": "平方", "³": "立方"}
_GROUP: Final = 3
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Cs"})
_BREAKS: Final = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")


@cache
def traditional() -> Mapping[str, str]:
    """Traditional characters and the simplified ones they are read as."""
    pairs: dict[str, str] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            pairs.update(pair for pair in line.split())  # type: ignore[misc]
    return pairs


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    """What one printed character is read as; nothing for a blank."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if unicodedata.category(sign) in _INVISIBLE:
        return ""
    if ord(sign) in _CIRCLED or sign in _SUPERSCRIPTS:
        # NFKC makes 10² a hundred and two, and ①5 fifteen.
        return sign
    simple = traditional()
    wide = unicodedata.normalize("NFKC", sign)
    if not wide.strip():
        return ""
    return "".join(
        _SIGNS.get(part, simple.get(part, part))
        for part in wide
        if part in _SIGNS or unicodedata.category(part) not in _INVISIBLE
    )


def _grouping(text: str) -> frozenset[int]:
    """The commas of 5，000 and 1，000，000: signs of the figure, no pause."""
    found: set[int] = set()
    at, last = 0, len(text)
    while at < last:
        if not "0" <= text[at] <= "9":
            at += 1
            continue
        stop = _digits(text, at)
        held: list[int] = []
        if stop - at <= _GROUP and text[at - 1 : at] != ".":
            while text[stop : stop + 1] == "，":
                after = _digits(text, stop + 1)
                if after - stop - 1 != _GROUP:
                    held = []
                    break
                held.append(stop)
                stop = after
        found.update(held)
        at = stop + 1
    return frozenset(found)


def _digits(text: str, at: int) -> int:
    while at < len(text) and "0" <= text[at] <= "9":
        at += 1
    return at


def _moved(places: set[int], gone: frozenset[int]) -> set[int]:
    """Places in a text from which the characters ``gone`` were taken."""
    moved: set[int] = set()
    waiting = sorted(places)
    fewer = 0
    taken = sorted(gone)
    for place in waiting:
        while fewer < len(taken) and taken[fewer] < place:
            fewer += 1
        moved.add(place - fewer)
    return moved


@frozen
class Source:
    """A printed text and its normal spelling.

    Attributes:
        printed: the text as given.
        text: the text as it is read: NFKC, simplified, one sign for each
            kind of punctuation, no blanks.
        starts: for each character of ``text``, and one past it, the offset
            in ``printed`` where it began.
        breaks: places in ``text`` before which a line ended.
    """

    printed: str
    text: str
    starts: tuple[int, ...]
    breaks: frozenset[int]

    @classmethod
    def of(cls, printed: str) -> "Source":
        """Read a printed text into its normal spelling; linear."""
        signs: list[str] = []
        starts: list[int] = []
        breaks: set[int] = set()
        for at, sign in enumerate(printed):
            plain = _plain(sign)
            if not plain:
                if sign in _BREAKS:
                    breaks.add(len(signs))
                continue
            if sign in _POWERS and signs and signs[-1] in "mM":
                # m² stands for three characters, which begin at its m.
                signs[-1:] = _POWERS[sign]
                starts += starts[-1:] * (len(_POWERS[sign]) - 1)
                plain = "米"
            for part in plain:
                signs.append(part)
                starts.append(at)
        starts.append(len(printed))
        text = "".join(signs)
        commas = _grouping(text)
        if commas:
            text = "".join(
                sign for at, sign in enumerate(text) if at not in commas
            )
            starts = [
                start for at, start in enumerate(starts) if at not in commas
            ]
            breaks = _moved(breaks, commas)
        text = _STOPPED.sub("，", text)
        return cls(printed, text, tuple(starts), frozenset(breaks))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the printed text of ``text[start:end]``.

        The blanks before the first and after the last character are left
        out.
        """
        if start >= end:
            here = self.starts[min(start, len(self.text))]
            return here, here
        low, high = self.starts[start], self.starts[end - 1] + 1
        if start and self.starts[start - 1] == low:
            # One printed sign that is read as several belongs to the first.
            low += 1
        return min(low, high), high

    def printed_at(self, start: int, end: int) -> str:
        """The printed text of ``text[start:end]``, blanks and all."""
        low, high = self.span(start, end)
        return self.printed[low:high]


def normal(text: str) -> str:
    """The normal spelling of a text: see :class:`Source`."""
    return Source.of(text).text
