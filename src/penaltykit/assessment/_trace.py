"""The trace of a run as plain data: name -> rule -> evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from penaltykit.engine import Evidence, Run
from penaltykit.facts import FactView

Line = Mapping[str, Any]


class Trace(Sequence[Line]):
    """The steps of all runs over a case, worked out when first looked at.

    Args:
        runs: what was looked at, and the run over it.
        mask: hides identity values.
    """

    def __init__(
        self,
        runs: Sequence[tuple[FactView, Run]],
        mask: Callable[[str], str] | None,
    ) -> None:
        self._runs = runs
        self._mask = mask

    @cached_property
    def steps(self) -> tuple[Line, ...]:
        """All steps; see :func:`trace_of`."""
        return tuple(
            step
            for view, run in self._runs
            for step in trace_of(view, run, self._mask)
        )

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        return self.steps[index]

    def __len__(self) -> int:
        return len(self.steps)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Trace):
            return self.steps == other.steps
        return NotImplemented

    def __hash__(self) -> int:
        return hash(len(self.steps))

    def __reduce__(self) -> tuple[Any, ...]:
        # Rules are compiled closures: what is sent elsewhere is the result.
        return tuple, (self.steps,)


def trace_of(
    view: FactView, run: Run, mask: Callable[[str], str] | None
) -> Iterator[Mapping[str, Any]]:
    """Every step of a run.

    Yields:
        Maps with ``scope``, ``pointer`` (of what was looked at), ``name``
        (fact concluded or code of the rule), ``rule``, ``value`` (true,
        false or ``None``), ``citation`` and ``evidence``: maps with
        ``fact``, ``pointer``, ``state``, ``value``, ``expected`` and
        ``result``.
    """
    for step in run.trace:
        yield {
            "scope": view.scope.value,
            "pointer": view.pointer,
            "name": step.name,
            "rule": step.rule,
            "value": step.value,
            "citation": step.citation,
            "evidence": tuple(_line(item, mask) for item in step.evidence),
        }


def _line(
    item: Evidence, mask: Callable[[str], str] | None
) -> Mapping[str, Any]:
    value = item.value
    if isinstance(value, str) and mask is not None:
        value = mask(value)
    return {
        "fact": item.fact,
        "pointer": item.pointer,
        "state": item.state,
        "value": value,
        "expected": item.expected,
        "result": item.result,
    }
