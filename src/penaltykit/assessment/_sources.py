"""SHA-256 of the files an assessment stands on, for its receipt."""

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from penaltykit.assessment._result import Result
from penaltykit.benchmark import Library


class Sources:
    """Hashes of the rules folder, by path below it.

    Args:
        rules: the folder of rules.
    """

    def __init__(self, rules: Path) -> None:
        self._rules = rules
        self._tables: dict[str, dict[str, str]] = {}

    @cached_property
    def _general(self) -> dict[str, str]:
        """Every file but the laws: vocabulary, items, rules, figures."""
        return {
            name: digest
            for name, digest in self._all.items()
            if not name.startswith("rules/laws/")
        }

    @cached_property
    def _all(self) -> dict[str, str]:
        found = {}
        for path in sorted(self._rules.rglob("*")):
            if path.is_file() and path.suffix in (".yaml", ".csv"):
                name = path.relative_to(self._rules).as_posix()
                content = path.read_bytes()
                digest = hashlib.sha256(content).hexdigest()
                found[f"rules/{name}"] = digest
        return found

    def used(
        self, results: Iterable[Result], library: Library
    ) -> dict[str, str]:
        """The files that results rest on: the general rules, each law and
        each table that was applied.
        """
        found = dict(self._general)
        for result in results:
            if result.law is not None:
                name = f"rules/laws/{result.law.law}.yaml"
                if name in self._all:
                    found[name] = self._all[name]
            if result.table is not None:
                found.update(self._table(result.table.id, library))
        return found

    def _table(self, name: str, library: Library) -> dict[str, str]:
        """The files of a table: read once, as the table itself was."""
        found = self._tables.get(name)
        if found is None:
            digests = library.digests(library.table(name))
            found = self._tables[name] = {
                f"discretion_tables/{file}": digest
                for file, digest in digests.items()
            }
        return found
