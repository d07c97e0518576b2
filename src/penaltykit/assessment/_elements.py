"""The matrix of elements (``rules/elements.csv``): which paper needs which
part, by what duty. A lawyer edits it in a spreadsheet; a bad edit is an error
at its cell."""

import datetime as dt
import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from attrs import evolve, field, frozen

from penaltykit._grid import Grid, Row, read_grid
from penaltykit._laid import LaidSheet
from penaltykit.assessment._parts import Part, load_parts
from penaltykit.assessment._result import Element
from penaltykit.case import PaperKind, Phase
from penaltykit.citation import Citation
from penaltykit.engine import (
    Check,
    Expression,
    compile_expression,
)
from penaltykit.errors import Fault, Place, RuleError
from penaltykit.facts import VISIBLE, Scope, Vocabulary

COLUMNS = (
    "paper",
    "part",
    "element",
    "need",
    "when",
    "duty",
    "citation",
    "scope",
    "status",
)
NEEDS = ("required", "conditional", "advised")
DUTIES = ("law", "sector-rule", "local-rule", "house-standard")
STATUSES = ("in-force", "to-be-confirmed", "off")
SCOPE_KEYS = ("field", "from", "to")
_PHASES = tuple(phase.value for phase in Phase)
# A column that a sheet laid over the rules may have besides.
_REPLACES = "replaces"
# Lines of one sheet; those of a sheet above it count on from here.
_SHEET_LINES = 1_000_000


@frozen(kw_only=True, slots=False)
class ElementRow:
    """One line of the matrix.

    Args:
        number: of the line in the spreadsheet, from 1 (the header); those of
            the first sheet laid over it count from 1,000,001, and so on.
        paper: kind of paper.
        part: what it must tell.
        element: element of disclosure, if it serves one.
        need: required, conditional or advised.
        duty: law, sector-rule, local-rule or house-standard.
        citation: where the duty stands.
        when: condition under which it is needed, scope included.
        status: in-force, to-be-confirmed or off.
        place: in the file.
    """

    number: int
    paper: PaperKind
    part: Part
    element: Element | None
    need: str
    duty: str
    citation: tuple[Citation, ...]
    when: Expression | None
    status: str
    place: Place = field(default=Place(), eq=False)

    @cached_property
    def severity(self) -> str:
        """Of the finding where the part is missing: what a house standard
        asks for is a warning at most, what is advised a note."""
        if self.need == "advised" or self.status == "to-be-confirmed":
            return "note"
        return "warning" if self.duty == "house-standard" else "error"

    @cached_property
    def key(self) -> str:
        """Code of the line inside the engine."""
        return f"{self.paper}.{self.part.id}.{self.number:04d}"

    @cached_property
    def code(self) -> str:
        """Code of findings and requirements."""
        return missing_code(self.part)


def missing_code(part: Part) -> str:
    """Code of the finding that a part is missing."""
    return f"missing-{part.id}"


