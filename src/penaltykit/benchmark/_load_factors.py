"""Reading a factor table: factors and grades."""

from penaltykit.benchmark._cells import ANY_CELL, Cell
from penaltykit.benchmark._formula import Combine
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._load_formula import KEYS as FORMULA_KEYS
from penaltykit.benchmark._load_formula import WHOLE, FormulaReader
from penaltykit.benchmark._model import Factor, FactorBody, FactorGrade
from penaltykit.benchmark._read import Node

KEYS = ("factors", "formulas", "penalties", *FORMULA_KEYS)


class FactorReader:
    """Reads the factors and the formula of a factor table.

    Args:
        reader: for cells and conditions.
        root: the whole file.
    """

    def __init__(self, reader: CellReader, root: Node) -> None:
        self.reader = reader
        self.root = root
        self.faults = reader.faults

    def read(self, parts: dict[str, Node]) -> FactorBody | None:
        """The body; ``None`` where anything is wrong."""
        before = len(self.faults)
        if "factors" not in parts:
            self.root.fault("table-missing-key", key="factors")
            return None
        factors = self._factors(parts["factors"])
        if not factors and len(self.faults) == before:
            parts["factors"].fault("table-list-empty")
        formulas = FormulaReader(self.reader, self.root).read(parts)
        penalties = (
            self.reader.penalties(parts["penalties"])
            if "penalties" in parts
            else ()
        )
        if any(one.combine is Combine.SEQUENCE for one in formulas):
            self._check_shares(parts["factors"], factors)
        if len(self.faults) > before or not formulas:
            return None
        return FactorBody(
            factors=factors, formulas=formulas, penalties=penalties
        )

    @staticmethod
    def _check_shares(node: Node, factors: tuple[Factor, ...]) -> None:
        """In sequence each percentage is a share of what is left."""
        for factor in factors:
            for grade in factor.grades:
                if not 0 <= grade.percent <= WHOLE:
                    node.fault(
                        "table-sequence-percent",
                        found=str(grade.percent),
                        grade=f"{factor.column.id}/{grade.id}",
                    )

    def _factors(self, node: Node) -> tuple[Factor, ...]:
        factors: dict[str, Factor] = {}
        for item in node.list():
            factor = self._factor(item)
            if factor is None:
                continue
            if factor.column.id in factors:
                item.fault("table-twice", found=factor.column.id)
            factors[factor.column.id] = factor
        return tuple(factors.values())

    def _factor(self, node: Node) -> Factor | None:
        parts = node.map(("label",), ("id", "fact", "grades"))
        column = self.reader.column(parts)
        if column is None or "grades" not in parts:
            return None
        grades: list[FactorGrade] = []
        for item in parts["grades"].list():
            cells = item.map(("label", "if", "when"), ("id", "percent"))
            if not {"id", "percent"} <= cells.keys():
                continue
            cell: Cell | None = ANY_CELL
            when = None
            if "if" in cells:
                cell = self.reader.cell(
                    cells["if"], column.signature, column.fact
                )
            if "when" in cells:
                when = self.reader.condition(cells["when"])
            elif "if" not in cells:
                item.fault("table-row-without-condition")
            percent = cells["percent"].decimal()
            name = cells["id"].identifier()
            if any(other.id == name for other in grades):
                item.fault("table-twice", found=name)
            if cell is not None and percent is not None:
                grades.append(
                    FactorGrade(
                        id=name,
                        cell=cell,
                        percent=percent,
                        when=when,
                        label=cells["label"].texts()
                        if "label" in cells
                        else None,
                    )
                )
        if not grades:
            return None
        return Factor(column=column, grades=tuple(grades))
