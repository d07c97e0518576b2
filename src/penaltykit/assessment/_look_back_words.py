"""Which earlier penalties a look-back counted, in which window, and why not
the others."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from penaltykit._i18n import N_, both
from penaltykit.assessment._fact_words import fact_label
from penaltykit.assessment._option import Text
from penaltykit.assessment._reasons import listed, reason
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import Policy, sort_earlier, window
from penaltykit.case import EarlierPenalty
from penaltykit.citation import Citation
from penaltykit.facts import FactView

_ANCHORS: Final = {
    "act": N_("the day of this act"),
    "decision": N_("the day of this decision"),
    "discovery": N_("the day of discovery"),
}
_MOST_SHOWN: Final = 10


def counted_reasons(
    policy: Policy,
    asked: Collection[str],
    anchors: Mapping[str, dt.date | None],
    earlier: Sequence[EarlierPenalty],
    own: Sequence[Citation],
    view: FactView,
) -> Iterator[Reason]:
    """One step for each count: the window, what counts, and what does not.

    Args:
        policy: of the document.
        asked: the counts that were used.
        anchors: the day for each kind of anchor.
        earlier: earlier penalties of the case file.
        own: provisions of this violation.
        view: facts of the violation and party.
    """
    assert view.violation is not None
    assert view.party is not None
    for definition in policy.look_backs:
        anchor = anchors.get(definition.anchor)
        if definition.fact not in asked or anchor is None:
            continue
        counted, unclear = sort_earlier(
            definition,
            earlier,
            anchor,
            party=view.party.id,
            item=view.violation.item,
            provisions=own,
        )
        first, last = window(definition, anchor)
        by_act = definition.counts_by == "act"
        lines = [
            both(
                "{fact}: looked back from {anchor} ({word}), that is from"
                " {first} to {last}, by the day of the earlier {by}.",
                fact=fact_label(view, definition.fact),
                anchor=anchor,
                word=both(_ANCHORS[definition.anchor]),
                first=first,
                last=last,
                by=both("breach") if by_act else both("decision"),
            ),
            both("Counted: {names}.", names=_names(counted)),
        ]
        if definition.includes_this:
            lines.append(both("This breach itself is counted with them."))
        if unclear:
            text = both("Not clear: {names}.", names=_names(unclear))
            lines.append(text)
        outside: list[EarlierPenalty] = []
        other: list[EarlierPenalty] = []
        for one in earlier:
            if one.party not in (None, view.party.id):
                continue
            if one in counted or one in unclear:
                continue
            day = one.act if by_act else one.decided
            inside = day is not None and first <= day <= last
            (other if inside else outside).append(one)
        if outside:
            lines.append(
                both("Outside the window: {names}.", names=_names(outside))
            )
        if other:
            lines.append(
                both("Not of the same kind: {names}.", names=_names(other))
            )
        yield reason(
            "look-back.counted",
            _in_a_row(lines),
            pointers=("/earlier_penalties",),
            citation=definition.citation,
        )


def _names(penalties: Sequence[EarlierPenalty]) -> Text:
    """Earlier decisions by number and day."""
    if not penalties:
        return both("none")
    shown = [
        both("{number} of {day}", number=one.number, day=one.decided)
        if one.number
        else both("the decision of {day}", day=one.decided)
        for one in penalties[:_MOST_SHOWN]
    ]
    names = listed(shown)
    if len(penalties) > _MOST_SHOWN:
        more = len(penalties) - _MOST_SHOWN
        return both("{names} and {number} more", names=names, number=more)
    return names


def _in_a_row(lines: Sequence[Text]) -> Text:
    return {
        "zh": "".join(line["zh"] for line in lines),
        "en": " ".join(line["en"] for line in lines),
    }
