"""Reads mappings of a rule file, noting every fault and going on."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from penaltykit._i18n import LANGS
from penaltykit._yaml import Document
from penaltykit.citation import Citation
from penaltykit.engine._expression import (
    Expect,
    Expression,
    compile_expression,
)
from penaltykit.engine._types import Vocabulary
from penaltykit.engine._words import Words
from penaltykit.errors import Fault, Place, RuleError

A_MAPPING: Words = {"zh": "键值对", "en": "a mapping"}
A_LIST: Words = {"zh": "列表", "en": "a list"}
A_TEXT: Words = {"zh": "文本", "en": "text"}
A_CITATION: Words = {
    "zh": "法律和条（law、article），或者引文（text）",
    "en": "law and article, or text",
}

_WHOLE = ("article", "article_addition", "paragraph", "item", "subitem")
_CITATION_KEYS = ("law", "version", *_WHOLE, "text")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class Reader:
    """One rule file being read; ``faults`` holds all that was found."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []

    def fault(
        self, code: str, pointer: str, *, key: bool = False, **params: Any
    ) -> None:
        """Note a fault at a value, or at its key."""
        place = self.document.key_place if key else self.document.place
        self.faults.append(Fault(code, place(pointer), params))

    def place(self, pointer: str) -> Place:
        """Where a value stands."""
        return self.document.place(pointer)

    def shape(self, pointer: str, value: object, expected: Words) -> None:
        """Note that a value is of the wrong shape."""
        self.fault(
            "rulefile-wrong-shape",
            pointer,
            found=brief(value),
            expected=expected,
        )

    def keys(
        self,
        pointer: str,
        value: Any,
        required: Sequence[str],
        optional: Sequence[str] = (),
    ) -> Mapping[str, Any] | None:
        """A mapping with these keys; unknown and missing ones are noted."""
        if not isinstance(value, dict):
            self.shape(pointer, value, A_MAPPING)
            return None
        known = (*required, *optional)
        for key in value:
            if key in known:
                continue
            near = difflib.get_close_matches(key, known, n=1)
            self.fault(
                "rulefile-unknown-key",
                f"{pointer}/{escape(key)}",
                key=True,
                found=key,
                expected=list(near or known),
            )
        for key in required:
            if key not in value:
                self.fault("rulefile-missing-key", pointer, expected=key)
        return value

    def items(self, pointer: str, value: Any) -> list[tuple[str, Any]]:
        """The items of a list that is not empty, each with its pointer."""
        if not isinstance(value, list) or not value:
            self.shape(pointer, value, A_LIST)
            return []
        return [(f"{pointer}/{i}", item) for i, item in enumerate(value)]

    def text(self, entry: Mapping[str, Any], key: str, at: str) -> str:
        """A text that is not empty; ``""`` if it is at fault or absent."""
        if key not in entry:
            return ""
        value = entry[key]
        if isinstance(value, str) and value.strip():
            return value
        self.shape(f"{at}/{key}", value, A_TEXT)
        return ""

    def word(
        self, pointer: str, value: object, words: Sequence[str]
    ) -> str | None:
        """One of ``words``; ``None`` if it is not."""
        if isinstance(value, str) and value in words:
            return value
        near = difflib.get_close_matches(str(value), words, n=1)
        self.fault(
            "rulefile-unknown-word",
            pointer,
            found=brief(value),
            expected=list(words),
            nearest=near or list(words[:1]),
        )
        return None

    def words(
        self, pointer: str, value: Any, words: Sequence[str]
    ) -> tuple[str, ...]:
        """Several of ``words``, each once."""
        found = [self.word(p, v, words) for p, v in self.items(pointer, value)]
        kept = tuple(dict.fromkeys(word for word in found if word))
        if len(kept) < len([word for word in found if word]):
            self.fault("rulefile-repeated-word", pointer, found=list(kept))
        return kept

    def texts(
        self, entry: Mapping[str, Any], key: str, at: str
    ) -> Mapping[str, str]:
        """A text in each language; placeholders must be facts."""
        if key not in entry:
            return {}
        pointer = f"{at}/{key}"
        found = self.keys(pointer, entry[key], LANGS)
        if found is None:
            return {}
        result = {}
        for lang in LANGS:
            text = self.text(found, lang, pointer)
            if text:
                self.placeholders(f"{pointer}/{lang}", text)
                result[lang] = text
        return result

    def placeholders(self, pointer: str, text: str) -> None:
        """Note each ``{name}`` that is no fact, and each stray brace."""
        for match in _PLACEHOLDER.finditer(text):
            if match.group() in ("{{", "}}"):
                continue
            name = match.group(1)
            if name is None:
                self.fault(
                    "rulefile-stray-brace", pointer, found=match.group()
                )
                continue
            if self.vocabulary.signature(name) is not None:
                continue
            self.unknown_fact("rulefile-unknown-placeholder", pointer, name)

    def unknown_fact(
        self, code: str, pointer: str, name: str, *, key: bool = False
    ) -> None:
        """Note a name that the vocabulary lacks, with the nearest."""
        near = difflib.get_close_matches(name, list(self.vocabulary.names()))
        self.fault(code, pointer, key=key, found=name, nearest=near or None)

    def expression(
        self,
        entry: Mapping[str, Any],
        key: str,
        at: str,
        expect: Expect = "condition",
    ) -> Expression | None:
        """A condition; ``None`` if it is at fault or absent."""
        if key not in entry:
            return None
        pointer = f"{at}/{key}"
        value = entry[key]
        if isinstance(value, bool):
            value = "true" if value else "false"
        if not isinstance(value, str):
            self.shape(pointer, value, A_TEXT)
            return None
        try:
            return compile_expression(
                value, self.vocabulary, self.place(pointer), expect=expect
            )
        except RuleError as error:
            self.faults.extend(error.faults)
            return None

    def citations(
        self, entry: Mapping[str, Any], at: str
    ) -> tuple[Citation, ...]:
        """At least one citation: a rule without one does not ship."""
        pointer = f"{at}/citation"
        value = entry.get("citation")
        if value is None or value in ("", [], {}):
            self.fault("rulefile-no-citation", pointer)
            return ()
        if not isinstance(value, list):
            found = self.citation(pointer, value)
            return (found,) if found else ()
        cited = [self.citation(p, v) for p, v in self.items(pointer, value)]
        return tuple(item for item in cited if item)

    def citation(self, pointer: str, value: Any) -> Citation | None:
        """A mapping of law and article, or the text of a citation."""
        if isinstance(value, str) and value.strip():
            return Citation(text=value)
        count = len(self.faults)
        entry = self.keys(pointer, value, (), _CITATION_KEYS)
        if entry is None:
            return None
        for key in _WHOLE:
            number = entry.get(key)
            if number is None:
                continue
            if not isinstance(number, int) or number < 1 or number is True:
                self.shape(
                    f"{pointer}/{key}",
                    number,
                    {"zh": "从 1 起的整数", "en": "a whole number from 1"},
                )
        for key in ("law", "version", "text"):
            self.text(entry, key, pointer)
        located = "law" in entry and "article" in entry
        alone = "text" in entry and len(entry) == 1
        if not located and not alone:
            self.fault("rulefile-bad-citation", pointer, expected=A_CITATION)
        if len(self.faults) > count:
            return None
        return Citation(**entry)


def brief(value: object) -> object:
    """A value as a message shows it."""
    if value in ("", [], {}):
        return {"zh": "空的", "en": "nothing"}
    if isinstance(value, str):
        return value if len(value) <= 60 else f"{value[:60]}…"  # noqa: PLR2004 a line
    if isinstance(value, dict):
        return {"zh": "键值对", "en": "a mapping"}
    if isinstance(value, list):
        return {
            "zh": f"{len(value)} 项的列表",
            "en": f"a list of {len(value)}",
        }
    return value


def escape(token: str) -> str:
    """A key as a token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Faults by file, then line and column; files as they came."""
    files: dict[str | None, int] = {}
    listed = list(faults)
    for fault in listed:
        files.setdefault(fault.place.file, len(files))
    return sorted(
        listed,
        key=lambda fault: (
            files[fault.place.file],
            fault.place.line or 0,
            fault.place.column or 0,
        ),
    )
