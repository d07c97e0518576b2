"""The rules over a case: requirements, findings, trace.

Parties come first, then violations, papers and the case: what is concluded
of a party is asked about by papers, and the case looks at all of them.
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
from penaltykit.assessment._findings import Mask, Wording, placeholders
from penaltykit.assessment._lazy import Lazy
from penaltykit.assessment._papers import PAPERS, is_due
from penaltykit.assessment._parameters import Parameters
from penaltykit.assessment._provide import providers
from penaltykit.assessment._result import Finding, Requirement
from penaltykit.assessment._supplies import Supplies
from penaltykit.assessment._trace import trace
from penaltykit.case import Case, PaperKind
from penaltykit.citation import Citation, LawNames, resolve
from penaltykit.engine import CheckOutcome, Reading, RuleBook, RuleSet, Run
from penaltykit.engine import load_rules as load_book
from penaltykit.errors import CitationError, Fault, RuleError
from penaltykit.facts import CaseFacts, FactView, Vocabulary
from penaltykit.facts._views import Provider
from penaltykit.law import Registry
from penaltykit.penalty import PenaltyKind

_ADVICE = ("note", "house-standard")


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
            if len(self._kept) > _MOST_KEPT:
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


_MOST_KEPT = 20_000


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


@frozen(kw_only=True)
class Said:
    """What the rules say of a case.

    Args:
        requirements: paper by paper, in the order of the matrix.
        findings: heaviest first, then by code and pointer.
        trace: scope by scope: name -> rule -> evidence; worked out when
            first looked at.
    """

    requirements: tuple[Requirement, ...]
    findings: tuple[Finding, ...]
    trace: Lazy[Mapping[str, Any]]


def evaluate(
    rules: RuleDesk,
    facts: CaseFacts,
    mask: Mask | None = None,
) -> Said:
    """Run every rule over a case.

    Args:
        rules: to run.
        facts: of the case, with the results put into the views of its
            violations.
        mask: hides identity values in what is said.
    """
    job = _Job(rules, facts, mask)
    job.run()
    return Said(
        requirements=tuple(job.requirements),
        findings=_in_order(job.findings),
        trace=trace(tuple(job.runs), mask),
    )


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Each finding once, heaviest first, then by code and pointer."""
    found: dict[tuple[int, str, str], Finding] = {}
    for finding in findings:
        key = (finding.severity.rank, finding.code, finding.pointer)
        found.setdefault(key, finding)
    return tuple(found[key] for key in sorted(found))


