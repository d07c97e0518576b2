"""The vocabulary: what it refuses, and where."""

from pathlib import Path

import pytest

from penaltykit.engine import FactType
from penaltykit.errors import RuleError, UnknownNameError
from penaltykit.facts import Scope, Vocabulary

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(ROOT / "rules")


def _load(tmp_path: Path, text: str) -> Vocabulary:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "own.yaml").write_text(text, "utf-8")
    return Vocabulary.load(tmp_path)


def _faults(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(RuleError) as caught:
        _load(tmp_path, text)
    return [(f.code, f.place.line) for f in caught.value.faults]


def test_the_core_names_are_there(vocabulary: Vocabulary):
    core = """
        case.phase case.procedure party.kind party.is_organisation
        party.counts_as_citizen party.fine_total goods.value gains.amount
        goods.present act.from act.to decision.date water.zone
        water.effects_removed env.major_impact
    """
    for name in core.split():
        assert name in vocabulary


def test_a_signature_has_type_words_and_unit(vocabulary: Vocabulary):
    zone = vocabulary.signature("water.zone")
    assert zone is not None
    assert zone.type is FactType.ONE_OF
    assert zone.values == ("general", "special", "drinking-source")
    assert vocabulary.signature("no.such") is None


def test_labels_fall_back_to_the_id(vocabulary: Vocabulary):
    assert vocabulary.label("goods.value") == "货值金额"
    assert vocabulary.label("goods.value", "en") == "value of the goods"
    assert vocabulary.label("no.such") == "no.such"


def test_an_unknown_name_is_offered_the_nearest(vocabulary: Vocabulary):
    with pytest.raises(UnknownNameError, match=r"goods\.value"):
        vocabulary.entry("goods.valeu")


def test_every_fact_has_both_labels_and_every_word_too(
    vocabulary: Vocabulary,
):
    for entry in vocabulary.entries():
        assert entry.zh
        assert entry.en
        assert entry.zh != entry.en
        for word in entry.values:
            assert word.zh
            assert word.en


def test_an_attested_fact_is_stated_by_an_officer(vocabulary: Vocabulary):
    for entry in vocabulary.entries():
        if entry.attested:
            assert entry.stated, entry.id


def test_a_fact_is_reached_in_one_way_only(tmp_path: Path):
    text = """\
- {id: a.b, zh: 甲, en: A, type: date, scope: case, source: x, derive: x}
- {id: a.c, zh: 甲, en: A, type: money, scope: case, absent: "0", source: x}
"""
    assert _faults(tmp_path, text) == [
        ("fact-two-ways", 1),
        ("fact-unknown-derivation", 1),
        ("fact-absent-not-stated", 2),
    ]


def test_all_faults_of_a_file_come_at_once(tmp_path: Path):
    text = """\
- {id: A.b, zh: 甲, en: A, type: truth, scope: case}
- {id: a.b, zh: 甲, en: A, type: bool, scope: case}
- {id: a.b, zh: 甲, en: A, type: one-of, scope: case}
- {id: a.b, zh: 甲, type: truth, scope: case}
- {id: a.b, zh: 甲, en: A, type: truth, scope: case, atested: true}
- {id: a.b, zh: 甲, en: A, type: truth, scope: case, derive: paper_kin}
- {id: a.b, zh: 甲, en: A, type: truth, scope: case, derive: paper_kind}
- {id: a.b, zh: 甲, en: A, type: money, scope: case, concluded: true}
- {id: a.b, zh: 甲, en: A, type: quantity, scope: case}
"""
    assert _faults(tmp_path, text) == [
        ("fact-bad-id", 1),
        ("rule-not-choice", 2),
        ("fact-words-and-type", 3),
        ("rule-missing-key", 4),
        ("rule-unknown-key", 5),
        ("fact-unknown-derivation", 6),
        ("fact-derivation-scope", 7),
        ("fact-concluded-not-truth", 8),
        ("fact-unit-and-type", 9),
    ]


def test_a_name_twice_names_the_first_place(tmp_path: Path):
    text = """\
- {id: a.b, zh: 甲, en: A, type: truth, scope: case}
- {id: a.b, zh: 乙, en: B, type: truth, scope: case}
"""
    with pytest.raises(RuleError) as caught:
        _load(tmp_path, text)
    (fault,) = caught.value.faults
    assert fault.code == "fact-twice"
    assert fault.place.line == 2
    assert ":1:" in fault.params["first"]


def test_a_formula_that_does_not_compile_is_told_at_load(tmp_path: Path):
    text = """\
- {id: a.b, zh: 甲, en: A, type: truth, scope: case, formula: a.d > 1}
- {id: a.c, zh: 甲, en: A, type: money, scope: case}
"""
    with pytest.raises(RuleError) as caught:
        _load(tmp_path, text)
    assert caught.value.faults[0].place.line == 1


def test_own_facts_join_the_shipped_way_of_reading(tmp_path: Path):
    text = """\
- id: shop.area
  zh: 面积
  en: area
  type: quantity
  unit: m2
  scope: violation
"""
    vocabulary = _load(tmp_path, text)
    entry = vocabulary.entry("shop.area")
    assert entry.scope is Scope.VIOLATION
    assert entry.stated
    assert entry.domain == "own"
