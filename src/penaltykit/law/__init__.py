"""Laws (法律、法规、规章): versions, shape, statutory penalties, items."""

from penaltykit.law._band import (
    PenaltyBand,
    add_steps,
    figure,
    is_step,
    penalty_band,
)
from penaltykit.law._model import (
    BoundsReading,
    Competence,
    Due,
    Item,
    Law,
    LawVersion,
    Penalising,
    Provision,
    Rank,
    Track,
)
from penaltykit.law._registry import CitationCheck, PlaceStatus, Registry
from penaltykit.law._renumbering import Fate, Followed, Renumbering
from penaltykit.law._shape import Shape
from penaltykit.law._statute import (
    Absence,
    Selection,
    Statute,
    StatutePair,
)

__all__ = [
    "Absence",
    "BoundsReading",
    "CitationCheck",
    "Competence",
    "Due",
    "Fate",
    "Followed",
    "Item",
    "Law",
    "LawVersion",
    "Penalising",
    "PenaltyBand",
    "PlaceStatus",
    "Provision",
    "Rank",
    "Registry",
    "Renumbering",
    "Selection",
    "Shape",
    "Statute",
    "StatutePair",
    "Track",
    "add_steps",
    "figure",
    "is_step",
    "penalty_band",
]
