"""``docs/checks``: a page for every code, made from its rule."""

from pathlib import Path
from types import ModuleType

import pytest

import penaltykit as pk
from scripting import script_module

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "checks"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return script_module("check_pages")


@pytest.fixture(scope="module")
def pages(script: ModuleType) -> dict[str, str]:
    found: dict[str, str] = script.build()
    return found


def test_the_pages_are_current(pages: dict[str, str]):
    old = {
        path.name: path.read_text(encoding="utf-8")
        for path in FOLDER.glob("*.md")
    }
    stale = [
        name
        for name in sorted(pages.keys() | old.keys())
        if pages.get(name) != old.get(name)
    ]
    assert not stale, "run python scripts/check_pages.py"


def test_every_code_has_its_page_and_its_place_in_the_index(
    pages: dict[str, str],
):
    headings = [
        line.removeprefix("## ")
        for name, text in pages.items()
        if name != "README.md"
        for line in text.splitlines()
        if line.startswith("## ")
    ]
    codes = [str(rule["code"]) for rule in pk.Kit().rules()]
    assert sorted(headings) == sorted(codes)
    for code in codes:
        assert f"[{code}](" in pages["README.md"]


def test_a_page_says_what_why_how_and_shows_both_examples(
    pages: dict[str, str],
):
    text = pages["hearing.md"].partition("## hearing-not-offered\n")[2]
    page = text.partition("\n## ")[0]
    for word in ("What must hold", "Why", "How to mend", "Wrong", "Right"):
        assert f"- {word}" in page
    for word in ("应当满足", "理由", "改正办法", "错误示例", "正确示例"):
        assert f"- {word}" in page
    assert "Administrative Penalty Law, art. 63(1)" in page
    assert "第六十三条第一款" in page


def test_the_index_goes_by_element_phase_and_article(pages: dict[str, str]):
    index = pages["README.md"]
    for heading in ("By element", "By phase", "By article"):
        assert f"## {heading}\n" in index
    line = next(
        line
        for line in index.splitlines()
        if line.startswith("- Administrative Penalty Law, art. 63:")
    )
    assert "hearing-not-offered" in line
