"""What a run over one selection of checks needs, worked out once."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from attrs import frozen

from penaltykit.engine._program import CheckPlan, Signal, Values, _Unset
from penaltykit.engine._types import Truth


@frozen
class Plan:
    """What one selection of checks needs."""

    concluded: dict[str, int]
    checks: tuple[CheckPlan, ...]
    violated: tuple[Signal, ...]
    prepared: Any
    pick: Callable[[Values], tuple[Truth | _Unset, ...]] | None
    turned: tuple[int, ...]


def make_plan(
    concluded: dict[str, int],
    checks: tuple[CheckPlan, ...],
    prepare: Callable[[Sequence[Signal]], Any],
) -> Plan:
    """The plan of some checks and of the conclusions asked for.

    Args:
        concluded: fact to its proposition.
        checks: by stratum and code.
        prepare: of the engine that is to run it.
    """
    asked: list[Signal] = [(prop, False) for prop in concluded.values()]
    asked += [check.violated for check in checks]
    violated = tuple(check.violated for check in checks)
    return Plan(
        concluded=concluded,
        checks=checks,
        violated=violated,
        prepared=prepare(asked),
        pick=_picker(violated),
        turned=tuple(
            position
            for position, signal in enumerate(violated)
            if isinstance(signal, tuple) and signal[1]
        ),
    )


def _picker(
    signals: tuple[Signal, ...],
) -> Callable[[Values], tuple[Truth | _Unset, ...]] | None:
    """What takes the propositions of all signals from the values at once;
    ``None`` where a signal is a constant, or where there is but one.
    """
    props = [signal[0] for signal in signals if isinstance(signal, tuple)]
    several = len(props) == len(signals) > 1
    return itemgetter(*props) if several else None
