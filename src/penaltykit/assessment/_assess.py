"""The order of the work: facts, law, benchmark, result, rules, findings.

Only this module knows it. Nothing here decides anything by itself.
"""

import datetime as dt
from collections.abc import Callable

from penaltykit.agency import Level
from penaltykit.assessment._assessment import Assessment
from penaltykit.assessment._data import Data
from penaltykit.assessment._in_time import in_time
from penaltykit.assessment._judge import Desk, judge
from penaltykit.assessment._one_act import join_acts, unknown_acts
from penaltykit.assessment._requirements import evaluate
from penaltykit.assessment._result_facts import result_readings
from penaltykit.assessment._terms import terms
from penaltykit.assessment._totals import totals
from penaltykit.case import Case, EventKind, PaperKind
from penaltykit.errors import CaseError, Fault, Place, UnknownNameError
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
    faults = [
        *_unknown_names(case, data),
        *unknown_acts(case),
        *check_facts(case, data.vocabulary),
    ]
    if day is None:
        faults.append(Fault("no-date", Place(pointer="/events")))
    chain: tuple[str, ...] = ()
    if case.agency.region:
        try:
            regions = data.regions.chain(case.agency.region, day)
            chain = tuple(region.code for region in regions)
        except UnknownNameError:
            params = {"found": case.agency.region}
            place = Place(pointer="/agency/region")
            faults.append(Fault("unknown-region", place, params))
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
    desk = Desk(
        registry=data.registry,
        library=data.library,
        circumstances=data.circumstances,
        as_of=day,
        decided=decided,
        chain=chain,
        field=_field(facts),
        regions=data.regions,
        enforcer=_enforcer(case, data, day),
        why_not=why_not,
    )
    views = [facts.violation(*pair) for pair in facts.pairs()]
    joined = join_acts(case, [judge(desk, view) for view in views])
    results = joined.results
    for view, result in zip(views, results, strict=True):
        view.put(result_readings(result, view, data.registry))
    said = in_time(
        evaluate(data.rules, facts, _mask(case)),
        case,
        data.registry,
        decided or day,
    )
    return Assessment(
        case=case,
        as_of=day,
        results=results,
        totals=totals(case, results, joined.unfined, joined.open),
        findings=said.findings,
        requirements=said.requirements,
        terms=terms(
            case,
            data.rules.parameters,
            data.calendar,
            decided or day,
            data.rules.cite,
            facts,
            data.registry.names,
        ),
        trace=said.trace,
        sources=data.sources.used(results, _cited(case, data), data.library),
        engine=data.rules.rules("case", case.phase.value).engine,
        overlay=data.overlay,
        field=desk.field,
    )


def _mask(case: Case) -> Callable[[str], str]:
    """Hides identity values; what to hide is gathered for the first text,
    since most cases have nothing to say.
    """
    masker: Masker | None = None

    def mask(text: str) -> str:
        nonlocal masker
        if masker is None:
            masker = Masker(case)
        return masker.mask(text)

    return mask


def _cited(case: Case, data: Data) -> set[str]:
    """The laws that the case cites: the checks ask whether the cited places
    exist.
    """
    found = set()
    for violation in case.violations:
        for citation in (*violation.breached, *violation.penalising):
            found.add(citation.law)
    for paper in case.papers:
        found.update(citation.law for citation in paper.provisions)
    laws = (data.registry.by_name(name) for name in found if name)
    return {law.id for law in laws if law is not None}


def _field(facts: CaseFacts) -> str | None:
    """The field of the agency by its canonical name."""
    found = facts.case()["case.field"].value
    return None if found is None else str(found)


def _enforcer(case: Case, data: Data, day: dt.date) -> Level | None:
    """The level of the agency: as the file says, else that of its region."""
    agency = case.agency
    if agency.level in tuple(Level):
        return Level(agency.level)
    region = data.regions.of(agency.region, day) if agency.region else None
    return None if region is None else region.level


def _unknown_names(case: Case, data: Data) -> list[Fault]:
    """Items and circumstances that the data does not have."""
    faults = []
    for index, violation in enumerate(case.violations):
        where = f"/violations/{index}"
        if data.registry.item(violation.item) is None:
            items = {item.id for item in data.registry.items()}
            faults.append(
                _unknown("item", violation.item, f"{where}/item", items)
            )
        for number, claim in enumerate(violation.circumstances):
            if claim.circumstance not in data.circumstances:
                faults.append(
                    _unknown(
                        "circumstance",
                        claim.circumstance,
                        f"{where}/circumstances/{number}/circumstance",
                        set(data.circumstances),
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
