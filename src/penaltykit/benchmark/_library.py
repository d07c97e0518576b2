"""All benchmark documents and tables of a folder."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from penaltykit import _yaml
from penaltykit.benchmark._choice import Choice, Question, choose
from penaltykit.benchmark._load_document import read_document
from penaltykit.benchmark._load_table import read_table
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Document
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.facts import Vocabulary


class Library:
    """Benchmark documents with their tables.

    Args:
        documents: by id.
        tables: by id.
        root: the folder they were read from, if any.

    Attributes:
        documents: document id to document.
        tables: table id to table.
        root: as given.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        tables: Mapping[str, Table],
        root: Path | None = None,
    ) -> None:
        self.documents = dict(sorted(documents.items()))
        self.tables = dict(tables)
        self.root = root
        self._by_document: dict[str, list[Table]] = {}
        for table in self.tables.values():
            own = self._by_document.setdefault(table.document.id, [])
            own.append(table)

    @classmethod
    def load(cls, root: Path, vocabulary: Vocabulary) -> Self:
        """Read every ``document.yaml`` below ``root``, with the tables in
        the folder ``tables`` beside it.

        Args:
            root: the folder ``discretion_tables`` or one like it.
            vocabulary: the facts that columns and conditions bind to.

        Raises:
            RuleError: with every fault of every file, located.
        """
        faults: list[Fault] = []
        documents: dict[str, Document] = {}
        tables: dict[str, Table] = {}
        for path in sorted(root.rglob("document.yaml")):
            yaml = _load(path, faults)
            if yaml is None:
                continue
            document = read_document(yaml, vocabulary, faults)
            if document is None:
                continue
            if document.id in documents:
                place = yaml.place("/id")
                found = {"found": document.id}
                faults.append(Fault("table-twice", place, found))
                continue
            documents[document.id] = document
            for table_path in sorted((path.parent / "tables").glob("*.yaml")):
                yaml = _load(table_path, faults)
                if yaml is None:
                    continue
                table = read_table(yaml, document, vocabulary, faults)
                if table is None:
                    continue
                if table.id in tables:
                    place = yaml.place("/table")
                    found = {"found": table.id}
                    faults.append(Fault("table-twice", place, found))
                tables[table.id] = table
        if faults:
            raise RuleError(faults)
        return cls(documents, tables, root)

    def table(self, name: str) -> Table:
        """The table with this id.

        Raises:
            UnknownNameError: with the nearest ids.
        """
        found = self.tables.get(name)
        if found is None:
            kind = "table"
            raise UnknownNameError(kind, name, self.tables)
        return found

    def document(self, name: str) -> Document:
        """The document with this id.

        Raises:
            UnknownNameError: with the nearest ids.
        """
        found = self.documents.get(name)
        if found is None:
            kind = "document"
            raise UnknownNameError(kind, name, self.documents)
        return found

    def tables_of(self, document: str) -> tuple[Table, ...]:
        """The tables of a document, in the order of their files."""
        return tuple(self._by_document.get(document, ()))

    def choose(
        self,
        item: str,
        region_chain: tuple[str, ...],
        on_date: dt.date | None,
        *,
        decided_on: dt.date | None = None,
        field: str | None = None,
    ) -> Choice:
        """The table for an item, from the issuer nearest up the chain.

        Args:
            item: id of the penalty item.
            region_chain: region codes of the agency, nearest first
                (``("440703", "440700", "440000", "100000")``).
            on_date: (last) day of the act.
            decided_on: day of the decision. Where a document is silent on
                which of the two counts, both are looked at and a difference
                is reported.
            field: field of enforcement of the agency; ``None`` takes any.
        """
        question = Question(
            item=item,
            chain=tuple(region_chain),
            acted=on_date,
            decided=decided_on,
            field=field,
        )
        return choose(self.documents.values(), self._by_document, question)

    def show(self, table_id: str, lang: str = "zh") -> str:
        """A table as text: source, term, status, printed flaws, rows.

        Raises:
            UnknownNameError: no such table or language.
        """
        from penaltykit.benchmark._show import show_table

        return show_table(self.table(table_id), lang)

    def digests(self, table: Table) -> dict[str, str]:
        """SHA-256 of the two files a table comes from, by path below the
        root; for receipts.
        """
        found = {}
        for name in (table.document.file, table.file):
            path = Path(name)
            shown = path
            if self.root is not None and path.is_relative_to(self.root):
                shown = path.relative_to(self.root)
            content = path.read_bytes()
            found[shown.as_posix()] = hashlib.sha256(content).hexdigest()
        return found

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def __len__(self) -> int:
        return len(self.tables)


def _load(path: Path, faults: list[Fault]) -> _yaml.Document | None:
    try:
        return _yaml.load(path)
    except RuleError as error:
        faults.extend(error.faults)
        return None
