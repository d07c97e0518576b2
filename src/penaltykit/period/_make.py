"""Calendars of years out of lists of holidays and make-up workdays."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from penaltykit import _yaml
from penaltykit.errors import Fault, RuleError
from penaltykit.period._import import DayList, Named

_SATURDAY: Final = 5
# Off in every year, whatever the arrangement: a list that lacks one of them
# is not whole, or is of another year.
_ALWAYS: Final = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
# Within these days the Spring Festival lies in every year.
_SPRING: Final = ((1, 20), (2, 28))
# Days around New Year that the notice of the next year or the one before
# arranges.
_EDGE_DECEMBER: Final = 25
_EDGE_JANUARY: Final = 5

_WORKED_ANYWAY: Final = {
    "zh": "本来就是工作日",
    "en": "a working day anyway",
}
_NOTES: Final[Mapping[str, str]] = {
    "/holidays": "周一至周五中放假的日子 / days off from Monday to Friday",
    "/workdays": "周六、周日中上班的日子 / worked Saturdays and Sundays",
}


@frozen(kw_only=True)
class CalendarFile:
    """A calendar of one year, ready to be written.

    Args:
        year: whose days they are.
        holidays: off, Monday to Friday, in order.
        workdays: worked Saturdays and Sundays, in order.
        source: where the arrangement comes from.
    """

    year: int
    holidays: tuple[dt.date, ...]
    workdays: tuple[dt.date, ...]
    source: str

    def text(self, *, replaces: bool = False) -> str:
        """The file as ``rules/calendars`` holds it.

        Args:
            replaces: whether it stands in the place of one that is there.
        """
        value: dict[str, Any] = {"year": self.year}
        if replaces:
            value["replaces"] = self.year
        value |= {
            "source": dict.fromkeys(("zh", "en"), self.source),
            "holidays": [str(day) for day in self.holidays],
            "workdays": [str(day) for day in self.workdays],
        }
        return _yaml.dump(value, _NOTES)


@frozen(kw_only=True)
class Made:
    """What came of a list.

    Args:
        files: one a year.
        passed: days of a neighbouring year, which its own notice arranges.
    """

    files: tuple[CalendarFile, ...]
    passed: tuple[dt.date, ...]


def make_calendars(listed: DayList, source: str) -> Made:
    """The calendars that a list holds.

    Args:
        listed: see :func:`penaltykit.period.read_days`.
        source: where the arrangement comes from, as calendars keep it.

    Raises:
        RuleError: with every fault: a day both off and worked, a worked day
            that is worked anyway, a year that is not whole.
    """
    faults: list[Fault] = []
    kinds: dict[dt.date, Named] = {}
    for one in listed.days:
        first = kinds.setdefault(one.day, one)
        if first.work is not one.work:
            params = {"found": str(one.day), "first": str(first.place)}
            faults.append(Fault("calendar-import-both", one.place, params))
        elif one.work and one.day.weekday() < _SATURDAY:
            found = {"found": str(one.day), "reason": _WORKED_ANYWAY}
            faults.append(Fault("calendar-days-wrong", one.place, found))
    years: dict[int, list[Named]] = {}
    for day in sorted(kinds):
        years.setdefault(day.year, []).append(kinds[day])
    files, passed = _years(years, source, faults)
    if faults:
        raise RuleError(faults)
    return Made(files=tuple(files), passed=tuple(passed))


def _years(
    years: Mapping[int, Sequence[Named]], source: str, faults: list[Fault]
) -> tuple[list[CalendarFile], list[dt.date]]:
    files: list[CalendarFile] = []
    passed: list[dt.date] = []
    whole = {year for year, days in years.items() if not _lacks(year, days)}
    for year, days in years.items():
        if year in whole:
            files.append(_file(year, days, source))
        elif whole and all(_edge(one.day) for one in days):
            passed.extend(one.day for one in days)
        else:
            params = {"year": year, "expected": _lacks(year, days)}
            faults.append(Fault("calendar-import-part", days[0].place, params))
    return files, passed


def _lacks(year: int, days: Sequence[Named]) -> list[str]:
    """Days that are off in every year and are not off here."""
    off = {one.day for one in days if not one.work}
    worked = {one.day for one in days if one.work}
    lacking = []
    for month, number in _ALWAYS:
        day = dt.date(year, month, number)
        rest = day in off or day.weekday() >= _SATURDAY
        if not rest or day in worked:
            lacking.append(str(day))
    first, last = (dt.date(year, *day) for day in _SPRING)
    if not any(first <= day <= last for day in off):
        lacking.append(f"{year}-01/02 (春节)")
    return lacking


def _edge(day: dt.date) -> bool:
    return (day.month, day.day) >= (12, _EDGE_DECEMBER) or (
        day.month,
        day.day,
    ) <= (1, _EDGE_JANUARY)


def _file(year: int, days: Sequence[Named], source: str) -> CalendarFile:
    return CalendarFile(
        year=year,
        # A Saturday or Sunday off is no exception to the week.
        holidays=tuple(
            one.day
            for one in days
            if not one.work and one.day.weekday() < _SATURDAY
        ),
        workdays=tuple(one.day for one in days if one.work),
        source=source,
    )
