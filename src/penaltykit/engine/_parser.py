"""Tokens to a tree. Recursive descent, with a limit on depth.

A syntax error ends the operand of ``and`` / ``or`` in which it stands; the
reading goes on behind the next one, so that several are found at once.
"""

import datetime as dt
import re
from decimal import Decimal

from penaltykit.engine import _ast as ast
from penaltykit.engine._tokens import MAX_LENGTH, Report, Token, tokenize
from penaltykit.engine._words import A_VALUE, Words

MAX_DEPTH = 20
"""Brackets, functions and signs inside one another."""

_FUNCTIONS = ("applicable", "date", "max", "min")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _SyntaxFault(Exception):  # noqa: N818 never leaves this module
    """The operand cannot be read; its fault is reported already."""


class _TooDeep(_SyntaxFault):
    """No use to go on."""


def parse(text: str, report: Report) -> ast.Node | None:
    """The tree of ``text``; ``None`` if there is no sense in typing it.

    After a syntax fault the tree holds what could be read.
    """
    if len(text) > MAX_LENGTH:
        report("feel-too-long", 0, found=len(text), limit=MAX_LENGTH)
        return None
    if not text.strip():
        report("feel-empty", 0)
        return None
    try:
        return _Parser(tokenize(text, report), report).whole()
    except _TooDeep:
        return None


