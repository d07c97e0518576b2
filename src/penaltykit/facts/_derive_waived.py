"""Waivers and statements of the party, against the notice that they answer.

Nobody can waive, or answer, what it was not yet told (行政处罚法 arts. 44,
62): a waiver or statement before the notice settles nothing. A waiver must be
clear: words that say so, or, where a rule takes silence for one
(市场监督管理行政处罚程序规定 art. 57(2)), silence to the end of the term.
"""

import datetime as dt

from attrs import frozen

from penaltykit.case import Event, EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    truth,
    unknown,
)
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_party import (
    last_event,
    last_notice,
    paper_offers,
    party_of,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._views import FactView

# The Law itself takes staying away, or leaving, for a waiver (art. 64(6)).
_AWAY = Pattern(r"拒不出席|不出席|未出席|不到场|未到场|缺席|中途退出|擅自退出")
_NOT_WAIVED = Pattern(r"(?:不|未|没有|并未|拒绝)\s*放弃")
_SAYS_SO = Pattern(
    r"(?<!视为)(?<!视同)(?<!作为)放弃|撤回|撤销[^，。；]{0,6}(?:申请|要求)|"
    r"(?:不|不再|无需|不需要|不用|不想|无意)\s*"
    r"(?:提出|进行|作|做|要求|申请|行使|参加|参与|来|组织|举行|需要)*\s*"
    r"(?:任何)?(?:陈述|申辩|听证|异议|意见)|"
    r"(?:没有|无|并无)\s*(?:任何|其他|其它|别的|不同)?(?:的)?\s*"
    r"(?:陈述|申辩|异议|意见|听证要求|要求听证)|"
    r"(?<!不)(?:同意|接受|认可|服从)[^，。；]{0,12}(?:处罚|处理|决定)|认罚|"
    r"\bwaive|\bwithdr[ae]w"
)
_SILENT = Pattern(
    r"(?:未|没有|没)\s*(?:在[^，。；]{0,16})?(?:以[^，。；]{0,8})?"
    r"(?:明确)?(?:表示|发表|提出|提交|要求|申请|行使|作出|进行|陈述|申辩|答复|"
    r"回复|回应|反馈)|逾期|期满|届满|到期|视为放弃|视同放弃"
)
_AGAINST = Pattern(
    r"不服|不放弃|未放弃|没有放弃|不同意|不认可|有异议|有意见|保留|"
    r"要求|请求|申请|希望|提出"
)

_LONGEST = 2000  # no record of a waiver comes near it

Placed = tuple[int, Event]


@frozen
class _Waiver:
    """What a waiver is worth.

    Attributes:
        index: place of the event.
        part: of the event that decides.
        holds: ``None`` where its words leave that to people.
    """

    index: int
    part: str
    holds: bool | None

    @property
    def pointer(self) -> str:
        return f"/events/{self.index}/{self.part}"


def _before(event: Event, told: Event) -> bool:
    """Whether something came before a notice; on one day the times tell,
    where both have one."""
    if event.date != told.date:
        return event.date < told.date
    return (
        event.time is not None
        and told.time is not None
        and event.time < told.time
    )


def _telling(view: FactView, kind: EventKind) -> Placed | None:
    """The service of the last notice that told the right: of a hearing by a
    notice of its own, unless the last prior notice told it too."""
    prior = last_event(view, EventKind.PRIOR_NOTICE_SERVED)
    hearing = last_event(view, EventKind.HEARING_NOTICE_SERVED)
    if prior is None or hearing is None:
        return prior or hearing
    if kind in (EventKind.STATEMENT_WAIVED, EventKind.STATEMENT_MADE):
        return prior
    notice = last_notice(view)
    offered = notice is not None and paper_offers(notice[1]) is True
    return prior if offered else hearing


_TERMS = {
    EventKind.STATEMENT_WAIVED: "party.statement_term_end",
    EventKind.HEARING_WAIVED: "party.hearing_term_end",
}


def _silence_end(view: FactView, kind: EventKind) -> dt.date | None:
    """The last day of a silence that waives: of the term, and where none is
    known of the days in which a hearing may be asked for."""
    end = view[_TERMS[kind]]
    if isinstance(end.value, dt.date):
        return end.value
    told = _telling(view, kind)
    days = figure(view, "hearing.request-days")
    if told is None or days is None:
        return None
    return view.facts.add_working_days(told[1].date, days)


def _words(event: Event) -> str:
    return f"{event.text or ''} {event.outcome or ''}".strip()[:_LONGEST]


def _clear(view: FactView, kind: EventKind, event: Event) -> bool | None:
    """Whether the words of a waiver say so, or tell of a silence to the end
    of the term; a waiver without any words stands as it is recorded."""
    words = _words(event)
    if not words or _AWAY.search(words):
        return True
    if not _NOT_WAIVED.search(words) and _SAYS_SO.search(words):
        return True
    if _SILENT.search(words):
        end = _silence_end(view, kind)
        return None if end is None else event.date >= end
    return False if _AGAINST.search(words) else None


def _waivers(view: FactView, kind: EventKind) -> list[_Waiver]:
    told = _telling(view, kind)
    decided, _ = view.facts.decided
    found = []
    for index, event in view.facts.events(kind, party_of(view).id):
        early = told is not None and _before(event, told[1])
        if early or (decided is not None and event.date > decided):
            found.append(_Waiver(index, "date", False))
            continue
        found.append(_Waiver(index, "text", _clear(view, kind, event)))
    return found


@derives(Scope.PARTY)
def waiver_holds(view: FactView, kind: str) -> Reading:
    """Whether the party clearly waived a right that it had been told of.
    A hearing asked for after the waiver leaves it open: whether the request
    was allowed is for the agency to say."""
    wanted = EventKind(kind)
    found = _waivers(view, wanted)
    if not found:
        return known(False, "/events")
    best = next((one for one in found if one.holds), None)
    if best is None:
        open_ = [one for one in found if one.holds is None]
        last = open_[-1] if open_ else found[-1]
        return truth(last.holds, last.pointer)
    if wanted is EventKind.HEARING_WAIVED:
        party = party_of(view).id
        asked = view.facts.events(EventKind.HEARING_REQUESTED, party)
        good = [view.case.events[one.index] for one in found if one.holds]
        if asked and all(_before(one, asked[-1][1]) for one in good):
            return unknown(best.pointer)
    return known(True, f"/events/{best.index}")


@derives(Scope.PARTY)
def waivers_after_notice(view: FactView) -> Reading:
    """Whether no waiver of the party is dated before the notice that told
    the right; not applicable without a waiver or the service of a notice."""
    seen = None
    for kind in _TERMS:
        told = _telling(view, kind)
        if told is None:
            continue
        for index, event in view.facts.events(kind, party_of(view).id):
            seen = f"/events/{index}/date"
            if _before(event, told[1]) and not _answers_earlier(view, event):
                return known(False, seen)
    return known(True, seen) if seen else not_applicable("/events")


def _answers_earlier(view: FactView, event: Event) -> bool:
    """Whether a waiver answers a notice that came before the last one."""
    return any(
        not _before(event, told)
        for kind in (
            EventKind.PRIOR_NOTICE_SERVED,
            EventKind.HEARING_NOTICE_SERVED,
        )
        for _, told in view.facts.events(kind, party_of(view).id)
    )


def _silent(event: Event) -> bool:
    return _SILENT.search(_words(event)) is not None


@derives(Scope.PARTY)
def waivers_recorded(view: FactView) -> Reading:
    """Whether every waiver of the party says how it was made, by a paper or
    in words that waive: art. 62 asks for a clear one. Silence is one only
    from the last day of the term on."""
    found = [
        (kind, index, event)
        for kind in _TERMS
        for index, event in view.facts.events(kind, party_of(view).id)
    ]
    if not found:
        return not_applicable("/events")
    for kind, index, event in found:
        pointer = f"/events/{index}/text"
        if not (event.text or event.paper or event.outcome):
            return known(False, pointer)
        clear = _clear(view, kind, event)
        if clear is False or (clear is None and not _silent(event)):
            return known(False, pointer)
    return known(True, f"/events/{found[0][1]}/text")


@derives(Scope.PARTY)
def statement_answered(view: FactView) -> Reading:
    """Whether the party answered the last notice by the day of the decision:
    what it said before the notice answers nothing that was told."""
    told = _telling(view, EventKind.STATEMENT_MADE)
    decided, _ = view.facts.decided
    for index, event in view.facts.events(
        EventKind.STATEMENT_MADE, party_of(view).id
    ):
        if told is not None and _before(event, told[1]):
            continue
        if decided is None or event.date <= decided:
            return known(True, f"/events/{index}")
    return known(False, "/events")


@derives(Scope.PARTY)
def statement_heard(view: FactView) -> Reading:
    """Whether the party answered the last notice, and the answer was
    reviewed by the day of the decision."""
    answered = view["party.statement_answered"]
    reviewed = view["party.statement_reviewed"]
    if answered.value is not True or reviewed.value is True:
        return answered
    return known(False, reviewed.pointer)


@derives(Scope.PARTY)
def past_longest_answer(view: FactView) -> Reading:
    """Whether the decision came after the days in which the Law lets a party
    answer a notice by asking for a hearing (art. 64(1)): who waited as long
    left time for a statement too. Not applicable without notice, decision or
    figure."""
    told = _telling(view, EventKind.STATEMENT_MADE)
    decided, pointer = view.facts.decided
    days = figure(view, "hearing.request-days")
    if told is None or decided is None or days is None:
        return not_applicable(pointer)
    within = view.facts.within_working_days(told[1].date, days, decided)
    return truth(None if within is None else not within, pointer)
