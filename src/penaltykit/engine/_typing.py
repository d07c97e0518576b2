"""Types an expression against the vocabulary, collecting every fault."""

import difflib
from collections.abc import Iterable

from attrs import frozen

from penaltykit.engine import _ast as ast
from penaltykit.engine._tokens import Report
from penaltykit.engine._types import FactType, Signature, Vocabulary
from penaltykit.engine._words import Words, type_words

FREE = "*"
"""The unit of a bare number: it takes that of its partner."""
PLAIN = "1"
"""No unit: counts, ratios, quantities without one."""
YUAN = "yuan"


@frozen
class Type:
    """The type of a part.

    Args:
        kind: ``number``, ``date``, ``truth`` or ``text``.
        unit: of a number.
        values: the words that a text can be; ``None`` is any.
        literal: whether it is written out, not read from a case.
    """

    kind: str
    unit: str = PLAIN
    values: tuple[str, ...] | None = None
    literal: bool = False

    @property
    def words(self) -> Words:
        """What a message calls it."""
        if self.kind != "number":
            return type_words("one-of" if self.values else self.kind)
        if self.unit == YUAN:
            return type_words("money")
        unit = "" if self.unit in (FREE, PLAIN) else self.unit
        return type_words("number", unit)


_TRUTH = Type("truth")


def unit_words(unit: str) -> Words | str:
    """What a message calls a unit."""
    if unit in (FREE, PLAIN):
        return {"zh": "（无单位）", "en": "none"}
    return {"zh": "元", "en": "yuan"} if unit == YUAN else unit


def of_signature(signature: Signature) -> Type:
    """The type of a fact."""
    match signature.type:
        case FactType.MONEY:
            return Type("number", YUAN)
        case FactType.QUANTITY:
            return Type("number", signature.unit or PLAIN)
        case FactType.COUNT:
            return Type("number", PLAIN)
        case FactType.ONE_OF:
            return Type("text", values=signature.values or ())
    return Type(str(signature.type))


