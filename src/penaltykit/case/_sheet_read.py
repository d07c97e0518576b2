"""A case from a workbook, with the cell of every value.

Formulas, error values and far cells have no place in a case form: each is
told where it stands.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, field

from penaltykit._pointer import escape
from penaltykit.case._hints import did_you_mean, nearest
from penaltykit.case._sheet_open import open_workbook
from penaltykit.case._sheet_plan import (
    KEY,
    MAIN,
    NOTE_MARKS,
    NUMBER,
    Column,
    Sheet,
    plan,
)
from penaltykit.case._sheet_words import (
    FactCells,
    NumberCutError,
    read_cell,
)
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
_LANGS = ("zh", "en")
_IGNORED = frozenset(
    name[lang] for name in (HELP, WORDS, CHOICES) for lang in _LANGS
)


@define
class SheetCase:
    """What a workbook says: plain data, faults of its cells, and places.

    Attributes:
        name: what faults call the file.
        value: plain data as of a JSON case file.
        faults: of the sheets and cells themselves.
        cells: sheet and cell of each pointer.
        complete: false where the sheets were refused unread.
    """

    name: str | None
    value: dict[str, Any] = field(factory=dict)
    faults: list[Fault] = field(factory=list)
    cells: dict[str, tuple[str, str]] = field(factory=dict)
    complete: bool = True

    def place(self, pointer: str = "") -> Place:
        """The cell of a value; of the nearest part above it that has one."""
        known = pointer
        while known and known not in self.cells:
            known = known.rpartition("/")[0]
        sheet, cell = self.cells.get(known, (None, None))
        return Place(file=self.name, pointer=pointer, sheet=sheet, cell=cell)

    key_place = place

    def note(
        self, code: str, sheet: str, cell: str | None, **params: Any
    ) -> None:
        """A fault of a sheet or a cell."""
        place = Place(file=self.name, sheet=sheet, cell=cell)
        self.faults.append(Fault(code, place, params))


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
        self.facts = FactCells()
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
        self.facts = self._words(pages)
        known = {MAIN[lang]: None for lang in _LANGS}
        known |= {s.name[lang]: None for s in plan().sheets for lang in _LANGS}
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
            fact, label, kind, _unit, word, said = (
                "" if value is None else str(value) for value in row
            )
            if not fact:
                continue
            types[fact] = kind
            ids.setdefault(label, fact)
            if word:
                words.setdefault(fact, {})[said] = word
        return FactCells(types, ids, words)

    def _main(self, page: "Worksheet") -> None:
        by_label = {
            column.label[lang]: column
            for column in plan().main
            for lang in _LANGS
        }
        seen: dict[Column, str] = {}
        for row in page.iter_rows(min_row=2, max_col=2):
            head, cell = row[0], row[1]
            said = _said(head.value)
            if not said:
                if cell.value is not None:
                    self._head_fault("sheet-no-heading", head, said)
                continue
            column = by_label.get(said)
            if column is None:
                hint = did_you_mean(nearest(said, list(by_label)))
                self._head_fault("sheet-unknown-field", head, said, hint=hint)
                continue
            if column in seen:
                self._head_fault("sheet-twice", head, said, first=seen[column])
                continue
            seen[column] = str(head.coordinate)
            self._take(self.result.value, "", column, cell)

    def _sheet(self, sheet: Sheet, page: "Worksheet") -> None:
        heads = self._headings(sheet, page)
        if heads is None:
            return
        self.rows[(*self._outer(sheet), *sheet.path)] = {}
        for cells in page.iter_rows(min_row=2):
            row = {
                heads[index]: cell
                for index, cell in enumerate(cells)
                if index in heads and heads[index] != _NOTE
            }
            if not self._blank(sheet, row):
                self._row(sheet, row)

    def _blank(self, sheet: Sheet, row: Mapping[Any, "Cell"]) -> bool:
        """Whether a row says nothing: an empty line of a form."""
        idle = {_NUMBER, _NOTE}
        if sheet.path == ("agency", "parameters"):
            # A figure asked for and not given: whether the case needs it
            # shows only later.
            idle.add(_KEY)
        return all(
            not _said(cell.value)
            for head, cell in row.items()
            if head not in idle
        )

    def _outer(self, sheet: Sheet) -> tuple[str, ...]:
        return () if sheet.parent is None else sheet.parent.path

    def _headings(
        self, sheet: Sheet, page: "Worksheet"
    ) -> dict[int, "Column | str"] | None:
        """What stands in each column; ``None`` for an empty sheet."""
        known = _known(sheet)
        heads: dict[int, Column | str] = {}
        first: dict[Column | str, str] = {}
        row = next(page.iter_rows(max_row=1), ())
        for index, cell in enumerate(row):
            said = _said(cell.value)
            if not said or said.startswith(NOTE_MARKS):
                heads[index] = _NOTE
                continue
            meant = known.get(said)
            if meant is None:
                hint = did_you_mean(nearest(said, list(known)))
                self._head_fault("sheet-unknown-field", cell, said, hint=hint)
                heads[index] = _NOTE
            elif meant in first:
                self._head_fault("sheet-twice", cell, said, first=first[meant])
                heads[index] = _NOTE
            else:
                heads[index] = meant
                first[meant] = str(cell.coordinate)
        lacks = self._lacks(sheet, first)
        if lacks is not None and page.max_row > 1:
            self.result.note(
                "sheet-column-missing", page.title, "A1", expected=lacks
            )
            return None
        return heads

    def _lacks(
        self, sheet: Sheet, heads: Mapping["Column | str", str]
    ) -> str | None:
        """The column without which no row can be placed, if it lacks."""
        if sheet.parent is not None and _OWNER not in heads:
            return sheet.owner_label["zh"]
        if sheet.keyed and _KEY not in heads:
            return KEY["zh"]
        return None

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
            key = self._key(sheet, row[_KEY])
            if key is None:
                return
            table = holder.setdefault(last, {})
            here = f"{pointer}/{escape(key)}"
            if key in table:
                self.result.note(
                    "sheet-twice",
                    first.parent.title,
                    row[_KEY].coordinate,
                    found=key,
                    first=self.result.cells[here][1],
                )
                return
            table[key] = entry
            self._mark(here, row[_KEY])
        else:
            listing = holder.setdefault(last, [])
            here = f"{pointer}/{len(listing)}"
            listing.append(entry)
            self._mark(here, first)
        fact = key if sheet.keyed and last == "facts" else None
        for head, cell in row.items():
            if not isinstance(head, str):
                self._take(entry, here, head, cell, fact)
        self._remember(sheet, row, entry, here)

    def _key(self, sheet: Sheet, cell: "Cell") -> str | None:
        said = _said(cell.value)
        if not said:
            self._head_fault("sheet-no-key", cell, "", expected=KEY["zh"])
            return None
        return self.facts.id_of(said) if sheet.path[-1] == "facts" else said

    def _owner(
        self, sheet: Sheet, row: Mapping["Column | str", "Cell"]
    ) -> tuple[dict[str, Any], str] | None:
        """The entry that a row belongs to, and its pointer."""
        if sheet.parent is None:
            return self.result.value, ""
        cell = row[_OWNER]
        said = _said(_plain_number(cell.value))
        parents = self.rows.get(sheet.parent.path, {})
        found = parents.get(said)
        if found is None:
            self.result.note(
                "sheet-unknown-row",
                cell.parent.title,
                cell.coordinate,
                found=said,
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
        elif _NUMBER in row:
            name = _said(_plain_number(row[_NUMBER].value))
        else:
            name = ""
        rows.setdefault(name or str(len(rows) + 1), _Entry(entry, pointer))

    def _take(
        self,
        record: dict[str, Any],
        pointer: str,
        column: Column,
        cell: "Cell",
        fact: str | None = None,
    ) -> None:
        """The value of one cell into its record."""
        here = pointer + "".join(f"/{escape(name)}" for name in column.path)
        self._mark(here, cell)
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if cell.data_type in ("f", "e"):
            value = self._worked_out(cell)
            if value is None:
                return
        if column.identity is not None and isinstance(value, int | float):
            # A code that was kept as a number may have lost zeros too.
            value = _plain_number(value)
        try:
            if fact is not None and column.path == ("value",):
                value = self.facts.read(fact, value)
            else:
                value = read_cell(column.shape, column.name, value)
        except NumberCutError:
            self._head_fault("sheet-number-cut", cell, "")
            return
        if isinstance(value, list):
            for index in range(len(value)):
                self._mark(f"{here}/{index}", cell)
        for name in column.path[:-1]:
            record = record.setdefault(name, {})
        record[column.name] = value

    def _worked_out(self, cell: "Cell") -> bool | None:
        """The value of a formula, where it is a truth; else a fault."""
        if cell.data_type == "e":
            self._head_fault("sheet-error-value", cell, str(cell.value))
            return None
        truth = _TRUTHS.get(str(cell.value).replace(" ", "").upper())
        if truth is None:
            self._head_fault("sheet-formula", cell, "")
        return truth

    def _mark(self, pointer: str, cell: "Cell") -> None:
        where = (str(cell.parent.title), str(cell.coordinate))
        self.result.cells.setdefault(pointer, where)
        # An inner record has no cell of its own: its first field shows it.
        outer = pointer.rpartition("/")[0]
        while outer and outer not in self.result.cells:
            self.result.cells[outer] = where
            outer = outer.rpartition("/")[0]

    def _head_fault(
        self, code: str, cell: "Cell", found: str, **params: Any
    ) -> None:
        self.result.note(
            code, cell.parent.title, cell.coordinate, found=found, **params
        )


@define
class _Entry:
    data: dict[str, Any]
    pointer: str


# Some programs write a truth value as a formula.
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}
_OWNER, _NUMBER, _KEY, _NOTE = "owner", "number", "key", "note"
_SHOWN = 10


def _known(sheet: Sheet) -> dict[str, "Column | str"]:
    """What each heading of a sheet stands for, in both languages."""
    known: dict[str, Column | str] = {}
    for lang in _LANGS:
        for column in sheet.columns:
            known[column.label[lang]] = column
        if sheet.parent is not None:
            known[sheet.owner_label[lang]] = _OWNER
        if plan().numbered(sheet):
            known[NUMBER[lang]] = _NUMBER
        if sheet.keyed:
            known[KEY[lang]] = _KEY
    return known


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


def _said(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _plain_number(value: Any) -> Any:
    """A whole number that the workbook keeps as 1.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
