"""Laying folders of the user's own over the rules."""

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field

from penaltykit._fields import Node, load_node
from penaltykit._laid import LaidRoot
from penaltykit.errors import Fault, Place, RuleError
from penaltykit.overlay._figures import (
    covers,
    displaces,
    figures,
    is_of_statute,
    is_stated,
    without,
)
from penaltykit.overlay._model import Change, Overlay
from penaltykit.overlay._read import (
    ELEMENTS,
    OFF,
    REPLACES,
    SINGLES,
    Entry,
    SourceFile,
    all_folders,
    duty_of,
    folder_of,
    home_of,
    is_mixed,
    own_files,
    section_files,
    shipped_files,
    source_file,
)
from penaltykit.overlay._sheet import Sheets, heaviest
from penaltykit.overlay._weave import weave

_IN_FORCE = "in-force"
_CAN_BE_OFF = ("checks", "circumstances", "items", "parameters", "rubrics")
# Kinds whose entries say themselves that they are off; others are taken out.
_HAS_STATUS = ("checks",)


def lay_over(base: Path, overlays: Sequence[Path]) -> tuple[Path, Overlay]:
    """See :func:`penaltykit.overlay.lay`."""
    job = _Job(base)
    for number, root in enumerate(overlays, 1):
        job.over(root, number)
    if job.faults:
        raise RuleError(job.faults)
    return job.laid(), job.overlay()


