"""Write ``rules/calendars/YEAR.yaml`` from the package chinesecalendar.

    python scripts/make_calendars.py 2019 2026

That package encodes the yearly notices of the General Office of the State
Council on holidays (国务院办公厅关于部分节假日安排的通知). Only what differs
from the Monday-to-Friday week is written.
"""

import argparse
import datetime as dt
from pathlib import Path

import chinese_calendar

_FOLDER = Path(__file__).resolve().parents[1] / "rules" / "calendars"
_SATURDAY = 5
_SOURCE_ZH = (
    "国务院办公厅关于{year}年部分节假日安排的通知（及当年的调整），"
    "数据取自 chinesecalendar {version}"
)
_SOURCE_EN = (
    "Yearly notice of the General Office of the State Council on holidays, "
    "as encoded in chinesecalendar {version}"
)


def calendar_text(year: int) -> str:
    """The file of one year.

    Raises:
        NotImplementedError: a year that chinesecalendar does not know.
    """
    first = dt.date(year, 1, 1)
    days = [
        first + dt.timedelta(days=n)
        for n in range((dt.date(year + 1, 1, 1) - first).days)
    ]
    off = [
        day
        for day in days
        if day.weekday() < _SATURDAY and not chinese_calendar.is_workday(day)
    ]
    worked = [
        day
        for day in days
        if day.weekday() >= _SATURDAY and chinese_calendar.is_workday(day)
    ]
    version = chinese_calendar.__version__
    lines = [
        f"year: {year}",
        "source:",
        f"  zh: {_SOURCE_ZH.format(year=year, version=version)}",
        f"  en: {_SOURCE_EN.format(version=version)}",
        "# 周一至周五中放假的日子 / days off from Monday to Friday",
        "holidays:",
        *(f"  - {day}" for day in off),
        "# 周六、周日中上班的日子 / worked Saturdays and Sundays",
        "workdays:",
        *(f"  - {day}" for day in worked),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the years from the first to the last argument."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    arguments = parser.parse_args()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for year in range(arguments.first, arguments.last + 1):
        path = _FOLDER / f"{year}.yaml"
        path.write_text(calendar_text(year), encoding="utf-8")
        print(path.name)


if __name__ == "__main__":
    main()
