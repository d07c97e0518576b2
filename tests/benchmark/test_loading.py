"""Faults of table files: all at once, each at its line and column."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from penaltykit.benchmark import (
    Library,
    SeveralRows,
    Unascertainable,
    lint_table,
)
from penaltykit.engine import Reading
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import Vocabulary
from penaltykit.money import Band
from strategies.tables import load_table

TABLE = "guangdong-eco/2021/tables/2.14-wash-toxic-vehicle.yaml"
FACTORS = "guangdong-eco/2021/tables/2.3-monitoring-equipment.yaml"
DOCUMENT = "guangdong-eco/2021/document.yaml"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the shipped documents that a test may spoil."""
    target = tmp_path / "tables"
    shutil.copytree(root / "discretion_tables", target)
    return target


def spoil(copy: Path, name: str, *changes: tuple[str, str]) -> None:
    path = copy / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def faults(copy: Path, vocabulary: Vocabulary) -> list[Fault]:
    with pytest.raises(RuleError) as caught:
        Library.load(copy, vocabulary)
    return list(caught.value.faults)


def test_all_faults_of_all_files_at_once(
    copy: Path, vocabulary: Vocabulary
) -> None:
    spoil(
        copy,
        TABLE,
        ("zone: general, removed: true", "zone: generl, removed: true"),
        ("zone: general, removed: false", "zoen: general, removed: false"),
        ('from: "80000", to: "110000"', 'from: "80000元", to: "110000"'),
        ("kind: fine, amount", "kind: fin, amount"),
    )
    spoil(copy, FACTORS, ("fact: water.monitor_conduct", "fact: water.x"))
    found = faults(copy, vocabulary)
    assert [fault.code for fault in found] == [
        "table-cell-not-word",
        "table-unknown-key",
        "table-wrong-type",
        "table-not-one-of",
        "table-unknown-fact",
    ]
    text = (copy / TABLE).read_text(encoding="utf-8").splitlines()
    for fault in found[:4]:
        assert fault.place.file is not None
        assert fault.place.file.endswith(TABLE)
        line, column = fault.place.line, fault.place.column
        assert line is not None
        assert column is not None
        word = {
            "table-cell-not-word": "generl",
            "table-unknown-key": "zoen",
            "table-wrong-type": '"80000元"',
            "table-not-one-of": "fin",
        }[fault.code]
        assert text[line - 1][column - 1 :].startswith(word)
    assert found[0].params["nearest"] == ["general"]
    assert found[1].params["nearest"] == ["zone"]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (TABLE, "kind: stage", "kind: stages", "table-not-one-of"),
        (TABLE, "item: water", "itme: water", "table-unknown-key"),
        (TABLE, '- row: "2"', '- row: "1"', "table-twice"),
        (TABLE, "id: removed", "id: zone", "table-twice"),
        (TABLE, 'to: "50000"', 'to: "10000"', "table-band-empty"),
        (TABLE, 'from: "20000"', 'from: "-1"', "table-amount-negative"),
        (TABLE, ', to: "50000"}', ", unit: mu}", "table-not-one-of"),
        (TABLE, 'to: "50000"', "to: 5.5", None),
        (
            TABLE,
            '{kind: fine, from: "20000", to: "50000"}',
            "{kind: fine}",
            "table-fine-without-amount",
        ),
        (
            TABLE,
            'from: "20000", to: "50000"',
            'from: "2", unit: times',
            "table-missing-key",
        ),
        (
            TABLE,
            'from: "20000"',
            'amount: "3", from: "20000"',
            "table-amount-and-band",
        ),
        (
            TABLE,
            'from: "20000"',
            "from_inclusive: true",
            "table-end-without-bound",
        ),
        (
            TABLE,
            "if: {zone: general, removed: true}",
            "note: {zh: 试, en: made}",
            "table-row-without-condition",
        ),
        (
            TABLE,
            "if: {zone: general, removed: true}",
            "when: water.zone = general",
            None,
        ),
        (
            TABLE,
            "if: {zone: general, removed: true}",
            "if: {zone: general}\n    otherwise: true",
            "table-otherwise-with-condition",
        ),
        (
            TABLE,
            "fact: water.zone",
            "fact: remedies.court_stated",
            None,
        ),
        (FACTORS, 'start: "10"', "start: ten", "table-wrong-type"),
        (FACTORS, 'start: "10"', 'starts: "10"', "table-unknown-key"),
        (
            FACTORS,
            'base: "200000"',
            "base: {fact: water.zone}",
            "table-base-not-money",
        ),
        (FACTORS, 'if: "[1..3)"', 'if: "[1..1.5)"', "table-cell-not-count"),
        (
            DOCUMENT,
            "expires: 2026-12-31",
            "expires: 2021-12-31",
            "table-term-backwards",
        ),
        (DOCUMENT, "rule: heavier", "rule: heavy", "table-not-one-of"),
        (DOCUMENT, 'at: "0.5"', 'att: "0.5"', "table-unknown-key"),
        (DOCUMENT, "level: province", "level: prov", "table-not-one-of"),
        (DOCUMENT, "effect: severe", "effect: shift", "table-shift-steps"),
        (
            DOCUMENT,
            '      percent_from: "30"\n',
            "",
            "table-correction-percent",
        ),
        (
            DOCUMENT,
            'percent_to: "50"',
            'percent_to: "150"',
            "table-correction-range",
        ),
        (
            DOCUMENT,
            'percent_to: "50"',
            'percent_to: "20"',
            "table-correction-range",
        ),
        (
            DOCUMENT,
            "effect: severe",
            "effect: severe\n      way: more",
            "table-key-of-effect",
        ),
        (
            DOCUMENT,
            "effect: correction",
            "effect: correction\n      of: maximun",
            "table-not-one-of",
        ),
        (
            DOCUMENT,
            "applies_by: silent",
            'applies_by: silent\n  mitigation: {least: "1.5"}',
            "table-share",
        ),
        (DOCUMENT, '"440000"', "广东", "table-bad-region"),
        (
            DOCUMENT,
            "status: in-force",
            "status: in-force\nwords: {平方米: water.nothing}",
            "table-unknown-fact",
        ),
        (
            DOCUMENT,
            "fact: water.same_breaches_one_year",
            "fact: water.same_breaches",
            "table-unknown-fact",
        ),
        (DOCUMENT, "id: guangdong", "id: Guang dong", "table-bad-id"),
    ],
)
def test_one_fault_each(
    copy: Path,
    vocabulary: Vocabulary,
    name: str,
    old: str,
    new: str,
    code: str | None,
) -> None:
    spoil(copy, name, (old, new.replace("\\n", "\n")))
    found = faults(copy, vocabulary)
    if code is not None:
        assert code in [fault.code for fault in found]
    for fault in found:
        assert fault.place.line
        assert fault.place.file


