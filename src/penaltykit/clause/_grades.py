"""Conditions that grade a penalty: how bad, how much, and which tier."""

import re
from typing import Final


def is_tier(text: str, start: int, end: int) -> bool:
    """Whether a condition with a lower bound is the first of several:
    拖欠3个月以上的，处…；拖欠1个月以上不足3个月的，处….
    """
    return (
        _LOWEST.fullmatch(text, start, end) is not None
        and _NEXT_TIER.search(text, end, end + _NEAR) is not None
    )


_NEAR: Final = 300
_LOWEST: Final = re.compile(
    "[^，]{1,40}[0-9一二三四五六七八九十百千万两.]{1,12}[^，的0-9]{1,4}以上的?"
)
_NEXT_TIER: Final = re.compile(
    "；[^，；。]{0,40}[0-9一二三四五六七八九十百千万两][^，的0-9；。]{1,4}"
    "(?:以上|以下)?(?:不足|不满|未满|以下|以内)?[^，；。]{0,16}的，"
)


def is_of_amount(words: str) -> bool:
    """Whether a condition is about what a fine is reckoned from."""
    return _OF_AMOUNT.match(words) is not None


_OF_AMOUNT: Final = re.compile(
    "(?:没有|无|有|[^，；]{0,30}(?:所得|收入|额|费用|货值|价款|价值|造价))[^，；]{0,12}"
    "(?:无法|难以|不能|不足|不满|未满|以上|以下|超过|偏低|偏高)"
    "|(?:没有|无|有)[^，；]{0,20}(?:所得|收入|额|费用|财物)$"
)


def things_held(words: str) -> str | None:
    """The things beside the gains: 有违法所得、非法财物."""
    match = _THINGS.search(words)
    return None if match is None else match[1]


_THINGS: Final = re.compile(
    "有(?:违法|非法)(?:所得|收入)(?:、|和|及|或者|以及)([^，；、]{2,12}(?:财物|物品))$"
)


def is_grade(words: str) -> bool:
    """Whether a condition says how bad the breach is."""
    return _GRADE.search(words) is not None


_GRADE: Final = re.compile("情节|严重|恶劣|次以上|再次|屡|拒不|逾期|造成|影响")
