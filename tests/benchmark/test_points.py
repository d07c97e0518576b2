"""Point tables: reading them, and what they come to in an assessment."""

import json
import shutil
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Verdict
from penaltykit.benchmark import PointBody, lint_table
from strategies.tables import load_table

D = Decimal
NAME = {"zh": "试", "en": "made"}


def code(number: str, **more: Any) -> dict[str, Any]:
    fine = {"from": "200", "to": "2000", "default": "1500"}
    return {"code": number, "name": NAME, "fine": fine, **more}


def points(*codes: dict[str, Any], **more: Any) -> Any:
    return load_table({"kind": "point", "codes": list(codes), **more})


@pytest.mark.parametrize(
    ("codes", "more", "fault"),
    [
        # the default must lie in its range
        (
            [code("1", fine={"from": "20", "to": "200", "default": "201"})],
            {},
            "table-default-outside",
        ),
        (
            [code("1", fine={"from": "200", "to": "20", "default": "100"})],
            {},
            "table-band-empty",
        ),
        ([code("1", fine={"from": "-1", "to": "2"})], {}, "table-amount-neg"),
        ([code("1", fine={})], {}, "table-missing-key"),
        ([code("1", fine="200")], {}, "table-wrong-type"),
        ([code("1", fien={})], {}, "table-unknown-key"),
        ([code("1", points=-3)], {}, "table-amount-negative"),
        ([code("1", warning="是")], {}, "table-wrong-type"),
        ([code("1", retired=NAME)], {}, "table-missing-key"),
        (
            [code("1", effective="2025-01-02", expires="2025-01-01")],
            {},
            "table-term-backwards",
        ),
        ([{"code": "1", "name": NAME}], {}, "table-no-penalties"),
        ([], {}, "table-no-rows"),
        ([code("1"), code("2")], {}, "table-codes-not-told-apart"),
        ([code("1"), code("1")], {"code": "t.count"}, "table-twice"),
        ([code("1")], {"code": "t.nothing"}, "table-unknown-fact"),
        ([code("1")], {"items": ["x"]}, "table-item-and-items"),
    ],
)
def test_faults(
    codes: list[dict[str, Any]], more: dict[str, Any], fault: str
) -> None:
    with pytest.raises(AssertionError) as error:
        points(*codes, **more)
    assert fault in str(error.value)


def test_every_fault_at_once() -> None:
    wrong = {"from": "20", "to": "200", "default": "201"}
    with pytest.raises(AssertionError) as error:
        points(code("1", fine=wrong), code("2", fine=wrong), code="t.count")
    assert str(error.value).count("table-default-outside") == 2


def test_conditions_may_tell_codes_apart() -> None:
    columns = [{"id": "zone", "fact": "t.zone"}]
    table = points(
        code("1", **{"if": {"zone": "general"}}),
        code("2", **{"if": {"zone": "special, source"}}),
        columns=columns,
    )
    assert isinstance(table.body, PointBody)
    assert not lint_table(table)
    both = points(
        code("1", **{"if": {"zone": "general"}}),
        code("2"),
        columns=columns,
        several_rows="unique",
    )
    assert [one.code for one in lint_table(both)] == ["overlap"]


# --- through an assessment ---


@pytest.fixture(scope="module")
def kit() -> pk.Kit:
    return pk.Kit(engine="python")


def assess(
    kit: pk.Kit,
    fixtures: Path,
    tmp_path: Path,
    *penalties: dict[str, Any],
    number: str | None = "10052",
    item: str = "traffic.no-licence",
    article: dict[str, Any] | None = None,
) -> Any:
    """A traffic case in Ürümqi, made from another one."""
    text = (fixtures / "05-fire-on-the-spot" / "case.json").read_text("utf-8")
    data = json.loads(text.replace("2024-", "2025-"))
    data["agency"] |= {"region": "650100", "field": "public-security"}
    violation = data["violations"][0]
    violation["item"] = item
    place = article or {"article": 99, "paragraph": 1, "item": 1}
    violation["breached"] = [
        {"law": "road-traffic-safety-law", "article": 19, "paragraph": 1}
    ]
    violation["penalising"] = [{"law": "road-traffic-safety-law", **place}]
    violation["penalties"] = [
        {**deepcopy(one), "party": "P1"} for one in penalties
    ]
    if number is not None:
        violation["facts"]["traffic.code"] = {
            "value": number,
            "grounds": "现场查获。",
        }
    path = tmp_path / "case.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assessment = kit.assess(pk.load_case(path))
    (result,) = assessment.results
    return result


