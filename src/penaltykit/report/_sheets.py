"""Findings as CSV and as a workbook."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from penaltykit._csv import csv_bytes
from penaltykit._i18n import translator
from penaltykit._voice import Voice
from penaltykit._workbook import MOST, heads, put, stable_bytes
from penaltykit.report._lead import lead
from penaltykit.report._rows import (
    Table,
    count_rows,
    finding_heads,
    finding_rows,
    tables,
)
from penaltykit.report._summary import Checked, Summary
from penaltykit.report._text import width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDE = 44
# What the name of a sheet cannot hold, and how long it can be.
_NO_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
_LINE = 15
"""Height of a line, in points."""
_MOST_LINES = 27
"""A row is at most 409 points high."""


def to_csv(files: Iterable[Checked], voice: Voice) -> bytes:
    """One line a finding; cells that would be formulas are guarded."""
    return csv_bytes(finding_heads(voice.lang), finding_rows(files, voice))


def to_xlsx(
    files: Sequence[Checked],
    summary: Summary,
    voice: Voice,
    more: Sequence[Table] = (),
) -> bytes:
    """The summary and every finding as a workbook; no cell is a formula.

    Args:
        files: what was looked at.
        summary: of them.
        voice: language and names.
        more: tables to stand behind those of the summary, such as scores.

    Raises:
        ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    _ = translator(voice.lang)
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = _("Summary")
    counts = count_rows(summary, voice.lang)
    steps = lead(summary, voice.lang)
    rows: list[tuple[str, str | int]] = [*counts]
    first = _("What to do first")
    rows += [
        (f"{first} {number}", step) for number, step in enumerate(steps, 1)
    ]
    _fill(page, [_("What"), _("Number")], rows, filtered=False)
    for number in range(2, len(rows) + 2):
        # Numbers and sentences in one column: both begin at its edge.
        page.cell(number, 2).alignment = Alignment(
            horizontal="left", vertical="top", wrap_text=True
        )
    for table in (*tables(summary, voice.lang), *more):
        name = _NO_SHEET.sub(" ", table.title)[:_LONGEST]
        _fill(book.create_sheet(name), table.heads, table.rows)
    _fill(
        book.create_sheet(_("All findings")),
        finding_heads(voice.lang),
        finding_rows(files, voice),
    )
    return stable_bytes(book)


def _fill(
    page: "Worksheet",
    texts: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    *,
    filtered: bool = True,
) -> None:
    """Headings and rows, columns as wide as what stands in them."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    told = [
        [
            ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)[:MOST]
            if isinstance(cell, str)
            else cell
            for cell in row
        ]
        for row in rows
    ]
    widths = [
        min(_WIDE, max(width(str(row[column])) + 3 for row in [texts, *told]))
        for column in range(len(texts))
    ]
    heads(page, texts, widths)
    for number, row in enumerate(told, 2):
        for column, cell in enumerate(row, 1):
            put(page, number, column, cell)
        # Not every program makes a row as high as its wrapped text.
        page.row_dimensions[number].height = _LINE * min(
            _MOST_LINES,
            max(
                _lines(str(cell), wide)
                for cell, wide in zip(row, widths, strict=True)
            ),
        )
    if told and filtered:
        page.auto_filter.ref = page.dimensions


def _lines(text: str, wide: int) -> int:
    """How many lines a text takes in a column; the last two signs are kept
    free, since programs break a little earlier than they measure.
    """
    return sum(
        max(1, -(-width(line) // max(1, wide - 2)))
        for line in text.split("\n")
    )
