"""A first offence beside earlier penalties on record.

That a violation is the first (初次违法, 行政处罚法 art. 33(1)) is the finding
of the officer. The Law fixes neither a span nor what is alike, so earlier
penalties of another field are left alone, and so is whoever says why an
earlier one does not count. What cannot stand beside each other is a first
offence and an earlier penalty of the same field that the file itself lists;
and a count that is smaller than what the benchmark document counts by its own
look-back.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from attrs import frozen

from penaltykit._i18n import both
from penaltykit._pattern import Pattern
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._findings import by_language
from penaltykit.case import ClaimStatus, EarlierPenalty
from penaltykit.citation import from_chinese
from penaltykit.engine import Reading, make_reading
from penaltykit.facts import FactView
from penaltykit.facts._views import Provider
from penaltykit.law import Registry
from penaltykit.period import add_months

_FIRST: Final = Pattern(
    r"初次(?:违法|违反|被查处|被查获|发现)|首次(?:违法|违反|被查处|被查获|发现|"
    r"被处罚)|第一次(?:违法|违反|被查处)|初犯|首违"
)
# Not the first; or an earlier one is spoken of, and why it does not count.
_NOT: Final = Pattern(r"不|非|没有|未")
_SPEAKS: Final = Pattern(
    r"此前|以前|曾经|曾因|曾被|上一?次|前次|前一次|之前|前案|"
    r"[年月](?:之|以)?内(?:无|没有|未)"
)
_SPAN: Final = Pattern(
    r"(?:近|最近|过去)?([0-9０-９]+|[一二两三四五六七八九十]+)(?:个)?(年|月)"
    r"(?:之|以)?内"
)
_CLAUSE: Final = Pattern(r"[，,。；;\n]")
_MONTHS: Final = {"年": 12, "月": 1}
_MOST = 99


@frozen
class _Claim:
    """Where the file says that it is the first, and in which words."""

    pointer: str
    said: str


def first_time(
    registry: Registry, circumstances: Mapping[str, Circumstance]
) -> dict[str, Provider]:
    """The facts on a first offence.

    Args:
        registry: items, by which fields are told apart.
        circumstances: by id; which of them ask for a first offence is told
            by their names.
    """
    firsts = frozenset(
        name
        for name, rule in circumstances.items()
        if _FIRST.search(rule.zh) is not None
    )
    return {
        "history.first_agrees": partial(_agrees, registry, firsts),
        "history.first_against": partial(_against, registry, firsts),
    }


def _agrees(
    registry: Registry, firsts: frozenset[str], view: FactView
) -> Reading:
    """Whether no earlier penalty stands against a first offence; not
    applicable where none is claimed, or nothing earlier is listed."""
    claims = list(_claims(firsts, view))
    if not claims or not view.case.earlier_penalties:
        return make_reading(("not-applicable", None, "/earlier_penalties"))
    for claim in claims:
        if next(_counted(registry, claim, view), None) is not None:
            return make_reading(("known", False, claim.pointer))
    return make_reading(("known", True, claims[0].pointer))


def _against(
    registry: Registry, firsts: frozenset[str], view: FactView
) -> Reading:
    """The earlier penalties that stand against it, by number and day."""
    found = {
        index: earlier
        for claim in _claims(firsts, view)
        for index, earlier in _counted(registry, claim, view)
    }
    told = {
        lang: ("、" if lang == "zh" else ", ").join(
            _named(one)[lang] for one in found.values()
        )
        for lang in ("zh", "en")
    }
    return make_reading(("known", by_language(told), "/earlier_penalties"))


def _named(one: EarlierPenalty) -> Mapping[str, str]:
    day = one.decided.isoformat()
    if one.number is None:
        return both("the decision of {day}", day=day)
    return both("{number} of {day}", number=one.number, day=day)


def _claims(firsts: frozenset[str], view: FactView) -> Iterator[_Claim]:
    """Where the officers find, or the reasons say, that it is the first."""
    violation, party = view.violation, view.party
    assert violation is not None
    assert party is not None
    discretion = violation.discretion
    reasons = (discretion.reasons if discretion else None) or ""
    for index, claim in enumerate(violation.circumstances):
        if (
            claim.circumstance in firsts
            and claim.status is ClaimStatus.FOUND
            and claim.party in (None, party.id)
        ):
            where = f"{view.pointer}/circumstances/{index}"
            yield _Claim(where, f"{claim.reasons or ''}。{reasons}")
    # One text of reasons for several parties does not say of which.
    if len(violation.parties or view.case.parties) > 1:
        return
    for clause in _CLAUSE.split(reasons):
        match = _FIRST.search(clause)
        if match is not None and not _NOT.search(clause[: match.start()]):
            yield _Claim(f"{view.pointer}/discretion/reasons", reasons)
            return


def _counted(
    registry: Registry, claim: _Claim, view: FactView
) -> Iterator[tuple[int, EarlierPenalty]]:
    """The earlier penalties that stand against a claim."""
    violation = view.violation
    assert violation is not None
    acted = violation.act.from_ or violation.act.to
    if acted is None or _SPEAKS.search(claim.said) is not None:
        return
    since = _since(claim.said, acted)
    for index, earlier in enumerate(view.case.earlier_penalties):
        if earlier.number is not None and earlier.number in claim.said:
            continue
        if (
            _of_party(earlier, view)
            and earlier.decided < acted
            and (since is None or earlier.decided >= since)
            and _alike(registry, earlier, violation.item)
        ):
            yield index, earlier


def _of_party(earlier: EarlierPenalty, view: FactView) -> bool:
    assert view.party is not None
    if earlier.party is None:
        return len(view.case.parties) == 1
    return earlier.party == view.party.id


def _since(said: str, acted: dt.date) -> dt.date | None:
    """The day since which it is said to be the first (二年内首次)."""
    for clause in _CLAUSE.split(said):
        match = _SPAN.search(clause)
        if match is None or _FIRST.search(clause) is None:
            continue
        number = from_chinese(match[1])
        if number is not None and number <= _MOST:
            return add_months(acted, -number * _MONTHS[match[2]])
    return None


def _alike(registry: Registry, earlier: EarlierPenalty, item: str) -> bool:
    """Whether an earlier penalty is one of the same item or field; one of
    which the file says nothing was put there as a matter of this case."""
    if earlier.item is None or earlier.item == item:
        return True
    one, other = registry.item(earlier.item), registry.item(item)
    return one is not None and other is not None and one.field == other.field


def miscounted(
    counted: Mapping[str, Reading], view: FactView
) -> dict[str, Reading]:
    """The facts on a count that the file states.

    Args:
        counted: what the benchmark document counts, by fact.
        view: facts of the violation and party, with what the file states.

    Returns:
        Whether no stated count is smaller, and the figures where one is.
    """
    seen = None
    for fact, reading in counted.items():
        stated = view.get(fact)
        if stated is None or {stated.state, reading.state} != {"known"}:
            continue
        seen = stated.pointer
        # More than is listed may have happened; less may not.
        if int(str(stated.value)) < int(str(reading.value)):
            told = both(
                "{fact} {stated}, counted {counted}",
                fact={lang: view.label(fact, lang) for lang in ("zh", "en")},
                stated=str(stated.value),
                counted=str(reading.value),
            )
            return {
                "history.count_agrees": _known(False, seen),
                "history.count_told": _known(by_language(told), seen),
            }
    if seen is None:
        return {}
    return {"history.count_agrees": _known(True, seen)}


def _known(value: bool | str, pointer: str) -> Reading:
    return make_reading(("known", value, pointer))
