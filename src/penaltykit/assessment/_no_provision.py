"""An act that no provision in force penalised: repealed before it was done,
or not there yet (行政处罚法 arts. 4 and 38(1)).
"""

from typing import TYPE_CHECKING, Final

from penaltykit._i18n import LANGS, N_, both
from penaltykit.assessment._reasons import told_act
from penaltykit.assessment._result import LawChoice, Reason
from penaltykit.case import Act
from penaltykit.law import Absence, StatutePair

if TYPE_CHECKING:
    from penaltykit.assessment._option import Text

BEFORE: Final = "repealed-before"
"""Repealed before the act, or before the end of one that continued."""
NOT_YET: Final = "not-yet"
"""Not in the law at the act; only a later version has it."""

UNPENALISED: Final = ("repealed", BEFORE, NOT_YET)
"""Choices of law under which no penalty is given."""

_TEXTS: Final = {
    BEFORE: N_(
        "{act}; the provision of {law} that penalised this had gone by then:"
        " the version {version}, in force since {since}, has no such"
        " provision. Without a provision in force no penalty is given; check"
        " whether another item fits the act."
    ),
    NOT_YET: N_(
        "{act}; the provision of {law} that penalises this was not there yet:"
        " it came with the version {version}, in force since {since}. Without"
        " a provision in force no penalty is given; check whether another"
        " item fits the act."
    ),
}


def unpenalised(
    absence: Absence, pair: StatutePair, act: Act, pointer: str
) -> tuple[LawChoice, Reason]:
    """That no provision in force penalised an act, and since when.

    Args:
        absence: why there is none at the act.
        pair: gives the law at the decision.
        act: of the case.
        pointer: of the act.
    """
    statute = absence.statute
    kind, turned = (
        (NOT_YET, statute.version)
        if absence.repealed_by is None
        else (BEFORE, absence.repealed_by)
    )
    name: Text = {lang: statute.law.title(lang) for lang in LANGS}
    law = (
        name
        if kind == NOT_YET
        else both("{name} ({version})", name=name, version=statute.version.id)
    )
    since = turned.effective
    reason = Reason(
        code=f"law.{kind}",
        text=both(
            _TEXTS[kind],
            act=told_act(act),
            law=law,
            version=turned.id,
            since=both("a day that is not recorded")
            if since is None
            else since,
        ),
        pointers=(pointer,),
        citation=statute.citations,
    )
    choice = LawChoice(
        law=statute.law.id,
        version=absence.in_force.id,
        provision=statute.citations,
        reason=reason.text,
        at_act=absence.in_force.id,
        at_decision=None
        if pair.at_decision is None
        else pair.at_decision.version.id,
        choice=kind,
        status=turned.status,
    )
    return choice, reason
