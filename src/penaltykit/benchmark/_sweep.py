"""Every item, place and day: no silent gap and no conflict.

Asks for a table as an agency would, on the first day of each quarter and on
every day around which something begins or ends, and looks over the answers
with a scan of its own that knows nothing of the choice.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.agency import NATION, Regions
from penaltykit.benchmark._choice import Choice
from penaltykit.benchmark._choice_words import TELLING
from penaltykit.benchmark._library import Library
from penaltykit.benchmark._model import StageBody, Table
from penaltykit.benchmark._policy import Status, Texts
from penaltykit.benchmark._question import Question
from penaltykit.benchmark._refusal import Refusal
from penaltykit.benchmark._sweep_days import days_of
from penaltykit.errors import UnknownNameError
from penaltykit.law import Item, Registry


class SweepKind(StrEnum):
    """What a sweep found.

    ``silent-gap``: nothing is chosen and nobody says why, or what is chosen
    does not hold. ``conflict``: several tables have equal claim.
    ``told-gap``: nothing is chosen, and the answer names what expired, is not
    in force yet or is not encoded. ``overlap``: an older document of the same
    issuer is still in its term beside the newer one, which is chosen.
    ``no-statute``: the law of the item is not held, or not in force, on the
    day.
    """

    SILENT = "silent-gap"
    CONFLICT = "conflict"
    TOLD = "told-gap"
    OVERLAP = "overlap"
    NO_STATUTE = "no-statute"


_BAD: Final = (SweepKind.SILENT, SweepKind.CONFLICT)
# What a table that holds at its own place may be refused for.
_FAIR: Final = (
    Refusal.UPPER_LEVEL,
    Refusal.TO_BE_CONFIRMED,
    Refusal.REPLACED,
    Refusal.AMBIGUOUS,
    Refusal.REGION_CHANGED,
    Refusal.OTHER_ENFORCER,
)


@frozen(kw_only=True)
class SweepFinding:
    """What holds of one item at one place from one day to another.

    Args:
        kind: see :class:`SweepKind`.
        item: item id.
        region: code of the place.
        field: kind of agency that asked; ``None`` where the item names none.
        first: first day looked at that shows it.
        last: last day looked at that shows it.
        text: what was found, as on the first day.
        tables: ids of the tables concerned.
    """

    kind: SweepKind
    item: str
    region: str
    field: str | None
    first: dt.date
    last: dt.date
    text: Texts = attrs.field(hash=False)
    tables: tuple[str, ...] = ()

    @property
    def bad(self) -> bool:
        """Whether it must not be left so."""
        return self.kind in _BAD


@frozen(kw_only=True)
class SweepReport:
    """What came of a sweep.

    Args:
        since: first day looked at; ``None`` where there was nothing.
        until: last day of the sweep.
        asked: how often a table was asked for.
        items: how many items.
        findings: by item, place and day.
    """

    since: dt.date | None
    until: dt.date
    asked: int
    items: int
    findings: tuple[SweepFinding, ...]

    def of(self, kind: SweepKind) -> tuple[SweepFinding, ...]:
        """The findings of one kind."""
        return tuple(one for one in self.findings if one.kind is kind)

    @property
    def clean(self) -> bool:
        """Whether there is no silent gap and no conflict."""
        return not any(one.bad for one in self.findings)


def sweep(
    library: Library,
    registry: Registry,
    regions: Regions,
    until: dt.date,
) -> SweepReport:
    """Ask for a table for each item, place and day.

    The days begin with the first on which any document of the item holds.

    Args:
        library: documents and tables.
        registry: laws and items.
        regions: the tree of regions.
        until: last day looked at.
    """
    bound: dict[str, list[Table]] = {}
    for table in library:
        for item in table.items:
            bound.setdefault(item, []).append(table)
    run = _Sweep(library, registry, regions, until)
    for item, tables in sorted(bound.items()):
        run.item(item, tables)
    return SweepReport(
        since=run.since,
        until=until,
        asked=run.asked,
        items=len(bound),
        findings=tuple(run.findings),
    )


_Said = tuple[SweepKind, tuple[str, ...], Texts]


@frozen
class _Point:
    """One item at one place, asked for by one kind of agency."""

    item: str
    known: Item | None
    tables: Sequence[Table]
    place: str
    field: str | None


class _Sweep:
    """One sweep: what is asked, and what was found so far."""

    def __init__(
        self,
        library: Library,
        registry: Registry,
        regions: Regions,
        until: dt.date,
    ) -> None:
        self.library = library
        self.registry = registry
        self.regions = regions
        self.until = until
        self.since: dt.date | None = None
        self.asked = 0
        self.findings: list[SweepFinding] = []

    def item(self, item: str, tables: Sequence[Table]) -> None:
        known = self.registry.item(item)
        days = days_of(tables, self.registry, known, self.regions, self.until)
        self.since = min(self.since or days[0], days[0])
        fields: Sequence[str | None] = (None,)
        if known is not None and known.agencies:
            fields = list(dict.fromkeys(one.kind for one in known.agencies))
        for place in self._places(tables, days):
            for field in fields:
                at = _Point(item, known, tables, place, field)
                self._join(at, [(day, [*self._day(at, day)]) for day in days])

    def _places(
        self, tables: Sequence[Table], days: Sequence[dt.date]
    ) -> list[str]:
        """Where the answer may differ: the issuers' regions and what became
        of them; the nation where no issuer is known.
        """
        found: dict[str, None] = {}
        for table in tables:
            document = table.document
            if document.region is None:
                continue
            found[document.region] = None
            region = self.regions.of(document.region, document.effective)
            if region is None or region.until is None:
                continue
            for heir, _ in self.regions.heirs(region, days[-1]):
                found[heir.code] = None
        return list(found) or [NATION]

    def _day(self, at: "_Point", day: dt.date) -> Iterator[_Said]:
        """What is to be said of one question."""
        kinds = () if at.known is None else at.known.agencies
        question = Question(
            item=at.item,
            chain=(at.place,),
            acted=day,
            decided=day,
            field=at.field,
            kinds=tuple(one.kind for one in kinds),
            regions=self.regions,
        )
        self.asked += 1
        try:
            choice = self.library.ask(question)
        except UnknownNameError:
            yield (
                SweepKind.SILENT,
                (),
                both(
                    "The region {region} is not in the data: no agency finds"
                    " what it issued.",
                    region=at.place,
                ),
            )
            return
        holding = [
            table for table in at.tables if self._holds(table, at.place, day)
        ]
        yield from _table_said(choice, holding, day, question.kinds)
        yield from self._statute_said(at, choice, day)

    def _holds(self, table: Table, place: str, day: dt.date) -> bool:
        """Whether a table holds at a place: its own region or below, the
        document and itself in term. Knows nothing of the choice.
        """
        document = table.document
        if document.status is Status.EXPIRED and document.expires is None:
            return False
        if not document.in_term(day) or not table.in_term(day):
            return False
        origin = self.regions.of(document.region or "", document.effective)
        if origin is not None and not origin.holds_on(day):
            return False
        chain = self.regions.chain(place, day)
        return document.region in [region.code for region in chain]

    def _statute_said(
        self, at: "_Point", choice: Choice, day: dt.date
    ) -> Iterator[_Said]:
        """Whether the law of the item is there on the day."""
        item, known = at.item, at.known
        table = () if choice.table is None else (choice.table.id,)
        if known is None:
            text = both("There is no item {item} in the data.", item=item)
            yield SweepKind.SILENT, table, text
            return
        if self.registry.statutes(known, day):
            return
        if not known.penalising:
            text = both("The item {item} names no provision.", item=item)
            yield SweepKind.SILENT, table, text
            return
        entry = known.penalising[0]
        law = self.registry.law(entry.law)
        assert law is not None
        names = {"zh": law.zh, "en": law.en}
        version = law.version_at(day)
        if version is not None:
            text = both(
                "{law} ({version}), in force on {date}, has no provision for"
                " this item here.",
                law=names,
                version=version.id,
                date=day,
            )
        elif any(v.effective and v.effective <= day for v in law.versions):
            text = both(
                "{law} was no longer in force on {date}.", law=names, date=day
            )
        else:
            text = both(
                "The text of {law} in force on {date} is not held.",
                law=names,
                date=day,
            )
        yield SweepKind.NO_STATUTE, table, text

    def _join(
        self,
        at: "_Point",
        said: Iterable[tuple[dt.date, list[_Said]]],
    ) -> None:
        """Days that say the same, one after the other, as one finding."""
        running: dict[tuple[SweepKind, tuple[str, ...]], SweepFinding] = {}
        for day, parts in said:
            now: dict[tuple[SweepKind, tuple[str, ...]], SweepFinding] = {}
            for kind, tables, text in parts:
                before = running.pop((kind, tables), None)
                now[kind, tables] = (
                    attrs.evolve(before, last=day)
                    if before is not None
                    else SweepFinding(
                        kind=kind,
                        item=at.item,
                        region=at.place,
                        field=at.field,
                        first=day,
                        last=day,
                        text=text,
                        tables=tables,
                    )
                )
            self.findings += running.values()
            running = now
        self.findings += running.values()


def _table_said(
    choice: Choice,
    holding: Sequence[Table],
    day: dt.date,
    kinds: Sequence[str],
) -> Iterator[_Said]:
    """What is to be said of the choice, against what holds."""
    refused = {one.table: one for one in choice.rejected if one.table}
    conflict = [
        one for one in refused.values() if one.code is Refusal.AMBIGUOUS
    ]
    if conflict:
        names = tuple(sorted(one.table or "" for one in conflict))
        yield SweepKind.CONFLICT, names, conflict[0].text
    for table in holding:
        if table is choice.table:
            continue
        one = refused.get(table.id)
        # Another kind of agency that is competent finds it, and asks too.
        fair = (
            (*_FAIR, Refusal.OTHER_FIELD)
            if table.document.field in kinds
            else _FAIR
        )
        if one is None or one.code not in fair:
            why: Texts = {"zh": "", "en": ""} if one is None else one.text
            text = both(
                "The table {table} is in force on {date} and is not found:"
                " {why}",
                table=table.id,
                date=day,
                why=why,
            )
            yield SweepKind.SILENT, (table.id,), text
        elif one.code is Refusal.REPLACED:
            yield SweepKind.OVERLAP, (table.id,), one.text
    if choice.table is not None:
        yield from _chosen_said(choice, choice.table, holding, day)
    elif not conflict:
        told = [one for one in refused.values() if one.code in TELLING]
        kind = SweepKind.TOLD if told else SweepKind.SILENT
        names = tuple(sorted(f"{one.table}" for one in told))
        yield kind, names, choice.reason


def _chosen_said(
    choice: Choice, table: Table, holding: Sequence[Table], day: dt.date
) -> Iterator[_Said]:
    """What is wrong with a table that was chosen."""
    if table not in holding and not choice.notes:
        text = both(
            "The table {table} is chosen for {date}, on which it does not"
            " hold, and nothing is said of it.",
            table=table.id,
            date=day,
        )
        yield SweepKind.SILENT, (table.id,), text
    if table.document.status is Status.TO_BE_CONFIRMED and not choice.caution:
        text = both(
            "The table {table} is to be confirmed and is used without saying"
            " so.",
            table=table.id,
        )
        yield SweepKind.SILENT, (table.id,), text
    if isinstance(table.body, StageBody) and not table.body.bits(day):
        text = both(
            "The table {table} is in force on {date}, but none of its rows"
            " is.",
            table=table.id,
            date=day,
        )
        yield SweepKind.SILENT, (table.id,), text
