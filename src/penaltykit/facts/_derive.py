"""The registry of derivations: facts that are worked out from the case.

Each derivation takes a view and gives a reading whose pointer shows where
the deciding data stands, or where it would have to stand. A derivation never
guesses: what the case does not say is unknown.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from penaltykit.engine import Reading
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
        _derive_case,
        _derive_competence,
        _derive_course,
        _derive_dates,
        _derive_evidence,
        _derive_execution,
        _derive_paper,
        _derive_party,
        _derive_penalty,
        _derive_public,
        _derive_published,
        _derive_reasons,
        _derive_text,
        _derive_told,
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
    return Reading("known", value, pointer)


def unknown(pointer: str) -> Reading:
    """A fact that ``pointer`` would have to settle."""
    return Reading("unknown", None, pointer)


def not_applicable(pointer: str) -> Reading:
    """A fact about which there is nothing to ask."""
    return Reading("not-applicable", None, pointer)


def truth(value: bool | None, pointer: str) -> Reading:
    """True, false or unknown."""
    return unknown(pointer) if value is None else known(value, pointer)
