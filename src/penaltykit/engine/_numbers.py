"""Exact arithmetic: values of the parts of a comparison.

Each part compiles to a function of a getter. It gives the value, ``None``
(unknown) or :data:`NOTHING` (not applicable); the latter is stronger, since
no value of the unknown part could make a comparison with it true.
"""

from collections.abc import Callable
from decimal import Context as DecimalContext
from decimal import Decimal, DecimalException, Inexact, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from penaltykit.engine import _ast as ast
from penaltykit.engine._types import KNOWN, NOT_APPLICABLE, Getter


class Nothing:
    """The value of a fact that does not apply."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING: Final = Nothing()

Compiled = Callable[[Getter], Any]

MAX_EXPONENT = 30
"""Beyond 10 to this power a figure is none of a case; arithmetic with it is
unknown rather than slow."""
MAX_OPERANDS = 50
"""Numbers in one sum or product, brackets included."""

# Room for the product of MAX_OPERANDS such figures: whatever does not fit is
# unknown, never rounded.
_EXACT = DecimalContext(prec=4_000, traps=[Inexact, InvalidOperation])


def compile_value(node: ast.Node) -> Compiled:
    """A part that is no condition."""
    match node:
        case ast.Name(name=name):
            return _fact(name)
        case ast.Number(value=value):
            return _constant(value)
        case ast.String(value=value):
            return _constant(value)
        case ast.TruthValue(value=value):
            return _constant(value)
        case ast.Date(value=value):
            return _constant(value)
        case ast.Call(function=function, args=args):
            choose = min if function == "min" else max
            return _combined([compile_value(arg) for arg in args], choose)
    return _arithmetic(node)


def _constant(value: Any) -> Compiled:
    return lambda _get: value


def _fact(name: str) -> Compiled:
    def read(get: Getter) -> Any:
        state, value, _ = get(name)
        if state == KNOWN:
            return value
        return NOTHING if state == NOT_APPLICABLE else None

    return read


def _combined(
    parts: list[Compiled], combine: Callable[[list[Any]], Any]
) -> Compiled:
    """All parts known: ``combine`` them."""

    def value(get: Getter) -> Any:
        values = [part(get) for part in parts]
        for item in values:
            if item is NOTHING:
                return NOTHING
        for item in values:
            if item is None:
                return None
        return combine(values)

    return value


def _has_division(node: ast.Node) -> bool:
    if isinstance(node, ast.Product) and "/" in dict(node.factors):
        return True
    return any(_has_division(child) for child in ast.children(node))


def _arithmetic(node: ast.Node) -> Compiled:
    """A sum, a product or a sign; fractions only where something divides."""
    leaves: list[Compiled] = []
    fold = _fold(node, leaves, _RATIO if _has_division(node) else _DECIMAL)

    def combine(values: list[Any]) -> Any:
        for item in values:
            if not _sane(item):
                return None
        try:
            return fold(values)
        except (DecimalException, ZeroDivisionError):
            return None

    return _combined(leaves, combine)


def _sane(value: Any) -> bool:
    """A number small enough to compute with."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            return False
        # zero has an exponent too, and digits may run far to the right
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        return exponent >= -MAX_EXPONENT and value.adjusted() <= MAX_EXPONENT
    if isinstance(value, int):
        return value.bit_length() <= 4 * MAX_EXPONENT
    return isinstance(value, Fraction)


class _Operations:
    """How numbers are added and multiplied."""

    def __init__(
        self,
        number: Callable[[Any], Any],
        apply: dict[str, Callable[[Any, Any], Any]],
        negate: Callable[[Any], Any],
    ) -> None:
        self.number = number
        self.apply = apply
        self.negate = negate


_DECIMAL = _Operations(
    Decimal,
    {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply},
    _EXACT.minus,
)
_RATIO = _Operations(
    Fraction,
    {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
    },
    lambda a: -a,
)


def _fold(
    node: ast.Node, leaves: list[Compiled], ops: _Operations
) -> Callable[[list[Any]], Any]:
    """A function of the values of the leaves."""
    match node:
        case ast.Negative(item=item):
            inner = _fold(item, leaves, ops)
            return lambda values: ops.negate(inner(values))
        case ast.Sum(terms=pairs) | ast.Product(factors=pairs):
            first = _fold(pairs[0][1], leaves, ops)
            rest = [
                (ops.apply[op], _fold(part, leaves, ops))
                for op, part in pairs[1:]
            ]

            def fold(values: list[Any]) -> Any:
                total = first(values)
                for apply, part in rest:
                    total = apply(total, part(values))
                return total

            return fold
    position = len(leaves)
    number = ops.number
    if isinstance(node, ast.Number):
        constant = number(node.value)
        return lambda _values: constant
    leaves.append(compile_value(node))
    return lambda values: number(values[position])


_ROUNDED = DecimalContext(prec=34)


def as_decimal(value: Decimal | int | Fraction) -> Decimal:
    """The exact decimal; one without end (a third) at 34 digits."""
    if not isinstance(value, Fraction):
        return Decimal(value)
    numerator = Decimal(value.numerator)
    try:
        return _EXACT.divide(numerator, Decimal(value.denominator))
    except Inexact:
        return _ROUNDED.divide(numerator, Decimal(value.denominator))
