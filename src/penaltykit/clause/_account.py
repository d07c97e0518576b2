"""What is read and what is not: the account of one text."""

from collections.abc import Callable, Sequence
from itertools import product

from penaltykit.clause._bind import Binder
from penaltykit.clause._joints import brackets
from penaltykit.clause._leaf import LeafReader
from penaltykit.clause._quantity import find_quantities
from penaltykit.clause._result import Bounds, Context, Problem, Span
from penaltykit.clause._source import Source
from penaltykit.clause._tree import MAX_READINGS, Condition

Readings = tuple[Condition, ...]


class Account:
    """The text, and what became of each of its characters.

    Attributes:
        spans: stretches that the structure was read from.
        unread: stretches that were not understood.
        problems: what is defective.
        context: marks and headings.
        too_many: there are more readings than anybody would list.
    """

    def __init__(self, source: Source, binder: Binder, bounds: Bounds) -> None:
        self.source = source
        self.text = source.text
        self.binder = binder
        self.quantities = find_quantities(self.text, bounds)
        self.leaves = LeafReader(self.text, self.quantities, binder)
        self.partner, lonely = brackets(self.text)
        self.spans: list[Span] = []
        self.unread: list[Span] = []
        self.problems: dict[tuple[str, int, int], Problem] = {}
        self.context: list[Context] = []
        self.too_many = False
        for at in lonely:
            self._problem("unclosed-bracket", at, at + 1)
        self.broken = bool(lonely)

    def _span(self, start: int, end: int) -> Span:
        low, high = self.source.span(start, end)
        return Span(text=self.source.printed[low:high], start=low, end=high)

    def _unread(self, start: int, end: int) -> Readings:
        self.unread.append(self._span(start, end))
        return ()

    def _mark(self, start: int, end: int, role: str = "mark") -> None:
        if start < end:
            low, high = self.source.span(start, end)
            self.context.append(
                Context(
                    role=role,
                    text=self.source.printed[low:high],
                    start=low,
                    end=high,
                )
            )

    def _problem(self, code: str, start: int, end: int) -> None:
        low, high = self.source.span(start, end)
        self.problems[code, low, high] = Problem(
            code=code,
            text=self.source.printed[low:high],
            start=low,
            end=high,
        )

    def _several(self, readings: Sequence[Condition]) -> Readings:
        """Different readings, each once; too many are none."""
        different = tuple(dict.fromkeys(readings))
        if len(different) > MAX_READINGS:
            self.too_many = True
            return different[:MAX_READINGS]
        return different

    def _join(
        self,
        parts: Sequence[Readings],
        how: Callable[[list[Condition]], Condition],
    ) -> Readings:
        """Every combination of the readings of several parts."""
        ways = 1
        for part in parts:
            ways *= max(len(part), 1)
            if ways > MAX_READINGS:
                self.too_many = True
                return (how([part[0] for part in parts if part]),)
        if not all(parts):
            return ()
        return self._several([how(list(one)) for one in product(*parts)])
