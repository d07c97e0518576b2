"""The case file as sheets: which sheet, which column holds which field.

Made from the shape of the case, so that a new field has its column by
itself. What stands once in a case (agency, remedies, ...) goes down the
first sheet, a line each; each list has a sheet of its own, a row an entry;
a list inside a list has one too, and its first column names the row it
belongs to.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from attrs import field, frozen

from penaltykit.case._shape import (
    Listing,
    Record,
    Shape,
    Slot,
    Table,
    case_shape,
)

Texts = Mapping[str, str]

JOIN = "－"
MAIN: Texts = {"zh": "案件", "en": "case"}
# Said of the columns that no field of the case stands for.
NUMBER: Texts = {"zh": "序号", "en": "row"}
KEY: Texts = {"zh": "标识", "en": "key"}
# What is in such brackets explains, and is not read.
NOTE_MARKS = ("（", "(")


@frozen(kw_only=True)
class Column:
    """A field of a record, or of a record inside it.

    Attributes:
        path: names in JSON, from the record down.
        label: heading in each language.
        shape: of the value; a listing holds single values.
        required: the record needs it.
        identity: kind of identity value, if it holds one.
    """

    path: tuple[str, ...]
    label: Texts = field(hash=False)
    shape: Shape
    required: bool
    identity: str | None

    @property
    def name(self) -> str:
        """The name of the field itself."""
        return self.path[-1]


@frozen(kw_only=True)
class Sheet:
    """One list or mapping of a case as rows.

    Attributes:
        name: of the sheet in each language.
        path: names in JSON from the case (or from the parent's entry) down
            to the list.
        keyed: it is a mapping; a column holds the keys.
        columns: the fields of an entry.
        parent: the sheet whose rows these belong to; ``None`` for the case.
    """

    name: Texts = field(hash=False)
    path: tuple[str, ...]
    keyed: bool = False
    columns: tuple[Column, ...] = ()
    parent: "Sheet | None" = None

    @property
    def identified(self) -> bool:
        """Whether its entries have ids by which other rows name them."""
        return any(column.path == ("id",) for column in self.columns)

    @property
    def owner_label(self) -> Texts:
        """Heading of the column that names the parent's row."""
        assert self.parent is not None
        zh, en = self.parent.name["zh"], self.parent.name["en"]
        if self.parent.identified:
            return {"zh": f"{zh}编号", "en": f"{en} id"}
        return {"zh": f"{zh}序号", "en": f"{en} row"}


@frozen
class Plan:
    """All sheets of a case.

    Attributes:
        main: the columns that go down the first sheet.
        sheets: the others; a parent comes before its children.
    """

    main: tuple[Column, ...]
    sheets: tuple[Sheet, ...]

    def numbered(self, sheet: Sheet) -> bool:
        """Whether rows of a sheet carry a number for others to name."""
        return not sheet.identified and any(
            other.parent is sheet for other in self.sheets
        )


@cache
def plan() -> Plan:
    """The sheets of a case file."""
    shape = case_shape()
    return Plan(
        tuple(_columns(shape, (), ())),
        tuple(_sheets(shape, None, (), ())),
    )


def _is_leaf(shape: Shape) -> bool:
    inner = shape.of if isinstance(shape, Listing) else shape
    return not isinstance(inner, Record | Table)


def _columns(
    record: Record, path: tuple[str, ...], labels: tuple[Texts, ...]
) -> Iterator[Column]:
    """The fields of a record, those of inner records in their place."""
    for slot in record.slots.values():
        here, said = (*path, slot.name), (*labels, slot.label)
        if isinstance(slot.shape, Record):
            yield from _columns(slot.shape, here, said)
        elif _is_leaf(slot.shape):
            yield Column(
                path=here,
                # Labels in English are not unique; the names of fields are.
                label={"zh": _joined(said), "en": ".".join(here)},
                shape=slot.shape,
                required=slot.required,
                identity=slot.identity,
            )


def _sheets(
    record: Record,
    parent: Sheet | None,
    path: tuple[str, ...],
    labels: tuple[Texts, ...],
) -> Iterator[Sheet]:
    """The lists and mappings of a record, then those of their entries."""
    for slot in record.slots.values():
        here, said = (*path, slot.name), (*labels, slot.label)
        if isinstance(slot.shape, Record):
            yield from _sheets(slot.shape, parent, here, said)
        elif not _is_leaf(slot.shape):
            yield from _sheet(slot, parent, here, said)


def _sheet(
    slot: Slot,
    parent: Sheet | None,
    path: tuple[str, ...],
    labels: tuple[Texts, ...],
) -> Iterator[Sheet]:
    assert isinstance(slot.shape, Listing | Table)
    entry = slot.shape.of
    assert isinstance(entry, Record)
    above = () if parent is None else (parent.name,)
    # A workbook allows 31 signs; field names are shorter than labels.
    outer = () if parent is None else parent.path
    sheet = Sheet(
        name={
            "zh": _joined((*above, *labels)),
            "en": ".".join((*outer, *path)),
        },
        path=path,
        keyed=isinstance(slot.shape, Table),
        columns=tuple(_columns(entry, (), ())),
        parent=parent,
    )
    yield sheet
    yield from _sheets(entry, sheet, (), ())


def _joined(labels: tuple[Texts, ...]) -> str:
    return JOIN.join(label["zh"] for label in labels)
