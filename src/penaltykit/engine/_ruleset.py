"""A set of rules, compiled for one engine and run over contexts."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

from penaltykit.engine._guards import DurableUnavailable
from penaltykit.engine._plan import Plan, make_plan
from penaltykit.engine._program import Compiler, Signal, Values
from penaltykit.engine._python import PythonEngine
from penaltykit.engine._rules import Check, Definition
from penaltykit.engine._run import Run
from penaltykit.engine._strata import check_once
from penaltykit.engine._types import Context, Getter, getter
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
        self._plans: dict[frozenset[str] | None, Plan] = {}

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

    def _plan(self, select: frozenset[str] | None) -> Plan:
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
        plan = make_plan(concluded, checks, self._engine.prepare)
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
