"""Well-kept files of many kinds get no finding; what would make a decision
void, unlawful or open to annulment is seen.

``fixtures/real-life/clean`` holds the files, worked out by hand to be in
order: decided on the spot, after a hearing, delegated, by a township, served
by announcement, changed, annulled and so on. ``voids.yaml`` breaks each in
one way; what is expected stands there since before the first run.
"""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit import Kit, _yaml, read_case
from penaltykit.assessment import Finding
from strategies.patches import patched

Data = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "real-life"
CLEAN = sorted(ROOT.glob("clean/*.json"))
VOIDS = _yaml.load(ROOT / "voids.yaml").value["voids"]
RANK = ["note", "warning", "undetermined", "error"]


def _findings(kit: Kit, data: Data) -> tuple[Finding, ...]:
    case = read_case(json.dumps(data).encode(), format="json")
    return tuple(kit.assess(case).findings)


def _said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.code, f.pointer) for f in findings]


def _base(name: str) -> Data:
    data: Data = json.loads((ROOT / "clean" / f"{name}.json").read_bytes())
    return data


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_a_file_in_order_gets_no_finding_at_all(kit: Kit, path: Path):
    assert _said(_findings(kit, _base(path.stem))) == []


# The last event of each earlier phase, and the papers that exist by then.
PHASES = {
    "filed": ("filed",),
    "investigated": ("investigation-ended",),
    "noticed": ("prior-notice-served",),
}
LATER = ("late_charge.", "enforcement.")


def _cut(data: Data, phase: str) -> Data | None:
    """The file as it stood at an earlier phase; ``None`` if it had none."""
    events = data["events"]
    last = [n for n, e in enumerate(events) if e["kind"] in PHASES[phase]]
    if not last:
        return None
    cut = copy.deepcopy(data)
    cut |= {"phase": phase, "events": events[: last[-1] + 1]}
    day = cut["events"][-1]["date"]
    kept = ("correction-order",)
    if phase == "noticed":
        kept += ("prior-notice", "hearing-notice")
    cut["papers"] = [
        paper
        for paper in data["papers"]
        if paper["kind"] in kept and paper["date"] <= day
    ]
    cut["facts"] = {
        name: fact
        for name, fact in data["facts"].items()
        if not name.startswith(LATER)
    }
    return cut


@pytest.mark.parametrize("phase", PHASES)
def test_nor_does_it_while_it_is_still_being_made(kit: Kit, phase: str):
    said = {}
    for path in CLEAN:
        data = _base(path.stem)
        cut = _cut(data, phase) if data["procedure"] == "ordinary" else None
        codes = {f.code for f in _findings(kit, cut)} if cut else set()
        # That a hearing will have to be offered is told as a note.
        if codes - {"hearing-to-be-told"}:
            said[path.stem] = sorted(codes)
    assert said == {}


def _sums(holder: Data) -> Decimal:
    """What the penalties of a paper or a violation come to."""
    amounts = [p.get("amount", "0") for p in holder.get("penalties", [])]
    return sum(map(Decimal, amounts), Decimal(0))


PRINTED = ("prior-notice", "decision", "on-the-spot-decision")


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_papers_as_printed_here_read_again_as_complete(kit: Kit, path: Path):
    """As text, its lines broken at the edge of the page."""
    data = _base(path.stem)
    case = read_case(json.dumps(data).encode(), format="json")
    assessment = kit.assess(case)
    kinds = [paper["kind"] for paper in data["papers"]]
    for paper in data["papers"]:
        kind = paper["kind"]
        one = len(case.parties) == 1 and kinds.count(kind) == 1
        # What is printed here proposes what the file states now; where the
        # party was told another sum it is not that notice.
        same = kind != "prior-notice" or _sums(paper) == sum(
            map(_sums, data["violations"])
        )
        if one and same and kind in PRINTED and "text" not in paper:
            made = kit.notice(assessment, kind)
            paper["text"] = made.render("txt").decode()
            paper.pop("tells", None)
    assert _said(_findings(kit, data)) == []


def test_enough_was_tried():
    assert len(CLEAN) >= 40
    assert len(VOIDS) >= 200
    assert len({void["case"] for void in VOIDS}) >= 30
    for void in VOIDS:
        assert set(void) == {"shows", "law", "case", "changes", "expects"}


def _answers(finding: Finding, expected: dict[str, str]) -> bool:
    if "code" in expected:
        return finding.code == expected["code"] and (
            finding.severity.value != "note"
        )
    if "element" in expected and (
        finding.element is None or finding.element.value != expected["element"]
    ):
        return False
    least = RANK.index(expected["severity"])
    return RANK.index(finding.severity.value) >= least


@pytest.mark.parametrize(
    "void", VOIDS, ids=lambda v: f"{v['case']}: {v['shows']}"
)
def test_a_decision_that_is_void_does_not_pass(kit: Kit, void: Data):
    data = _base(void["case"])
    findings = _findings(kit, patched(data, void["changes"]))
    assert any(_answers(f, void["expects"]) for f in findings), _said(findings)
