"""Strata: a fact is concluded after all that it rests on."""

from collections.abc import Iterable, Mapping

from penaltykit.engine._rules import Check, Definition
from penaltykit.errors import Fault, RuleError


def strata_of(definitions: Iterable[Definition]) -> Mapping[str, int]:
    """Concluded fact to stratum: 1 rests on no conclusion, 2 on those of 1.

    The definitions must be free of cycles: see :func:`cycles`.
    """
    needs = _needs(definitions)
    strata: dict[str, int] = {}
    pending = dict(needs)
    while pending:
        ready = [
            head
            for head, below in pending.items()
            if all(other in strata for other in below)
        ]
        if not ready:
            raise RuleError(cycles(definitions))
        for head in ready:
            below = pending.pop(head)
            strata[head] = 1 + max(
                (strata[other] for other in below), default=0
            )
    return strata


def _needs(
    definitions: Iterable[Definition],
) -> dict[str, frozenset[str]]:
    """Concluded fact to the concluded facts that it rests on."""
    by_head = {rule.concludes: rule for rule in definitions}
    return {
        head: rule.facts.intersection(by_head)
        for head, rule in by_head.items()
    }


def cycles(definitions: Iterable[Definition]) -> list[Fault]:
    """One fault a cycle, at the first of its definitions.

    Concluding a fact from itself has no meaning in three-valued logic
    without a choice that the law does not make.
    """
    definitions = list(definitions)
    needs = _needs(definitions)
    places = {rule.concludes: rule.place for rule in definitions}
    done: set[str] = set()
    faults = []
    for start in needs:
        path: list[str] = []
        # an own stack: a chain of thousands must not overflow Python's
        stack = (
            [(start, iter(sorted(needs[start])))] if start not in done else []
        )
        if stack:
            path.append(start)
        while stack:
            head, rest = stack[-1]
            below = next(rest, None)
            if below is None:
                stack.pop()
                path.pop()
                done.add(head)
            elif below in path:
                loop = [*path[path.index(below) :], below]
                chain = " → ".join(loop)
                faults.append(
                    Fault("rulefile-cycle", places[below], {"found": chain})
                )
            elif below not in done:
                path.append(below)
                stack.append((below, iter(sorted(needs[below]))))
    return faults


def check_once(
    definitions: Iterable[Definition], checks: Iterable[Check]
) -> None:
    """Refuse two definitions of one fact and two checks of one code.

    Raises:
        RuleError: with every repeat.
    """
    faults = []
    seen: dict[tuple[str, str], str] = {}
    rules = [("fact", d.concludes, d.place) for d in definitions]
    rules += [("code", c.code, c.place) for c in checks]
    for kind, name, place in rules:
        if (kind, name) in seen:
            params = {"found": name, "first": seen[kind, name]}
            faults.append(Fault("rulefile-duplicate", place, params))
        seen.setdefault((kind, name), str(place) or "—")
    if faults:
        raise RuleError(faults)
