"""docs/case-file.md shows a file that loads, and names every field."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from penaltykit.case import (
    Case,
    FactState,
    Phase,
    dump_case,
    id_number_valid,
    load_case,
    read_case,
    uscc_valid,
)
from penaltykit.errors import CaseError


def page(root: Path) -> str:
    return (root / "docs" / "case-file.md").read_text("utf-8")


def example(root: Path) -> str:
    match = re.search(r"```yaml\n(.*?)```", page(root), re.DOTALL)
    assert match is not None
    return match.group(1)


def test_the_example_is_a_case(root: Path):
    case = read_case(example(root), format="yaml")
    assert case.phase is Phase.DECIDED
    assert case.violations[0].act.from_ == dt.date(2024, 9, 19)
    assert case.violations[0].penalties[1].amount == Decimal(5000)
    assert case.agency.parameters[
        "hearing.fine.organisation"
    ].value == Decimal(100_000)
    facts = case.violations[0].facts
    assert facts["gains.amount"].state is FactState.KNOWN
    assert facts["violation.grave"].state is FactState.UNKNOWN
    assert uscc_valid(case.parties[0].uscc or "")
    assert not any(party.id_number for party in case.parties)
    assert not id_number_valid("")
    assert read_case(dump_case(case)) == case


def test_the_code_shown_runs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    match = re.search(r"```python\n(.*?)```", page(root), re.DOTALL)
    assert match is not None
    (tmp_path / "case.yaml").write_text(example(root), "utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(match.group(1), names)
    assert isinstance(names["data"], bytes)


def test_every_field_of_a_case_is_explained(root: Path):
    text = page(root).partition("## What it holds")[2]
    for attribute in attrs.fields(Case):
        assert f"`{attribute.name}`" in text, attribute.name
    for state in FactState:
        assert f"`{state}`" in text


def test_the_message_shown_is_the_message_given(root: Path, fixtures: Path):
    shown = re.search(r"```\ncase\.json:(.*?)\n```", page(root), re.DOTALL)
    assert shown is not None
    try:
        load_case(fixtures / "broken" / "six-faults.json")
    except CaseError as error:
        lines = error.text("zh").splitlines()
    assert any(line.endswith(f":{shown.group(1)}") for line in lines)
