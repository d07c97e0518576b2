"""Text to tokens, with gentle guesses at what a slip was meant to be."""

import re
from collections.abc import Callable

from attrs import frozen

MAX_LENGTH = 4000
"""Characters of one expression."""
MAX_DIGITS = 40
"""Digits of one number."""

Report = Callable[..., None]
"""Takes a code, an offset and the parameters of the wording."""


@frozen
class Token:
    """``kind`` is ``number``, ``string``, ``name``, ``end``, or the keyword
    or mark itself; ``text`` is what was written.
    """

    kind: str
    text: str
    at: int


KEYWORDS = frozenset({"and", "or", "not", "between", "in", "true", "false"})

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)
    | (?P<string>"(?:[^"\\\n]|\\["\\])*")
    | (?P<mark>\.\.|!=|<=|>=|[=<>+\-*/(),\[\]])
    """,
    re.VERBOSE,
)

# What people write, and what the language has for it. Longest first.
_MEANT = {
    "==": "=",
    "<>": "!=",
    "&&": "and",
    "||": "or",
    "（": "(",
    "）": ")",
    "，": ",",
    "、": ",",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "＝": "=",
    "≠": "!=",
    "＜": "<",
    "＞": ">",
    "≤": "<=",
    "≥": ">=",
    "＋": "+",
    "－": "-",
    "—": "-",
    "×": "*",
    "÷": "/",
    "…": "..",
    "并且": "and",
    "或者": "or",
    "且": "and",
    "或": "or",
    "　": "",
    "\u00a0": "",
}
_SLIP = re.compile(
    "|".join(re.escape(text) for text in sorted(_MEANT, key=len, reverse=True))
)
_QUOTED = re.compile("[“”'‘’＂「『]([^“”'‘’＂」』\n]*)[“”'‘’＂」』]")
_WORD = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_ESCAPE = re.compile(r'\\(["\\])')


def tokenize(text: str, report: Report) -> list[Token]:
    """The tokens of ``text``, ended by one of kind ``end``.

    A slip (a full-width bracket, ``==``, 且) is reported and read as what it
    was meant to be, so that later faults are found too.
    """
    tokens: list[Token] = []
    at = 0
    end = len(text)
    match = _TOKEN.match
    while at < end:
        # "==" must not be read as two marks
        slip = _SLIP.match(text, at)
        found = None if slip else match(text, at)
        if found is None:
            at = _mend(text, at, tokens, report)
            continue
        kind = found.lastgroup
        word = found.group()
        if kind == "number":
            if len(word) > MAX_DIGITS:
                report("feel-long-number", at, limit=MAX_DIGITS)
            tokens.append(Token("number", word, at))
        elif kind == "name":
            tokens.append(Token(_kind_of(word, at, report), word, at))
        elif kind == "string":
            inner = _ESCAPE.sub(r"\1", word[1:-1])
            tokens.append(Token("string", inner, at))
        elif kind == "mark":
            tokens.append(Token(word, word, at))
        at = found.end()
    tokens.append(Token("end", "", end))
    return tokens


def _kind_of(word: str, at: int, report: Report) -> str:
    """``name``, or the keyword that ``word`` is, perhaps in capitals."""
    if word in KEYWORDS:
        return word
    lowered = word.lower()
    if lowered not in KEYWORDS:
        return "name"
    report("feel-look-alike", at, found=word, expected=lowered)
    return lowered


def _mend(text: str, at: int, tokens: list[Token], report: Report) -> int:
    """Report what stands at ``at`` and return where to go on."""
    slip = _SLIP.match(text, at)
    if slip:
        meant = _MEANT[slip.group()]
        report(
            "feel-look-alike", at, found=slip.group(), expected=meant or " "
        )
        if meant:
            tokens.append(Token(meant, meant, at))
        return slip.end()
    if text[at] == '"':
        report("feel-open-string", at)
        tokens.append(Token("string", text[at + 1 :], at))
        return len(text)
    quoted = _QUOTED.match(text, at)
    if quoted:
        meant = f'"{quoted.group(1)}"'
        report("feel-look-alike", at, found=quoted.group(), expected=meant)
        tokens.append(Token("string", quoted.group(1), at))
        return quoted.end()
    word = _WORD.match(text, at)
    if word:
        # A name in Chinese: unknown, and said so where names are looked up.
        tokens.append(Token("name", word.group(), at))
        return word.end()
    report("feel-unexpected-character", at, found=text[at])
    return at + 1
