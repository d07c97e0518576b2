"""Names that a record prints: those of laws and of penalty items."""

from functools import cache
from typing import Any, Protocol

from penaltykit._i18n import pick
from penaltykit.citation import LawNames


class Names(Protocol):
    """What a record asks for a name."""

    @property
    def laws(self) -> LawNames:
        """The titles of the laws."""

    def item(self, item: str, lang: str) -> str:
        """The name of a penalty item; empty where unknown."""


class RegistryNames:
    """Names from a law registry.

    Args:
        registry: a ``law.Registry``.
    """

    def __init__(self, registry: Any) -> None:
        self._registry = registry

    @property
    def laws(self) -> LawNames:
        """The titles of the registry's laws."""
        laws: LawNames = self._registry.names
        return laws

    def item(self, item: str, lang: str) -> str:
        """The name of the item in ``lang``; empty where unknown."""
        try:
            found = self._registry.item(item)
        except LookupError:
            return ""
        if found is None:
            return ""
        return pick({"zh": found.zh, "en": found.en}, lang)


@cache
def shipped_names() -> RegistryNames:
    """Names from the rules that this copy of penaltykit carries."""
    from penaltykit._resources import rules_root
    from penaltykit.facts import Vocabulary
    from penaltykit.law import Registry

    root = rules_root()
    return RegistryNames(Registry.load(root, Vocabulary.load(root)))
