"""Facts of stated penalties: sums, kinds, words beside figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from penaltykit.case import (
    ClaimStatus,
    EventKind,
    PaperKind,
    StatedPenalty,
)
from penaltykit.engine import Reading
from penaltykit.facts._derive import (
    derives,
    known,
    not_applicable,
    speaks_of,
    unknown,
)
from penaltykit.facts._derive_party import (
    concerned,
    last_notice,
    papers_to,
    party_of,
)
from penaltykit.facts._entry import Scope
from penaltykit.facts._views import FactView
from penaltykit.money import read_words
from penaltykit.penalty import PenaltyKind

Stated = tuple[str, StatedPenalty]


def stated(view: FactView) -> tuple[Stated, ...]:
    """Penalties of a view's violation that fall on its party, each with its
    pointer. One that names no party falls on each of the violation."""
    key = "stated", view.violation_index, view.party_index
    return view.facts.once(key, lambda: _stated(view))


def _stated(view: FactView) -> tuple[Stated, ...]:
    assert view.violation is not None
    party = party_of(view)
    return tuple(
        [
            (f"{view.pointer}/penalties/{index}", penalty)
            for index, penalty in enumerate(view.violation.penalties)
            if penalty.party is None or penalty.party == party.id
        ]
    )


def _of_party(view: FactView) -> list[tuple[FactView, tuple[Stated, ...]]]:
    """Every violation of the party with the penalties stated for it."""
    facts = view.facts
    found = [
        facts.violation(number, party)
        for number, party in facts.pairs()
        if party == view.party_index
    ]
    return [(inner, stated(inner)) for inner in found]


@cache
def _kinds(names: str) -> frozenset[PenaltyKind]:
    """The kinds that an entry of the vocabulary names."""
    return frozenset(PenaltyKind(kind) for kind in names.split())


@derives(Scope.PARTY)
def fine_total(view: FactView) -> Reading:
    """Sum of the party's stated fines in the case, in yuan.

    Unknown while a fine lacks its amount, or while nothing at all is stated
    for one of its violations.
    """
    total, pointer = Decimal(0), "/violations"
    for inner, penalties in _of_party(view):
        if not penalties:
            return unknown(f"{inner.pointer}/penalties")
        for where, penalty in penalties:
            if penalty.kind is PenaltyKind.FINE:
                pointer = f"{where}/amount"
                if penalty.amount is None:
                    return unknown(pointer)
                total += penalty.amount
    return known(total, pointer)


@derives(Scope.PARTY)
def fine_at_least(view: FactView) -> Reading:
    """Sum of the fines whose amounts are stated: the total is not less."""
    total, pointer = Decimal(0), "/violations"
    for _, penalties in _of_party(view):
        for where, penalty in penalties:
            if penalty.kind is PenaltyKind.FINE and penalty.amount:
                total += penalty.amount
                pointer = f"{where}/amount"
    return known(total, pointer)


_BASES = {
    PenaltyKind.CONFISCATE_GAINS: "gains.amount",
    PenaltyKind.CONFISCATE_GOODS: "goods.value",
}


@derives(Scope.PARTY)
def confiscated(view: FactView, kind: str) -> Reading:
    """Value confiscated from the party, in yuan: the stated amount, else
    what the facts of the violation give for gains or goods."""
    wanted = PenaltyKind(kind)
    total, pointer = Decimal(0), "/violations"
    for inner, penalties in _of_party(view):
        if not penalties:
            return unknown(f"{inner.pointer}/penalties")
        for where, penalty in penalties:
            if penalty.kind is not wanted:
                continue
            if penalty.amount is not None and penalty.unit in (None, "yuan"):
                total, pointer = total + penalty.amount, f"{where}/amount"
                continue
            fact = inner[_BASES[wanted]]
            if fact.state != "known":
                return unknown(fact.pointer)
            assert isinstance(fact.value, Decimal)
            total, pointer = total + fact.value, fact.pointer
    return known(total, pointer)


@derives(Scope.PARTY)
def imposes(view: FactView, kinds: str) -> Reading:
    """Whether a penalty of one of these kinds (separated by spaces) is
    stated for the party; unknown while nothing is stated for a violation."""
    wanted = _kinds(kinds)
    empty = None
    for inner, penalties in _of_party(view):
        if not penalties:
            empty = f"{inner.pointer}/penalties"
        for where, penalty in penalties:
            if penalty.kind in wanted:
                return known(True, where)
    return unknown(empty) if empty else known(False, "/violations")


def only_criticised(view: FactView) -> bool:
    """Whether criticism is the only penalty stated for the party."""
    kinds = {
        penalty.kind
        for _, penalties in _of_party(view)
        for _, penalty in penalties
        if penalty.kind.is_penalty
    }
    return kinds == {PenaltyKind.CRITICISM}


def _spared(view: FactView) -> Reading:
    empty = told = None
    for inner, penalties in _of_party(view):
        if not penalties:
            empty = f"{inner.pointer}/penalties"
        for where, penalty in penalties:
            if penalty.kind.is_penalty:
                return known(False, where)
            if penalty.kind is PenaltyKind.NO_PENALTY:
                told = where
    # Nothing said of a violation is not "no penalty".
    if told is None or empty is not None:
        return known(False, empty or "/violations")
    return known(True, told)


@derives(Scope.PARTY)
def spared(view: FactView) -> Reading:
    """Whether the party gets nothing but "no penalty" (art. 57(1)(2), (3)):
    what must come before a decision that punishes is then not asked for."""
    return _spared(view)


@derives(Scope.CASE)
def all_spared(view: FactView) -> Reading:
    """Whether every party of the case gets nothing but "no penalty"."""
    pointer = "/violations"
    for index in concerned(view):
        reading = view.facts.party(index)["party.spared"]
        if reading.value is not True:
            return known(False, reading.pointer)
        pointer = reading.pointer
    return known(bool(view.case.parties), pointer)


@derives(Scope.PARTY)
def told_fine(view: FactView) -> Reading:
    """Sum of the fines printed in the last prior notice to the party."""
    notice = last_notice(view)
    if notice is None:
        return not_applicable("/papers")
    index, paper = notice
    pointer = f"/papers/{index}/penalties"
    if not paper.penalties:
        return unknown(pointer)
    total = Decimal(0)
    for number, penalty in enumerate(paper.penalties):
        if penalty.party not in (None, party_of(view).id):
            continue
        if penalty.kind is PenaltyKind.FINE:
            if penalty.amount is None:
                return unknown(f"{pointer}/{number}/amount")
            total += penalty.amount
    return known(total, pointer)


# What a notice of something heavier covers as well.
_LIGHTEST = (PenaltyKind.WARNING, PenaltyKind.CRITICISM)
_LIGHT = frozenset(_LIGHTEST)


@derives(Scope.PARTY)
def kinds_told(view: FactView) -> Reading:
    """Whether the last prior notice printed every kind that is imposed on
    the party (arts. 44, 62). A warning instead of what was told, or beside a
    lower fine, is lighter; beside all that was told it is one more."""
    notice = last_notice(view)
    if notice is None:
        return not_applicable("/papers")
    index, paper = notice
    if not paper.penalties:
        return unknown(f"/papers/{index}/penalties")
    told = {
        penalty.kind
        for penalty in paper.penalties
        if penalty.party in (None, party_of(view).id)
    }
    given = [item for _, items in _of_party(view) for item in items]
    imposed = {penalty.kind for _, penalty in given}
    proposed = {kind for kind in told if kind.is_penalty}
    before, now = view["party.told_fine"], view["party.fine_total"]
    lighter = bool(proposed - imposed) or (
        before.state == now.state == "known"
        and Decimal(str(now.value)) < Decimal(str(before.value))
    )
    covered = (*told, *_LIGHTEST) if lighter or proposed & _LIGHT else told
    for where, penalty in given:
        if penalty.kind.is_penalty and penalty.kind not in covered:
            return known(False, where)
    return known(True, f"/papers/{index}/penalties")


@derives(Scope.VIOLATION)
def stated_fine(view: FactView) -> Reading:
    """Sum of the fines stated for the violation and the party, in yuan."""
    total, pointer, seen = Decimal(0), f"{view.pointer}/penalties", False
    for where, penalty in stated(view):
        seen = True
        if penalty.kind is PenaltyKind.FINE:
            pointer = f"{where}/amount"
            if penalty.amount is None:
                return unknown(pointer)
            total += penalty.amount
    return known(total, pointer) if seen else unknown(pointer)


@derives(Scope.VIOLATION)
def violation_imposes(view: FactView, kinds: str) -> Reading:
    """Whether a penalty or order of one of these kinds is stated for the
    violation and the party; unknown while nothing is."""
    wanted = _kinds(kinds)
    pointer, seen = f"{view.pointer}/penalties", False
    for where, penalty in stated(view):
        seen = True
        if penalty.kind in wanted:
            return known(True, where)
    return known(False, pointer) if seen else unknown(pointer)


@derives(Scope.VIOLATION)
def something_stated(view: FactView) -> Reading:
    """Whether any penalty, order or no-penalty is stated."""
    for where, _ in stated(view):
        return known(True, where)
    return known(False, f"{view.pointer}/penalties")


@derives(Scope.VIOLATION)
def gains_stated(view: FactView) -> Reading:
    """Amount of gains that is stated as confiscated, in yuan."""
    for where, penalty in stated(view):
        if penalty.kind is PenaltyKind.CONFISCATE_GAINS:
            if penalty.amount is None:
                return unknown(f"{where}/amount")
            return known(penalty.amount, f"{where}/amount")
    return not_applicable(f"{view.pointer}/penalties")


def words_problem(penalties: Sequence[StatedPenalty]) -> int | None:
    """Position of the first amount whose words do not give its figure; -1
    where all do, ``None`` where there are no words.
    """
    seen = None
    for index, penalty in enumerate(penalties):
        if penalty.words is None or penalty.amount is None:
            continue
        seen = -1
        if not words_give(penalty.words, penalty.amount):
            return index
    return seen


@lru_cache(maxsize=4096)
def words_give(text: str, amount: Decimal) -> bool:
    """Whether capital numerals are well-formed and give an amount in yuan.

    The closing 整 guards a bill against additions; that a decision leaves it
    out changes no amount.
    """
    reading = read_words(text)
    well_formed = reading.problem in {None, "not-closed"}
    return well_formed and reading.amount == amount


@derives(Scope.VIOLATION)
def words_agree(view: FactView) -> Reading:
    """Whether amounts in words are well-formed and give the figures."""
    listed = stated(view)
    problem = words_problem([penalty for _, penalty in listed])
    pointer = f"{view.pointer}/penalties"
    if problem is None:
        return not_applicable(pointer)
    if problem < 0:
        return known(True, pointer)
    return known(False, f"{listed[problem][0]}/words")


@derives(Scope.VIOLATION)
def correction_ordered(view: FactView) -> Reading:
    """Whether the party was ordered to stop or to put right (art. 28(1)):
    an order among the stated ones, a paper, or an event."""
    assert view.violation is not None
    for where, penalty in stated(view):
        if penalty.kind in _ORDERS:
            return known(True, where)
    for index, paper in papers_to(view, PaperKind.CORRECTION_ORDER):
        del paper
        return known(True, f"/papers/{index}")
    party = party_of(view).id
    for kind in (EventKind.CORRECTION_ORDERED, EventKind.CORRECTION_CHECKED):
        for index, _ in view.facts.events(kind, party):
            return known(True, f"/events/{index}")
    return known(False, f"{view.pointer}/penalties")


_ORDERS = (
    PenaltyKind.ORDER_CORRECT,
    PenaltyKind.ORDER_STOP,
    PenaltyKind.OTHER_ORDER,
)


def _claims(view: FactView) -> Iterator[tuple[str, ClaimStatus, str | None]]:
    assert view.violation is not None
    party = party_of(view).id
    for index, claim in enumerate(view.violation.circumstances):
        if claim.party in (None, party):
            yield (
                f"{view.pointer}/circumstances/{index}",
                claim.status,
                claim.reasons,
            )


@derives(Scope.VIOLATION)
def circumstances_reasoned(view: FactView) -> Reading:
    """Whether every circumstance found or refused has its reasons."""
    seen = None
    for where, status, reasons in _claims(view):
        if status is ClaimStatus.CLAIMED:
            continue
        seen = where
        if not reasons:
            return known(False, f"{where}/reasons")
    if seen is None:
        return not_applicable(f"{view.pointer}/circumstances")
    return known(True, seen)


@derives(Scope.VIOLATION)
def circumstances_answered(view: FactView) -> Reading:
    """Whether no circumstance that the party claims was left unanswered."""
    for where, status, _ in _claims(view):
        if status is ClaimStatus.CLAIMED:
            return known(False, f"{where}/status")
    return known(True, f"{view.pointer}/circumstances")


@derives(Scope.VIOLATION)
def circumstance_found(view: FactView, circumstance: str) -> Reading:
    """Whether the officer found a circumstance for the party."""
    assert view.violation is not None
    party = party_of(view).id
    for index, claim in enumerate(view.violation.circumstances):
        if (
            claim.circumstance == circumstance
            and claim.status is ClaimStatus.FOUND
            and claim.party in (None, party)
        ):
            return known(True, f"{view.pointer}/circumstances/{index}")
    return known(False, f"{view.pointer}/circumstances")


@derives(Scope.VIOLATION)
def fact_stated(view: FactView, fact: str) -> Reading:
    """Whether the case file speaks of a fact; to write that it is unknown
    is the same as to leave it out."""
    assert view.violation is not None
    stated = speaks_of(view.violation.facts, fact)
    return known(stated, f"{view.pointer}/facts/{fact}")
