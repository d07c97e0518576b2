"""Stage tables: which row holds, under what is known."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from math import prod
from typing import Any, Final

from attrs import evolve, frozen

from penaltykit._i18n import LazyTexts
from penaltykit.benchmark._conditions import (
    condition_cells,
    condition_context,
)
from penaltykit.benchmark._index import (
    NOT_APPLICABLE,
    UNKNOWN,
    RowIndex,
    rows_of,
)
from penaltykit.benchmark._model import Column, Row, StageBody, Table
from penaltykit.benchmark._outcome import (
    CellResult,
    RowMatch,
    TableOutcome,
    TablePenalty,
)
from penaltykit.benchmark._penalties import table_penalties
from penaltykit.benchmark._policy import SeveralRows, Unascertainable
from penaltykit.benchmark._wording import (
    cell_text,
    ended_text,
    reading_text,
)
from penaltykit.engine import Context, Reading, Verdict, getter

# So many readings of facts that cannot be ascertained are tried; a table
# that has more says by ``lowest`` which one counts.
_MAX_TRIALS: Final = 4096


@frozen
class Selection:
    """Rows by number, under one reading of the facts.

    Args:
        sure: rows that hold whatever the unknown facts are.
        open: rows that may hold besides.
        chosen: the row that counts.
        settled: whether that stands whatever the unknown facts are.
        conflict: several hold and the document does not say which counts.
        deciding: the open rows on which the answer depends.
    """

    sure: tuple[int, ...]
    open: tuple[int, ...]
    chosen: int | None
    settled: bool
    conflict: bool = False
    deciding: tuple[int, ...] = ()


class StageReading:
    """The facts of a case as one stage table reads them.

    Attributes:
        readings: one for each column.
        assumed: facts that cannot be ascertained and count as the lowest.
    """

    def __init__(
        self,
        table: Table,
        body: StageBody,
        view: Context,
        on: dt.date | None = None,
    ) -> None:
        self.table = table
        self.body = body
        self._in_term = body.bits(on)
        self._lowest = table.unascertainable is Unascertainable.LOWEST
        self._get = getter(view)
        self._verdicts: dict[int, Verdict] = {}
        self._keys: list[Any] = []
        self._sought: list[int] = []
        self.assumed: list[str] = []
        self._condition = condition_context(table, view, self.assumed)
        self.readings: list[Reading] = []
        for number, column in enumerate(body.columns):
            self._read(number, column)

    def _read(self, number: int, column: Column) -> None:
        reading = self._get(column.fact)
        index = self.body.index.columns[number]
        key: Any = UNKNOWN
        if reading.state == "known":
            key = index.key(reading.value)
        elif reading.state == "not-applicable":
            key = NOT_APPLICABLE
        elif reading.state == "not-ascertainable" and self._lowest:
            self.assumed.append(column.fact)
            if column.lowest is None:
                self._sought.append(number)
            else:
                key = index.key(column.lowest)
        self.readings.append(reading)
        self._keys.append(key)

    @property
    def get(self) -> Any:
        """The facts as they stand in the case."""
        return self._get

    def verdict(self, number: int) -> Verdict:
        """The whole-row condition of a row; true where it has none."""
        found = self._verdicts.get(number)
        if found is None:
            when = self.body.rows[number].when
            found = (
                Verdict(value=True, evidence=())
                if when is None
                else when.evaluate(self._condition)
            )
            self._verdicts[number] = found
        return found

    def cell_holds(self, row: int, number: int) -> bool | None:
        """One cell: true, false, or ``None`` while the fact is not known.

        A fact whose lowest grade is sought is taken as the row has it.
        """
        cell = self.body.rows[row].cells[number]
        if cell.any or number in self._sought:
            return True
        reading = self.readings[number]
        column = self.body.columns[number]
        if reading.state == "known":
            return cell.holds(reading.value)
        if reading.state == "not-applicable":
            return False
        if column.fact in self.assumed:
            return cell.holds(column.lowest)
        return None

    def _trials(self) -> Iterator[tuple[int, int]]:
        """Bitsets of sure and possible rows, one pair for each way to read
        the columns whose lowest grade is sought.
        """
        index: RowIndex = self.body.index
        sure = possible = index.all & self._in_term
        for number, key in enumerate(self._keys):
            if number not in self._sought:
                some, many = index.columns[number].both(key)
                sure &= some
                possible &= many
        classes = [self.body.classes[number] for number in self._sought]
        if prod(map(len, classes)) > _MAX_TRIALS:
            for number in self._sought:
                sure &= index.columns[number].any
            yield sure, possible
            return
        for bits in product(*classes):
            taken = index.all
            for part in bits:
                taken &= part
            yield sure & taken, possible & taken

    def select(self) -> Selection:
        """The rows that hold and the one that counts.

        Where the lowest grade of a fact is sought, that is the lightest row
        that some value of it leads to.
        """
        found = [
            self._decide(sure, possible) for sure, possible in self._trials()
        ]
        if len(found) == 1:
            return found[0]
        found = [one for one in found if one.sure or one.open]
        if not found:
            return Selection((), (), None, settled=True)
        rows = self.body.rows
        if all(one.settled and one.chosen is not None for one in found):
            return min(
                found, key=lambda one: (rows[one.chosen or 0].rank, one.chosen)
            )
        sure = set.intersection(*(set(one.sure) for one in found))
        some = set.union(*({*one.sure, *one.open} for one in found))
        deciding = set.union(*(set(one.deciding) for one in found))
        return Selection(
            tuple(sorted(sure)),
            tuple(sorted(some - sure)),
            None,
            settled=False,
            conflict=any(one.conflict for one in found),
            deciding=tuple(sorted(deciding)),
        )

    def _decide(self, sure: int, possible: int) -> Selection:
        rows = self.body.rows
        sure_rows: list[int] = []
        open_rows: list[int] = []
        others: list[int] = []
        for number in rows_of(possible):
            if rows[number].otherwise:
                others.append(number)
                continue
            held = self.verdict(number).value
            if held is False:
                continue
            if held and sure >> number & 1:
                sure_rows.append(number)
            else:
                open_rows.append(number)
        if not sure_rows:
            (open_rows or sure_rows).extend(others)
            open_rows.sort()
        return choose(rows, self.table.several_rows, sure_rows, open_rows)

    def out_of_term(self, number: int) -> bool:
        """Whether a row is not applied for its own dates."""
        return not self._in_term >> number & 1

    @property
    def ended(self) -> tuple[int, ...]:
        """Rows that hold but for their own dates."""
        if self._in_term == self.body.index.all:
            return ()
        return tuple(
            number
            for number, row in enumerate(self.body.rows)
            if self.out_of_term(number)
            and not row.otherwise
            and self.verdict(number).value
            and all(
                self.cell_holds(number, column)
                for column in range(len(self.body.columns))
            )
        )

    def settle(self, deciding: Sequence[int]) -> tuple[str, ...]:
        """The facts on which rows depend that may hold."""
        facts: list[str] = []
        for row in deciding:
            facts += [
                column.fact
                for number, column in enumerate(self.body.columns)
                if self.cell_holds(row, number) is None
            ]
            facts += self.verdict(row).settle
        return tuple(dict.fromkeys(facts))

    def cells(self, row: int) -> tuple[CellResult, ...]:
        """Every cell of a row that asks something, with what it met; then
        the comparisons of its whole-row condition.
        """
        results = []
        for number, column in enumerate(self.body.columns):
            cell = self.body.rows[row].cells[number]
            if cell.any:
                continue
            reading = self.readings[number]
            results.append(
                CellResult(
                    column=column.id,
                    fact=column.fact,
                    label=column.label,
                    expected=LazyTexts(partial(cell_text, cell, column)),
                    state=reading.state,
                    value=reading.value,
                    value_text=LazyTexts(
                        partial(reading_text, reading, column)
                    ),
                    pointer=reading.pointer,
                    holds=self.cell_holds(row, number),
                    assumed=column.fact in self.assumed,
                )
            )
        results += condition_cells(self.table, self.verdict(row), self.assumed)
        return tuple(results)


def choose(
    rows: Sequence[Row],
    several: SeveralRows,
    sure: Sequence[int],
    possible: Sequence[int],
) -> Selection:
    """Which of the rows counts, by what the document says of several.

    Args:
        rows: all rows of the table.
        several: the document's rule.
        sure: numbers of the rows that surely hold, ascending.
        possible: numbers of those that may hold besides.
    """
    if several is SeveralRows.UNIQUE:
        if len(sure) > 1:
            return Selection(
                tuple(sure),
                tuple(possible),
                None,
                settled=not possible,
                conflict=True,
                deciding=tuple(possible),
            )
        return Selection(
            tuple(sure),
            tuple(possible),
            sure[0] if sure and not possible else None,
            settled=not possible,
            deciding=tuple(possible),
        )
    if several is SeveralRows.HEAVIER:
        best = min(sure, key=lambda row: (-rows[row].rank, row), default=None)
        deciding = [
            row
            for row in possible
            if best is None or rows[row].rank > rows[best].rank
        ]
    else:
        best = sure[0] if sure else None
        deciding = [row for row in possible if best is None or row < best]
    return Selection(
        tuple(sure),
        tuple(possible),
        None if deciding else best,
        settled=not deciding,
        deciding=tuple(deciding),
    )


def row_match(reading: StageReading, number: int, *, sure: bool) -> RowMatch:
    """A row with its cells."""
    row = reading.body.rows[number]
    return RowMatch(
        row=row.id,
        number=number,
        sure=sure,
        stage=row.stage,
        cells=reading.cells(number),
        name=row.name,
        points=row.points,
        provisions=row.provisions,
        ended=ended_text(row) if reading.out_of_term(number) else None,
    )


def evaluate_stage(
    table: Table, body: StageBody, view: Context, on: dt.date | None = None
) -> TableOutcome:
    """Apply a stage or point table (see :meth:`Table.evaluate`)."""
    reading = StageReading(table, body, view, on)
    found = reading.select()
    settle = reading.settle(found.deciding)
    matches = tuple(row_match(reading, row, sure=True) for row in found.sure)
    common: dict[str, Any] = {
        "table": table,
        "on": on,
        "matches": matches,
        "undetermined": tuple(
            row_match(reading, row, sure=False) for row in found.open
        ),
        "settled": found.settled,
        "conflict": found.conflict,
        "ended": tuple(
            row_match(reading, row, sure=False) for row in reading.ended
        ),
        "problems": table.document.problems + table.problems,
    }
    if found.chosen is None:
        return TableOutcome(
            **common, settle=settle, assumed=tuple(reading.assumed)
        )
    row = body.rows[found.chosen]
    penalties, open_facts = table_penalties(row.penalties, table, view)
    if row.defaults:
        penalties = _with_defaults(row, penalties)
    return TableOutcome(
        **common,
        chosen=next(one for one in matches if one.number == found.chosen),
        settle=tuple(dict.fromkeys((*settle, *open_facts))),
        penalties=penalties,
        stage=row.stage,
        arithmetic=tuple(
            line for item in penalties for line in item.arithmetic
        ),
        assumed=tuple(reading.assumed),
    )


def _with_defaults(
    row: Row, penalties: Sequence[TablePenalty]
) -> tuple[TablePenalty, ...]:
    """Each penalty with the amount that an ordinary case gets."""
    defaults = {
        id(penalty): default
        for penalty, default in zip(row.penalties, row.defaults, strict=True)
    }
    return tuple(
        evolve(one, default=defaults[id(one.penalty)]) for one in penalties
    )
