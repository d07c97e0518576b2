"""Dated figures (``rules/parameters``): thresholds, terms, numbers.

An agency's own figure goes first. Among ours the most specific one that
holds on the date is taken: agency, region (the nearest), field, general. One
that is still to be confirmed is never applied; where it is the most specific
one, the general figure is not applied in its place either: the answer is
"not known", and the agency must state it. It does so in the case file, or
once for all in one line of an overlay; such a figure goes before one that is
to be confirmed, however specific that is.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Self

from attrs import evolve, frozen

from penaltykit._fields import Node, load_entries
from penaltykit.agency import AgencyKinds, Regions
from penaltykit.case import Agency, Case
from penaltykit.engine import Reading, make_reading
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.overlay import is_stated, region_depth, region_within

UNITS = (
    "yuan",
    "days",
    "working-days",
    "months",
    "years",
    "persons",
    "percent",
    "mark",
)
STATUSES = ("in-force", "to-be-confirmed", "off")
_ENTRY = ("id", "zh", "en", "unit", "values")
_FIGURE = (
    "value",
    "from",
    "to",
    "field",
    "region",
    "agency",
    "citation",
    "status",
    "note",
)
_FIGURE_NEEDED = ("value", "citation", "status")
# A figure in one line: what an agency states for itself.
_STATED = ("id", *_FIGURE)
_STATED_NEEDED = ("id", "value", "citation")


@frozen(kw_only=True)
class Figure:
    """One value of a parameter, and where it holds.

    Args:
        value: in the unit of the parameter.
        from_: first day, ``None`` for ever before.
        to: last day, ``None`` while in force.
        field: field of enforcement, ``None`` for all.
        region: region code; holds for all regions below it.
        agency: id or name of an agency.
        citation: text of the source.
        status: in-force, to-be-confirmed or off.
        stated: whether it stands in a line of its own, as agencies state
            theirs.
    """

    value: Decimal
    from_: dt.date | None = None
    to: dt.date | None = None
    field: str | None = None
    region: str | None = None
    agency: str | None = None
    citation: str
    status: str
    stated: bool = False

    def holds(
        self, agency: Agency, kind: str | None, day: dt.date | None
    ) -> bool:
        """Whether it holds for an agency of a kind on the day; without a day
        only what is still in force does.
        """
        if day is None:
            if self.to is not None:
                return False
        elif (self.from_ and day < self.from_) or (self.to and day > self.to):
            return False
        return (
            (self.field is None or self.field == kind)
            and self.agency in (None, agency.id, agency.name)
            and region_within(agency.region, self.region)
        )

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """The more specific, the higher."""
        depth = region_depth(self.region)
        return self.agency is not None, depth, self.field is not None


@frozen(kw_only=True)
class Known:
    """The figure that holds for a case.

    Args:
        value: ``None`` where the agency must state it.
        citation: text of the source.
        pointer: where it stands, or would stand, in the case file.
        unconfirmed: a figure to be confirmed, offered to people only.
    """

    value: Decimal | None
    citation: str | None
    pointer: str
    unconfirmed: Figure | None = None


@frozen(kw_only=True)
class ParameterEntry:
    """A parameter with all its figures."""

    id: str
    zh: str
    en: str
    unit: str
    figures: tuple[Figure, ...]


_MOST_KEPT = 4096


class Parameters:
    """All parameters, by id.

    Args:
        entries: by id.
        kinds: by which the field of an agency is known.
    """

    def __init__(
        self,
        entries: Mapping[str, ParameterEntry],
        kinds: AgencyKinds | None = None,
    ) -> None:
        self._entries = dict(entries)
        self._kinds = kinds or AgencyKinds({})
        self._memo: dict[tuple[object, ...], Known] = {}

    @classmethod
    def load(cls, root: Path) -> Self:
        """The parameters of ``root/parameters``.

        Raises:
            RuleError: with every fault of every file, located.
        """
        kinds = AgencyKinds.load(root)
        lines: list[Node] = []
        entries = load_entries(
            sorted((root / "parameters").glob("*.yaml")),
            lambda node: _entry(node, kinds, lines),
        )
        faults: list[Fault] = []
        for node in lines:
            node.faults = faults
            name = node.text("id") or ""
            known = not name or node.child("id").is_one(name, entries)
            figure = _figure(node, kinds, _STATED, _STATED_NEEDED)
            _see_region(node, root)
            if known and figure is not None:
                # The last folder laid over the rules goes first.
                own = evolve(figure, stated=True)
                entry = entries[name]
                entries[name] = evolve(entry, figures=(own, *entry.figures))
        if faults:
            raise RuleError(faults)
        return cls(entries, kinds)

    def _kind(self, agency: Agency) -> str | None:
        """The kind of agency that its field names."""
        if agency.field is None:
            return None
        kind = self._kinds.by_name(agency.field)
        return agency.field if kind is None else kind.id

    def names(self) -> tuple[str, ...]:
        """Every parameter id, in the order of the files."""
        return tuple(self._entries)

    def entry(self, name: str) -> ParameterEntry:
        """A parameter with all its figures.

        Raises:
            UnknownNameError: with the nearest names.
        """
        found = self._entries.get(name)
        if found is None:
            kind = "parameter"
            raise UnknownNameError(kind, name, self._entries)
        return found

    def known(self, name: str, agency: Agency, day: dt.date | None) -> Known:
        """The figure that holds for an agency on a day.

        Raises:
            UnknownNameError: no such parameter.
        """
        own = agency.parameters.get(name)
        if own is not None:
            return Known(
                value=own.value,
                citation=own.citation,
                pointer=f"/agency/parameters/{name}",
            )
        return self.general(name, agency, day)

    def general(self, name: str, agency: Agency, day: dt.date | None) -> Known:
        """The same, whatever the agency states for itself.

        Raises:
            UnknownNameError: no such parameter.
        """
        who = (agency.id, agency.name)
        key = (name, agency.field, agency.region, who, day)
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _MOST_KEPT:
                self._memo.clear()
            found = self._memo[key] = self._shipped(name, agency, day)
        return found

    def _shipped(
        self, name: str, agency: Agency, day: dt.date | None
    ) -> Known:
        """The most specific of the figures that are shipped."""
        pointer = f"/agency/parameters/{name}"
        kind = self._kind(agency)
        best: Figure | None = None
        own: Figure | None = None
        for figure in self.entry(name).figures:
            if figure.status == "off" or not figure.holds(agency, kind, day):
                continue
            if best is None or figure.rank > best.rank:
                best = figure
            if figure.stated and (own is None or figure.rank > own.rank):
                own = figure
        if best is not None and best.status != "in-force":
            best = own or best
        if best is None:
            return Known(value=None, citation=None, pointer=pointer)
        if best.status != "in-force":
            return Known(
                value=None, citation=None, pointer=pointer, unconfirmed=best
            )
        return Known(value=best.value, citation=best.citation, pointer=pointer)

    def for_case(
        self, case: Case, day: dt.date | None
    ) -> Callable[[str], Reading]:
        """The function that :class:`penaltykit.facts.CaseFacts` asks.

        Args:
            case: whose agency counts.
            day: on which the figures must hold.
        """
        readings: dict[str, Reading] = {}

        def read(name: str) -> Reading:
            found = readings.get(name)
            if found is None:
                known = self.known(name, case.agency, day)
                state = "unknown" if known.value is None else "known"
                found = make_reading((state, known.value, known.pointer))
                readings[name] = found
            return found

        return read


def _entry(
    node: Node, kinds: AgencyKinds, lines: list[Node]
) -> ParameterEntry | None:
    """A parameter, or ``None`` where it cannot be used or is a figure in
    one line, which goes to ``lines``.
    """
    if is_stated(node.value):
        lines.append(node)
        return None
    before = len(node.faults)
    if not node.keys(_ENTRY, _ENTRY) or len(node.faults) > before:
        return None
    unit = node.choice("unit", UNITS)
    figures = [_figure(part, kinds) for part in node.child("values").items()]
    if len(node.faults) > before:
        return None
    return ParameterEntry(
        id=node.text("id") or "",
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        unit=unit or "",
        figures=tuple(filter(None, figures)),
    )


def _see_region(node: Node, root: Path) -> None:
    """Note a region that is none: such a figure would hold nowhere."""
    code = node.text("region")
    if code is None:
        return
    try:
        # Only a line of one's own asks: the tree is not read for the others.
        Regions.load(root).chain(code)
    except UnknownNameError:
        node.child("region").fault("unknown-region", found=code)


def _field(node: Node, kinds: AgencyKinds) -> str | None:
    """The id of a field of enforcement, by any of its names."""
    name = node.text("field")
    if name is None:
        return None
    kind = kinds.by_name(name)
    if kind is not None:
        return kind.id
    node.child("field").is_one(name, kinds.ids())
    return None


def _figure(
    node: Node,
    kinds: AgencyKinds,
    known: tuple[str, ...] = _FIGURE,
    needed: tuple[str, ...] = _FIGURE_NEEDED,
) -> Figure | None:
    before = len(node.faults)
    if not node.keys(known, needed):
        return None
    value = node.decimal("value")
    field = _field(node, kinds)
    status = node.choice("status", STATUSES)
    first = node.date("from")
    last = node.date("to")
    if first and last and last < first:
        node.child("to").fault("parameter-ends-before-start", found=str(last))
    if len(node.faults) > before or value is None:
        return None
    return Figure(
        value=value,
        from_=first,
        to=last,
        field=field,
        region=node.text("region"),
        agency=node.text("agency"),
        citation=node.text("citation") or "",
        status=status or "in-force",
    )
