"""What a fault must not show: values of identity fields, long numbers."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from penaltykit.case._shape import (
    Listing,
    Record,
    Shape,
    Table,
    Words,
    case_shape,
)
from penaltykit.errors import Fault

MASK = "***"
_LONG_NUMBER = re.compile(r"[0-9]{11,}[Xx]?")
# Signs that people put between the digits of a number, CJK words are none.
_GAP = r"[\W_]{0,3}"
_SPACED_NUMBER = re.compile(rf"[0-9](?:{_GAP}[0-9]){{13,}}{_GAP}[0-9Xx]")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_ANY_CODE = re.compile(r"[0-9]{7,}[Xx]?")
_SHORTEST_SECRET = 2
_SHORTEST_NUMBER = 6


def hide_long_numbers(fault: Fault) -> Fault:
    """A fault of text that could not be read: numbers in it are masked."""
    params = {
        key: _ANY_CODE.sub(MASK, value)
        if isinstance(value, str) and key != "limit"
        else value
        for key, value in fault.params.items()
    }
    return Fault(fault.code, fault.place, params)


class Mask:
    """Knows the secrets of one file, and takes them out of its faults."""

    def __init__(self) -> None:
        self.secrets: set[str] = set()

    def keep(self, value: Any) -> None:
        """Remember what must not be shown."""
        if isinstance(value, list):
            for item in value:
                self.keep(item)
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            text = str(value)
            if len(text) >= _SHORTEST_SECRET and text not in _SHOWN_ANYWAY:
                self.secrets.add(text)

    def fault(self, fault: Fault) -> Fault:
        """The fault without identity values, wherever one slipped in."""
        place = fault.place
        if place.pointer:
            place = evolve(place, pointer=self.value(place.pointer))
        params = {
            key: item if key == "limit" else self.value(item)
            for key, item in fault.params.items()
        }
        return Fault(fault.code, place, params)

    def value(self, value: Any) -> Any:
        """Text, or text in lists and maps, with secrets replaced."""
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item) for item in value]
        if isinstance(value, int) and not isinstance(value, bool):
            text = str(value)
            return self.value(text) if _LONG_NUMBER.search(text) else value
        if not isinstance(value, str):
            return value
        for secret in sorted(self.secrets, key=len, reverse=True):
            value = value.replace(secret, MASK)
        value = _LONG_NUMBER.sub(MASK, self._spaced(value))
        return _one_line(value)

    def _spaced(self, text: str) -> str:
        """Identity numbers written with gaps or in other digits, masked."""
        flat = _flat(text)
        spans = [found.span() for found in _SPACED_NUMBER.finditer(flat)]
        for secret in self.secrets:
            plain = _flat(secret)
            if len(plain) >= _SHORTEST_NUMBER and plain[:-1].isdigit():
                form = _GAP.join(plain)
                spans += [
                    m.span() for m in re.finditer(form, flat, re.IGNORECASE)
                ]
        for start, end in sorted(spans, reverse=True):
            text = f"{text[:start]}{MASK}{text[end:]}"
        return text


def _flat(text: str) -> str:
    """The text with every digit in ASCII, sign for sign."""
    signs = (unicodedata.normalize("NFKC", sign) for sign in text)
    same = (
        flat if len(flat) == 1 else sign
        for flat, sign in zip(signs, text, strict=True)
    )
    return "".join(same).translate(_HAN_DIGITS)


def _one_line(text: str) -> str:
    """The text with escapes for what would break or hide a line."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" for char in text
    )


def _shown_anyway(shape: Shape) -> Iterable[str]:
    """Names and words of the schema: hiding them would hide nothing."""
    match shape:
        case Record():
            for slot in shape.slots.values():
                yield slot.name
                yield from slot.label.values()
                yield from _shown_anyway(slot.shape)
        case Listing() | Table():
            yield from _shown_anyway(shape.of)
        case Words():
            yield from shape.words


_SHOWN_ANYWAY = frozenset(_shown_anyway(case_shape()))
