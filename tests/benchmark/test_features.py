"""The eighteen features of published tables, each worked out by hand.

The tables stand in ``features/``; what a shipped table shows is taken from
there. Which table shows which feature is listed in ``docs/tables.md``.
"""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit.benchmark import (
    Grade,
    Library,
    PointBody,
    Table,
    TableOutcome,
    WhyNotReason,
    lint_table,
    ordinary,
    position,
    run_table_tests,
)
from penaltykit.engine import Reading
from penaltykit.facts import Vocabulary
from penaltykit.money import Band
from penaltykit.penalty import Obligation, PenaltyKind
from strategies.tables import load_table

D = Decimal
HERE = Path(__file__).parent / "features"


@pytest.fixture(scope="module")
def features() -> Library:
    vocabulary = Vocabulary.load(HERE / "rules")
    return Library.load(HERE / "tables", vocabulary)


def view(facts: dict[str, Any]) -> dict[str, Reading]:
    """Facts by their short names; a text with a hyphen is a state."""
    found = {}
    for name, value in facts.items():
        fact = {
            "organisation": "party.is_organisation",
            "item": "violation.item",
        }.get(name, f"f.{name}")
        if value == "not-ascertainable":
            found[fact] = Reading(value)
        elif isinstance(value, Decimal | bool | str):
            found[fact] = Reading("known", value)
        else:
            assert isinstance(value, int)
            found[fact] = Reading("known", value)
    return found


def apply(
    features: Library,
    name: str,
    *,
    on: dt.date | None = None,
    statute: Band | None = None,
    **facts: Any,
) -> TableOutcome:
    return features.table(name).evaluate(view(facts), on=on, statute=statute)


def fine(outcome: TableOutcome) -> Band | None:
    assert outcome.settled
    assert not outcome.settle
    return None if outcome.fine is None else outcome.fine.band


def band(low: str | int, high: str | int, **ends: bool) -> Band:
    return Band(from_=D(low), to=D(high), **ends)


def point(amount: str | int) -> Band:
    return Band.point(D(amount))


def kinds(outcome: TableOutcome) -> list[str]:
    return [one.penalty.kind.value for one in outcome.penalties]


def lines(outcome: TableOutcome) -> str:
    return "\n".join(line["en"] for line in outcome.arithmetic)


def codes(table: Table, statute: Band | None = None) -> set[str]:
    return {finding.code for finding in lint_table(table, statute)}


# --- 1: fixed bands, points, an upper bound alone ---


@pytest.mark.parametrize(
    ("breaches", "expected"),
    [
        (1, band(500, 1000, to_inclusive=False)),
        (2, Band(to=D(50000))),
        (3, band(50000, 60000, from_inclusive=False)),
        (4, point(80000)),
    ],
)
def test_01_fixed_bands(
    features: Library, breaches: int, expected: Band
) -> None:
    found = apply(features, "inclusive/fixed", breaches=breaches)
    assert fine(found) == expected


def test_01_an_upper_bound_alone_may_be_no_fine_at_all(
    features: Library,
) -> None:
    found = apply(features, "inclusive/fixed", breaches=2).fine
    assert found is not None
    assert found.penalty.obligation is Obligation.MAY
    assert found.band is not None
    assert found.band.contains(D(0))


# --- 2: multiples of different bases ---


@pytest.mark.parametrize(
    ("which", "fact", "amount", "expected"),
    [
        (1, "gains", 3000, band(3000, 15000)),  # x 1, x 5
        (2, "goods", 3000, point(30000)),  # x 10
        (3, "fees", 400, Band(to=D(2000))),  # x 5
        (4, "adverts", 7000, band(21000, 35000)),  # x 3, x 5
        (5, "contract", 1000000, band(20000, 40000)),  # 2 %, 4 %
        (6, "investment", 80000, band(800, 4000)),  # 1 %, 5 %
        (7, "tax", 1001, band("500.5", 5005)),  # x 0.5, x 5
    ],
)
def test_02_multiples_of_bases(
    features: Library, which: int, fact: str, amount: int, expected: Band
) -> None:
    found = apply(
        features,
        "inclusive/bases",
        breaches=which,
        **{fact: D(amount)},
    )
    assert fine(found) == expected


