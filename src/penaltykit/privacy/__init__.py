"""Identity values: where they stand, masking them, proving they are gone.

Findings, records and papers all use this package; what counts as an identity
value is read from the case model and from patterns, never listed twice.
"""

from penaltykit.privacy._collect import identity_values, public_values
from penaltykit.privacy._finder import Finder, Span
from penaltykit.privacy._kinds import IdentityKind, IdentityValue, Leak
from penaltykit.privacy._mask import Masker, scan
from penaltykit.privacy._numbers import (
    birth_date_of,
    is_id_number,
    is_uscc,
    passes_luhn,
)

__all__ = [
    "Finder",
    "IdentityKind",
    "IdentityValue",
    "Leak",
    "Masker",
    "Span",
    "birth_date_of",
    "identity_values",
    "is_id_number",
    "is_uscc",
    "passes_luhn",
    "public_values",
    "scan",
]
