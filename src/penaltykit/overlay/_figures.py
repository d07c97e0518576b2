"""Figures that an overlay states in one line.

    - {id: hearing.fine.organisation, value: "100000", region: "440700",
       citation: 《…》第…条}

The line adds a figure to a parameter that is there already.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PAIR = 2
# A code that says nothing more specific than the whole of the state.
_STATE = "100000"
_STATUTE = re.compile(r"《[^》]*[^办]法》")


def _stem(region: str) -> str:
    """A region code without the pairs of zeros at its end: Chongqing is 50,
    not 5, and 341000 is the city 3410, not 341.
    """
    if region == _STATE:
        return ""
    while region.endswith("00"):
        region = region[:-_PAIR]
    return region


def region_depth(region: str | None) -> int:
    """The narrower a region, the higher; 0 for everywhere."""
    return len(_stem(region or ""))


def region_within(region: str | None, upper: str | None) -> bool:
    """Whether a region code lies in another: 440304 lies in 440300, which
    lies in 440000; every region lies in none.
    """
    if not upper:
        return True
    return bool(region) and str(region).startswith(_stem(upper))


def is_stated(value: object) -> bool:
    """Whether an entry of ``parameters`` is a figure in one line."""
    return isinstance(value, dict) and "value" in value


def figures(
    value: Mapping[str, Any],
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The figures of an entry in either form, each with its pointer below
    the entry.
    """
    if is_stated(value):
        yield "", value
        return
    listed = value.get("values")
    for index, figure in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(figure, dict):
            yield f"/values/{index}", figure


def is_of_statute(figure: Mapping[str, Any]) -> bool:
    """Whether a figure is one of a statute, by the name that it cites: only
    those of the National People's Congress end with 法.
    """
    cited = figure.get("citation")
    return isinstance(cited, str) and _STATUTE.match(cited) is not None


def displaces(own: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a figure takes the place of another on some day: that one holds
    for all of its agencies too, and gives way to the more specific one.
    """
    return covers(other, own) and _overlap(own, other)


def covers(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    """Whether a figure holds wherever another does."""
    return (
        _text(wide.get("field")) in ("", _text(narrow.get("field")))
        and _text(wide.get("agency")) in ("", _text(narrow.get("agency")))
        and region_within(
            _text(narrow.get("region")), _text(wide.get("region"))
        )
    )


def without(
    value: Mapping[str, Any], pointers: frozenset[str]
) -> dict[str, Any]:
    """An entry of which some figures are off."""
    if "" in pointers:
        return {**value, "status": "off"}
    listed = [
        {**figure, "status": "off"}
        if f"/values/{index}" in pointers
        else figure
        for index, figure in enumerate(value["values"])
    ]
    return {**value, "values": listed}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether some day lies between the dates of both."""
    first, last = _day(one.get("from")), _day(one.get("to"))
    begin, end = _day(other.get("from")), _day(other.get("to"))
    return not (
        (last is not None and begin is not None and last < begin)
        or (end is not None and first is not None and end < first)
    )


def _day(value: object) -> dt.date | None:
    """A date; what is none is told by whoever reads the figure."""
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
