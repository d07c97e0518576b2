"""Whether what a region issued reaches a place, on a day.

Regions merge, are divided and are renamed. What was issued before such a
change does not reach the new region by itself; this says what is between the
two, and leaves what follows from it to who issued.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from attrs import field, frozen

from penaltykit._i18n import both
from penaltykit.agency._region import Change, Region
from penaltykit.agency._regions import Regions


class Fit(StrEnum):
    """How the region of an issuer lies to a place.

    ``within``: the place lies in it. ``renamed``: in the same region under
    another name or code. ``changed``: the region has merged or was divided
    since. ``forebear``: it held a part of the place's territory on that day.
    ``elsewhere``: none of these.
    """

    WITHIN = "within"
    RENAMED = "renamed"
    CHANGED = "changed"
    FOREBEAR = "forebear"
    ELSEWHERE = "elsewhere"


@frozen(kw_only=True)
class Reach:
    """How the region of an issuer lies to a place on a day.

    Args:
        fit: see :class:`Fit`.
        distance: steps up the chain; 0 is the place itself; ``None``
            elsewhere.
        inside: whether the place is known to lie in the former territory.
        text: what became of the region, in a sentence; ``None`` where
            nothing did.
    """

    fit: Fit
    distance: int | None = None
    inside: bool = True
    text: "dict[str, str] | None" = field(default=None, hash=False)


def reach(
    regions: Regions,
    issuer: str,
    issued: dt.date | None,
    chain: Sequence[Region],
    on: dt.date,
) -> Reach:
    """How the region of an issuer lies to a place on a day.

    Args:
        regions: the tree.
        issuer: code of the issuer's region.
        issued: day on which that code was used (a later region may have the
            same code).
        chain: the place and what is above it on the day, as
            :meth:`Regions.chain` gives it.
        on: the day that matters.
    """
    origin = regions.of(issuer, issued)
    if origin is None or origin.until is None or on <= origin.until:
        for distance, region in enumerate(chain):
            if region.code == issuer:
                return Reach(fit=Fit.WITHIN, distance=distance)
        return _before(regions, chain, origin, on)
    way = _way(regions, origin, chain, on)
    if way is None:
        return _before(regions, chain, origin, on)
    heir, steps = way
    distance = chain.index(heir)
    renamed = all(step.change in (None, Change.RENAMED) for step in steps)
    return Reach(
        fit=Fit.RENAMED if renamed else Fit.CHANGED,
        distance=distance,
        inside=renamed or origin in chain,
        text=_told(steps, heir),
    )


def _way(
    regions: Regions, origin: Region, chain: Sequence[Region], on: dt.date
) -> tuple[Region, tuple[Region, ...]] | None:
    """The region of the chain that holds the origin's territory."""
    for heir, steps in regions.heirs(origin, on):
        if heir in chain and steps:
            return heir, steps
    if origin in chain:
        # Divided: no single region follows, but the place is the old one.
        return origin, (origin,)
    return None


def _before(
    regions: Regions,
    chain: Sequence[Region],
    origin: Region | None,
    on: dt.date,
) -> Reach:
    """Of a place that came into being after the day."""
    place = chain[0]
    if origin is None or place.holds_on(on):
        return Reach(fit=Fit.ELSEWHERE)
    if origin in regions.forebears(place, on):
        return Reach(
            fit=Fit.FOREBEAR,
            distance=0,
            inside=False,
            text=_told((origin,), place),
        )
    return Reach(fit=Fit.ELSEWHERE)


def _told(steps: Sequence[Region], last: Region) -> "dict[str, str]":
    """What became of a region, step by step."""
    parts = []
    for step, following in zip(steps, (*steps[1:], last), strict=True):
        name, day = step.names, step.changed_on
        match step.change:
            case Change.MERGED:
                parts.append(
                    both(
                        "{region} merged into {other} on {day}.",
                        region=name,
                        other=following.names,
                        day=day,
                    )
                )
            case Change.DIVIDED:
                parts.append(
                    both(
                        "{region} was divided on {day}.", region=name, day=day
                    )
                )
            case _:
                parts.append(
                    both(
                        "{region} became {other} on {day}.",
                        region=name,
                        other=following.names,
                        day=day,
                    )
                )
        if not step.confirmed:
            parts.append(both("That day is still to be confirmed."))
    return {
        lang: ("" if lang == "zh" else " ").join(part[lang] for part in parts)
        for lang in ("zh", "en")
    }
