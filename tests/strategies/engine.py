"""Strategies for conditions, rule programs and contexts, and a reference.

The reference evaluates trees on its own, with fractions and plain recursion:
nothing of the engine's compiler is in it.
"""

import datetime as dt
import os
import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from penaltykit.citation import Citation
from penaltykit.engine import (
    Alternative,
    Check,
    Definition,
    FactType,
    Reading,
    Signature,
    compile_expression,
)
from penaltykit.engine import _ast as ast

ZONES = ("一般", "特殊", "饮用水源")
SOURCE = (Citation(text="《中华人民共和国行政处罚法》第六十三条第一款"),)
TEXTS = {"zh": "示例", "en": "example"}

MONEY = tuple(map(Decimal, ("0", "4999.99", "5000", "10000.01", "200000")))
COUNTS = (0, 1, 2, 3)
WEIGHTS = tuple(map(Decimal, ("0", "0.5", "2", "12.25")))
DATES = tuple(dt.date(2023, month, 15) for month in (1, 6, 12))
WORDS = ("甲", '乙"\\')

FACTS: dict[str, Signature] = {
    "goods.value": Signature(FactType.MONEY),
    "gains.amount": Signature(FactType.MONEY),
    "goods.weight": Signature(FactType.QUANTITY, unit="kg"),
    "act.count": Signature(FactType.COUNT),
    "act.from": Signature(FactType.DATE),
    "act.to": Signature(FactType.DATE),
    "water.zone": Signature(FactType.ONE_OF, ZONES),
    "water.upstream": Signature(FactType.ONE_OF, ZONES),
    "party.note": Signature(FactType.TEXT),
    "act.repeated": Signature(FactType.TRUTH),
    "act.stopped": Signature(FactType.TRUTH),
    "harm.done": Signature(FactType.TRUTH),
}
DOMAINS: dict[str, tuple[Any, ...]] = {
    "goods.value": MONEY,
    "gains.amount": MONEY,
    "goods.weight": WEIGHTS,
    "act.count": COUNTS,
    "act.from": DATES,
    "act.to": DATES,
    "water.zone": ZONES,
    "water.upstream": ZONES,
    "party.note": WORDS,
    "act.repeated": (True, False),
    "act.stopped": (True, False),
    "harm.done": (True, False),
}
HEADS = tuple(f"found.{letter}" for letter in "abcdef")
TRUTHS = ("act.repeated", "act.stopped", "harm.done")


class Names:
    """The vocabulary of all strategies here."""

    known = FACTS | dict.fromkeys(HEADS, Signature(FactType.TRUTH))

    def signature(self, name: str) -> Signature | None:
        return self.known.get(name)

    def names(self) -> Iterable[str]:
        return self.known


NAMES = Names()


def scaled(suite: int) -> int:
    """How many of something a property test tries: ``suite``, or what
    ``PENALTYKIT_PROPERTY_EXAMPLES`` says, or 20,000 in a long run."""
    asked = os.environ.get("PENALTYKIT_PROPERTY_EXAMPLES")
    if asked:
        return int(asked)
    return 20_000 if os.environ.get("PENALTYKIT_PROPERTY") == "long" else suite


# --- conditions -----------------------------------------------------------


def _names(*names: str) -> st.SearchStrategy[ast.Node]:
    return st.sampled_from([ast.Name(name) for name in names])


_money = _names("goods.value", "gains.amount")
_figures = st.sampled_from([ast.Number(value) for value in MONEY])
_counts = st.sampled_from([ast.Number(Decimal(value)) for value in COUNTS])
_dates = _names("act.from", "act.to") | st.sampled_from(
    [ast.Date(value) for value in DATES]
)
_zone_words = st.sampled_from([ast.String(word) for word in ZONES])
_note_words = st.sampled_from([ast.String(word) for word in WORDS])
_order = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
_equal = st.sampled_from(("=", "!="))


