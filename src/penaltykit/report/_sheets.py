"""Findings as CSV and as a workbook."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from penaltykit._csv import csv_bytes
from penaltykit._i18n import translator
from penaltykit._voice import Voice
from penaltykit._workbook import MOST, heads, put, stable_bytes
from penaltykit.report._rows import (
    count_rows,
    finding_heads,
    finding_rows,
    group_heads,
    group_rows,
    tables,
)
from penaltykit.report._summary import Checked, Summary

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDE = 60


def to_csv(files: Iterable[Checked], voice: Voice) -> bytes:
    """One line a finding; cells that would be formulas are guarded."""
    return csv_bytes(finding_heads(voice.lang), finding_rows(files, voice))


def to_xlsx(files: Sequence[Checked], summary: Summary, voice: Voice) -> bytes:
    """The summary and every finding as a workbook; no cell is a formula.

    Raises:
        ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
    """
    from openpyxl import Workbook

    _ = translator(voice.lang)
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = _("Summary")
    _fill(page, [_("What"), _("Number")], count_rows(summary, voice.lang))
    for title, what, groups in tables(summary, voice.lang):
        _fill(
            book.create_sheet(title),
            group_heads(what, voice.lang),
            group_rows(groups, voice.lang),
        )
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
        min(
            _WIDE, max(2 * len(str(row[column])) + 2 for row in [texts, *told])
        )
        for column in range(len(texts))
    ]
    heads(page, texts, widths)
    for number, row in enumerate(told, 2):
        for column, cell in enumerate(row, 1):
            put(page, number, column, cell)
    if told:
        page.auto_filter.ref = page.dimensions
