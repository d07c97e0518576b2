"""Values of a case file in the cells of a workbook, there and back.

People write 是 for true, 2024/3/5 for a date and 公民 for ``citizen``;
workbooks hold numbers where a case holds text. What cannot be turned is
handed on as it stands: the search for faults then names the cell.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from attrs import field, frozen

from penaltykit.case._glosses import gloss
from penaltykit.case._shape import (
    Count,
    Date,
    FactValue,
    Listing,
    Money,
    Shape,
    Text,
    Time,
    Truth,
    Words,
)

YES, NO = "是", "否"
_TRUTHS = {YES: True, NO: False, "true": True, "false": False}
_DATE = re.compile(
    r"\s*([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?\s*"
)
_TIME = re.compile(
    r"\s*([0-9]{1,2})[:：时]([0-9]{2})分?(?:[:：]([0-9]{2}))?\s*"
)
_WHOLE = re.compile(r"\s*(?:0|-?[1-9][0-9]{0,14})\s*")
# A workbook keeps fifteen figures of a number.
_FIGURES = 10**15
# In a list each entry has a line; a line end inside an entry becomes this.
_LINE_END = "\u2424"
_SPLIT = re.compile(r"[；;、，,]")


class NumberCutError(ValueError):
    """A long number was kept as a number, and its end is lost."""


class FactLike(Protocol):
    """What a workbook keeps of an entry of the fact vocabulary."""

    @property
    def id(self) -> str:
        """Id of the fact."""

    @property
    def zh(self) -> str:
        """Chinese label."""

    @property
    def en(self) -> str:
        """English label."""

    @property
    def type(self) -> Any:
        """Name of its type."""

    @property
    def unit(self) -> str | None:
        """Unit of a quantity."""

    @property
    def values(self) -> Sequence[Any]:
        """Words of a one-of fact, each with ``value``, ``zh`` and ``en``."""


@frozen
class FactCells:
    """How the values of facts stand in cells.

    Attributes:
        types: type of each fact by its id.
        ids: id of each fact by its label.
        words: for a fact, its words by their labels.
    """

    types: Mapping[str, str] = field(factory=dict, hash=False)
    ids: Mapping[str, str] = field(factory=dict, hash=False)
    words: Mapping[str, Mapping[str, str]] = field(factory=dict, hash=False)

    def id_of(self, text: str) -> str:
        """The id that a label stands for; the text itself otherwise."""
        return text if text in self.types else self.ids.get(text, text)

    def read(self, fact: str, value: Any) -> Any:
        """The value of a fact from its cell."""
        kind = self.types.get(fact, "")
        if isinstance(value, str) and kind != "text":
            said = value.strip()
            if kind == "truth":
                return _TRUTHS.get(said.lower(), value)
            if kind == "one-of":
                return self.words.get(fact, {}).get(said, value)
            if kind == "date":
                return _date(value)
            if kind == "count" and _WHOLE.fullmatch(value):
                return int(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            if kind in ("text", "date"):
                return _text(value)
            return _number(value)
        return _text(value) if isinstance(value, dt.date | dt.time) else value

    def write(self, fact: str, value: Any) -> Any:
        """What a cell shows of the value of a fact."""
        kind = self.types.get(fact, "")
        if kind == "truth" and isinstance(value, bool):
            return YES if value else NO
        if kind == "one-of" and isinstance(value, str):
            labels = {code: label for label, code in self.words[fact].items()}
            return labels.get(value, value)
        return value


def fact_cells(entries: Iterable[FactLike], lang: str = "zh") -> FactCells:
    """The cells of a vocabulary, with labels in one language."""
    types: dict[str, str] = {}
    ids: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for entry in entries:
        types[entry.id] = str(entry.type)
        ids.setdefault(entry.zh if lang == "zh" else entry.en, entry.id)
        said = {
            (word.zh if lang == "zh" else word.en): word.value
            for word in entry.values
        }
        if said:
            words[entry.id] = said
    return FactCells(types, ids, words)


def read_cell(shape: Shape, name: str, value: Any) -> Any:
    """The value of a field from its cell.

    Args:
        shape: what the field holds.
        name: of the field, for the words of closed lists.
        value: of the cell.

    Raises:
        NumberCutError: a code was kept as a number and lost its end.
    """
    if isinstance(shape, Listing):
        return [
            read_cell(shape.of, name, part) for part in _parts(shape.of, value)
        ]
    if isinstance(shape, Words):
        return _coded(shape, name, value)
    turn = _TURN.get(type(shape), _text)
    return turn(value)


def write_cell(shape: Shape, name: str, value: Any, lang: str) -> Any:
    """What a cell holds of a field: text, a number, or a truth value."""
    if isinstance(shape, Listing):
        parts = [
            str(write_cell(shape.of, name, part, lang)).replace(
                "\n", _LINE_END
            )
            for part in value
        ]
        # A line end at the close tells one entry with a comma from two.
        return "\n".join(parts) + "\n" if _split_again(parts) else parts[0]
    if isinstance(shape, Words):
        return word_label(name, str(value), lang)
    if isinstance(value, bool) and lang == "zh":
        return YES if value else NO
    if isinstance(shape, Money):
        return _amount(value)
    return value


def word_label(name: str, word: str, lang: str) -> str:
    """A word of a closed list as people read it."""
    return (gloss(name, word) if lang == "zh" else "") or word


def _split_again(parts: list[str]) -> bool:
    return len(parts) != 1 or _SPLIT.search(parts[0]) is not None


def _parts(shape: Shape, value: Any) -> list[Any]:
    if not isinstance(value, str):
        return [value]
    if isinstance(shape, Text) and "\n" not in value:
        lines = value.split("；")
    elif isinstance(shape, Text):
        lines = value.split("\n")
    else:
        lines = _SPLIT.sub("\n", value).split("\n")
    return [line.replace(_LINE_END, "\n") for line in lines if line.strip()]


def _coded(shape: Words, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    said = value.strip()
    if said in shape.words:
        return said
    for word in shape.words:
        if said == gloss(name, word):
            return word
    return value


def _text(value: Any) -> Any:
    """Text that a workbook has made a number or a date of."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if abs(value) >= _FIGURES:
        raise NumberCutError
    return str(_number(value))


