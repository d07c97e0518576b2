"""Reasons: whether they speak of this case, and name the benchmark.

A fixed sentence is found by what it lacks: no figure, no stage, no wording
of the act, of the circumstances found or of the evidence. One of them is
enough to pass: a false alarm is as bad as a miss.
"""

from collections.abc import Iterator

from penaltykit._pattern import Pattern
from penaltykit.case import EventKind, PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    speaks_of,
    truth,
    unknown,
)
from penaltykit.facts._derive_dates import act_end, figure
from penaltykit.facts._derive_party import party_of
from penaltykit.facts._entry import Scope
from penaltykit.facts._filled_in import without_filled_in
from penaltykit.facts._views import FactView
from penaltykit.period import add_months

_FIGURE = Pattern(
    r"[0-9０-９]|[一二两三四五六七八九十百千万半][个多余]?"
    r"(?:元|倍|成|次|日|天|月|年|小时|吨|公斤|千克|升|件|箱|袋|瓶|人|户|辆|"
    r"台|处|平方米|立方米)"
)
_HAN = Pattern(r"[\u4e00-\u9fff]+")
_RUN = 4
# Runs of every penalty case say nothing of this one.
_STOCK = (
    "综合考虑违法行为的事实、性质、情节以及社会危害程度，当事人违反了有关法律"
    "法规规章的规定，依照法律的规定，给予行政处罚，情节一般，情节较轻，情节轻微，"
    "情节严重，社会危害程度，危害后果轻微，没有造成危害后果，违法事实清楚证据确凿，"
    "积极配合调查，配合执法人员调查，及时改正违法行为，主动改正违法行为，初次违法，"
    "认错态度较好，符合裁量基准的规定，根据裁量基准，结合本案实际情况，"
    "本机关决定，本局决定，行政处罚自由裁量权，处罚与教育相结合，过罚相当原则"
)


def _runs(text: str) -> Iterator[str]:
    for piece in _HAN.findall(text):
        for at in range(len(piece) - _RUN + 1):
            yield piece[at : at + _RUN]


_STOCK_RUNS = frozenset(_runs(_STOCK))


def is_specific(reasons: str, about: str) -> bool:
    """Whether reasons hold a figure, or a run of four characters that the
    account of the case has too and that is no stock phrase.

    Args:
        reasons: for the discretion.
        about: act, circumstances, evidence and stage of the case.
    """
    if _FIGURE.search(reasons):
        return True
    mine = set(_runs(reasons)) - _STOCK_RUNS
    return not mine.isdisjoint(_runs(about))


@derives(Scope.VIOLATION)
def reasons_specific(view: FactView) -> Reading:
    """Whether the reasons for the discretion speak of this case."""
    assert view.violation is not None
    violation = view.violation
    pointer = f"{view.pointer}/discretion/reasons"
    discretion = violation.discretion
    if discretion is None or not discretion.reasons:
        return not_applicable(pointer)
    if discretion.stage and discretion.stage in discretion.reasons:
        return known(True, pointer)
    about = [violation.act.summary, violation.act.place or ""]
    about += [claim.reasons or "" for claim in violation.circumstances]
    about += [fact.grounds or "" for fact in violation.facts.values()]
    wanted = set(violation.evidence)
    about += [
        f"{item.name}，{item.proves or ''}"
        for item in view.case.evidence
        if item.id in wanted
    ]
    # what is decided, when and on whom is no reason for it
    reasons = without_filled_in(discretion.reasons, view.case, violation)
    return known(is_specific(reasons, "。".join(about)), pointer)


_BENCHMARK = Pattern(r"裁量(?:权)?(?:适用)?(?:基准|标准|规则|规定|细则|办法)")


