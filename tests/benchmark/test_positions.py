"""Positions, shifts, corrections and look-backs, computed by hand."""

import datetime as dt
import functools
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.benchmark import DocumentCircumstance as Circumstance
from penaltykit.benchmark import (
    Effect,
    Grade,
    Library,
    LookBack,
    Policy,
    PositionMode,
    PositionRule,
    Shape,
    correct,
    count_earlier,
    look_back_readings,
    position,
    shape_of,
    shift_row,
)
from penaltykit.case import EarlierPenalty
from penaltykit.citation import Citation
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind
from strategies.tables import stage_tables

BAND = Band(from_=Decimal(20000), to=Decimal(50000), to_inclusive=False)


@pytest.fixture
def guangdong(library: Library) -> Policy:
    return library.document("guangdong-eco-2021").policy


def test_ordinary_is_the_average(guangdong: Policy) -> None:
    # Art. 12(2): (20,000 + 50,000) / 2 = 35,000, and 可按照: permissive.
    found = position(BAND, guangdong)
    assert found is not None
    assert found.point == 35000
    assert found.permissive
    assert found.citation[0].article == 12
    assert found.arithmetic["en"] == (
        "(20,000 yuan + 50,000 yuan) ÷ 2 = 35,000 yuan"
    )


def test_severe_is_not_below_and_lenient_is_below_the_average(
    guangdong: Policy,
) -> None:
    severe = position(BAND, guangdong, Grade.SEVERE)
    assert severe is not None
    assert severe.point is None
    assert severe.band == Band(
        from_=Decimal(35000), to=Decimal(50000), to_inclusive=False
    )
    lenient = position(BAND, guangdong, Grade.LENIENT)
    assert lenient is not None
    assert lenient.band == Band(
        from_=Decimal(20000), to=Decimal(35000), to_inclusive=False
    )


@pytest.mark.parametrize(
    ("band", "grade", "amount"),
    [
        # Only a maximum: 20 % of 500 = 100; 50 % of 500 = 250.
        (Band(to=Decimal(500)), Grade.LENIENT, 100),
        (Band(to=Decimal(500)), Grade.ORDINARY, 250),
        # Only a minimum: 5 x 1,000; 2 x 1,000.
        (Band(from_=Decimal(1000)), Grade.SEVERE, 5000),
        (Band(from_=Decimal(1000)), Grade.ORDINARY, 2000),
        # A single amount is its own position.
        (Band.point(Decimal(200000)), Grade.ORDINARY, 200000),
    ],
)
def test_bands_with_one_bound(
    guangdong: Policy, band: Band, grade: Grade, amount: int
) -> None:
    found = position(band, guangdong, grade)
    assert found is not None
    assert found.point == amount


def test_what_the_document_does_not_say_is_none(guangdong: Policy) -> None:
    # Art. 12(3) names no severe figure where there is only a maximum.
    assert position(Band(to=Decimal(500)), guangdong, Grade.SEVERE) is None


def test_a_multiple_takes_the_middle_multiple(guangdong: Policy) -> None:
    fine = Penalty(
        kind=PenaltyKind.FINE,
        from_=Decimal(1),
        to=Decimal("1.5"),
        unit="times",
        base="gains.amount",
    )
    # Gains 10,000: 10,000 to 15,000; middle multiple 1.25 = 12,500.
    band = Band(from_=Decimal(10000), to=Decimal(15000))
    assert shape_of(fine) is Shape.TIMES
    found = position(band, guangdong, Grade.ORDINARY, shape_of(fine))
    assert found is not None
    assert found.point == 12500
    assert found.citation[0].item == 1


def test_a_position_on_an_open_end_moves_to_the_nearest_fen() -> None:
    rule = PositionRule(
        grade=Grade.SEVERE,
        shape=Shape.RANGE,
        mode=PositionMode.AT,
        share=Decimal(1),
    )
    found = position(BAND, Policy(positions=(rule,)), Grade.SEVERE)
    assert found is not None
    assert found.point == Decimal("49999.99")
    assert "49,999.99" in found.arithmetic["en"]


def test_jiangmen_severe_is_the_upper_limit(library: Library) -> None:
    policy = library.document("jiangmen-eco-2020").policy
    band = Band(from_=Decimal(20000), to=Decimal(50000))
    severe = position(band, policy, Grade.SEVERE)
    assert severe is not None
    assert severe.point == 50000
    assert not severe.permissive
    # Art. 8 asks for a moderate penalty and names no figure.
    ordinary = position(band, policy, Grade.ORDINARY)
    assert ordinary is not None
    assert ordinary.point is None
    assert ordinary.band == band
    assert ordinary.text["zh"]


