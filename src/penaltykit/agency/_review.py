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

from attrs import evolve, field, frozen

from penaltykit.agency._kinds import AgencyKind, Route
from penaltykit.agency._named import Fit, government_of, named_fit, region_of
from penaltykit.agency._region import Level, Region

SINCE: Final = dt.date(2024, 1, 1)
"""From when a department is reviewed by its government alone."""

_GOVERNMENT: Final = "人民政府"
_STATE_COUNCIL: Final = "国务院"
_OF_LEVEL: Final = {
    Level.TOWNSHIP: "本乡（镇）",
    Level.COUNTY: "本县（市、区）",
    Level.CITY: "本市（州、盟）",
    Level.PROVINCE: "本省（自治区、直辖市）",
    Level.NATION: "",
}
_DEPARTMENTS: Final = ("局", "厅", "委员会", "总署", "总局", "支队", "总队")


_OR: Final = re.compile(r"或者?")
_LONGEST: Final = 300  # no name of an authority, or of two, comes near it
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
        agency: name of the agency whose decisions it reviews, where that
            may tell the name of an unlisted region; ``""`` elsewhere.
    """

    region: Region
    government: bool
    citation: str
    agency: str = field(default="", eq=False)

    @property
    def name(self) -> str | None:
        """The name of a government of a listed region, or as the name of
        the agency has it; ``None`` where nothing tells it."""
        if not self.government:
            return None
        if self.region.level is Level.NATION:
            return _STATE_COUNCIL
        if self.region.listed:
            return f"{self.region.zh}{_GOVERNMENT}"
        own = region_of(self.agency, self.region)
        return None if own is None else f"{own}{_GOVERNMENT}"

    @property
    def label(self) -> str:
        """What to call it, in Chinese: its name, else what it is."""
        if not self.government:
            return "上一级主管部门"
        return self.name or f"{_OF_LEVEL[self.region.level]}{_GOVERNMENT}"

    def _is_itself(self, printed: str) -> bool:
        """Whether the agency names itself: only a department of the State
        Council reviews what it did."""
        itself = _BRACKETS.sub("", self.agency).strip()
        return (
            self.region.level is not Level.NATION
            and itself == _BRACKETS.sub("", printed).strip()
        )

    def fits(self, printed: str) -> bool | None:
        """Whether a name as printed is this authority; ``None`` where
        neither the data nor the name of the agency can tell."""
        of_government = (
            government_of(printed) is not None
            or printed.strip() == _STATE_COUNCIL
        )
        if not self.government:
            return False if of_government or self._is_itself(printed) else None
        if not of_government:
            ends = printed.partition("（")[0].rstrip()
            return False if ends.endswith(_DEPARTMENTS) else None
        if not self.region.listed:
            fit = named_fit(printed, self.region, self.agency)
            return None if fit is Fit.OPEN else fit is Fit.YES
        if self.name is not None and self.name in printed:
            return True
        told = government_of(printed) or ""
        if _GOVERNMENT not in printed and len(told) <= 1:
            return None  # 区政府, of which there are many
        return bool(told) and told.endswith(self.region.zh)


@frozen(kw_only=True)
class Review:
    """Who reviews, and which court.

    Args:
        authorities: any of them is right; empty where the law that is held
            does not settle it, and the agency states its own.
        court: ``None`` where not settled.
        above: governments of the region of an agency and of all above it,
            the nearest first, where the law does not settle who reviews: a
            government that is none of them is wrong whatever holds.
        unplaced: neither region nor level of the agency is known.
    """

    authorities: tuple[Authority, ...] = ()
    court: Court | None = None
    above: tuple[Authority, ...] = ()
    unplaced: bool = False

    def fits(self, printed: str) -> bool | None:
        """Whether an authority as printed is one of these; ``None`` where
        that cannot be told."""
        printed = printed[:_LONGEST]
        if not self.authorities and not self.above:
            return None
        # "the government or the department above" offers both: each must be
        # right, and one that is wrong makes the whole wrong.
        parts = [one for one in _OR.split(_BRACKETS.sub("", printed)) if one]
        answers = [self._one_fits(part) for part in parts]
        if not parts or False in answers:
            return False
        return True if True in answers else None

    def _one_fits(self, printed: str) -> bool | None:
        if not self.authorities:
            return self._among_above(printed)
        answers = [one.fits(printed) for one in self.authorities]
        if True in answers:
            return True
        return None if None in answers else False

    def _among_above(self, printed: str) -> bool | None:
        """Where nothing settles who reviews: a government of elsewhere is
        wrong, any other may be right."""
        if government_of(printed) is None:
            return None
        answers = [one.fits(printed) for one in self.above]
        return False if set(answers) == {False} else None

    def is_open(self, printed: str) -> bool:
        """Whether somebody has to look if an authority as printed is right:
        a government of a region that the data do not list, or another name
        in its place; and where the law does not settle who reviews, another
        government than that of the agency's own region."""
        if self.fits(printed) is not None:
            return False
        if self.unplaced:
            return True
        if self.above:
            of_government = government_of(printed) is not None
            return of_government and self.above[0].fits(printed) is not True
        return any(one.government for one in self.authorities)


def review_of(
    kind: AgencyKind,
    chain: Sequence[Region],
    level: Level | None,
    date: dt.date,
    *,
    authorised: bool = False,
    name: str = "",
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
        name: of the agency, which may tell that of an unlisted region.
    """
    name = name[:_LONGEST]
    steps = _from_level(chain, level)
    if not steps:
        return Review()
    if level is Level.COUNTY and steps[0].level is Level.CITY:
        steps.insert(0, unlisted_region(level, steps[0].code))
    authorities = _authorities(kind, steps, level, date)
    if authorised and kind.route is Route.OWN_GOVERNMENT and date >= SINCE:
        authorities = _of_authorised(steps[0])
    if kind.route is Route.NOT_SETTLED:
        found = [_government(step, "")[0] for step in steps]
        return Review(above=tuple(evolve(one, agency=name) for one in found))
    return Review(
        authorities=tuple(evolve(one, agency=name) for one in authorities),
        court=_court(kind, steps[0], level),
    )


def unlisted_region(level: Level, code: str = "000000") -> Region:
    """A region of which the level alone is known.

    Args:
        level: of its government.
        code: of the city that it lies in, where that is known.
    """
    return Region(
        code=code, zh=code, en=code, level=level, parent=None, listed=False
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
