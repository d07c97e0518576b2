"""The grades of a factor: which one the facts lead to."""

from collections.abc import Sequence
from functools import partial

from attrs import frozen

from penaltykit._i18n import LazyTexts, both
from penaltykit.benchmark._conditions import (
    condition_cells,
    condition_context,
)
from penaltykit.benchmark._model import (
    Factor,
    FactorBody,
    FactorGrade,
    Table,
)
from penaltykit.benchmark._outcome import CellResult, RowMatch
from penaltykit.benchmark._policy import (
    SeveralRows,
    Texts,
    Unascertainable,
)
from penaltykit.benchmark._wording import cell_text, reading_text
from penaltykit.engine import Context, Reading, Verdict, getter


@frozen
class FactorReading:
    """One factor as the facts leave it.

    Args:
        table: whose factor it is.
        factor: which.
        reading: its fact.
        sure: grades that hold, by number.
        open: grades that may hold, while a fact is not known.
        grade: the one that counts, if that can be said.
        assumed: it is the lowest one, for a fact that cannot be ascertained.
        assumed_facts: facts that count as the lowest for that reason.
        conflict: several hold and the document does not say which counts.
        settle: facts that would settle which one counts.
        verdicts: of the grades that have a condition, by number.
    """

    table: Table
    factor: Factor
    reading: Reading
    sure: tuple[int, ...]
    open: tuple[int, ...]
    grade: int | None
    assumed: bool = False
    assumed_facts: tuple[str, ...] = ()
    conflict: bool = False
    settle: tuple[str, ...] = ()
    verdicts: tuple[Verdict | None, ...] = ()

    @property
    def possible(self) -> tuple[int, ...]:
        """The grades of which one will count, whatever the facts are."""
        if self.grade is not None:
            return (self.grade,)
        return (*self.sure, *self.open)

    def match(self, number: int) -> RowMatch:
        """A grade of it as a match."""
        grade = self.factor.grades[number]
        return RowMatch(
            row=f"{self.factor.column.id}/{grade.id}",
            number=number,
            sure=number == self.grade,
            stage=None,
            cells=self.cells(number),
            percent=grade.percent,
        )

    def cells(self, number: int) -> tuple[CellResult, ...]:
        """The cell of a grade, then the comparisons of its condition."""
        verdict = self.verdicts[number] if self.verdicts else None
        own = () if verdict is not None and self._any(number) else (number,)
        return (
            *(self.cell(one) for one in own),
            *condition_cells(self.table, verdict, self.assumed_facts),
        )

    def _any(self, number: int) -> bool:
        return self.factor.grades[number].cell.any

    def cell(self, number: int) -> CellResult:
        """The cell of a grade with the value it met."""
        column = self.factor.column
        grade = self.factor.grades[number]
        holds: bool | None = number in self.sure
        if number in self.open:
            holds = True if self.assumed and number == self.grade else None
        return CellResult(
            column=column.id,
            fact=column.fact,
            label=column.label,
            expected=LazyTexts(partial(grade_text, self.factor, grade)),
            state=self.reading.state,
            value=self.reading.value,
            value_text=LazyTexts(partial(reading_text, self.reading, column)),
            pointer=self.reading.pointer,
            holds=holds,
            assumed=self.assumed,
        )


def grade_text(factor: Factor, grade: FactorGrade) -> Texts:
    """What a grade asks, in words."""
    if grade.label is not None:
        return grade.label
    if grade.when is not None and grade.cell.any:
        return {"zh": grade.when.text, "en": grade.when.text}
    return cell_text(grade.cell, factor.column)


def grade_name(table: Table, row: str) -> Texts | None:
    """A grade by the heading of its factor and what it asks.

    Args:
        table: of the grade.
        row: as results name it, ``factor/grade``.

    Returns:
        ``None`` where the table has no such grade.
    """
    if not isinstance(table.body, FactorBody):
        return None
    for factor in table.body.factors:
        for grade in factor.grades:
            if row == f"{factor.column.id}/{grade.id}":
                return both(
                    "{label}: {value}",
                    label=factor.column.label,
                    value=grade_text(factor, grade),
                )
    return None


