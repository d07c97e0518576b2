"""Every fixture with one thing broken: the findings that this adds.

What ``fixtures/mutations/<case>.yaml`` expects was written down before the
first run; where the program differed, a comment says how that was settled.
``adds`` is the whole of what is added. Most files share one list of damages.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from penaltykit import Kit, _yaml, read_case
from strategies.patches import patched

ROOT = Path(__file__).resolve().parents[2] / "fixtures"
SETS = sorted(ROOT.glob("mutations/*.yaml"))
LEAST = 12

Data = dict[str, Any]


def _said(kit: Kit, data: Data) -> set[str]:
    case = read_case(json.dumps(data).encode(), format="json")
    return {f"{f.severity.value} {f.code}" for f in kit.assess(case).findings}


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_each_yields_what_was_expected_and_nothing_else(kit: Kit, path: Path):
    document = _yaml.load(path).value
    data = json.loads((ROOT / document["case"]).read_bytes())
    before = _said(kit, data)
    wrong = {}
    for mutation in document["mutations"]:
        added = _said(kit, patched(data, mutation["changes"])) - before
        if added != set(mutation["adds"]):
            wrong[mutation["shows"]] = (
                f"not expected: {sorted(added - set(mutation['adds']))}, "
                f"missed: {sorted(set(mutation['adds']) - added)}"
            )
    assert wrong == {}


def test_every_fixture_has_its_set():
    cases = {_yaml.load(path).value["case"] for path in SETS}
    wanted = [*ROOT.glob("*/case.json"), *ROOT.glob("defects/clean/*.json")]
    assert cases == {str(path.relative_to(ROOT)) for path in wanted}


def test_there_are_enough_of_them():
    counts = [len(_yaml.load(path).value["mutations"]) for path in SETS]
    assert min(counts) >= LEAST
    assert sum(counts) >= 150


def test_the_sets_try_many_different_checks():
    codes = {
        code
        for path in SETS
        for mutation in _yaml.load(path).value["mutations"]
        for code in mutation["adds"]
    }
    assert len(codes) >= 45
