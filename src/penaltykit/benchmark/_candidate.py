"""A table that may be used, and which of two goes first."""

from attrs import frozen

from penaltykit.agency import Reach
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import Status
from penaltykit.benchmark._refusal import Refusal

_FAR = 99


@frozen(kw_only=True)
class Candidate:
    """A table that may be used, and how its region lies to the place.

    ``opened``: found only because the case file names it. ``shared``: made
    for another kind of agency that is competent for the item too.
    """

    table: Table
    lie: Reach
    opened: Refusal | None = None
    shared: bool = False

    @property
    def distance(self) -> int:
        return _FAR if self.lie.distance is None else self.lie.distance

    @property
    def since(self) -> int:
        """The newest of the same issuer goes first."""
        document = self.table.document
        day = self.table.effective or document.effective
        return 0 if day is None else day.toordinal()

    @property
    def order(self) -> tuple[bool, bool, int, int, str]:
        """Confirmed ones first, then those of the agency's own kind, then
        the nearest, then the newest.
        """
        return (
            self.table.document.status is Status.TO_BE_CONFIRMED,
            self.shared,
            self.distance,
            -self.since,
            self.table.id,
        )

    def rivals(self, other: "Candidate") -> bool:
        """Whether neither of the two goes before the other.

        Of one issuer the newer document goes before the older one, as it is
        with rules of one organ (立法法 art. 103).
        """
        if self.order[:3] != other.order[:3]:
            return False
        mine, its = self.table.document, other.table.document
        return self.since == other.since or mine.issuer != its.issuer
