"""Tables and laws whose penalties and cells are written as print has them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from penaltykit import Kit, _cache, _yaml
from penaltykit.benchmark import Library
from penaltykit.benchmark._phrase_cache import recall, remember
from penaltykit.clause import phrase_penalties
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import Vocabulary
from penaltykit.law import LawVersion, Registry
from strategies.tables import load_table

EXPLICIT = """
table: "9"
kind: stage
name: {zh: 两种写法, en: written both ways}
item: water.wash-toxic-vehicle
provisions: [{law: water-pollution-law, article: 85}]
columns:
  - {id: goods, fact: goods.value}
  - {id: times, fact: water.same_breaches_two_years}
  - {id: permit, fact: water.permit_class}
  - {id: grave, fact: violation.grave}
rows:
  - row: "1"
    rank: 1
    if: {goods: "[5000..10000)", times: "0", permit: key, grave: false}
    penalties:
      - {kind: confiscate-gains}
      - kind: fine
        unit: times
        base: gains.amount
        from: "2"
        to: "5"
        to_inclusive: true
        cap: "10000"
  - row: "2"
    rank: 2
    if: {goods: ">= 10000", times: "1, 2", permit: [simplified, key]}
    penalties:
      - {kind: warning}
      - {kind: fine, from: "10000", to: "20000", obligation: may}
      - {kind: fine, from: "5", to: "5", unit: percent, base: goods.value,
         when: "gains.amount > 0"}
  - row: "3"
    rank: 3
    if: {goods: "< 5000", times: ">= 3"}
    penalties:
      - {kind: fine, from: "200", to: "500", subject: responsible-person}
source: {zh: 试验, en: a test}
"""

PHRASES = """
table: "9"
kind: stage
name: {zh: 两种写法, en: written both ways}
item: water.wash-toxic-vehicle
provisions: [{law: water-pollution-law, article: 85}]
columns:
  - {id: goods, fact: goods.value}
  - {id: times, fact: water.same_breaches_two_years}
  - {id: permit, fact: water.permit_class}
  - {id: grave, fact: violation.grave}
rows:
  - row: "1"
    rank: 1
    if: {goods: 5000元以上不足1万元, times: 第一次,
         permit: 重点管理, grave: 否}
    penalties: 没收违法所得，并处违法所得2倍以上5倍以下罚款，最高不超过1万元
  - row: "2"
    rank: 2
    if: {goods: 货值金额1万元以上, times: 第二次或者第三次,
         permit: 简化管理或者重点管理}
    penalties:
      - {kind: warning}
      - 可以处一万元以上二万元以下罚款；有违法所得的，处货值金额5%的罚款
  - row: "3"
    rank: 3
    if: {goods: 不足5000元, times: 两年内3次以上（不含本次）}
    penalties:
      - 对直接负责的主管人员处200元以上500元以下罚款
source: {zh: 试验, en: a test}
"""


@pytest.fixture(scope="module")
def vocabulary(root: Path) -> Vocabulary:
    return Vocabulary.load(root / "rules")


def rows_of(text: str, vocabulary: Vocabulary) -> list[object]:
    data = _yaml.load(text).value
    body: Any = load_table(data, vocabulary=vocabulary).body
    return [
        (
            row.id,
            [(cell.intervals, cell.words) for cell in row.cells],
            row.penalties,
        )
        for row in body.rows
    ]


def test_the_same_table_written_both_ways(vocabulary: Vocabulary) -> None:
    assert rows_of(PHRASES, vocabulary) == rows_of(EXPLICIT, vocabulary)


TABLE = "guangdong-eco/2021/tables/2.14-wash-toxic-vehicle.yaml"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """One document with one table, that a test may change."""
    source, target = root / "discretion_tables", tmp_path / "tables"
    for name in ("guangdong-eco/2021/document.yaml", TABLE):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / name, target / name)
    return target


def change(path: Path, old: str, new: str) -> tuple[int, int]:
    """Change a file; gives the line and column where ``new`` begins."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    at = text.index(old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def faults(copy: Path, vocabulary: Vocabulary) -> list[Fault]:
    with pytest.raises(RuleError) as caught:
        Library.load(copy, vocabulary)
    return list(caught.value.faults)


def test_the_reading_of_the_document_holds(
    copy: Path, vocabulary: Vocabulary
) -> None:
    # 粤环发〔2021〕7号 art. 23: 以上 includes the figure, 以下 does not.
    change(
        copy / TABLE,
        '[{kind: fine, from: "20000", to: "50000"}]',
        "处2万元以上5万元以下罚款",
    )
    changed = Library.load(copy, vocabulary).table("guangdong-eco-2021/2.14")
    fine = changed.body.rows[0].penalties[-1]  # type: ignore[union-attr]
    assert (fine.from_inclusive, fine.to_inclusive) == (True, False)
    shipped = Kit().tables.table("guangdong-eco-2021/2.14")
    assert changed.body == shipped.body


