"""Words that are understood and impose nothing: 违反…规定, 依法追究刑事责任.

A stretch that names a penalty is context only where the grammar says so: a
permit that *was* revoked, a penalty that another provision imposes.
"""

import re
from collections.abc import Iterator
from typing import Final

_SANCTION: Final = re.compile(
    "罚款|没收|吊销|拘留|警告|责令|暂扣|通报批评|处罚|罚金|取缔|撤销|停产|停业"
    "|降低资质|不得从事|禁止从事|追缴|关闭"
)
_BEFORE: Final = 20
# Named as what happened or should have happened, not as what follows.
_PAST: Final = re.compile(
    "(?:被|受到|受过|需要|受|经(?!营)|未|因|曾|拒不|拒绝|应当|不|除|其他|上述|擅自|自行|伪造|聘用|招用)"
    "(?!.*(?:由[^，]{2,}|予以|可以|并)$)"
)
_NOUN: Final = re.compile(
    "改正(?:期限|的期限|通知|要求|后|而|仍)|时$|决定|后|数额|书|的行政处罚|收据|措施|信息|权|种类|程序|裁量|记录|缴|"
    "的，|通知|处罚的|以外处罚"
)

# 自暂扣测绘资质证书之日起: named as a day.
_DAY: Final = re.compile("[^，；。]{0,24}之日")

_ENDERS: Final = (
    "的",
    "之一",
    "者",
    "行为",
    "情形",
    "情况下",
    "情况的",
    "时",
    "后",
    "之日起",
    "日内",
    "期间",
    "之前",
)

