"""Tables of a benchmark document: columns, rows, factors, formulas."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from penaltykit.benchmark._cells import Cell
from penaltykit.benchmark._index import RowIndex
from penaltykit.benchmark._pieces import covers, pieces
from penaltykit.benchmark._policy import (
    Document,
    Problem,
    SeveralRows,
    Texts,
    Unascertainable,
)
from penaltykit.citation import Citation
from penaltykit.engine import Context, Expression, Signature
from penaltykit.penalty import Penalty, PenaltyKind

if TYPE_CHECKING:
    from penaltykit.benchmark._outcome import TableOutcome, WhyNot
    from penaltykit.money import Band


class TableKind(StrEnum):
    """How a table leads from facts to penalties."""

    STAGE = "stage"
    FACTOR = "factor"


@frozen(kw_only=True)
class Column:
    """A column: one fact that the cells of its rows ask about.

    Args:
        id: short name, unique in the table.
        fact: fact id of the vocabulary.
        label: heading in own words.
        signature: type and words of the fact.
        lowest: the value that counts where the fact cannot be ascertained
            and the document gives the lowest grade; ``None`` finds it by the
            weight of the rows.
        words: label of each word of the fact, for explanations.
    """

    id: str
    fact: str
    label: Texts = attrs.field(hash=False)
    signature: Signature = attrs.field(hash=False)
    lowest: str | bool | Decimal | None = None
    words: Mapping[str, Texts] = attrs.field(factory=dict, hash=False)


@frozen(kw_only=True)
class Row:
    """A row of a stage table.

    Args:
        id: as printed or counted, unique in the table.
        stage: label of the stage (裁量阶次), ``None`` where it has no name.
        cells: one for each column of the table.
        when: a condition over the whole row, besides the cells.
        otherwise: holds where no other row does.
        penalties: what the row gives; amounts as in the table.
        rank: weight among the rows, heavier is greater; equal weights share
            a rank.
        note: what the printed row says besides.
    """

    id: str
    stage: Texts | None = attrs.field(default=None, hash=False)
    cells: tuple[Cell, ...]
    when: Expression | None = None
    otherwise: bool = False
    penalties: tuple[Penalty, ...]
    rank: int = 0
    note: Texts | None = attrs.field(default=None, hash=False)


@frozen(kw_only=True)
class FactorGrade:
    """One grade of a factor and its percentage points.

    Args:
        id: short name, unique in the factor.
        cell: what it asks of the factor's fact.
        percent: its points.
        when: a condition over several facts, besides or instead of the cell.
        label: the grade in own words.
    """

    id: str
    cell: Cell
    percent: Decimal
    when: Expression | None = None
    label: Texts | None = attrs.field(default=None, hash=False)


@frozen(kw_only=True)
class Factor:
    """One factor of a factor table: a column and its grades."""

    column: Column
    grades: tuple[FactorGrade, ...]


@frozen(kw_only=True)
class StageBody:
    """Rows of conditions, each with a stage and penalties."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @cached_property
    def index(self) -> RowIndex:
        """The index over all cells; built when first asked for."""
        columns = [
            [row.cells[number] for row in self.rows]
            for number in range(len(self.columns))
        ]
        return RowIndex(columns, len(self.rows))

    @cached_property
    def classes(self) -> tuple[tuple[int, ...], ...]:
        """For each column the bitsets of rows that its values lead to."""
        found = []
        for number, column in enumerate(self.columns):
            cells = [row.cells[number] for row in self.rows]
            bits = {
                sum(
                    1 << row
                    for row, cell in enumerate(cells)
                    if covers(cell, piece)
                )
                for piece in pieces(column.signature, cells)
            }
            found.append(tuple(sorted(bits)))
        return tuple(found)


