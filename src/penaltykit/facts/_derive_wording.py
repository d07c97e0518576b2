"""Terms, amounts and sums in the wording of a paper and of the file."""

from collections.abc import Iterator
from decimal import Decimal

from penaltykit.case import Term
from penaltykit.engine import Reading
from penaltykit.facts._arithmetic import arithmetic_right
from penaltykit.facts._derive import derives, known, not_applicable
from penaltykit.facts._derive_dates import figure
from penaltykit.facts._derive_paper import addressed
from penaltykit.facts._derive_text import (
    FINAL,
    RETOLD,
    SPOT,
    agrees,
    silent,
    text_at,
    wording,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import (
    AMOUNT,
    NO_UNIT,
    amount_in,
    terms,
)
from penaltykit.facts._views import FactView
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


_WAYS = Pattern(
    r"(?P<review>复议)(?!决定|机关|期间|申请书|机构)|"
    r"(?P<suit>起诉|(?<!民事)(?<!刑事)诉讼)(?!期间|期限)"
)
_NO_WAY = Pattern(r"缴|履行|加处|改正|申辩|听证|强制执行|催告")
_AFTER_REVIEW = Pattern(r"复议(?:决定|期满|期限届满|机关)")


_LONGEST = 4000  # no sentence of a paper comes near it


def _told_terms(sentence: str) -> Iterator[tuple[str, Term, bool]]:
    """Each way out of a sentence with its term: the last one that stands
    before it and for which no other duty is named."""
    sentence = sentence[:_LONGEST]
    ways = list(_WAYS.finditer(sentence))
    found = terms(sentence) if ways else []
    begin = 0
    for way in ways:
        mine = [t for t in found if begin <= t.start and t.end <= way.start()]
        begin = way.end()
        if not mine:
            continue
        last = mine[-1]
        if _NO_WAY.search(sentence[last.end : way.start()]):
            continue
        after = _AFTER_REVIEW.search(sentence[: way.start()]) is not None
        kind = "review" if way["review"] else "suit"
        yield kind, Term(count=last.count, unit=last.unit), after


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
    for sentence in view.facts.plain(paper.text).sentences:
        for kind, told, after in _told_terms(sentence):
            if kind == "suit" and paper.kind is SPOT and not after:
                continue  # a direct suit on the spot has its own check
            seen = True
            right = _right_term(view, kind, after=after)
            if right is not None and told != right:
                return known(False, text_at(view))
    return agrees(view) if seen else silent(view)


# --- amounts -----------------------------------------------------------------

_PUNISHES = Pattern(r"决定|处以|给予|如下|合计|共计|并处|对当事人处|对你")
_FINE = Pattern(rf"罚款\s*(?:共计|合计|为|计)?\s*[:：]?\s*{AMOUNT}")
_GAINS = Pattern(rf"没收(?:全部)?违法所得\s*(?:共计|合计|为|计)?\s*{AMOUNT}")
_RANGE = Pattern(r"\s*(?:以上|以下|至|到|—|-|~|～|不足|的罚款)")


def _sums(amounts: list[Decimal]) -> set[Decimal]:
    return {*amounts, sum(amounts, Decimal(0))}


def _allowed(view: FactView, kind: PenaltyKind) -> set[Decimal]:
    """Amounts of a kind that a paper may print: each of a violation, of a
    party, their sums, and what the file says the paper prints."""
    paper = view.paper
    assert paper is not None
    everything: list[Decimal] = []
    allowed: set[Decimal] = set()
    for index in addressed(view):
        party = view.case.parties[index].id
        own = [
            penalty.amount
            for violation in view.case.violations
            if not violation.parties or party in violation.parties
            for penalty in violation.penalties
            if penalty.kind is kind
            and penalty.amount is not None
            and penalty.party in (None, party)
        ]
        allowed |= _sums(own)
        everything += own
    printed = [
        p.amount
        for p in paper.penalties
        if p.kind is kind and p.amount is not None
    ]
    return (allowed | _sums(everything) | _sums(printed)) - {Decimal(0)}


@derives(Scope.PAPER)
def amounts_in_text_agree(view: FactView) -> Reading:
    """Whether the fine and the gains that a decision's operative part
    prints are those of the case, in yuan whatever the unit printed."""
    paper = view.paper
    if paper is None or paper.text is None or paper.kind not in FINAL:
        return silent(view)
    seen = None
    for sentence in view.facts.plain(paper.text).sentences:
        if not _PUNISHES.search(sentence) or RETOLD.search(sentence):
            continue
        for pattern, kind in (
            (_FINE, PenaltyKind.FINE),
            (_GAINS, PenaltyKind.CONFISCATE_GAINS),
        ):
            for match in pattern.finditer(sentence):
                amount = amount_in(match)
                allowed = _allowed(view, kind)
                if (
                    amount is None
                    or not allowed
                    or _RANGE.match(sentence[match.end() :])
                ):
                    continue
                seen = True
                if amount not in allowed:
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
