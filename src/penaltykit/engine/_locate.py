"""Where a part of a text stands in the YAML file that holds the text.

Quotes, escapes, folded and block scalars move the columns; so on a fault,
and only then, the file is read again and followed character by character.
"""

from pathlib import Path

from attrs import evolve

from penaltykit.errors import Place

_MAX_BYTES = 1_000_000


def locate(place: Place, text: str, at: int) -> Place:
    """The place of offset ``at`` of a ``text`` that begins at ``place``.

    A place with neither line nor file is given that of the text itself. One
    with a file or a cell but no line stays as it is.
    """
    if place.line is None:
        if place.file is not None or place.cell is not None:
            return place
        return evolve(place, line=1, column=1 + at)
    if place.file is not None:
        found = _in_file(place, text, at)
        if found is not None:
            return evolve(place, line=found[0], column=found[1])
    lines = text.count("\n", 0, at)
    if lines:
        column = at - text.rfind("\n", 0, at)
        return evolve(place, line=place.line + lines, column=column)
    return evolve(place, column=(place.column or 1) + at)


def _in_file(place: Place, text: str, at: int) -> tuple[int, int] | None:
    assert place.file is not None
    path = Path(place.file)
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None
        source = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    lines = source.split("\n")
    if place.line is None or place.line > len(lines):
        return None
    before = sum(len(line) + 1 for line in lines[: place.line - 1])
    start = before + (place.column or 1) - 1
    offset = follow(source, start, text, at)
    if offset is None:
        return None
    line = source.count("\n", 0, offset)
    return line + 1, offset - source.rfind("\n", 0, offset)


def follow(  # noqa: C901 one walk over two texts
    source: str, start: int, text: str, at: int
) -> int | None:
    """The offset in ``source`` of ``text[at]``.

    Args:
        source: YAML.
        start: offset of the scalar, its quote or its ``|`` or ``>``.
        text: the value of the scalar.
        at: offset in ``text``; its length is allowed.

    Returns:
        ``None`` if the source does not hold the text there.
    """
    position = start
    quote = source[start : start + 1]
    if quote in ("|", ">"):
        position = source.find("\n", start) + 1
        if not position:
            return None
    elif quote in ('"', "'"):
        position += 1
    for index, wanted in enumerate(text):
        while True:
            found = source[position : position + 1]
            if not found:
                return None
            if found == wanted or (wanted == " " and found == "\n"):
                break
            escaped = found == quote == "'" or (found == "\\" and quote == '"')
            if not escaped and not found.isspace():
                return None
            position += 1
        if found == quote:  # the second half of '' or of \"
            position += quote == "'"
        if index == at:
            return position
        position += 1
    return position if at >= len(text) else None
