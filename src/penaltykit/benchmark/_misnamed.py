"""Files beside tables that nobody would read, for want of the right name."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from penaltykit.errors import Fault, Place

_HEAD: Final = "document.yaml"
_FOLDERS: Final = ("tables", "tests")
_SUFFIX: Final = ".yaml"
# Told apart from notes and sources, which may lie beside the tables.
_LOOKALIKE: Final = (".yml", ".yaml", ".json")


def misnamed(root: Path) -> Iterator[Fault]:
    """Files that look like a document, a table or a test, and whose name
    keeps them from being read: they would be passed over in silence.

    Args:
        root: a folder of documents. Links to folders are not followed.
    """
    for folder, folders, files in os.walk(root):
        folders.sort()
        here = Path(folder)
        inside = here.name in _FOLDERS
        for name in sorted(files):
            path = here / name
            stem, suffix = path.stem, path.suffix
            if name.startswith(".") or suffix.lower() not in _LOOKALIKE:
                continue
            if inside and suffix != _SUFFIX:
                yield _fault(path, f"{stem}{_SUFFIX}")
            elif stem.lower() == "document" and name != _HEAD:
                yield _fault(path, _HEAD)


def _fault(path: Path, expected: str) -> Fault:
    params = {"found": path.name, "expected": expected}
    return Fault("table-file-name", Place(file=str(path)), params)
