"""The working-day calendar: which days are worked, year by year.

A year that is not in ``rules/calendars`` is not known: its holidays are set
by a notice that comes out late in the year before, and nobody can guess
them.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from attrs import field, frozen

from penaltykit._fields import Node, load_node
from penaltykit.errors import Fault, PenaltyKitError, RuleError

_SATURDAY: Final = 5
_KEYS: Final = ("year", "source", "holidays", "workdays")


class UnknownYearError(PenaltyKitError, LookupError):
    """A day of a year whose holidays are not in the data."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(year)

    def __str__(self) -> str:
        return f"no calendar for {self.year}"


@frozen(kw_only=True)
class _Year:
    """``off``: days off from Monday to Friday; ``worked``: worked Saturdays
    and Sundays; both as ordinals.
    """

    source: Mapping[str, str] = field(hash=False)
    off: frozenset[int]
    worked: frozenset[int]


class Calendar:
    """Working days of the years that are known.

    Args:
        years: exceptions to the Monday-to-Friday week, by year.
    """

    def __init__(self, years: Mapping[int, _Year]) -> None:
        self._years = dict(years)
        self._listed: dict[int, tuple[int, ...]] = {}

    @classmethod
    def load(cls, root: Path) -> Self:
        """The calendars of ``root/calendars``.

        Raises:
            RuleError: with every fault of every file.
        """
        faults: list[Fault] = []
        years: dict[int, _Year] = {}
        files: dict[int, str] = {}
        for path in sorted((root / "calendars").glob("*.yaml")):
            node = load_node(path, faults)
            if node is None or not node.keys(_KEYS, ("year", "source")):
                continue
            year = node.count("year")
            if year is None:
                continue
            if year in years:
                node.child("year").fault(
                    "calendar-year-twice", found=year, first=files[year]
                )
                continue
            files[year] = path.name
            years[year] = _Year(
                source=node.languages("source"),
                off=_days(node.child("holidays"), year, weekend=False),
                worked=_days(node.child("workdays"), year, weekend=True),
            )
        if faults:
            raise RuleError(faults)
        return cls(years)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are known, in order."""
        return tuple(sorted(self._years))

    def source(self, year: int) -> Mapping[str, str]:
        """Where the arrangement of a year comes from, in both languages.

        Raises:
            UnknownYearError: the year is not known.
        """
        return self._year(year).source

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            raise UnknownYearError(year)
        return found

    def working_day(self, start: dt.date, count: int) -> dt.date:
        """The ``count``-th working day from ``start`` on, which counts.

        Raises:
            UnknownYearError: the way leads through a year that is not known.
        """
        year = start.year
        days = self._worked(year)
        position = bisect_left(days, start.toordinal()) + count - 1
        while position >= len(days):
            position -= len(days)
            year += 1
            days = self._worked(year)
        return dt.date.fromordinal(days[position])

    def _worked(self, year: int) -> tuple[int, ...]:
        """The working days of a year in order, listed once."""
        found = self._listed.get(year)
        if found is None:
            self._year(year)
            first = dt.date(year, 1, 1).toordinal()
            after = dt.date(year, 12, 31).toordinal() + 1
            found = self._listed[year] = tuple(
                day
                for day in range(first, after)
                if self.is_working_day(dt.date.fromordinal(day))
            )
        return found

    def is_working_day(self, day: dt.date) -> bool:
        """Whether the day is worked, in lieu of another or as usual.

        Raises:
            UnknownYearError: its year is not known.
        """
        year = self._year(day.year)
        if day.weekday() >= _SATURDAY:
            return day.toordinal() in year.worked
        return day.toordinal() not in year.off


def _days(node: Node, year: int, *, weekend: bool) -> frozenset[int]:
    """The days of a list, checked against the year and the weekday."""
    found = set()
    for part in node.items():
        try:
            day = dt.date.fromisoformat(part.value)
        except (TypeError, ValueError):
            part.fault("rule-not-date", found=part.value)
            continue
        if day.year != year:
            reason = {"zh": f"不在 {year} 年", "en": f"not in {year}"}
        elif (day.weekday() >= _SATURDAY) is not weekend:
            reason = (
                {"zh": "不是周末", "en": "no Saturday or Sunday"}
                if weekend
                else {"zh": "本来就是周末", "en": "a weekend anyway"}
            )
        elif day.toordinal() in found:
            reason = {"zh": "重复", "en": "listed twice"}
        else:
            found.add(day.toordinal())
            continue
        part.fault("calendar-days-wrong", found=part.value, reason=reason)
    return frozenset(found)
