"""Conditions of the FEEL subset in words: labels for facts, words for signs.

Rules and tables are read by lawyers, who know neither the ids of facts nor
the signs of the language.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from penaltykit._i18n import N_, date_text, translator
from penaltykit.engine import Expression, FactType, compile_expression
from penaltykit.engine import _ast as ast
from penaltykit.errors import RuleError
from penaltykit.facts._entry import FactEntry
from penaltykit.facts._values import words
from penaltykit.facts._vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

_FIGURES: Final = {
    "=": N_("{left} equals {right}"),
    "!=": N_("{left} is not {right}"),
    "<": N_("{left} is under {right}"),
    "<=": N_("{left} is at most {right}"),
    ">": N_("{left} is over {right}"),
    ">=": N_("{left} is at least {right}"),
}
_DATES: Final = {
    **_FIGURES,
    "<": N_("{left} is before {right}"),
    "<=": N_("{left} is not after {right}"),
    ">": N_("{left} is after {right}"),
    ">=": N_("{left} is not before {right}"),
}
_WORDS: Final = {**_FIGURES, "=": N_("{left} is {right}")}
_ENDS: Final = {
    (True, True): N_("{value} lies from {low} to {high}, both included"),
    (True, False): N_("{value} lies from {low} to under {high}"),
    (False, True): N_("{value} lies over {low}, up to {high}"),
    (False, False): N_("{value} lies between {low} and {high}, neither one"),
}
_NUMBERS: Final = (FactType.MONEY, FactType.QUANTITY, FactType.COUNT)
_SIGNS: Final = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "}
_CALLS: Final = {
    "min": N_("the least of {items}"),
    "max": N_("the greatest of {items}"),
}


def condition_text(
    condition: Expression | str,
    vocabulary: Vocabulary,
    lang: str,
    labels: Mapping[str, str] | None = None,
) -> str:
    """A condition as a person says it.

    Args:
        condition: compiled, or as text; a text that is no expression over
            the vocabulary comes back as it is.
        vocabulary: the facts with their labels.
        lang: ``"zh"`` or ``"en"``.
        labels: names by id that go before those of the vocabulary, such as
            the columns of a table.
    """
    said = _Words(vocabulary, lang, labels or {})
    if isinstance(condition, Expression):
        return said.say(condition.root)
    try:
        compiled = compile_expression(condition, vocabulary)
    except RuleError:
        return condition
    return said.say(compiled.root)


class _Words:
    def __init__(
        self, vocabulary: Vocabulary, lang: str, labels: Mapping[str, str]
    ) -> None:
        self.vocabulary = vocabulary
        self.labels = labels
        self.lang = lang
        self._: Callable[[str], str] = translator(lang)

    def tell(self, message: str, **values: str) -> str:
        return self._(message).format(**values)

    def listed(self, parts: list[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def say(self, node: ast.Node) -> str:  # noqa: PLR0911 one a kind of node
        """A node that is a condition, or a figure."""
        match node:
            case ast.And(items=items):
                return self.joined(items, N_("{one}; and {other}"))
            case ast.Or(items=items):
                return self.joined(items, N_("{one}, or {other}"))
            case ast.Not(item=item):
                return self.denied(item)
            case ast.Applicable(name=name):
                return self.tell(
                    N_("“{fact}” applies to the case"),
                    fact=self.label(name.name),
                )
            case ast.Name() if self.is_truth(node):
                return self.tell(N_("{fact}: yes"), fact=self.label(node.name))
            case ast.Compare():
                return self.compared(node)
            case ast.Between(value=value, low=low, high=high):
                return self.within(value, low, high, ends=(True, True))
            case ast.InRange(value=value, low=low, high=high):
                ends = (node.low_inclusive, node.high_inclusive)
                return self.within(value, low, high, ends=ends)
            case ast.InList(value=value, items=items):
                return self.tell(
                    N_("{value} is one of: {items}"),
                    value=self.figure(value),
                    items=self.listed([self.figure(i, value) for i in items]),
                )
        return self.figure(node)

    def denied(self, item: ast.Node) -> str:
        if isinstance(item, ast.Name):
            return self.tell(N_("{fact}: no"), fact=self.label(item.name))
        if isinstance(item, ast.Compare) and item.op == "=":
            return self.compared(
                ast.Compare("!=", item.left, item.right, at=item.at)
            )
        if isinstance(item, ast.Applicable):
            return self.tell(
                N_("“{fact}” does not apply to the case"),
                fact=self.label(item.name.name),
            )
        return self.tell(
            N_("this does not hold: {condition}"), condition=self.say(item)
        )

    def joined(self, items: tuple[ast.Node, ...], message: str) -> str:
        text = ""
        for item in items:
            said = self.say(item)
            if isinstance(item, ast.And | ast.Or):
                said = f"（{said}）" if self.lang == "zh" else f"({said})"
            text = self.tell(message, one=text, other=said) if text else said
        return text

    def compared(self, node: ast.Compare) -> str:
        left, right, op = node.left, node.right, node.op
        if self.is_truth(left) and isinstance(right, ast.TruthValue):
            yes = right.value is (op == "=")
            return self.tell(
                N_("{fact}: yes") if yes else N_("{fact}: no"),
                fact=self.figure(left),
            )
        entry = self.entry(left) or self.entry(right)
        kind = entry.type if entry is not None else None
        signs = _WORDS
        if kind is FactType.DATE or isinstance(right, ast.Date):
            signs = _DATES
        elif kind in _NUMBERS:
            signs = _FIGURES
        return self.tell(
            signs[op],
            left=self.figure(left, right),
            right=self.figure(right, left),
        )

    def within(
        self,
        value: ast.Node,
        low: ast.Node,
        high: ast.Node,
        *,
        ends: tuple[bool, bool],
    ) -> str:
        return self.tell(
            _ENDS[ends],
            value=self.figure(value),
            low=self.figure(low, value),
            high=self.figure(high, value),
        )

    def figure(self, node: ast.Node, beside: ast.Node | None = None) -> str:  # noqa: PLR0911 one a kind of node
        """A value: a fact by its label, a literal in the unit and the words
        of the fact that it is compared with.
        """
        match node:
            case ast.Name(name=name):
                return self.label(name)
            case ast.Number(value=value) | ast.String(value=value):
                entry = self.entry(beside)
                if entry is None or not _fits(entry, node):
                    return f"{value}"
                return words(entry, value, self.lang)
            case ast.TruthValue(value=value):
                return self._(N_("yes")) if value else self._(N_("no"))
            case ast.Date(value=value):
                return date_text(value, self.lang)
            case ast.Negative(item=item):
                return f"-{self.figure(item, beside)}"
            case ast.Sum(terms=pairs) | ast.Product(factors=pairs):
                text = self.figure(pairs[0][1], beside)
                for sign, part in pairs[1:]:
                    said = self.figure(part, beside)
                    text += f"{_SIGNS[sign]}{said}"
                return text
            case ast.Call(function=function, args=args):
                items = self.listed([self.figure(a, beside) for a in args])
                return self.tell(_CALLS[function], items=items)
        return self.say(node)

    def entry(self, node: ast.Node | None) -> FactEntry | None:
        """The first fact that a figure mentions."""
        if node is None:
            return None
        name = next(ast.names(node), None)
        if name is None or name.name not in self.vocabulary:
            return None
        return self.vocabulary.entry(name.name)

    def label(self, name: str) -> str:
        found = self.labels.get(name)
        return found or self.vocabulary.label(name, self.lang) or name

    def is_truth(self, node: ast.Node) -> bool:
        entry = self.entry(node) if isinstance(node, ast.Name) else None
        return entry is not None and entry.type is FactType.TRUTH


def _fits(entry: FactEntry, node: ast.Node) -> bool:
    """Whether a literal is one of the fact's own kind: a factor in a sum of
    money is no money, but cannot be told from one here."""
    if isinstance(node, ast.Number):
        return entry.type in _NUMBERS
    return entry.type in (FactType.ONE_OF, FactType.TEXT)
