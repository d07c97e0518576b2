"""Workbooks that are written: text stays text, and bytes do not change."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST = 32_767
"""Signs that a cell can hold."""
_FIXED = (2021, 7, 15, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*")


def put(page: "Worksheet", row: int, column: int, value: Any) -> None:
    """Write a value as it is: text that begins with ``=`` is no formula.

    Args:
        page: the sheet.
        row: counted from 1.
        column: counted from 1.
        value: text of at most :data:`MOST` signs, a number, a truth value,
            or ``None`` for an empty cell that will hold text.
    """
    from openpyxl.styles import Alignment

    cell = page.cell(row, column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if value is None or isinstance(value, str):
        cell.number_format = "@"
    if value is None or value == "":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def heads(
    page: "Worksheet", texts: Sequence[str], widths: Sequence[int]
) -> None:
    """Write the headings of a sheet and keep them in sight; on paper it is
    one A4 page wide, with the headings on each.
    """
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, (text, width) in enumerate(zip(texts, widths, strict=True), 1):
        put(page, 1, column, text)
        cell = page.cell(1, column)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E7E6E6")
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def stable_bytes(book: "Workbook") -> bytes:
    """The file; the same content gives the same bytes.

    The library writes the moment of saving into the file, whatever it is
    told; entries are sorted and dated alike.
    """
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in sorted(source.infolist(), key=lambda one: one.filename):
            data = source.read(info)
            if info.filename == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>2021-07-15T00:00:00Z", data)
            entry = zipfile.ZipInfo(info.filename, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return out.getvalue()
