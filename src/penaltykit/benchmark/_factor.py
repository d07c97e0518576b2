"""Factor tables: points of each factor, their sum times a base."""

from decimal import Decimal
from functools import partial
from typing import Any

from attrs import frozen

from penaltykit._i18n import LazyTexts, both
from penaltykit.benchmark._model import (
    Factor,
    FactorBody,
    FactorGrade,
    Table,
)
from penaltykit.benchmark._outcome import (
    CellResult,
    RowMatch,
    TableOutcome,
    TablePenalty,
)
from penaltykit.benchmark._penalties import table_penalties
from penaltykit.benchmark._policy import (
    SeveralRows,
    Texts,
    Unascertainable,
)
from penaltykit.benchmark._wording import (
    band_text,
    cell_text,
    joined,
    plain,
    reading_text,
    yuan_text,
)
from penaltykit.engine import Context, Reading, getter
from penaltykit.money import Band, multiply, round_yuan
from penaltykit.penalty import Penalty, PenaltyKind

_HUNDRED = Decimal(100)


@frozen
class FactorReading:
    """One factor as the facts leave it.

    Args:
        factor: which.
        reading: its fact.
        sure: grades that hold, by number.
        open: grades that may hold, while the fact is not known.
        grade: the one that counts, if that can be said.
        assumed: it is the lowest one, for a fact that cannot be ascertained.
        conflict: several hold and the document does not say which counts.
    """

    factor: Factor
    reading: Reading
    sure: tuple[int, ...]
    open: tuple[int, ...]
    grade: int | None
    assumed: bool = False
    conflict: bool = False

    def match(self, number: int) -> RowMatch:
        """A grade of it as a match."""
        grade = self.factor.grades[number]
        return RowMatch(
            row=f"{self.factor.column.id}/{grade.id}",
            number=number,
            sure=number == self.grade,
            stage=None,
            cells=(self.cell(number),),
            percent=grade.percent,
        )

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
    return grade.label or cell_text(grade.cell, factor.column)


def read_factor(
    table: Table, factor: Factor, reading: Reading
) -> FactorReading:
    """Which grade of a factor the fact leads to."""
    every = tuple(range(len(factor.grades)))
    if reading.state in ("known", "not-applicable"):
        known = reading.state == "known"
        sure = tuple(
            number
            for number in every
            if factor.grades[number].cell.any
            or (known and factor.grades[number].cell.holds(reading.value))
        )
        return _pick(table, factor, reading, sure)
    lowest = min(every, key=lambda number: factor.grades[number].percent)
    if (
        reading.state == "not-ascertainable"
        and table.unascertainable is Unascertainable.LOWEST
    ):
        return FactorReading(factor, reading, (), every, lowest, assumed=True)
    return FactorReading(factor, reading, (), every, None)


def _pick(
    table: Table, factor: Factor, reading: Reading, sure: tuple[int, ...]
) -> FactorReading:
    if not sure:
        return FactorReading(factor, reading, (), (), None)
    if table.several_rows is SeveralRows.HEAVIER:
        grade = max(
            sure, key=lambda number: (factor.grades[number].percent, -number)
        )
        return FactorReading(factor, reading, sure, (), grade)
    conflict = len(sure) > 1 and table.several_rows is SeveralRows.UNIQUE
    return FactorReading(
        factor,
        reading,
        sure,
        (),
        None if conflict else sure[0],
        conflict=conflict,
    )


def evaluate_factors(
    table: Table, body: FactorBody, view: Context, statute: Band | None
) -> TableOutcome:
    """Apply a factor table (see :meth:`Table.evaluate`)."""
    get = getter(view)
    found = [
        read_factor(table, factor, get(factor.column.fact))
        for factor in body.factors
    ]
    common: dict[str, Any] = {
        "table": table,
        "matches": tuple(
            one.match(one.grade) for one in found if one.grade is not None
        ),
        "undetermined": tuple(
            one.match(number)
            for one in found
            if one.grade is None
            for number in one.open
        ),
        "conflict": any(one.conflict for one in found),
        "assumed": tuple(
            one.factor.column.fact for one in found if one.assumed
        ),
        "problems": table.document.problems + table.problems,
    }
    base, missing = _base(body, get)
    unknown = [
        one.factor.column.fact
        for one in found
        if one.grade is None and one.open
    ]
    settle = tuple(dict.fromkeys((*unknown, *missing)))
    if settle or any(one.grade is None for one in found):
        return TableOutcome(
            **common,
            settled=not settle,
            settle=settle,
            range=_range(body, found, base, statute) if base else None,
        )
    if base is None:
        return TableOutcome(**common, settled=True)
    amount, lines = _amount(body, found, base, statute)
    fine = TablePenalty(
        penalty=Penalty(
            kind=PenaltyKind.FINE, from_=amount, to=amount, unit="yuan"
        ),
        band=Band.point(amount),
        arithmetic=tuple(lines),
    )
    others, open_facts = table_penalties(body.penalties, table, view)
    return TableOutcome(
        **common,
        settled=True,
        settle=open_facts,
        penalties=(*others, fine),
        arithmetic=(
            *(line for item in others for line in item.arithmetic),
            *lines,
        ),
    )


