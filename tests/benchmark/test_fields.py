"""Benchmark documents of twelve fields, written as a user would.

Customs, tax, insurance, housing, archives, schools, shipping, fisheries,
statistics (two editions), tourism, electricity, internet. The figures of the
tables stand in ``fields/tables/*/tests``, worked out by hand; here is what a
case makes of them, the arithmetic beside it.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from calling import Cli
from penaltykit.benchmark import lint_library, run_table_tests
from penaltykit.errors import RuleError

HERE = Path(__file__).parent / "fields"


@pytest.fixture(scope="module")
def fields() -> pk.Kit:
    """The documents beside the shipped ones."""
    return pk.Kit(
        overlay=HERE / "rules", add_tables=HERE / "tables", engine="python"
    )


@pytest.fixture(scope="module")
def alone() -> pk.Kit:
    return pk.Kit(
        overlay=HERE / "rules", tables=HERE / "tables", engine="python"
    )


def judge(
    kit: pk.Kit,
    item: str,
    facts: dict[str, Any],
    *,
    act: str = "2024-03-01",
    decided: str = "2024-05-01",
    party: str = "legal-person",
    **more: Any,
) -> dict[str, Any]:
    case = {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "decided",
        "procedure": "ordinary",
        "agency": {
            "name": "某局（示例）",
            "region": "440784",
            "level": more.get("level", "county"),
            "field": "market-regulation",
        },
        "parties": [{"id": "P1", "kind": party, "name": "示例当事人"}],
        "violations": [
            {
                "id": "V1",
                "item": f"x.{item}",
                "parties": ["P1"],
                "act": {"from": act, "to": act, "summary": "示例行为"},
                "facts": {
                    name: value
                    if isinstance(value, dict)
                    else {"value": value, "grounds": "查明。"}
                    for name, value in facts.items()
                },
                "circumstances": [
                    {
                        "circumstance": name,
                        "status": "found",
                        "reasons": "查明",
                    }
                    for name in more.get("found", ())
                ],
                "penalties": [],
            }
        ],
        "earlier_penalties": more.get("earlier", []),
        "events": [
            {"kind": "discovered", "date": act, "source": "检查"},
            {"kind": "decided", "date": decided},
        ],
    }
    done = kit.assess(pk.read_case(json.dumps(case)), why_not=True)
    result: dict[str, Any] = done.to_dict()["results"][0]
    return result


def fine(result: dict[str, Any]) -> tuple[str | None, str | None]:
    (one,) = (x for x in result["recommended"] if x["kind"] == "fine")
    return one["from"], one["to"]


def rows(result: dict[str, Any]) -> list[str]:
    return [one["row"] for one in result["rows"]]


def texts(result: dict[str, Any], code: str) -> list[str]:
    return [x["text"] for x in result["reasons"] if x["code"] == code]


def test_every_figure_holds_and_every_row_is_reached(alone: pk.Kit) -> None:
    report = run_table_tests(alone.tables, alone.vocabulary)
    assert report.failures == ()
    assert report.missed == {}
    assert len(report.counted) == 16


def test_what_the_lint_has_to_say(alone: pk.Kit) -> None:
    found = lint_library(alone.tables, alone.registry, alone.regions)
    assert not [one for one in found if one.finding.fault]
    # A first breach is the least there is: no gap below one is told.
    assert sorted((one.table, one.finding.code) for one in found) == [
        ("x-archive/1", "gap"),  # over 10 files with a copy, before July
        ("x-archive/1", "retired-early"),
        ("x-fish/1", "bounds-shared"),
        ("x-fish/1", "bounds-shared"),
        ("x-ship-mixed/1", "bounds-shared"),
        ("x-stat-2019/1", "bounds-shared"),
        ("x-stat-2025/1", "bounds-shared"),
        ("x-stat-2025/1", "bounds-shared"),
    ]


def test_customs_a_matrix_of_three_columns(fields: pk.Kit) -> None:
    result = judge(
        fields,
        "customs-short",
        {
            "x.disclosed": False,
            "x.tax_share": "12",
            "x.times_year": 1,
            "x.tax_short": "80000",
        },
    )
    # 80,000 x 1 and x 1.5
    assert (rows(result), fine(result)) == (["3"], ("80000", "120000"))
    assert [one["row"] for one in result["why_not"]] == ["1", "2", "4"]


def test_tax_counts_earlier_penalties_as_the_document_says(
    fields: pk.Kit,
) -> None:
    facts = {"x.attitude": "good", "x.tax_short": "60000"}
    one = {"item": "x.tax-evade", "party": "P1"}
    # 2021-06-01 lies in the five years before 2024-03-01: the second time.
    result = judge(
        fields, "tax-evade", facts, earlier=[{"decided": "2021-06-01", **one}]
    )
    # 60,000 x 2 and x 5
    assert (rows(result), fine(result)) == (["3"], ("120000", "300000"))
    # 2019-02-28 does not: the first.
    result = judge(
        fields, "tax-evade", facts, earlier=[{"decided": "2019-02-28", **one}]
    )
    # 60,000 x 0.5 and x 1
    assert (rows(result), fine(result)) == (["1"], ("30000", "60000"))


def test_tax_a_correction_and_its_exclusion(fields: pk.Kit) -> None:
    facts = {"x.attitude": "plain", "x.times_year": 1, "x.tax_short": "60000"}
    # 60,000 less 20 %, 120,000 less 10 %
    result = judge(fields, "tax-evade", facts, found=["x-tax.paid-up"])
    assert fine(result) == ("48000", "108000")
    both = ["x-tax.paid-up", "x-tax.paid-up.again"]
    result = judge(fields, "tax-evade", facts, found=both)
    assert fine(result) == ("60000", "120000")
    assert texts(result, "circumstance.excluded")


def test_why_not_tells_ways_apart_from_what_is_asked_together(
    fields: pk.Kit,
) -> None:
    facts = {"x.attitude": "good", "x.times_year": 1, "x.tax_short": "60000"}
    result = judge(fields, "tax-evade", facts)
    # Row 3: the second time, or no cooperation. Either is enough.
    text = result["why_not"][-1]["text"]
    assert "一年内同类违法次数 ≥ 2" in text
    assert "配合程度 = 拒不配合" in text
    assert "须同时改变" not in text
    assert "x." not in text
    facts = {"x.attitude": "good", "x.times_year": 2, "x.tax_short": "60000"}
    result = judge(fields, "tax-evade", facts)
    # Row 2: the first time, and plain cooperation. Both are needed.
    assert "须同时改变" in result["why_not"][1]["text"]


def test_statistics_two_editions_that_go_by_different_days(
    fields: pk.Kit,
) -> None:
    # Edition 2019 goes by the act and ends 2024-12-31; edition 2025 goes by
    # the decision. 25 %: the old one up to 50,000, the new one from there.
    facts = {"x.deviation": "25"}
    days = {"act": "2024-12-31", "decided": "2025-03-01"}
    result = judge(fields, "stat-false", facts, **days)
    assert result["table"]["id"] == "x-stat-2025/1"
    assert fine(result) == ("50000", "100000")
    (note,) = texts(result, "table.note")
    assert "x-stat-2019" in note
    # Decided before, or acted after: one edition alone, and no note.
    for days, table in (
        ({"act": "2024-12-01", "decided": "2024-12-31"}, "x-stat-2019/1"),
        ({"act": "2025-01-01", "decided": "2025-03-01"}, "x-stat-2025/1"),
    ):
        result = judge(fields, "stat-false", facts, **days)
        assert result["table"]["id"] == table
        assert not texts(result, "table.note")


def test_tourism_shares_of_either_branch_of_the_law(fields: pk.Kit) -> None:
    gains = {"gains.amount": "400000", "gains.refunded": "0"}
    # 400,000 to 2,000,000: 400,000 + 30 % and 70 % of 1,600,000
    result = judge(fields, "tour-cheap", {**gains, "x.times_year": 2})
    assert fine(result) == ("880000", "1520000")
    # Without gains 30,000 to 300,000: up to 30,000 + 30 % of 270,000
    none = {"gains.amount": {"state": "not-applicable", "grounds": "无"}}
    result = judge(
        fields, "tour-cheap", {**none, "x.times_year": 1}, level="township"
    )
    assert fine(result) == ("30000", "111000")
    # The document says itself that townships go by it.
    assert len(texts(result, "table.note")) == 1


def test_archives_a_person_and_a_row_that_ended(fields: pk.Kit) -> None:
    facts = {"x.file_count": 5, "x.copied": True}
    # 10,000 to 10,000 + 30 % of 90,000
    result = judge(fields, "archive-lost", facts)
    assert (rows(result), fine(result)) == (["1"], ("10000", "37000"))
    result = judge(
        fields, "archive-lost", facts, act="2024-07-01", decided="2024-09-01"
    )
    assert rows(result) == ["1a"]


def test_shipping_the_default_of_a_code(fields: pk.Kit) -> None:
    result = judge(fields, "ship-rules", {"x.tons": "3000"})
    assert rows(result) == ["7003"]
    (text,) = texts(result, "position")
    assert "40000元" in text
    assert "的的" not in text


def test_internet_a_sum_under_its_cap(fields: pk.Kit) -> None:
    facts = {"x.income": "20000000", "x.times_year": 1}
    # 10 + 30 + 0 + 0 = 40 % of 5 % x 20,000,000; less 50 % to 30 %
    good = {"x.users": 5000, "x.attitude": "good", **facts}
    assert fine(judge(fields, "net-leak", good)) == ("200000", "280000")
    # 10 + 60 + 30 + 0 = 100 %, counted as 80 %
    bad = {"x.users": 100000, "x.attitude": "bad", **facts}
    assert fine(judge(fields, "net-leak", bad)) == ("800000", "800000")


def test_housing_a_stage_that_no_missing_fact_can_move(
    fields: pk.Kit,
) -> None:
    # 40 + 30 at least, with 0 to 30 for the area: always 60 and more.
    result = judge(fields, "rent-cells", {"x.persons": 6, "x.times_year": 3})
    assert fine(result) == ("60000", "100000")
    # 10 + 0 with 0 to 30: under 30 or from 30, and the area is asked for.
    result = judge(fields, "rent-cells", {"x.persons": 2, "x.times_year": 1})
    assert "x.area" in result["settle"]


@pytest.mark.parametrize(
    ("where", "old", "new", "code"),
    [
        (
            "x-net/tables/1.yaml",
            '{greatest: ["100000", {fact: x.income, times: "0.05"}]}',
            "statute.fine_most",
            "table-amount-name",
        ),
        (
            "x-net/tables/1.yaml",
            '"100000", {fact: x.income, times: "0.05"}',
            "x.income",
            "table-amount-name",
        ),
        (
            "x-fund/tables/1.yaml",
            'start: "0"',
            'start: "101"',
            "table-sequence-percent",
        ),
        (
            "x-tax/tables/1.yaml",
            'table: "1"',
            'table: "../1"',
            "table-number",
        ),
        ("x-tax/document.yaml", "years: 5", "years: 1201", None),
        (
            "x-tax/document.yaml",
            "fact: x.times_year",
            "fact: x.tax_short",
            "table-look-back-fact",
        ),
        ("x-ship/tables/1.yaml", '"7002"', '"7001"', "table-twice"),
        (
            "x-ship/tables/1.yaml",
            'default: "8000"',
            'default: "20000"',
            "table-default-outside",
        ),
    ],
)
def test_what_is_written_wrong_is_told_at_its_place(
    tmp_path: Path, where: str, old: str, new: str, code: str | None
) -> None:
    shutil.copytree(HERE / "tables", tmp_path / "tables")
    path = tmp_path / "tables" / where
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    kit = pk.Kit(overlay=HERE / "rules", tables=tmp_path / "tables")
    with pytest.raises(RuleError) as found:
        assert kit.tables
    (fault,) = found.value.faults
    assert fault.code == (code or "table-look-back-length")
    assert fault.place.file == str(path)
    assert fault.place.line


def test_a_test_for_a_table_that_is_not_there_is_told(
    cli: Cli, tmp_path: Path
) -> None:
    shutil.copytree(HERE / "tables" / "x-tax", tmp_path / "x-tax")
    path = tmp_path / "x-tax" / "tests" / "1.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("x-tax/1", "x-tax/2"), "utf-8")
    rules = ["--overlay", str(HERE / "rules")]
    code, _, err = cli("tables", "test", str(tmp_path), *rules)
    assert code == 2
    assert "x-tax/1" in err  # the nearest


def test_bands_in_a_failure_are_in_the_language_of_the_call(
    cli: Cli, tmp_path: Path
) -> None:
    shutil.copytree(HERE / "tables" / "x-power", tmp_path / "x-power")
    path = tmp_path / "x-power" / "tests" / "1.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("14997", "14998"), "utf-8")
    rules = ["--overlay", str(HERE / "rules")]
    code, out, _ = cli("tables", "test", str(tmp_path), *rules)
    assert code == 1
    assert "4999元以上14997元以下" in out
    code, out, _ = cli("tables", "test", str(tmp_path), *rules, "--lang", "en")
    assert "from 4,999 to 14,997 yuan" in out
