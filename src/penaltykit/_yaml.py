"""YAML as this project reads and writes it: strict, located, fast.

A subset of YAML 1.2. Only ``true`` and ``false`` are truth values, so that
``NO`` (Norway, or 否 in a hurry) stays text; decimals and dates stay text,
so that no float touches an amount; whole numbers are integers. Refused, each
as a located fault: ``0123``, duplicate keys, tags, anchors and aliases,
several documents in one file.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from penaltykit import _cache
from penaltykit._laid import LaidFile
from penaltykit._pointer import escape
from penaltykit._resources import is_shipped
from penaltykit.errors import Fault, Place, RuleError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "dump", "examine", "load"]

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 100
MAX_VALUES = 500_000
_MAX_DIGITS = 18

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_WORDS: Mapping[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}

# pointer -> line and column of the value, then of its key (0 without a key)
_Places = dict[str, tuple[int, int, int, int]]


class Document:
    """A YAML file: its value, and where each part of it stands.

    Attributes:
        value: dicts, lists, ``str``, ``int``, ``bool`` and ``None``.
        name: what faults call the file.
    """

    __slots__ = ("_places", "_stored", "name", "value")

    def __init__(
        self,
        value: Any,
        *,
        name: str | None,
        places: _Places | None = None,
        stored: bytes = b"{}",
    ) -> None:
        self.value = value
        self.name = name
        self._places = places
        self._stored = stored

    def _find(self, pointer: str) -> tuple[int, int, int, int] | None:
        """Where ``pointer`` stands; its nearest existing parent if absent."""
        places = self._places
        if places is None:
            import orjson

            # Read only now: most files are never at fault.
            places = self._places = orjson.loads(self._stored)
        while True:
            found = places.get(pointer)
            if found is not None:
                return found
            if not pointer:
                return None
            pointer = pointer.rpartition("/")[0]

    def place(self, pointer: str = "") -> Place:
        """Where the value at the JSON pointer stands.

        A pointer to something that is not there gives the line of its
        nearest parent: that is where it is missing.
        """
        found = self._find(pointer)
        if found is None:
            return Place(file=self.name, pointer=pointer)
        return Place(
            file=self.name, pointer=pointer, line=found[0], column=found[1]
        )

    def key_place(self, pointer: str) -> Place:
        """Where the key of the value at the JSON pointer stands."""
        found = self._find(pointer)
        if found is None or not found[2]:
            return self.place(pointer)
        return Place(
            file=self.name, pointer=pointer, line=found[2], column=found[3]
        )


def dump(value: Any, comments: Mapping[str, str] | None = None) -> str:
    """Write plain data as block YAML; see :mod:`penaltykit._yaml_write`.

    Args:
        value: dicts with text keys, lists, ``str``, ``int``, ``bool`` and
            ``None``.
        comments: by JSON pointer of a value, what is written above it.

    Raises:
        TypeError: a value of another type (a float above all).
    """
    # Most programs only read.
    from penaltykit import _yaml_write

    return _yaml_write.dump(value, comments)


def load(
    source: Path | str,
    *,
    name: str | None = None,
    cache: bool | None = None,
) -> Document:
    """Read YAML.

    Args:
        source: a path, or the text itself.
        name: what faults call the file; the path as given if absent.
        cache: keep what was read in the user's cache folder. Left out, only
            the rules and tables of this copy are kept: a case must not be.

    Raises:
        RuleError: with every fault found (a syntax error ends the reading).
    """
    if isinstance(source, LaidFile) and source.document is not None:
        laid: Document = source.document
        return laid
    if isinstance(source, Path):
        name = name or str(source)
        content = _read(source, name)
        if cache is None:
            cache = is_shipped(source)
    else:
        content = source.encode("utf-8", "surrogatepass")
    if not cache:
        return _parse(_decode(content, name), name)
    key = _cache.key(content)
    stored = _cache.read(key)
    if stored is not None:
        document = _unpack(stored, name)
        if document is not None:
            return document
    document = _parse(_decode(content, name), name)
    packed = _pack(document)
    if packed is not None:
        _cache.write(key, packed)
    return document


def _read(path: Path, name: str) -> bytes:
    """The bytes of a file of sane size.

    Raises:
        RuleError: missing, a folder, unreadable or too large.
    """
    place = Place(file=name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            params = {"found": size, "limit": MAX_BYTES}
            raise RuleError([Fault("file-too-large", place, params)])
        return path.read_bytes()
    except FileNotFoundError:
        raise RuleError([Fault("file-missing", place)]) from None
    except IsADirectoryError:
        raise RuleError([Fault("file-is-folder", place)]) from None
    except OSError as error:
        reason = {"found": error.strerror or str(error)}
        raise RuleError([Fault("file-unreadable", place, reason)]) from None


def _decode(content: bytes, name: str | None) -> str:
    """The text of UTF-8 bytes, with or without a byte order mark.

    Raises:
        RuleError: not UTF-8 text, with the line of the first wrong byte.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        place = Place(file=name, line=line, column=column)
        raise RuleError([Fault("file-not-utf8", place)]) from None
    return text


