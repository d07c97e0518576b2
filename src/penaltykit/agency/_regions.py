"""Regions: the chain township, county, city, province, nation, on a day."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Self

from penaltykit._fields import Node, load_node
from penaltykit.agency._region import (
    Change,
    Level,
    Region,
    code_above,
    is_code,
    level_of,
)
from penaltykit.errors import Fault, RuleError, UnknownNameError

_KEYS: Final = (
    "code",
    "zh",
    "en",
    "level",
    "parent",
    "from",
    "until",
    "change",
    "successors",
    "confirmed",
    "source",
)


class Regions:
    """Regions by code; a code may have had several names in turn.

    Args:
        regions: in any order.
    """

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions: dict[str, list[Region]] = {}
        for region in regions:
            self._regions.setdefault(region.code, []).append(region)

    @classmethod
    def load(cls, root: Path) -> Self:
        """The regions of ``root/agencies/regions.yaml``.

        Raises:
            RuleError: with every fault of the file.
        """
        faults: list[Fault] = []
        read: list[tuple[Region, Node]] = []
        node = load_node(root / "agencies" / "regions.yaml", faults)
        if node is not None:
            for part in node.items():
                region = _region(part)
                if region is not None:
                    read.append((region, part))
        regions = cls(region for region, _ in read)
        for region, part in read:
            regions._check(region, part)
        if faults:
            raise RuleError(faults)
        return regions

    def _check(self, region: Region, node: Node) -> None:
        """Codes once at a time, something higher above each, and somewhere
        for each territory to go.
        """
        for other in self._regions[region.code]:
            if other is region:
                break
            if _overlap(other, region):
                node.fault("region-twice", found=region.code, first=other.zh)
        self._check_change(region, node)
        if region.parent is None:
            return
        above = self._regions.get(region.parent)
        if above is None:
            node.fault("region-parent-missing", found=region.parent)
        elif above[0].level.rank <= region.level.rank:
            node.fault(
                "region-level-wrong",
                found=region.zh,
                level=region.level.value,
                parent=above[0].zh,
            )

    def _check_change(self, region: Region, node: Node) -> None:
        told = (region.change is not None, bool(region.successors))
        if not any(told):
            return
        day = region.changed_on
        if not all(told) or day is None:
            node.fault("region-change-half", found=region.zh)
            return
        for code in region.successors:
            if self.get(code, day) is None:
                node.fault(
                    "region-successor-missing",
                    found=code,
                    zh=region.zh,
                    day=day.isoformat(),
                )

    def get(self, code: str, on: dt.date | None = None) -> Region | None:
        """The region of a code, on a day."""
        for region in self._regions.get(code, ()):
            if region.holds_on(on):
                return region
        return None

    def of(self, code: str, on: dt.date | None) -> Region | None:
        """The region that a code means on a day: the one in use then, else
        the last one before, else the first one after.

        Args:
            code: of the region.
            on: the day; ``None`` takes any.
        """
        found = self.get(code, on)
        if found is not None or on is None:
            return found
        entries = self._regions.get(code, ())
        ended = [r for r in entries if r.until is not None and r.until < on]
        if ended:
            return max(ended, key=lambda region: region.until or dt.date.min)
        return min(
            entries,
            key=lambda region: region.from_ or dt.date.min,
            default=None,
        )

    def all(self) -> tuple[Region, ...]:
        """Every region, in the order of the data."""
        return tuple(r for group in self._regions.values() for r in group)

    def chain(
        self, code: str, on: dt.date | None = None
    ) -> tuple[Region, ...]:
        """The region and all above it, nearest first, up to the nation.

        A code that the data do not list is kept as an unlisted region, as
        long as its province is listed. A region that was no longer (or not
        yet) there on the day stands first itself, then what held its
        territory on that day, where that is one region, and what is above.

        Args:
            code: six, nine or twelve digits.
            on: the day on which codes must have been in use.

        Raises:
            UnknownNameError: no code, or one of no listed province.
        """
        found: list[Region] = []
        at: str | None = code
        while at is not None:
            region = self.of(at, on) or self._unlisted(at, code)
            if region in found:
                break
            found.append(region)
            at = region.parent
            if on is not None and not region.holds_on(on):
                heirs = [one for one, _ in self.heirs(region, on)]
                if len(heirs) == 1 and heirs[0] not in found:
                    at = heirs[0].code
        return tuple(found)

    def heirs(
        self, region: Region, on: dt.date
    ) -> tuple[tuple[Region, tuple[Region, ...]], ...]:
        """The regions that hold a region's territory on a later day.

        Args:
            region: of which the territory is.
            on: the day.

        Returns:
            Each with the regions on the way there, whose ``change`` says
            what happened, the first one first; the region alone where it is
            in use on the day; nothing where the data do not say.
        """
        if region.holds_on(on):
            return ((region, ()),)
        day = region.changed_on
        if day is None or day > on:
            return ()
        found: dict[Region, tuple[Region, ...]] = {}
        next_: Iterable[str] = region.successors or (region.code,)
        for code in next_:
            heir = self.get(code, day)
            if heir is None or heir is region:
                continue
            for last, way in self.heirs(heir, on):
                found.setdefault(last, (region, *way))
        return tuple(found.items())

    def forebears(self, region: Region, on: dt.date) -> tuple[Region, ...]:
        """The regions in use on an earlier day whose territory went, wholly
        or in part, into a region that came later.
        """
        return tuple(
            other
            for other in self.all()
            if other.holds_on(on)
            and other.until is not None
            and region.from_ is not None
            and any(
                heir == region for heir, _ in self.heirs(other, region.from_)
            )
        )

    def _unlisted(self, code: str, asked: str) -> Region:
        level = level_of(code) if is_code(code) else None
        if level is None or level.rank >= Level.PROVINCE.rank:
            kind = "region"
            raise UnknownNameError(kind, asked, self._regions)
        return Region(
            code=code,
            zh=code,
            en=code,
            level=level,
            parent=code_above(code),
            listed=False,
        )


def _overlap(one: Region, other: Region) -> bool:
    starts = [r.from_ for r in (one, other) if r.from_ is not None]
    ends = [r.until for r in (one, other) if r.until is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _region(node: Node) -> Region | None:
    if not node.keys(_KEYS, ("code", "zh", "en")):
        return None
    code = node.text("code")
    if code is None:
        return None
    if not is_code(code):
        node.child("code").fault("region-code-wrong", found=code)
        return None
    level = node.choice("level", tuple(Level))
    change = node.choice("change", tuple(Change))
    return Region(
        code=code,
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        level=Level(level) if level else level_of(code),
        parent=node.text("parent") or code_above(code),
        from_=node.date("from"),
        until=node.date("until"),
        change=Change(change) if change else None,
        successors=node.texts("successors"),
        confirmed=node.truth("confirmed", True),
        source=node.languages("source"),
    )
