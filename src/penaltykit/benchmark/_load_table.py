"""Reading a table file: every cell that cannot be read is a fault there."""

import re

from penaltykit import _yaml
from penaltykit.benchmark import _load_factors, _load_points, _load_rows
from penaltykit.benchmark._load_cells import CellReader
from penaltykit.benchmark._load_circumstances import read_fact_words
from penaltykit.benchmark._load_document import read_problems
from penaltykit.benchmark._load_monotone import read_monotone
from penaltykit.benchmark._load_term import TERM_KEYS, read_term
from penaltykit.benchmark._model import (
    FactorBody,
    StageBody,
    Table,
    TableKind,
)
from penaltykit.benchmark._policy import (
    Document,
    Effect,
    SeveralRows,
    Unascertainable,
)
from penaltykit.benchmark._read import Node
from penaltykit.errors import Fault
from penaltykit.facts import Vocabulary
from penaltykit.penalty import PenaltyKind

# The last part of the table's id: no second one, and nothing that is hidden.
_NUMBER = re.compile(r"[\w.()（）〔〕\[\]-]+")
_NEEDED = ("table", "kind", "name", "source")
_OPTIONAL = (
    "item",
    "items",
    "provisions",
    "covers",
    "several_rows",
    "unascertainable",
    "lowest",
    "problems",
    "monotone",
    "words",
    *TERM_KEYS,
)
_KEYS = {
    TableKind.STAGE: _load_rows.KEYS,
    TableKind.FACTOR: _load_factors.KEYS,
    TableKind.POINT: _load_points.KEYS,
}


def read_table(
    yaml: _yaml.Document,
    document: Document,
    vocabulary: Vocabulary,
    faults: list[Fault],
) -> Table | None:
    """One table.

    Args:
        yaml: of the table file.
        document: whose general rules it inherits.
        vocabulary: the facts that its columns bind to.
        faults: what is wrong is added here.

    Returns:
        ``None`` where anything is wrong.
    """
    before = len(faults)
    root = Node.root(yaml, faults)
    kind = _kind(root)
    parts = root.map((*_OPTIONAL, *_KEYS[kind]), _NEEDED)
    if len(faults) > before:
        return None
    several = document.policy.several_rows
    if "several_rows" in parts:
        several = parts["several_rows"].choice(SeveralRows, several)
    lost = document.policy.unascertainable
    if "unascertainable" in parts:
        lost = parts["unascertainable"].choice(Unascertainable, lost)
    words = {
        **document.words,
        **read_fact_words(parts.get("words"), vocabulary),
    }
    if words:
        vocabulary = vocabulary.with_words(words)
    reader = CellReader(document, vocabulary, faults)
    body: StageBody | FactorBody | None
    items = _load_points.read_items(root, parts)
    heavier = several is SeveralRows.HEAVIER
    needs_ranks = lost is Unascertainable.LOWEST or any(
        one.effect is Effect.SHIFT for one in document.policy.circumstances
    )
    if kind is TableKind.STAGE:
        body = _load_rows.StageReader(
            reader, root, needs_ranks=needs_ranks, heavier=heavier
        ).read(parts)
    elif kind is TableKind.POINT:
        points = _load_points.PointReader(
            reader, root, items, needs_ranks=needs_ranks, heavier=heavier
        )
        body = points.read(parts)
        items = tuple(points.items)
    else:
        body = _load_factors.FactorReader(reader, root).read(parts)
    name = parts["name"].texts()
    covers = _covers(parts.get("covers"))
    lowest = reader.lowest(parts.get("lowest"))
    source = parts["source"].texts()
    problems = read_problems(parts.get("problems"))
    provisions = (
        parts["provisions"].citations() if "provisions" in parts else ()
    )
    term = read_term(root, parts)
    monotone = read_monotone(parts.get("monotone"), reader)
    number = parts["table"].text()
    if number and not _NUMBER.fullmatch(number):
        parts["table"].fault("table-number", found=number)
    if not items and len(faults) == before:
        root.fault("table-missing-key", key="item")
    if body is None or len(faults) > before:
        return None
    return Table(
        id=f"{document.id}/{number}",
        document=document,
        kind=kind,
        name=name,
        item=items[0],
        items=items,
        provisions=provisions,
        covers=covers,
        several_rows=several,
        unascertainable=lost,
        lowest=lowest,
        conditions=reader.conditions,
        named=reader.named,
        source=source,
        problems=problems,
        body=body,
        term=term,
        monotone=monotone,
        file=yaml.name or "",
    )


def _kind(root: Node) -> TableKind:
    """The kind decides which keys belong; a file without one is told so."""
    if isinstance(root.value, dict) and "kind" in root.value:
        return root.child("kind").choice(TableKind, TableKind.STAGE)
    return TableKind.STAGE


def _covers(node: Node | None) -> tuple[PenaltyKind, ...]:
    if node is None:
        return (PenaltyKind.FINE,)
    return tuple(
        item.choice(PenaltyKind, PenaltyKind.FINE) for item in node.list()
    )
