"""The command line as a user meets it."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from calling import Cli

CJK = re.compile("[\u4e00-\u9fff]")
CASE_3 = "03-vehicle-washing/case.json"
ON_THE_SPOT = "05-fire-on-the-spot/case.json"


def program(*arguments: str | Path, **more: Any) -> Any:
    """Run the program as a program."""
    return subprocess.run(
        [sys.executable, "-m", "penaltykit", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **more,
    )


# -- usage and languages ---------------------------------------------------


def test_version(cli: Cli) -> None:
    code, out, _err = cli("version")
    assert code == 0
    assert out.startswith("penaltykit 0.1.0 (Python ")
    assert json.loads(cli("version", "--json")[1])["penaltykit"] == "0.1.0"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["run", "--help"],
        ["new", "--help"],
        ["check", "--help"],
        ["assess", "-h"],
        ["record", "--help"],
        ["notice", "--help"],
        ["replay", "--help"],
        ["rules", "--help"],
        ["rules", "explain", "--help"],
        ["tables", "show", "--help"],
        ["chek"],
        ["check"],
        ["check", "--fail-on", "x", "a"],
        ["check", "--nothing"],
        ["check", "--as-of", "yesterday", "a"],
        ["run", "a"],
        ["new", "--item"],
        ["rules", "explain", "a", "b"],
        ["tables", "show", "--tables", "/no/such/folder"],
        ["assess", "/no/such/file"],
    ],
)
def test_help_and_usage_speak_one_language(
    cli: Cli, arguments: list[str]
) -> None:
    """Not a word of the other language, whatever goes wrong."""
    asks_help = bool({"--help", "-h"} & set(arguments))
    for lang in ("zh", "en"):
        code, out, err = cli("--lang", lang, *arguments)
        assert code == (0 if asks_help else 2)
        text = out + err
        assert text
        if lang == "en":
            assert not CJK.search(text)
            continue
        assert CJK.search(text)
        # what is left of Latin letters are names, never a sentence
        text = re.sub("penaltykit( [a-z]+)*", "", text)
        assert not re.search("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", text), text


def test_language_of_the_environment(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENALTYKIT_LANG", "en")
    assert cli("--help")[1].startswith("Usage:")
    assert cli("--help", "--lang=zh")[1].startswith("用法")
    monkeypatch.setenv("PENALTYKIT_LANG", "fr")
    assert cli("--help")[1].startswith("用法")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert cli("--help")[1].startswith("用法")
    code, _out, err = cli("--lang", "fr", "version")
    assert code == 2
    assert "'zh', 'en'" in err


def test_the_caller_keeps_its_own_language(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gettext

    monkeypatch.setenv("LANGUAGE", "fr")
    before = gettext.textdomain()
    cli("--help")
    assert gettext.textdomain() == before
    assert os.environ["LANGUAGE"] == "fr"


# -- check -----------------------------------------------------------------


def test_check_lists_findings_by_severity(cli: Cli, fixtures: Path) -> None:
    case = fixtures / "02-catering-without-permit" / "case.json"
    code, out, err = cli("check", case)
    assert code == 1
    assert err == ""
    assert str(case) in out
    assert "错误：违反有约束力的规定" in out
    assert "改正：" in out
    assert "依据：《" in out


def test_check_as_json(cli: Cli, fixtures: Path) -> None:
    case = fixtures / "02-catering-without-permit" / "case.json"
    code, out, _err = cli("check", "--json", case)
    assert code == 1
    body = json.loads(out)
    assert set(body) == {"cases"}
    (looked,) = body["cases"]
    assert set(looked) == {"path", "case_id", "findings"}
    assert looked["path"] == str(case)
    assert looked["case_id"] == json.loads(case.read_bytes())["id"]
    ranks = []
    for finding in looked["findings"]:
        assert set(finding) >= {
            "code",
            "severity",
            "element",
            "pointer",
            "message",
            "citation",
            "mend",
        }
        assert isinstance(finding["message"], str)
        assert isinstance(finding["mend"], str)
        assert isinstance(finding["citation"], list)
        ranks.append(
            ["error", "undetermined", "warning", "note"].index(
                finding["severity"]
            )
        )
    assert ranks == sorted(ranks)
    assert cli("check", "--format", "json", case)[1] == out


def test_one_unusable_file_does_not_stop_the_others(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    missing = tmp_path / "none.json"
    case = fixtures / CASE_3
    code, out, err = cli("check", missing, case, "--lang", "en")
    assert code == 2
    assert str(missing) in err
    assert str(case) in out
    assert "Files  2" in out
    assert "Files that cannot be used  1" in out
    body = json.loads(cli("check", missing, case, "--json")[1])
    first, second = body["cases"]
    assert (first["case_id"], first["findings"]) == (None, [])
    assert first["faults"]
    assert set(first["faults"][0]) == {
        "code",
        "file",
        "pointer",
        "line",
        "column",
        "sheet",
        "cell",
        "message",
    }
    assert "faults" not in second


def test_six_faults_are_six_lines(cli: Cli, fixtures: Path) -> None:
    broken = fixtures / "broken" / "six-faults.json"
    for lang in ("zh", "en"):
        code, out, err = cli("check", broken, "--lang", lang)
        assert code == 2
        assert out == ""
        lines = [line for line in err.splitlines() if str(broken) in line]
        assert len(lines) == 6
        for line in lines:
            assert re.search(r":\d+:\d+ /", line), line


@pytest.mark.parametrize(
    ("severity", "code"),
    [("error", 1), ("undetermined", 1), ("note", 1), ("never", 0)],
)
def test_fail_on(cli: Cli, fixtures: Path, severity: str, code: int) -> None:
    case = fixtures / "02-catering-without-permit" / "case.json"
    assert cli("check", "--fail-on", severity, case)[0] == code


def test_fail_on_lets_lighter_ones_pass(cli: Cli, fixtures: Path) -> None:
    case = fixtures / "unknown-fact" / "case.json"
    findings = json.loads(cli("check", "--json", case)[1])["cases"][0][
        "findings"
    ]
    severities = {finding["severity"] for finding in findings}
    assert "undetermined" in severities
    assert cli("check", case)[0] == int("error" in severities)
    assert cli("check", "--fail-on", "undetermined", case)[0] == 1


@pytest.mark.parametrize("command", ["check", "assess", "run", "record"])
@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\x89PNG", b"[1, 2", b"null", b"\xc4\xe3"]
)
def test_what_is_no_case_is_told_gently(
    cli: Cli, tmp_path: Path, command: str, content: bytes
) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    more = ["-o", tmp_path / "out"] if command == "run" else []
    code, out, err = cli(command, file, *more)
    assert code == 2
    assert out == ""
    assert str(file) in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["check", "assess", "record"])
def test_a_folder_is_no_case(cli: Cli, tmp_path: Path, command: str) -> None:
    code, _out, err = cli(command, tmp_path)
    assert code == 2
    assert str(tmp_path) in err


def test_an_enormous_file_is_not_read(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    with file.open("wb") as big:
        big.truncate(5 * 1024**3)
    code, _out, err = cli("check", file)
    assert code == 2
    assert str(file) in err


def test_as_of_and_engine(cli: Cli, fixtures: Path) -> None:
    case = fixtures / CASE_3
    told = [
        cli("assess", "--json", "--as-of", "2024-06-30", *more, case)[1]
        for more in ([], ["--engine", "python"])
    ]
    assert told[0] == told[1]
    assert json.loads(told[0])["as_of"] == "2024-06-30"


def test_an_engine_that_is_not_there(
    cli: Cli, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    case = fixtures / CASE_3
    code, _out, err = cli("check", "--engine", "durable", case)
    assert code == 2
    assert "--engine python" in err
    assert cli("check", "--engine", "auto", case)[0] in {0, 1}


def test_trace(cli: Cli, fixtures: Path) -> None:
    case = fixtures / CASE_3
    assert "推理过程" not in cli("check", case)[1]
    assert "推理过程" in cli("check", "--trace", case)[1]
    body = json.loads(cli("check", "--json", "--trace", case)[1])
    assert body["cases"][0]["trace"]


# -- assess ----------------------------------------------------------------


def test_assess_says_what_how_much_and_why(cli: Cli, fixtures: Path) -> None:
    code, out, _err = cli("assess", fixtures / CASE_3)
    assert code in {0, 1}
    assert "《中华人民共和国水污染防治法》第八十五条" in out
    # 2.14: from 20,000 to under 50,000; the middle is (20,000+50,000)/2
    assert "20,000" in out or "20000" in out or "2万" in out
    assert "35,000" in out or "35000" in out or "3.5万" in out


def test_assess_as_json_is_the_assessment(cli: Cli, fixtures: Path) -> None:
    body = json.loads(cli("assess", "--json", fixtures / CASE_3)[1])
    assert set(body) >= {"results", "totals", "findings", "requirements"}
    (result,) = body["results"]
    fines = [p for p in result["recommended"] if p["kind"] == "fine"]
    assert [(f["from"], f["to"]) for f in fines] == [("20000", "50000")]
    assert [f["to_inclusive"] for f in fines] == [False]


def test_why_not_tells_more(cli: Cli, fixtures: Path) -> None:
    case = fixtures / CASE_3
    assert len(cli("assess", "--why-not", case)[1]) > len(
        cli("assess", case)[1]
    )


# -- record ----------------------------------------------------------------


def test_record_as_json_and_csv(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    case = fixtures / CASE_3
    code, out, _err = cli("record", case)
    assert code == 0
    json.loads(out)
    target = tmp_path / "record.csv"
    assert cli("record", case, "-o", target) == (0, "", "")
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    assert len(rows) >= 2
    assert len(set(map(len, rows))) == 1
    assert list(tmp_path.iterdir()) == [target]


def test_a_refused_record_is_not_written(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    target = tmp_path / "record.json"
    for lang in ("zh", "en"):
        code, out, err = cli(
            "record", fixtures / ON_THE_SPOT, "-o", target, "--lang", lang
        )
        assert code == 1
        assert out == ""
        assert err
        assert not target.exists()


def test_an_unknown_profile_offers_the_nearest(
    cli: Cli, fixtures: Path
) -> None:
    code, _out, err = cli(
        "record", fixtures / CASE_3, "--profile", "credit-chin"
    )
    assert code == 2
    assert "credit-china" in err


# -- notice ----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["prior-notice", "decision"])
@pytest.mark.parametrize("format_", ["docx", "html", "txt"])
def test_notice(
    cli: Cli, fixtures: Path, tmp_path: Path, kind: str, format_: str
) -> None:
    target = tmp_path / f"paper.{format_}"
    code, out, err = cli(
        "notice", fixtures / CASE_3, "--kind", kind, "-o", target
    )
    assert out == ""
    data = target.read_bytes()
    assert (code == 1) is bool(err)
    if format_ == "docx":
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    else:
        assert "行政处罚" in data.decode()


def test_a_draft_says_what_is_missing(cli: Cli, fixtures: Path) -> None:
    case = fixtures / "02-catering-without-permit" / "case.json"
    code, out, err = cli("notice", case, "--kind", "decision")
    assert code == 1
    assert "草稿" in out
    assert "这是草稿" in err
    assert err.count("\n  - ") >= 1


def test_an_unknown_paper_offers_the_nearest(cli: Cli, fixtures: Path) -> None:
    code, _out, err = cli("notice", fixtures / CASE_3, "--kind", "decison")
    assert code == 2
    assert "decision" in err


# -- run -------------------------------------------------------------------


def test_run_writes_everything_and_lists_it(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    out_folder = tmp_path / "a" / "out"
    code, out, _err = cli("run", fixtures / CASE_3, "-o", out_folder)
    assert code in {0, 1}
    there = {path.name for path in out_folder.iterdir()}
    assert there >= {
        "summary.txt",
        "assessment.json",
        "receipt.json",
        "findings.json",
        "findings.txt",
        "record.json",
        "record.csv",
        "prior-notice.docx",
        "decision.docx",
        "decision.html",
        "decision.txt",
    }
    for name in there:
        assert str(out_folder / name) in out
    summary = (out_folder / "summary.txt").read_text(encoding="utf-8")
    assert summary.strip() in out
    assert "裁量基准" in summary
    receipt = json.loads((out_folder / "receipt.json").read_bytes())
    assert len(receipt["sha256"]) == 64


def test_run_leaves_nothing_of_an_earlier_run(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    cli("run", fixtures / CASE_3, "-o", tmp_path)
    (tmp_path / "own.txt").write_text("mine")
    cli("run", fixtures / ON_THE_SPOT, "-o", tmp_path)
    there = {path.name for path in tmp_path.iterdir()}
    assert "record.json" not in there
    assert "decision.docx" not in there
    assert there >= {"no-record.txt", "on-the-spot-decision.docx", "own.txt"}
    assert not any(name.startswith(".new-") for name in there)


def test_run_into_a_file_is_refused(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    target.write_text("mine")
    assert cli("run", fixtures / CASE_3, "-o", target)[0] == 2
    assert target.read_text() == "mine"


def test_everything_in_english(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    """What the program itself says; titles of laws and documents stand in
    《》 as they are, and so does what the case itself says."""
    case = fixtures / CASE_3
    code, out, err = cli("run", case, "-o", tmp_path, "--lang", "en")
    assert code in {0, 1}
    given = json.loads(case.read_bytes())["id"]
    written = [out, err] + [
        path.read_text(encoding="utf-8")
        for path in tmp_path.iterdir()
        if path.name in {"summary.txt", "findings.txt"}
    ]
    for text in written:
        said = re.sub("《.*?》[第条款项（）一二三四五六七八九十百]*", "", text)
        assert not CJK.search(said.replace(given, "")), said


def test_without_python_docx(
    cli: Cli,
    fixtures: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The papers come all the same, as HTML and text."""
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "penaltykit.notice._docx", raising=False)
    case = fixtures / CASE_3
    code, out, _err = cli("run", case, "-o", tmp_path / "out")
    assert code in {0, 1}
    assert "penaltykit[docx]" in out
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert "decision.html" in there
    assert "decision.docx" not in there
    target = tmp_path / "x.docx"
    code, _out, err = cli("notice", case, "--kind", "decision", "-o", target)
    assert code == 2
    assert "penaltykit[docx]" in err
    assert not target.exists()


