"""What stands in each column of a sheet, by its heading."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from penaltykit.case._hints import did_you_mean, nearest
from penaltykit.case._sheet_case import SheetCase
from penaltykit.case._sheet_cells import said
from penaltykit.case._sheet_plan import (
    KEY,
    NOTE_MARKS,
    NUMBER,
    Column,
    Sheet,
    plan,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LANGS = ("zh", "en")
IS_OWNER, IS_NUMBER, IS_KEY, IS_NOTE = "owner", "number", "key", "note"


def headings(
    sheet: Sheet, page: "Worksheet", result: SheetCase
) -> dict[int, Column | str] | None:
    """What stands in each column; ``None`` where no row can be placed."""
    known = _known(sheet)
    heads: dict[int, Column | str] = {}
    first: dict[Column | str, str] = {}
    row = next(page.iter_rows(max_row=1), ())
    for index, cell in enumerate(row):
        text = said(cell.value)
        if not text or text.startswith(NOTE_MARKS):
            heads[index] = IS_NOTE
            continue
        meant = known.get(text)
        if meant is None:
            hint = did_you_mean(nearest(text, list(known)))
            result.fault("sheet-unknown-field", cell, text, hint=hint)
            heads[index] = IS_NOTE
        elif meant in first:
            result.fault("sheet-twice", cell, text, first=first[meant])
            heads[index] = IS_NOTE
        else:
            heads[index] = meant
            first[meant] = str(cell.coordinate)
    lacks = _lacks(sheet, first)
    if lacks is not None and page.max_row > 1:
        result.note("sheet-column-missing", page.title, "A1", expected=lacks)
        return None
    return heads


def _lacks(sheet: Sheet, heads: Mapping["Column | str", str]) -> str | None:
    """The column without which no row can be placed, if it lacks."""
    if sheet.parent is not None and IS_OWNER not in heads:
        return sheet.owner_label["zh"]
    if sheet.keyed and IS_KEY not in heads:
        return KEY["zh"]
    return None


def _known(sheet: Sheet) -> dict[str, "Column | str"]:
    """What each heading of a sheet stands for, in both languages."""
    known: dict[str, Column | str] = {}
    for lang in LANGS:
        for column in sheet.columns:
            known[column.label[lang]] = column
        if sheet.parent is not None:
            known[sheet.owner_label[lang]] = IS_OWNER
        if plan().numbered(sheet):
            known[NUMBER[lang]] = IS_NUMBER
        if sheet.keyed:
            known[KEY[lang]] = IS_KEY
    return known
