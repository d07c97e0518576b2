"""Reading folders of documents: one, or further ones of the user's own
beside it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit.benchmark._lazy import Index, LazyTables
from penaltykit.benchmark._load_document import read_document
from penaltykit.benchmark._load_table import read_table
from penaltykit.benchmark._misnamed import misnamed
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Document
from penaltykit.benchmark._read import nearest
from penaltykit.errors import Fault, Place, RuleError
from penaltykit.facts import Vocabulary

_HEAD: Final = "document.yaml"
_REPLACES: Final = "/replaces"


@frozen(kw_only=True)
class AddedDocument:
    """A document of a folder of the user's own.

    Args:
        document: as read.
        file: its ``document.yaml`` below ``added-tables-1`` and so on.
        replaced: the document that it stands in the place of, if any.
    """

    document: Document
    file: str
    replaced: Document | None = None


@frozen(kw_only=True)
class Folders:
    """What folders of documents hold together.

    Args:
        documents: by id.
        tables: by id.
        added: documents of all folders but the first.
        files: SHA-256 of each file of those folders that decides something,
            by name below ``added-tables-1`` and so on, in the order in which
            they were given.
    """

    documents: Mapping[str, Document] = field(hash=False)
    tables: Mapping[str, Table] = field(hash=False)
    added: tuple[AddedDocument, ...] = ()
    files: Mapping[str, str] = field(factory=dict, hash=False)


class JoinedTables(Mapping[str, Table]):
    """Tables of several folders; those of the first are read when asked for.

    Args:
        parts: tables by id, of each folder.
        documents: ids of the documents that were not replaced, of each.
    """

    def __init__(
        self,
        parts: Sequence[Mapping[str, Table]],
        documents: Sequence[Iterable[str]],
    ) -> None:
        self._places: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._parts: dict[str, Mapping[str, Table]] = {}
        for part, held in zip(parts, documents, strict=True):
            kept = frozenset(held)
            for name, document, items in places(part):
                if document in kept:
                    self._parts[name] = part
                    self._places[name] = document, items

    def places(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Id, document and items of each table, none of them read."""
        for name, (document, items) in self._places.items():
            yield name, document, items

    def __getitem__(self, name: str) -> Table:
        return self._parts[name][name]

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def places(
    tables: Mapping[str, Table],
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Id, document and items of each table."""
    if isinstance(tables, LazyTables | JoinedTables):
        yield from tables.places()
        return
    for name, table in tables.items():
        yield name, table.document.id, table.items


def read_folders(
    root: Path, added: Sequence[Path], vocabulary: Vocabulary
) -> Folders:
    """Read a folder of documents, and others beside it.

    A document of a later folder is a further one. One whose id an earlier
    folder has is a fault, unless it says ``replaces``.

    Args:
        root: the folder ``discretion_tables`` or one like it.
        added: folders of the user's own.
        vocabulary: the facts that columns and conditions bind to.

    Raises:
        RuleError: with every fault of every file, located.
    """
    if not added:
        return _read_folder(root, vocabulary)
    faults: list[Fault] = list(_same_folders(root, added))
    read: list[Folders] = []
    for path in (root, *added) if not faults else ():
        try:
            read.append(_read_folder(path, vocabulary))
        except RuleError as error:
            faults += error.faults
            continue
        if path != root and not read[-1].documents:
            faults.append(Fault("tables-no-documents", Place(file=str(path))))
    if faults:
        raise RuleError(faults)
    joined = _joined(read, added, faults)
    if faults:
        raise RuleError(faults)
    return joined


def _same_folders(root: Path, added: Sequence[Path]) -> Iterator[Fault]:
    """A folder that was given twice: all its documents would clash."""
    seen = {root.resolve()}
    for path in added:
        if path.resolve() in seen:
            yield Fault("tables-folder-twice", Place(file=str(path)))
        seen.add(path.resolve())


def _joined(
    read: Sequence[Folders], added: Sequence[Path], faults: list[Fault]
) -> Folders:
    documents = dict(read[0].documents)
    found: list[AddedDocument] = []
    files: dict[str, str] = {}
    for number, (folder, root) in enumerate(
        zip(read[1:], added, strict=True), 1
    ):
        earlier = dict(documents)
        for one in folder.documents.values():
            replaced = None
            if one.replaces is not None:
                replaced = documents.pop(one.replaces, None)
                if replaced is None:
                    faults.append(_nothing_to_replace(one, earlier))
            head = Path(one.file)
            shown = f"added-tables-{number}"
            for path in (head, *_tables_of(head)):
                name = f"{shown}/{path.relative_to(root).as_posix()}"
                files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            found.append(
                AddedDocument(
                    document=one,
                    file=f"{shown}/{head.relative_to(root).as_posix()}",
                    replaced=replaced,
                )
            )
        faults.extend(
            _taken(one, documents[one.id])
            for one in folder.documents.values()
            if one.id in documents
        )
        documents.update(folder.documents)
    held = [
        [
            name
            for name, one in folder.documents.items()
            if documents.get(name) is one
        ]
        for folder in read
    ]
    return Folders(
        documents=documents,
        tables=JoinedTables([folder.tables for folder in read], held),
        added=tuple(found),
        files=files,
    )


def _nothing_to_replace(
    document: Document, earlier: Mapping[str, Document]
) -> Fault:
    name = document.replaces or ""
    params = {"found": name, "nearest": nearest(name, earlier)}
    place = _yaml.load(Path(document.file)).place(_REPLACES)
    return Fault("tables-nothing-to-replace", place, params)


def _taken(document: Document, first: Document) -> Fault:
    params = {"found": document.id, "first": first.file}
    place = _yaml.load(Path(document.file)).place("/id")
    return Fault("tables-id-taken", place, params)


def _tables_of(head: Path) -> list[Path]:
    """The table files of a document."""
    return sorted((head.parent / "tables").glob("*.yaml"))


def _read_folder(root: Path, vocabulary: Vocabulary) -> Folders:
    """Every ``document.yaml`` below ``root``, with the tables in the folder
    ``tables`` beside it.
    """
    heads = sorted(root.rglob(_HEAD))
    files = {path: _tables_of(path) for path in heads}
    everything = [p for head in heads for p in (head, *files[head])]
    index = Index(root, everything, vocabulary)
    entries = index.read()
    faults: list[Fault] = []
    if entries is None:
        faults += misnamed(root)
    documents: dict[str, Document] = {}
    tables: dict[str, Table] = {}
    for path in heads:
        yaml = _load(path, faults)
        if yaml is None:
            continue
        document = read_document(yaml, vocabulary, faults)
        if document is None:
            continue
        if document.id in documents:
            first = documents[document.id].file
            faults.append(_twice(yaml, "/id", document.id, first))
            continue
        documents[document.id] = document
        if entries is not None:
            continue
        _read_tables(files[path], document, vocabulary, tables, faults)
    if faults:
        raise RuleError(faults)
    if entries is not None:
        later = LazyTables(root, entries, index.content, documents, vocabulary)
        return Folders(documents=documents, tables=later)
    index.write(tables.values())
    return Folders(documents=documents, tables=tables)


def _read_tables(
    paths: Iterable[Path],
    document: Document,
    vocabulary: Vocabulary,
    tables: dict[str, Table],
    faults: list[Fault],
) -> None:
    """Add the tables of a document to ``tables``, and what is wrong."""
    for path in paths:
        yaml = _load(path, faults)
        if yaml is None:
            continue
        table = read_table(yaml, document, vocabulary, faults)
        if table is None:
            continue
        if table.id in tables:
            first = tables[table.id].file
            faults.append(_twice(yaml, "/table", table.id, first))
        tables[table.id] = table


def _twice(yaml: _yaml.Document, pointer: str, name: str, first: str) -> Fault:
    """An id that another file has too."""
    params = {"found": name, "first": first}
    return Fault("table-id-twice", yaml.place(pointer), params)


def _load(path: Path, faults: list[Fault]) -> _yaml.Document | None:
    try:
        return _yaml.load(path)
    except RuleError as error:
        faults.extend(error.faults)
        return None
