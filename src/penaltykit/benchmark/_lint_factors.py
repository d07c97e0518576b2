"""Looking factor tables over: grades, formulas, stages of points."""

from collections.abc import Iterator

from penaltykit._i18n import both
from penaltykit.benchmark._finding import LintFinding
from penaltykit.benchmark._formula import Formula
from penaltykit.benchmark._lint_bands import bands_outside
from penaltykit.benchmark._model import FactorBody
from penaltykit.benchmark._pieces import covers, pieces
from penaltykit.benchmark._score import stages_at, sums
from penaltykit.benchmark._wording import cell_text, plain
from penaltykit.benchmark._work_out import Points, read_base, work_out
from penaltykit.money import Band


def factor_flaws(
    body: FactorBody, statute: Band | None
) -> Iterator[LintFinding]:
    """Values in no grade, sums in no stage, and what leaves the statute."""
    for factor in body.factors:
        if any(grade.when is not None for grade in factor.grades):
            continue
        cells = [grade.cell for grade in factor.grades]
        column = factor.column
        for piece in pieces(column.signature, cells, column.least):
            held = [
                grade.id
                for grade in factor.grades
                if covers(grade.cell, piece)
            ]
            if not held:
                yield LintFinding(
                    code="gap",
                    fault=False,
                    text=both(
                        "No grade of {factor} holds for: {where}.",
                        factor=factor.column.label,
                        where=cell_text(piece, factor.column),
                    ),
                    rows=(factor.column.id,),
                )
    yield from _stages(body)
    if statute is None:
        return
    yield from bands_outside(body, statute)
    for formula in body.formulas:
        band = _span(body, formula)
        if band is None or statute.covers(band):
            continue
        yield LintFinding(
            code="formula-leaves-statute",
            fault=False,
            text=both(
                "The formula gives {band} and is kept inside {statute}.",
                band={"zh": band.format("zh"), "en": band.format("en")},
                statute={
                    "zh": statute.format("zh"),
                    "en": statute.format("en"),
                },
            ),
            rows=(formula.id,) if formula.id else (),
        )


def _stages(body: FactorBody) -> Iterator[LintFinding]:
    """Sums of points that no stage takes, or that several take."""
    if not body.stages:
        return
    points = [
        [grade.percent for grade in factor.grades] for factor in body.factors
    ]
    totals = sums(body.start, points)
    for total in totals or ():
        held = stages_at(body, total)
        if len(held) == 1:
            continue
        if held:
            yield LintFinding(
                code="overlap",
                fault=True,
                text=both(
                    "{points} points lie in several stages.",
                    points=plain(total),
                ),
                rows=tuple(body.stages[number].id for number in held),
            )
        else:
            yield LintFinding(
                code="gap",
                fault=False,
                text=both(
                    "{points} points lie in no stage.", points=plain(total)
                ),
            )


def _span(body: FactorBody, formula: Formula) -> Band | None:
    """The least and the greatest fine of a formula without facts in it."""
    if not formula.base.fixed or not all(one.grades for one in body.factors):
        return None
    base = read_base(formula, {})
    spans = [
        [grade.percent for grade in factor.grades] for factor in body.factors
    ]
    less = [one for one in formula.corrections if one.most < 0]
    more = [one for one in formula.corrections if one.most >= 0]
    low = work_out(formula, Points(tuple(map(min, spans))), base, less, None)
    high = work_out(formula, Points(tuple(map(max, spans))), base, more, None)
    return Band(from_=low.band.from_, to=high.band.to)
