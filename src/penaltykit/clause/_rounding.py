"""Rounding as tables print it: 不足整数倍的按四舍五入取整."""

import re
from typing import Final

from attrs import frozen

from penaltykit.clause._words import Words

_LONGEST: Final = 40
_AS_ONE: Final = re.compile(
    "(?:不足|不满|未满)([^，；。]{1,12}?)的?，?(?:均?按照?|以)([^，；。]{1,12}?)(?:计算|计)"
)


@frozen
class Rounding:
    """How a result or a step is rounded.

    Attributes:
        mode: ``up``, ``down`` or ``half-up``.
        words: what is rounded, where the text names it (整数倍).
    """

    mode: str
    words: str


def read_rounding(
    text: str, start: int, end: int, words: Words
) -> Rounding | None:
    """The rounding that a clause names, if it is one."""
    if end - start > _LONGEST:
        return None
    match = _AS_ONE.fullmatch(text, start, end)
    if match is not None:
        return Rounding("up", match[1])
    place = start
    name = ""
    begun = words["started"].at(text, start, end)
    if begun is not None:
        place += len(begun)
        for stop in range(place, end):
            if words["rounding"].at(text, stop, end) is not None:
                name = text[place:stop].removesuffix("的")
                place = stop
                break
    word = words["rounding"].at(text, place, end)
    if word is None or place + len(word) != end:
        return None
    return Rounding(words.kind("rounding", word), name)
