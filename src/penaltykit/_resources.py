"""Where the shipped rules and tables stand.

In a checkout they stand at the top of the tree, where lawyers work; in an
installed wheel they are package data. Nothing else may know the difference.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(name: str) -> Path:
    """The folder ``name``: package data first, then the checkout."""
    installed = _PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    return _PACKAGE.parents[1] / name


def rules_root() -> Path:
    """The folder ``rules/`` that this copy of penaltykit carries."""
    return _root("rules")


def tables_root() -> Path:
    """The folder ``discretion_tables/`` that this copy carries."""
    return _root("discretion_tables")


def locales_root() -> Path:
    """The folder of message catalogues and fault wordings."""
    return _PACKAGE / "locales"


def is_shipped(path: Path) -> bool:
    """Whether ``path`` lies in the data that this copy carries."""
    if path.is_symlink():
        path = path.resolve()
    folder = path.absolute().parent
    return _lies_in_shipped(folder) or path.resolve() in _roots()


@cache
def _lies_in_shipped(folder: Path) -> bool:
    # Asked of some hundred files in a few folders.
    resolved = folder.resolve()
    return any(resolved.is_relative_to(root) for root in _roots())


def _roots() -> tuple[Path, ...]:
    return rules_root(), tables_root(), locales_root()
