"""The trace of a run as plain data: name -> rule -> evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from penaltykit.assessment._lazy import Lazy
from penaltykit.engine import Evidence, Run
from penaltykit.facts import FactView

Line = Mapping[str, Any]


def trace(
    runs: Sequence[tuple[FactView, Run]],
    mask: Callable[[str], str] | None,
) -> Lazy[Line]:
    """The steps of all runs over a case, worked out when first looked at.

    Args:
        runs: what was looked at, and the run over it.
        mask: hides identity values.
    """
    return Lazy(
        lambda: (
            step for view, run in runs for step in trace_of(view, run, mask)
        )
    )


def trace_of(
    view: FactView, run: Run, mask: Callable[[str], str] | None
) -> Iterator[Mapping[str, Any]]:
    """Every step of a run.

    Yields:
        Maps with ``scope``, ``pointer`` (of what was looked at), ``name``
        (fact concluded or code of the rule), ``rule``, ``title`` (by
        language, or ``None``), ``value`` (true, false or ``None``),
        ``citation`` and ``evidence``: maps with ``fact``, ``pointer``,
        ``state``, ``value``, ``expected`` and ``result``.
    """
    for step in run.trace:
        yield {
            "scope": view.scope.value,
            "pointer": view.pointer,
            "name": step.name,
            "rule": step.rule,
            "title": step.title,
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
