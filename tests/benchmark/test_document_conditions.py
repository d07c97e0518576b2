"""Conditions of the circumstances and exclusions of a document: what is wrong
with them is told at its place, all at once."""

import shutil
from pathlib import Path

import pytest

import penaltykit as pk
from penaltykit._resources import rules_root, tables_root
from penaltykit.errors import RuleError

NAME = "guangdong-eco/2021/document.yaml"


def load(tmp_path: Path, old: str, new: str) -> RuleError:
    """What is said of the shipped document after a change."""
    tables = tmp_path / "tables"
    shutil.copytree(tables_root(), tables)
    said = (tables / NAME).read_text("utf-8")
    assert said.count(old) == 1
    (tables / NAME).write_text(said.replace(old, new), "utf-8")
    kit = pk.Kit(tables=tables, engine="python")
    with pytest.raises(RuleError) as caught:
        kit.assess(
            pk.load_case(
                Path(__file__).resolve().parents[2]
                / "fixtures/03-vehicle-washing/case.json"
            )
        )
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "when: case.suspected_crime",
            "when: case.suspekt",
            "feel-unknown-name",
        ),
        (
            "when: case.suspected_crime",
            "when: 'case.suspected_crime and'",
            "feel-",
        ),
        ("asks: {when: correction.overdue}", "asks: {if: true}", "key"),
        ("beside: true", "beside: ja", "table-wrong-type"),
        (
            "      when: water.effects_removed\n",
            "      sufficient: true\n",
            "table-key-needs",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    error = load(tmp_path, old, new)

    (fault,) = error.faults
    assert code in fault.code
    assert fault.place.file is not None
    assert fault.place.file.endswith("document.yaml")
    assert error.text("zh")
    assert error.text("en")


def test_circumstances_of_laws_that_are_named_exist() -> None:
    """A document is read without the rules; a name that is not there would
    never match."""
    kit = pk.Kit(engine="python")
    known = {
        line.removeprefix("- id: ")
        for path in (rules_root() / "circumstances").glob("*.yaml")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("- id: ")
    }
    named = {
        name
        for document in kit.tables.documents.values()
        for own in document.policy.circumstances
        for exclusion in own.excluded
        for name in exclusion.of_laws
    }

    assert named
    assert named <= known
