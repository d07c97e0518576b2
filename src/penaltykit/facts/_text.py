"""Reading the wording of papers: dates, terms, numbers of papers, amounts.

Papers write one thing in several ways, all of them right: ``2019年7月08日``,
``二〇二一年七月八日`` and ``二○一五年七月八日`` are dates; ``皖池环(东)罚告
〔2024〕15号`` is a number, with one pair of brackets in the name and another
around the year.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from penaltykit.facts._pattern import Pattern
from penaltykit.money import read_words

SENTENCE: Final = Pattern(r"[。；;！!\n]+")
MASKS: Final = "*＊×✕●○◯■□某"

# The name may stand on the line below, behind a label of its own; an empty
# line for a signature (当事人：      执法人员：) names nobody.
_LABEL: Final = r"(?:(?:单位|企业|字号)?名称|姓名|单位)(?:或者?(?:姓名|名称))?"
HEAD: Final = Pattern(
    rf"(?:被处罚(?:人|单位)|当事人)(?:{_LABEL}|[（(]{_LABEL}[）)])?"
    r"[一二三四五六七八九十]?\s*[:：][^\S\n]*"
    rf"(?:\s*{_LABEL}[^\S\n]*[:：][^\S\n]*)?"
    r"(?P<name>[^，,。；;:：\n\s]{1,60}+)(?![^\S\n]*[:：])"
)


def is_masked(name: str) -> bool:
    """Whether signs of a name are covered (示例***店, 王某某)."""
    return any(sign in MASKS for sign in name)


_ZERO: Final = "〇○零Ｏ"
_DIGITS: Final = dict.fromkeys(_ZERO, 0) | {
    sign: value for value, sign in enumerate("一二三四五六七八九", 1)
}
_DIGITS["两"] = 2
_FULL: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")

# A zero in the year is also typed as a letter or a figure: 二O二五年.
_CN_YEAR: Final = rf"[一二][{_ZERO}O0一二三四五六七八九]{{3}}"
_CN_SMALL: Final = r"[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
DATE: Final = Pattern(
    rf"(?P<year>(?:19|20)[0-9]{{2}}|{_CN_YEAR})\s*年\s*"
    rf"(?P<month>[0-9]{{1,2}}|{_CN_SMALL})\s*月\s*"
    rf"(?P<day>[0-9]{{1,2}}|{_CN_SMALL})\s*[日号]"
)


def small_number(text: str) -> int | None:
    """A whole number below 1,000 in digits or everyday numerals: ``60``,
    ``六十``, ``十五``; ``None`` for anything else."""
    text = text.translate(_FULL)
    if text.isdecimal() and text.isascii():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit if text else None


def _year(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return int("".join(str(_DIGITS.get(sign, 0)) for sign in text))


def date_in(match: re.Match[str]) -> dt.date | None:
    """The day that a match of :data:`DATE` means; ``None`` where the
    calendar has none."""
    month, day = small_number(match["month"]), small_number(match["day"])
    if month is None or day is None:
        return None
    try:
        return dt.date(_year(match["year"]), month, day)
    except ValueError:
        return None


# --- numbers of papers -------------------------------------------------------

_OPEN: Final = r"[〔\[【﹝（(［]"
_SHUT: Final = r"[〕\]】﹞）)］]"
# A name in Han signs, in which brackets may stand, the year in brackets of
# its own, then a serial number that may carry a word of its own.
_NUMBER: Final = Pattern(
    rf"(?P<name>(?:{_OPEN}[\u4e00-\u9fff]{{1,4}}{_SHUT}(?=[\u4e00-\u9fff]))?"
    rf"[\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z]|{_OPEN}"
    rf"[\u4e00-\u9fffA-Za-z]{{1,8}}{_SHUT}){{0,20}})"
    rf"\s*{_OPEN}\s*(?P<year>(?:19|20)[0-9]{{2}})\s*年?\s*{_SHUT}\s*"
    r"(?P<serial>第?\s*[\u4e00-\u9fffA-Za-z]{0,4}[0-9]{1,10}[A-Za-z]?"
    r"(?:[-－—][0-9]{1,6})?)\s*号"
)
_LIKE: Final = _FULL | str.maketrans(
    "【[﹝（［(】]﹞）］)－—", "〔〔〔〔〔〔〕〕〕〕〕〕--", " \u3000"
)


def plain_number(text: str) -> str:
    """A number of a paper with one kind of brackets and no spaces, so that
    two ways to write it compare equal."""
    return text.translate(_LIKE).replace("〕第", "〕")


# The year in its brackets: no number is without it. Looking for the name first
# would try a score of lengths from every sign of a text.
_YEAR_OF: Final = Pattern(rf"{_OPEN}\s*(?:19|20)[0-9]{{2}}\s*年?\s*{_SHUT}")
_NAME_MOST: Final = 1 + 20 * 10 + 1  # one sign, twenty in brackets, a space
_NOT_OF_NAME: Final = Pattern(
    r"[^\u4e00-\u9fffA-Za-z〔\[【﹝（(［〕\]】﹞）)］]"
)


def _name_begins(plain: str, least: int, end: int) -> int:
    """The first place from ``least`` on at which the name of a number may
    begin whose year stands at ``end``: no sign that is in no name follows.
    """
    least = max(least, end - _NAME_MOST)
    if end > least and plain[end - 1].isspace():
        end -= 1
    for other in _NOT_OF_NAME.finditer(plain, least, end):
        least = other.end()
    return least


def numbers(plain: str) -> Iterator[str]:
    """Every number of a paper that stands in a text, in plain form.

    Args:
        plain: the text as :func:`half_width` gives it.
    """
    at = 0
    while (match := _number(plain, at)) is not None:
        yield plain_number(match[0])
        at = match.end()


def _number(plain: str, at: int = 0) -> re.Match[str] | None:
    """The first number from a place on."""
    year = _YEAR_OF.search(plain, at)
    if year is None:
        return None
    return _NUMBER.search(plain, _name_begins(plain, at, year.start()))


def number_year(text: str) -> int | None:
    """The year in the number of a paper; ``None`` where it has none."""
    match = _number(half_width(text))
    return None if match is None else int(match["year"])


# --- terms -------------------------------------------------------------------

COUNT: Final = r"[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}"
_UNITS: Final = {
    "个月": "months",
    "月": "months",
    "个工作日": "working-days",
    "工作日": "working-days",
    "日": "days",
    "天": "days",
    "年": "years",
}
TERM: Final = Pattern(
    rf"(?P<count>{COUNT})\s*(?P<unit>个月|个?工作日|日|天|年)(?:之|以)?内"
)
# A figure before 内 with nothing between, as in 60内.
NO_UNIT: Final = Pattern(
    r"(?<![0-9.第一二三四五六七八九十百])"
    r"(?:[0-9]{1,3}|[三五七]|[二三六九]?十五?|六十|九十)\s*(?:之|以)?内"
    r"(?![容部外分科心设存陆])"
)


@frozen
class TextTerm:
    """A length of time as a text gives it.

    Args:
        count: of units.
        unit: days, working-days, months or years.
        start: position in the sentence.
        end: position behind it.
    """

    count: int
    unit: str
    start: int
    end: int


def terms(sentence: str) -> list[TextTerm]:
    """Every ``六十日内`` of a sentence of a :class:`PlainText`."""
    found = []
    for match in TERM.finditer(sentence):
        count = small_number(match["count"])
        if count is not None:
            unit = _UNITS[match["unit"]]
            found.append(TextTerm(count, unit, match.start(), match.end()))
    return found


# --- amounts -----------------------------------------------------------------

# Thousands are parted by commas in threes: a comma elsewhere ends the figure.
FIGURE: Final = (
    r"(?<![0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,16})(?![0-9])"
    r"(?:\.[0-9]{1,8}(?![0-9]))?"
)
_WORD: Final = "零〇一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_TENTH: Final = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖"
AMOUNT: Final = (
    rf"(?:人民币)?\s*[¥￥]?\s*(?:(?P<figure>{FIGURE})\s*"
    rf"(?P<times>[十百千]?万|[百千亿])?|(?P<words>[{_WORD}]{{1,24}}))\s*"
    rf"[元圆](?P<rest>[{_TENTH}]{{1,2}}角(?:[{_TENTH}]分)?|"
    rf"[{_TENTH}]{{1,2}}分)?"
)
_TIMES: Final = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}


def amount_in(match: re.Match[str]) -> Decimal | None:
    """Yuan of a match of :data:`AMOUNT`."""
    if match["figure"] is not None:
        figure = Decimal(match["figure"].replace(",", ""))
        return figure * _TIMES.get(match["times"] or "", 1)
    return read_words(f"{match['words']}元{match['rest'] or ''}").amount


# A run of spaces, or one that is no ordinary space; begun by a class, so that
# a search runs over all else.
_SPACE: Final = Pattern(r"\s(?:\s+|(?<=[\t\u3000\xa0]))")
_WIDE: Final = Pattern("[０-９．]")


def half_width(text: str) -> str:
    """The text with ordinary digits and points and single spaces: a search
    then never has a long run of spaces to try over and over."""
    if _WIDE.search(text) is not None:
        text = text.translate(_FULL)
    return _SPACE.sub(lambda m: "\n" if "\n" in m[0] else " ", text)


class PlainText:
    """A text made ready to be searched, once for all facts that ask.

    Attributes:
        whole: as :func:`half_width` gives it.
    """

    __slots__ = ("_sentences", "whole")

    def __init__(self, text: str) -> None:
        self.whole = half_width(text)
        self._sentences: list[str] | None = None

    @property
    def sentences(self) -> list[str]:
        """The sentences, without the signs that end them."""
        if self._sentences is None:
            self._sentences = SENTENCE.split(self.whole)
        return self._sentences
