"""More severe facts never give a lower band where a table says so."""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import (
    Library,
    Monotone,
    SeveralRows,
    Table,
    lint_table,
)
from penaltykit.engine import FactType, Reading, Signature
from penaltykit.money import Band
from strategies.tables import (
    DENSE,
    FACTS,
    VOCABULARY,
    load_table,
    stage_tables,
)

D = Decimal


def findings(table: Table) -> dict[str, tuple[str, ...]]:
    return {
        one.code: one.rows
        for one in lint_table(table)
        if one.code.startswith("monotone")
    }


def stage(*fines: tuple[str, str, str], **more: Any) -> Table:
    rows = [
        {
            "row": str(number + 1),
            "if": {"size": cell},
            "penalties": [{"kind": "fine", "from": low, "to": high}],
        }
        for number, (cell, low, high) in enumerate(fines)
    ]
    data = {
        "columns": [{"id": "size", "fact": "t.size"}],
        "rows": rows,
        "monotone": ["t.size"],
        **more,
    }
    return load_table(data)


def test_a_table_that_keeps_its_word() -> None:
    assert not findings(stage(("< 5", "1", "2"), (">= 5", "2", "4")))


def test_a_table_that_does_not() -> None:
    # From 5 on both ends are lower.
    table = stage(("< 5", "3", "4"), (">= 5", "2", "3"))
    assert findings(table) == {"monotone-broken": ("1", "2")}
    # One end is enough.
    table = stage(("< 5", "3", "4"), (">= 5", "2", "9"))
    assert findings(table) == {"monotone-broken": ("1", "2")}


def test_less_is_graver() -> None:
    more = {"monotone": [{"fact": "t.size", "descending": True}]}
    table = stage(("< 5", "3", "4"), (">= 5", "2", "3"), **more)
    assert not findings(table)


def test_an_order_of_words() -> None:
    def zones(*order: str) -> Table:
        rows = [
            {
                "row": zone,
                "if": {"zone": zone},
                "penalties": [{"kind": "fine", "amount": amount}],
            }
            for zone, amount in (
                ("special", "1"),
                ("general", "2"),
                ("source", "3"),
            )
        ]
        data = {
            "columns": [{"id": "zone", "fact": "t.zone"}],
            "rows": rows,
            "monotone": [{"fact": "t.zone", "order": list(order)}]
            if order
            else ["t.zone"],
        }
        return load_table(data)

    # The vocabulary has the general one before the special one.
    assert findings(zones()) == {"monotone-broken": ("general", "special")}
    assert not findings(zones("special", "general", "source"))


def test_the_other_columns_are_gone_through() -> None:
    fine = {"kind": "fine", "amount": "1"}
    heavy = {"kind": "fine", "amount": "2"}
    rows = [
        {"row": "1", "if": {"flag": False}, "penalties": [fine]},
        {
            "row": "2",
            "if": {"flag": True, "size": "< 3"},
            "penalties": [heavy],
        },
        {
            "row": "3",
            "if": {"flag": True, "size": ">= 3"},
            "penalties": [fine],
        },
    ]
    columns = [
        {"id": "size", "fact": "t.size"},
        {"id": "flag", "fact": "t.flag"},
    ]
    for fact, expected in (
        ("t.flag", {}),
        ("t.size", {"monotone-broken": ("2", "3")}),
    ):
        table = load_table(
            {"columns": columns, "rows": rows, "monotone": [fact]}
        )
        assert findings(table) == expected


def test_what_cannot_be_proved_is_said() -> None:
    rows = [
        {
            "row": "1",
            "when": "t.size > 3",
            "penalties": [{"kind": "fine", "amount": "1"}],
        }
    ]
    table = load_table({"rows": rows, "monotone": ["t.size"]})
    assert findings(table) == {"monotone-unproved": ()}


