"""Shares of the bounds of the law in a table's own rows and formulas.

One table serves four provisions, so every figure follows the law of the
case. Worked out by hand:

=====  ==========================  ==========================
item   the law                     least, greatest, way
=====  ==========================  ==========================
both   20,000 to 200,000           20,000, 200,000, 180,000
upper  at most 50,000              0, 50,000, 50,000
gains  2 to 10 times the gains     of 10,000: 20,000, 100,000, 80,000
lower  50,000 or more              50,000, none, none
=====  ==========================  ==========================
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import penaltykit as pk
from penaltykit.benchmark import Table, statute_readings
from penaltykit.cli._main import run
from penaltykit.engine import Reading
from penaltykit.errors import RuleError
from penaltykit.money import Band

ITEMS = ("both", "upper", "gains", "lower")
FINES = {
    "both": "{kind: fine, from: 20000, to: 200000}",
    "upper": "{kind: fine, to: 50000}",
    "gains": "{kind: fine, from: 2, to: 10, unit: times, base: gains.amount}",
    "lower": "{kind: fine, from: 50000}",
}
FACTS = """
- id: own.degree
  zh: 程度
  en: degree
  type: one-of
  scope: violation
  values:
    - {value: low, zh: 较轻, en: low}
    - {value: middle, zh: 一般, en: middle}
    - {value: high, zh: 较重, en: high}
- {id: own.again, zh: 再犯, en: again, type: truth, scope: violation}
"""
DOCUMENT = """
schema: penaltykit/benchmark/1
id: own
name: {zh: 通用基准, en: General benchmark}
issuer: {zh: 试用机关, en: Trial agency}
region: "440700"
level: city
field: market-regulation
effective: 2024-01-01
status: in-force
source: {zh: 试, en: made}
policy:
  bounds: {from: included, to: included}
  applies_by: act
"""
HEAD = """
table: "1"
name: {{zh: 通用裁量表, en: general table}}
items: [{items}]
source: {{zh: 试, en: made}}
"""
STAGES = """
kind: stage
columns: [{id: degree, fact: own.degree}]
rows:
  - row: "1"
    if: {degree: 较轻}
    rank: 1
    penalties: [{kind: fine, share: {from: "0", to: "0.3"}, range: statute}]
  - row: "2"
    if: {degree: 一般}
    rank: 2
    penalties: 处法定最高罚款额30%以上50%以下罚款
  - row: "3"
    if: {degree: 较重}
    rank: 3
    penalties: 处法定最高额80%以上罚款
"""
FACTORS = """
kind: factor
start: "0"
combine: sequence
base: {range: statute}
factors:
  - id: degree
    fact: own.degree
    grades:
      - {id: low, if: low, percent: "10"}
      - {id: middle, if: middle, percent: "30"}
      - {id: high, if: high, percent: "60"}
  - id: again
    fact: own.again
    grades:
      - {id: no, if: false, percent: "0"}
      - {id: yes, if: true, percent: "20"}
"""


def rules() -> dict[str, str]:
    items = "\n".join(
        f"  - {{id: own.{name}, zh: 试用{name}, en: {name},"
        f" breached: [{{law: own-law, article: {n}}}],"
        f' penalising: [{{law: own-law, provision: "{n}"}}],'
        " questions: [own.degree]}"
        for n, name in enumerate(ITEMS, 1)
    )
    provisions = "\n".join(
        f'      - {{ids: ["{n}"], citations: [{{article: {n}}}], tracks:'
        f" [{{id: any, label: {{zh: 罚款, en: a fine}},"
        f" penalties: [{FINES[name]}]}}]}}"
        for n, name in enumerate(ITEMS, 1)
    )
    return {
        "facts/own.yaml": FACTS,
        "items/own.yaml": "field: market-regulation\nagencies:\n"
        "  - {kind: market-regulation, level: county}\nitems:\n" + items,
        "laws/own-law.yaml": """
