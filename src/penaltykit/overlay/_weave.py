"""Folders and files of all layers as loaders read them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from penaltykit._laid import LaidFile, LaidFolder
from penaltykit._pointer import unescape
from penaltykit.overlay._read import (
    ENTRIES,
    MAPS,
    REPLACES,
    SINGLES,
    SourceFile,
    folder_of,
)
from penaltykit.overlay._woven import Source, Woven

Spots = Mapping[tuple[str, str], Any]


def weave(
    base: Path,
    files: Sequence[SourceFile],
    gone: set[tuple[str, str]],
    says: Spots,
) -> Iterator[tuple[str, LaidFolder]]:
    """Each folder in which an overlay says something.

    Args:
        base: the shipped folder.
        files: of all layers, lower layers first.
        gone: entries that were replaced or taken out.
        says: what other entries say now.
    """
    changed = {name for name, _ in (*gone, *says)}
    folders = {
        folder_of(file.name)
        for file in files
        if file.layer or (file.document.name or "") in changed
    }
    for name in sorted(folders):
        folder = LaidFolder(str(base / name))
        own = [file for file in files if folder_of(file.name) == name]
        folder.files = dict(_folder(own, gone, says))
        yield name, folder


def _folder(
    files: Sequence[SourceFile], gone: set[tuple[str, str]], says: Spots
) -> Iterator[tuple[str, LaidFile]]:
    for single in (*SINGLES, *MAPS):
        parts = [file for file in files if file.name == single]
        if parts:
            yield single.partition("/")[2], _joined(parts, gone, says)
    for file in files:
        if file.name in SINGLES or file.is_map:
            continue
        below = file.name.partition("/")[2]
        document = _document(file, gone, says)
        if file.at is None and (file.document.name or "", "") in gone:
            continue
        # Files of one name in several layers both count.
        key = (
            below
            if not file.layer or file.at is None
            else (f"{below.removesuffix('.yaml')}+{file.layer}.yaml")
        )
        yield key, _laid(file, document)


def _laid(file: SourceFile, document: Woven | None) -> LaidFile:
    path = LaidFile(str(file.path))
    path.order = (file.layer, file.name)
    path.document = document
    return path


def _sources(
    file: SourceFile, gone: set[tuple[str, str]], says: Spots
) -> tuple[Source, ...]:
    """What is left of the list or map of a file, entry by entry."""
    value = file.listed
    found = []
    name = file.document.name or ""
    if file.is_map:
        return tuple(
            Source(file.document, entry.pointer, entry.value)
            for entry in file.entries()
            if entry.spot not in gone
        )
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        pointer = f"{file.at}/{index}"
        if (name, pointer) in gone:
            continue
        said = says.get((name, pointer), entry)
        if file.layer and isinstance(said, dict) and REPLACES in said:
            said = {key: one for key, one in said.items() if key != REPLACES}
        found.append(Source(file.document, pointer, said))
    return tuple(found)


def _document(
    file: SourceFile, gone: set[tuple[str, str]], says: Spots
) -> Woven | None:
    """What a file says where that is not what stands in it."""
    value = file.document.value
    said = isinstance(value, dict) and REPLACES in value and file.layer
    if file.at is None:
        if not said:
            return None
        rest = {key: one for key, one in value.items() if key != REPLACES}
        return Woven(rest, frame=file.document)
    listed = file.listed
    if not isinstance(listed, list):
        return None  # the loader says what is wrong with it
    sources = _sources(file, gone, says)
    same = len(sources) == len(listed) and all(
        source.value is entry
        for source, entry in zip(sources, listed, strict=True)
    )
    if same and not said and file.at != f"/{ENTRIES}" and not file.section:
        return None
    entries = [source.value for source in sources]
    shown = file.shown or ""
    whole: Any = entries
    if shown:
        kept = {} if file.section else value
        whole = {key: one for key, one in kept.items() if key != REPLACES}
        whole[shown[1:]] = entries
    return Woven(whole, frame=file.document, at=shown, entries=_by(sources))


def _joined(
    files: Sequence[SourceFile], gone: set[tuple[str, str]], says: Spots
) -> LaidFile:
    """Files of one name as one list, or one map."""
    if len(files) == 1 and not files[0].layer:
        plain = files[0].is_map  # none of its entries was taken out
        return _laid(
            files[0], None if plain else _document(files[0], gone, says)
        )
    sources = tuple(
        source for file in files for source in _sources(file, gone, says)
    )
    entries = _by(sources)
    value: Any = [source.value for source in sources]
    if files[0].is_map:
        entries = {
            source.pointer.rpartition("/")[2]: source for source in sources
        }
        value = {unescape(key): one.value for key, one in entries.items()}
    document = Woven(value, frame=files[0].document, at="", entries=entries)
    return _laid(files[0], document)


def _by(sources: Sequence[Source]) -> dict[str, Source]:
    """Entries of a list by their number."""
    return {str(number): source for number, source in enumerate(sources)}
