"""Amounts that grow by steps: how many steps a figure makes."""

import decimal
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from penaltykit._i18n import N_, both
from penaltykit.penalty import Penalty

Text = Mapping[str, str]

_ONE: Final = Decimal(1)
_ZERO: Final = Decimal(0)
_WIDE: Final = decimal.Context(prec=80)
# Only a step size that divides no power of ten needs it, and then only where
# no rounding is named: so far behind the fen that no amount shows it.
_PART: Final = Decimal("1E-12")

_COUNTED: Final[Mapping[str | None, str]] = {
    None: N_("{label} {units}: {beyond} over {start}, by {size} = {count}"),
    "up": N_(
        "{label} {units}: {beyond} over {start}, by {size} = {count}, a step"
        " begun counting whole"
    ),
    "down": N_(
        "{label} {units}: {beyond} over {start}, by {size} = {count}, a step"
        " begun not counting"
    ),
    "half-up": N_(
        "{label} {units}: {beyond} over {start}, by {size} = {count}, half a"
        " step counting whole"
    ),
}


class Steps(NamedTuple):
    """Steps of one figure.

    Attributes:
        beyond: the units that count.
        number: the steps.
        rounded: whether a part of a step was rounded.
    """

    beyond: Decimal
    number: Decimal
    rounded: bool


def count_steps(penalty: Penalty, units: Decimal) -> Steps:
    """The steps that ``units`` of the fact ``step`` make.

    Args:
        penalty: with ``step_from``, ``step_size`` and ``rounding``.
        units: the figure of the fact.
    """
    beyond = max(units - (penalty.step_from or _ZERO), _ZERO)
    size = penalty.step_size or _ONE
    whole, rest = _WIDE.divmod(beyond, size)
    if not rest:
        return Steps(beyond, whole, rounded=False)
    if penalty.rounding is None:
        part = _WIDE.quantize(_WIDE.divide(beyond, size), _PART)
        return Steps(beyond, part.normalize(_WIDE), rounded=False)
    if penalty.rounding == "up" or (
        penalty.rounding == "half-up" and rest * 2 >= size
    ):
        whole += 1
    return Steps(beyond, whole, rounded=True)


def steps_text(
    penalty: Penalty, steps: Steps, units: Decimal, label: Text
) -> Text:
    """The line of arithmetic that says how many steps there are."""
    return both(
        _COUNTED[penalty.rounding if steps.rounded else None],
        label=label,
        units=_plain(units),
        beyond=_plain(steps.beyond),
        start=_plain(penalty.step_from or _ZERO),
        size=_plain(penalty.step_size or _ONE),
        count=_plain(steps.number),
    )


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
