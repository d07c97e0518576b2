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


def is_rung(text: str, start: int, end: int, *, head: bool = False) -> bool:
    """Whether a clause without 的 is a condition of the penalty after it:
    拒不改正，处…; 货值1万元以上不足5万元，处….

    Args:
        text: the normal text.
        start: of the clause.
        end: of the clause.
        head: whether a colon closes it.
    """
    return (
        end - start <= _LONGEST_RUNG
        and (head or _IMPOSES.match(text, end) is not None)
        and _RUNG.fullmatch(text, start, end) is not None
        and _NO_RUNG.search(text, start, end) is None
        and (
            _MONEY.fullmatch(text, start, end) is None
            or head
            or text.startswith(("，处", "，罚"), end)
        )
    )


_LONGEST_RUNG: Final = 40
_FIGURE: Final = (
    "[0-9零一二三四五六七八九十百千万两.]{1,12}"
    "(?:元|倍|%|人|吨|平方米|立方米|公斤|千克|公里|米|件|亩|株|日|天|小时|个月|年|辆|台|头|只|次|起|户|个|户次|人次)"
)
_RUNG: Final = re.compile(
    "(?:但是?|如果?|若)?(?:"
    "情节(?:较轻|一般|较重|严重|特别严重|轻微|恶劣)"
    "|(?:仍|经责令(?:后)?)?(?:拒不|拒绝|仍不)(?:改正|整改|停止|拆除|恢复|执行)"
    "|(?:逾期|到期|期满)(?:仍|拒)?(?:不|未)[^，；。的]{1,8}"
    "|(?:没有|无|有)违法所得"
    f"|[^，；。的]{{0,16}}(?:{_FIGURE}(?:以上|以下|以内|及以上|及以下))"
    f"|[^，；。的]{{0,16}}(?:{_FIGURE}以上)?"
    f"(?:不足|不满|未满|不超过|未超过|超过|大于|小于|低于|高于|少于|多于|达到)+{_FIGURE}"
    f"(?:以上|以下|以内)?(?:(?:不足|不满|未满|不超过){_FIGURE})?"
    ")"
)
# 5000元以上1万元以下，并处警告: a fine of a cell, and no condition.
_MONEY: Final = re.compile(
    "(?:[0-9零一二三四五六七八九十百千万两.]{1,12}(?:元|倍|%)?(?:以上|以下|以内|至|-)*){1,2}"
)
_NO_RUNG: Final = re.compile(
    "处|罚|没收|责令|限制|禁止|不得|取缔|关闭|降低|撤销|取消|收缴|吊销|警告|拘留|每|最高|最低|总额|限期|期限|(?<!以)内$|暂扣|停|增加"
)
_IMPOSES: Final = re.compile(
    "，(?:可以?|应当?|并)*(?:处|罚|没收|责令|给予|予以|吊销|暂扣|由|不予|警告|拘留|免)"
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
