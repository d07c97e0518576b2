"""Rules compiled to propositions, for either engine.

Conditions are brought to negation normal form; an ``or`` becomes several
bodies of one head, so that each body is one conjunction of literals. A nested
``or`` becomes a head of its own, an auxiliary one, or is multiplied out where
that takes few bodies (three-valued logic allows it). Each head stands in a
stratum above all that its bodies mention.
"""

from collections.abc import Iterable, Sequence

from attrs import define, field, frozen

from penaltykit.engine import _ast as ast
from penaltykit.engine._atoms import Atom, compile_atom
from penaltykit.engine._rules import Check, Definition
from penaltykit.engine._strata import strata_of
from penaltykit.engine._types import (
    KNOWN,
    NO_READING,
    Getter,
    Reading,
    Truth,
)

MAX_BODY = 48
"""Literals of one body; longer ones are split by auxiliary heads."""

Literal = tuple[int, bool]
"""A proposition, and whether it is negated."""
Body = tuple[Literal, ...]
Signal = Literal | bool
"""A literal, or a truth that no fact can change."""


class _Unset:
    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSET"


UNSET = _Unset()
"""A proposition that was not looked at."""

Values = list[Truth | _Unset]
"""One entry a proposition."""


@define
class Head:
    """A proposition that rules conclude.

    Args:
        bodies: it holds if all literals of any of them do.
        stratum: from 1.
    """

    bodies: tuple[Body, ...]
    stratum: int


@frozen
class CheckPlan:
    """A check in the program: three signals, and what they rest on.

    Args:
        check: the rule.
        stratum: one above the conclusions that it rests on.
        heads: propositions of all heads that it needs, auxiliary ones and
            those of definitions included.
        confirmed: it and all definitions it rests on are in force.
    """

    check: Check
    stratum: int
    applies: Signal
    met: Signal
    violated: Signal
    heads: frozenset[int]
    confirmed: bool


@define
class Program:
    """All rules of a rule set.

    Propositions are numbered in the order in which they were met.

    Args:
        names: proposition to text: an atom, a concluded fact, or ``""``.
        atoms: proposition to its comparison, if it is one.
        mixed: atoms that read conclusions beside facts of the case.
        heads: proposition to head, if it is one.
        below: head or mixed atom to the heads and mixed atoms it rests on.
        concluded: fact to its proposition, by stratum and name.
        strata: concluded fact to its stratum among conclusions.
        checks: by stratum and code.
    """

    names: list[str] = field(factory=list)
    atoms: dict[int, Atom] = field(factory=dict)
    mixed: set[int] = field(factory=set)
    heads: dict[int, Head] = field(factory=dict)
    below: dict[int, tuple[int, ...]] = field(factory=dict)
    concluded: dict[str, int] = field(factory=dict)
    strata: dict[str, int] = field(factory=dict)
    checks: list[CheckPlan] = field(factory=list)

    def needed(self, signals: Iterable[Signal]) -> frozenset[int]:
        """The heads among ``signals`` and all heads that they rest on."""
        seen: set[int] = set()
        pending = [
            signal[0]
            for signal in signals
            if isinstance(signal, tuple) and signal[0] in self.below
        ]
        while pending:
            prop = pending.pop()
            if prop not in seen:
                seen.add(prop)
                pending += self.below[prop]
        return frozenset(prop for prop in seen if prop in self.heads)

    def decided(self) -> frozenset[int]:
        """The heads that a run of everything needs: not those that only
        report whether a duty applies or is met.
        """
        signals: list[Signal] = [plan.violated for plan in self.checks]
        signals += [(prop, False) for prop in self.concluded.values()]
        return self.needed(signals)


def overlay(program: Program, values: Values, get: Getter) -> Getter:
    """A getter that reads conclusions where there are any."""
    concluded = program.concluded

    def read(name: str) -> Reading:
        prop = concluded.get(name)
        if prop is None:
            return get(name)
        value = values[prop]
        if value is None or isinstance(value, _Unset):
            return NO_READING
        return Reading(KNOWN, value)

    return read


@frozen
class _And:
    parts: tuple["_Formula", ...]


@frozen
class _Or:
    parts: tuple["_Formula", ...]


_Formula = bool | Literal | _And | _Or


