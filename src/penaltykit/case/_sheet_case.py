"""What a workbook says, and the cell of each thing that it says."""

from typing import TYPE_CHECKING, Any

from attrs import define, field

from penaltykit.errors import Fault, Place

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as OneCell
    from openpyxl.cell.cell import MergedCell

    Cell = OneCell | MergedCell


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

    def fault(
        self, code: str, cell: "Cell", found: str, **params: Any
    ) -> None:
        """A fault of a cell that is at hand."""
        self.note(
            code, cell.parent.title, cell.coordinate, found=found, **params
        )

    def mark(self, pointer: str, cell: "Cell") -> None:
        """Keep the cell of a pointer."""
        where = (str(cell.parent.title), str(cell.coordinate))
        self.cells.setdefault(pointer, where)
        # An inner record has no cell of its own: its first field shows it.
        outer = pointer.rpartition("/")[0]
        while outer and outer not in self.cells:
            self.cells[outer] = where
            outer = outer.rpartition("/")[0]