@given(
    st.integers(0, 1000),
    st.integers(1, 1000),
    st.booleans(),
    st.booleans(),
    st.sampled_from(list(Grade)),
    st.integers(0, 10),
    st.sampled_from(list(PositionMode)),
)
def test_a_position_never_leaves_its_band(
    low: int,
    width: int,
    low_in: bool,
    high_in: bool,
    grade: Grade,
    tenths: int,
    mode: PositionMode,
) -> None:
    band = Band(
        from_=Decimal(low),
        from_inclusive=low_in,
        to=Decimal(low + width),
        to_inclusive=high_in,
    )
    rule = PositionRule(
        grade=grade,
        shape=Shape.RANGE,
        mode=mode,
        share=Decimal(tenths) / 10,
    )
    found = position(band, Policy(positions=(rule,)), grade, Shape.RANGE)
    assert found is not None
    assert band.covers(found.band)
    if found.point is not None:
        assert band.contains(found.point)


def test_a_correction_takes_off_percents_and_stops_at_the_statute(
    guangdong: Policy,
) -> None:
    apology = guangdong.circumstance("public-apology")
    assert apology is not None
    # 100,000 less 50 % = 50,000; less 30 % = 70,000.
    found = correct(Decimal(100000), apology, Decimal(20000))
    assert found.band == Band(from_=Decimal(50000), to=Decimal(70000))
    assert not found.floored
    assert len(found.arithmetic) == 2
    # 25,000 less 50 % = 12,500 and less 30 % = 17,500: the statute's 20,000.
    found = correct(Decimal(25000), apology, Decimal(20000))
    assert found.band == Band.point(Decimal(20000))
    assert found.floored
    # 35,000 less 50 % = 17,500 -> 20,000; less 30 % = 24,500.
    found = correct(Decimal(35000), apology, Decimal(20000))
    assert found.band == Band(from_=Decimal(20000), to=Decimal(24500))


def test_a_correction_needs_its_percents() -> None:
    text = {"zh": "试", "en": "made"}
    with pytest.raises(ValueError, match="made"):
        correct(
            Decimal(1), Circumstance(id="made", effect=Effect.SHIFT, text=text)
        )


def test_a_shift_moves_up_one_stage_and_stops_at_the_top(
    library: Library,
) -> None:
    table = library.table("jiangmen-eco-2020/2-13")
    up = table.document.policy.circumstance("major-incident")
    assert up is not None
    assert shift_row(table, 0, up) == (1, False)
    # Stage 4 to stage 5, which has two rows of one weight.
    assert shift_row(table, 3, up) == (4, False)
    # The top stage stays; the document then takes the maximum.
    assert shift_row(table, 4, up) == (4, True)
    assert shift_row(table, 5, up) == (5, True)
    assert up.at_end == "maximum"


def test_only_rows_can_be_shifted(library: Library) -> None:
    table = library.table("guangdong-eco-2021/2.3")
    up = library.document("jiangmen-eco-2020").policy.circumstance(
        "major-incident"
    )
    assert up is not None
    with pytest.raises(TypeError):
        shift_row(table, 0, up)


@given(stage_tables(), st.integers(-3, 3))
def test_a_shift_never_goes_the_other_way(table: object, steps: int) -> None:
    from penaltykit.benchmark import Table

    assert isinstance(table, Table)
    text = {"zh": "试", "en": "made"}
    move = Circumstance(id="m", effect=Effect.SHIFT, text=text, steps=steps)
    rows = table.body.rows
    for number, row in enumerate(rows):
        to, _ = shift_row(table, number, move)
        moved = rows[to].rank - row.rank
        assert moved * steps >= 0


def earlier(decided: str, **more: object) -> EarlierPenalty:
    return EarlierPenalty(decided=dt.date.fromisoformat(decided), **more)


PROVISION = Citation(law="water-pollution-law", article=82, item=2)
OTHER = Citation(law="water-pollution-law", article=83, item=1)


