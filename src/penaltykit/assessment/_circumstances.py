"""Circumstances of a violation (``rules/circumstances``): what they are, what
they do, what they ask for."""

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit.citation import Citation
from penaltykit.engine import Expression, Vocabulary, compile_expression
from penaltykit.errors import Fault, RuleError
from penaltykit.penalty import PenaltyKind

EFFECTS = ("no-penalty", "mitigate-or-lenient", "lenient", "severe")
OBLIGATIONS = ("shall", "may")
_NEEDED = ("id", "zh", "en", "effect", "obligation", "citation", "asks")
_KEYS = (*_NEEDED, "when", "facts", "keeps", "note")
_CITATION = ("law", "version", "article", "paragraph", "item")


@frozen(kw_only=True)
class Circumstance:
    """A circumstance that an officer may find.

    Args:
        id: name in case files, for example ``penalty-law.32.1``.
        zh: label.
        en: label.
        effect: one of :data:`EFFECTS`; ``mitigate-or-lenient`` leaves the
            choice to the officer.
        obligation: ``shall`` or ``may``.
        citation: where the law says so.
        asks: what must be found, by language.
        when: condition that recorded facts must not contradict.
        facts: facts that say the same thing.
        keeps: kinds that remain although no penalty is given.
    """

    id: str
    zh: str
    en: str
    effect: str
    obligation: str
    citation: tuple[Citation, ...]
    asks: Mapping[str, str] = field(hash=False)
    when: Expression | None = None
    facts: tuple[str, ...] = ()
    keeps: tuple[PenaltyKind, ...] = ()


def load_circumstances(
    root: Path, vocabulary: Vocabulary
) -> dict[str, Circumstance]:
    """The circumstances of ``root/circumstances``, by id.

    Raises:
        RuleError: with every fault of every file, located.
    """
    found: dict[str, Circumstance] = {}
    faults: list[Fault] = []
    for path in sorted((root / "circumstances").glob("*.yaml")):
        try:
            document = _yaml.load(path)
        except RuleError as error:
            faults.extend(error.faults)
            continue
        for circumstance, place in _Reader(
            document, vocabulary, faults
        ).entries():
            if circumstance.id in found:
                faults.append(
                    Fault(
                        "circumstance-twice",
                        document.place(place),
                        {"found": circumstance.id},
                    )
                )
            found[circumstance.id] = circumstance
    if faults:
        raise RuleError(faults)
    return found


class _Reader:
    """Reads one file and collects what is wrong with it."""

    def __init__(
        self,
        document: _yaml.Document,
        vocabulary: Vocabulary,
        faults: list[Fault],
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.faults = faults

    def fault(self, code: str, pointer: str, **params: Any) -> None:
        self.faults.append(Fault(code, self.document.place(pointer), params))

    def entries(self) -> Iterator[tuple[Circumstance, str]]:
        if not isinstance(self.document.value, list):
            self.fault("circumstance-not-list", "")
            return
        for index, item in enumerate(self.document.value):
            pointer = f"/{index}"
            circumstance = self._entry(item, pointer)
            if circumstance is not None:
                yield circumstance, pointer

    def _entry(self, item: Any, pointer: str) -> Circumstance | None:
        before = len(self.faults)
        if not isinstance(item, dict):
            self.fault("circumstance-not-map", pointer)
            return None
        for key in item:
            if key not in _KEYS:
                self._word(f"{pointer}/{key}", key, _KEYS)
        for key in _NEEDED:
            if not item.get(key):
                self.fault("circumstance-key-missing", pointer, expected=key)
        if len(self.faults) > before:
            return None
        self._words(item, pointer)
        asks = item["asks"]
        if not isinstance(asks, dict) or set(asks) != {"zh", "en"}:
            self.fault("circumstance-asks-shape", f"{pointer}/asks")
        citation = self._citations(item["citation"], f"{pointer}/citation")
        when = self._when(item.get("when"), f"{pointer}/when")
        if len(self.faults) > before:
            return None
        return Circumstance(
            id=item["id"],
            zh=item["zh"],
            en=item["en"],
            effect=item["effect"],
            obligation=item["obligation"],
            citation=citation,
            asks=asks,
            when=when,
            facts=tuple(item.get("facts", ())),
            keeps=tuple(PenaltyKind(k) for k in item.get("keeps", ())),
        )

    def _words(self, item: Mapping[str, Any], pointer: str) -> None:
        """The words of closed lists, and the facts that are named."""
        self._word(f"{pointer}/effect", item["effect"], EFFECTS)
        self._word(f"{pointer}/obligation", item["obligation"], OBLIGATIONS)
        kinds = [str(kind) for kind in PenaltyKind]
        for index, kind in enumerate(item.get("keeps", ())):
            self._word(f"{pointer}/keeps/{index}", kind, kinds)
        for index, fact in enumerate(item.get("facts", ())):
            if self.vocabulary.signature(fact) is None:
                names = list(self.vocabulary.names())
                self._word(f"{pointer}/facts/{index}", fact, names)

    def _word(self, pointer: str, found: Any, known: Any) -> None:
        if found in known:
            return
        near = difflib.get_close_matches(str(found), list(known), n=1)
        self.fault(
            "circumstance-unknown-word",
            pointer,
            found=found,
            expected=near or list(known)[:8],
        )

    def _citations(self, found: Any, pointer: str) -> tuple[Citation, ...]:
        listed = found if isinstance(found, list) else [found]
        citations = []
        for one in listed:
            if isinstance(one, str):
                citations.append(Citation(text=one))
            elif isinstance(one, dict) and {"law", "article"} <= set(
                one
            ) <= set(_CITATION):
                citations.append(Citation(**one))
            else:
                self.fault("circumstance-citation-shape", pointer)
        return tuple(citations)

    def _when(self, found: Any, pointer: str) -> Expression | None:
        if found is None:
            return None
        try:
            return compile_expression(
                str(found), self.vocabulary, self.document.place(pointer)
            )
        except RuleError as error:
            self.faults.extend(error.faults)
            return None
