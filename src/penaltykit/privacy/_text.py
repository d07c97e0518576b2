"""Text as it is compared: normal forms that keep the way back.

Full-width signs, zero-width signs, accents, spaces and hyphens inside a
value must not hide it. Three forms, each with the index of the original sign
that every sign came from:

* ``plain``: NFKD, casefolded, invisible signs dropped, blanks one space;
* ``solid``: ``plain`` without blanks;
* ``bare``: ``solid`` without hyphens, dots, strokes and underscores.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from attrs import frozen

JOINERS: Final = frozenset("-‐‑‒–—―−_.·•・‧∙⋅/\\|~")
_INVISIBLE: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs"})
_BLANK: Final = frozenset({"Zs", "Zl", "Zp", "Cc"})


@lru_cache(maxsize=8192)
def _normal(sign: str) -> str:
    """One sign as it is compared; may be empty or several signs."""
    parts = []
    for part in unicodedata.normalize("NFKD", sign):
        category = unicodedata.category(part)
        if category in _DROPPED or part in _INVISIBLE:
            continue
        if category in _BLANK:
            parts.append(" ")
        elif category == "Nd":
            parts.append(str(unicodedata.digit(part)))
        else:
            parts.append(part.casefold())
    return "".join(parts)


@frozen
class View:
    """One normal form: its text, and per sign the index in the original."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that ``[start:end]`` came from."""
        return self.at[start], self.at[end - 1] + 1


@frozen
class Views:
    """The three normal forms of one text."""

    plain: View
    solid: View
    bare: View

    @classmethod
    def of(cls, text: str) -> "Views":
        """Normalise ``text``; linear in its length."""
        signs: list[str] = []
        at: list[int] = []
        for index, sign in enumerate(text):
            normal = _normal(sign)
            if len(normal) == 1:
                signs.append(normal)
                at.append(index)
            else:
                signs.extend(normal)
                at.extend([index] * len(normal))
        plain = View("".join(signs), tuple(at))
        solid = _without(plain, frozenset(" "))
        return cls(plain, solid, _without(solid, JOINERS))


def _without(view: View, dropped: frozenset[str]) -> View:
    kept = [
        (sign, index)
        for sign, index in zip(view.text, view.at, strict=True)
        if sign not in dropped
    ]
    return View(
        "".join(sign for sign, _ in kept), tuple(index for _, index in kept)
    )


def solid(text: str) -> str:
    """The ``solid`` form of a value."""
    return Views.of(text).solid.text


def _quick_table() -> dict[int, str | None]:
    """A translation that makes the ``bare`` form of everyday text."""
    table: dict[int, str | None] = {ord(sign): None for sign in JOINERS}
    table |= dict.fromkeys(map(ord, " \t\n\r\u3000\u200b\ufeff"))
    table |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    for code in range(0xFF01, 0xFF5F):
        sign = chr(code - 0xFEE0).lower()
        table[code] = None if sign in JOINERS else sign
    return table


_QUICK: Final = _quick_table()


def quick(text: str) -> str:
    """The ``bare`` form of text that holds only everyday signs.

    Other signs stay as they are; :data:`penaltykit.privacy._patterns.ODD`
    finds them.
    """
    return text.translate(_QUICK)
