"""Reading a factor table: factors, grades, base."""

from decimal import Decimal
from typing import Any

from penaltykit.benchmark._cells import ANY_CELL, Cell
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._model import Factor, FactorBody, FactorGrade
from penaltykit.benchmark._read import Node
from penaltykit.engine import FactType
from penaltykit.money import ROUNDINGS

_NEEDED = ("start", "factors", "base")
_PERCENTS = ("cap_percent", "least_percent")
KEYS = (*_NEEDED, *_PERCENTS, "rounding", "penalties")


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
        for key in _NEEDED:
            if key not in parts:
                self.root.fault("table-missing-key", key=key)
        if len(self.faults) > before:
            return None
        factors = self._factors(parts["factors"])
        given: dict[str, Any] = {
            key: parts[key].decimal() for key in _PERCENTS if key in parts
        }
        rounding = self.reader.document.policy.rounding
        if "rounding" in parts:
            rounding = parts["rounding"].word(tuple(ROUNDINGS))
        if "penalties" in parts:
            given["penalties"] = self.reader.penalties(parts["penalties"])
        start = parts["start"].decimal()
        base = self._base(parts["base"])
        if len(self.faults) > before or start is None or base is None:
            return None
        return FactorBody(
            start=start,
            factors=factors,
            base=base,
            rounding=rounding,
            **given,
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

    def _base(self, node: Node) -> Decimal | str | None:
        """An amount, or a money fact: ``{fact: goods.value}``."""
        if not isinstance(node.value, dict):
            return node.decimal()
        parts = node.map((), ("fact",))
        if "fact" not in parts:
            return None
        fact = parts["fact"].text()
        signature = self.reader.signature(parts["fact"], fact)
        if signature is None:
            return None
        if signature.type is not FactType.MONEY:
            parts["fact"].fault("table-base-not-money", found=fact)
            return None
        return fact

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
                cell = self.reader.cell(cells["if"], column.signature)
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
