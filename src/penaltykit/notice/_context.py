"""All that the layouts may name, as plain data in one language."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from penaltykit._names import PaperNames
from penaltykit.case import (
    Case,
    EventKind,
    Paper,
    PaperKind,
    Party,
    StatedPenalty,
    Term,
)
from penaltykit.citation import to_chinese
from penaltykit.notice import _penalties, _wordings
from penaltykit.notice._acts import violation_data
from penaltykit.notice._course import (
    HEARING_DAYS,
    course,
    open_steps,
    reached,
    steps_of,
)
from penaltykit.notice._duties import (
    correction_told,
    last_day,
    performance_data,
    remedies_data,
    use_data,
)
from penaltykit.notice._people import (
    agency_data,
    officer_data,
    party_data,
)
from penaltykit.notice._speech import Speech, plain
from penaltykit.period import Calendar

Data = dict[str, Any]
_SECTOR_DAYS = 5


def build_context(
    assessment: Any,
    kind: PaperKind,
    names: PaperNames,
    calendar: Calendar,
    lang: str,
) -> Data:
    """The context of one paper.

    Args:
        assessment: anything with ``case``, ``results`` and ``requirements``.
        kind: the paper.
        names: names to print.
        calendar: working days, for the last day of a term.
        lang: ``"zh"`` or ``"en"``.
    """
    case: Case = assessment.case
    speech = Speech.to(case.parties, names, lang)
    paper = paper_of(case, kind)
    decided = _decided(case, kind, paper)
    start = reached(case, kind, decided)
    penalties = tuple(
        one for violation in case.violations for one in violation.penalties
    )
    hearing = hearing_needed(assessment.requirements)
    days = statement_days(assessment)
    steps = open_steps(
        case, decided, hearing=hearing, days=days, calendar=calendar
    )
    several = len(case.parties) > 1
    ordered = _order_lines(case, speech)
    violations = [
        violation_data(
            case,
            number,
            [r for r in assessment.results if r.violation == violation.id],
            speech,
        )
        for number, violation in enumerate(case.violations)
    ]
    return {
        "paper": _paper_data(case, kind, paper, decided, lang),
        "agency": agency_data(case),
        "parties": [party_data(one, lang) for one in case.parties],
        "you": speech.you,
        "proposed": kind is PaperKind.PRIOR_NOTICE,
        "several_violations": len(case.violations) > 1,
        "violations": violations,
        "discretions": _discretions(violations, lang),
        "evidence_needed": kind is not PaperKind.ON_THE_SPOT_DECISION,
        "defence_needed": kind is PaperKind.DECISION,
        "course": course(case, speech),
        "steps": [
            {**step, "who": step["name"] if several else speech.you}
            for step in steps
        ],
        "hearing": hearing is not False,
        "hearing_unsettled": hearing is None,
        **_answer_terms(days, start, calendar, lang),
        "groups": _groups(case, speech),
        "order_lines": ordered,
        "orders": steps_of(case, EventKind.CORRECTION_ORDERED, speech),
        "checks": steps_of(case, EventKind.CORRECTION_CHECKED, speech),
        "correction_open": not ordered
        and not correction_told(case, penalties),
        "perf": performance_data(
            case.performance, kind, penalties, start, calendar, speech
        ),
        "remedies": remedies_data(
            case.remedies, kind, (decided, start), calendar, lang
        ),
        "use": use_data(case.result_use, speech),
        "officers": [officer_data(one) for one in case.officers],
        "officer_names": _officers(case, lang),
    }


def _discretions(violations: list[Data], lang: str) -> list[Data]:
    """The reasons for the amounts, once for violations that share them."""
    shared: list[list[Data]] = []
    for violation in violations:
        for group in shared:
            if group[0]["discretion"] == violation["discretion"]:
                group.append(violation)
                break
        else:
            shared.append([violation])
    return [
        {
            "apart": len(shared) > 1,
            "label": _wordings.join([one["label"] for one in group], lang),
            "discretion": group[0]["discretion"],
        }
        for group in shared
    ]


def _answer_terms(
    days: int | None, start: dt.date | None, calendar: Calendar, lang: str
) -> Data:
    """The terms to state and to ask for a hearing, in words and by date."""
    data: Data = {"statement_term": "", "statement_until": ""}
    for name, count in (("statement", days), ("hearing", HEARING_DAYS)):
        if count is not None:
            length = Term(count=count, unit="working-days")
            data[f"{name}_term"] = _wordings.term(count, length.unit, lang)
            data[f"{name}_until"] = last_day(
                start, None, length, calendar, lang
            )
    return data


def statement_days(assessment: Any) -> int | None:
    """Working days to make a statement.

    The agency's own figure goes first. Where a rule of its field is known to
    set the term, it is five (市场监督管理行政处罚程序规定 art. 57(2);
    生态环境行政处罚办法 art. 44); the Penalty Law itself sets none.
    """
    own = assessment.case.agency.parameters.get("statement.days")
    if own is not None:
        return int(own.value)
    known = any(
        one.part == "statement-term"
        and one.applies is True
        and one.met is True
        for one in assessment.requirements
    )
    return _SECTOR_DAYS if known else None


def paper_of(case: Case, kind: PaperKind) -> Paper | None:
    """The paper of this kind in the file; the last, where there are more."""
    found = [paper for paper in case.papers if paper.kind is kind]
    return found[-1] if found else None


def hearing_needed(requirements: Iterable[Any]) -> bool | None:
    """Whether a hearing must be offered (Penalty Law art. 63).

    ``None`` where that is open, or where nobody looked: a missing amount
    must never delete the right.
    """
    answers = [
        one.applies for one in requirements if one.part == "hearing-right"
    ]
    if any(answer is True for answer in answers):
        return True
    if not answers or any(answer is None for answer in answers):
        return None
    return False


def _decided(
    case: Case, kind: PaperKind, paper: Paper | None
) -> dt.date | None:
    """The date of the paper; for a decision also the event on the file."""
    if paper is not None and paper.date is not None:
        return paper.date
    if kind is PaperKind.PRIOR_NOTICE:
        return None
    dates = [e.date for e in case.events if e.kind is EventKind.DECIDED]
    return dates[-1] if dates else None


def _paper_data(
    case: Case,
    kind: PaperKind,
    paper: Paper | None,
    day: dt.date | None,
    lang: str,
) -> Data:
    time = paper.time if paper else None
    return {
        "kind": kind.value,
        "title": "",
        "number": plain(paper.number if paper else None),
        "day": day,
        "date": _wordings.date(day, lang) if day else "",
        "time": _wordings.clock(time, lang) if time else "",
        "place": plain(paper.place if paper else None) or _place(case),
    }


def _place(case: Case) -> str:
    """Where the decision was made: from the event, else from the act."""
    for event in case.events:
        if event.kind is EventKind.DECIDED and event.place:
            return plain(event.place)
    # On the spot is where the act was.
    return plain(case.violations[0].act.place) if case.violations else ""


def _groups(case: Case, speech: Speech) -> list[Data]:
    """The penalties of each party, and the sum of its fines."""
    several = len(case.parties) > 1
    groups = []
    for party in case.parties:
        lines, penalties = _lines(case, party, speech)
        total = _penalties.total(penalties, speech.lang)
        groups.append(
            {
                "who": plain(party.name) if several else speech.you,
                "lines": lines,
                "total": total is not None,
                "total_amount": total["amount"] if total else "",
                "total_arithmetic": total["arithmetic"] if total else "",
            }
        )
    return groups


def _lines(
    case: Case, party: Party, speech: Speech
) -> tuple[list[Data], list[StatedPenalty]]:
    lines: list[Data] = []
    penalties: list[StatedPenalty] = []
    for number, violation in enumerate(case.violations):
        for one in _penalties.for_party(case, violation, party):
            if one.kind.is_penalty:
                penalties.append(one)
                lines.append(_line(case, number, one, speech))
    return lines, penalties


def _line(
    case: Case, number: int, penalty: StatedPenalty, speech: Speech
) -> Data:
    lang = speech.lang
    label = ""
    if len(case.violations) > 1:
        named = plain(speech.names.item(case.violations[number].item, lang))
        label = (
            f"对第{to_chinese(number + 1)}项违法行为"
            if lang == "zh"
            else f"For violation {number + 1}"
        )
        if named:
            label += f"（{named}）" if lang == "zh" else f" ({named})"
    return {"label": label, "text": _penalties.wording(penalty, speech)}


def _order_lines(case: Case, speech: Speech) -> list[Data]:
    """Orders that are no penalties, each once."""
    lines: list[Data] = []
    for violation in case.violations:
        for one in violation.penalties:
            if one.kind.is_penalty or one.kind.value == "no-penalty":
                continue
            line = {"text": _penalties.wording(one, speech)}
            if line not in lines:
                lines.append(line)
    return lines


def _officers(case: Case, lang: str) -> str:
    said = []
    for officer in case.officers:
        name, certificate = plain(officer.name), plain(officer.certificate)
        if certificate and lang == "zh":
            name += f"（执法证号：{certificate}）"
        elif certificate:
            name += f" (certificate {certificate})"
        said.append(name)
    return _wordings.join(said, lang)
