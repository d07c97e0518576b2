"""Reading what a table says of itself: more of a fact is never lighter."""

from typing import Any

from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._model import Monotone
from penaltykit.benchmark._read import Node
from penaltykit.engine import FactType, Signature


def read_monotone(
    node: Node | None, reader: CellReader
) -> tuple[Monotone, ...]:
    """The facts of ``monotone``: an id, or a map with an order of its own.

    Numbers, counts and dates ascend, of truths yes is the graver; the words
    of a list have the order of the vocabulary unless the table gives one.
    """
    found: list[Monotone] = []
    for item in node.list() if node is not None else ():
        one = _one(item, reader)
        if one is None:
            continue
        if any(other.fact == one.fact for other in found):
            item.fault("table-twice", found=one.fact)
        found.append(one)
    return tuple(found)


def _one(node: Node, reader: CellReader) -> Monotone | None:
    if not isinstance(node.value, dict):
        fact = node.text()
        signature = reader.signature(node, fact) if fact else None
        if signature is None:
            return None
        return Monotone(fact=fact, order=_order(node, fact, signature))
    parts = node.map(("order", "descending"), ("fact",))
    if "fact" not in parts:
        return None
    fact = parts["fact"].text()
    signature = reader.signature(parts["fact"], fact)
    if signature is None:
        return None
    descending = "descending" in parts and parts["descending"].truth()
    if "order" not in parts:
        order = _order(node, fact, signature)
        return Monotone(fact=fact, order=order, descending=descending)
    values = [reader.value(part, signature) for part in parts["order"].list()]
    words = [value for value in values if isinstance(value, str | bool)]
    known: tuple[Any, ...] = signature.values or (False, True)
    if len(words) != len(values) or set(words) != set(known):
        parts["order"].fault(
            "table-order-incomplete", expected=[str(one) for one in known]
        )
        return None
    return Monotone(fact=fact, order=tuple(words), descending=descending)


def _order(
    node: Node, fact: str, signature: Signature
) -> tuple[str | bool, ...] | None:
    """The order of a fact's values; a fault for text, which has none."""
    if signature.type is FactType.TRUTH:
        return (False, True)
    if signature.type is FactType.ONE_OF:
        return signature.values
    if signature.type is FactType.TEXT:
        node.fault("table-order-none", found=fact)
    return None
