"""``penaltykit tables``: show, test, lint and diff, as a person uses them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from penaltykit.cli._main import run

Cli = Callable[..., tuple[int, str, str]]
TABLE = "guangdong-eco-2021/2.14"
FOLDER = "discretion_tables/guangdong-eco/2021"
NAME = "2.14-wash-toxic-vehicle.yaml"


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run(["--lang", "en", *map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


@pytest.fixture
def own(root: Path, tmp_path: Path) -> Path:
    """A folder of one's own with one table of Guangdong and its tests."""
    folder = tmp_path / "自己的表"
    for part in ("tables", "tests"):
        (folder / part).mkdir(parents=True)
        shutil.copy(root / FOLDER / part / NAME, folder / part / NAME)
    shutil.copy(root / FOLDER / "document.yaml", folder / "document.yaml")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# -- show ------------------------------------------------------------------


def test_the_list_says_what_when_and_where(cli: Cli) -> None:
    code, out, _err = cli("tables", "show")
    assert code == 0
    (line,) = [one for one in out.splitlines() if one.startswith(f"{TABLE} ")]
    for part in ("stage", "water.wash-toxic-vehicle", "in-force"):
        assert part in line
    assert line.endswith("2022-01-01 .. 2026-12-31")
    code, out, _err = cli("tables", "show", "--json")
    listed = {one["id"]: one for one in json.loads(out)}
    assert listed[TABLE]["region"] == "440000"
    assert listed[TABLE]["expires"] == "2026-12-31"


# -- test ------------------------------------------------------------------


def test_a_table_by_its_id_and_by_its_file(cli: Cli, root: Path) -> None:
    path = root / FOLDER / "tests" / NAME
    for target in (TABLE, path, root / FOLDER / "tables" / NAME):
        code, out, _err = cli("tables", "test", target, "--json")
        body = json.loads(out)
        assert code == 0
        assert body["ok"]
        (table,) = body["tables"]
        # § 2.14 has seven rows.
        assert (table["id"], table["rows"], table["met"]) == (TABLE, 7, 7)
        assert table["passed"] == table["cases"] == body["cases"]


def test_a_wrong_figure_is_told_at_its_line(cli: Cli, own: Path) -> None:
    edit(own / "tables" / NAME, 'to: "50000"', 'to: "60000"')
    code, out, _err = cli("tables", "test", own)
    assert code == 1
    tests = own / "tests" / NAME
    assert f"{tests.resolve()}:" in out or f"{tests}:" in out
    # (20,000 + 60,000) / 2 = 40,000 where the test says 35,000.
    assert "ordinary: expected 35,000 yuan" in out
    assert "ordinary: found 40,000 yuan" in out
    code, out, _err = cli("tables", "test", "--json", own)
    failure = json.loads(out)["failures"][0]
    assert code == 1
    assert failure["line"] > 1
    assert failure["file"].endswith(NAME)


def test_rows_that_no_case_reaches(cli: Cli, own: Path) -> None:
    path = own / "tests" / NAME
    path.write_text(
        f"table: {TABLE}\n"
        "cases:\n"
        "  - name: one row only\n"
        "    facts: {water.zone: general, water.effects_removed: true,"
        " env.major_impact: false}\n"
        '    expect: {rows: ["1"]}\n',
        encoding="utf-8",
    )
    code, out, _err = cli("tables", "test", own)
    assert code == 0
    assert "1 of 1 cases pass, 1 of 7 rows met" in out
    assert "rows not met: 2, 3, 4, 5, 6, 7" in out
    # 1 of 7 is 14.3 %.
    assert cli("tables", "test", own, "--fail-under", "14")[0] == 0
    assert cli("tables", "test", own, "--fail-under", "15")[0] == 1
    code, out, _err = cli("tables", "test", own, "--require-coverage")
    assert code == 1
    assert "Fewer rows are met" in out


def test_a_folder_given_as_tables(cli: Cli, own: Path) -> None:
    code, out, _err = cli("tables", "test", "--tables", own, "--json")
    assert code == 0
    assert [one["id"] for one in json.loads(out)["tables"]] == [TABLE]


@pytest.mark.parametrize("command", ["test", "lint"])
def test_names_and_paths_that_lead_nowhere(
    cli: Cli, tmp_path: Path, command: str
) -> None:
    code, out, err = cli("tables", command, "2.14")
    assert (code, out) == (2, "")
    assert TABLE in err
    code, out, err = cli("tables", command, tmp_path / "nothing.yaml")
    assert (code, out) == (2, "")
    assert "no such file" in err
    code, out, err = cli("tables", command, tmp_path)
    assert (code, out) == (2, "")
    assert "document.yaml" in err