@frozen(kw_only=True)
class FactorBody:
    """Start and factors in percentage points of a base.

    Args:
        start: the points every case has.
        factors: in the order of the print.
        base: amount in yuan, or the fact id of a money fact.
        cap_percent: the sum never counts for more.
        least_percent: the sum never counts for less, where the table says so.
        rounding: a name of ``penaltykit.money.ROUNDINGS``, or ``None``.
        penalties: what the table gives besides the fine.
    """

    start: Decimal
    factors: tuple[Factor, ...]
    base: Decimal | str
    cap_percent: Decimal = Decimal(100)
    least_percent: Decimal | None = None
    rounding: str | None = None
    penalties: tuple[Penalty, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The column of each factor."""
        return tuple(factor.column for factor in self.factors)


@frozen(kw_only=True)
class Table:
    """A table of a document, bound to one item.

    Args:
        id: ``<document id>/<number of the table>``.
        document: the document whose general rules it inherits.
        name: heading in own words.
        item: id of the penalty item (``rules/items``).
        provisions: penalising provisions that it was made for.
        covers: kinds of penalty that it speaks of; the others stand in the
            statute and are neither given nor taken away by it.
        several_rows: as the document says, or the table for itself.
        unascertainable: as the document says, or the table for itself.
        lowest: fact id to value, for facts of conditions (of rows or grades)
            that cannot be ascertained.
        conditions: compiled conditions of penalties, by their text.
        named: facts of conditions as the vocabulary names them, by id.
        source: where it stands in the document.
        problems: flaws of the print.
        body: rows or factors.
        file: path as loaded.
    """

    id: str
    document: Document
    kind: TableKind
    name: Texts = attrs.field(hash=False)
    item: str
    provisions: tuple[Citation, ...] = ()
    covers: tuple[PenaltyKind, ...] = (PenaltyKind.FINE,)
    several_rows: SeveralRows = SeveralRows.UNIQUE
    unascertainable: Unascertainable = Unascertainable.UNDETERMINED
    lowest: Mapping[str, str | bool | Decimal] = attrs.field(
        factory=dict, hash=False
    )
    conditions: Mapping[str, Expression] = attrs.field(
        factory=dict, hash=False
    )
    named: Mapping[str, Column] = attrs.field(factory=dict, hash=False)
    source: Texts = attrs.field(factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()
    body: StageBody | FactorBody
    file: str = ""

    @property
    def index(self) -> RowIndex:
        """The row index of a stage table.

        Raises:
            TypeError: a table of another kind.
        """
        if not isinstance(self.body, StageBody):
            raise TypeError(self.kind)
        return self.body.index

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns (of a factor table: one a factor)."""
        return self.body.columns

    @property
    def facts(self) -> tuple[str, ...]:
        """Fact ids that it asks for, in the order of the print."""
        names = [column.fact for column in self.columns]
        penalties: Sequence[Penalty]
        if isinstance(self.body, StageBody):
            for row in self.body.rows:
                if row.when is not None:
                    names += sorted(row.when.facts)
            penalties = [p for row in self.body.rows for p in row.penalties]
        else:
            for factor in self.body.factors:
                for grade in factor.grades:
                    if grade.when is not None:
                        names += sorted(grade.when.facts)
            if isinstance(self.body.base, str):
                names.append(self.body.base)
            penalties = self.body.penalties
        for penalty in penalties:
            names += [
                name
                for name in (penalty.base, penalty.per)
                if name is not None
            ]
        return tuple(dict.fromkeys(names))

    def evaluate(
        self, view: Context, *, statute: "Band | None" = None
    ) -> "TableOutcome":
        """Apply the table to the facts of one violation and party.

        Args:
            view: fact id to reading.
            statute: the statutory band in yuan; a formula's amount is kept
                inside, with a line of arithmetic that says so.
        """
        if isinstance(self.body, StageBody):
            from penaltykit.benchmark._stage import evaluate_stage

            return evaluate_stage(self, self.body, view)
        from penaltykit.benchmark._factor import evaluate_factors

        return evaluate_factors(self, self.body, view, statute)

    def why_not(self, view: Context) -> "tuple[WhyNot, ...]":
        """For each row (or grade) that was not chosen: why, and the nearest
        change of facts that would lead to it. Computed when asked.
        """
        from penaltykit.benchmark._whynot import explain_others

        return explain_others(self, view)
