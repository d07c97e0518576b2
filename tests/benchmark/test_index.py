"""The row index and the choice of rows against a naive reading."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import (
    NOT_APPLICABLE,
    UNKNOWN,
    Column,
    Row,
    RowIndex,
    SeveralRows,
    Table,
    Unascertainable,
)
from penaltykit.benchmark._cells import ANY_CELL, Cell, read_cell
from penaltykit.benchmark._index import rows_of
from penaltykit.benchmark._policy import Bounds
from penaltykit.engine import FactType, Reading, Signature
from penaltykit.facts import FactEntry, Scope, Vocabulary
from strategies.tables import (
    DENSE,
    FACTS,
    load_table,
    readings,
    stage_tables,
    values,
)

MONEY = Signature(FactType.MONEY)


@given(stage_tables(conditions=False), st.data())
def test_the_index_finds_the_rows_that_a_naive_reading_finds(
    table: Table, data: st.DataObject
):
    found = [data.draw(values(column.fact)) for column in table.columns]
    naive = tuple(
        number
        for number, row in enumerate(table.body.rows)
        if all(
            cell.holds(value)
            for cell, value in zip(row.cells, found, strict=True)
        )
    )
    assert table.index.match(table.index.read(found)) == naive


def naive_cell(cell: Cell, reading: Reading):
    """True, false or unknown, by the words of the design."""
    if cell.any:
        return True
    if reading.state == "known":
        return cell.holds(reading.value)
    return False if reading.state == "not-applicable" else None


def naive_row(
    row: Row, columns: tuple[Column, ...], facts: dict[str, Reading]
):
    answers = [
        naive_cell(cell, facts[column.fact])
        for cell, column in zip(row.cells, columns, strict=True)
    ]
    if row.when is not None:
        answers.append(row.when.truth(facts))
    if False in answers:
        return False
    return None if None in answers else True


def naive(table: Table, facts: dict[str, Reading]):
    """(sure, possible) row ids without any index."""
    rows = [row for row in table.body.rows if not row.otherwise]
    answers = {row.id: naive_row(row, table.columns, facts) for row in rows}
    sure = [name for name, answer in answers.items() if answer]
    maybe = [name for name, answer in answers.items() if answer is None]
    for row in table.body.rows:
        if row.otherwise and not sure:
            (maybe or sure).append(row.id)
    return sure, maybe


@given(stage_tables(), readings())
def test_with_unknown_facts_too(table: Table, facts: dict[str, Reading]):
    outcome = table.evaluate(facts)
    sure, maybe = naive(table, facts)
    assert sorted(match.row for match in outcome.matches) == sorted(sure)
    assert sorted(match.row for match in outcome.undetermined) == sorted(maybe)


@given(stage_tables(), readings(states=("known",)))
def test_which_of_several_rows_counts(table: Table, facts: dict[str, Reading]):
    outcome = table.evaluate(facts)
    sure, _ = naive(table, facts)
    rows = [row for row in table.body.rows if row.id in sure]
    chosen = outcome.chosen.row if outcome.chosen else None
    if not rows:
        assert chosen is None
        assert outcome.no_row
    elif table.several_rows is SeveralRows.FIRST:
        assert chosen == rows[0].id
    elif table.several_rows is SeveralRows.UNIQUE:
        assert chosen == (rows[0].id if len(rows) == 1 else None)
        assert outcome.conflict == (len(rows) > 1)
    else:

        def fine(row: Row) -> Any:
            penalty = row.penalties[0]
            return (penalty.to, penalty.from_)

        heaviest = max(fine(row) for row in rows)
        assert chosen in [row.id for row in rows if fine(row) == heaviest]


def completed(data: st.DataObject, facts: dict[str, Reading]):
    """The same facts, every one of them known."""
    return {
        fact: Reading("known", data.draw(values(fact)))
        if reading.state in ("unknown", "not-ascertainable")
        else reading
        for fact, reading in facts.items()
    }


@given(stage_tables(), readings(), st.data())
def test_what_is_settled_stands_whatever_the_unknown_facts_are(
    table: Table, facts: dict[str, Reading], data: st.DataObject
):
    before = table.evaluate(facts)
    after = table.evaluate(completed(data, facts))
    sure = {match.row for match in before.matches}
    possible = sure | {match.row for match in before.undetermined}
    held = {match.row for match in after.matches}
    assert sure <= held <= possible
    if before.settled and before.chosen is not None:
        ranks = {row.id: row.rank for row in table.body.rows}
        assert after.chosen is not None
        assert ranks[after.chosen.row] == ranks[before.chosen.row]
    if before.settled and before.no_row and not before.conflict:
        assert after.no_row


@given(stage_tables(), readings(), st.data())
def test_the_facts_that_settle_do_settle(
    table: Table, facts: dict[str, Reading], data: st.DataObject
):
    outcome = table.evaluate(facts)
    if outcome.settled:
        return
    assert outcome.settle
    settled = {
        fact: Reading("known", data.draw(values(fact)))
        if fact in outcome.settle
        else reading
        for fact, reading in facts.items()
    }
    again = table.evaluate(settled)
    # A fact once unnamed may matter now; what was named never does again.
    assert not set(again.settle) & set(outcome.settle)


@given(
    stage_tables(
        several=st.just(SeveralRows.HEAVIER),
        lost=Unascertainable.LOWEST,
        conditions=False,
    ),
    readings(states=("known",)),
    st.sampled_from(FACTS),
)
def test_not_ascertainable_is_the_lightest_that_a_value_leads_to(
    table: Table, facts: dict[str, Reading], lost: str
):
    """Art. 5 of the Guangdong rules: the lowest grade."""
    ranks = {row.id: row.rank for row in table.body.rows}
    chosen = [
        outcome.chosen.row
        for value in DENSE[lost]
        if (
            outcome := table.evaluate(facts | {lost: Reading("known", value)})
        ).chosen
    ]
    outcome = table.evaluate(facts | {lost: Reading("not-ascertainable")})
    assert outcome.settled
    if not chosen:
        assert outcome.no_row
    else:
        assert ranks[outcome.chosen.row] == min(ranks[row] for row in chosen)
    asked = lost in [column.fact for column in table.columns]
    assert outcome.assumed == ((lost,) if asked else ())


def test_the_lowest_grade_is_no_row_that_no_value_leads_to():
    """A row nobody can reach is not what a lost fact counts as."""

    def fine(amount: str) -> list[dict[str, str]]:
        return [{"kind": "fine", "amount": amount}]

    rows = [
        {"row": "1", "if": {"c": "not(>= 0, < 0)"}, "penalties": fine("20")},
        {"row": "2", "if": {"c": "-"}, "penalties": fine("10")},
    ]
    table = load_table(
        {"columns": [{"id": "c", "fact": "t.amount"}], "rows": rows},
        lost=Unascertainable.LOWEST,
    )
    outcome = table.evaluate({"t.amount": Reading("not-ascertainable")})
    assert outcome.chosen is not None
    assert outcome.chosen.row == "2"


def test_a_lost_text_may_be_one_that_no_row_names():
    """Text has no end of values: the lightest may lie outside the named."""
    entry = FactEntry(
        id="t.text",
        zh="文字",
        en="text",
        type=FactType.TEXT,
        scope=Scope.VIOLATION,
    )

    def row(number: int, cell: str, amount: str) -> dict[str, Any]:
        return {
            "row": str(number),
            "if": {"c": cell},
            "penalties": [{"kind": "fine", "amount": amount}],
        }

    table = load_table(
        {
            "columns": [{"id": "c", "fact": "t.text"}],
            "rows": [
                row(1, "甲", "30"),
                row(2, "乙", "20"),
                row(3, "-", "10"),
            ],
        },
        lost=Unascertainable.LOWEST,
        vocabulary=Vocabulary({entry.id: entry}),
    )
    # 甲 leads to 30 (the heavier of rows 1 and 3), 乙 to 20, 丙 to 10.
    outcome = table.evaluate({"t.text": Reading("not-ascertainable")})
    assert outcome.chosen is not None
    assert outcome.chosen.row == "3"


@given(stage_tables(lost=Unascertainable.LOWEST), readings())
def test_a_missing_fact_is_never_the_lowest_grade(
    table: Table, facts: dict[str, Reading]
):
    outcome = table.evaluate(facts)
    missing = {f for f, read in facts.items() if read.state == "unknown"}
    assert not missing & set(outcome.assumed)


@given(stage_tables(conditions=False), readings(states=("known",)))
def test_the_nearest_change_reaches_the_row(
    table: Table, facts: dict[str, Reading]
):
    for other in table.why_not(facts):
        if not other.changes or any(
            change.nearest is None for change in other.changes
        ):
            continue
        changed = facts | {
            change.fact: Reading("known", change.nearest)
            for change in other.changes
        }
        held = [match.row for match in table.evaluate(changed).matches]
        assert other.row in held


def test_bounds_in_parts_of_a_yuan_are_compared_exactly():
    cells = [
        read_cell("[0..100.10)", MONEY, Bounds()),
        read_cell("[100.10..200]", MONEY, Bounds()),
        ANY_CELL,
    ]
    index = RowIndex([cells], 3)

    def rows(value: str) -> tuple[int, ...]:
        return index.match(index.read((Decimal(value),)))

    assert rows("100.09") == (0, 2)
    assert rows("100.1") == (1, 2)
    # A thousandth below the bound: finer than the bounds themselves.
    assert rows("100.099") == (0, 2)
    assert rows("200.001") == (2,)


def test_unknown_and_not_applicable_values():
    cells = [read_cell("[0..10]", MONEY, Bounds()), ANY_CELL]
    index = RowIndex([cells], 2)
    sure, possible = index.match_unknown([UNKNOWN])
    assert (rows_of(sure), rows_of(possible)) == ((1,), (0, 1))
    sure, possible = index.match_unknown([NOT_APPLICABLE])
    assert (rows_of(sure), rows_of(possible)) == ((1,), (1,))


def test_a_cell_that_no_value_meets_keeps_its_row_out():
    """``not(true, false)`` leaves no word: that is not "any word"."""
    truth = Signature(FactType.TRUTH)
    index = RowIndex([[read_cell("not(true, false)", truth, Bounds())]], 1)
    assert index.match(index.read([True])) == ()
    assert index.match(index.read([False])) == ()


def test_a_table_without_columns_and_one_of_many_rows():
    assert RowIndex([], 3).match(()) == (0, 1, 2)
    cells = [
        read_cell(f"[{n}..{n + 2})", MONEY, Bounds()) for n in range(5000)
    ]
    index = RowIndex([cells], 5000)
    assert index.match(index.read((Decimal(4000),))) == (3999, 4000)


def test_every_fact_of_the_strategies_is_a_column_somewhere():
    assert len(FACTS) == 6