def test_files_that_nobody_would_read(
    copy: Path, vocabulary: Vocabulary
) -> None:
    folder = copy / "jiangmen-eco" / "2020"
    table = folder / "tables" / "2-1-obstruct-inspection.yaml"
    table.rename(table.with_suffix(".yml"))
    (folder / "tests" / "more.YAML").write_text("x: 1", encoding="utf-8")
    (folder / "tables" / "notes.md").write_text("notes", encoding="utf-8")
    other = copy / "guangdong-eco" / "2021" / "document.yaml"
    other.rename(other.with_name("Document.yml"))
    found = {
        fault.params["found"]: fault.params["expected"]
        for fault in faults(copy, vocabulary)
        if fault.code == "table-file-name"
    }
    assert found == {
        "2-1-obstruct-inspection.yml": "2-1-obstruct-inspection.yaml",
        "more.YAML": "more.yaml",
        "Document.yml": "document.yaml",
    }


def test_a_document_twice(copy: Path, vocabulary: Vocabulary) -> None:
    shutil.copytree(copy / "jiangmen-eco", copy / "jiangmen-again")
    codes = [fault.code for fault in faults(copy, vocabulary)]
    assert codes == ["table-id-twice"]


def test_rows_that_cannot_be_compared_need_a_rank() -> None:
    rows = [
        {
            "row": "1",
            "if": {"c": "general"},
            "penalties": [{"kind": "warning"}],
        },
        {
            "row": "2",
            "if": {"c": "-"},
            "penalties": [{"kind": "fine", "amount": "5"}],
        },
    ]
    columns = [{"id": "c", "fact": "t.zone"}]
    with pytest.raises(AssertionError, match="table-rows-need-rank"):
        load_table({"columns": columns, "rows": rows})
    rows[0]["rank"], rows[1]["rank"] = 2, 1
    table = load_table({"columns": columns, "rows": rows})
    outcome = table.evaluate({"t.zone": Reading("known", "general")})
    assert outcome.chosen is not None
    assert outcome.chosen.row == "1"


def test_multiples_of_a_base_that_is_missing_and_given() -> None:
    fine = {
        "kind": "fine",
        "from": "2",
        "to": "5",
        "unit": "times",
        "base": "t.amount",
        "cap": "10000",
    }
    table = load_table(
        {
            "columns": [{"id": "c", "fact": "t.flag"}],
            "rows": [{"row": "1", "if": {"c": True}, "penalties": [fine]}],
        }
    )
    flag = {"t.flag": Reading("known", value=True)}
    outcome = table.evaluate(flag)
    assert outcome.settle == ("t.amount",)
    assert outcome.penalties[0].band is None
    amount = {"t.amount": Reading("known", Decimal(3000))}
    outcome = table.evaluate(flag | amount)
    # 2 x 3,000 = 6,000; 5 x 3,000 = 15,000, not above 10,000.
    assert outcome.penalties[0].band == Band(
        from_=Decimal(6000), to=Decimal(10000)
    )
    assert outcome.arithmetic


