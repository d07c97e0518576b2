"""Whom the wording of a paper names for a reconsideration."""

from typing import Final

from penaltykit.case import PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._told_parts import flat_text
from penaltykit.facts._views import FactView

_FINAL: Final = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)
_AGENCY: Final = (
    r"[^。；;，,向]{2,40}?"
    r"(?:局|厅|委员会|委|部门|总队|支队|大队|机关)(?:[（(][^（）()]{0,12}[）)])?"
)
_GOVERNMENT: Final = r"[^。；;，,向]{0,40}?人民政府"
_OR: Final = r"[，,]?(?:或者?|、|也可以?)[，,]?向?"
_CHOICE: Final = Pattern(
    rf"向(?:{_AGENCY}{_OR}{_GOVERNMENT}|{_GOVERNMENT}{_OR}{_AGENCY})"
    r"[^。；;向]{0,12}(?:申请|提出|提起)[^。；;]{0,8}复议"
)
_REVIEW: Final = Pattern(r"(?:申请|提出|提起)[^。；;]{0,8}复议")


@derives(Scope.PAPER)
def review_by_choice(view: FactView) -> Reading:
    """Whether a decision lets the party choose between a government and an
    agency for its reconsideration, as the law did before 2024
    (行政复议法 2017 art. 12(1)); silent where it speaks of none."""
    paper = view.paper
    pointer = f"{view.pointer}/text"
    if paper is None or paper.text is None or paper.kind not in _FINAL:
        return not_applicable(pointer)
    pieces = flat_text(view).pieces
    if not any(_REVIEW.search(piece) for piece in pieces):
        return not_applicable(pointer)
    return known(any(_CHOICE.search(piece) for piece in pieces), pointer)
