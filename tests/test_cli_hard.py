"""The command line in hard hands: odd files, odd names, odd outputs."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calling import Cli
from penaltykit import load_case
from penaltykit.cli._main import run

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"

CJK = re.compile("[\u4e00-\u9fff]")
CASE_3 = "03-vehicle-washing/case.json"
CITIZEN = "03b-vehicle-washing-citizen/case.json"
UNKNOWN = "unknown-fact/case.json"


# -- names that do not exist -----------------------------------------------


def test_a_part_of_a_name_is_enough_to_be_offered(cli: Cli) -> None:
    _code, _out, err = cli("tables", "show", "2.14")
    assert "guangdong-eco-2021/2.14" in err
    _code, _out, err = cli("rules", "explain", "Missing-Seal")
    assert "missing-seal" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new", "--item", "xx"], "penaltykit new"),
        (["rules", "explain", "xx"], "penaltykit rules list"),
        (["tables", "show", "xx"], "penaltykit tables show"),
    ],
)
def test_a_name_like_no_other_says_where_all_are_listed(
    cli: Cli, arguments: list[str], told: str
) -> None:
    for lang in ("zh", "en"):
        code, out, err = cli("--lang", lang, *arguments)
        assert (code, out) == (2, "")
        assert told in err
        assert bool(CJK.search(err)) is (lang == "zh")


def test_of_few_names_all_are_offered(cli: Cli, fixtures: Path) -> None:
    case = fixtures / CASE_3
    code, _out, err = cli("notice", case, "--kind", "zzz")
    assert code == 2
    assert "on-the-spot-decision" in err
    code, _out, err = cli("record", case, "--profile", "zzz")
    assert code == 2
    assert "credit-china" in err


def test_new_without_an_item_lists_the_items(cli: Cli) -> None:
    code, out, _err = cli("new")
    assert code == 0
    assert "water.wash-toxic-vehicle" in out
    assert CJK.search(out)
    assert not CJK.search(cli("--lang", "en", "new")[1])


# -- outputs ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["notice", "--kind", "decision"], "x.pdf"),
        (["notice", "--kind", "decision"], "x.doc"),
        (["record"], "x.xlsx"),
        (["check"], "x.pdf"),
        (["assess"], "x.pdf"),
    ],
)
def test_a_name_that_promises_another_form_is_refused(
    cli: Cli, fixtures: Path, tmp_path: Path, command: list[str], name: str
) -> None:
    target = tmp_path / name
    code, out, err = cli(*command, fixtures / CASE_3, "-o", target)
    assert (code, out) == (2, "")
    assert name in err
    assert "--format" in err
    assert not target.exists()


@pytest.mark.parametrize("command", ["check", "assess"])
def test_the_name_of_the_output_tells_its_form(
    cli: Cli, fixtures: Path, tmp_path: Path, command: str
) -> None:
    target = tmp_path / "x.JSON"
    assert cli(command, fixtures / CASE_3, "-o", target)[0] == 0
    assert json.loads(target.read_bytes())
    assert cli(command, fixtures / CASE_3, "-o", tmp_path / "x.txt")[0] == 0
    assert "示例-2024-03" not in (tmp_path / "x.txt").read_text("utf-8")[:1]


@pytest.mark.parametrize(
    ("command", "form"),
    [("check", "text"), ("assess", "text"), ("record", "csv")],
)
def test_two_forms_at_once_are_refused(
    cli: Cli, fixtures: Path, command: str, form: str
) -> None:
    case = fixtures / CASE_3
    code, out, err = cli(command, "--json", "--format", form, case)
    assert (code, out) == (2, "")
    assert "--json" in err
    plain = cli(command, "--format", "json", case)
    assert plain == cli(command, "--json", case)


def test_a_full_disk_is_told_in_the_language_of_the_call(
    cli: Cli, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, stream: Any) -> None:
            self.buffer = self
            self.isatty = stream.isatty

        def write(self, _data: bytes) -> None:
            raise OSError(28, "No space left on device")

        def flush(self) -> None:
            pass

    monkeypatch.setattr(sys, "stdout", Full(sys.stdout))
    code = run(["check", "--json", str(fixtures / CASE_3)])
    monkeypatch.undo()
    assert code == 2
    _code, _out, err = cli("version")
    assert "Errno" not in err


# -- inputs ----------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "assess"])
def test_a_case_from_the_standard_input(
    cli: Cli, fixtures: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    data = (fixtures / CASE_3).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code, out, err = cli(command, "--json", "-")
    assert (code, err) == (0, "")
    assert json.loads(out)


@pytest.mark.parametrize(
    "day", ["20240301", "2024-W10-1", "2024-02-30", "9999-12-31", "0001-01-01"]
)
def test_a_day_is_written_as_in_a_case(
    cli: Cli, fixtures: Path, day: str
) -> None:
    code, out, err = cli("assess", fixtures / CASE_3, "--as-of", day)
    assert (code, out) == (2, "")
    assert day in err


@pytest.mark.parametrize("name", ["case.json", "case.yaml"])
def test_names_that_do_not_exist_are_told_with_line_and_column(
    cli: Cli, fixtures: Path, tmp_path: Path, name: str
) -> None:
    data = json.loads((fixtures / CASE_3).read_bytes())
    data["agency"]["region"] = "000000"
    data["violations"][0]["item"] = "water.wash-toxic-vehicel"
    data["violations"][0]["facts"]["water.zon"] = {"value": "general"}
    path = tmp_path / name
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text, "utf-8")
    good = fixtures / CITIZEN
    code, out, err = cli("check", path, good)
    assert code == 2
    # One file with a wrong name does not stop the others.
    assert str(good) in out
    lines = text.splitlines()
    for word, pointer in (
        ('"000000"', "/agency/region"),
        ('"water.wash-toxic-vehicel"', "/violations/0/item"),
        ('"water.zon"', "/violations/0/facts/water.zon"),
    ):
        (line,) = [n for n, said in enumerate(lines, 1) if word in said]
        place = rf"{re.escape(str(path))}:{line}:\d+ {re.escape(pointer)}："
        assert re.search(place, err), err


def test_of_very_many_faults_the_first_are_told(
    cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({f"k{n}": 1 for n in range(1000)}), "utf-8")
    code, _out, err = cli("check", path)
    assert code == 2
    assert len(err.splitlines()) < 300
    assert "--json" in err.splitlines()[-1]
    told = json.loads(cli("check", "--json", path)[1])
    assert len(told["cases"][0]["faults"]) >= 1000


def test_a_form_filled_in_is_a_case(cli: Cli, tmp_path: Path) -> None:
    form = cli("new", "--item", "food.sell-expired")[1]
    path = tmp_path / "case.yaml"
    path.write_text(form, encoding="utf-8")
    code, _out, err = cli("check", path)
    assert code == 2
    assert "还没有填" in err
    fill = {
        "id": "示例-1",
        "name": "示例市场监督管理局",
        "kind": "legal-person",
        "summary": "销售超过保质期的食品",
        "date": "2024-05-06",
        "from": "2024-05-01",
    }
    lines = form.splitlines()
    for number, line in enumerate(lines):
        name = line.strip().removesuffix(":")
        if line.endswith(":") and name in fill:
            lines[number] = f'{line} "{fill[name]}"'
    text = "\n".join(lines)
    # What remains: the kind of the evidence is a word of its own.
    head, mark, tail = text.rpartition('kind: "legal-person"')
    assert mark
    path.write_text(f"{head}kind: document{tail}", encoding="utf-8")
    code, out, err = cli("check", path)
    assert (code, err) == (0, "")
    assert "示例-1" in out
    assert load_case(path).violations[0].item == "food.sell-expired"


# -- what is shown ---------------------------------------------------------


def test_rules_as_json_are_a_list(cli: Cli) -> None:
    for lang in ("zh", "en"):
        code, out, _err = cli("--lang", lang, "rules", "list", "--json")
        assert code == 0
        found = json.loads(out)
        assert isinstance(found, list)
        wanted = {
            "code",
            "name",
            "severity",
            "element",
            "citation",
            "status",
            "phases",
        }
        for rule in found:
            assert wanted <= rule.keys()
            assert isinstance(rule["citation"], list)


def test_every_citation_of_the_assessment_is_a_list(
    cli: Cli, fixtures: Path
) -> None:
    told = json.loads(cli("assess", "--json", fixtures / CASE_3)[1])

    def citations(value: Any) -> list[Any]:
        if isinstance(value, list):
            return [one for item in value for one in citations(item)]
        if not isinstance(value, dict):
            return []
        inner = [one for item in value.values() for one in citations(item)]
        return inner + [value[key] for key in ("citation",) if key in value]

    found = citations(told)
    assert len(found) > 20
    parts = {"law", "version", "article", "paragraph", "item", "text"}
    for citation in found:
        assert isinstance(citation, list)
        assert all(parts <= one.keys() for one in citation)
    (pay,) = [term for term in told["terms"] if term["code"] == "pay"]
    assert pay["citation"][0]["law"] == "administrative-penalty-law"
    assert pay["citation"][0]["article"] == 67


def test_the_gate_speaks_english_with_the_law(
    cli: Cli, fixtures: Path
) -> None:
    case = fixtures / "05-fire-on-the-spot" / "case.json"
    code, out, err = cli("--lang", "en", "record", case)
    assert (code, out) == (1, "")
    assert "Administrative Penalty Law, art. 48(1)" in err
    assert not CJK.search(err)
    _code, _out, err = cli("record", case)
    assert "《中华人民共和国行政处罚法》第四十八条第一款" in err


def test_a_house_standard_is_named_in_english(
    cli: Cli, fixtures: Path
) -> None:
    case = fixtures / "02-catering-without-permit" / "case.json"
    _code, out, _err = cli("--lang", "en", "check", case)
    assert "house standard" in out
    assert "公示要素" not in out
    page = cli("--lang", "en", "rules", "explain", "missing-benchmark")[1]
    assert "house standard on" in page
    assert not CJK.search(page)


def test_the_summary_names_the_benchmark_document(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    _code, out, _err = cli("run", fixtures / CASE_3, "-o", tmp_path)
    assert "《广东省生态环境行政处罚自由裁量权规定》" in out
    assert "公示：可以公示。" in out
    # An order is no penalty and has no band to lie in.
    assert "责令停止违法行为，" not in out
    assert "没收 0元" not in cli("assess", fixtures / CASE_3)[1]


def test_the_summary_says_what_mitigation_opens(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    case = fixtures / "01-food-past-date" / "case.json"
    _code, out, _err = cli("--lang", "en", "run", case, "-o", tmp_path)
    assert "Open if mitigation is granted" in out


def test_the_summary_counts_what_a_draft_lacks(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    _code, out, _err = cli(
        "--lang", "en", "run", fixtures / UNKNOWN, "-o", tmp_path
    )
    count = int(re.search(r"draft, (\d+) things", out)[1])  # type: ignore[index]
    after = out[out.index("draft, ") :].splitlines()[1:]
    lines = [line for line in after if line.startswith("      ")]
    more = {
        name: int(found[1]) if found else 0
        for name, found in (
            ("draft", re.search(r"and (\d+) more in the draft", out)),
            ("above", re.search(r"and (\d+) of the findings above", out)),
        )
    }
    told = len([line for line in lines if " and " not in line[:10]])
    assert told + more["draft"] + more["above"] == count
    assert more["above"] == 2


# -- identity values -------------------------------------------------------


def _spaced(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


@pytest.mark.parametrize("write", [str, _spaced, "\u200b".join])
def test_what_officers_wrote_is_masked_wherever_it_is_printed(
    cli: Cli,
    fixtures: Path,
    tmp_path: Path,
    write: Callable[[str], str],
) -> None:
    data = json.loads((fixtures / CITIZEN).read_bytes())
    number = data["parties"][0]["id_number"]
    text = f"（证号{write(number)}）"
    violation = data["violations"][0]
    violation["act"]["summary"] += text
    violation["penalties"][0]["object"] = text
    violation["penalties"][1]["amount"] = "60000"
    violation.setdefault("discretion", {})["departure"] = {"reason": text}
    violation["discretion"]["reasons"] = text
    for fact in violation["facts"].values():
        fact["grounds"] = text
    data["evidence"][0]["name"] += text
    data["note"] = text
    data["id"] = f"案{write(number)}"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    out = tmp_path / "out"
    said = "".join(
        "".join(cli(*arguments)[1:])
        for arguments in (
            ["check", "--trace", path],
            ["check", "--json", "--trace", path],
            ["assess", "--trace", "--why-not", path],
            ["assess", "--json", "--trace", path],
            ["record", path],
            ["run", path, "-o", out],
        )
    )
    for file in out.iterdir():
        if file.stem not in ("decision", "prior-notice"):
            said += file.read_text("utf-8")
    assert "（证号***）" in said
    digits = re.sub("[^0-9Xx]", "", said)
    assert number not in digits


def test_a_program_without_outputs_still_gives_its_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = str(FIXTURES / "02-catering-without-permit" / "case.json")
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    assert run(["check", case, "--json"]) == 1
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    assert run(["check", "no-such-file"]) == 2


def test_a_name_cannot_give_orders_to_a_terminal(
    cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "a\x1b[2J\nb.json"
    path.write_text("[]", "utf-8")
    for form in ("text", "html", "csv", "junit"):
        _code, out, err = cli("check", path, "--format", form)
        assert "\x1b" not in out + err
        assert "\nb.json" not in out + err


def test_a_folder_without_tables_is_refused(cli: Cli, tmp_path: Path) -> None:
    case = FIXTURES / "02-catering-without-permit" / "case.json"
    code, _out, err = cli("check", case, "--tables", tmp_path)
    assert code == 2
    assert "document.yaml" in err


def test_where_there_is_no_folder_nothing_is_made(
    cli: Cli, tmp_path: Path
) -> None:
    case = FIXTURES / "02-catering-without-permit" / "case.json"
    code, _out, err = cli("check", case, "-o", tmp_path / "no" / "a.html")
    assert code == 2
    assert "请先建立" in err
    assert not (tmp_path / "no").exists()
