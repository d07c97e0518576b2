"""The days on which a sweep looks: quarters, and where things begin or end."""

import datetime as dt
from collections.abc import Iterator, Sequence

from penaltykit.agency import Regions
from penaltykit.benchmark._model import StageBody, Table
from penaltykit.law import Item, Registry

_DAY = dt.timedelta(1)
_QUARTERS = (1, 4, 7, 10)


def days_of(
    tables: Sequence[Table],
    registry: Registry,
    item: Item | None,
    regions: Regions,
    until: dt.date,
) -> list[dt.date]:
    """The days to look at, in order.

    From the first day of any of the tables to ``until``: the first day of
    each quarter, and of all that begins or ends (documents, tables, rows,
    versions of the law, regions) its first day, the day before, its last day
    and the day after.

    Args:
        tables: of one item.
        registry: has the laws.
        item: whose laws count, if known.
        regions: whose changes count.
        until: last day.

    Returns:
        The last day alone where no first day is known, or all are later, so
        that an undated table is looked at once.
    """
    firsts = [table.effective or table.document.effective for table in tables]
    since = min([until, *(first for first in firsts if first is not None)])
    days = {since, until, *quarters(since, until)}
    for first, last in (
        *(span for table in tables for span in _terms(table)),
        *_laws(registry, item),
        *_changes(tables, regions),
    ):
        days.update(day for day in (first, last) if day is not None)
        # The neighbours: never beyond what a date can say.
        if first is not None and first > dt.date.min:
            days.add(first - _DAY)
        if last is not None and last < dt.date.max:
            days.add(last + _DAY)
    return sorted(day for day in days if since <= day <= until)


def quarters(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    """The first day of each quarter between two days, both included."""
    for year in range(since.year, until.year + 1):
        for month in _QUARTERS:
            day = dt.date(year, month, 1)
            if since <= day <= until:
                yield day


_Span = tuple[dt.date | None, dt.date | None]


def _terms(table: Table) -> Iterator[_Span]:
    document = table.document
    yield document.effective, document.expires
    yield table.effective, table.expires
    if isinstance(table.body, StageBody):
        for row in table.body.rows:
            yield row.term.effective, row.term.expires


def _laws(registry: Registry, item: Item | None) -> Iterator[_Span]:
    for entry in () if item is None else item.penalising:
        law = registry.law(entry.law)
        for version in () if law is None else law.versions:
            yield version.effective, version.until


def _changes(tables: Sequence[Table], regions: Regions) -> Iterator[_Span]:
    codes = {table.document.region for table in tables}
    for region in regions.all():
        if region.code in codes or codes & {*region.successors}:
            yield region.from_, region.until