@pytest.mark.parametrize(
    ("penalties", "count"),
    [
        ([], 0),
        # The window of an act on 2024-06-15 is 2023-06-15 .. 2024-06-14.
        ([earlier("2023-06-14", penalising=(PROVISION,))], 0),
        ([earlier("2023-06-15", penalising=(PROVISION,))], 1),
        ([earlier("2024-06-14", penalising=(PROVISION,))], 1),
        ([earlier("2024-06-15", penalising=(PROVISION,))], 0),
        # Art. 21: the like is what the same provision penalises.
        ([earlier("2024-01-01", penalising=(OTHER,))], 0),
        (
            [
                earlier("2024-01-01", penalising=(PROVISION,)),
                earlier("2024-02-01", penalising=(OTHER, PROVISION)),
            ],
            2,
        ),
        # Another party's penalty does not count.
        ([earlier("2024-01-01", party="p2", penalising=(PROVISION,))], 0),
        # It may be alike: it does not say by which provision.
        ([earlier("2024-01-01")], None),
        # The same item is penalised by the same provision.
        ([earlier("2024-01-01", item="water.no-automatic-monitoring")], 1),
    ],
)
def test_the_look_back_of_guangdong(
    guangdong: Policy, penalties: list[EarlierPenalty], count: int | None
) -> None:
    one_year, _ = guangdong.look_backs
    found = count_earlier(
        one_year,
        penalties,
        dt.date(2024, 6, 15),
        party="p1",
        item="water.no-automatic-monitoring",
        provisions=(PROVISION,),
    )
    assert found == count


def test_look_backs_as_readings(guangdong: Policy) -> None:
    penalty = earlier("2024-01-01", penalising=(PROVISION,))
    found = look_back_readings(
        guangdong,
        [penalty],
        acted=dt.date(2024, 6, 15),
        provisions=(PROVISION,),
    )
    reading = found["water.same_breaches_one_year"]
    assert (reading.state, reading.value) == ("known", 1)
    found = look_back_readings(guangdong, [penalty], acted=None)
    assert found["water.same_breaches_one_year"].state == "unknown"


def test_the_two_years_of_guangdong_reach_twice_as_far(
    guangdong: Policy,
) -> None:
    _, two_years = guangdong.look_backs
    # The window of an act on 2024-06-15 is 2022-06-15 .. 2024-06-14; this
    # breach is not counted, whatever a table prints.
    before = [
        earlier("2022-06-14", penalising=(PROVISION,)),
        earlier("2022-06-15", penalising=(PROVISION,)),
        earlier("2024-06-14", penalising=(PROVISION,)),
    ]
    found = count_earlier(
        two_years, before, dt.date(2024, 6, 15), provisions=(PROVISION,)
    )
    assert found == 2
    assert two_years.fact == "water.same_breaches_two_years"


def test_a_look_back_from_a_leap_day_and_one_that_counts_this_breach(
    guangdong: Policy,
) -> None:
    one_year, _ = guangdong.look_backs
    with_this = attrs.evolve(one_year, includes_this=True, same="any")
    day = dt.date(2024, 2, 29)
    before = [earlier("2023-02-28"), earlier("2023-02-27")]
    assert count_earlier(with_this, before, day) == 2


@pytest.mark.parametrize(
    ("anchor", "months", "first"),
    [
        (dt.date(2024, 8, 31), 6, dt.date(2024, 2, 29)),
        (dt.date(2024, 3, 15), 3, dt.date(2023, 12, 15)),
        (dt.date(2024, 6, 15), 12, dt.date(2023, 6, 15)),
    ],
)
def test_a_window_in_months(
    anchor: dt.date, months: int, first: dt.date
) -> None:
    """Back by so many months; a month without the day ends on its last."""
    definition = LookBack(
        id="made",
        term={"zh": "六个月内", "en": "within six months"},
        months=months,
        same="any",
        fact="water.same_breaches_one_year",
    )
    earlier = [
        EarlierPenalty(decided=day)
        for day in (first - dt.timedelta(1), first, anchor)
    ]
    assert count_earlier(definition, earlier, anchor) == 1


def test_a_window_back_from_the_discovery() -> None:
    definition = LookBack(
        id="made",
        term={"zh": "两年内", "en": "within two years"},
        years=2,
        anchor="discovery",
        same="any",
        includes_this=True,
        fact="water.same_breaches_two_years",
    )
    earlier = [EarlierPenalty(decided=dt.date(2022, 3, 1))]
    policy = Policy(look_backs=(definition,))
    read = functools.partial(
        look_back_readings,
        policy,
        earlier,
        acted=dt.date(2024, 1, 1),
        decided=dt.date(2024, 9, 1),
    )
    # Two years before 2024-05-01 is 2022-05-01: the penalty came before.
    found = read(discovered=dt.date(2024, 5, 1))
    assert found[definition.fact].value == 1
    found = read(discovered=dt.date(2024, 2, 1))
    assert found[definition.fact].value == 2
    # Nobody knows from when to count back.
    assert read()[definition.fact].state == "unknown"
