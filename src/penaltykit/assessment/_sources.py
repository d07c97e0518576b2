"""SHA-256 of the files an assessment stands on, for its receipt."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from penaltykit.assessment._result import Result
from penaltykit.benchmark import Library

_LAWS = PurePosixPath("rules/laws")
_TABLES = "discretion_tables/"
# What is told of the rules, not what they say.
_ABOUT = ("coverage.yaml",)


class Sources:
    """Hashes of the rules folder, by path below it.

    Args:
        rules: the folder of rules.
        overlaid: of the files laid over it, and of tables of the user's own,
            by name.
    """

    def __init__(
        self, rules: Path, overlaid: Mapping[str, str] | None = None
    ) -> None:
        self._rules = rules
        self._overlaid = dict(overlaid or {})
        self._tables: dict[str, dict[str, str]] = {}

    @cached_property
    def _general(self) -> dict[str, str]:
        """Every file but those of one law each: vocabulary, items, rules,
        figures, and the words that all laws are read with.
        """
        return {
            name: digest
            for name, digest in self._all.items()
            if PurePosixPath(name).parent != _LAWS
        }

    @cached_property
    def _all(self) -> dict[str, str]:
        found = {}
        for path in sorted(self._rules.rglob("*")):
            if path.is_file() and path.suffix in (".yaml", ".csv"):
                name = path.relative_to(self._rules).as_posix()
                if name in _ABOUT:
                    continue
                content = path.read_bytes()
                digest = hashlib.sha256(content).hexdigest()
                found[f"rules/{name}"] = digest
        # Whatever the user lays over the rules counts for every case.
        return {**found, **self._overlaid}

    def used(
        self, results: Iterable[Result], laws: Iterable[str], library: Library
    ) -> dict[str, str]:
        """The files that results rest on: the general rules, each law that
        was applied or is cited, each table that was applied.

        Args:
            results: of the case.
            laws: ids of the laws that the case itself cites.
            library: of the tables.
        """
        found = dict(self._general)
        used = set(laws)
        for result in results:
            if result.law is not None:
                used.add(result.law.law)
            for reason in result.reasons:
                used.update(c.law for c in reason.citation if c.law)
        for law in used:
            name = f"rules/laws/{law}.yaml"
            if name in self._all:
                found[name] = self._all[name]
        for result in results:
            if result.table is not None:
                found.update(self._table(result.table.id, library))
        return found

    def digest(self, name: str, library: Library) -> str | None:
        """The hash that a file has now; ``None`` where there is none.

        Args:
            name: as :meth:`used` gives it.
            library: of the tables.
        """
        if name in self._all:
            return self._all[name]
        path = _file_of(name, library)
        if path is None or not path.is_file():
            return None
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def _table(self, name: str, library: Library) -> dict[str, str]:
        """The files of a table: read once, as the table itself was."""
        found = self._tables.get(name)
        if found is None:
            digests = library.digests(library.table(name))
            found = self._tables[name] = {
                f"{_TABLES}{file}": digest for file, digest in digests.items()
            }
        return found


def _file_of(name: str, library: Library) -> Path | None:
    """The file of a document or a table that a receipt names; ``None`` for
    one that is none of the library's, wherever the name leads.
    """
    if library.root is None or not name.startswith(_TABLES):
        return None
    path = library.root / name.removeprefix(_TABLES)
    heads = {Path(one.file) for one in library.documents.values()}
    if path in heads:
        return path
    document = path.parent.parent / "document.yaml"
    in_tables = path.parent.name == "tables" and path.suffix == ".yaml"
    return path if in_tables and document in heads else None