def _pack(document: Document) -> bytes | None:
    """Value and places as two lines of JSON."""
    import orjson

    try:
        value = orjson.dumps(document.value)
        places = orjson.dumps(document._places)  # noqa: SLF001 its own module
    except orjson.JSONEncodeError:
        return None
    return value + b"\n" + places


def _unpack(stored: bytes, name: str | None) -> Document | None:
    """What :func:`_pack` stored; ``None`` if it is damaged."""
    import orjson

    value, mark, places = stored.partition(b"\n")
    if not mark or not places.endswith(b"}"):
        return None
    try:
        return Document(orjson.loads(value), name=name, stored=places)
    except orjson.JSONDecodeError:
        return None


class _Builder:
    """Builds values from parser events, collecting every fault."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.places: _Places = {}

    def fault(
        self, code: str, mark: Any, pointer: str | None = None, **params: Any
    ) -> None:
        """Note a fault at a mark of the parser (which counts from 0)."""
        place = Place(
            file=self.name,
            pointer=pointer,
            line=mark.line + 1,
            column=mark.column + 1,
        )
        self.faults.append(Fault(code, place, params))

    def scalar(self, event: Any, pointer: str) -> Any:
        """The value of a scalar: only plain ones can be anything but text."""
        value = event.value
        if event.style:
            return value
        if value in _WORDS:
            return _WORDS[value]
        if value[0] not in "-+0123456789":
            return value
        if _INTEGER.fullmatch(value):
            if len(value) > _MAX_DIGITS:
                self.fault(
                    "yaml-long-number", event.start_mark, pointer, found=value
                )
                return value
            return int(value)
        if _LEADING_ZERO.fullmatch(value):
            self.fault(
                "yaml-leading-zero",
                event.start_mark,
                pointer,
                found=value,
                quoted=f'"{value}"',
            )
        return value

    def key(self, event: Any, frame: "_Frame") -> str | None:
        """The key that a scalar stands for; ``None`` if it is refused."""
        text: str = event.value
        if not event.style and (not text or text == "~"):
            self.fault("yaml-empty-key", event.start_mark, frame.pointer)
            return None
        if not event.style and text == "<<":
            self.fault("yaml-merge-key", event.start_mark, frame.pointer)
            return None
        if text in frame.seen:
            self.fault(
                "yaml-duplicate-key",
                event.start_mark,
                f"{frame.pointer}/{escape(text)}",
                found=text,
                first=frame.seen[text],
            )
            return None
        frame.seen[text] = event.start_mark.line + 1
        return text


class _Frame:
    """A mapping or a list that is being read."""

    __slots__ = ("container", "key", "key_mark", "pointer", "seen", "wants")

    def __init__(self, container: Any, pointer: str) -> None:
        self.container = container
        self.pointer = pointer
        self.wants = isinstance(container, dict)  # a key comes next
        self.key: str | None = None
        self.key_mark: Any = None
        self.seen: dict[str, int] = {}


def _parse(text: str, name: str | None) -> Document:
    """Text to document.

    Raises:
        RuleError: with every fault.
    """
    document, faults = examine(text, name=name)
    if faults:
        raise RuleError(faults)
    return document


def examine(
    text: str, *, name: str | None = None
) -> tuple[Document, list[Fault]]:
    """Read YAML as far as it can be read, for a reader that has more to say
    of the same file.

    Returns:
        What was read, and every fault: a syntax error ends the reading, a
        duplicate key and the like do not.
    """
    # The parser writes on its own copy of the text; NUL would end it early.
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        fault = Fault("file-not-text", Place(file=name, line=line))
        return Document(None, name=name, places={}), [fault]
    builder = _Builder(name)
    value = _build(text, builder)
    document = Document(value, name=name, places=builder.places)
    return document, builder.faults


def _build(text: str, builder: _Builder) -> Any:  # noqa: C901, PLR0912, PLR0915 one loop over events, flat for speed
    """Run the C parser over ``text`` and build its value."""
    from _ruamel_yaml import CParser
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

    places = builder.places
    stack: list[_Frame] = []
    result: Any = None
    documents = 0
    skip = 0  # depth inside a key or a part that was refused
    try:
        parser = CParser(text)
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is SequenceEndEvent or kind is MappingEndEvent:
                if skip:
                    skip -= 1
                else:
                    stack.pop()
                continue
            if kind is StreamEndEvent:
                return result
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    builder.fault("yaml-several-documents", event.start_mark)
                    return result
                continue
            opens = kind is MappingStartEvent or kind is SequenceStartEvent
            if (
                kind is not ScalarEvent
                and not opens
                and kind is not AliasEvent
            ):
                continue
            if skip:
                skip += opens
                continue
            frame = stack[-1] if stack else None
            mark = event.start_mark

            if frame is not None and frame.wants:
                frame.wants = False
                frame.key_mark = mark
                if kind is ScalarEvent:
                    frame.key = builder.key(event, frame)
                else:
                    builder.fault("yaml-key-not-text", mark, frame.pointer)
                    frame.key = None
                    skip = int(opens)
                continue

            if len(places) > MAX_VALUES:
                builder.fault("too-many-values", mark, limit=MAX_VALUES)
                return None

            if frame is None:
                pointer = ""
                places[""] = (mark.line + 1, mark.column + 1, 0, 0)
            elif frame.key_mark is not None:
                pointer = f"{frame.pointer}/{escape(frame.key or '')}"
                if frame.key is not None:
                    places[pointer] = (
                        mark.line + 1,
                        mark.column + 1,
                        frame.key_mark.line + 1,
                        frame.key_mark.column + 1,
                    )
            else:
                pointer = f"{frame.pointer}/{len(frame.container)}"
                places[pointer] = (mark.line + 1, mark.column + 1, 0, 0)

            value: Any
            if kind is AliasEvent:
                builder.fault("yaml-alias", mark, pointer, found=event.anchor)
                value = None
            else:
                if event.anchor:
                    builder.fault(
                        "yaml-anchor", mark, pointer, found=event.anchor
                    )
                if event.tag:
                    builder.fault("yaml-tag", mark, pointer, found=event.tag)
                if opens:
                    value = {} if kind is MappingStartEvent else []
                else:
                    value = builder.scalar(event, pointer)

            if frame is None:
                result = value
            elif frame.key_mark is not None:
                if frame.key is not None:
                    frame.container[frame.key] = value
                frame.wants = True
            else:
                frame.container.append(value)
            if opens:
                if len(stack) >= MAX_DEPTH:
                    builder.fault(
                        "yaml-too-deep", mark, pointer, limit=MAX_DEPTH
                    )
                    skip = 1
                else:
                    stack.append(_Frame(value, pointer))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.fault("yaml-syntax", mark, found=str(error.problem))
    except YAMLError as error:
        place = Place(file=builder.name)
        found = str(error).splitlines()[0]
        builder.faults.append(Fault("yaml-syntax", place, {"found": found}))
    return None
