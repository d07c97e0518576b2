"""Texts that were written down, and read by hand, before the reader saw them.

``held_out.json`` keeps for each text what it says (in the keys of
``oracle.json``) and how the reader did at its first sight of it: ``right``,
``unread`` (told), ``other`` (read otherwise in silence). Where what was
written down was itself not what the words say, ``corrected`` tells why.
``second`` was gathered after the reader had been mended on ``penalties``, and
``third`` (all penalty sentences of five more regulations' last pages) after
``second``. The ``blind`` sets were gathered and read by people who did not
know the reader, long after; ``blind_2`` after the reader had been mended on
``blind``.
"""

import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from penaltykit.clause import (
    read_condition,
    read_penalties,
    write_condition,
    write_penalties,
)

SETS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "held_out.json").read_text(encoding="utf-8")
)
PENALTIES = [
    item
    for name, items in SETS.items()
    if not name.endswith("conditions")
    for item in items
]
CONDITIONS = [
    item
    for name, items in SETS.items()
    if name.endswith("conditions")
    for item in items
]


def name_of(item: dict[str, Any]) -> str:
    return str(item["id"])


@pytest.mark.parametrize("item", PENALTIES, ids=name_of)
def test_penalties(item: dict[str, Any], script: ModuleType) -> None:
    """As written down; or told unread, where ``still`` says so."""
    assert script.judge_penalties(item) == item.get("still", "right")


@pytest.mark.parametrize("item", CONDITIONS, ids=name_of)
def test_conditions(item: dict[str, Any], script: ModuleType) -> None:
    assert script.judge_condition(item) == item.get("still", "right")


@pytest.mark.parametrize("item", PENALTIES, ids=name_of)
def test_penalties_written_and_read_again(item: dict[str, Any]) -> None:
    reading = read_penalties(item["text"])
    if reading.complete:
        again = read_penalties(write_penalties(reading.penalties))
        assert again.complete
        assert list(again.penalties) == list(reading.penalties)


@pytest.mark.parametrize("item", CONDITIONS, ids=name_of)
def test_conditions_written_and_read_again(item: dict[str, Any]) -> None:
    reading = read_condition(item["text"])
    if reading.complete:
        again = read_condition(write_condition(reading))
        assert again.structure == reading.structure


def test_every_text_is_new(root: Path) -> None:
    corpus = json.loads(
        (root / "tests" / "clause" / "corpus.json").read_text("utf-8")
    )
    known = {item["text"] for item in corpus}
    texts = Counter(item["text"] for item in PENALTIES)
    assert not known & texts.keys()
    assert set(texts.values()) == {1}
    assert len(SETS["penalties"]) >= 200
    assert len(CONDITIONS) >= 80


def test_the_page_prints_the_figures(root: Path, script: ModuleType) -> None:
    page = (root / "docs" / "clause.md").read_text(encoding="utf-8")
    assert script.held_out(SETS) in page, (
        "run scripts/clause_oracle.py held-out and put it into the page"
    )
