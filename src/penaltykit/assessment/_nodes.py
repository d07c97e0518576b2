"""Parts of rule files that need the vocabulary or the law to be read."""

import difflib
from collections.abc import Iterator
from typing import Any, Final

from penaltykit._fields import Node
from penaltykit.citation import Citation
from penaltykit.engine import Expression, Vocabulary, compile_expression
from penaltykit.errors import RuleError

_NAMES: Final = ("law", "version")
_NUMBERS: Final = (
    "article",
    "article_addition",
    "paragraph",
    "item",
    "subitem",
)


def condition(
    node: Node, key: str, vocabulary: Vocabulary
) -> Expression | None:
    """The condition under ``key``; ``None`` where absent or at fault."""
    value = node.value.get(key)
    if isinstance(value, bool):
        text: str | None = str(value).lower()
    else:
        text = node.text(key)
    if text is None:
        return None
    part = node.child(key)
    try:
        return compile_expression(
            text,
            vocabulary,
            node.document.place(part.pointer),
            expect="condition",
        )
    except RuleError as error:
        node.faults.extend(error.faults)
        return None


def citations(node: Node) -> tuple[Citation, ...]:
    """One citation or a list: each a map of law and article, or a text."""
    return tuple(_citations(node))


def _citations(node: Node) -> Iterator[Citation]:
    for part in node.items() if isinstance(node.value, list) else (node,):
        if isinstance(part.value, str):
            yield Citation(text=part.value)
        elif not isinstance(part.value, dict):
            part.fault("rule-citation-shape")
        elif part.keys((*_NAMES, *_NUMBERS), ("law", "article")):
            given: dict[str, Any] = {key: part.text(key) for key in _NAMES}
            given |= {key: part.count(key) for key in _NUMBERS}
            yield Citation(**given)


def facts(node: Node, key: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The facts that are named under ``key``; absent is none."""
    found = []
    for part in node.child(key).items():
        name = str(part.value)
        found.append(name)
        if vocabulary.signature(name) is None:
            near = difflib.get_close_matches(name, list(vocabulary.names()))
            part.fault(
                "rulefile-unknown-fact", found=name, nearest=near or None
            )
    return tuple(found)
