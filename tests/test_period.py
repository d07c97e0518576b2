"""Terms: working days and calendar days, against another program."""

import datetime as dt
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.errors import RuleError
from penaltykit.period import (
    Calendar,
    Term,
    TermUnit,
    UnknownYearError,
    add_working_days,
    count_working_days,
    term_end,
)

ROOT = Path(__file__).resolve().parents[1]
CALENDAR = Calendar.load(ROOT / "rules")
FIRST, LAST = dt.date(2019, 1, 1), dt.date(2026, 12, 31)
days = st.dates(FIRST, LAST)
inner = st.dates(dt.date(2019, 3, 1), dt.date(2026, 9, 1))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_every_day_agrees_with_another_program():
    at = FIRST
    while at <= LAST:
        assert CALENDAR.is_working_day(at) == chinese_calendar.is_workday(at)
        at += dt.timedelta(days=1)
    assert CALENDAR.years == tuple(range(2019, 2027))
    assert "2024" in CALENDAR.source(2024)["zh"]


@pytest.mark.parametrize("year", [2018, 2027, 2099])
def test_other_years_are_not_guessed(year: int):
    with pytest.raises(UnknownYearError, match=str(year)):
        CALENDAR.is_working_day(dt.date(year, 7, 1))


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        # Spring Festival 2024: off 10-17 February, worked on Sunday the 4th
        # and the 18th. After Tuesday the 6th: 7, 8, 9, 18, 19.
        ("2024-02-06", 5, "working-days", "2024-02-19"),
        # After Thursday 25 January: 25 + 15 = 9 February, a Friday.
        ("2024-01-25", 15, "days", "2024-02-09"),
        # One day later the last day is the 10th: on to Sunday the 18th,
        # which is worked.
        ("2024-01-26", 15, "days", "2024-02-18"),
        # 60 days after 3 August 2024 is 2 October; off until the 7th.
        ("2024-08-03", 60, "days", "2024-10-08"),
        # Six months after 31 August: February has no 31st; 28 February 2025
        # is a Friday.
        ("2024-08-31", 6, "months", "2025-02-28"),
        # 29 February to 28 February 2025.
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-03-04", 1, "working-days", "2024-03-05"),
    ],
)
def test_terms_by_hand(start: str, count: int, unit: str, end: str):
    result = term_end(day(start), Term(count=count, unit=unit), CALENDAR)
    assert result.end == day(end)
    assert result.undetermined_reason is None


def test_a_term_that_does_not_move_ends_on_a_day_of_rest():
    term = Term(count=15, unit="days", moves=False)
    result = term_end(day("2024-01-26"), term, CALENDAR)
    assert result.end == result.nominal == day("2024-02-10")
    far = term_end(day("2030-01-01"), term, CALENDAR)
    assert far.end == day("2030-01-16")


def test_the_arithmetic_is_told():
    term = Term(count=15, unit="days")
    lines = term_end(day("2024-01-26"), term, CALENDAR).arithmetic
    assert [line["en"] for line in lines] == [
        "From 2024-01-26 (not counted), 15 days",
        "Ends on 2024-02-10",
        "2024-02-10 is a day of rest: moves on to 2024-02-18",
    ]
    assert all(set(line) == {"zh", "en"} for line in lines)
    assert Term(count=1, unit="working-days").text("en") == "1 working day"
    assert Term(count=5, unit="working-days").text() == "5个工作日"


@pytest.mark.parametrize("unit", ["working-days", "days"])
def test_beyond_the_known_years_is_undetermined(unit: str):
    term = Term(count=10, unit=unit)
    result = term_end(day("2026-12-25"), term, CALENDAR)
    assert result.end is None
    assert result.undetermined_reason is not None
    assert "2027" in result.undetermined_reason["zh"]
    expected = day("2027-01-04") if unit == "days" else None
    assert result.nominal == expected


def test_a_term_needs_a_length():
    with pytest.raises(ValueError, match="count=0"):
        term_end(FIRST, Term(count=0, unit="days"), CALENDAR)
    with pytest.raises(ValueError, match="0"):
        add_working_days(FIRST, 0, CALENDAR)
    with pytest.raises(ValueError, match="weeks"):
        Term(count=1, unit="weeks")


@given(inner, st.integers(1, 40))
def test_working_days_agree_with_another_program(start: dt.date, count: int):
    end = add_working_days(start, count, CALENDAR)
    theirs = chinese_calendar.get_workdays(start + dt.timedelta(days=1), end)
    assert len(theirs) == count
    assert theirs[-1] == end
    assert count_working_days(start, end, CALENDAR) == count


@given(inner, st.integers(1, 20))
def test_back_and_forth(start: dt.date, count: int):
    back = add_working_days(start, -count, CALENDAR)
    assert CALENDAR.is_working_day(back)
    # From the last working day back, the same count leads home.
    reached = add_working_days(back, count, CALENDAR)
    assert reached >= start or not CALENDAR.is_working_day(start)
    assert count_working_days(start, back, CALENDAR) == -count_working_days(
        back, start, CALENDAR
    )


@given(inner, st.integers(1, 60), st.sampled_from(TermUnit))
def test_a_term_ends_on_a_working_day(
    start: dt.date, count: int, unit: TermUnit
):
    if unit in (TermUnit.MONTHS, TermUnit.YEARS):
        count %= 3
    result = term_end(start, Term(count=count or 1, unit=unit), CALENDAR)
    if result.end is not None:
        assert result.end > start
        assert chinese_calendar.is_workday(result.end)


def test_a_wrong_calendar_shows_all_its_faults(tmp_path: Path):
    folder = tmp_path / "calendars"
    folder.mkdir()
    (folder / "a.yaml").write_text(
        "year: 2030\n"
        "source: {zh: 甲, en: a}\n"
        "holidays:\n"
        "  - 2030-01-05\n"  # a Saturday
        "  - 2031-01-01\n"
        "  - soon\n"
        "workdays: [2030-01-07]\n",  # a Monday
        encoding="utf-8",
    )
    (folder / "b.yaml").write_text(
        "year: 2031\nsource: {zh: 甲, en: a}\nholiday: []\n", encoding="utf-8"
    )
    with pytest.raises(RuleError) as caught:
        Calendar.load(tmp_path)
    found = [(fault.code, fault.place.line) for fault in caught.value.faults]
    assert found == [
        ("calendar-days-wrong", 4),
        ("calendar-days-wrong", 5),
        ("rule-not-date", 6),
        ("calendar-days-wrong", 7),
        ("rule-unknown-key", 3),
    ]


def test_a_year_twice(tmp_path: Path):
    folder = tmp_path / "calendars"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.yaml").write_text(
            "year: 2030\nsource: {zh: 甲, en: a}\n", encoding="utf-8"
        )
    with pytest.raises(RuleError) as caught:
        Calendar.load(tmp_path)
    assert [fault.code for fault in caught.value.faults] == [
        "calendar-year-twice"
    ]
