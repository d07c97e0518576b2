"""The vocabulary of penalty clauses: words by what they do, longest first."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from penaltykit._resources import rules_root
from penaltykit._yaml import load

_FILE: Final = Path(__file__).with_name("words.yaml")
_BASES: Final = Path(__file__).with_name("bases.yaml")


class WordSet:
    """Words that can be found at a place of a text, longest first.

    Args:
        words: the words, in normal spelling.

    Attributes:
        by_first: the words by their first sign, longest first.
        ends: all of them, longest first.
        words: all of them.
    """

    __slots__ = ("by_first", "ends", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.ends = tuple(sorted(self.words, key=len, reverse=True))
        by_first: dict[str, list[str]] = {}
        for word in self.ends:
            by_first.setdefault(word[0], []).append(word)
        self.by_first = by_first

    def at(self, text: str, at: int, end: int) -> str | None:
        """The longest word that stands at ``at`` and ends by ``end``."""
        if at >= end:
            return None
        for word in self.by_first.get(text[at], ()):
            if text.startswith(word, at) and at + len(word) <= end:
                return word
        return None


class Words:
    """The vocabulary file, each list as a :class:`WordSet`.

    ``words["bounds_before.over"]`` is the list ``over`` under
    ``bounds_before``; ``words["bounds_before"]`` all of them.
    """

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.sets: dict[str, WordSet] = {}
        self._kinds: dict[str, dict[str, str]] = {}
        self._unions: dict[tuple[str, ...], WordSet] = {}
        for name, part in value.items():
            if isinstance(part, Mapping):
                kinds: dict[str, str] = {}
                for kind, words in part.items():
                    self.sets[f"{name}.{kind}"] = WordSet(words)
                    kinds.update(dict.fromkeys(words, kind))
                self._kinds[name] = kinds
                self.sets[name] = WordSet(kinds)
            else:
                self.sets[name] = WordSet(part)

    def __getitem__(self, name: str) -> WordSet:
        return self.sets[name]

    def union(self, names: tuple[str, ...]) -> WordSet:
        """The words of several lists."""
        found = self._unions.get(names)
        if found is None:
            found = self._unions[names] = WordSet(
                word for name in names for word in self.sets[name].words
            )
        return found

    def kind(self, name: str, word: str) -> str:
        """The list under ``name`` that holds ``word``."""
        return self._kinds[name][word]


@cache
def words() -> Words:
    """The shipped vocabulary."""
    return Words(load(_FILE).value)


@cache
def object_codes() -> Mapping[str, str]:
    """Codes of objects by their Chinese words."""
    value = load(rules_root() / "laws" / "words" / "objects.yaml").value
    return {entry["zh"]: code for code, entry in value.items()}


@cache
def base_facts() -> Mapping[str, str]:
    """Facts by the words that penalties use for them as a base or step."""
    value: Mapping[str, Iterable[str]] = load(_BASES).value
    return {word: fact for fact, found in value.items() for word in found}
