"""Amounts that grow by steps, as structure of a law or a table."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.assessment._statute import options_of
from penaltykit.engine import Reading
from penaltykit.law import Track, add_steps, penalty_band
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind, Subject

D = Decimal


def fine(amount: str, **more: Any) -> Penalty:
    return Penalty(
        kind=PenaltyKind.FINE,
        from_=D(amount),
        to=D(amount),
        unit="yuan",
        **more,
    )


def step(rounding: str | None, size: str = "0.5", **more: Any) -> Penalty:
    return fine(
        "10000", step="over", step_size=D(size), rounding=rounding, **more
    )


def band(penalty: Penalty, value: str) -> Band | None:
    return penalty_band(penalty, {"over": Reading("known", D(value))}).band


@pytest.mark.parametrize(
    ("rounding", "value", "amount"),
    [
        ("up", "1.2", "30000"),  # 2.4 steps: 3
        ("down", "1.2", "20000"),  # 2
        ("half-up", "1.2", "20000"),  # 2.4: 2
        ("half-up", "1.25", "30000"),  # 2.5: 3
        (None, "1.2", "24000"),  # 2.4 steps
        ("up", "1.5", "30000"),  # exactly 3
        ("up", "0", "0"),
    ],
)
def test_steps(rounding: str | None, value: str, amount: str) -> None:
    assert band(step(rounding), value) == Band.point(D(amount))


def test_what_comes_before_the_first_step() -> None:
    penalty = step("up", step_from=D(1))
    assert band(penalty, "0.2") == Band.point(D(0))
    assert band(penalty, "1") == Band.point(D(0))
    assert band(penalty, "1.1") == Band.point(D(10000))


def test_a_part_that_never_ends_is_finer_than_a_fen() -> None:
    # A third of 10,000.
    found = band(step(None, size="3"), "1")
    assert found is not None
    assert found.from_ is not None
    assert abs(found.from_ - D(10000) / 3) < D("0.00001")


def added(*penalties: Penalty, over: str = "1") -> list[Band | None]:
    view = {"over": Reading("known", D(over))}
    found = add_steps([(one, penalty_band(one, view)) for one in penalties])
    return [one.band for _, one in found]


def test_it_adds_to_the_fine_of_the_same_subject() -> None:
    organisation = fine("5", subject=Subject.ORGANISATION)
    person = fine("7", subject=Subject.PERSON)
    # 2 steps of 10,000 for the person
    assert added(organisation, person, step("up", subject=Subject.PERSON)) == [
        Band.point(D(5)),
        Band.point(D(20007)),
    ]


def test_the_cap_is_that_of_the_sum() -> None:
    assert added(fine("5000"), step("up", cap=D(20000))) == [
        Band.point(D(20000))
    ]


def test_alone_it_stands_for_itself() -> None:
    assert added(step("up", cap=D(15000))) == [Band.point(D(15000))]


def test_a_missing_figure_leaves_the_sum_open() -> None:
    one, other = fine("5"), step("up")
    found = add_steps([(p, penalty_band(p, {})) for p in (one, other)])
    ((_, sum_),) = found
    assert sum_.band is None
    assert sum_.missing == ("over",)


@given(
    st.decimals(0, 1000, places=3),
    st.decimals("0.001", 50, places=3),
    st.sampled_from(["up", "down", "half-up"]),
)
def test_rounded_steps_are_whole_and_less_than_one_away(
    value: Decimal, size: Decimal, rounding: str
) -> None:
    penalty = fine("1", step="over", step_size=size, rounding=rounding)
    found = band(penalty, str(value))
    assert found is not None
    assert found.from_ is not None
    steps = found.from_
    assert steps == steps.to_integral_value()
    if rounding == "up":
        assert 0 <= steps * size - value < size
    elif rounding == "down":
        assert 0 <= value - steps * size < size
    else:
        assert -size / 2 < steps * size - value <= size / 2


@pytest.mark.parametrize("value", ["1e100", "1e-90", "NaN", "Infinity"])
@pytest.mark.parametrize("rounding", ["up", None])
def test_figures_that_no_case_has_are_asked_for_again(
    value: str, rounding: str | None
) -> None:
    view = {"over": Reading("known", D(value))}
    found = penalty_band(step(rounding), view)
    assert found.band is None
    assert found.missing == ("over",)
    times = Penalty(
        kind=PenaltyKind.FINE, from_=D(2), to=D(3), unit="times", base="over"
    )
    assert penalty_band(times, view).missing == ("over",)


def test_a_base_below_zero_is_asked_for_again() -> None:
    area = Penalty(
        kind=PenaltyKind.FINE,
        from_=D(2),
        to=D(3),
        unit="yuan-per-m2",
        per="over",
    )
    found = penalty_band(area, {"over": Reading("known", D(-1))})
    assert found.missing == ("over",)


class View(dict[str, Reading]):
    """Facts by id; what is not there is unknown."""

    def __missing__(self, name: str) -> Reading:
        return Reading("unknown")


def opened(over: Reading) -> Any:
    """The fine that a branch opens with 20,000 and 10,000 a step."""
    penalties = (fine("20000"), step("up"))
    track = Track(
        id="only",
        when=None,
        penalties=penalties,
        conditions=(None, None),
        citation=(),
        label={"zh": "试", "en": "made"},
    )
    view = View({"over": over, "gains.amount": Reading("not-applicable")})
    (option,) = options_of((track,), view)  # type: ignore[arg-type]
    return option


def test_a_branch_of_a_law_adds_the_steps() -> None:
    # 1.2 times over, by 0.5: 3 steps
    option = opened(Reading("known", D("1.2")))
    assert option.statute == Band.point(D(50000))
    assert len(option.lines) == 2
    assert opened(Reading("known", D(0))).statute == Band.point(D(20000))
    unknown = opened(Reading("unknown"))
    assert unknown.statute is None
    assert unknown.settle == ("over",)


@pytest.mark.parametrize(
    ("gains", "low", "high"),
    [("8000", 50_000, 200_000), ("0", 50_000, 200_000), ("2e4", 1e5, 4e5)],
)
def test_a_base_that_counts_for_so_much_at_least(
    gains: str, low: float, high: float
) -> None:
    """5 to 20 times the gains; less than 10,000 counts as 10,000."""
    penalty = Penalty(
        kind=PenaltyKind.FINE,
        from_=D(5),
        to=D(20),
        unit="times",
        base="over",
        base_least=D(10_000),
    )
    found = penalty_band(penalty, {"over": Reading("known", D(gains))})
    assert found.band == Band(from_=D(low), to=D(high))
    told = "counts as 10,000 yuan" in found.arithmetic[0]["en"]
    assert told is (D(gains) < 10_000)
