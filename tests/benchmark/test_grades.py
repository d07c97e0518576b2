"""Grades whose condition asks several facts at once."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import (
    Library,
    SeveralRows,
    Table,
    Unascertainable,
    lint_table,
)
from penaltykit.engine import Reading
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary
from penaltykit.money import Band
from strategies.tables import DENSE, load_table

D = Decimal
TABLES = "guangdong-eco/2021/tables"

# By size or by amount, and not at all under a flag that takes it out.
GRADES: tuple[dict[str, Any], ...] = (
    {"id": "flag", "if": "-", "when": "t.flag", "percent": "0"},
    {
        "id": "low",
        "when": "t.flag = false and (t.size < 2 or t.amount < 1)",
        "percent": "5",
    },
    {
        "id": "middle",
        "when": "t.flag = false and (t.size in [2..4) or t.amount in [1..3))",
        "percent": "10",
    },
    {
        "id": "high",
        "when": "t.flag = false and (t.size >= 4 or t.amount >= 3)",
        "percent": "20",
    },
)


def table(
    several: SeveralRows = SeveralRows.HEAVIER,
    lost: Unascertainable = Unascertainable.LOWEST,
    **more: Any,
) -> Table:
    data = {
        "kind": "factor",
        "start": "10",
        "base": "1000",
        "factors": [{"id": "over", "fact": "t.size", "grades": GRADES}],
        **more,
    }
    return load_table(data, several=several, lost=lost)


HEAVIER = table()


def view(**facts: Any) -> dict[str, Reading]:
    return {
        f"t.{name}": Reading(value)
        if isinstance(value, str)
        else Reading("known", value, f"/facts/{name}")
        for name, value in facts.items()
    }


@pytest.mark.parametrize(
    ("facts", "row", "fine"),
    [
        # 10 % + 0, 5, 10, 20 %; x 1,000
        ({"flag": True}, "over/flag", 100),
        ({"flag": False, "size": D(1), "amount": D(0)}, "over/low", 150),
        ({"flag": False, "size": D(2), "amount": D(0)}, "over/middle", 200),
        # The two point to different grades: the heavier one.
        ({"flag": False, "size": D(1), "amount": D(3)}, "over/high", 300),
        # A measure that does not apply never holds.
        (
            {"flag": False, "size": D(3), "amount": "not-applicable"},
            "over/middle",
            200,
        ),
        # The heaviest grade holds: what is not known can change nothing.
        ({"flag": False, "size": D(4)}, "over/high", 300),
    ],
)
def test_a_grade_by_several_facts(
    facts: dict[str, Any], row: str, fine: int
) -> None:
    found = HEAVIER.evaluate(view(**facts))
    assert [match.row for match in found.matches] == [row]
    assert found.settled
    assert found.fine is not None
    assert found.fine.band == Band.point(D(fine))


def test_what_is_not_known_is_asked_for_and_leaves_a_range() -> None:
    found = HEAVIER.evaluate(view(flag=False, size=D(2)))
    assert not found.settled
    assert found.settle == ("t.amount",)
    # It is the middle one at least.
    assert [match.row for match in found.undetermined] == ["over/high"]
    assert found.range == Band(from_=D(200), to=D(300))
    found = HEAVIER.evaluate(view(size=D(2), amount=D(0)))
    assert found.settle == ("t.flag",)
    # 10 % under the flag, 20 % without
    assert found.range == Band(from_=D(100), to=D(200))


def test_the_cells_are_the_comparisons_that_decide() -> None:
    found = HEAVIER.evaluate(view(flag=False, size=D(2), amount=D(0)))
    (match,) = found.matches
    assert [cell.fact for cell in match.cells] == ["t.flag", "t.size"]
    assert all(cell.holds for cell in match.cells)
    assert match.cells[1].pointer == "/facts/size"
    assert match.cells[1].label["en"] == "size"
    assert match.cells[1].value_text["en"] == "2 square metres"
    others = {one.row: one for one in HEAVIER.why_not(view(flag=True))}
    assert set(others) == {"over/low", "over/middle", "over/high"}
    assert "t.size >= 4" in others["over/high"].text["en"]


def test_what_cannot_be_ascertained_counts_as_the_table_says() -> None:
    lost = view(flag=False, size="not-ascertainable", amount=D(0))
    # Nothing said: it stays open.
    assert HEAVIER.evaluate(lost).settle == ("t.size",)
    found = table(lowest={"t.size": "0"}).evaluate(lost)
    assert found.assumed == ("t.size",)
    assert [match.row for match in found.matches] == ["over/low"]
    strict = table(
        lost=Unascertainable.UNDETERMINED, lowest={"t.size": "0"}
    ).evaluate(lost)
    assert strict.assumed == ()
    assert not strict.settled


def test_other_rules_for_several_grades() -> None:
    both = view(flag=False, size=D(1), amount=D(3))
    first = table(SeveralRows.FIRST).evaluate(both)
    assert [match.row for match in first.matches] == ["over/low"]
    unique = table(SeveralRows.UNIQUE).evaluate(both)
    assert unique.conflict
    assert unique.fine is None
    one = view(flag=False, size=D(1))
    open_ = table(SeveralRows.UNIQUE).evaluate(one)
    assert open_.settle == ("t.amount",)
    # Under "first" what stands behind can change nothing.
    assert table(SeveralRows.FIRST).evaluate(one).settled


def test_facts_of_conditions_are_asked_and_lint_leaves_them_alone() -> None:
    assert HEAVIER.facts == ("t.size", "t.flag", "t.amount")
    assert lint_table(HEAVIER) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "        when: water.only_ph_over = true and (water.ph <= 2",
            "        note: (water.ph <= 2",
            "table-unknown-key",
        ),
        (
            "- {id: two, if: 2, percent",
            "- {id: two, percent",
            "table-row-without-condition",
        ),
        ("water.ph <= 2", "water.hp <= 2", "feel-unknown-name"),
    ],
)
def test_faults_of_conditions(
    root: Path,
    tmp_path: Path,
    vocabulary: Vocabulary,
    old: str,
    new: str,
    code: str,
) -> None:
    shipped = root / "discretion_tables" / TABLES
    target = tmp_path / TABLES
    target.mkdir(parents=True)
    document = shipped.parent / "document.yaml"
    (target.parent / "document.yaml").write_bytes(document.read_bytes())
    text = (shipped / "2.7.1-over-limit.yaml").read_text(encoding="utf-8")
    assert old in text
    (target / "2.7.1-over-limit.yaml").write_text(
        text.replace(old, new, 1), encoding="utf-8"
    )
    with pytest.raises(RuleError) as caught:
        Library.load(tmp_path, vocabulary)
    assert code in {fault.code for fault in caught.value.faults}


@given(st.data())
def test_what_is_found_out_later_never_contradicts(
    data: st.DataObject,
) -> None:
    """A settled answer stands, and an open one stays in its range."""
    rule = data.draw(st.sampled_from(list(SeveralRows)))
    made = table(rule)
    names = ("t.flag", "t.size", "t.amount")
    whole = {
        name: Reading("known", data.draw(st.sampled_from(DENSE[name])))
        for name in names
    }
    hidden = data.draw(st.sets(st.sampled_from(names)))
    part = {
        name: Reading("unknown") if name in hidden else reading
        for name, reading in whole.items()
    }
    before, after = made.evaluate(part), made.evaluate(whole)
    if before.settled and not before.conflict:
        assert before.fine is not None
        assert after.fine is not None
        assert before.fine.band == after.fine.band
    elif after.fine is not None and before.range is not None:
        assert after.fine.band is not None
        assert after.fine.band.from_ is not None
        assert before.range.contains(after.fine.band.from_)
    assert not set(before.settle) - hidden