_CONTEXT: Final = (
    (
        "criminal",
        re.compile(
            "(?:构成(?:违反治安管理行为|[^，；。]{0,8}罪|走私罪?)的?|涉嫌(?:构成)?犯罪的?"
            "|尚不(?:构成(?:违法)?犯罪|够刑事处罚)的?|触犯刑律的?|情节严重构成犯罪的?)"
        ),
    ),
    (
        "criminal",
        re.compile(
            "(?:并|应当|由(?:司法|公安)机关)?(?:依法|依照[^，；。]{0,12}(?:有关)?规定)?"
            "(?:追究(?:其|[^，；。]{1,40}的)?刑事责任|移送(?:公安机关|司法机关|检察机关)"
            "(?:依法)?(?:处理|追究刑事责任)?)"
        ),
    ),
    (
        "consequence",
        re.compile(
            "(?:(?:应当|还应当|并|由其|先)?(?:依法)?(?:与[^，；。]{1,30})?承担"
            "[^，；。]{0,30}责任"
            "|(?:[^，；。处责没吊]{0,12}(?:处理|处置))?[^，；。处责没吊]{0,12}费用由[^，；。]{1,60}[承负]担"
            "|(?:应当|还应当|并|由其)?(?:依法)?负[^，；。]{0,12}责任"
            "|先承担民事赔偿责任|[^，；。]{1,12}(?<!宣告)(?<!确认)无效"
            "|(?:并)?对[^，；。]{1,30}的?损失承担(?:赔偿|连带)责任"
            "|(?:并|应当|还应当)?(?:依法)?追究[^，；。]{0,20}(?:法律|行政|民事|纪律)责任"
            "|(?:并)?(?:应当)?告知[^，；。]{1,30}权利?)"
        ),
    ),
    (
        "consequence",
        re.compile(
            "(?:并)?(?:由[^，；。]{1,30}(?:机关|部门|单位))?(?:对[^，；。]{1,60})?"
            "(?:应当)?(?:依法)?给予[^，；。]{0,24}处分"
        ),
    ),
    (
        "reference",
        re.compile(
            "(?:(?:并|由[^，；。]{0,40}(?:部门|机关|海关|机构)|对[^，；。]{1,40}?|分别)?"
            "(?:依法|(?:并)?(?:依照|按照|按|依据|根据|比照)"
            "[^，；。]{0,60}?(?:规定|条款?|处罚法》?))"
            "(?:的规定)?(?:予以|给予|进行|从重)?(?:治安管理)?(?:行政)?(?:处罚|处理|"
            "执行|办理|论处))"
        ),
    ),
    (
        "reference",
        re.compile(
            "(?:并)?(?:由|移交|移送)(?![^，；。]*(?:警告|罚款|没收|责令|吊销|拘留))"
            "[^，；。]{1,80}?(?:依法|规定|条例|法|法律|》)"
            "(?:作出|进行|予以|给予)?(?:行政)?(?:处罚|处理|查处|处理和处罚|处罚和处理)"
            "|由[^，；。]{1,40}(?:部门|机关|机构)(?:进行|负责)(?:行政)?处罚"
            "|(?:还)?应当依照[^，；。]{1,60}规定(?:进行|予以)?(?:处理和处罚|处罚和处理|处罚|处理)"
        ),
    ),
    (
        "reference",
        re.compile(
            "以[^，；。]{1,20}论处"
            "|[^，；。]{0,30}(?:可以)?(?:建议|提请|商请|通知)[^，；。]{1,40}"
            "(?:依法)?(?:予以)?(?:处罚|处理)"
        ),
    ),
    (
        "basis",
        re.compile(
            "(?:(?:并)?(?:依照|按照|依据|根据)[^，；。]{1,80}?(?:规定|(?:第[^，；。]{1,12}"
            "[条款项]))(?:的)?)"
        ),
    ),
    (
        "law",
        re.compile(
            "(?:(?:《[^》]{1,40}》)?第[一二三四五六七八九十百零〇0-9]{1,8}"
            "[条款项](?:之[一二三四五六七八九十])?[、和及]?){1,12}(?:规定)?"
        ),
    ),
    (
        "conduct",
        re.compile(
            "(?:凡|对)?违反[^；。]{0,80}?(?:规定|条例|法|办法|制度|规章|要求)(?:的)?"
        ),
    ),
    (
        "ground",
        re.compile(
            "(?:根据|视|按照|结合)(?:其)?(?:违法)?(?:行为的?)?"
            "[^，；。]{0,16}?(?:情节|后果|程度|情况|影响)(?:轻重|大小)?"
        ),
    ),
    (
        "ground",
        re.compile(
            "(?:报经?|报请|经|提请)[^，；。]{1,40}(?:批准|同意|决定)"
            "|经[^，；。]{1,30}提请|提出意见|自[^，；。]{1,40}之日(?:的次日)?起|(?:依照|依据|按照)[^，；。]{0,40}(?:职权|职责|权限)(?:分工)?"
        ),
    ),
    (
        "procedure",
        re.compile("禁止在(?![^，；。]{1,12}内从事)[^，；。]{1,80}"),
    ),
    (
        "procedure",
        re.compile(
            "指出其?违法行为"
            "|(?:并)?在[^，；。]{1,12}内将案件?移[交送][^，；。]{1,40}"
            "|方可[^，；。责处罚没吊]{1,40}"
            "|[^，；。]{1,40}期限[自从][^，；。]{1,30}之日起计算"
            "|[^，；。责处罚没吊]{1,20}折抵[^，；。]{1,20}"
        ),
    ),
    (
        "procedure",
        re.compile(
            "(?![^，；。]{0,40}(?:责令|处|没收|吊销))"
            "[^，；。]{0,40}(?:(?<!不)缴纳|(?<!逾期不)收缴|缴清)(?:的)?罚款"
            "|[^，；。]{0,40}(?:应当|并)(?:出具|开具)[^，；。]{0,40}"
            "(?:决定书|收据)"
        ),
    ),
    (
        "mark",
        re.compile(
            "注|备注|说明|其中|或者|或|并|同时|但|且|下同|具体如下|如下"
        ),
    ),
)


def disciplined(words: str) -> str | None:
    """Whom a disciplinary measure falls on: 对…给予处分."""
    match = _DISCIPLINED.fullmatch(words)
    return None if match is None else match[1]


