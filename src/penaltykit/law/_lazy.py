"""Mappings that are built when they are first looked into.

Loading every provision of every law takes longer than judging a case. Once a
set of rule files was read whole without a fault, only what a case touches is
read again; until then all is read, so that all faults come at once.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from penaltykit import _cache
from penaltykit._resources import is_shipped
from penaltykit._version import __version__
from penaltykit.engine import Vocabulary

# Part of the key: raise it when the reading of laws or items changes.
_FORMAT = b"laws-1"
_FOLDERS = ("laws", "laws/words", "items", "agencies")

K = TypeVar("K")
V = TypeVar("V")


class Later(Mapping[K, V]):
    """A mapping built whole when it is first looked into.

    Args:
        build: makes it.
    """

    def __init__(self, build: Callable[[], Mapping[K, V]]) -> None:
        self._build = build

    @cached_property
    def _built(self) -> Mapping[K, V]:
        return self._build()

    def __getitem__(self, key: K) -> V:
        return self._built[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


class Each(Mapping[K, V]):
    """A mapping whose entries are made one by one.

    Args:
        makers: for each key what makes its entry.
    """

    def __init__(self, makers: Mapping[K, Callable[[], V]]) -> None:
        self._makers = makers
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._makers

    def __iter__(self) -> Iterator[K]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class Trust:
    """Whether these very files were once read whole without a fault.

    Args:
        root: of the rules; only the shipped ones are remembered.
        vocabulary: that their conditions are typed against.
    """

    def __init__(self, root: Path, vocabulary: Vocabulary) -> None:
        self._root = root
        self._vocabulary = vocabulary

    @cached_property
    def _key(self) -> str | None:
        if not is_shipped(self._root / "laws") or _cache.folder() is None:
            return None
        digest = hashlib.sha256(_FORMAT + __version__.encode())
        for folder in _FOLDERS:
            for path in sorted((self._root / folder).glob("*.yaml")):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
        for name in sorted(self._vocabulary.names()):
            found = self._vocabulary.signature(name)
            if found is not None:
                entry = (name, found.type.value, found.values, found.unit)
                digest.update(str(entry).encode())
        return _cache.key(digest.digest())

    @cached_property
    def given(self) -> bool:
        """Whether they were."""
        return self._key is not None and _cache.read(self._key) is not None

    def give(self) -> None:
        """Remember that they are without a fault."""
        if self._key is not None:
            _cache.write(self._key, b"{}")
