"""Circumstances that were found and do not show in the fine.

That a circumstance holds is the officer's word, and how much it weighs is
theirs too. Seen here is only what cannot go together: leniency was found, and
the fine is the highest that could be given without it; severity was found,
and it is the lowest; mitigation (减轻) was chosen, and the fine keeps to the
statutory band (行政处罚法 arts. 5(2), 30, 32).
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from penaltykit._i18n import both
from penaltykit._pattern import Pattern
from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import band, listed, money
from penaltykit.assessment._result import Unseen, Verdict
from penaltykit.assessment._weighing import Weighing
from penaltykit.case import PaperKind
from penaltykit.facts import FactView
from penaltykit.money import Band
from penaltykit.penalty import Obligation, PenaltyKind

LENIENT: Final = "lenient"
SEVERE: Final = "severe"

_DECISIONS: Final = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)
_CLAUSE: Final = Pattern(r"[，,。；;：:\n（）()]")
_SENTENCE: Final = Pattern(r"[。；;\n]")
# What is no measure of leniency: it follows the facts, or is the lightest.
_ASIDE: Final = (
    PenaltyKind.CONFISCATE_GAINS,
    PenaltyKind.CONFISCATE_GOODS,
    PenaltyKind.WARNING,
    PenaltyKind.CRITICISM,
)
# What the agency does (予以从轻处罚), not what the law says of it
# (从轻或者减轻, 从轻处罚的情形).
_LIGHTER: Final = (
    r"(?:从轻|减轻)(?!(?:行政)?(?:处罚|罚款)?(?:或|、|的|情|理|条|规|幅))"
)
_HEAVIER: Final = r"从重(?!(?:行政)?(?:处罚|罚款)?(?:或|、|的|情|理|条|规|幅))"
_GIVEN: Final = (
    r"(?:予以|给予|应予|决定|酌情|酌予|依法|对(?:当事人|你|你单位|你公司))"
)
_DOES: Final = {
    LENIENT: Pattern(rf"(?:{_GIVEN}|^){_LIGHTER}"),
    SEVERE: Pattern(rf"(?:{_GIVEN}|^){_HEAVIER}"),
}
# No act of the agency: denied, asked for, only possible.
_NOT: Final = Pattern(
    r"不|没有|无(?!证|照|许)|未(?!成年|取得|经)|非(?!法)|请求|要求|申请|主张|"
    r"希望|恳请|认为|提出|称|可以|是否|如果"
)


@frozen
class _Side:
    """What speaks for one side, in words."""

    towards: str
    grounds: Text
    mitigated: bool = False


def unseen(
    amount: Decimal | None,
    option: Option,
    options: Sequence[Option],
    verdict: Verdict,
    weighing: Weighing,
    view: FactView,
) -> Unseen | None:
    """What was found and does not show in a stated fine.

    Args:
        amount: of the fine, in yuan.
        option: the fine of the statute, as the table leaves it.
        options: all that the statute opens.
        verdict: on the fine; what lies outside a band is told there.
        weighing: what the circumstances come to.
        view: facts of the violation and party.
    """
    if verdict is not Verdict.INSIDE or amount is None or option.pending:
        return None
    span = option.statute if option.benchmark is None else option.row
    if span is not None and (_is_point(span) or _is_point(option.band)):
        # Where one amount alone can come out there is nothing to show.
        span = None
    least = _least(option)
    top = span if span is not None and amount == span.highest else None
    low = span if span is not None and amount == _bottom(span) else None
    kept = least is not None and amount >= least
    side = _side(weighing, view) if top or low or kept else None
    if side is None:
        return None
    assert view.violation is not None
    kinds = {one.kind for one in view.violation.penalties}
    if side.towards == SEVERE:
        text = None
        if low and not _more(options, kinds):
            text = _end(side, amount, low, option)
    elif _less(options, kinds):
        text = None
    elif top:
        text = _end(side, amount, top, option)
    elif side.mitigated and kept and least is not None:
        text = both(
            "Mitigation was chosen ({grounds}), and the fine of {amount} is"
            " not under the statutory floor of {least}",
            grounds=side.grounds,
            amount=money(amount),
            least=money(least),
        )
    else:
        text = None
    return None if text is None else Unseen(towards=side.towards, text=text)


def _bottom(span: Band) -> Decimal | None:
    """The least amount of a band that has one."""
    return None if span.from_ is None else span.lowest or None


def _is_point(span: Band | None) -> bool:
    return span is not None and (
        span.lowest is not None and span.lowest == span.highest
    )


def _least(option: Option) -> Decimal | None:
    """The floor of the statute, where it has one."""
    found = None if option.statute is None else option.statute.lowest
    return found or None


def _end(side: _Side, amount: Decimal, span: Band, option: Option) -> Text:
    """That the fine stands at the wrong end."""
    of_table = option.benchmark is not None
    places = {
        "grounds": side.grounds,
        "amount": money(amount),
        "band": band(span),
    }
    if side.towards == LENIENT:
        if of_table:
            return both(
                "{grounds}: this calls for less, and the fine of {amount} is"
                " the most that the row of the benchmark gives ({band})",
                **places,
            )
        return both(
            "{grounds}: this calls for less, and the fine of {amount} is the"
            " most that the law allows ({band})",
            **places,
        )
    if of_table:
        return both(
            "{grounds}: this calls for more, and the fine of {amount} is the"
            " least that the row of the benchmark gives ({band})",
            **places,
        )
    return both(
        "{grounds}: this calls for more, and the fine of {amount} is the"
        " least that the law allows ({band})",
        **places,
    )


def _side(weighing: Weighing, view: FactView) -> _Side | None:
    """The one side for which anything binding speaks; ``None`` where
    nothing does, or both sides have something."""
    effects = {one.effect for one in weighing.weights}
    if effects & {"no-penalty", "shift", "correction"}:
        # They change the penalty by themselves, and are told for themselves.
        return None
    lighter = [
        one
        for one in weighing.weights
        if one.effect in ("lenient", "mitigate", "open")
        and one.graded
        and one.binds
    ]
    heavier = [
        one for one in weighing.weights if one.effect == SEVERE and one.binds
    ]
    if weighing.grade is None or (lighter and effects & {SEVERE}):
        return None
    if lighter:
        names = listed(say.named(one.rule) for one in lighter)
        mitigated = any(one.effect == "mitigate" for one in lighter)
        return _Side(LENIENT, names, mitigated)
    if heavier:
        return _Side(SEVERE, listed(say.named(one.rule) for one in heavier))
    return None if effects else _said(view)


def _said(view: FactView) -> _Side | None:
    """What the reasons, or the decision, say that the agency does, where
    no circumstance is on record."""
    found = {
        towards
        for towards, pattern in _DOES.items()
        if any(_does(pattern, clause) for clause in _clauses(view))
    }
    if found == {LENIENT}:
        return _Side(LENIENT, both("The file says that leniency was applied"))
    if found == {SEVERE}:
        return _Side(SEVERE, both("The file says that severity was applied"))
    return None


def _does(pattern: Pattern, clause: str) -> bool:
    match = pattern.search(clause)
    return match is not None and not _NOT.search(clause[: match.start()])


def _clauses(view: FactView) -> Iterator[str]:
    """Clauses of the reasons; and of the decision, where it speaks of one
    violation of one party alone, but for sentences in which it reports what
    others say."""
    violation = view.violation
    assert violation is not None
    discretion = violation.discretion
    if discretion is not None and discretion.reasons:
        yield from _split(discretion.reasons)
    case = view.case
    if len(case.violations) > 1 or len(case.parties) > 1:
        return
    for paper in case.papers:
        if paper.kind not in _DECISIONS or not paper.text:
            continue
        for sentence in _SENTENCE.split(paper.text):
            if not _NOT.search(sentence):
                yield from _split(sentence)


def _split(text: str) -> Iterator[str]:
    return (clause.strip() for clause in _CLAUSE.split(text))


def _less(options: Sequence[Option], kinds: Collection[PenaltyKind]) -> bool:
    """Whether a kind that could be imposed is not: leniency, or mitigation,
    may show there."""
    return any(
        option.applies is True
        and option.penalty.kind.is_penalty
        and option.penalty.kind not in (*kinds, *_ASIDE)
        for option in options
    )


def _more(options: Sequence[Option], kinds: Collection[PenaltyKind]) -> bool:
    """Whether a kind is imposed beside the fine that the law leaves to
    choice: severity may show there."""
    return any(
        option.penalty.obligation is not Obligation.MUST
        and option.penalty.kind is not PenaltyKind.FINE
        and option.penalty.kind.is_penalty
        and option.penalty.kind in kinds
        for option in options
    )
