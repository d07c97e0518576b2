"""Reading the files of a document: typed, every fault noted at its place."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from penaltykit._pointer import escape
from penaltykit._yaml import Document as Yaml
from penaltykit.citation import Citation
from penaltykit.errors import Fault

SCHEMA: Final = "penaltykit/benchmark/1"
"""What a document says it is written in."""
_E = TypeVar("_E", bound=StrEnum)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# Controls, and signs that turn the direction of a line about.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_NUMBERS = (
    "article",
    "article_addition",
    "paragraph",
    "item",
    "subitem",
)
_EXPECTED: Final[Mapping[str, Mapping[str, str]]] = {
    "map": {"zh": "“名称: 内容”的形式", "en": "names with contents (a map)"},
    "list": {"zh": "列表", "en": "a list"},
    "text": {"zh": "文字", "en": "text"},
    "truth": {"zh": "true 或者 false", "en": "true or false"},
    "number": {"zh": "整数", "en": "a whole number"},
    "decimal": {"zh": "带引号的数字", "en": "a number in quotes"},
    "date": {"zh": "日期（例如 2024-01-31）", "en": "a date (2024-01-31)"},
}


def read_date(text: str) -> dt.date | None:
    """An ISO date, or ``None``."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Node:
    """A value of a file and where it stands; faults go to one shared list."""

    __slots__ = ("faults", "pointer", "value", "yaml")

    def __init__(
        self, yaml: Yaml, value: Any, pointer: str, faults: list[Fault]
    ) -> None:
        self.yaml = yaml
        self.value = value
        self.pointer = pointer
        self.faults = faults

    @classmethod
    def root(cls, yaml: Yaml, faults: list[Fault]) -> "Node":
        """The whole file."""
        return cls(yaml, yaml.value, "", faults)

    def fault(self, code: str, **params: Any) -> None:
        """Note a fault at this value."""
        place = self.yaml.place(self.pointer)
        self.faults.append(Fault(code, place, params))

    def _wrong(self, expected: str) -> None:
        found = self.value
        if isinstance(found, dict | list):
            found = _EXPECTED["map" if isinstance(found, dict) else "list"]
        self.fault(
            "table-wrong-type", expected=_EXPECTED[expected], found=found
        )

    def child(self, key: str | int) -> "Node":
        """A part of a map or list that is known to be there."""
        pointer = f"{self.pointer}/{escape(str(key))}"
        return Node(self.yaml, self.value[key], pointer, self.faults)

    def map(
        self, known: Iterable[str] = (), required: Iterable[str] = ()
    ) -> dict[str, "Node"]:
        """The parts of a map.

        Args:
            known: allowed keys besides the required ones; with neither, any
                key is allowed.
            required: keys that must be there.

        Returns:
            One node a key that is not null; empty after a fault.
        """
        if not isinstance(self.value, dict):
            self._wrong("map")
            return {}
        allowed = {*known, *required}
        found: dict[str, Node] = {}
        for key, value in self.value.items():
            if allowed and key not in allowed:
                self.unknown_key(key, allowed)
            elif value is not None:
                found[key] = self.child(key)
        for key in required:
            if key not in found:
                # The one key of which nobody can guess what to write.
                written = f"schema: {SCHEMA}" if key == "schema" else key
                self.fault("table-missing-key", key=written)
        return found

    def unknown_key(self, key: str, allowed: Iterable[str]) -> None:
        """Note a key that does not belong here, with the nearest that do."""
        place = self.yaml.key_place(f"{self.pointer}/{escape(key)}")
        params = {"found": key, "nearest": nearest(key, allowed)}
        self.faults.append(Fault("table-unknown-key", place, params))

    def list(self) -> Iterator["Node"]:
        """The parts of a list."""
        if not isinstance(self.value, list):
            self._wrong("list")
            return
        for index in range(len(self.value)):
            yield self.child(index)

    def text(self) -> str:
        """Text; an integer is taken as it is written."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        if not isinstance(self.value, str) or not self.value.strip():
            self._wrong("text")
            return ""
        text = self.value.strip()
        if _UNSEEN.search(text):
            self.fault("table-control-character")
        return text

    def identifier(self) -> str:
        """Lower-case words joined by ``-`` or ``.``."""
        text = self.text()
        if text and not _ID.fullmatch(text):
            self.fault("table-bad-id", found=text)
        return text

    def texts(self) -> Mapping[str, str]:
        """A ``{zh: ..., en: ...}`` map; both must be there."""
        parts = self.map((), ("zh", "en"))
        return {key: parts[key].text() for key in ("zh", "en") if key in parts}

    def truth(self) -> bool:
        """``true`` or ``false``."""
        if not isinstance(self.value, bool):
            self._wrong("truth")
            return False
        return self.value

    def integer(self) -> int:
        """A whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self._wrong("number")
            return 0
        return self.value

    def decimal(self) -> Decimal | None:
        """A decimal string (or integer); never a float."""
        value = self.value
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and _DECIMAL.fullmatch(value.strip()):
            return Decimal(value.strip())
        self._wrong("decimal")
        return None

    def date(self) -> dt.date | None:
        """An ISO date."""
        found = read_date(self.value) if isinstance(self.value, str) else None
        if found is None:
            self._wrong("date")
        return found

    def choice(self, kinds: type[_E], default: _E) -> _E:
        """One word of an enumeration; ``default`` after a fault."""
        text = self.value
        names = [kind.value for kind in kinds]
        if text in names:
            return kinds(text)
        self.fault(
            "table-not-one-of",
            found=text,
            expected=names,
            nearest=nearest(str(text), names),
        )
        return default

    def word(self, words: Sequence[str]) -> str:
        """One of ``words``."""
        if self.value in words:
            return str(self.value)
        self.fault(
            "table-not-one-of",
            found=self.value,
            expected=list(words),
            nearest=nearest(str(self.value), words),
        )
        return words[0]

    def citations(self, own: str | None = None) -> tuple[Citation, ...]:
        """A list of citations (or a single one).

        Args:
            own: title of the document, which an article without ``law``
                belongs to.
        """
        if isinstance(self.value, list):
            return tuple(
                citation
                for node in self.list()
                for citation in node.citations(own)
            )
        if isinstance(self.value, str):
            return (Citation(text=self.text()),)
        parts = self.map(("law", "version", "text", *_NUMBERS))
        given: dict[str, Any] = {
            key: parts[key].text()
            for key in ("law", "version", "text")
            if key in parts
        }
        for key in _NUMBERS:
            if key in parts:
                given[key] = parts[key].integer()
        if "text" not in given:
            if "article" not in given:
                self.fault("table-missing-key", key="article")
                return ()
            if "law" not in given:
                if own is None:
                    self.fault("table-missing-key", key="law")
                    return ()
                given["law"] = own
        return (Citation(**given),)


def nearest(found: str, known: Iterable[str]) -> list[str] | None:
    """The names most like ``found``; ``None`` if none is like it."""
    return difflib.get_close_matches(found, sorted(known), n=3) or None
