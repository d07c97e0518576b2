"""Conditions that grade a penalty, and what came of the conduct."""

import re
from typing import Final

_TYPICAL: Final = re.compile(
    "(?:尚未|已经)[^，；构够]{2,30}$|必要时$|(?:从轻|减轻|从重)(?:处罚|情节|情形)?$"
    "|(?:特别|较|比较)?(?:轻微|轻|一般|重|严重)的?[^，；的]{0,8}(?:违法|违规)(?:行为|情形|情节)?$|(?:对于?)?在(?:规定|责令|要求|限定)的?(?:改正|整改)?(?:期限|时限|时间|日期)(?:内|届满)"
    "|(?:对于?)?(?:自[^，]{1,30}之日起|在)[^，]{0,12}[0-9一二三四五六七八九十两百]个?"
    "(?:日|天|月|年|工作日)(?:之)?内"
    "|(?:对于?)?有第[（一二三四五六七八九十0-9]{1,4}）?[项目]"
    "|(?:对于?)?(?:违法)?(?:情节|后果|危害后果|逾期|到期|无正当理由逾期|拒不改正$|拒不整改$|经处罚[仍不]"
    "|经[^，]{0,12}(?:警告|教育|处罚|催告|提醒|劝阻|制止|督促)(?:以|之)?后$"
    "|经(?!营)[^，]{0,12}仍|责令[^，]{1,12}后|构成犯罪$|(?:上[^，]{0,6}年度?)?没有(?:违法|非法|[^，]{0,6}(?:所得|收入|销售额|营业额|货值))|无违法所得|有(?:违法|非法)|(?:违法|非法)(?:所得|收入)"
    "|(?:不足|不满|未满|超过|低于|高于|达到|满)?[0-9一二三四五六七八九十百千万两.]{1,12}"
    "(?:元|倍|%|人|吨|平方米|立方米|公斤|千克|件|亩|株|日|天|个月|辆|台|头|只|米)[^，的]{0,16}$"
    "|[^，]{1,40}[0-9一二三四五六七八九十百千万两.]{1,12}(?:[^，的0-9]{1,4}|[cdk]?m[23])(?:以下|以内)$"
    "|[^，]{1,40}(?:不足|不满|未满)[0-9一二三四五六七八九十百千万两.]{1,12}"
    "(?:元|倍|%|人|吨|平方米|立方米|公斤|千克|件|亩|株|日|天|个月|辆|台|头|只|米)$"
    "|[^，]{0,40}(?:面积|数量|重量|人数|吨位|体积|长度|高度|时间|天数|次数|倍数|浓度"
    "|从业人员|职工|员工|床位|座位|户数|楼层|层数|规模|年限|距离|深度|产量|产能|功率|流量|里程|比例|载重)"
    "(?:为|在|达到|不足|不满|未满|超过|低于|高于)?[0-9一二三四五六七八九十百千万两.]{1,12}[^，的]{1,20}$"
    "|[^，]{1,30}[0-9一二三四五六七八九十百千万两.]{1,12}元(?:人民币)?以上$"
    "|[^，]{0,40}(?:货值|价值|额|费用|价款|造价|所得|收入)[^，]{0,12}(?:不足|以上|以下|超过|不满|万元|千元|元)"
    "|(?:初次|首次|再次|屡次|多次)(?:违法|违规|违反|实施|发生|被|发现|查获|查处|$)|第[一二三四五]次|[一二两三四五1-9]年内[^，]{0,4}[一二两三四五1-9]次"
    "|(?<=对)[^，违未不擅]{1,6}[性型类]$|主动|及时改正|(?:违法|违规)?(?:行为|程度|性质|手段|社会影响|危害|危害程度)?"
    "(?:轻微|较轻|一般|较重|严重|较大|较小|恶劣|特别(?:严重|恶劣|重大))(?:$|[，并且])|(?:属于?|系)[^，]{0,8}(?:违法|违规|初犯|再犯|累犯|情形|情节)|不构成犯罪)"
)
_IF: Final = re.compile(
    "^(?:但是?|凡是?|其中)?(?:如果|如(?![实期数约何])|若(?!干))?"
)
# 造成交通事故后逃逸: what was done after it, which is conduct.
_DEED_AFTER: Final = re.compile("后(?!果)[^的]{2}")
_CONSEQUENCE: Final = re.compile(
    "(?:对于?)?(?:一次性?)?(?:死亡|重伤|造成|导致|发生|影响|致使|引发)"
)


def is_consequence(text: str, start: int, end: int) -> bool:
    """Whether a member of a condition says what came of the conduct."""
    return (
        _CONSEQUENCE.match(text, start, end) is not None
        and _DEED_AFTER.search(text, start, end) is None
    )


def is_towards(text: str, start: int, end: int) -> bool:
    """对擅自扒树皮的，处…: whom it is for is said by a condition.

    对违反…规定的 is the breach itself; in 对食品作虚假宣传的 the word 对 is
    part of the verb.
    """
    return (
        text.startswith("对", start)
        and text.endswith("的", start, end)
        and _TOWARDS_VERB.search(text, start, end) is None
    )


_TOWARDS_VERB: Final = re.compile(
    "违反|^对[外方内比]|对[^，；]{1,60}?(?:作|进行|实施|采取|予以|给予|产生|造成|提供|隐瞒|负有|拒绝|拒不|不予|未|没有|不)"
)


def is_supposed(text: str, start: int, end: int) -> bool:
    """若在复查时仍未停止的, 如果…的: the text itself says that it hangs on."""
    return _SUPPOSED.match(text, start, end) is not None


_SUPPOSED: Final = re.compile("(?:但是?|其中)?(?:如果|若(?!干))")


def is_typical(text: str, start: int, end: int) -> bool:
    """Whether a condition is one that grades a penalty, and no conduct."""
    words = _IF.sub("", text[start:end].removesuffix("的"))
    return _TYPICAL.match(words) is not None
