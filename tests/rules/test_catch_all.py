"""Clauses for "other" acts: the list as data, and faults in it."""

import shutil
from pathlib import Path

import pytest

from penaltykit.assessment._provide_course import load_catch_all
from penaltykit.citation import Citation
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry

RULES = Path(__file__).resolve().parents[2] / "rules"
FILE = RULES / "basis" / "catch-all.yaml"


def test_every_clause_of_the_list_is_a_place_of_its_law(
    vocabulary: Vocabulary,
):
    registry = Registry.load(RULES, vocabulary)
    listed = load_catch_all(FILE)
    assert listed
    for name, places in listed.items():
        law = registry.law(name)
        assert law is not None, name
        for article, paragraph, item in places:
            citation = Citation(
                law=name, article=article, paragraph=paragraph, item=item
            )
            assert any(v.exists(citation) for v in law.versions), citation


def test_without_the_file_there_are_none(tmp_path: Path):
    assert load_catch_all(tmp_path / "catch-all.yaml") == {}


@pytest.mark.parametrize(
    "place", ["124", "124(1)", "一百二十四", "124(1)(9)x", "", "(1)(1)"]
)
def test_a_place_that_cannot_be_read_is_a_fault_at_its_line(
    tmp_path: Path, place: str
):
    path = tmp_path / "catch-all.yaml"
    shutil.copy(FILE, path)
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}tobacco-law: ["{place}"]\n', encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_catch_all(path)
    (fault,) = caught.value.faults
    assert fault.code == "rule-place-wrong"
    assert fault.place.line == text.count("\n") + 1
    assert "124(1)(9)" in caught.value.text("en")
