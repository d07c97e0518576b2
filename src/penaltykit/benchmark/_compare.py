"""What changed between two versions of tables: part by part, in words."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import attrs
from attrs import frozen

from penaltykit._i18n import both
from penaltykit.benchmark._compare_words import (
    brief,
    listed,
    own_term,
    said,
)
from penaltykit.benchmark._grades import grade_text
from penaltykit.benchmark._library import Library
from penaltykit.benchmark._model import (
    POINTS,
    Column,
    FactorBody,
    Row,
    StageBody,
    Table,
)
from penaltykit.benchmark._policy import Document, Texts
from penaltykit.benchmark._refusal import term_text
from penaltykit.benchmark._wording import (
    cell_text,
    labelled,
    penalty_text,
    plain,
)

_T = TypeVar("_T")
_WITH_FACTS = ("row", "when", "penalties")


class ChangeKind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@frozen(kw_only=True)
class TableChange:
    """One part that differs.

    Args:
        kind: see :class:`ChangeKind`.
        document: id of the document (the new one where it has both).
        table: id of the table; ``None`` for the document itself.
        row: id of the row (or of the factor's grade), if it is one's.
        part: what differs: ``row``, ``column``, ``table``, ``penalties``,
            ``stage``, the id of a column, or a key of the document.
        label: the part in words.
        before: in words; ``None`` where it was not there.
        after: in words; ``None`` where it is gone.
    """

    kind: ChangeKind
    document: str
    table: str | None
    row: str | None
    part: str
    label: Texts = attrs.field(hash=False)
    before: Texts | None = attrs.field(default=None, hash=False)
    after: Texts | None = attrs.field(default=None, hash=False)


def compare_libraries(old: Library, new: Library) -> tuple[TableChange, ...]:
    """What changed from one version of some documents to another.

    Documents are paired by id; where each side has one only, these two are
    paired whatever they are called. Tables are paired by the part of their
    id after the document, rows by their id.

    Args:
        old: as it was.
        new: as it is.
    """
    found: list[TableChange] = []
    names = _pairs(old.documents, new.documents)
    if len(old.documents) == 1 and len(new.documents) == 1:
        names = [(next(iter(old.documents)), next(iter(new.documents)))]
    for before, after in names:
        found += _documents(old, new, before, after)
    return tuple(found)


def _pairs(
    old: Mapping[str, object], new: Mapping[str, object]
) -> list[tuple[str | None, str | None]]:
    """The names of two sides, the new side's order first."""
    return [(name if name in old else None, name) for name in new] + [
        (name, None) for name in old if name not in new
    ]


class _Notes:
    """Changes of one document, as they are found."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.found: list[TableChange] = []

    def note(
        self,
        part: str,
        label: Texts,
        before: Texts | None,
        after: Texts | None,
        *,
        table: str | None = None,
        row: str | None = None,
    ) -> None:
        """Note a part, if it differs."""
        if before is not None and after is not None:
            if dict(before) == dict(after):
                return
            kind = ChangeKind.CHANGED
        elif before is None and after is None:
            return
        else:
            kind = ChangeKind.REMOVED if after is None else ChangeKind.ADDED
        self.found.append(
            TableChange(
                kind=kind,
                document=self.document,
                table=table,
                row=row,
                part=part,
                label=label,
                before=before,
                after=after,
            )
        )


def _documents(
    old: Library, new: Library, before: str | None, after: str | None
) -> list[TableChange]:
    notes = _Notes(after or before or "")
    was = None if before is None else old.documents[before]
    now = None if after is None else new.documents[after]
    if was is None or now is None:
        notes.note(
            "document",
            both("benchmark document"),
            None if was is None else was.name,
            None if now is None else now.name,
        )
    else:
        _head(notes, was, now)
    was_tables = {} if was is None else _by_number(old, was)
    now_tables = {} if now is None else _by_number(new, now)
    for left, right in _pairs(was_tables, now_tables):
        mine = None if left is None else was_tables[left]
        its = None if right is None else now_tables[right]
        if mine is not None and its is not None:
            _table(notes, mine, its)
            continue
        one = its or mine
        assert one is not None
        notes.note(
            "table",
            both("table"),
            None if mine is None else mine.name,
            None if its is None else its.name,
            table=one.id,
        )
    return notes.found


def _by_number(library: Library, document: Document) -> dict[str, Table]:
    return {
        table.id.removeprefix(f"{document.id}/"): table
        for table in library.tables_of(document.id)
    }


def _head(notes: _Notes, was: Document, now: Document) -> None:
    """The head and the general rules of a document."""
    notes.note("name", both("title"), was.name, now.name)
    notes.note("issuer", both("issuer"), was.issuer, now.issuer)
    notes.note("term", both("term"), term_text(was), term_text(now))
    for part, label, left, right in (
        ("number", both("number"), was.number, now.number),
        ("status", both("status"), was.status, now.status),
        ("region", both("region"), was.region, now.region),
        ("field", both("field of enforcement"), was.field, now.field),
    ):
        notes.note(part, label, said(left), said(right))
    for field in attrs.fields(type(was.policy)):
        left, right = (getattr(one.policy, field.name) for one in (was, now))
        if left != right:
            notes.note(
                f"policy.{field.name}",
                both("general rule {rule}", rule=field.name),
                said(brief(left)),
                said(brief(right)),
            )


def _table(notes: _Notes, was: Table, now: Table) -> None:
    """Two versions of one table."""
    name = now.id
    first = len(notes.found)
    notes.note("name", both("heading"), was.name, now.name, table=name)
    notes.note(
        "term",
        both("term"),
        own_term(was.term),
        own_term(now.term),
        table=name,
    )
    for part, label, left, right in (
        ("kind", both("kind of table"), was.kind, now.kind),
        ("item", both("item"), was.items, now.items),
        ("covers", both("kinds covered"), was.covers, now.covers),
        ("several_rows", both("several rows"), *_values(was, now)),
    ):
        notes.note(
            part, label, said(listed(left)), said(listed(right)), table=name
        )
    if isinstance(was.body, StageBody) and isinstance(now.body, StageBody):
        _columns(notes, was, now)
        _rows(notes, name, was.body, now.body)
    elif isinstance(was.body, FactorBody) and isinstance(now.body, FactorBody):
        _factors(notes, name, was.body, now.body)
    # What differs was told by ids, which are sure; people read labels.
    named = {**was.named, **now.named}
    notes.found[first:] = [
        attrs.evolve(
            one,
            before=labelled(one.before, named),
            after=labelled(one.after, named),
        )
        if one.part in _WITH_FACTS
        else one
        for one in notes.found[first:]
    ]


def _values(was: Table, now: Table) -> tuple[str, str]:
    return was.several_rows.value, now.several_rows.value


def _columns(notes: _Notes, was: Table, now: Table) -> None:
    left = {column.id: column for column in was.columns}
    right = {column.id: column for column in now.columns}
    for before, after in _pairs(left, right):
        mine, its = _of(left, before), _of(right, after)
        notes.note(
            "column",
            both("column {column}", column=after or before or ""),
            None if mine is None else _heading(mine),
            None if its is None else _heading(its),
            table=now.id,
        )


def _heading(column: Column) -> Texts:
    return both("{label} ({fact})", label=column.label, fact=column.fact)


def _of(parts: Mapping[str, _T], name: str | None) -> _T | None:
    return None if name is None else parts.get(name)


def _rows(notes: _Notes, table: str, was: StageBody, now: StageBody) -> None:
    left = {row.id: row for row in was.rows}
    right = {row.id: row for row in now.rows}
    for before, after in _pairs(left, right):
        mine, its = _of(left, before), _of(right, after)
        if mine is not None and its is not None:
            _row(notes, table, (was, mine), (now, its))
            continue
        notes.note(
            "row",
            both("row"),
            None if mine is None else _row_text(was, mine),
            None if its is None else _row_text(now, its),
            table=table,
            row=after or before,
        )


def _row_text(body: StageBody, row: Row) -> Texts:
    """A row as one line: what it asks, what it gives."""
    parts = [_when(row)] if _when(row) else []
    asked = [
        both(
            "{label}: {needed}",
            label=column.label,
            needed=cell_text(cell, column),
        )
        for column, cell in zip(body.columns, row.cells, strict=True)
        if not cell.any
    ]
    marks = {"zh": "；", "en": "; "}
    return {
        lang: mark.join(
            part[lang]
            for part in (*asked, *parts, _penalties(row))
            if part is not None
        )
        for lang, mark in marks.items()
    }


def _row(
    notes: _Notes,
    table: str,
    was: tuple[StageBody, Row],
    now: tuple[StageBody, Row],
) -> None:
    """Two versions of one row, cell by cell."""
    (_, mine), (_, its) = was, now
    left, right = _cells(*was), _cells(*now)
    labels = {column.id: column.label for column in was[0].columns}
    labels |= {column.id: column.label for column in now[0].columns}
    anything = both("anything")
    for before, after in _pairs(left, right):
        name = after or before or ""
        notes.note(
            name,
            labels[name],
            left.get(name, anything),
            right.get(name, anything),
            table=table,
            row=its.id,
        )
    for part, label, before_, after_ in (
        ("when", both("condition"), _when(mine), _when(its)),
        ("stage", both("stage"), mine.stage, its.stage),
        ("penalties", both("penalties"), _penalties(mine), _penalties(its)),
        ("term", both("term"), own_term(mine.term), own_term(its.term)),
        ("name", both("name"), mine.name, its.name),
        ("note", both("note"), mine.note, its.note),
        ("points", both("points"), said(mine.points), said(its.points)),
        ("defaults", both("default"), _defaults(mine), _defaults(its)),
    ):
        notes.note(part, label, before_, after_, table=table, row=its.id)


def _cells(body: StageBody, row: Row) -> dict[str, Texts]:
    return {
        column.id: cell_text(cell, column)
        for column, cell in zip(body.columns, row.cells, strict=True)
    }


def _when(row: Row) -> Texts | None:
    if row.otherwise:
        return both("any other case")
    return None if row.when is None else said(row.when.text)


def _penalties(row: Row) -> Texts | None:
    if not row.penalties:
        return None
    return {
        lang: mark.join(penalty_text(one, lang) for one in row.penalties)
        for lang, mark in (("zh", "；"), ("en", "; "))
    }


def _defaults(row: Row) -> Texts | None:
    amounts: Sequence[str] = [
        "-" if one is None else plain(one) for one in row.defaults
    ]
    return said("; ".join(amounts)) if amounts else None


def _factors(
    notes: _Notes, table: str, was: FactorBody, now: FactorBody
) -> None:
    left, right = dict(_grades(was)), dict(_grades(now))
    for before, after in _pairs(left, right):
        mine, its = _of(left, before), _of(right, after)
        notes.note(
            "grade", both("grade"), mine, its, table=table, row=after or before
        )
    scored = (POINTS,)
    _rows(
        notes,
        table,
        StageBody(columns=scored, rows=was.stages),
        StageBody(columns=scored, rows=now.stages),
    )
    if was.start != now.start:
        notes.note(
            "start",
            both("starting points"),
            said(plain(was.start)),
            said(plain(now.start)),
            table=table,
        )
    if was.formulas != now.formulas:
        notes.note(
            "formulas",
            both("formula"),
            said(_formulas(was)),
            said(_formulas(now)),
            table=table,
        )


def _grades(body: FactorBody) -> Iterator[tuple[str, Texts]]:
    for factor in body.factors:
        for grade in factor.grades:
            yield (
                f"{factor.column.id}/{grade.id}",
                both(
                    "{grade}: {percent}%",
                    grade=grade_text(factor, grade),
                    percent=plain(grade.percent),
                ),
            )


def _formulas(body: FactorBody) -> str:
    return "; ".join(brief(formula) or "" for formula in body.formulas)
