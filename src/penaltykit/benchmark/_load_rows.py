"""Reading a stage table: rows of cells."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from penaltykit.benchmark._cells import ANY_CELL, Cell
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._load_term import TERM_KEYS, read_term
from penaltykit.benchmark._model import Column, Row, StageBody
from penaltykit.benchmark._ranks import may_meet, ranked
from penaltykit.benchmark._read import Node
from penaltykit.penalty import Penalty

KEYS = ("columns", "rows", "penalties")


class StageReader:
    """Reads the rows of a stage table.

    Args:
        reader: for cells and conditions.
        root: the whole file.
        needs_ranks: whether rows must be comparable by weight.
        heavier: whether the heavier counts of rows that hold at once.
    """

    def __init__(
        self,
        reader: CellReader,
        root: Node,
        *,
        needs_ranks: bool,
        heavier: bool = False,
    ) -> None:
        self.reader = reader
        self.root = root
        self.needs_ranks = needs_ranks
        self.heavier = heavier
        self.faults = reader.faults

    def read(self, parts: dict[str, Node]) -> StageBody | None:
        """The body; ``None`` where anything is wrong."""
        before = len(self.faults)
        columns = self.reader.columns(parts.get("columns"))
        if "rows" not in parts:
            self.root.fault("table-missing-key", key="rows")
            return None
        if len(self.faults) > before:
            return None
        rows: list[Row] = []
        names: set[str] = set()
        given: list[int | None] = []
        shared = (
            self.reader.penalties(parts["penalties"])
            if ("penalties" in parts)
            else ()
        )
        for item in parts["rows"].list():
            found = self._row(item, columns, shared)
            if found is None:
                continue
            row, rank = found
            if row.id in names:
                item.fault("table-twice", found=row.id)
            names.add(row.id)
            rows.append(row)
            given.append(rank)
        if not rows and len(self.faults) == before:
            parts["rows"].fault("table-no-rows")
        if len(self.faults) > before:
            return None
        ranks = ranked(rows, given)
        if ranks is None:
            if self.needs_ranks or (self.heavier and may_meet(rows, columns)):
                parts["rows"].fault("table-rows-need-rank")
                return None
            ranks = [0] * len(rows)
        return StageBody(
            columns=tuple(columns),
            rows=tuple(
                evolve(row, rank=rank)
                for row, rank in zip(rows, ranks, strict=True)
            ),
        )

    def _row(
        self,
        node: Node,
        columns: Sequence[Column],
        shared: tuple[Penalty, ...],
    ) -> tuple[Row, int | None] | None:
        before = len(self.faults)
        parts = node.map(
            (
                "stage",
                "if",
                "when",
                "otherwise",
                "rank",
                "mitigated",
                "note",
                "provisions",
                *TERM_KEYS,
            ),
            ("row", "penalties"),
        )
        otherwise = "otherwise" in parts and parts["otherwise"].truth()
        if otherwise and ("if" in parts or "when" in parts):
            node.fault("table-otherwise-with-condition")
        if not (otherwise or "if" in parts or "when" in parts):
            node.fault("table-row-without-condition")
        cells = row_cells(self.reader, parts.get("if"), columns)
        when = (
            self.reader.condition(parts["when"]) if "when" in parts else None
        )
        own = (
            self.reader.penalties(parts["penalties"])
            if "penalties" in parts
            else ()
        )
        rank = parts["rank"].integer() if "rank" in parts else None
        term = read_term(node, parts)
        row: dict[str, Any] = {
            "stage": parts["stage"].texts() if "stage" in parts else None,
            "mitigated": "mitigated" in parts and parts["mitigated"].truth(),
            "note": parts["note"].texts() if "note" in parts else None,
            "provisions": parts["provisions"].citations()
            if "provisions" in parts
            else (),
        }
        if len(self.faults) > before:
            return None
        return (
            Row(
                id=parts["row"].text(),
                cells=cells,
                when=when,
                otherwise=otherwise,
                penalties=shared + own,
                term=term,
                **row,
            ),
            rank,
        )


def row_cells(
    reader: CellReader, node: Node | None, columns: Sequence[Column]
) -> tuple[Cell, ...]:
    """The cells in the order of the columns; a column that the row does not
    name is not asked.
    """
    found = {column.id: ANY_CELL for column in columns}
    known = {column.id: column for column in columns}
    if node is not None:
        for key, item in node.map().items():
            if key not in found:
                node.unknown_key(key, found)
                continue
            column = known[key]
            cell = reader.cell(item, column.signature, column.fact)
            if cell is not None:
                found[key] = cell
    return tuple(found.values())
