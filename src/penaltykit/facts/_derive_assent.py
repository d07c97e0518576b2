"""What the heads said together: that they agreed, after the hearing, and to
what (行政处罚法 arts. 57(2), 65; 市场监督管理行政处罚程序规定 art. 64(1))."""

from penaltykit.case import Event, EventKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._views import FactView

# Not to agree with what the party asks for is not to refuse the penalty.
_ANSWERS_PARTY = Pattern(
    r"不(?:予)?(?:同意|采纳|支持|接受)[^，。；;]{0,24}"
    r"(?:申辩|陈述|意见|从轻|减轻|免除|免予|免于|申请|请求|要求|延期|异议|辩解|"
    r"不予处罚)"
)
_REFUSED = Pattern(
    r"不同意|不予(?:行政)?处罚|不(?:作|给予|作出|进行|实施)(?:行政)?处罚|不通过|"
    r"未通过|未获通过|没有通过|不予通过|否决|退回|撤销(?:案件|立案|本案)|"
    r"重新调查|补充调查|继续调查|暂缓|缓议|再议|择期"
)
_AGREED = Pattern(
    r"(?<!不)同意(?!不予|不作|不给|不处|撤销|补充|退回|重新|暂缓|免)|"
    r"(?<![不未])(?<!没有)通过|罚款|没收|吊销|拘留|"
    r"(?<!不)给予[^，。；;不]{0,12}处罚|(?<!不)处以"
)
# What is refused (不同意罚款4000元), so that the rest may say the contrary.
_NOT = Pattern(
    r"(?:同意|通过|决定)?(?:不同意|不予|不作|不给予|不进行|不实施)[^，。；;]*|"
    r"(?:未|没有|不予|不)(?:获)?通过[^，。；;]*"
)
_LONGER = Pattern(r"延期|延长|展期|办案期限|继续办理")
_SEVERAL = 2
_LONGEST = 10_000  # no minutes that a file quotes come near it

Placed = tuple[int, Event]


def _words(event: Event) -> str:
    return f"{event.outcome or ''}。{event.text or ''}"[:_LONGEST]


def _discussions(view: FactView) -> list[Placed]:
    """Discussions by the day of the decision, the earliest first."""
    decided, _ = view.facts.decided
    found = view.facts.events(EventKind.COLLECTIVE_DISCUSSION)
    return [one for one in found if decided is None or one[1].date <= decided]


@derives(Scope.CASE)
def discussion_assents(view: FactView) -> Reading:
    """Whether the last discussion of the heads does not refuse the penalty,
    by its recorded words; without words there is nothing to compare, and
    words that say both are left to people."""
    found = _discussions(view)
    if not found:
        return not_applicable("/events")
    index, event = found[-1]
    pointer = f"/events/{index}/outcome"
    words = _ANSWERS_PARTY.sub("", _words(event))
    if _REFUSED.search(words) is None:
        return known(True, pointer)
    if _AGREED.search(_NOT.sub("", words)) is not None:
        return not_applicable(pointer)
    return known(False, pointer)


@derives(Scope.CASE)
def extension_discussed(view: FactView) -> Reading:
    """Whether the heads together granted an extension: it names two of them,
    or says so, or a discussion of that day or about the term is on file. One
    of the penalty alone is none of the extension."""
    extended = view.facts.events(EventKind.EXTENDED)
    if not extended:
        return not_applicable("/events")
    index, event = extended[-1]
    if len(set(event.by)) >= _SEVERAL or "集体" in _words(event):
        return known(True, f"/events/{index}/by")
    for place, talk in _discussions(view):
        about = _LONGER.search(_words(talk)) is not None
        if talk.date == event.date or (about and talk.date <= event.date):
            return known(True, f"/events/{place}")
    return known(False, f"/events/{index}")
