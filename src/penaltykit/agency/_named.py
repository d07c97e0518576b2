"""What names tell of a government whose region the data do not list.

A department bears the name of its region (济南市历下区交通运输局), and so does
the government that it belongs to (历下区人民政府). The code tells the level:
of its last two digits 01 to 20 are districts, 21 to 80 counties and banners,
81 to 99 county-level cities; under prefectures and leagues (city digits 21 to
50) and directly under a province (90) the first too may be cities.
"""

import re
from enum import StrEnum
from typing import Final

from penaltykit.agency._region import Level, Region

_OF_GOVERNMENT: Final = re.compile(r"(?:人民)?政府(?!办|法制|复议|部门|机关)")
_LAST_HAN: Final = re.compile(r"[\u4e00-\u9fff]*\Z")
_LONGEST: Final = 40  # no name of a region comes near it
_LEVELS: Final = (
    (re.compile(r"(?:自治区|特别行政区|省)\Z"), (Level.PROVINCE,)),
    (re.compile(r"(?:自治州|州|地区|盟)\Z"), (Level.CITY,)),
    (re.compile(r"(?:县|旗|区)\Z"), (Level.COUNTY,)),
    (re.compile(r"市\Z"), (Level.COUNTY, Level.CITY, Level.PROVINCE)),
    (re.compile(r"[镇乡]\Z"), (Level.TOWNSHIP,)),
)
# Words of an agency's name in which a sign of a region is none.
_NO_REGION: Final = re.compile(
    r"市(?:场|政|容|域)|[社园辖景校]区|城市(?=管|综合|建设|规划|更新|行政执法)|"
    r"县(?:级|域)|区(?:域|划)|州(?=[市区县])"
)
# Their agencies answer to who set them up; the name tells no government.
_ZONE: Final = re.compile(
    r"开发区|高新区|示范区|保税|园区|度假区|风景|管理委员会|管委会"
)
_CITY_SIGN: Final = re.compile(r"市|州|盟|(?<=地)区")
_COUNTY_SIGN: Final = re.compile(r"(?<!自治)(?<!地)区|县|旗")
_TOWN_SIGN: Final = re.compile(r"市")


class Fit(StrEnum):
    """What a name tells of an authority."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


def government_of(printed: str) -> str | None:
    """The region in the name of a government, ``""`` where it names none
    (本级人民政府 too); ``None`` where no government is named."""
    found = _OF_GOVERNMENT.search(printed)
    if found is None:
        return None
    start = found.start()
    before = _LAST_HAN.search(printed[max(0, start - _LONGEST) : start])
    region = before[0] if before else ""
    return "" if region in ("本级", "同级", "本", "上一级", "上级") else region


def _levels(region: str) -> tuple[Level, ...]:
    for pattern, levels in _LEVELS:
        if pattern.search(region):
            return levels
    return ()


def _is_town(region: Region) -> bool | None:
    """Whether a code is that of a county-level city; ``None`` where it may
    be one or not."""
    city, last = region.code[2:4], region.code[4:6]
    if last == "00":
        return None  # the code is that of the city, the agency stands below
    if last >= "81":
        return True
    if last >= "21":
        return False
    return None if city == "90" or "21" <= city <= "50" else False


def _ends(sign: re.Pattern[str], name: str) -> list[int]:
    """Where a region may end in the name of an agency."""
    barred = {
        at
        for found in _NO_REGION.finditer(name)
        for at in range(found.start(), found.end())
    }
    ends = [found.end() for found in sign.finditer(name) if found.start()]
    return [end for end in ends if end - 1 not in barred]


def region_of(agency: str, region: Region) -> str | None:
    """The name of a region as the name of one of its agencies begins with
    it; ``None`` where it does not tell."""
    if _ZONE.search(agency):
        return None
    if region.level is Level.CITY:
        ends = _ends(_CITY_SIGN, agency)
        return agency[: ends[0]] if ends else None
    if region.level is not Level.COUNTY:
        return None
    town = _is_town(region)
    counties = _ends(_COUNTY_SIGN, agency)
    towns = _ends(_TOWN_SIGN, agency)
    if town is not True and counties:
        return agency[: counties[0]]
    if town is not False and towns:
        return agency[: towns[-1]]
    return None


def named_fit(printed: str, region: Region, agency: str) -> Fit:
    """Whether a government as printed is that of an unlisted region.

    Args:
        printed: the name, as a paper prints it.
        region: of the government, known by its code alone.
        agency: name of the agency; ``""`` where it lies in another region.
    """
    told = government_of(printed)
    if not told:
        return Fit.OPEN
    levels = _levels(told)
    if levels and region.level not in levels:
        return Fit.NO
    own = region_of(agency, region)
    if own is not None:
        same = own.endswith(told) or told.endswith(own)
        return Fit.YES if same else Fit.NO
    town = _is_town(region) if region.level is Level.COUNTY else None
    if town is not None and levels and town is not told.endswith("市"):
        return Fit.NO
    if town and agency.startswith(told):
        return Fit.YES  # 诸城市综合行政执法局, where 城市 is no region
    return Fit.OPEN
