"""Atoms: comparisons, each compiled to a function of a getter.

``known`` decides; ``not-applicable`` makes every comparison false; ``unknown``
and ``not-ascertainable`` make it unknown. An atom takes a few hundred
nanoseconds, so the common shapes have a function of their own.
"""

import operator
from collections.abc import Callable
from typing import Any

from penaltykit.engine import _ast as ast
from penaltykit.engine._numbers import NOTHING, compile_value
from penaltykit.engine._types import (
    KNOWN,
    NOT_APPLICABLE,
    UNKNOWN,
    Getter,
    Truth,
)

Atom = Callable[[Getter], Truth]

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LITERALS = (ast.Number, ast.String, ast.TruthValue, ast.Date)


def compile_atom(node: ast.Node) -> Atom:  # noqa: PLR0911 one a kind of node
    """A condition that is no ``and``, ``or`` or ``not``."""
    match node:
        case ast.TruthValue():
            constant = node.value
            return lambda _get: constant
        case ast.Name(name=name):
            return _truth(name)
        case ast.Applicable(name=name):
            return _applicable(name.name)
        case ast.Compare(op=op, left=left, right=right):
            if isinstance(left, ast.Name) and isinstance(right, _LITERALS):
                return _with_constant(left.name, op, _constant(right))
            if isinstance(right, ast.Name) and isinstance(left, _LITERALS):
                name = right.name
                return _with_constant(name, _MIRRORED[op], _constant(left))
            return _pair(op, left, right)
        case ast.Between(value=value, low=low, high=high):
            return _range(value, low, operator.le, high, operator.le)
        case ast.InRange(value=value, low=low, high=high):
            below = operator.le if node.low_inclusive else operator.lt
            above = operator.le if node.high_inclusive else operator.lt
            return _range(value, low, below, high, above)
        case ast.InList(value=value, items=items):
            return _list(value, items)
    raise TypeError(node)


def _constant(node: ast.Node) -> Any:
    assert isinstance(node, _LITERALS)
    return node.value


def _truth(name: str) -> Atom:
    def atom(get: Getter) -> Truth:
        state, value, _ = get(name)
        if state == KNOWN:
            return None if value is None else value is True
        return False if state == NOT_APPLICABLE else None

    return atom


def _applicable(name: str) -> Atom:
    def atom(get: Getter) -> Truth:
        state = get(name).state
        if state == UNKNOWN:
            return None
        return state != NOT_APPLICABLE

    return atom


def _with_constant(name: str, op: str, constant: Any) -> Atom:
    compare = _OPERATORS[op]

    def atom(get: Getter) -> Truth:
        state, value, _ = get(name)
        if state == KNOWN:
            return None if value is None else compare(value, constant)
        return False if state == NOT_APPLICABLE else None

    return atom


def _on_fact(name: str, test: Callable[[Any], bool]) -> Atom:
    def atom(get: Getter) -> Truth:
        state, value, _ = get(name)
        if state == KNOWN:
            return None if value is None else test(value)
        return False if state == NOT_APPLICABLE else None

    return atom


def _pair(op: str, left: ast.Node, right: ast.Node) -> Atom:
    compare = _OPERATORS[op]
    first, second = compile_value(left), compile_value(right)

    def atom(get: Getter) -> Truth:
        a, b = first(get), second(get)
        if a is NOTHING or b is NOTHING:
            return False
        if a is None or b is None:
            return None
        return compare(a, b)

    return atom


def _range(
    value: ast.Node,
    low: ast.Node,
    below: Callable[[Any, Any], bool],
    high: ast.Node,
    above: Callable[[Any, Any], bool],
) -> Atom:
    if (
        isinstance(value, ast.Name)
        and isinstance(low, _LITERALS)
        and isinstance(high, _LITERALS)
    ):
        floor, ceiling = _constant(low), _constant(high)
        return _on_fact(
            value.name, lambda x: below(floor, x) and above(x, ceiling)
        )
    read, bottom, top = (compile_value(part) for part in (value, low, high))

    def atom(get: Getter) -> Truth:
        x, a, b = read(get), bottom(get), top(get)
        if x is NOTHING or a is NOTHING or b is NOTHING:
            return False
        if x is None:
            return None
        # One bound alone can rule it out, whatever the other is.
        if a is not None and not below(a, x):
            return False
        if b is not None and not above(x, b):
            return False
        return None if a is None or b is None else True

    return atom


def _list(value: ast.Node, items: tuple[ast.Node, ...]) -> Atom:
    if isinstance(value, ast.Name) and all(
        isinstance(item, _LITERALS) for item in items
    ):
        # Equal numbers have equal hashes: 10, 10.0 and Decimal("10")
        words = frozenset(_constant(item) for item in items)
        return _on_fact(value.name, words.__contains__)
    read = compile_value(value)
    parts = [compile_value(item) for item in items]

    def any_of(get: Getter) -> Truth:
        x = read(get)
        if x is NOTHING:
            return False
        found: Truth = False
        for part in parts:
            item = part(get)
            if item is NOTHING:
                continue
            if x is None or item is None:
                found = None
            elif x == item:
                return True
        return found

    return any_of
