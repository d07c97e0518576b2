"""The page that says which provision is checked by what."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from penaltykit import _yaml
from scripting import script_module

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return script_module("coverage")


@pytest.fixture(scope="module")
def coverage(script: ModuleType) -> Any:
    return script.build()


def test_every_provision_has_a_check_or_a_reason(
    script: ModuleType, coverage: Any
):
    assert script.problems(coverage) == []


def test_the_page_is_current(script: ModuleType, coverage: Any):
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == script.render(coverage), "run python scripts/coverage.py"


def test_a_provision_without_either_is_a_hole(
    script: ModuleType, coverage: Any
):
    page = next(
        p for p in coverage.pages if p.law.id == "administrative-penalty-law"
    )
    line = page.lines.pop((26, 1, 0))
    assert page.holes() == ["26(1)"]
    page.lines[26, 1, 0] = line


# The articles for which the plan asks a check that runs.
_EXECUTABLE = (
    *(28, 29, 36, 37, 42, 44, 45, 51, 52),
    *range(57, 65),
    *(66, 67, 68, 69, 72, 73),
)


@pytest.mark.parametrize("article", _EXECUTABLE)
def test_the_articles_of_the_plan_have_a_check_that_runs(
    coverage: Any, desk: Any, article: int
):
    page = next(
        p for p in coverage.pages if p.law.id == "administrative-penalty-law"
    )
    codes = {
        code
        for place, line in page.lines.items()
        if place[0] == article
        for code in line.codes
    }
    running = {
        check.code for check in desk.book.checks if check.status == "in-force"
    }
    assert codes & (running | {f"missing-{p}" for p in desk.elements.parts})


def test_chapters_three_to_six_are_listed_paragraph_by_paragraph(
    coverage: Any,
):
    page = next(
        p for p in coverage.pages if p.law.id == "administrative-penalty-law"
    )
    fine = [n for c in page.chapters if c.finely for n in c.articles]
    assert fine == list(range(17, 76))
    every = [n for c in page.chapters for n in c.articles]
    assert every == list(range(1, 87))
    # art. 64 has eight items, each with an answer of its own
    chapter = next(c for c in page.chapters if 64 in c.articles)
    rows = [r for r in page.rows(chapter) if r.place[0] == 64]
    assert len(rows) == 9
    assert all(row.answered for row in rows)


def test_a_reason_is_one_of_the_list_and_has_its_sentence():
    said = _yaml.load(ROOT / "rules" / "coverage.yaml").value
    for entry in said["laws"]:
        for place, given in entry["places"].items():
            assert re.fullmatch(r"\d+(\(\d+\)){0,2}", str(place))
            assert set(given) <= {"reason", "why", "means", "codes"}, place
            if "reason" in given:
                assert given["reason"] in said["reasons"]
                assert given["why"].endswith("."), (entry["law"], place)


def test_the_page_is_no_part_of_a_receipt(kit: Any):
    from penaltykit import load_case

    path = next((ROOT / "fixtures").glob("03-*")) / "case.json"
    receipt = kit.assess(load_case(path)).receipt
    assert "rules/coverage.yaml" not in receipt.body["sources"]