id: own-law
rank: local-regulation
zh: 试用条例
en: Trial Regulation
versions:
  - id: "2020"
    effective: 2020-01-01
    status: stated
    source: {zh: 试, en: made}
    shape: {complete: true, articles: 4}
    provisions:
"""
        + provisions,
    }


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in {
        **{f"rules/{name}": text for name, text in rules().items()},
        "tables/document.yaml": DOCUMENT,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def write(own: Path, body: str, items: tuple[str, ...] = ITEMS) -> pk.Kit:
    names = ", ".join(f"own.{name}" for name in items)
    path = own / "tables" / "tables" / "1.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.format(items=names) + body, encoding="utf-8")
    return pk.Kit(
        tables=own / "tables", overlay=own / "rules", engine="python"
    )


def judge(kit: pk.Kit, item: str, **facts: Any) -> dict[str, Any]:
    case = {
        "schema": "penaltykit/case/1",
        "id": "示例-1",
        "phase": "decided",
        "procedure": "ordinary",
        "agency": {
            "name": "某市场监督管理局（示例）",
            "region": "440700",
            "level": "city",
            "field": "market-regulation",
        },
        "parties": [{"id": "P1", "kind": "legal-person", "name": "示例公司"}],
        "violations": [
            {
                "id": "V1",
                "item": f"own.{item}",
                "parties": ["P1"],
                "act": {
                    "from": "2024-03-01",
                    "to": "2024-03-01",
                    "summary": "示例行为",
                },
                "facts": {
                    name.replace("__", "."): {"value": v, "grounds": "查明。"}
                    for name, v in facts.items()
                },
                "penalties": [],
            }
        ],
        "events": [
            {"kind": "discovered", "date": "2024-03-01", "source": "检查"},
            {"kind": "decided", "date": "2024-05-01"},
        ],
    }
    done = kit.assess(pk.read_case(json.dumps(case)), why_not=True)
    result: dict[str, Any] = done.to_dict()["results"][0]
    return result


def fine(result: dict[str, Any]) -> tuple[str | None, str | None]:
    (one,) = (x for x in result["recommended"] if x["kind"] == "fine")
    return one["from"], one["to"]


@pytest.mark.parametrize(
    ("item", "degree", "expected"),
    [
        # 20,000 + 0 % and + 30 % x 180,000 = 74,000
        ("both", "low", ("20000", "74000")),
        # 200,000 x 30 % and x 50 %
        ("both", "middle", ("60000", "100000")),
        # 200,000 x 80 %, up to the maximum
        ("both", "high", ("160000", "200000")),
        # 0 + 30 % x 50,000
        ("upper", "low", ("0", "15000")),
        ("upper", "middle", ("15000", "25000")),
        ("upper", "high", ("40000", "50000")),
        # 20,000 + 30 % x 80,000 = 44,000
        ("gains", "low", ("20000", "44000")),
        ("gains", "middle", ("30000", "50000")),
        ("gains", "high", ("80000", "100000")),
    ],
)
def test_rows_take_shares_of_the_law(
    own: Path, item: str, degree: str, expected: tuple[str, str]
) -> None:
    kit = write(own, STAGES)
    facts = {"own__degree": degree, "gains__amount": "10000"}
    result = judge(kit, item, gains__refunded="0", **facts)
    assert fine(result) == expected


@pytest.mark.parametrize(
    ("item", "degree", "again", "expected"),
    [
        # 30 % and 20 % in sequence: 30 + 20 x (1 - 30 %) = 44 %
        # 20,000 + 44 % x 180,000 = 99,200
        ("both", "middle", True, "99200"),
        # 44 % x 50,000
        ("upper", "middle", True, "22000"),
        # 60 + 0; 20,000 + 60 % x 80,000 = 68,000
        ("gains", "high", False, "68000"),
    ],
)
def test_formulas_take_shares_of_the_law(
    own: Path, *, item: str, degree: str, again: bool, expected: str
) -> None:
    kit = write(own, FACTORS)
    result = judge(
        kit,
        item,
        own__degree=degree,
        own__again=again,
        gains__amount="10000",
        gains__refunded="0",
    )
    assert fine(result) == (expected, expected)


def test_the_start_of_a_sequence_is_the_least_over_the_greatest(
    own: Path,
) -> None:
    # a = 20,000 / 200,000 = 10 %, then 30 % and 20 % on what is left:
    # 1 - 0.9 x 0.7 x 0.8 = 49.6 %; 200,000 x 49.6 % = 99,200. The way from
    # the least to the greatest comes to the same, without dividing.
    fixed = FACTORS.replace("{range: statute}", '"200000"').replace(
        'start: "0"', 'start: "10"'
    )
    kit = write(own, fixed, ("both",))
    facts = {"own__degree": "middle", "own__again": True}
    assert fine(judge(kit, "both", **facts)) == ("99200", "99200")


def test_a_multiple_of_the_greatest_beside_a_fact(own: Path) -> None:
    body = FACTORS.replace(
        "{range: statute}",
        "{least: [{fact: goods.value, times: 2},"
        ' {fact: statute.fine_most, times: "0.5"}]}',
    )
    kit = write(own, body, ("both",))
    facts = {"own__degree": "high", "own__again": False}
    # the least of 2 x 60,000 and 0.5 x 200,000 is 100,000; 60 % of it
    result = judge(kit, "both", goods__value="60000", **facts)
    assert fine(result) == ("60000", "60000")
    # the least of 2 x 45,000 and 100,000 is 90,000; 60 % of it
    result = judge(kit, "both", goods__value="45000", **facts)
    assert fine(result) == ("54000", "54000")


@pytest.mark.parametrize("body", [STAGES, FACTORS], ids=["rows", "formula"])
def test_without_a_greatest_fine_nothing_is_worked_out(
    own: Path, body: str
) -> None:
    kit = write(own, body)
    result = judge(kit, "lower", own__degree="middle", own__again=False)
    assert fine(result) == ("50000", None)
    codes = [one["code"] for one in result["reasons"]]
    assert "table.no-bound" in codes
    assert "table.no-row" not in codes
    # Only what art. 28(2) of the Penalty Law asks besides.
    assert result["settle"] == ["gains.amount"]


@pytest.mark.parametrize("body", [STAGES, FACTORS], ids=["rows", "formula"])
def test_what_measures_the_law_is_asked_for(own: Path, body: str) -> None:
    kit = write(own, body)
    result = judge(kit, "gains", own__degree="middle", own__again=False)
    assert "gains.amount" in result["settle"]
    assert not any(name.startswith("statute.") for name in result["settle"])


def test_a_case_file_does_not_state_the_bounds_of_the_law(own: Path) -> None:
    kit = write(own, STAGES)
    with pytest.raises(pk.CaseError) as found:
        judge(kit, "both", statute__fine_most="1000")
    assert "statute.fine_most" in str(found.value)
    assert "statute" not in kit.new_form("own.both")


def test_a_condition_may_ask_for_the_greatest_fine(own: Path) -> None:
    body = """
