"""Positions in a band and shifts between stages: pure steps.

Nothing here decides that a case is lenient or severe: an officer does. These
functions only say what the document makes of it.
"""

import datetime as dt
from decimal import Decimal

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.benchmark._model import PointBody, StageBody, Table
from penaltykit.benchmark._outcome import TablePenalty
from penaltykit.benchmark._penalties import table_penalties
from penaltykit.benchmark._policy import (
    DocumentCircumstance,
    Grade,
    Policy,
    PositionMode,
    PositionRule,
    Shape,
    Texts,
)
from penaltykit.benchmark._wording import plain, yuan_text
from penaltykit.citation import Citation
from penaltykit.engine import Context
from penaltykit.money import Band, multiply
from penaltykit.penalty import Penalty, PenaltyKind

_HALF = Decimal("0.5")


@frozen(kw_only=True)
class Position:
    """Where a grade lies in a band.

    Args:
        grade: ordinary, lenient or severe.
        point: the amount in yuan, where the document names one.
        band: what of the band is left to choose from (the point alone, the
            upper part, the lower part; the whole band where it gives no
            figure).
        permissive: whether the document says 可以.
        arithmetic: the line that leads there; empty without a figure.
        text: what the document says in words.
        citation: the article.
    """

    grade: Grade
    point: Decimal | None
    band: Band
    permissive: bool
    arithmetic: Texts = attrs.field(factory=dict, hash=False)
    text: Texts = attrs.field(factory=dict, hash=False)
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Shifted:
    """Where a shift of stage leads.

    Args:
        stage: label of the new stage.
        fine: its fine in yuan; ``None`` where the row has none.
        end: ``maximum`` or ``minimum`` where the shift left the table and
            the document then names that end of the last stage.
    """

    stage: Texts | None = attrs.field(default=None, hash=False)
    fine: TablePenalty | None
    end: str | None = None


def shape_of(penalty: Penalty) -> Shape:
    """Which position rules speak of a penalty."""
    if penalty.to is None:
        return Shape.MINIMUM_ONLY
    if penalty.from_ is None or penalty.from_ == 0:
        return Shape.MAXIMUM_ONLY
    if penalty.unit in ("times", "percent"):
        return Shape.TIMES
    return Shape.RANGE


def position(
    band: Band,
    policy: Policy,
    grade: Grade = Grade.ORDINARY,
    shape: Shape | None = None,
) -> Position | None:
    """Where a grade lies in a band in yuan, by the document's rule.

    Args:
        band: in yuan. A point is its own position.
        policy: the general rules of the document.
        grade: ordinary, lenient or severe.
        shape: see :func:`shape_of`; found from the band if absent.

    Returns:
        ``None`` where the document has no rule for it.
    """
    shape = shape or _shape_of_band(band)
    rule = policy.position(grade, shape)
    if rule is None:
        return None
    if band.is_point:
        return _placed(rule, band.from_, band, both("A single amount"))
    if rule.share is None:
        return _placed(rule, None, band, {})
    amount, line = _amount(rule.share, band, shape)
    if rule.mode is PositionMode.AT:
        kept = band.clamp(amount)
        if kept != amount:
            line = both(
                "{line}; the nearest amount inside the band is {amount}",
                line=line,
                amount=yuan_text(kept),
            )
        return _placed(rule, kept, Band.point(kept), line)
    part = (
        Band(from_=amount)
        if rule.mode is PositionMode.NOT_BELOW
        else Band(to=amount, to_inclusive=False)
    )
    return _placed(rule, None, band.intersect(part), line)


def ordinary(fine: TablePenalty, table: Table) -> Position | None:
    """Where the ordinary case lies by the table's own default.

    Args:
        fine: of the table, in yuan.
        table: which; of a point table the default is its ordinary position.

    Returns:
        ``None`` where the table names no default; then the general rules of
        the document speak (:func:`position`).
    """
    if fine.default is None or fine.band is None:
        return None
    point = fine.default
    body = table.body
    return Position(
        grade=Grade.ORDINARY,
        point=point,
        band=Band.point(point),
        permissive=isinstance(body, PointBody) and body.permissive,
        arithmetic=both(
            "The default of the table: {amount}", amount=yuan_text(point)
        ),
    )