def test_tests_that_cannot_be_read(cli: Cli, own: Path) -> None:
    edit(own / "tests" / NAME, "facts: {", "fakts: {")
    code, out, err = cli("tables", "test", own)
    assert (code, out) == (2, "")
    assert NAME in err
    assert "fakts" in err


# -- lint ------------------------------------------------------------------


def test_what_is_shipped_lints_and_sweeps(cli: Cli) -> None:
    code, out, _err = cli("tables", "lint", "--until", "2031-12-31", "--json")
    body = json.loads(out)
    assert code == 0
    assert body["sweep"]["clean"]
    assert body["sweep"]["since"] == "2020-03-01"
    assert not any(flaw["fault"] for flaw in body["flaws"])
    for flaw in body["flaws"]:
        assert flaw["file"]
        assert flaw["line"] >= 1


def test_a_band_outside_the_law_is_told_at_its_row(
    cli: Cli, own: Path
) -> None:
    # 水污染防治法 art. 85 gives at most 200,000 for this act.
    edit(own / "tables" / NAME, 'to: "50000"', 'to: "50000000"')
    code, out, _err = cli("tables", "lint", own)
    assert code == 1
    assert "outside-statute" in out
    assert f"{NAME}:" in out
    assert "[rows 1]" in out


def test_a_field_that_no_agency_has_is_told_twice(cli: Cli, own: Path) -> None:
    edit(own / "document.yaml", "field: ecology", "field: ecologie")
    code, out, _err = cli("tables", "lint", own, "--until", "2026-12-31")
    assert code == 1
    assert "field-not-of-item" in out
    assert "silent gap" in out


def test_a_lower_document_that_leaves_the_upper_one(
    cli: Cli, root: Path, tmp_path: Path, own: Path
) -> None:
    # The city's copy gives up to 200,000; the province's copy at most
    # 180,000, where its last two rows are cut off.
    city = tmp_path / "all" / "city"
    province = tmp_path / "all" / "province"
    shutil.copytree(own, province)
    shutil.copytree(own, city)
    edit(city / "document.yaml", "id: guangdong-eco-2021", "id: city")
    edit(city / "document.yaml", '"440000"', '"440700"')
    edit(city / "document.yaml", "level: province", "level: city")
    shutil.rmtree(city / "tests")
    text = (province / "tables" / NAME).read_text(encoding="utf-8")
    (province / "tables" / NAME).write_text(
        text.replace('"200000"', '"180000"'), encoding="utf-8"
    )
    code, out, _err = cli(
        "tables", "lint", "--tables", tmp_path / "all", "--json"
    )
    flaws = [
        one
        for one in json.loads(out)["flaws"]
        if one["code"] == "leaves-upper"
    ]
    assert code == 0
    (flaw,) = flaws
    assert flaw["table"] == "city/2.14"
    assert flaw["line"] > 1
    assert "180,000" in flaw["message"]


def test_tables_that_cannot_be_read_are_told_all_at_once(
    cli: Cli, own: Path
) -> None:
    edit(own / "tables" / NAME, "kind: stage", "kind: stege")
    edit(own / "document.yaml", "status: in-force", "status: well")
    for arguments in (("tables", "lint", own), ("tables", "test", own)):
        code, _out, err = cli(*arguments)
        assert code == 2
        assert "document.yaml" in err
    code, out, _err = cli("tables", "lint", own, "--json")
    assert code == 2
    assert json.loads(out)["faults"][0]["line"]


def test_what_is_not_known_keeps_a_document_open(cli: Cli, own: Path) -> None:
    edit(own / "document.yaml", 'region: "440000"', "region: null")
    code, _out, err = cli("tables", "lint", own)
    assert code == 2
    assert "to-be-confirmed" in err
    edit(own / "document.yaml", "status: in-force", "status: to-be-confirmed")
    code, out, _err = cli("tables", "lint", own, "--until", "2024-01-01")
    assert code == 0
    assert "Who issued" in out


# -- diff ------------------------------------------------------------------


def test_the_same_is_the_same(cli: Cli, root: Path) -> None:
    code, out, _err = cli("tables", "diff", root / FOLDER, root / FOLDER)
    assert code == 0
    assert out == "The tables say the same.\n"


