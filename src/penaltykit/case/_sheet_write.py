"""A case as a workbook: sheets with Chinese headings, lists to choose from.

The workbook carries the words of the facts that it asks for, so that it can
be read again without anything else. Nothing in it is a formula.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from penaltykit._i18n import translator
from penaltykit._workbook import MOST, heads, put, stable_bytes
from penaltykit.case._model import SCHEMA_VERSION
from penaltykit.case._shape import Listing, Truth, Words
from penaltykit.case._sheet_plan import (
    KEY,
    MAIN,
    NUMBER,
    Column,
    Sheet,
    plan,
)
from penaltykit.case._sheet_words import (
    NO,
    YES,
    FactCells,
    FactLike,
    fact_cells,
    word_label,
    write_cell,
)
from penaltykit.errors import CaseError, Fault, Place

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HELP = {"zh": "填写说明", "en": "how to fill in"}
WORDS = {"zh": "词表", "en": "words"}
CHOICES = {"zh": "选项", "en": "choices"}
LABEL = {"zh": "（名称）", "en": "(label)"}
HINT = {"zh": "（填写提示）", "en": "(what to write)"}
FACT_HEADS = ("fact", "label", "type", "unit", "word", "word label")
_ROWS = 300
_WIDE = 60
_NARROW = 18
_INLINE = 250


def write_workbook(
    data: Mapping[str, Any],
    entries: Iterable[FactLike] = (),
    *,
    hints: Mapping[str, str] | None = None,
    lang: str = "zh",
) -> bytes:
    """Plain data of a case (also of an empty form) as an XLSX file.

    Args:
        data: as ``to_dict`` gives it, or a form with ``None`` in it.
        entries: the facts whose labels and words the workbook shows.
        hints: what to write for a fact, by its id.
        lang: language of headings and words.

    Returns:
        The file; the same data always gives the same bytes.

    Raises:
        CaseError: a text is longer than a cell can hold.
    """
    return _Writer(tuple(entries), hints or {}, lang).write(data)


@frozen
class _Row:
    """One entry of a list, its key, and what names its owner."""

    owner: Any
    key: str | None
    value: Mapping[str, Any]


class _Writer:
    def __init__(
        self,
        entries: Sequence[FactLike],
        hints: Mapping[str, str],
        lang: str,
    ) -> None:
        self.lang = lang
        self.entries = entries
        self.facts: FactCells = fact_cells(entries, lang)
        self.labels = {
            entry.id: entry.zh if lang == "zh" else entry.en
            for entry in entries
        }
        self.hints = hints
        self.faults: list[Fault] = []
        self.lists: dict[tuple[str, ...], str] = {}

    def write(self, data: Mapping[str, Any]) -> bytes:
        """The bytes of the workbook."""
        from openpyxl import Workbook

        book = Workbook()
        self.book = book
        first = book.active
        assert first is not None
        book.remove(first)
        self._help(book)
        self._main(book, data)
        for sheet in plan().sheets:
            self._sheet(book, sheet, data)
        if self.entries:
            self._words(book)
        self._choices(book)
        if self.faults:
            raise CaseError(self.faults)
        book.active = 1
        return stable_bytes(book)

    def _main(self, book: "Workbook", data: Mapping[str, Any]) -> None:
        page = book.create_sheet(MAIN[self.lang])
        pair = {"zh": ("项目", "内容"), "en": ("field", "value")}[self.lang]
        self._heads(page, (*pair, HINT[self.lang]), (34, 60, 60))
        for number, column in enumerate(plan().main, 2):
            self._put(page, number, 1, column.label[self.lang])
            value = _dig(data, column.path)
            if column.path == ("schema",):
                value = value or SCHEMA_VERSION
            self._field(page, number, 2, column, value)
            self._put(page, number, 3, self._hint(column))
            self._choose(page, column, f"B{number}")

    def _hint(self, column: Column) -> str:
        _ = translator(self.lang)
        said = [_("required")] if column.required else []
        inner = column.shape
        if isinstance(inner, Listing):
            said.append(_("several: one a line"))
            inner = inner.of
        if isinstance(inner, Words) and column.path != ("schema",):
            words = [
                word_label(column.name, word, self.lang)
                for word in inner.words
            ]
            said.append(_(", ").join(words))
        return _("; ").join(said)

    def _sheet(
        self, book: "Workbook", sheet: Sheet, data: Mapping[str, Any]
    ) -> None:
        page = book.create_sheet(sheet.name[self.lang])
        of_facts = sheet.keyed and sheet.path[-1] == "facts"
        texts = self._lead(sheet, of_facts=of_facts)
        first = len(texts) + 1
        texts += [column.label[self.lang] for column in sheet.columns]
        if of_facts:
            texts.append(HINT[self.lang])
        self._heads(page, texts, [_NARROW] * len(texts))
        for number, row in enumerate(_rows(sheet, data), 2):
            lead = [] if sheet.parent is None else [row.owner]
            if plan().numbered(sheet):
                lead.append(number - 1)
            if row.key is not None:
                lead.append(row.key)
            for offset, value in enumerate(lead, 1):
                self._put(page, number, offset, value)
            if of_facts and row.key is not None:
                self._fact(page, number, first, len(texts), row.key)
            for offset, column in enumerate(sheet.columns):
                value = _dig(row.value, column.path)
                if of_facts and row.key and column.path == ("value",):
                    value = self.facts.write(row.key, value)
                    self._put(page, number, first + offset, value)
                else:
                    self._field(page, number, first + offset, column, value)
        for offset, column in enumerate(sheet.columns):
            letter = _letter(first + offset)
            self._choose(page, column, f"{letter}2:{letter}{_ROWS}")

    def _lead(self, sheet: Sheet, *, of_facts: bool) -> list[str]:
        """Headings of the columns that name the row."""
        lang = self.lang
        texts = [] if sheet.parent is None else [sheet.owner_label[lang]]
        if plan().numbered(sheet):
            texts.append(NUMBER[lang])
        if sheet.keyed:
            texts.append(KEY[lang])
        if of_facts:
            texts.append(LABEL[lang])
        return texts

    def _fact(
        self, page: "Worksheet", row: int, first: int, last: int, fact: str
    ) -> None:
        """What explains a fact beside its value."""
        self._put(page, row, first - 1, self.labels.get(fact, ""))
        self._put(page, row, last, self.hints.get(fact, ""))
        self._fact_choice(page, fact, row, first)

    def _heads(
        self, page: "Worksheet", texts: Sequence[str], widths: Sequence[int]
    ) -> None:
        wide = [
            max(width, min(2 * len(text) + 4, _WIDE))
            for text, width in zip(texts, widths, strict=True)
        ]
        heads(page, texts, wide)

    def _field(
        self,
        page: "Worksheet",
        row: int,
        column: int,
        field: Column,
        value: Any,
    ) -> None:
        if value is None or value == []:
            self._put(page, row, column, None)
            return
        shown = write_cell(field.shape, field.name, value, self.lang)
        self._put(page, row, column, shown)

    def _put(
        self, page: "Worksheet", row: int, column: int, value: Any
    ) -> None:
        """A value as it is; text that no cell can hold is told."""
        if isinstance(value, str) and len(value) > MOST:
            coordinate = f"{_letter(column)}{row}"
            place = Place(sheet=page.title, cell=coordinate)
            params = {"found": len(value), "limit": MOST}
            self.faults.append(Fault("sheet-text-too-long", place, params))
            return
        put(page, row, column, value)

    def _choose(self, page: "Worksheet", column: Column, cells: str) -> None:
        """A list to choose from, for a field with a closed list of words."""
        if isinstance(column.shape, Words) and column.path != ("schema",):
            words = tuple(
                word_label(column.name, word, self.lang)
                for word in column.shape.words
            )
        elif isinstance(column.shape, Truth) and self.lang == "zh":
            words = (YES, NO)
        else:
            return
        letter = self.lists.setdefault(words, _letter(len(self.lists) + 1))
        sheet = CHOICES[self.lang]
        formula = f"='{sheet}'!${letter}$1:${letter}${len(words)}"
        self._validate(page, formula, cells)

    def _fact_choice(
        self, page: "Worksheet", fact: str, row: int, column: int
    ) -> None:
        words = tuple(self.facts.words.get(fact, ()))
        if self.facts.types.get(fact) == "truth":
            words = (YES, NO)
        inline = ",".join(words)
        if not words or len(inline) > _INLINE or '"' in inline:
            return
        if any("," in word for word in words):
            return
        letter = _letter(column)
        self._validate(page, f'"{inline}"', f"{letter}{row}")

    def _validate(self, page: "Worksheet", formula: str, cells: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(
            type="list",
            formula1=formula,
            allow_blank=True,
            showErrorMessage=False,
        )
        rule.add(cells)
        page.add_data_validation(rule)

    def _choices(self, book: "Workbook") -> None:
        """The words of the closed lists, on a sheet that is not shown."""
        page = book.create_sheet(CHOICES[self.lang])
        page.sheet_state = "hidden"
        for number, words in enumerate(self.lists, 1):
            for row, word in enumerate(words, 1):
                self._put(page, row, number, word)

    def _words(self, book: "Workbook") -> None:
        """Labels, types and words of the facts, to be read again."""
        page = book.create_sheet(WORDS[self.lang])
        self._heads(page, FACT_HEADS, [_NARROW] * len(FACT_HEADS))
        row = 2
        for entry in self.entries:
            head = [entry.id, self.labels[entry.id], str(entry.type)]
            head.append(entry.unit or "")
            said = self.facts.words.get(entry.id, {})
            for label, word in list(said.items()) or [("", "")]:
                for number, value in enumerate((*head, word, label), 1):
                    self._put(page, row, number, value)
                row += 1

    def _help(self, book: "Workbook") -> None:
        _ = translator(self.lang)
        page = book.create_sheet(HELP[self.lang])
        page.column_dimensions["A"].width = 90
        lines = (
            _("One case a workbook. Sheets that are not needed stay empty."),
            _(
                "Headings stay as they are; columns may change places."
                " What stands under a heading in brackets is not read."
            ),
            _(
                "Amounts in yuan: 5000 or 54117.38. Dates: 2024-03-05."
                " Formulas are refused: paste their values."
            ),
            _(
                "Codes, certificate and telephone numbers are text: the"
                " cells are formatted so; keep the format when pasting."
            ),
            _(
                "Several in one cell: one a line (Alt+Enter)."
                " Rows of a list in a list name the row they belong to in"
                " their first column."
            ),
            _("Then run: penaltykit check FILE"),
        )
        for row, line in enumerate(lines, 1):
            self._put(page, row, 1, line)


def _dig(data: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if not isinstance(data, Mapping):
            return None
        data = data.get(name)
    return data


def _rows(sheet: Sheet, data: Mapping[str, Any]) -> Iterator[_Row]:
    """The entries of a list, with the id or number of their owner."""
    if sheet.parent is None:
        yield from _entries(_dig(data, sheet.path), None)
        return
    for number, row in enumerate(_rows(sheet.parent, data), 1):
        owner = row.value.get("id") if sheet.parent.identified else number
        yield from _entries(_dig(row.value, sheet.path), owner)


def _entries(found: Any, owner: Any) -> Iterator[_Row]:
    if isinstance(found, Mapping):
        for key, value in found.items():
            yield _Row(owner, str(key), value)
    elif isinstance(found, Sequence):
        for value in found:
            yield _Row(owner, None, value)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)
