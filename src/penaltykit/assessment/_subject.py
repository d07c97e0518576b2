"""Whether a kind of penalty can fall on this party at all, and why not.

A law names kinds for organisations, for natural persons and for those who
answer for an organisation. Some kinds fall by their nature on few: only a
natural person is detained, and only by the police or an agency that a law
names (行政处罚法 art. 18(3)); only what is held can be revoked, suspended or
lowered. Nothing is left out without a word: see :func:`unfit_reasons`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from penaltykit._i18n import N_, both
from penaltykit._labels import kind_label
from penaltykit.assessment._reasons import listed, reason
from penaltykit.assessment._result import Reason
from penaltykit.citation import Citation
from penaltykit.engine import Reading
from penaltykit.law import Track
from penaltykit.penalty import Penalty, PenaltyKind, Subject

Facts = Mapping[str, Reading]

PERMIT_HELD: Final = "permit.held"
"""The fact whether the party holds what would be revoked or suspended."""

_DETENTION_BY_LAW: Final = "competence.detention_by_law"
_POLICE: Final = ("public-security", "state-security")
_LICENCE: Final = "business-licence"
_PERMITS: Final = frozenset(
    {
        PenaltyKind.SUSPEND_PERMIT,
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_PERMIT,
    }
)
_ART_18_3: Final = (
    Citation(
        law="administrative-penalty-law",
        version="2021",
        article=18,
        paragraph=3,
    ),
)


class Unfit(StrEnum):
    """Why a kind does not fall on a party, or only under a condition."""

    RESPONSIBLE = "responsible"
    ORGANISATIONS = "organisations"
    PERSONS = "persons"
    BODY = "body"
    POLICE = "police"
    POLICE_OPEN = "police-open"
    NO_PERMIT = "no-permit"
    PERMIT_OPEN = "permit-open"


@frozen
class Fit:
    """How a penalty stands to a party.

    Args:
        falls: whether it falls on it; ``None`` where ``settle`` decides.
        why: what is to be said of it; ``None`` for nothing.
        settle: facts that would settle it.
    """

    falls: bool | None = True
    why: Unfit | None = None
    settle: tuple[str, ...] = ()


_FITS: Final = Fit()


def fit(penalty: Penalty, view: Facts) -> Fit:
    """Whether a penalty falls on the party itself.

    Args:
        penalty: of the law.
        view: facts of the violation and party.
    """
    if penalty.subject is Subject.RESPONSIBLE_PERSON:
        return Fit(False, Unfit.RESPONSIBLE)
    if penalty.subject is not Subject.PARTY:
        organisation = view["party.is_organisation"]
        asked = penalty.subject is Subject.ORGANISATION
        if organisation.state == "known" and organisation.value != asked:
            return Fit(False, Unfit.ORGANISATIONS if asked else Unfit.PERSONS)
    if penalty.kind is PenaltyKind.DETENTION:
        return _detention(view)
    if penalty.kind in _PERMITS:
        return _permit(penalty, view)
    return _FITS


def _detention(view: Facts) -> Fit:
    if view["party.is_organisation"].value is True:
        return Fit(False, Unfit.BODY)
    if view["case.field"].value in _POLICE:
        return _FITS
    by_law = view[_DETENTION_BY_LAW].value
    if by_law is True:
        return _FITS
    if by_law is False:
        return Fit(False, Unfit.POLICE)
    return Fit(None, Unfit.POLICE_OPEN, (_DETENTION_BY_LAW,))


def _permit(penalty: Penalty, view: Facts) -> Fit:
    """A permit that the party does not have cannot be taken from it; a
    citizen who is no registered business has no business licence.
    """
    held = view[PERMIT_HELD]
    if held.value is True:
        return _FITS
    if held.value is False or held.state == "not-applicable":
        return Fit(False, Unfit.NO_PERMIT)
    if penalty.object == _LICENCE and view["party.kind"].value == "citizen":
        return Fit(False, Unfit.NO_PERMIT)
    return Fit(True, Unfit.PERMIT_OPEN)


_SAID: Final = {
    Unfit.RESPONSIBLE: N_(
        "For the persons who answer for it the provision has a penalty of"
        " their own ({kinds}); whoever is one is a party, and none of it"
        " falls on this one."
    ),
    Unfit.ORGANISATIONS: N_(
        "The provision names this for organisations only, and the party is a"
        " natural person: {kinds}."
    ),
    Unfit.PERSONS: N_(
        "The provision names this for natural persons only, and the party is"
        " an organisation: {kinds}."
    ),
    Unfit.BODY: N_(
        "Only a natural person can be detained; the party is an organisation,"
        " so this cannot fall on it: {kinds}."
    ),
    Unfit.POLICE: N_(
        "Only the police, and agencies that a law names, may take away"
        " freedom; this agency is neither, so it cannot impose this and the"
        " case goes to the police for it: {kinds}."
    ),
    Unfit.POLICE_OPEN: N_(
        "Only the police, and agencies that a law names, may take away"
        " freedom; that a law names this agency is not attested, so this is"
        " open: {kinds}."
    ),
    Unfit.NO_PERMIT: N_(
        "What the party does not hold cannot be revoked, suspended or"
        " lowered, so this cannot fall on it: {kinds}."
    ),
    Unfit.PERMIT_OPEN: N_(
        "This falls on a party that holds a permit; the file does not say"
        " whether this one does: {kinds}."
    ),
}


def unfit_reasons(
    track: Track, view: Facts, citation: tuple[Citation, ...], pointer: str
) -> list[Reason]:
    """Why kinds of a branch do not fall on the party, or may not.

    Args:
        track: the branch that the facts lead to.
        view: facts of the violation and party.
        citation: of the branch.
        pointer: of the violation.
    """
    found: dict[Unfit, dict[PenaltyKind, Mapping[str, str]]] = {}
    for penalty, condition in zip(
        track.penalties, track.conditions, strict=True
    ):
        why = fit(penalty, view).why
        if why is None or (condition and condition.truth(view) is False):
            continue
        kind = penalty.kind
        found.setdefault(why, {})[kind] = kind_label.both(kind)
    return [
        reason(
            f"statute.unfit-{why}",
            both(_SAID[why], kinds=listed(kinds.values())),
            pointers=(pointer,),
            citation=_ART_18_3
            if why in (Unfit.POLICE, Unfit.POLICE_OPEN)
            else citation,
        )
        for why, kinds in found.items()
    ]