@derives(Scope.VIOLATION)
def benchmark_named(view: FactView) -> Reading:
    """Whether the agency names the benchmark that it applied, or says that
    there is none."""
    assert view.violation is not None
    discretion = view.violation.discretion
    pointer = f"{view.pointer}/discretion"
    if discretion is None:
        return known(False, pointer)
    named = bool(discretion.table or discretion.stage) or (
        _BENCHMARK.search(discretion.reasons or "") is not None
    )
    return known(named, f"{pointer}/table")


_NO_BENCHMARK = Pattern(
    r"(?:没有|尚无|未制定|无|尚未制定)[^。；;]{0,16}裁量(?:权)?(?:基准|标准)"
)


@derives(Scope.VIOLATION)
def no_benchmark_told(view: FactView) -> Reading:
    """Whether the reasons say that no benchmark applies, and speak of this
    case: then there is nothing left to ask for."""
    assert view.violation is not None
    discretion = view.violation.discretion
    pointer = f"{view.pointer}/discretion/reasons"
    if discretion is None or not discretion.reasons:
        return known(False, pointer)
    told = (
        "裁量" in discretion.reasons
        and _NO_BENCHMARK.search(discretion.reasons) is not None
    )
    return known(told and reasons_specific(view).value is True, pointer)


# --- look-backs and terms that only a few checks ask for ---------------------


@derives(Scope.VIOLATION)
def fined_before(view: FactView) -> Reading:
    """Whether an earlier penalty of the party names the same item and an act
    on a day of this one (art. 29)."""
    assert view.violation is not None
    violation, party = view.violation, party_of(view).id
    first = violation.act.from_
    last = violation.act.to or first
    if first is None or last is None:
        return not_applicable("/earlier_penalties")
    for index, earlier in enumerate(view.case.earlier_penalties):
        if (
            earlier.item == violation.item
            and earlier.party in (None, party)
            and earlier.act is not None
            and first <= earlier.act <= last
        ):
            return known(True, f"/earlier_penalties/{index}")
    return known(False, "/earlier_penalties")


@derives(Scope.VIOLATION)
def limitation_months_end(view: FactView, parameter: str) -> Reading:
    """Last day on which an act may still be discovered, by a limitation in
    months."""
    assert view.violation is not None
    end, pointer = act_end(view.violation.act, view.pointer)
    months = figure(view, parameter)
    if months is None:
        return not_applicable(pointer)
    if end is None:
        return unknown(pointer)
    return known(add_months(end, months), pointer)


@derives(Scope.CASE)
def fact_stated_of_case(view: FactView, fact: str) -> Reading:
    """Whether the case file speaks of a fact of the case."""
    return known(speaks_of(view.case.facts, fact), f"/facts/{fact}")


@derives(Scope.CASE)
def reported_in_time(view: FactView) -> Reading:
    """Whether a decision on the spot was reported within the working days
    of its field; not applicable where none is given or nothing reported."""
    found = view.facts.events(EventKind.REPORTED)
    days = figure(view, "reporting.working-days")
    decided, where = view.facts.decided
    if not found or days is None:
        return not_applicable("/events")
    if decided is None:
        return unknown(where)
    index, event = found[0]
    pointer = f"/events/{index}/date"
    return truth(
        view.facts.within_working_days(decided, days, event.date), pointer
    )


_FINAL = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)


@derives(Scope.PAPER)
def only_clerical(view: FactView) -> Reading:
    """Whether a clerical correction prints the penalties of the decision
    that it corrects; one that lists none cannot be compared."""
    paper = view.paper
    pointer = f"{view.pointer}/penalties"
    if (
        paper is None
        or paper.kind is not PaperKind.CLERICAL_CORRECTION
        or not paper.penalties
    ):
        return not_applicable(pointer)
    for other in view.case.papers:
        if other.kind in _FINAL and other.penalties:
            mine = sorted((p.kind, p.amount or 0) for p in paper.penalties)
            theirs = sorted((p.kind, p.amount or 0) for p in other.penalties)
            return known(mine == theirs, pointer)
    return not_applicable(pointer)
