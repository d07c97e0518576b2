"""A JSON reader that knows where everything stands.

Slow, and used only for a file in which something is wrong: it reports what
:mod:`json` and :mod:`orjson` pass over (duplicate keys, numbers that lose
figures) and gives line and column of every value and key.
"""

import re
from typing import Any

from attrs import define, field

from penaltykit._pointer import escape
from penaltykit.case._hints import PROBLEMS
from penaltykit.case._values import Fraction
from penaltykit.errors import Fault, Place

MAX_DEPTH = 64
# A case of a thousand violations has some hundred thousand.
MAX_VALUES = 500_000
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?[0-9][0-9]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_STRICT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_HEXADECIMAL = re.compile(r"\\u([0-9a-fA-F]{4})")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_WORD = re.compile(r"[A-Za-z_$][\w$]*|[-+]?(?:NaN|Infinity)")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_ESCAPES = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}
_WORDS = {"true": True, "false": False, "null": None}
_HEX_DIGITS = 4
_SURROGATES = range(0xD800, 0xE000)
_LOW_SURROGATES = range(0xDC00, 0xE000)
_TOO_MANY = "too-many-values"


@define
class Scan:
    """Plain data with the place of each part.

    Attributes:
        name: what faults call the file.
        value: the data; a :class:`Fraction` for a number that is no integer.
        faults: what is wrong with the text itself; after a syntax error
            nothing more is read.
        complete: false when a syntax error ended the reading.
    """

    name: str | None
    value: Any = None
    faults: list[Fault] = field(factory=list)
    complete: bool = True
    starts: list[int] = field(factory=list)
    values: dict[str, int] = field(factory=dict)
    keys: dict[str, int] = field(factory=dict)

    def place(self, pointer: str = "") -> Place:
        """Where the value stands, or its nearest parent that exists."""
        at = pointer
        while at not in self.values and at:
            at = at.rpartition("/")[0]
        return self.at(self.values.get(at, 0), pointer)

    def key_place(self, pointer: str) -> Place:
        """Where the key of the value stands."""
        if pointer in self.keys:
            return self.at(self.keys[pointer], pointer)
        return self.place(pointer)

    def at(self, offset: int, pointer: str | None) -> Place:
        """The line and column of an offset in the text, both from 1."""
        from bisect import bisect_right

        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return Place(file=self.name, pointer=pointer, line=line, column=column)