def test_02_a_base_that_is_missing_is_asked_for(features: Library) -> None:
    found = apply(features, "inclusive/bases", breaches=7)
    assert found.settle == ("f.tax",)
    assert found.fine is not None
    assert found.fine.band is None


# --- 3, 4, 5: two tracks, the same quantity twice, caps by stage ---


@pytest.mark.parametrize(
    ("gains", "breaches", "expected"),
    [
        ("9999", 1, point(9999)),  # once
        ("15000", 1, point(10000)),  # once, not over 10,000
        ("7000", 2, point(17500)),  # 2.5 times
        ("15000", 2, point(20000)),  # 37,500, not over 20,000
        ("20001", 1, band(40002, 200010)),  # x 2, x 10
    ],
)
def test_03_04_05_tracks_and_caps(
    features: Library, gains: str, breaches: int, expected: Band
) -> None:
    found = apply(
        features, "inclusive/tracks", gains=D(gains), breaches=breaches
    )
    assert fine(found) == expected


def test_03_what_falls_in_neither_track(features: Library) -> None:
    found = apply(features, "inclusive/tracks", gains=D(20000), breaches=1)
    assert found.no_row
    assert "gap" in codes(features.table("inclusive/tracks"))


# --- 6: amounts a unit, steps ---


def test_06_per_person(features: Library) -> None:
    found = apply(
        features, "inclusive/units", zone="general", persons=7
    )  # 500 x 7, 1,000 x 7
    assert fine(found) == band(3500, 7000)


@pytest.mark.parametrize(
    ("times", "low", "high"),
    [
        ("0.8", 20000, 50000),  # nothing over 1
        ("1", 20000, 50000),
        ("1.1", 30000, 60000),  # 0.1 over: a step begun counts whole
        ("1.5", 30000, 60000),  # 0.5 over: one step
        ("2.2", 50000, 80000),  # 1.2 over: 2.4 steps, so 3
        ("4", 80000, 90000),  # 6 steps: 80,000 to 110,000, not over 90,000
        ("9", 90000, 90000),  # 16 steps: 180,000 and more
    ],
)
def test_06_steps_rounded_up(
    features: Library, times: str, low: int, high: int
) -> None:
    found = apply(
        features, "inclusive/units", zone="special", times_over=D(times)
    )
    assert fine(found) == band(low, high)


def test_06_the_steps_are_a_line_of_the_arithmetic(features: Library) -> None:
    found = apply(
        features, "inclusive/units", zone="special", times_over=D("2.2")
    )
    assert "1.2 over 1, by 0.5 = 3" in lines(found)
    assert "from 50,000 to 80,000 yuan" in lines(found)


def test_06_unknown_steps_leave_the_sum_open(features: Library) -> None:
    found = apply(features, "inclusive/units", zone="special")
    assert found.settle == ("f.times_over",)
    assert found.fine is not None
    assert found.fine.band is None


@pytest.mark.parametrize(
    ("area", "amount"),
    [
        ("4.9", 1000),  # 0.49 steps
        ("5", 1200),  # 0.5 steps: half up
        ("14.9", 1200),
        ("15", 1400),
    ],
)
def test_06_steps_rounded_half_up(
    features: Library, area: str, amount: int
) -> None:
    found = apply(features, "inclusive/half-up", ordered=True, area=D(area))
    assert fine(found) == point(amount)


def test_06_a_result_rounded_up_to_the_yuan(features: Library) -> None:
    found = apply(
        features, "inclusive/half-up", ordered=False, contract=D(1001)
    )
    # 1,001 x 1.5 % = 15.015, x 3 % = 30.03
    assert fine(found) == band(16, 31)


# --- 7: percent of range, percent of maximum ---


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (19999, band(10000, 13000)),  # 1 % + 0 and 0.3 x 1 %
        (20000, band(13000, 17000)),  # 0.3 and 0.7
        (50001, band(17000, 20000)),  # 0.7 and 1
        (100001, point(40000)),  # 20 % of 200,000
    ],
)
def test_07_percent_of_range(
    features: Library, area: int, expected: Band
) -> None:
    found = apply(
        features, "inclusive/range", area=D(area), contract=D(1000000)
    )
    assert fine(found) == expected


# --- 8: factors ---