def _base(
    body: FactorBody, get: Any
) -> tuple[Decimal | None, tuple[str, ...]]:
    """The base in yuan, and the fact that is missing for it."""
    if isinstance(body.base, Decimal):
        return body.base, ()
    reading = get(body.base)
    if reading.state == "known":
        return Decimal(reading.value), ()
    return None, () if reading.state == "not-applicable" else (body.base,)


def _capped(body: FactorBody, total: Decimal) -> Decimal:
    if body.least_percent is not None:
        total = max(total, body.least_percent)
    return min(total, body.cap_percent)


def _fine(
    body: FactorBody, total: Decimal, base: Decimal, statute: Band | None
) -> Decimal:
    amount = multiply(multiply(base, total), Decimal("0.01"))
    if body.rounding is not None:
        amount = round_yuan(amount, body.rounding)
    return statute.clamp(amount) if statute is not None else amount


def _amount(
    body: FactorBody,
    found: list[FactorReading],
    base: Decimal,
    statute: Band | None,
) -> tuple[Decimal, list[Texts]]:
    """The fine and the lines that lead to it."""
    points = [body.start]
    names: list[Texts] = [both("start {percent}%", percent=plain(body.start))]
    for one in found:
        if one.grade is None:
            continue
        grade = one.factor.grades[one.grade]
        points.append(grade.percent)
        names.append(
            both(
                "{factor} ({grade}) {percent}%",
                factor=one.factor.column.label,
                grade=grade_text(one.factor, grade),
                percent=plain(grade.percent),
            )
        )
    total = sum(points, Decimal(0))
    lines: list[Texts] = [
        joined(names, "list"),
        both(
            "Sum of the points: {sum} = {total}%",
            sum=" + ".join(f"{plain(point)}%" for point in points),
            total=plain(total),
        ),
    ]
    counted = _capped(body, total)
    if counted < total:
        lines.append(
            both("Not above {cap}%: {cap}%", cap=plain(body.cap_percent))
        )
    elif counted > total:
        lines.append(
            both(
                "Not below {least}%: {least}%",
                least=plain(counted),
            )
        )
    exact = multiply(multiply(base, counted), Decimal("0.01"))
    lines.append(
        both(
            "Fine: {base} × {percent}% = {amount}",
            base=yuan_text(base),
            percent=plain(counted),
            amount=yuan_text(exact),
        )
    )
    amount = exact
    if body.rounding is not None:
        amount = round_yuan(exact, body.rounding)
        if amount != exact:
            lines.append(
                both(
                    "Rounded ({rounding}): {amount}",
                    rounding=body.rounding,
                    amount=yuan_text(amount),
                )
            )
    if statute is not None and not statute.contains(amount):
        kept = statute.clamp(amount)
        lines.append(
            both(
                "Kept inside the statutory band ({band}): {amount}",
                band=band_text(statute),
                amount=yuan_text(kept),
            )
        )
        amount = kept
    return amount, lines


def _range(
    body: FactorBody,
    found: list[FactorReading],
    base: Decimal,
    statute: Band | None,
) -> Band | None:
    """What the unknown facts leave open, from the least to the greatest."""
    low = high = body.start
    for one in found:
        numbers = one.open if one.grade is None else (one.grade,)
        if not numbers:
            return None
        percents = [one.factor.grades[number].percent for number in numbers]
        low += min(percents)
        high += max(percents)
    return Band(
        from_=_fine(body, _capped(body, low), base, statute),
        to=_fine(body, _capped(body, high), base, statute),
    )