kind: stage
rows:
  - {row: small, when: statute.fine_most <= 50000, penalties: 警告}
  - {row: great, when: statute.fine_most > 50000, penalties: 处2万元罚款}
"""
    kit = write(own, body)
    for item, row in (("upper", "small"), ("both", "great")):
        result = judge(kit, item)
        assert [one["row"] for one in result["rows"]] == [row]
    # Why the other row does not hold is told with the figure of the law.
    assert "200000元" in json.dumps(result["why_not"], ensure_ascii=False)


def lint(own: Path, capsys: pytest.CaptureFixture[bytes]) -> tuple[int, str]:
    where = ["--tables", str(own / "tables"), "--overlay", str(own / "rules")]
    code = run(["tables", "lint", *where, "--lang", "en"])
    out = capsys.readouterr()
    return code, (out.out + out.err).decode("utf-8")


def test_the_lint_tells_a_law_without_a_greatest_fine(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(own, STAGES)
    code, text = lint(own, capsysbinary)
    assert code == 1
    assert "statute-no-maximum" in text
    write(own, STAGES, ("both", "upper", "gains"))
    code, text = lint(own, capsysbinary)
    assert (code, "statute-no" in text) == (0, False), text


@pytest.mark.parametrize(
    "penalties",
    [
        "处法定最高罚款额50%以上120%以下罚款",
        # 5 % of 200,000 is under the least, 20,000
        "处法定最高罚款额5%以上50%以下罚款",
        "处法定最低罚款额50%罚款",
        # twenty times the least is twice the greatest
        "处法定最低罚款额1倍以上20倍以下罚款",
    ],
)
def test_the_lint_tells_a_share_outside_the_law(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes], penalties: str
) -> None:
    body = STAGES.replace("处法定最高罚款额30%以上50%以下罚款", penalties)
    write(own, body, ("both",))
    code, text = lint(own, capsysbinary)
    assert code == 1
    assert text.count("outside-statute") == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("range: statute", "range: statutes", "table-wrong-type"),
        (
            "range: statute}",
            "range: statute, unit: yuan}",
            "table-statute-range-unit",
        ),
        ('to: "0.3"}', 'to: "3"}', "table-share"),
        (
            "处法定最高罚款额30%以上50%以下罚款",
            "处法定罚款幅度2倍以上3倍以下罚款",
            "table-statute-range",
        ),
    ],
)
def test_what_is_written_wrong_is_told(
    own: Path, old: str, new: str, code: str
) -> None:
    kit = write(own, STAGES.replace(old, new))
    with pytest.raises(RuleError) as found:
        assert kit.tables
    assert [fault.code for fault in found.value.faults] == [code]


@pytest.mark.parametrize(
    "base",
    ["{fact: statute.fine_range}", "{sum: [{fact: statute.fine_range}]}"],
)
def test_the_range_is_no_amount(own: Path, base: str) -> None:
    kit = write(own, FACTORS.replace("{range: statute}", base))
    with pytest.raises(RuleError) as found:
        assert kit.tables
    assert {f.code for f in found.value.faults} == {"table-statute-range"}


def test_a_table_asked_by_itself_takes_the_band_that_is_given(
    own: Path,
) -> None:
    kit = write(own, STAGES)
    table = kit.tables.tables["own/1"]
    assert isinstance(table, Table)
    facts = {"own.degree": Reading("known", "low")}
    band = Band(from_=Decimal(1000), to=Decimal(11000))
    # 1,000 + 30 % x 10,000
    expected = Band(from_=Decimal(1000), to=Decimal(4000))
    done = table.evaluate(facts, statute=band)
    assert done.fine is not None
    assert done.fine.band == expected
    # What the view says of the law goes first.
    done = table.evaluate({**facts, **statute_readings(band)}, statute=Band())
    assert done.fine is not None
    assert done.fine.band == expected
    # Without either, what is missing is named.
    done = table.evaluate(facts)
    assert done.fine is not None
    assert done.fine.band is None
    assert done.settle == ("statute.fine_range",)


def test_tests_beside_the_table_name_the_band(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(own, STAGES)
    path = own / "tables" / "tests" / "1.yaml"
    path.parent.mkdir()
    path.write_text(
        """
