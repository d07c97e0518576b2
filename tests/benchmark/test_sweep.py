"""The sweep: no silent gap and no conflict in what is shipped, and both
found where they are put in on purpose.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

from penaltykit.agency import Regions
from penaltykit.benchmark import (
    Library,
    StageBody,
    SweepFinding,
    SweepKind,
    SweepReport,
    Table,
    sweep,
)
from penaltykit.benchmark._sweep_days import days_of, quarters
from penaltykit.benchmark._term import Term
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry

UNTIL = dt.date(2031, 12, 31)
WASH = "water.wash-toxic-vehicle"
GUANGDONG, JIANGMEN = "guangdong-eco-2021", "jiangmen-eco-2020"


@pytest.fixture(scope="module")
def registry(root: Path, vocabulary: Vocabulary) -> Registry:
    return Registry.load(root / "rules", vocabulary)


@pytest.fixture(scope="module")
def regions(root: Path) -> Regions:
    return Regions.load(root / "rules")


def test_what_is_shipped_has_no_silent_gap_and_no_conflict(
    library: Library, registry: Registry, regions: Regions
) -> None:
    report = sweep(library, registry, regions, UNTIL)
    assert [one for one in report.findings if one.bad] == []
    assert report.clean
    # The first document of all is that of Jiangmen.
    assert report.since == dt.date(2020, 3, 1)
    assert report.items == len({i for one in library for i in one.items})
    for finding in report.findings:
        assert finding.text["zh"]
        assert finding.text["en"]


def test_the_gaps_of_the_vehicle_table_by_hand(
    library: Library, registry: Registry, regions: Regions
) -> None:
    report = sweep(library, registry, regions, UNTIL)
    found = [
        (one.region, one.first, one.last)
        for one in report.of(SweepKind.TOLD)
        if one.item == WASH
    ]
    # Guangdong holds 2022-01-01 to 2026-12-31, Jiangmen 2020-03-01 to
    # 2023-02-28. Where only the province is: none until 2021-12-31 and from
    # 2027-01-01. In Jiangmen the two lie end to end, so only the last gap.
    assert found == [
        ("440000", dt.date(2020, 3, 1), dt.date(2021, 12, 31)),
        ("440000", dt.date(2027, 1, 1), UNTIL),
        ("440700", dt.date(2027, 1, 1), UNTIL),
    ]


def test_the_days_are_quarters_and_boundaries(
    library: Library, registry: Registry, regions: Regions
) -> None:
    tables = [one for one in library if WASH in one.items]
    days = days_of(tables, registry, registry.item(WASH), regions, UNTIL)
    assert days == sorted(set(days))
    # 2020-03-01 to 2031-12-31 has the quarters of eleven years and three of
    # 2020: 3 + 11 x 4 = 47.
    assert set(quarters(days[0], UNTIL)) <= set(days)
    assert len(list(quarters(days[0], UNTIL))) == 47
    for day in (
        "2020-03-01",
        "2023-02-28",
        "2023-03-01",
        "2021-12-31",
        "2022-01-01",
        "2026-12-31",
        "2027-01-01",
        "2031-12-31",
    ):
        assert dt.date.fromisoformat(day) in days


# -- what the sweep must find ----------------------------------------------


def mutant(
    library: Library, table: dict[str, Any], document: dict[str, Any]
) -> Library:
    """Guangdong's table alone, changed."""
    head = attrs.evolve(library.document(GUANGDONG), **document)
    one: Table = attrs.evolve(
        library.table(f"{GUANGDONG}/2.14"), document=head, **table
    )
    return Library({head.id: head}, {one.id: one})


def silent(report: SweepReport) -> tuple[SweepFinding, ...]:
    assert not report.clean
    return report.of(SweepKind.SILENT)


def rows_until(library: Library, last: dt.date) -> StageBody:
    """The rows of the table, all retired on a day of their own."""
    body = library.table(f"{GUANGDONG}/2.14").body
    assert isinstance(body, StageBody)
    term = Term(expires=last)
    rows = tuple(attrs.evolve(row, term=term) for row in body.rows)
    return attrs.evolve(body, rows=rows)


def test_rows_that_all_retire_leave_a_silent_gap(
    library: Library, registry: Registry, regions: Regions
) -> None:
    last = dt.date(2024, 5, 10)
    gap = mutant(library, {"body": rows_until(library, last)}, {})
    (found,) = silent(sweep(gap, registry, regions, UNTIL))
    # From the day after the last row to the last day of the document.
    assert (found.first, found.last) == (
        dt.date(2024, 5, 11),
        dt.date(2026, 12, 31),
    )
    assert "none of its rows" in found.text["en"]


