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
    Table,
    TableKind,
    lint_table,
    run_table_tests,
)
from penaltykit.facts import Vocabulary
from penaltykit.law import Registry
from penaltykit.money import Band
from penaltykit.penalty import PenaltyKind

GUANGDONG = "guangdong-eco-2021"
JIANGMEN = "jiangmen-eco-2020"
WAN = Decimal(10000)
# What the law allows at least and at most for an item, in 万元, whatever the
# branch: 水污染防治法 arts. 81 to 85, 91 and 93, and then the others.
STATUTES: dict[str, tuple[str | None, str]] = {
    "water.obstruct-inspection": ("2", "20"),
    "water.no-self-monitoring": ("2", "20"),
    "water.no-automatic-monitoring": ("2", "20"),
    "water.no-toxic-monitoring": ("2", "20"),
    "water.discharge-without-permit": ("10", "100"),
    "water.discharge-over-limit": ("10", "100"),
    "water.discharge-evading-supervision": ("10", "100"),
    "water.no-pretreatment": ("10", "100"),
    # In time 10 to 50, not in time 50 to 100.
    "water.outlet-in-source-zone": ("10", "100"),
    # In time 2 to 10, not in time 10 to 50.
    "water.outlet-against-rules": ("2", "50"),
    "water.discharge-oil-acid-alkali": ("10", "100"),
    "water.discharge-highly-toxic": ("10", "100"),
    "water.wash-toxic-vehicle": ("2", "20"),
    "water.dump-waste": ("2", "20"),
    "water.discharge-radioactive": ("10", "100"),
    "water.discharge-low-radioactive-hot-or-pathogenic": ("2", "20"),
    "water.no-seepage-protection": ("2", "20"),
    "water.fuel-tank-unprotected": ("2", "20"),
    "water.unlined-ditch": ("10", "100"),
    "water.project-in-source-zone": ("10", "50"),
    "water.activity-in-first-zone": ("2", "10"),
    "water.person-in-first-zone": (None, "0.05"),
    "water.no-emergency-plan": ("2", "10"),
    "water.emergency-plan-not-started": ("2", "10"),
    # 排污许可管理条例 arts. 33 and 34.
    "water.permit-regulation-no-permit": ("20", "100"),
    "water.permit-regulation-over-limit": ("20", "100"),
    "water.permit-regulation-evading-supervision": ("20", "100"),
    # 广东省环境保护条例 arts. 64 to 71.
    "water.monitoring-point-changed": ("2", "20"),
    "water.not-as-permitted": ("10", "100"),
    "water.no-ledger": ("2", "20"),
    "water.commissioned-operator": ("5", "10"),
    "water.no-discharge-declaration": ("0.5", "5"),
    "water.no-disclosure": ("10", "20"),
    "water.no-outlet-sign": ("2", "5"),
    "water.automatic-data-falsified": ("5", "20"),
    "water.treatment-plant-no-report": ("5", "10"),
    # 广东省水污染防治条例 arts. 63 to 65.
    "water.monitoring-data-unreal": ("2", "5"),
    "water.monitoring-deceit": ("10", "20"),
    "water.source-zone-marks": ("0.2", "1"),
    "water.ship-works-in-source-zone": ("2", "5"),
    "water.loading-in-source-zone": ("5", "20"),
}


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


def water(library: Library) -> list[tuple[Table, Band]]:
    """The tables on water with the statutory fine of their items."""
    found = []
    for table in library:
        if table.item not in STATUTES:
            assert GUANGDONG not in table.id, table.id
            continue
        low, high = STATUTES[table.item]
        least = None if low is None else Decimal(low) * WAN
        band = Band(from_=least, to=Decimal(high) * WAN)
        found.append((table, band))
    return found


def test_no_shipped_band_leaves_the_statute_and_no_case_is_in_no_row(
    library: Library,
) -> None:
    for table, statute in water(library):
        found = lint_table(table, statute)
        codes = {finding.code for finding in found}
        assert not any(finding.fault for finding in found), table.id
        # The stages of Jiangmen share their bounds, as its art. 16 has it;
        # what else is odd is told among the flaws of the print.
        shared = {"bounds-shared", "point-in-band"}
        allowed = shared if JIANGMEN in table.id else set()
        told = {problem.code for problem in table.problems}
        assert codes <= allowed | told, table.id


def test_the_law_gives_what_the_tables_are_held_against(
    library: Library, root: Path, vocabulary: Vocabulary
) -> None:
    registry = Registry.load(root / "rules", vocabulary)
    for table, band in water(library):
        statute = registry.statute(table.item, dt.date(2022, 6, 1))
        assert statute is not None
        fines = [
            penalty
            for track in statute.tracks
            for penalty in track.penalties
            if penalty.kind is PenaltyKind.FINE
        ]
        least = [fine.from_ for fine in fines if fine.from_ is not None]
        most = [fine.to for fine in fines if fine.to is not None]
        assert len(most) == len(fines)
        assert min(least, default=None) == band.from_, table.id
        assert max(most) == band.to, table.id


def test_every_fact_of_a_table_is_asked_for_its_item(
    library: Library, root: Path, vocabulary: Vocabulary
) -> None:
    registry = Registry.load(root / "rules", vocabulary)
    for table in library:
        item = registry.item(table.item)
        assert item is not None
        if GUANGDONG in table.id:
            assert set(table.facts) <= set(item.questions), table.id


def test_chapter_two_is_told_apart_by_item(library: Library) -> None:
    """One table an item: two would have equal claim to a case."""
    tables = [table for table in library if GUANGDONG in table.id]
    assert len({table.item for table in tables}) == len(tables)
    assert len(tables) >= 41


def test_the_eleven_exceptions_of_the_apology_rule(library: Library) -> None:
    policy = library.document(GUANGDONG).policy
    apology = policy.circumstance("public-apology")
    assert apology is not None
    assert apology.effect is Effect.CORRECTION
    assert len(apology.excluded) == 11
    assert (apology.percent_from, apology.percent_to) == (30, 50)
    # Every item whose own words put the act inside a protection zone.
    zone = {
        table.item
        for table in library
        if table.document.id == GUANGDONG
        and "水源保护区内" in table.name["zh"]
    }
    assert zone <= set(apology.excluded[0].items)


def test_table_files_are_named_after_their_tables(library: Library) -> None:
    for table in library:
        number = table.id.partition("/")[2]
        assert Path(table.file).name.startswith(number)
        assert table.kind in TableKind


def test_no_sentence_is_longer_than_a_terminal_bears(root: Path) -> None:
    """Documents stay readable: plain YAML that the strict reader takes."""
    for path in (root / "discretion_tables").rglob("*.yaml"):
        assert _yaml.load(path).value