class Typing:
    """Types the nodes of one expression.

    ``type_of`` gives ``None`` for a part that is at fault already: what
    stands around it says nothing more.
    """

    def __init__(self, vocabulary: Vocabulary, report: Report) -> None:
        self.vocabulary = vocabulary
        self.report = report

    def condition(self, node: ast.Node) -> None:
        """Report ``node`` unless it is true or false."""
        found = self.type_of(node)
        if found is not None and found.kind != "truth":
            self.wrong(node, found, [type_words("truth")])

    def number(self, node: ast.Node) -> Type | None:
        """Report ``node`` unless it is a number."""
        found = self.type_of(node)
        if found is not None and found.kind != "number":
            self.wrong(node, found, [type_words("number")])
            return None
        return found

    def wrong(
        self, node: ast.Node, found: Type, expected: Iterable[Words]
    ) -> None:
        self.report(
            "feel-wrong-type",
            node.at,
            part=ast.text_of(node),
            found=found.words,
            expected=list(expected),
        )

    def type_of(self, node: ast.Node) -> Type | None:  # noqa: C901, PLR0911, PLR0912 one branch a kind of node
        match node:
            case ast.Name():
                return self.fact(node)
            case ast.Number():
                return Type("number", FREE, literal=True)
            case ast.String():
                return Type("text", literal=True)
            case ast.TruthValue():
                return Type("truth", literal=True)
            case ast.Date():
                return Type("date", literal=True)
            case ast.Negative(item=item):
                return self.number(item)
            case ast.Sum():
                return self.sum(node)
            case ast.Product():
                return self.product(node)
            case ast.Call(args=args):
                return self.same(args, ("number", "date"))
            case ast.Compare():
                self.compare(node)
            case (
                ast.Between(low=low, high=high)
                | ast.InRange(low=low, high=high)
            ):
                parts = ast.children(node)
                self.same(parts, ("number", "date"), constant=node)
                self.bounds(node, low, high)
            case ast.InList():
                parts = ast.children(node)
                self.same(parts, ("number", "date", "text"), constant=node)
            case ast.Applicable(name=name):
                self.fact(name)
            case ast.Not(item=item):
                self.condition(item)
            case ast.And(items=items) | ast.Or(items=items):
                for item in items:
                    self.condition(item)
        return _TRUTH

    def fact(self, node: ast.Name) -> Type | None:
        signature = self.vocabulary.signature(node.name)
        if signature is not None:
            return of_signature(signature)
        names = list(self.vocabulary.names())
        near = difflib.get_close_matches(node.name, names, n=3, cutoff=0.6)
        self.report(
            "feel-unknown-name" if near else "feel-unknown-name-alone",
            node.at,
            found=node.name,
            nearest=near,
        )
        return None

    def sum(self, node: ast.Sum) -> Type | None:
        terms = [term for _, term in node.terms]
        typed = [(term, self.number(term)) for term in terms]
        return self.common([(term, found) for term, found in typed if found])

    def product(self, node: ast.Product) -> Type | None:
        """At most one factor has a unit; dividing like by like loses it."""
        unit = FREE
        literal = True
        for op, factor in node.factors:
            found = self.number(factor)
            if found is None:
                return None
            literal = literal and found.literal
            if (
                op == "/"
                and isinstance(factor, ast.Number)
                and not (factor.value)
            ):
                self.report("feel-divide-by-zero", factor.at)
                return None
            other = found.unit
            if other == FREE:
                continue
            if unit in (FREE, PLAIN) and (op == "*" or other == PLAIN):
                unit = other
            elif other == PLAIN:
                continue
            elif op == "/" and other == unit:
                unit = PLAIN
            else:
                self.units(factor, other, unit)
                return None
        return Type("number", unit, literal=literal)

    def units(self, node: ast.Node, found: str, expected: str) -> None:
        self.report(
            "feel-unit-mismatch",
            node.at,
            part=ast.text_of(node),
            found=unit_words(found),
            expected=unit_words(expected),
        )

    def common(self, parts: list[tuple[ast.Node, Type]]) -> Type | None:
        """The one type of numbers that stand side by side."""
        if not parts:
            return None
        unit = FREE
        for node, found in parts:
            if found.unit == FREE:
                continue
            if unit not in (FREE, found.unit):
                self.units(node, found.unit, unit)
                return None
            unit = found.unit
        literal = all(found.literal for _, found in parts)
        return Type("number", unit, literal=literal)

    def same(
        self,
        nodes: tuple[ast.Node, ...],
        kinds: tuple[str, ...],
        *,
        constant: ast.Node | None = None,
    ) -> Type | None:
        """All parts of one kind, and that one of ``kinds``.

        With ``constant``, that node is reported if all is written out.
        """
        typed = [(node, self.type_of(node)) for node in nodes]
        known = [(node, found) for node, found in typed if found]
        if len(known) < len(typed):
            return None
        first = known[0][1]
        # A fact says best what the rest must be
        leading = next(
            (found for _, found in known if not found.literal), first
        )
        if leading.kind not in kinds:
            node = next(n for n, found in known if found is leading)
            self.wrong(node, leading, [type_words(k) for k in kinds])
            return None
        fine = True
        for node, found in known:
            if found.kind != leading.kind:
                self.wrong(node, found, [leading.words])
                fine = False
        if not fine:
            return None
        if constant is not None and all(found.literal for _, found in known):
            part = ast.text_of(constant)
            self.report("feel-constant", constant.at, part=part)
        if leading.kind == "number":
            return self.common(known)
        if leading.kind == "text":
            self.words(known)
        return leading

    def words(self, parts: list[tuple[ast.Node, Type]]) -> None:
        """Every string must be a word of every one-of fact beside it."""
        lists = [
            found.values for _, found in parts if found.values is not None
        ]
        for node, _ in parts:
            for values in lists:
                if not isinstance(node, ast.String) or node.value in values:
                    continue
                near = difflib.get_close_matches(
                    node.value, values, n=1, cutoff=0.3
                )
                self.report(
                    "feel-unknown-word",
                    node.at,
                    found=node.value,
                    expected=list(values),
                    nearest=near or list(values[:1]),
                )
        first, *others = lists or [()]
        for other in others:
            if first and not set(first) & set(other):
                node = parts[-1][0]
                self.report(
                    "feel-no-common-word",
                    node.at,
                    part=ast.text_of(node),
                    expected=list(first),
                )

    def compare(self, node: ast.Compare) -> None:
        kinds: tuple[str, ...] = ("number", "date")
        if node.op in ("=", "!="):
            kinds = ("number", "date", "truth", "text")
        self.same((node.left, node.right), kinds, constant=node)

    def bounds(self, node: ast.Node, low: ast.Node, high: ast.Node) -> None:
        """An interval in which nothing can lie is a slip."""
        low_value, high_value = _literal(low), _literal(high)
        if low_value is None or high_value is None:
            return
        try:
            empty = low_value > high_value  # type: ignore[operator]
        except TypeError:
            return
        if isinstance(node, ast.InRange):
            both = node.low_inclusive and node.high_inclusive
            empty = empty or (low_value == high_value and not both)
        if empty:
            part = ast.text_of(node)
            self.report("feel-empty-interval", low.at, part=part)


def _literal(node: ast.Node) -> object:
    """The value that a part is written out as, else ``None``."""
    if isinstance(node, ast.Number | ast.Date):
        return node.value
    if isinstance(node, ast.Negative):
        inner = _literal(node.item)
        return -inner if isinstance(node.item, ast.Number) else None  # type: ignore[operator]
    return None
