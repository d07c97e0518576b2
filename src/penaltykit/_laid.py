"""Paths of a rules folder with folders of the user's own laid over it.

The loaders of rules ask a folder for its files and read them. A
:class:`LaidRoot` answers the same questions for the shipped folder and the
user's own together, so that no loader need know that there are several. What
a file says is then not always what stands in it: an entry may have been
replaced or switched off. Such a file carries its document with it.
"""

import sys
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    from pathlib import WindowsPath as _Native
else:
    from pathlib import PosixPath as _Native


class _Laid(_Native):
    """A path that knows more than its name; its kin are plain paths."""

    def with_segments(self, *segments: Any) -> Path:
        """What :mod:`pathlib` makes parents and children with (3.12)."""
        return Path(*segments)


class LaidFile(_Laid):
    """A file of the one or the other folder.

    Attributes:
        document: what it says where that is not what stands in it; a
            :class:`penaltykit._yaml.Document`.
        order: by which files are sorted: shipped ones first, then by name,
            wherever the folders stand.
    """

    document: Any = None
    order: tuple[int, str] = (0, "")

    def __lt__(self, other: object) -> bool:
        if isinstance(other, LaidFile):
            return self.order < other.order
        return super().__lt__(other)  # type: ignore[operator]


class LaidSheet(LaidFile):
    """``elements.csv`` of several folders.

    Attributes:
        sheets: the files by the number of their layer, the shipped one first
            (layer 0).
        gone: lines that were replaced, as layer and number of the line.
        off: lines that are switched off, likewise.
    """

    sheets: Mapping[int, Path]
    gone: frozenset[tuple[int, int]]
    off: frozenset[tuple[int, int]]


class LaidFolder(_Laid):
    """A folder such as ``checks`` with the files of all layers.

    Attributes:
        files: by name below the folder.
    """

    files: Mapping[str, LaidFile]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __truediv__(self, key: Any) -> Any:
        found = self.files.get(str(key))
        if found is not None:
            return found
        start = f"{key}/"
        below = {
            name.removeprefix(start): file
            for name, file in self.files.items()
            if name.startswith(start)
        }
        if not below:
            return Path(str(self)) / key
        folder = LaidFolder(str(Path(str(self)) / key))
        folder.files = below
        return folder

    def is_dir(self, **_options: Any) -> bool:
        """It is one, though the shipped rules may lack it."""
        return True

    def glob(self, pattern: Any, **_options: Any) -> Any:
        """The files right in the folder whose name fits."""
        return (
            file
            for name, file in self.files.items()
            if "/" not in name and fnmatchcase(name, pattern)
        )

    def rglob(self, pattern: Any, **_options: Any) -> Any:
        """The files at any depth whose name fits."""
        return (
            file
            for name, file in self.files.items()
            if fnmatchcase(name.rpartition("/")[2], pattern)
        )


class LaidRoot(_Laid):
    """A rules folder with others laid over it.

    Attributes:
        base: the folder below them all.
        laid: folders and files in which they differ from it, by name; all
            else is the base's own.
    """

    base: Path
    laid: Mapping[str, Path]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __truediv__(self, key: Any) -> Any:
        found = self.laid.get(str(key))
        return self.base / key if found is None else found
