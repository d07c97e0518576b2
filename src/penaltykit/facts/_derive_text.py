"""What the wording of a paper gives away: names, dates, terms, amounts.

Each of these is silent (not applicable) where a paper's wording is not
recorded or does not speak of the matter.
"""

import datetime as dt

from penaltykit.case import EventKind, PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
)
from penaltykit.facts._derive_paper import addressed
from penaltykit.facts._entry import Scope
from penaltykit.facts._operative import RETOLD
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import (
    DATE,
    MASKS,
    TERM,
    date_in,
    half_width,
    number_year,
    numbers,
    plain_number,
)
from penaltykit.facts._views import FactView

SPOT = PaperKind.ON_THE_SPOT_DECISION
FINAL = (PaperKind.DECISION, SPOT)


def wording(view: FactView) -> str | None:
    """The whole text of a paper, if the file has it."""
    return None if view.paper is None else view.paper.text


def text_at(view: FactView) -> str:
    """Where it stands."""
    return f"{view.pointer}/text"


def agrees(view: FactView) -> Reading:
    """The wording speaks of the matter and is right."""
    return known(True, text_at(view))


def silent(view: FactView) -> Reading:
    """There is no wording, or it does not speak of the matter."""
    return not_applicable(text_at(view))


# --- who ---------------------------------------------------------------------

# Words of the law and of others stand in quotes; they address nobody.
_QUOTED = Pattern(r"[“‘「『][^”’」』]{0,200}[”’」』]|《[^》]{0,100}》")
_FORM = (
    r"(当事人|[你您]\s?[（(]单位[）)]|[你贵]"
    r"(?:单位|公司|店|厂|校|院|所|中心|合作社|企业|社)|[你您])"
)
# A paper may tell the facts of the party and then speak to it. Only where it
# lays something on the party or gives it something must the form be one.
_LAID = Pattern(
    rf"(?:决定对|给予|责令|限|告知){_FORM}|"
    rf"{_FORM}(?=[^，,。；;：:\n]{{0,4}}(?:应当|应于|可以|有权|必须|须|逾期|不服))"
)


@derives(Scope.PAPER)
def one_form_of_address(view: FactView) -> Reading:
    """Whether a paper speaks to the party, or of it, in one way where it
    decides, orders and tells rights. The account of the facts is free."""
    text = wording(view)
    if text is None:
        return silent(view)
    plain = _QUOTED.sub("", view.facts.plain(text).whole)
    forms = {m[1] or m[2] for m in _LAID.finditer(plain)}
    # The form that serves citizens and units stands for 你 alone as well.
    forms = {form[0] if "单位" in form[2:] else form for form in forms}
    return known(len(forms) == 1, text_at(view)) if forms else silent(view)


_USCC_IN_TEXT = Pattern(
    r"统一社会信用代码[^0-9A-Za-z*＊×。；\n]{0,8}(?P<code>[0-9A-Za-z*＊×]{8,24})"
)
_ID_IN_TEXT = Pattern(
    r"(?:公民身份号码|身份证(?:件)?号码?)[^0-9A-Za-z*＊×。；\n]{0,6}"
    r"(?P<code>[0-9Xx*＊×]{8,24})"
)
# Only the last sign of an identity number may be an X: more of them cover it.
_COVERED = Pattern(r"[Xx]{3}")
_OWN = 60  # signs in which the name stands whose code a bracket gives


def _is_of_other(view: FactView, plain: str, at: int) -> bool:
    """Whether a code in the account of a paper is that of somebody else (a
    supplier, a witness): no party is named close before it."""
    if "。" not in plain[:at]:
        return False  # the head of the paper
    begin = max(plain.rfind("。", 0, at), plain.rfind("\n", 0, at), at - _OWN)
    before = plain[begin + 1 : at]
    if not before.strip():
        return False  # a line of its own
    names = [party.name for party in view.case.parties]
    names += [view.case.agency.name, "当事人", "你单位", "你公司"]
    return not any(name in before for name in names)


