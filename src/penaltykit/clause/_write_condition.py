"""One canonical Chinese phrase for a condition."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from penaltykit.clause._bind import Binder, binder, shipped
from penaltykit.clause._condition import ConditionReading, read_condition
from penaltykit.clause._figure import PH_VALUE
from penaltykit.clause._result import Bounds, bounds_of
from penaltykit.clause._tree import (
    All,
    Any_,
    Compare,
    Condition,
    Fact,
    Holds,
    Interval,
    Is,
    LookBack,
    Not,
    decimal_text,
)
from penaltykit.clause._units import (
    MONEY,
    Unit,
    basis_factor,
    printing_units,
    read_unit,
)
from penaltykit.engine import FactType
from penaltykit.facts import Vocabulary

_MYRIAD: Final = 10_000
_SCALES: Final = ((_MYRIAD**2, "亿"), (_MYRIAD, "万"))
_PLACES: Final = 4
_OPEN: Final = Interval(low=Fraction(0), low_inclusive=False)
_ZERO: Final = Interval(low=Fraction(0), high=Fraction(0))


def write_condition(
    condition: ConditionReading | Condition,
    facts: Vocabulary | None = None,
    reading: Bounds | Mapping[str, str] | None = None,
    field: str | None = None,
) -> str:
    """The canonical phrase of a condition; reading it again gives the same.

    Args:
        condition: a reading with one structure, or a structure.
        facts: the vocabulary; the shipped one where left out.
        reading: how the phrase's reader reads 以上 and 以下.
        field: see :func:`read_condition`.

    Raises:
        ValueError: a reading that is not complete, or a condition that no
            phrase says.
    """
    if isinstance(condition, ConditionReading):
        if condition.otherwise:
            return "其他情形"
        if condition.structure is None:
            raise ValueError(condition.text)
        facts = condition.vocabulary if facts is None else facts
        condition = condition.structure
    vocabulary = shipped() if facts is None else facts
    bounds = bounds_of(reading)
    words = _Words(binder(vocabulary, field), bounds)

    def stable(text: str, wanted: Condition) -> bool:
        found = read_condition(text, vocabulary, bounds, field)
        return found.structure == wanted

    for quote in (
        lambda _text, _part: False,
        lambda text, part: not stable(text, part),
        lambda text, part: _judged(part) or not stable(text, part),
        lambda _text, _part: True,
    ):
        text = _Writer(words, quote).write(condition)
        if stable(text, condition):
            return text
    raise ValueError(condition)


@frozen
class _Words:
    """Leaves in words."""

    binder: Binder
    bounds: Bounds

    def leaf(self, part: Compare | Is | Holds) -> str:
        if isinstance(part, Holds):
            return self._name(part.fact)
        if isinstance(part, Is):
            return "或者".join(
                self._value(part.fact, value) for value in part.values
            )
        if part.look_back is not None:
            return self._look_back(part.look_back)
        return self._compare(part)

    def _name(self, fact: Fact) -> str:
        if fact.source != "vocabulary":
            return fact.label
        return self.binder.name(fact)

    def _value(self, fact: Fact, value: str) -> str:
        word = self.binder.word(fact, value)
        if self.binder.values(word) == [(fact, value)]:
            return word
        return f"{self.binder.label(fact)}为{word}"

    def _compare(self, part: Compare) -> str:
        fact = part.fact
        if fact.source == "vocabulary" and part.interval in (_OPEN, _ZERO):
            lead = "没有" if part.interval == _ZERO else "有"
            return f"{lead}{self._name(fact)}"
        name = self._name(fact)
        at = name.find("N")
        hole = read_unit(name, at + 1) if at >= 0 else None
        if hole is not None and fact.source == "unbound":
            words = self.interval(part.interval, (hole,))
            return f"{name[:at]}{words}{name[at + 1 + len(hole.word) :]}"
        named = _basis(fact)
        _, factor = basis_factor(named)
        interval = part.interval.scaled(factor)
        if name.endswith(("pH", "pH值", "PH值")):
            return f"{name}{self.interval(interval, (PH_VALUE,))}"
        return f"{name}{self.interval(interval, printing_units(named))}"

    def interval(self, given: Interval, units: tuple[Unit, ...]) -> str:
        """``5000元以上不足1万元``."""
        low, high = given.low, given.high
        if given.exact and low is not None:
            return f"恰好{_figure(low, units)}"
        text = ""
        if low is not None:
            figure = _figure(low, units)
            if not given.low_inclusive:
                text = f"超过{figure}"
            elif self.bounds.from_ == "included":
                text = f"{figure}以上"
            else:
                text = f"不低于{figure}"
        if high is not None:
            word = "不超过" if given.high_inclusive else "不足"
            text += f"{word}{_figure(high, units)}"
        return text

    def _look_back(self, look: LookBack) -> str:
        times = look.times
        low = times.low
        ordinal = (
            look.this_included
            and low is not None
            and (times.exact or (times.high is None and times.low_inclusive))
        )
        if ordinal and low is not None:
            more = "" if times.exact else "及以上"
            figure = _figure(low, (_TIMES,))
            return f"{look.window}{look.words}第{figure}{more}"
        mark = {True: "（含本次）", False: "（不含本次）", None: ""}[
            look.this_included
        ]
        words = self.interval(times, (_TIMES,))
        if look.window:
            return f"{look.window}{look.words}{words}{mark}"
        return f"{words}{look.words}{mark}"


@frozen
class _Writer:
    """Joins leaves; ``quote`` says which of them stand in quotes."""

    words: _Words
    quote: Callable[[str, Condition], bool]

    def write(self, condition: Condition, *, inner: bool = False) -> str:
        if isinstance(condition, All | Any_):
            mark = "，且" if isinstance(condition, All) else "，或者"
            text = mark.join(
                self.write(part, inner=True) for part in condition.parts
            )
            return f"（{text}）" if inner else text
        if isinstance(condition, Not):
            denied = self._denied(condition.part)
            if denied is not None:
                return denied
            text = f"除{self.write(condition.part, inner=True)}以外"
            return f"（{text}）" if inner else text
        text = self.words.leaf(condition)
        if isinstance(condition, Is) and len(condition.values) > 1 and inner:
            return f"（{text}）"
        return f"“{text}”" if self.quote(text, condition) else text

    def _denied(self, part: Condition) -> str | None:
        """``不属于…`` before what the vocabulary names."""
        if not isinstance(part, Holds | Is) or (
            part.fact.source != "vocabulary"
        ):
            return None
        if isinstance(part, Is) and len(part.values) > 1:
            return None
        text = self.words.leaf(part)
        if self.quote(text, part) or text.startswith("属于"):
            return None
        return f"不属于{text}"


def _judged(part: Condition) -> bool:
    return isinstance(part, Holds) and part.fact.source == "attested"


_TIMES: Final = Unit("次", "次", counted=True)


def _basis(fact: Fact) -> str:
    if fact.type is FactType.MONEY:
        return MONEY
    return fact.unit or "次"


def _figure(value: Fraction, units: tuple[Unit, ...]) -> str:
    """A figure with its unit, the shortest exact way."""
    basis = units[-1]
    found: list[str] = []
    for unit in units:
        shown = value / unit.factor
        text = decimal_text(shown)
        if text is None:
            continue
        found.append(text + unit.word)
        whole = abs(shown) >= 1 or not shown
        short = len(text.partition(".")[2]) <= _PLACES
        if whole and short:
            return _scaled(shown, unit)
    if not found:
        raise ValueError((value, basis.word))
    return found[-1]


def _scaled(value: Fraction, unit: Unit) -> str:
    """``5万元``: where two decimals are enough."""
    for scale, word in _SCALES:
        text = decimal_text(value / scale)
        if (
            text is not None
            and abs(value) >= scale
            and (
                len(text.partition(".")[2]) <= 2  # noqa: PLR2004 fen of a myriad
            )
        ):
            return f"{text}{word}{unit.word}"
    return f"{decimal_text(value)}{unit.word}"
