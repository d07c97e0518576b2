"""The registry: every law and item, and what governs on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

from attrs import frozen

from penaltykit._fields import load_node
from penaltykit._i18n import pick
from penaltykit.agency import AgencyKinds
from penaltykit.citation import (
    Citation,
    LawNames,
    format_citations,
    resolve,
)
from penaltykit.engine import Vocabulary
from penaltykit.errors import Fault, RuleError
from penaltykit.law._absence import absence
from penaltykit.law._items import load_items, trusted_items
from penaltykit.law._lazy import Trust
from penaltykit.law._load import load_laws
from penaltykit.law._model import Item, Law, LawVersion
from penaltykit.law._statute import Absence, Statute, StatutePair


class PlaceStatus(StrEnum):
    """What can be said of a cited place."""

    EXISTS = "exists"
    MISSING = "missing"
    UNVERIFIED = "unverified"
    UNKNOWN_LAW = "unknown-law"
    UNKNOWN_VERSION = "unknown-version"
    NOT_IN_FORCE = "not-in-force"


@frozen(kw_only=True)
class CitationCheck:
    """A citation, and what can be said of it.

    Args:
        citation: with the law's id.
        status: see :class:`PlaceStatus`.
        law: where the law is known.
        version: against which the place was looked up.
    """

    citation: Citation
    status: PlaceStatus
    law: Law | None = None
    version: LawVersion | None = None


class Registry:
    """Laws and items.

    Args:
        laws: by id.
        items: by id.
        objects: words for the objects of penalties, by code.
    """

    def __init__(
        self,
        laws: Mapping[str, Law],
        items: Mapping[str, Item],
        objects: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._laws = dict(laws)
        self._items = items
        self._objects = dict(objects or {})

    @classmethod
    def load(cls, root: Path, vocabulary: Vocabulary) -> Self:
        """The laws and items of a rules folder.

        Args:
            root: with ``laws``, ``items`` and ``agencies``.
            vocabulary: against which conditions are typed.

        Raises:
            RuleError: with every fault of every file.
        """
        faults: list[Fault] = []
        try:
            kinds = AgencyKinds.load(root)
        except RuleError as error:
            faults.extend(error.faults)
            kinds = AgencyKinds({})
        trust = Trust(root, vocabulary)
        laws = load_laws(
            root / "laws", vocabulary, faults, trusted=trust.given
        )
        items: Mapping[str, Item] = (
            trusted_items(root / "items", laws, kinds, vocabulary)
            if trust.given
            else load_items(root / "items", laws, kinds, vocabulary, faults)
        )
        objects = _load_objects(root / "laws" / "words", faults)
        if faults:
            raise RuleError(faults)
        if not trust.given:
            trust.give()
        return cls(laws, items, objects)

    def law(self, law: str) -> Law | None:
        """The law with this id."""
        return self._laws.get(law)

    def laws(self) -> tuple[Law, ...]:
        """Every law, by id."""
        return tuple(self._laws.values())

    def by_name(self, name: str) -> Law | None:
        """The law of this name, full or short, with book marks or not."""
        found = self.names.id_of(name)
        return None if found is None else self._laws.get(found)

    @cached_property
    def names(self) -> LawNames:
        """The names under which laws are cited and printed."""
        return LawNames.of(
            {
                law.id: (law.zh, law.en, law.short)
                for law in self._laws.values()
            }
        )

    def item(self, item: str) -> Item | None:
        """The item with this id."""
        return self._items.get(item)

    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the files."""
        return tuple(self._items.values())

    def object_label(self, code: str, lang: str = "zh") -> str:
        """Words for the object of a penalty; words stay as they are."""
        found = self._objects.get(code)
        return code if found is None else pick(found, lang)

    def statute(
        self, item: Item | str, date: dt.date | None
    ) -> Statute | None:
        """The penalising provision of an item as it stood on ``date``.

        Returns:
            ``None`` where the law of that day is not held, or no longer has
            the provision, or the date is not known.
        """
        found = self.statutes(item, date)
        return found[0] if found else None

    def statutes(
        self, item: Item | str, date: dt.date | None
    ) -> tuple[Statute, ...]:
        """Every penalising provision of an item on ``date``."""
        known = self.item(item) if isinstance(item, str) else item
        if known is None or date is None:
            return ()
        found = []
        for penalising in known.penalising:
            law = self._laws[penalising.law]
            version = law.version_at(date)
            if version is None:
                continue
            provision = version.provisions.get(penalising.provision)
            if provision is not None:
                found.append(
                    Statute(
                        item=known,
                        law=law,
                        version=version,
                        provision=provision,
                    )
                )
        return tuple(found)

    def statutes_between(
        self,
        item: Item | str,
        act_date: dt.date | None,
        decision_date: dt.date | None,
    ) -> StatutePair:
        """The provision at the act and at the decision, for art. 37 of the
        Administrative Penalty Law.
        """
        at_act = self.statute(item, act_date)
        at_decision = self.statute(item, decision_date)
        return StatutePair(
            at_act=at_act,
            at_decision=at_decision,
            not_at_act=None if at_act else self.absence(item, act_date),
            not_at_decision=None
            if at_decision
            else self.absence(item, decision_date),
        )

    def absence(
        self, item: Item | str, date: dt.date | None
    ) -> Absence | None:
        """Why no provision penalises an item on ``date``.

        Returns:
            ``None`` where one does, or where the law of that day is not held
            or does not tell.
        """
        known = self.item(item) if isinstance(item, str) else item
        return None if known is None else absence(known, self._laws, date)

    def resolve(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """Citations with law ids; texts are read.

        Raises:
            CitationError: texts that cannot be read, all at once.
        """
        return resolve(citations, self.names)

    def verify(
        self, citation: Citation, date: dt.date | None = None
    ) -> CitationCheck:
        """Whether a cited place exists.

        Args:
            citation: with the id or the name of a law.
            date: on which the law is applied; without it, and without a
                version, the newest version that is held is meant.
        """
        law = self.by_name(citation.law) if citation.law else None
        if law is None:
            return CitationCheck(
                citation=citation, status=PlaceStatus.UNKNOWN_LAW
            )
        if citation.version is not None:
            version = law.version(citation.version)
            if version is None:
                return CitationCheck(
                    citation=citation,
                    status=PlaceStatus.UNKNOWN_VERSION,
                    law=law,
                )
        elif date is not None:
            version = law.version_at(date)
            if version is None:
                return CitationCheck(
                    citation=citation,
                    status=_absent(law, date),
                    law=law,
                )
        else:
            version = law.versions[-1] if law.versions else None
        exists = None if version is None else version.exists(citation)
        status = {
            True: PlaceStatus.EXISTS,
            False: PlaceStatus.MISSING,
            None: PlaceStatus.UNVERIFIED,
        }[exists]
        return CitationCheck(
            citation=citation, status=status, law=law, version=version
        )

    def format(self, citations: Iterable[Citation], lang: str = "zh") -> str:
        """Citations in print, each law named once."""
        return format_citations(citations, lang, self.names)


def _absent(law: Law, date: dt.date) -> PlaceStatus:
    """After the end of the last version a law is out of force; before the
    first that is held, nothing can be said.
    """
    last = law.versions[-1] if law.versions else None
    if last is not None and last.until is not None and last.until < date:
        return PlaceStatus.NOT_IN_FORCE
    return PlaceStatus.UNVERIFIED


def _load_objects(
    folder: Path, faults: list[Fault]
) -> dict[str, dict[str, str]]:
    path = folder / "objects.yaml"
    if not path.is_file():
        return {}
    node = load_node(path, faults)
    if node is None:
        return {}
    return {code: node.languages(code) for code, _ in node.entries()}
