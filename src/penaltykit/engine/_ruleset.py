"""Rules over a context: conclusions, outcomes, trace."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

from attrs import frozen

from penaltykit.citation import Citation
from penaltykit.engine._guards import DurableUnavailable
from penaltykit.engine._kleene import join_evidence
from penaltykit.engine._program import (
    CheckPlan,
    Compiler,
    Signal,
    Values,
    overlay,
)
from penaltykit.engine._python import PythonEngine
from penaltykit.engine._rules import Check, Definition
from penaltykit.engine._strata import check_once
from penaltykit.engine._types import (
    Context,
    Evidence,
    Getter,
    Truth,
    getter,
    settling,
)
from penaltykit.engine._words import OFF
from penaltykit.errors import UnknownNameError

ENGINES = ("python", "durable")
"""Names of the engines; ``"auto"`` takes durable where it loads."""

_MAX_PLANS = 256


class _Engine(Protocol):
    """Decides signals; what ``prepare`` gives is its own business."""

    name: str

    def prepare(self, asked: Sequence[Signal]) -> Any: ...

    def run(self, prepared: Any, get: Getter) -> Values: ...

    def close(self) -> None: ...


@frozen(kw_only=True)
class Step:
    """One step of a trace.

    Args:
        name: the fact concluded, or the code of the check.
        rule: the alternative of the definition, or the name of the check.
        value: what came of the rule: for a check, whether it is violated.
        evidence: what that rests on.
        citation: of the rule.
    """

    name: str
    rule: str
    value: Truth
    evidence: tuple[Evidence, ...]
    citation: tuple[Citation, ...]


@frozen
class _Plan:
    """What one selection of checks needs."""

    concluded: dict[str, int]
    checks: tuple[CheckPlan, ...]
    violated: tuple[Signal, ...]
    prepared: Any


class CheckOutcome:
    """What came of one check.

    All but ``violated`` is worked out when it is first asked for.

    Attributes:
        violated: true, false or ``None`` (undetermined).
    """

    __slots__ = ("_evidence", "_plan", "_run", "violated")

    def __init__(self, run: "Run", plan: CheckPlan, violated: Truth) -> None:
        self._run = run
        self._plan = plan
        self._evidence: tuple[Evidence, ...] | None = None
        self.violated = violated

    @property
    def check(self) -> Check:
        """The rule."""
        return self._plan.check

    @property
    def code(self) -> str:
        """The code of the check."""
        return self.check.code

    @property
    def applies(self) -> Truth:
        """Whether the duty applies (``when``)."""
        return self._run._signal(self._plan.applies)  # noqa: SLF001 one module

    @property
    def met(self) -> Truth:
        """Whether what is required holds (``require``)."""
        return self._run._signal(self._plan.met)  # noqa: SLF001 one module

    @property
    def confirmed(self) -> bool:
        """Whether the check and all it rests on are in force, and nothing
        of it is to be confirmed.
        """
        return self._plan.confirmed

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What ``violated`` rests on; conclusions stand as such."""
        if self._evidence is None:
            self._evidence = self._run._evidence(self.check)  # noqa: SLF001 one module
        return self._evidence

    @property
    def grounds(self) -> tuple[Evidence, ...]:
        """As ``evidence``, with each conclusion replaced by the facts of
        the case that it rests on.
        """
        return self._run._grounds(self.evidence)  # noqa: SLF001 one module

    @property
    def settle(self) -> tuple[str, ...]:
        """The facts of the case that would settle an undetermined check."""
        return settling(self.violated, self.grounds)

    @property
    def pointer(self) -> str:
        """The pointer of the check, else that of its first ground."""
        if self.check.pointer is not None:
            return self.check.pointer
        for item in self.grounds:
            if item.pointer:
                return item.pointer
        return ""

    def _key(self) -> tuple[Any, ...]:
        return (
            self.check,
            self.applies,
            self.met,
            self.violated,
            self.evidence,
            self.settle,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CheckOutcome):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.code, self.violated))

    def __repr__(self) -> str:
        return f"CheckOutcome({self.code!r}, violated={self.violated})"


