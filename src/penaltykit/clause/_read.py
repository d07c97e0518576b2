"""The door: a published phrase into penalties."""

from collections.abc import Mapping
from itertools import product
from typing import Final

from penaltykit.clause._amount import Defect
from penaltykit.clause._assemble import Assembly
from penaltykit.clause._result import (
    Bounds,
    Context,
    PenaltyReading,
    PhrasePenalty,
    Problem,
    Span,
    bounds_of,
)
from penaltykit.clause._source import Source
from penaltykit.clause._words import words

_MOST_READINGS: Final = 64


def read_penalties(
    text: str, reading: Bounds | Mapping[str, str] | None = None
) -> PenaltyReading:
    """Read what a law or a table prints of penalties.

    All of it or not at all: a clause that is not understood to its end gives
    no penalty and comes out as unread. Linear in the length.

    Args:
        text: as printed, in any width, with the spaces and line breaks that
            a PDF or a spreadsheet leaves, simplified or traditional.
        reading: how 以上 and 以下 are read where the text does not say it:
            ``None`` includes the figure (民法典 art. 1259), or a mapping
            ``{"from": ..., "to": ...}`` with ``included`` or ``excluded``.

    Raises:
        TypeError: no text, or no mapping.
        ValueError: a ``reading`` with other keys or values.
    """
    if not isinstance(text, str):
        told = f"text must be a str, and is {type(text).__name__}"
        raise TypeError(told)
    bounds = bounds_of(reading)
    source = Source.of(text)
    assembly = Assembly(source, words(), bounds).read()
    readings, unclear = _readings(assembly)
    return PenaltyReading(
        text=text,
        readings=readings,
        spans=[
            _span(source, start, end)
            for start, end, role in sorted(set(assembly.marked))
            if role == "structure"
        ],
        context=_context(assembly),
        unread=_unread(assembly),
        problems=_problems(source, [*assembly.defects, *unclear]),
    )


def _context(assembly: Assembly) -> list[Context]:
    found = []
    for start, end, role in sorted(set(assembly.marked)):
        if role != "structure":
            span = _span(assembly.source, start, end)
            found.append(
                Context(
                    role=role, text=span.text, start=span.start, end=span.end
                )
            )
    return found


def _span(source: Source, start: int, end: int) -> Span:
    low, high = source.span(start, end)
    return Span(text=source.printed[low:high], start=low, end=high)


def _readings(
    assembly: Assembly,
) -> tuple[list[list[PhrasePenalty]], list[Defect]]:
    """Every reading of the whole, and a problem where there are several."""
    entries = assembly.entries
    unclear = [
        Defect(code="ambiguous", start=one.start, end=one.end)
        for one in entries
        if len(one.options) > 1
    ]
    count = 1
    for entry in entries:
        count *= len(entry.options)
        if count > _MOST_READINGS:
            break
    if count > _MOST_READINGS:
        # Too many to list: the literal ones alone would be a guess.
        clauses = {one.clause for one in entries if len(one.options) > 1}
        entries = [one for one in entries if one.clause not in clauses]
        assembly.forget(clauses)
        sure = [one.first for one in entries if len(one.options) == 1]
        return [sure], unclear
    return [
        list(one) for one in product(*(entry.options for entry in entries))
    ], unclear


def _unread(assembly: Assembly) -> list[Span]:
    """What no role was given to."""
    source = assembly.source
    found: list[Span] = []
    at = 0
    for start, end, _ in sorted(assembly.marked):
        if start > at:
            found.append(_span(source, at, start))
        at = max(at, end)
    if at < len(source.text):
        found.append(_span(source, at, len(source.text)))
    return [span for span in found if span.text]


def _problems(source: Source, defects: list[Defect]) -> list[Problem]:
    unique = {(one.start, one.end, one.code) for one in defects}
    found = []
    for start, end, code in sorted(unique):
        span = _span(source, start, end)
        found.append(
            Problem(code=code, text=span.text, start=span.start, end=span.end)
        )
    return found
