"""Which rows hold on which piece of a column, found in one sweep."""

from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import Bounds, lint_table
from penaltykit.benchmark._cells import ANY_CELL, read_cell
from penaltykit.benchmark._pieces import covers, pieces, rows_on
from strategies.tables import FACTS, VOCABULARY, cell_texts, load_table


@given(data=st.data())
def test_the_sweep_finds_what_each_cell_says(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(FACTS))
    signature = VOCABULARY.signature(fact)
    assert signature is not None
    texts = data.draw(st.lists(cell_texts(fact), min_size=1, max_size=6))
    cells = [read_cell(text, signature, Bounds()) for text in texts]
    cells.append(ANY_CELL)
    parts = pieces(signature, cells)
    assert rows_on(parts, cells) == [
        sum(1 << at for at, cell in enumerate(cells) if covers(cell, part))
        for part in parts
    ]


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
