"""Whether the kinds of penalty in the wording of a decision are those of the
file: a licence revoked in the paper where the file states a warning."""

from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known
from penaltykit.facts._derive_paper import addressed
from penaltykit.facts._derive_text import FINAL, text_at
from penaltykit.facts._entry import Scope
from penaltykit.facts._operative import kinds_laid, kinds_missed
from penaltykit.facts._views import FactView
from penaltykit.penalty import PenaltyKind


def _kinds(view: FactView) -> set[PenaltyKind]:
    """Kinds that the file states for those whom the paper addresses."""
    mine = {view.case.parties[index].id for index in addressed(view)}
    return {
        penalty.kind
        for violation in view.case.violations
        for penalty in violation.penalties
        if penalty.kind.is_penalty and penalty.party in (None, *mine)
    }


@derives(Scope.PAPER)
def penalties_hold(view: FactView) -> Reading:
    """Whether a decision gives the penalties that the case states, in the
    list of what it prints and in its wording: no kind more, and none that no
    sentence speaks of. A wording in which nothing is found to be given is
    left to people; so is one that was changed later."""
    listed = view["paper.penalties_agree"]
    paper = view.paper
    if (
        paper is None
        or paper.text is None
        or paper.kind not in FINAL
        or listed.value is False
        or (paper.penalties and listed.state == "not-applicable")
    ):
        return listed
    plain = view.facts.plain(paper.text)
    given, stated = kinds_laid(plain), _kinds(view)
    if not given or not stated:
        return listed
    if given - stated or kinds_missed(plain, stated):
        return known(False, text_at(view))
    return known(True, text_at(view))
