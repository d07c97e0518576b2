"""Masking identity values, and proving that none is left."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from penaltykit.case import Case
from penaltykit.privacy._collect import identity_values, public_values
from penaltykit.privacy._finder import Finder, Span, bare
from penaltykit.privacy._kinds import IdentityKind, IdentityValue, Leak

MARK: Final = "***"
_SOME_ORGANISATION: Final = "某单位"
# Told apart as judgments do: 张某甲, 张某乙.
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_COMPOUND: Final = frozenset(
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐宇文长孙司徒夏侯轩辕"
    "端木百里南宫呼延申屠太史澹台濮阳淳于单于闻人钟离独孤"[at : at + 2]
    for at in range(0, 56, 2)
)
_ROUNDS: Final = 8


class Masker:
    """Masks the identity values of one case in any text.

    The same value always gives the same mark, and masking twice changes
    nothing. A person keeps the family name (张某; 张某甲 and 张某乙 where two
    people of the case would look alike); everything else becomes ``***``,
    whole: a number with only its middle covered still tells who it is.

    Args:
        case: whose values are masked.
        extra: further values of this output, for example the name of
            another organisation.
    """

    def __init__(
        self, case: Case, extra: Iterable[IdentityValue] = ()
    ) -> None:
        self.values: tuple[IdentityValue, ...] = (
            *identity_values(case),
            *extra,
        )
        self.finder = Finder(self.values, public_values(case))
        self._marks = dict(_person_marks(self.values))

    def mask(
        self,
        text: str,
        show: Collection[str] = (),
        owner: str | None = None,
    ) -> str:
        """``text`` with every identity value masked.

        Args:
            text: any text.
            show: kinds that may stay (see :meth:`Span.permitted`).
            owner: pointer of the party whose values may stay.
        """
        for _ in range(_ROUNDS):
            spans = [
                span
                for span in self.finder.find(text)
                if not span.permitted(show, owner)
            ]
            if not spans:
                return text
            text = self._replace(text, spans)
        # Marks keep making new values with what stands around them.
        return MARK

    def _replace(self, text: str, spans: list[Span]) -> str:
        parts = []
        done = 0
        for start, end, span in _merged(spans):
            parts += [text[done:start], self._mark(span)]
            done = end
        return "".join(parts) + text[done:]

    def _mark(self, span: Span | None) -> str:
        if span is None:
            return MARK
        if span.kind is IdentityKind.ORGANISATION:
            return _SOME_ORGANISATION
        for source in span.sources:
            if not source.kind.is_person:
                return MARK
        if span.sources:
            return self._marks.get(bare(span.sources[0].value), MARK)
        return MARK


def _merged(spans: list[Span]) -> Iterator[tuple[int, int, Span | None]]:
    """Disjoint parts; a part that no single span covers has no span."""
    start, end, best = spans[0].start, spans[0].end, spans[0]
    whole: Span | None = best
    for span in spans[1:]:
        if span.start >= end:
            yield start, end, whole
            start, end, whole = span.start, span.end, span
            continue
        if span.end > end:
            end, whole = span.end, None
    yield start, end, whole


def _person_marks(
    values: Iterable[IdentityValue],
) -> Iterator[tuple[str, str]]:
    """From the bare name of each person to its mark."""
    groups: dict[str, list[str]] = {}
    for value in values:
        if value.kind.is_person:
            name = bare(value.value)
            members = groups.setdefault(_family(value.value.strip()), [])
            if name and name not in members:
                members.append(name)
    for family, members in groups.items():
        for index, name in enumerate(members):
            if family == MARK:
                yield name, MARK
                continue
            stem = ""
            if len(members) > 1:
                stem = _STEMS[index] if index < len(_STEMS) else str(index + 1)
            latin = family.isascii()
            tail = "**" if latin else "某"
            yield name, f"{family}{tail}{stem}"


def _family(name: str) -> str:
    """What stays of a name: the family name, or one letter."""
    if name[:2] in _COMPOUND and len(name) > 2:  # noqa: PLR2004
        return name[:2]
    return name[0] if name[:1].isalpha() else MARK


def scan(
    fields: Mapping[str, str],
    values: Iterable[IdentityValue],
    allowed: Mapping[str, Collection[str]],
    *,
    owner: str | None = None,
    public: Iterable[str] = (),
) -> tuple[Leak, ...]:
    """The identity values that stand in a field that does not show them.

    Args:
        fields: name of each output field, and its text as it will leave.
        values: identity values of the case.
        allowed: kinds that a field shows; a field that is not listed shows
            none.
        owner: pointer of the party whose values may be shown.
        public: names and numbers that are no identity values.
    """
    finder = Finder(values, public)
    leaks: dict[Leak, None] = {}
    for name, text in fields.items():
        for span in finder.find(text):
            if span.permitted(allowed.get(name, ()), owner):
                continue
            pointer = span.sources[0].pointer if span.sources else ""
            leaks[Leak(name, pointer, span.kind)] = None
    return tuple(leaks)