def _shape_of_band(band: Band) -> Shape:
    if band.to is None:
        return Shape.MINIMUM_ONLY
    if band.from_ is None or band.from_ == 0:
        return Shape.MAXIMUM_ONLY
    return Shape.RANGE


def _placed(
    rule: PositionRule, point: Decimal | None, band: Band, line: Texts
) -> Position:
    return Position(
        grade=rule.grade,
        point=point,
        band=band,
        permissive=rule.permissive,
        arithmetic=line,
        text=rule.text,
        citation=rule.citation,
    )


def _amount(share: Decimal, band: Band, shape: Shape) -> tuple[Decimal, Texts]:
    """The amount that a rule points at, and its line."""
    low = band.from_ if band.from_ is not None else Decimal(0)
    if shape is Shape.MINIMUM_ONLY:
        amount = multiply(low, share)
        return amount, both(
            "{bound} × {share} = {amount}",
            bound=yuan_text(low),
            share=plain(share),
            amount=yuan_text(amount),
        )
    high = band.to if band.to is not None else low
    if shape is Shape.MAXIMUM_ONLY:
        amount = multiply(high, share)
        return amount, both(
            "{bound} × {share}% = {amount}",
            bound=yuan_text(high),
            share=plain(multiply(share, Decimal(100))),
            amount=yuan_text(amount),
        )
    amount = multiply(high - low, share) + low
    if share == _HALF:
        line = both(
            "({low} + {high}) ÷ 2 = {amount}",
            low=yuan_text(low),
            high=yuan_text(high),
            amount=yuan_text(amount),
        )
    else:
        line = both(
            "{low} + {share}% × ({high} − {low}) = {amount}",
            low=yuan_text(low),
            high=yuan_text(high),
            share=plain(multiply(share, Decimal(100))),
            amount=yuan_text(amount),
        )
    return amount, line


def shift_row(
    table: Table,
    number: int,
    circumstance: DocumentCircumstance,
    on: dt.date | None = None,
) -> tuple[int, bool]:
    """The row that a shift leads to, by weight.

    Args:
        table: a stage table.
        number: the row that was chosen.
        circumstance: with effect ``shift``.
        on: rows out of their own term on that day are passed over.

    Returns:
        The number of the row, and whether the shift ran past the end of the
        table (the document then says what holds: ``at_end``).

    Raises:
        TypeError: a table without rows.
    """
    if not isinstance(table.body, StageBody):
        raise TypeError(table.kind)
    rows = table.body.rows
    held = {number} | {n for n, row in enumerate(rows) if row.term.holds(on)}
    ranks = sorted({rows[n].rank for n in held})
    at = ranks.index(rows[number].rank) + circumstance.steps
    inside = min(max(at, 0), len(ranks) - 1)
    if ranks[inside] == rows[number].rank:
        return number, at != inside
    return (
        next(
            index
            for index, row in enumerate(rows)
            if index in held and row.rank == ranks[inside]
        ),
        at != inside,
    )


def shift(
    table: Table,
    number: int,
    circumstance: DocumentCircumstance,
    view: Context,
    on: dt.date | None = None,
) -> Shifted:
    """The stage that a shift leads to, and its fine.

    Args:
        table: a stage table.
        number: the row that was chosen.
        circumstance: with effect ``shift``.
        view: fact id to reading.
        on: as in :func:`shift_row`.

    Raises:
        TypeError: a table of another kind.
    """
    to, past = shift_row(table, number, circumstance, on)
    assert isinstance(table.body, StageBody)
    row = table.body.rows[to]
    penalties, _ = table_penalties(row.penalties, table, view)
    return Shifted(
        stage=row.stage,
        fine=next(
            (p for p in penalties if p.penalty.kind is PenaltyKind.FINE), None
        ),
        end=circumstance.at_end if past else None,
    )