@derives(Scope.PAPER)
def codes_agree(view: FactView) -> Reading:
    """Whether the codes and identity numbers that a paper prints of the
    parties are theirs; masked ones are passed over."""
    text = wording(view)
    if text is None:
        return silent(view)
    parties = view.case.parties
    listed = (
        (_USCC_IN_TEXT, {p.uscc for p in parties} | {view.case.agency.uscc}),
        (
            _ID_IN_TEXT,
            {p.id_number for p in parties}
            | {p.legal_representative_id for p in parties},
        ),
    )
    seen = None
    plain = view.facts.plain(text).whole
    for pattern, codes in listed:
        mine = {code.upper() for code in codes if code}
        for match in pattern.finditer(plain):
            code = match["code"].upper()
            if not mine or any(sign in MASKS for sign in code):
                continue
            if _COVERED.search(code):
                continue
            if code not in mine:
                if _is_of_other(view, plain, match.start()):
                    continue
                return known(False, text_at(view))
            seen = True
    return agrees(view) if seen else silent(view)


_OFFICERS_SIGN = (
    PaperKind.DECISION,
    PaperKind.ON_THE_SPOT_DECISION,
    PaperKind.PRIOR_NOTICE,
    PaperKind.CORRECTION_ORDER,
)


_LEAST = 2


@derives(Scope.PAPER)
def signed_by_own_officers(view: FactView) -> Reading:
    """Whether those who signed a paper are officers of the case. Where the
    file lists fewer than two, that is told by a check of its own."""
    paper, officers = view.paper, view.case.officers
    pointer = f"{view.pointer}/officers"
    if (
        paper is None
        or paper.kind not in _OFFICERS_SIGN
        or not paper.officers
        or len(officers) < _LEAST
    ):
        return not_applicable(pointer)
    names = {officer.name for officer in officers}
    for index, name in enumerate(paper.officers):
        if name not in names:
            return known(False, f"{pointer}/{index}")
    return known(True, pointer)


# --- when --------------------------------------------------------------------

_FOOT = 12  # lines from the end
_LONGEST = 60
_DASHED = Pattern(
    r"(?P<year>20[0-9]{2})\s*[-./]\s*(?P<month>[0-9]{1,2})\s*[-./]\s*"
    r"(?P<day>[0-9]{1,2})"
)
_SEAL = Pattern(r"[\s（(）)印章盖公]*")
# What may stand before the date on its line: who signs, or its name.
_SIGNED = Pattern(
    r"(?:[^:：，,。；;]{0,50}[局厅委队会府所院署站章部）)]\s*|"
    r"\s*(?:落款|作出|决定)?日\s*期\s*[:：]\s*|\s*)"
)
# A day below the name of who received the paper is that of the receipt.
_RECEIVED = Pattern(r"签收|收到|送达|代收|见证|当事人\s*(?:[（(]?签|[:：])")


def _foot_date(text: str) -> dt.date | None:
    """The date at the foot of a text: the last that ends a line of its own
    or of who signs. What comes after it (copies, receipt) is passed over."""
    lines = [line for line in text.split("\n") if line.strip()][-_FOOT:]
    for at in range(len(lines) - 1, -1, -1):
        if at and _RECEIVED.search(lines[at - 1]):
            continue
        line = half_width(lines[at])
        found = None
        for match in (*DATE.finditer(line), *_DASHED.finditer(line)):
            if _SEAL.fullmatch(line, match.end()) is None:
                continue
            before = line[: match.start()]
            # a text without lines ends with its date
            alone = len(lines) == 1 and len(before) > _LONGEST
            if alone or _SIGNED.fullmatch(before) is not None:
                found = date_in(match)
        if found is not None:
            return found
    return None


def _decided_on(view: FactView) -> dt.date | None:
    """The day on which what a paper says was decided. Of several decisions
    (one for each party) each has its own: by its number, else by whom it
    names."""
    paper = view.paper
    found = [event for _, event in view.facts.events(EventKind.DECIDED)]
    if paper is not None and len(found) > 1:
        number = plain_number(paper.number or "")
        mine = {view.case.parties[index].id for index in addressed(view)}
        found = [
            event
            for event in found
            if number and plain_number(event.paper or "") == number
        ] or [
            event
            for event in found
            if not event.parties or mine & {*event.parties}
        ]
    days = {event.date for event in found}
    return days.pop() if len(days) == 1 else None


@derives(Scope.PAPER)
def paper_date_agrees(view: FactView) -> Reading:
    """Whether a paper is dated in one way: at its foot, in its own field,
    and for a decision the day on which it was decided."""
    paper = view.paper
    if paper is None:
        return not_applicable(view.pointer)
    pointer = f"{view.pointer}/date"
    foot = _foot_date(paper.text) if paper.text else None
    decided = _decided_on(view) if paper.kind in FINAL else None
    days = {day for day in (paper.date, foot, decided) if day is not None}
    given = sum(day is not None for day in (paper.date, foot, decided))
    if given <= 1:
        return not_applicable(pointer)
    if len(days) == 1:
        return known(True, pointer)
    wrong_foot = foot is not None and foot != (paper.date or decided)
    return known(False, text_at(view) if wrong_foot else pointer)


