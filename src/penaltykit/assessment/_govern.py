"""Which version of the law governs (行政处罚法 art. 37), and why.

The law of the act applies, unless that of the decision is milder or no
longer sees a breach. An act that continues is done when it ends.
"""

import datetime as dt

from attrs import frozen

from penaltykit._i18n import LANGS, both
from penaltykit.assessment import _reasons as say
from penaltykit.assessment._milder import Charge, compare
from penaltykit.assessment._no_provision import unpenalised
from penaltykit.assessment._option import Option
from penaltykit.assessment._result import LawChoice, Reason
from penaltykit.assessment._statute import options_of
from penaltykit.facts import FactView
from penaltykit.law import (
    Item,
    Registry,
    Selection,
    Statute,
    StatutePair,
    Track,
)

ATTESTED = "law.new_is_milder"
"""The fact by which an officer attests that the new law is milder."""

_END = "act.to"


@frozen(kw_only=True)
class Governing:
    """The statute that governs, and the branch the facts lead to.

    Args:
        statute: ``None`` where it is not held, or not settled.
        selection: the branch of it.
        choice: as the result shows it.
        reasons: in order.
        settle: facts that would settle which law governs.
        later: the branch of the newer law, where the two do not compare and
            an officer has not said which is milder.
    """

    statute: Statute | None = None
    selection: Selection | None = None
    choice: LawChoice | None = None
    reasons: tuple[Reason, ...] = ()
    settle: tuple[str, ...] = ()
    later: Track | None = None


def govern(
    registry: Registry, item: Item, decided: dt.date, view: FactView
) -> Governing:
    """Choose the law for one violation of one party.

    Args:
        registry: laws and items.
        item: of the violation.
        decided: day of the decision.
        view: the facts of the violation and party.
    """
    assert view.violation is not None
    act = view.violation.act
    acted = act.to or act.from_
    pointer = f"{view.pointer}/act"
    pair = registry.statutes_between(item, acted, decided)
    old = pair.at_act
    if old is None and pair.not_at_act is not None:
        choice, told = unpenalised(pair.not_at_act, pair, act, pointer)
        return Governing(choice=choice, reasons=(told,))
    if old is None:
        reason = say.reason(
            "law.none",
            both(
                "The law in force at the act is not held here, so the penalty"
                " cannot be judged."
            ),
            pointers=(pointer,),
        )
        return Governing(reasons=(reason,))
    kind, statute, selection = _choose(old, pair, view)
    name = {lang: statute.law.title(lang) for lang in LANGS}
    reason = say.law_reason(
        name, statute.version.id, act, kind, statute.citations, pointer
    )
    reasons = [reason]
    if kind in ("attested", "not-comparable"):
        reasons.extend(_attestation(view))
    choice = LawChoice(
        law=statute.law.id,
        version=statute.version.id,
        provision=statute.citations,
        reason=reason.text,
        at_act=old.version.id,
        at_decision=None
        if pair.at_decision is None
        else pair.at_decision.version.id,
        choice=kind,
        status=statute.version.status,
    )
    if kind == "open":
        return Governing(choice=choice, reasons=(reason,), settle=(_END,))
    if _spans_change(registry, item, view):
        reasons.append(
            say.reason(
                "law.not-continuing",
                both(
                    "The file dates the act from {first} to {last} and does"
                    " not say that it continued, and the law changed in"
                    " between; its last day is taken for it. Say whether it"
                    " continued; single acts on both sides of the change are"
                    " violations of their own, each under the law of its day.",
                    first=act.from_ or "",
                    last=act.to or "",
                ),
                pointers=(pointer,),
            )
        )
    later = None
    if kind == "not-comparable" and pair.at_decision is not None:
        unsaid = ATTESTED not in view.violation.facts
        later = pair.at_decision.select(view).track if unsaid else None
    return Governing(
        statute=statute,
        selection=selection,
        choice=choice,
        reasons=tuple(reasons),
        later=later,
    )


def _spans_change(registry: Registry, item: Item, view: FactView) -> bool:
    """Whether an act of several days, not said to continue, lies on both
    sides of a change of its provision."""
    assert view.violation is not None
    act = view.violation.act
    if act.continuing or act.from_ is None or act.to in (None, act.from_):
        return False
    pair = registry.statutes_between(item, act.from_, act.to)
    return (
        pair.at_act is not None
        and pair.at_decision is not None
        and not pair.same
    )


def _choose(
    old: Statute, pair: StatutePair, view: FactView
) -> tuple[str, Statute, Selection]:
    """Kind of the answer, the statute that governs, and its branch."""
    assert view.violation is not None
    new = pair.at_decision
    selection = old.select(view)
    act = view.violation.act
    if act.continuing and act.to is None and not pair.same:
        return "open", old, selection
    if new is None:
        kind = "repealed" if pair.repealed else "not-held"
        return kind, old, selection
    if pair.same:
        return "same", old, selection
    later = new.select(view)
    kind = _compare(selection, later, view)
    if kind == "milder":
        return "new", new, later
    if kind == "not-comparable":
        if _attested(view) and _grounds(view):
            return "attested", new, later
        return "not-comparable", old, selection
    return "old", old, selection


def _attested(view: FactView) -> bool:
    return view[ATTESTED].value is True


def _grounds(view: FactView) -> str:
    """The officer's grounds for the attestation, empty without."""
    assert view.violation is not None
    fact = view.violation.facts.get(ATTESTED)
    return ((fact.grounds if fact else None) or "").strip().rstrip("。.")


def _attestation(view: FactView) -> list[Reason]:
    """What the officer attested, or why it does not count."""
    if not _attested(view):
        return []
    where = f"{view.pointer}/facts/{ATTESTED}"
    grounds = _grounds(view)
    if not grounds:
        text = both(
            "An officer attests that the new law is milder and gives no"
            " grounds; without them it does not count."
        )
        return [
            say.reason("law.attested-without-grounds", text, pointers=(where,))
        ]
    text = both(
        "The officer's grounds for finding the new law milder: {grounds}.",
        grounds=grounds,
    )
    return [say.reason("law.grounds", text, pointers=(where,))]


def _compare(old: Selection, new: Selection, view: FactView) -> str:
    if old.track is None or new.track is None:
        return "not-comparable"
    return compare(
        _charges(options_of((old.track,), view)),
        _charges(options_of((new.track,), view)),
    )


def _charges(options: tuple[Option, ...]) -> list[Charge]:
    return [
        Charge(option.penalty, option.statute)
        for option in options
        if option.applies is not False
    ]
