"""Documents of one's own beside the shipped ones, or in their place."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from calling import Cli
from penaltykit._resources import tables_root
from penaltykit.errors import RuleError

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WASHING = FIXTURES / "03-vehicle-washing" / "case.json"
GUANGDONG = "guangdong-eco-2021"
DOCUMENT = """
schema: penaltykit/benchmark/1
id: own-2022
name: {zh: 示例市基准, en: Benchmark of a city}
issuer: {zh: 示例市生态环境局, en: Ecology bureau of a city}
region: "440700"
level: city
field: ecology
effective: 2022-01-01
status: in-force
source: {zh: 为测试编写。, en: Written for the tests.}
policy:
  bounds: {from: included, to: included}
  applies_by: act
"""
TABLE = """
table: "1"
kind: stage
name: {zh: 清洗装贮过有毒污染物的车辆, en: washing vehicles}
item: water.wash-toxic-vehicle
source: {zh: 试, en: made}
rows:
  - {row: "1", otherwise: true, penalties: 处3万元罚款}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "county" / "tables").mkdir(parents=True)
    (folder / "county" / "document.yaml").write_text(DOCUMENT, "utf-8")
    (folder / "county" / "tables" / "1.yaml").write_text(TABLE, "utf-8")
    return folder


def say(own: Path, old: str, new: str) -> None:
    path = own / "county" / "document.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def codes(error: RuleError) -> list[str]:
    return [fault.code for fault in error.faults]


def test_they_stand_beside_the_shipped_ones(own: Path) -> None:
    kit = pk.Kit(add_tables=own, engine="python")
    shipped = pk.Kit(engine="python").tables
    assert set(kit.tables.documents) == {*shipped.documents, "own-2022"}
    assert set(kit.tables.tables) == {*shipped.tables, "own-2022/1"}
    assert len(kit.tables) == len(shipped) + 1
    # The nearer issuer goes first; the shipped one is told as further up.
    result = kit.assess(pk.load_case(WASHING)).results[0]
    assert result.table is not None
    assert result.table.id == "own-2022/1"
    assert any(one["document"] == GUANGDONG for one in result.rejected_tables)


def test_in_python_they_may_be_several(own: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(own, other)
    say(other, "id: own-2022", "id: other-2022")
    say(other, '"440700"', '"330100"')
    kit = pk.Kit(add_tables=[own, str(other)], engine="python")
    assert {"own-2022/1", "other-2022/1"} <= set(kit.tables.tables)
    assert kit.overlay is not None
    assert sorted(kit.overlay.files) == [
        "added-tables-1/county/document.yaml",
        "added-tables-1/county/tables/1.yaml",
        "added-tables-2/county/document.yaml",
        "added-tables-2/county/tables/1.yaml",
    ]


def test_an_id_that_is_there_is_a_fault(own: Path) -> None:
    say(own, "id: own-2022", f"id: {GUANGDONG}")
    with pytest.raises(RuleError) as found:
        assert pk.Kit(add_tables=own).tables
    assert codes(found.value) == ["tables-id-taken"]
    place = found.value.faults[0].place
    assert place.file == str(own / "county" / "document.yaml")
    assert place.line == 3
    assert "replaces" in found.value.text("zh")


@pytest.mark.parametrize("name", [GUANGDONG, "own-2022"])
def test_one_that_says_so_stands_in_its_place(own: Path, name: str) -> None:
    say(own, "id: own-2022", f"id: {name}\nreplaces: {GUANGDONG}")
    kit = pk.Kit(add_tables=own, engine="python")
    assert [one.id for one in kit.tables.tables_of(name)] == [f"{name}/1"]
    assert not any(
        one.startswith(f"{GUANGDONG}/2.") for one in kit.tables.tables
    )
    assert kit.overlay is not None
    (change,) = kit.overlay.replaced
    assert change.code == GUANGDONG
    assert change.by == (None if name == GUANGDONG else name)
    assert change.file == "added-tables-1/county/document.yaml"
    # Its circumstances are gone with it.
    data = json.loads(WASHING.read_text("utf-8"))
    data["violations"][0]["circumstances"] = [
        {
            "circumstance": f"{GUANGDONG}.public-apology",
            "status": "found",
            "grounds": "示例",
        }
    ]
    with pytest.raises(pk.CaseError):
        kit.assess(pk.read_case(json.dumps(data)))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "id: own-2022",
            "id: own-2022\nreplaces: guangdong-eco-2012",
            "tables-nothing-to-replace",
        ),
        # A document cannot replace itself: it is not there yet.
        (
            "id: own-2022",
            "id: own-2022\nreplaces: own-2022",
            "tables-nothing-to-replace",
        ),
        ("level: city", "level: country", "table-not-one-of"),
    ],
)
def test_what_is_wrong_is_told(
    own: Path, old: str, new: str, code: str
) -> None:
    say(own, old, new)
    with pytest.raises(RuleError) as found:
        assert pk.Kit(add_tables=own).tables
    assert codes(found.value) == [code]


