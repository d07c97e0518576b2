"""One walk over the data of a case beside its shape, noting every fault."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from penaltykit._pointer import escape
from penaltykit.case import _hints, _values
from penaltykit.case._mask import MASK, Mask
from penaltykit.case._model import SCHEMA_VERSION
from penaltykit.case._shape import (
    Count,
    Date,
    FactValue,
    Listing,
    Money,
    Record,
    Shape,
    Slot,
    Table,
    Text,
    Time,
    Truth,
    Words,
)
from penaltykit.case._values import Fraction
from penaltykit.errors import Fault, Place

WHOLE_FILE = {"zh": "案件文件", "en": "case file"}
SHOWN = 60
"""How many characters of what was found a fault shows."""

# Their "found" is the number of a character, never what a field holds.
_SAYS_NOTHING = ("control-character", "line-break")

_TEXT = {"zh": "文字", "en": "text"}
_EXPECTED: Mapping[type, Mapping[str, str]] = {
    Text: _TEXT,
    Words: _TEXT,
    Truth: {"zh": "true 或者 false", "en": "true or false"},
    Count: {"zh": "正整数", "en": "a whole number from 1"},
    Money: {
        "zh": '以元为单位的金额，如 "5000" 或者 "54117.38"',
        "en": 'an amount in yuan such as "5000" or "54117.38"',
    },
    Date: {"zh": "日期，如 2024-03-05", "en": "a date such as 2024-03-05"},
    Time: {"zh": "时间，如 09:30", "en": "a time such as 09:30"},
    FactValue: {
        "zh": "文字、整数或者 true/false",
        "en": "text, a whole number or true/false",
    },
    Listing: {"zh": "列表", "en": "a list"},
    Table: {"zh": "对象", "en": "an object"},
    Record: {"zh": "对象", "en": "an object"},
}


class Places(Protocol):
    """Anything that knows where the parts of a file stand."""

    def place(self, pointer: str = "") -> Place:
        """Where a value stands."""

    def key_place(self, pointer: str) -> Place:
        """Where its key stands."""


class Search:
    """The walk; its faults are not masked yet."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.faults: list[Fault] = []
        self.mask = Mask()
        self.single = {
            Text: self.text,
            Truth: self.truth,
            Count: self.count,
            Money: self.money,
            Date: self.date,
            Time: self.time,
            FactValue: self.fact_value,
        }

    def note(
        self,
        code: str,
        pointer: str,
        slot: Slot | None,
        *,
        key: bool = False,
        **params: Any,
    ) -> None:
        """Add a fault; what an identity field holds stays out of it."""
        params.setdefault("field", slot.label if slot else WHOLE_FILE)
        if slot is not None and slot.identity:
            if type(params.get("found")) is str and code not in _SAYS_NOTHING:
                params["found"] = MASK
            params["hint"] = ""
        if type(params.get("found")) is str:
            params["found"] = params["found"][:SHOWN]
        where = self.places.key_place if key else self.places.place
        self.faults.append(Fault(code, where(pointer), params))

    def walk(
        self, shape: Shape, value: Any, pointer: str, slot: Slot | None
    ) -> None:
        """Compare one value with its shape."""
        match shape:
            case Record():
                self.record(shape, value, pointer, slot)
            case Listing():
                self.listing(shape, value, pointer, slot)
            case Table():
                self.table(shape, value, pointer, slot)
            case Words():
                self.word(shape, value, pointer, slot)
            case _:
                self.single[type(shape)](value, pointer, slot)

    def wrong_type(
        self, shape: Shape, value: Any, pointer: str, slot: Slot | None
    ) -> None:
        """The value is no such thing at all."""
        code = "wrong-type"
        wants_text = isinstance(shape, (Text, Words, Date, Time))
        if wants_text and type(value) is int:
            code = "number-for-text"
        expected = _EXPECTED[type(shape)]
        found = _hints.kind_of(value)
        self.note(code, pointer, slot, expected=expected, found=found)

    def record(
        self, shape: Record, value: Any, pointer: str, slot: Slot | None
    ) -> None:
        """An object: unknown fields, missing fields, each field."""
        if type(value) is not dict:
            self.wrong_type(shape, value, pointer, slot)
            return
        absent = [name for name in shape.slots if name not in value]
        for key, item in value.items():
            at = f"{pointer}/{escape(key)}"
            inner = shape.slots.get(key)
            if inner is None:
                hint = _hints.field_hint(key, shape, absent)
                self.note(
                    "unknown-field", at, None, key=True, found=key, hint=hint
                )
                continue
            if inner.identity:
                self.mask.keep(item)
            if item is None and inner.nullable:
                continue
            if item is None and inner.required:
                self.missing(at, inner, key=True)
                continue
            self.walk(inner.shape, item, at, inner)
        for name in absent:
            if shape.slots[name].required:
                self.missing(pointer, shape.slots[name])

    def missing(self, pointer: str, slot: Slot, *, key: bool = False) -> None:
        """A field that must be there is absent, or there and empty."""
        code = "empty-field" if key else "missing-field"
        expected = _EXPECTED[type(slot.shape)]
        if isinstance(slot.shape, Words):
            expected = _listed(slot.name, slot.shape.words)
        self.note(
            code, pointer, slot, key=key, name=slot.name, expected=expected
        )

    def listing(
        self, shape: Listing, value: Any, pointer: str, slot: Slot | None
    ) -> None:
        """A list and each of its entries."""
        if type(value) is not list:
            self.wrong_type(shape, value, pointer, slot)
            return
        if len(value) < shape.at_least:
            self.note("empty-list", pointer, slot, limit=shape.at_least)
        for index, item in enumerate(value):
            self.walk(shape.of, item, f"{pointer}/{index}", slot)

    def table(
        self, shape: Table, value: Any, pointer: str, slot: Slot | None
    ) -> None:
        """An object whose keys are free."""
        if type(value) is not dict:
            self.wrong_type(shape, value, pointer, slot)
            return
        for key, item in value.items():
            at = f"{pointer}/{escape(key)}"
            self.printable(key, at, slot)
            self.walk(shape.of, item, at, slot)

    def text(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """Text: there, and printable."""
        if type(value) is not str:
            self.wrong_type(Text(), value, pointer, slot)
        elif not value or value.isspace():
            self.note("empty-text", pointer, slot)
        else:
            self.printable(value, pointer, slot)

    def printable(self, value: str, pointer: str, slot: Slot | None) -> None:
        """No character that a paper cannot print."""
        match = _values.UNPRINTABLE_CHARACTER.search(value)
        if match is not None:
            found = f"U+{ord(match.group()):04X}"
            at = match.start() + 1
            self.note(
                "control-character", pointer, slot, found=found, position=at
            )

    def word(
        self, shape: Words, value: Any, pointer: str, slot: Slot | None
    ) -> None:
        """One word of a closed list."""
        if type(value) is not str:
            self.wrong_type(shape, value, pointer, slot)
        elif shape.words == (SCHEMA_VERSION,):
            if value != SCHEMA_VERSION:
                self.note(
                    "unknown-schema-version",
                    pointer,
                    slot,
                    found=value,
                    expected=SCHEMA_VERSION,
                )
        elif value not in shape.words:
            self.note(
                "unknown-word",
                pointer,
                slot,
                found=value,
                expected=_listed(slot.name if slot else "", shape.words),
                hint=_hints.word_hint(value, shape.words),
            )

    def fact_value(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """A fact's value: no list, no object, no number with decimals."""
        if type(value) is str:
            self.text(value, pointer, slot)
        elif isinstance(value, (Fraction, float)):
            self.note("float-value", pointer, slot, found=_written(value))
        elif type(value) is int:
            self.exact(value, pointer, slot)
        elif type(value) is not bool and value is not None:
            self.wrong_type(FactValue(), value, pointer, slot)

    def exact(self, value: int, pointer: str, slot: Slot | None) -> bool:
        """Whether every reader of JSON keeps the integer whole."""
        if abs(value) <= _values.MAX_INTEGER:
            return True
        limit = _values.MAX_INTEGER
        self.note("integer-too-large", pointer, slot, limit=str(limit))
        return False

    def truth(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """Nothing but ``true`` and ``false``."""
        if type(value) is not bool:
            self.wrong_type(Truth(), value, pointer, slot)

    def count(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """A whole number from 1."""
        if type(value) is not int:
            self.wrong_type(Count(), value, pointer, slot)
        elif value < 1:
            self.note("count-too-small", pointer, slot, found=value)
        else:
            self.exact(value, pointer, slot)

    def money(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """An amount: exact, not negative, whole fen."""
        if isinstance(value, (Fraction, float)):
            self.note("float-money", pointer, slot, found=_written(value))
            return
        if type(value) is int:
            value = str(value)
        if type(value) is not str:
            self.wrong_type(Money(), value, pointer, slot)
            return
        if _values.MONEY.fullmatch(value) is not None:
            return
        if re.fullmatch(r"-[0-9]+(?:\.[0-9]+)?", value):
            self.note("negative-money", pointer, slot, found=value)
        elif re.fullmatch(r"(?:0|[1-9][0-9]{0,14})\.[0-9]{3,}", value):
            self.note("money-decimals", pointer, slot, found=value)
        elif re.fullmatch(r"[1-9][0-9]{15,}(?:\.[0-9]+)?", value):
            limit = str(_values.MAX_MONEY)
            self.note("money-too-large", pointer, slot, limit=limit)
        else:
            hint = _hints.money_hint(value)
            self.note("bad-money", pointer, slot, found=value, hint=hint)

    def date(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """A date of the calendar, written year-month-day."""
        if type(value) not in (str, int):
            self.wrong_type(Date(), value, pointer, slot)
            return
        try:
            _values.read_date(value)
        except TypeError:
            if _values.ANY_DATE.fullmatch(str(value)):
                self.note("year-out-of-range", pointer, slot, found=value)
                return
            hint = _hints.date_hint(value)
            self.note("bad-date", pointer, slot, found=str(value), hint=hint)
        except ValueError:
            self.note("impossible-date", pointer, slot, found=value)

    def time(self, value: Any, pointer: str, slot: Slot | None) -> None:
        """A time of day, hours from 00 to 23."""
        if type(value) is not str:
            self.wrong_type(Time(), value, pointer, slot)
        elif _values.TIME.fullmatch(value) is None:
            self.note("bad-time", pointer, slot, found=value)


def _listed(name: str, words: Iterable[str]) -> Mapping[str, str]:
    """The words that a field takes, in Chinese with their meaning."""
    from penaltykit.case._glosses import gloss

    listed = list(words)
    said = {word: gloss(name, word) for word in listed}
    return {
        "zh": "、".join(
            f"{word}（{text}）" if text else word
            for word, text in said.items()
        ),
        "en": ", ".join(listed),
    }


def _written(number: Fraction | float) -> str:
    return number.text if isinstance(number, Fraction) else repr(number)
