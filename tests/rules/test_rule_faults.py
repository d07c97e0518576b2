"""Users' own rules: a fact that a rule cannot see is an error at load."""

import shutil
from pathlib import Path

import pytest

from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary

ROOT = Path(__file__).resolve().parents[2]

RULE = """\
- code: own-rule
  name: own.rule
  title: {zh: 甲, en: A}
  scope: case
  phases: [decided]
  element: null
  severity: warning
  duty: house-standard
  require: party.fine_total < 100
  citation: 内部标准
  message: {zh: "甲{stated.fine}", en: "A {stated.fine}"}
  mend: {zh: 甲, en: A}
  why: {zh: 甲, en: A}
  examples:
    wrong: [{party.fine_total: "100"}]
    right: [{party.fine_total: "99"}]
"""


def test_a_check_of_the_case_cannot_ask_about_the_party(tmp_path: Path):
    root = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", root)
    (root / "checks" / "own.yaml").write_text(RULE, "utf-8")
    vocabulary = Vocabulary.load(root)
    with pytest.raises(RuleError) as caught:
        RuleDesk.load(root, vocabulary)
    said = [
        (f.code, f.params["found"], f.place.line) for f in caught.value.faults
    ]
    assert said == [
        ("rule-fact-out-of-scope", "party.fine_total", 1),
        ("rule-fact-out-of-scope", "stated.fine", 1),
    ]


def test_what_facts_alone_prove_needs_a_condition(tmp_path: Path):
    root = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", root)
    path = root / "circumstances" / "penalty-law.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  when: act.not_established\n", ""), "utf-8")
    with pytest.raises(RuleError) as caught:
        RuleDesk.load(root, Vocabulary.load(root))
    (fault,) = caught.value.faults
    assert (fault.code, fault.params["expected"]) == (
        "rule-missing-key",
        "when",
    )
