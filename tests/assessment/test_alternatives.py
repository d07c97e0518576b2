"""What an alternative promises is what comes when its finding is made."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import penaltykit as pk
from penaltykit.assessment import Assessment, Recommended

Small = Callable[..., Assessment]
Data = dict[str, Any]

# Not around every figure at once, but on both sides of those of the laws.
AMOUNTS = st.sampled_from(
    ("0", "2999.99", "3000", "9999.99", "10000", "20000", "50000", "120000")
)
PARTIES = st.sampled_from(("legal-person", "citizen", "individual-business"))


def _key(entry: Recommended) -> tuple[Any, ...]:
    penalty = entry.penalty
    return (
        penalty.kind.value,
        penalty.object,
        penalty.from_,
        penalty.to,
        penalty.unit,
        penalty.obligation.value,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_finding_that_is_made_gives_what_was_promised(
    kit: pk.Kit, small: Small, data: st.DataObject
) -> None:
    items = [item for item in kit.registry.items() if item.penalising]
    item = data.draw(st.sampled_from(items))
    facts: Data = {
        "gains.amount": data.draw(AMOUNTS),
        "gains.refunded": "0",
        "goods.value": data.draw(AMOUNTS),
        "goods.present": data.draw(st.booleans()),
        "permit.held": data.draw(st.booleans()),
    }
    how: Data = {
        "field": item.agencies[0].kind,
        "party": data.draw(PARTIES),
    }

    def judged(more: Data) -> Any:
        assessment = small(
            item.id, "2024-03-01", "2024-05-01", {**facts, **more}, **how
        )
        return assessment.results[0]

    before = judged({})
    promised: dict[tuple[str, ...], set[tuple[Any, ...]]] = {}
    for one in before.alternatives:
        if one.ground == "attestation":
            promised.setdefault(one.facts, set()).add(_key(one))
    for names, penalties in promised.items():
        after = judged(dict.fromkeys(names, True))
        given_now = {_key(one) for one in after.recommended}
        # What is still open for want of another fact is not recommended yet.
        assert penalties <= given_now or after.settle, (item.id, names)
        places = tuple(f"/violations/0/facts/{name}" for name in names)
        assert not any(
            one.code == "statute.unstated" and one.pointers == places
            for one in after.reasons
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_holds_while_the_branch_is_open_holds_in_each(
    kit: pk.Kit, small: Small, data: st.DataObject
) -> None:
    items = [item for item in kit.registry.items() if item.penalising]
    item = data.draw(st.sampled_from(items))
    how: Data = {
        "field": item.agencies[0].kind,
        "party": data.draw(PARTIES),
    }

    def orders(facts: Data) -> set[tuple[Any, ...]]:
        result = small(
            item.id, "2024-03-01", "2024-05-01", facts, **how
        ).results[0]
        return {
            _key(one)
            for one in result.recommended
            if not one.penalty.kind.is_penalty
        }

    known = {
        "gains.amount": data.draw(AMOUNTS),
        "gains.refunded": "0",
        "goods.value": data.draw(AMOUNTS),
    }
    assert orders({}) <= orders(known), item.id
