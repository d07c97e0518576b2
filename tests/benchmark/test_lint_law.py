"""The lint holds a table against the law: per subject, per unit, by name."""

import shutil
from pathlib import Path

import pytest

from penaltykit.cli._main import run

RULES = {
    "facts/own.yaml": """
- {id: own.area, zh: 占用面积, en: area, type: quantity, unit: m2,
   scope: violation}
- {id: own.times, zh: 次数, en: times, type: count, scope: violation}
""",
    "items/own.yaml": """
field: urban-management
agencies:
  - {kind: urban-management, level: county}
items:
  - id: own.occupy
    zh: 占道堆放
    en: goods left on the pavement
    breached: [{law: own-regulation, article: 1}]
    penalising: [{law: own-regulation, provision: "1"}]
    questions: [own.area]
  - id: own.dig
    zh: 危险区取土
    en: digging where the slope may slide
    breached: [{law: own-regulation, article: 2}]
    penalising: [{law: own-regulation, provision: "2"}]
    questions: [own.area]
""",
    "laws/own-regulation.yaml": """
id: own-regulation
rank: local-regulation
zh: 试用条例
en: Trial Regulation
versions:
  - id: "2020"
    effective: 2020-01-01
    status: stated
    source: {zh: 试, en: made}
    shape: {complete: true, articles: 2}
    provisions:
      - ids: ["1"]
        citations: [{article: 1}]
        tracks:
          - id: any
            label: {zh: 罚款, en: a fine}
            penalties:
              - {kind: fine, unit: yuan-per-m2, per: own.area,
                 from: 50, to: 300}
      - ids: ["2"]
        citations: [{article: 2}]
        tracks:
          - id: any
            label: {zh: 罚款, en: a fine}
            penalties:
              - {kind: fine, subject: person, from: 1000, to: 10000}
              - {kind: fine, subject: organisation, from: 20000, to: 200000}
""",
}
DOCUMENT = """
schema: penaltykit/benchmark/1
id: own-2024
name: {zh: 试用基准, en: Trial benchmark}
issuer: {zh: 试用机关, en: Trial agency}
region: "440700"
level: city
field: urban-management
effective: 2024-01-01
status: in-force
source: {zh: 试, en: made}
words: {平方米: own.area}
policy:
  bounds: {from: included, to: included}
  applies_by: act
"""
TABLE = """
table: "1"
kind: stage
name: {zh: 表, en: table}
item: own.occupy
provisions: [{law: own-regulation, article: 1}]
source: {zh: 试, en: made}
columns: [{id: times, fact: own.times}]
rows:
  - {row: "1", if: {times: "<= 1"}, penalties: 处每平方米50元罚款}
  - {row: "2", if: {times: "> 1"}, penalties: 处每平方米100元以上300元以下罚款}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name, text in {
        **{f"rules/{name}": text for name, text in RULES.items()},
        "tables/document.yaml": DOCUMENT,
        "tables/tables/1.yaml": TABLE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def lint(
    own: Path,
    capsys: pytest.CaptureFixture[bytes],
    *changes: tuple[str, str],
    file: str = "tables/1.yaml",
) -> tuple[int, str]:
    path = own / "tables" / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    where = ["--tables", str(own / "tables"), "--overlay", str(own / "rules")]
    code = run(["tables", "lint", *where, "--lang", "en"])
    out = capsys.readouterr()
    return code, (out.out + out.err).decode("utf-8")


def test_it_lies_within(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert lint(own, capsysbinary)[0] == 0


def test_an_amount_a_unit_outside_the_law(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, text = lint(own, capsysbinary, ("300元", "350元"))
    assert code == 1
    assert "outside-statute" in text
    assert "50 to 300 yuan per" in text


@pytest.mark.parametrize(
    ("person", "organisation", "code"),
    [
        ("5000", "100000", 0),
        # Within what an organisation may get, and too much for a person.
        ("15000", "100000", 1),
        ("5000", "10000", 1),
    ],
)
def test_each_subject_by_its_own_band(
    own: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    person: str,
    organisation: str,
    code: int,
) -> None:
    found, text = lint(
        own,
        capsysbinary,
        ("own.occupy", "own.dig"),
        ("article: 1", "article: 2"),
        (
            "处每平方米50元罚款",
            f"对个人处{person}元罚款，对单位处{organisation}元罚款",
        ),
        (
            "处每平方米100元以上300元以下罚款",
            "对个人处1万元罚款，对单位处20万元罚款",
        ),
    )
    assert found == code
    assert ("outside-statute" in text) is bool(code)


def test_the_nearest_item_is_named(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, text = lint(own, capsysbinary, ("own.occupy", "own.ocupy"))
    assert code == 1
    assert "the nearest is own.occupy" in text


def test_a_region_that_lies_nowhere(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, text = lint(
        own, capsysbinary, ('"440700"', '"990000"'), file="document.yaml"
    )
    assert code == 1
    assert "region-nowhere" in text


def test_the_other_commands_take_an_overlay(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    tests = own / "tables" / "tests"
    tests.mkdir()
    (tests / "1.yaml").write_text(
        "table: own-2024/1\n"
        "cases:\n"
        "  - name: ten square metres, the second time\n"
        '    facts: {own.times: 2, own.area: "10"}\n'
        "    expect:\n"
        "      # 10 x 100 and 10 x 300\n"
        '      fine: {from: "1000", to: "3000"}\n',
        encoding="utf-8",
    )
    where = ["--tables", str(own / "tables")]
    over = ["--overlay", str(own / "rules")]
    assert run(["tables", "test", *where, *over]) == 0
    assert run(["tables", "show", "own-2024/1", *where, *over]) == 0
    copy = tmp_path / "copy"
    shutil.copytree(own / "tables", copy)
    assert run(["tables", "diff", str(own / "tables"), str(copy), *over]) == 0
    assert run(["tables", "show", "own-2024", *where, *over]) == 0
    shown = capsysbinary.readouterr().out.decode("utf-8")
    assert "试用机关" in shown


def test_a_phrase_is_read_by_words_of_ones_own(
    own: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    phrase = ["tables", "read", "--condition", "占用面积50平方米以上"]
    assert run([*phrase, "--overlay", str(own / "rules")]) == 0
    out = capsysbinary.readouterr().out.decode("utf-8")
    assert "own.area >= 50" in out
