"""What all kinds of table read alike: facts, columns, cells, conditions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import evolve

from penaltykit.benchmark._cells import NUMERIC, Cell, CellError, read_cell
from penaltykit.benchmark._load_circumstances import unknown_fact
from penaltykit.benchmark._load_penalty import read_penalties
from penaltykit.benchmark._load_phrases import (
    is_phrase,
    read_labels,
    read_phrase_cell,
)
from penaltykit.benchmark._model import Column
from penaltykit.benchmark._policy import Document
from penaltykit.benchmark._read import Node
from penaltykit.benchmark._statutory import RANGE
from penaltykit.engine import Expression, Signature, compile_expression
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import VISIBLE, FactEntry, Scope, Vocabulary
from penaltykit.penalty import Penalty

_ONE: Final = Decimal(1)


def _is_print(written: object) -> bool:
    """Whether a cell may be words of print, or a list of them."""
    parts = written if isinstance(written, list) else [written]
    return any(is_phrase(part) for part in parts)


class CellReader:
    """Reads the parts of a table against the vocabulary.

    Args:
        document: whose reading of bounds holds.
        vocabulary: the facts that may be named.
        faults: what is wrong is added here.

    Attributes:
        conditions: every condition compiled so far, by its text.
        named: the facts of those conditions, and those that amounts are
            taken of, by id.
    """

    def __init__(
        self, document: Document, vocabulary: Vocabulary, faults: list[Fault]
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.faults = faults
        self.conditions: dict[str, Expression] = {}
        self.named: dict[str, Column] = {}

    def signature(self, node: Node, fact: str) -> Signature | None:
        """The signature of a fact that a violation can see."""
        signature = self.vocabulary.signature(fact)
        if signature is None:
            unknown_fact(node, fact, self.vocabulary)
            return None
        entry = self.vocabulary.entry(fact)
        if entry.scope not in VISIBLE[Scope.VIOLATION]:
            node.fault("table-fact-scope", found=fact, scope=entry.scope.value)
            return None
        return signature

    def value(
        self, node: Node, signature: Signature
    ) -> str | bool | Decimal | None:
        """One plain value of a fact."""
        cell = self.cell(node, signature)
        words = cell.words if cell is not None else None
        if words is not None and len(words) == 1:
            value: str | bool | Decimal = next(iter(words))
            return value
        if signature.type in NUMERIC:
            return node.decimal()
        if cell is not None:
            node.fault("table-cell-unread", found=str(node.value))
        return None

    def lowest(self, node: Node | None) -> Mapping[str, str | bool | Decimal]:
        if node is None:
            return {}
        found: dict[str, str | bool | Decimal] = {}
        for fact, item in node.map().items():
            signature = self.signature(item, fact)
            if signature is not None:
                value = self.value(item, signature)
                if value is not None:
                    found[fact] = value
        return found

    def cell(
        self, node: Node, signature: Signature, fact: str | None = None
    ) -> Cell | None:
        """One cell; its fault stands at its place.

        Args:
            node: the cell.
            signature: of its fact.
            fact: id of the fact, where words of print may stand too.
        """
        bounds = self.document.policy.bounds
        try:
            try:
                return read_cell(node.value, signature, bounds)
            except CellError:
                if fact is None or not _is_print(node.value):
                    raise
            entry = self.vocabulary.entry(fact)
            words = read_labels(node.value, entry)
            if words is not None:
                return words
            return read_phrase_cell(node.value, fact, self.vocabulary, bounds)
        except CellError as error:
            node.fault(error.code, **error.params)
            return None

    def column(self, parts: dict[str, Node]) -> Column | None:
        """A column, from the parts that columns and factors share."""
        if not {"id", "fact"} <= parts.keys():
            return None
        fact = parts["fact"].text()
        signature = self.signature(parts["fact"], fact)
        if signature is None:
            return None
        column = self._column(parts["id"].identifier(), fact, signature)
        given: dict[str, Any] = {}
        if "label" in parts:
            given["label"] = parts["label"].texts()
        if "lowest" in parts:
            given["lowest"] = self.value(parts["lowest"], signature)
        return evolve(column, **given)

    def named_column(self, node: Node, name: str, fact: str) -> Column | None:
        """A column of a fact that stands nowhere among ``columns``."""
        signature = self.signature(node, fact)
        return (
            None if signature is None else self._column(name, fact, signature)
        )

    def _column(self, name: str, fact: str, signature: Signature) -> Column:
        """A fact as the vocabulary names it."""
        entry = self.vocabulary.entry(fact)
        return Column(
            id=name,
            fact=fact,
            label={"zh": entry.zh, "en": entry.en},
            signature=signature,
            words={
                word.value: {"zh": word.zh, "en": word.en}
                for word in entry.values
            },
            least=_ONE if self._includes_this(entry) else None,
        )

    def _includes_this(self, entry: FactEntry) -> bool:
        """Whether a count has this breach in it, so that none is no value."""
        window = entry.look_back
        return (window is not None and window.this_included) or any(
            one.fact == entry.id and one.includes_this
            for one in self.document.policy.look_backs
        )

    def columns(self, node: Node | None) -> list[Column]:
        """The columns of a stage table."""
        columns: list[Column] = []
        for item in node.list() if node else ():
            parts = item.map(("label", "lowest"), ("id", "fact"))
            column = self.column(parts)
            if column is None:
                continue
            if any(other.id == column.id for other in columns):
                item.fault("table-twice", found=column.id)
            else:
                columns.append(column)
        return columns

    def condition(self, node: Node) -> Expression | None:
        """Compile a condition; its faults stand at its place."""
        text = node.text()
        if not text:
            return None
        place = node.yaml.place(node.pointer)
        try:
            expression = compile_expression(
                text, self.vocabulary, place, expect="condition"
            )
        except RuleError as error:
            self.faults.extend(error.faults)
            return None
        for fact in sorted(expression.facts):
            if self.signature(node, fact) is not None:
                self.name(fact)
        self.conditions[text] = expression
        return expression

    def name(self, fact: str) -> None:
        """Keep what the vocabulary calls a fact, for people to read."""
        signature = self.vocabulary.signature(fact)
        if signature is not None and fact not in self.named:
            self.named[fact] = self._column(fact, fact, signature)

    def penalties(self, node: Node) -> tuple[Penalty, ...]:
        """A list of penalties."""
        found = read_penalties(
            node, self.document.policy.bounds, self.vocabulary, self.condition
        )
        for penalty in found:
            for fact in (penalty.base, penalty.per, penalty.step):
                if fact is not None:
                    self.name(fact)
            if penalty.base == RANGE and penalty.unit != "percent":
                node.fault("table-statute-range", found=RANGE)
        return found
