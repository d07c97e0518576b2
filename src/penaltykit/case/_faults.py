"""The search for every fault of a case file, each with its place.

Runs only where the fast path has refused a file. Values of identity fields
never go into a fault: reports are mailed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from penaltykit._pointer import escape
from penaltykit.case import _hints, _values
from penaltykit.case._links import broken_links
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
    case_shape,
)
from penaltykit.case._values import Fraction
from penaltykit.errors import Fault, Place

_MASK = "***"
_LONG_NUMBER = re.compile(r"[0-9]{11,}[Xx]?")
# Signs that people put between the digits of a number, CJK words are none.
_GAP = r"[\W_]{0,3}"
_SPACED_NUMBER = re.compile(rf"[0-9](?:{_GAP}[0-9]){{13,}}{_GAP}[0-9Xx]")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_ANY_CODE = re.compile(r"[0-9]{7,}[Xx]?")
_WHOLE_FILE = {"zh": "案件文件", "en": "case file"}
# Their "found" is the number of a character, never what a field holds.
_SAYS_NOTHING = ("control-character", "line-break")
_SHORTEST_SECRET = 2
_SHORTEST_NUMBER = 6
_MOST_KNOWN = 10
_SHOWN = 60

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


class Pointers:
    """Places of data that came from no text: pointers only."""

    def __init__(self, name: str | None) -> None:
        self.name = name

    def place(self, pointer: str = "") -> Place:
        """The pointer itself."""
        return Place(file=self.name, pointer=pointer)

    key_place = place


def find_faults(
    data: Any,
    places: Places,
    earlier: Iterable[Fault] = (),
    *,
    search: bool = True,
) -> list[Fault]:
    """Every fault of ``data``, in the order of the file.

    Args:
        data: plain data.
        places: knows where each pointer stands.
        earlier: faults of the text itself, to be told together.
        search: false where the data could not be read whole.
    """
    walk = _Search(places)
    walk.walk(case_shape(), data, "", None)
    for code, pointer, params in broken_links(data):
        walk.note(code, pointer, None, **_with_hint(code, params))
    found = walk.faults if search else []
    faults = [walk.masked(fault) for fault in (*earlier, *found)]
    faults.sort(key=_order)
    return faults


def hide_long_numbers(fault: Fault) -> Fault:
    """A fault of text that could not be read: numbers in it are masked."""
    params = {
        key: _ANY_CODE.sub(_MASK, value)
        if isinstance(value, str) and key != "limit"
        else value
        for key, value in fault.params.items()
    }
    return Fault(fault.code, fault.place, params)


def _with_hint(code: str, params: dict[str, Any]) -> dict[str, Any]:
    if code == "dangling-reference":
        found = params["found"]
        known = [name[:_SHOWN] for name in params["known"]]
        shown = known[:_MOST_KNOWN]
        if len(known) > _MOST_KNOWN:
            shown.append("…")
        return params | {
            "hint": _hints.did_you_mean(_hints.nearest(found, known)),
            "known": shown or {"zh": "无", "en": "none"},
        }
    return params


def _flat(text: str) -> str:
    """The text with every digit in ASCII, sign for sign."""
    signs = (unicodedata.normalize("NFKC", sign) for sign in text)
    same = (
        flat if len(flat) == 1 else sign
        for flat, sign in zip(signs, text, strict=True)
    )
    return "".join(same).translate(_HAN_DIGITS)


def _label_at(pointer: str) -> Mapping[str, str]:
    """What the field at a pointer is called; its key where it has no name."""
    shape: Shape | None = case_shape()
    label: Mapping[str, str] = _WHOLE_FILE
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        match shape:
            case Record() if key in shape.slots:
                slot = shape.slots[key]
                shape, label = slot.shape, slot.label
            case Listing():
                shape = shape.of
            case Table():
                shape, label = shape.of, {"zh": key, "en": key}
            case _:
                return {"zh": key, "en": key}
    return label


def _order(fault: Fault) -> tuple[int, int]:
    return fault.place.line or 0, fault.place.column or 0


class _Search:
    """One walk over the data of a case beside its shape."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.faults: list[Fault] = []
        self.secrets: set[str] = set()
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
        params.setdefault("field", slot.label if slot else _WHOLE_FILE)
        if slot is not None and slot.identity:
            if type(params.get("found")) is str and code not in _SAYS_NOTHING:
                params["found"] = _MASK
            params["hint"] = ""
        if type(params.get("found")) is str:
            params["found"] = params["found"][:_SHOWN]
        where = self.places.key_place if key else self.places.place
        self.faults.append(Fault(code, where(pointer), params))

    def masked(self, fault: Fault) -> Fault:
        """The fault without identity values, wherever one slipped in."""
        pointer = fault.place.pointer
        place = fault.place
        if pointer:
            from attrs import evolve

            place = evolve(place, pointer=self.mask(pointer))
        params = {
            key: item if key == "limit" else self.mask(item)
            for key, item in fault.params.items()
        }
        if pointer and "field" not in params:
            # A fault of the text itself; only the shape has the labels.
            params["field"] = _label_at(pointer)
        return Fault(fault.code, place, params)

    def mask(self, value: Any) -> Any:
        """Text, or text in lists and maps, with secrets replaced."""
        if isinstance(value, Mapping):
            return {key: self.mask(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.mask(item) for item in value]
        if isinstance(value, int) and not isinstance(value, bool):
            text = str(value)
            return self.mask(text) if _LONG_NUMBER.search(text) else value
        if not isinstance(value, str):
            return value
        for secret in sorted(self.secrets, key=len, reverse=True):
            value = value.replace(secret, _MASK)
        value = _LONG_NUMBER.sub(_MASK, self.mask_spaced(value))
        return _one_line(value)

    def mask_spaced(self, text: str) -> str:
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
            text = f"{text[:start]}{_MASK}{text[end:]}"
        return text

    def keep_secret(self, value: Any) -> None:
        """Remember what must not be shown."""
        if isinstance(value, list):
            for item in value:
                self.keep_secret(item)
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            text = str(value)
            if len(text) >= _SHORTEST_SECRET and text not in _SHOWN_ANYWAY:
                self.secrets.add(text)

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
                self.keep_secret(item)
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


def _one_line(text: str) -> str:
    """The text with escapes for what would break or hide a line."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" for char in text
    )


def _written(number: Fraction | float) -> str:
    return number.text if isinstance(number, Fraction) else repr(number)


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
