"""Money: exact yuan, bands with open or closed ends, capital numerals.

No float anywhere: amounts are ``Decimal`` yuan, exact to the fen.
"""

from penaltykit.money._band import Band
from penaltykit.money._forms import form_value, without_no_cents
from penaltykit.money._words import WordsReading, read_words, words
from penaltykit.money._yuan import (
    FEN,
    ROUNDINGS,
    MoneyError,
    format_yuan,
    from_wan,
    is_yuan,
    multiply,
    round_yuan,
    to_wan,
    yuan,
)

__all__ = [
    "FEN",
    "ROUNDINGS",
    "Band",
    "MoneyError",
    "WordsReading",
    "form_value",
    "format_yuan",
    "from_wan",
    "is_yuan",
    "multiply",
    "read_words",
    "round_yuan",
    "to_wan",
    "without_no_cents",
    "words",
    "yuan",
]
