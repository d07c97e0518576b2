"""Benchmark documents (裁量基准) and their tables: choose, apply, explain."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from penaltykit.benchmark._choice import Choice, Refusal, Rejected
from penaltykit.benchmark._index import NOT_APPLICABLE, UNKNOWN, RowIndex
from penaltykit.benchmark._library import Library
from penaltykit.benchmark._look_back import (
    count_earlier,
    look_back_readings,
)
from penaltykit.benchmark._model import (
    Column,
    Factor,
    FactorBody,
    FactorGrade,
    Row,
    StageBody,
    Table,
    TableKind,
)
from penaltykit.benchmark._outcome import (
    CellResult,
    Change,
    RowMatch,
    TableOutcome,
    TablePenalty,
    WhyNot,
    WhyNotReason,
    leaves_upper,
)
from penaltykit.benchmark._plain import plain_data
from penaltykit.benchmark._policy import (
    AppliesBy,
    Bounds,
    Document,
    DocumentCircumstance,
    Effect,
    Exclusion,
    Grade,
    LookBack,
    Policy,
    PositionMode,
    PositionRule,
    Problem,
    SeveralRows,
    Shape,
    Status,
    Unascertainable,
)
from penaltykit.benchmark._position import (
    Corrected,
    Position,
    Shifted,
    correct,
    position,
    shape_of,
    shift,
    shift_row,
)

if TYPE_CHECKING:
    from penaltykit.benchmark._lint import LintFinding, lint_table
    from penaltykit.benchmark._selftest import (
        TableTestFailure,
        TableTestReport,
        run_table_tests,
    )

__all__ = [
    "NOT_APPLICABLE",
    "UNKNOWN",
    "AppliesBy",
    "Bounds",
    "CellResult",
    "Change",
    "Choice",
    "Column",
    "Corrected",
    "Document",
    "DocumentCircumstance",
    "Effect",
    "Exclusion",
    "Factor",
    "FactorBody",
    "FactorGrade",
    "Grade",
    "Library",
    "LintFinding",
    "LookBack",
    "Policy",
    "Position",
    "PositionMode",
    "PositionRule",
    "Problem",
    "Refusal",
    "Rejected",
    "Row",
    "RowIndex",
    "RowMatch",
    "SeveralRows",
    "Shape",
    "Shifted",
    "StageBody",
    "Status",
    "Table",
    "TableKind",
    "TableOutcome",
    "TablePenalty",
    "TableTestFailure",
    "TableTestReport",
    "Unascertainable",
    "WhyNot",
    "WhyNotReason",
    "correct",
    "count_earlier",
    "leaves_upper",
    "lint_table",
    "look_back_readings",
    "plain_data",
    "position",
    "run_table_tests",
    "shape_of",
    "shift",
    "shift_row",
]

# What only the author of a table needs is not read for every case.
_LATER = {
    "LintFinding": "_lint",
    "lint_table": "_lint",
    "TableTestFailure": "_selftest",
    "TableTestReport": "_selftest",
    "run_table_tests": "_selftest",
}


def __getattr__(name: str) -> Any:
    module = _LATER.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{module}"), name)
