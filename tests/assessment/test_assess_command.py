"""``penaltykit assess`` in its three forms."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from calling import Told

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WATER = FIXTURES / "03-vehicle-washing" / "case.json"


def test_the_page_goes_into_a_file(
    cli: Callable[..., Told], tmp_path: Path
) -> None:
    target = tmp_path / "说明.html"
    assert cli("assess", WATER, "-o", target) == (0, "", "")
    page = target.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="zh-CN">' in page
    assert "（20000元 + 50000元）÷ 2 = 35000元" in page
    code, out, _err = cli("--lang", "en", "assess", "--format", "html", WATER)
    assert code == 0
    assert '<html lang="en">' in out
    assert "Why this amount" in out


def test_json_carries_the_explanation(cli: Callable[..., Told]) -> None:
    body = json.loads(cli("assess", "--json", "--why-not", WATER)[1])
    explanation = body["explanation"]
    assert explanation["schema"] == "penaltykit/explanation/1"
    (section, whole) = explanation["sections"]
    assert [part["code"] for part in section["parts"]] == [
        "conclusion",
        "law",
        "branch",
        "table",
        "row",
        "why-not",
        "circumstances",
        "amount",
        "stated",
    ]
    assert [part["code"] for part in whole["parts"]] == [
        "totals",
        "terms",
        "findings",
    ]
    (others,) = section["parts"][5]["blocks"]
    assert len(others["rows"]) == 6  # seven rows, one of them chosen


def test_the_trace_speaks_in_words(cli: Callable[..., Told]) -> None:
    out = cli("assess", "--trace", WATER)[1]
    trace = out[out.index("\n  规则") if "\n  规则" in out else 0 :]
    assert "执法人员" in trace
    code, checked, _err = cli("check", "--trace", WATER)
    assert code == 0
    for said in (trace, checked):
        assert "water.zone =" not in said
        assert ".stated = true" not in said


@pytest.mark.parametrize("form", ["text", "json", "html"])
@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "违法行为", '{"schema": 1}', "\x00" * 64]
)
def test_what_is_no_case_is_refused_in_every_form(
    cli: Callable[..., Told], tmp_path: Path, form: str, content: str
) -> None:
    path = tmp_path / "case.json"
    path.write_text(content, "utf-8")
    target = tmp_path / "out"
    code, out, err = cli("assess", "--format", form, path, "-o", target)
    assert (code, out) == (2, "")
    assert err
    assert not target.exists()