def test_08_natural_persons(features: Library) -> None:
    found = apply(
        features,
        "inclusive/formulas",
        organisation=False,
        breaches=3,
        harm=True,
    )
    # 20 + 60 + 30 = 110 %, at most 100 %: 50,000, not over 20,000
    assert fine(found) == point(20000)
    assert "110%" in lines(found)
    assert found.matches[0].row == "formula/person"


def test_08_within_the_time_limit(features: Library) -> None:
    found = apply(
        features,
        "inclusive/formulas",
        organisation=True,
        in_time=True,
        breaches=1,
        harm=False,
    )
    # 20 %, at least 25 %, x 100,000
    assert fine(found) == point(25000)


@pytest.mark.parametrize(
    ("gains", "goods", "apology", "expected"),
    [
        # 20 + 30 + 30 = 80 %; 2 x 51,234 = 102,468 is the greater base;
        # 81,974.4, rounded up to ten yuan
        (51234, 100000, False, point(81980)),
        # of 110,000: 88,000; less 50 % and 30 %: 44,000 to 61,600
        (51234, 110000, True, band(44000, 61600)),
        # 80 % of 50,000 = 40,000; 20,000 to 28,000, not below 30,000
        (1000, 50000, True, point(30000)),
    ],
)
def test_08_after_the_time_limit(
    features: Library,
    gains: int,
    goods: int,
    apology: bool,
    expected: Band,
) -> None:
    found = apply(
        features,
        "inclusive/formulas",
        organisation=True,
        in_time=False,
        breaches=2,
        harm=True,
        gains=D(gains),
        goods=D(goods),
        apology=apology,
    )
    assert fine(found) == expected


def test_08_which_formula_is_open_until_known(features: Library) -> None:
    found = apply(
        features,
        "inclusive/formulas",
        breaches=2,
        harm=False,
        in_time=True,
    )
    assert not found.settled
    assert found.settle == ("party.is_organisation",)
    # 50 %: of 50,000, not over 20,000; of 100,000
    assert found.range == band(20000, 50000)


def test_08_in_sequence(features: Library) -> None:
    found = apply(features, "inclusive/sequence", breaches=2, harm=True)
    # 10 % + 5 % x 90 % = 14.5 %; + 20 % x 85.5 % = 31.6 %;
    # 20,000 + 31.6 % x 180,000 = 76,880
    assert fine(found) == point(76880)
    assert "31.6%" in lines(found)


def test_08_the_statute_keeps_it_inside(features: Library) -> None:
    found = apply(
        features,
        "inclusive/sequence",
        breaches=1,
        harm=False,
        statute=band(50000, 60000),
    )
    # 20,000 + 10 % x 180,000 = 38,000
    assert fine(found) == point(50000)


# --- 9, 10: organisation and person, combined penalties ---


@pytest.mark.parametrize(
    ("area", "organisation", "expected"),
    [
        ("5", True, band(500, 1500)),
        ("5", False, band(200, 500)),
        ("10", True, band(1500, 2000)),
        ("10", False, band(500, 600)),
        ("10.1", True, band(2000, 3000)),
        ("10.1", False, band(600, 1000)),
    ],
)
def test_09_each_subject_has_its_own_band(
    features: Library, area: str, organisation: bool, expected: Band
) -> None:
    found = apply(
        features,
        "inclusive/clutter",
        area=D(area),
        organisation=organisation,
        harm=False,
    )
    assert fine(found) == expected


def test_09_which_of_the_two_is_asked_for(features: Library) -> None:
    found = apply(features, "inclusive/clutter", area=D(6))
    assert found.settle == ("party.is_organisation",)


def test_10_combined_penalties(features: Library) -> None:
    found = apply(
        features,
        "inclusive/clutter",
        area=D(11),
        organisation=True,
        harm=True,
    )
    assert kinds(found) == ["fine", "confiscate-goods", "suspend-business"]
    duties = [one.penalty.obligation.value for one in found.penalties]
    assert duties == ["must", "must", "may"]
    person = apply(
        features,
        "inclusive/clutter",
        area=D(11),
        organisation=False,
        harm=True,
    )
    assert kinds(person)[-1] == "detention"
    either = apply(features, "inclusive/clutter", area=D(1), organisation=True)
    groups = {one.penalty.group for one in either.penalties}
    assert groups == {None, "either"}


# --- 11: progressive ---


