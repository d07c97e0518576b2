"""CSV that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

# Excel reads a CSV as UTF-8 only with this mark.
BOM: Final = "\ufeff"
# Signs with which spreadsheets begin a formula, full-width ones included.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: one that begins like
    one gets an apostrophe before it.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with byte order mark, lines ended by CRLF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in header])
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return (BOM + out.getvalue()).encode("utf-8")
