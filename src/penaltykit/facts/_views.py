"""Reading facts from a case: lazily, once each, with exact pointers."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

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
from penaltykit.errors import UnknownNameError
from penaltykit.facts._entry import Scope
from penaltykit.facts._vocabulary import Reader, Vocabulary
from penaltykit.period import Calendar, UnknownYearError, add_working_days

Provider = Callable[["FactView"], Reading]
Parameters = Callable[[str], Reading]


class _Cache(dict[str, Reading]):
    """Readings of one view; what is absent is read."""

    __slots__ = ("_readers", "_view")

    def __init__(
        self, view: "FactView", readers: Mapping[str, Reader]
    ) -> None:
        super().__init__()
        self._view = view
        self._readers = readers

    def __missing__(self, name: str) -> Reading:
        try:
            read = self._readers[name]
        except KeyError:
            kind = f"fact of a {self._view.scope}"
            raise UnknownNameError(kind, name, self._readers) from None
        reading = self[name] = read(self._view)
        return reading


class FactView(Mapping[str, Reading]):
    """The facts that hold of one case, party, violation and party, or paper.

    A mapping from fact id to reading; each fact is read when first asked
    for. Facts of a wider scope are those of the wider view.

    Attributes:
        facts: the case facts it belongs to.
        scope: case, party, violation or paper.
        subject: the case, party, violation or paper itself.
        pointer: JSON pointer of the subject; ``""`` for the case and for a
            paper that is still to be made.
    """

    __slots__ = (
        "_cache",
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

    def __init__(self, facts: "CaseFacts", scope: Scope) -> None:
        self.facts = facts
        self.scope = scope
        self.case: Case = facts.case_file
        self.subject: Case | Party | Violation | Paper | None = self.case
        self.pointer = ""
        self.party: Party | None = None
        self.party_index: int | None = None
        self.violation: Violation | None = None
        self.violation_index: int | None = None
        self.paper: Paper | None = None
        self.paper_kind: PaperKind | None = None
        self.case_view: FactView = self
        self.party_view: FactView | None = None
        self._readers: Mapping[str, Reader] = facts.vocabulary.readers(scope)
        self._cache = _Cache(self, self._readers)

    def __getitem__(self, name: str) -> Reading:
        return self._cache[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)

    def __contains__(self, name: object) -> bool:
        return name in self._readers

    @property
    def getter(self) -> Callable[[str], Reading]:
        """The fastest way to many readings: what ``view[name]`` does."""
        return self._cache.__getitem__

    def label(self, name: str, lang: str = "zh") -> str:
        """The label of a fact in ``lang``."""
        return self.facts.vocabulary.label(name, lang)

    def put(self, readings: Mapping[str, Reading]) -> None:
        """Set what came from elsewhere: results, conclusions of rules.

        Raises:
            UnknownNameError: a name that this view cannot hold.
        """
        for name, reading in readings.items():
            if name not in self._readers:
                kind = f"fact of a {self.scope}"
                raise UnknownNameError(kind, name, self._readers)
            self._cache[name] = reading

    def value(self, name: str) -> object:
        """The value of a known fact, ``None`` otherwise."""
        return self[name].value


class CaseFacts:
    """All views of one case.

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
        extra: Mapping[tuple[int | str, int], Mapping[str, Reading]]
        | None = None,
        *,
        parameters: Parameters | None = None,
        providers: Mapping[str, Provider] | None = None,
        calendar: Calendar | None = None,
        as_of: dt.date | None = None,
    ) -> None:
        self.case_file = case
        self.vocabulary = vocabulary
        self.providers: Mapping[str, Provider] = providers or {}
        self._extra = extra or {}
        self._parameters = parameters
        self._calendar = calendar
        self._as_of = as_of
        self._views: dict[object, FactView] = {}
        # Years that a term asked for and the calendar does not have.
        self.unknown_years: set[int] = set()

    def case(self) -> FactView:
        """The view of the case as a whole."""
        view = self._views.get("case")
        if view is None:
            view = self._views["case"] = FactView(self, Scope.CASE)
            view.put(self._extra.get(("case", 0), {}))
        return view

    def party(self, index: int) -> FactView:
        """The view of one party.

        Args:
            index: position in ``case.parties``, from 0.
        """
        key = ("party", index)
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = FactView(self, Scope.PARTY)
            view.case_view = self.case()
            view.party_view = view
            view.party = view.subject = self.case_file.parties[index]
            view.party_index = index
            view.pointer = f"/parties/{index}"
            view.put(self._extra.get(key, {}))
        return view

    def violation(self, violation: int, party: int) -> FactView:
        """The view of one violation of one party, by their positions."""
        key = (violation, party)
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = FactView(self, Scope.VIOLATION)
            view.case_view = self.case()
            view.party_view = self.party(party)
            view.party = view.party_view.party
            view.party_index = party
            view.violation = self.case_file.violations[violation]
            view.subject = view.violation
            view.violation_index = violation
            view.pointer = f"/violations/{violation}"
            view.put(self._extra.get(key, {}))
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
        key = ("paper", index, kind)
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = FactView(self, Scope.PAPER)
            view.case_view = self.case()
            view.paper = view.subject = paper
            view.paper_kind = kind
            view.pointer = "" if index is None else f"/papers/{index}"
        return view

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