@pytest.mark.parametrize(
    ("facts", "expected", "row"),
    [
        ({"ordered": False}, None, "order"),
        (
            {"ordered": True, "refused": False, "days_late": 0},
            None,
            "corrected",
        ),
        # 20 x 16 days, 5 x 16 days
        ({"ordered": True, "refused": False, "days_late": 16}, 320, "daily"),
        (
            {
                "ordered": True,
                "refused": False,
                "days_late": 16,
                "organisation": False,
            },
            80,
            "daily",
        ),
    ],
)
def test_11_order_then_days_overdue(
    features: Library,
    facts: dict[str, Any],
    expected: int | None,
    row: str,
) -> None:
    found = apply(
        features, "inclusive/overdue", **{"organisation": True, **facts}
    )
    assert found.chosen is not None
    assert found.chosen.row == row
    assert fine(found) == (None if expected is None else point(expected))


def test_11_refusal(features: Library) -> None:
    found = apply(
        features,
        "inclusive/overdue",
        organisation=True,
        ordered=True,
        refused=True,
    )
    assert fine(found) == band(2000, 10000)


# --- 12, 17: conditions, conflict rules ---


@pytest.mark.parametrize(
    ("facts", "row"),
    [
        ({"zone": "general", "breaches": 2, "harm": False}, "any-of"),
        # both rows hold: the heavier one counts
        ({"zone": "special", "breaches": 3, "harm": False}, "all-of"),
        ({"zone": "general", "breaches": 1, "harm": False}, "other"),
        (
            {
                "zone": "general",
                "breaches": 2,
                "harm": True,
                "goods": D(10000),
                "gains": D(0),
            },
            "whole",
        ),
        # what cannot be ascertained is the lowest grade
        (
            {
                "zone": "not-ascertainable",
                "breaches": 3,
                "harm": "not-ascertainable",
            },
            "any-of",
        ),
    ],
)
def test_12_17_conditions_and_the_heavier_row(
    features: Library, facts: dict[str, Any], row: str
) -> None:
    found = apply(features, "inclusive/conditions", **facts)
    assert found.chosen is not None
    assert found.chosen.row == row


def test_17_a_silent_document_is_a_conflict_and_not_a_guess(
    features: Library,
) -> None:
    found = apply(features, "silent/counts", breaches=3)
    assert found.conflict
    assert found.chosen is None
    assert "overlap" in codes(features.table("silent/counts"))


# --- 13: stages ---


def test_13_stages_of_every_kind(features: Library) -> None:
    body = features.table("inclusive/fixed").body
    labels = [
        None if row.stage is None else row.stage["zh"]
        for row in body.rows  # type: ignore[union-attr]
    ]
    assert labels == ["不予处罚", "减轻", "从轻", "一般", None]
    spared = apply(features, "inclusive/fixed", breaches=0)
    assert kinds(spared) == ["no-penalty"]


# --- 14: bound marks ---


@pytest.mark.parametrize(
    ("goods", "row"),
    [(4999, "low"), (5000, "high"), (9999, "high"), (10000, "marked")],
)
def test_14_bounds_as_the_document_reads_them(
    features: Library, goods: int, row: str
) -> None:
    found = apply(features, "silent/marks", goods=D(goods))
    assert found.chosen is not None
    assert found.chosen.row == row


def test_14_marks_go_before_the_reading(features: Library) -> None:
    assert fine(apply(features, "silent/marks", goods=D(1))) == band(
        1000, 2000, to_inclusive=False
    )
    assert fine(apply(features, "silent/marks", goods=D(20000))) == band(
        3000, 4000
    )


# --- 15: flaws of the print ---


def test_15_flaws_are_reported_and_not_refused(features: Library) -> None:
    table = features.table("inclusive/flawed")
    found = lint_table(table, band(20000, 200000))
    assert {
        finding.code: finding.rows
        for finding in found
        if finding.code != "gap"
    } == {
        "point-in-band": ("point", "band"),
        "bounds-shared": ("band", "third"),
        "whole-statute": ("more",),
    }
    assert not any(finding.fault for finding in found)
    # The heavier of the overlapping counts is the one with the higher top.
    again = apply(features, "inclusive/flawed", breaches=3)
    assert again.chosen is not None
    assert again.chosen.row == "more"
    assert [flaw.code for flaw in again.problems] == ["may-into-must"]


