"""Dated figures (``rules/parameters``): thresholds, terms, numbers.

An agency's own figure goes first. Among ours the most specific one that
holds on the date is taken: agency, region (the nearest), field, general. One
that is still to be confirmed is never applied; where it is the most specific
one, the general figure is not applied in its place either: the answer is
"not known", and the agency must state it.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Self

from attrs import frozen

from penaltykit import _yaml
from penaltykit.agency import AgencyKinds
from penaltykit.case import Agency, Case
from penaltykit.engine import Reading
from penaltykit.errors import Fault, RuleError, UnknownNameError

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


@frozen(kw_only=True)
class Figure:
    """One value of a parameter, and where it holds.

    Args:
        value: in the unit of the parameter.
        from_: first day, ``None`` for ever before.
        to: last day, ``None`` while in force.
        field: field of enforcement, ``None`` for all.
        region: region code; holds for all regions below it.
        agency: id of an agency.
        citation: text of the source.
        status: in-force, to-be-confirmed or off.
    """

    value: Decimal
    from_: dt.date | None = None
    to: dt.date | None = None
    field: str | None = None
    region: str | None = None
    agency: str | None = None
    citation: str
    status: str

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
            and (self.agency is None or self.agency == agency.id)
            and (
                self.region is None
                or _within(agency.region or "", self.region)
            )
        )

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """The more specific, the higher."""
        depth = len((self.region or "").rstrip("0"))
        return self.agency is not None, depth, self.field is not None


def _within(region: str, upper: str) -> bool:
    """Whether a region code lies in another: 440304 lies in 440300, which
    lies in 440000.
    """
    return bool(region) and region.startswith(upper.rstrip("0"))


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
        entries: dict[str, ParameterEntry] = {}
        faults: list[Fault] = []
        for path in sorted((root / "parameters").glob("*.yaml")):
            try:
                document = _yaml.load(path)
            except RuleError as error:
                faults.extend(error.faults)
                continue
            for entry in _Reader(document, faults).entries():
                if entry.id in entries:
                    faults.append(
                        Fault(
                            "parameter-twice",
                            document.place(),
                            {"found": entry.id},
                        )
                    )
                entries[entry.id] = entry
        if faults:
            raise RuleError(faults)
        return cls(entries, AgencyKinds.load(root))

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
        key = (name, agency.field, agency.region, agency.id, day)
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
        for figure in self.entry(name).figures:
            if (
                figure.status != "off"
                and figure.holds(agency, kind, day)
                and (best is None or figure.rank > best.rank)
            ):
                best = figure
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
                found = Reading(state, known.value, known.pointer)
                readings[name] = found
            return found

        return read


class _Reader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, document: _yaml.Document, faults: list[Fault]) -> None:
        self.document = document
        self.faults = faults

    def fault(self, code: str, pointer: str, **params: Any) -> None:
        self.faults.append(Fault(code, self.document.place(pointer), params))

    def entries(self) -> Iterator[ParameterEntry]:
        if not isinstance(self.document.value, list):
            self.fault("parameter-not-list", "")
            return
        for index, item in enumerate(self.document.value):
            pointer = f"/{index}"
            before = len(self.faults)
            if not self._keys(item, pointer, _ENTRY, _ENTRY):
                continue
            if item["unit"] not in UNITS:
                self.fault(
                    "parameter-unknown-word",
                    f"{pointer}/unit",
                    found=item["unit"],
                    expected=UNITS,
                )
            values = item["values"] if isinstance(item["values"], list) else []
            if not values:
                self.fault("parameter-no-values", f"{pointer}/values")
            figures = [
                self._figure(value, f"{pointer}/values/{number}")
                for number, value in enumerate(values)
            ]
            if len(self.faults) == before:
                yield ParameterEntry(
                    id=item["id"],
                    zh=item["zh"],
                    en=item["en"],
                    unit=item["unit"],
                    figures=tuple(filter(None, figures)),
                )

    def _keys(
        self,
        item: Any,
        pointer: str,
        known: tuple[str, ...],
        needed: tuple[str, ...],
    ) -> bool:
        if not isinstance(item, dict):
            self.fault("parameter-not-map", pointer)
            return False
        before = len(self.faults)
        for key in item:
            if key not in known:
                self.fault(
                    "parameter-unknown-key",
                    f"{pointer}/{key}",
                    found=key,
                    expected=known,
                )
        for key in needed:
            if not item.get(key):
                self.fault("parameter-key-missing", pointer, expected=key)
        return len(self.faults) == before

    def _figure(self, item: Any, pointer: str) -> Figure | None:
        if not self._keys(item, pointer, _FIGURE, _FIGURE_NEEDED):
            return None
        before = len(self.faults)
        value = self._number(item["value"], f"{pointer}/value")
        if item["status"] not in STATUSES:
            self.fault(
                "parameter-unknown-word",
                f"{pointer}/status",
                found=item["status"],
                expected=STATUSES,
            )
        first = self._day(item.get("from"), f"{pointer}/from")
        last = self._day(item.get("to"), f"{pointer}/to")
        if first and last and last < first:
            self.fault(
                "parameter-ends-before-start", f"{pointer}/to", found=str(last)
            )
        if len(self.faults) > before or value is None:
            return None
        return Figure(
            value=value,
            from_=first,
            to=last,
            field=item.get("field"),
            region=item.get("region"),
            agency=item.get("agency"),
            citation=item["citation"],
            status=item["status"],
        )

    def _number(self, found: Any, pointer: str) -> Decimal | None:
        try:
            value = Decimal(str(found))
        except InvalidOperation:
            value = None
        if value is None or not value.is_finite() or value < 0:
            self.fault("parameter-not-number", pointer, found=found)
            return None
        return value

    def _day(self, found: Any, pointer: str) -> dt.date | None:
        if found is None:
            return None
        try:
            return dt.date.fromisoformat(str(found))
        except ValueError:
            self.fault("parameter-not-date", pointer, found=found)
            return None
