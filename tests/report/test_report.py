"""Findings over a folder: the summary, and every form of the output."""

import csv
import io
import json
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from penaltykit.case import load_case
from penaltykit.cli._main import run
from penaltykit.kit import Kit
from penaltykit.report import case_files

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
LEAK = FIXTURES / "leak" / "case.json"
SEVERITIES = ("error", "undetermined", "warning", "note")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three cases that can be used, one that cannot, and what is no case."""
    root = tmp_path_factory.mktemp("cases")
    for name in ("02-catering-without-permit", "05-fire-on-the-spot"):
        shutil.copy(FIXTURES / name / "case.json", root / f"{name}.json")
    (root / "deep").mkdir()
    shutil.copy(LEAK, root / "deep" / "泄露.json")
    shutil.copy(FIXTURES / "broken" / "six-faults.json", root / "broken.json")
    (root / "notes.json").write_text('{"a": 1}', encoding="utf-8")
    (root / "~$open.xlsx").write_bytes(b"")
    return root


def check(*arguments: object) -> tuple[int, bytes]:
    out = io.BytesIO()
    import sys
    from unittest import mock

    class Stream(io.TextIOWrapper):
        pass

    stream = Stream(out, encoding="utf-8", write_through=True)
    with mock.patch.object(sys, "stdout", stream):
        code = run(["check", *map(str, arguments)])
    return code, out.getvalue()


def findings(folder: Path) -> list[tuple[str, str]]:
    """Severity and code of every finding, asked of the library."""
    kit = Kit()
    return [
        (str(finding.severity), finding.code)
        for path in case_files([folder])[0]
        if path.name != "broken.json"
        for finding in kit.assess(load_case(path)).findings
    ]


def test_an_empty_file_and_one_in_utf_16_are_told_not_passed_over(
    tmp_path: Path,
):
    (tmp_path / "empty.json").write_bytes(b" \n")
    text = '{"schema": "penaltykit/case/1"}'
    (tmp_path / "wide.json").write_text(text, encoding="utf-16")
    (tmp_path / "other.json").write_text(
        '{"schema": "else"}', encoding="utf-8"
    )
    taken, passed = case_files([tmp_path])
    assert [path.name for path in taken] == ["empty.json", "wide.json"]
    assert [path.name for path in passed] == ["other.json"]


def test_a_folder_stands_for_its_case_files(folder: Path):
    taken, passed = case_files([folder])
    assert [path.name for path in taken] == [
        "02-catering-without-permit.json",
        "05-fire-on-the-spot.json",
        "broken.json",
        "泄露.json",
    ]
    assert [path.name for path in passed] == ["notes.json"]


def test_the_summary_counts_what_the_library_finds(folder: Path):
    code, out = check(folder, "--json")
    assert code == 2  # one file cannot be used
    told = json.loads(out)
    found = findings(folder)
    summary = told["summary"]
    by_severity = Counter(severity for severity, _code in found)
    assert {name: summary[name] for name in SEVERITIES} == {
        name: by_severity[name] for name in SEVERITIES
    }
    by_code = Counter(code for _severity, code in found)
    assert {
        group["key"]: sum(group[name] for name in SEVERITIES)
        for group in summary["by_check"]
    } == by_code
    assert summary["files"] == 4
    assert [Path(path).name for path in summary["unusable"]] == ["broken.json"]
    assert sum(len(case["findings"]) for case in told["cases"]) == len(found)
    # Each case counts once for each of its officers and its phase.
    officers = {
        officer.name
        for path in case_files([folder])[0]
        if path.name != "broken.json"
        for officer in load_case(path).officers
    }
    assert {group["key"] for group in summary["by_officer"]} == officers
    assert sum(group["files"] for group in summary["by_phase"]) == 3


def test_heavy_groups_come_first(folder: Path):
    _code, out = check(folder, "--json", "--summary")
    told = json.loads(out)
    assert set(told) == {"summary"}
    groups = told["summary"]["by_check"]
    weights = [tuple(group[name] for name in SEVERITIES) for group in groups]
    assert weights == sorted(weights, reverse=True)
    assert all(group["label"] for group in groups)


def test_the_text_names_checks_officers_and_phases(folder: Path):
    _code, out = check(folder, "--summary")
    text = out.decode()
    for title in ("按检查", "按执法人员", "按阶段"):
        assert title in text
    _code, out = check(folder, "--summary", "--lang", "en")
    assert "By officer" in out.decode()


def test_csv_has_a_line_a_finding_and_no_formula(folder: Path):
    _code, out = check(folder, "--format", "csv")
    assert out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(out.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(findings(folder)) + 6  # six faults
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row
    )


def test_the_workbook_holds_summary_and_findings(folder: Path, tmp_path: Path):
    target = tmp_path / "out.xlsx"
    check(folder, "-o", target)
    book = load_workbook(target)
    assert book.sheetnames[0] == "汇总"
    rows = book["全部问题"].max_row
    assert rows == 1 + len(findings(folder)) + 6
    first = target.read_bytes()
    check(folder, "-o", target)
    assert target.read_bytes() == first
    assert all(
        cell.data_type != "f"
        for page in book
        for row in page.iter_rows()
        for cell in row
    )


def test_sarif_points_to_lines_and_rules(folder: Path):
    _code, out = check(folder, "--format", "sarif")
    told = json.loads(out)
    assert told["version"] == "2.1.0"
    (one,) = told["runs"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note"}
    assert len(one["results"]) == len(findings(folder)) + 6
    placed = _line_of(one["results"], folder)
    assert placed > 0


def _line_of(results: list[dict[str, Any]], folder: Path) -> int:
    """How many findings stand on the line that the file has there."""
    from urllib.parse import unquote, urlsplit

    found = 0
    for result in results:
        place = result["locations"][0]
        names = place.get("logicalLocations", [])
        region = place["physicalLocation"].get("region")
        if region is None or not names:
            continue
        pointer = names[0]["fullyQualifiedName"]
        last = pointer.rpartition("/")[2]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        path = unquote(urlsplit(uri).path)
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        if (
            not last.isdecimal()
            and f'"{last}"' in lines[region["startLine"] - 1]
        ):
            found += 1
    return found


def test_junit_fails_what_fails(folder: Path):
    _code, out = check(folder, "--format", "junit")
    root = ET.fromstring(out)
    errors = [s for s, _c in findings(folder)].count("error")
    assert int(root.get("failures", "")) == errors
    assert int(root.get("errors", "")) == 1
    assert len(root.findall("testsuite")) == 4
    _code, out = check(folder, "--format", "junit", "--fail-on", "note")
    assert int(ET.fromstring(out).get("failures", "")) == len(findings(folder))


def test_the_page_runs_nothing_and_escapes(tmp_path: Path):
    data = json.loads((FIXTURES / "leak" / "case.json").read_text("utf-8"))
    data["officers"][0]["name"] = '<script>alert("x")</script>'
    path = tmp_path / "case.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    target = tmp_path / "out.html"
    check(path, "-o", target)
    text = target.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")


def test_no_form_shows_an_identity_value(folder: Path, tmp_path: Path):
    from penaltykit.privacy import identity_values

    values = [
        value.value
        for value in identity_values(load_case(LEAK))
        if value.kind in ("id-number", "phone", "account")
    ]
    assert values
    for form in ("text", "json", "csv", "html", "sarif", "junit"):
        _code, out = check(folder, "--format", form)
        text = out.decode("utf-8-sig")
        assert not [value for value in values if value in text], form
    target = tmp_path / "out.xlsx"
    check(folder, "-o", target)
    cells = "\n".join(
        str(cell.value)
        for page in load_workbook(target)
        for row in page.iter_rows()
        for cell in row
    )
    assert not [value for value in values if value in cells]


def test_an_identity_value_in_an_officers_name_is_masked(tmp_path: Path):
    source = FIXTURES / "04-passenger-transport" / "case.json"
    data = json.loads(source.read_text("utf-8"))
    number = data["parties"][0]["id_number"]
    data["officers"][0]["name"] = f"李{number}"
    for name in ("a", "b"):
        data["id"] = f"案{name}{number}"
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(data), encoding="utf-8")
    for form in ("text", "json", "csv", "html", "sarif", "junit"):
        _code, out = check(tmp_path, "--format", form)
        assert number not in out.decode("utf-8-sig"), form
    _code, out = check(tmp_path, "--json")
    keys = [one["key"] for one in json.loads(out)["summary"]["by_officer"]]
    assert "李***" in keys


def test_a_folder_without_cases_is_no_success(tmp_path: Path):
    code, _out = check(tmp_path)
    assert code == 2


def test_a_workbook_is_checked_like_the_json(tmp_path: Path):
    source = FIXTURES / "02-catering-without-permit" / "case.json"
    kit = Kit()
    book = tmp_path / "case.xlsx"
    book.write_bytes(kit.workbook(load_case(source)))
    _code, told = check(source, "--json")
    _code, again = check(book, "--json")
    first, second = json.loads(told), json.loads(again)
    assert first["cases"][0]["findings"] == second["cases"][0]["findings"]
    assert first["cases"][0]["findings"]


def test_the_same_reasons_in_two_files_are_found(tmp_path: Path):
    data = json.loads(
        (FIXTURES / "03-vehicle-washing" / "case.json").read_text("utf-8")
    )
    for number in (1, 2):
        data["id"] = f"示例-{number}"
        data["violations"][0]["act"]["summary"] += f"（第{number}件）"
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(data), encoding="utf-8")
    _code, out = check(tmp_path, "--json")
    told = json.loads(out)
    for case in told["cases"]:
        codes = [finding["code"] for finding in case["findings"]]
        assert "same-reasons-elsewhere" in codes
    _code, out = check(tmp_path / "1.json", "--json")
    (case,) = json.loads(out)["cases"]
    assert "same-reasons-elsewhere" not in [
        finding["code"] for finding in case["findings"]
    ]


def test_what_to_do_first_leads(folder: Path):
    _code, out = check(folder, "--summary", "--lang", "en")
    text = out.decode()
    steps = text[text.index("What to do first") :].splitlines()[1:]
    assert "broken.json" in steps[0]
    kit = Kit()
    errors: Counter[str] = Counter()
    bad = 0
    for path in case_files([folder])[0]:
        if path.name == "broken.json":
            continue
        codes = [
            finding.code
            for finding in kit.assess(load_case(path)).findings
            if str(finding.severity) == "error"
        ]
        errors.update(codes)
        bad += bool(codes)
    assert f"Cases with errors: {bad} of 3." in steps[1]
    most = sum(count for _code, count in errors.most_common(3))
    assert f"{most} of {errors.total()} errors" in steps[2]


def test_a_group_names_the_check_that_weighs_most(folder: Path):
    _code, out = check(folder, "--json", "--summary")
    groups = json.loads(out)["summary"]["by_phase"]
    kit = Kit()
    found: dict[str, Counter[tuple[int, str]]] = {}
    for path in case_files([folder])[0]:
        if path.name == "broken.json":
            continue
        case = load_case(path)
        counter = found.setdefault(str(case.phase), Counter())
        for finding in kit.assess(case).findings:
            rank = SEVERITIES.index(str(finding.severity))
            counter[rank, finding.code] += 1
    for group in groups:
        counter = found[group["key"]]
        if not counter:
            assert "most" not in group
            continue
        heaviest = min(rank for rank, _code in counter)
        most = max(n for (rank, _), n in counter.items() if rank == heaviest)
        told = group["most"]
        assert counter[heaviest, told["code"]] == most == told["findings"]
        assert told["label"]


def test_the_page_can_be_read_without_eyes_and_on_a_phone(folder: Path):
    from html.parser import HTMLParser

    class Page(HTMLParser):
        tags: list[tuple[str, dict[str, str | None]]]

        def handle_starttag(
            self, tag: str, attrs: list[tuple[str, str | None]]
        ) -> None:
            self.tags.append((tag, dict(attrs)))

    _code, out = check(folder, "--format", "html")
    page = Page()
    page.tags = []
    page.feed(out.decode())
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    # Of the four files two say something.
    assert len(ids) == len(set(ids)) == 2
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links
    assert {(link or "").removeprefix("#") for link in links} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3")]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for tag, attrs in page.tags:
        if tag == "th":
            assert attrs["scope"] in ("col", "row")
        if tag == "td":  # its heading, where the table is narrow
            assert attrs["data-head"]
        if tag == "table":
            assert attrs["aria-label"]


def test_a_wide_table_gives_way_to_a_narrow_terminal(folder: Path):
    from penaltykit.report import summarise, summary_text
    from penaltykit.report._summary import Checked
    from penaltykit.report._text import width

    kit = Kit()
    path = FIXTURES / "02-catering-without-permit" / "case.json"
    looked = [
        Checked(f"folder/{number}.json", kit.assess(load_case(path)))
        for number in range(2)
    ]
    titles = {str(rule["code"]): rule["title"] for rule in kit.rules()}
    text = summary_text(summarise(looked, titles), "zh", 72)
    tables = text[: text.index("先办什么")].splitlines()
    assert max(map(width, tables)) <= 72
    assert "fine-outside-statute" in text
    assert "/1.json" in text  # files are told apart by their ends


def test_junit_has_what_its_schemas_ask_for(folder: Path):
    _code, out = check(folder, "--format", "junit")
    for suite in ET.fromstring(out):
        assert {"name", "tests", "failures", "errors", "skipped"} <= set(
            suite.keys()
        )
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        for case in suite:
            assert {"name", "classname", "time"} <= set(case.keys())
            for told in case:
                assert told.tag in ("failure", "error", "system-out")
                assert told.tag == "system-out" or told.get("type")


def test_a_relative_path_is_a_relative_reference(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.copy(folder / "broken.json", folder / "deep" / "a:b 案.json")
    monkeypatch.chdir(folder)
    _code, out = check("deep/a:b 案.json", "--format", "sarif")
    (run_,) = json.loads(out)["runs"]
    place = run_["results"][0]["locations"][0]["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    assert uri == "deep/a%3Ab%20%E6%A1%88.json"
    (folder / "deep" / "a:b 案.json").unlink()


def test_who_writes_a_file_is_told_what_is_in_it(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    target = tmp_path / "out.xlsx"
    assert check(folder, "-o", target)[0] == 2
    told = capfd.readouterr().err
    assert "broken.json" in told
    assert f"已写入：{target}（4 个文件；" in told