def test_a_penalty_with_a_condition_is_kept_while_it_is_not_known() -> None:
    table = load_table(
        {
            "columns": [{"id": "c", "fact": "t.zone"}],
            "rows": [
                {
                    "row": "1",
                    "if": {"c": "general"},
                    "penalties": [
                        {"kind": "fine", "amount": "500"},
                        {"kind": "confiscate-gains", "when": "t.flag"},
                    ],
                }
            ],
        }
    )
    zone = {"t.zone": Reading("known", "general")}

    def kinds(**facts: Reading) -> list[str]:
        outcome = table.evaluate(
            zone | {k.replace("_", "."): v for k, v in facts.items()}
        )
        return [item.penalty.kind.value for item in outcome.penalties]

    assert kinds() == ["fine", "confiscate-gains"]
    assert table.evaluate(zone).settle == ("t.flag",)
    yes, no = Reading("known", value=True), Reading("known", value=False)
    assert kinds(t_flag=yes) == ["fine", "confiscate-gains"]
    assert kinds(t_flag=no) == ["fine"]


def test_a_fact_of_a_whole_row_condition_has_its_lowest_named() -> None:
    rows = [
        {
            "row": "1",
            "when": "t.count < 2",
            "penalties": [{"kind": "fine", "amount": "100"}],
        },
        {
            "row": "2",
            "when": "t.count >= 2",
            "penalties": [{"kind": "fine", "amount": "900"}],
        },
    ]
    lost = {"t.count": Reading("not-ascertainable")}
    named = load_table(
        {"columns": [], "rows": rows, "lowest": {"t.count": 0}},
        lost=Unascertainable.LOWEST,
    )
    outcome = named.evaluate(lost)
    assert outcome.chosen is not None
    assert outcome.chosen.row == "1"
    assert outcome.assumed == ("t.count",)
    unnamed = load_table(
        {"columns": [], "rows": rows}, lost=Unascertainable.LOWEST
    )
    outcome = unnamed.evaluate(lost)
    assert not outcome.settled
    assert outcome.settle == ("t.count",)


def test_lint_finds_gaps_overlaps_and_bands_outside_the_statute() -> None:
    def row(number: int, cell: str, low: int, high: int) -> dict[str, object]:
        band = {"kind": "fine", "from": str(low), "to": str(high)}
        return {"row": str(number), "if": {"c": cell}, "penalties": [band]}

    statute = Band(from_=Decimal(1000), to=Decimal(5000))
    columns = [{"id": "c", "fact": "t.count"}]
    table = load_table(
        {
            "columns": columns,
            "rows": [
                row(1, "[1..3]", 1000, 2000),
                row(2, ">= 3", 2000, 6000),
                row(3, "> 7", 1000, 5000),
            ],
        },
        several=SeveralRows.UNIQUE,
    )
    found = {one.code: one for one in lint_table(table, statute)}
    # No row takes a count of nought; three lies in rows 1 and 2.
    assert set(found) == {
        "gap",
        "overlap",
        "outside-statute",
        "whole-statute",
        "bounds-shared",
    }
    assert found["outside-statute"].rows == ("2",)
    assert found["outside-statute"].fault
    assert found["whole-statute"].rows == ("3",)
    assert not found["gap"].fault
    # Between two whole numbers there is no count: this covers everything.
    whole = load_table(
        {
            "columns": columns,
            "rows": [row(1, "[0..2]", 1, 2), row(2, ">= 3", 2, 3)],
        }
    )
    assert "gap" not in {one.code for one in lint_table(whole)}


def test_a_row_for_any_other_case() -> None:
    table = load_table(
        {
            "columns": [{"id": "c", "fact": "t.zone"}],
            "rows": [
                {
                    "row": "1",
                    "if": {"c": "general"},
                    "penalties": [{"kind": "fine", "amount": "5"}],
                },
                {
                    "row": "else",
                    "otherwise": True,
                    "penalties": [{"kind": "fine", "amount": "9"}],
                },
            ],
        }
    )

    def chosen(reading: Reading) -> str | None:
        outcome = table.evaluate({"t.zone": reading})
        return outcome.chosen.row if outcome.chosen else None

    assert chosen(Reading("known", "general")) == "1"
    assert chosen(Reading("known", "special")) == "else"
    assert chosen(Reading("not-applicable")) == "else"
    assert chosen(Reading("unknown")) is None
