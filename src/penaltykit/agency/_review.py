"""Who reviews a decision, and which court hears the suit.

From the kind of the agency, its level and its region, as the law of the day
has it; never from what a paper prints. 行政复议法 (2023) arts. 24, 25, 27,
28; (2017) arts. 12, 13, 15; 行政诉讼法 arts. 14, 15, 18.
"""

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from attrs import frozen

from penaltykit.agency._kinds import AgencyKind, Route
from penaltykit.agency._region import Level, Region

SINCE: Final = dt.date(2024, 1, 1)
"""From when a department is reviewed by its government alone."""

_GOVERNMENT: Final = "人民政府"
_STATE_COUNCIL: Final = "国务院"
_DEPARTMENTS: Final = ("局", "厅", "委员会", "总署", "总局", "支队", "总队")


_OR: Final = re.compile(r"或者?")
_BRACKETS: Final = re.compile(r"[（(][^）)]*[）)]")


class Court(StrEnum):
    """Levels of the courts that hear a suit first."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"


@frozen(kw_only=True)
class Authority:
    """An authority that may review.

    Args:
        region: of its government, or of its level in the system.
        government: whether it is a people's government; otherwise an agency
            of the same system, whose name the data do not hold.
        citation: the article that says so.
    """

    region: Region
    government: bool
    citation: str

    @property
    def name(self) -> str | None:
        """The name of a government of a listed region; ``None`` where the
        data do not tell it."""
        if not self.government or not self.region.listed:
            return None
        if self.region.level is Level.NATION:
            return _STATE_COUNCIL
        return f"{self.region.zh}{_GOVERNMENT}"

    def fits(self, printed: str) -> bool | None:
        """Whether a name as printed is this authority; ``None`` where the
        data cannot tell."""
        of_government = (
            _GOVERNMENT in printed or printed.strip() == _STATE_COUNCIL
        )
        if not self.government:
            return False if of_government else None
        if not of_government:
            ends = printed.partition("（")[0].rstrip()
            return False if ends.endswith(_DEPARTMENTS) else None
        name = self.name
        return None if name is None else name in printed


@frozen(kw_only=True)
class Review:
    """Who reviews, and which court.

    Args:
        authorities: any of them is right; empty where the law that is held
            does not settle it, and the agency states its own.
        court: ``None`` where not settled.
    """

    authorities: tuple[Authority, ...] = ()
    court: Court | None = None

    def fits(self, printed: str) -> bool | None:
        """Whether an authority as printed is one of these; ``None`` where
        that cannot be told."""
        if not self.authorities:
            return None
        # "the government or the department above" offers both: each must be
        # right, and one that is wrong makes the whole wrong.
        parts = [one for one in _OR.split(_BRACKETS.sub("", printed)) if one]
        answers = [self._one_fits(part) for part in parts]
        if not parts or False in answers:
            return False
        return True if True in answers else None

    def _one_fits(self, printed: str) -> bool | None:
        answers = [one.fits(printed) for one in self.authorities]
        if True in answers:
            return True
        return None if None in answers else False


def review_of(
    kind: AgencyKind,
    chain: Sequence[Region],
    level: Level | None,
    date: dt.date,
    *,
    authorised: bool = False,
) -> Review:
    """Who reviews the decisions of an agency made on a day.

    Args:
        kind: of the agency.
        chain: of regions, from the agency's own up to the nation.
        level: of the agency, where the file states it; else that of its
            region.
        date: of the decision.
        authorised: it is no agency but an organisation that a law or
            regulation empowers, and that a government, or a department of
            it, of this level manages.
    """
    steps = _from_level(chain, level)
    if not steps:
        return Review()
    authorities = _authorities(kind, steps, level, date)
    if authorised and kind.route is Route.OWN_GOVERNMENT and date >= SINCE:
        authorities = _of_authorised(steps[0])
    return Review(
        authorities=authorities,
        court=_court(kind, steps[0], level),
    )


def _from_level(chain: Sequence[Region], level: Level | None) -> list[Region]:
    """The chain from the region of the agency's level on: a bureau of the
    city may sit in a district."""
    if level is None:
        return list(chain)
    return [r for r in chain if r.level.rank >= level.rank]


def _court(kind: AgencyKind, own: Region, level: Level | None) -> Court | None:
    """The intermediate court where a government of a county or higher, a
    department of the State Council, or customs is sued (art. 15)."""
    if kind.route is Route.NOT_SETTLED:
        return None
    of_government = kind.route is Route.GOVERNMENT_ABOVE
    if kind.id == "customs" or own.level is Level.NATION:
        return Court.INTERMEDIATE
    rank = (level or own.level).rank
    if of_government and rank >= Level.COUNTY.rank:
        return Court.INTERMEDIATE
    return Court.BASIC


def _authorities(
    kind: AgencyKind, steps: list[Region], level: Level | None, date: dt.date
) -> tuple[Authority, ...]:
    own = steps[0]
    above = steps[1] if len(steps) > 1 else None
    match kind.route:
        case Route.HIGHER_AGENCY:
            return _agency(above or own, "《行政复议法》第二十七条")
        case Route.OWN_OR_HIGHER if own.level is Level.NATION:
            return _agency(own, "《行政复议法》第二十五条第（一）项")
        case Route.OWN_OR_HIGHER:
            found = _government(own, "《行政复议法》第二十八条")
            if above is not None:
                found += _agency(above, "《行政复议法》第二十八条")
            return found
        case Route.GOVERNMENT_ABOVE:
            if level is Level.TOWNSHIP and own.level is not Level.TOWNSHIP:
                # The code is that of the county; the township has none.
                above = own
            return _of_government(own, above)
        case Route.FOUNDING_GOVERNMENT:
            return _founder(own, above)
        case Route.OWN_GOVERNMENT:
            return _of_department(own, above, date)
    return ()


def _government(region: Region, citation: str) -> tuple[Authority, ...]:
    return (Authority(region=region, government=True, citation=citation),)


def _agency(region: Region, citation: str) -> tuple[Authority, ...]:
    return (Authority(region=region, government=False, citation=citation),)


def _of_government(own: Region, above: Region | None) -> tuple[Authority, ...]:
    """A government is reviewed by the one above; a province by itself."""
    if own.level is Level.PROVINCE:
        return _government(own, "《行政复议法》第二十四条第二款")
    if above is None:
        return ()
    return _government(above, "《行政复议法》第二十四条第一款第（二）项")


def _founder(own: Region, above: Region | None) -> tuple[Authority, ...]:
    """A sub-district office, by the government of its district: its own
    region where the file gives the district's code."""
    region = above if own.level is Level.TOWNSHIP else own
    if region is None:
        return ()
    return _government(region, "《行政复议法》第二十四条第一款第（三）项")


def _of_authorised(own: Region) -> tuple[Authority, ...]:
    """An organisation that is empowered: by the government that manages it
    or whose department does; by the department of the State Council."""
    if own.level is Level.NATION:
        return _agency(own, "《行政复议法》第二十五条第（三）项")
    if own.level is Level.TOWNSHIP:
        return ()
    return _government(own, "《行政复议法》第二十四条第一款第（四）项")


def _of_department(
    own: Region, above: Region | None, date: dt.date
) -> tuple[Authority, ...]:
    """A department, by its government; before 2024 also by the department
    above, as the party chose. One of the State Council, by itself."""
    if own.level is Level.NATION:
        return _agency(own, "《行政复议法》第二十五条第（一）项")
    if own.level is Level.TOWNSHIP:
        # The township or the sub-district office that took the power over
        # (行政处罚法 art. 24): the county reviews either (art. 24(1)(2), (3)).
        return _of_government(own, above)
    found = _government(own, "《行政复议法》第二十四条第一款第（一）项")
    if date < SINCE and above is not None:
        found += _agency(above, "《行政复议法》（2017）第十二条第一款")
    return found
