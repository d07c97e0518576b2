"""A clause that imposes something: what leads to it, and what it imposes.

A clause is read whole or not at all. Each place is tried once: what was
found there is kept, so that the work grows with the length alone.
"""

from typing import Final

from attrs import evolve

from penaltykit.clause._amount import AmountReader
from penaltykit.clause._draft import Item, Lead, Sanction
from penaltykit.clause._leads import EXCEPT, LeadReader
from penaltykit.clause._phrases import Phrases
from penaltykit.clause._predicates import PredicateReader

LONGEST_CLAUSE: Final = 600
_MOST_LEADS: Final = 10
_JOINTS: Final = (
    ("或者", "or"),
    ("或", "or"),
    ("并且可以", "may"),
    ("并且可", "may"),
    ("并且", "and"),
    ("同时可以", "may"),
    ("同时", "and"),
    ("并同时", "and"),
    ("以及可以", "may"),
    ("以及", "and"),
    ("并可以", "may"),
    ("且可以", "may"),
    ("还可以", "may"),
    ("也可以", "may"),
    ("并可", "may"),
    ("可以并", "may"),
    ("可以", "may"),
    ("直至", "or"),
    ("可", "may"),
    ("并", "and"),
    ("、", "list"),
    ("和", "and"),
    ("及", "and"),
    ("且", "and"),
    ("", ""),
)


_LISTED: Final = ("并且", "以及", "并", "、", "和", "及", "且")


class ClauseReader(LeadReader):
    """Reads one clause.

    Args:
        phrases: the clause.
        amounts: reads amounts of the text.
    """

    def __init__(self, phrases: Phrases, amounts: AmountReader) -> None:
        super().__init__(phrases)
        self._start = 0
        self._predicates = PredicateReader(phrases, amounts)
        self._lists: dict[int, tuple[Item, ...] | None] = {}
        self._rests: dict[
            tuple[int, bool],
            tuple[tuple[Lead, ...], tuple[Item, ...]] | None,
        ] = {}
        self._single: dict[int, list[tuple[tuple[Item, ...], int]]] = {}

    def read(self, start: int) -> Sanction | None:
        """The clause from ``start`` to its end, if it imposes something."""
        if self._is.end - start > LONGEST_CLAUSE:
            return None
        self._start = start
        found = self._rest(start, 0)
        if found is None:
            return None
        leads, items = found
        return Sanction(leads=list(leads), items=list(items))

    def items(self, start: int) -> tuple[Item, ...] | None:
        """The penalties from ``start`` to the end, with nothing before."""
        self._start = start
        return self._list(start)

    def leads(self, start: int) -> list[Lead] | None:
        """A clause of leads alone: 并报经…批准, 对…人员."""
        if self._is.end - start > LONGEST_CLAUSE:
            return None
        found: list[Lead] = []
        at = start
        while at < self._is.end:
            agency = self._agency_but(at)
            if agency is not None:
                found.append(agency)
                at = agency.end
            lead = (
                self._whole_lead(at)
                or self._graded(at)
                or next(self._words(at), None)
                or self._cited(at)
            )
            if lead is None or len(found) >= _MOST_LEADS:
                return None
            cut = lead.words.find("除") if lead.kind == "addressee" else -1
            if cut > 0 and lead.words.endswith(EXCEPT):
                who = lead.words[:cut]
                place = at + 1 + cut
                found.append(evolve(lead, end=place, words=who))
                lead = Lead(kind="except", start=place, end=lead.end)
            found.append(lead)
            at = lead.end
        return found

    # --- leads -----------------------------------------------------

    def _rest(
        self, at: int, depth: int, *, agency: bool = False
    ) -> tuple[tuple[Lead, ...], tuple[Item, ...]] | None:
        key = at, agency
        if key in self._rests:
            return self._rests[key]
        self._rests[key] = None
        found: tuple[tuple[Lead, ...], tuple[Item, ...]] | None = None
        items = self._list(at)
        if items is not None:
            found = ((), items)
        elif depth < _MOST_LEADS:
            for lead in self._leads(at):
                if (
                    agency
                    and lead.kind == "situation"
                    and not (self._is.starts("对", lead.start))
                ):
                    # 由…政府确定的部门处: no condition stands here.
                    continue
                rest = self._rest(
                    lead.end,
                    depth + 1,
                    agency=lead.kind == "agency",
                )
                if rest is not None and not (
                    lead.kind == "situation" and self._only_share(rest[1][0])
                ):
                    found = ((lead, *rest[0]), rest[1])
                    break
        self._rests[key] = found
        return found

    def _only_share(self, item: Item) -> bool:
        """数额为货值的2倍: a share with no word that imposes it."""
        return (
            item.verb == "fine"
            and item.options[0].unit in ("times", "percent")
            and not set("处罚") & set(self._is.text[item.start : item.end])
        )

    # --- what is imposed -------------------------------------------

    def _list(self, at: int) -> tuple[Item, ...] | None:
        """Penalties from ``at`` to the end of the clause."""
        if at in self._lists:
            return self._lists[at]
        self._lists[at] = None
        found = None
        for items, end in self._one(at):
            if end <= at or (
                items[-1].verb == "bare" and not self._in_list(at)
            ):
                continue
            rest = self._after(end)
            if rest and self._shares_fine(items[-1], rest[0]):
                # 处3万元以下、货值3倍以下的罚款: one fine, and no cap of it.
                continue
            if rest is not None:
                found = (*items, *rest)
                break
        self._lists[at] = found
        return found

    def _shares_fine(self, one: Item, other: Item) -> bool:
        """Whether two amounts that 、 or 和 joins end in one 罚款."""
        return (
            one.verb == other.verb == "fine"
            and other.joined in ("", "list", "and")
            and one.options[0].unit is not None
            and not (one.grows or other.grows)
            and not self._is.text.endswith("罚款", one.start, one.end)
            and not self._is.text.startswith("罚款", one.start)
            and not self._is.any_word(
                ("impose", "fine"),
                self._is.skip(other.start, _LISTED),
            )
        )

    def _in_list(self, at: int) -> bool:
        """Whether a bare 罚款 at ``at`` stands in a list of penalties."""
        before = self._is.text[max(0, at - 2) : at]
        return at == self._start or before.endswith(
            ("、", "或者", "或", "和", "并", "并且")
        )

    def _one(self, at: int) -> list[tuple[tuple[Item, ...], int]]:
        found = self._single.get(at)
        if found is None:
            found = self._single[at] = list(self._predicates.at(at))
        return found

    def _after(self, end: int) -> tuple[Item, ...] | None:
        """What follows a penalty in its clause: nothing, or more of them."""
        if end == self._is.end:
            return ()
        for word, joined in _JOINTS:
            if not self._is.starts(word, end):
                continue
            start = end + len(word)
            if not word and self._is.may_figure(start):
                # A figure on the heels of another is part of no list.
                continue
            agency = self._agency_between(start)
            for place in dict.fromkeys((start, agency)):
                rest = self._list(place)
                if rest is not None:
                    first = rest[0]
                    if joined and (joined != "list" or not first.joined):
                        first = evolve(
                            first,
                            joined=joined,
                            start=end if first.role else first.start,
                        )
                    return (first, *rest[1:])
        return None

    def _agency_between(self, start: int) -> int:
        """The place after ``由…机关`` inside a list of penalties."""
        ground = self._is.word("grounds", start)
        if ground is not None:
            return start + len(ground)
        if not self._is.starts("由", start):
            return start
        for lead in self._agencies(start, start + 1):
            if self._list(lead.end) is not None:
                return lead.end
        return start
