"""One region: code, level, the days of its code, and what became of it.

Codes are those of GB/T 2260 (six digits), with three or six more for
townships. A code tells what is above it; where it does not (a county led by
its province), the entry names its ``parent``.
"""

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import field, frozen

NATION: Final = "100000"

_CODE: Final = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}(?:[0-9]{3})?)?")
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
        return _RANKS[self]


# Asked for every document of every case.
_RANKS: Final = {level: rank for rank, level in enumerate(Level)}


class Change(StrEnum):
    """What became of a region when its code went out of use.

    ``renamed``: one region with the same territory, under another name or
    code. ``merged``: its whole territory lies in one larger region.
    ``divided``: its territory went to several.
    """

    RENAMED = "renamed"
    MERGED = "merged"
    DIVIDED = "divided"


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
        change: what became of it; ``None`` where nothing did, or where the
            data do not say.
        successors: codes that hold its territory from the day after.
        confirmed: whether the days were read as days of taking effect;
            otherwise a neighbouring day stands in, and ``source`` says which.
        source: what tells of the change.
    """

    code: str
    zh: str
    en: str
    level: Level
    parent: str | None
    from_: dt.date | None = None
    until: dt.date | None = None
    listed: bool = True
    change: Change | None = None
    successors: tuple[str, ...] = ()
    confirmed: bool = True
    source: Mapping[str, str] = field(factory=dict, hash=False)

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

    @property
    def names(self) -> dict[str, str]:
        """The name in each language."""
        return {"zh": self.zh, "en": self.en}

    @property
    def changed_on(self) -> dt.date | None:
        """The first day on which its code was no longer in use."""
        return None if self.until is None else self.until + dt.timedelta(1)


def is_code(text: str) -> bool:
    """Whether it has the form of a region code."""
    return _CODE.fullmatch(text) is not None


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
