"""The language of penalties: published words into structure, and back.

Reads what laws and tables print of penalties, all of it or not at all: every
character comes out as structure, as words with a role, or as unread.
"""

from penaltykit.clause._bound import (
    PhraseFault,
    PhrasePenalties,
    phrase_penalties,
)
from penaltykit.clause._cell import ColumnReading, read_column
from penaltykit.clause._condition import ConditionReading, read_condition
from penaltykit.clause._numbers import plain
from penaltykit.clause._read import read_penalties
from penaltykit.clause._result import (
    STATUTE,
    Bounds,
    Context,
    PenaltyReading,
    PhrasePenalty,
    Problem,
    Span,
)
from penaltykit.clause._tree import feel as feel_of
from penaltykit.clause._write import write_penalties
from penaltykit.clause._write_condition import write_condition

__all__ = [
    "STATUTE",
    "Bounds",
    "ColumnReading",
    "ConditionReading",
    "Context",
    "PenaltyReading",
    "PhraseFault",
    "PhrasePenalties",
    "PhrasePenalty",
    "Problem",
    "Span",
    "feel_of",
    "phrase_penalties",
    "plain",
    "read_column",
    "read_condition",
    "read_penalties",
    "write_condition",
    "write_penalties",
]
