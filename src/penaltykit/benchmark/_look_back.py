"""Counting earlier penalties by a document's own look-back."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

from penaltykit.benchmark._policy import LookBack, Policy
from penaltykit.case import EarlierPenalty
from penaltykit.citation import Citation
from penaltykit.engine import Reading

_SAME = ("law", "article", "article_addition", "paragraph", "item")


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
    first, last = window(definition, anchor)
    own = [_key(citation) for citation in provisions]
    count = int(definition.includes_this)
    open_ = False
    for penalty in earlier:
        if penalty.party not in (None, party):
            continue
        day = penalty.act if definition.counts_by == "act" else penalty.decided
        if day is None:
            open_ = True
            continue
        if not first <= day <= last:
            continue
        alike = _alike(definition, penalty, item, own)
        if alike is None:
            open_ = True
        elif alike:
            count += 1
    return None if open_ else count


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
    own: list[tuple[object, ...]],
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
    return any(_key(citation) in own for citation in penalty.penalising)
