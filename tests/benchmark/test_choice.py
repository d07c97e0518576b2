"""Choosing a table: by item, region, date; nothing passed over in silence."""

import datetime as dt

import attrs
import pytest

from penaltykit.benchmark import (
    AppliesBy,
    Choice,
    Document,
    Library,
    Refusal,
    Status,
    Table,
)
from penaltykit.errors import UnknownNameError

WASH = "water.wash-toxic-vehicle"
JIANGMEN = ("440703", "440700", "440000", "100000")
GUANGZHOU = ("440106", "440100", "440000", "100000")
HUNAN = ("430100", "430000", "100000")
GUANGDONG, JIANGMEN_ECO = "guangdong-eco-2021", "jiangmen-eco-2020"
GUANGDONG_TABLE = "guangdong-eco-2021/2.14"
JIANGMEN_TABLE = "jiangmen-eco-2020/2-13"


def codes(choice: Choice) -> dict[str, Refusal]:
    return {one.document: one.code for one in choice.rejected}


def table_id(choice: Choice) -> str | None:
    return choice.table.id if choice.table is not None else None


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("chain", "on", "table", "rejected"),
    [
        # Before both.
        (JIANGMEN, "2020-02-29", None, {
            "guangdong-eco-2021": Refusal.NOT_YET_EFFECTIVE,
            "jiangmen-eco-2020": Refusal.NOT_YET_EFFECTIVE,
        }),
        # First day of the city's document.
        (JIANGMEN, "2020-03-01", JIANGMEN_TABLE, {
            "guangdong-eco-2021": Refusal.NOT_YET_EFFECTIVE,
        }),
        # Both in force: the nearer one.
        (JIANGMEN, "2022-06-01", JIANGMEN_TABLE, {
            "guangdong-eco-2021": Refusal.UPPER_LEVEL,
        }),
        # Last day of the city's, and the day after.
        (JIANGMEN, "2023-02-28", JIANGMEN_TABLE, {
            "guangdong-eco-2021": Refusal.UPPER_LEVEL,
        }),
        (JIANGMEN, "2023-03-01", GUANGDONG_TABLE, {
            "jiangmen-eco-2020": Refusal.EXPIRED,
        }),
        (GUANGZHOU, "2022-06-01", GUANGDONG_TABLE, {
            "jiangmen-eco-2020": Refusal.OTHER_REGION,
        }),
        # Last day of the province's, and the day after.
        (GUANGZHOU, "2026-12-31", GUANGDONG_TABLE, {
            "jiangmen-eco-2020": Refusal.OTHER_REGION,
        }),
        (GUANGZHOU, "2027-01-01", None, {
            "guangdong-eco-2021": Refusal.EXPIRED,
            "jiangmen-eco-2020": Refusal.OTHER_REGION,
        }),
        (HUNAN, "2024-01-01", None, {
            "guangdong-eco-2021": Refusal.OTHER_REGION,
            "jiangmen-eco-2020": Refusal.OTHER_REGION,
        }),
    ],
)  # fmt: skip
def test_by_region_and_date(
    library: Library,
    chain: tuple[str, ...],
    on: str,
    table: str | None,
    rejected: dict[str, Refusal],
) -> None:
    choice = library.choose(WASH, chain, day(on))
    assert table_id(choice) == table
    # Other documents of the region that have no table for it may be named.
    named = (GUANGDONG, JIANGMEN_ECO)
    found = {key: code for key, code in codes(choice).items() if key in named}
    assert found == rejected
    assert choice.reason["zh"]
    assert choice.reason["en"]
    for one in choice.rejected:
        assert one.text["zh"]
        assert one.text["en"]


def test_none_is_a_result_with_a_reason(library: Library) -> None:
    choice = library.choose("food.expired", GUANGZHOU, day("2024-01-01"))
    assert choice.table is None
    # The document is not whole here: that it has no table is not known.
    assert codes(choice)["guangdong-eco-2021"] is Refusal.NO_TABLE_HERE
    assert "statute alone" in choice.reason["en"]


def test_another_field_is_not_looked_at(library: Library) -> None:
    choice = library.choose(WASH, GUANGZHOU, day("2024-01-01"), field="market")
    assert choice.table is None
    assert codes(choice)["guangdong-eco-2021"] is Refusal.OTHER_FIELD


def test_upper_tables_in_force_are_named(library: Library) -> None:
    choice = library.choose(WASH, JIANGMEN, day("2022-06-01"))
    assert [table.id for table in choice.upper] == [GUANGDONG_TABLE]


