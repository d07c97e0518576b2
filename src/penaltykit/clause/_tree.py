"""The structure of a condition: comparisons of facts, joined."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from penaltykit.engine import FactType

MAX_READINGS: Final = 16


@frozen(kw_only=True)
class Interval:
    """Figures from here to there; a bound that is ``None`` is open."""

    low: Fraction | None = None
    low_inclusive: bool = True
    high: Fraction | None = None
    high_inclusive: bool = True

    @property
    def empty(self) -> bool:
        """Whether no figure lies inside."""
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return not (self.low_inclusive and self.high_inclusive)
        return self.low > self.high

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.low is not None and self.low == self.high

    def scaled(self, factor: Fraction, shift: int = 0) -> "Interval":
        """The same figures in another unit, or counted from elsewhere."""
        return evolve(
            self,
            low=None if self.low is None else self.low * factor + shift,
            high=None if self.high is None else self.high * factor + shift,
        )

    def to_dict(self) -> dict[str, Any]:
        """The bounds as JSON: decimal strings, or ``n/d``."""
        return {
            "from": _figure(self.low),
            "from_inclusive": self.low_inclusive,
            "to": _figure(self.high),
            "to_inclusive": self.high_inclusive,
        }


@frozen(kw_only=True)
class LookBack:
    """Within which time something is counted.

    Args:
        count: length of the window; ``None`` where none is printed.
        unit: ``days``, ``months`` or ``years``; ``year`` for the calendar
            year in which the act lies.
        this_included: whether this act counts too; ``None`` where the words
            do not say.
        times: the figures as printed.
        words: what is counted, as printed.
        window: the window, as printed.
    """

    count: int | None
    unit: str | None
    this_included: bool | None
    times: Interval
    words: str
    window: str

    @property
    def months(self) -> Fraction | None:
        """The window in months, where it is one of months or years."""
        if self.count is None or self.unit not in ("months", "years"):
            return None
        return Fraction(self.count * (12 if self.unit == "years" else 1))

    def to_dict(self) -> dict[str, Any]:
        """The look-back as JSON."""
        window = (
            None
            if self.unit is None
            else {"count": self.count, "unit": self.unit}
        )
        return {
            "window": window,
            "count": self.times.to_dict(),
            "this_included": self.this_included,
            "words": self.words or None,
        }


@frozen(kw_only=True)
class Fact:
    """A fact that a condition names.

    Args:
        id: of the vocabulary, or ``attested.…`` or ``quantity.…``: stable
            for the same words.
        label: in Chinese.
        type: of its values.
        unit: of a quantity; of a count, what is counted.
        source: ``vocabulary``, ``attested`` or ``unbound``.
    """

    id: str
    label: str
    type: FactType
    unit: str | None = None
    source: str = "vocabulary"

    def to_dict(self) -> dict[str, Any]:
        """The fact as JSON."""
        return {
            "id": self.id,
            "label": self.label,
            "type": self.type.value,
            "unit": self.unit,
        }


@frozen(kw_only=True)
class Compare:
    """A figure that lies in an interval (in the unit of the fact)."""

    fact: Fact
    interval: Interval
    look_back: LookBack | None = None


@frozen(kw_only=True)
class Is:
    """A fact that has one of several words."""

    fact: Fact
    values: tuple[str, ...]


@frozen(kw_only=True)
class Holds:
    """A truth."""

    fact: Fact


@frozen
class Not:
    """The opposite."""

    part: "Condition"


@frozen
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@frozen
class Any_:  # noqa: N801 the other name is taken
    """At least one part holds."""

    parts: tuple["Condition", ...]


Leaf = Compare | Is | Holds
Condition = Leaf | Not | All | Any_


def both(parts: list[Condition]) -> Condition:
    """All of several parts, flat."""
    return _flat(All, parts)


def either(parts: list[Condition]) -> Condition:
    """Any of several parts, flat; words of one fact become one list."""
    joined: list[Condition] = []
    flat = [
        one
        for part in parts
        for one in (part.parts if isinstance(part, Any_) else (part,))
    ]
    # What is said twice stands between no words of one fact.
    for part in dict.fromkeys(flat):
        last = joined[-1] if joined else None
        if (
            isinstance(part, Is)
            and isinstance(last, Is)
            and (last.fact == part.fact)
        ):
            values = dict.fromkeys((*last.values, *part.values))
            joined[-1] = evolve(last, values=tuple(values))
        else:
            joined.append(part)
    return _flat(Any_, joined)


def _flat(kind: type[All] | type[Any_], parts: list[Condition]) -> Condition:
    flat: list[Condition] = []
    for part in parts:
        inner = part.parts if isinstance(part, kind) else (part,)
        flat += [one for one in inner if one not in flat]
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every comparison, in the order of the text."""
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Not):
            waiting.append(part.part)
        elif isinstance(part, All | Any_):
            waiting.extend(reversed(part.parts))
        else:
            yield part


