"""Guesses at what was meant: names, dates and amounts in other forms."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import NoneType

from penaltykit.case import _values
from penaltykit.case._shape import Record

Words = dict[str, str]

_NOTHING: Words = {"zh": "", "en": ""}
_DECIMALS = {"zh": "小数", "en": "a number with decimals"}
_OBJECT = {"zh": "对象", "en": "an object"}
_KINDS: Mapping[type, Words] = {
    NoneType: {"zh": "空值", "en": "nothing"},
    bool: {"zh": "true/false", "en": "a truth value"},
    int: {"zh": "整数", "en": "a whole number"},
    float: _DECIMALS,
    _values.Fraction: _DECIMALS,
    str: {"zh": "文字", "en": "text"},
    list: {"zh": "列表", "en": "a list"},
}
_DATE_FORMS = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_HAN_DATE = re.compile(r"(.{4})年(.{1,3})月(.{1,3})日")
_HAN_DIGITS = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")}
_HAN_DIGITS |= {"○": "0", "零": "0"}
_AMOUNT = re.compile(
    r"(?:人民币|RMB|CNY|¥|￥)?([0-9][0-9,]*(?:\.[0-9]+)?)(万)?(?:元|圆|yuan)?整?"
)
_TEN_THOUSAND = 10_000
_TEN = 10


PROBLEMS: Mapping[str, Words] = {
    "end": {
        "zh": "文件没有写完，缺少后面的括号或者引号",
        "en": "the file ends too early, a bracket or a quote is open",
    },
    "extra": {
        "zh": "内容已经结束，后面还有多余的文字",
        "en": "there is more text after the end of the case",
    },
    "quotes": {
        "zh": "JSON 只用英文双引号",
        "en": "only straight double quotes are allowed",
    },
    "full-width": {
        "zh": "这里用了全角标点，应当用半角",
        "en": "this mark is full-width, write the plain one",
    },
    "comment": {
        "zh": "JSON 不能写注释，需要注释时可以用 YAML",
        "en": "JSON has no comments; YAML has",
    },
    "value": {"zh": "这里应当有一个值", "en": "a value is wanted here"},
    "nan": {
        "zh": "JSON 没有 NaN 和 Infinity",
        "en": "JSON has no NaN and no Infinity",
    },
    "bare-word": {
        "zh": "文字要加英文双引号，真值写 true、false 或者 null",
        "en": "text needs quotes; truth values are true, false and null",
    },
    "leading-zero": {
        "zh": "数不能以 0 开头，编号请加引号",
        "en": "a number has no leading zero; put a code in quotes",
    },
    "key": {
        "zh": "这里应当是带引号的字段名称",
        "en": "the name of a field, in quotes, is wanted here",
    },
    "trailing-comma": {
        "zh": "最后一项后面多了逗号",
        "en": "there is a comma after the last entry",
    },
    "colon": {
        "zh": "字段名称后面缺少冒号",
        "en": "a colon is missing after the name of the field",
    },
    "comma": {
        "zh": "两项之间缺少逗号",
        "en": "a comma is missing between two entries",
    },
    "open-string": {
        "zh": "从这里开始的文字没有在同一行用引号结束，换行请写 \\n",
        "en": "the text that begins here is not closed on its line; "
        "write a line end as \\n",
    },
    "escape": {
        "zh": "反斜杠后面不能写这个字符，反斜杠本身请写成 \\\\",
        "en": "a backslash cannot stand before this; write it twice",
    },
}


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Up to three known words that look like ``word``, the nearest first."""
    import difflib

    return difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)


def did_you_mean(words: Iterable[str]) -> Words:
    """A question that offers words; empty where there are none."""
    offered = list(words)
    if not offered:
        return dict(_NOTHING)
    quoted = "、".join(f"“{word}”" for word in offered)
    english = " or ".join(f'"{word}"' for word in offered)
    return {
        "zh": f"是否想写{quoted}？",
        "en": f"Did you mean {english}?",
    }


def field_hint(name: str, shape: Record, missing: Iterable[str]) -> Words:
    """Which field of the record an unknown name may stand for.

    Labels count too: somebody who writes 当事人 means ``parties``.

    Args:
        name: as written.
        shape: the record in which it stands.
        missing: names of fields that the file does not have yet; those it
            has are not offered.
    """
    labels = {
        label: slot.name
        for slot in shape.slots.values()
        for label in (*slot.label.values(), slot.attribute)
    }
    if name in labels:
        return did_you_mean([labels[name]])
    folded = name.strip().lower().replace("-", "_")
    if folded in shape.slots:
        return did_you_mean([folded])
    close = nearest(folded, missing)
    if close:
        return did_you_mean(close)
    return did_you_mean(labels[label] for label in nearest(name, labels)[:1])


def word_hint(found: str, words: Iterable[str]) -> Words:
    """The word of a closed list that was meant."""
    folded = found.strip().lower().replace("_", "-").replace(" ", "-")
    known = list(words)
    return did_you_mean(
        [folded] if folded in known else nearest(folded, known)
    )


def date_hint(found: object) -> Words:
    """How the date that was meant is written."""
    text = unicodedata.normalize("NFKC", str(found)).strip()
    parts: tuple[str, ...] | None = None
    for form in _DATE_FORMS:
        match = form.fullmatch(text)
        if match is not None:
            parts = match.groups()
            break
    else:
        match = _HAN_DATE.fullmatch(text)
        if match is not None:
            parts = _han_parts(match.groups())
    if parts is None:
        return dict(_NOTHING)
    try:
        date = dt.date(*(int(part) for part in parts))
    except (ValueError, TypeError):
        return dict(_NOTHING)
    return did_you_mean([date.isoformat()])


def _han_parts(groups: tuple[str, ...]) -> tuple[str, ...] | None:
    """Year, month and day written in Chinese numerals."""
    year = "".join(_HAN_DIGITS.get(char, "") for char in groups[0])
    return (year, *(str(_han_number(text)) for text in groups[1:]))


def _han_number(text: str) -> int:
    """A number up to 99, 二十八; 0 for anything else."""
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return int(_HAN_DIGITS.get(text, "0"))
    return _TEN * int(_HAN_DIGITS.get(tens, "1")) + int(
        _HAN_DIGITS.get(ones, "0")
    )


def money_hint(found: object) -> Words:
    """How the amount that was meant is written: ``5.2万元`` is ``52000``."""
    text = unicodedata.normalize("NFKC", str(found)).replace(" ", "")
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return dict(_NOTHING)
    amount = Decimal(match.group(1).replace(",", ""))
    if match.group(2):
        amount *= _TEN_THOUSAND
    written = _values.write_money(amount)
    if Decimal(written) != amount or amount > _values.MAX_MONEY:
        return dict(_NOTHING)
    return did_you_mean([written])


def kind_of(value: object) -> Mapping[str, str]:
    """What sort of thing a value of a file is, never the value itself."""
    return _KINDS.get(type(value), _OBJECT)
