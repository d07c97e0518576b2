"""Looking a table over: gaps, overlaps, bands outside the statute.

Exact for tables of cells: every column is cut where one of its cells begins
or ends, and each combination of the pieces is looked at once.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import prod
from typing import Final

from penaltykit._i18n import both
from penaltykit.benchmark._cells import Cell
from penaltykit.benchmark._finding import LintFinding
from penaltykit.benchmark._formula import Formula
from penaltykit.benchmark._model import (
    FactorBody,
    PointBody,
    Row,
    StageBody,
    Table,
    Term,
)
from penaltykit.benchmark._monotone import check_monotone
from penaltykit.benchmark._pieces import covers, pieces
from penaltykit.benchmark._policy import SeveralRows, Texts
from penaltykit.benchmark._refusal import term_text
from penaltykit.benchmark._wording import cell_text, joined
from penaltykit.benchmark._work_out import Points, read_base, work_out
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind

_LIMIT: Final = 20_000
_SHOWN: Final = 5


def lint_table(
    table: Table, statute: Band | None = None
) -> tuple[LintFinding, ...]:
    """Look a table over.

    Args:
        table: any kind.
        statute: the statutory band of its fine in yuan, if known.
    """
    found: list[LintFinding] = []
    if isinstance(table.body, PointBody):
        found += _point_overlaps(table, table.body)
        if statute is not None:
            found += _bands(table.body, statute)
    elif isinstance(table.body, StageBody):
        found += _covers_on_every_day(table, table.body)
        if statute is not None:
            found += _bands(table.body, statute)
        found += _shared_bounds(table.body)
        found += _points_beside(table.body)
    else:
        found += _factors(table.body, statute)
    found += _terms(table)
    found += check_monotone(table)
    return tuple(found)


def _terms(table: Table) -> Iterator[LintFinding]:
    """Dates of the table and of its rows against those of the document."""
    document = table.document
    first, last = document.effective, document.expires
    named = [("", table.term)]
    if isinstance(table.body, StageBody):
        named += [(row.id, row.term) for row in table.body.rows]
    for row, term in named:
        rows = (row,) if row else ()
        outside = (
            first is not None
            and (
                (term.effective is not None and term.effective < first)
                or (term.expires is not None and term.expires < first)
            )
        ) or (
            last is not None
            and (
                (term.expires is not None and term.expires > last)
                or (term.effective is not None and term.effective > last)
            )
        )
        if outside:
            yield LintFinding(
                code="outside-term",
                fault=True,
                text=both(
                    "Its dates leave the term of the document ({term}).",
                    term=term_text(document),
                ),
                rows=rows,
            )
        elif term.expires is not None and term.expires != last:
            yield LintFinding(
                code="retired-early",
                fault=False,
                text=both(
                    "It ends on {last}, before its document.",
                    last=term.expires,
                )
                if term.retired is None
                else both(
                    "It ends on {last}, before its document: {why}",
                    last=term.expires,
                    why=term.retired,
                ),
                rows=rows,
            )


def _point_overlaps(table: Table, body: PointBody) -> Iterator[LintFinding]:
    """Codes that the same facts lead to, where one must be unique."""
    if table.several_rows is not SeveralRows.UNIQUE:
        return
    told_apart = any(column.id == "code" for column in body.columns)
    shown = 0
    for number, row in enumerate(body.rows):
        if told_apart or row.when is not None:
            continue
        for other in body.rows[number + 1 :]:
            if other.when is not None or not _meet(row, other, body):
                continue
            yield LintFinding(
                code="overlap",
                fault=True,
                text=both(
                    "The same facts lead to codes {one} and {other}.",
                    one=row.id,
                    other=other.id,
                ),
                rows=(row.id, other.id),
            )
            shown += 1
            if shown == _SHOWN:
                return


def _meet(one: Row, other: Row, body: PointBody) -> bool:
    """Whether some facts satisfy every cell of both rows, on some day."""
    if not _together(one.term, other.term):
        return False
    for number, column in enumerate(body.columns):
        cells = (one.cells[number], other.cells[number])
        if all(cell.any for cell in cells):
            continue
        parts = pieces(column.signature, cells)
        if not any(all(covers(c, part) for c in cells) for part in parts):
            return False
    return True


def _together(one: Term, other: Term) -> bool:
    """Whether two terms share a day."""

    def before(last: dt.date | None, first: dt.date | None) -> bool:
        return last is not None and first is not None and last < first

    return not (
        before(one.expires, other.effective)
        or before(other.expires, one.effective)
    )


def _points_beside(body: StageBody) -> Iterator[LintFinding]:
    """A row that gives one amount beside one whose band repeats it."""
    for row, following in pairwise(body.rows):
        fines = _fine(row), _fine(following)
        if fines[0] is None or fines[1] is None:
            continue
        if not _together(row.term, following.term):
            continue
        bands = _band(fines[0]), _band(fines[1])
        for point, band in (bands, bands[::-1]):
            amount = point.from_
            if (
                point.is_point
                and not band.is_point
                and amount is not None
                and band.contains(amount)
            ):
                yield LintFinding(
                    code="point-in-band",
                    fault=False,
                    text=both(
                        "One of these rows gives {amount} alone, the other a"
                        " band that repeats it.",
                        amount={
                            "zh": point.format("zh"),
                            "en": point.format("en"),
                        },
                    ),
                    rows=(row.id, following.id),
                )


def _covers_on_every_day(
    table: Table, body: StageBody
) -> Iterator[LintFinding]:
    """Gaps and overlaps among the rows that hold together on some day."""
    days = [day for day in body.turning_days if _of_document(table, day)]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for day in days or (None,):
        rows = [row for row in body.rows if row.term.holds(day)]
        for one in _cover(table, body, rows):
            key = (one.code, one.rows)
            if key not in seen:
                seen.add(key)
                yield one


def _of_document(table: Table, day: dt.date) -> bool:
    """Whether a day lies in the terms of the table and its document."""
    document = table.document
    known = document.effective is None or document.in_term(day)
    return known and table.in_term(day)


def _cover(
    table: Table, body: StageBody, held_rows: Sequence[Row]
) -> Iterator[LintFinding]:
    """Combinations that no row, or more than one row, holds for."""
    rows = [row for row in held_rows if not row.otherwise]
    if any(row.when is not None for row in rows):
        return
    columns = [
        pieces(column.signature, [row.cells[at] for row in rows])
        for at, column in enumerate(body.columns)
    ]
    if prod(map(len, columns)) > _LIMIT:
        return
    holds = [
        [
            {at for at, row in enumerate(rows) if covers(row.cells[c], piece)}
            for piece in column
        ]
        for c, column in enumerate(columns)
    ]
    gaps: list[tuple[Cell, ...]] = []
    overlaps: dict[tuple[int, ...], tuple[Cell, ...]] = {}
    for numbers in product(*(range(len(column)) for column in columns)):
        held = set(range(len(rows)))
        for c, number in enumerate(numbers):
            held &= holds[c][number]
        here = tuple(columns[c][number] for c, number in enumerate(numbers))
        if not held:
            gaps.append(here)
        elif len(held) > 1:
            overlaps.setdefault(tuple(sorted(held)), here)
    if gaps and len(rows) == len(held_rows):
        yield LintFinding(
            code="gap",
            fault=False,
            text=both(
                "{count} combinations are in no row, for example: {where}.",
                count=len(gaps),
                where=_where(body, gaps[0]),
            ),
        )
    if table.several_rows is SeveralRows.UNIQUE:
        for numbers, here in list(overlaps.items())[:_SHOWN]:
            yield LintFinding(
                code="overlap",
                fault=True,
                text=both(
                    "Several rows hold and the document does not say which"
                    " counts: {where}.",
                    where=_where(body, here),
                ),
                rows=tuple(rows[at].id for at in numbers),
            )


def _where(body: StageBody, here: Sequence[Cell]) -> Texts:
    return joined(
        [
            both(
                "{label}: {needed}",
                label=column.label,
                needed=cell_text(cell, column),
            )
            for column, cell in zip(body.columns, here, strict=True)
        ],
        "semicolon",
    )


def _fine(row: Row) -> Penalty | None:
    fines = [one for one in row.penalties if one.kind is PenaltyKind.FINE]
    return fines[0] if len(fines) == 1 and fines[0].unit == "yuan" else None


def _band(penalty: Penalty) -> Band:
    return Band(
        from_=penalty.from_,
        from_inclusive=penalty.from_inclusive,
        to=penalty.to,
        to_inclusive=penalty.to_inclusive,
    )


def _bands(body: StageBody, statute: Band) -> Iterator[LintFinding]:
    for row in body.rows:
        fine = _fine(row)
        if fine is None:
            continue
        band = _band(fine)
        bands = {
            "band": {"zh": band.format("zh"), "en": band.format("en")},
            "statute": {
                "zh": statute.format("zh"),
                "en": statute.format("en"),
            },
        }
        if not statute.covers(band):
            yield LintFinding(
                code="outside-statute",
                fault=True,
                text=both(
                    "The band {band} leaves the statutory band {statute}.",
                    **bands,
                ),
                rows=(row.id,),
            )
        elif band == statute and not any(row.defaults):
            yield LintFinding(
                code="whole-statute",
                fault=False,
                text=both(
                    "The row repeats the whole statutory band {statute}.",
                    **bands,
                ),
                rows=(row.id,),
            )


def _shared_bounds(body: StageBody) -> Iterator[LintFinding]:
    """Neighbouring rows whose bands both include the bound they share."""
    for row, following in pairwise(body.rows):
        low, high = _fine(row), _fine(following)
        if low is None or high is None or low.to is None:
            continue
        if not _together(row.term, following.term):
            continue
        if (
            low.to == high.from_
            and low.to_inclusive
            and high.from_inclusive
            and high.from_ != high.to
        ):
            amount = Band.point(low.to)
            yield LintFinding(
                code="bounds-shared",
                fault=False,
                text=both(
                    "Both rows include the amount {amount}.",
                    amount={
                        "zh": amount.format("zh"),
                        "en": amount.format("en"),
                    },
                ),
                rows=(row.id, following.id),
            )


def _factors(body: FactorBody, statute: Band | None) -> Iterator[LintFinding]:
    for factor in body.factors:
        if any(grade.when is not None for grade in factor.grades):
            continue
        cells = [grade.cell for grade in factor.grades]
        for piece in pieces(factor.column.signature, cells):
            held = [
                grade.id
                for grade in factor.grades
                if covers(grade.cell, piece)
            ]
            if not held:
                yield LintFinding(
                    code="gap",
                    fault=False,
                    text=both(
                        "No grade of {factor} holds for: {where}.",
                        factor=factor.column.label,
                        where=cell_text(piece, factor.column),
                    ),
                    rows=(factor.column.id,),
                )
    if statute is None:
        return
    for formula in body.formulas:
        band = _span(body, formula)
        if band is None or statute.covers(band):
            continue
        yield LintFinding(
            code="formula-leaves-statute",
            fault=False,
            text=both(
                "The formula gives {band} and is kept inside {statute}.",
                band={"zh": band.format("zh"), "en": band.format("en")},
                statute={
                    "zh": statute.format("zh"),
                    "en": statute.format("en"),
                },
            ),
            rows=(formula.id,) if formula.id else (),
        )


def _span(body: FactorBody, formula: Formula) -> Band | None:
    """The least and the greatest fine of a formula without facts in it."""
    if not formula.base.fixed or not all(one.grades for one in body.factors):
        return None
    base = read_base(formula, {})
    spans = [
        [grade.percent for grade in factor.grades] for factor in body.factors
    ]
    less = [one for one in formula.corrections if one.most < 0]
    more = [one for one in formula.corrections if one.most >= 0]
    low = work_out(formula, Points(tuple(map(min, spans))), base, less, None)
    high = work_out(formula, Points(tuple(map(max, spans))), base, more, None)
    return Band(from_=low.band.from_, to=high.band.to)
