"""Reading ``rules/items/*.yaml``: the inventory of penalty items."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Final

from penaltykit._fields import Node, load_node
from penaltykit.agency import AgencyKinds, Level
from penaltykit.citation import Citation
from penaltykit.engine import Vocabulary
from penaltykit.errors import Fault
from penaltykit.law._lazy import Each
from penaltykit.law._load import read_citation
from penaltykit.law._model import Competence, Item, Law, Penalising

_FILE_KEYS: Final = ("field", "agencies", "items")
_ITEM_KEYS: Final = (
    "id",
    "zh",
    "en",
    "field",
    "breached",
    "penalising",
    "agencies",
    "questions",
)


class _Reader:
    def __init__(
        self,
        laws: Mapping[str, Law],
        kinds: AgencyKinds,
        vocabulary: Vocabulary,
    ) -> None:
        self.laws = laws
        self.kinds = kinds
        self.vocabulary = vocabulary

    def item(
        self, node: Node, field: str, agencies: tuple[Competence, ...]
    ) -> Item | None:
        if not node.keys(_ITEM_KEYS, ("id", "zh", "en", "penalising")):
            return None
        return Item(
            id=node.text("id") or "",
            zh=node.text("zh") or "",
            en=node.text("en") or "",
            field=node.text("field") or field,
            breached=tuple(self._breached(node.child("breached"))),
            penalising=tuple(self._penalising(node.child("penalising"))),
            agencies=self.agencies(node.child("agencies")) or agencies,
            questions=self._questions(node.child("questions")),
        )

    def agencies(self, node: Node) -> tuple[Competence, ...]:
        found = []
        for part in node.items():
            if not part.keys(("kind", "level"), ("kind",)):
                continue
            kind = part.text("kind") or ""
            if kind not in self.kinds:
                part.child("kind").fault(
                    "agency-kind-unknown",
                    found=kind,
                    nearest=_nearest(kind, self.kinds.ids()),
                )
            level = part.choice("level", tuple(Level))
            found.append(Competence(kind=kind, level=level))
        return tuple(found)

    def _law(self, node: Node) -> Law | None:
        name = node.text("law") or ""
        law = self.laws.get(name)
        if law is None:
            node.child("law").fault(
                "law-unknown", found=name, nearest=_nearest(name, self.laws)
            )
        return law

    def _breached(self, node: Node) -> Iterable[Citation]:
        for part in node.items():
            citation = read_citation(part)
            if citation is None:
                continue
            law = self._law(part)
            if law is None:
                continue
            known = [version.exists(citation) for version in law.versions]
            if known and all(exists is False for exists in known):
                part.fault("law-place-missing", found=part.value)
            yield citation

    def _penalising(self, node: Node) -> Iterable[Penalising]:
        for part in node.items():
            if not part.keys(("law", "provision"), ("law", "provision")):
                continue
            law = self._law(part)
            if law is None:
                continue
            name = part.text("provision") or ""
            known = {
                provision
                for version in law.versions
                for provision in version.provisions
            }
            if name not in known:
                part.child("provision").fault(
                    "item-provision-unknown",
                    found=name,
                    law={"zh": law.zh, "en": law.en},
                    nearest=_nearest(name, known),
                )
            yield Penalising(law=law.id, provision=name)

    def _questions(self, node: Node) -> tuple[str, ...]:
        found = []
        for part in node.items():
            name = str(part.value)
            if self.vocabulary.signature(name) is None:
                part.fault(
                    "law-fact-unknown",
                    found=name,
                    nearest=_nearest(name, self.vocabulary.names()),
                )
            found.append(name)
        return tuple(found)


def load_items(
    folder: Path,
    laws: Mapping[str, Law],
    kinds: AgencyKinds,
    vocabulary: Vocabulary,
    faults: list[Fault],
) -> dict[str, Item]:
    """Every item of a folder, by id; faults are added to ``faults``."""
    reader = _Reader(laws, kinds, vocabulary)
    items: dict[str, Item] = {}
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        node = load_node(path, faults)
        if node is None or not node.keys(_FILE_KEYS, ("field", "items")):
            continue
        field = node.text("field") or ""
        agencies = reader.agencies(node.child("agencies"))
        for part in node.child("items").items():
            item = reader.item(part, field, agencies)
            if item is None or not item.id:
                continue
            if item.id in items:
                part.child("id").fault(
                    "item-twice", found=item.id, first=files[item.id]
                )
                continue
            items[item.id] = item
            files[item.id] = str(part.document.place(part.pointer))
    return items


def trusted_items(
    folder: Path,
    laws: Mapping[str, Law],
    kinds: AgencyKinds,
    vocabulary: Vocabulary,
) -> Mapping[str, Item]:
    """The same of files without a fault, each item read when asked for."""
    reader = _Reader(laws, kinds, vocabulary)
    makers: dict[str, Callable[[], Item]] = {}

    def maker(
        part: Node, field: str, agencies: Callable[[], tuple[Competence, ...]]
    ) -> Callable[[], Item]:
        def make() -> Item:
            item = reader.item(part, field, agencies())
            assert item is not None, "a trusted file has a fault"
            return item

        return make

    for path in sorted(folder.glob("*.yaml")):
        node = load_node(path, [])
        if node is None:
            continue
        field = node.text("field") or ""
        shared = cache(partial(reader.agencies, node.child("agencies")))
        for part in node.child("items").items():
            makers[part.text("id") or ""] = maker(part, field, shared)
    return Each(makers)


def _nearest(found: str, known: Iterable[str]) -> str | None:
    near = difflib.get_close_matches(found, list(known), n=1)
    return near[0] if near else None
