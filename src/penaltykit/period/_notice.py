"""The State Council's yearly notice on holidays, read as it is worded:

    二、春节：1月28日（农历除夕、周二）至2月4日（周二）放假调休，共8天。
    1月26日（周日）、2月8日（周六）上班。

The weekdays in brackets and the number of days must come out: they show that
the year is the right one and that nothing was cut off.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from penaltykit.errors import Place
from penaltykit.period._import import Named

_DAY: Final = dt.timedelta(days=1)
_WEEKDAYS: Final = "一二三四五六日天"
_SUNDAY: Final = 6
_NUMBER: Final = re.compile(
    r"国办发明电\s*[〔［\[（(]\d{4}[〕］\])）]\s*\d+\s*号"
)
_TITLE_YEAR: Final = re.compile(r"(\d{4})年\s*(?:部分节假日|元旦|.{0,8}放假)")
_ONE: Final = (
    r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日"
    r"(?:[（(](?P<{0}w>[^（）()]*)[）)])?"
)
_SPAN: Final = re.compile(
    _ONE.format("a") + r"(?:\s*(?:至|到|—|－|-|~)\s*" + _ONE.format("b") + ")?"
)
_COUNT: Final = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
_LONGEST: Final = 31

Note = Callable[..., None]


def notice_number(text: str) -> str | None:
    """The number under which the notice went out."""
    found = _NUMBER.search(text)
    return None if found is None else re.sub(r"\s", "", found.group())


def notice_days(
    text: str,
    year: int | None,
    place: Callable[[int | None], Place],
    fault: Note,
) -> Iterator[Named]:
    """The days that a notice names.

    Args:
        text: the notice, or the part of it that lists the days.
        year: of dates without one; else the first year that the text names
            with its holidays.
        place: of a line.
        fault: notes a fault: code, line, parameters.
    """
    if year is None:
        named = _TITLE_YEAR.search(text)
        year = int(named.group(1)) if named is not None else None
    for number, clause in _clauses(text):
        work = "上班" in clause
        if not work and "放假" not in clause:
            continue
        spans = list(_spans(clause, year, number, fault))
        if not work:
            _agrees(clause, spans, number, fault)
        for first, last in spans:
            for later in range((last - first).days + 1):
                yield Named(first + later * _DAY, work, place(number))


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with the line that each begins on."""
    line = 1
    for part in re.split(r"([。；;\n])", text):
        if part.strip() and not re.fullmatch(r"[。；;]", part):
            yield line, part
        line += part.count("\n")


def _spans(
    clause: str, year: int | None, line: int, fault: Note
) -> Iterator[tuple[dt.date, dt.date]]:
    month = 0
    for found in _SPAN.finditer(clause):
        said = found.groupdict()
        if said["am"] is None and not month:
            continue  # "共8日" and the like
        if said["ay"] is None and year is None:
            fault("calendar-import-year", line, found=found.group())
            return
        month = int(said["am"] or month)
        first = _day(int(said["ay"] or year or 0), month, said, "a")
        last = first
        if first is not None and said["bd"] is not None:
            month = int(said["bm"] or month)
            # Around New Year a run goes on into the next year.
            late = month < first.month and said["by"] is None
            last = _day(int(said["by"] or first.year + late), month, said, "b")
        if (
            first is None
            or last is None
            or not 0 <= (last - first).days < _LONGEST
        ):
            fault("calendar-import-date", line, found=found.group())
            continue
        for day, key in ((first, "aw"), (last, "bw")):
            _weekday(day, said[key], line, fault)
        yield first, last


def _day(
    year: int, month: int, said: dict[str, Any], part: str
) -> dt.date | None:
    try:
        return dt.date(year, month, int(said[f"{part}d"]))
    except ValueError:
        return None


def _weekday(day: dt.date, words: str | None, line: int, fault: Note) -> None:
    """Whether the weekday in brackets is that of the day."""
    found = re.search(r"(?:周|星期)([一二三四五六日天])", words or "")
    if found is None:
        return
    stated = min(_WEEKDAYS.index(found.group(1)), _SUNDAY)
    if stated != day.weekday():
        fault(
            "calendar-import-weekday",
            line,
            found=found.group(),
            day=day.isoformat(),
            expected="周" + _WEEKDAYS[day.weekday()],
        )


def _agrees(
    clause: str,
    spans: list[tuple[dt.date, dt.date]],
    line: int,
    fault: Note,
) -> None:
    """Whether as many days are listed as the sentence says."""
    said = _COUNT.search(clause)
    total = sum((last - first).days + 1 for first, last in spans)
    if said is not None and spans and int(said.group(1)) != total:
        fault(
            "calendar-import-count",
            line,
            found=total,
            expected=int(said.group(1)),
        )
