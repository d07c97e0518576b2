"""Reading a folder of rules, shipped or of the user's own, entry by entry."""

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit._fields import load_node
from penaltykit._pointer import escape
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
    "basis/remedies.yaml": "id",
    "agencies/kinds.yaml": "id",
    "agencies/regions.yaml": "code",
}
# Single files that are a map, each key an entry.
MAPS: Final = ("basis/catch-all.yaml", "laws/words/objects.yaml")
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
    *(name for name in SINGLES if not name.startswith("requirements/")),
    *MAPS,
)
# What a file right in an overlay may hold, each under its name.
SECTIONS: Final = (*_LISTS, "off")
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

    def says(self, key: str) -> Any:
        """What it says under a key of its own; the entries of a map have
        none.
        """
        if self.source.is_map or not isinstance(self.value, dict):
            return None
        return self.value.get(key)

    @property
    def title(self) -> dict[str, str]:
        """What it is called, where it says so."""
        told = self.says("title") or self.value
        if not isinstance(told, dict):
            return {}
        return {
            lang: str(told[lang])
            for lang in ("zh", "en")
            if isinstance(told.get(lang), str)
        }

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
        keys: that name an entry; none where the list is a map.
        section: whether it is a part of a file that holds several kinds.
    """

    name: str
    path: Path
    layer: int
    document: Document
    at: str | None
    keys: tuple[str, ...]
    section: bool = False

    @property
    def is_map(self) -> bool:
        """Whether its entries stand under their names."""
        return not self.keys

    @property
    def replaces(self) -> bool:
        """Whether the whole file says that it replaces."""
        value = self.document.value
        return isinstance(value, dict) and value.get(REPLACES) is True

    @property
    def shown(self) -> str | None:
        """Pointer of the list as loaders read it."""
        if self.section:
            listed = _LISTS[folder_of(self.name)][1]
            return f"/{listed}" if listed else ""
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
        if self.is_map:
            told = listed if isinstance(listed, dict) else {}
            for name, one in told.items():
                key = str(name)
                if self.at or key != REPLACES:
                    yield Entry(
                        kind, key, self, f"{self.at}/{escape(key)}", one
                    )
            return
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


def duty_of(entries: Iterable[Entry]) -> str | None:
    """The duty that entries say; what is concluded from the law, such as
    whether a hearing is due, is as much as a duty of the law.
    """
    for entry in entries:
        if entry.says("concludes") is not None:
            return "law"
        duty = entry.says("duty")
        if isinstance(duty, str):
            return duty
    return None


def kind_of(name: str) -> str:
    """What the entries of a file are: its folder, or its own name where the
    folder holds several kinds.
    """
    if name in SINGLES or name in MAPS:
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
    if name in MAPS:
        return (), ""
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
    return frozenset([*_LISTS, *_WHOLES, "agencies", "basis"])


def section_files(
    root: Path, name: str, layer: int, faults: list[Fault]
) -> Iterator[SourceFile]:
    """The parts of a file that holds several kinds, each under its name:
    ``parameters: [...]``. Each reads like a file of that folder.
    """
    path = root / name
    node = load_node(path, faults)
    if node is None:
        return
    if not isinstance(node.value, dict):
        node.fault("overlay-no-section", expected=list(SECTIONS))
        return
    node.keys((*SECTIONS, REPLACES))
    for key in node.value:
        if key in SECTIONS:
            # No file has a colon in its name: it can be no other's.
            keys = ("code",) if key == "off" else _LISTS[key][0]
            below = f"{key}/:{name}"
            yield SourceFile(
                below, path, layer, node.document, f"/{key}", keys, True
            )


def own_files(root: Path, faults: list[Fault]) -> list[str]:
    """Names of the files of an overlay, in order; what cannot be one is
    noted: a misspelt folder would be passed over in silence otherwise.

    Args:
        root: its folder, or its only file.
        faults: where what is wrong is noted.
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
        if name in (OFF, ELEMENTS) or is_mixed(name) or _form(name):
            names.append(name)
            continue
        folder = folder_of(name) + "/" if "/" in name else name
        near = difflib.get_close_matches(folder, PLACES, n=1)
        params = {
            "found": name,
            "expected": list(PLACES),
            "nearest": near[0] if near else None,
        }
        place = Place(file=str(root if root.is_file() else root / name))
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


def home_of(root: Path) -> Path:
    """The folder below which an overlay names its files.

    Args:
        root: the folder itself, or its only file; one that stands in a
            folder such as ``calendars`` is read as a file of that folder.
    """
    if not root.is_file():
        return root
    folder = root.absolute().parent
    if _form(f"{folder.name}/{root.name}") is None:
        return root.parent
    inside = len(root.parts) == 1  # called from within that folder
    return folder.parent if inside else root.parent.parent


def is_mixed(name: str) -> bool:
    """Whether a file holds several kinds: it stands right in the overlay."""
    return "/" not in name and name.endswith(".yaml") and name != OFF


def _walk(root: Path) -> Iterator[str]:
    """Every file below a folder but hidden ones, by name."""
    if root.is_file():
        home, own = home_of(root), root.absolute()
        yield own.relative_to(home.absolute()).as_posix()
        return
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