def test_a_change_is_told_cell_by_cell(
    cli: Cli, own: Path, root: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    shutil.copytree(own, new)
    edit(new / "tables" / NAME, 'to: "50000"', 'to: "60000"')
    edit(new / "document.yaml", "expires: 2026-12-31", "expires: 2027-12-31")
    fixtures = root / "fixtures"
    code, out, _err = cli(
        "tables",
        "diff",
        own,
        new,
        "--cases",
        fixtures / "03-vehicle-washing" / "case.json",
        fixtures / "01-food-past-date" / "case.json",
        "--json",
    )
    assert code == 1
    body = json.loads(out)
    found = {
        (one["table"], one["row"], one["part"]): (one["before"], one["after"])
        for one in body["changes"]
    }
    assert found == {
        (None, None, "term"): (
            "2022-01-01 to 2026-12-31",
            "2022-01-01 to 2027-12-31",
        ),
        (TABLE, "1", "penalties"): (
            "fine from 20,000 to under 50,000 yuan",
            "fine from 20,000 to under 60,000 yuan",
        ),
    }
    wash, food = body["cases"]
    # The middle of the band: 35,000 before, (20,000 + 60,000) / 2 after.
    assert wash["changed"]
    (before,), (after,) = wash["before"], wash["after"]
    assert before["outcome"] == after["outcome"] == "penalty"
    assert (before["rows"], after["rows"]) == (["1"], ["1"])
    points = [
        one["point"]
        for side in (before, after)
        for one in side["recommended"]
        if one["penalty"]["kind"] == "fine"
    ]
    assert points == ["35000", "40000"]
    assert not food["changed"]


def test_a_changed_case_is_told_in_words(
    own: Path,
    root: Path,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    new = tmp_path / "new"
    shutil.copytree(own, new)
    edit(new / "tables" / NAME, 'to: "50000"', 'to: "60000"')
    case = root / "fixtures" / "03-vehicle-washing" / "case.json"
    arguments = ["tables", "diff", str(own), str(new), "--cases", str(case)]
    for lang, words in (
        ("zh", ("给予处罚", "→ 35000元", "→ 40000元")),
        ("en", ("a penalty", "→ 35,000 yuan", "→ 40,000 yuan")),
    ):
        assert run([*arguments, "--lang", lang]) == 1
        out = capsysbinary.readouterr().out.decode()
        assert all(word in out for word in words)
        assert "; penalty" not in out


def test_a_successor_with_another_name_changes_no_case(
    cli: Cli, own: Path, root: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    shutil.copytree(own, new)
    edit(new / "document.yaml", "id: guangdong-eco-2021", "id: next-eco-2027")
    for path in (new / "tests").glob("*.yaml"):
        path.unlink()
    case = root / "fixtures" / "03-vehicle-washing" / "case.json"
    code, out, _err = cli("tables", "diff", own, new, "--cases", case)
    assert code == 0
    assert "0 of 1 cases change in result" in out


def test_rows_and_tables_come_and_go(
    cli: Cli, own: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    shutil.copytree(own, new)
    edit(new / "tables" / NAME, '  - row: "1"', '  - row: "1a"')
    shutil.copy(new / "tables" / NAME, new / "tables" / "more.yaml")
    edit(new / "tables" / "more.yaml", 'table: "2.14"', 'table: "9.9"')
    code, out, _err = cli("tables", "diff", own, new, "--json")
    assert code == 1
    found = {
        (one["kind"], one["table"], one["row"], one["part"])
        for one in json.loads(out)["changes"]
    }
    assert found == {
        ("added", TABLE, "1a", "row"),
        ("removed", TABLE, "1", "row"),
        ("added", "guangdong-eco-2021/9.9", None, "table"),
    }


def test_a_table_file_alone(cli: Cli, own: Path, tmp_path: Path) -> None:
    lone = tmp_path / "lone.yaml"
    shutil.copy(own / "tables" / NAME, lone)
    edit(lone, 'to: "50000"', 'to: "60000"')
    code, out, _err = cli("tables", "diff", own / "tables" / NAME, lone)
    assert code == 1
    assert "under 60,000 yuan" in out
    code, _out, err = cli("tables", "diff", lone, lone)
    assert code == 2
    assert "document.yaml" in err
    code, _out, err = cli("tables", "diff", lone, tmp_path / "gone")
    assert code == 2
    assert "no such file" in err


def test_chinese_is_the_default(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for arguments in (
        ["tables", "test", str(own)],
        ["tables", "lint", str(own), "--until", "2027-06-30"],
        ["tables", "diff", str(own), str(own)],
    ):
        assert run(arguments) == 0
        out = capsysbinary.readouterr().out.decode()
        assert any("\u4e00" <= char <= "\u9fff" for char in out)
        assert "rows" not in out