@frozen(kw_only=True, slots=False)
class Elements:
    """The whole matrix.

    Args:
        rows: in the order of the file.
        parts: by id.
        vocabulary: against which it was read.
    """

    rows: tuple[ElementRow, ...]
    parts: Mapping[str, Part] = field(hash=False)
    vocabulary: Vocabulary = field(eq=False, repr=False)

    @classmethod
    def load(cls, root: Path, vocabulary: Vocabulary) -> "Elements":
        """The matrix of ``root/elements.csv`` with the parts of
        ``root/requirements/parts.yaml``.

        Raises:
            RuleError: with every fault, each at its cell.
        """
        parts = load_parts(root / "requirements" / "parts.yaml", vocabulary)
        path = root / "elements.csv"
        if isinstance(path, LaidSheet):
            rows = _laid_rows(path, parts, vocabulary)
        else:
            rows = read_elements(path, parts, vocabulary)
        return cls(rows=rows, parts=parts, vocabulary=vocabulary)

    @cached_property
    def by_key(self) -> Mapping[str, ElementRow]:
        """Lines by the code of their check."""
        return {row.key: row for row in self.rows if row.status != "off"}

    @cached_property
    def of_paper(self) -> Mapping[PaperKind, tuple[ElementRow, ...]]:
        """Lines in use by kind of paper, in the order of the file."""
        found: dict[PaperKind, list[ElementRow]] = {}
        for row in self.by_key.values():
            found.setdefault(row.paper, []).append(row)
        return {kind: tuple(rows) for kind, rows in found.items()}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The lines as checks for the engine."""
        return tuple(self._check(row) for row in self.by_key.values())

    def scope_faults(self) -> Iterator[Fault]:
        """Facts that a line or a part asks for and a paper cannot see."""
        for row in self.rows:
            names = row.when.facts if row.when is not None else frozenset()
            for part in (row.part.data, row.part.printed):
                names |= part.facts if part is not None else frozenset()
            yield from out_of_scope(names, "paper", row.place, self.vocabulary)

    def _check(self, row: ElementRow) -> Check:
        part = row.part
        title = {"zh": part.zh, "en": part.en}
        return Check(
            code=row.key,
            name=f"{row.paper}.{part.id}",
            title=title,
            scope="paper",
            phases=_PHASES,
            element=row.element.value if row.element else None,
            severity=row.severity,
            duty=row.duty,
            status=row.status,
            when=row.when,
            require=compile_expression(
                part.condition, self.vocabulary, expect="condition"
            ),
            citation=row.citation,
            message=title,
            mend=part.mend,
            why=title,
            place=row.place,
        )


def out_of_scope(
    names: Iterable[str], scope: str, place: Place, vocabulary: Vocabulary
) -> Iterator[Fault]:
    """A fault for each fact that cannot be seen from a scope."""
    visible = VISIBLE[Scope(scope)]
    for name in sorted(names):
        entry = vocabulary.entry(name)
        if entry.scope not in visible:
            yield Fault(
                "rule-fact-out-of-scope",
                place,
                {
                    "found": name,
                    "scope": scope,
                    "expected": entry.scope.value,
                },
            )


def read_elements(
    path: Path,
    parts: Mapping[str, Part],
    vocabulary: Vocabulary,
    more: Collection[str] = (),
) -> tuple[ElementRow, ...]:
    """Read ``elements.csv`` as spreadsheets save it: UTF-8 with or without a
    byte-order mark, UTF-16 or GB 18030; commas, semicolons or tabs; empty
    columns and rows at the end.

    Args:
        path: the file.
        parts: what papers can tell, by id.
        vocabulary: against which conditions are typed.
        more: columns that it may have besides.

    Raises:
        RuleError: with every fault, each at its line, column and cell.
    """
    reader = _Reader(read_grid(path), parts, vocabulary, more)
    rows = tuple(reader.rows())
    if reader.faults:
        raise RuleError(reader.faults)
    return rows


def _laid_rows(
    path: LaidSheet, parts: Mapping[str, Part], vocabulary: Vocabulary
) -> tuple[ElementRow, ...]:
    """The lines of several sheets: without those that were replaced, and
    with those off that were switched off.
    """
    faults: list[Fault] = []
    found: list[ElementRow] = []
    for layer, sheet in path.sheets.items():
        more = (_REPLACES,) if layer else ()
        try:
            rows = read_elements(sheet, parts, vocabulary, more)
        except RuleError as error:
            faults.extend(error.faults)
            continue
        for row in rows:
            spot = (layer, row.number)
            if spot in path.gone:
                continue
            status = "off" if spot in path.off else row.status
            number = layer * _SHEET_LINES + row.number
            found.append(evolve(row, number=number, status=status))
    if faults:
        raise RuleError(faults)
    return tuple(found)


class _Reader:
    """Reads the lines and collects what is wrong with them."""

    def __init__(
        self,
        grid: Grid,
        parts: Mapping[str, Part],
        vocabulary: Vocabulary,
        more: Collection[str] = (),
    ) -> None:
        self.grid = grid
        self.parts = parts
        self.vocabulary = vocabulary
        self.known = (*COLUMNS, *more)
        self.faults: list[Fault] = []
        self.header: dict[str, int] = {}
        self.row: Row | None = None

    def place(self, column: str | None = None) -> Place:
        """Line and cell of a column in the line being read."""
        return self.grid.place(self.row, self.header.get(column or ""))

    def fault(self, code: str, column: str | None, **params: object) -> None:
        """Note a fault at a cell of the line being read."""
        self.faults.append(
            Fault(code, self.place(column), {"column": column, **params})
        )

    def _at(self, index: int, code: str, **params: object) -> None:
        """Note a fault at a cell that no known column has."""
        place = self.grid.place(self.row, index)
        self.faults.append(Fault(code, place, params))

    def rows(self) -> Iterator[ElementRow]:
        """Every line that can be used."""
        if self.grid.broken is not None:
            line, number, reason = self.grid.broken
            self.row = Row(number, line, ())
            self.fault("elements-bad-csv", None, found=reason)
        if not self.grid.rows:
            if not self.faults:
                self.fault("elements-no-header", None, expected=COLUMNS)
            return
        self.row = self.grid.rows[0]
        before = len(self.faults)
        self._columns(self.grid.header)
        if len(self.faults) > before:
            return
        seen: dict[tuple[str, ...], int] = {}
        for row in self.grid.rows[1:]:
            self.row = row
            found = self._row(row, seen)
            if found is not None:
                yield found

    def _columns(self, names: tuple[str, ...]) -> None:
        """Every column once, under its own name."""
        for index, name in enumerate(names):
            if name not in self.known:
                near = difflib.get_close_matches(name.lower(), self.known, n=1)
                self._at(
                    index,
                    "elements-unknown-column",
                    found=name,
                    nearest=near[0] if near else None,
                )
            elif name in self.header:
                self._at(index, "elements-column-twice", found=name)
            else:
                self.header[name] = index
        for column in COLUMNS:
            if column not in self.header:
                self.fault("elements-column-missing", None, expected=column)

    def _row(
        self, row: Row, seen: dict[tuple[str, ...], int]
    ) -> ElementRow | None:
        if row.blank:
            return None
        width = len(self.grid.header)
        for index, cell in enumerate(row.cells[width:], width):
            if cell:
                self._at(
                    index,
                    "elements-cells",
                    found=cell,
                    expected=width,
                )
                return None
        # Spreadsheets leave out empty cells at the end of a line.
        cells = (*row.cells, *[""] * (width - len(row.cells)))
        get = {name: cells[index] for name, index in self.header.items()}
        before = len(self.faults)
        kinds = [kind.value for kind in PaperKind]
        elements = ["", *(element.value for element in Element)]
        for column, known in (
            ("paper", kinds),
            ("part", list(self.parts)),
            ("element", elements),
            ("need", NEEDS),
            ("duty", DUTIES),
            ("status", STATUSES),
        ):
            self._word(column, get[column], known)
        if not get["citation"]:
            self.fault("elements-no-citation", "citation")
        if get["need"] == "conditional" and not get["when"]:
            self.fault("elements-no-condition", "when")
        key = tuple(
            get[c] for c in ("paper", "part", "duty", "citation", "scope")
        )
        first = seen.setdefault(key, row.number)
        if first != row.number:
            self.fault(
                "elements-twice", "part", found=get["part"], first=first
            )
        when = self._when(get["when"], self._scope(get["scope"]))
        if len(self.faults) > before:
            return None
        return ElementRow(
            number=row.number,
            paper=PaperKind(get["paper"]),
            part=self.parts[get["part"]],
            element=Element(get["element"]) if get["element"] else None,
            need=get["need"],
            duty=get["duty"],
            citation=(Citation(text=get["citation"]),),
            when=when,
            status=get["status"],
            place=self.place("part"),
        )

    def _word(self, column: str, found: str, known: Iterable[str]) -> None:
        listed = list(known)
        if found in listed:
            return
        near = difflib.get_close_matches(found, listed, n=1)
        self.fault(
            "elements-unknown-word",
            column,
            found=found,
            nearest=near[0] if near else None,
            expected=[word for word in listed if word],
        )

    def _scope(self, text: str) -> list[str]:
        """Scope as conditions: ``field=a|b; from=2021-07-15``."""
        conditions = []
        for part in filter(None, (p.strip() for p in text.split(";"))):
            key, mark, value = (piece.strip() for piece in part.partition("="))
            if not mark or key not in SCOPE_KEYS or not value:
                self.fault(
                    "elements-bad-scope",
                    "scope",
                    found=part,
                    expected=SCOPE_KEYS,
                )
            elif key == "field":
                words = (
                    f'case.field = "{w.strip()}"' for w in value.split("|")
                )
                conditions.append(f"({' or '.join(words)})")
            else:
                try:
                    day = dt.date.fromisoformat(value)
                except ValueError:
                    self.fault("elements-bad-date", "scope", found=value)
                    continue
                sign = ">=" if key == "from" else "<="
                conditions.append(f'case.day {sign} date("{day}")')
        return conditions

    def _when(self, text: str, scope: list[str]) -> Expression | None:
        """The condition with the scope, or ``None`` where it always holds."""
        place = self.place("when")
        if text:
            try:
                compile_expression(
                    text,
                    self.vocabulary,
                    Place(file=place.file, cell=place.cell),
                    expect="condition",
                )
            except RuleError as error:
                self.faults.extend(
                    evolve(fault, place=place) for fault in error.faults
                )
                return None
        conditions = [*scope, *([f"({text})"] if text else [])]
        if not conditions:
            return None
        return compile_expression(
            " and ".join(conditions), self.vocabulary, expect="condition"
        )
