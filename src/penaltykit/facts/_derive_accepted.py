"""A statement of the party that was accepted, and what came of it.

Whether it holds is for the agency to find; where it does, it is to be
accepted (行政处罚法 art. 45(1)). Accepted in whole, and nothing changed, and
no word of why: that is what is seen here.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from penaltykit.case import Event, EventKind, PaperKind, StatedPenalty
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._derive_notices import heavier, notices_to
from penaltykit.facts._derive_party import last_event, papers_to, party_of
from penaltykit.facts._derive_penalty import stated
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind

_ACCEPTED = Pattern(r"采纳|采信|成立|^accepted$")
# Not accepted, or not in whole.
_NOT_WHOLE = Pattern(
    r"[不未没]|部分|个别|其余|其他|除|拒|partly|(?:一|第[一二三四五])[项点条]"
)
# Why nothing changes although it was accepted.
_WHY = Pattern(
    r"考虑|不影响|不改变|不变|维持|仍|最低|下限|不足以|无关|不涉及|不再"
)
_DECISIONS = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)
_SPEAKS = Pattern(r"陈述|申辩|采纳")
_SENTENCE = Pattern(r"[。\n]")
# What a statement may ask for that is no lighter penalty.
_LIGHTER = Pattern(
    r"从轻|减轻|减免|减少|免除|免予|免于|不予处罚|不予行政处罚|不处罚|不罚|降低|"
    r"少罚|过重|过高|偏重|不成立|没有违法|未违法|不构成|初次|首次|撤销"
)
_OTHER = Pattern(r"更正|笔误|姓名|名称有误|地址|分期|延期|暂缓|送达|联系")
_SET_TO = Pattern(
    r"(?:降|减|调整|改|减少|降低|减轻)(?:罚款)?(?:至|为|到)(?:罚款|人民币)*"
    r"([0-9][0-9,，]*(?:\.[0-9]+)?)(万)?元"
)
_WAN = 10_000


def _accepted(view: FactView) -> tuple[int, Event] | None:
    """The last review before the decision, if it accepts what was stated."""
    found = last_event(view, EventKind.STATEMENT_REVIEWED)
    decided, _ = view.facts.decided
    if found is None or (decided is not None and found[1].date > decided):
        return None
    outcome = (found[1].outcome or "").strip()
    if not _ACCEPTED.search(outcome) or _NOT_WHOLE.search(outcome):
        return None
    return found


def _given(view: FactView) -> list[StatedPenalty]:
    """The penalties of the party, over all its violations."""
    return [
        penalty
        for number, who in view.facts.pairs()
        if who == view.party_index
        for _, penalty in stated(view.facts.violation(number, who))
        if penalty.kind.is_penalty
    ]


def _asked(view: FactView, reviewed: dt.date) -> tuple[dt.date, bool] | None:
    """When the party last stated something before the review, and whether
    it may have asked for a lighter penalty."""
    made = [
        event
        for _, event in view.facts.events(
            EventKind.STATEMENT_MADE, party_of(view).id
        )
        if event.date <= reviewed
    ]
    if not made:
        return None
    text = made[-1].text or ""
    lighter = _LIGHTER.search(text) is not None or not _OTHER.search(text)
    return made[-1].date, lighter


def _figure(text: str) -> Decimal | None:
    """To what the fine is said to be lowered, in yuan."""
    match = _SET_TO.search(text)
    if match is None:
        return None
    amount = Decimal(match[1].replace(",", "").replace("，", ""))
    return amount * _WAN if match[2] else amount


def _fines(given: list[StatedPenalty]) -> set[Decimal] | None:
    """Each fine, and their sum; ``None`` where an amount is open."""
    amounts = []
    for penalty in given:
        if penalty.kind is PenaltyKind.FINE:
            if penalty.amount is None:
                return None
            amounts.append(penalty.amount)
    return {*amounts, sum(amounts, Decimal(0))}


def _words(view: FactView, event: Event) -> Iterator[str]:
    """What the review says, and what the decision says of the statement."""
    yield event.outcome or ""
    yield event.text or ""
    for _, paper in papers_to(view, *_DECISIONS):
        for sentence in _SENTENCE.split(paper.text or ""):
            if _SPEAKS.search(sentence):
                yield sentence


@derives(Scope.PARTY)
def acceptance_shows(view: FactView) -> Reading:
    """Whether a statement that was accepted in whole left its mark: the
    penalty is another than was told before it, or the file says why it is
    not. Not applicable where none was, or nothing can be compared."""
    found = _accepted(view)
    asked = None if found is None else _asked(view, found[1].date)
    given = _given(view)
    if found is None or asked is None or not given or _changed(view):
        return not_applicable("/events")
    index, event = found
    pointer = f"/events/{index}/outcome"
    day, lighter = asked
    dated = [n for n in notices_to(view) if n.date and n.date <= day]
    before = [n for n in dated if n.date == dated[-1].date]
    if any(heavier(one.penalties, given) for one in before):
        # A heavier decision is told by itself, and worse.
        return not_applicable(pointer)
    said = _figure(f"{event.outcome or ''}。{event.text or ''}")
    fines = _fines(given)
    if said is not None and fines is not None and said not in fines:
        return known(False, pointer)
    if not before or not lighter:
        return not_applicable(pointer)
    same = any(_same(one.penalties, given) for one in before)
    if same and not any(_WHY.search(text) for text in _words(view, event)):
        return known(False, pointer)
    return known(True, pointer)


def _changed(view: FactView) -> bool:
    """Whether the decision was changed later: what stands is then no longer
    what answered the statement."""
    return any(
        event.kind in (EventKind.CHANGED, EventKind.ANNULLED)
        for event in view.case.events
    )


def _same(
    before: tuple[StatedPenalty, ...], after: list[StatedPenalty]
) -> bool:
    """Whether penalties are the same in kind and amount."""
    kinds = {penalty.kind for penalty in before if penalty.kind.is_penalty}
    return (
        kinds == {penalty.kind for penalty in after}
        and heavier(before, after) is False
        and heavier(after, before) is False
    )
