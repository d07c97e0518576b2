"""Bands: an amount from here to there, each end open or closed."""

from decimal import Decimal
from typing import Final, Self

from attrs import field, frozen

from penaltykit.money._yuan import FEN, format_yuan, multiply

_HALF: Final = Decimal("0.5")
_ZERO: Final = Decimal(0)


@frozen(kw_only=True)
class Band:
    """A band of amounts.

    Args:
        from_: lower bound in yuan; ``None`` is none (五百元以下).
        from_inclusive: whether the lower bound itself belongs.
        to: upper bound; ``None`` is none.
        to_inclusive: whether the upper bound itself belongs.
    """

    from_: Decimal | None = field(default=None, metadata={"json": "from"})
    from_inclusive: bool = True
    to: Decimal | None = None
    to_inclusive: bool = True

    @classmethod
    def point(cls, amount: Decimal) -> Self:
        """The band that holds one amount."""
        return cls(from_=amount, to=amount)

    @property
    def is_point(self) -> bool:
        """Whether exactly one amount lies inside."""
        return (
            self.from_ is not None
            and self.from_ == self.to
            and self.from_inclusive
            and self.to_inclusive
        )

    @property
    def is_empty(self) -> bool:
        """Whether no amount lies inside."""
        if self.from_ is None or self.to is None:
            return False
        if self.from_ == self.to:
            return not (self.from_inclusive and self.to_inclusive)
        return self.from_ > self.to

    @property
    def lowest(self) -> Decimal | None:
        """The least amount to the fen inside; ``None`` without a bound."""
        if self.from_ is None or self.from_inclusive:
            return self.from_
        return self.from_ + FEN

    @property
    def highest(self) -> Decimal | None:
        """The greatest amount to the fen inside; ``None`` without a bound."""
        if self.to is None or self.to_inclusive:
            return self.to
        return self.to - FEN

    def contains(self, amount: Decimal) -> bool:
        """Whether ``amount`` lies inside."""
        if self.from_ is not None and (
            amount < self.from_
            or (amount == self.from_ and not self.from_inclusive)
        ):
            return False
        return self.to is None or (
            amount < self.to or (amount == self.to and self.to_inclusive)
        )

    def covers(self, other: "Band") -> bool:
        """Whether all of ``other`` lies inside."""
        whole = other.intersect(Band())
        return other.is_empty or self.intersect(other) == whole

    def intersect(self, other: "Band") -> "Band":
        """What lies inside both; may be empty."""
        low, low_in = self.from_, self.from_inclusive
        if other.from_ is not None:
            if low is None or other.from_ > low:
                low, low_in = other.from_, other.from_inclusive
            elif other.from_ == low:
                low_in = low_in and other.from_inclusive
        high, high_in = self.to, self.to_inclusive
        if other.to is not None:
            if high is None or other.to < high:
                high, high_in = other.to, other.to_inclusive
            elif other.to == high:
                high_in = high_in and other.to_inclusive
        return Band(
            from_=low,
            from_inclusive=low_in if low is not None else True,
            to=high,
            to_inclusive=high_in if high is not None else True,
        )

    def clamp(self, amount: Decimal) -> Decimal:
        """The amount to the fen inside that lies nearest to ``amount``.

        Raises:
            ValueError: an empty band.
        """
        if self.is_empty:
            raise ValueError(self)
        if self.contains(amount):
            return amount
        low, high = self.lowest, self.highest
        if low is not None and amount < low:
            return low
        return amount if high is None else high

    def clamp_into(self, outer: "Band") -> "Band":
        """This band kept inside ``outer``.

        A band that lies wholly below or above becomes the nearest amount of
        ``outer`` alone.
        """
        inside = self.intersect(outer)
        if not inside.is_empty or self.is_empty or outer.is_empty:
            return inside
        anchor = self.from_ if self.from_ is not None else self.to
        return Band.point(outer.clamp(anchor if anchor is not None else _ZERO))

    def scale(self, factor: Decimal) -> "Band":
        """Both bounds times ``factor``, exact; ends stay open or closed.

        Raises:
            ValueError: a negative factor.
        """
        if factor < 0:
            raise ValueError(factor)
        return Band(
            from_=None if self.from_ is None else multiply(self.from_, factor),
            from_inclusive=self.from_inclusive,
            to=None if self.to is None else multiply(self.to, factor),
            to_inclusive=self.to_inclusive,
        )

    def at(self, share: Decimal) -> Decimal | None:
        """Lower bound plus ``share`` of the width: 0 is the bottom, 1 the top.

        Without a lower bound the band starts at zero (以下 alone); without
        an upper one there is no such amount. Not rounded.
        """
        if self.to is None:
            return None
        low = _ZERO if self.from_ is None else self.from_
        return multiply(self.to - low, share) + low

    @property
    def midpoint(self) -> Decimal | None:
        """The middle of the band; see :meth:`at`."""
        return self.at(_HALF)

    def format(self, lang: str = "zh") -> str:
        """The band in words: ``2万元以上不足5万元``.

        Chinese marks an open end by 超过 and 不足, so that the text says the
        same under every reading of 以上 and 以下.
        """
        if lang == "en":
            return self._english()
        if self.is_point and self.from_ is not None:
            return format_yuan(self.from_, wan=True)
        low = high = ""
        if self.from_ is not None:
            amount = format_yuan(self.from_, wan=True)
            low = f"{amount}以上" if self.from_inclusive else f"超过{amount}"
        if self.to is not None:
            amount = format_yuan(self.to, wan=True)
            high = f"{amount}以下" if self.to_inclusive else f"不足{amount}"
        if low.startswith("超过") and high:
            low += "、"
        return (low + high) or "不限"

    def _english(self) -> str:
        if self.is_point and self.from_ is not None:
            return format_yuan(self.from_, "en")
        parts = []
        if self.from_ is not None:
            amount = format_yuan(self.from_, "en").removesuffix(" yuan")
            parts.append(
                f"from {amount}" if self.from_inclusive else f"over {amount}"
            )
        if self.to is not None:
            amount = format_yuan(self.to, "en").removesuffix(" yuan")
            parts.append(
                f"to {amount}" if self.to_inclusive else f"to under {amount}"
            )
        if not parts:
            return "any amount"
        text = " ".join(parts)
        if self.from_ is None:
            text = text.replace("to under ", "under ", 1).replace(
                "to ", "up to ", 1
            )
        return f"{text} yuan"
