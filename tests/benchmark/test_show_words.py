"""What `tables show` prints is words: no ids of facts, no units as codes."""

import re

import pytest

import penaltykit as pk

FACT = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]+")


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Every shipped table, its part below the heading."""
    kit = pk.Kit(engine="python")
    return {
        table.id: kit.tables.show(table.id, "zh").partition("\n\n")[2]
        for table in kit.tables
    }


def test_facts_go_by_their_labels(shown: dict[str, str]) -> None:
    named = {
        table: found
        for table, text in shown.items()
        if (found := FACT.findall(text))
    }
    assert named == {}


def test_an_order_to_stop_says_stop_once(shown: dict[str, str]) -> None:
    text = shown["lushi-building-2023/1-builder"]
    assert "责令停止施工" in text
    assert "停止停止" not in text


def test_areas_are_square_metres(shown: dict[str, str]) -> None:
    text = shown["lushi-building-2023/1-builder"]
    assert "超过20000平方米、50000平方米以下（含）" in text
    assert "m2" not in text