@pytest.mark.parametrize(
    ("on", "row", "amount"),
    [
        (dt.date(2024, 12, 31), "old", band(1000, 2000)),
        (dt.date(2025, 1, 1), "new", band(2000, 3000)),
    ],
)
def test_15_a_row_past_its_day_is_not_applied(
    features: Library, on: dt.date, row: str, amount: Band
) -> None:
    found = apply(features, "inclusive/retired", on=on, breaches=1)
    assert found.chosen is not None
    assert found.chosen.row == row
    assert fine(found) == amount


def test_15_the_ended_row_is_told_and_explained(features: Library) -> None:
    table = features.table("inclusive/retired")
    on = dt.date(2025, 6, 1)
    found = table.evaluate(view({"breaches": 1}), on=on)
    assert [match.row for match in found.ended] == ["old"]
    assert found.ended[0].ended is not None
    assert "2024年12月31日" in found.ended[0].ended["zh"]
    (other,) = table.why_not(view({"breaches": 1}), on)
    assert other.reason is WhyNotReason.OUT_OF_TERM
    assert "took this stage out" in other.text["en"]
    retired = [f for f in lint_table(table) if f.code == "retired-early"]
    assert [f.rows for f in retired] == [(), ("old",)]


# --- 16: what a table says of itself ---


def test_16_dates_and_items_of_a_table(features: Library) -> None:
    table = features.table("inclusive/retired")
    assert table.items == ("test.old", "test.older")
    assert table.expires == dt.date(2026, 6, 30)
    assert table.in_term(dt.date(2026, 6, 30))
    assert not table.in_term(dt.date(2026, 7, 1))


def test_16_shipped_documents_say_who_and_when(library: Library) -> None:
    document = library.document("guangdong-eco-2021")
    assert document.issuer["zh"]
    assert document.effective is not None
    assert library.table("guangdong-eco-2021/2.14").provisions


# --- 18: codes ---


def test_18_a_code_with_its_default(features: Library) -> None:
    table = features.table("inclusive/codes")
    assert isinstance(table.body, PointBody)
    assert table.items == ("test.licence", "test.lane")
    found = apply(
        features, "inclusive/codes", code="10052", item="test.licence"
    )
    assert fine(found) == band(200, 2000)
    assert found.fine is not None
    assert found.fine.default == D(1500)
    place = ordinary(found.fine, table)
    assert place is not None
    assert place.point == D(1500)
    assert place.permissive
    days = found.of_kind(PenaltyKind.DETENTION)
    assert days is not None
    assert (days.penalty.to, days.default) == (D(15), D(5))
    assert found.chosen is not None
    assert found.chosen.points == 9
    assert found.of_kind(PenaltyKind.WARNING) is None


def test_18_the_default_says_nothing_of_severe_cases(
    features: Library,
) -> None:
    table = features.table("inclusive/codes")
    policy = table.document.policy
    assert position(band(200, 2000), policy, Grade.SEVERE) is None


def test_18_a_warning_where_it_is_possible_and_no_detention_of_zero(
    features: Library,
) -> None:
    found = apply(features, "inclusive/codes", code="10181", item="test.lane")
    assert kinds(found) == ["fine", "warning"]
    assert fine(found) == band(20, 200)


def test_18_a_code_of_another_item_does_not_fit(features: Library) -> None:
    found = apply(
        features, "inclusive/codes", code="10181", item="test.licence"
    )
    assert found.no_row
    reasons = {
        one.row: one.cell and one.cell.column
        for one in features.table("inclusive/codes").why_not(
            view({"code": "10181", "item": "test.licence"})
        )
    }
    assert reasons == {"10052": "code", "10054": "code", "10181": "item"}


def test_18_a_code_that_is_not_stated_is_asked_for(features: Library) -> None:
    found = apply(features, "inclusive/codes", item="test.licence")
    assert found.settle == ("f.code",)
    assert [match.row for match in found.undetermined] == ["10052", "10054"]


def test_18_a_retired_code(features: Library) -> None:
    found = apply(
        features,
        "inclusive/codes",
        on=dt.date(2026, 1, 1),
        code="10181",
        item="test.lane",
    )
    assert found.no_row
    assert [match.row for match in found.ended] == ["10181"]


