"""The engine on durable_rules, driven at its C module in a narrow subset.

Only what is sound there is used: flat facts of ASCII names and the integer
1, one pattern a rule, fixed ids, no negation, no joins, no timers, no host.
Each proposition has four literals, of which those that hold are sent: ``x``
(true), ``!x`` (false), ``~x`` (not known false), ``~!x`` (not known true).
A head is true if a rule in the first two fired (sure), false if none in the
last two did (possible), else unknown. A sentinel fact ends each batch: if its
rule did not fire, the batch was cut short.
"""

import os
import weakref
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import Any

from attrs import frozen

from penaltykit.engine._durable_build import (
    SENTINEL,
    SENTINEL_FACT,
    Stratum,
    build,
)
from penaltykit.engine._guards import DurableUnavailable
from penaltykit.engine._program import Signal, Values
from penaltykit.engine._python import PythonEngine
from penaltykit.engine._types import Getter
from penaltykit.errors import EngineFault

_ACCEPTED = (0, 1)  # codes of the core: no rule is ready, some are


@frozen
class _Batch:
    """What one selection sends of one stratum.

    Args:
        asked: the propositions whose literals are sent.
        groups: start of the fact, and the literals of each proposition.
        retract: the ids sent, as JSON.
        heads: what it decides.
    """

    asked: tuple[int, ...]
    groups: Sequence[tuple[str, Sequence[tuple[int, dict[object, str]]]]]
    retract: str
    heads: tuple[int, ...]


_engines: "weakref.WeakSet[DurableEngine]" = weakref.WeakSet()


def _after_fork() -> None:
    """A child has a copy of the handles, perhaps of a lock that a thread of
    its parent holds: it makes its own.
    """
    for engine in tuple(_engines):
        engine.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class DurableEngine:
    """Runs one program on a handle of its own, one run at a time.

    Args:
        python: computes the atoms; its program is the one run.

    Raises:
        DurableUnavailable: durable_rules is not there, or the program is
            more than it can bear.
        EngineFault: names of the program have the same hash.
    """

    name = "durable"

    def __init__(self, python: PythonEngine) -> None:
        try:
            import durable_rules_engine
        except ImportError as error:
            msg = f"durable_rules is not installed or does not load: {error}"
            raise DurableUnavailable(msg) from error
        self._core: Any = durable_rules_engine
        self._python = python
        self._program = python.program
        built = build(python.program)
        self._definition = built.definition
        self._rules = built.rules
        self._strata = built.strata
        self._lock = Lock()
        self._handle: Any = None
        _engines.add(self)

    def prepare(self, asked: Sequence[Signal]) -> tuple[_Batch, ...]:
        """The batches that decide ``asked``."""
        needed = self._program.needed(asked)
        return tuple(
            batch
            for stratum in self._strata
            if (batch := _batch(stratum, needed)) is not None
        )

    def run(self, prepared: tuple[_Batch, ...], get: Getter) -> Values:
        """As :meth:`PythonEngine.run`.

        Raises:
            EngineFault: a guard broke; the next run has a new handle.
        """
        values = self._python.blank()
        value_of = self._python.value
        for batch in prepared:
            for prop in batch.asked:
                value_of(prop, values, get)
            parts = ["["]
            for start, literals in batch.groups:
                parts.append(start)
                parts += [held[values[prop]] for prop, held in literals]
                parts.append("},")
            parts.append(SENTINEL_FACT)
            sure, possible = self._fire("".join(parts), batch.retract)
            for head in batch.heads:
                if head in sure:
                    values[head] = True
                else:
                    values[head] = None if head in possible else False
        return values

    def _fire(self, facts: str, retract: str) -> tuple[set[int], set[int]]:
        """The heads whose sure, and whose possible rules fired."""
        with self._lock:
            try:
                if self._handle is None:
                    self._open()
                fired = self._batch(facts, retract)
            except BaseException:
                # whatever state the core is in now, nobody sees it
                self._dispose()
                raise
        rules = self._rules
        sure: set[int] = set()
        possible: set[int] = set()
        for name in fired:
            head, certain = rules[name]
            (sure if certain else possible).add(head)
        return sure, possible

    def _batch(self, facts: str, retract: str) -> list[str]:
        core, handle = self._core, self._handle
        code, offset = core.assert_facts(handle, facts)
        if code not in _ACCEPTED:
            msg = f"durable_rules refused a batch with code {code}"
            raise EngineFault(msg)
        fired: list[str] = []
        ready = core.start_action_for_state(handle, offset)
        message = ready[1] if ready else None
        while message is not None:
            # {"name":{...}}: all that is asked of the core is the name
            fired.append(message[2 : message.index('"', 2)])
            message = core.complete_and_start_action(handle, offset)
        core.retract_facts(handle, retract)
        if fired.count(SENTINEL) != 1:
            msg = "durable_rules did not read a batch to its end"
            raise EngineFault(msg)
        fired.remove(SENTINEL)
        for name in fired:
            if name not in self._rules:
                msg = f"durable_rules fired a rule that is not there: {name!r}"
                raise EngineFault(msg)
        return fired

    def _open(self) -> None:
        core = self._core
        handle = core.create_ruleset("penaltykit", self._definition)
        self._handle = handle
        self._finalizer = weakref.finalize(self, _delete, core, handle)
        # The core makes its state on first use; it is better made here.
        self._batch(f"[{SENTINEL_FACT}", f'[{{"id":"{SENTINEL}"}}]')

    def _dispose(self) -> None:
        if self._handle is not None:
            self._handle = None
            self._finalizer()

    def forget(self) -> None:
        """Leave handle and lock to the process that made them."""
        self._lock = Lock()
        if self._handle is not None:
            self._handle = None
            self._finalizer.detach()

    def close(self) -> None:
        """Give back the memory of the core; another run takes it anew."""
        with self._lock:
            self._dispose()


def _delete(core: Any, handle: Any) -> None:
    """Free a handle; state first, as the core wants it."""
    with suppress(Exception):
        core.delete_state(handle, None)
    with suppress(Exception):
        core.delete_ruleset(handle)


def _batch(stratum: Stratum, needed: frozenset[int]) -> _Batch | None:
    """What of a stratum decides the heads that are needed."""
    heads = tuple(head for head in stratum.heads if head in needed)
    if not heads:
        return None
    groups = []
    ids = []
    asked: dict[int, None] = {}
    for group in stratum.groups:
        if needed.isdisjoint(group.heads):
            continue
        mentioned = {
            prop
            for head, props in group.heads.items()
            if head in needed
            for prop in props
        }
        literals = [
            (prop, held)
            for prop, held in group.literals.items()
            if prop in mentioned
        ]
        asked.update(dict.fromkeys(prop for prop, _ in literals))
        groups.append((group.start, literals))
        ids.append(group.id)
    retract = ",".join(f'{{"id":"{name}"}}' for name in (*ids, SENTINEL))
    return _Batch(
        asked=tuple(asked),
        groups=groups,
        retract=f"[{retract}]",
        heads=heads,
    )