def depth(condition: Condition) -> int:
    """How many brackets stand inside one another at most."""
    if isinstance(condition, Not):
        return 1 + depth(condition.part)
    if isinstance(condition, All | Any_):
        return 1 + max(depth(part) for part in condition.parts)
    return 1


def feel(condition: Condition) -> str:
    """The condition in the FEEL subset of :mod:`penaltykit.engine`."""
    if isinstance(condition, All):
        return " and ".join(
            f"({feel(part)})" if isinstance(part, Any_) else feel(part)
            for part in condition.parts
        )
    if isinstance(condition, Any_):
        return " or ".join(feel(part) for part in condition.parts)
    if isinstance(condition, Not):
        return f"not({feel(condition.part)})"
    if isinstance(condition, Holds):
        return condition.fact.id
    if isinstance(condition, Is):
        words = [f'"{value}"' for value in condition.values]
        if len(words) == 1:
            return f"{condition.fact.id} = {words[0]}"
        return f"{condition.fact.id} in ({', '.join(words)})"
    return _compare(condition)


def _compare(part: Compare) -> str:
    name, given = part.fact.id, part.interval
    low, high = _feel_figure(given.low), _feel_figure(given.high)
    if given.exact:
        return f"{name} = {low}"
    if low is not None and high is not None:
        left = "[" if given.low_inclusive else "("
        right = "]" if given.high_inclusive else ")"
        return f"{name} in {left}{low}..{high}{right}"
    if low is not None:
        return f"{name} {'>=' if given.low_inclusive else '>'} {low}"
    return f"{name} {'<=' if given.high_inclusive else '<'} {high}"


def decimal_text(value: Fraction) -> str | None:
    """A fraction as a decimal without idle zeros; ``None`` if it has none."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    scale = value.denominator
    while 10**places % scale:
        places += 1
    whole = str(abs(value.numerator) * (10**places // scale))
    sign = "-" if value < 0 else ""
    if not places:
        return sign + whole
    whole = whole.rjust(places + 1, "0")
    return f"{sign}{whole[:-places]}.{whole[-places:]}"


def _figure(value: Fraction | None) -> str | None:
    if value is None:
        return None
    return decimal_text(value) or f"{value.numerator}/{value.denominator}"


def _feel_figure(value: Fraction | None) -> str | None:
    if value is None:
        return None
    return decimal_text(value) or f"{value.numerator} / {value.denominator}"


def structure(condition: Condition) -> Mapping[str, Any]:
    """The structure as JSON."""
    if isinstance(condition, All):
        return {"all": [structure(part) for part in condition.parts]}
    if isinstance(condition, Any_):
        return {"any": [structure(part) for part in condition.parts]}
    if isinstance(condition, Not):
        return {"not": structure(condition.part)}
    if isinstance(condition, Holds):
        return {"fact": condition.fact.id, "holds": True}
    if isinstance(condition, Is):
        return {"fact": condition.fact.id, "is": list(condition.values)}
    found = {"fact": condition.fact.id, **condition.interval.to_dict()}
    if condition.look_back is not None:
        found["look_back"] = condition.look_back.to_dict()
    return found
