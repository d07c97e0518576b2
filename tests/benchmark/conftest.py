"""The shipped vocabulary and tables, loaded once."""

from pathlib import Path

import pytest

from penaltykit.benchmark import Library
from penaltykit.facts import Vocabulary


@pytest.fixture(scope="session")
def vocabulary(root: Path) -> Vocabulary:
    return Vocabulary.load(root / "rules")


@pytest.fixture(scope="session")
def library(root: Path, vocabulary: Vocabulary) -> Library:
    return Library.load(root / "discretion_tables", vocabulary)
