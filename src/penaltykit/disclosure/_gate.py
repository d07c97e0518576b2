"""The publishing gate: may this decision be made public, and why.

Publication is never inferred. What an officer has to attest and has not is an
open ground, and an open ground keeps the gate shut.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit._resources import rules_root
from penaltykit.case import (
    Case,
    Channel,
    EventKind,
    Fact,
    FactState,
    PaperKind,
    Party,
    PartyKind,
    Phase,
    Procedure,
    standing,
)
from penaltykit.citation import Citation
from penaltykit.disclosure._party import (
    decision_of,
    penalties_of,
    pointer_of,
    violations_of,
)
from penaltykit.errors import UnknownNameError
from penaltykit.penalty import PenaltyKind
from penaltykit.privacy import birth_date_of

# Dates from which the provisions hold: 行政处罚法 of 2021 art. 86,
# 总局令45号 art. 19.
_LAW_FROM: Final = dt.date(2021, 7, 15)
_MARKET_FROM: Final = dt.date(2021, 9, 1)
_MARKET: Final = "market-regulation"
_ADULT: Final = 18
_GONE: Final = {
    EventKind.ANNULLED: "annulled",
    EventKind.WITHDRAWN: "annulled",
    EventKind.CHANGED: "changed",
}
_UNDOING: Final = {
    PaperKind.ANNULMENT: "annulled",
    PaperKind.CHANGE: "changed",
}
_SAYS: Final[Mapping[str, bool | None]] = {
    "yes": True,
    "no": False,
    "open": None,
}


@frozen(kw_only=True)
class Ground:
    """One reason for or against publication.

    ``says`` is true, false, or ``None`` where something has to be settled
    first; ``pointer`` is where that stands, or should stand, in the case.
    """

    code: str
    says: bool | None
    party: str
    text: Mapping[str, str] = field(hash=False)
    citation: tuple[Citation, ...]
    pointer: str


@frozen(kw_only=True)
class Gate:
    """Whether a decision may be published on a channel.

    ``publishable`` is true, false, or ``None`` (undetermined). ``grounds``
    are all that were found; ``ground`` and ``citation`` are those that
    decide; ``settle`` are the pointers that would decide an open gate.
    """

    channel: Channel
    parties: tuple[str, ...]
    publishable: bool | None
    grounds: tuple[Ground, ...]

    @property
    def deciding(self) -> tuple[Ground, ...]:
        """The grounds that speak as the gate does; the same ground for
        several parties counts once.
        """
        chosen: dict[str, Ground] = {}
        for ground in self.grounds:
            if ground.says is self.publishable:
                chosen.setdefault(ground.code, ground)
        return tuple(chosen.values())

    @property
    def ground(self) -> dict[str, str]:
        """Why, in each language."""
        return {
            "zh": "".join(ground.text["zh"] for ground in self.deciding),
            "en": " ".join(ground.text["en"] for ground in self.deciding),
        }

    @property
    def citation(self) -> tuple[Citation, ...]:
        """The texts behind :attr:`ground`."""
        return tuple(
            dict.fromkeys(
                cited for ground in self.deciding for cited in ground.citation
            )
        )

    @property
    def settle(self) -> tuple[str, ...]:
        """Pointers of what would decide; empty unless undetermined."""
        if self.publishable is not None:
            return ()
        return tuple(dict.fromkeys(g.pointer for g in self.deciding))

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """JSON values, texts in one language."""
        return {
            "channel": self.channel.value,
            "parties": list(self.parties),
            "publishable": self.publishable,
            "grounds": [
                {
                    "code": ground.code,
                    "says": ground.says,
                    "party": ground.party,
                    "text": ground.text[lang],
                    "citation": [cited.text for cited in ground.citation],
                    "pointer": ground.pointer,
                }
                for ground in self.grounds
            ],
            "settle": list(self.settle),
        }


def gate(
    subject: Any,
    channel: Channel | str = Channel.CREDIT_CHINA,
    party: str | None = None,
    *,
    root: Path | None = None,
) -> Gate:
    """Whether the decision may be published on ``channel``.

    The gate of a case with several parties is open only if it is open for
    each.

    Args:
        subject: a case, or an assessment (anything with ``case``, and
            perhaps ``as_of``).
        channel: where it would be published.
        party: id of one party; all if left out.
        root: folder of rules; the shipped one if left out.

    Raises:
        UnknownNameError: no such channel or party.
    """
    case: Case = getattr(subject, "case", subject)
    as_of: dt.date | None = getattr(subject, "as_of", None)
    try:
        channel = Channel(channel)
    except ValueError:
        kind, known = "channel", tuple(one.value for one in Channel)
        raise UnknownNameError(kind, str(channel), known) from None
    parties = [one for one in case.parties if party in {None, one.id}]
    if not parties:
        kind = "party"
        raise UnknownNameError(
            kind, str(party), [one.id for one in case.parties]
        )
    words = _words(root or rules_root())
    grounds = tuple(
        _ground(words, case, channel, one, code, pointer)
        for one in parties
        for code, pointer in _codes(case, channel, one, as_of)
    )
    return Gate(
        channel=channel,
        parties=tuple(one.id for one in parties),
        publishable=all_hold(ground.says for ground in grounds),
        grounds=grounds,
    )


def all_hold(says: Iterable[bool | None]) -> bool | None:
    """False if one is, else open if one is."""
    found = set(says)
    if False in found:
        return False
    return None if None in found else True


@cache
def _words(root: Path) -> Mapping[str, Any]:
    value: Mapping[str, Any] = _yaml.load(
        root / "profiles" / "_gate.yaml"
    ).value
    return value


def _ground(
    words: Mapping[str, Any],
    case: Case,
    channel: Channel,
    party: Party,
    code: str,
    pointer: str,
) -> Ground:
    entry = words[code]
    return Ground(
        code=code,
        says=_SAYS[entry["says"]],
        party=party.id,
        text={"zh": entry["zh"], "en": entry["en"]},
        citation=tuple(
            Citation(text=cite["text"])
            for cite in entry["cite"]
            if _holds(cite, case, channel)
        ),
        pointer=pointer,
    )


def _holds(cite: Mapping[str, str], case: Case, channel: Channel) -> bool:
    """Whether a text is in force for this agency and channel."""
    region = case.agency.region or ""
    return (
        region.startswith(cite.get("region", ""))
        and cite.get("field") in {None, case.agency.field}
        and cite.get("channel") in {None, channel.value}
        and cite.get("not_channel") != channel.value
    )


def _codes(
    case: Case, channel: Channel, party: Party, as_of: dt.date | None
) -> Iterator[tuple[str, str]]:
    """Every ground for one party, with its pointer."""
    market = (
        channel is Channel.ENTERPRISE_CREDIT and case.agency.field == _MARKET
    )
    yield from _decision(case, party, market=market)
    yield from _taken_back(case, party, as_of)
    if market:
        yield from _market(case, party)
    else:
        yield from _impact(case)
    yield from _secrets(case)
    if party.kind is PartyKind.CITIZEN:
        yield from _age(case, party)


def _decision(
    case: Case, party: Party, *, market: bool
) -> Iterator[tuple[str, str]]:
    if not standing(case, party.id).reached(Phase.DECIDED):
        yield "decision-none", "/phase"
        return
    given = penalties_of(case, party)
    if not any(one.penalty.kind.is_penalty for one in given):
        found = violations_of(case, party)
        index = found[0][0] if found else 0
        yield "penalty-none", f"/violations/{index}/penalties"
    decision = decision_of(case, party)
    if decision.date is None:
        yield "decision-undated", "/events"
    elif decision.date < (_MARKET_FROM if market else _LAW_FROM):
        yield "decision-before-law", decision.date_pointer


def _taken_back(
    case: Case, party: Party, as_of: dt.date | None
) -> Iterator[tuple[str, str]]:
    """Annulled, changed, withdrawn, withheld, or shown long enough."""
    alone = len(case.parties) == 1
    for index, event in enumerate(case.events):
        touched = not event.parties or party.id in event.parties
        if touched and event.kind in _GONE:
            yield _GONE[event.kind], f"/events/{index}"
    for index, paper in enumerate(case.papers):
        touched = alone or not paper.parties or party.name in paper.parties
        if touched and paper.kind in _UNDOING:
            yield _UNDOING[paper.kind], f"/papers/{index}"
    use = case.result_use
    if use and use.publish is False:
        yield "withheld", "/result_use/publish"
    if use and as_of and use.display_until and use.display_until < as_of:
        yield "display-over", "/result_use/display_until"


def _market(case: Case, party: Party) -> Iterator[tuple[str, str]]:
    """总局令45号 art. 2: a rule of its own beside art. 48."""
    kinds = {
        one.penalty.kind
        for one in penalties_of(case, party)
        if one.penalty.kind.is_penalty
    }
    if case.procedure is Procedure.SIMPLIFIED:
        yield "market-simplified", "/procedure"
    elif kinds == {PenaltyKind.WARNING}:
        yield "market-warning", "/violations"
    else:
        yield "market-ordinary", "/procedure"
    if party.kind is PartyKind.CITIZEN:
        yield "market-unregistered", f"{pointer_of(case, party)}/kind"


def _impact(case: Case) -> Iterator[tuple[str, str]]:
    fact = case.result_use.social_impact if case.result_use else None
    says = _truth(fact)
    code = {True: "impact-yes", False: "impact-no", None: "impact-open"}[says]
    yield code, "/result_use/social_impact"


def _secrets(case: Case) -> Iterator[tuple[str, str]]:
    """A review that found nothing to say needs no word of its own; one that
    could not tell does.
    """
    use = case.result_use
    if use is None:
        return
    for name, fact, code in (
        ("state_secret", use.state_secret, "secret"),
        ("public_safety", use.public_safety, "safety"),
    ):
        if fact is None or fact.state is FactState.NOT_APPLICABLE:
            continue
        says = _truth(fact)
        if says is not False:
            end = "yes" if says else "open"
            yield f"{code}-{end}", f"/result_use/{name}"


def _truth(fact: Fact | None) -> bool | None:
    if fact is None or fact.state is not FactState.KNOWN:
        return None
    return fact.value if isinstance(fact.value, bool) else None


def _age(case: Case, party: Party) -> Iterator[tuple[str, str]]:
    """Whether the citizen was an adult on the first day of every act."""
    pointer = f"{pointer_of(case, party)}/birth_date"
    born = party.birth_date or birth_date_of((party.id_number or "").strip())
    if born is None:
        yield "age-open", pointer
        return
    known = True
    for index, violation in violations_of(case, party):
        day = violation.act.from_ or violation.act.to
        decided = decision_of(case, party).date
        if day and not _adult(born, day):
            yield "minor", pointer
            return
        if day is None and decided and not _adult(born, decided):
            yield "minor", pointer
            return
        if day is None:
            known = False
            pointer = f"/violations/{index}/act/from"
    if not known:
        yield "age-open", pointer


def _adult(born: dt.date, day: dt.date) -> bool:
    """Whether someone has completed eighteen years on ``day``."""
    before_birthday = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - before_birthday >= _ADULT
