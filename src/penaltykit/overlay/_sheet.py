"""Lines of ``elements.csv`` of an overlay against those below it."""

from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen

from penaltykit._grid import Grid, Row, read_grid
from penaltykit._laid import LaidSheet
from penaltykit.errors import Fault, RuleError
from penaltykit.overlay._model import Change
from penaltykit.overlay._read import ELEMENTS, REPLACES

_PREFIX = "missing-"


@frozen(eq=False)
class Line:
    """One line of a sheet, as far as overlays look at it."""

    layer: int
    row: Row
    grid: Grid = field(repr=False)
    cells: dict[str, str]

    @property
    def part(self) -> str:
        """What the paper must tell."""
        return self.cells.get("part", "")

    @property
    def key(self) -> str:
        """Name of the line in ``off.yaml`` and ``replaces``."""
        return f"{self.cells.get('paper', '')}.{self.part}"

    @property
    def duty(self) -> str:
        """Which duty it is."""
        return self.cells.get("duty", "")

    @property
    def spot(self) -> tuple[int, int]:
        """Layer and number of the line."""
        return self.layer, self.row.number

    def same(self, other: "Line") -> bool:
        """Whether two lines say the same of the same cases."""
        return (
            self.key == other.key
            and self.duty == other.duty
            and self.cells.get("scope") == other.cells.get("scope")
        )


def lines_of(path: Path, layer: int) -> Iterator[Line]:
    """The lines of a sheet; what is wrong with it its loader tells."""
    try:
        grid = read_grid(path)
    except RuleError:
        return
    header = grid.header
    for row in grid.rows[1:]:
        if not row.blank:
            cells = dict(zip(header, row.cells, strict=False))
            yield Line(layer, row, grid, cells)


@define
class Sheets:
    """The sheets of all layers.

    Attributes:
        paths: by layer.
        live: lines that hold so far.
        off: lines that are switched off.
    """

    paths: dict[int, Path] = field(factory=dict)
    live: list[Line] = field(factory=list)
    gone: set[tuple[int, int]] = field(factory=set)
    off: set[tuple[int, int]] = field(factory=set)

    def add(
        self, path: Path, layer: int, file: str, faults: list[Fault]
    ) -> Iterator[tuple[str, Change]]:
        """Lay a sheet over those before; ``added`` or ``replaced`` with each
        change.
        """
        below = list(self.live)
        self.paths[layer] = path
        for line in lines_of(path, layer):
            self.live.append(line)
            if not layer:
                continue
            said = line.cells.get(REPLACES, "")
            if not said:
                twin = next(filter(line.same, below), None)
                if twin is not None:
                    _fault(
                        faults,
                        "overlay-silent",
                        line,
                        "part",
                        found=line.key,
                        first=str(twin.grid.place(twin.row)),
                    )
                    continue
                yield (
                    "added",
                    Change(kind="elements", code=line.key, file=file),
                )
                continue
            yield from self._replace(line, said, below, file, faults)

    def _replace(
        self,
        line: Line,
        said: str,
        below: list[Line],
        file: str,
        faults: list[Fault],
    ) -> Iterator[tuple[str, Change]]:
        old = [
            one for one in below if one.key == said and one.duty == line.duty
        ] or [one for one in below if one.key == said]
        if not old:
            _fault(
                faults, "overlay-replaces-nothing", line, REPLACES, found=said
            )
            return
        if line.cells.get("status") == "off":
            _fault(faults, "overlay-off-without-reason", line, "status")
            return
        for one in old:
            self.gone.add(one.spot)
            if one in self.live:
                self.live.remove(one)
        yield (
            "replaced",
            Change(
                kind="elements",
                code=said,
                file=file,
                by=None if line.key == said else line.key,
                duty=heaviest(old),
            ),
        )

    def named(self, code: str) -> list[Line]:
        """The lines that a code of ``off.yaml`` means: those of a paper and
        part, or all of a part by the code of its finding.
        """
        part = code.removeprefix(_PREFIX) if code.startswith(_PREFIX) else ""
        return [
            line
            for line in self.live
            if line.key == code or (part and line.part == part)
        ]

    def codes(self) -> Iterator[str]:
        """Every code that :meth:`named` knows."""
        for line in self.live:
            yield line.key
            yield f"{_PREFIX}{line.part}"

    def laid(self) -> LaidSheet | None:
        """The sheets as one path; ``None`` where there is none."""
        if not self.paths:
            return None
        first = self.paths[min(self.paths)]
        sheet = LaidSheet(str(first))
        sheet.sheets = dict(self.paths)
        sheet.gone = frozenset(self.gone)
        sheet.off = frozenset(self.off)
        sheet.order = (0, ELEMENTS)
        return sheet


_DUTIES = ("law", "sector-rule", "local-rule", "house-standard")


def heaviest(lines: list[Line]) -> str | None:
    """The duty of the highest rank among lines."""
    found = [line.duty for line in lines if line.duty in _DUTIES]
    return min(found, key=_DUTIES.index) if found else None


def _fault(
    faults: list[Fault], code: str, line: Line, column: str, **params: object
) -> None:
    header = line.grid.header
    index = header.index(column) if column in header else None
    faults.append(Fault(code, line.grid.place(line.row, index), params))
