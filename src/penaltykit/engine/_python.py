"""The engine in plain Python: normative, always there, fast.

It runs the compiled bodies themselves. Atoms are computed when a body first
asks for them and kept for the run, so that a duty that does not apply costs
the reading of its condition only.
"""

from collections.abc import Iterable, Sequence

from penaltykit.engine._atoms import Atom
from penaltykit.engine._program import (
    UNSET,
    Program,
    Signal,
    Values,
    overlay,
)
from penaltykit.engine._types import Getter, Truth

_Literal = tuple[int, bool, Atom | None]
"""Proposition, whether it is negated, and its comparison; ``None`` for a head
and for a comparison that reads conclusions."""
_Asked = tuple[int, tuple[tuple[_Literal, ...], ...] | None]
"""Proposition, and its bodies if it is a head."""


class PythonEngine:
    """Runs one program. Holds no state of a run: safe in threads."""

    name = "python"

    def __init__(self, program: Program) -> None:
        self.program = program
        count = len(program.names)
        # By position: what asks a dictionary costs twice as much.
        atoms = [program.atoms.get(prop) for prop in range(count)]
        for prop in program.mixed:
            atoms[prop] = None
        self._asked: list[_Asked] = [(prop, None) for prop in range(count)]
        for prop, head in program.heads.items():
            bodies = tuple(
                tuple(
                    (other, negated, atoms[other]) for other, negated in body
                )
                for body in head.bodies
            )
            self._asked[prop] = prop, bodies
        self._blank: Values = [UNSET] * count

    def blank(self) -> Values:
        """No proposition looked at."""
        return self._blank.copy()

    def prepare(self, asked: Sequence[Signal]) -> tuple[_Asked, ...]:
        """What :meth:`run` takes: conclusions first, lower strata first."""
        props = [signal[0] for signal in asked if isinstance(signal, tuple)]
        return tuple(self._asked[prop] for prop in dict.fromkeys(props))

    def run(self, prepared: tuple[_Asked, ...], get: Getter) -> Values:
        """Values of the propositions that were needed.

        Args:
            prepared: see :meth:`prepare`.
            get: the facts.
        """
        values = self.blank()
        self._settle(prepared, values, get)
        return values

    def close(self) -> None:
        """Nothing is held."""

    def value(self, prop: int, values: Values, get: Getter) -> Truth:
        """The value of a proposition, computed now if it was not before."""
        if values[prop] is UNSET:
            self._settle((self._asked[prop],), values, get)
        return values[prop]  # type: ignore[return-value]

    def look_up(self, prop: int, values: Values, get: Getter) -> Truth:
        """As :meth:`value`, for a proposition that the run did not ask for:
        the conclusions that it rests on come first, the lowest before all.
        """
        if values[prop] is UNSET:
            heads = self.program.heads
            needed = self.program.needed([(prop, False)])
            order = sorted(needed, key=lambda head: heads[head].stratum)
            self._settle([self._asked[head] for head in order], values, get)
        return self.value(prop, values, get)

    def _settle(  # noqa: C901 the hot loop: calls would cost more than it
        self, asked: Iterable[_Asked], values: Values, get: Getter
    ) -> None:
        """Compute what is unset. Recursion goes down one rule at most: the
        conclusions below stand in ``values`` already.
        """
        unset = UNSET
        for prop, bodies in asked:
            if values[prop] is not unset:
                continue
            if bodies is None:
                values[prop] = self._compare(prop, values, get)
                continue
            result: Truth = False
            for body in bodies:
                unknown = False
                for other, negated, atom in body:
                    value = values[other]
                    if value is unset:
                        if atom is None:
                            value = self.value(other, values, get)
                        else:
                            value = values[other] = atom(get)
                    if value is negated:
                        break
                    if value is None:
                        unknown = True
                else:
                    if not unknown:
                        result = True
                        break
                    result = None
            values[prop] = result

    def _compare(self, prop: int, values: Values, get: Getter) -> Truth:
        """The value of a comparison, which may read conclusions."""
        program = self.program
        if prop in program.mixed:
            for below in program.below[prop]:
                self.look_up(below, values, get)
            get = overlay(program, values, get)
        return program.atoms[prop](get)
