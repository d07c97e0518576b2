"""The party as the head of a paper names it: behind a label, or as the one to
whom the paper is addressed."""

from typing import Final

from penaltykit.facts._pattern import Pattern
from penaltykit.facts._text import HEAD, is_masked

_WITHIN: Final = 800  # signs; a name further down may be that of a witness
_LINES: Final = 8
# 示例商贸有限公司（统一社会信用代码：……）：
_ADDRESSED: Final = Pattern(
    r"\s*(?P<name>[^\s：:，,。；;（）()]{3,40}"
    r"(?:公司|合伙企业|商店|商行|超市|餐厅|饭店|酒店|宾馆|药店|诊所|医院|学校|"
    r"幼儿园|经营部|加油站|合作社|养殖场|工厂|厂|店))"
    r"\s*(?:[（(][^（）()\n]{0,60}[）)])?\s*[:：]\s*"
)


def name_at_head(text: str) -> str | None:
    """The name that heads a wording; ``None`` where none does, or where it
    is covered.

    Args:
        text: wording of a paper.
    """
    name = _printed(text)
    return None if name is None or is_masked(name) else name


def is_headed(text: str) -> bool:
    """Whether a name heads a wording, covered or not: whose it is has a check
    of its own.

    Args:
        text: wording of a paper.
    """
    return _printed(text) is not None


def _printed(text: str) -> str | None:
    match = HEAD.search(text, 0, _WITHIN)
    if match is None:
        for line in text.split("\n", _LINES)[:_LINES]:
            match = _ADDRESSED.fullmatch(line)
            if match is not None:
                break
    return None if match is None else match["name"]