@st.composite
def amounts(draw: st.DrawFn, depth: int = 2) -> ast.Node:
    """A figure in yuan that mentions a fact."""
    if depth == 0:
        return draw(_money)
    inner = amounts(depth=depth - 1)
    match draw(st.integers(0, 8)):
        case 0:
            rest = draw(inner | _figures)
            sign = draw(st.sampled_from("+-"))
            return ast.Sum((("+", draw(inner)), (sign, rest)))
        case 1:
            times = draw(_names("act.count") | _counts)
            return ast.Product((("*", times), ("*", draw(inner))))
        case 2:
            number = draw(st.sampled_from((2, 3, 8)))
            by = draw(_names("act.count")) if number == 8 else None
            part = by or ast.Number(Decimal(number))
            return ast.Product((("*", draw(inner)), ("/", part)))
        case 3:
            return ast.Negative(draw(inner))
        case 4:
            function = draw(st.sampled_from(("min", "max")))
            return ast.Call(function, (draw(inner), draw(_figures | inner)))
    return draw(_money)


@st.composite
def comparisons(draw: st.DrawFn) -> ast.Node:  # noqa: C901, PLR0911 one a kind
    """A comparison, or a test whether a fact applies."""
    match draw(st.integers(0, 9)):
        case 0:
            op, left = draw(_order), draw(amounts())
            right = draw(_figures | amounts())
            turned = isinstance(right, ast.Number) and draw(st.booleans())
            pair = (right, left) if turned else (left, right)
            return ast.Compare(op, *pair)
        case 1:
            pair = (draw(_names("act.count")), draw(_counts))
            return ast.Compare(draw(_order), *pair)
        case 2:
            low, high = sorted(draw(st.tuples(*[st.sampled_from(MONEY)] * 2)))
            value = draw(amounts(depth=1))
            bounds = (ast.Number(low), ast.Number(high))
            closed = low == high
            brackets = draw(st.tuples(st.booleans(), st.booleans()))
            if draw(st.booleans()):
                return ast.Between(value, *bounds)
            return ast.InRange(
                value,
                bounds[0],
                closed or brackets[0],
                bounds[1],
                closed or brackets[1],
            )
        case 3:
            fact = draw(_names("act.from", "act.to"))
            return ast.Compare(draw(_order), fact, draw(_dates))
        case 4:
            zone = draw(_names("water.zone", "water.upstream"))
            other = draw(_zone_words | _names("water.upstream"))
            return ast.Compare(draw(_equal), zone, other)
        case 5:
            items = draw(st.lists(_zone_words, min_size=1, max_size=3))
            items += draw(st.lists(_names("water.upstream"), max_size=1))
            return ast.InList(ast.Name("water.zone"), tuple(items))
        case 6:
            word = draw(_note_words)
            return ast.Compare(draw(_equal), ast.Name("party.note"), word)
        case 7:
            return ast.Applicable(draw(_names(*FACTS)))
        case 8:
            truth = ast.TruthValue(draw(st.booleans()))
            other = draw(_names("act.stopped"))
            right = draw(st.sampled_from((truth, other)))
            return ast.Compare(
                draw(_equal), draw(_names("act.repeated", "harm.done")), right
            )
    items = tuple(draw(st.lists(_counts, min_size=1, max_size=3)))
    return ast.InList(ast.Name("act.count"), items)


@st.composite
def conditions(  # noqa: PLR0911 one a kind
    draw: st.DrawFn, heads: Sequence[str] = (), depth: int = 3
) -> ast.Node:
    """A nested condition over the facts and over ``heads``."""
    kind = draw(st.integers(0, 9)) if depth else 9
    if kind < 6:
        inner = conditions(heads=heads, depth=depth - 1)
        items = tuple(draw(st.lists(inner, min_size=2, max_size=3)))
        return ast.And(items) if kind < 3 else ast.Or(items)
    if kind == 6:
        return ast.Not(draw(conditions(heads=heads, depth=depth - 1)))
    if kind == 7 and draw(st.integers(0, 4)) == 0:
        return ast.TruthValue(draw(st.booleans()))
    if heads and draw(st.booleans()):
        head = ast.Name(draw(st.sampled_from(heads)))
        match draw(st.integers(0, 7)):
            case 0:
                truth = ast.TruthValue(draw(st.booleans()))
                return ast.Compare(draw(_equal), head, truth)
            case 1:
                other = ast.Name("act.stopped")
                return ast.Compare(draw(_equal), head, other)
            case 2:
                return ast.Applicable(head)
        return head
    if draw(st.booleans()):
        return draw(_names(*TRUTHS))
    return draw(comparisons())


