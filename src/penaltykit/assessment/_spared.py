"""What remains where no penalty is given.

No penalty is not nothing: what the law itself keeps (食品安全法 art. 136)
is confiscated, an order to correct is no penalty, and education is a duty
(行政处罚法 art. 33(3)). Whether gains are taken all the same the text does not
settle: art. 28(2) says that they are confiscated, art. 9 counts that as a
penalty. Both are told, and the agency decides.
"""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.assessment._grade import Weighing
from penaltykit.assessment._law_words import kinds_of
from penaltykit.assessment._option import Option
from penaltykit.assessment._reasons import money, reason
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.assessment._statute import ART_28_2
from penaltykit.citation import Citation
from penaltykit.facts import FactView
from penaltykit.penalty import PenaltyKind

_ORDERS: Final = (
    PenaltyKind.ORDER_CORRECT,
    PenaltyKind.ORDER_STOP,
    PenaltyKind.OTHER_ORDER,
)
_ART_9_2: Final = Citation(
    law="administrative-penalty-law", version="2021", article=9, item=2
)
_ART_33_3: Final = (
    Citation(
        law="administrative-penalty-law",
        version="2021",
        article=33,
        paragraph=3,
    ),
)
# Steps of an amount that nobody is asked for, and findings that would add to
# it. That gains are taken "all the same" is what the law leaves open here.
_NO_AMOUNT: Final = (
    "statute.fine",
    "statute.gains",
    "statute.unstated",
    "table.unstated",
    "position",
    "shift",
    "correction",
    "clamp",
    "mitigation",
)
SPARED: Final = (Outcome.NO_PENALTY_SHALL, Outcome.NO_PENALTY_MAY)


def kept(
    options: tuple[Option, ...], weighing: Weighing, view: FactView
) -> tuple[Option, ...]:
    """What remains of the options where no penalty is given.

    Args:
        options: what law and table open.
        weighing: with the grounds on which none is given.
        view: facts of the violation and party.
    """
    orders = _breach(weighing) and not _mended(view)
    return tuple(
        option
        for option in options
        if any(one.covers(option.penalty) for one in weighing.keeps)
        or (orders and option.penalty.kind in _ORDERS)
    )


def contested(
    options: tuple[Option, ...], weighing: Weighing
) -> tuple[Option, ...]:
    """The gains, of which the law does not say whether they are taken."""
    if not weighing.spares or not _breach(weighing):
        return ()
    return tuple(
        evolve(option, applies=None, contested=True, settle=())
        for option in options
        if option.penalty.kind is PenaltyKind.CONFISCATE_GAINS
        and option.applies is not False
        and not any(one.covers(option.penalty) for one in weighing.keeps)
    )


def beside_the_point(reason: Reason) -> bool:
    """Whether a reason tells of an amount, where no penalty shall be given."""
    return any(
        reason.code == code or reason.code.startswith(f"{code}.")
        for code in _NO_AMOUNT
    )


def _breach(weighing: Weighing) -> bool:
    """Whether there is a violation although it is not punished."""
    return all(rule.breach for rule in weighing.spares)


def _mended(view: FactView) -> bool:
    """Whether nothing is left to order: it was put right, or is over."""
    return (
        view["act.corrected_in_time"].value is True
        or view["act.correctable"].value is False
    )


def spared_reasons(
    options: tuple[Option, ...], weighing: Weighing, view: FactView
) -> Iterator[Reason]:
    """What is to be done, and what is left, where no penalty is given.

    Args:
        options: what law and table open, before anything is spared.
        weighing: with the grounds on which none is given.
        view: facts of the violation and party.
    """
    if not weighing.spares:
        return
    where = (f"{view.pointer}/circumstances",)
    shall = weighing.outcome is Outcome.NO_PENALTY_SHALL
    for rule in weighing.spares:
        if rule.besides:
            yield reason(
                "no-penalty.besides",
                both("Besides: {besides}", besides=rule.besides),
                pointers=where,
                citation=rule.citation,
            )
    if not _breach(weighing):
        return
    education = (
        both("No penalty is given, and the agency must educate the party.")
        if shall
        else both("If the party is spared, the agency must educate it.")
    )
    yield reason(
        "no-penalty.education",
        education,
        pointers=where,
        citation=_ART_33_3,
    )
    orders = [
        option
        for option in kept(options, weighing, view)
        if option.penalty.kind in _ORDERS and option.applies is not False
    ]
    if orders:
        text = both(
            "An order is no penalty, so this remains even where none is"
            " given: {kinds}.",
            kinds=kinds_of(orders),
        )
        yield reason(
            "no-penalty.orders",
            text,
            pointers=where,
            citation=orders[0].citation,
        )
    for option in contested(options, weighing):
        yield _gains_reason(option, where)


def _gains_reason(option: Option, where: tuple[str, ...]) -> Reason:
    amount = (
        both("an amount that is not recorded")
        if option.amount is None
        else money(option.amount)
    )
    text = both(
        "There are illegal gains ({amount}). The law says that gains are"
        " confiscated, and it counts confiscation as a penalty; whether they"
        " are taken although no penalty is given it does not say. The agency"
        " decides it, with reasons.",
        amount=amount,
    )
    return reason(
        "no-penalty.gains",
        text,
        pointers=where,
        citation=(*ART_28_2, _ART_9_2),
    )
