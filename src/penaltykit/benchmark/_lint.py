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
from penaltykit.benchmark._lint_bands import (
    band_of,
    bands_outside,
    fine_of,
)
from penaltykit.benchmark._lint_factors import factor_flaws
from penaltykit.benchmark._model import (
    PointBody,
    Row,
    StageBody,
    Table,
)
from penaltykit.benchmark._monotone import check_monotone
from penaltykit.benchmark._pieces import covers, pieces, rows_on
from penaltykit.benchmark._policy import SeveralRows, Texts
from penaltykit.benchmark._refusal import term_text
from penaltykit.benchmark._term import Term
from penaltykit.benchmark._wording import cell_text, joined
from penaltykit.money import Band

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
            found += bands_outside(table.body, statute)
    elif isinstance(table.body, StageBody):
        found += _covers_on_every_day(table, table.body)
        if statute is not None:
            found += bands_outside(table.body, statute)
        found += _shared_bounds(table.body)
        found += _points_beside(table.body)
    else:
        found += factor_flaws(table.body, statute)
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
        fines = fine_of(row), fine_of(following)
        if fines[0] is None or fines[1] is None:
            continue
        if not _together(row.term, following.term):
            continue
        bands = band_of(fines[0]), band_of(fines[1])
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
        pieces(column.signature, [row.cells[at] for row in rows], column.least)
        for at, column in enumerate(body.columns)
    ]
    combinations = prod(map(len, columns))
    if combinations > _LIMIT:
        yield LintFinding(
            code="too-many",
            fault=False,
            text=both(
                "Gaps and overlaps were not looked for: there are {count}"
                " combinations, more than {limit}.",
                count=combinations,
                limit=_LIMIT,
            ),
        )
        return
    holds = [
        rows_on(column, [row.cells[c] for row in rows])
        for c, column in enumerate(columns)
    ]
    gaps: list[tuple[Cell, ...]] = []
    overlaps: dict[int, tuple[Cell, ...]] = {}
    every = (1 << len(rows)) - 1
    for numbers in product(*(range(len(column)) for column in columns)):
        held = every
        for c, number in enumerate(numbers):
            held &= holds[c][number]
        several = held & (held - 1)
        if held and not several:
            continue
        here = tuple(columns[c][number] for c, number in enumerate(numbers))
        if not held:
            gaps.append(here)
        else:
            overlaps.setdefault(held, here)
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
        for bits, here in list(overlaps.items())[:_SHOWN]:
            yield LintFinding(
                code="overlap",
                fault=True,
                text=both(
                    "Several rows hold and the document does not say which"
                    " counts: {where}.",
                    where=_where(body, here),
                ),
                rows=tuple(
                    row.id for at, row in enumerate(rows) if bits >> at & 1
                ),
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


def _shared_bounds(body: StageBody) -> Iterator[LintFinding]:
    """Neighbouring rows whose bands both include the bound they share."""
    for row, following in pairwise(body.rows):
        low, high = fine_of(row), fine_of(following)
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