class _Parser:
    """One reading of one expression."""

    def __init__(self, tokens: list[Token], report: Report) -> None:
        self.tokens = tokens
        self.position = 0
        self.token = tokens[0]
        self.depth = 0
        self.report = report

    def advance(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.position += 1
            self.token = self.tokens[self.position]
        return token

    def fail(self, expected: list[str | Words]) -> _SyntaxFault:
        """Report the present token as unexpected."""
        found = self.token.text or "—"
        self.report(
            "feel-syntax-end" if self.token.kind == "end" else "feel-syntax",
            self.token.at,
            found=found,
            expected=expected,
        )
        return _SyntaxFault()

    def expect(self, kind: str) -> Token:
        if self.token.kind != kind:
            raise self.fail([kind])
        return self.advance()

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.report("feel-too-deep", self.token.at, limit=MAX_DEPTH)
            raise _TooDeep

    def whole(self) -> ast.Node:
        nodes = [self.disjunction()]
        while self.token.kind != "end":
            self.fail(["and", "or"])
            self.skip()
            if self.token.kind != "end":
                self.advance()
                nodes.append(self.disjunction())
        return nodes[0] if len(nodes) == 1 else ast.And(tuple(nodes))

    def skip(self) -> None:
        """To the next ``and`` / ``or`` outside the brackets opened since."""
        opened = 0
        while self.token.kind != "end":
            kind = self.token.kind
            if kind in ("(", "["):
                opened += 1
            elif kind in (")", "]"):
                if not opened and self.depth:
                    return
                opened = max(0, opened - 1)
            elif kind in ("and", "or") and not opened:
                return
            self.advance()

    def disjunction(self) -> ast.Node:
        at = self.token.at
        items = [self.conjunction()]
        while self.token.kind == "or":
            self.advance()
            items.append(self.conjunction())
        return items[0] if len(items) == 1 else ast.Or(tuple(items), at=at)

    def conjunction(self) -> ast.Node:
        at = self.token.at
        items = [self.operand()]
        while self.token.kind == "and":
            self.advance()
            items.append(self.operand())
        return items[0] if len(items) == 1 else ast.And(tuple(items), at=at)

    def operand(self) -> ast.Node:
        """A comparison; after a syntax fault anything, to go on with."""
        depth = self.depth
        try:
            return self.comparison()
        except _TooDeep:
            raise
        except _SyntaxFault:
            self.depth = depth
            self.skip()
            return ast.TruthValue(True)

    def comparison(self) -> ast.Node:
        at = self.token.at
        left = self.sum()
        kind = self.token.kind
        if kind in ast.COMPARISONS:
            self.advance()
            node: ast.Node = ast.Compare(kind, left, self.sum(), at=at)
        elif kind == "between":
            self.advance()
            low = self.sum()
            self.expect("and")
            node = ast.Between(left, low, self.sum(), at=at)
        elif kind == "in":
            self.advance()
            node = self.membership(left, at)
        else:
            return left
        if self.token.kind in (*ast.COMPARISONS, "between", "in"):
            # "a < b < c" says something else in each language that has it
            raise self.fail(["and", "or"])
        return node

    def membership(self, value: ast.Node, at: int) -> ast.Node:
        if self.token.kind not in ("(", "["):
            raise self.fail(["(", "["])
        opening = self.advance().kind
        self.deeper()
        first = self.sum()
        if self.token.kind == "..":
            self.advance()
            high = self.sum()
            if self.token.kind not in (")", "]"):
                raise self.fail([")", "]"])
            closing = self.advance().kind
            self.depth -= 1
            return ast.InRange(
                value, first, opening == "[", high, closing == "]", at=at
            )
        if opening == "[":
            raise self.fail([".."])
        items = [first]
        while self.token.kind == ",":
            self.advance()
            items.append(self.sum())
        if self.token.kind != ")":
            raise self.fail([",", ")"])
        self.advance()
        self.depth -= 1
        return ast.InList(value, tuple(items), at=at)

    def sum(self) -> ast.Node:
        at = self.token.at
        first = self.product()
        terms = [("+", first)]
        while self.token.kind in ("+", "-"):
            sign = self.advance().kind
            terms.append((sign, self.product()))
        return first if len(terms) == 1 else ast.Sum(tuple(terms), at=at)

    def product(self) -> ast.Node:
        at = self.token.at
        first = self.unary()
        factors = [("*", first)]
        while self.token.kind in ("*", "/"):
            op = self.advance().kind
            factors.append((op, self.unary()))
        if len(factors) == 1:
            return first
        return ast.Product(tuple(factors), at=at)

    def unary(self) -> ast.Node:
        if self.token.kind != "-":
            return self.primary()
        at = self.advance().at
        self.deeper()
        node = ast.Negative(self.unary(), at=at)
        self.depth -= 1
        return node

    def primary(self) -> ast.Node:
        token = self.token
        kind = token.kind
        if kind == "name":
            self.advance()
            if self.token.kind == "(":
                return self.call(token)
            return ast.Name(token.text, at=token.at)
        if kind == "number":
            self.advance()
            return ast.Number(Decimal(token.text), at=token.at)
        if kind == "string":
            self.advance()
            return ast.String(token.text, at=token.at)
        if kind in ("true", "false"):
            self.advance()
            return ast.TruthValue(kind == "true", at=token.at)
        if kind == "not":
            self.advance()
            return ast.Not(self.bracketed(), at=token.at)
        if kind == "(":
            return self.bracketed()
        raise self.fail([A_VALUE])

    def bracketed(self) -> ast.Node:
        self.expect("(")
        self.deeper()
        node = self.disjunction()
        self.expect(")")
        self.depth -= 1
        return node

    def call(self, function: Token) -> ast.Node:
        if function.text not in _FUNCTIONS:
            known = function.text in ("known", "unknown", "is_known")
            code = "feel-known" if known else "feel-unknown-function"
            self.report(
                code, function.at, found=function.text, expected=_FUNCTIONS
            )
            raise _SyntaxFault
        self.advance()
        self.deeper()
        node: ast.Node
        if function.text == "applicable":
            name = self.expect("name")
            node = ast.Applicable(
                ast.Name(name.text, at=name.at), at=function.at
            )
        elif function.text == "date":
            node = self.date(self.expect("string"), function.at)
        else:
            args = [self.sum()]
            while self.token.kind == ",":
                self.advance()
                args.append(self.sum())
            node = ast.Call(function.text, tuple(args), at=function.at)
        self.expect(")")
        self.depth -= 1
        return node

    def date(self, token: Token, at: int) -> ast.Node:
        value = read_date(token.text)
        if value is None:
            self.report("feel-bad-date", token.at, found=token.text)
            value = dt.date.min
        return ast.Date(value, at=at)


def read_date(text: str) -> dt.date | None:
    """A date written ``2024-01-01``."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
