"""The shipped laws, and facts to try them on."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit.engine import Reading
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(ROOT / "rules")


@pytest.fixture(scope="session")
def registry(vocabulary: Vocabulary) -> Registry:
    return Registry.load(ROOT / "rules", vocabulary)


@pytest.fixture
def facts() -> Callable[..., dict[str, Reading]]:
    """Facts by name, dots written as double underscores: integers are
    amounts, ``None`` does not arise.
    """

    def make(**given: Any) -> dict[str, Reading]:
        found = {
            "violation.grave": Reading("known", value=False),
            "correction.overdue": Reading("known", value=False),
        }
        for name, value in given.items():
            key = name.replace("__", ".")
            if value is None:
                found[key] = Reading("not-applicable")
            elif isinstance(value, bool):
                found[key] = Reading("known", value=value)
            else:
                found[key] = Reading("known", Decimal(value))
        return found

    return make
