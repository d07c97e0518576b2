"""What a published text still shows, and penalties that say too little."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from penaltykit.case import EventKind, PartyKind
from penaltykit.case.identity import id_number_valid
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._derive_party import party_of
from penaltykit.facts._derive_penalty import stated
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import HEAD, is_masked
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind

_ID: Final = Pattern(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
# Region and the last four figures bare: with the day of birth, which is often
# told elsewhere, the number is whole again.
_ID_MIDDLE: Final = Pattern(
    r"(?<![0-9])[1-9][0-9]{5}[0-9]{0,4}[*＊×●]{2,10}[0-9]{3}[0-9Xx](?![0-9])"
)
_MOBILE: Final = Pattern(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def _published(view: FactView) -> Iterator[tuple[str, str]]:
    """Texts that are, or are made to be, published: those of publications,
    and papers whose head is masked."""
    for index, event in view.facts.events(EventKind.PUBLISHED):
        if event.text:
            yield f"/events/{index}/text", event.text
    for index, paper in enumerate(view.case.papers):
        head = HEAD.search(paper.text) if paper.text else None
        if paper.text and head is not None and is_masked(head["name"]):
            yield f"/papers/{index}/text", paper.text


def _shows(view: FactView, text: str) -> bool:
    plain = view.facts.plain(text).whole
    compact = re.sub(r"[ \t\u3000-]", "", plain)
    if any(id_number_valid(m[0].upper()) for m in _ID.finditer(compact)):
        return True
    if _ID_MIDDLE.search(compact):
        return True
    own = re.sub(r"[ \t\u3000-]", "", view.case.agency.phone or "")
    if any(m[0] != own for m in _MOBILE.finditer(compact)):
        return True
    head = HEAD.search(plain)
    masked = head is not None and is_masked(head["name"])
    for party in view.case.parties:
        secrets = [party.id_number, party.legal_representative_id]
        secrets += [party.phone, party.account]
        if any(
            s and re.sub(r"[ \t\u3000-]", "", s) in compact for s in secrets
        ):
            return True
        if (
            party.kind is PartyKind.CITIZEN
            and party.address
            and party.address in plain
        ):
            return True
        if masked and any(
            name and name in plain for name in (party.name, party.operator)
        ):
            return True
    use = view.case.result_use
    hidden = () if use is None else (*use.trade_secrets, *use.private_values)
    return any(value in plain for value in hidden)


@derives(Scope.CASE)
def published_text_clean(view: FactView) -> Reading:
    """Whether what is published shows no identity number, telephone,
    account or home, and no name that it masks at its head."""
    seen = None
    for where, text in _published(view):
        seen = where
        if _shows(view, text):
            return known(False, where)
    return not_applicable("/events") if seen is None else known(True, seen)


_WITH_OBJECT = (
    PenaltyKind.CONFISCATE_GOODS,
    PenaltyKind.SUSPEND_PERMIT,
    PenaltyKind.DOWNGRADE,
    PenaltyKind.REVOKE_PERMIT,
)


@derives(Scope.VIOLATION)
def objects_named(view: FactView) -> Reading:
    """Whether penalties that take something say what: goods, permits."""
    seen = None
    for where, penalty in stated(view):
        if penalty.kind not in _WITH_OBJECT:
            continue
        seen = where
        if not (penalty.object or penalty.permit or penalty.text):
            return known(False, f"{where}/object")
    if seen is None:
        return not_applicable(f"{view.pointer}/penalties")
    return known(True, f"{seen}/object")


_HUNDRED: Final = Decimal(100)


@derives(Scope.VIOLATION)
def fine_in_other_unit(view: FactView) -> Reading:
    """Whether a fine looks like a figure in 万元 (0.26): under one yuan, or
    under a hundred with a fraction."""
    pointer = f"{view.pointer}/penalties"
    seen = None
    for where, penalty in stated(view):
        if penalty.kind is not PenaltyKind.FINE or penalty.amount is None:
            continue
        amount, seen = penalty.amount, f"{where}/amount"
        if 0 < amount < 1 or (amount < _HUNDRED and amount % 1):
            return known(True, seen)
    return not_applicable(pointer) if seen is None else known(False, seen)


@derives(Scope.VIOLATION)
def gains_of_nothing(view: FactView) -> Reading:
    """Whether gains are confiscated, without an amount or with none, where
    the file finds that nothing was gained."""
    gains = view["gains.amount"]
    if gains.state != "known":
        return not_applicable(f"{view.pointer}/penalties")
    for where, penalty in stated(view):
        if penalty.kind is PenaltyKind.CONFISCATE_GAINS:
            nothing = not penalty.amount and not gains.value
            return known(nothing, where)
    return not_applicable(f"{view.pointer}/penalties")


@derives(Scope.VIOLATION)
def has_its_own_penalty(view: FactView) -> Reading:
    """Whether a violation has a penalty of its own, where another of the
    same party has one: acts are judged apart, then joined."""
    assert view.violation is not None
    pointer = f"{view.pointer}/penalties"
    if any(
        penalty.kind.is_penalty or penalty.kind is PenaltyKind.NO_PENALTY
        for _, penalty in stated(view)
    ):
        return known(True, pointer)
    party = party_of(view).id
    others = [
        penalty
        for violation in view.case.violations
        if violation.id != view.violation.id
        and (not violation.parties or party in violation.parties)
        for penalty in violation.penalties
        if penalty.party in (None, party) and penalty.kind.is_penalty
    ]
    return known(False, pointer) if others else not_applicable(pointer)
