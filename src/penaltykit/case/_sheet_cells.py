"""The value of one cell, as the field that it stands for reads it.

Formulas and error values have no place in a case form: each is told where
it stands.
"""

from typing import TYPE_CHECKING, Any

from attrs import frozen

from penaltykit._pointer import escape
from penaltykit.case._sheet_case import SheetCase
from penaltykit.case._sheet_plan import Column
from penaltykit.case._sheet_words import (
    FactCells,
    NumberCutError,
    read_cell,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as OneCell
    from openpyxl.cell.cell import MergedCell

    Cell = OneCell | MergedCell

# Some programs write a truth value as a formula.
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}


@frozen
class Cells:
    """Reads cells into the records of a case.

    Attributes:
        result: where values' places and faults are kept.
        facts: the words of facts that the workbook carries.
    """

    result: SheetCase
    facts: FactCells

    def take(
        self,
        record: dict[str, Any],
        pointer: str,
        column: Column,
        cell: "Cell",
        fact: str | None = None,
    ) -> None:
        """The value of one cell into its record."""
        here = pointer + "".join(f"/{escape(name)}" for name in column.path)
        self.result.mark(here, cell)
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if cell.data_type in ("f", "e"):
            value = self._worked_out(cell)
            if value is None:
                return
        if column.identity is not None and isinstance(value, int | float):
            # A code that was kept as a number may have lost zeros too.
            value = plain_number(value)
        try:
            if fact is not None and column.path == ("value",):
                value = self.facts.read(fact, value)
            else:
                value = read_cell(column.shape, column.name, value)
        except NumberCutError:
            self.result.fault("sheet-number-cut", cell, "")
            return
        if isinstance(value, list):
            for index in range(len(value)):
                self.result.mark(f"{here}/{index}", cell)
        for name in column.path[:-1]:
            record = record.setdefault(name, {})
        record[column.name] = value

    def _worked_out(self, cell: "Cell") -> bool | None:
        """The value of a formula, where it is a truth; else a fault."""
        if cell.data_type == "e":
            self.result.fault("sheet-error-value", cell, str(cell.value))
            return None
        truth = _TRUTHS.get(str(cell.value).replace(" ", "").upper())
        if truth is None:
            self.result.fault("sheet-formula", cell, "")
        return truth


def said(value: Any) -> str:
    """What a cell says, as text."""
    return "" if value is None else str(value).strip()


def plain_number(value: Any) -> Any:
    """A whole number that the workbook keeps as 1.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
