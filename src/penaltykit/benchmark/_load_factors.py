"""Reading a factor table: factors and grades."""

from decimal import Decimal

from penaltykit.benchmark._cells import ANY_CELL, Cell
from penaltykit.benchmark._formula import Combine
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._load_formula import KEYS as FORMULA_KEYS
from penaltykit.benchmark._load_formula import WHOLE, FormulaReader
from penaltykit.benchmark._model import (
    POINTS,
    Column,
    Factor,
    FactorBody,
    FactorGrade,
    Row,
)
from penaltykit.benchmark._read import Node
from penaltykit.penalty import Penalty

KEYS = ("factors", "formulas", "penalties", "stages", *FORMULA_KEYS)
_SCORED = ("start",)


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
        penalties = (
            self.reader.penalties(parts["penalties"])
            if "penalties" in parts
            else ()
        )
        if "stages" in parts:
            return self._scored(parts, factors, penalties, before)
        formulas = FormulaReader(self.reader, self.root).read(parts)
        if any(one.combine is Combine.SEQUENCE for one in formulas):
            self._check_shares(parts["factors"], factors)
        for one in formulas:
            if one.combine is Combine.SEQUENCE and one.start > WHOLE:
                self.root.fault(
                    "table-sequence-percent",
                    found=str(one.start),
                    grade="start",
                )
            if one.combine is Combine.PRODUCT:
                self._check_multipliers(parts["factors"], factors, one.start)
        if len(self.faults) > before or not formulas:
            return None
        return FactorBody(
            factors=factors, formulas=formulas, penalties=penalties
        )

    def _scored(
        self,
        parts: dict[str, Node],
        factors: tuple[Factor, ...],
        penalties: tuple[Penalty, ...],
        before: int,
    ) -> FactorBody | None:
        """Stages that the sum of the points chooses; no formula besides."""
        for key in (*FORMULA_KEYS, "formulas"):
            if key in parts and key not in _SCORED:
                parts[key].fault("table-stages-and-formula", key=key)
        start = parts["start"].decimal() if "start" in parts else None
        stages: list[Row] = []
        for item in parts["stages"].list():
            row = self._stage(item, penalties)
            if row is None:
                continue
            if any(other.id == row.id for other in stages):
                item.fault("table-twice", found=row.id)
            stages.append(row)
        if not stages and len(self.faults) == before:
            parts["stages"].fault("table-list-empty")
        if len(self.faults) > before:
            return None
        return FactorBody(
            factors=factors, stages=tuple(stages), start=start or Decimal(0)
        )

    def _stage(self, node: Node, shared: tuple[Penalty, ...]) -> Row | None:
        """One stage: from how many points, and what it gives."""
        parts = node.map(
            ("stage", "note", "mitigated"), ("row", "points", "penalties")
        )
        if not {"row", "points", "penalties"} <= parts.keys():
            return None
        cell = self.reader.cell(parts["points"], POINTS.signature)
        own = self.reader.penalties(parts["penalties"])
        if cell is None:
            return None
        return Row(
            id=parts["row"].text(),
            stage=parts["stage"].texts() if "stage" in parts else None,
            note=parts["note"].texts() if "note" in parts else None,
            cells=(cell,),
            mitigated="mitigated" in parts and parts["mitigated"].truth(),
            penalties=shared + own,
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

    def _check_multipliers(
        self, node: Node, factors: tuple[Factor, ...], start: Decimal
    ) -> None:
        """What is multiplied is not below zero, and begins with something."""
        if not start:
            self.root.fault("table-product-start")
        for factor in factors:
            for grade in factor.grades:
                if grade.percent < 0:
                    node.fault(
                        "table-product-percent",
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
        grades: dict[str, FactorGrade] = {}
        for item in parts["grades"].list():
            grade = self._grade(item, column)
            if grade is None:
                continue
            if grade.id in grades:
                item.fault("table-twice", found=grade.id)
            grades[grade.id] = grade
        if not grades:
            return None
        return Factor(column=column, grades=tuple(grades.values()))

    def _grade(self, node: Node, column: Column) -> FactorGrade | None:
        parts = node.map(("label", "if", "when", "percent", "points"), ("id",))
        if "id" not in parts:
            return None
        if ("percent" in parts) == ("points" in parts):
            node.fault("table-percent-or-points")
            return None
        cell: Cell | None = ANY_CELL
        when = None
        if "if" in parts:
            cell = self.reader.cell(parts["if"], column.signature, column.fact)
        if "when" in parts:
            when = self.reader.condition(parts["when"])
        elif "if" not in parts:
            node.fault("table-row-without-condition")
        percent = (parts.get("percent") or parts["points"]).decimal()
        if cell is None or percent is None:
            return None
        return FactorGrade(
            id=parts["id"].identifier(),
            cell=cell,
            percent=percent,
            when=when,
            label=parts["label"].texts() if "label" in parts else None,
        )
