"""Words of the vocabulary in a condition: 一般区域, 有违法所得, 不属于…."""

import re
from fractions import Fraction
from typing import Final

from penaltykit.clause._look import LookReader
from penaltykit.clause._tree import (
    Compare,
    Condition,
    Holds,
    Interval,
    Is,
    Not,
)

_HAS: Final = re.compile(r"^(?:有|存在|具有|获得|获取|产生|取得)")
_HAS_NOT: Final = re.compile(
    r"^(?:没有|无|未有|不存在|未|没有取得|未取得|未获得|未获取|没有获得|未产生|没有产生)"
)
_DENIES: Final = (
    "不属于",
    "没有",
    "未曾",
    "并未",
    "不是",
    "未",
    "不",
    "无",
    "非",
)
_AT: Final = re.compile(r"^(?:均?属于|属|系|为|是|位于|处于|在|涉及)")
_NOT_AT: Final = re.compile(r"^(?:不属于|不是|非|不位于|不在|不处于|并非)")
_NAMED: Final = re.compile(
    r"(?P<label>[^（），；]{1,30}?)(?:为|是|属于)(?P<word>.+)$"
)


class WordReader(LookReader):
    """Reads words that name a fact, or what it is."""

    def bound(self, words: str) -> tuple[Condition, ...]:
        """Every reading of words that the vocabulary knows."""
        found = self._known(words)
        if found:
            return tuple(found)
        for pattern, value in ((_HAS, False), (_HAS_NOT, True)):
            lead = pattern.match(words)
            if lead is None:
                continue
            zero = (
                Interval(low=Fraction(0), high=Fraction(0))
                if value
                else Interval(low=Fraction(0), low_inclusive=False)
            )
            amounts = self.binder.amounts(words[lead.end() :])
            if amounts:
                return tuple(
                    Compare(fact=fact, interval=zero) for fact in amounts
                )
        lead = _NOT_AT.match(words)
        if lead is not None:
            inner = self._known(words[lead.end() :])
            if inner:
                return tuple(Not(one) for one in inner)
        for denial in _DENIES:
            if words.startswith(denial):
                facts = self.binder.truths(words[len(denial) :])
                if facts:
                    return tuple(Not(Holds(fact=fact)) for fact in facts)
        return ()

    def _known(self, words: str) -> list[Condition]:
        truths: list[Condition] = [
            Holds(fact=fact) for fact in self.binder.truths(words)
        ]
        if truths:
            return truths
        found = self._values(words)
        if found:
            return found
        named = _NAMED.match(words)
        if named is not None:
            found = [
                Is(fact=fact, values=(value,))
                for fact, value in self.binder.named_values(
                    named["label"], named["word"]
                )
            ]
            if found:
                return found
        lead = _AT.match(words)
        return self._values(words[lead.end() :]) if lead is not None else []

    def _values(self, words: str) -> list[Condition]:
        return [
            Is(fact=fact, values=(value,))
            for fact, value in self.binder.values(words)
        ]


def had(words: str) -> str:
    """What words say that there is, or is not: 违法所得 of 有违法所得."""
    had = _HAS_NOT.match(words) or _HAS.match(words)
    return words[had.end() :] if had is not None else ""