class _Syntax(Exception):  # noqa: N818 never leaves this module
    """Reading cannot go on."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem, offset)
        self.problem = problem
        self.offset = offset


def scan_json(text: str, name: str | None = None) -> Scan:
    """Read JSON text with places; never raises for what the text holds."""
    scan = Scan(name)
    scan.starts = [0, *(match.end() for match in re.finditer("\n", text))]
    reader = _Reader(text, scan)
    try:
        reader.document()
    except _Syntax as error:
        scan.complete = False
        place = scan.at(error.offset, None)
        if error.problem == _TOO_MANY:
            fault = Fault(_TOO_MANY, place, {"limit": MAX_VALUES})
            scan.faults.append(fault)
            return scan
        what = PROBLEMS[error.problem]
        params = {"problem": error.problem, "what": what}
        scan.faults.append(Fault("json-syntax", place, params))
    return scan


def _stop(offset: int, problem: str) -> _Syntax:
    """The exception that ends the reading; names of ``PROBLEMS``."""
    return _Syntax(problem, offset)


class _Reader:
    """Recursive descent; depth is bounded by ``MAX_DEPTH``."""

    def __init__(self, text: str, scan: Scan) -> None:
        self.text = text
        self.scan = scan
        self.pos = 0

    def document(self) -> None:
        """Read the one value of the text."""
        self.scan.value = self.value("", 0)
        self.space()
        if self.pos < len(self.text):
            raise _stop(self.pos, self.blame("extra"))

    def space(self) -> None:
        """Pass over white space."""
        match = _SPACE.match(self.text, self.pos)
        assert match is not None
        self.pos = match.end()

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        self.space()
        return self.text[self.pos : self.pos + 1]

    def blame(self, otherwise: str) -> str:
        """The name of what is wrong at the present position."""
        char = self.text[self.pos : self.pos + 1]
        if not char:
            return "end"
        if char in "'‘’“”":
            return "quotes"
        if char in "，：；｛｝［］":
            return "full-width"
        if char == "#" or self.text[self.pos : self.pos + 2] in ("//", "/*"):
            return "comment"
        return otherwise

    def value(self, pointer: str, depth: int) -> Any:
        """Read the value that comes next."""
        char = self.peek()
        start = self.pos
        self.scan.values[pointer] = start
        if len(self.scan.values) > MAX_VALUES:
            raise _stop(start, _TOO_MANY)
        if char in ("{", "["):
            if depth >= MAX_DEPTH:
                place = self.scan.at(start, pointer)
                params = {"limit": MAX_DEPTH}
                self.scan.faults.append(Fault("too-deep", place, params))
                self.skip()
                return None
            self.pos += 1
            if char == "{":
                return self.members(pointer, depth)
            return self.entries(pointer, depth)
        if char == '"':
            return self.string(pointer)
        number = _NUMBER.match(self.text, self.pos)
        if number is not None:
            return self.number(number.group())
        word = _WORD.match(self.text, self.pos)
        if word is not None and word.group() in _WORDS:
            self.pos = word.end()
            return _WORDS[word.group()]
        if word is not None:
            problem = "nan" if word.group()[-1] in "Ny" else "bare-word"
            raise _stop(start, problem)
        raise _stop(start, self.blame("value"))

    def number(self, text: str) -> Any:
        """An integer, or a :class:`Fraction` as it was written."""
        if _STRICT.fullmatch(text) is None:
            raise _stop(self.pos, "leading-zero")
        self.pos += len(text)
        if text.lstrip("-").isdigit():
            # int() refuses thousands of digits; the walk refuses this too.
            long = 400
            return int(text) if len(text) < long else int(text[:long])
        return Fraction(text)

    def members(self, pointer: str, depth: int) -> dict[str, Any]:
        """Read an object after its opening brace."""
        result: dict[str, Any] = {}
        if self.peek() == "}":
            self.pos += 1
            return result
        while True:
            if self.peek() != '"':
                problem = "trailing-comma" if self.peek() == "}" else "key"
                raise _stop(self.pos, self.blame(problem))
            start = self.pos
            key = self.string(pointer)
            at = f"{pointer}/{escape(key)}"
            if self.peek() != ":":
                raise _stop(self.pos, self.blame("colon"))
            self.pos += 1
            if key in result:
                first = self.scan.at(self.scan.keys[at], at).line
                place = self.scan.at(start, at)
                params = {"found": key, "first": first}
                self.scan.faults.append(Fault("duplicate-key", place, params))
                self.value(at, depth + 1)
            else:
                self.scan.keys[at] = start
                result[key] = self.value(at, depth + 1)
            if self.comma("}"):
                return result

    def entries(self, pointer: str, depth: int) -> list[Any]:
        """Read a list after its opening bracket."""
        result: list[Any] = []
        if self.peek() == "]":
            self.pos += 1
            return result
        while True:
            if self.peek() == "]":
                raise _stop(self.pos, "trailing-comma")
            result.append(self.value(f"{pointer}/{len(result)}", depth + 1))
            if self.comma("]"):
                return result

    def comma(self, closing: str) -> bool:
        """Pass a comma (false) or the closing mark (true)."""
        char = self.peek()
        if char not in (",", closing) or not char:
            raise _stop(self.pos, self.blame("comma"))
        self.pos += 1
        return char == closing

    def string(self, pointer: str) -> str:
        """Read a string; a lone surrogate in it is noted as a fault."""
        start = self.pos
        self.pos += 1
        parts = []
        while True:
            match = _PLAIN.match(self.text, self.pos)
            assert match is not None
            parts.append(match.group())
            self.pos = match.end()
            char = self.text[self.pos : self.pos + 1]
            if char == '"':
                self.pos += 1
                break
            if char == "\\":
                parts.append(self.escape())
            elif char in ("", "\n", "\r"):
                raise _stop(start, "open-string")
            else:
                # JSON wants these escaped, the tab too.
                place = self.scan.at(self.pos, pointer)
                at = sum(map(len, parts)) + 1
                params = {"found": f"U+{ord(char):04X}", "position": at}
                fault = Fault("control-character", place, params)
                self.scan.faults.append(fault)
                parts.append(" ")
                self.pos += 1
        text = "".join(parts)
        if any(ord(char) in _SURROGATES for char in text):
            place = self.scan.at(start, pointer)
            self.scan.faults.append(Fault("lone-surrogate", place, {}))
            text = "".join(
                "\ufffd" if ord(char) in _SURROGATES else char for char in text
            )
        return text

    def escape(self) -> str:
        """Read an escape; pairs of surrogates become one character."""
        char = self.text[self.pos + 1 : self.pos + 2]
        if char in _ESCAPES and char:
            self.pos += 2
            return _ESCAPES[char]
        code = self.hexadecimal()
        if code is None:
            raise _stop(self.pos, "escape")
        self.pos += 2 + _HEX_DIGITS
        if code in _SURROGATES and code not in _LOW_SURROGATES:
            low = self.hexadecimal()
            if low is not None and low in _LOW_SURROGATES:
                self.pos += 2 + _HEX_DIGITS
                pair = (code - 0xD800 << 10) + (low - 0xDC00)
                return chr(0x10000 + pair)
        return chr(code)

    def hexadecimal(self) -> int | None:
        """The code of a four-digit escape at the present position."""
        match = _HEXADECIMAL.match(self.text, self.pos)
        return int(match.group(1), 16) if match else None

    def skip(self) -> None:
        """Pass over a value that lies too deep."""
        depth = 0
        while match := _TOKEN.search(self.text, self.pos):
            self.pos = match.end()
            if match.group() in "[{":
                depth += 1
            elif match.group() in "]}":
                depth -= 1
                if not depth:
                    return
        raise _stop(len(self.text), "end")