class Compiler:
    """Definitions and checks to a :class:`Program`.

    Args:
        max_bodies: as many may multiplying out give a head; 1 never does.
            Fewer heads suit an engine that pays for each one that holds.
    """

    def __init__(self, max_bodies: int = 1) -> None:
        self.max_bodies = max_bodies
        self.program = Program()
        self.known: dict[str, int] = {}
        self.shared: dict[tuple[Body, ...], int] = {}
        self.level: list[int] = []

    def compile(
        self, definitions: Sequence[Definition], checks: Sequence[Check]
    ) -> Program:
        """The program; ``RuleError`` on a cycle."""
        program = self.program
        strata = strata_of(definitions)
        program.strata = dict(strata)
        ordered = sorted(
            definitions,
            key=lambda rule: (strata[rule.concludes], rule.concludes),
        )
        for rule in ordered:
            # the strata before are compiled: every mention finds them
            ways = tuple(
                self.formula(way.when.root, False) for way in rule.any
            )
            bodies = self.bodies(_join(ways, _Or))
            prop = self.proposition(rule.concludes)
            program.concluded[rule.concludes] = prop
            self.add(prop, bodies)
        unconfirmed = self.unconfirmed(ordered)
        for check in checks:
            program.checks.append(self.check(check, unconfirmed))
        program.checks.sort(key=lambda plan: (plan.stratum, plan.check.code))
        return program

    def unconfirmed(self, ordered: Iterable[Definition]) -> set[str]:
        """Concluded facts that rest on a definition to be confirmed."""
        found: set[str] = set()
        for rule in ordered:
            if rule.status != "in-force" or found & rule.facts:
                found.add(rule.concludes)
        return found

    def check(self, check: Check, unconfirmed: set[str]) -> CheckPlan:
        when: _Formula = True
        if check.when is not None:
            when = self.formula(check.when.root, False)
        unmet = self.formula(check.require.root, True)
        violated = self.signal(_join((when, unmet), _And))
        used = check.facts & self.program.strata.keys()
        below = [self.program.strata[name] for name in used]
        return CheckPlan(
            check=check,
            stratum=1 + max(below, default=0),
            applies=self.signal(when),
            met=self.signal(self.formula(check.require.root, False)),
            violated=violated,
            heads=self.program.needed([violated]),
            confirmed=check.confirmed and not used & unconfirmed,
        )

    def proposition(self, name: str) -> int:
        program = self.program
        prop = len(program.names)
        program.names.append(name)
        self.level.append(0)
        return prop

    def formula(self, node: ast.Node, negated: bool) -> _Formula:
        """Negation normal form."""
        match node:
            case ast.Not(item=item):
                return self.formula(item, not negated)
            case ast.And(items=items) | ast.Or(items=items):
                parts = tuple(self.formula(item, negated) for item in items)
                conjunction = isinstance(node, ast.And) is not negated
                return _join(parts, _And if conjunction else _Or)
            case ast.TruthValue():
                return node.value is not negated
        return self.atom(node), negated

    def atom(self, node: ast.Node) -> int:
        program = self.program
        if isinstance(node, ast.Name) and node.name in program.concluded:
            return program.concluded[node.name]
        text = ast.text_of(node)
        prop = self.known.get(text)
        if prop is not None:
            return prop
        prop = self.known[text] = self.proposition(text)
        program.atoms[prop] = compile_atom(node)
        below = [
            program.concluded[name.name]
            for name in ast.names(node)
            if name.name in program.concluded
        ]
        if below:
            program.mixed.add(prop)
            program.below[prop] = tuple(dict.fromkeys(below))
            self.level[prop] = max(self.level[head] for head in below)
        return prop

    def signal(self, formula: _Formula) -> Signal:
        """A formula as one literal, by a new head if need be."""
        if isinstance(formula, bool | tuple):
            return formula
        bodies = self.bodies(formula)
        prop = self.shared.get(bodies)
        if prop is None:
            prop = self.shared[bodies] = self.proposition("")
            self.add(prop, bodies)
        return prop, False

    def bodies(self, formula: _Formula) -> tuple[Body, ...]:
        """A formula as the bodies of a head."""
        if formula is False:
            return ()
        formula = _multiply(formula, self.max_bodies)
        parts = formula.parts if isinstance(formula, _Or) else (formula,)
        return tuple(dict.fromkeys(self.body(part) for part in parts))

    def body(self, formula: _Formula) -> Body:
        if formula is True:
            return ()
        parts = formula.parts if isinstance(formula, _And) else (formula,)
        literals: list[Literal] = []
        for part in parts:
            signal = self.signal(part)
            assert not isinstance(signal, bool)  # _join has removed them
            literals.append(signal)
        literals = list(dict.fromkeys(literals))
        while len(literals) > MAX_BODY:
            chunks = [
                literals[i : i + MAX_BODY]
                for i in range(0, len(literals), MAX_BODY)
            ]
            literals = []
            for chunk in chunks:
                signal = self.signal(_join(tuple(chunk), _And))
                assert not isinstance(signal, bool)
                literals.append(signal)
        return tuple(literals)

    def add(self, prop: int, bodies: tuple[Body, ...]) -> None:
        mentioned = [other for body in bodies for other, _ in body]
        stratum = 1 + max(
            (self.level[other] for other in mentioned), default=0
        )
        self.level[prop] = stratum
        program = self.program
        program.heads[prop] = Head(bodies, stratum)
        program.below[prop] = tuple(
            dict.fromkeys(
                other
                for other in mentioned
                if other in program.heads or other in program.mixed
            )
        )


def _join(
    parts: tuple[_Formula, ...], kind: type[_And] | type[_Or]
) -> _Formula:
    """``and`` or ``or`` of parts, flat, without constants and repeats."""
    neutral = kind is _And
    flat: dict[_Formula, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not neutral:
                return part
        elif isinstance(part, kind):
            flat.update(dict.fromkeys(part.parts))
        else:
            flat[part] = None
    if not flat:
        return neutral
    return next(iter(flat)) if len(flat) == 1 else kind(tuple(flat))


def _multiply(formula: _Formula, most: int) -> _Formula:
    """An ``or`` of conjunctions, if that takes at most so many of them.

    A part that would take more stays as it is.
    """
    if most == 1:
        return formula
    if isinstance(formula, _Or):
        parts = [_multiply(part, most) for part in formula.parts]
        if sum(map(_width, parts)) <= most:
            return _join(tuple(parts), _Or)
        return formula
    if not isinstance(formula, _And):
        return formula
    bodies: list[tuple[_Formula, ...]] = [()]
    multiplied = [_multiply(part, most) for part in formula.parts]
    for part in sorted(multiplied, key=_width):
        choices = part.parts if isinstance(part, _Or) else (part,)
        if len(bodies) * len(choices) > most:
            choices = (part,)
        bodies = [(*body, choice) for body in bodies for choice in choices]
    return _join(tuple(_join(body, _And) for body in bodies), _Or)


def _width(formula: _Formula) -> int:
    """How many bodies a formula takes."""
    return len(formula.parts) if isinstance(formula, _Or) else 1
