"""What one run gave: conclusions, outcomes of checks, trace."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen

from penaltykit.citation import Citation
from penaltykit.engine._kleene import join_evidence
from penaltykit.engine._plan import Plan
from penaltykit.engine._program import (
    UNSET,
    CheckPlan,
    Signal,
    Values,
    overlay,
)
from penaltykit.engine._rules import Check
from penaltykit.engine._types import (
    Evidence,
    Getter,
    Reading,
    Truth,
    settling,
)
from penaltykit.errors import UnknownNameError

if TYPE_CHECKING:
    from penaltykit.engine._ruleset import RuleSet


@frozen(kw_only=True)
class Step:
    """One step of a trace.

    Args:
        name: the fact concluded, or the code of the check.
        rule: the alternative of the definition, or the name of the check.
        value: what came of the rule: for a check, whether it is violated.
        evidence: what that rests on.
        citation: of the rule.
        title: of the alternative, by language, if it has one.
    """

    name: str
    rule: str
    value: Truth
    evidence: tuple[Evidence, ...]
    citation: tuple[Citation, ...]
    title: Mapping[str, str] | None = field(default=None, hash=False)


def _turned(
    verdicts: tuple[Truth, ...], positions: tuple[int, ...]
) -> tuple[Truth, ...]:
    """Verdicts of which those at some positions are the other way about."""
    if not positions:
        return verdicts
    found = list(verdicts)
    for position in positions:
        value = found[position]
        found[position] = None if value is None else not value
    return tuple(found)


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
        "_plan",
        "_rules",
        "_values",
        "conclusions",
        "engine",
    )

    def __init__(
        self, rules: "RuleSet", plan: Plan, values: Values, get: Getter
    ) -> None:
        self._rules = rules
        self._plan = plan
        self._values = values
        self._get = get
        self.engine = rules.engine
        self.conclusions: dict[str, Truth] = {
            name: values[prop]  # type: ignore[misc]
            for name, prop in plan.concluded.items()
        }

    @property
    def outcomes(self) -> tuple[CheckOutcome, ...]:
        """What came of every check, by stratum and code."""
        # Not kept: an outcome holds its run, and a ring of the two would
        # outlive the case.
        return tuple(
            [
                CheckOutcome(self, check, violated)
                for check, violated in zip(
                    self._plan.checks, self.verdicts, strict=True
                )
            ]
        )

    @property
    def verdicts(self) -> tuple[Truth, ...]:
        """``violated`` of every check, in the order of the outcomes."""
        values = self._values
        pick = self._plan.pick
        if pick is not None:
            picked = pick(values)
            if UNSET not in picked:
                given = cast("tuple[Truth, ...]", picked)
                return _turned(given, self._plan.turned)
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
        verdicts = self.verdicts
        if verdicts.count(False) == len(verdicts):
            return ()
        return tuple(
            [
                CheckOutcome(self, check, violated)
                for check, violated in zip(
                    self._plan.checks, verdicts, strict=True
                )
                if violated is not False
            ]
        )

    def _signal(self, signal: Signal) -> Truth:
        if isinstance(signal, bool):
            return signal
        prop, negated = signal
        value = self._rules.python.look_up(prop, self._values, self._get)
        return value if value is None else value is not negated

    @property
    def _reader(self) -> Getter:
        """Reads facts and conclusions, those that the run did not ask for
        included."""
        rules, values, get = self._rules, self._values, self._get
        stated = overlay(rules.program, values, get)
        concluded = rules.program.concluded

        def read(name: str) -> Reading:
            if name in concluded:
                rules.python.look_up(concluded[name], values, get)
            return stated(name)

        return read

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
                        title=way.title,
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