def read_factor(table: Table, factor: Factor, view: Context) -> FactorReading:
    """Which grade of a factor the facts lead to."""
    reading = getter(view)(factor.column.fact)
    if any(grade.when is not None for grade in factor.grades):
        return _read_conditions(table, factor, reading, view)
    every = tuple(range(len(factor.grades)))
    if reading.state in ("known", "not-applicable"):
        sure = tuple(
            number
            for number in every
            if _cell_holds(factor.grades[number], reading)
        )
        return _pick(table, factor, reading, sure)
    lowest = min(every, key=lambda number: factor.grades[number].percent)
    fact = factor.column.fact
    if (
        reading.state == "not-ascertainable"
        and table.unascertainable is Unascertainable.LOWEST
    ):
        return FactorReading(
            table,
            factor,
            reading,
            (),
            every,
            lowest,
            assumed=True,
            assumed_facts=(fact,),
        )
    return FactorReading(
        table, factor, reading, (), every, None, settle=(fact,)
    )


def _cell_holds(grade: FactorGrade, reading: Reading) -> bool | None:
    """True, false, or ``None`` while the fact is not known."""
    if grade.cell.any:
        return True
    if reading.state == "known":
        return grade.cell.holds(reading.value)
    return False if reading.state == "not-applicable" else None


def _pick(
    table: Table, factor: Factor, reading: Reading, sure: tuple[int, ...]
) -> FactorReading:
    """The grade that counts among those that hold, where none is open."""
    grade, _ = _best(table, factor, sure, ())
    conflict = len(sure) > 1 and table.several_rows is SeveralRows.UNIQUE
    return FactorReading(
        table, factor, reading, sure, (), grade, conflict=conflict
    )


def _best(
    table: Table, factor: Factor, sure: Sequence[int], possible: Sequence[int]
) -> tuple[int | None, tuple[int, ...]]:
    """The grade that counts among those that hold, and the open ones that
    would go before it.
    """
    grades = factor.grades
    deciding = tuple(possible)
    best: int | None = None
    if table.several_rows is SeveralRows.HEAVIER:
        best = max(
            sure,
            key=lambda number: (grades[number].percent, -number),
            default=None,
        )
        if best is not None:
            least = grades[best].percent
            deciding = tuple(n for n in possible if grades[n].percent > least)
    elif table.several_rows is SeveralRows.FIRST:
        best = sure[0] if sure else None
        deciding = tuple(n for n in possible if best is None or n < best)
    elif len(sure) == 1:
        best = sure[0]
    return best, deciding


def _read_conditions(
    table: Table, factor: Factor, reading: Reading, view: Context
) -> FactorReading:
    """A factor whose grades have conditions over several facts.

    A fact that cannot be ascertained counts as the table's ``lowest`` says,
    as in the whole-row conditions of a stage table.
    """
    assumed: list[str] = []
    get = condition_context(table, view, assumed)
    own = get(factor.column.fact)
    verdicts: list[Verdict | None] = []
    sure: list[int] = []
    possible: list[int] = []
    for number, grade in enumerate(factor.grades):
        verdict = None if grade.when is None else grade.when.evaluate(get)
        verdicts.append(verdict)
        held = (
            _cell_holds(grade, own),
            True if verdict is None else verdict.value,
        )
        if False in held:
            continue
        (possible if None in held else sure).append(number)
    best, deciding = _best(table, factor, sure, possible)
    settle: list[str] = []
    for number in deciding:
        if _cell_holds(factor.grades[number], own) is None:
            settle.append(factor.column.fact)
        verdict = verdicts[number]
        settle += () if verdict is None else verdict.settle
    if deciding and best is not None:
        # Of those that hold only this one can still count.
        sure = [best]
    return FactorReading(
        table,
        factor,
        reading,
        tuple(sure),
        deciding,
        None if deciding else best,
        assumed_facts=tuple(assumed),
        conflict=len(sure) > 1 and table.several_rows is SeveralRows.UNIQUE,
        settle=tuple(dict.fromkeys(settle)),
        verdicts=tuple(verdicts),
    )
