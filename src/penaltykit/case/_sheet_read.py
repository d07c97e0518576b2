"""A case from a workbook: its sheets, their rows, and whose they are."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import define

from penaltykit._pointer import escape
from penaltykit.case._hints import did_you_mean, nearest
from penaltykit.case._sheet_case import SheetCase
from penaltykit.case._sheet_cells import Cells, plain_number, said
from penaltykit.case._sheet_heads import (
    IS_KEY,
    IS_NOTE,
    IS_NUMBER,
    IS_OWNER,
    LANGS,
    headings,
)
from penaltykit.case._sheet_open import open_workbook
from penaltykit.case._sheet_plan import KEY, MAIN, Column, Sheet, plan
from penaltykit.case._sheet_words import FactCells
from penaltykit.case._sheet_write import CHOICES, FACT_HEADS, HELP, WORDS
from penaltykit.errors import Fault, Place

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as OneCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    Cell = OneCell | MergedCell

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_IGNORED = frozenset(
    name[lang] for name in (HELP, WORDS, CHOICES) for lang in LANGS
)


def read_sheets(data: bytes, name: str | None) -> SheetCase:
    """Read a workbook.

    Raises:
        CaseError: it is no workbook, or one too large to be a case.
    """
    book = open_workbook(data, name)
    result = SheetCase(name)
    _Reader(book, result).read()
    return result


class _Reader:
    def __init__(self, book: "Workbook", result: SheetCase) -> None:
        self.book = book
        self.result = result
        self.cells = Cells(result, FactCells())
        # Per sheet, by what names a row: pointer and data of its entry.
        self.rows: dict[tuple[str, ...], dict[str, _Entry]] = {}

    def read(self) -> None:
        """All sheets, the first one first."""
        pages = {page.title.strip(): page for page in self.book.worksheets}
        for page in pages.values():
            self._extent(page)
        if self.result.faults:
            self.result.complete = False
            return
        self.cells = Cells(self.result, self._words(pages))
        known = {MAIN[lang]: None for lang in LANGS}
        known |= {s.name[lang]: None for s in plan().sheets for lang in LANGS}
        for title, sheet_page in pages.items():
            if (
                title not in known
                and title not in _IGNORED
                and _used(sheet_page)
            ):
                hint = did_you_mean(nearest(title, list(known)))
                self.result.note(
                    "sheet-unknown", title, None, found=title, hint=hint
                )
        main = _page(pages, MAIN)
        if main is None:
            params = {"found": MAIN["zh"]}
            self.result.faults.append(
                Fault("sheet-missing", Place(file=self.result.name), params)
            )
        else:
            self._main(main)
        for sheet in plan().sheets:
            found = _page(pages, sheet.name)
            if found is not None:
                self._sheet(sheet, found)

    def _extent(self, page: "Worksheet") -> None:
        """Refuse cells far out, before rows are counted up to them."""
        if page.max_row > MAX_ROWS or page.max_column > MAX_COLUMNS:
            from openpyxl.utils import get_column_letter

            far = f"{get_column_letter(page.max_column)}{page.max_row}"
            self.result.note(
                "sheet-too-large",
                page.title,
                far,
                rows=MAX_ROWS,
                columns=MAX_COLUMNS,
            )

    def _words(self, pages: Mapping[str, "Worksheet"]) -> FactCells:
        """The words of facts that the workbook carries."""
        page = _page(pages, WORDS)
        types: dict[str, str] = {}
        ids: dict[str, str] = {}
        words: dict[str, dict[str, str]] = {}
        if page is None:
            return FactCells()
        for row in page.iter_rows(
            min_row=2, max_col=len(FACT_HEADS), values_only=True
        ):
            fact, label, kind, _unit, word, text = (
                "" if value is None else str(value) for value in row
            )
            if not fact:
                continue
            types[fact] = kind
            ids.setdefault(label, fact)
            if word:
                words.setdefault(fact, {})[text] = word
        return FactCells(types, ids, words)

    def _main(self, page: "Worksheet") -> None:
        by_label = {
            column.label[lang]: column
            for column in plan().main
            for lang in LANGS
        }
        seen: dict[Column, str] = {}
        for row in page.iter_rows(min_row=2, max_col=2):
            head, cell = row[0], row[1]
            text = said(head.value)
            if not text:
                if cell.value is not None:
                    self.result.fault("sheet-no-heading", head, text)
                continue
            column = by_label.get(text)
            if column is None:
                hint = did_you_mean(nearest(text, list(by_label)))
                self.result.fault("sheet-unknown-field", head, text, hint=hint)
                continue
            if column in seen:
                first = seen[column]
                self.result.fault("sheet-twice", head, text, first=first)
                continue
            seen[column] = str(head.coordinate)
            self.cells.take(self.result.value, "", column, cell)

    def _sheet(self, sheet: Sheet, page: "Worksheet") -> None:
        heads = headings(sheet, page, self.result)
        if heads is None:
            return
        self.rows[(*self._outer(sheet), *sheet.path)] = {}
        for cells in page.iter_rows(min_row=2):
            row = {
                heads[index]: cell
                for index, cell in enumerate(cells)
                if index in heads and heads[index] != IS_NOTE
            }
            if not self._blank(sheet, row):
                self._row(sheet, row)

    def _blank(self, sheet: Sheet, row: Mapping[Any, "Cell"]) -> bool:
        """Whether a row says nothing: an empty line of a form."""
        idle = {IS_NUMBER, IS_NOTE}
        if sheet.path == ("agency", "parameters"):
            # A figure asked for and not given: whether the case needs it
            # shows only later.
            idle.add(IS_KEY)
        return all(
            not said(cell.value)
            for head, cell in row.items()
            if head not in idle
        )

    def _outer(self, sheet: Sheet) -> tuple[str, ...]:
        return () if sheet.parent is None else sheet.parent.path

    def _row(self, sheet: Sheet, row: Mapping["Column | str", "Cell"]) -> None:
        first = next(iter(row.values()))
        owner = self._owner(sheet, row)
        if owner is None:
            return
        holder, pointer = owner
        for name in sheet.path[:-1]:
            holder = holder.setdefault(name, {})
            pointer += f"/{escape(name)}"
        last = sheet.path[-1]
        pointer += f"/{escape(last)}"
        entry: dict[str, Any] = {}
        if sheet.keyed:
            key = self._key(sheet, row[IS_KEY])
            if key is None:
                return
            table = holder.setdefault(last, {})
            here = f"{pointer}/{escape(key)}"
            if key in table:
                self.result.note(
                    "sheet-twice",
                    first.parent.title,
                    row[IS_KEY].coordinate,
                    found=key,
                    first=self.result.cells[here][1],
                )
                return
            table[key] = entry
            self.result.mark(here, row[IS_KEY])
        else:
            listing = holder.setdefault(last, [])
            here = f"{pointer}/{len(listing)}"
            listing.append(entry)
            self.result.mark(here, first)
        fact = key if sheet.keyed and last == "facts" else None
        for head, cell in row.items():
            if not isinstance(head, str):
                self.cells.take(entry, here, head, cell, fact)
        self._remember(sheet, row, entry, here)

    def _key(self, sheet: Sheet, cell: "Cell") -> str | None:
        text = said(cell.value)
        if not text:
            self.result.fault("sheet-no-key", cell, "", expected=KEY["zh"])
            return None
        if sheet.path[-1] == "facts":
            return self.cells.facts.id_of(text)
        return text

    def _owner(
        self, sheet: Sheet, row: Mapping["Column | str", "Cell"]
    ) -> tuple[dict[str, Any], str] | None:
        """The entry that a row belongs to, and its pointer."""
        if sheet.parent is None:
            return self.result.value, ""
        cell = row[IS_OWNER]
        text = said(plain_number(cell.value))
        parents = self.rows.get(sheet.parent.path, {})
        found = parents.get(text)
        if found is None:
            self.result.note(
                "sheet-unknown-row",
                cell.parent.title,
                cell.coordinate,
                found=text,
                table=sheet.parent.name["zh"],
                known=list(parents)[:_SHOWN],
            )
            return None
        return found.data, found.pointer

    def _remember(
        self,
        sheet: Sheet,
        row: Mapping["Column | str", "Cell"],
        entry: dict[str, Any],
        pointer: str,
    ) -> None:
        rows = self.rows[(*self._outer(sheet), *sheet.path)]
        if sheet.identified:
            name = str(entry.get("id", ""))
        elif IS_NUMBER in row:
            name = said(plain_number(row[IS_NUMBER].value))
        else:
            name = ""
        rows.setdefault(name or str(len(rows) + 1), _Entry(entry, pointer))


@define
class _Entry:
    data: dict[str, Any]
    pointer: str


_SHOWN = 10


def _page(
    pages: Mapping[str, "Worksheet"], name: Mapping[str, str]
) -> "Worksheet | None":
    return pages.get(name["zh"]) or pages.get(name["en"])


def _used(page: "Worksheet") -> bool:
    return any(
        value is not None
        for row in page.iter_rows(values_only=True)
        for value in row
    )
