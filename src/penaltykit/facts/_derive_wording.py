"""Terms, amounts and sums in the wording of a paper and of the file."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from penaltykit.case import PaperKind, StatedPenalty, Term
from penaltykit.engine import Reading
from penaltykit.facts._arithmetic import arithmetic_right
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_paper import addressed
from penaltykit.facts._derive_text import (
    FINAL,
    SPOT,
    agrees,
    silent,
    text_at,
    wording,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._operative import (
    Laid,
    kinds_laid,
    laid,
    laid_anew,
)
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import NO_UNIT
from penaltykit.facts._told_parts import flat_text
from penaltykit.facts._views import FactView
from penaltykit.facts._ways import told_terms
from penaltykit.penalty import PenaltyKind

# --- terms -------------------------------------------------------------------

_PROCEDURE = Pattern(r"缴|复议|诉讼|起诉|申辩|听证|陈述|改正|履行|法院")


@derives(Scope.PAPER)
def terms_have_units(view: FactView) -> Reading:
    """Whether every term that a paper tells has a unit (60日内, not 60内)."""
    text = wording(view)
    if text is None:
        return silent(view)
    for sentence in view.facts.plain(text).sentences:
        if _PROCEDURE.search(sentence) and NO_UNIT.search(sentence):
            return known(False, text_at(view))
    return known(True, text_at(view))


def _days(view: FactView, parameter: str, unit: str) -> Term | None:
    count = figure(view, parameter)
    return None if count is None else Term(count=count, unit=unit)


def _right_term(view: FactView, kind: str, *, after: bool) -> Term | None:
    """The term that a paper must tell: the one on file, else the special
    one of the sector law, else that of the general law; ``None`` where
    another law is attested to set it and the file does not say which."""
    if kind == "suit" and after:
        return _days(view, "litigation.days-after-reconsideration", "days")
    remedies = view.case.remedies
    given = None
    if remedies is not None and kind == "review":
        given = remedies.reconsideration_term
    elif remedies is not None:
        given = remedies.litigation_term
    if given or view["remedies.other_term_by_law"].value is True:
        return given
    if kind == "review":
        return _days(view, "reconsideration.days", "days")
    special = view["remedies.suit_days_by_law"].value
    if isinstance(special, int | Decimal):
        return Term(count=int(special), unit="days")
    return _days(view, "litigation.months", "months")


@derives(Scope.PAPER)
def remedy_terms_agree(view: FactView) -> Reading:
    """Whether the terms of the remedies in the wording are those that the
    file gives, or by default those of the law; after a reconsideration
    fifteen days to sue are always right (行政诉讼法 art. 45)."""
    paper = view.paper
    if paper is None or paper.text is None or paper.kind not in FINAL:
        return silent(view)
    seen = None
    decided = paper.date or view.facts.decided[0]
    since = view["remedies.reconsideration_first_from"].value
    first = paper.kind is SPOT and (
        decided is None or not isinstance(since, dt.date) or decided >= since
    )
    for sentence in flat_text(view).pieces:
        for kind, told, after in told_terms(sentence):
            if kind == "suit" and first and not after:
                continue  # a direct suit on the spot has its own check
            seen = True
            right = _right_term(view, kind, after=after)
            if right is not None and told != right:
                return known(False, text_at(view))
    return agrees(view) if seen else silent(view)


# --- amounts -----------------------------------------------------------------

_NOTICES = (PaperKind.PRIOR_NOTICE, PaperKind.HEARING_NOTICE)
_UNITS = {"yuan": (None, "yuan")}


def _sums(amounts: list[Decimal]) -> set[Decimal]:
    return {*amounts, sum(amounts, Decimal(0))}


def _named(view: FactView, piece: str) -> list[int]:
    """Positions of the parties whom a piece of a paper speaks of: those it
    names, else all to whom the paper is addressed."""
    mine = addressed(view)
    parties = view.case.parties
    return [index for index in mine if parties[index].name in piece] or mine


def _allowed(view: FactView, laid: Laid) -> set[Decimal] | None:
    """Amounts of a kind that a paper may print: each of a violation, of a
    party, their sums, and what the file says the paper prints. A notice may
    propose what is not decided later: the first count there only where they
    come to what it is recorded to propose.

    ``None`` where the file states no penalty, or no amount in this unit, to
    compare with.
    """
    paper = view.paper
    assert paper is not None
    units = _UNITS.get(laid.unit, (laid.unit,))
    joint = len(laid.kinds) > 1

    def amounts(penalties: Iterable[StatedPenalty]) -> list[Decimal]:
        found = [
            penalty.amount
            for penalty in penalties
            if penalty.kind in laid.kinds
            and penalty.amount is not None
            and penalty.unit in units
        ]
        return [sum(found, Decimal(0))] if joint and found else found

    ids = {view.case.parties[index].id for index in _named(view, laid.piece)}
    printed = amounts(p for p in paper.penalties if p.party in (None, *ids))
    stated = [
        penalty
        for violation in view.case.violations
        for penalty in violation.penalties
        if penalty.party in (None, *ids)
        and (not violation.parties or ids & {*violation.parties})
    ]
    of_kind = [p for p in (*stated, *paper.penalties) if p.kind in laid.kinds]
    if not (stated or paper.penalties) or any(
        p.amount is None or p.unit not in units for p in of_kind
    ):
        return None
    allowed = _sums(printed)
    for party in ids:
        allowed |= _sums(
            amounts(p for p in stated if p.party in (None, party))
        )
    everything = amounts(stated)
    if paper.kind in _NOTICES and sum(everything) != sum(printed):
        return _sums(printed) - {Decimal(0)} if paper.penalties else None
    return (allowed | _sums(everything)) - {Decimal(0)}


def _other_kinds(view: FactView) -> set[PenaltyKind]:
    """Kinds that a decision gives; one that the file does not state has a
    check of its own."""
    paper = view.paper
    if paper is None or paper.text is None or paper.kind not in FINAL:
        return set()
    return kinds_laid(view.facts.plain(paper.text))


def _laid(view: FactView) -> Iterable[Laid]:
    paper = view.paper
    if paper is None or paper.text is None:
        return ()
    plain = view.facts.plain(paper.text)
    if paper.kind is PaperKind.CHANGE:
        return laid_anew(plain)
    if paper.kind in _NOTICES:
        return laid(plain, proposed=True)
    return laid(plain) if paper.kind in FINAL else ()


@derives(Scope.PAPER)
def amounts_in_text_agree(view: FactView) -> Reading:
    """Whether fine, gains, and the length of a detention or suspension that
    the operative part of a paper prints are those of the case, in yuan
    whatever the unit printed; for a notice those that it is recorded to
    propose."""
    seen = None
    others = _other_kinds(view)
    for one in dict.fromkeys(_laid(view)):
        allowed = _allowed(view, one)
        if allowed is None or (not allowed and others & {*one.kinds}):
            continue
        seen = True
        if one.amount not in allowed:
            return known(False, text_at(view))
    return agrees(view) if seen else silent(view)


@derives(Scope.PAPER)
def paper_arithmetic(view: FactView) -> Reading:
    """Whether the arithmetic in the wording of a paper comes out."""
    text = wording(view)
    right = arithmetic_right(text, view.facts.plain(text)) if text else None
    if right is None:
        return silent(view)
    return known(right, text_at(view))


@derives(Scope.VIOLATION)
def arithmetic_of_violation(view: FactView) -> Reading:
    """Whether the arithmetic in the account of the act, in the grounds of
    the facts and in the reasons comes out."""
    assert view.violation is not None
    violation = view.violation
    places = [(f"{view.pointer}/act/summary", violation.act.summary)]
    places += [
        (f"{view.pointer}/facts/{name}/grounds", fact.grounds)
        for name, fact in violation.facts.items()
        if fact.grounds
    ]
    places += [
        (f"{view.pointer}/circumstances/{index}/reasons", claim.reasons)
        for index, claim in enumerate(violation.circumstances)
        if claim.reasons
    ]
    discretion = violation.discretion
    if discretion is not None and discretion.reasons:
        where = f"{view.pointer}/discretion/reasons"
        places.append((where, discretion.reasons))
    seen = None
    for where, text in places:
        right = arithmetic_right(text, view.facts.plain(text))
        if right is False:
            return known(False, where)
        if right:
            seen = where
    if seen is None:
        return not_applicable(f"{view.pointer}/act/summary")
    return known(True, seen)
