"""Tables of a benchmark document: columns, rows, factors, formulas."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs
from attrs import frozen

from penaltykit.benchmark._cells import Cell
from penaltykit.benchmark._formula import Formula
from penaltykit.benchmark._index import RowIndex
from penaltykit.benchmark._pieces import pieces, rows_on
from penaltykit.benchmark._policy import (
    Document,
    Problem,
    SeveralRows,
    Texts,
    Unascertainable,
)
from penaltykit.benchmark._statutory import STATUTORY, with_statute
from penaltykit.benchmark._term import ALWAYS, Term
from penaltykit.citation import Citation
from penaltykit.engine import Context, Expression, FactType, Signature
from penaltykit.penalty import Penalty, PenaltyKind

if TYPE_CHECKING:
    from penaltykit.benchmark._outcome import TableOutcome, WhyNot
    from penaltykit.money import Band


class TableKind(StrEnum):
    """How a table leads from facts to penalties."""

    STAGE = "stage"
    FACTOR = "factor"
    POINT = "point"


@frozen(kw_only=True)
class Monotone:
    """A fact of which a table says: more of it is never lighter.

    Args:
        fact: fact id.
        order: the values from the slight to the grave; ``None`` where the
            fact is a number, a date or a count, which ascend.
        descending: less is graver (days until correction, for example).
    """

    fact: str
    order: tuple[str | bool, ...] | None = None
    descending: bool = False


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
        least: the least value that can arise, where that is not zero: a
            count that has this breach in it begins at one.
    """

    id: str
    fact: str
    label: Texts = attrs.field(hash=False)
    signature: Signature = attrs.field(hash=False)
    lowest: str | bool | Decimal | None = None
    words: Mapping[str, Texts] = attrs.field(factory=dict, hash=False)
    least: Decimal | None = None


POINTS: Final = Column(
    id="points",
    fact="points",
    label={"zh": "得分", "en": "points"},
    signature=Signature(FactType.QUANTITY),
)
"""What the cell of a stage asks: the sum of the points."""


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
        mitigated: it goes under the statutory minimum (减轻), which only a
            ground of the law opens.
        note: what the printed row says besides.
        term: dates of its own; a row past its last day is not applied.
        provisions: penalising provisions of its own, besides the table's.
        name: of a point table what the code stands for.
        points: of a point table the demerit points, which are no penalty.
        defaults: of a point table the amount of each penalty that an
            ordinary case gets, in its unit; empty where there is none.
    """

    id: str
    stage: Texts | None = attrs.field(default=None, hash=False)
    cells: tuple[Cell, ...]
    when: Expression | None = None
    otherwise: bool = False
    penalties: tuple[Penalty, ...]
    rank: int = 0
    mitigated: bool = False
    note: Texts | None = attrs.field(default=None, hash=False)
    term: Term = ALWAYS
    provisions: tuple[Citation, ...] = ()
    name: Texts | None = attrs.field(default=None, hash=False)
    points: int | None = None
    defaults: tuple[Decimal | None, ...] = ()


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

    @property
    def outcomes(self) -> tuple[Row, ...]:
        """The rows that give penalties."""
        return self.rows

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
            bits = set(rows_on(pieces(column.signature, cells), cells))
            if column.signature.type is FactType.TEXT:
                # Besides the words named there is any other text.
                bits.add(self.index.columns[number].any)
            found.append(tuple(sorted(bits)))
        return tuple(found)

    @cached_property
    def turning_days(self) -> tuple[dt.date, ...]:
        """Days on which rows begin or have just ended; with the day before
        the first they show every set of rows that hold together.
        """
        day = dt.timedelta(days=1)
        found: set[dt.date] = set()
        for row in self.rows:
            first, last = row.term.effective, row.term.expires
            if first is not None:
                found |= {first, first - day}
            if last is not None:
                found |= {last, last + day}
        return tuple(sorted(found))

    def bits(self, on: dt.date | None) -> int:
        """The rows whose own term has ``on``, as a bitset."""
        if on is None or not self.turning_days:
            return self.index.all
        return sum(
            1 << number
            for number, row in enumerate(self.rows)
            if row.term.holds(on)
        )


@frozen(kw_only=True)
class PointBody(StageBody):
    """Codes, each with a range and the amount that is ordinary in it.

    A row is a code; its first columns are the item and the code, as far as
    the table asks for them.

    Args:
        permissive: whether the range stays open besides the default.
    """

    permissive: bool = True


@frozen(kw_only=True)
class FactorBody:
    """Factors in points, and what uses them: formulas, or stages.

    Args:
        factors: in the order of the print.
        formulas: one, or one for each situation; the first that holds
            counts. Their points are percentage points.
        penalties: what the table gives besides the fine.
        stages: rows that the sum of the points chooses, in place of
            formulas; the one cell of each asks for the sum.
        start: points that every case has, where there are stages.
    """

    factors: tuple[Factor, ...]
    formulas: tuple[Formula, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    stages: tuple[Row, ...] = ()
    start: Decimal = Decimal(0)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The column of each factor."""
        return tuple(factor.column for factor in self.factors)

    @property
    def outcomes(self) -> tuple[Row, ...]:
        """The rows that give penalties: its stages."""
        return self.stages


