"""A case that ends without a decision (终止调查, 撤销案件): what belongs to a
decision is not asked for any more, what was done on the way still is.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from penaltykit import Kit, read_case
from penaltykit.assessment import papers_to_write
from penaltykit.case import (
    Phase,
    dropped_parties,
    dump_workbook,
    ended_parties,
    load_case,
    standing,
)
from penaltykit.cli._main import run

ROOT = Path(__file__).resolve().parents[2] / "fixtures"
CLEAN = ROOT / "real-life" / "clean"

Data = dict[str, Any]

WHY = "当事人已经注销，没有权利义务承受人。"
EARLY = (
    "discovered",
    "certificate-shown",
    "correction-ordered",
    "filed",
    "inspected",
    "questioned",
)
PHASES = [phase.value for phase in Phase]


def _dropped(name: str, phase: str = "closed", **event: Any) -> Data:
    """A clean file cut after its first steps, and dropped."""
    data: Data = json.loads((CLEAN / f"{name}.json").read_bytes())
    kept = [e for e in data["events"] if e["kind"] in EARLY]
    day = max(e["date"] for e in kept)
    drop = {"kind": "dropped", "date": day, "text": WHY, "by": ["周核准"]}
    data["events"] = [*kept, {**drop, **event}]
    data["papers"] = [
        p for p in data["papers"] if p["kind"] == "correction-order"
    ]
    for violation in data["violations"]:
        violation["penalties"] = []
        violation.pop("discretion", None)
    for part in ("remedies", "performance", "result_use"):
        data.pop(part, None)
    return data | {"phase": phase}


def _case(data: Data) -> Any:
    return read_case(json.dumps(data).encode(), format="json")


def _found(kit: Kit, data: Data) -> list[str]:
    return [
        f"{f.severity.value} {f.code} {f.pointer}"
        for f in kit.assess(_case(data)).findings
    ]


@pytest.mark.parametrize(
    "name", ["defence-accepted", "two-parties", "two-violations", "mitigated"]
)
@pytest.mark.parametrize("phase", PHASES)
def test_a_case_dropped_with_its_reason_gets_no_finding(
    kit: Kit, name: str, phase: str
):
    assert _found(kit, _dropped(name, phase)) == []


def test_a_case_that_was_not_dropped_is_asked_for_its_decision(kit: Kit):
    data = _dropped("defence-accepted")
    data["events"].pop()
    codes = {one.split()[1] for one in _found(kit, data)}
    assert {"nothing-decided", "prior-notice-missing"} <= codes


def test_facts_that_settle_nothing_are_no_matter_then(kit: Kit):
    data = _dropped("mitigated", "investigated")
    for violation in data["violations"]:
        violation["facts"] = {}
        violation["evidence"] = []
    assert _found(kit, data) == []


def test_out_of_time_is_a_ground_to_drop_and_no_breach(kit: Kit):
    data = _dropped("defence-accepted", text="违法行为已过追究时效。")
    for violation in data["violations"]:
        violation["act"] |= {"from": "2019-01-01", "to": "2019-01-01"}
    assert _found(kit, data) == []


@pytest.mark.parametrize("kind", ["transferred", "sent-to-justice"])
@pytest.mark.parametrize("phase", ["investigated", "closed"])
def test_a_case_that_was_sent_away_is_decided_elsewhere(
    kit: Kit, kind: str, phase: str
):
    data = _dropped("defence-accepted", phase, kind=kind)
    assert _found(kit, data) == []
    # It came back, or a notice shows that it goes on here.
    back = {
        "transferred": "taken-over",
        "sent-to-justice": "returned-by-justice",
    }
    for more in (back[kind], "prior-notice-served"):
        again = copy.deepcopy(data)
        day = again["events"][-1]["date"]
        again["events"].append({"kind": more, "date": day})
        assert _found(kit, again | {"phase": "closed"}) != []


def test_a_penalty_that_is_proposed_keeps_the_case_here():
    data = _dropped("defence-accepted", kind="transferred")
    data["violations"][0]["penalties"] = [{"kind": "fine", "amount": "5000"}]
    assert not ended_parties(_case(data))


def test_why_it_was_dropped_is_on_file(kit: Kit):
    data = _dropped("defence-accepted", text=None)
    index = len(data["events"]) - 1
    told = [f"warning dropped-without-ground /events/{index}/text"]
    assert _found(kit, data) == told
    data = _dropped("defence-accepted", text=None, outcome=WHY)
    assert _found(kit, data) == []


def test_where_a_rule_asks_a_head_approves(kit: Kit):
    for name, told in (("mitigated", 1), ("defence-accepted", 0)):
        data = _dropped(name, by=[])
        index = len(data["events"]) - 1
        assert (
            _found(kit, data)
            == [f"warning dropped-by-nobody /events/{index}/by"] * told
        )


def test_what_was_seized_is_released(kit: Kit):
    code = "warning dropped-with-seizure-open /events"
    data = _dropped("mitigated")
    day = data["events"][-1]["date"]
    seized = {"kind": "seized", "date": day, "by": ["甲", "乙"]}
    data["events"].insert(-1, seized)
    assert code in _found(kit, data)
    data["events"].append({"kind": "released", "date": day})
    assert code not in _found(kit, data)


def test_what_was_done_on_the_way_is_still_looked_at(kit: Kit):
    data = _dropped("defence-accepted")
    data["officers"] = data["officers"][:1]
    assert "officers-fewer-than-two" in " ".join(_found(kit, data))


def test_dropped_for_one_party_the_other_is_decided(kit: Kit):
    data: Data = json.loads((CLEAN / "two-parties.json").read_bytes())
    name = data["parties"][0]["name"]
    for event in data["events"]:
        kinds = ("prior-notice-served", "statement-waived", "decided")
        if event["kind"] in (*kinds, "decision-served"):
            event["parties"] = ["P1"]
    for paper in data["papers"]:
        if paper["kind"] in ("prior-notice", "decision"):
            paper["parties"] = [name]
            paper["penalties"] = [
                p for p in paper["penalties"] if p.get("party") == "P1"
            ]
            paper.pop("text", None)
    data["violations"][1]["penalties"] = []
    data["violations"][1].pop("discretion", None)
    asked = " ".join(_found(kit, copy.deepcopy(data)))
    assert "nothing-decided" in asked
    drop = {"kind": "dropped", "date": "2025-04-20", "text": WHY}
    data["events"].append({**drop, "parties": ["P2"]})
    case = _case(data)
    assert dropped_parties(case) == {"P2"}
    assert standing(case) is Phase(data["phase"])
    assert standing(case, "P2") is Phase.INVESTIGATED
    for one in _found(kit, data):
        assert "/violations/1" not in one
        assert "nothing-decided" not in one
        assert "no-collective-discussion" not in one


def test_who_has_a_decision_is_not_dropped():
    data: Data = json.loads((CLEAN / "defence-accepted.json").read_bytes())
    data["events"].append({"kind": "dropped", "date": "2025-12-01"})
    case = _case(data)
    assert not dropped_parties(case)
    assert standing(case) is case.phase


def test_there_is_nothing_to_write_score_or_publish(kit: Kit):
    case = _case(_dropped("defence-accepted"))
    assert papers_to_write(case) == ()
    assessment = kit.assess(case)
    score = kit.score(assessment, "city-case-review")
    applied = [block.id for block in score.blocks if block.applies]
    assert "decision" not in applied
    gate = kit.record(assessment).gate
    assert "decision-none" in json.dumps(gate.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("engine", ["durable"])
def test_both_engines_agree(engine: str):
    pytest.importorskip("durable_rules_engine")
    data = _dropped("two-parties", text=None)
    one, two = Kit(engine="python"), Kit(engine=engine)
    assert _found(one, data) == _found(two, data)


def test_a_run_says_that_there_is_nothing_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path, out = tmp_path / "case.json", tmp_path / "out"
    path.write_text(json.dumps(_dropped("defence-accepted")), "utf-8")
    code = run(["run", str(path), "-o", str(out)])
    assert code == 0
    assert "不需要制作文书" in capsys.readouterr().out
    assert not list(out.glob("*.docx"))


def test_the_workbook_keeps_it(tmp_path: Path):
    case = _case(_dropped("defence-accepted"))
    path = tmp_path / "case.xlsx"
    path.write_bytes(dump_workbook(case))
    assert load_case(path) == case
