"""What the pages on conditions and rules say is true."""

import re
from pathlib import Path

import pytest

from penaltykit._resources import rules_root
from penaltykit.engine import compile_expression, load_rules
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(rules_root())


def rows(page: str, section: str) -> list[list[str]]:
    """The rows of the first table of a section, by their cells."""
    text = page.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines[2:]
    ]


def test_every_example_of_a_condition_loads(
    root: Path, vocabulary: Vocabulary
) -> None:
    page = (root / "docs" / "feel.md").read_text("utf-8")
    examples = re.findall(r"```feel\n(.*?)\n```", page, re.DOTALL)
    for section in (
        "Comparisons",
        "Ranges and lists",
        "And, or, not",
        "Arithmetic",
    ):
        for cells in rows(page, section):
            examples += [re.findall(r"`([^`]+)`", cell) for cell in cells][-2]

    assert len(examples) >= 19
    for text in examples:
        compile_expression(text, vocabulary, expect="condition")


def test_every_mistake_shown_is_refused(
    root: Path, vocabulary: Vocabulary
) -> None:
    page = (root / "docs" / "feel.md").read_text("utf-8")
    for written, meant in rows(page, "What people write by mistake"):
        wrong = re.findall(r"`([^`]+)`", written)[0]
        right = re.findall(r"`([^`]+)`", meant)[0]
        with pytest.raises(RuleError):
            compile_expression(wrong, vocabulary)
        if "…" not in right and not right.startswith("a "):
            compile_expression(right, vocabulary)


def test_the_rule_shown_loads(
    root: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    page = (root / "docs" / "engine.md").read_text("utf-8")
    text = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0]
    path = tmp_path / "rules.yaml"
    path.write_text(text, "utf-8")

    (definition,) = load_rules(path, vocabulary).definitions
    assert len(definition.any) == 2
