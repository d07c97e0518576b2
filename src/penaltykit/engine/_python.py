"""The engine in plain Python: normative, always there, fast.

It runs the compiled bodies themselves. Atoms are computed when a body first
asks for them and kept for the run, so that a duty that does not apply costs
the reading of its condition only.
"""

from collections.abc import Sequence

from penaltykit.engine._program import (
    UNSET,
    Body,
    Program,
    Signal,
    Values,
    overlay,
)
from penaltykit.engine._types import Getter, Truth


class PythonEngine:
    """Runs one program. Holds no state of a run: safe in threads."""

    name = "python"

    def __init__(self, program: Program) -> None:
        self.program = program
        count = len(program.names)
        # By position: what asks a dictionary costs twice as much.
        self._atoms = [program.atoms.get(prop) for prop in range(count)]
        self._bodies: list[tuple[Body, ...] | None] = [None] * count
        for prop, head in program.heads.items():
            self._bodies[prop] = head.bodies
        for prop in program.mixed:
            self._atoms[prop] = None

    def blank(self) -> Values:
        """No proposition looked at."""
        return [UNSET] * len(self._bodies)

    def prepare(self, asked: Sequence[Signal]) -> tuple[int, ...]:
        """What :meth:`run` takes: conclusions first, lower strata first."""
        return tuple(
            dict.fromkeys(
                signal[0] for signal in asked if isinstance(signal, tuple)
            )
        )

    def run(self, prepared: tuple[int, ...], get: Getter) -> Values:
        """Values of the propositions that were needed.

        Args:
            prepared: see :meth:`prepare`.
            get: the facts.
        """
        values = self.blank()
        settle = self._settle
        for prop in prepared:
            if values[prop] is UNSET:
                settle(prop, values, get)
        return values

    def close(self) -> None:
        """Nothing is held."""

    def value(self, prop: int, values: Values, get: Getter) -> Truth:
        """The value of a proposition, computed now if it was not before."""
        value = values[prop]
        if value is None or value is True or value is False:
            return value
        return self._settle(prop, values, get)

    def _settle(  # noqa: C901 the hot loop: calls would cost more than it
        self, prop: int, values: Values, get: Getter
    ) -> Truth:
        """Compute what is unset. Recursion goes down one rule at most: the
        conclusions below stand in ``values`` already.
        """
        bodies = self._bodies[prop]
        if bodies is None:
            atom = self._atoms[prop]
            if atom is None:
                program = self.program
                atom = program.atoms[prop]
                get = overlay(program, values, get)
            result = atom(get)
            values[prop] = result
            return result
        atoms = self._atoms
        result = False
        for body in bodies:
            holds: Truth = True
            for other, negated in body:
                value = values[other]
                if value is UNSET:
                    atom = atoms[other]
                    if atom is None:
                        value = self._settle(other, values, get)
                    else:
                        value = values[other] = atom(get)
                if value is None:
                    holds = None
                elif value is negated:
                    holds = False
                    break
            if holds:
                result = True
                break
            if holds is None:
                result = None
        values[prop] = result
        return result
