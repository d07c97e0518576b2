"""Penalties of a chosen row: those whose condition holds, in yuan."""

from collections.abc import Sequence

from penaltykit.benchmark._model import Table
from penaltykit.benchmark._outcome import TablePenalty
from penaltykit.engine import Context
from penaltykit.law import penalty_band
from penaltykit.penalty import Penalty

# Amounts of these units are money, or become money with the facts.
_MONEY_UNITS = ("yuan", "times", "percent")


def is_money(penalty: Penalty) -> bool:
    """Whether the penalty is an amount that leads to yuan."""
    unit = penalty.unit
    return unit is not None and (
        unit in _MONEY_UNITS or unit.startswith("yuan-per-")
    )


def table_penalties(
    penalties: Sequence[Penalty], table: Table, view: Context
) -> tuple[tuple[TablePenalty, ...], tuple[str, ...]]:
    """The penalties that apply, each with its band in yuan.

    Args:
        penalties: of a row or a formula.
        table: which holds their compiled conditions.
        view: the facts.

    Returns:
        The penalties in order, and the facts without which a condition or a
        band stays open. A penalty whose condition is not known is kept: an
        unknown fact deletes nothing.
    """
    applied: list[TablePenalty] = []
    settle: list[str] = []
    for penalty in penalties:
        missing: list[str] = []
        if penalty.when is not None:
            verdict = table.conditions[penalty.when].evaluate(view)
            if verdict.value is False:
                continue
            missing += verdict.settle
        if not is_money(penalty):
            applied.append(
                TablePenalty(penalty=penalty, missing=tuple(missing))
            )
            settle += missing
            continue
        band, arithmetic, needed = penalty_band(penalty, view)
        missing += needed
        settle += missing
        applied.append(
            TablePenalty(
                penalty=penalty,
                band=band,
                arithmetic=arithmetic,
                missing=tuple(missing),
            )
        )
    return tuple(applied), tuple(dict.fromkeys(settle))
