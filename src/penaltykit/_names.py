"""Names that records and papers print: of laws, items, facts, objects."""

from functools import cache
from typing import TYPE_CHECKING, Protocol

from penaltykit._i18n import pick
from penaltykit.citation import LawNames

if TYPE_CHECKING:
    from penaltykit.facts import Vocabulary
    from penaltykit.law import Registry


class Names(Protocol):
    """What a record asks for a name.

    :class:`LoadedNames` answers from the loaded rules, a test from its own.
    """

    @property
    def laws(self) -> LawNames:
        """The titles of the laws."""

    def item(self, item: str, lang: str) -> str:
        """The name of a penalty item; empty where unknown."""


class PaperNames(Names, Protocol):
    """What a paper asks for a name besides."""

    def fact(self, fact: str, lang: str) -> str:
        """The label of a fact; its id where unknown."""

    def object(self, code: str, lang: str) -> str:
        """Words for what a penalty falls on; words stay as they are."""


class LoadedNames:
    """Names from a law registry and a fact vocabulary.

    Args:
        registry: of the laws and items.
        vocabulary: of the facts.
    """

    def __init__(self, registry: "Registry", vocabulary: "Vocabulary") -> None:
        self._registry = registry
        self._vocabulary = vocabulary

    @property
    def laws(self) -> LawNames:
        """The titles of the registry's laws."""
        return self._registry.names

    def item(self, item: str, lang: str) -> str:
        """The name of the item in ``lang``; empty where unknown."""
        found = self._registry.item(item)
        if found is None:
            return ""
        return pick({"zh": found.zh, "en": found.en}, lang)

    def fact(self, fact: str, lang: str) -> str:
        """The label of the fact in ``lang``."""
        return self._vocabulary.label(fact, lang)

    def object(self, code: str, lang: str) -> str:
        """Words for what a penalty falls on."""
        return self._registry.object_label(code, lang)


@cache
def shipped_names() -> LoadedNames:
    """Names from the rules that this copy of penaltykit carries."""
    from penaltykit._resources import rules_root
    from penaltykit.facts import Vocabulary
    from penaltykit.law import Registry

    root = rules_root()
    vocabulary = Vocabulary.load(root)
    return LoadedNames(Registry.load(root, vocabulary), vocabulary)
