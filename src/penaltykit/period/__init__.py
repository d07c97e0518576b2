"""Terms (期间): working days, calendar days, months and years."""

from penaltykit.period._calendar import Calendar, UnknownYearError
from penaltykit.period._term import (
    Term,
    TermResult,
    TermUnit,
    add_months,
    add_working_days,
    count_working_days,
    term_end,
    unknown_year,
)

__all__ = [
    "Calendar",
    "Term",
    "TermResult",
    "TermUnit",
    "UnknownYearError",
    "add_months",
    "add_working_days",
    "count_working_days",
    "term_end",
    "unknown_year",
]
