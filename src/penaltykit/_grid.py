"""A table of text as spreadsheets save it: CSV in any of their habits."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import field, frozen

from penaltykit.errors import Fault, Place, RuleError

MAX_BYTES: Final = 4_000_000
# Excel separates by the list separator of the system: a comma, in parts of
# Europe a semicolon; "Unicode text" has tabs. WPS may take full-width ones.
_SEPARATORS: Final = (",", ";", "\t", "，", "；")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_LETTERS: Final = 26


def letters(index: int) -> str:
    """The letters of a column, counted from 0: ``A``, ``Z``, ``AA``."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found


@frozen
class Row:
    """A line of a table.

    Args:
        number: of the row in the spreadsheet, from 1.
        line: of the file on which it ends; a cell may hold line breaks.
        cells: as written, stripped of blanks around.
    """

    number: int
    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells)


@frozen
class Grid:
    """A whole table.

    Args:
        name: of the file, for faults.
        rows: with the header, blank ones too.
        separator: what stands between cells.
        broken: what the reader stopped at: line, row and reason.
    """

    name: str
    rows: tuple[Row, ...]
    separator: str
    broken: tuple[int, int, str] | None = field(default=None)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, without empty ones at the end."""
        names = list(self.rows[0].cells) if self.rows else []
        while names and not names[-1]:
            names.pop()
        return tuple(names)

    def place(self, row: Row | None, column: int | None = None) -> Place:
        """Line, column and cell.

        Args:
            row: ``None`` for the file.
            column: counted from 0; ``None`` for the line.
        """
        if row is None:
            return Place(file=self.name, line=1, column=1)
        if column is None:
            return Place(file=self.name, line=row.line, column=1)
        return Place(
            file=self.name,
            line=row.line,
            column=column + 1,
            cell=f"{letters(column)}{row.number}",
        )


def read_grid(path: Path) -> Grid:
    """Read a table: UTF-8 with or without a byte-order mark, UTF-16 with
    one, or GB 18030; separated by commas, semicolons or tabs.

    Raises:
        RuleError: missing, too large, or no text at all.
    """
    text = decode(path)
    separator = _separator(text)
    reader = csv.reader(
        io.StringIO(text, newline=""), strict=True, delimiter=separator
    )
    rows: list[Row] = []
    broken = None
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            rows.append(Row(len(rows) + 1, reader.line_num, stripped))
    except csv.Error as error:
        broken = (reader.line_num, len(rows) + 1, str(error))
    return Grid(str(path), tuple(rows), separator, broken)


def decode(path: Path) -> str:
    """The text of a file that a spreadsheet or an editor saved.

    Raises:
        RuleError: missing, too large, or no text at all.
    """
    place = Place(file=str(path))
    if not path.is_file():
        raise RuleError([Fault("file-missing", place)])
    size = path.stat().st_size
    if size > MAX_BYTES:
        params = {"found": size, "limit": MAX_BYTES}
        raise RuleError([Fault("file-too-large", place, params)])
    content = path.read_bytes()
    if content.startswith(_UTF16):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            # Excel puts the mark of UTF-8 before GB 18030 if told to.
            told = (
                content.removeprefix(codecs.BOM_UTF8)
                if encoding == "gb18030"
                else content
            )
            text = told.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise RuleError([Fault("file-not-text", place)])


def _separator(text: str) -> str:
    """What stands between the names of the header."""
    header = next(_lines(text), "")
    found = max(_SEPARATORS, key=header.count)
    return found if found in header else ","


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.strip())
