"""Reading facts from a case: lazily, once each, with exact pointers."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar
from weakref import ref

from attrs import evolve

from penaltykit.case import (
    Case,
    Event,
    EventKind,
    Paper,
    PaperKind,
    Party,
    Violation,
)
from penaltykit.engine import Reading
from penaltykit.facts._entry import Scope
from penaltykit.facts._text import PlainText
from penaltykit.facts._unwrap import unwrapped
from penaltykit.facts._vocabulary import Reader, Vocabulary
from penaltykit.period import Calendar, UnknownYearError, add_working_days

Provider = Callable[["FactView"], Reading]
Parameters = Callable[[str], Reading]
Made = TypeVar("Made")
_Key = tuple[int | str, int]


class FactView(dict[str, Reading]):
    """The facts that hold of one case, party, violation and party, or paper.

    A mapping from fact id to reading; each fact is read when first asked
    for, and once. It is a dictionary of what was read, so that reading again
    costs no call; it shows itself as a mapping of every fact that can be
    read. Facts of a wider scope are those of the wider view.

    Attributes:
        facts: the case facts it belongs to.
        scope: case, party, violation or paper.
        subject: the case, party, violation or paper itself.
        pointer: JSON pointer of the subject; ``""`` for the case and for a
            paper that is still to be made.
        case_view: the view of the case; ``None`` in that view itself.
        party_view: of a violation, the view of its party.
    """

    __slots__ = (
        "__weakref__",
        "_key",
        "_readers",
        "case",
        "case_view",
        "facts",
        "paper",
        "paper_kind",
        "party",
        "party_index",
        "party_view",
        "pointer",
        "scope",
        "subject",
        "violation",
        "violation_index",
    )

    def __init__(self, facts: "CaseFacts", scope: Scope, key: _Key) -> None:
        self.facts = facts
        self.scope = scope
        self._key = key
        self.case: Case = facts.case_file
        self.subject: Case | Party | Violation | Paper | None = self.case
        self.pointer = ""
        self.party: Party | None = None
        self.party_index: int | None = None
        self.violation: Violation | None = None
        self.violation_index: int | None = None
        self.paper: Paper | None = None
        self.paper_kind: PaperKind | None = None
        self.case_view: FactView | None = None
        self.party_view: FactView | None = None
        self._readers: Mapping[str, Reader] = facts.vocabulary.readers(scope)

    def __missing__(self, name: str) -> Reading:
        reading = self[name] = self._readers[name](self)
        return reading

    # What else a dictionary knows of itself is what was read so far; a view
    # speaks of all that can be read.

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)

    def __contains__(self, name: object) -> bool:
        return name in self._readers

    get = Mapping.get  # type: ignore[assignment]
    keys = Mapping.keys  # type: ignore[assignment]
    items = Mapping.items  # type: ignore[assignment]
    values = Mapping.values  # type: ignore[assignment]
    __eq__ = Mapping.__eq__
    __hash__ = None

    @property
    def getter(self) -> Callable[[str], Reading]:
        """The fastest way to many readings: what ``view[name]`` does."""
        return self.__getitem__

    def label(self, name: str, lang: str = "zh") -> str:
        """The label of a fact in ``lang``."""
        return self.facts.vocabulary.label(name, lang)

    def put(self, readings: Mapping[str, Reading]) -> None:
        """Set what came from elsewhere: results, conclusions of rules.

        Raises:
            UnknownNameError: a name that this view cannot hold.
        """
        for name in readings:
            self._readers[name]
        self.update(readings)
        self.facts.keep(self._key, readings)

    def value(self, name: str) -> object:
        """The value of a known fact, ``None`` otherwise."""
        return self[name].value


class CaseFacts:
    """All views of one case.

    A view lives as long as somebody holds it. Asked for again after that, it
    is made anew, with what was put into it, and reads its facts again: who
    asks a view for much holds it.

    Args:
        case: the case.
        vocabulary: the facts.
        extra: readings per (violation index, party index), or per
            ``("party", index)``, ``("case", 0)``; they go before what the
            case itself says.
        parameters: id of a parameter to its figure for this case; without
            it every parameter is unknown.
        providers: fact id to the function that supplies it from above (law,
            benchmark); without one a provided fact is unknown.
        calendar: working days; without it every term in working days is
            unknown.
        as_of: day as of which a case without a decision is looked at.
    """

    def __init__(
        self,
        case: Case,
        vocabulary: Vocabulary,
        extra: Mapping[_Key, Mapping[str, Reading]] | None = None,
        *,
        parameters: Parameters | None = None,
        providers: Mapping[str, Provider] | None = None,
        calendar: Calendar | None = None,
        as_of: dt.date | None = None,
    ) -> None:
        self.case_file = case
        self.vocabulary = vocabulary
        self.providers: Mapping[str, Provider] = providers or {}
        self._parameters = parameters
        self._calendar = calendar
        self._as_of = as_of
        # Views hold this; were they held in turn, every case would be a ring
        # that only the collector of garbage could free, at a sixth of the
        # time that a case takes. Whoever works with a view holds it.
        self._views: dict[_Key, ref[FactView]] = {}
        self._kept = {
            key: dict(readings) for key, readings in (extra or {}).items()
        }
        # Years that a term asked for and the calendar does not have.
        self.unknown_years: set[int] = set()
        self._plain: dict[str, PlainText] = {}
        self._once: dict[Hashable, Any] = {}

    def case(self) -> FactView:
        """The view of the case as a whole."""
        key = ("case", 0)
        view = self._made(key)
        if view is None:
            view = self._new(key, Scope.CASE)
        return view

    def party(self, index: int) -> FactView:
        """The view of one party.

        Args:
            index: position in ``case.parties``, from 0.
        """
        key = ("party", index)
        view = self._made(key)
        if view is None:
            view = self._new(key, Scope.PARTY)
            view.case_view = self.case()
            view.party = view.subject = self.case_file.parties[index]
            view.party_index = index
            view.pointer = f"/parties/{index}"
        return view

    def violation(self, violation: int, party: int) -> FactView:
        """The view of one violation of one party, by their positions."""
        key = (violation, party)
        view = self._made(key)
        if view is None:
            view = self._new(key, Scope.VIOLATION)
            view.case_view = self.case()
            view.party_view = self.party(party)
            view.party = view.party_view.party
            view.party_index = party
            view.violation = self.case_file.violations[violation]
            view.subject = view.violation
            view.violation_index = violation
            view.pointer = f"/violations/{violation}"
        return view

    def paper(
        self, index: int | None, kind: PaperKind | str | None = None
    ) -> FactView:
        """The view of one paper.

        Args:
            index: position in ``case.papers``; ``None`` for a paper that is
                still to be made.
            kind: its kind; needed where ``index`` is ``None``.
        """
        paper = None if index is None else self.case_file.papers[index]
        kind = PaperKind(kind or "") if paper is None else paper.kind
        key = (kind, -1 if index is None else index)
        view = self._made(key)
        if view is None:
            view = self._new(key, Scope.PAPER)
            view.case_view = self.case()
            if paper is not None and paper.text and "\n" in paper.text:
                paper = evolve(paper, text=unwrapped(paper.text))
            view.paper = view.subject = paper
            view.paper_kind = kind
            view.pointer = "" if index is None else f"/papers/{index}"
        return view

    def _made(self, key: _Key) -> FactView | None:
        """A view that somebody still holds."""
        view = self._views.get(key)
        return None if view is None else view()

    def _new(self, key: _Key, scope: Scope) -> FactView:
        view = FactView(self, scope, key)
        self._views[key] = ref(view)
        kept = self._kept.get(key)
        if kept:
            view.put(kept)
        return view

    def keep(self, key: _Key, readings: Mapping[str, Reading]) -> None:
        """Remember what was put into a view, for as long as this lives."""
        self._kept.setdefault(key, {}).update(readings)

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Every violation with each of its parties, by position."""
        return self._pairs

    @cached_property
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        index = {party.id: i for i, party in enumerate(self.case_file.parties)}
        everyone = tuple(range(len(self.case_file.parties)))
        return tuple(
            (number, party)
            for number, violation in enumerate(self.case_file.violations)
            for party in (
                tuple(
                    index[name] for name in violation.parties if name in index
                )
                or everyone
            )
        )

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What several facts rest on, worked out for the first of them.

        Args:
            key: names it among all that is kept for this case.
            make: works it out; what it gives must not be changed.
        """
        try:
            found: Made = self._once[key]
        except KeyError:
            found = self._once[key] = make()
        return found

    def plain(self, text: str) -> PlainText:
        """A text of the case, made ready to be searched."""
        found = self._plain.get(text)
        if found is None:
            found = self._plain[text] = PlainText(text)
        return found

    def parameter(self, name: str) -> Reading:
        """The figure that holds for this case."""
        if self._parameters is None:
            return Reading("unknown", None, f"/agency/parameters/{name}")
        return self._parameters(name)

    def add_working_days(self, start: dt.date, count: int) -> dt.date | None:
        """The ``count``-th working day after ``start``; ``None`` where the
        calendar of a year is not known."""
        if self._calendar is None:
            return None
        try:
            return add_working_days(start, count, self._calendar)
        except UnknownYearError as error:
            self.unknown_years.add(error.year)
            return None

    def within_working_days(
        self, start: dt.date, count: int, day: dt.date
    ) -> bool | None:
        """Whether ``day`` is no later than the ``count``-th working day after
        ``start``; ``None`` where the calendar of a year is not known.

        A day no more than ``count`` days on is in time in every calendar.
        """
        if (day - start).days <= count:
            return True
        end = self.add_working_days(start, count)
        return None if end is None else day <= end

    @cached_property
    def timeline(self) -> Mapping[EventKind, tuple[tuple[int, Event], ...]]:
        """Events by kind, each with its position, the earliest first."""
        kinds: dict[EventKind, list[tuple[int, Event]]] = {}
        for index, event in enumerate(self.case_file.events):
            kinds.setdefault(event.kind, []).append((index, event))
        for found in kinds.values():
            if len(found) > 1:
                found.sort(key=lambda item: item[1].date)
        return {kind: tuple(found) for kind, found in kinds.items()}

    def events(
        self, kind: EventKind, party: str | None = None
    ) -> tuple[tuple[int, Event], ...]:
        """Events of a kind, earliest first, each with its position.

        Args:
            kind: of the event.
            party: id of a party: only events of all parties or of this one.
        """
        found = self.timeline.get(kind, ())
        if party is None or not found:
            return found
        if len(self.case_file.parties) == 1:
            return found  # the codec has checked that it is this one
        return tuple(
            item
            for item in found
            if not item[1].parties or party in item[1].parties
        )

    @cached_property
    def first_year(self) -> int | None:
        """The year of the earliest event; ``None`` without any."""
        days = (event.date for event in self.case_file.events)
        first = min(days, default=None)
        return None if first is None else first.year

    @cached_property
    def decided(self) -> tuple[dt.date | None, str]:
        """Date of the decision, and where it stands."""
        found = self.events(EventKind.DECIDED)
        if found:
            index, event = found[-1]
            return event.date, f"/events/{index}/date"
        for index, paper in enumerate(self.case_file.papers):
            if paper.kind in _DECISIONS and paper.date is not None:
                return paper.date, f"/papers/{index}/date"
        return None, "/events"

    @cached_property
    def rules_day(self) -> tuple[dt.date | None, str]:
        """Day on which the rules applied must hold, and its pointer."""
        day, pointer = self.decided
        if day is not None:
            return day, pointer
        if self._as_of is not None:
            return self._as_of, ""
        if self.case_file.events:
            index, event = max(
                enumerate(self.case_file.events),
                key=lambda item: item[1].date,
            )
            return event.date, f"/events/{index}/date"
        return None, "/events"


_DECISIONS = (
    PaperKind.DECISION,
    PaperKind.ON_THE_SPOT_DECISION,
    PaperKind.NO_PENALTY_DECISION,
)