# --- programs and contexts ------------------------------------------------


def expression(node: ast.Node) -> Any:
    """A tree, written out and read again."""
    return compile_expression(ast.text_of(node), NAMES, expect="condition")


def expression_of(text: str) -> ast.Node:
    """The tree of a condition."""
    return compile_expression(text, NAMES, expect="condition").root


def check(code: str, when: ast.Node | None, require: ast.Node) -> Check:
    """A check with nothing in it but its conditions."""
    return Check(
        code=code,
        name=code.replace("-", "."),
        title=TEXTS,
        scope="violation",
        phases=("decided",),
        element="facts",
        severity="error",
        duty="law",
        when=None if when is None else expression(when),
        require=expression(require),
        citation=SOURCE,
        message=TEXTS,
        mend=TEXTS,
        why=TEXTS,
    )


Rules = tuple[tuple[Definition, ...], tuple[Check, ...]]


@st.composite
def programs(draw: st.DrawFn) -> Rules:
    """Definitions in several strata, in no order, and checks over them."""
    definitions = []
    count = draw(st.integers(0, len(HEADS)))
    for i, head in enumerate(HEADS[:count]):
        ways = draw(
            st.lists(conditions(HEADS[:i], depth=2), min_size=1, max_size=2)
        )
        definitions.append(
            Definition(
                concludes=head,
                scope="violation",
                any=tuple(
                    Alternative(
                        name=f"way-{k}", when=expression(way), citation=SOURCE
                    )
                    for k, way in enumerate(ways)
                ),
            )
        )
    below = conditions(HEADS[:count])
    pairs = draw(
        st.lists(st.tuples(st.none() | below, below), min_size=1, max_size=4)
    )
    checks = [check(f"check-{i}", *pair) for i, pair in enumerate(pairs)]
    return tuple(draw(st.permutations(definitions))), tuple(checks)


_STATES = (
    *("known",) * 12,
    *("unknown",) * 4,
    *("not-ascertainable",) * 2,
    *("not-applicable",) * 2,
)


def _context(seed: int) -> dict[str, Reading]:
    rng = random.Random(seed)
    found = {}
    for name, domain in DOMAINS.items():
        state = rng.choice(_STATES)
        value = rng.choice(domain) if state == "known" else None
        found[name] = Reading(state, value, f"/facts/{name}")
    return found


def _filling(seed: int) -> dict[str, Reading]:
    rng = random.Random(seed)
    return {
        name: Reading("known", rng.choice(domain), f"/facts/{name}")
        for name, domain in DOMAINS.items()
    }


# One draw a context: with one a fact, drawing would be most of the run.
_seeds = st.integers(0, 2**32)


def contexts() -> st.SearchStrategy[dict[str, Reading]]:
    """A reading for each fact, a fifth of them not known."""
    return _seeds.map(_context)


def fillings() -> st.SearchStrategy[dict[str, Reading]]:
    """A known reading for each fact, to put in place of unknown ones."""
    return _seeds.map(_filling)


def filled(
    context: Mapping[str, Reading], filling: Mapping[str, Reading]
) -> dict[str, Reading]:
    """The context with its open facts known."""
    return {
        name: filling[name]
        if reading.state in ("unknown", "not-ascertainable")
        else reading
        for name, reading in context.items()
    }


# --- reference ------------------------------------------------------------