@pytest.mark.parametrize(
    ("phrase", "code", "found"),
    [
        ("处2万元以上5万元以下罚款，并予哪吒", "phrase-unread", "哪吒"),
        ("处1—3万元罚款", "phrase-ambiguous", "1—3万元"),
        ("处5万元以上2万元以下罚款", "phrase-defective", "5万元以上2万元"),
        ("处营业额2倍的罚款", "phrase-unbound", "营业额"),
        ("处以罚款", "phrase-no-amount", ""),
        ("使用暗管的，处1万元罚款", "phrase-condition", "使用暗管的"),
        ("处1万元罚款；依照前款规定处罚", "phrase-condition", "依照前款规定"),
        ("造成重大损失的，处1万元罚款", "phrase-", "造成重大损失"),
        ("由县级人民政府负责解释", "phrase-", ""),
        ("情节特别恶劣的，处1万元罚款", "phrase-unbound", "情节特别恶劣"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(
    copy: Path,
    vocabulary: Vocabulary,
    phrase: str,
    code: str,
    found: str,
) -> None:
    path = copy / TABLE
    line, column = change(
        path, '[{kind: fine, from: "20000", to: "50000"}]', f'"{phrase}"'
    )
    told = faults(copy, vocabulary)
    assert told
    assert any(fault.code.startswith(code) for fault in told)
    first = next(fault for fault in told if fault.code.startswith(code))
    assert str(first.place).startswith(str(path))
    assert (first.place.line, first.place.column) == (line, column)
    assert found in str(first)


@pytest.mark.parametrize(
    "cell",
    [
        "大概一般区域",
        "5000元以上",  # yuan say nothing of a zone
        "第二次",
    ],
)
def test_a_cell_that_says_nothing_of_its_fact(
    copy: Path, vocabulary: Vocabulary, cell: str
) -> None:
    path = copy / TABLE
    line, column = change(
        path,
        "zone: general, removed: true",
        f"zone: {cell}, removed: true",
    )
    (fault,) = faults(copy, vocabulary)
    assert fault.code == "table-cell-phrase"
    assert fault.place.line == line
    assert cell in str(fault)
    assert column


def test_a_count_that_may_or_may_not_count_this_act(
    vocabulary: Vocabulary,
) -> None:
    text = PHRASES.replace("3次以上（不含本次）", "3次以上")
    with pytest.raises(AssertionError) as caught:
        rows_of(text, vocabulary)
    assert "table-cell-phrase" in str(caught.value)


LAW = "road-transport-regulation"


def law_of(registry: Registry) -> LawVersion:
    """The first version of the law."""
    law = registry.law(LAW)
    assert law is not None
    return law.versions[0]


def test_a_law_written_in_phrases(root: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(root / "rules", rules)
    path = rules / "laws" / f"{LAW}.yaml"
    old = """              - {kind: order-stop}
              - {kind: confiscate-gains, base: gains.amount, unit: times, \
from: 1, to: 1}
              - {kind: fine, unit: times, base: gains.amount, from: 2, to: 10}
"""
    new = "              - 处违法所得2倍以上10倍以下罚款\n"
    change(path, old, new)
    vocabulary = Vocabulary.load(rules)
    fines = [
        [
            penalty
            for penalty in law_of(registry)
            .provisions["goods-without-permit"]
            .tracks[0]
            .penalties
            if penalty.kind == "fine"
        ]
        for registry in (
            Registry.load(rules, vocabulary),
            Registry.load(root / "rules", vocabulary),
        )
    ]
    assert len(fines[0]) == 1
    assert fines[0] == fines[1]


def test_a_phrase_of_a_law_that_cannot_be_read(
    root: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(root / "rules", rules)
    line, column = change(
        rules / "laws" / f"{LAW}.yaml",
        "{kind: fine, unit: times, base: gains.amount, from: 2, to: 10}",
        "处违法所得若干倍罚款",
    )
    vocabulary = Vocabulary.load(rules)
    with pytest.raises(RuleError) as caught:
        _ = law_of(Registry.load(rules, vocabulary)).provisions
    (fault,) = caught.value.faults
    assert fault.code == "phrase-unread"
    assert (fault.place.line, fault.place.column) == (line, column)


def test_bases_are_found_in_every_field(vocabulary: Vocabulary) -> None:
    text = "责令停止建设，处建设项目总投资额百分之一以上百分之二以下的罚款"
    found = phrase_penalties(text, vocabulary)
    assert not found.faults
    fine = found.penalties[-1]
    # 百分之一 to 百分之二, both included.
    assert (fine.unit, fine.base) == ("percent", "eia.investment")
    assert (str(fine.from_), str(fine.to)) == ("1", "2")


def test_every_shipped_table_is_shown() -> None:
    tables = Kit().tables
    for table in tables:
        for lang in ("zh", "en"):
            assert table.id in tables.show(table.id, lang)
    shown = tables.show("guangdong-eco-2021/2.14")
    # 以下 excludes the figure in this document: 不足 says so to anybody.
    assert "处2万元以上不足5万元罚款" in shown


class TestRemembering:
    """A phrase is read once; after that it is known."""

    @pytest.fixture
    def folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Path]:
        folder = tmp_path / "cache"
        monkeypatch.setenv("PENALTYKIT_CACHE", str(folder))
        _cache.folder.cache_clear()
        yield folder
        _cache.folder.cache_clear()

    def load(self, text: str, vocabulary: Vocabulary) -> list[object]:
        return rows_of(text, vocabulary)

    def test_what_is_known_is_what_was_read(
        self, folder: Path, vocabulary: Vocabulary
    ) -> None:
        first = self.load(PHRASES, vocabulary)
        kept = list(folder.iterdir())
        assert kept
        assert self.load(PHRASES, vocabulary) == first
        for path in kept:
            path.write_bytes(b'[{"kind": "spoilt"}]')
        assert self.load(PHRASES, vocabulary) == first

    def test_other_words_are_read_anew(
        self, folder: Path, vocabulary: Vocabulary
    ) -> None:
        bounds = {"from": "included", "to": "included"}
        text = "处违法所得2倍罚款"
        remember(text, vocabulary, bounds, ())
        assert recall(text, vocabulary, bounds) == ()
        assert recall(text, vocabulary, {**bounds, "to": "excluded"}) is None
        fewer = Vocabulary(
            {
                entry.id: entry
                for entry in vocabulary.entries()
                if entry.formula is None and entry.id != "gains.amount"
            }
        )
        assert recall(text, fewer, bounds) is None
        assert folder.is_dir()
