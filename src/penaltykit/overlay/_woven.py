"""A document put together from entries of several files."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from penaltykit._yaml import Document
from penaltykit.errors import Place


@frozen
class Source:
    """An entry where it was written.

    Args:
        document: the file.
        pointer: in it.
        value: what the entry says now.
    """

    document: Document
    pointer: str
    value: Any


class Woven(Document):
    """What a file says after entries were taken out, changed or added.

    Every part still knows the file, line and column in which it was written.

    Args:
        value: the whole, as loaders read it.
        frame: the file that the rest of the value comes from.
        at: pointer of the entries in ``value``; ``None`` where the file is
            one entry.
        entries: those of a list by their number, of a map by their key.
    """

    __slots__ = ("_at", "_entries", "_frame")

    def __init__(
        self,
        value: Any,
        *,
        frame: Document,
        at: str | None = None,
        entries: Mapping[str, Source] | None = None,
    ) -> None:
        super().__init__(value, name=frame.name)
        self._frame = frame
        self._at = at
        self._entries = entries or {}

    def _origin(self, pointer: str) -> tuple[Document, str]:
        """Document and pointer of a part as written."""
        if self._at is not None and pointer.startswith(f"{self._at}/"):
            token, mark, rest = pointer[len(self._at) + 1 :].partition("/")
            source = self._entries.get(token)
            if source is not None:
                return source.document, source.pointer + mark + rest
        return self._frame, pointer

    def place(self, pointer: str = "") -> Place:
        """Where the value at the pointer was written."""
        document, origin = self._origin(pointer)
        return document.place(origin)

    def key_place(self, pointer: str) -> Place:
        """Where the key of the value at the pointer was written."""
        document, origin = self._origin(pointer)
        return document.key_place(origin)
