"""The tree of an expression, and its one canonical text.

Sums, products, ``and`` and ``or`` are flat lists, so that only brackets make
a tree deep; the parser limits those. Positions take no part in equality.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from attrs import field, frozen

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@frozen
class Node:
    """A part of an expression; ``at`` is its offset in the text."""

    at: int = field(default=0, kw_only=True, eq=False, repr=False)


@frozen
class Number(Node):
    """``10000`` or ``0.5``."""

    value: Decimal


@frozen
class String(Node):
    """``"一般水体"``."""

    value: str


@frozen
class TruthValue(Node):
    """``true`` or ``false``."""

    value: bool


@frozen
class Date(Node):
    """``date("2024-01-01")``."""

    value: dt.date


@frozen
class Name(Node):
    """A fact."""

    name: str


@frozen
class Sum(Node):
    """Terms, each with ``+`` or ``-``; the first always with ``+``."""

    terms: tuple[tuple[str, Node], ...]


@frozen
class Negative(Node):
    """``-x``."""

    item: Node


@frozen
class Product(Node):
    """Factors, each with ``*`` or ``/``; the first always with ``*``."""

    factors: tuple[tuple[str, Node], ...]


@frozen
class Call(Node):
    """``min(...)`` or ``max(...)``."""

    function: str
    args: tuple[Node, ...]


@frozen
class Compare(Node):
    """Two values and one of :data:`COMPARISONS`."""

    op: str
    left: Node
    right: Node


@frozen
class Between(Node):
    """``x between a and b``: both bounds belong."""

    value: Node
    low: Node
    high: Node


@frozen
class InRange(Node):
    """``x in [a..b)``: a square bracket includes its bound."""

    value: Node
    low: Node
    low_inclusive: bool
    high: Node
    high_inclusive: bool


@frozen
class InList(Node):
    """``x in ("甲", "乙")``."""

    value: Node
    items: tuple[Node, ...]


@frozen
class Applicable(Node):
    """``applicable(x)``."""

    name: Name


@frozen
class Not(Node):
    """``not(...)``."""

    item: Node


@frozen
class And(Node):
    """All of several conditions."""

    items: tuple[Node, ...]


@frozen
class Or(Node):
    """Any of several conditions."""

    items: tuple[Node, ...]


def children(node: Node) -> tuple[Node, ...]:  # noqa: PLR0911 one a kind
    """The parts of a node, in the order of the text."""
    match node:
        case Sum(terms=pairs) | Product(factors=pairs):
            return tuple(part for _, part in pairs)
        case Call(args=parts) | And(items=parts) | Or(items=parts):
            return parts
        case Compare(left=left, right=right):
            return left, right
        case Between(value=value, low=low, high=high):
            return value, low, high
        case InRange(value=value, low=low, high=high):
            return value, low, high
        case InList(value=value, items=parts):
            return value, *parts
        case Applicable(name=name):
            return (name,)
        case Not(item=item) | Negative(item=item):
            return (item,)
    return ()


def names(node: Node) -> Iterator[Name]:
    """Every mention of a fact, in the order of the text."""
    if isinstance(node, Name):
        yield node
    for child in children(node):
        yield from names(child)


_OR, _AND, _COMPARE, _SUM, _PRODUCT, _UNARY, _PRIMARY = range(7)


def text_of(node: Node) -> str:
    """The canonical text: parsed again it gives the same tree."""
    return _text(node)[0]


def _wrap(node: Node, level: int) -> str:
    text, own = _text(node)
    return text if own >= level else f"({text})"


def _text(node: Node) -> tuple[str, int]:  # noqa: C901, PLR0911, PLR0912 one branch a kind of node
    """Text, and how tightly it binds."""
    match node:
        case Number(value=value):
            return format(value, "f"), _PRIMARY
        case String(value=value):
            return quote(value), _PRIMARY
        case TruthValue(value=value):
            return ("true" if value else "false"), _PRIMARY
        case Date(value=value):
            return f'date("{value.isoformat()}")', _PRIMARY
        case Name(name=name):
            return name, _PRIMARY
        case Sum(terms=terms):
            text = _wrap(terms[0][1], _PRODUCT)
            for sign, term in terms[1:]:
                text += f" {sign} {_wrap(term, _PRODUCT)}"
            return text, _SUM
        case Negative(item=item):
            return f"-{_wrap(item, _UNARY)}", _UNARY
        case Product(factors=factors):
            text = _wrap(factors[0][1], _UNARY)
            for op, factor in factors[1:]:
                text += f" {op} {_wrap(factor, _UNARY)}"
            return text, _PRODUCT
        case Call(function=function, args=args):
            inner = ", ".join(_wrap(arg, _SUM) for arg in args)
            return f"{function}({inner})", _PRIMARY
        case Compare(op=op, left=left, right=right):
            return f"{_wrap(left, _SUM)} {op} {_wrap(right, _SUM)}", _COMPARE
        case Between(value=value, low=low, high=high):
            bounds = f"{_wrap(low, _SUM)} and {_wrap(high, _SUM)}"
            return f"{_wrap(value, _SUM)} between {bounds}", _COMPARE
        case InRange():
            opening = "[" if node.low_inclusive else "("
            closing = "]" if node.high_inclusive else ")"
            bounds = f"{_wrap(node.low, _SUM)}..{_wrap(node.high, _SUM)}"
            text = f"{_wrap(node.value, _SUM)} in {opening}{bounds}{closing}"
            return text, _COMPARE
        case InList(value=value, items=items):
            inner = ", ".join(_wrap(item, _SUM) for item in items)
            return f"{_wrap(value, _SUM)} in ({inner})", _COMPARE
        case Applicable(name=name):
            return f"applicable({name.name})", _PRIMARY
        case Not(item=item):
            return f"not({_wrap(item, _OR)})", _PRIMARY
        case And(items=items):
            return " and ".join(_wrap(i, _COMPARE) for i in items), _AND
        case Or(items=items):
            return " or ".join(_wrap(i, _AND) for i in items), _OR
    raise TypeError(node)


_ESCAPED = re.compile(r'["\\]')


def quote(text: str) -> str:
    """A text as a string of the language."""
    return '"' + _ESCAPED.sub(r"\\\g<0>", text) + '"'
