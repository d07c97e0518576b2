"""Writing YAML that :func:`penaltykit._yaml.load` reads back unchanged."""

import json
import re
from collections.abc import Mapping
from typing import Any

from penaltykit._pointer import escape

# Text that needs no quotes: no mark of YAML at its start or inside, and
# nothing that would be read as a number or a word with a meaning.
_PLAIN = re.compile(
    r"[A-Za-z_\u4e00-\u9fff《（“]"
    r"[A-Za-z0-9_\u4e00-\u9fff《》（）“”、，。；！？·/()+.%-]*"
    r"(?: [A-Za-z0-9_\u4e00-\u9fff《》（）“”、，。；！？·/()+.%-]+)*"
)
_WORDS = frozenset(
    {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
)


def dump(value: Any, comments: Mapping[str, str] | None = None) -> str:
    """Write plain data as block YAML.

    Args:
        value: dicts with text keys, lists, ``str``, ``int``, ``bool`` and
            ``None``.
        comments: by JSON pointer of a value, what is written above it, one
            comment line for each line of text; ``""`` stands at the top.

    Raises:
        TypeError: a value of another type (a float above all).
    """
    notes = comments or {}
    lines: list[str] = []
    _comment(notes.get(""), "", lines)
    if isinstance(value, (dict, list)) and value:
        _block(value, "", "", notes, lines)
    else:
        lines.append(_scalar(value))
    return "\n".join(lines) + "\n"


def _block(
    value: Any,
    pointer: str,
    indent: str,
    notes: Mapping[str, str],
    lines: list[str],
) -> None:
    """Write the lines of a mapping or a list that is not empty."""
    if isinstance(value, dict):
        entries = [
            (f"{_text(_checked(key))}:", str(key), item)
            for key, item in value.items()
        ]
    else:
        entries = [("-", str(index), item) for index, item in enumerate(value)]
    for mark, token, item in entries:
        path = f"{pointer}/{escape(token)}"
        _comment(notes.get(path), indent, lines)
        if isinstance(item, (dict, list)) and item:
            lines.append(f"{indent}{mark}")
            _block(item, path, f"{indent}  ", notes, lines)
        else:
            lines.append(f"{indent}{mark} {_scalar(item)}")


def _comment(text: str | None, indent: str, lines: list[str]) -> None:
    if text is None:
        return
    lines.extend(f"{indent}# {line}".rstrip() for line in text.splitlines())


def _checked(key: object) -> str:
    if not isinstance(key, str):
        message = f"a key must be text, not {type(key).__name__}"
        raise TypeError(message)
    return key


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict) and not value:
        return "{}"
    if isinstance(value, list) and not value:
        return "[]"
    message = f"cannot write {type(value).__name__} as YAML"
    raise TypeError(message)


def _text(value: str) -> str:
    """Text, in double quotes unless it is plainly text."""
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    # YAML forbids these raw even in quotes; JSON leaves them raw.
    return "".join(
        char if char.isprintable() or char == "\u3000" else _escape(char)
        for char in quoted
    )


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 last code point of four digits
