"""The shipped documents: their own tests, their reach, their soundness."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from penaltykit import _yaml
from penaltykit.benchmark import (
    Effect,
    Library,
    Status,
    TableKind,
    lint_table,
    run_table_tests,
)
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry
from penaltykit.money import Band

GUANGDONG = "guangdong-eco-2021"
JIANGMEN = "jiangmen-eco-2020"
# 水污染防治法 arts. 81, 82 and 85(2): 20,000 to 200,000 yuan.
STATUTE = Band(from_=Decimal(20000), to=Decimal(200000))


def test_the_tests_beside_the_tables_hold_and_reach_every_row(
    library: Library, vocabulary: Vocabulary
) -> None:
    report = run_table_tests(library, vocabulary)
    assert report.failures == ()
    assert report.passed
    assert report.missed == {}
    assert report.cases > 40


def test_a_wrong_expectation_is_reported_with_its_place(
    library: Library, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "table: guangdong-eco-2021/2.14\n"
        "cases:\n"
        "  - name: wrong on purpose\n"
        "    facts: {water.zone: general, water.effects_removed: true,"
        " env.major_impact: false}\n"
        "    expect:\n"
        '      fine: {amount: "1"}\n',
        encoding="utf-8",
    )
    report = run_table_tests(library, vocabulary, [path])
    (failure,) = report.failures
    assert failure.place.line == 6
    assert failure.key == "fine"
    assert failure.found == "from 20,000 to under 50,000 yuan"
    assert not report.passed
    # One case reaches one row; the other six of §2.14 are named.
    assert report.missed["guangdong-eco-2021/2.14"] == tuple("234567")


def test_every_table_says_which_law_and_item_it_serves(
    library: Library, root: Path, vocabulary: Vocabulary
) -> None:
    registry = Registry.load(root / "rules", vocabulary)
    for table in library:
        assert registry.item(table.item).id == table.item
        assert table.provisions
        for citation in table.provisions:
            assert registry.law(citation.law).id == citation.law


@pytest.mark.parametrize("name", [GUANGDONG, JIANGMEN])
def test_every_citation_of_the_general_rules_exists(
    library: Library, root: Path, vocabulary: Vocabulary, name: str
) -> None:
    registry = Registry.load(root / "rules", vocabulary)
    policy = library.document(name).policy
    cited = [
        *policy.bounds.citation,
        *policy.several_rows_citation,
        *policy.unascertainable_citation,
        *(c for rule in policy.positions for c in rule.citation),
        *(c for one in policy.circumstances for c in one.citation),
        *(c for one in policy.look_backs for c in one.citation),
    ]
    assert cited
    for citation in cited:
        law = registry.law(citation.law)
        version = law.versions[0]
        assert version.exists(citation) is not False, citation


def test_terms_and_statuses_are_honest(library: Library) -> None:
    guangdong = library.document(GUANGDONG)
    # Art. 25: from 2022-01-01, five years.
    assert guangdong.effective == dt.date(2022, 1, 1)
    assert guangdong.expires == dt.date(2026, 12, 31)
    assert guangdong.status is Status.IN_FORCE
    assert not guangdong.complete
    jiangmen = library.document(JIANGMEN)
    # Art. 18: from 2020-03-01, three years.
    assert jiangmen.expires == dt.date(2023, 2, 28)
    assert jiangmen.status is Status.EXPIRED


def test_the_printed_heading_is_a_flaw_and_is_not_bound(
    library: Library,
) -> None:
    table = library.table(f"{GUANGDONG}/2.14")
    (problem,) = table.problems
    assert problem.code == "heading-does-not-fit"
    assert problem.column == "removed"
    assert "近一年同类违法行为情况" in problem.text["zh"]
    assert "water.same_breaches_one_year" not in table.facts


def test_no_shipped_band_leaves_the_statute_and_no_case_is_in_no_row(
    library: Library,
) -> None:
    for table in library:
        found = lint_table(table, STATUTE)
        codes = {finding.code for finding in found}
        assert not any(finding.fault for finding in found), table.id
        # The stages of Jiangmen share their bounds, as its art. 16 has it.
        allowed = {"bounds-shared"} if JIANGMEN in table.id else set()
        assert codes <= allowed, table.id


def test_the_eleven_exceptions_of_the_apology_rule(library: Library) -> None:
    policy = library.document(GUANGDONG).policy
    apology = policy.circumstance("public-apology")
    assert apology is not None
    assert apology.effect is Effect.CORRECTION
    assert len(apology.excluded) == 11
    assert (apology.percent_from, apology.percent_to) == (30, 50)


def test_table_files_are_named_after_their_tables(library: Library) -> None:
    for table in library:
        number = table.id.partition("/")[2]
        assert Path(table.file).name.startswith(number)
        assert table.kind in TableKind


def test_no_sentence_is_longer_than_a_terminal_bears(root: Path) -> None:
    """Documents stay readable: plain YAML that the strict reader takes."""
    for path in (root / "discretion_tables").rglob("*.yaml"):
        assert _yaml.load(path).value
