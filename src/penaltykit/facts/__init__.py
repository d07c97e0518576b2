"""The fact vocabulary, and reading facts from a case."""

from penaltykit.facts._check import check_facts
from penaltykit.facts._condition_words import condition_text
from penaltykit.facts._entry import (
    VISIBLE,
    FactEntry,
    FactWord,
    Scope,
    Window,
)
from penaltykit.facts._filled_in import without_filled_in
from penaltykit.facts._flat import FlatText
from penaltykit.facts._head import is_headed
from penaltykit.facts._load import told_name
from penaltykit.facts._told_hearing import tells_hearing
from penaltykit.facts._told_parts import (
    flat_text,
    tells_fine,
    tells_hearing_term,
    tells_its_day,
    tells_payment_term,
    tells_payment_way,
    tells_statement_term,
)
from penaltykit.facts._values import WrongValueError, typed, words
from penaltykit.facts._views import CaseFacts, FactView
from penaltykit.facts._vocabulary import Vocabulary
from penaltykit.facts._ways import tells_term

__all__ = [
    "VISIBLE",
    "CaseFacts",
    "FactEntry",
    "FactView",
    "FactWord",
    "FlatText",
    "Scope",
    "Vocabulary",
    "Window",
    "WrongValueError",
    "check_facts",
    "condition_text",
    "flat_text",
    "is_headed",
    "tells_fine",
    "tells_hearing",
    "tells_hearing_term",
    "tells_its_day",
    "tells_payment_term",
    "tells_payment_way",
    "tells_statement_term",
    "tells_term",
    "told_name",
    "typed",
    "without_filled_in",
    "words",
]
