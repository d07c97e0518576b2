"""Conditions, rules and the engines that run them.

The engine knows no case: it reads facts by name from a context.
"""

from penaltykit.engine._examples import (
    ExampleFailure,
    ExampleResult,
    example_results,
    run_examples,
)
from penaltykit.engine._expression import Expression, compile_expression
from penaltykit.engine._load import load_rules, read_value
from penaltykit.engine._rules import (
    Alternative,
    Check,
    Definition,
    Example,
    RuleBook,
)
from penaltykit.engine._ruleset import ENGINES, RuleSet
from penaltykit.engine._run import CheckOutcome, Run, Step
from penaltykit.engine._types import (
    KNOWN,
    NOT_APPLICABLE,
    NOT_ASCERTAINABLE,
    UNKNOWN,
    Context,
    Evidence,
    FactType,
    Reading,
    Signature,
    Truth,
    Value,
    Verdict,
    Vocabulary,
    getter,
    make_reading,
)

__all__ = [
    "ENGINES",
    "KNOWN",
    "NOT_APPLICABLE",
    "NOT_ASCERTAINABLE",
    "UNKNOWN",
    "Alternative",
    "Check",
    "CheckOutcome",
    "Context",
    "Definition",
    "Evidence",
    "Example",
    "ExampleFailure",
    "ExampleResult",
    "Expression",
    "FactType",
    "Reading",
    "RuleBook",
    "RuleSet",
    "Run",
    "Signature",
    "Step",
    "Truth",
    "Value",
    "Verdict",
    "Vocabulary",
    "compile_expression",
    "example_results",
    "getter",
    "load_rules",
    "make_reading",
    "read_value",
    "run_examples",
]
