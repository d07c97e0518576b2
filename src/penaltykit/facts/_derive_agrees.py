"""Whether a wording says what the file says and the law: to whom the party
may turn, by when it pays, what a delay costs, who signs."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from penaltykit.case import PaperKind
from penaltykit.engine import Reading
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._entry import Scope
from penaltykit.facts._flat import FlatText
from penaltykit.facts._rate import daily_rates
from penaltykit.facts._told_parts import (
    flat_text,
    is_for_fine,
    payment_terms,
)
from penaltykit.facts._views import FactView
from penaltykit.facts._whom_named import (
    authorities,
    authority_on_file,
    court_on_file,
    courts,
    named_among,
    same_name,
    signers,
)

_FINAL: Final = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)
_COLLECTS: Final = (*_FINAL, PaperKind.DEMAND)


def _has_text(view: FactView, kinds: Iterable[PaperKind]) -> bool:
    paper = view.paper
    return paper is not None and paper.text is not None and paper.kind in kinds


def _as_on_file(
    view: FactView,
    given: str | None,
    plain: Callable[[str], str | None],
    printed: Callable[[FlatText], Iterable[str]],
) -> Reading:
    """Whether one of the names that a wording prints is that of the file."""
    pointer = f"{view.pointer}/text"
    mine = plain(given) if given and _has_text(view, _FINAL) else None
    found = list(printed(flat_text(view))) if mine else []
    if mine is None or not found:
        return not_applicable(pointer)
    return known(named_among(mine, found), pointer)


@derives(Scope.PAPER)
def authority_as_on_file(view: FactView) -> Reading:
    """Whether the wording of a decision sends the party for reconsideration
    to the authority that the file names (art. 59(1)(5))."""
    remedies = view.case.remedies
    given = remedies.reconsideration_authority if remedies else None
    return _as_on_file(view, given, authority_on_file, authorities)


@derives(Scope.PAPER)
def court_as_on_file(view: FactView) -> Reading:
    """Whether the wording of a decision names the court that the file names
    (art. 59(1)(5))."""
    remedies = view.case.remedies
    given = remedies.court if remedies else None
    return _as_on_file(view, given, court_on_file, courts)


@derives(Scope.PAPER)
def late_rate_right(view: FactView) -> Reading:
    """Whether every rate of the late charge that a wording tells is that of
    the law, three per cent a day (art. 72(1)(1))."""
    pointer = f"{view.pointer}/text"
    percent = figure(view, "late-charge.percent")
    if percent is None or not _has_text(view, _COLLECTS):
        return not_applicable(pointer)
    found = list(daily_rates(flat_text(view)))
    if not found:
        return not_applicable(pointer)
    return known(all(rate == Decimal(percent) for rate in found), pointer)


@derives(Scope.PAPER)
def payment_term_in_text(view: FactView) -> Reading:
    """Whether a decision gives the party the fifteen days of the law to pay
    its fine, in days from receipt (art. 67(3)); silent where it sets no term
    in days for a fine, as for one that is paid at once."""
    pointer = f"{view.pointer}/text"
    days = figure(view, "payment.days")
    if days is None or not _has_text(view, _FINAL):
        return not_applicable(pointer)
    terms = [term for term in payment_terms(view) if is_for_fine(term)]
    if not terms:
        return not_applicable(pointer)
    right = any(term.unit == "days" and term.count == days for term in terms)
    return known(right, pointer)


@derives(Scope.PAPER)
def signed_by_agency(view: FactView) -> Reading:
    """Whether the agency of the case is among those that sign the wording of
    a paper at its foot (art. 59(1)(6)); silent where no agency stands before
    a day."""
    pointer = f"{view.pointer}/text"
    text = view.paper.text if view.paper else None
    names = signers(text) if text else []
    if not names:
        return not_applicable(pointer)
    mine = FlatText(view.case.agency.name).bare
    found = [FlatText(name).bare for name in names]
    return known(any(same_name(mine, name) for name in found), pointer)
