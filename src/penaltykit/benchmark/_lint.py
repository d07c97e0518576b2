"""Looking a table over: gaps, overlaps, bands outside the statute.

Exact for tables of cells: every column is cut where one of its cells begins
or ends, and each combination of the pieces is looked at once.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product
from math import prod
from typing import Final

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.benchmark._cells import Cell
from penaltykit.benchmark._model import (
    FactorBody,
    Row,
    StageBody,
    Table,
)
from penaltykit.benchmark._pieces import covers, pieces
from penaltykit.benchmark._policy import SeveralRows, Texts
from penaltykit.benchmark._wording import cell_text, joined
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind

_LIMIT: Final = 20_000
_SHOWN: Final = 5


@frozen(kw_only=True)
class LintFinding:
    """One thing that a table's author should look at.

    Args:
        code: stable name.
        fault: whether the table must not be used so; otherwise it may be as
            the print has it.
        text: what was found.
        rows: ids of the rows concerned.
    """

    code: str
    fault: bool
    text: Texts = attrs.field(hash=False)
    rows: tuple[str, ...] = ()


def lint_table(
    table: Table, statute: Band | None = None
) -> tuple[LintFinding, ...]:
    """Look a table over.

    Args:
        table: any kind.
        statute: the statutory band of its fine in yuan, if known.
    """
    found: list[LintFinding] = []
    if isinstance(table.body, StageBody):
        found += _cover(table, table.body)
        if statute is not None:
            found += _bands(table.body, statute)
        found += _shared_bounds(table.body)
    else:
        found += _factors(table.body, statute)
    return tuple(found)


def _cover(table: Table, body: StageBody) -> Iterator[LintFinding]:
    """Combinations that no row, or more than one row, holds for."""
    rows = [row for row in body.rows if not row.otherwise]
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
    if gaps and len(rows) == len(body.rows):
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
        for held_rows, here in list(overlaps.items())[:_SHOWN]:
            yield LintFinding(
                code="overlap",
                fault=True,
                text=both(
                    "Several rows hold and the document does not say which"
                    " counts: {where}.",
                    where=_where(body, here),
                ),
                rows=tuple(rows[at].id for at in held_rows),
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
        elif band == statute:
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
    if statute is None or not isinstance(body.base, Decimal):
        return
    low = high = body.start
    for factor in body.factors:
        percents = [grade.percent for grade in factor.grades]
        low, high = low + min(percents), high + max(percents)
    least = max(low, body.least_percent or low)
    most = min(high, body.cap_percent)
    band = Band(
        from_=body.base * least / 100,
        to=body.base * most / 100,
    )
    if not statute.covers(band):
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
        )
