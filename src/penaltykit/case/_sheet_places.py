"""Faults of a case put at the cells of the workbook it came from."""

from collections.abc import Iterable

from attrs import evolve

from penaltykit._pointer import escape
from penaltykit.case._sheet_case import SheetCase
from penaltykit.errors import Fault


def placed(faults: Iterable[Fault], case: SheetCase) -> list[Fault]:
    """Faults that know only their pointer, with sheet and cell."""
    return [
        fault
        if fault.place.file is not None or fault.place.pointer is None
        else evolve(fault, place=case.place(fault.place.pointer))
        for fault in faults
    ]


def at_blank_cells(faults: Iterable[Fault], case: SheetCase) -> list[Fault]:
    """Faults of missing fields at the cell that waits for them, rather than
    at the record that lacks them.
    """
    moved = []
    for fault in faults:
        pointer = (
            f"{fault.place.pointer}/{escape(fault.params['name'])}"
            if (fault.code == "missing-field")
            else ""
        )
        if pointer in case.cells:
            moved.append(evolve(fault, place=case.place(pointer)))
        else:
            moved.append(fault)
    return moved