def test_a_leak_is_told_without_the_value(
    cli: Cli, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from penaltykit import Kit, LeakError

    def leak(*_all: object, **_named: object) -> None:
        error = LeakError("CF_SY", "/parties/0/id_number")
        raise error

    monkeypatch.setattr(Kit, "record", leak)
    for lang in ("zh", "en"):
        code, out, err = cli("record", fixtures / CASE_3, "--lang", lang)
        assert (code, out) == (2, "")
        assert "CF_SY" in err
        assert "/parties/0/id_number" in err
        assert bool(CJK.search(err)) is (lang == "zh")


# -- new, rules, tables ----------------------------------------------------


def test_new_writes_a_form_that_loads(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    from penaltykit import _yaml

    case = json.loads((fixtures / CASE_3).read_bytes())
    item = case["violations"][0]["item"]
    code, out, err = cli("new", "--item", item)
    assert (code, err) == (0, "")
    form = _yaml.load(out).value
    assert form["violations"][0]["item"] == item
    target = tmp_path / "case.yaml"
    assert cli("new", "--item", item, "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8") == out
    code, _out, err = cli("new", "--item", f"{item}x")
    assert code == 2
    assert item in err


def test_rules_list_and_explain(cli: Cli) -> None:
    code, out, _err = cli("rules", "list")
    assert code == 0
    codes = [line.split()[0] for line in out.splitlines()]
    assert len(codes) >= 20
    for lang in ("zh", "en"):
        code, out, _err = cli("rules", "explain", codes[0], "--lang", lang)
        assert code == 0
        assert codes[0] in out
        assert bool(CJK.search(out)) or lang == "en"
    code, _out, err = cli("rules", "explain", f"{codes[0]}x")
    assert code == 2
    assert codes[0] in err
    listed = json.loads(cli("rules", "list", "--json")[1])
    assert [rule["code"] for rule in listed] == codes


def test_tables_show(cli: Cli) -> None:
    code, out, _err = cli("tables", "show")
    assert code == 0
    names = [line.split()[0] for line in out.splitlines()]
    assert len(names) >= 3
    for name in names:
        for lang in ("zh", "en"):
            code, out, _err = cli("tables", "show", name, "--lang", lang)
            assert code == 0
            assert out
    code, _out, err = cli("tables", "show", f"{names[0]}x")
    assert code == 2
    assert names[0] in err


# -- as a program ----------------------------------------------------------


def test_a_closed_pipe_is_quiet(fixtures: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "penaltykit", "check", fixtures / CASE_3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_of_another_encoding(fixtures: Path) -> None:
    done = program(
        "check",
        fixtures / CASE_3,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr


def test_no_colour_in_a_pipe_or_a_file(fixtures: Path, tmp_path: Path) -> None:
    done = program("check", fixtures / CASE_3)
    assert "\x1b" not in done.stdout
    program("run", fixtures / CASE_3, "-o", tmp_path)
    assert b"\x1b" not in (tmp_path / "summary.txt").read_bytes()


def test_output_to_a_device_is_not_renamed_over(fixtures: Path) -> None:
    done = program("check", "--json", fixtures / CASE_3, "-o", "/dev/null")
    assert done.returncode in {0, 1}
    assert Path("/dev/null").is_char_device()


def test_an_output_that_cannot_be_written(
    cli: Cli, fixtures: Path, tmp_path: Path
) -> None:
    target = tmp_path / "none" / "x.json"
    code, _out, err = cli("check", "--json", fixtures / CASE_3, "-o", target)
    assert code == 2
    assert str(target) in err
    assert ".new-" not in err
