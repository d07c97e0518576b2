"""The public door to the condition language: text in, verdicts out."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from attrs import field, frozen

from penaltykit.engine import _ast as ast
from penaltykit.engine._atoms import Atom
from penaltykit.engine._kleene import (
    Explainer,
    compile_explainer,
    compile_truth,
)
from penaltykit.engine._limits import check_operands
from penaltykit.engine._locate import locate
from penaltykit.engine._numbers import NOTHING, as_decimal, compile_value
from penaltykit.engine._parser import parse
from penaltykit.engine._types import (
    Context,
    Getter,
    Truth,
    Value,
    Verdict,
    Vocabulary,
    getter,
)
from penaltykit.engine._typing import Typing
from penaltykit.engine._words import type_words
from penaltykit.errors import Fault, Place, RuleError

Expect = Literal["any", "condition", "number"]


@frozen(slots=False)
class Expression:
    """A condition or a figure in the FEEL subset (``docs/feel.md``).

    Two are equal if their canonical text is.

    Args:
        source: the text as written.
        root: its tree.
        kind: ``"condition"``, ``"number"``, ``"date"`` or ``"text"``.
        place: where it stands.
    """

    root: ast.Node
    source: str = field(eq=False)
    kind: str = field(eq=False)
    place: Place = field(default=Place(), eq=False)

    def __getstate__(self) -> dict[str, Any]:
        # What is compiled cannot be pickled, and is made anew when needed.
        return {
            name: self.__dict__[name]
            for name in ("root", "source", "kind", "place")
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    @cached_property
    def text(self) -> str:
        """The canonical text: the same for all ways to write the tree."""
        return ast.text_of(self.root)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that it mentions."""
        return frozenset(name.name for name in ast.names(self.root))

    def place_of(self, fact: str) -> Place:
        """Where a fact is first mentioned."""
        for name in ast.names(self.root):
            if name.name == fact:
                return locate(self.place, self.source, name.at)
        return self.place

    @cached_property
    def _truth(self) -> Atom:
        if self.kind != "condition":
            msg = f"{self.text!r} is a {self.kind}, no condition"
            raise TypeError(msg)
        return compile_truth(self.root)

    @cached_property
    def explain(self) -> Explainer:
        """A function of a getter: the value, and the evidence for it."""
        return compile_explainer(self.root)

    @cached_property
    def _value(self) -> Callable[[Getter], Any]:
        if self.kind == "condition":
            msg = f"{self.text!r} is a condition, no value"
            raise TypeError(msg)
        return compile_value(self.root)

    def truth(self, context: Context) -> Truth:
        """True, false or ``None`` (unknown): the fast way."""
        return self._truth(getter(context))

    def evaluate(self, context: Context) -> Verdict:
        """The verdict; its evidence is read from ``context`` when asked."""
        get = getter(context)
        return Verdict(
            self._truth(get), explain=lambda: tuple(self.explain(get)[1]())
        )

    def number(self, context: Context) -> Decimal | None:
        """The figure; ``None`` if a fact in it is unknown or not applicable.

        Exact, except for a quotient without end (a third), which is rounded
        to 34 digits: :meth:`ratio` gives that exactly.
        """
        value = self._value(getter(context))
        if value is None or value is NOTHING:
            return None
        return as_decimal(value)

    def ratio(self, context: Context) -> Fraction | None:
        """As :meth:`number`, always exact."""
        value = self._value(getter(context))
        if value is None or value is NOTHING:
            return None
        return Fraction(value)

    def value(self, context: Context) -> Value | None:
        """The value of an expression of any kind; ``None`` as above."""
        if self.kind == "condition":
            return self.truth(context)
        if self.kind == "number":
            return self.number(context)
        value = self._value(getter(context))
        if value is NOTHING:
            return None
        found: Value | None = value
        return found


def compile_expression(
    text: str,
    vocabulary: Vocabulary,
    place: Place = Place(),  # noqa: B008 a frozen value
    *,
    expect: Expect = "any",
) -> Expression:
    """Read an expression and type it against the vocabulary.

    Args:
        text: see ``docs/feel.md``.
        vocabulary: the names that it may use.
        place: where the text begins; faults are located from there.
        expect: refuse anything but a condition, or but a number.

    Raises:
        RuleError: with every fault of the text.
    """
    faults: list[Fault] = []

    seen: set[tuple[str, int]] = set()

    def report(code: str, at: int, **params: Any) -> None:
        if (code, at) in seen:
            return  # four brackets left open end at one place
        seen.add((code, at))
        params["text"] = text if len(text) <= 200 else f"{text[:200]}…"  # noqa: PLR2004 enough to find it
        params["at"] = at + 1
        faults.append(Fault(code, locate(place, text, at), params))

    root = parse(text, report)
    kind = "condition"
    if root is not None:
        check_operands(root, report)
        typing = Typing(vocabulary, report)
        found = typing.type_of(root)
        if found is not None:
            kind = "condition" if found.kind == "truth" else found.kind
            if expect not in ("any", kind):
                wanted = "truth" if expect == "condition" else expect
                typing.wrong(root, found, [type_words(wanted)])
    if faults:
        raise RuleError(sorted(faults, key=lambda fault: fault.params["at"]))
    assert root is not None
    return Expression(root=root, source=text, kind=kind, place=place)
