"""Disclosure: the publishing gate, record profiles, exports."""

from penaltykit._names import Names
from penaltykit.disclosure._gate import Gate, Ground, gate
from penaltykit.disclosure._load import load_profile, profile_names
from penaltykit.disclosure._neutral import NeutralRecord, neutral_record
from penaltykit.disclosure._profile import Field, Form, Profile
from penaltykit.disclosure._record import (
    Record,
    RecordRefusedError,
    Row,
    make_record,
)

__all__ = [
    "Field",
    "Form",
    "Gate",
    "Ground",
    "Names",
    "NeutralRecord",
    "Profile",
    "Record",
    "RecordRefusedError",
    "Row",
    "gate",
    "load_profile",
    "make_record",
    "neutral_record",
    "profile_names",
]
