"""Facts of the term to decide (art. 60): days counted, days left out, and
what moves the last day.
"""

import datetime as dt
from collections.abc import Iterator

from penaltykit.case import EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, unknown
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import CaseFacts, FactView


@derives(Scope.CASE)
def days_to_decision(view: FactView) -> Reading:
    """Calendar days from filing to decision (art. 60).

    Left out are the days for which the case was suspended, and those from
    the request for a hearing to the hearing, which the rules of the fields
    do not count (程序规定 art. 64(2); 生态环境行政处罚办法 art. 57).
    """
    filed = view.facts.events(EventKind.FILED)
    decided, pointer = view.facts.decided
    if not filed or decided is None:
        return unknown("/events" if not filed else pointer)
    start = filed[0][1].date
    days = (decided - start).days
    for begin, end in left_out(view.facts):
        days -= max(0, (min(end, decided) - max(begin, start)).days)
    return known(days - _not_counted(view), pointer)


# Fields whose rules move a last day of rest on to the next working day for
# every term: 程序规定 art. 80, 公安程序规定 art. 35, 生态环境行政处罚办法
# art. 90. The Law has no such rule.
_MOVES_ON = ("market-regulation", "public-security", "ecology")


@derives(Scope.CASE)
def decided_after_rest(view: FactView) -> Reading:
    """Whether the term to decide ended on a day of rest and the decision
    came by the next working day, where the field's rule lets it move on.
    """
    days, limit = view["decision.days"], view["decision.days_limit"]
    decided, pointer = view.facts.decided
    if view["case.field"].value not in _MOVES_ON:
        return known(False, pointer)
    if days.state != "known" or limit.state != "known" or decided is None:
        return unknown(pointer)
    over = int(str(days.value)) - int(str(limit.value))
    if over <= 0:
        return known(False, pointer)
    day_before = decided - dt.timedelta(days=over + 1)
    last = view.facts.add_working_days(day_before, 1)
    return (
        unknown(pointer) if last is None else known(decided <= last, pointer)
    )


@derives(Scope.CASE)
def days_left_out(view: FactView) -> Reading:
    """Days that do not count towards the term to decide: suspended, for a
    hearing, and those that the file states (tests, announcements)."""
    spans = sum((end - begin).days for begin, end in left_out(view.facts))
    return known(spans + _not_counted(view), "/events")


# 程序规定 art. 64(2) and 生态环境行政处罚办法 art. 57 leave out tests,
# appraisals and announcements, 公安程序规定 art. 165(2) appraisals; the Law
# itself knows of none.
_LEAVE_OUT = ("market-regulation", "ecology", "public-security")


def _not_counted(view: FactView) -> int:
    """Days that the file states as not counted, where the field's rule lets
    them be left out."""
    stated = view["decision.days_excluded"]
    if stated.state != "known" or not stated.value:
        return 0
    if view["case.field"].value not in _LEAVE_OUT:
        return 0
    return int(str(stated.value))


def left_out(facts: CaseFacts) -> Iterator[tuple[dt.date, dt.date]]:
    """Spans that do not count towards the term to decide, in order and
    without overlaps: from the day on which it stops to that on which it goes
    on.
    """
    spans = []
    for begin, end in (
        (EventKind.SUSPENDED, EventKind.RESUMED),
        (EventKind.HEARING_REQUESTED, EventKind.HEARING_HELD),
    ):
        ends = [event.date for _, event in facts.events(end)]
        for _, event in facts.events(begin):
            after = [date for date in ends if date >= event.date]
            if after:
                spans.append((event.date, min(after)))
    last = dt.date.min
    for first, end_date in sorted(spans):
        if end_date > last:
            yield max(first, last), end_date
            last = end_date


@derives(Scope.CASE)
def extension_covers(view: FactView) -> Reading:
    """Whether an approved extension reaches to the decision; an extension
    without its last day leaves it open."""
    found = view.facts.events(EventKind.EXTENDED)
    if not found:
        return known(False, "/events")
    index, event = found[-1]
    pointer = f"/events/{index}/until"
    decided, _ = view.facts.decided
    if event.until is None or decided is None:
        return unknown(pointer)
    return known(event.until >= decided, pointer)
