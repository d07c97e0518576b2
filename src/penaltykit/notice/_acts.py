"""The violations as papers tell them: facts, evidence, basis, discretion."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from penaltykit._labels import unit_label
from penaltykit.case import Act, Case, Party, Violation
from penaltykit.citation import to_chinese
from penaltykit.notice import _penalties, _wordings
from penaltykit.notice._speech import Speech, plain
from penaltykit.notice._words import word
from penaltykit.penalty import PenaltyKind

Data = dict[str, Any]
# What is taken is what there is: no range, no position.
_EXACT: Final = (PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS)


# A flaw in the print of a table is for those who keep the table: the party
# is told what was applied.
# What is said to the officer: flaws of the print, findings that the file
# leaves unsaid or that its facts contradict, kinds that fall on others.
_NOT_FOR_THE_PARTY = (
    "table.flaw",
    "table.unstated",
    "statute.unstated",
    "statute.unfit-",
    "no-penalty.gains",
    "circumstance.bars",
    "circumstance.contradicted",
    "circumstance.proven",
)


def violation_data(
    case: Case,
    number: int,
    results: Sequence[Any],
    speech: Speech,
) -> Data:
    """One violation.

    Args:
        case: the case.
        number: position of the violation, from 0.
        results: the assessment's results for this violation.
        speech: the voice of the paper.
    """
    lang = speech.lang
    violation = case.violations[number]
    parties = _parties(case, violation)
    named = plain(speech.names.item(violation.item, lang))
    return {
        "number": str(number + 1),
        "item": named,
        "label": _label(number, named, lang),
        "parties": _wordings.join([plain(one.name) for one in parties], lang),
        "all_parties": len(parties) == len(case.parties),
        "when": _when(violation.act, lang),
        "place": plain(violation.act.place),
        "summary": speech.tell(violation.act.summary),
        "evidence": _evidence(case, violation, speech),
        "breached": speech.cited(violation.breached),
        "penalising": speech.cited(violation.penalising),
        "discretion": _discretion(case, violation, results, speech),
    }


def _parties(case: Case, violation: Violation) -> tuple[Party, ...]:
    if not violation.parties:
        return case.parties
    return tuple(
        party for party in case.parties if party.id in violation.parties
    )


def _label(number: int, named: str, lang: str) -> str:
    """What the paper calls the violation where there are several."""
    if lang == "zh":
        head = f"第{to_chinese(number + 1)}项违法行为"
        return f"{head}（{named}）" if named else head
    head = f"violation {number + 1}"
    return f"{head} ({named})" if named else head


def _when(act: Act, lang: str) -> str:
    if act.from_ is None:
        return _wordings.date(act.to, lang) if act.to else ""
    first = _wordings.date(act.from_, lang)
    if act.to is None or act.to == act.from_:
        return first
    last = _wordings.date(act.to, lang)
    return f"{first}至{last}" if lang == "zh" else f"{first} to {last}"


def _evidence(case: Case, violation: Violation, speech: Speech) -> list[Data]:
    """The evidence of the violation: what it names, else all of the case."""
    wanted = violation.evidence or tuple(one.id for one in case.evidence)
    known = {one.id: one for one in case.evidence}
    return [
        {
            "kind": word("evidence-kind", known[one].kind.value, speech.lang),
            "name": plain(known[one].name),
            "proves": _wordings.bare(speech.line(known[one].proves)),
        }
        for one in wanted
        if one in known
    ]


def _discretion(
    case: Case,
    violation: Violation,
    results: Sequence[Any],
    speech: Speech,
) -> list[Data]:
    """The reasons for the amount, once for parties that share them."""
    told: list[tuple[Data, list[str]]] = []
    for result in results:
        data = _result(violation, result, speech)
        party = next((p for p in case.parties if p.id == result.party), None)
        name = plain(party.name) if party else result.party
        for known, who in told:
            if known == data:
                who.append(name)
                break
        else:
            told.append((data, [name]))
    several = len(told) > 1
    return [
        {**data, "who": _wordings.join(who, speech.lang) if several else ""}
        for data, who in told
    ]


def _result(violation: Violation, result: Any, speech: Speech) -> Data:
    lang = speech.lang
    stated = [
        one for one in violation.penalties if one.party in (None, result.party)
    ]
    own = violation.discretion
    departure = own.departure if own else None
    return {
        "table": _table(result, speech),
        "bands": _bands(result.recommended, speech),
        "fines": _wordings.join(
            [
                _wordings.amount(one.amount, lang)
                for one in stated
                if one.kind is PenaltyKind.FINE and one.amount is not None
            ],
            lang,
        ),
        "reasons": [
            {
                "text": _wordings.sentence(speech.either(reason.text), lang),
                "basis": speech.cited(reason.citation),
            }
            for reason in result.reasons
            if not reason.code.startswith(_NOT_FOR_THE_PARTY)
            if speech.either(reason.text)
        ],
        "own": _wordings.sentence(
            speech.line(own.reasons if own else None), lang
        ),
        "departure": _wordings.sentence(
            speech.line(departure.reason if departure else None), lang
        ),
    }


def _table(result: Any, speech: Speech) -> Data:
    """The benchmark used; ``found`` is false where none applies."""
    table = result.table
    if table is None:
        return {
            "found": False,
            "name": "",
            "version": "",
            "rows": "",
            "stage": "",
        }
    rows = [said for row in result.rows if (said := _row(row, speech))]
    return {
        "found": True,
        "name": _benchmark_name(table, speech),
        "version": _version(table.version, speech.lang),
        "rows": ("；" if speech.lang == "zh" else "; ").join(rows),
        "stage": speech.either(result.stage),
    }


def _benchmark_name(table: Any, speech: Speech) -> str:
    """Title and number of the document, then the table in it."""
    title = speech.either(table.title)
    zh = speech.lang == "zh"
    if zh and not title.startswith("《"):
        title = f"《{title}》"
    if table.number:
        number = plain(table.number)
        title += f"（{number}）" if zh else f" ({number})"
    name = speech.either(table.name)
    return f"{title}，{name}" if zh else f"{title}, {name}"


def _version(version: str, lang: str) -> str:
    """The version of a table: the day from which it is in force, or a name."""
    try:
        day = dt.date.fromisoformat(version)
    except ValueError:
        return plain(version)
    said = _wordings.date(day, lang)
    return f"{said}起施行" if lang == "zh" else f"in force from {said}"


def _row(row: Mapping[str, Any], speech: Speech) -> str:
    """A row by the cells that met, as ``column: value``."""
    colon, comma = ("：", "，") if speech.lang == "zh" else (": ", "; ")
    cells = [
        f"{speech.either(cell['label'])}{colon}{speech.either(cell['value'])}"
        for cell in row.get("cells", ())
        if cell.get("holds", True)
    ]
    percent = row.get("percent")
    if percent is not None:
        cells.append(f"{percent.normalize():f}%")
    return comma.join(cells)


def _bands(recommended: Sequence[Any], speech: Speech) -> list[Data]:
    """What the benchmark and the law lead to, kind by kind."""
    lang = speech.lang
    bands = []
    for one in recommended:
        penalty = one.penalty
        if penalty.kind in _EXACT:
            continue
        said = _penalties.band(penalty, lang)
        bands.append(
            {
                "kind": word("penalty-kind", penalty.kind.value, lang),
                "band": said,
                "arithmetic": _lines(one.arithmetic, speech),
                "point": _point(one, lang),
                "permissive": bool(one.permissive),
            }
        )
    return [band for band in bands if band["band"]]


def _lines(given: Iterable[Any], speech: Speech) -> str:
    """The lines of an arithmetic, one after the other."""
    lines = [_wordings.bare(speech.either(one)) for one in given]
    mark = "；" if speech.lang == "zh" else "; "
    return mark.join(filter(None, lines))


def _point(one: Any, lang: str) -> str:
    if one.point is None:
        return ""
    figures = _wordings.figures(one.point)
    if one.penalty.unit not in (None, "yuan"):
        return f"{figures} {unit_label(one.penalty.unit, lang)}"
    return f"{figures}元" if lang == "zh" else f"{figures} yuan"
