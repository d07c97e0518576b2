"""The milder of two laws (行政处罚法 art. 37), as far as figures can tell.

The law of the act applies unless the law at the decision is milder or no
longer sees a breach. Two lists of penalties compare only where every kind
points the same way; anything else is *not comparable*, and the law of the
act stands until an officer attests otherwise.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from attrs import frozen

from penaltykit.money import Band
from penaltykit.penalty import Obligation, Penalty

Comparison = Literal["same", "milder", "harsher", "not-comparable"]


@frozen
class Charge:
    """A penalty of a statute with its fine in yuan, where it has one."""

    penalty: Penalty
    band: Band | None = None


def compare(old: Iterable[Charge], new: Iterable[Charge]) -> Comparison:
    """How ``new`` stands to ``old`` for the same facts.

    Args:
        old: the charges of the law in force at the act.
        new: those of the law in force at the decision.

    Returns:
        ``"milder"`` only if nothing in ``new`` is heavier.
    """
    before, after = _by_key(old), _by_key(new)
    signs: set[int] = set()
    for key in before.keys() | after.keys():
        sign = _sign(before.get(key), after.get(key))
        if sign is None:
            return "not-comparable"
        signs.add(sign)
    signs.discard(0)
    if not signs:
        return "same"
    if len(signs) > 1:
        return "not-comparable"
    return "milder" if signs == {-1} else "harsher"


def _by_key(charges: Iterable[Charge]) -> dict[tuple[str, str], Charge]:
    found: dict[tuple[str, str], Charge] = {}
    for charge in charges:
        if charge.penalty.kind.is_penalty:
            key = (charge.penalty.kind.value, charge.penalty.object or "")
            found[key] = charge
    return found


def _sign(old: Charge | None, new: Charge | None) -> int | None:
    """-1 where the new charge is lighter, 1 heavier, 0 equal."""
    if old is None or new is None:
        return -1 if new is None else 1
    signs = {_weight(new.penalty) - _weight(old.penalty)}
    if old.band is not None and new.band is not None:
        signs.add(_compare(_low(new.band), _low(old.band)))
        signs.add(_compare(_high(new.band), _high(old.band)))
    elif (old.band is None) != (new.band is None):
        return None
    signs = {(sign > 0) - (sign < 0) for sign in signs} - {0}
    if not signs:
        return 0
    return signs.pop() if len(signs) == 1 else None


def _weight(penalty: Penalty) -> int:
    return 1 if penalty.obligation is Obligation.MUST else 0


def _low(band: Band) -> tuple[Decimal, int]:
    """Lower bound as a sortable pair; an exclusive one lies above."""
    if band.from_ is None:
        return (Decimal(0), 0)
    return (band.from_, 0 if band.from_inclusive else 1)


def _high(band: Band) -> tuple[Decimal, int]:
    """Upper bound as a sortable pair; an exclusive one lies below."""
    if band.to is None:
        return (Decimal("Infinity"), 0)
    return (band.to, 0 if band.to_inclusive else -1)


def _compare(new: tuple[Decimal, int], old: tuple[Decimal, int]) -> int:
    return (new > old) - (new < old)