def test_factors() -> None:
    def factor(first: str, second: str, **more: Any) -> Table:
        grades = [
            {"id": "low", "if": "< 2", "percent": first},
            {"id": "high", "if": ">= 2", "percent": second},
        ]
        factors = [{"id": "count", "fact": "t.count", "grades": grades}]
        data = {
            "kind": "factor",
            "start": "0",
            "base": "1000",
            "factors": factors,
            "monotone": ["t.count"],
            **more,
        }
        return load_table(data)

    assert not findings(factor("5", "10"))
    assert findings(factor("10", "5")) == {
        "monotone-broken": ("count/low", "count/high")
    }
    correction = {"id": "c", "when": "t.count > 5", "less": "10"}
    asked = factor("5", "10", corrections=[correction])
    assert findings(asked) == {"monotone-unproved": ()}


# --- properties ---


def order(signature: Signature) -> tuple[Any, ...] | None:
    if signature.type is FactType.TRUTH:
        return (False, True)
    return signature.values


def ends(band: Band | None) -> tuple[Decimal, Decimal]:
    assert band is not None
    high = D("Infinity") if band.to is None else band.to
    return band.from_ or D(0), high


@given(st.data())
def test_generated_tables_keep_what_the_lint_has_proved(
    data: st.DataObject,
) -> None:
    several = st.sampled_from([SeveralRows.HEAVIER, SeveralRows.FIRST])
    table = data.draw(stage_tables(several=several))
    fact = data.draw(st.sampled_from(table.facts))
    signature = VOCABULARY.signature(fact)
    assert signature is not None
    declared = Monotone(fact=fact, order=order(signature))
    table = attrs.evolve(table, monotone=(declared,))
    if findings(table):
        return
    facts = {
        name: Reading("known", data.draw(st.sampled_from(DENSE[name])))
        for name in FACTS
    }
    values = declared.order or sorted(DENSE[fact])
    before = None
    for value in values:
        found = table.evaluate({**facts, fact: Reading("known", value)})
        if found.fine is None:
            continue
        here = ends(found.fine.band)
        assert before is None or (
            here[0] >= before[0] and here[1] >= before[1]
        )
        before = here


def graver(
    table: Table, one: Monotone, facts: dict[str, Reading]
) -> list[dict[str, Reading]]:
    """The facts with every value of one, from the slight to the grave."""
    values: list[Any]
    if one.order is not None:
        values = list(one.order)
    else:
        column = next(c for c in table.columns if c.fact == one.fact)
        kind = int if column.signature.type is FactType.COUNT else Decimal
        values = [kind(n) for n in (0, 1, 2, 3, 5, 6, 10, 12, 50, 100, 10000)]
    if one.descending:
        values.reverse()
    return [{**facts, one.fact: Reading("known", value)} for value in values]


def any_value(table: Table, data: st.DataObject) -> dict[str, Reading]:
    found = {}
    for column in table.columns:
        signature = column.signature
        values: tuple[Any, ...] = order(signature) or (0, 1, 2, 4, 10, 100)
        if order(signature) is None and signature.type is not FactType.COUNT:
            values = tuple(map(D, values))
        value = data.draw(st.sampled_from(values))
        found[column.fact] = Reading("known", value)
    return found


def declared(library: Library) -> list[Table]:
    return [table for table in library if table.monotone]


def test_shipped_tables_that_declare_it(library: Library) -> None:
    tables = declared(library)
    assert len(tables) > 30
    for table in tables:
        assert not findings(table), table.id


@given(st.data())
def test_shipped_tables_keep_their_word(
    library: Library, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(declared(library)))
    one = data.draw(st.sampled_from(table.monotone))
    before = None
    for facts in graver(table, one, any_value(table, data)):
        found = table.evaluate(facts)
        if found.fine is None or found.fine.band is None:
            continue
        here = ends(found.fine.band)
        assert before is None or (
            here[0] >= before[0] and here[1] >= before[1]
        )
        before = here


@pytest.mark.parametrize(
    ("declaration", "code"),
    [
        ("nothing", "table-unknown-fact"),
        ({"fact": "t.zone", "order": ["general"]}, "table-order-incomplete"),
        ({"fact": "t.size", "descending": "yes"}, "table-wrong-type"),
        ({}, "table-missing-key"),
    ],
)
def test_faults(declaration: Any, code: str) -> None:
    with pytest.raises(AssertionError) as error:
        stage(("< 5", "1", "2"), monotone=[declaration])
    assert code in str(error.value)
