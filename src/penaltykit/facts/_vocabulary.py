"""The fact vocabulary: the one list of names that conditions bind to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any, Self

from attrs import evolve

from penaltykit.engine import Reading, Signature, compile_expression
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.facts._entry import VISIBLE, FactEntry, Scope
from penaltykit.facts._load import load_entries, told_facts
from penaltykit.facts._readers import reader

Reader = Callable[[Any], Reading]


class Vocabulary:
    """Every fact, by id; implements :class:`penaltykit.engine.Vocabulary`.

    Args:
        entries: by id.

    Raises:
        RuleError: a formula that does not compile against the others.
    """

    def __init__(self, entries: Mapping[str, FactEntry]) -> None:
        self._entries = dict(entries)
        self._signatures = {
            name: entry.signature for name, entry in self._entries.items()
        }
        own = {
            name: reader(entry, self) for name, entry in self._entries.items()
        }
        self._readers = {
            scope: self._for_scope(scope, own) for scope in VISIBLE
        }
        self._worded: dict[frozenset[tuple[str, str]], Vocabulary] = {}
        self._formulas()

    def _formulas(self) -> None:
        """Compile every formula once, so that a bad one is told at load."""
        faults: list[Fault] = []
        for entry in self._entries.values():
            if entry.formula is None:
                continue
            try:
                compile_expression(entry.formula, self, entry.place)
            except RuleError as error:
                faults.extend(error.faults)
        if faults:
            raise RuleError(faults)

    @classmethod
    def load(cls, root: Path, extra: Iterable[FactEntry] = ()) -> Self:
        """The vocabulary of ``root`` / ``facts``.

        Args:
            root: a rules folder.
            extra: entries that come from elsewhere.

        Raises:
            RuleError: with every fault of every file, located.
        """
        from penaltykit.facts._derive import scopes

        entries = load_entries(root / "facts", scopes())
        for entry in (*told_facts(root), *extra):
            entries.setdefault(entry.id, entry)
        return cls(entries)

    def _for_scope(
        self, scope: Scope, own: Mapping[str, Reader]
    ) -> "_Readers":
        """Readers of all facts that a view of ``scope`` can see; those of a
        wider scope go to the wider view, which keeps what it has read."""
        readers = _Readers(scope)
        for name, entry in self._entries.items():
            if entry.scope not in VISIBLE[scope]:
                continue
            if _level(entry.scope) is _level(scope):
                readers[name] = own[name]
            elif entry.scope is Scope.CASE:
                readers[name] = _from_case(name)
            else:
                readers[name] = _from_party(name)
        return readers

    def with_words(self, words: Mapping[str, str]) -> "Vocabulary":
        """The same facts, of which some are meant by other words of print.

        Args:
            words: Chinese words to the id of the fact that they mean here,
                whatever they mean elsewhere.

        Raises:
            UnknownNameError: no fact has this id.
        """
        key = frozenset(words.items())
        found = self._worded.get(key)
        if found is None:
            for name in words.values():
                self.entry(name)
            found = copy(self)
            vars(found).update(
                _entries=_worded(self._entries, words), _worded={}
            )
            self._worded[key] = found
        return found

    def signature(self, name: str, /) -> Signature | None:
        """Type, words and unit of a fact; ``None`` if there is none."""
        return self._signatures.get(name)

    def names(self) -> Iterator[str]:
        """Every fact id, in the order of the files."""
        return iter(self._entries)

    def entries(self) -> Iterable[FactEntry]:
        """Every entry, in the order of the files."""
        return self._entries.values()

    def entry(self, name: str) -> FactEntry:
        """The entry of a fact.

        Raises:
            UnknownNameError: with the nearest names.
        """
        found = self._entries.get(name)
        if found is None:
            kind = "fact"
            raise UnknownNameError(kind, name, self._entries)
        return found

    def label(self, name: str, lang: str = "zh") -> str:
        """The label of a fact; the id itself for one that is not listed."""
        found = self._entries.get(name)
        return name if found is None else found.label(lang)

    def readers(self, scope: Scope) -> Mapping[str, Reader]:
        """How a view of ``scope`` reads each fact that it can see."""
        return self._readers[scope]

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)


def _worded(
    entries: Mapping[str, FactEntry], words: Mapping[str, str]
) -> dict[str, FactEntry]:
    """The entries, each with the words that mean it and with no others."""
    found = {}
    for name, entry in entries.items():
        own = tuple(word for word, fact in words.items() if fact == name)
        kept = tuple(word for word in entry.words if word not in words)
        same = not own and kept == entry.words
        found[name] = entry if same else evolve(entry, words=(*own, *kept))
    return found


class _Readers(dict[str, Reader]):
    """Readers of one scope; it says itself what no view of it can read, so
    that reading need not look first.
    """

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __missing__(self, name: str) -> Reader:
        kind = f"fact of a {self.scope}"
        raise UnknownNameError(kind, name, self)


def _level(scope: Scope) -> Scope:
    return Scope.VIOLATION if scope is Scope.HISTORY else scope


def _from_case(name: str) -> Reader:
    def read(view: Any) -> Reading:
        reading: Reading = view.case_view[name]
        return reading

    return read


def _from_party(name: str) -> Reader:
    def read(view: Any) -> Reading:
        reading: Reading = view.party_view[name]
        return reading

    return read
