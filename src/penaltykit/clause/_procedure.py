"""Sentences that say how, and impose nothing: who decides, who is told."""

import re
from typing import Final


def is_procedure(text: str, start: int, end: int) -> bool:
    """应当告知…听证的权利, 应当出具…决定书: how, and nothing imposed."""
    return _PROCEDURE.fullmatch(text, start, end) is not None


_PROCEDURE: Final = re.compile(
    "[^，；。责处罚没吊]{0,24}(?:应当|可以|必须|应)"
    "(?:在[^，；。责处罚没吊]{1,24}?(?:内|后|前|时))?(?:依法|当场|及时|书面)?"
    "(?:(?:告知|组织听证|举行听证|制作|送达|报告|通知|听取|向[^，；。责处罚没吊]{1,30}报告)"
    "[^，；。责没吊]{0,60}"
    "|(?:出具|开具)[^，；。]{0,16}(?:决定书|收据|凭证)"
    "|(?:暂缓|延期|分期|暂缓或者分期|延期或者分期|予以)(?:缴纳|收缴)(?:罚款)?"
    "|以[^，；。]{1,40}作为被执行人)"
    "|[^，；。]{0,60}应当[^，；。责处罚没吊]{0,12}(?:缴清|缴纳)罚款[^，；。]{0,40}"
    "|(?:全部)?上缴[^，；。]{0,8}(?:国库|财政)"
    "|方可[^，；。责处罚没吊]{1,40}"
)


def tells_who_decides(text: str, start: int, end: int) -> bool:
    """由…机关决定: procedure, and nothing that is imposed here."""
    return _DECIDES.fullmatch(text, start, end) is not None


_DECIDES: Final = re.compile("(?:由|报请)[^，；。]{1,100}(?:决定|裁决)")
