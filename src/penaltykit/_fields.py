"""Reading the parts of a rule file one by one, collecting what is wrong.

Nothing here raises: a part that cannot be used is noted with its line and
column, ``None`` comes back, and the reading goes on, so that a file shows
all its faults at once.
"""

import datetime as dt
import difflib
from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from penaltykit import _yaml
from penaltykit._pointer import escape
from penaltykit._yaml import Document
from penaltykit.errors import Fault, RuleError


class Node:
    """A part of a document: its value, its place, and the common faults."""

    __slots__ = ("document", "faults", "pointer", "value")

    def __init__(
        self,
        document: Document,
        faults: list[Fault],
        value: Any,
        pointer: str = "",
    ) -> None:
        self.document = document
        self.faults = faults
        self.value = value
        self.pointer = pointer

    def fault(self, code: str, **params: Any) -> None:
        """Note a fault at this part."""
        if isinstance(params.get("found"), dict):
            params["found"] = _A_MAP
        self.faults.append(
            Fault(code, self.document.place(self.pointer), params)
        )

    def child(self, key: str) -> "Node":
        """The part under ``key``; its value is ``None`` where absent."""
        return Node(
            self.document,
            self.faults,
            self.value.get(key),
            f"{self.pointer}/{escape(key)}",
        )

    def keys(
        self,
        known: Collection[str],
        needed: Iterable[str] = (),
        *,
        blank: bool = False,
    ) -> bool:
        """Note unknown keys (with the nearest) and missing ones.

        Args:
            known: every key that may stand here.
            needed: those that must.
            blank: whether an empty text will do for a needed one.

        Returns:
            Whether this is a mapping at all, so that reading can go on and
            show the other faults too.
        """
        if not isinstance(self.value, dict):
            self.fault("rule-not-map", found=self.value)
            return False
        for key in self.value:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                place = self.document.key_place(
                    f"{self.pointer}/{escape(key)}"
                )
                params = {"found": key, "nearest": near[0] if near else None}
                self.faults.append(Fault("rule-unknown-key", place, params))
        for key in needed:
            value = self.value.get(key)
            if value is None or (value in _BLANK and not blank):
                self.fault("rule-missing-key", expected=key)
        return True

    def items(self) -> Iterator["Node"]:
        """The parts of a list; none, and a fault, where it is no list."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.fault("rule-not-list", found=self.value)
            return
        for index, value in enumerate(self.value):
            yield Node(
                self.document, self.faults, value, f"{self.pointer}/{index}"
            )

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and parts of a mapping; none, and a fault, where it is none."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            self.fault("rule-not-map", found=self.value)
            return
        for key in self.value:
            yield key, self.child(key)

    def text(self, key: str) -> str | None:
        """A text; an integer that stands unquoted is taken as its digits."""
        value = self.value.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None and not isinstance(value, str):
            self.child(key).fault("rule-not-text", found=value)
            return None
        return value

    def choice(self, key: str, words: Iterable[str]) -> str | None:
        """One word of a list."""
        value = self.text(key)
        if value is None or self.child(key).is_one(value, words):
            return value
        return None

    def choices(self, key: str, words: Iterable[str]) -> tuple[str, ...]:
        """Several words of a list; absent is empty."""
        known = list(words)
        return tuple(
            str(part.value)
            for part in self.child(key).items()
            if part.is_one(part.value, known)
        )

    def is_one(self, found: Any, words: Iterable[str]) -> bool:
        """Whether ``found`` is one of the words; if not, note it here."""
        known = list(words)
        if found in known:
            return True
        near = difflib.get_close_matches(str(found), known, n=1)
        self.fault(
            "rule-not-choice",
            found=found,
            expected=known,
            nearest=near[0] if near else None,
        )
        return False

    def truth(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self.value.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.child(key).fault("rule-not-truth", found=value)
            return default
        return value

    def count(self, key: str) -> int | None:
        """A whole number, not negative."""
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.child(key).fault("rule-not-count", found=value)
            return None
        return value

    def decimal(self, key: str) -> Decimal | None:
        """A decimal number, not negative."""
        value = self.value.get(key)
        if value is None:
            return None
        number = None if isinstance(value, bool) else _decimal(value)
        if number is None:
            self.child(key).fault("rule-not-decimal", found=value)
        return number

    def date(self, key: str) -> dt.date | None:
        """A date, ``2021-07-15``."""
        value = self.value.get(key)
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.child(key).fault("rule-not-date", found=value)
            return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent is empty."""
        found = []
        for part in self.child(key).items():
            if isinstance(part.value, str):
                found.append(part.value)
            else:
                part.fault("rule-not-text", found=part.value)
        return tuple(found)

    def languages(self, key: str) -> dict[str, str]:
        """A text in Chinese and English; absent is empty."""
        part = self.child(key)
        if part.value is None:
            return {}
        if not part.keys(("zh", "en"), ("zh", "en")):
            return {}
        return {lang: part.text(lang) or "" for lang in ("zh", "en")}


_A_MAP: Final = {"zh": "键值对", "en": "a mapping"}
_BLANK: Final[tuple[Any, ...]] = ("", [], {})


def _decimal(value: Any) -> Decimal | None:
    """A finite decimal from zero up; ``None`` for anything else."""
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return number if number.is_finite() and number >= 0 else None


def load_node(path: Any, faults: list[Fault]) -> Node | None:
    """A file as a node; ``None``, with its faults noted, if unreadable."""
    try:
        document = _yaml.load(path)
    except RuleError as error:
        faults.extend(error.faults)
        return None
    return Node(document, faults, document.value)


class _Entry(Protocol):
    """What files list: each with an id of its own."""

    @property
    def id(self) -> str:
        """Its name."""


_T = TypeVar("_T", bound=_Entry)


def load_entries(
    paths: Iterable[Path], read: Callable[[Node], _T | None]
) -> dict[str, _T]:
    """The entries that files list, by id.

    Args:
        paths: each file holds one list.
        read: one entry; ``None`` where it cannot be used.

    Raises:
        RuleError: with every fault of every file, located.
    """
    faults: list[Fault] = []
    found: dict[str, _T] = {}
    places: dict[str, str] = {}
    for path in paths:
        node = load_node(path, faults)
        for part in node.items() if node is not None else ():
            entry = read(part)
            if entry is None:
                continue
            if entry.id in found:
                part.fault(
                    "rule-twice", found=entry.id, first=places[entry.id]
                )
            found[entry.id] = entry
            places[entry.id] = str(part.document.place(part.pointer))
    if faults:
        raise RuleError(faults)
    return found
