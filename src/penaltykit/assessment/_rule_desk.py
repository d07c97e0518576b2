"""All rules of a folder, ready to run: checks, the matrix, parameters.

What they say of one case is worked out in
:mod:`penaltykit.assessment._requirements`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from attrs import define, field, frozen

from penaltykit.agency import AgencyKinds, Regions
from penaltykit.assessment._circumstances import (
    Circumstance,
    load_circumstances,
)
from penaltykit.assessment._elements import (
    ElementRow,
    Elements,
    out_of_scope,
)
from penaltykit.assessment._findings import placeholders
from penaltykit.assessment._parameters import Parameters
from penaltykit.assessment._provide import providers
from penaltykit.assessment._result import Requirement
from penaltykit.assessment._supplies import Supplies
from penaltykit.case import PaperKind
from penaltykit.citation import Citation, LawNames, resolve
from penaltykit.engine import Reading, RuleBook, RuleSet
from penaltykit.engine import load_rules as load_book
from penaltykit.errors import CitationError, Fault, RuleError
from penaltykit.facts import FactView, Vocabulary
from penaltykit.facts._views import Provider
from penaltykit.law import Registry

MOST_KEPT = 20_000
"""How many requirements, or pages of them, are kept to be shared."""


@frozen(kw_only=True)
class Page:
    """What the matrix says of a paper of which nothing is open.

    Args:
        requirements: in the order of the matrix.
        missing: for each part that the paper lacks, the line that says most.
    """

    requirements: tuple[Requirement, ...]
    missing: tuple[ElementRow, ...]


@define(kw_only=True)
class Matrix:
    """The lines of the matrix for one kind of paper.

    Args:
        rules: the lines as checks.
        rows: in the order of the outcomes.
        pages: what was said before, by all that it rests on.
    """

    rules: RuleSet
    rows: tuple[ElementRow, ...]
    pages: dict[tuple[Any, ...], Page] = field(factory=dict)
    conditional: tuple[int, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.conditional = tuple(
            index
            for index, row in enumerate(self.rows)
            if row.when is not None
        )


@define(kw_only=True)
class RuleDesk:
    """All rules, ready to run. May be shared by threads.

    Args:
        vocabulary: the facts.
        book: definitions and checks.
        elements: the matrix of elements.
        parameters: dated figures.
        circumstances: by id.
        kinds: kinds of agency.
        names: names of laws, by which citations get their ids.
        supplies: data that answer for facts.
        engine: name of the engine.
    """

    vocabulary: Vocabulary
    book: RuleBook
    elements: Elements
    parameters: Parameters
    circumstances: Mapping[str, Circumstance]
    kinds: AgencyKinds
    names: LawNames
    supplies: Supplies = field(factory=Supplies)
    engine: str = "python"
    _providers: tuple[Registry, Mapping[str, Provider]] | None = field(
        default=None, init=False
    )
    _sets: dict[tuple[str, ...], RuleSet] = field(factory=dict, init=False)
    _matrices: dict[PaperKind, Matrix] = field(factory=dict, init=False)
    _cited: dict[tuple[Citation, ...], tuple[Citation, ...]] = field(
        factory=dict, init=False
    )
    _kept: dict[tuple[Any, ...], Requirement] = field(factory=dict, init=False)

    @classmethod
    def load(
        cls,
        root: Path,
        vocabulary: Vocabulary,
        *,
        names: LawNames | None = None,
        regions: Regions | None = None,
        engine: str = "python",
    ) -> Self:
        """The rules of a rules folder.

        Args:
            root: with ``requirements``, ``checks``, ``elements.csv``,
                ``parameters``, ``circumstances`` and ``agencies``.
            vocabulary: the facts that rules may use.
            names: of ``law.Registry``.
            regions: the tree of regions.
            engine: ``"python"``, ``"durable"`` or ``"auto"``.

        Raises:
            RuleError: with every fault of the first kind of file that has
                any.
        """
        book = load_book(rule_files(root), vocabulary)
        elements = Elements.load(root, vocabulary)
        faults = [*scope_faults(book, vocabulary), *elements.scope_faults()]
        if faults:
            raise RuleError(faults)
        return cls(
            vocabulary=vocabulary,
            book=book,
            elements=elements,
            parameters=Parameters.load(root),
            circumstances=load_circumstances(root, vocabulary),
            kinds=AgencyKinds.load(root),
            names=names or LawNames(),
            supplies=Supplies.load(root, regions),
            engine=engine,
        )

    def providers(self, registry: Registry) -> Mapping[str, Provider]:
        """What :class:`penaltykit.facts.CaseFacts` asks of law and parts.

        Args:
            registry: laws and items; what it says of a citation is kept.
        """
        kept = self._providers
        if kept is not None and kept[0] is registry:
            return kept[1]
        found = providers(registry, self.kinds, self.circumstances)
        found.update(
            self.supplies.providers(registry, self.kinds, self.parameters)
        )
        for part in self.elements.parts.values():
            found[part.fact] = part.told
        for entry in self.vocabulary.entries():
            if entry.provided:
                found.setdefault(entry.id, _not_applicable)
        self._providers = (registry, found)
        return found

    def rules(self, scope: str, phase: str) -> RuleSet:
        """The definitions and checks of a scope in a phase."""
        key = (scope, phase)
        found = self._sets.get(key)
        if found is None:
            own = self.book.of_scope(scope)
            checks = [c for c in own.checks if phase in c.phases]
            found = RuleSet(own.definitions, checks, engine=self.engine)
            self._sets[key] = found
        return found

    def matrix(self, kind: PaperKind) -> Matrix | None:
        """The lines of the matrix for one kind of paper; ``None`` if there
        are none.
        """
        if kind not in self.elements.of_paper:
            return None
        found = self._matrices.get(kind)
        if found is None:
            checks = [
                check
                for check in self.elements.checks
                if self.elements.by_key[check.code].paper is kind
            ]
            rules = RuleSet((), checks, engine=self.engine)
            rows = tuple(
                self.elements.by_key[outcome.code]
                for outcome in rules.run({}).outcomes
            )
            found = self._matrices[kind] = Matrix(rules=rules, rows=rows)
        return found

    def cite(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Citations with law ids; a text that cannot be read stays."""
        found = self._cited.get(citations)
        if found is None:
            listed: list[Citation] = []
            for citation in citations:
                try:
                    listed.extend(resolve([citation], self.names))
                except CitationError:
                    listed.append(citation)
            found = self._cited[citations] = tuple(listed)
        return found

    def requirement(
        self,
        row: ElementRow,
        applies: bool | None,
        met: bool | None,
        pointer: str,
        settle: tuple[str, ...],
    ) -> Requirement:
        """A requirement of a line of the matrix; equal ones are shared."""
        key = (row.number, applies, met, pointer, settle)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = Requirement(
                code=row.code,
                paper=row.paper.value,
                part=row.part.id,
                element=row.element,
                duty=row.duty,
                applies=applies,
                met=met,
                pointer=pointer,
                citation=self.cite(row.citation),
                label={"zh": row.part.zh, "en": row.part.en},
                settle=settle,
            )
        return found


def rule_files(root: Path) -> list[Path]:
    """The files of definitions and checks below a rules folder."""
    requirements = sorted((root / "requirements").glob("*.yaml"))
    return [
        *(path for path in requirements if path.name != "parts.yaml"),
        root / "checks",
    ]


def scope_faults(book: RuleBook, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Facts that a rule asks for and cannot see from its scope: a check of
    the case cannot ask about "the" party.
    """
    for definition in book.definitions:
        for way in definition.any:
            yield from out_of_scope(
                way.when.facts, definition.scope, way.place, vocabulary
            )
    for check in book.checks:
        texts = (*check.message.values(), *check.mend.values())
        said = {name for text in texts for name in placeholders(text)}
        yield from out_of_scope(
            check.facts | said, check.scope, check.place, vocabulary
        )


def _not_applicable(view: FactView) -> Reading:
    return Reading("not-applicable", None, view.pointer)
