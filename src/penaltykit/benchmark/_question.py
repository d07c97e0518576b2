"""What is looked for when a table is chosen, and how a document lies to it."""

import datetime as dt
from collections.abc import Sequence

import attrs
from attrs import frozen

from penaltykit.agency import Fit, Level, Reach, Region, Regions, reach
from penaltykit.benchmark._model import Table
from penaltykit.benchmark._policy import AppliesBy, Document

_MARKS = "《》 \t"


@frozen(kw_only=True)
class Question:
    """What is looked for.

    Args:
        item: item id.
        chain: region codes, nearest first.
        acted: (last) day of the act.
        decided: day of the decision, if known.
        field: field of enforcement; ``None`` takes any.
        kinds: kinds of agency competent for the item: a township that
            enforces has no field of its own.
        enforcer: level of the agency that enforces; ``None`` is not known.
        named: table or document that the case file names, if any.
        regions: the tree; with it the chain is taken on the date that
            matters, and changes of regions are seen. Without it ``chain``
            stands as given.
    """

    item: str
    chain: tuple[str, ...]
    acted: dt.date | None
    decided: dt.date | None
    field: str | None = None
    kinds: tuple[str, ...] = ()
    enforcer: Level | None = None
    named: str | None = None
    regions: Regions | None = attrs.field(default=None, eq=False)
    _chains: dict[dt.date, tuple[Region, ...]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def date(self, document: Document, silent: AppliesBy) -> dt.date | None:
        """The date that must lie in the document's term."""
        by = document.policy.applies_by
        if by is AppliesBy.SILENT:
            by = silent
        return self.decided if by is AppliesBy.DECISION else self.acted

    def reach(self, document: Document, day: dt.date | None) -> Reach:
        """How the issuer's region lies to the place on a day.

        Raises:
            UnknownNameError: the place is no region code, or one of no
                province that the data list.
        """
        if document.region is None:
            return Reach(fit=Fit.ELSEWHERE)
        if self.regions is None or day is None or not self.chain:
            if document.region in self.chain:
                at = self.chain.index(document.region)
                return Reach(fit=Fit.WITHIN, distance=at)
            return Reach(fit=Fit.ELSEWHERE)
        return reach(
            self.regions,
            document.region,
            document.effective,
            self._chain(self.regions, day),
            day,
        )

    def lies_in(self, document: Document, day: dt.date | None) -> bool:
        """Whether the place lies in the region of the issuer on a day, by
        the chain alone.
        """
        if self.regions is None or day is None or not self.chain:
            return document.region in self.chain
        chain = self._chain(self.regions, day)
        return any(region.code == document.region for region in chain)

    def places(self, day: dt.date) -> tuple[str, ...]:
        """The codes that the place has on a day, nearest first; one that has
        merged is followed into its successor.
        """
        if self.regions is None or not self.chain:
            return self.chain
        return tuple(one.code for one in self._chain(self.regions, day))

    def _chain(self, regions: Regions, day: dt.date) -> tuple[Region, ...]:
        found = self._chains.get(day)
        if found is None:
            found = regions.chain(self.chain[0], day)
            self._chains[day] = found
        return found

    def names(self, document: Document, tables: Sequence[Table]) -> bool:
        """Whether the case file names the document or one of its tables."""
        if self.named is None:
            return False
        asked = self.named.strip(_MARKS)
        known = [document.id, document.number, *document.name.values()]
        for table in tables:
            known += [table.id, *table.name.values()]
        return asked in [name.strip(_MARKS) for name in known if name]
