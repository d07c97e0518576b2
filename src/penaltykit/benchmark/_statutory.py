"""The bounds of the law as figures that a table may name.

A table that serves several provisions says so much of *the* statutory
maximum, whichever the law of the case gives. These facts stand for it; they
are worked out from the provision and never stated in a case file.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from penaltykit.engine import Context, Reading, getter
from penaltykit.money import Band

LEAST: Final = "statute.fine_least"
"""The least fine of the provision; zero where it names none."""

MOST: Final = "statute.fine_most"
"""The greatest fine of the provision; not applicable where it names none."""

RANGE: Final = "statute.fine_range"
"""The way from the least to the greatest. A percentage of it is a point on
that way: ``min + p x (max - min)``."""

STATUTORY: Final = frozenset((LEAST, MOST, RANGE))

_NONE: Final = Reading("not-applicable")
_ZERO: Final = Decimal(0)


def statute_readings(
    band: Band | None, *, fined: bool = True
) -> dict[str, Reading]:
    """The facts that stand for the bounds of the law.

    Args:
        band: the fine that the law allows for the case at hand, in yuan;
            ``None`` while a fact is missing that it is measured by.
        fined: whether the law gives a fine at all.
    """
    if not fined:
        return dict.fromkeys((LEAST, MOST, RANGE), _NONE)
    if band is None:
        return dict.fromkeys((LEAST, MOST, RANGE), Reading("unknown"))
    least = band.from_ if band.from_ is not None else _ZERO
    found = {LEAST: Reading("known", least), MOST: _NONE, RANGE: _NONE}
    if band.to is not None:
        found[MOST] = Reading("known", band.to)
        found[RANGE] = Reading("known", band.to - least)
    return found


class WithStatute:
    """Facts, with the bounds of the law besides where they have none.

    Args:
        view: fact id to reading.
        statute: the band of the law in yuan.
    """

    __slots__ = ("_get", "_readings", "_view")

    def __init__(self, view: Context, statute: Band) -> None:
        self._view = view
        self._get = getter(view)
        self._readings = statute_readings(statute)

    def __call__(self, name: str) -> Reading:
        if name in STATUTORY:
            return self._readings[name]
        return self._get(name)

    def label(self, name: str, lang: str = "zh") -> str:
        """The label of a fact, as far as the view knows labels."""
        label = getattr(self._view, "label", None)
        return name if label is None else str(label(name, lang))


def with_statute(view: Context, statute: Band | None) -> Context:
    """The facts with the bounds of the law, unless they have them already.

    Args:
        view: fact id to reading.
        statute: the band of the law in yuan; ``None`` adds nothing.
    """
    if statute is None or _has(view):
        return view
    return WithStatute(view, statute)


def _has(view: Context) -> bool:
    if isinstance(view, Mapping) and LEAST not in view:
        return False
    return getter(view)(LEAST).state != "unknown"
