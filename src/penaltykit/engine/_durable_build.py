"""A program as a rule set of durable_rules: groups, rules, literals."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from penaltykit.engine._guards import (
    MAX_GROUP_LITERALS,
    MAX_GROUP_RULES,
    MAX_GROUPS,
    MAX_RULES,
    DurableUnavailable,
    check_hashes,
)
from penaltykit.engine._program import Body, Program

MAX_BODIES = 8
"""The core is paid by the rule that fires: multiplying out small ``or`` saves
heads that hold without need."""

SENTINEL = "z"
SENTINEL_FACT = f'{{"id":"{SENTINEL}","g":0}}]'
"""Group 0; it closes the batch."""
_RESERVED = ("$s", "g", "id", "sid")

# The literals that hold, by the value of the proposition
_HOLDING: Mapping[object, tuple[str, str]] = {
    True: ("x", "~x"),
    False: ("!x", "~!x"),
    None: ("~x", "~!x"),
}

_Named = tuple[int, str]
"""A proposition and which of its four literals."""


@define
class Group:
    """Rules that look at one fact.

    Args:
        number: from 1.
        names: literal to property.
        rules: how many.
        heads: head to the propositions that its bodies here mention.
        literals: proposition to the JSON of the literals that hold, by its
            value.
    """

    number: int
    names: dict[_Named, str] = field(factory=dict)
    rules: int = 0
    heads: dict[int, set[int]] = field(factory=dict)
    literals: dict[int, dict[object, str]] = field(factory=dict)

    @property
    def id(self) -> str:
        """The fixed id of the fact."""
        return f"g{self.number}"

    @property
    def start(self) -> str:
        """The JSON of the fact before its literals."""
        return f'{{"id":"{self.id}","g":{self.number}'

    def finish(self) -> None:
        """Write the literals once for all runs."""
        for prop in sorted({prop for prop, _ in self.names}):
            self.literals[prop] = {
                value: "".join(
                    f',"{self.names[prop, kind]}":1'
                    for kind in kinds
                    if (prop, kind) in self.names
                )
                for value, kinds in _HOLDING.items()
            }


@frozen
class Stratum:
    """Groups asserted in one batch."""

    groups: tuple[Group, ...]
    heads: tuple[int, ...]


@frozen
class Built:
    """A rule set.

    Args:
        definition: JSON for the core.
        rules: name to head, and whether it makes the head certain.
        strata: in order.
    """

    definition: str
    rules: Mapping[str, tuple[int, bool]]
    strata: Sequence[Stratum]


def build(program: Program) -> Built:
    """Compile a program.

    Raises:
        DurableUnavailable: it is more than the core can bear.
        EngineFault: names that the core would confuse.
    """
    builder = _Builder()
    by_stratum: dict[int, list[int]] = {}
    for prop in sorted(program.decided()):
        stratum = program.heads[prop].stratum
        by_stratum.setdefault(stratum, []).append(prop)
    strata = []
    for level in sorted(by_stratum):
        heads = by_stratum[level]
        strata.append(builder.stratum(program, heads))
    builder.guard()
    return Built(
        definition=json.dumps(builder.definition),
        rules=builder.rules,
        strata=tuple(strata),
    )


class _Builder:
    def __init__(self) -> None:
        self.definition: dict[str, Any] = {
            SENTINEL: {"all": [{"m": {"g": 0}}]}
        }
        self.rules: dict[str, tuple[int, bool]] = {}
        self.groups: list[Group] = []

    def stratum(self, program: Program, heads: list[int]) -> Stratum:
        # Bodies that mention the same propositions share a fact.
        bodies = sorted(
            (tuple(sorted(body)), head)
            for head in heads
            for body in program.heads[head].bodies
        )
        groups: list[Group] = []
        for body, head in bodies:
            if not groups or not _fits(groups[-1], body):
                groups.append(Group(len(self.groups) + 1))
                self.groups.append(groups[-1])
            self.add(groups[-1], head, body)
        for group in groups:
            group.finish()
        return Stratum(groups=tuple(groups), heads=tuple(heads))

    def add(self, group: Group, head: int, body: Body) -> None:
        """The sure and the possible rule of one body."""
        mentioned = group.heads.setdefault(head, set())
        for certain in (True, False):
            pattern: list[dict[str, int]] = [{"g": group.number}]
            for literal in _named(body, certain):
                mentioned.add(literal[0])
                name = group.names.setdefault(literal, f"p{len(group.names)}")
                pattern.append({name: 1})
            name = f"r{len(self.rules)}"
            self.rules[name] = (head, certain)
            self.definition[name] = {"all": [{"m": {"$and": pattern}}]}
        group.rules += 2

    def guard(self) -> None:
        """Refuse what the core cannot bear."""
        counts = (len(self.groups), len(self.rules))
        if counts[0] > MAX_GROUPS or counts[1] > MAX_RULES:
            msg = (
                f"{counts[1]} rules in {counts[0]} groups; durable_rules "
                f"bears {MAX_RULES} in {MAX_GROUPS}"
            )
            raise DurableUnavailable(msg)
        names = {
            name for group in self.groups for name in group.names.values()
        }
        check_hashes([*_RESERVED, *sorted(names)])
        check_hashes([SENTINEL, *(group.id for group in self.groups)])
        check_hashes([SENTINEL, *self.rules])


def _named(body: Body, certain: bool) -> list[_Named]:
    prefix = "" if certain else "~"
    return [
        (prop, f"{prefix}!x" if negated else f"{prefix}x")
        for prop, negated in body
    ]


def _fits(group: Group, body: Body) -> bool:
    """Whether both rules of a body have room in a group."""
    wanted = {*_named(body, True), *_named(body, False)}
    literals = len(group.names.keys() | wanted)
    return (
        group.rules + 2 <= MAX_GROUP_RULES and literals <= MAX_GROUP_LITERALS
    )