@frozen(kw_only=True)
class Table:
    """A table of a document, bound to one item.

    Args:
        id: ``<document id>/<number of the table>``.
        document: the document whose general rules it inherits.
        name: heading in own words.
        item: id of the penalty item (``rules/items``); of several the first.
        items: all items that it speaks of.
        provisions: penalising provisions that it was made for.
        covers: kinds of penalty that it speaks of; the others stand in the
            statute and are neither given nor taken away by it.
        several_rows: as the document says, or the table for itself.
        unascertainable: as the document says, or the table for itself.
        lowest: fact id to value, for facts of conditions (of rows or grades)
            that cannot be ascertained.
        conditions: compiled conditions of penalties, by their text.
        named: facts of conditions, and those that amounts are taken of, as
            the vocabulary names them, by id.
        source: where it stands in the document.
        problems: flaws of the print.
        body: rows or factors.
        term: dates of its own; a table may end before its document.
        monotone: facts of which more is never lighter.
        file: path as loaded.
    """

    id: str
    document: Document
    kind: TableKind
    name: Texts = attrs.field(hash=False)
    item: str
    items: tuple[str, ...] = attrs.field(
        default=attrs.Factory(lambda self: (self.item,), takes_self=True)
    )
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
    term: Term = ALWAYS
    monotone: tuple[Monotone, ...] = ()
    file: str = ""

    @property
    def effective(self) -> dt.date | None:
        """First day of its own term, if it has one."""
        return self.term.effective

    @property
    def expires(self) -> dt.date | None:
        """Last day of its own term, included, if it has one."""
        return self.term.expires

    def in_term(self, on: dt.date) -> bool:
        """Whether ``on`` lies in its own term; the document has another."""
        return self.term.holds(on)

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
            for formula in self.body.formulas:
                names += formula.facts
            penalties = [
                *self.body.penalties,
                *(p for row in self.body.stages for p in row.penalties),
            ]
        for penalty in penalties:
            names += [
                name
                for name in (penalty.base, penalty.per, penalty.step)
                if name is not None
            ]
        return tuple(dict.fromkeys(names))

    @cached_property
    def asks_statute(self) -> bool:
        """Whether it names the bounds of the law (``statute.fine_most``)."""
        conditions = (one.facts for one in self.conditions.values())
        return not STATUTORY.isdisjoint(self.facts) or any(
            not STATUTORY.isdisjoint(facts) for facts in conditions
        )

    def evaluate(
        self,
        view: Context,
        *,
        statute: "Band | None" = None,
        on: dt.date | None = None,
    ) -> "TableOutcome":
        """Apply the table to the facts of one violation and party.

        Args:
            view: fact id to reading.
            statute: the statutory band in yuan; a formula's amount is kept
                inside, with a line of arithmetic that says so. Where the
                table names its bounds, they are read from here unless the
                view has them.
            on: the day that chose the table; rows out of their own term on
                that day are not applied. ``None`` leaves out none.
        """
        if self.asks_statute:
            view = with_statute(view, statute)
        if isinstance(self.body, StageBody):
            from penaltykit.benchmark._stage import evaluate_stage

            return evaluate_stage(self, self.body, view, on)
        from penaltykit.benchmark._factor import evaluate_factors

        return evaluate_factors(self, self.body, view, statute)

    def why_not(
        self, view: Context, on: dt.date | None = None
    ) -> "tuple[WhyNot, ...]":
        """For each row (or grade) that was not chosen: why, and the nearest
        change of facts that would lead to it. Computed when asked.

        Args:
            view: fact id to reading.
            on: as in :meth:`evaluate`.
        """
        from penaltykit.benchmark._whynot import explain_others

        return explain_others(self, view, on)
