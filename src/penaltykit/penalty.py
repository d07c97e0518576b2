"""The penalty: one structure for laws, tables, phrases and results."""

import re
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen


class PenaltyKind(StrEnum):
    """Kinds of penalty (行政处罚法 art. 9) and orders that are none.

    The last four are no penalties and never stand in 处罚类别.
    """

    FINE = "fine"
    WARNING = "warning"
    CRITICISM = "criticism"
    CONFISCATE_GAINS = "confiscate-gains"
    CONFISCATE_GOODS = "confiscate-goods"
    SUSPEND_PERMIT = "suspend-permit"
    DOWNGRADE = "downgrade"
    REVOKE_PERMIT = "revoke-permit"
    RESTRICT_BUSINESS = "restrict-business"
    SUSPEND_BUSINESS = "suspend-business"
    SHUT_DOWN = "shut-down"
    RESTRICT_OCCUPATION = "restrict-occupation"
    DETENTION = "detention"
    OTHER_PENALTY = "other-penalty"
    ORDER_CORRECT = "order-correct"
    ORDER_STOP = "order-stop"
    OTHER_ORDER = "other-order"
    NO_PENALTY = "no-penalty"

    @property
    def is_penalty(self) -> bool:
        """Whether art. 9 counts this kind as an administrative penalty."""
        return self not in _NOT_PENALTIES


_NOT_PENALTIES = frozenset(
    {
        PenaltyKind.ORDER_CORRECT,
        PenaltyKind.ORDER_STOP,
        PenaltyKind.OTHER_ORDER,
        PenaltyKind.NO_PENALTY,
    }
)


class Obligation(StrEnum):
    """Whether the agency must impose, may impose, or must choose among."""

    MUST = "must"
    MAY = "may"
    ALTERNATIVE = "alternative"


class Subject(StrEnum):
    """Whom a penalty of a law or a table falls on."""

    PARTY = "party"
    ORGANISATION = "organisation"
    PERSON = "person"
    RESPONSIBLE_PERSON = "responsible-person"


UNITS = ("yuan", "times", "percent", "days", "months", "years", "life")
ROUNDING_MODES = ("up", "down", "half-up")
"""How :attr:`Penalty.rounding` rounds."""

_UNIT = re.compile(r"yuan|times|percent|days|months|years|life|yuan-per-.+")


def is_unit(unit: str) -> bool:
    """Whether ``unit`` is a unit of an amount: see :data:`UNITS`, or
    ``yuan-per-(thing)``."""
    return _UNIT.fullmatch(unit) is not None


@frozen(kw_only=True)
class Penalty:
    """One penalty that a law, a table or a result names.

    Args:
        kind: what is imposed.
        object: what it falls on, in words or as a code of the item (goods,
            tools, a permit).
        subject: who bears it.
        obligation: must, may, or one of the alternatives of ``group``.
        group: name that joins alternatives.
        when: condition in the FEEL subset; ``None`` is always.
        from_: lower bound in ``unit`` (JSON name ``from``); ``None`` is none.
        from_inclusive: whether the lower bound itself belongs.
        to: upper bound; ``None`` is none.
        to_inclusive: whether the upper bound itself belongs.
        unit: see :func:`is_unit`.
        base: fact id that multiplies ``times`` and ``percent``.
        base_least: what ``base`` counts for at least, in yuan (违法所得不足
            一万元的，按一万元计算); ``None`` is what it is.
        per: fact id that counts ``yuan-per-(thing)``.
        step: fact id of further units, for amounts that grow by steps: the
            entry then adds its amount, times the steps, to the fine of the
            same subject.
        step_from: units that come before the first step; ``None`` is none.
        step_size: units of ``step`` that make one step; ``None`` is one.
        rounding: one of :data:`ROUNDING_MODES`: of a step that is begun, or
            without ``step`` of the result to whole yuan; ``None`` rounds
            nothing, and part of a step counts in part.
        cap: never above, in yuan; with ``step``, of the sum.
        floor: never below, in yuan; with ``step``, of the sum.
    """

    kind: PenaltyKind
    object: str | None = None
    subject: Subject = Subject.PARTY
    obligation: Obligation = Obligation.MUST
    group: str | None = None
    when: str | None = None
    from_: Decimal | None = field(default=None, metadata={"json": "from"})
    from_inclusive: bool = True
    to: Decimal | None = None
    to_inclusive: bool = True
    unit: str | None = None
    base: str | None = None
    base_least: Decimal | None = None
    per: str | None = None
    step: str | None = None
    step_from: Decimal | None = None
    step_size: Decimal | None = None
    rounding: str | None = None
    cap: Decimal | None = None
    floor: Decimal | None = None
