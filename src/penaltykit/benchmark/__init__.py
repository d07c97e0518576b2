"""Benchmark documents (裁量基准) and their tables: choose, apply, explain."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from penaltykit.benchmark._choice import Choice
from penaltykit.benchmark._correction import (
    Corrected,
    correct,
    correct_band,
)
from penaltykit.benchmark._formula import (
    Amount,
    Base,
    Combine,
    Correction,
    Formula,
    Pick,
)
from penaltykit.benchmark._index import NOT_APPLICABLE, UNKNOWN, RowIndex
from penaltykit.benchmark._library import Library
from penaltykit.benchmark._look_back import (
    count_earlier,
    look_back_readings,
    sort_earlier,
    window,
)
from penaltykit.benchmark._model import (
    Column,
    Factor,
    FactorBody,
    FactorGrade,
    Monotone,
    PointBody,
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
    Mitigation,
    Need,
    PercentOf,
    Policy,
    PositionMode,
    PositionRule,
    Problem,
    RegionChange,
    SeveralRows,
    Shape,
    Status,
    Unascertainable,
    Way,
)
from penaltykit.benchmark._position import (
    Position,
    Shifted,
    ordinary,
    position,
    shape_of,
    shift,
    shift_row,
)
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import Refusal, Rejected
from penaltykit.benchmark._statutory import LEAST as STATUTE_LEAST
from penaltykit.benchmark._statutory import MOST as STATUTE_MOST
from penaltykit.benchmark._statutory import RANGE as STATUTE_RANGE
from penaltykit.benchmark._statutory import STATUTORY, statute_readings
from penaltykit.benchmark._term import Term

if TYPE_CHECKING:
    from penaltykit.benchmark._compare import (
        TableChange,
        compare_libraries,
    )
    from penaltykit.benchmark._finding import LintFinding
    from penaltykit.benchmark._grades import grade_name
    from penaltykit.benchmark._lint import lint_table
    from penaltykit.benchmark._lint_library import TableFlaw, lint_library
    from penaltykit.benchmark._selftest import (
        TableTestFailure,
        TableTestReport,
        run_table_tests,
    )
    from penaltykit.benchmark._sweep import (
        SweepFinding,
        SweepKind,
        SweepReport,
        sweep,
    )

__all__ = [
    "NOT_APPLICABLE",
    "STATUTE_LEAST",
    "STATUTE_MOST",
    "STATUTE_RANGE",
    "STATUTORY",
    "UNKNOWN",
    "Amount",
    "AppliesBy",
    "Base",
    "Bounds",
    "CellResult",
    "Change",
    "Choice",
    "Column",
    "Combine",
    "Corrected",
    "Correction",
    "Document",
    "DocumentCircumstance",
    "Effect",
    "Exclusion",
    "Factor",
    "FactorBody",
    "FactorGrade",
    "Formula",
    "Grade",
    "Library",
    "LintFinding",
    "LookBack",
    "Mitigation",
    "Monotone",
    "Need",
    "PercentOf",
    "Pick",
    "PointBody",
    "Policy",
    "Position",
    "PositionMode",
    "PositionRule",
    "Problem",
    "Question",
    "Refusal",
    "RegionChange",
    "Rejected",
    "Row",
    "RowIndex",
    "RowMatch",
    "SeveralRows",
    "Shape",
    "Shifted",
    "StageBody",
    "Status",
    "SweepFinding",
    "SweepKind",
    "SweepReport",
    "Table",
    "TableChange",
    "TableFlaw",
    "TableKind",
    "TableOutcome",
    "TablePenalty",
    "TableTestFailure",
    "TableTestReport",
    "Term",
    "Unascertainable",
    "Way",
    "WhyNot",
    "WhyNotReason",
    "compare_libraries",
    "correct",
    "correct_band",
    "count_earlier",
    "grade_name",
    "leaves_upper",
    "lint_library",
    "lint_table",
    "look_back_readings",
    "ordinary",
    "plain_data",
    "position",
    "run_table_tests",
    "shape_of",
    "shift",
    "shift_row",
    "sort_earlier",
    "statute_readings",
    "sweep",
    "window",
]

# What only the author of a table needs is not read for every case.
_LATER = {
    "LintFinding": "_finding",
    "TableChange": "_compare",
    "compare_libraries": "_compare",
    "grade_name": "_grades",
    "lint_table": "_lint",
    "TableFlaw": "_lint_library",
    "lint_library": "_lint_library",
    "TableTestFailure": "_selftest",
    "TableTestReport": "_selftest",
    "run_table_tests": "_selftest",
    "SweepFinding": "_sweep",
    "SweepKind": "_sweep",
    "SweepReport": "_sweep",
    "sweep": "_sweep",
}


def __getattr__(name: str) -> Any:
    module = _LATER.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{module}"), name)