@define
class _Job:
    base: Path
    faults: list[Fault] = field(factory=list)
    files: list[SourceFile] = field(factory=list)
    live: dict[tuple[str, str], list[Entry]] = field(factory=dict)
    gone: set[tuple[str, str]] = field(factory=set)
    # spot of an entry -> what it says now
    says: dict[tuple[str, str], Any] = field(factory=dict)
    sheets: Sheets = field(factory=Sheets)
    hashes: dict[str, str] = field(factory=dict)
    added: list[Change] = field(factory=list)
    replaced: list[Change] = field(factory=list)
    off: list[Change] = field(factory=list)
    read: set[str] = field(factory=set)

    # --- the shipped folder -------------------------------------------------

    def _shipped(self, folders: Iterable[str]) -> None:
        """Read folders of the rules, once."""
        fresh = frozenset(folders) - self.read
        self.read |= fresh
        for file in shipped_files(self.base, fresh):
            self.files.append(file)
            for entry in file.entries():
                self._put(entry)
        if ELEMENTS in fresh and (self.base / ELEMENTS).is_file():
            path = self.base / ELEMENTS
            for _ in self.sheets.add(path, 0, ELEMENTS, self.faults):
                pass

    def _put(self, entry: Entry) -> None:
        self.live.setdefault((entry.kind, entry.key), []).append(entry)

    # --- one overlay --------------------------------------------------------

    def over(self, root: Path, number: int) -> None:
        """Lay one folder over what is there."""
        place = Place(file=str(root))
        if not root.exists():
            self.faults.append(Fault("overlay-no-folder", place))
            return
        if root.resolve() == self.base.resolve():
            self.faults.append(Fault("overlay-is-rules", place))
            return
        names = own_files(root, self.faults)
        folder = home_of(root)
        files = {
            name: list(self._sources(folder, name, number)) for name in names
        }
        self._below([*names, *(f.name for fs in files.values() for f in fs)])
        fresh: list[Entry] = []
        off: list[tuple[Node | None, str]] = []
        for name in names:
            shown = f"overlay-{number}/{name}"
            self._hash(folder / name, shown)
            if name == ELEMENTS:
                self._sheet(folder / name, number, shown)
            elif name == OFF:
                off.append((load_node(folder / name, self.faults), shown))
            for file in files[name]:
                if folder_of(file.name) == "off":
                    off.append((self._listed(file), shown))
                    continue
                self.files.append(file)
                fresh.extend(self._file(file, shown))
        for entry in fresh:
            self._put(entry)
        for node, shown in off:
            self._off(node, shown)

    def _sources(
        self, folder: Path, name: str, number: int
    ) -> Iterator[SourceFile]:
        """What entries a file of an overlay holds, by their kind."""
        if is_mixed(name):
            yield from section_files(folder, name, number, self.faults)
        elif name not in (ELEMENTS, OFF):
            file = source_file(folder, name, number, self.faults)
            if file is not None:
                yield file

    def _listed(self, file: SourceFile) -> Node:
        """The list of a file, to note faults at."""
        return Node(file.document, self.faults, file.listed, file.at or "")

    def _below(self, names: Iterable[str]) -> None:
        """Read what the files of an overlay are laid over."""
        folders = {folder_of(name) for name in names}
        folders = {"off.yaml" if one == "off" else one for one in folders}
        # A check may be replaced from either folder of rules.
        if folders & {"checks", "requirements"}:
            folders |= {"checks", "requirements"}
        if OFF in folders:
            folders |= {*all_folders(), ELEMENTS}
        self._shipped(folders - {OFF})

    def _hash(self, path: Path, shown: str) -> None:
        try:
            content = path.read_bytes()
        except OSError:
            return  # told when it is read
        self.hashes[shown] = hashlib.sha256(content).hexdigest()

    def _sheet(self, path: Path, number: int, shown: str) -> None:
        for what, change in self.sheets.add(path, number, shown, self.faults):
            (self.added if what == "added" else self.replaced).append(change)

    def _file(self, file: SourceFile, shown: str) -> Iterable[Entry]:
        """The entries of an overlay's file, each held against what is there
        already.
        """
        node = Node(file.document, self.faults, file.document.value)
        said = isinstance(node.value, dict) and REPLACES in node.value
        if said and file.at is not None and not file.replaces:
            node.child(REPLACES).fault("overlay-replaces-not-true")
        joined = file.section or file.name in SINGLES
        if joined and not isinstance(file.listed, list):
            # It is joined to another file, so no loader would see this.
            self._listed(file).fault("rule-not-list", found=file.listed)
        if file.is_map and not isinstance(file.listed, dict):
            self._listed(file).fault("rule-not-map", found=file.listed)
        for entry in file.entries():
            before = len(self.faults)
            if entry.kind == "parameters" and is_stated(entry.value):
                self._figure(entry, shown)
            else:
                self._entry(entry, shown)
            if len(self.faults) == before:
                yield entry

    def _node(self, entry: Entry, key: str | None = None) -> Node:
        """An entry, or a key of it, to note faults at."""
        value = entry.value
        node = Node(entry.source.document, self.faults, value, entry.pointer)
        return node if key is None else node.child(key)

    def _key_node(self, entry: Entry) -> Node:
        keys = [key for key in entry.source.keys if key in entry.value]
        return self._node(entry, keys[0]) if keys else self._node(entry)

    def _entry(self, entry: Entry, shown: str) -> None:
        """Add an entry, or put it in the place of another."""
        kind = folder_of(entry.source.name)
        said = entry.says(REPLACES)
        whole = entry.source.replaces and said in (None, True)
        there = self.live.get((entry.kind, entry.key), [])
        if said is None or whole:
            if there and not whole and entry.kind != "regions":
                silent = "-map" if entry.source.is_map else ""
                self._key_node(entry).fault(
                    f"overlay-silent{silent}",
                    found=entry.key,
                    first=str(there[0].place),
                )
                return
            if not there or not whole:
                self.added.append(
                    Change(kind=kind, code=entry.key, file=shown)
                )
                return
            code = entry.key
        else:
            code = str(said)
        self._replace(entry, code, shown)

    def _replace(self, entry: Entry, code: str, shown: str) -> None:
        old = self.live.get((entry.kind, code), [])
        if not old:
            known = [key for kind, key in self.live if kind == entry.kind]
            near = difflib.get_close_matches(code, known, n=1)
            self._node(entry, REPLACES).fault(
                "overlay-replaces-nothing",
                found=code,
                nearest=near[0] if near else None,
            )
            return
        if code != entry.key and (entry.kind, entry.key) in self.live:
            first = self.live[entry.kind, entry.key][0]
            self._key_node(entry).fault(
                "overlay-silent", found=entry.key, first=str(first.place)
            )
            return
        if entry.says("status") == "off":
            self._node(entry, "status").fault("overlay-off-without-reason")
            return
        for one in old:
            self.gone.add(one.spot)
        del self.live[entry.kind, code]
        self.off = [
            change
            for change in self.off
            if (change.kind, change.code)
            != (folder_of(old[0].source.name), code)
        ]
        self.replaced.append(
            Change(
                kind=folder_of(entry.source.name),
                code=code,
                by=None if code == entry.key else entry.key,
                file=shown,
                duty=duty_of(old) or self._legal(old),
                title=old[0].title,
            )
        )

    def _legal(self, there: Iterable[Entry]) -> str | None:
        """``law`` where a figure in use is one that a statute sets."""
        found = any(
            is_of_statute(figure)
            for _, _, figure in self._figures(
                one for one in there if one.kind == "parameters"
            )
        )
        return "law" if found else None

    def _figure(self, entry: Entry, shown: str) -> None:
        """A figure stated in one line: beside those there, or, where it says
        so, in the place of those that hold where it does.
        """
        own = entry.value
        there = self.live.get((entry.kind, entry.key), [])
        if not there:
            known = [key for kind, key in self.live if kind == entry.kind]
            near = difflib.get_close_matches(entry.key, known, n=1)
            self._key_node(entry).fault(
                "overlay-unknown-parameter",
                found=entry.key,
                nearest=near[0] if near else None,
            )
            return
        said = own.get(REPLACES)
        replaces = said is not None or entry.source.replaces
        if said is not None and str(said) != entry.key:
            self._node(entry, REPLACES).fault(
                "overlay-replaces-nothing", found=said, nearest=entry.key
            )
            return
        twin = self._twin(entry, there)
        if twin is not None and own.get("status", _IN_FORCE) != _IN_FORCE:
            self._node(entry, "status").fault("overlay-off-without-reason")
            return
        if twin is not None and not replaces:
            self._key_node(entry).fault(
                "overlay-silent", found=entry.key, first=str(twin)
            )
            return
        duty = self._legal(there) if replaces else None
        held = self._out(entry, there) if replaces else 0
        if said is not None and not held and twin is None:
            self._node(entry, REPLACES).fault(
                "overlay-replaces-nothing", found=said, nearest=None
            )
            return
        change = Change(
            kind="figures",
            code=entry.key,
            by=str(own["value"]),
            file=shown,
            duty=duty,
            title=there[0].title,
        )
        (self.replaced if replaces else self.added).append(change)

    def _figures(
        self, there: Iterable[Entry]
    ) -> Iterator[tuple[Entry, str, Mapping[str, Any]]]:
        """The figures in use of a parameter, each with its entry and its
        pointer in that.
        """
        for one in there:
            for pointer, figure in figures(self.says.get(one.spot, one.value)):
                if figure.get("status", _IN_FORCE) != "off":
                    yield one, pointer, figure

    def _out(self, entry: Entry, there: Iterable[Entry]) -> int:
        """Take out the figures that hold where a new one does; how many."""
        held: dict[tuple[str, str], tuple[Entry, set[str]]] = {}
        for one, pointer, figure in self._figures(there):
            if covers(entry.value, figure):
                held.setdefault(one.spot, (one, set()))[1].add(pointer)
        for spot, (one, pointers) in held.items():
            value = self.says.get(spot, one.value)
            self.says[spot] = without(value, frozenset(pointers))
        return sum(len(pointers) for _, pointers in held.values())

    def _twin(self, entry: Entry, there: Iterable[Entry]) -> Place | None:
        """Where a figure in force stands that holds wherever a new one does,
        and that the new one would therefore displace.
        """
        for one, pointer, figure in self._figures(there):
            status = figure.get("status", _IN_FORCE)
            if status == _IN_FORCE and displaces(entry.value, figure):
                return one.source.document.place(one.pointer + pointer)
        return None

    # --- what is switched off -----------------------------------------------

    def _off(self, node: Node | None, shown: str) -> None:
        """Read ``off.yaml``: codes, each with its reason."""
        if node is None:
            return
        seen: dict[str, str] = {}
        for part in node.items():
            known = ("code", "reason", "note")
            if not part.keys(known, known[:2]):
                continue
            code, reason = part.text("code"), part.text("reason")
            if not code or not reason or not reason.strip():
                if reason and not reason.strip():
                    part.fault("rule-missing-key", expected="reason")
                continue
            place = str(part.document.place(part.pointer))
            if seen.setdefault(code, place) != place:
                part.child("code").fault(
                    "rule-twice", found=code, first=seen[code]
                )
                continue
            self._switch_off(part, code, reason.strip(), shown)

    def _switch_off(
        self, node: Node, code: str, reason: str, shown: str
    ) -> None:
        lines = self.sheets.named(code)
        if lines:
            self.sheets.off |= {line.spot for line in lines}
            change = Change(
                kind="elements",
                code=code,
                file=shown,
                reason=reason,
                duty=heaviest(lines),
            )
            self.off.append(change)
            return
        kinds = [kind for kind in _CAN_BE_OFF if (kind, code) in self.live]
        if not kinds:
            known = {
                *(key for kind, key in self.live if kind in _CAN_BE_OFF),
                *self.sheets.codes(),
            }
            near = difflib.get_close_matches(code, sorted(known), n=1)
            node.child("code").fault(
                "overlay-off-nothing",
                found=code,
                nearest=near[0] if near else None,
            )
            return
        entries = self.live[kinds[0], code]
        for entry in entries:
            value = self.says.get(entry.spot, entry.value)
            if kinds[0] in _HAS_STATUS:
                self.says[entry.spot] = {**value, "status": "off"}
            elif kinds[0] == "parameters":
                out = frozenset(pointer for pointer, _ in figures(value))
                self.says[entry.spot] = without(value, out)
            else:
                self.gone.add(entry.spot)
        if kinds[0] not in (*_HAS_STATUS, "parameters"):
            del self.live[kinds[0], code]
        change = Change(
            kind=folder_of(entries[0].source.name),
            code=code,
            file=shown,
            reason=reason,
            duty=duty_of(entries),
            title=entries[0].title,
        )
        self.off.append(change)

    # --- the outcome --------------------------------------------------------

    def laid(self) -> Path:
        """The folder as loaders read it."""
        root = LaidRoot(str(self.base))
        root.base = self.base
        parts: dict[str, Path] = dict(
            weave(self.base, self.files, self.gone, self.says)
        )
        sheet = self.sheets.laid()
        if sheet is not None and (len(sheet.sheets) > 1 or sheet.off):
            parts[ELEMENTS] = sheet
        root.laid = parts
        return root

    def overlay(self) -> Overlay:
        """What was changed."""
        return Overlay(
            files=self.hashes,
            added=tuple(self.added),
            replaced=tuple(self.replaced),
            off=tuple(self.off),
        )
