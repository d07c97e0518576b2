"""Prior notices in their order: none is heavier for the party's having
answered the one before (art. 45(2))."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import frozen

from penaltykit.case import EventKind, PaperKind, StatedPenalty
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    unknown,
)
from penaltykit.facts._derive_party import papers_to, party_of
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind

# What takes the place of a heavier kind of the same family is lighter.
_FAMILIES: Sequence[Sequence[PenaltyKind]] = (
    (
        PenaltyKind.SUSPEND_PERMIT,
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_PERMIT,
    ),
    (
        PenaltyKind.RESTRICT_BUSINESS,
        PenaltyKind.SUSPEND_BUSINESS,
        PenaltyKind.SHUT_DOWN,
    ),
)
# The lightest kinds of art. 9: anything told before covers them.
_LIGHTEST = (PenaltyKind.WARNING, PenaltyKind.CRITICISM)
_NOTICES = (PaperKind.PRIOR_NOTICE, PaperKind.HEARING_NOTICE)
_SERVED = (EventKind.PRIOR_NOTICE_SERVED, EventKind.HEARING_NOTICE_SERVED)
_WEIGHED = "notice.not_heavier"
_NEW = "notice.new_facts"
_NEW_ON = "notice.new_facts_on"


@frozen
class _Notice:
    """A prior notice with what it proposes for one party.

    Attributes:
        date: on which the party got it, else its own; ``None`` where the
            file has neither.
        written: its own date, else the same.
        time: at which the party got it, where the file says.
    """

    index: int
    date: dt.date | None
    written: dt.date | None
    time: dt.time | None
    penalties: tuple[StatedPenalty, ...]

    @property
    def pointer(self) -> str:
        return f"/papers/{self.index}/penalties"


def notices_to(view: FactView) -> list[_Notice]:
    """The notices to the party before the decision that print penalties, of
    a hearing too, in order of date; those without a date stand at the end.
    """
    party = party_of(view).id
    served = {
        event.paper: event
        for kind in _SERVED
        for _, event in view.facts.events(kind, party)
        if event.paper
    }
    decided, _ = view.facts.decided
    found = []
    for index, paper in papers_to(view, *_NOTICES):
        penalties = tuple(
            penalty
            for penalty in paper.penalties
            if penalty.party in (None, party)
        )
        if paper.penalties:
            event = served.get(paper.number or "")
            date = paper.date if event is None else event.date
            time = paper.time if event is None else event.time
            written = paper.date or date
            if date and decided and date > decided:
                continue  # it belongs to whatever comes after
            found.append(_Notice(index, date, written, time, penalties))
    return sorted(found, key=lambda one: one.date or dt.date.max)


_Defence = tuple[dt.date, dt.time | None]


def _defences(view: FactView) -> list[_Defence]:
    """When the party answered, the earliest first; in cases of market
    regulation asking for a hearing is protected too (程序规定 art. 58)."""
    kinds = [EventKind.STATEMENT_MADE, EventKind.HEARING_HELD]
    if view["case.field"].value == "market-regulation":
        kinds.append(EventKind.HEARING_REQUESTED)
    party = party_of(view).id
    found = [
        (event.date, event.time)
        for kind in kinds
        for _, event in view.facts.events(kind, party)
    ]
    return sorted(found, key=lambda one: (one[0], one[1] or dt.time.min))


def _answered_before(defence: _Defence, notice: _Notice) -> bool | None:
    """Whether a defence came before a notice was made; ``None`` where both
    bear one day and no times that part them."""
    assert notice.written is not None
    day, time = defence
    if day != notice.written:
        return day < notice.written
    if time is None or notice.time is None or notice.date != day:
        return None
    return time < notice.time


@frozen
class _Step:
    """A notice after a defence, and the last one before it.

    Attributes:
        open_at: where it would have to stand whether it is heavier, or
            whether it came after the defence at all.
    """

    notice: _Notice
    measure: _Notice
    defence: dt.date
    heavier: bool | None
    open_at: str


def _steps(view: FactView) -> list[_Step] | None:
    """Each notice after a defence with the one that it is measured by;
    ``None`` where a missing date leaves the order open."""
    notices = notices_to(view)
    days = _defences(view)
    if len(notices) < 2 or not days:  # noqa: PLR2004 nothing to compare
        return []
    if any(notice.date is None for notice in notices):
        return None
    found = []
    for position, notice in enumerate(notices):
        for defence in reversed(days):
            after = _answered_before(defence, notice)
            earlier = [
                one
                for one in notices[:position]
                if one.date is not None and one.date <= defence[0]
            ]
            if after is False or not earlier:
                continue
            more = _above(earlier, notice)
            open_at = f"/facts/{_WEIGHED}"
            if more and after is None:
                more, open_at = None, f"/papers/{notice.index}/time"
            step = _Step(notice, earlier[-1], defence[0], more, open_at)
            found.append(step)
            break
    return found


def _above(earlier: Sequence[_Notice], notice: _Notice) -> bool | None:
    """Whether a notice weighs more than all of the last day before it: a
    notice of the hearing may print a part of what the other one does."""
    last = earlier[-1].date
    answers = [
        heavier(one.penalties, notice.penalties)
        for one in earlier
        if one.date == last
    ]
    if False in answers:
        return False
    return None if None in answers else True


def heavier(
    before: Iterable[StatedPenalty], after: Iterable[StatedPenalty]
) -> bool | None:
    """Whether penalties weigh more than others, kind by kind; ``None`` where
    that is for people to weigh: one part fell and another rose, or an amount
    is open. A warning or criticism weighs only where nothing stood before.
    """
    old, new = _amounts(before), _amounts(after)
    if not old:
        return bool(new)
    dropped = [k for k in old if k not in new and k not in _LIGHTEST]
    more, less, open_ = False, bool(dropped), False
    for kind, amount in new.items():
        if kind in _LIGHTEST:
            continue
        if kind not in old:
            more = more or not _covered(kind, dropped)
            continue
        difference = _difference(old[kind], amount)
        if difference is None:
            open_ = True
        else:
            more, less = more or difference > 0, less or difference < 0
    if not more:
        return None if open_ else False
    return None if less else True


def _covered(kind: PenaltyKind, dropped: Sequence[PenaltyKind]) -> bool:
    """Whether a kind only takes the place of a heavier one."""
    for family in _FAMILIES:
        if kind in family:
            rank = family.index(kind)
            return any(
                one in family and family.index(one) > rank for one in dropped
            )
    return False


@frozen
class _Amount:
    """What is proposed of one kind; ``None`` where an amount is open."""

    sum: Decimal | None
    units: frozenset[str | None]


def _amounts(
    penalties: Iterable[StatedPenalty],
) -> dict[PenaltyKind, _Amount]:
    found: dict[PenaltyKind, _Amount] = {}
    for penalty in penalties:
        if not penalty.kind.is_penalty:
            continue
        before = found.get(penalty.kind)
        amount = penalty.amount
        # Money without a unit is yuan.
        units = frozenset({None if penalty.unit == "yuan" else penalty.unit})
        if before is not None:
            units |= before.units
            amount = (
                None
                if amount is None or before.sum is None
                else amount + before.sum
            )
        found[penalty.kind] = _Amount(amount, units)
    return found


def _difference(old: _Amount, new: _Amount) -> Decimal | None:
    """By how much an amount grew; none where neither side has one, ``None``
    where they cannot be compared."""
    if old.sum is None and new.sum is None:
        return Decimal(0)
    if old.sum is None or new.sum is None or old.units != new.units:
        return None
    return new.sum - old.sum


@derives(Scope.PARTY)
def notices_heavier(view: FactView) -> Reading:
    """Whether a prior notice after a defence proposes more than the last
    one before it (art. 45(2)); what only people can weigh is as they
    attest. Not applicable without two notices and a defence between."""
    steps = _steps(view)
    if steps is None:
        dateless = next(n for n in notices_to(view) if n.date is None)
        return unknown(f"/papers/{dateless.index}/date")
    if not steps:
        return not_applicable("/papers")
    for step in steps:
        if step.heavier:
            return known(True, step.notice.pointer)
    for step in steps:
        if step.heavier is None:
            weighed = view[_WEIGHED]
            if weighed.state != "known" or weighed.pointer != step.open_at:
                return unknown(step.open_at)
            return known(weighed.value is not True, step.notice.pointer)
    return known(False, steps[-1].notice.pointer)


@derives(Scope.PARTY)
def notice_measure(view: FactView) -> Reading:
    """Number of the notice by which a heavier later one is measured."""
    for step in _steps(view) or ():
        if step.heavier is not False:
            number = view.case.papers[step.measure.index].number
            pointer = f"/papers/{step.measure.index}/number"
            return known(number, pointer) if number else unknown(pointer)
    return not_applicable("/papers")


@derives(Scope.PARTY)
def new_facts_hold(view: FactView) -> Reading:
    """Whether the file says which new facts were found after the defence
    and before each heavier notice: attested, dated, with evidence that was
    not there before. They are an exception to art. 45(2), which the agency
    has to show: a silent file shows none."""
    pointer = f"/facts/{_NEW}"
    fact, found = view.case.facts.get(_NEW), view[_NEW_ON]
    if fact is None or view[_NEW].value is not True:
        return known(False, pointer)
    if not fact.evidence:
        return known(False, f"{pointer}/evidence")
    if found.state != "known":
        return known(False, f"/facts/{_NEW_ON}")
    assert isinstance(found.value, dt.date)
    for step in _steps(view) or ():
        if step.heavier is not False:
            wrong = _not_new(view, step, found.value, fact.evidence)
            if wrong is not None:
                return known(False, wrong)
    return known(True, pointer)


def _not_new(
    view: FactView, step: _Step, day: dt.date, evidence: Sequence[str]
) -> str | None:
    """Where it stands that facts do not carry a step: found before the
    defence or after the notice, or by evidence from before the defence."""
    assert step.notice.date is not None
    if not step.defence <= day <= step.notice.date:
        return f"/facts/{_NEW_ON}"
    for index, item in enumerate(view.case.evidence):
        if item.id not in evidence or item.collected is None:
            continue
        if item.collected < step.defence:
            return f"/evidence/{index}/collected"
    return None
