"""Which tables a command means: a folder, a file, or ids."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from penaltykit._i18n import translator
from penaltykit.cli._base import State, lang_of
from penaltykit.cli._faults import unreadable
from penaltykit.cli._inputs import make_kit
from penaltykit.errors import UnknownNameError

if TYPE_CHECKING:
    from penaltykit.benchmark import Library, Table
    from penaltykit.kit import Kit

_HEAD = "document.yaml"


@frozen(kw_only=True)
class Picked:
    """The tables that were asked for.

    Args:
        kit: the data they belong to.
        tables: in the order of the library.
        tests: test files that were named, if any were.
    """

    kit: "Kit"
    tables: "tuple[Table, ...]"
    tests: tuple[Path, ...] = ()

    @property
    def library(self) -> "Library":
        """All tables that were read."""
        return self.kit.tables


def targets_argument() -> click.Argument:
    """``[PATH|ID...]``: what to look at; left out, everything."""
    return click.Argument(["targets"], nargs=-1, metavar="[PATH|ID]...")


def pick(
    targets: Sequence[str], rules: Path | None, tables: Path | None
) -> Picked:
    """The tables that some paths and ids mean.

    Args:
        targets: folders, table or test files, ids of documents or tables;
            none means all.
        rules: in place of the shipped ones.
        tables: in place of the shipped ones; without it a path outside the
            shipped tables, and those of ``--add-tables``, is read as a folder
            of one's own.

    Raises:
        CaseError: a path that does not exist.
        RuleError: data that cannot be used, with every fault.
        UnknownNameError: no document or table has this id.
    """
    paths = [Path(target) for target in targets if _is_path(target)]
    for path in paths:
        if not path.exists():
            error = FileNotFoundError(2, "No such file or directory")
            raise unreadable(path, error, "")
    root = tables or _own_root(paths)
    kit = make_kit(rules, root)
    library = kit.tables
    if not len(library) and (tables or paths):
        raise no_documents(tables or paths[0])
    if not targets:
        return Picked(kit=kit, tables=tuple(library))
    found: dict[str, Table] = {}
    tests: list[Path] = []
    for target in targets:
        chosen, named = _meant(target, library)
        tests += named
        found.update({table.id: table for table in chosen})
    ordered = [table for table in library if table.id in found]
    return Picked(kit=kit, tables=tuple(ordered), tests=tuple(tests))


def no_documents(path: Path) -> click.UsageError:
    """A folder that holds no tables, as an error of usage."""
    ctx = click.get_current_context()
    _ = translator(lang_of(ctx))
    message = _(
        "No tables stand below {path}: there is no document.yaml with a"
        " folder of tables beside it."
    )
    return click.UsageError(message.format(path=path), ctx)


def _is_path(target: str) -> bool:
    """Whether it is meant as a path: it is one, or looks like no id."""
    path = Path(target)
    return (
        path.exists()
        or target.startswith((".", "/", "~"))
        or path.suffix in {".yaml", ".yml"}
    )


def _own_root(paths: Sequence[Path]) -> Path | None:
    """The folder of one's own that the paths lie in, if they do."""
    from penaltykit._resources import tables_root

    state = click.get_current_context().find_object(State)
    added = state.added_tables if state is not None else ()
    known = [folder.resolve() for folder in (tables_root(), *added)]
    for path in paths:
        resolved = path.resolve()
        if any(resolved.is_relative_to(folder) for folder in known):
            continue
        home = document_folder(path)
        return home if home is not None else path
    return None


def document_folder(path: Path) -> Path | None:
    """The folder of the document that a path belongs to: itself, or the
    nearest above a file or a part of it.
    """
    resolved = path.resolve()
    for folder in (resolved, *resolved.parents[:2]):
        if (folder / _HEAD).is_file():
            return folder
    return None


def table_of(path: Path) -> str | None:
    """The table that a test file is for; ``None`` where it cannot be read,
    which the run then tells.
    """
    from penaltykit import _yaml
    from penaltykit.errors import RuleError

    try:
        value: Any = _yaml.load(path).value
    except RuleError:
        return None
    found = value.get("table") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _meant(
    target: str, library: "Library"
) -> "tuple[list[Table], list[Path]]":
    """The tables that one argument means, and the test file it is."""
    if not _is_path(target):
        if target in library.documents:
            return list(library.tables_of(target)), []
        if target in library.tables:
            return [library.tables[target]], []
        known = (*library.tables, *library.documents)
        kind = "table"
        raise UnknownNameError(kind, target, known)
    path = Path(target).resolve()
    inside = [
        table
        for table in library
        if Path(table.file).resolve().is_relative_to(path)
        or Path(table.document.file).resolve().is_relative_to(path)
    ]
    if inside:
        return inside, []
    beside = [
        table
        for table in library
        if Path(table.document.file).resolve().parent == path.parent.parent
    ]
    if path.is_file() and path.parent.name == "tests" and beside:
        meant = table_of(path)
        own = [table for table in beside if table.id == meant]
        return own or beside, [path]
    if path.is_dir():
        home = [
            table
            for table in library
            if Path(table.document.file).resolve().parent == path.parent
        ]
        if home:
            return home, []
    kind = "table"
    raise UnknownNameError(kind, target, library.tables)