def test_where_the_document_is_silent_a_difference_is_reported(
    library: Library,
) -> None:
    # Act under the city's document, decision after its last day.
    choice = library.choose(
        WASH, JIANGMEN, day("2023-01-10"), decided_on=day("2023-04-01")
    )
    assert table_id(choice) == JIANGMEN_TABLE
    assert choice.basis == "act"
    assert choice.differs
    assert choice.by_decision is library.table(GUANGDONG_TABLE)
    assert GUANGDONG_TABLE in choice.reason["en"]


def test_no_difference_is_reported_where_there_is_none(
    library: Library,
) -> None:
    choice = library.choose(
        WASH, GUANGZHOU, day("2024-01-10"), decided_on=day("2024-04-01")
    )
    assert not choice.differs
    assert choice.by_decision is None
    assert choice.basis == "act"


def test_a_date_that_the_case_does_not_give(library: Library) -> None:
    choice = library.choose(WASH, GUANGZHOU, None)
    assert choice.table is None
    assert codes(choice)["guangdong-eco-2021"] is Refusal.DATE_NOT_KNOWN


def remade(library: Library, name: str, **changes: object) -> Library:
    """The library with one document changed."""
    document = attrs.evolve(library.document(name), **changes)
    documents: dict[str, Document] = {
        key: document if key == name else value
        for key, value in library.documents.items()
    }
    tables: dict[str, Table] = {
        key: attrs.evolve(table, document=documents[table.document.id])
        for key, table in library.tables.items()
    }
    return Library(documents, tables)


def test_what_is_to_be_confirmed_is_used_only_marked(
    library: Library,
) -> None:
    status = Status.TO_BE_CONFIRMED
    doubtful = remade(library, "jiangmen-eco-2020", status=status)
    choice = doubtful.choose(WASH, JIANGMEN, day("2022-06-01"))
    # A confirmed one goes before it, though it is further away.
    assert table_id(choice) == GUANGDONG_TABLE
    assert codes(choice)["jiangmen-eco-2020"] is Refusal.TO_BE_CONFIRMED
    assert choice.caution is None
    choice = doubtful.choose(WASH, JIANGMEN, day("2021-06-01"))
    assert table_id(choice) == JIANGMEN_TABLE
    assert choice.caution is not None
    assert "confirmed" in choice.caution["en"]


def test_an_expired_one_without_a_last_day_is_never_used(
    library: Library,
) -> None:
    gone = remade(library, "jiangmen-eco-2020", expires=None)
    choice = gone.choose(WASH, JIANGMEN, day("2021-06-01"))
    assert choice.table is None
    assert codes(choice)["jiangmen-eco-2020"] is Refusal.EXPIRED


def test_a_document_that_goes_by_the_decision(library: Library) -> None:
    policy = attrs.evolve(
        library.document("guangdong-eco-2021").policy,
        applies_by=AppliesBy.DECISION,
    )
    changed = remade(library, "guangdong-eco-2021", policy=policy)
    choice = changed.choose(
        WASH, GUANGZHOU, day("2021-12-01"), decided_on=day("2022-02-01")
    )
    assert table_id(choice) == GUANGDONG_TABLE
    assert choice.basis == "decision"
    assert not choice.differs
    undated = changed.choose(WASH, GUANGZHOU, day("2022-12-01"))
    assert codes(undated)["guangdong-eco-2021"] is Refusal.DATE_NOT_KNOWN


def test_two_documents_with_equal_claim_are_not_chosen_between(
    library: Library,
) -> None:
    document = library.document("guangdong-eco-2021")
    twin = attrs.evolve(document, id="twin")
    table = library.table(GUANGDONG_TABLE)
    copy = attrs.evolve(table, id="twin/2.14", document=twin)
    both = Library(
        {document.id: document, "twin": twin},
        {table.id: table, copy.id: copy},
    )
    choice = both.choose(WASH, GUANGZHOU, day("2024-01-01"))
    assert choice.table is None
    assert set(codes(choice).values()) == {Refusal.AMBIGUOUS}


def test_names_that_do_not_exist(library: Library) -> None:
    with pytest.raises(UnknownNameError, match=r"guangdong-eco-2021/2\.14"):
        library.table("guangdong-eco-2021/2.140")
    with pytest.raises(UnknownNameError, match="jiangmen-eco-2020"):
        library.document("jiangmen-eco-2021")
