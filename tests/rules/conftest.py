"""The shipped rules, and real cases with something changed."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from penaltykit import Kit, read_case
from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"

Data = dict[str, Any]
Change = Callable[[Data], None]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(RULES)


@pytest.fixture(scope="session")
def desk(vocabulary: Vocabulary) -> RuleDesk:
    names = Registry.load(RULES, vocabulary).names
    return RuleDesk.load(RULES, vocabulary, names=names)


def plain(name: str) -> Data:
    """A fixture's case as JSON."""
    folder = next((ROOT / "fixtures").glob(f"{name}-*"), None)
    path = (folder or ROOT / "fixtures" / name) / "case.json"
    data: Data = json.loads(path.read_bytes())
    return data


@pytest.fixture(scope="session")
def assess(kit: Kit) -> Callable[..., Any]:
    """Assess a fixture after a change."""

    def run(name: str, change: Change | None = None) -> Any:
        data = copy.deepcopy(plain(name))
        if change is not None:
            change(data)
        case = read_case(json.dumps(data).encode(), format="json")
        return kit.assess(case)

    return run