class _Job:
    """The rules over one case."""

    def __init__(
        self, rules: RuleDesk, facts: CaseFacts, mask: Mask | None
    ) -> None:
        self.rules = rules
        self.facts = facts
        self.case: Case = facts.case_file
        self.phase = self.case.phase.value
        self.wording = Wording(
            rules.vocabulary, rules.parameters, rules.cite, mask
        )
        self.findings: list[Finding] = []
        self.requirements: list[Requirement] = []
        self.runs: list[tuple[FactView, Run]] = []
        # concluded fact of a party -> facts that would settle it
        self.open: dict[str, tuple[str, ...]] = {}

    def run(self) -> None:
        for index in range(len(self.case.parties)):
            self._scope("party", self.facts.party(index))
        for violation, party in self.facts.pairs():
            self._scope("violation", self.facts.violation(violation, party))
        for view, due in self._papers():
            self._paper(view, due=due)
        self._scope("case", self.facts.case())

    def _scope(self, scope: str, view: FactView) -> None:
        run = self.rules.rules(scope, self.phase).run(view.getter)
        self._conclude(view, run)
        self._checks(run, view)

    def _conclude(self, view: FactView, run: Run) -> None:
        """Let wider and narrower views see what was concluded."""
        readings = {}
        for name, value in run.conclusions.items():
            state, pointer = "known", view.pointer
            if value is None:
                state = "unknown"
                settle = tuple(
                    dict.fromkeys(
                        item.fact
                        for item in run.why(name)
                        if item.result is None and item.state == "unknown"
                    )
                )
                self.open[name] = settle
                if settle:
                    pointer = view[settle[0]].pointer
            readings[name] = Reading(state, value, pointer)
        if readings:
            view.put(readings)
        self.runs.append((view, run))

    def _checks(self, run: Run, view: FactView) -> None:
        for outcome in run.raised:
            finding = self._finding(outcome, view)
            if finding is not None:
                self.findings.append(finding)

    def _finding(
        self, outcome: CheckOutcome, view: FactView
    ) -> Finding | None:
        if outcome.violated:
            return self.wording.violated(outcome, view)
        check = outcome.check
        if not outcome.confirmed or (check.severity, check.duty) == _ADVICE:
            return None
        return self.wording.undetermined(
            outcome, view, self._settle(outcome.settle, view)
        )

    def _settle(
        self, names: tuple[str, ...], view: FactView
    ) -> tuple[str, ...]:
        """Facts of the case that would settle an outcome: what stands for
        others (results, what parties of a paper have in common) is replaced
        by those."""
        found: dict[str, None] = {}
        for name in names:
            if name == "result.settled":
                listed = view["result.settle"].value
                more = str(listed).split() if listed else [name]
                found.update(dict.fromkeys(more))
                continue
            entry = self.rules.vocabulary.entry(name)
            inner = entry.argument if entry.derive == "any_party" else None
            more = list(self.open.get(inner or name, ()))
            found.update(dict.fromkeys(more or [name]))
        return tuple(found)

    # --- papers -----------------------------------------------------------

    def _papers(self) -> Iterator[tuple[FactView, bool]]:
        """Every paper of the file, and those that the case needs besides;
        each with whether it is due already."""
        kinds = set()
        for index, paper in enumerate(self.case.papers):
            kinds.add(paper.kind)
            yield self.facts.paper(index), True
        if self._without_penalty(kinds):
            return
        for kind in PAPERS[self.case.procedure]:
            if kind not in kinds:
                yield self.facts.paper(None, kind), is_due(self.case, kind)

    def _without_penalty(self, kinds: set[PaperKind]) -> bool:
        """Whether the case ends without a penalty."""
        stated = [p for v in self.case.violations for p in v.penalties]
        return PaperKind.NO_PENALTY_DECISION in kinds or (
            bool(stated)
            and all(p.kind is PenaltyKind.NO_PENALTY for p in stated)
        )

    def _paper(self, view: FactView, *, due: bool) -> None:
        assert view.paper_kind is not None
        if view.paper is not None:
            self._scope("paper", view)
        found = self.rules.matrix(view.paper_kind)
        if found is None:
            return
        run = found.rules.run(view.getter)
        self.runs.append((view, run))
        verdicts = run.verdicts
        if None in verdicts:
            requirements, worst = self._lines(found, run, view, due=due)
            self.requirements += requirements
            for row, outcome in worst:
                if outcome.violated:
                    self.findings.append(self.wording.missing(row, view))
                elif row.severity != "note":
                    settle = self._settle(outcome.settle, view)
                    self.findings.append(
                        self.wording.open_part(row, view, settle)
                    )
            return
        # Nothing is open, so these say all that can be said.
        key = view.pointer, due, verdicts, run.duties(found.conditional)
        page = found.pages.get(key)
        if page is None:
            requirements, worst = self._lines(found, run, view, due=due)
            page = Page(
                requirements=requirements,
                missing=tuple(row for row, _ in worst),
            )
            if len(found.pages) >= _MOST_KEPT:
                found.pages.clear()
            found.pages[key] = page
        self.requirements += page.requirements
        for row in page.missing:
            self.findings.append(self.wording.missing(row, view))

    def _lines(
        self, matrix: Matrix, run: Run, view: FactView, *, due: bool
    ) -> tuple[tuple[Requirement, ...], list[tuple[ElementRow, CheckOutcome]]]:
        """The requirements of a paper, and for each part that it lacks, or
        may lack, the line that says most.
        """
        requirements = []
        worst: dict[str, tuple[ElementRow, CheckOutcome]] = {}
        for row, outcome in zip(matrix.rows, run.outcomes, strict=True):
            requirements.append(
                self._requirement(row, outcome, view, view.pointer)
            )
            if outcome.violated is False or not due or row.part.check:
                continue
            before = worst.get(row.part.id)
            if before is None or _heavier(row, outcome, *before):
                worst[row.part.id] = (row, outcome)
        return tuple(requirements), list(worst.values())

    def _requirement(
        self,
        row: ElementRow,
        outcome: CheckOutcome,
        view: FactView,
        pointer: str,
    ) -> Requirement:
        violated = outcome.violated
        settle: tuple[str, ...] = ()
        applies: bool | None = True
        if row.when is None or violated:
            # Violated is "applies and not met": no need to ask again.
            met = None if violated is None else not violated
        else:
            applies, met = outcome.applies, outcome.met
        if violated is None:
            settle = self._settle(outcome.settle, view)
        return self.rules.requirement(
            row, applies, met, pointer or row.part.pointer, settle
        )


_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def _heavier(
    row: ElementRow,
    outcome: CheckOutcome,
    other: ElementRow,
    known: CheckOutcome,
) -> bool:
    """Whether an outcome says more than another of the same part: what is
    certain before what is open, then the heavier duty."""
    one = (not outcome.violated, _WEIGHT[row.severity])
    return one < (not known.violated, _WEIGHT[other.severity])
