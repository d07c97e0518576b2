"""Looking whole documents over: every flaw with its file and line."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
from attrs import frozen

from penaltykit import _yaml
from penaltykit._i18n import LANGS, both
from penaltykit.agency import Regions
from penaltykit.benchmark._finding import LintFinding
from penaltykit.benchmark._library import Library
from penaltykit.benchmark._lint import lint_table
from penaltykit.benchmark._lint_statute import bounds_of_law
from penaltykit.benchmark._model import (
    FactorBody,
    PointBody,
    Row,
    StageBody,
    Table,
)
from penaltykit.benchmark._policy import Texts
from penaltykit.benchmark._read import nearest
from penaltykit.benchmark._refusal import term_text
from penaltykit.benchmark._wording import (
    band_text,
    penalty_text,
    plain,
    unit_text,
)
from penaltykit.errors import Place, RuleError, UnknownNameError
from penaltykit.law import Registry, Track
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind, Subject

if TYPE_CHECKING:
    from penaltykit.benchmark._term import Term

_NO_DAY: Final = dt.date.max
_PER: Final = "yuan-per-"


@frozen(kw_only=True)
class TableFlaw:
    """One flaw of a table, and where it stands.

    Args:
        table: id of the table.
        place: file, line and column.
        finding: what was found.
    """

    table: str
    place: Place
    finding: LintFinding = attrs.field(hash=False)


def lint_library(
    library: Library,
    registry: Registry,
    regions: Regions,
    tables: Iterable[Table] | None = None,
) -> tuple[TableFlaw, ...]:
    """Look tables over, each against its statute, its document and the
    documents further up.

    Args:
        library: all tables.
        registry: laws and items.
        regions: the tree, which says what is further up.
        tables: those to look at; by default all.
    """
    found = []
    for table in library if tables is None else tables:
        findings = [
            *lint_table(table, statutory_fine(table, registry)),
            *_shares(table, registry),
            *bounds_of_law(table, _fines_of_law(table, registry)),
            *_bindings(table, registry, regions),
            *_term(table),
            *_upper(table, library, regions),
        ]
        where = _Places(table)
        found += [
            TableFlaw(table=table.id, place=where.of(one), finding=one)
            for one in findings
        ]
    return tuple(found)


def statutory_fine(table: Table, registry: Registry) -> Band | None:
    """The least and the greatest fine in yuan that the law gives for the
    items of a table while it holds; ``None`` where the law measures
    otherwise, gives none or is not held.
    """
    return _hull(_fines_of_law(table, registry))


def _fines_of_law(table: Table, registry: Registry) -> list[Penalty]:
    """The fines that the law has for the items of a table; those of all its
    versions where nobody knows from when to when the table holds.
    """
    day = table.effective or table.document.effective
    last = table.expires or table.document.expires
    tracks = [
        track
        for item in table.items
        for statute in (
            registry.statutes(item, day) or registry.statutes(item, last)
        )
        for track in statute.tracks
    ]
    if day is None and last is None:
        tracks = list(_tracks_of_all_versions(table, registry))
    return [
        penalty
        for track in tracks
        for penalty in track.penalties
        if penalty.kind is PenaltyKind.FINE
    ]


def _tracks_of_all_versions(
    table: Table, registry: Registry
) -> Iterator[Track]:
    for name in table.items:
        item = registry.item(name)
        for penalising in () if item is None else item.penalising:
            law = registry.law(penalising.law)
            for version in () if law is None else law.versions:
                provision = version.provisions.get(penalising.provision)
                if provision is not None:
                    yield from provision.tracks


def _shares(table: Table, registry: Registry) -> Iterator[LintFinding]:
    """Fines of a table against those that the law measures alike: multiples
    and percents of the same base, yuan a unit, and of several subjects each
    by its own. A single fine in yuan is looked at by :func:`lint_table`.
    """
    laws = _fines_of_law(table, registry)
    one_subject = len({one.subject for one in laws}) <= 1
    for row in table.body.outcomes:
        fines = _fines((row,))
        for fine in fines:
            if fine.unit == "yuan" and one_subject and len(fines) == 1:
                continue
            law = [one for one in laws if _alike(fine, one)]
            if not law or any(one.to is None or one.step for one in law):
                continue
            low = min(one.from_ or 0 for one in law)
            low = 0 if row.mitigated else low
            high = max(one.to or 0 for one in law)
            if low <= (fine.from_ or 0) and (
                fine.to is not None and fine.to <= high
            ):
                continue
            yield LintFinding(
                code="outside-statute",
                fault=True,
                text=both(
                    "{band} leaves the {low} to {high} {unit} that the law"
                    " allows.",
                    band={lang: _named(table, fine, lang) for lang in LANGS},
                    low=plain(Decimal(low)),
                    high=plain(Decimal(high)),
                    unit={
                        lang: unit_text(fine.unit or "", lang)
                        for lang in LANGS
                    },
                ),
                rows=(row.id,),
            )


def _alike(fine: Penalty, law: Penalty) -> bool:
    """Whether a fine of the law measures what one of the table measures, for
    the same subject or for any."""
    subjects = {fine.subject, law.subject}
    return (
        fine.step is None
        and _measure(fine) == _measure(law)
        and (len(subjects) == 1 or Subject.PARTY in subjects)
    )


def _measure(fine: Penalty) -> tuple[str | None, ...]:
    unit = fine.unit or ""
    if unit.startswith(_PER):
        return (_PER, None, fine.per)
    return (unit, fine.base, None)


def _named(table: Table, penalty: Penalty, lang: str) -> str:
    """A penalty with the label of its base."""
    text = penalty_text(penalty, lang)
    base = penalty.base or ""
    column = table.named.get(base)
    return text if column is None else text.replace(base, column.label[lang])


def _hull(fines: list[Penalty]) -> Band | None:
    """From the least to the greatest of some fines in yuan."""
    if not fines or any(
        one.unit != "yuan" or one.to is None or one.step for one in fines
    ):
        return None
    top = max(fines, key=lambda one: (one.to or 0, one.to_inclusive))
    low = min(fines, key=lambda one: (one.from_ or 0, not one.from_inclusive))
    return Band(
        from_=low.from_,
        from_inclusive=low.from_inclusive,
        to=top.to,
        to_inclusive=top.to_inclusive,
    )


def _bindings(
    table: Table, registry: Registry, regions: Regions
) -> Iterator[LintFinding]:
    """Items, field and region that lead nowhere: no case would find it."""
    document = table.document
    for name in table.items:
        item = registry.item(name)
        if item is None:
            yield LintFinding(
                code="unknown-item",
                fault=True,
                text=_no_item(name, registry),
            )
            continue
        kinds = [one.kind for one in item.agencies]
        if kinds and document.field not in kinds:
            yield LintFinding(
                code="field-not-of-item",
                fault=True,
                text=both(
                    "The field {field} is no kind of agency competent for"
                    " {item} ({kinds}): no agency would find the table.",
                    field=document.field,
                    item=name,
                    kinds=", ".join(kinds),
                ),
            )
    code = document.region
    if code is not None and not _has_province(code, regions):
        yield LintFinding(
            code="region-nowhere",
            fault=True,
            text=both(
                "The region {region} lies in no province of the data: no"
                " agency would find the document.",
                region=code,
            ),
        )
    elif code is not None and regions.of(code, document.effective) is None:
        yield LintFinding(
            code="region-not-listed",
            fault=False,
            text=both(
                "The region {region} is not in the data; it is placed by its"
                " code alone.",
                region=code,
            ),
        )


def _no_item(name: str, registry: Registry) -> Texts:
    near = nearest(name, (item.id for item in registry.items()))
    if not near:
        return both("There is no item {item} in the data.", item=name)
    return both(
        "There is no item {item} in the data; the nearest is {near}.",
        item=name,
        near=near[0],
    )


def _has_province(code: str, regions: Regions) -> bool:
    """Whether the chain of a code can be told at all."""
    try:
        regions.chain(code)
    except UnknownNameError:
        return False
    return True


def _term(table: Table) -> Iterator[LintFinding]:
    """A table or row that begins or ends outside its document."""
    document = table.document
    terms: list[tuple[tuple[str, ...], Term]] = [((), table.term)]
    if isinstance(table.body, StageBody):
        terms += [((row.id,), row.term) for row in table.body.rows]
    for named, term in terms:
        first, last = term.effective, term.expires
        early = (
            first is not None
            and document.effective is not None
            and first < document.effective
        )
        late = (
            last is not None
            and document.expires is not None
            and last > document.expires
        )
        if early or late:
            yield LintFinding(
                code="term-leaves-document",
                fault=True,
                text=both(
                    "Its own dates leave the term of the document ({term}).",
                    term=term_text(document),
                ),
                rows=named,
            )


def _upper(
    table: Table, library: Library, regions: Regions
) -> Iterator[LintFinding]:
    """Rows whose band leaves all bands of a table from further up."""
    document = table.document
    if document.region is None or not isinstance(table.body, StageBody):
        return
    if not _has_province(document.region, regions):
        return
    chain = [one.code for one in regions.chain(document.region)][1:]
    for other in library:
        if (
            other.document.region not in chain
            or not {*other.items} & {*table.items}
            or not _together(table, other)
            or not isinstance(other.body, StageBody)
        ):
            continue
        hull = _hull(_fines(other.body.rows))
        if hull is None:
            continue
        beyond = [
            row.id
            for row in table.body.rows
            for fine in _fines((row,))
            if fine.unit == "yuan" and not hull.covers(_band(fine))
        ]
        if beyond:
            yield LintFinding(
                code="leaves-upper",
                fault=False,
                text=both(
                    "The rows give fines outside {band}, which {document}"
                    " from further up gives for the same item.",
                    band=band_text(hull),
                    document=other.document.name,
                ),
                rows=tuple(dict.fromkeys(beyond)),
            )


def _together(one: Table, other: Table) -> bool:
    """Whether two tables are in force on one day."""
    mine, its = one.document, other.document
    if mine.effective is None or its.effective is None:
        return False
    return max(mine.effective, its.effective) <= min(
        mine.expires or _NO_DAY, its.expires or _NO_DAY
    )


def _fines(rows: Iterable[Row]) -> list[Penalty]:
    return [
        penalty
        for row in rows
        for penalty in row.penalties
        if penalty.kind is PenaltyKind.FINE
    ]


def _band(fine: Penalty) -> Band:
    return Band(
        from_=fine.from_,
        from_inclusive=fine.from_inclusive,
        to=fine.to,
        to_inclusive=fine.to_inclusive,
    )


class _Places:
    """Where the parts of a table stand in its file, read when asked."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._yaml: _yaml.Document | None = None

    def of(self, finding: LintFinding) -> Place:
        """The first row concerned, else the table."""
        table = self.table
        if self._yaml is None and table.file:
            try:
                self._yaml = _yaml.load(Path(table.file))
            except (RuleError, OSError):
                return Place(file=table.file)
        if self._yaml is None:
            return Place(file=table.file or None)
        return self._yaml.place(self._pointer(finding))

    def _pointer(self, finding: LintFinding) -> str:
        if not finding.rows:
            return "/item" if finding.code == "unknown-item" else ""
        body, asked = self.table.body, finding.rows[0]
        lists: dict[str, list[str]] = {}
        if isinstance(body, FactorBody):
            lists["factors"] = [one.column.id for one in body.factors]
            lists["formulas"] = [one.id for one in body.formulas]
            lists["stages"] = [one.id for one in body.stages]
        else:
            key = "codes" if isinstance(body, PointBody) else "rows"
            lists[key] = [row.id for row in body.rows]
        for key, names in lists.items():
            if asked in names:
                return f"/{key}/{names.index(asked)}"
        return ""
