"""Factor tables: points of each factor, their sum times a base."""

from decimal import Decimal
from typing import Any

from penaltykit._i18n import both
from penaltykit.benchmark._grades import (
    FactorReading,
    grade_text,
    read_factor,
)
from penaltykit.benchmark._model import FactorBody, Table
from penaltykit.benchmark._outcome import TableOutcome, TablePenalty
from penaltykit.benchmark._penalties import table_penalties
from penaltykit.benchmark._policy import Texts
from penaltykit.benchmark._wording import (
    band_text,
    joined,
    plain,
    yuan_text,
)
from penaltykit.engine import Context, getter
from penaltykit.money import Band, multiply, round_yuan
from penaltykit.penalty import Penalty, PenaltyKind


def evaluate_factors(
    table: Table, body: FactorBody, view: Context, statute: Band | None
) -> TableOutcome:
    """Apply a factor table (see :meth:`Table.evaluate`)."""
    get = getter(view)
    found = [read_factor(table, factor, view) for factor in body.factors]
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
            dict.fromkeys(fact for one in found for fact in one.assumed_facts)
        ),
        "problems": table.document.problems + table.problems,
    }
    base, missing = _base(body, get)
    unknown = [fact for one in found for fact in one.settle]
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
        numbers = one.possible
        if not numbers:
            return None
        percents = [one.factor.grades[number].percent for number in numbers]
        low += min(percents)
        high += max(percents)
    return Band(
        from_=_fine(body, _capped(body, low), base, statute),
        to=_fine(body, _capped(body, high), base, statute),
    )
