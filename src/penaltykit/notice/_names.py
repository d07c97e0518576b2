"""Names that papers print: laws, items, facts, words of fixed lists."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from penaltykit import _yaml
from penaltykit._i18n import pick
from penaltykit.citation import LawNames

LAYOUTS = Path(__file__).resolve().parent / "layouts"


class Names(Protocol):
    """What a paper asks for a name.

    :class:`LoadedNames` answers from the loaded rules, a test from its own.
    """

    @property
    def laws(self) -> LawNames:
        """The titles of the laws."""

    def item(self, item: str, lang: str) -> str:
        """The name of a penalty item; empty where unknown."""

    def fact(self, fact: str, lang: str) -> str:
        """The label of a fact; its id where unknown."""

    def object(self, code: str, lang: str) -> str:
        """Words for what a penalty falls on; words stay as they are."""


class LoadedNames:
    """Names from a law registry and a fact vocabulary.

    Args:
        registry: a ``law.Registry``.
        vocabulary: a ``facts.Vocabulary``.
    """

    def __init__(self, registry: Any, vocabulary: Any) -> None:
        self._registry = registry
        self._vocabulary = vocabulary

    @property
    def laws(self) -> LawNames:
        """The titles of the registry's laws."""
        laws: LawNames = self._registry.names
        return laws

    def item(self, item: str, lang: str) -> str:
        """The name of the item in ``lang``."""
        found = self._registry.item(item)
        if found is None:
            return ""
        return pick({"zh": found.zh, "en": found.en}, lang)

    def fact(self, fact: str, lang: str) -> str:
        """The label of the fact in ``lang``."""
        return str(self._vocabulary.label(fact, lang))

    def object(self, code: str, lang: str) -> str:
        """Words for what a penalty falls on."""
        return str(self._registry.object_label(code, lang))


@cache
def shipped_names() -> LoadedNames:
    """Names from the rules that this copy of penaltykit carries."""
    from penaltykit._resources import rules_root
    from penaltykit.facts import Vocabulary
    from penaltykit.law import Registry

    root = rules_root()
    vocabulary = Vocabulary.load(root)
    return LoadedNames(Registry.load(root, vocabulary), vocabulary)


@cache
def words() -> Mapping[str, Any]:
    """The fixed lists of ``layouts/_words.yaml``."""
    value: Mapping[str, Any] = _yaml.load(LAYOUTS / "_words.yaml").value
    return value


def word(group: str, name: str | None, lang: str) -> str:
    """The word for ``name`` in a list of ``_words.yaml``.

    A name that the list does not have is printed as it stands: it is the
    agency's own word.
    """
    if not name:
        return ""
    found = words()[group].get(name)
    return pick(found, lang) if found else name
