"""What law, tables and rules say of a case, with reasons and a receipt."""

from penaltykit.assessment._assess import assess, decision_day, default_as_of
from penaltykit.assessment._assessment import (
    Assessment,
    finding_dict,
    result_dict,
)
from penaltykit.assessment._data import Data, load_data
from penaltykit.assessment._forms import form_of
from penaltykit.assessment._json import decimal_text, dumps, plain
from penaltykit.assessment._pages import explain, rule_list
from penaltykit.assessment._papers import PAPERS, papers_to_write
from penaltykit.assessment._receipt import Receipt, read_receipt
from penaltykit.assessment._replay import Difference, Replay, replay
from penaltykit.assessment._result import (
    Element,
    Finding,
    LawChoice,
    MissingKind,
    Outcome,
    Reason,
    Recommended,
    Requirement,
    Result,
    Severity,
    StatedResult,
    TableChoice,
    Total,
    Verdict,
)

__all__ = [
    "PAPERS",
    "Assessment",
    "Data",
    "Difference",
    "Element",
    "Finding",
    "LawChoice",
    "MissingKind",
    "Outcome",
    "Reason",
    "Receipt",
    "Recommended",
    "Replay",
    "Requirement",
    "Result",
    "Severity",
    "StatedResult",
    "TableChoice",
    "Total",
    "Verdict",
    "assess",
    "decimal_text",
    "decision_day",
    "default_as_of",
    "dumps",
    "explain",
    "finding_dict",
    "form_of",
    "load_data",
    "papers_to_write",
    "plain",
    "read_receipt",
    "replay",
    "result_dict",
    "rule_list",
]