def _number(value: float) -> Any:
    """A whole number, or a decimal string."""
    if isinstance(value, bool | int):
        return value
    try:
        exact = Decimal(repr(value))
        if exact == exact.to_integral_value():
            return int(exact)
    except (InvalidOperation, OverflowError):
        return value
    return format(exact, "f")


def _amount(value: str) -> Any:
    """An amount as a number, where a workbook keeps it exactly."""
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        return int(exact) if abs(exact) < _FIGURES else value
    number = float(exact)
    return number if Decimal(repr(number)) == exact else value


def _date(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and (found := _DATE.fullmatch(value)):
        year, month, day = (int(part) for part in found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    return value


def _time(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        value = value.time()
    if isinstance(value, dt.time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, str) and (found := _TIME.fullmatch(value)):
        hour, minute, second = found.groups()
        text = f"{int(hour):02}:{minute}"
        return text if second is None else f"{text}:{second}"
    return value


def _truth(value: Any) -> Any:
    if isinstance(value, str):
        return _TRUTHS.get(value.strip().lower(), value)
    return value


def _said(value: Any) -> Any:
    return _truth(_figure(value))


def _money(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return _figure(value)


def _count(value: Any) -> Any:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    return _figure(value)


def _figure(value: Any) -> Any:
    """A number as JSON has it; a date or a time as text."""
    if isinstance(value, int | float):
        return _number(value)
    return _text(value)


_TURN: Mapping[type, Callable[[Any], Any]] = {
    Truth: _truth,
    Date: _date,
    Time: _time,
    Money: _money,
    Count: _count,
    # Outside the sheets of facts only truths are asked for so.
    FactValue: _said,
    Text: _text,
}
