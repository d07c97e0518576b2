"""Earlier penalties and this one by what they were given for, in terms that
compare: laws by id, articles by the number of the law at this act, and the
provision of the item where none is cited.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._option import Text
from penaltykit.assessment._reasons import reason
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import Policy
from penaltykit.case import EarlierPenalty, Violation
from penaltykit.citation import Citation
from penaltykit.engine import Reading
from penaltykit.errors import CitationError
from penaltykit.facts import FactView
from penaltykit.law import Fate, Registry


def own_provisions(
    registry: Registry, violation: Violation
) -> tuple[Citation, ...]:
    """The provisions by which a violation is penalised: as cited, else those
    of its item on the day of the act."""
    day = violation.act.to or violation.act.from_
    return _provisions(
        registry, violation.penalising, violation.item, day, day
    )


def comparable(
    registry: Registry, earlier: Iterable[EarlierPenalty], violation: Violation
) -> tuple[EarlierPenalty, ...]:
    """Earlier penalties with provisions that compare with those of this one.

    Args:
        registry: laws and items.
        earlier: of the case file, in their order.
        violation: of this case.
    """
    now = violation.act.to or violation.act.from_
    return tuple(
        evolve(
            penalty,
            penalising=_provisions(
                registry,
                penalty.penalising,
                penalty.item,
                penalty.act or penalty.decided,
                now,
            ),
        )
        for penalty in earlier
    )


def anchor_reasons(
    policy: Policy,
    counted: Mapping[str, Reading],
    from_first: Mapping[str, Reading],
    violation: Violation,
    view: FactView,
) -> Iterator[Reason]:
    """Where it matters from which day of an act that lasted a look-back
    counts.

    Args:
        policy: of the document.
        counted: back from the last day.
        from_first: back from the first day.
        violation: of this case.
        view: its facts, for labels.
    """
    act = violation.act
    for definition in policy.look_backs:
        fact = definition.fact
        if definition.anchor != "act" or fact not in counted:
            continue
        last, first = counted[fact], from_first[fact]
        if last.value == first.value:
            continue
        text = both(
            "{fact}: counted back from {last}, the last day of the act:"
            " {count}. Back from its first day, {first}, it would be {other};"
            " which day the document means for an act that lasted it does not"
            " say, so the agency must say which it takes.",
            fact={lang: view.label(fact, lang) for lang in LANGS},
            last=act.to or "",
            first=act.from_ or "",
            count=_count(last),
            other=_count(first),
        )
        yield reason(
            "look-back.day",
            text,
            pointers=(f"{view.pointer}/act", "/earlier_penalties"),
            citation=definition.citation,
        )


def _count(reading: Reading) -> Text | str:
    if reading.value is None:
        return both("not known")
    return str(reading.value)


def _provisions(
    registry: Registry,
    cited: Iterable[Citation],
    item: str | None,
    then: dt.date | None,
    now: dt.date | None,
) -> tuple[Citation, ...]:
    try:
        places = registry.resolve(cited)
    except CitationError:
        # What cannot be read is not known, and what stands beside it is not
        # all of it.
        return ()
    if not places and item is not None:
        places = tuple(
            citation
            for statute in registry.statutes(item, then)
            for citation in statute.citations
        )
    return tuple(_renumbered(registry, one, then, now) for one in places)


def _renumbered(
    registry: Registry,
    place: Citation,
    then: dt.date | None,
    now: dt.date | None,
) -> Citation:
    """A place by the number of the law on ``now``, where it has moved."""
    law = None if place.law is None else registry.by_name(place.law)
    if law is None or then is None or now is None:
        return place
    before, after = law.version_at(then), law.version_at(now)
    if before is None or after is None or before is after:
        return place
    followed = law.follow(evolve(place, version=before.id), after.id)
    if followed.fate is not Fate.MOVED or followed.citation is None:
        return place
    return evolve(
        place,
        version=after.id,
        article=followed.citation.article,
        article_addition=followed.citation.article_addition,
    )
