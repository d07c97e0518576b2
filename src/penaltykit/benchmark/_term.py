"""Dates of a table or a row of their own."""

import datetime as dt

import attrs
from attrs import frozen

from penaltykit.benchmark._policy import Texts


@frozen(kw_only=True)
class Term:
    """When a table or a row of it holds, inside the term of its document.

    Args:
        effective: first day; ``None`` is that of the document.
        expires: last day, included; ``None`` is that of the document.
        retired: why it ended, where the table says so.
    """

    effective: dt.date | None = None
    expires: dt.date | None = None
    retired: Texts | None = attrs.field(default=None, hash=False)

    def holds(self, on: dt.date | None) -> bool:
        """Whether ``on`` lies inside; without a date nothing is left out."""
        if on is None:
            return True
        return (self.effective is None or self.effective <= on) and (
            self.expires is None or on <= self.expires
        )

    @property
    def always(self) -> bool:
        """Whether it has no dates of its own."""
        return self.effective is None and self.expires is None


ALWAYS = Term()
"""No dates of its own."""