_OUT = object()
_TESTS = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Reference:
    """Direct evaluation of rules over one context.

    ``None`` is unknown; not applicable is a value of its own.
    """

    def __init__(
        self,
        definitions: Iterable[Definition],
        context: Mapping[str, Reading],
    ) -> None:
        self.rules = {rule.concludes: rule for rule in definitions}
        self.context = context

    def conclusion(self, head: str) -> bool | None:
        """Any of its alternatives."""
        return self.any(
            [self.truth(way.when.root) for way in self.rules[head].any]
        )

    def violated(self, check: Check) -> bool | None:
        """``when`` and not ``require``."""
        when = True if check.when is None else self.truth(check.when.root)
        return self.all([when, self.negated(self.truth(check.require.root))])

    @staticmethod
    def negated(value: bool | None) -> bool | None:
        return None if value is None else not value

    @staticmethod
    def all(values: list[bool | None]) -> bool | None:
        if False in values:
            return False
        return None if None in values else True

    def any(self, values: list[bool | None]) -> bool | None:
        return self.negated(self.all([self.negated(v) for v in values]))

    def read(self, name: str) -> Any:
        """A value, ``None`` or not applicable."""
        if name in self.rules:
            return self.conclusion(name)
        reading = self.context.get(name, Reading("unknown"))
        if reading.state == "not-applicable":
            return _OUT
        if reading.state != "known":
            return None
        value = reading.value
        if isinstance(value, Decimal):
            return Fraction(value)
        return value

    def truth(self, node: ast.Node) -> bool | None:  # noqa: C901, PLR0911 one a kind
        match node:
            case ast.And(items=items):
                return self.all([self.truth(item) for item in items])
            case ast.Or(items=items):
                return self.any([self.truth(item) for item in items])
            case ast.Not(item=item):
                return self.negated(self.truth(item))
            case ast.TruthValue(value=value):
                return value
            case ast.Name(name=name):
                value = self.read(name)
                return False if value is _OUT else value
            case ast.Applicable(name=ast.Name(name=name)):
                if name in self.rules:
                    return None if self.conclusion(name) is None else True
                state = self.context[name].state
                return (
                    None if state == "unknown" else (state != "not-applicable")
                )
            case ast.Compare(op=op, left=left, right=right):
                return self.test(_TESTS[op], left, right)
            case ast.Between(value=value, low=low, high=high):
                return self.within(value, low, "<=", high, "<=")
            case ast.InRange(value=value, low=low, high=high):
                below = "<=" if node.low_inclusive else "<"
                above = "<=" if node.high_inclusive else "<"
                return self.within(value, low, below, high, above)
            case ast.InList(value=value, items=items):
                return self.any(
                    [self.test(_TESTS["="], value, item) for item in items]
                )
        raise TypeError(node)

    def within(
        self,
        value: ast.Node,
        low: ast.Node,
        below: str,
        high: ast.Node,
        above: str,
    ) -> bool | None:
        return self.all(
            [
                self.test(_TESTS[below], low, value),
                self.test(_TESTS[above], value, high),
            ]
        )

    def test(self, test: Any, left: ast.Node, right: ast.Node) -> bool | None:
        a, b = self.value(left), self.value(right)
        if a is _OUT or b is _OUT:
            return False
        return None if a is None or b is None else test(a, b)

    def value(self, node: ast.Node) -> Any:  # noqa: C901, PLR0911 one a kind
        match node:
            case ast.Name(name=name):
                return self.read(name)
            case ast.Number(value=value):
                return Fraction(value)
            case ast.String() | ast.Date() | ast.TruthValue():
                return node.value
        parts = [self.value(part) for part in ast.children(node)]
        if any(part is _OUT for part in parts):
            return _OUT
        if None in parts:
            return None
        match node:
            case ast.Negative():
                return -parts[0]
            case ast.Call(function=function):
                return min(parts) if function == "min" else max(parts)
            case ast.Sum(terms=pairs):
                signs = [1 if sign == "+" else -1 for sign, _ in pairs]
                return sum(s * p for s, p in zip(signs, parts, strict=True))
            case ast.Product(factors=pairs):
                total = Fraction(1)
                for (op, _), part in zip(pairs, parts, strict=True):
                    if op == "/" and part == 0:
                        return None
                    total = total * part if op == "*" else total / part
                return total
        raise TypeError(node)
