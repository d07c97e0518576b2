"""Reading the parts of a rule file one by one, collecting what is wrong.

Nothing here raises: a part that cannot be used is noted with its line and
column, ``None`` comes back, and the reading goes on, so that a file shows
all its faults at once.
"""

import datetime as dt
import difflib
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from penaltykit import _yaml
from penaltykit._yaml import Document
from penaltykit.errors import Fault, RuleError


def escape(token: str) -> str:
    """A key as a token of a JSON pointer."""
    return token.replace("~", "~0").replace("/", "~1")


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

    def keys(self, known: Collection[str], needed: Iterable[str] = ()) -> bool:
        """Note unknown keys (with the nearest) and missing ones.

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
            if self.value.get(key) is None:
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
        known = list(words)
        if value is not None and value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            self.child(key).fault(
                "rule-not-choice",
                found=value,
                expected=known,
                nearest=near[0] if near else None,
            )
            return None
        return value

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
