"""The rules over a case: requirements, findings, trace.

Parties come first, then violations, papers and the case: what is concluded
of a party is asked about by papers, and the case looks at all of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from penaltykit.assessment._echoes import without_echoes
from penaltykit.assessment._elements import ElementRow
from penaltykit.assessment._findings import Mask, Wording
from penaltykit.assessment._lazy import Lazy
from penaltykit.assessment._papers import PAPERS, is_due
from penaltykit.assessment._result import Finding, Requirement
from penaltykit.assessment._rule_desk import (
    MOST_KEPT,
    Matrix,
    Page,
    RuleDesk,
)
from penaltykit.assessment._trace import trace
from penaltykit.case import (
    Case,
    EventKind,
    PaperKind,
    Phase,
    ended_parties,
    standing,
)
from penaltykit.engine import CheckOutcome, Reading, Run
from penaltykit.facts import CaseFacts, FactView
from penaltykit.penalty import PenaltyKind

_ADVICE = ("note", "house-standard")
_TELLINGS = (EventKind.PRIOR_NOTICE_SERVED, EventKind.HEARING_NOTICE_SERVED)


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
        findings=_in_order(without_echoes(job.findings)),
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
        self.ended = ended_parties(self.case)
        self.phase = standing(self.case).value
        self.wording = Wording(
            rules.vocabulary, rules.parameters, rules.cite, mask
        )
        self.findings: list[Finding] = []
        self.requirements: list[Requirement] = []
        self.runs: list[tuple[FactView, Run]] = []
        # concluded fact of a party -> facts that would settle it
        self.open: dict[str, tuple[str, ...]] = {}

    def run(self) -> None:
        for index, who in enumerate(self.case.parties):
            self._scope("party", self.facts.party(index), who.id)
        for violation, party in self.facts.pairs():
            who = self.case.parties[party]
            view = self.facts.violation(violation, party)
            self._scope("violation", view, who.id)
        for view, due in self._papers():
            self._paper(view, due=due)
        self._scope("case", self.facts.case())

    def _scope(
        self, scope: str, view: FactView, party: str | None = None
    ) -> None:
        """The rules of a scope; of a violation nothing is asked any more
        where the case ended for the party without a decision."""
        phase = self.phase
        ended = party is not None and party in self.ended
        if ended:
            phase = standing(self.case, party).value
        run = self.rules.rules(scope, phase).run(view.getter)
        self._conclude(view, run)
        if not (ended and scope == "violation"):
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
                due = is_due(self.case, kind) and not self._untold(kind, kinds)
                yield self.facts.paper(None, kind), due

    def _untold(self, kind: PaperKind, kinds: set[PaperKind]) -> bool:
        """Whether a case was decided without any notice: that has a check
        of its own, and of a paper that never was nothing more is missed."""
        return (
            kind is PaperKind.PRIOR_NOTICE
            and standing(self.case).reached(Phase.DECIDED)
            and PaperKind.HEARING_NOTICE not in kinds
            and not any(event.kind in _TELLINGS for event in self.case.events)
        )

    def _without_penalty(self, kinds: set[PaperKind]) -> bool:
        """Whether the case ends without a penalty, or ended early."""
        if len(self.ended) == len(self.case.parties):
            return True
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
            if len(found.pages) >= MOST_KEPT:
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