class Run:
    """What one run over one context gave.

    Reads the context again for evidence and trace: it must not change.

    Attributes:
        conclusions: concluded fact to truth, by stratum and name.
        engine: name of the engine that ran.
    """

    __slots__ = (
        "_get",
        "_outcomes",
        "_plan",
        "_rules",
        "_values",
        "conclusions",
        "engine",
    )

    def __init__(
        self, rules: "RuleSet", plan: _Plan, values: Values, get: Getter
    ) -> None:
        self._rules = rules
        self._plan = plan
        self._values = values
        self._get = get
        self._outcomes: tuple[CheckOutcome, ...] | None = None
        self.engine = rules.engine
        self.conclusions: dict[str, Truth] = {
            name: values[prop]  # type: ignore[misc]
            for name, prop in plan.concluded.items()
        }

    @property
    def outcomes(self) -> tuple[CheckOutcome, ...]:
        """What came of every check, by stratum and code."""
        if self._outcomes is None:
            self._outcomes = tuple(
                [
                    CheckOutcome(self, check, violated)
                    for check, violated in zip(
                        self._plan.checks, self.verdicts, strict=True
                    )
                ]
            )
        return self._outcomes

    @property
    def verdicts(self) -> tuple[Truth, ...]:
        """``violated`` of every check, in the order of the outcomes."""
        values = self._values
        found: list[Truth] = []
        for signal in self._plan.violated:
            if isinstance(signal, bool):
                found.append(signal)
                continue
            prop, negated = signal
            value = values[prop]
            if value is True or value is False:
                found.append(value is not negated)
            else:
                # Unknown, or a comparison that this engine leaves to Python.
                found.append(self._signal(signal))
        return tuple(found)

    def duties(self, positions: Iterable[int]) -> tuple[Truth, ...]:
        """``applies`` and ``met`` of some checks, one after the other.

        Args:
            positions: of the checks, in the order of the outcomes.
        """
        checks = self._plan.checks
        found = []
        for position in positions:
            check = checks[position]
            found.append(self._signal(check.applies))
            found.append(self._signal(check.met))
        return tuple(found)

    @property
    def raised(self) -> tuple[CheckOutcome, ...]:
        """The outcomes that are violated or undetermined: the fast way where
        nothing is wanted of the others.
        """
        return tuple(
            [
                CheckOutcome(self, check, violated)
                for check, violated in zip(
                    self._plan.checks, self.verdicts, strict=True
                )
                if violated is not False
            ]
        )

    def _signal(self, signal: Signal) -> Truth:
        if isinstance(signal, bool):
            return signal
        prop, negated = signal
        value = self._rules.python.value(prop, self._values, self._get)
        return value if value is None else value is not negated

    @property
    def _reader(self) -> Getter:
        return overlay(self._rules.program, self._values, self._get)

    def _evidence(self, check: Check) -> tuple[Evidence, ...]:
        read = self._reader
        met, lines = check.require.explain(read)
        parts = [(None if met is None else not met, lines)]
        if check.when is not None:
            parts.insert(0, check.when.explain(read))
        return tuple(join_evidence(parts, True)[1]())

    def _grounds(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        found: dict[Evidence, None] = {}
        seen: set[str] = set()
        pending = list(evidence)[::-1]
        while pending:
            item = pending.pop()
            if item.fact not in self.conclusions:
                found[item] = None
            elif item.fact not in seen:
                seen.add(item.fact)
                pending += self.why(item.fact)[::-1]
        return tuple(found)

    def why(self, fact: str) -> tuple[Evidence, ...]:
        """What a conclusion rests on.

        Raises:
            UnknownNameError: the run did not conclude it.
        """
        return tuple(
            item for step in self.steps(fact) for item in step.evidence
        )

    def steps(self, fact: str) -> tuple[Step, ...]:
        """The alternatives that made a conclusion what it is.

        A true one has those that hold, a false one all, an unknown one those
        that are unknown.
        """
        if fact not in self.conclusions:
            kind = "conclusion"
            raise UnknownNameError(kind, fact, self.conclusions)
        value = self.conclusions[fact]
        read = self._reader
        steps = []
        for way in self._rules.definition(fact).any:
            own, lines = way.when.explain(read)
            if own is value:
                steps.append(
                    Step(
                        name=fact,
                        rule=way.name,
                        value=own,
                        evidence=tuple(lines()),
                        citation=way.citation,
                    )
                )
        return tuple(steps)

    @property
    def trace(self) -> tuple[Step, ...]:
        """Every step, in the order of conclusions, then outcomes."""
        steps = [
            step for fact in self.conclusions for step in self.steps(fact)
        ]
        steps += [
            Step(
                name=outcome.code,
                rule=outcome.check.name,
                value=outcome.violated,
                evidence=outcome.evidence,
                citation=outcome.check.citation,
            )
            for outcome in self.outcomes
        ]
        return tuple(steps)


class RuleSet:
    """Rules compiled for one engine.

    Rules that are off take no part. May be shared by threads and used after
    a fork.

    Args:
        definitions: one for each fact concluded.
        checks: with codes of their own.
        engine: ``"python"``, ``"durable"`` or ``"auto"``.

    Raises:
        RuleError: a cycle, or two rules for one fact or of one code.
        EngineFault: ``"durable"`` was asked for and cannot be had.
        UnknownNameError: no such engine.
    """

    def __init__(
        self,
        definitions: Iterable[Definition] = (),
        checks: Iterable[Check] = (),
        engine: str = "python",
    ) -> None:
        checks = tuple(checks)
        self.definitions = tuple(d for d in definitions if d.status != OFF)
        self.checks = tuple(c for c in checks if c.status != OFF)
        self._off = frozenset(c.code for c in checks if c.status == OFF)
        check_once(self.definitions, self.checks)
        self._by_fact = {rule.concludes: rule for rule in self.definitions}
        self._engine: _Engine = self._choose(engine)
        self._plans: dict[frozenset[str] | None, _Plan] = {}

    def _choose(self, engine: str) -> _Engine:
        if engine not in (*ENGINES, "auto"):
            kind = "engine"
            raise UnknownNameError(kind, engine, (*ENGINES, "auto"))
        if engine != "python":
            from penaltykit.engine._durable import DurableEngine
            from penaltykit.engine._durable_build import MAX_BODIES

            try:
                return DurableEngine(self._compile(MAX_BODIES))
            except DurableUnavailable:
                if engine == "durable":
                    raise
        return self._compile(max_bodies=1)

    def _compile(self, max_bodies: int) -> PythonEngine:
        self.program = Compiler(max_bodies).compile(
            self.definitions, self.checks
        )
        self.python = PythonEngine(self.program)
        return self.python

    @property
    def engine(self) -> str:
        """The name of the engine that runs."""
        return self._engine.name

    def definition(self, fact: str) -> Definition:
        """The definition that concludes a fact.

        Raises:
            UnknownNameError: no definition concludes it.
        """
        rule = self._by_fact.get(fact)
        if rule is None:
            kind = "definition"
            raise UnknownNameError(kind, fact, self._by_fact)
        return rule

    def run(
        self, context: Context, select: Collection[str] | None = None
    ) -> Run:
        """Run the rules over one context.

        Args:
            context: the facts; read again for evidence, so it must not
                change while the run is in use.
            select: codes of the checks to run, with the definitions that
                they need; ``None`` runs all checks and all definitions.

        Raises:
            UnknownNameError: a code that the rule set does not have.
            EngineFault: the engine broke its guard; a new run may be tried.
        """
        plan = self._plan(None if select is None else frozenset(select))
        get = getter(context)
        values = self._engine.run(plan.prepared, get)
        return Run(self, plan, values, get)

    def _plan(self, select: frozenset[str] | None) -> _Plan:
        plan = self._plans.get(select)
        if plan is not None:
            return plan
        program = self.program
        concluded = program.concluded
        checks = tuple(program.checks)
        if select is not None:
            known = {check.check.code for check in checks}
            for code in sorted(select - known - self._off):
                kind = "rule"
                raise UnknownNameError(kind, code, known)
            checks = tuple(c for c in checks if c.check.code in select)
            heads: set[int] = set().union(*(c.heads for c in checks))
            concluded = {
                name: prop for name, prop in concluded.items() if prop in heads
            }
        asked: list[Signal] = [(prop, False) for prop in concluded.values()]
        asked += [check.violated for check in checks]
        plan = _Plan(
            concluded=concluded,
            checks=checks,
            violated=tuple(check.violated for check in checks),
            prepared=self._engine.prepare(asked),
        )
        if len(self._plans) >= _MAX_PLANS:
            self._plans.clear()
        self._plans[select] = plan
        return plan

    def __reduce__(self) -> tuple[Any, ...]:
        # An engine holds what cannot be pickled; another process makes its
        # own.
        return RuleSet, (self.definitions, self.checks, self.engine)

    def close(self) -> None:
        """Give back what the engine holds outside Python."""
        self._engine.close()
