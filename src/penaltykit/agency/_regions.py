"""Regions: the chain township, county, city, province, nation.

Codes are those of GB/T 2260 (six digits), with three or six more for
townships. A code tells what is above it; where it does not (a county led by
its province), the entry names its ``parent``.
"""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from attrs import frozen

from penaltykit._fields import Node, load_node
from penaltykit.errors import Fault, RuleError, UnknownNameError

NATION: Final = "100000"

_CODE: Final = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}(?:[0-9]{3})?)?")
_KEYS: Final = ("code", "zh", "en", "level", "parent", "from", "until")
_COUNTY_DIGITS: Final = 6


class Level(StrEnum):
    """Levels of government, the lowest first."""

    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return tuple(Level).index(self)


@frozen(kw_only=True)
class Region:
    """A region of the administrative divisions.

    Args:
        code: see the module.
        zh: name.
        en: name.
        level: of its government.
        parent: code of what is above it; ``None`` for the nation.
        from_: first day of this code; ``None`` is not recorded.
        until: last day of this code; ``None`` is in use.
        listed: whether the data name it; one that they do not name keeps
            its place in the chain by its code.
    """

    code: str
    zh: str
    en: str
    level: Level
    parent: str | None
    from_: dt.date | None = None
    until: dt.date | None = None
    listed: bool = True

    def holds_on(self, date: dt.date | None) -> bool:
        """Whether the code was in use on ``date``."""
        if date is None:
            return True
        return (self.from_ is None or self.from_ <= date) and (
            self.until is None or date <= self.until
        )

    def name(self, lang: str = "zh") -> str:
        """The name in ``lang``."""
        return self.en if lang == "en" else self.zh


def level_of(code: str) -> Level:
    """The level that a code alone tells."""
    if code == NATION:
        return Level.NATION
    if len(code) > _COUNTY_DIGITS:
        return Level.TOWNSHIP
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def code_above(code: str) -> str | None:
    """The code that a code alone tells to be above it."""
    match level_of(code):
        case Level.NATION:
            return None
        case Level.TOWNSHIP:
            return code[:_COUNTY_DIGITS]
        case Level.COUNTY:
            return f"{code[:4]}00"
        case Level.CITY:
            return f"{code[:2]}0000"
        case _:
            return NATION


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
        """Codes once at a time, and something higher above each."""
        for other in self._regions[region.code]:
            if other is region:
                break
            if _overlap(other, region):
                node.fault("region-twice", found=region.code, first=other.zh)
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

    def get(self, code: str, on: dt.date | None = None) -> Region | None:
        """The region of a code, on a day."""
        for region in self._regions.get(code, ()):
            if region.holds_on(on):
                return region
        return None

    def all(self) -> tuple[Region, ...]:
        """Every region, in the order of the data."""
        return tuple(r for group in self._regions.values() for r in group)

    def chain(
        self, code: str, on: dt.date | None = None
    ) -> tuple[Region, ...]:
        """The region and all above it, nearest first, up to the nation.

        A code that the data do not list is kept as an unlisted region, as
        long as its province is listed.

        Args:
            code: six, nine or twelve digits.
            on: the day on which codes must have been in use.

        Raises:
            UnknownNameError: no code, or one of no listed province.
        """
        found: list[Region] = []
        at: str | None = code
        while at is not None:
            region = self.get(at, on)
            if region is None:
                region = self._unlisted(at, code)
            found.append(region)
            at = region.parent
        return tuple(found)

    def _unlisted(self, code: str, asked: str) -> Region:
        level = level_of(code) if _CODE.fullmatch(code) else None
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
    if not _CODE.fullmatch(code):
        node.child("code").fault("region-code-wrong", found=code)
        return None
    level = node.choice("level", tuple(Level))
    return Region(
        code=code,
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        level=Level(level) if level else level_of(code),
        parent=node.text("parent") or code_above(code),
        from_=node.date("from"),
        until=node.date("until"),
    )
