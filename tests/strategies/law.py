"""Amounts, bands and citations."""

from decimal import Decimal

from hypothesis import strategies as st

from penaltykit.citation import Citation
from penaltykit.money import Band, yuan

amounts = st.integers(min_value=0, max_value=10**14 - 1).map(
    lambda fen: yuan(Decimal(fen).scaleb(-2))
)
"""Exact to the fen, below 10**12 yuan."""


def band(low: object, high: object, ends: str = "[]") -> Band:
    """A band as mathematics writes it: ``band(1, 2, "[)")``."""
    return Band(
        from_=None if low is None else Decimal(str(low)),
        from_inclusive=ends[0] == "[",
        to=None if high is None else Decimal(str(high)),
        to_inclusive=ends[1] == "]",
    )


_bounds = st.one_of(st.none(), st.integers(0, 12))

bands = st.builds(
    band, _bounds, _bounds, st.sampled_from(["[]", "[)", "(]", "()"])
)
"""Small, often touching, sometimes empty."""

points = st.integers(0, 24).map(lambda n: Decimal(n) / 2)
"""On and between the bounds of :data:`bands`."""

_maybe = st.one_of(st.none(), st.integers(1, 30))


@st.composite
def citations(
    draw: st.DrawFn,
    laws: tuple[str, ...],
    versions: tuple[str, ...] = ("2019", "2023"),
) -> Citation:
    """A place in one of ``laws``, with or without its version."""
    item = draw(_maybe)
    return Citation(
        law=draw(st.sampled_from(laws)),
        version=draw(st.sampled_from([None, *versions])),
        article=draw(st.integers(1, 999)),
        article_addition=draw(_maybe),
        paragraph=draw(_maybe),
        item=item,
        subitem=draw(_maybe) if item else None,
    )
