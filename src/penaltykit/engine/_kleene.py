"""Direct three-valued evaluation of a tree: the reference for the engines.

Kleene's strong logic: ``and`` is false if any part is false, else unknown if
any is unknown; ``or`` the other way about; ``not`` turns.
"""

from collections.abc import Callable

from penaltykit.engine import _ast as ast
from penaltykit.engine._atoms import Atom, compile_atom
from penaltykit.engine._types import Evidence, Getter, Truth


def compile_truth(node: ast.Node) -> Atom:
    """A condition as one function of a getter."""
    match node:
        case ast.Not(item=item):
            inner = compile_truth(item)

            def turned(get: Getter) -> Truth:
                value = inner(get)
                return None if value is None else not value

            return turned
        case ast.And(items=items):
            return _join([compile_truth(item) for item in items], True)
        case ast.Or(items=items):
            return _join([compile_truth(item) for item in items], False)
    return compile_atom(node)


def _join(parts: list[Atom], neutral: bool) -> Atom:
    """``and`` if ``neutral`` is true, else ``or``."""
    decisive = not neutral

    def joined(get: Getter) -> Truth:
        result: Truth = neutral
        for part in parts:
            value = part(get)
            if value is decisive:
                return decisive
            if value is None:
                result = None
        return result

    return joined


Lines = Callable[[], list[Evidence]]
Explained = tuple[Truth, Lines]
"""A value, and the evidence for it, gathered only if it is wanted."""
Explainer = Callable[[Getter], Explained]


def compile_explainer(node: ast.Node) -> Explainer:
    """A function that gives the value of a condition and the comparisons
    that make it so.

    Of ``and`` and ``or`` only the parts that have the value of the whole are
    evidence: there is always one, and together they prove it.
    """
    match node:
        case ast.Not(item=item):
            inner = compile_explainer(item)

            def turned(get: Getter) -> Explained:
                value, lines = inner(get)
                return (None if value is None else not value), lines

            return turned
        case ast.And(items=items) | ast.Or(items=items):
            parts = [compile_explainer(item) for item in items]
            neutral = isinstance(node, ast.And)
            return lambda get: join_evidence(
                [part(get) for part in parts], neutral
            )
    return _atom_explainer(node)


def join_evidence(parts: list[Explained], neutral: bool) -> Explained:
    """``and`` (``neutral`` true) or ``or`` of parts with their evidence."""
    whole: Truth = neutral
    for value, _ in parts:
        if value is None:
            whole = None
        elif value is not neutral:
            whole = value
            break

    def lines() -> list[Evidence]:
        return [
            line
            for value, found in parts
            if value is whole
            for line in found()
        ]

    return whole, lines


def _atom_explainer(node: ast.Node) -> Explainer:
    """One line for each fact of a comparison."""
    atom = compile_atom(node)
    expected = ast.text_of(node)
    names = tuple(dict.fromkeys(name.name for name in ast.names(node)))

    def explained(get: Getter) -> Explained:
        value = atom(get)
        return value, lambda: [line(name, get, value) for name in names]

    def line(name: str, get: Getter, value: Truth) -> Evidence:
        reading = get(name)
        return Evidence(
            fact=name,
            pointer=reading.pointer,
            state=reading.state,
            value=reading.value,
            expected=expected,
            result=value,
        )

    return explained
