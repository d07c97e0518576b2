"""A receipt verified: what stands, and what is named when it does not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from calling import Cli
from penaltykit._resources import rules_root, tables_root

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WASHING = FIXTURES / "03-vehicle-washing" / "case.json"
WATER = "water-pollution-law.yaml"


@pytest.fixture
def own(tmp_path: Path) -> tuple[Path, Path]:
    """Rules and tables that a test may change."""
    rules = tmp_path / "rules"
    tables = tmp_path / "discretion_tables"
    shutil.copytree(rules_root(), rules)
    shutil.copytree(tables_root(), tables)
    return rules, tables


def codes(replay: pk.Replay) -> list[tuple[str, str | None]]:
    """Each difference by code and file."""
    return [(d.code, d.name) for d in replay.differences]


def remark(path: Path) -> None:
    """Change a file without changing what it says."""
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# read once more\n")


def test_a_receipt_stands_after_a_round_trip(kit: pk.Kit) -> None:
    case = pk.load_case(WASHING)
    receipt = pk.read_receipt(kit.assess(case).receipt.to_json())

    replay = kit.replay(receipt, case)

    assert replay.ok
    assert replay.differences == ()


def test_the_day_of_the_receipt_is_used(kit: pk.Kit) -> None:
    import datetime as dt

    case = pk.load_case(WASHING)
    receipt = kit.assess(case, as_of=dt.date(2025, 3, 1)).receipt

    assert kit.replay(receipt, case).ok


def test_another_case_is_seen(kit: pk.Kit) -> None:
    case = pk.load_case(WASHING)
    data = json.loads(WASHING.read_text("utf-8"))
    data["violations"][0]["penalties"][1]["amount"] = "36000"
    other = pk.read_case(json.dumps(data))

    replay = kit.replay(kit.assess(case).receipt, other)

    assert codes(replay) == [("case", None), ("assessment", None)]


def test_a_receipt_that_was_changed_is_seen(kit: pk.Kit) -> None:
    case = pk.load_case(WASHING)
    data = kit.assess(case).receipt.to_dict()
    data["body"]["version"] = "0.0.9"
    changed = pk.read_receipt(json.dumps(data))

    replay = kit.replay(changed, case)

    assert codes(replay) == [("receipt", None), ("version", None)]
    assert "0.0.9" in replay.differences[1].text["en"]


def test_changed_files_are_named(own: tuple[Path, Path]) -> None:
    rules, tables = own
    case = pk.load_case(WASHING)
    receipt = pk.Kit(rules, tables, "python").assess(case).receipt
    table = "guangdong-eco/2021/tables/2.14-wash-toxic-vehicle.yaml"
    remark(rules / "laws" / WATER)
    remark(tables / table)
    remark(rules / "laws" / "food-safety-law.yaml")  # not of this case

    replay = pk.Kit(rules, tables, "python").replay(receipt, case)

    assert codes(replay) == [
        ("source-changed", f"discretion_tables/{table}"),
        ("source-changed", f"rules/laws/{WATER}"),
    ]


def test_missing_and_added_files_are_named(own: tuple[Path, Path]) -> None:
    rules, tables = own
    case = pk.load_case(WASHING)
    receipt = pk.Kit(rules, tables, "python").assess(case).receipt
    (rules / "calendars" / "2019.yaml").unlink()
    (rules / "circumstances" / "sectors.yaml").rename(
        rules / "circumstances" / "trades.yaml"
    )

    replay = pk.Kit(rules, tables, "python").replay(receipt, case)

    assert codes(replay) == [
        ("source-missing", "rules/calendars/2019.yaml"),
        ("source-missing", "rules/circumstances/sectors.yaml"),
        ("source-added", "rules/circumstances/trades.yaml"),
    ]


def test_a_table_that_says_something_else_changes_the_result(
    own: tuple[Path, Path],
) -> None:
    rules, tables = own
    case = pk.load_case(WASHING)
    receipt = pk.Kit(rules, tables, "python").assess(case).receipt
    name = "guangdong-eco/2021/tables/2.14-wash-toxic-vehicle.yaml"
    text = (tables / name).read_text("utf-8")
    text = text.replace(
        'from: "20000", to: "50000"', 'from: "20000", to: "40000"'
    )
    (tables / name).write_text(text, "utf-8")

    replay = pk.Kit(rules, tables, "python").replay(receipt, case)

    assert codes(replay) == [
        ("source-changed", f"discretion_tables/{name}"),
        ("assessment", None),
    ]


def test_a_case_that_the_rules_no_longer_take(
    own: tuple[Path, Path],
) -> None:
    rules, tables = own
    case = pk.load_case(FIXTURES / "01-food-past-date" / "case.json")
    receipt = pk.Kit(rules, tables, "python").assess(case).receipt
    (rules / "circumstances" / "penalty-law.yaml").unlink()

    replay = pk.Kit(rules, tables, "python").replay(receipt, case)

    assert codes(replay) == [
        ("source-missing", "rules/circumstances/penalty-law.yaml"),
        ("not-assessed", None),
    ]
    assert "/violations/0/circumstances/0" in replay.differences[1].text["zh"]


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        (lambda d: d.pop("sha256"), "receipt-field-missing", ""),
        (lambda d: d["body"].pop("case"), "receipt-field-missing", "/body"),
        (
            lambda d: d["body"].update(as_of="2024-2-1"),
            "receipt-field-form",
            "/body/as_of",
        ),
        (
            lambda d: d["body"]["sources"].update(x=1),
            "receipt-field-form",
            "/body/sources",
        ),
        (lambda d: d.update(schema="x"), "receipt-field-form", "/schema"),
        (lambda d: d.update(more=1), "receipt-field-unknown", "/more"),
    ],
)
def test_what_is_no_receipt_is_refused_in_place(
    kit: pk.Kit,
    change: Callable[[dict[str, Any]], Any],
    code: str,
    pointer: str,
) -> None:
    data = kit.assess(pk.load_case(WASHING)).receipt.to_dict()
    change(data)

    with pytest.raises(pk.FaultsError) as caught:
        pk.read_receipt(json.dumps(data), "r.json")

    (fault,) = caught.value.faults
    assert (fault.code, fault.place.pointer) == (code, pointer)
    assert fault.place.file == "r.json"


@pytest.mark.parametrize("text", ["", "{", "[]", "nothing"])
def test_what_is_not_even_an_object_is_refused(text: str) -> None:
    with pytest.raises(pk.FaultsError):
        pk.read_receipt(text)


def test_the_command(kit: pk.Kit, tmp_path: Path, cli: Cli) -> None:
    receipt = tmp_path / "receipt.json"
    case = pk.load_case(WASHING)
    receipt.write_bytes(kit.assess(case).receipt.to_json())

    code, out, _ = cli("replay", receipt, WASHING, "--lang", "en")
    assert code == 0
    assert out == (
        "The receipt stands: same case, same laws, tables and rules,"
        " same result.\n"
    )
    assert "收据" in cli("replay", receipt, WASHING)[1]

    other = FIXTURES / "03b-vehicle-washing-citizen" / "case.json"
    code, out, _ = cli("replay", receipt, other, "--lang", "en")
    assert code == 1
    assert "The case file is not the one of the receipt." in out
    code, out, _ = cli("replay", receipt, other, "--json")
    assert code == 1
    body = json.loads(out)
    assert body["ok"] is False
    assert body["differences"][0]["code"] == "case"
    assert body["differences"][0]["text"].endswith("。")

    code, _, err = cli("replay", WASHING, WASHING)
    assert code == 2
    assert "receipt.json" in err
    assert cli("replay", tmp_path / "none.json", WASHING)[0] == 2


def test_a_name_that_leads_elsewhere_is_no_file_of_the_tables(
    kit: pk.Kit, tmp_path: Path
) -> None:
    case = pk.load_case(WASHING)
    data = kit.assess(case).receipt.to_dict()
    names = [
        "discretion_tables/../pyproject.toml",
        "discretion_tables/guangdong-eco/2021/tables/../../../../Makefile",
        "discretion_tables/guangdong-eco/2021/tests/2.14.yaml",
        "discretion_tables/空\u0000",
        str(tmp_path),
    ]
    data["body"]["sources"].update(dict.fromkeys(names, "0" * 64))
    replay = kit.replay(pk.read_receipt(json.dumps(data)), case)
    assert codes(replay) == [
        ("receipt", None),
        *(("source-missing", name) for name in sorted(names)),
    ]
