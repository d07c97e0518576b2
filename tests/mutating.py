"""Cases with one thing broken: what that adds to the findings, and removes.

Shared by the two collections under ``fixtures``. A set names a case and its
mutations; of a mutation the ``changes`` are made and the findings compared,
as severity and code. A case that is not in order may lose findings by a
change; only a set that says which (``removes``) is held to that.
"""

import json
from pathlib import Path
from typing import Any

from penaltykit import Assessment, Kit, _yaml, read_case
from strategies.patches import patched

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"

Data = dict[str, Any]


def loaded(path: Path) -> Data:
    """One set of mutations."""
    document: Data = _yaml.load(path).value
    return document


def cases_to_break() -> set[str]:
    """Every case of a fixture and every clean one, from ``fixtures`` on."""
    paths = [
        *FIXTURES.glob("*/case.json"),
        *FIXTURES.glob("defects/clean/*.json"),
    ]
    return {str(path.relative_to(FIXTURES)) for path in paths}


def disagreements(
    kit: Kit, document: Data, *, removals: bool = False
) -> dict[str, str]:
    """What each mutation showed otherwise than its set expects.

    Args:
        kit: assesses the cases.
        document: the set, as ``loaded`` gives it.
        removals: whether findings that go away must be expected as well.
    """
    data = json.loads((FIXTURES / document["case"]).read_bytes())
    before = _said(kit, data)
    wrong = {}
    for mutation in document["mutations"]:
        after = _said(kit, patched(data, mutation["changes"]))
        said = _differing("added", after - before, mutation["adds"])
        if removals:
            gone = mutation.get("removes", [])
            said += _differing("removed", before - after, gone)
        if said:
            wrong[mutation["shows"]] = "; ".join(said)
    return wrong


def _said(kit: Kit, data: Data) -> set[str]:
    case = read_case(json.dumps(data).encode(), format="json")
    return said(kit.assess(case))


def said(assessment: Assessment) -> set[str]:
    """Severity and code of each finding."""
    return {f"{f.severity.value} {f.code}" for f in assessment.findings}


def _differing(word: str, found: set[str], expected: list[str]) -> list[str]:
    if found == set(expected):
        return []
    surplus = sorted(found - set(expected))
    missed = sorted(set(expected) - found)
    return [f"{word}, not expected: {surplus}, missed: {missed}"]
