"""Phrases that were read once, kept beside the parsed files.

To read a phrase takes the whole reader of the language; a case is checked
faster if what it gave is still known. What is kept is bound to the text, the
reading of bounds, the words of the vocabulary and the reader itself.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from attrs import fields

from penaltykit import _cache
from penaltykit.facts import Vocabulary
from penaltykit.penalty import Obligation, Penalty, PenaltyKind, Subject

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_ENUMS: Final = {
    "kind": PenaltyKind,
    "subject": Subject,
    "obligation": Obligation,
}
_NAMES: Final = tuple(field.name for field in fields(Penalty))
_DIGESTS: "WeakKeyDictionary[Vocabulary, bytes]" = WeakKeyDictionary()


def recall(
    text: str, vocabulary: Vocabulary, reading: Mapping[str, str]
) -> tuple[Penalty, ...] | None:
    """The penalties that a phrase gave before; ``None`` if not known."""
    if _cache.folder() is None:
        return None
    stored = _cache.read(_key(text, vocabulary, reading))
    if stored is None:
        return None
    try:
        return tuple(_penalty(one) for one in json.loads(stored))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        # A spoilt file is read anew.
        return None


def remember(
    text: str,
    vocabulary: Vocabulary,
    reading: Mapping[str, str],
    penalties: tuple[Penalty, ...],
) -> None:
    """Keep what a phrase gave."""
    if _cache.folder() is None:
        return
    told = [
        {name: _plain(getattr(one, name)) for name in _NAMES}
        for one in penalties
    ]
    data = json.dumps(told, ensure_ascii=False).encode()
    _cache.write(_key(text, vocabulary, reading), data)


def _key(text: str, vocabulary: Vocabulary, reading: Mapping[str, str]) -> str:
    said = json.dumps([text, sorted(reading.items())]).encode()
    return _cache.key(b"phrase\0" + _words(vocabulary) + said)


def _words(vocabulary: Vocabulary) -> bytes:
    """A digest of the words of the vocabulary and of the reader."""
    found = _DIGESTS.get(vocabulary)
    if found is not None:
        return found
    digest = hashlib.sha256()
    for entry in vocabulary.entries():
        digest.update(
            repr(
                (
                    entry.id,
                    entry.zh,
                    entry.type.value,
                    entry.unit,
                    entry.domain,
                    entry.scope.value,
                    entry.words,
                    entry.counter,
                    entry.look_back,
                    entry.values,
                )
            ).encode()
        )
    digest.update(repr(_NAMES).encode())
    for path in sorted((_PACKAGE / "clause").iterdir()):
        if path.is_file():
            state = path.stat()
            digest.update(
                f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}".encode()
            )
    made = digest.digest()
    _DIGESTS[vocabulary] = made
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, PenaltyKind | Subject | Obligation):
        return value.value
    return value


def _penalty(told: Mapping[str, Any]) -> Penalty:
    given: dict[str, Any] = {
        name: Decimal(value["decimal"]) if isinstance(value, dict) else value
        for name, value in told.items()
    }
    for name, kind in _ENUMS.items():
        given[name] = kind(given[name])
    return Penalty(**given)
