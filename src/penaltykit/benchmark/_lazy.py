"""Which table answers for which item, without reading the tables.

Reading every table of every document takes longer than judging a case. Once
the shipped folder was read whole without a fault, an index of it is kept, and
a table is read when it is asked for. The index goes by the content of every
file and by the vocabulary: one changed letter, and all is read whole again,
so that all faults come at once. A folder of the user's own is always read
whole.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from penaltykit import _cache, _yaml
from penaltykit._resources import is_shipped
from penaltykit._version import __version__
from penaltykit.benchmark._load_table import read_table
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Document
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import Vocabulary

# Part of the key: raise it when the reading of documents or tables changes.
_FORMAT = b"tables-1"


@frozen
class Entry:
    """A table of the index.

    Args:
        id: of the table.
        document: id of its document.
        items: ids of the items that it answers for.
        file: below the root of the library.
    """

    id: str
    document: str
    items: tuple[str, ...]
    file: str


class Index:
    """What is kept of a folder that was read whole without a fault.

    Args:
        root: of the library.
        files: every file of it, as it was found.
        vocabulary: that the tables bind to.
    """

    def __init__(
        self, root: Path, files: Iterable[Path], vocabulary: Vocabulary
    ) -> None:
        self._root = root
        self.content: dict[str, bytes] = {}
        self._key: str | None = None
        if not is_shipped(root) or _cache.folder() is None:
            return
        digest = hashlib.sha256(_FORMAT + __version__.encode())
        for path in files:
            name = path.relative_to(root).as_posix()
            try:
                content = self.content[name] = path.read_bytes()
            except OSError:
                return  # reading the folder whole tells what is wrong
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        for name in vocabulary.names():
            found = vocabulary.signature(name)
            if found is not None:
                entry = (name, found.type.value, found.values, found.unit)
                digest.update(str(entry).encode())
        self._key = _cache.key(digest.digest())

    def read(self) -> list[Entry] | None:
        """The tables, in the order of the files; ``None`` if not known."""
        stored = None if self._key is None else _cache.read(self._key)
        if stored is None:
            return None
        import orjson

        try:
            return [
                Entry(name, document, tuple(items), file)
                for name, document, items, file in orjson.loads(stored)
                if file in self.content
            ]
        except (orjson.JSONDecodeError, TypeError, ValueError):
            return None  # damaged: it is made anew

    def write(self, tables: Iterable[Table]) -> None:
        """Keep what was read without a fault."""
        if self._key is None:
            return
        import orjson

        kept: list[Any] = [
            (
                table.id,
                table.document.id,
                table.items,
                Path(table.file).relative_to(self._root).as_posix(),
            )
            for table in tables
        ]
        _cache.write(self._key, orjson.dumps(kept))


class LazyTables(Mapping[str, Table]):
    """Tables by id, each read when it is first asked for.

    Args:
        root: of the library.
        entries: of the index.
        content: of the files, as it was when the index was taken.
        documents: by id.
        vocabulary: the facts that columns and conditions bind to.
    """

    def __init__(
        self,
        root: Path,
        entries: Iterable[Entry],
        content: Mapping[str, bytes],
        documents: Mapping[str, Document],
        vocabulary: Vocabulary,
    ) -> None:
        self._root = root
        self._entries = {entry.id: entry for entry in entries}
        self._content = content
        self._documents = documents
        self._vocabulary = vocabulary
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        table = self._read.get(name)
        if table is None:
            # Two threads may both read it; the first one stays.
            entry = self._entries[name]
            table = self._read.setdefault(name, self._table(entry))
        return table

    def places(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Id, document and items of each table, none of them read."""
        for entry in self._entries.values():
            yield entry.id, entry.document, entry.items

    def _table(self, entry: Entry) -> Table:
        faults: list[Fault] = []
        yaml = _yaml.load(
            self._content[entry.file].decode("utf-8"),
            name=str(self._root / entry.file),
            cache=True,
        )
        table = read_table(
            yaml, self._documents[entry.document], self._vocabulary, faults
        )
        if table is None or faults:
            raise RuleError(faults)
        return table

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
