"""Which rows hold on which piece of a column, found in one sweep."""

from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import Bounds, lint_table
from penaltykit.benchmark._cells import ANY_CELL, read_cell
from penaltykit.benchmark._pieces import covers, pieces, rows_on
from strategies.tables import FACTS, VOCABULARY, cells, load_table


@given(data=st.data())
def test_the_sweep_finds_what_each_cell_says(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(FACTS))
    signature = VOCABULARY.signature(fact)
    assert signature is not None
    texts = data.draw(st.lists(cells(fact), min_size=1, max_size=6))
    column = [read_cell(text, signature, Bounds()) for text in texts]
    column.append(ANY_CELL)
    parts = pieces(signature, column)
    assert rows_on(parts, column) == [
        sum(1 << at for at, cell in enumerate(column) if covers(cell, part))
        for part in parts
    ]


def test_a_cell_that_no_value_meets_holds_on_no_piece() -> None:
    money = VOCABULARY.signature("t.amount")
    assert money is not None
    # Not from zero and not below it: nothing is left.
    nothing = read_cell("not(>= 0, < 0)", money, Bounds())
    assert rows_on(pieces(money, [nothing]), [nothing]) == [0]
    both = [nothing, read_cell("< 5", money, Bounds())]
    # Below five, five, above: the second cell holds on the first alone.
    assert rows_on(pieces(money, both), both) == [2, 0, 0]


def test_too_many_combinations_are_told() -> None:
    rows = [
        {
            "row": str(number),
            "if": {"a": f"{number}", "b": f"{number}"},
            "penalties": [{"kind": "fine", "amount": str(number)}],
        }
        for number in range(1, 90)
    ]
    columns = [
        {"id": "a", "fact": "t.amount"},
        {"id": "b", "fact": "t.size"},
    ]
    found = lint_table(load_table({"columns": columns, "rows": rows}))
    # 1 + 2 x 89 pieces each way: 179 x 179 = 32,041.
    assert [one.code for one in found] == ["too-many"]
    assert "32041" in found[0].text["en"]


def test_a_long_table_is_looked_over() -> None:
    rows = [
        {
            "row": str(number),
            "if": {"a": f"[{number}..{number + 1})"},
            "penalties": [{"kind": "fine", "amount": str(number + 1)}],
        }
        for number in range(5000)
    ]
    columns = [{"id": "a", "fact": "t.amount"}]
    (found,) = lint_table(load_table({"columns": columns, "rows": rows}))
    # From 5,000 on nothing is said: at 5,000, and beyond.
    assert found.code == "gap"
    assert found.text["en"].startswith("2 combinations")
