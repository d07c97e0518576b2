"""Factor tables: points of each factor, and the formula that uses them."""

from collections.abc import Callable, Sequence
from typing import Any

from penaltykit._i18n import both
from penaltykit.benchmark._conditions import (
    condition_cells,
    condition_context,
)
from penaltykit.benchmark._formula import Correction, Formula
from penaltykit.benchmark._grades import (
    FactorReading,
    grade_text,
    read_factor,
)
from penaltykit.benchmark._model import FactorBody, Table
from penaltykit.benchmark._outcome import (
    RowMatch,
    TableOutcome,
    TablePenalty,
)
from penaltykit.benchmark._penalties import table_penalties
from penaltykit.benchmark._score import evaluate_score
from penaltykit.benchmark._wording import plain
from penaltykit.benchmark._work_out import Points, read_base, work_out
from penaltykit.engine import Context, Reading, Verdict
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind

_Get = Callable[[str], Reading]


class _Situation:
    """The formula and the corrections that the facts lead to.

    Attributes:
        formula: the one that counts, if that can be said.
        open: formulas one of which will count.
        made: corrections that are made.
        doubtful: corrections that may be made.
        settle: facts that would settle it.
        match: the formula with what chose it, where there are several.
        assumed: facts that count as the lowest grade.
    """

    def __init__(self, table: Table, body: FactorBody, view: Context) -> None:
        self.table = table
        self.assumed: list[str] = []
        self.get: _Get = condition_context(table, view, self.assumed)
        self.open: list[tuple[int, Formula]] = []
        self.settle: list[str] = []
        self._verdicts: dict[int, Verdict | None] = {}
        for number, formula in enumerate(body.formulas):
            verdict = None
            if formula.when is not None:
                verdict = formula.when.evaluate(self.get)
            self._verdicts[number] = verdict
            held = True if verdict is None else verdict.value
            if held is False:
                continue
            self.open.append((number, formula))
            if held:
                break
            assert verdict is not None
            self.settle += verdict.settle
        self.formula: Formula | None = None
        self.made: list[Correction] = []
        self.doubtful: list[Correction] = []
        if len(self.open) == 1 and not self.settle:
            self.formula = self.open[0][1]
            self._corrections(self.formula)

    def _corrections(self, formula: Formula) -> None:
        for one in formula.corrections:
            verdict = one.when.evaluate(self.get)
            if verdict.value:
                self.made.append(one)
            elif verdict.value is None:
                self.doubtful.append(one)
                self.settle += verdict.settle

    @property
    def matches(self) -> tuple[RowMatch, ...]:
        """The formula as a match, where there are several."""
        if self.formula is None or not self.formula.id:
            return ()
        number = self.open[0][0]
        return (
            RowMatch(
                row=f"formula/{self.formula.id}",
                number=number,
                sure=True,
                stage=self.formula.label,
                cells=condition_cells(
                    self.table, self._verdicts[number], self.assumed
                ),
            ),
        )


def evaluate_factors(
    table: Table, body: FactorBody, view: Context, statute: Band | None
) -> TableOutcome:
    """Apply a factor table (see :meth:`Table.evaluate`)."""
    if body.stages:
        return evaluate_score(table, body, view)
    found = [read_factor(table, factor, view) for factor in body.factors]
    situation = _Situation(table, body, view)
    assumed = [fact for one in found for fact in one.assumed_facts]
    common: dict[str, Any] = {
        "table": table,
        "matches": (
            *situation.matches,
            *(one.match(one.grade) for one in found if one.grade is not None),
        ),
        "undetermined": tuple(
            one.match(number)
            for one in found
            if one.grade is None
            for number in one.open
        ),
        "conflict": any(one.conflict for one in found),
        "assumed": tuple(dict.fromkeys((*assumed, *situation.assumed))),
        "problems": table.document.problems + table.problems,
    }
    formula = situation.formula
    missing = () if formula is None else read_base(formula, view).missing
    unknown = [fact for one in found for fact in one.settle]
    settle = tuple(dict.fromkeys((*situation.settle, *unknown, *missing)))
    if settle or any(one.grade is None for one in found):
        return TableOutcome(
            **common,
            settled=not settle,
            settle=settle,
            range=_range(situation, found, view, statute),
        )
    others, open_facts = table_penalties(body.penalties, table, view)
    lines = [line for item in others for line in item.arithmetic]
    fine = _fine(situation, found, view, statute)
    if fine is None:
        return TableOutcome(
            **common, settled=True, settle=open_facts, penalties=others
        )
    return TableOutcome(
        **common,
        settled=True,
        settle=open_facts,
        penalties=(*others, fine),
        arithmetic=(*lines, *fine.arithmetic),
    )


def _fine(
    situation: _Situation,
    found: Sequence[FactorReading],
    view: Context,
    statute: Band | None,
) -> TablePenalty | None:
    """The fine of the formula; ``None`` where none holds, or its base does
    not arise."""
    formula = situation.formula
    if formula is None:
        return None
    base = read_base(formula, view)
    if base.amount is None:
        return None
    points = Points(
        values=tuple(
            one.factor.grades[one.grade].percent
            for one in found
            if one.grade is not None
        ),
        names=tuple(
            both(
                "{factor} ({grade}) {percent}%",
                factor=one.factor.column.label,
                grade=grade_text(one.factor, one.factor.grades[one.grade]),
                percent=plain(one.factor.grades[one.grade].percent),
            )
            for one in found
            if one.grade is not None
        ),
    )
    done = work_out(formula, points, base, situation.made, statute)
    return TablePenalty(
        penalty=Penalty(
            kind=PenaltyKind.FINE,
            from_=done.band.from_,
            to=done.band.to,
            unit="yuan",
        ),
        band=done.band,
        arithmetic=done.arithmetic,
    )


def _range(
    situation: _Situation,
    found: Sequence[FactorReading],
    view: Context,
    statute: Band | None,
) -> Band | None:
    """What the unknown facts leave open, from the least to the greatest."""
    least, most = [], []
    for one in found:
        if not one.possible:
            return None
        percents = [one.factor.grades[n].percent for n in one.possible]
        least.append(min(percents))
        most.append(max(percents))
    ends: list[Band] = []
    for _, formula in situation.open:
        base = read_base(formula, view)
        if base.missing:
            return None
        if base.amount is None:
            continue
        sure = situation.made if situation.formula is not None else []
        open_ones = (
            situation.doubtful
            if situation.formula is not None
            else formula.corrections
        )
        less = [one for one in open_ones if one.most < 0]
        more = [one for one in open_ones if one.most >= 0]
        for values, changes in ((least, less), (most, more)):
            made = [
                one
                for one in formula.corrections
                if one in sure or one in changes
            ]
            points = Points(values=tuple(values))
            ends.append(work_out(formula, points, base, made, statute).band)
    if not ends:
        return None
    return Band(
        from_=min(one.from_ for one in ends if one.from_ is not None),
        to=max(one.to for one in ends if one.to is not None),
    )
