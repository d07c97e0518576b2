"""The registry of derivations: facts that are worked out from the case.

Each derivation takes a view and gives a reading whose pointer shows where
the deciding data stands, or where it would have to stand. A derivation never
guesses: what the case does not say is unknown.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from penaltykit.case import Fact, FactState
from penaltykit.engine import (
    KNOWN,
    NOT_APPLICABLE,
    UNKNOWN,
    Reading,
    make_reading,
)
from penaltykit.facts._entry import Scope

Derivation = Callable[..., Reading]

_DERIVATIONS: dict[str, tuple[Scope, Derivation]] = {}


def derives(scope: Scope) -> Callable[[Derivation], Derivation]:
    """Register a function under its own name, for views of ``scope``."""

    def register(function: Derivation) -> Derivation:
        _DERIVATIONS[function.__name__] = (scope, function)
        return function

    return register


@cache
def _loaded() -> Mapping[str, tuple[Scope, Derivation]]:
    from penaltykit.facts import (  # noqa: F401
        _derive_accepted,
        _derive_acting,
        _derive_agrees,
        _derive_assent,
        _derive_authority,
        _derive_case,
        _derive_collected,
        _derive_collecting,
        _derive_competence,
        _derive_course,
        _derive_dates,
        _derive_evidence,
        _derive_execution,
        _derive_kinds,
        _derive_notices,
        _derive_paper,
        _derive_party,
        _derive_penalty,
        _derive_public,
        _derive_published,
        _derive_raised,
        _derive_reasons,
        _derive_remedies,
        _derive_steps,
        _derive_term,
        _derive_text,
        _derive_told,
        _derive_units,
        _derive_waived,
        _derive_wording,
    )

    return _DERIVATIONS


def scopes() -> dict[str, Scope]:
    """Name of every derivation to the scope that it needs."""
    return {name: scope for name, (scope, _) in _loaded().items()}


def derivation(name: str) -> Derivation:
    """The derivation of that name; the loader has checked that it exists."""
    return _loaded()[name][1]


def known(value: Any, pointer: str) -> Reading:
    """A fact that is settled."""
    return make_reading((KNOWN, value, pointer))


def unknown(pointer: str) -> Reading:
    """A fact that ``pointer`` would have to settle."""
    return make_reading((UNKNOWN, None, pointer))


def not_applicable(pointer: str) -> Reading:
    """A fact about which there is nothing to ask."""
    return make_reading((NOT_APPLICABLE, None, pointer))


def truth(value: bool | None, pointer: str) -> Reading:
    """True, false or unknown."""
    return unknown(pointer) if value is None else known(value, pointer)


def speaks_of(facts: Mapping[str, Fact], name: str) -> bool:
    """Whether something is said of a fact, if only that it cannot be found
    out."""
    fact = facts.get(name)
    return fact is not None and fact.state is not FactState.UNKNOWN