_DISCIPLINED: Final = re.compile(
    "并?对([^，；。]{1,60}?)(?:应当)?(?:依法)?给予[^，；。]{0,24}处分"
)


def holds_sanction(text: str, start: int, end: int) -> bool:
    """Whether words that impose a penalty stand in ``text[start:end]``.

    What was imposed before (被吊销许可证) and what only names a paper
    (处罚决定书) does not count.
    """
    for match in _SANCTION.finditer(text, start, end):
        low = max(
            start,
            match.start() - _BEFORE,
            text.rfind("，", start, match.start()),
        )
        before = text[low : match.start()]
        if _PAST.search(before):
            continue
        if (
            match[0] == "处罚"
            and text.startswith("的", match.end())
            and (match.end() + 1 >= end)
        ):
            # 给予单位罚款处罚的: what was imposed before.
            continue
        if _NOUN.match(text, match.end(), min(end, match.end() + 6)):
            continue
        if _DAY.match(text, match.end(), end):
            continue
        if text.rfind("《", start, match.start()) > text.rfind(
            "》", start, match.start()
        ):
            # 违反《治安管理处罚法》: the name of a law.
            continue
        return True
    return False


def plain_context(text: str, start: int, end: int) -> str | None:
    """The role of a clause that is one known phrase of context."""
    for role, pattern in _CONTEXT:
        if pattern.fullmatch(text, start, end):
            return role
    return None


def names_provision(words: str) -> bool:
    """Whether a breach says of what: 违反第十条规定的."""
    return _PROVISION.search(words) is not None


_PROVISION: Final = re.compile(
    "第[一二三四五六七八九十百零〇0-9]{1,8}[条款项]|前[款条]规定"
)


def law_heading(text: str, end: int) -> int:
    """Where the citation ends that a table prints before its sentence."""
    at = 0
    while at < end:
        match = _HEADING.match(text, at, end)
        if match is None:
            break
        at = match.end()
    if at and text.startswith(_NOT_HEADING, at):
        return 0
    return at


_HEADING: Final = re.compile(
    "(?:《[^》]{1,40}》)?第[一二三四五六七八九十百零〇0-9]{1,8}[条款项]"
    "(?:之[一二三四五六七八九十])?、?"
)
_NOT_HEADING: Final = (
    "的",
    "规定",
    "所",
    "中",
    "至",
    "情形",
    "行为",
    "或",
    "和",
    "及",
    "，",
)


def is_except(text: str, start: int, end: int) -> bool:
    """除依照…予以处罚外: what other provisions impose."""
    return _EXCEPT.fullmatch(text, start, end) is not None


_EXCEPT: Final = re.compile(
    "除(?:依照|按照|根据|依法)[^，；。]{0,60}(?:处罚|处理)(?:以)?外"
    "|除处罚[^，；。]{1,20}外"
)


def is_beside(text: str, start: int, end: int) -> bool:
    """除依法承担赔偿责任外: what follows beside the penalty.

    除情节轻微外 is an exception from it, and no such thing.
    """
    return (
        _BESIDE.search(text, start, end) is not None
        and _EXCEPTED.search(text, start, end) is None
        and not holds_sanction(text, start, end)
    )


# 除拒不改正的外, 除情节轻微者外: a case that is taken out, and no duty.
_EXCEPTED: Final = re.compile(
    "(?:的|者|情形|情况|情节|行为|另有(?:规定|约定)|期间|案件|单位|个人|人员)(?:以|之)?外$"
)
_BESIDE: Final = re.compile(
    "(?:责任|赔偿|处分|处理|处罚|追究|损失|费用|税款|改正|退还|返还|退赔|补救|补办|补缴|缴纳|措施"
    "|手续|恢复|拆除|修复|规定|另有约定|外)[^，；。]{0,6}外$"
)


def closes_condition(text: str, start: int, end: int) -> bool:
    """Whether a clause ends as a condition or a conduct does."""
    return text.endswith(_ENDERS, start, end)


