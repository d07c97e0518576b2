"""What a reading knows while it goes through a text."""

import re
from bisect import bisect_right
from collections.abc import Collection
from typing import Any, Final

from attrs import evolve, field, mutable

from penaltykit.clause._amount import Defect
from penaltykit.clause._draft import Item, Lead
from penaltykit.clause._result import Bounds, PhrasePenalty
from penaltykit.clause._source import Source
from penaltykit.clause._split import Clause
from penaltykit.clause._words import (
    Words,
)

NAMED: Final = re.compile(
    "(?:(?<![认作成行以因])为|是|属于)"
    "([^，；为]{0,80}?(?:单位|个人|企业|法人|公民|自然人|其他组织|个体工商户))$"
)
"""经营者为个人: what a condition says of who is punished."""

# What is as before where two clauses without a mark were none after all.
TAKEN_BACK: Final = (
    "actor",
    "fresh",
    "grade",
    "groups",
    "may",
    "pending",
    "seen",
    "situation",
    "who",
)


@mutable(kw_only=True)
class Entry:
    """A penalty under assembly: its readings, and where it stands."""

    options: list[PhrasePenalty]
    start: int
    end: int
    clause: int
    segment: int = 0
    grows: bool = False
    unit_word: str = ""
    alike: bool = False

    def change(self, **changes: Any) -> None:
        """Change every reading alike."""
        self.options = [evolve(one, **changes) for one in self.options]

    @property
    def first(self) -> PhrasePenalty:
        """The literal reading."""
        return self.options[0]


def carries_over(last: PhrasePenalty | None, one: PhrasePenalty) -> bool:
    """Whether the addressee of ``last`` is taken over past a semicolon."""
    return (
        last is not None
        and last.who is not None
        and one.who is None
        and last.kind is one.kind
        and (one.situation or "").startswith("情节")
    )


def names_addressee(situation: str) -> bool:
    """Whether a situation names who is punished: 经营者为个人."""
    return NAMED.search(situation) is not None or situation.startswith(
        ("单位", "个人")
    )


@mutable
class State:
    """The state of a reading; see the functions of this module.

    Attributes:
        entries: penalties in the order of print.
        marked: places with a role; ``structure`` for what gave a penalty.
        defects: problems.
    """

    source: Source
    words: Words
    bounds: Bounds
    entries: list[Entry] = field(factory=list)
    marked: list[tuple[int, int, str]] = field(factory=list)
    defects: list[Defect] = field(factory=list)
    doubts: list[Defect] = field(factory=list)
    made: dict[int, int] = field(factory=dict)
    joined: set[int] = field(factory=set)
    groups: int = 0
    clause: int = 0
    seen: bool = False
    listed: bool = False
    outer: str | None = None
    second: str | None = None
    once: bool = False
    opened: int = 0
    headed: int = 0
    situation: str | None = None
    fresh: bool = False
    grade: str | None = None
    frame: str | None = None
    deed: bool = False
    prior: str | None = None
    named: set[str] = field(factory=set)
    conduct: tuple[int, int] | None = None
    term: tuple[int, int, PhrasePenalty] | None = None
    who: str | None = None
    may: bool = False
    may_each: bool = False
    measure: Item | None = None
    held: list[Lead] = field(factory=list)
    sentence: int = 0
    later: bool = False
    labelled: str | None = None
    listing: bool = False
    segment: int = 0
    actor: str | None = None
    items: int = 0
    graded: str | None = None
    crime: tuple[int, int] | None = None
    items_of_list: bool = False
    pending: list[Clause] = field(factory=list)
    taken: list[tuple[int, int]] = field(factory=list)

    @property
    def text(self) -> str:
        """The normal text."""
        return self.source.text

    def mark(self, start: int, end: int, role: str) -> None:
        """Give a stretch its role."""
        if end > start:
            self.marked.append((start, end, role))
            if role == "structure":
                self.made[start] = self.clause

    def forget(self, clauses: Collection[int]) -> None:
        """Take back the structure of clauses: they become unread."""
        self.marked = [
            one
            for one in self.marked
            if one[2] != "structure" or self.made[one[0]] not in clauses
        ]

    def _keep_doubts(self) -> None:
        """Figures are defective only where no condition was read of them."""
        known = sorted((start, end) for start, end, _ in self.marked)
        for doubt in self.doubts:
            at = bisect_right(known, (doubt.start, len(self.text) + 1)) - 1
            if at < 0 or known[at][1] <= doubt.start:
                self.defects.append(doubt)