_SERVED = (
    EventKind.PRIOR_NOTICE_SERVED,
    EventKind.HEARING_NOTICE_SERVED,
    EventKind.DECISION_SERVED,
    EventKind.DEMAND_SERVED,
)


@derives(Scope.PAPER)
def served_after_its_date(view: FactView) -> Reading:
    """Whether a paper was served on its date or later, by the number that
    the service names."""
    paper = view.paper
    if paper is None or paper.date is None or paper.number is None:
        return not_applicable(f"{view.pointer}/date")
    seen = None
    for kind in _SERVED:
        for index, event in view.facts.events(kind):
            if event.paper != paper.number:
                continue
            seen = f"/events/{index}/date"
            if event.date < paper.date:
                return known(False, seen)
    if seen is None:
        return not_applicable(f"{view.pointer}/date")
    return known(True, seen)


_PERFORM = Pattern(r"缴纳|缴款|缴至|复议|起诉|诉讼|履行")
_FROM = Pattern(r"[自从]\s*$")
_ON = Pattern(r"\s*(?:之日)?\s*起")


@derives(Scope.PAPER)
def terms_start_in_time(view: FactView) -> Reading:
    """Whether no term that a decision sets begins, by a date of its own,
    before the decision was made."""
    paper = view.paper
    if paper is None or paper.text is None or paper.kind not in FINAL:
        return silent(view)
    day = paper.date or view.facts.decided[0]
    if day is None:
        return silent(view)
    seen = None
    for sentence in view.facts.plain(paper.text).sentences:
        if not _PERFORM.search(sentence) or RETOLD.search(sentence):
            continue
        for match in DATE.finditer(sentence):
            start = date_in(match)
            if (
                start is None
                or not _FROM.search(sentence[: match.start()])
                or not _ON.match(sentence[match.end() :])
                # 自……起未缴纳 is of the facts: no length of time follows
                or TERM.search(sentence, match.end()) is None
            ):
                continue
            seen = True
            if start < day:
                return known(False, text_at(view))
    return agrees(view) if seen else silent(view)


# --- numbers of papers -------------------------------------------------------

_HEAD = 200

_UNNUMBERED = (PaperKind.SERVICE_RECEIPT, PaperKind.PLAIN_CARD)


@derives(Scope.CASE)
def numbers_unique(view: FactView) -> Reading:
    """Whether no two papers of the file carry one number; a receipt of
    service carries that of the paper it is for."""
    seen: dict[str, int] = {}
    for index, paper in enumerate(view.case.papers):
        if paper.number is None or paper.kind in _UNNUMBERED:
            continue
        number = plain_number(paper.number)
        if number in seen:
            return known(False, f"/papers/{index}/number")
        seen[number] = index
    return known(True, "/papers") if seen else not_applicable("/papers")


@derives(Scope.PAPER)
def number_of_its_year(view: FactView) -> Reading:
    """Whether the year in a number is that of the paper, of the filing, or
    one between them."""
    paper = view.paper
    pointer = f"{view.pointer}/number"
    if paper is None or paper.number is None or paper.date is None:
        return not_applicable(pointer)
    year = number_year(paper.number)
    if year is None:
        return not_applicable(pointer)
    last = paper.date.year
    first = view.facts.first_year
    if first is None or first > last:
        first = last
    return known(first <= year <= last, pointer)


@derives(Scope.PAPER)
def number_in_text(view: FactView) -> Reading:
    """Whether the number that heads the wording of a paper is the one that
    the file gives it."""
    paper = view.paper
    if paper is None or paper.text is None or paper.number is None:
        return silent(view)
    head = next(numbers(half_width(paper.text[:_HEAD])), None)
    if head is None or number_year(paper.number) is None:
        return silent(view)
    # What stands before the number of its own line (a title) is no part.
    mine = plain_number(paper.number)
    found = set(numbers(view.facts.plain(paper.text).whole))
    same = any(one == mine or one.endswith(mine) for one in found)
    return known(same, text_at(view))
