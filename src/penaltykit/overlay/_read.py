"""Reading a folder of rules, shipped or of the user's own, entry by entry."""

import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit._yaml import Document
from penaltykit.errors import Fault, Place, RuleError

# Folders whose files list entries: the key of an entry, and where the list
# stands if not at the top.
_LISTS: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "checks": (("code", "concludes"), ""),
    "requirements": (("code", "concludes"), ""),
    "facts": (("id",), "facts"),
    "items": (("id",), "items"),
    "circumstances": (("id",), ""),
    "parameters": (("id",), ""),
}
# Single files that list entries.
SINGLES: Final[Mapping[str, str]] = {
    "requirements/parts.yaml": "id",
    "agencies/kinds.yaml": "id",
    "agencies/regions.yaml": "code",
}
# Folders whose files are one entry each.
_WHOLES: Final = ("laws", "calendars", "rubrics", "profiles")
# Definitions and checks bind to one another and share their names.
_ALIKE: Final = {"requirements": "checks"}
OFF: Final = "off.yaml"
ELEMENTS: Final = "elements.csv"
PLACES: Final = (
    OFF,
    ELEMENTS,
    *(f"{folder}/" for folder in (*_LISTS, *_WHOLES)),
    "agencies/kinds.yaml",
    "agencies/regions.yaml",
)
_PASSED: Final = (".md", ".txt", ".html")
_MOST_FILES: Final = 2000
ENTRIES: Final = "entries"
REPLACES: Final = "replaces"


@frozen
class Entry:
    """One entry of a file.

    Args:
        kind: what it is an entry of; see :func:`kind_of`.
        key: its code or id.
        source: the file that it stands in.
        pointer: in the file.
        value: as written.
    """

    kind: str
    key: str
    source: "SourceFile"
    pointer: str
    value: Any = field(hash=False)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.source.document.place(self.pointer)

    @property
    def spot(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.source.document.name or "", self.pointer


@frozen(eq=False)
class SourceFile:
    """A YAML file of a folder.

    Args:
        name: below the folder.
        path: where it stands.
        layer: 0 for the shipped folder.
        document: what stands in it.
        at: pointer of its list; ``None`` where it is one entry.
        keys: that name an entry.
    """

    name: str
    path: Path
    layer: int
    document: Document
    at: str | None
    keys: tuple[str, ...]

    @property
    def replaces(self) -> bool:
        """Whether the whole file says that it replaces."""
        value = self.document.value
        return isinstance(value, dict) and value.get(REPLACES) is True

    @property
    def shown(self) -> str | None:
        """Pointer of the list as loaders read it."""
        return "" if self.at == f"/{ENTRIES}" else self.at

    @property
    def listed(self) -> Any:
        """Its list of entries, or whatever stands there."""
        value = self.document.value
        for token in filter(None, (self.at or "").split("/")):
            value = value.get(token) if isinstance(value, dict) else None
        return value

    def entries(self) -> Iterator[Entry]:
        """Its entries; what is none is left to the loader to refuse."""
        kind = kind_of(self.name)
        value = self.document.value
        if self.at is None:
            key = self._key(value)
            if key is not None:
                yield Entry(kind, key, self, "", value)
            return
        listed = self.listed
        for index, one in enumerate(
            listed if isinstance(listed, list) else ()
        ):
            key = self._key(one)
            if key is not None:
                yield Entry(kind, key, self, f"{self.at}/{index}", one)

    def _key(self, value: object) -> str | None:
        if not isinstance(value, dict):
            return None
        if self.at is None and kind_of(self.name) in ("rubrics", "profiles"):
            return self.path.stem
        found = next((value[key] for key in self.keys if key in value), None)
        if isinstance(found, bool) or not isinstance(found, str | int):
            return None
        return str(found)


def kind_of(name: str) -> str:
    """What the entries of a file are: its folder, or its own name where the
    folder holds several kinds.
    """
    if name in SINGLES:
        return name.rpartition("/")[2].removesuffix(".yaml")
    folder = name.partition("/")[0]
    return _ALIKE.get(folder, folder)


def folder_of(name: str) -> str:
    """The folder of ``rules/`` that a file belongs to."""
    return name.partition("/")[0]


def _form(name: str) -> tuple[tuple[str, ...], str | None] | None:
    """Keys and list of a file by its name; ``None`` for one of no use."""
    folder, _, rest = name.partition("/")
    if name in SINGLES:
        return (SINGLES[name],), ""
    if not rest or not name.endswith(".yaml"):
        return None
    if folder in _LISTS and ("/" not in rest or folder == "checks"):
        keys, listed = _LISTS[folder]
        return keys, f"/{listed}" if listed else ""
    if folder in _WHOLES and "/" not in rest and not rest.startswith("_"):
        return (("year",) if folder == "calendars" else ("id",)), None
    return None


def source_file(
    root: Path, name: str, layer: int, faults: list[Fault]
) -> SourceFile | None:
    """A file of a folder; ``None``, with its faults noted, if unreadable."""
    form = _form(name)
    if form is None:
        return None
    keys, at = form
    path = root / name
    try:
        document = _yaml.load(path)
    except RuleError as error:
        faults.extend(error.faults)
        return None
    value = document.value
    if at is not None and isinstance(value, dict) and ENTRIES in value:
        at = f"/{ENTRIES}"
    elif at == "/facts" and isinstance(value, list):
        at = ""
    return SourceFile(name, path, layer, document, at, keys)


def shipped_files(root: Path, folders: frozenset[str]) -> Iterator[SourceFile]:
    """The files of some folders of the rules; what is wrong with them their
    loaders tell.
    """
    for folder in sorted(folders):
        for path in sorted((root / folder).rglob("*.yaml")):
            name = path.relative_to(root).as_posix()
            found = source_file(root, name, 0, [])
            if found is not None:
                yield found


def all_folders() -> frozenset[str]:
    """Every folder that an overlay can say something of."""
    return frozenset([*_LISTS, *_WHOLES, "agencies"])


def own_files(root: Path, faults: list[Fault]) -> list[str]:
    """Names of the files of an overlay, in order; what cannot be one is
    noted: a misspelt folder would be passed over in silence otherwise.
    """
    names: list[str] = []
    for number, name in enumerate(_walk(root)):
        if number >= _MOST_FILES:
            params: dict[str, Any] = {"limit": _MOST_FILES}
            place = Place(file=str(root))
            # Whoever names the wrong folder needs no list of its files.
            faults[:] = [Fault("overlay-too-many-files", place, params)]
            return []
        base = name.rpartition("/")[2]
        if base.lower().endswith(_PASSED):
            continue
        if name in (OFF, ELEMENTS) or _form(name) is not None:
            names.append(name)
            continue
        folder = folder_of(name) + "/" if "/" in name else name
        near = difflib.get_close_matches(folder, PLACES, n=1)
        params = {
            "found": name,
            "expected": list(PLACES),
            "nearest": near[0] if near else None,
        }
        place = Place(file=str(root / name))
        faults.append(Fault("overlay-unknown-file", place, params))
    if not names and not faults:
        faults.append(
            Fault(
                "overlay-empty",
                Place(file=str(root)),
                {"expected": list(PLACES)},
            )
        )
    return names


def _walk(root: Path) -> Iterator[str]:
    """Every file below a folder but hidden ones, by name."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith((".", "__pycache__"))
        )
        below = Path(folder).relative_to(root)
        for name in sorted(files):
            # Editors and Office keep their own files beside one's work.
            if not name.startswith((".", "~$")):
                yield (below / name).as_posix()
