"""What law, tables and rules say of a case, with reasons and a receipt."""

from typing import TYPE_CHECKING, Any

from penaltykit.assessment._assess import assess, decision_day, default_as_of
from penaltykit.assessment._assessment import (
    Assessment,
    finding_dict,
    result_dict,
)
from penaltykit.assessment._data import Data, load_data
from penaltykit.assessment._json import decimal_text, dumps, plain
from penaltykit.assessment._papers import PAPERS, papers_to_write
from penaltykit.assessment._receipt import Receipt, read_receipt
from penaltykit.assessment._result import (
    Alternative,
    Element,
    Finding,
    Ground,
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

if TYPE_CHECKING:
    from penaltykit.assessment._batch import BatchFinding, batch_findings
    from penaltykit.assessment._forms import (
        form_of,
        stated_facts,
        workbook_of,
    )
    from penaltykit.assessment._pages import explain, rule_list, rule_page
    from penaltykit.assessment._replay import Difference, Replay, replay
    from penaltykit.assessment._rule_tests import rule_examples

__all__ = [
    "PAPERS",
    "Alternative",
    "Assessment",
    "BatchFinding",
    "Data",
    "Difference",
    "Element",
    "Finding",
    "Ground",
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
    "batch_findings",
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
    "rule_examples",
    "rule_list",
    "rule_page",
    "stated_facts",
    "workbook_of",
]

# What one assessment does not need is loaded when it is first asked for.
_LATER = {
    "BatchFinding": "_batch",
    "Difference": "_replay",
    "Replay": "_replay",
    "batch_findings": "_batch",
    "explain": "_pages",
    "form_of": "_forms",
    "replay": "_replay",
    "rule_examples": "_rule_tests",
    "rule_list": "_pages",
    "rule_page": "_pages",
    "stated_facts": "_forms",
    "workbook_of": "_forms",
}


def __getattr__(name: str) -> Any:
    module = _LATER.get(name)
    if module is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
