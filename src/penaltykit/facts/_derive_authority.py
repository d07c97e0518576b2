"""On what footing the case is decided: an organisation that is empowered or
entrusted (arts. 19, 20), several agencies in common."""

from penaltykit.case import EnforcerKind, PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    unknown,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView

_DECISIONS = (
    PaperKind.DECISION,
    PaperKind.ON_THE_SPOT_DECISION,
    PaperKind.NO_PENALTY_DECISION,
)


@derives(Scope.CASE)
def enforcer_is(view: FactView, kind: str) -> Reading:
    """Whether the penalty is carried out by an enforcer of a kind; where
    the file says nothing it is an agency by its own power."""
    return known(view.case.agency.kind is EnforcerKind(kind), "/agency/kind")


@derives(Scope.CASE)
def delegation_in_term(view: FactView) -> Reading:
    """Whether the decision falls on a day on which the delegation held."""
    delegation = view.case.agency.delegation
    pointer = "/agency/delegation"
    decided, where = view.facts.decided
    if delegation is None or not (delegation.from_ or delegation.until):
        return not_applicable(f"{pointer}/until")
    if decided is None:
        return unknown(where)
    if delegation.from_ and decided < delegation.from_:
        return known(False, f"{pointer}/from")
    if delegation.until and decided > delegation.until:
        return known(False, f"{pointer}/until")
    return known(True, f"{pointer}/until")


@derives(Scope.PAPER)
def joint_named(view: FactView) -> Reading:
    """Whether a decision names every agency that decides in common, at its
    foot or in its wording."""
    paper, joint = view.paper, view.case.joint_agencies
    pointer = f"{view.pointer}/joint_agencies"
    if paper is None or paper.kind not in _DECISIONS or not joint:
        return not_applicable(pointer)
    wanted = [one.name for one in view.case.agencies]
    if paper.agency or paper.joint_agencies:
        # Whose name stands first is looked at by itself.
        named = {wanted[0], *paper.joint_agencies, paper.agency}
        return known(all(name in named for name in wanted), pointer)
    if paper.text:
        return known(all(name in paper.text for name in wanted), pointer)
    return unknown(pointer)


@derives(Scope.PAPER)
def joint_sealed(view: FactView) -> Reading:
    """Whether a decision carries the seal of every agency that decides in
    common (art. 59(2)); a seal that is refused is told by itself."""
    paper, joint = view.paper, view.case.joint_agencies
    pointer = f"{view.pointer}/joint_seals"
    if paper is None or paper.kind not in _DECISIONS or not joint:
        return not_applicable(pointer)
    if paper.sealed is False:
        return not_applicable(pointer)
    if not (paper.seal or paper.joint_seals):
        return unknown(pointer)
    seals = {paper.seal, *paper.joint_seals}
    return known(all(one.name in seals for one in joint), pointer)
