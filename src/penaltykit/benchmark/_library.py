"""All benchmark documents and tables of a folder."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from penaltykit.agency import Regions
from penaltykit.benchmark._choice import Choice, choose
from penaltykit.benchmark._folder import (
    AddedDocument,
    JoinedTables,
    places,
    read_folders,
)
from penaltykit.benchmark._lazy import LazyTables
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Document
from penaltykit.benchmark._question import Question
from penaltykit.citation import LawNames
from penaltykit.errors import UnknownNameError
from penaltykit.facts import Vocabulary

_MOST_ANSWERS = 10_000


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
        added: documents of folders of the user's own beside ``root``.
        added_files: SHA-256 of the files of those folders.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        tables: Mapping[str, Table],
        root: Path | None = None,
    ) -> None:
        self.documents = dict(sorted(documents.items()))
        self.tables = (
            tables
            if isinstance(tables, LazyTables | JoinedTables)
            else dict(tables)
        )
        self.root = root
        self.added: tuple[AddedDocument, ...] = ()
        self.added_files: Mapping[str, str] = {}
        # Names only: a table is looked at when somebody asks for it.
        self._by_document: dict[str, list[str]] = {}
        self._by_item: dict[str, dict[str, list[str]]] = {}
        self._bound: dict[str, dict[str, tuple[Table, ...]]] = {}
        # The tree stands beside the answer: a key holds only its identity.
        self._answers: dict[
            tuple[object, ...], tuple[Regions | None, list[Document], Choice]
        ] = {}
        for name, document, items in places(self.tables):
            self._by_document.setdefault(document, []).append(name)
            for item in items:
                bound = self._by_item.setdefault(item, {})
                bound.setdefault(document, []).append(name)

    @classmethod
    def load(
        cls, root: Path, vocabulary: Vocabulary, added: Sequence[Path] = ()
    ) -> Self:
        """Read every ``document.yaml`` below ``root``, with the tables in
        the folder ``tables`` beside it.

        Args:
            root: the folder ``discretion_tables`` or one like it.
            vocabulary: the facts that columns and conditions bind to.
            added: folders of documents of one's own, beside those of
                ``root``; one whose id is there already must say that it
                ``replaces`` it.

        Raises:
            RuleError: with every fault of every file, located. Shipped
                tables that were once read whole without one are read when
                they are asked for.
        """
        found = read_folders(root, added, vocabulary)
        library = cls(found.documents, found.tables, root)
        library.added, library.added_files = found.added, found.files
        return library

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
        names = self._by_document.get(document, ())
        return tuple(self.tables[name] for name in names)

    def choose(
        self,
        item: str,
        region_chain: tuple[str, ...],
        on_date: dt.date | None,
        *,
        decided_on: dt.date | None = None,
        field: str | None = None,
        named: str | None = None,
        regions: Regions | None = None,
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
            named: table or document that the case file names (id, number or
                title). It never goes before what the law chooses; it opens
                what is held back for want of knowledge: an issuer, a first
                day or what a change of regions meant.
            regions: the tree. With it the chain is taken anew from the first
                code of ``region_chain`` on the date that matters.

        Raises:
            UnknownNameError: the first code is no region (with ``regions``).
        """
        question = Question(
            item=item,
            chain=tuple(region_chain),
            acted=on_date,
            decided=decided_on,
            field=field,
            named=named,
            regions=regions,
        )
        return self.ask(question)

    def ask(self, question: Question) -> Choice:
        """The table for a whole question: enforcer and issuer apart, the
        chain on the day that matters.

        Args:
            question: what is looked for.

        Raises:
            UnknownNameError: its place is no region (with ``regions``).
        """
        # Cases of one agency ask the same again and again.
        key = (
            question.item,
            question.chain,
            question.acted,
            question.decided,
            question.field,
            question.kinds,
            question.enforcer,
            question.named,
            id(question.regions),
        )
        kept = self._answers.get(key)
        documents = list(self.documents.values())
        if kept is not None and kept[0] is question.regions:
            # Lists compare by identity first: no document is looked into.
            _, known, choice = kept
            if known == documents:
                return choice
        choice = self._choose(question)
        if len(self._answers) >= _MOST_ANSWERS:
            self._answers.clear()
        self._answers[key] = question.regions, documents, choice
        return choice

    def _choose(self, question: Question) -> Choice:
        bound = self._bound.get(question.item)
        if bound is None:
            names = self._by_item.get(question.item, {})
            bound = self._bound[question.item] = {
                document: tuple(self.tables[name] for name in listed)
                for document, listed in names.items()
            }
        return choose(self.documents.values(), bound, question)

    def show(
        self,
        name: str,
        lang: str = "zh",
        names: LawNames | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> str:
        """A table as text (source, term, status, printed flaws, rows), or a
        document (its general rules).

        Args:
            name: id of a table or a document.
            lang: ``zh`` or ``en``.
            names: titles of the laws that a document cites.
            vocabulary: words the conditions; without it they stand as
                written, with the names of the facts.

        Raises:
            UnknownNameError: no such table, document or language.
        """
        document = self.documents.get(name)
        if document is None:
            from penaltykit.benchmark._show import show_table

            return show_table(self.table(name), lang, vocabulary)
        from penaltykit.benchmark._show_document import show_document

        held = len(self.tables_of(name))
        return show_document(document, held, lang, names)

    def digests(self, table: Table) -> dict[str, str]:
        """SHA-256 of the two files a table comes from, by path below the
        root; for receipts. Empty for a table of an added folder, all of
        whose files are in :attr:`added_files`.
        """
        if any(one.document is table.document for one in self.added):
            return {}
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