table: own/1
cases:
  - name: of 20,000 to 200,000
    statute: {from: "20000", to: "200000"}
    facts: {own.degree: low}
    expect: {fine: {from: "20000", to: "74000"}}
  - name: said as facts
    facts: {own.degree: middle, statute.fine_most: "50000"}
    expect: {fine: {from: "15000", to: "25000"}}
""",
        encoding="utf-8",
    )
    where = ["--tables", str(own / "tables"), "--overlay", str(own / "rules")]
    assert run(["tables", "test", *where]) == 0
    assert b"2" in capsysbinary.readouterr().out


def test_the_table_is_shown_in_words(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(own, STAGES)
    where = ["--tables", str(own / "tables"), "--overlay", str(own / "rules")]
    assert run(["tables", "show", "own/1", *where]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8")
    assert "法定罚款幅度" in text
    assert "法定最高罚款额" in text
    assert "statute." not in text
    write(own, FACTORS)
    assert run(["tables", "show", "own/1", *where]) == 0
    text = capsysbinary.readouterr().out.decode("utf-8")
    assert "法定最低罚款额" in text
    assert "statute." not in text


PRODUCT = """
kind: factor
start: "100"
combine: product
cap_percent: "250"
base: {fact: statute.fine_least}
factors:
  - id: degree
    fact: own.degree
    grades:
      - {id: low, if: low, percent: "100"}
      - {id: middle, if: middle, percent: "150"}
      - {id: high, if: high, percent: "200"}
  - id: again
    fact: own.again
    grades:
      - {id: no, if: false, percent: "80"}
      - {id: yes, if: true, percent: "160"}
