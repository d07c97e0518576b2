"""Formulas of a factor table: base, points, limits, corrections."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

import attrs
from attrs import frozen

from penaltykit.benchmark._policy import Texts
from penaltykit.engine import Expression


class Combine(StrEnum):
    """How the points of the factors become one percentage."""

    SUM = "sum"
    SEQUENCE = "sequence"
    PRODUCT = "product"


class Pick(StrEnum):
    """What several bases come to."""

    GREATEST = "greatest"
    LEAST = "least"
    SUM = "sum"


@frozen(kw_only=True)
class Amount:
    """An amount of money: a figure, or a fact times a figure.

    Args:
        amount: in yuan; ``None`` where a fact gives it.
        fact: id of a money fact.
        times: what the fact is multiplied by.
    """

    amount: Decimal | None = None
    fact: str | None = None
    times: Decimal = Decimal(1)


@frozen(kw_only=True)
class Base:
    """What the percentage is taken of.

    Args:
        amounts: one, or several of which ``pick`` makes one.
        pick: see :class:`Pick`.
        low: the bottom of a range; the percentage is then that of the way
            from there to the amount: ``min + p x (max - min)``.
    """

    amounts: tuple[Amount, ...]
    pick: Pick = Pick.SUM
    low: Amount | None = None

    @property
    def all(self) -> tuple[Amount, ...]:
        """Every amount that it is made of."""
        return self.amounts if self.low is None else (*self.amounts, self.low)

    @property
    def facts(self) -> Iterator[str]:
        """The facts among its amounts."""
        for one in self.all:
            if one.fact is not None:
                yield one.fact

    @property
    def fixed(self) -> bool:
        """Whether it depends on no fact."""
        return not any(self.facts)


@frozen(kw_only=True)
class Correction:
    """What is taken off or put on in percent, after the formula.

    Args:
        id: short name, unique in the formula.
        when: where it is made.
        least: the least percentage; below zero where it is taken off.
        most: the greatest one, further from zero; equal to ``least`` where
            the table names one figure.
        label: in own words.
    """

    id: str
    when: Expression
    least: Decimal
    most: Decimal
    label: Texts | None = attrs.field(default=None, hash=False)


@frozen(kw_only=True)
class Formula:
    """One way from the points to the fine.

    Args:
        id: short name; empty for the only formula of a table.
        label: the situation in own words.
        when: the situation; ``None`` is any.
        base: what the percentage is taken of.
        start: points every case has.
        combine: see :class:`Combine`.
        cap_percent: the percentage never counts for more.
        least_percent: never for less, where the table says so.
        cap: the fine is never more, in yuan.
        floor: the fine is never less, in yuan.
        corrections: in the order in which they are made.
        rounding: a name of ``penaltykit.money.ROUNDINGS``, or ``None``.
    """

    id: str = ""
    label: Texts | None = attrs.field(default=None, hash=False)
    when: Expression | None = None
    base: Base
    start: Decimal = Decimal(0)
    combine: Combine = Combine.SUM
    cap_percent: Decimal = Decimal(100)
    least_percent: Decimal | None = None
    cap: Decimal | None = None
    floor: Decimal | None = None
    corrections: tuple[Correction, ...] = ()
    rounding: str | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that it asks for."""
        conditions: Iterable[Expression | None] = (
            self.when,
            *(one.when for one in self.corrections),
        )
        found = list(self.base.facts)
        for condition in conditions:
            if condition is not None:
                found += sorted(condition.facts)
        return tuple(found)
