"""One part of a condition: a figure, a word, or what an officer finds."""

import re
from fractions import Fraction
from itertools import product
from typing import Final

from attrs import evolve

from penaltykit.clause._bind import (
    attested,
    generic_label,
    trimmed,
    unbound,
)
from penaltykit.clause._figure import BOUND_WORDS
from penaltykit.clause._joints import brackets
from penaltykit.clause._look import Part
from penaltykit.clause._named_words import WordReader, had
from penaltykit.clause._quantity import Quantity
from penaltykit.clause._tree import (
    Compare,
    Condition,
    Holds,
    Interval,
    both,
)
from penaltykit.clause._units import Unit

_TAIL_WORDS: Final = re.compile(r"(?:的|情形|的情形|的行为|者)$")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_ODD: Final = re.compile(
    r"[^\u3400-\u9fffA-Za-z0-9ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
    r"（）《》“”、，；：。\-./%‰±·+＋*×≤≥<>=①-⑳Α-ωμ℃#&'\"—]"
)
_ELSEWHERE: Final = re.compile(
    r"(?:下列|以下|如下)[^，。；]{0,4}(?:情形|条件|行为|情节)"
)
"""Words that speak of a list which is not there."""
_PENALTY: Final = re.compile(
    r"(?:^|并)处(?:以)?[^，。；]{0,40}(?:罚款|拘留)$|^(?:处以|给予)?罚款"
)
_FINED: Final = re.compile("的?(?:处以?)?(?:罚款|罚金|拘留)")
_NAMING: Final = re.compile(
    "(?![零〇一二两三四五六七八九十百千万亿元以上下])[\u3400-\u9fff]"
)
_SINCE: Final = re.compile("(?:届满|期满|之日起?)$")
_BOUNDS: Final = (
    "以上",
    "以下",
    "以内",
    "不足",
    "不满",
    "未满",
    "超过",
    "低于",
    "高于",
)
_MORE: Final = re.compile("以[上下内]|[0-9]|[一二三四五六七八九十百千]+[万元]")
_INCLUDED: Final = re.compile("（不?(?:包?含|包括)")
# 约1万元, 近1万元: no figure to be held to.
_ROUGHLY: Final = re.compile(
    "(?:约|大概|大致|接近|将近|差不多|(?<![最附临])近)$"
)
# 100吨/日以上: a bound of what has no unit here is no label.
_RATE: Final = re.compile(
    "[0-9]之间|介于[^，；。]*[0-9]|[0-9][^，；。（）]{0,4}[/每][^，；。（）]{1,6}(?:以[上下内]|及以[上下])"
)
_JOINED: Final = re.compile("(?:或者?|并且|以及)$")
_HAS_BUT: Final = re.compile(
    "(?:已)?有(?P<what>[^，；但]{2,12})，?但(?:是)?(?:其)?"
)
_COMPARES: Final = re.compile("[<>≤≥=]")
_LETTERS: Final = re.compile("[A-Za-z]{2}")


