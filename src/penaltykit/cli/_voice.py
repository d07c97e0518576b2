"""The voice that a call speaks with."""

from typing import TYPE_CHECKING

from attrs import frozen

from penaltykit._i18n import pick
from penaltykit._voice import Voice

if TYPE_CHECKING:
    from penaltykit.citation import LawNames
    from penaltykit.kit import Kit

__all__ = ["KitNames", "Voice", "voice_of"]


@frozen
class KitNames:
    """The names of a kit's data, loaded when the first is asked for."""

    kit: "Kit"

    @property
    def laws(self) -> "LawNames":
        """The titles of the laws."""
        return self.kit.registry.names

    def item(self, item: str, lang: str) -> str:
        """The name of a penalty item; empty where unknown."""
        found = self.kit.registry.item(item)
        return pick({"zh": found.zh, "en": found.en}, lang) if found else ""

    def object(self, code: str, lang: str) -> str:
        """Words for what a penalty falls on."""
        return self.kit.registry.object_label(code, lang)

    def fact(self, fact: str, lang: str) -> str:
        """The label of a fact; its id where unknown."""
        return self.kit.vocabulary.label(fact, lang) or fact


def voice_of(lang: str, kit: "Kit") -> Voice:
    """The voice that prints the names of a kit's data."""
    return Voice(lang, KitNames(kit))
