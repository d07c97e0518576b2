"""The order of the work: facts, law, benchmark, result, rules, findings.

Only this module knows it. Nothing here decides anything by itself.
"""

import datetime as dt

from penaltykit.assessment._assessment import Assessment
from penaltykit.assessment._data import Data
from penaltykit.assessment._judge import Desk, judge
from penaltykit.assessment._requirements import evaluate
from penaltykit.assessment._result_facts import result_readings
from penaltykit.assessment._terms import terms
from penaltykit.assessment._totals import totals
from penaltykit.case import Case, EventKind, PaperKind
from penaltykit.errors import CaseError, Fault, Place
from penaltykit.facts import CaseFacts, check_facts
from penaltykit.privacy import Masker

_DECISIONS = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)


def decision_day(case: Case) -> dt.date | None:
    """The day of the decision: the event, else the date of the paper."""
    for event in case.events:
        if event.kind is EventKind.DECIDED:
            return event.date
    for paper in case.papers:
        if paper.kind in _DECISIONS and paper.date is not None:
            return paper.date
    return None


def default_as_of(case: Case) -> dt.date | None:
    """The day for which a case is judged unless the caller names one: the
    latest day that the file itself records. No clock is read.
    """
    days = [event.date for event in case.events]
    days += [paper.date for paper in case.papers if paper.date]
    for violation in case.violations:
        days += [d for d in (violation.act.from_, violation.act.to) if d]
    return max(days, default=None)


def assess(
    case: Case,
    data: Data,
    as_of: dt.date | None = None,
    *,
    why_not: bool = False,
) -> Assessment:
    """Assess a case.

    Args:
        case: as loaded.
        data: laws, tables, rules.
        as_of: the day of the assessment; see :func:`default_as_of`.
        why_not: whether to say why each other row of a table was not chosen.

    Raises:
        CaseError: the case names items, facts or circumstances that do not
            exist, or no date at all stands in it and none was given.
    """
    day = as_of or default_as_of(case)
    faults = [*_unknown_names(case, data), *check_facts(case, data.vocabulary)]
    if day is None:
        faults.append(Fault("no-date", Place(pointer="/events")))
    if faults or day is None:
        raise CaseError(faults)
    decided = decision_day(case)
    facts = CaseFacts(
        case,
        data.vocabulary,
        parameters=data.rules.parameters.for_case(case, decided or day),
        providers=data.rules.providers(data.registry),
        calendar=data.calendar,
        as_of=day,
    )
    region = case.agency.region
    desk = Desk(
        registry=data.registry,
        library=data.library,
        circumstances=data.rules.circumstances,
        as_of=day,
        decided=decided,
        chain=tuple(r.code for r in data.regions.chain(region, day))
        if region
        else (),
        field=_field(facts),
        why_not=why_not,
    )
    results = []
    for number, party in facts.pairs():
        view = facts.violation(number, party)
        result = judge(desk, view)
        view.put(result_readings(result, view, data.registry))
        results.append(result)
    masker = Masker(case)
    said = evaluate(data.rules, facts, masker.mask)
    return Assessment(
        case=case,
        as_of=day,
        results=tuple(results),
        totals=totals(case, results),
        findings=said.findings,
        requirements=said.requirements,
        terms=terms(
            case, data.rules.parameters, data.calendar, decided or day
        ),
        trace=said.trace,
        sources=data.sources.used(results, data.library),
        engine=data.rules.rules("case", case.phase.value).engine,
    )


def _field(facts: CaseFacts) -> str | None:
    """The field of the agency by its canonical name."""
    found = facts.case()["case.field"].value
    return None if found is None else str(found)


def _unknown_names(case: Case, data: Data) -> list[Fault]:
    """Items and circumstances that the data does not have."""
    items = {item.id for item in data.registry.items()}
    faults = []
    for index, violation in enumerate(case.violations):
        where = f"/violations/{index}"
        if violation.item not in items:
            faults.append(
                _unknown("item", violation.item, f"{where}/item", items)
            )
        for number, claim in enumerate(violation.circumstances):
            if claim.circumstance not in data.rules.circumstances:
                faults.append(
                    _unknown(
                        "circumstance",
                        claim.circumstance,
                        f"{where}/circumstances/{number}/circumstance",
                        set(data.rules.circumstances),
                    )
                )
    return faults


def _unknown(kind: str, name: str, where: str, known: set[str]) -> Fault:
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=3)
    return Fault(
        f"unknown-{kind}",
        Place(pointer=where),
        {"found": name, "nearest": near, "expected": sorted(known)},
    )
