"""The closed word lists of rule files, and what messages call things.

The engine knows no case, so the lists stand here; a test holds them equal to
the enumerations of the case and of the assessment.
"""

from collections.abc import Mapping

SCOPES = ("case", "party", "violation", "paper", "history")
PHASES = (
    "filed",
    "investigated",
    "noticed",
    "heard",
    "decided",
    "served",
    "performed",
    "closed",
)
ELEMENTS = (
    "legal-basis",
    "facts",
    "penalty-kind",
    "benchmark",
    "result-use",
    "remedies",
    "officers",
)
SEVERITIES = ("error", "undetermined", "warning", "note")
DUTIES = ("law", "sector-rule", "local-rule", "house-standard")
IN_FORCE = "in-force"
TO_BE_CONFIRMED = "to-be-confirmed"
OFF = "off"
STATUSES = (IN_FORCE, TO_BE_CONFIRMED, OFF)

Words = Mapping[str, str]

A_VALUE: Words = {"zh": "一个值", "en": "a value"}
TYPE_WORDS: Mapping[str, Words] = {
    "truth": {"zh": "是非（真假）", "en": "true or false"},
    "number": {"zh": "数字", "en": "a number"},
    "money": {"zh": "金额", "en": "an amount of money"},
    "date": {"zh": "日期", "en": "a date"},
    "text": {"zh": "文本", "en": "text"},
    "one-of": {"zh": "列表中的取值", "en": "a word of a list"},
}


def type_words(kind: str, unit: str = "") -> Words:
    """What a message calls a type."""
    words = TYPE_WORDS[kind]
    if not unit:
        return words
    return {
        "zh": f"{words['zh']}（{unit}）",
        "en": f"{words['en']} ({unit})",
    }
