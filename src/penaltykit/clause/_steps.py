"""What an amount is counted by, and what it grows with."""

import re
from decimal import Decimal
from typing import Final

from penaltykit.clause._numbers import read_number

# Measure words that say by themselves what is counted: 每辆机动车 is 每辆,
# but 每辆次 and 每吨位 are other things.
_MEASURED: Final = re.compile(
    "(?:平方米|立方米|公斤|千克|[辆艘架台头只匹株棵件套份张幅条亩吨间枚瓶箱桶])"
    "(?![次位数/])"
)
_USED: Final = re.compile(
    "[^0-9一每]{1,6}(?:1|一)(?P<measure>[人名个位户处辆台件次起宗日天])(?P<thing>.*)"
)


def counted(thing: str) -> str:
    """人 of 1人, and 辆 of 辆机动车."""
    number = read_number(thing, 0)
    if number is not None and number.value == 1 and number.end < len(thing):
        thing = thing[number.end :]
    listed = _USED.match(thing)
    if listed is not None:
        # 使用一名童工: the child is what is counted.
        thing = listed["thing"] or listed["measure"]
    elif len(thing) > 1:
        # 每名劳动者, 每个泊位: the word for one of them says nothing.
        thing = thing[1:] if thing[0] in "个名位" else thing
    measure = _MEASURED.match(thing)
    return measure[0] if measure is not None else thing


def steps_of(head: str) -> list[tuple[str, Decimal | None, str]]:
    """What an amount grows with: words, size, and the unit counted.

    ``增加1个超标因子`` gives 超标因子; ``个因子超标每0.5倍`` gives
    每个因子超标倍 in steps of a half; ``超过一日`` gives 超过日.
    """
    prefix, _, counted = head.rpartition("每")
    found: list[tuple[str, Decimal | None, str]] = []
    lead = ""
    for number, part in enumerate(_parts(counted)):
        at = _figure_at(part)
        size = None
        unit = part
        if at is not None:
            figure = read_number(part, at)
            if figure is None:
                return []
            if not number:
                lead = part[:at]
            elif at:
                return []
            unit = part[figure.end :]
            size = None if figure.value == 1 else figure.value
            unit = unit.removeprefix("个")
        elif number:
            return []
        if not unit and not lead:
            return []
        name = lead.removeprefix("增加") if unit else lead
        before = f"每{prefix}" if prefix else ""
        words = before + name + unit
        if at is None:
            words = before + unit.removeprefix("增加")
        if not words:
            return []
        found.append((words, size, unit))
    return found


def _parts(text: str) -> list[str]:
    for word in ("或者", "或"):
        if word in text:
            return text.split(word)
    return [text]


def _figure_at(text: str) -> int | None:
    for at, sign in enumerate(text):
        if sign in "0123456789一二两三四五六七八九十百千" and (
            read_number(text, at) is not None
        ):
            return at
    return None
