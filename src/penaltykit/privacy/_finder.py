"""Finding identity values in text, known ones and patterns."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Final

from attrs import frozen

from penaltykit._pattern import Pattern
from penaltykit.privacy._kinds import IdentityKind, IdentityValue
from penaltykit.privacy._patterns import (
    HOT,
    NUMERALS,
    ODD,
    RAW,
    TRIGGER,
    find_patterns,
)
from penaltykit.privacy._text import Views, quick, solid

_COVER_ONLY: Final = Pattern(r"[*＊某 ]*")
_AREA: Final = Pattern(r"(?:自治区|街道|[省市区县镇乡村])")
_HOUSE: Final = Pattern(r"[0-9号室栋幢组]")
_NAMES: Final = frozenset(
    {IdentityKind.NAME, IdentityKind.CONTACT, IdentityKind.ORGANISATION}
)
_SHORTEST_TAIL: Final = 4
_SHORT_NUMBER: Final = 8
_DATE: Final = Pattern(
    r"(?P<y>[0-9]{4}) ?[-/.年] ?(?P<m>[0-9]{1,2}) ?[-/.月] ?(?P<d>[0-9]{1,2})"
    r"(?: ?日)?"
)
_COMPACT_DATE: Final = Pattern(r"(?<![0-9])[0-9]{8}(?![0-9])")
_ZH_DIGITS: Final = "〇一二三四五六七八九"
_NUMBERS: Final = frozenset(
    {IdentityKind.ID_NUMBER, IdentityKind.PHONE, IdentityKind.ACCOUNT}
)
_NUMBER: Final = Pattern(r"[0-9]{7,}x?")
_PART: Final = Pattern(r"[0-9]{10,}x?")
_TO_DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# Digits with something else between them, or of two ways of writing.
_BROKEN: Final = Pattern(
    r"[0-9〇零○一二三四五六七八九][\W_]{1,9}[0-9〇零○一二三四五六七八九x]"
    r"|[0-9][〇零○一二三四五六七八九]|[〇零○一二三四五六七八九][0-9x]"
)
_ASCII_WORD: Final = Pattern(r"[a-z0-9]+")


@frozen
class Span:
    """An identity value found in ``text[start:end]``.

    ``sources`` are the values of the case that it may be; empty for a
    pattern. Values that read alike (a party who is also a contact) share one
    span.
    """

    start: int
    end: int
    kind: IdentityKind
    sources: tuple[IdentityValue, ...] = ()

    def permitted(
        self, kinds: Collection[str], owner: str | None = None
    ) -> bool:
        """Whether an output may show it.

        Args:
            kinds: kinds that may be shown.
            owner: pointer under which the value must stand in the case:
                another person's value is never shown.

        A value that someone listed as secret is shown nowhere, even where
        the same words stand in a field that could be shown.
        """
        if not self.sources:
            return self.kind in kinds
        if any(
            source.kind.is_secret and source.kind not in kinds
            for source in self.sources
        ):
            return False
        return any(
            source.kind in kinds
            and (owner is None or source.pointer.startswith(f"{owner}/"))
            for source in self.sources
        )


class _Guards:
    """Spans of public values, asked in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self._starts = [start for start, _ in self.spans]
        self._reach = list(accumulate((end for _, end in self.spans), max))

    def cover(self, start: int, end: int) -> bool:
        """Whether one of them covers ``[start:end]``."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end

    def exceed(self, start: int, end: int) -> bool:
        """Whether one of them covers ``[start:end]`` and more."""
        return self.cover(start, end + 1) or self.cover(start - 1, end)


class Finder:
    """Finds the given values, and what looks like one, in any text.

    A name of one sign is looked for only where it is the whole text: it
    stands in too many words. Longer names are found inside words too (王强 in
    国王强调): showing less is the safer slip. They are not found inside a
    longer public name (see :func:`public_values`).

    Args:
        values: identity values to look for.
        public: names and numbers that are no identity values.
    """

    def __init__(
        self,
        values: Iterable[IdentityValue],
        public: Iterable[str] = (),
    ) -> None:
        needles: dict[str, list[IdentityValue]] = {}
        exact: dict[str, list[IdentityValue]] = {}
        numbers: dict[str, list[IdentityValue]] = {}
        born: dict[dt.date, list[IdentityValue]] = {}
        for value in values:
            if value.kind is IdentityKind.BIRTH_DATE:
                day = _date(value.value)
                if day:
                    born.setdefault(day, []).append(value)
                    for text in _date_words(day):
                        needles.setdefault(text, []).append(value)
                    continue
            for needle in _needles(value):
                if len(needle) < 2:  # noqa: PLR2004 one sign
                    exact.setdefault(needle, []).append(value)
                elif value.kind.is_secret and _is_number(needle):
                    plain = solid(value.value)
                    numbers.setdefault(plain, []).append(value)
                else:
                    needles.setdefault(needle, []).append(value)
        self._needles: Mapping[str, tuple[IdentityValue, ...]] = {
            needle: tuple(needles[needle])
            for needle in sorted(needles, key=lambda n: (-len(n), n))
        }
        self._exact = {n: tuple(v) for n, v in exact.items()}
        self._numbers = {n: tuple(v) for n, v in numbers.items()}
        self._broken = {
            needle: found
            for needle, found in self._needles.items()
            if found[0].kind in _NUMBERS and _NUMBER.fullmatch(needle)
        }
        self._born = {day: tuple(v) for day, v in born.items()}
        self._public_values = tuple(public)
        # What a text must contain to be worth a closer look.
        self._hints = (
            *self._needles,
            *(bare(number) for number in self._numbers),
            *(str(day.year) for day in self._born),
        )

    @cached_property
    def _public(self) -> tuple[str, ...]:
        """Public values as they are compared; most texts never ask."""
        return tuple(dict.fromkeys(map(bare, self._public_values)))

    def find(self, text: str) -> tuple[Span, ...]:
        """Every identity value in ``text``, by start, then longest first.

        Spans may overlap.
        """
        if not text or self._is_clean(text):
            return ()
        return self._look(text)

    def _look(self, text: str) -> tuple[Span, ...]:
        """The close look, at every sign."""
        views = Views.of(text)
        guards = self._guards(views)
        found = dict.fromkeys(
            (
                *self._known(views, guards),
                *self._broken_numbers(views),
                *self._secret_numbers(views),
                *self._birth_dates(views),
                *self._patterns(views, guards),
            )
        )
        return tuple(sorted(found, key=lambda s: (s.start, -s.end, s.kind)))

    def _is_clean(self, text: str) -> bool:
        """Whether a quick look already shows that nothing is there."""
        flat = text
        if RAW.search(text) is not None:
            flat = quick(text)
            if ODD.search(flat) is not None:
                return False
        if len(flat) < 2 and self._exact:  # noqa: PLR2004 one sign
            return False
        for hint in self._hints:
            if hint in flat:
                return False
        if self._broken and _BROKEN.search(flat) is not None:
            return False
        if NUMERALS.search(flat) is not None:
            return False
        return HOT.search(flat) is None or TRIGGER.search(flat) is None

    def _guards(self, views: Views) -> "_Guards":
        """Where public names and numbers stand in the bare text."""
        return _Guards(
            (start, start + len(needle))
            for needle in self._public
            if len(needle) > 1
            for start in _occurrences(views.bare.text, needle)
        )

    def _known(self, views: Views, guards: "_Guards") -> Iterator[Span]:
        view = views.bare
        for needle, values in self._needles.items():
            size = len(needle)
            named = all(value.kind in _NAMES for value in values)
            for start in _occurrences(view.text, needle):
                end = start + size
                if named and guards.exceed(start, end):
                    continue
                begin, stop = view.span(start, end)
                if _cuts_word(views, needle, begin, stop):
                    continue
                yield Span(begin, stop, values[0].kind, values)
        if view.text in self._exact:
            values = self._exact[view.text]
            begin, stop = view.span(0, len(view.text))
            yield Span(begin, stop, values[0].kind, values)

    def _broken_numbers(self, views: Views) -> Iterator[Span]:
        """Known numbers, whatever marks stand between their digits, and in
        Chinese numerals too. Words between two digits part them.
        """
        if not self._broken:
            return
        plain = views.plain
        kept = [n for n, sign in enumerate(plain.text) if sign.isalnum()]
        text = "".join(plain.text[n] for n in kept).translate(_TO_DIGITS)
        for number, values in self._broken.items():
            for start in _occurrences(text, number):
                last = start + len(number) - 1
                begin, stop = plain.span(kept[start], kept[last] + 1)
                yield Span(begin, stop, values[0].kind, values)
            if values[0].kind is not IdentityKind.ID_NUMBER:
                continue
            # A long part of it, area and birth date, tells as much.
            for part in _PART.finditer(text):
                if part.group() in number:
                    begin, stop = plain.span(
                        kept[part.start()], kept[part.end() - 1] + 1
                    )
                    yield Span(begin, stop, values[0].kind, values)

    def _secret_numbers(self, views: Views) -> Iterator[Span]:
        """Secret values that are bare numbers, only where they stand alone:
        a price of 12.50 is not the 1250 of a fine.
        """
        view = views.solid
        for number, values in self._numbers.items():
            for start in _occurrences(view.text, number):
                end = start + len(number)
                if _inside_number(view.text, start, end):
                    continue
                begin, stop = view.span(start, end)
                yield Span(begin, stop, values[0].kind, values)

    def _birth_dates(self, views: Views) -> Iterator[Span]:
        if not self._born:
            return
        view = views.plain
        for found in _DATE.finditer(view.text):
            day = _safe_date(found["y"], found["m"], found["d"])
            yield from self._born_on(views, day, found.start(), found.end())
        for found in _COMPACT_DATE.finditer(view.text):
            part = found.group()
            day = _safe_date(part[:4], part[4:6], part[6:])
            yield from self._born_on(views, day, found.start(), found.end())

    def _born_on(
        self, views: Views, day: dt.date | None, start: int, end: int
    ) -> Iterator[Span]:
        values = self._born.get(day, ()) if day else ()
        if values:
            begin, stop = views.plain.span(start, end)
            yield Span(begin, stop, IdentityKind.BIRTH_DATE, values)

    def _patterns(self, views: Views, guards: "_Guards") -> Iterator[Span]:
        """A public number may look like an identity value; but one inside a
        longer public text (an identity number in the number of a paper) is
        let through only where the digits alone prove nothing.
        """
        shown = _Guards(views.bare.span(*guard) for guard in guards.spans)
        whole = frozenset(shown.spans)
        for hit in find_patterns(views.plain.text):
            begin, stop = views.plain.span(hit.start, hit.end)
            public = (begin, stop) in whole or (
                hit.weak and shown.cover(begin, stop)
            )
            if not public:
                yield Span(begin, stop, hit.kind)


def _needles(value: IdentityValue) -> Iterator[str]:
    """What to look for: the value, and for an address its last part too."""
    whole = bare(value.value)
    if not whole or _COVER_ONLY.fullmatch(whole):
        return
    yield whole
    if value.kind is not IdentityKind.ADDRESS:
        return
    ends = [found.end() for found in _AREA.finditer(whole)]
    for end in ends:
        tail = whole[end:]
        if len(tail) >= _SHORTEST_TAIL and _HOUSE.search(tail):
            yield tail


def bare(text: str) -> str:
    """The ``bare`` form of a value, the quick way where that is the same."""
    flat = quick(text)
    return flat if ODD.search(flat) is None else Views.of(text).bare.text


def _is_number(needle: str) -> bool:
    return needle.isascii() and needle.isdigit()


def _occurrences(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _cuts_word(views: Views, needle: str, start: int, end: int) -> bool:
    """Whether a Latin name or a short number is only part of a longer one.

    ``start`` and ``end`` are positions in the original text.
    """
    if not _ASCII_WORD.fullmatch(needle):
        return False
    if needle.isdigit() and len(needle) > _SHORT_NUMBER:
        return False
    plain = views.plain
    first = bisect_left(plain.at, start)
    last = bisect_right(plain.at, end - 1) - 1
    before = plain.text[first - 1] if first else " "
    after = plain.text[last + 1] if last + 1 < len(plain.text) else " "
    same = str.isdigit if needle.isdigit() else _is_latin
    return same(before) or same(after)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _inside_number(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else ""
    after = text[end : end + 2]
    if before.isdigit() or after[:1].isdigit():
        return True
    if before in {".", ","} and start > 1 and text[start - 2].isdigit():
        return True
    return after[:1] in {".", ","} and after[1:].isdigit()


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _safe_date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _date_words(day: dt.date) -> Iterator[str]:
    """The date in Chinese numerals: 一九九〇年一月一日, also with 零 and ○."""
    year = "".join(_ZH_DIGITS[int(digit)] for digit in str(day.year))
    rest = f"年{_zh_number(day.month)}月{_zh_number(day.day)}日"
    for zero in "〇零○":
        yield year.replace("〇", zero) + rest


def _zh_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    text = ""
    if tens:
        text = ("" if tens == 1 else _ZH_DIGITS[tens]) + "十"
    return text + (_ZH_DIGITS[ones] if ones else "")