def test_a_field_that_no_agency_has_is_a_silent_gap(
    library: Library, registry: Registry, regions: Regions
) -> None:
    lost = mutant(library, {}, {"field": "ecologie"})
    found = silent(sweep(lost, registry, regions, UNTIL))
    assert found[0].tables == (f"{GUANGDONG}/2.14",)
    assert "is not found" in found[0].text["en"]


def test_a_region_that_is_not_there_is_a_silent_gap(
    library: Library, registry: Registry, regions: Regions
) -> None:
    lost = mutant(library, {}, {"region": "990000"})
    (found,) = silent(sweep(lost, registry, regions, UNTIL))
    assert found.region == "990000"


def test_an_item_that_is_not_there_is_a_silent_gap(
    library: Library, registry: Registry, regions: Regions
) -> None:
    lost = mutant(
        library, {"item": "water.nothing", "items": ("water.nothing",)}, {}
    )
    found = silent(sweep(lost, registry, regions, UNTIL))
    assert "no item water.nothing" in found[0].text["en"]


def test_a_law_that_was_not_there_yet_is_told(
    library: Library, registry: Registry, regions: Regions
) -> None:
    early = mutant(library, {}, {"effective": dt.date(1980, 1, 1)})
    report = sweep(early, registry, regions, dt.date(2024, 1, 1))
    assert report.clean
    (found,) = report.of(SweepKind.NO_STATUTE)
    # The version of 2017 holds from 2018-01-01; older ones are not held.
    assert (found.first, found.last) == (
        dt.date(1980, 1, 1),
        dt.date(2017, 12, 31),
    )


def twin(library: Library, **given: Any) -> Library:
    """Two documents of one region for the same item."""
    one = library.table(f"{GUANGDONG}/2.14")
    head = attrs.evolve(one.document, id="twin", **given)
    other = attrs.evolve(one, id="twin/2.14", document=head)
    return Library(
        {GUANGDONG: one.document, "twin": head},
        {one.id: one, other.id: other},
    )


def test_two_of_equal_claim_are_a_conflict(
    library: Library, registry: Registry, regions: Regions
) -> None:
    both = twin(
        library, effective=dt.date(2024, 4, 1), expires=dt.date(2025, 3, 31)
    )
    newer = sweep(both, registry, regions, UNTIL)
    # One issuer: the newer goes first, and that both are in force is told.
    assert newer.clean
    (found,) = newer.of(SweepKind.OVERLAP)
    assert found.tables == (f"{GUANGDONG}/2.14",)
    assert (found.first, found.last) == (
        dt.date(2024, 4, 1),
        dt.date(2025, 3, 31),
    )
    both = twin(
        library,
        effective=dt.date(2024, 4, 1),
        expires=dt.date(2025, 3, 31),
        issuer={"zh": "另一机关", "en": "another office"},
    )
    report = sweep(both, registry, regions, UNTIL)
    assert not report.clean
    (found,) = report.of(SweepKind.CONFLICT)
    assert found.tables == (f"{GUANGDONG}/2.14", "twin/2.14")
    assert (found.first, found.last) == (
        dt.date(2024, 4, 1),
        dt.date(2025, 3, 31),
    )


def test_two_tables_of_one_document_are_a_conflict(
    library: Library, registry: Registry, regions: Regions
) -> None:
    one = library.table(f"{GUANGDONG}/2.14")
    other = attrs.evolve(one, id=f"{GUANGDONG}/2.14b")
    both = Library({GUANGDONG: one.document}, {one.id: one, other.id: other})
    report = sweep(both, registry, regions, UNTIL)
    assert report.of(SweepKind.CONFLICT)
    # With dates of their own that lie end to end there is none.
    last = dt.date(2023, 12, 31)
    older = attrs.evolve(one, term=Term(expires=last))
    newer = attrs.evolve(other, term=Term(effective=last + dt.timedelta(1)))
    split = Library(
        {GUANGDONG: one.document}, {older.id: older, newer.id: newer}
    )
    report = sweep(split, registry, regions, UNTIL)
    assert report.clean
    assert report.of(SweepKind.OVERLAP) == ()


def test_an_empty_library_is_clean(
    registry: Registry, regions: Regions
) -> None:
    report = sweep(Library({}, {}), registry, regions, UNTIL)
    assert (report.asked, report.since, report.findings) == (0, None, ())
    assert report.clean