def condition_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Places where a condition that has no comma may end."""
    at = start
    while at < end:
        at = text.find("的", at, end)
        if at < 0:
            return
        at += 1
        if at < end and text[at] in _AFTER_CONDITION:
            yield at


_AFTER_CONDITION: Final = frozenset(
    "处并责没给予吊可罚由从减不免按暂降警通限撤取单应依每拘对0123456789"
    "一二三四五六七八九十两百千终禁货违"
)


def reference_end(text: str, at: int, end: int) -> int:
    """Where ``依照…规定`` that starts at ``at`` ends, else ``at``."""
    match = _REFERENCE.match(text, at, end)
    return at if match is None else match.end()


_REFERENCE: Final = re.compile(
    "(?:依照|按照|根据|依据|按)[^，；。]{1,60}?(?:的规定|规定)"
)


def is_back_reference(words: str) -> bool:
    """有前款规定的违法行为: a conduct that stands elsewhere."""
    return (
        re.fullmatch(
            "(?:单位|个人)?有(?:前款|下列|上述|前条|本条|第)[^，]{0,60}"
            "(?:行为|情形)(?:之一)?",
            words.removesuffix("的"),
        )
        is not None
    )


def may_be_situation(text: str, start: int, end: int) -> bool:
    """Whether words inside a clause can be its condition.

    A condition begins with no joint and imposes nothing: 处十日以下的 is the
    start of a penalty.
    """
    return not text.startswith(_NO_SITUATION, start) and (
        _IMPOSED.search(text, start, end) is None
    )


_NO_SITUATION: Final = (
    "以及",
    "并且",
    "、",
    "的",
    "和",
    "及",
    "或",
    "机关",
    "等",
    "处",
    "并",
    "由",
    "可",
    "按",
    "以上",
    "以下",
    "每",
    "罚",
    "并处",
)


def imposes_sum(text: str, start: int, end: int) -> bool:
    """处200元以下 in words that are to name somebody."""
    return _SUM.search(text, start, end) is not None


_SUM: Final = re.compile(
    "(?<!办事)处(?:(?:超过|不足|不超过|最[高低多少])?[0-9一二三四五六七八九十两百]"
    "|以|罚款)|并处"
    "|(?:、|并且?|或者?|同时)对"
)
_IMPOSED: Final = re.compile(
    "处[0-9一二三四五六七八九十两百]|处以|并处|可以|由"
)


def is_base_minimum(text: str, start: int, end: int) -> bool:
    """按十万元计算: the least that a base is taken for."""
    return _MINIMUM.fullmatch(text, start, end) is not None


_MINIMUM: Final = re.compile(
    "(?:应当)?(?:均)?(?:按照?|以)[^，；。]{1,14}元(?:的标准)?(?:计算|计)"
)


def is_breach(text: str, start: int, end: int) -> bool:
    """企业事业单位违反本法规定: an actor and the law, no conduct."""
    return _BREACH.fullmatch(text, start, end) is not None


_BREACH: Final = re.compile(
    "[^，；。的]{0,16}违反[^，；。]{0,30}(?:规定|法|条例|办法)(?:的)?"
)


def leading_actor(text: str, start: int, end: int) -> str | None:
    """Who is punished, where the head of the conduct names a kind of person.

    A bare 单位 or 个人, or the persons responsible; a role (施工单位) is the
    party itself.
    """
    match = _ACTOR.match(text, start, end)
    return None if match is None else match[1] or match[2]


_ACTOR: Final = re.compile(
    "(单位|个人)(?![的、和或及与间之]|赌资|所得|收入|信息|账户|资金|财产|名义|贷款|工资|负责)"
    "|((?:[^，；。、的]{1,12}的)?(?:主要|其他|直接|有关)?(?:负责人|主管人员|责任人员)"
    "(?:和[^，；。、的]{1,12}人员)?)(?=未|在|不|违|拒|依|擅|有|对|没|仍|自|[0-9一二两三五十])"
)
