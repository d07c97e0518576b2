"""Reading a point table: codes, each with a range and its default."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from penaltykit.benchmark._cells import ANY_CELL, Cell
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._load_penalty import (
    read_amount,
    read_band,
    read_words,
)
from penaltykit.benchmark._load_rows import row_cells
from penaltykit.benchmark._load_term import TERM_KEYS, read_term
from penaltykit.benchmark._model import Column, PointBody, Row
from penaltykit.benchmark._ranks import may_meet, ranked
from penaltykit.benchmark._read import Node
from penaltykit.penalty import Obligation, Penalty, PenaltyKind

KEYS: Final = ("codes", "code", "columns", "permissive", "penalties")
ITEM: Final = "violation.item"
"""The fact that says of which item a violation is."""

_RANGE: Final = (
    "from",
    "from_inclusive",
    "to",
    "to_inclusive",
    "default",
    "subject",
    "obligation",
    "group",
)
_MEASURES: Final = {
    "fine": (PenaltyKind.FINE, "yuan"),
    "detention": (PenaltyKind.DETENTION, "days"),
}
_CODE_KEYS: Final = (
    "item",
    "items",
    "if",
    "when",
    "warning",
    "points",
    "penalties",
    "note",
    "provisions",
    *_MEASURES,
    *TERM_KEYS,
)

_Given = tuple[Penalty, Decimal | None]


class PointReader:
    """Reads the codes of a point table.

    Args:
        reader: for cells and conditions.
        root: the whole file.
        items: items of the whole table, for codes that name none.
        needs_ranks: whether codes must be comparable by weight.
        heavier: whether the heavier counts of codes that hold at once.
    """

    def __init__(
        self,
        reader: CellReader,
        root: Node,
        items: tuple[str, ...],
        *,
        needs_ranks: bool,
        heavier: bool = False,
    ) -> None:
        self.reader = reader
        self.root = root
        self.table_items = items
        self.needs_ranks = needs_ranks
        self.heavier = heavier
        self.faults = reader.faults
        self.items: dict[str, None] = dict.fromkeys(items)
        """Every item that the table speaks of, in order."""

    def read(self, parts: dict[str, Node]) -> PointBody | None:
        """The body; ``None`` where anything is wrong."""
        before = len(self.faults)
        if "codes" not in parts:
            self.root.fault("table-missing-key", key="codes")
            return None
        own = self.reader.columns(parts.get("columns"))
        nodes = list(parts["codes"].list())
        bound = any(
            isinstance(node.value, dict)
            and not {"item", "items"}.isdisjoint(node.value)
            for node in nodes
        )
        keys = self._keys(parts, bound=bound)
        if len(self.faults) > before:
            return None
        rows = self._rows(parts, nodes, keys, own)
        if not nodes and len(self.faults) == before:
            parts["codes"].fault("table-no-rows")
        if not (keys or own) and len(rows) > 1:
            self.root.fault("table-codes-not-told-apart")
        permissive = "permissive" not in parts or parts["permissive"].truth()
        ranks = ranked(rows, [None] * len(rows))
        if ranks is None and (
            self.needs_ranks
            or (self.heavier and may_meet(rows, (*keys, *own)))
        ):
            parts["codes"].fault("table-rows-need-rank")
        if len(self.faults) > before:
            return None
        return PointBody(
            columns=(*keys, *own),
            rows=tuple(
                evolve(row, rank=rank)
                for row, rank in zip(
                    rows, ranks or [0] * len(rows), strict=True
                )
            ),
            permissive=permissive,
        )

    def _rows(
        self,
        parts: dict[str, Node],
        nodes: Sequence[Node],
        keys: Sequence[Column],
        own: Sequence[Column],
    ) -> list[Row]:
        """One row a code; none stands twice."""
        shared = (
            self.reader.penalties(parts["penalties"])
            if "penalties" in parts
            else ()
        )
        rows: list[Row] = []
        seen: set[str] = set()
        for node in nodes:
            row = self._row(node, keys, own, shared)
            if row is None:
                continue
            if row.id in seen:
                node.fault("table-twice", found=row.id)
            seen.add(row.id)
            rows.append(row)
        return rows

    def _keys(self, parts: dict[str, Node], *, bound: bool) -> list[Column]:
        """The columns of item and code, as far as the table asks for them."""
        wanted = []
        if bound:
            wanted.append(("item", ITEM, parts["codes"]))
        if "code" in parts:
            wanted.append(("code", parts["code"].text(), parts["code"]))
        found = []
        for name, fact, node in wanted:
            column = self.reader.named_column(node, name, fact)
            if column is not None:
                found.append(column)
        return found

    def _row(
        self,
        node: Node,
        keys: Sequence[Column],
        own: Sequence[Column],
        shared: tuple[Penalty, ...],
    ) -> Row | None:
        before = len(self.faults)
        parts = node.map(_CODE_KEYS, ("code", "name"))
        if not {"code", "name"} <= parts.keys():
            return None
        code = parts["code"].text()
        items = self._items(node, parts)
        cells: list[Cell] = []
        for column in keys:
            if column.id == "item":
                words = frozenset(items)
                text = ", ".join(items)
                cells.append(
                    Cell(text=text, words=words) if items else ANY_CELL
                )
            else:
                cell = self.reader.cell(parts["code"], column.signature)
                cells.append(cell or ANY_CELL)
        cells += row_cells(self.reader, parts.get("if"), own)
        when = (
            self.reader.condition(parts["when"]) if "when" in parts else None
        )
        given = [*((one, None) for one in shared), *self._given(parts)]
        points = parts["points"].integer() if "points" in parts else None
        if points is not None and points < 0:
            parts["points"].fault("table-amount-negative", found=str(points))
        term = read_term(node, parts)
        name = parts["name"].texts()
        note = parts["note"].texts() if "note" in parts else None
        provisions = (
            parts["provisions"].citations() if "provisions" in parts else ()
        )
        if not given and len(self.faults) == before:
            node.fault("table-no-penalties")
        if len(self.faults) > before:
            return None
        return Row(
            id=code,
            cells=tuple(cells),
            when=when,
            penalties=tuple(penalty for penalty, _ in given),
            defaults=tuple(default for _, default in given),
            term=term,
            provisions=provisions,
            name=name,
            points=points,
            note=note,
        )

    def _items(self, node: Node, parts: dict[str, Node]) -> tuple[str, ...]:
        """The items of a code; those of the table where it names none."""
        found = read_items(node, parts)
        if not found:
            return self.table_items
        self.items |= dict.fromkeys(found)
        return found

    def _given(self, parts: dict[str, Node]) -> list[_Given]:
        """The penalties of a code, each with its default."""
        found: list[_Given] = []
        for key, (kind, unit) in _MEASURES.items():
            if key in parts:
                one = self._measure(parts[key], kind, unit)
                if one is not None:
                    found.append(one)
        if "warning" in parts and parts["warning"].truth():
            found.append((_warning(found), None))
        if "penalties" in parts:
            found += [
                (penalty, None)
                for penalty in self.reader.penalties(parts["penalties"])
            ]
        return found

    def _measure(
        self, node: Node, kind: PenaltyKind, unit: str
    ) -> _Given | None:
        """A range with the amount that an ordinary case gets.

        A range from zero to zero is none: so the lists print it.
        """
        before = len(self.faults)
        parts = node.map(_RANGE)
        if not parts and len(self.faults) == before:
            node.fault("table-missing-key", key="default")
        default = read_amount(parts["default"]) if "default" in parts else None
        if not {"from", "to"} & parts.keys():
            given: dict[str, Any] = {"from_": default, "to": default}
        else:
            bounds = self.reader.document.policy.bounds
            nothing = _is_zero(parts, "to") and _is_zero(parts, "from")
            if nothing and not default:
                return None
            given = read_band(node, parts, bounds)
        if len(self.faults) > before:
            return None
        penalty = Penalty(kind=kind, unit=unit, **read_words(parts), **given)
        if len(self.faults) > before:
            return None
        if default is not None and not _inside(penalty, default):
            parts["default"].fault(
                "table-default-outside",
                found=str(default),
                low=str(penalty.from_ or 0),
                high="" if penalty.to is None else str(penalty.to),
            )
            return None
        return penalty, default


def read_items(node: Node, parts: dict[str, Node]) -> tuple[str, ...]:
    """The item, or the items, that a table or a code binds to."""
    if "item" in parts and "items" in parts:
        node.fault("table-item-and-items")
    if "item" in parts:
        return (parts["item"].text(),)
    if "items" in parts:
        return tuple(
            dict.fromkeys(part.text() for part in parts["items"].list())
        )
    return ()


def _warning(found: Sequence[_Given]) -> Penalty:
    """A warning instead of the fine, where that is one of alternatives;
    otherwise one that may be given."""
    for penalty, _ in found:
        if (
            penalty.kind is PenaltyKind.FINE
            and penalty.obligation is Obligation.ALTERNATIVE
        ):
            return Penalty(
                kind=PenaltyKind.WARNING,
                obligation=Obligation.ALTERNATIVE,
                group=penalty.group,
            )
    return Penalty(kind=PenaltyKind.WARNING, obligation=Obligation.MAY)


def _is_zero(parts: dict[str, Node], key: str) -> bool:
    return key not in parts or parts[key].value in (0, "0")


def _inside(penalty: Penalty, amount: Decimal) -> bool:
    low, high = penalty.from_, penalty.to
    if low is not None and (
        amount < low or (amount == low and not penalty.from_inclusive)
    ):
        return False
    return high is None or (
        amount < high or (amount == high and penalty.to_inclusive)
    )
