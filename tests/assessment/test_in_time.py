"""Substance by the day of the act, procedure by the day of its step."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment, read_receipt

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Data = dict[str, Any]


def _in_2021(data: Data) -> Data:
    """Fixture 04 four years earlier: decided on 2021-04-24, before the
    Penalty Law of 2021 took effect on 2021-07-15."""
    text = json.dumps(data, ensure_ascii=False)
    text = re.sub(r"2024-(1\d-\d\d)", r"2020-\1", text)
    text = re.sub(r"2025-(0\d-\d\d)", r"2021-\1", text)
    found: Data = json.loads(text)
    return found


def _one_officer(data: Data) -> None:
    data["officers"] = data["officers"][:1]


def _old(kit: pk.Kit, *changes: Callable[[Data], None]) -> Assessment:
    path = FIXTURES / "04-passenger-transport" / "case.json"
    data = _in_2021(json.loads(path.read_text("utf-8")))
    for change in changes:
        change(data)
    return kit.assess(pk.read_case(json.dumps(data)))


def test_the_new_procedure_is_not_certain_before_it_took_effect(
    kit: pk.Kit, assess: Callable[..., Assessment]
) -> None:
    now = assess("04-passenger-transport", _one_officer)
    assert ("error", "officers-fewer-than-two") in {
        (f.severity.value, f.code) for f in now.findings
    }
    then = _old(kit, _one_officer)
    (finding,) = [
        f for f in then.findings if f.code == "officers-fewer-than-two"
    ]
    assert finding.severity == "undetermined"
    assert "2021年7月15日" in finding.message["zh"]
    assert "2021年4月24日" in finding.message["zh"]
    assert "2021-07-15" in finding.message["en"]
    # nothing of the procedure is an error any more
    assert not [
        f
        for f in then.findings
        if f.severity == "error" and not f.pointer.startswith("/violations/")
    ]


def test_the_substance_stays_certain(kit: pk.Kit) -> None:
    def change(data: Data) -> None:
        data["violations"][0]["penalties"][2]["amount"] = "10000"
        data["violations"][0]["penalties"][2].pop("words")

    codes = {(f.severity.value, f.code) for f in _old(kit, change).findings}
    assert ("error", "fine-outside-statute") in codes


def test_each_step_by_its_own_day(kit: pk.Kit) -> None:
    # The notice is of 2021-04-11; the decision is moved behind the change.
    def change(data: Data) -> None:
        for kind in ("decided", "decision-served", "published"):
            for event in data["events"]:
                if event["kind"] == kind:
                    event["date"] = "2021-07-20"
        for event in data["events"]:
            if event["kind"] in ("paid", "performed"):
                event["date"] = "2021-07-22"
        for paper in data["papers"]:
            if paper["kind"] == "decision":
                paper["date"] = "2021-07-20"

    _by_code = {
        f.code: f.severity.value
        for f in _old(kit, change, _one_officer).findings
    }
    # judged by the day of the decision
    assert _by_code["officers-fewer-than-two"] == "error"


@pytest.mark.parametrize(
    ("decided", "found"),
    [
        # 行政复议法 (2023) art. 23(1)(1) from 2024-01-01
        ("2024-01-02", True),
        ("2023-12-29", False),
    ],
)
def test_reconsideration_first_by_the_day_of_the_decision(
    kit: pk.Kit, decided: str, found: bool
) -> None:
    path = FIXTURES / "05-fire-on-the-spot" / "case.json"
    text = path.read_text("utf-8").replace("2024-08-14", decided)
    data = json.loads(text)
    data["remedies"]["reconsideration_first"] = False
    data["remedies"]["litigation_term"] = {"count": 6, "unit": "months"}
    for paper in data["papers"]:
        paper["tells"] = [
            t for t in paper.get("tells", ()) if t != "reconsideration-first"
        ]
    codes = {
        f.code
        for f in kit.assess(pk.read_case(json.dumps(data))).findings
        if f.severity == "error"
    }
    assert any("reconsideration" in c or "sue" in c for c in codes) is found


def test_the_end_of_a_continuing_act_counts(
    assess: Callable[..., Assessment],
) -> None:
    def later(data: Data) -> None:
        # until 2023-07-25, after the amendment of 2023-07-20
        data["violations"][0]["act"]["to"] = "2023-07-25"

    versions = [
        assess("07-two-versions", change).results[0].law.version  # type: ignore[union-attr]
        for change in (None, later)
    ]
    assert versions == ["2022", "2023"]


def test_an_amendment_that_is_milder_reaches_the_older_act(
    assess: Callable[..., Assessment],
) -> None:
    # gains of 15,000: 30,000 to 100,000 then, 10,000 to 100,000 now
    def small(data: Data) -> None:
        facts = data["violations"][0]["facts"]
        facts["gains.amount"]["value"] = "15000"

    first, second = assess("07-two-versions", small).results
    assert first.law is not None
    assert second.law is not None
    assert (first.law.choice, first.law.version) == ("new", "2023")
    assert (second.law.choice, second.law.version) == ("same", "2023")


def test_a_changed_table_is_named_by_replay(
    tmp_path: Path, kit: pk.Kit
) -> None:
    import shutil

    from penaltykit._resources import tables_root

    case = pk.load_case(FIXTURES / "03-vehicle-washing" / "case.json")
    receipt = read_receipt(kit.assess(case).receipt.to_json())
    shutil.copytree(tables_root(), tmp_path / "tables")
    (table,) = (tmp_path / "tables/guangdong-eco").glob("*/tables/2.14-*.yaml")
    table.write_text(table.read_text("utf-8") + "\n# edited\n", "utf-8")
    other = pk.Kit(tables=tmp_path / "tables", engine="python")
    replay = other.replay(receipt, case)
    assert not replay.ok
    assert any(table.name in (d.name or "") for d in replay.differences)