def test_a_folder_given_twice_or_without_documents(
    own: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for added, code in (
        ([own, own], "tables-folder-twice"),
        ([tables_root()], "tables-folder-twice"),
        ([tmp_path / "empty"], "tables-no-documents"),
        ([tmp_path / "nowhere"], "tables-no-documents"),
    ):
        with pytest.raises(RuleError) as found:
            assert pk.Kit(add_tables=added).tables
        assert codes(found.value) == [code]


def test_the_receipt_names_them_and_replay_needs_them(own: Path) -> None:
    case = pk.load_case(WASHING)
    kit = pk.Kit(add_tables=own, engine="python")
    receipt = kit.assess(case).receipt
    assert kit.replay(receipt, case).ok
    body: dict[str, Any] = json.loads(receipt.to_json())["body"]
    names = [
        "added-tables-1/county/document.yaml",
        "added-tables-1/county/tables/1.yaml",
    ]
    assert [n for n in body["sources"] if n.startswith("added")] == names
    assert [one["code"] for one in body["overlay"]["added"]] == ["own-2022"]
    # No path of this machine.
    assert str(own) not in receipt.to_json().decode("utf-8")
    # A folder that stands elsewhere is the same folder.
    moved = own.with_name("moved")
    own.rename(moved)
    kit = pk.Kit(add_tables=moved, engine="python")
    assert kit.replay(receipt, case).ok
    # Without it, or with a letter changed, the receipt does not stand.
    found = pk.Kit(engine="python").replay(receipt, case).differences
    assert [(one.code, one.name) for one in found] == [
        ("source-missing", names[0]),
        ("source-missing", names[1]),
        ("source-added", f"discretion_tables/{_GUANGDONG_FILES[0]}"),
        ("source-added", f"discretion_tables/{_GUANGDONG_FILES[1]}"),
        ("source-added", "rules/laws/guangdong-ecology-discretion-rules.yaml"),
        ("assessment", None),
    ]
    with (moved / "county" / "tables" / "1.yaml").open("a") as file:
        file.write("# read again\n")
    kit = pk.Kit(add_tables=moved, engine="python")
    found = kit.replay(receipt, case).differences
    # The assessment tells the hashes of one's own files, so it differs too.
    assert [(one.code, one.name) for one in found] == [
        ("source-changed", names[1]),
        ("assessment", None),
    ]


_GUANGDONG_FILES = (
    "guangdong-eco/2021/document.yaml",
    "guangdong-eco/2021/tables/2.14-wash-toxic-vehicle.yaml",
)


def test_the_commands_take_them(cli: Cli, own: Path, tmp_path: Path) -> None:
    added = ["--add-tables", str(own)]
    _, out, _ = cli("assess", str(WASHING), *added, "--lang", "en")
    assert "Benchmark documents added: own-2022" in out
    _, _, err = cli("check", str(WASHING), *added, "--format", "csv")
    assert "own-2022" in err
    done = tmp_path / "out"
    cli("run", str(WASHING), *added, "-o", str(done))
    receipt = str(next(done.rglob("receipt.json")))
    assert cli("replay", receipt, str(WASHING), *added)[0] == 0
    assert cli("replay", receipt, str(WASHING))[0] == 1
    _, out, _ = cli("tables", "show", *added)
    assert "own-2022/1" in out
    assert f"{GUANGDONG}/2.14" in out
    assert cli("tables", "show", "own-2022/1", *added)[0] == 0


def test_the_lint_looks_at_those_that_are_named(cli: Cli, own: Path) -> None:
    # Beside the shipped ones, a folder is read once.
    added = ["--add-tables", str(own), "--lang", "en"]
    _, out, _ = cli("tables", "lint", str(own), *added)
    assert "Tables looked over: 1;" in out
    _, out, _ = cli("tables", "lint", "own-2022", *added)
    assert "Tables looked over: 1;" in out


def test_the_commands_tell_what_is_wrong(
    cli: Cli, own: Path, tmp_path: Path
) -> None:
    (tmp_path / "空").mkdir()
    for path in (tmp_path / "空", tmp_path / "nowhere", WASHING):
        code, _, err = cli("assess", str(WASHING), "--add-tables", str(path))
        assert code == 2
        assert path.name in err
    both = ["--add-tables", str(own), "--add-tables", str(own)]
    assert cli("tables", "show", *both)[0] == 2