def test_the_default_is_recommended_and_the_range_stays_open(
    kit: pk.Kit, fixtures: Path, tmp_path: Path
) -> None:
    fine = {"kind": "fine", "amount": "1000", "unit": "yuan"}
    days = {"kind": "detention", "amount": "7", "unit": "days"}
    result = assess(kit, fixtures, tmp_path, fine, days)
    assert result.table.id == "xinjiang-traffic-2025/99.1.1"
    assert [row["row"] for row in result.rows] == ["10052"]
    found = {one.penalty.kind.value: one for one in result.recommended}
    assert found["fine"].penalty.from_ == D(200)
    assert found["fine"].penalty.to == D(2000)
    assert found["fine"].point == D(1500)
    assert found["fine"].permissive
    assert found["detention"].penalty.to == D(15)
    assert found["detention"].point == D(5)
    assert found["detention"].source == "table"
    verdicts = [one.verdict for one in result.stated]
    assert verdicts == [Verdict.INSIDE, Verdict.INSIDE]
    texts = [reason.text["zh"] for reason in result.reasons]
    assert any("10052" in text for text in texts)


@pytest.mark.parametrize(
    ("penalty", "verdict"),
    [
        ({"kind": "fine", "amount": "2001"}, Verdict.OUTSIDE_STATUTE),
        ({"kind": "fine", "amount": "2000"}, Verdict.INSIDE),
        (
            {"kind": "detention", "amount": "16", "unit": "days"},
            Verdict.OUTSIDE_STATUTE,
        ),
        (
            {"kind": "detention", "amount": "15", "unit": "days"},
            Verdict.INSIDE,
        ),
    ],
)
def test_what_is_stated_is_held_against_the_range(
    kit: pk.Kit,
    fixtures: Path,
    tmp_path: Path,
    penalty: dict[str, Any],
    verdict: Verdict,
) -> None:
    result = assess(kit, fixtures, tmp_path, penalty)
    assert result.stated[0].verdict is verdict


def test_the_code_is_asked_for(
    kit: pk.Kit, fixtures: Path, tmp_path: Path
) -> None:
    result = assess(kit, fixtures, tmp_path, number=None)
    assert "traffic.code" in result.settle


def test_a_code_that_is_not_in_the_list(
    kit: pk.Kit, fixtures: Path, tmp_path: Path
) -> None:
    result = assess(kit, fixtures, tmp_path, number="99999")
    assert "table.no-row" in [reason.code for reason in result.reasons]
    assert result.recommended[0].source == "law"


@pytest.mark.parametrize(
    ("possible", "verdict"),
    [(True, Verdict.INSIDE), (False, Verdict.OUTSIDE_BENCHMARK)],
)
def test_whether_a_warning_is_possible(
    fixtures: Path,
    root: Path,
    tmp_path: Path,
    *,
    possible: bool,
    verdict: Verdict,
) -> None:
    # Art. 90 has a warning or a fine; the list says whether the first will do.
    tables = tmp_path / "tables"
    shutil.copytree(
        root / "discretion_tables" / "xinjiang-public-security", tables
    )
    path = next(tables.rglob("tables/90-motor-lane.yaml"))
    text = path.read_text(encoding="utf-8")
    warning = (
        "penalties: [{kind: warning, obligation: alternative,"
        " group: sanction}]"
    )
    assert warning in text
    text = text.replace(warning, f"warning: {str(possible).lower()}")
    path.write_text(text, encoding="utf-8")
    result = assess(
        pk.Kit(tables=tables, engine="python"),
        fixtures,
        tmp_path,
        {"kind": "warning"},
        number="10182",
        item="traffic.outside-motor-lane",
        article={"article": 90},
    )
    assert result.stated[0].verdict is verdict
    fine = next(
        one for one in result.recommended if one.penalty.kind.value == "fine"
    )
    assert fine.point == D(90)
