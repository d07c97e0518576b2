"""What a table says of a case: rows, penalties, and what is not known."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import attrs
from attrs import frozen

from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Problem, Texts
from penaltykit.citation import Citation
from penaltykit.engine import Value
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind


@frozen(kw_only=True)
class CellResult:
    """One cell against one value.

    Args:
        column: column id; for a condition over the whole row, the fact id.
        fact: fact id.
        label: heading of the column.
        expected: what the cell asks, in words.
        state: state of the fact as read.
        value: as read.
        value_text: the value in words.
        pointer: where it stands in the case.
        holds: true, false, or ``None`` while the fact is not known.
        assumed: the lowest grade stands in for a fact that could not be
            ascertained.
    """

    column: str
    fact: str
    label: Texts = attrs.field(hash=False)
    expected: Texts = attrs.field(hash=False)
    state: str
    value: Value | None
    value_text: Texts = attrs.field(hash=False)
    pointer: str
    holds: bool | None
    assumed: bool = False


@frozen(kw_only=True)
class RowMatch:
    """A row of a stage table, or a grade of a factor.

    Args:
        row: id; for a grade ``<factor>/<grade>``.
        number: position among the rows (or among the factor's grades), from
            0.
        sure: whether it holds whatever the unknown facts turn out to be.
        stage: label of the stage, if it has one.
        cells: each cell with the value it met.
        percent: points of a grade.
        name: what a code of a point table stands for.
        points: demerit points of a code; no penalty.
        ended: why it is not applied, where it is out of its own term.
        provisions: penalising provisions of its own.
    """

    row: str
    number: int
    sure: bool
    stage: Texts | None = attrs.field(default=None, hash=False)
    cells: tuple[CellResult, ...] = ()
    percent: Decimal | None = None
    name: Texts | None = attrs.field(default=None, hash=False)
    points: int | None = None
    ended: Texts | None = attrs.field(default=None, hash=False)
    provisions: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class TablePenalty:
    """A penalty of the table with its band in yuan.

    Args:
        penalty: as in the table.
        band: in yuan after base, cap and floor; ``None`` for what is no
            amount of money, or while a fact is missing.
        arithmetic: the lines that lead there.
        missing: facts without which there is no band.
        default: what an ordinary case gets, in the unit of the penalty,
            where the table names one amount (point tables).
    """

    penalty: Penalty
    band: Band | None = None
    arithmetic: tuple[Texts, ...] = attrs.field(default=(), hash=False)
    missing: tuple[str, ...] = ()
    default: Decimal | None = None


@frozen(kw_only=True)
class TableOutcome:
    """What a table says of the facts.

    Args:
        table: which table.
        matches: every row that surely holds, in the order of the print; of a
            factor table the grade of each factor.
        undetermined: rows that may hold, by facts that are not known.
        chosen: the row that counts; ``None`` if none does, if it cannot be
            said yet, and for factor tables.
        settled: whether the answer stands whatever the unknown facts are.
        conflict: several rows hold and the document does not say which
            counts.
        settle: facts that would settle the answer.
        penalties: of the chosen row or the formula; empty while not settled.
        stage: label of the chosen stage.
        arithmetic: line by line.
        assumed: facts that could not be ascertained and count as the lowest
            grade, by the document.
        range: least and greatest amount that the unknown facts leave open
            (factor tables), in yuan.
        problems: flaws of the print.
        ended: rows that would hold, but are out of their own term.
        on: the day for which it was asked.
    """

    table: Table
    matches: tuple[RowMatch, ...] = ()
    undetermined: tuple[RowMatch, ...] = ()
    chosen: RowMatch | None = None
    settled: bool = False
    conflict: bool = False
    settle: tuple[str, ...] = ()
    penalties: tuple[TablePenalty, ...] = ()
    stage: Texts | None = attrs.field(default=None, hash=False)
    arithmetic: tuple[Texts, ...] = attrs.field(default=(), hash=False)
    assumed: tuple[str, ...] = ()
    range: Band | None = None
    problems: tuple[Problem, ...] = ()
    ended: tuple[RowMatch, ...] = ()
    on: dt.date | None = None

    @property
    def no_row(self) -> bool:
        """Whether the facts are settled and no row holds: a gap."""
        return self.settled and not self.penalties and self.chosen is None

    @property
    def fine(self) -> TablePenalty | None:
        """The first fine among the penalties."""
        return self.of_kind(PenaltyKind.FINE)

    def of_kind(self, kind: PenaltyKind) -> TablePenalty | None:
        """The first penalty of a kind."""
        for item in self.penalties:
            if item.penalty.kind is kind:
                return item
        return None


def leaves_upper(lower: TableOutcome, upper: TableOutcome) -> bool | None:
    """Whether a lower document leaves the bounds that an upper one sets.

    Args:
        lower: outcome of the table that applies.
        upper: outcome of a table of :attr:`Choice.upper` on the same facts.

    Returns:
        ``None`` where one of the two has no fine to compare yet.
    """
    own, other = lower.fine, upper.fine
    if own is None or other is None or own.band is None or other.band is None:
        return None
    return not other.band.covers(own.band)


class WhyNotReason(StrEnum):
    """Why a row was not chosen."""

    CELL_FAILS = "cell-fails"
    CONDITION_FAILS = "condition-fails"
    NOT_KNOWN = "not-known"
    OUT_OF_TERM = "out-of-term"
    LIGHTER = "lighter"
    LATER = "later"
    CONFLICT = "conflict"
    ANOTHER_HOLDS = "another-holds"


@frozen(kw_only=True)
class Change:
    """A change of one fact that a row would need.

    Args:
        fact: fact id.
        label: heading of its column.
        found: the value now, in words.
        needed: what the cell asks, in words.
        nearest: the nearest value that would do; ``None`` where the cell
            asks for more (or less) than a figure, and for conditions.
    """

    fact: str
    label: Texts = attrs.field(hash=False)
    found: Texts = attrs.field(hash=False)
    needed: Texts = attrs.field(hash=False)
    nearest: Value | None = None


@frozen(kw_only=True)
class WhyNot:
    """Why one row was not chosen.

    Args:
        row: as :attr:`RowMatch.row`.
        stage: its label, if any.
        reason: see :class:`WhyNotReason`.
        cell: the first cell that fails (or is not known), in the order of
            the columns.
        changes: all that would have to be otherwise, one a fact.
        text: the same in a sentence.
    """

    row: str
    stage: Texts | None = attrs.field(default=None, hash=False)
    reason: WhyNotReason
    cell: CellResult | None
    changes: tuple[Change, ...] = ()
    text: Texts = attrs.field(hash=False)
