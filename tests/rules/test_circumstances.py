"""Circumstances of arts. 30-33 and 49: what they do, and what they ask."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from penaltykit.assessment._circumstances import load_circumstances
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary
from penaltykit.penalty import PenaltyKind

Data = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "effect", "obligation"),
    [
        ("penalty-law.30.under-14", "no-penalty", "shall"),
        ("penalty-law.30.minor", "mitigate-or-lenient", "shall"),
        ("penalty-law.31.incapable", "no-penalty", "shall"),
        ("penalty-law.31.diminished", "mitigate-or-lenient", "may"),
        ("penalty-law.32.1", "mitigate-or-lenient", "shall"),
        ("penalty-law.32.5", "mitigate-or-lenient", "shall"),
        ("penalty-law.33.slight", "no-penalty", "shall"),
        ("penalty-law.33.first-time", "no-penalty", "may"),
        ("penalty-law.33.no-fault", "no-penalty", "shall"),
        ("penalty-law.36.limitation", "no-penalty", "shall"),
        ("penalty-law.57.not-established", "no-penalty", "shall"),
        ("penalty-law.49.emergency", "severe", "shall"),
        ("food-safety-law.136", "no-penalty", "may"),
    ],
)
def test_what_the_law_says(
    desk: RuleDesk, name: str, effect: str, obligation: str
):
    found = desk.circumstances[name]
    assert (found.effect, found.obligation) == (effect, obligation)


def test_food_that_breaks_the_standards_is_taken_all_the_same(desk: RuleDesk):
    keeps = desk.circumstances["food-safety-law.136"].keeps
    assert keeps == (PenaltyKind.CONFISCATE_GOODS,)


def test_the_laws_they_cite_have_those_places(desk: RuleDesk, kit: Any):
    for circumstance in desk.circumstances.values():
        for citation in circumstance.citation:
            said = kit.registry.verify(citation).status.value
            assert said == "exists", circumstance.id


@pytest.mark.parametrize(
    ("born", "contradicted"),
    [
        ("2010-05-14", False),  # thirteen on 2024-05-13, the day of the act
        ("2010-05-13", True),  # fourteen that day
    ],
)
def test_a_minor_who_is_none_is_contradicted(
    assess: Callable[..., Any], born: str, contradicted: bool
):
    def change(data: Data) -> None:
        data["parties"][0]["birth_date"] = born
        data["violations"][0]["circumstances"] = [
            {
                "circumstance": "penalty-law.30.under-14",
                "status": "found",
                "reasons": "户籍信息",
            }
        ]

    codes = {f.code for f in assess("03b", change).findings}
    assert ("circumstance-contradicted" in codes) is contradicted
    # The outcome follows the age, not the finding that it contradicts.
    assert ("penalty-where-none-shall-be" in codes) is not contradicted


def test_faults_are_located(vocabulary: Vocabulary, tmp_path: Path):
    folder = tmp_path / "circumstances"
    folder.mkdir()
    (folder / "own.yaml").write_text(
        """\
- id: own.1
  zh: 甲
  en: A
  effect: leniant
  obligation: must
  citation: {law: x}
  facts: [goods.valu]
  asks: {zh: 甲, en: A}
""",
        "utf-8",
    )
    with pytest.raises(RuleError) as caught:
        load_circumstances(tmp_path, vocabulary)
    said = [(f.code, f.place.line) for f in caught.value.faults]
    assert said == [
        ("rule-not-choice", 4),
        ("rule-not-choice", 5),
        ("rulefile-unknown-fact", 7),
        ("rule-missing-key", 6),
    ]
    assert caught.value.faults[0].params["nearest"] == "lenient"
    assert caught.value.faults[2].params["nearest"][0] == "goods.value"
    assert caught.value.faults[3].params["expected"] == "article"
