"""Which of two laws is milder, as far as figures can tell (art. 37)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penaltykit.assessment._milder import Charge, compare
from penaltykit.money import Band
from penaltykit.penalty import Obligation, Penalty, PenaltyKind


def fine(low: int | None, high: int | None, *, may: bool = False) -> Charge:
    """A fine from ``low`` to ``high`` yuan."""
    return Charge(
        Penalty(
            kind=PenaltyKind.FINE,
            obligation=Obligation.MAY if may else Obligation.MUST,
        ),
        Band(
            from_=None if low is None else Decimal(low),
            to=None if high is None else Decimal(high),
        ),
    )


REVOKE = Charge(Penalty(kind=PenaltyKind.REVOKE_PERMIT))
ORDER = Charge(Penalty(kind=PenaltyKind.ORDER_CORRECT))


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ([fine(30_000, 100_000)], [fine(10_000, 100_000)], "milder"),
        ([fine(10_000, 50_000)], [fine(10_000, 80_000)], "harsher"),
        ([fine(10_000, 50_000)], [fine(5_000, 80_000)], "not-comparable"),
        ([fine(10_000, 50_000)], [fine(10_000, 50_000)], "same"),
        ([fine(10_000, 50_000)], [fine(10_000, 50_000), REVOKE], "harsher"),
        ([fine(1, 5), REVOKE], [fine(1, 5)], "milder"),
        ([fine(1, 5), REVOKE], [fine(1, 9)], "not-comparable"),
        ([fine(1, 5, may=True)], [fine(1, 5)], "harsher"),
        ([fine(1, 5)], [fine(1, 5, may=True)], "milder"),
        ([fine(None, 500)], [fine(None, 200)], "milder"),
        ([fine(1, 5)], [fine(1, 5), ORDER], "same"),
    ],
)
def test_examples(old: list[Charge], new: list[Charge], answer: str) -> None:
    assert compare(old, new) == answer


charges = st.lists(
    st.sampled_from(list(PenaltyKind)), unique=True, max_size=4
).flatmap(
    lambda kinds: st.tuples(
        *(
            st.builds(
                lambda low, width, may, kind=kind: Charge(
                    Penalty(
                        kind=kind,
                        obligation=Obligation.MAY if may else Obligation.MUST,
                    ),
                    Band(from_=Decimal(low), to=Decimal(low + width))
                    if kind is PenaltyKind.FINE
                    else None,
                ),
                st.integers(0, 9),
                st.integers(0, 9),
                st.booleans(),
            )
            for kind in kinds
        )
    )
)


@given(charges, charges)
def test_turning_the_two_round_turns_the_answer(
    old: tuple[Charge, ...], new: tuple[Charge, ...]
) -> None:
    turned = {"milder": "harsher", "harsher": "milder"}
    answer = compare(old, new)

    assert compare(new, old) == turned.get(answer, answer)
    assert compare(old, old) == "same"
