"""The fact vocabulary, and reading facts from a case."""

from penaltykit.facts._check import check_facts
from penaltykit.facts._entry import (
    VISIBLE,
    FactEntry,
    FactWord,
    Scope,
    Window,
)
from penaltykit.facts._load import told_name
from penaltykit.facts._values import WrongValueError, typed, words
from penaltykit.facts._views import CaseFacts, FactView
from penaltykit.facts._vocabulary import Vocabulary

__all__ = [
    "VISIBLE",
    "CaseFacts",
    "FactEntry",
    "FactView",
    "FactWord",
    "Scope",
    "Vocabulary",
    "Window",
    "WrongValueError",
    "check_facts",
    "told_name",
    "typed",
    "words",
]
