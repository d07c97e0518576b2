"""Text from a case file, made safe to print.

A name may hold anything. What no format can carry (control characters, lone
surrogates) or what would turn the reading order of a whole line (embeddings
and overrides of writing direction) is shown as U+FFFD: seen, not dropped in
silence. Marks that names in right-to-left scripts need (U+200E, U+200F,
U+061C) stay.
"""

import re
from typing import Final

_ILLEGAL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    "\ufffe\uffff]"
)
_BREAKS: Final = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SPACES: Final = re.compile(r"[ \t]+")
_LATIN_LINES: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
SHOWN: Final = "\ufffd"


def clean(text: str) -> str:
    """``text`` that every format can print; its line breaks stay."""
    text = _LATIN_LINES.sub("\n", text)
    return _ILLEGAL.sub(SHOWN, text)


def one_line(text: str) -> str:
    """``text`` cleaned, on one line, without spaces at its ends."""
    return _SPACES.sub(" ", clean(_BREAKS.sub(" ", text))).strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: its lines, cleaned, without empty ones."""
    return [
        line
        for raw in clean(text).split("\n")
        if (line := _SPACES.sub(" ", raw).strip())
    ]