"""


@pytest.mark.parametrize(
    ("degree", "again", "expected"),
    [
        # 20,000 x 1.5 x 1.6 = 48,000
        ("middle", True, "48000"),
        # 2 x 1.6 = 3.2, at most 2.5: 20,000 x 2.5
        ("high", True, "50000"),
        # 1 x 0.8: 16,000, and the law begins at 20,000
        ("low", False, "20000"),
    ],
)
def test_coefficients_are_multiplied(
    own: Path, *, degree: str, again: bool, expected: str
) -> None:
    kit = write(own, PRODUCT, ("both",))
    result = judge(kit, "both", own__degree=degree, own__again=again)
    assert fine(result) == (expected, expected)


def test_what_an_unknown_coefficient_leaves_open(own: Path) -> None:
    kit = write(own, PRODUCT, ("both",))
    band = Band(from_=Decimal(20000), to=Decimal(200000))
    table = kit.tables.table("own/1")
    facts = {"own.degree": Reading("known", "middle")}
    # 1.5 x 0.8 and 1.5 x 1.6 of 20,000
    assert table.evaluate(facts, statute=band).range == Band(
        from_=Decimal(24000), to=Decimal(48000)
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('start: "100"', 'start: "0"', "table-product-start"),
        ('percent: "80"', 'percent: "-80"', "table-product-percent"),
        ('cap_percent: "250"\n', "", "table-missing-key"),
    ],
)
def test_what_cannot_be_multiplied(
    own: Path, old: str, new: str, code: str
) -> None:
    assert old in PRODUCT
    kit = write(own, PRODUCT.replace(old, new), ("both",))
    with pytest.raises(RuleError) as found:
        assert kit.tables
    assert [fault.code for fault in found.value.faults] == [code]


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)
GRADES = st.sampled_from(["low", "middle", "high"])


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, Table]:
    """The table of stages and that of factors."""
    found = []
    for body in (STAGES, FACTORS):
        folder = tmp_path_factory.mktemp("own")
        for name, text in rules().items():
            path = folder / "rules" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (folder / "tables").mkdir()
        head = folder / "tables" / "document.yaml"
        head.write_text(DOCUMENT, encoding="utf-8")
        found.append(write(folder, body).tables.table("own/1"))
    return found[0], found[1]


@given(one=AMOUNTS, other=AMOUNTS, degree=GRADES, again=st.booleans())
def test_no_share_of_the_way_leaves_the_law(
    tables: tuple[Table, Table],
    *,
    one: Decimal,
    other: Decimal,
    degree: str,
    again: bool,
) -> None:
    statute = Band(from_=min(one, other), to=max(one, other))
    facts = {
        "own.degree": Reading("known", degree),
        "own.again": Reading("known", again),
    }
    stages, factors = tables
    done = factors.evaluate(facts, statute=statute)
    assert done.fine is not None
    assert done.fine.band is not None
    assert statute.covers(done.fine.band)
    # Nothing had to be kept inside: the way itself lies there.
    assert not any("法定幅度" in line["zh"] for line in done.arithmetic)
    if degree == "low":
        done = stages.evaluate(facts, statute=statute)
        assert done.fine is not None
        assert done.fine.band is not None
        assert statute.covers(done.fine.band)
        assert done.fine.band.from_ == statute.from_