class LeafReader(WordReader):
    """Reads single parts of one normal text."""

    def read(self, start: int, end: int, inherited: Part | None) -> Part:
        """One part.

        Args:
            start: of the stretch.
            end: of the stretch.
            inherited: the part before it, whose subject a bare figure takes.
        """
        stop = self._stop(start, end)
        words = self.text[start:stop]
        if _PENALTY.search(words):
            return Part(start=start, end=end, kind="unread")
        bound = self.bound(words)
        if bound:
            return Part(
                start=start,
                end=end,
                kind="word",
                readings=bound,
                subject=had(words),
            )
        counted = self._history(start, stop, end) or (
            self._after_time(start, stop, end)
        )
        if counted is not None:
            return counted
        figures = self.within(start, stop)
        sided = [one for one in figures if one.exactly or not one.equal]
        if len(sided) == 1 and sided[0].unit is not None:
            return self._figure(start, stop, end, sided[0], inherited)
        if not sided and figures:
            last = figures[-1]
            if (
                last.end == stop
                and last.unit is not None
                and (len(figures) == 1)
            ):
                part = self._equal(start, end, last, inherited)
                if part is not None:
                    return part
        if sided:
            codes = [code for one in sided for code in one.problems]
            return Part(
                start=start, end=end, kind="unread", problems=tuple(codes)
            )
        if _RATE.search(words) or words in BOUND_WORDS:
            return Part(start=start, end=end, kind="unread")
        return self.prose(start, end)

    def _stop(self, start: int, end: int) -> int:
        """The end without 的 and the like."""
        stop = end
        while stop > start:
            tail = _TAIL_WORDS.search(self.text, max(start, stop - 3), stop)
            if tail is None or tail.start() <= start:
                break
            if tail.group() in ("情形", "者") and (
                self.text[tail.start() - 1 : tail.start()] not in ("的", "")
            ):
                break
            stop = tail.start()
        return stop

    def prose(self, start: int, end: int) -> Part:
        """Words that only an officer can judge; unread where they are none."""
        stop = self._stop(start, end)
        words = self.text[start:stop]
        if (
            len(_HAN.findall(words)) < 2  # noqa: PLR2004 one sign says nothing
            or _ODD.search(words)
            or _ELSEWHERE.search(words)
            or not balanced(words)
        ):
            return Part(start=start, end=end, kind="unread")
        return Part(
            start=start,
            end=end,
            kind="prose",
            readings=(Holds(fact=attested(words)),),
            subject=words,
        )

    # --- figures

    def _figure(
        self,
        start: int,
        stop: int,
        end: int,
        figure: Quantity,
        inherited: Part | None,
    ) -> Part:
        if any(code in _FATAL for code in figure.problems):
            return Part(
                start=start, end=end, kind="unread", problems=figure.problems
            )
        if figure.subject is not None:
            subject = self.text[slice(*figure.subject)]
            outside = (
                self.text[start : figure.start] + self.text[figure.end : stop]
            )
            if outside:
                return Part(start=start, end=end, kind="unread")
            return self._compared(start, end, figure, subject, bare=False)
        prefix = self.text[start : figure.start]
        suffix = self.text[figure.end : stop]
        if prefix.endswith("（") and suffix.startswith("）"):
            # 阻挠检查的（10分钟以上30分钟以下)
            prefix, suffix = prefix[:-1], suffix[1:]
            prefix = prefix.removesuffix("的")
        but = _HAS_BUT.fullmatch(prefix)
        if but is not None and not suffix:
            return self._more_than_nothing(start, end, figure, but["what"])
        whole = balanced(prefix) and balanced(suffix)
        if not whole or self._torn(start, stop, figure, suffix):
            return Part(start=start, end=end, kind="unread")
        assert figure.unit is not None
        time = figure.within and suffix and figure.unit.basis in _TIMES_OF
        if time or _ROUGHLY.search(prefix):
            # 二年内未被发现: a time in which something happens or not.
            return self.prose(start, end)
        if not prefix.strip("的") and not suffix:
            return self._bare(start, end, figure, inherited)
        subject = subject_of(prefix, suffix, figure.unit)
        if figure.within and _SINCE.search(prefix) and not suffix:
            figure = _from_then(figure)
        return self._compared(start, end, figure, subject)

    def _after_time(self, start: int, stop: int, end: int) -> Part | None:
        """``期限届满15日后``: more than so many days from then."""
        figures = self.within(start, stop)
        if len(figures) != 1:
            return None
        (figure,) = figures
        prefix = self.text[start : figure.start]
        if (
            figure.unit is None
            or figure.exactly
            or not figure.equal
            or figure.unit.basis not in _TIMES_OF
            or self.text[figure.end : stop] not in ("后", "之后", "以后")
            or not _SINCE.search(prefix)
        ):
            return None
        intervals = tuple(
            Interval(low=one.high, low_inclusive=False)
            for one in figure.intervals
        )
        later = evolve(figure, intervals=intervals, end=stop, equal=False)
        return self._compared(start, end, later, prefix)

    def _more_than_nothing(
        self, start: int, end: int, figure: Quantity, what: str
    ) -> Part:
        """有违法所得但不足1万元."""
        part = self._compared(start, end, figure, what)
        has = self.bound(f"有{what}")
        if not has:
            return Part(start=start, end=end, kind="unread")
        ways = product(has, part.readings)
        return evolve(part, readings=tuple(both(list(one)) for one in ways))

    def _torn(
        self, start: int, stop: int, figure: Quantity, suffix: str
    ) -> bool:
        """Whether words beside a figure bound it too, or impose it:
        超过核定载质量30%未达50%, 不足50平方米的（含50平方米）, 八万元以下罚款.
        """
        beside = any(
            other.end == figure.start or other.start == figure.end
            for other in self.within(start, stop)
            if other is not figure and other.unit is not None
        )
        # 拒不改正或二次以上: two conditions, and no name of one.
        joined = _JOINED.search(self.text, start, figure.start) is not None
        return (
            beside
            or joined
            or _INCLUDED.search(suffix) is not None
            or _FINED.match(suffix) is not None
            or _MORE.match(suffix) is not None
            or suffix in BOUND_WORDS
        )

    def _equal(
        self,
        start: int,
        end: int,
        figure: Quantity,
        inherited: Part | None,
    ) -> Part | None:
        """A figure that no word bounds: 拒绝检查3次, 货值为5000元."""
        assert figure.unit is not None
        prefix = self.text[start : figure.start]
        if not balanced(prefix) or prefix.endswith(("第", "（")):
            return None
        if _ROUGHLY.search(prefix):
            return None
        subject = trimmed(prefix)
        known = list(self.binder.figures(subject, figure.unit))
        if not prefix:
            return self._bare(start, end, figure, inherited)
        # 第三人, 同一人 are no figures; 死亡3人, 使用童工二名 are.
        plain = self.text[figure.start] not in "一半" and len(prefix) > 1
        sure = not figure.unit.counted or plain
        if known or sure or figure.unit.word == "次":
            return self._compared(start, end, figure, subject)
        return None

    def _bare(
        self, start: int, end: int, figure: Quantity, inherited: Part | None
    ) -> Part:
        assert figure.unit is not None
        subject = ""
        if inherited is not None:
            before = inherited.quantity
            unit = None if before is None else before.unit
            if before is None:
                told = figure.unit.basis in _OF_WORDS or (
                    # 有违法所得，但不足1万元
                    bool(inherited.subject)
                    and isinstance(inherited.readings[0], Compare)
                    and bool(
                        list(
                            self.binder.figures(inherited.subject, figure.unit)
                        )
                    )
                )
            else:
                told = unit is not None and unit.basis == figure.unit.basis
            if told:
                subject = inherited.subject
        part = self._compared(
            start, end, figure, subject or generic_label(figure.unit)
        )
        return evolve(part, bare=True)

    def _compared(
        self,
        start: int,
        end: int,
        figure: Quantity,
        subject: str,
        *,
        bare: bool = False,
    ) -> Part:
        assert figure.unit is not None
        label = trimmed(subject)
        # 10万元以上20: a figure or a letter alone names nothing.
        strange = _COMPARES.search(label) is not None or not (
            _NAMING.search(label) or _LETTERS.search(label)
        )
        strange = strange or label.endswith(_BOUNDS)
        if strange or not balanced(label) or _ODD.search(label):
            return Part(start=start, end=end, kind="unread")
        unit = figure.unit
        named = list(self.binder.figures(label, unit))
        targets = [(fact, factor) for fact, factor, _ in named] or [
            (unbound(label, unit), Fraction(1))
        ]
        readings: list[Condition] = [
            Compare(fact=fact, interval=interval.scaled(factor))
            for interval, (fact, factor) in product(figure.intervals, targets)
            if not interval.empty
        ]
        return Part(
            start=start,
            end=end,
            kind="quantity",
            readings=tuple(readings),
            quantity=figure,
            subject=label,
            bare=bare,
            problems=figure.problems,
        )


_OF_WORDS: Final = frozenset(
    {"times", "percent", "pH", "min", "day", "workday", "month", "次"}
)
"""What words before it can have so much of: 浓度超标，且不足1倍."""
_TIMES_OF: Final = frozenset({"min", "day", "workday", "month"})
_FATAL: Final = frozenset(
    {
        "two-upper-bounds",
        "two-lower-bounds",
        "lower-above-upper",
        "no-unit",
        "stray-word",
    }
)


def subject_of(prefix: str, suffix: str, unit: Unit) -> str:
    """What is bounded, by the words around the figure: 造成N人死亡."""
    if not suffix:
        return prefix
    if not prefix and not unit.counted:
        return suffix.removeprefix("的")
    return f"{prefix}N{unit.word}{suffix}"


def _from_then(figure: Quantity) -> Quantity:
    """``期限届满15日内``: not before it either."""
    return evolve(
        figure,
        intervals=tuple(
            evolve(one, low=Fraction(0)) if one.low is None else one
            for one in figure.intervals
        ),
    )


def balanced(words: str) -> bool:
    """Whether every bracket and quote is opened and closed."""
    return not brackets(words)[1]
