"""Counting earlier penalties by a document's own look-back."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

from penaltykit.benchmark._policy import LookBack, Policy
from penaltykit.case import EarlierPenalty
from penaltykit.citation import Citation
from penaltykit.engine import Reading

_SAME = ("law", "article", "article_addition", "paragraph", "item")
# How many of them name the article; what is deeper may be left out.
_ARTICLE = 2


def window(definition: LookBack, anchor: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day that count, back from ``anchor``.

    The window is as long as the document says and ends on the day before
    the anchor: a breach of the same day is this one.
    """
    months = anchor.year * 12 + anchor.month - 1
    months -= definition.years * 12 + definition.months
    year, month = divmod(months, 12)
    # A month without this day ends on its last one.
    last = calendar.monthrange(year, month + 1)[1]
    start = dt.date(year, month + 1, min(anchor.day, last))
    return start, anchor - dt.timedelta(days=1)


def count_earlier(
    definition: LookBack,
    earlier: Iterable[EarlierPenalty],
    anchor: dt.date,
    *,
    party: str | None = None,
    item: str | None = None,
    provisions: Iterable[Citation] = (),
) -> int | None:
    """How often the party was punished for the like before.

    Args:
        definition: the document's look-back.
        earlier: earlier penalties of the case file.
        anchor: day of this act (or of the decision, as the definition says).
        party: id of the party; penalties that name another do not count.
        item: item of this violation, for ``same: item``.
        provisions: penalising provisions of this violation, for
            ``same: provision``.

    Returns:
        ``None`` where an earlier penalty lies in the window but does not say
        enough to tell whether it is alike.
    """
    counted, unclear = sort_earlier(
        definition,
        earlier,
        anchor,
        party=party,
        item=item,
        provisions=provisions,
    )
    return None if unclear else len(counted) + definition.includes_this


def sort_earlier(
    definition: LookBack,
    earlier: Iterable[EarlierPenalty],
    anchor: dt.date,
    *,
    party: str | None = None,
    item: str | None = None,
    provisions: Iterable[Citation] = (),
) -> tuple[list[EarlierPenalty], list[EarlierPenalty]]:
    """The earlier penalties that count, and those that do not say enough.

    Args:
        definition: the document's look-back.
        earlier: earlier penalties of the case file.
        anchor: day of this act (or of the decision, as the definition says).
        party: id of the party.
        item: item of this violation.
        provisions: penalising provisions of this violation.
    """
    first, last = window(definition, anchor)
    own = list(provisions)
    counted: list[EarlierPenalty] = []
    unclear: list[EarlierPenalty] = []
    for penalty in earlier:
        if penalty.party not in (None, party):
            continue
        day = penalty.act if definition.counts_by == "act" else penalty.decided
        if day is None:
            unclear.append(penalty)
            continue
        if not first <= day <= last:
            continue
        alike = _alike(definition, penalty, item, own)
        if alike is None:
            unclear.append(penalty)
        elif alike:
            counted.append(penalty)
    return counted, unclear


def look_back_readings(
    policy: Policy,
    earlier: Sequence[EarlierPenalty],
    *,
    acted: dt.date | None,
    decided: dt.date | None = None,
    discovered: dt.date | None = None,
    party: str | None = None,
    item: str | None = None,
    provisions: Iterable[Citation] = (),
) -> dict[str, Reading]:
    """The facts that a document's look-backs count, from dated penalties.

    Args:
        policy: of the document whose table is applied.
        earlier: earlier penalties of the case file.
        acted: day of the act.
        decided: day of the decision.
        discovered: day on which the breach was discovered.
        party: id of the party.
        item: item of the violation.
        provisions: penalising provisions of the violation.

    Returns:
        Fact id to reading: known, or unknown where a date or what an earlier
        penalty was given for is missing.
    """
    found: dict[str, Reading] = {}
    own = tuple(provisions)
    days = {"act": acted, "decision": decided, "discovery": discovered}
    for definition in policy.look_backs:
        anchor = days[definition.anchor]
        count = (
            None
            if anchor is None
            else count_earlier(
                definition,
                earlier,
                anchor,
                party=party,
                item=item,
                provisions=own,
            )
        )
        state = "unknown" if count is None else "known"
        found[definition.fact] = Reading(state, count, "/earlier_penalties")
    return found


def _key(citation: Citation) -> tuple[object, ...]:
    return tuple(getattr(citation, name) for name in _SAME)


def _alike(
    definition: LookBack,
    penalty: EarlierPenalty,
    item: str | None,
    own: list[Citation],
) -> bool | None:
    if definition.same == "any":
        return True
    if penalty.item is not None and item is not None:
        if penalty.item == item:
            return True
        if definition.same == "item":
            return False
    if definition.same == "item":
        return None
    if not penalty.penalising or not own:
        return None
    return _same_place(penalty.penalising, own)


def _same_place(
    theirs: Sequence[Citation], own: Sequence[Citation]
) -> bool | None:
    """Whether two penalties rest on the same place; ``None`` where one is
    cited less deep than the other.

    Where both name an item, the paragraphs beside it (how the fine of every
    item is set, say) tell nothing.
    """
    items = [one for one in theirs if one.item is not None]
    named = [one for one in own if one.item is not None]
    if items and named:
        theirs, own = items, named
    if {_key(one) for one in theirs} & {_key(one) for one in own}:
        return True
    if any(_may_be_same(one, other) for one in theirs for other in own):
        return None
    return False


def _may_be_same(one: Citation, other: Citation) -> bool:
    """Whether each level that both name is the same."""
    return all(
        _key(one)[level] == _key(other)[level]
        or (
            level > _ARTICLE and None in (_key(one)[level], _key(other)[level])
        )
        for level in range(len(_SAME))
    )