def test_18_shipped_codes(library: Library) -> None:
    table = library.table("xinjiang-traffic-2025/99.1.1")
    found = table.evaluate({"traffic.code": Reading("known", "10052")})
    assert found.fine is not None
    assert found.fine.band == band(200, 2000)
    assert found.fine.default == D(1500)


# --- what cannot be read ---


def factor(**more: Any) -> dict[str, Any]:
    grades = [{"id": "all", "if": "-", "percent": "5"}]
    return {
        "kind": "factor",
        "start": "0",
        "base": "1000",
        "factors": [{"id": "count", "fact": "t.count", "grades": grades}],
        **more,
    }


def stage(**penalty: Any) -> dict[str, Any]:
    penalties = [{"kind": "fine", **penalty}]
    row = {"row": "1", "otherwise": True, "penalties": penalties}
    return {"kind": "stage", "rows": [row]}


FLAG = {"id": "c", "when": "t.flag"}
SHARE = {"share": "2", "range": {"to": "5"}}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (factor(factors=[]), "table-list-empty"),
        (factor(base={"greatest": []}), "table-list-empty"),
        (factor(base={"range": 5}), "table-wrong-type"),
        (factor(base={"range": {"from": "5", "to": "1"}}), "table-band-empty"),
        (factor(base={"fact": "t.size"}), "table-base-not-money"),
        (factor(base="-1"), "table-amount-negative"),
        (factor(cap="1", floor="2"), "table-band-empty"),
        (factor(rounding="up-moon"), "table-not-one-of"),
        (factor(combine="quotient"), "table-not-one-of"),
        (factor(formulas=[]), "table-no-formulas"),
        (factor(formulas=[{"id": "a"}]), "table-formula-condition"),
        (
            factor(
                formulas=[
                    {"id": "a", "otherwise": True},
                    {"id": "b", "when": "t.flag"},
                ]
            ),
            "table-formula-never",
        ),
        (factor(corrections=[FLAG]), "table-correction-way"),
        (
            factor(corrections=[{**FLAG, "less": "150"}]),
            "table-correction-range",
        ),
        (
            factor(
                combine="sequence",
                factors=[
                    {
                        "id": "count",
                        "fact": "t.count",
                        "grades": [{"id": "a", "if": "-", "percent": "101"}],
                    }
                ],
            ),
            "table-sequence-percent",
        ),
        (stage(**SHARE), "table-share"),
        (stage(share="0.2"), "table-missing-key"),
        (stage(amount="1", **SHARE), "table-share-and-band"),
        (stage(amount="1", step_size="2"), "table-step-without-fact"),
        (
            stage(amount="1", step="t.size", step_size="0"),
            "table-step-size",
        ),
        (stage(amount="1", rounding="sideways"), "table-not-one-of"),
    ],
)
def test_faults_of_the_new_parts(data: dict[str, Any], code: str) -> None:
    with pytest.raises(AssertionError) as error:
        load_table(data)
    assert f"'{code}'" in str(error.value)


# --- all of them ---


def test_every_feature_table_can_be_shown_and_looked_over(
    features: Library,
) -> None:
    for table in features:
        for lang in ("zh", "en"):
            assert table.id in features.show(table.id, lang)
        if table.id != "silent/counts":
            assert not any(one.fault for one in lint_table(table)), table.id


def test_the_tables_keep_their_word(features: Library) -> None:
    for table in features:
        assert not {"monotone-broken", "monotone-unproved"} & (codes(table)), (
            table.id
        )


def test_the_point_table_runs_beside_its_tests(
    features: Library, tmp_path: Path
) -> None:
    path = tmp_path / "codes.yaml"
    path.write_text(
        """
table: inclusive/codes
cases:
  - name: a private car
    on: 2025-01-01
    facts: {f.code: "10052", violation.item: test.licence}
    expect:
      chosen: "10052"
      fine: {from: "200", to: "2000"}
      ordinary: {amount: "1500"}
      kinds: [fine, detention]
      days: {from: "0", to: "15"}
      ordinary_days: {amount: "5"}
      points: "9"
      ended: []
""",
        encoding="utf-8",
    )
    vocabulary = Vocabulary.load(HERE / "rules")
    report = run_table_tests(features, vocabulary, [path])
    assert report.passed, report.failures
    assert report.reached["inclusive/codes"] == ("10052",)
    assert report.missed["inclusive/codes"] == ("10054", "10181")
