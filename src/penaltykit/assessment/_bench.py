"""What the benchmark makes of the statutory fine.

A benchmark never adds a kind that the law does not have, and never takes one
away that the law says must be imposed; how it narrows a fine is in
:mod:`penaltykit.assessment._narrow`.
"""

from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._grade import Weighing
from penaltykit.assessment._json import decimal_text
from penaltykit.assessment._narrow import narrow
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import (
    band,
    commas,
    join,
    listed,
    reason,
)
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import (
    CellResult,
    RowMatch,
    Table,
    TableOutcome,
    TablePenalty,
)
from penaltykit.facts import FactView
from penaltykit.penalty import PenaltyKind


@frozen(kw_only=True)
class Applied:
    """The table applied to one violation of one party.

    Args:
        options: those of the statute, the fine narrowed by the table.
        rows: rows that matched, as JSON values.
        facts: facts that chose the row.
        stage: label of the stage.
        reasons: in order.
        settle: facts that would settle the row.
    """

    options: tuple[Option, ...]
    rows: tuple[dict[str, Any], ...] = ()
    facts: tuple[str, ...] = ()
    stage: Text | None = None
    reasons: tuple[Reason, ...] = ()
    settle: tuple[str, ...] = ()


def row_facts(outcome: TableOutcome) -> tuple[str, ...]:
    """The facts that chose the row (or the grade of each factor)."""
    rows = [outcome.chosen] if outcome.chosen else outcome.matches
    return tuple(
        dict.fromkeys(cell.fact for row in rows for cell in row.cells)
    )


def apply_table(
    table: Table,
    outcome: TableOutcome,
    options: Sequence[Option],
    view: FactView,
    weighing: Weighing,
) -> Applied:
    """Narrow the fine of ``options`` by what the table gives.

    Args:
        table: the table that was chosen.
        outcome: what it says of the facts.
        options: what the statute opens.
        view: facts of the violation and party, for labels.
        weighing: what the circumstances that were found come to.
    """
    rows = tuple(_row(match) for match in outcome.matches)
    reasons = [*_row_reasons(table, outcome), *_flaws(outcome)]
    if not outcome.settled or outcome.conflict:
        reasons.append(_open(outcome, view))
        return Applied(
            options=tuple(
                evolve(option, pending=True)
                if option.penalty.kind is PenaltyKind.FINE
                else option
                for option in options
            ),
            rows=rows,
            facts=row_facts(outcome),
            reasons=tuple(reasons),
            settle=outcome.settle,
        )
    if outcome.no_row:
        reasons.append(
            reason(
                "table.no-row",
                both(
                    "No row of the table fits the facts; the statute alone"
                    " bounds."
                ),
                citation=table.provisions,
            )
        )
        return Applied(
            options=tuple(options), rows=rows, reasons=tuple(reasons)
        )
    narrowed: list[Option] = []
    stage = outcome.stage
    for option in options:
        if option.penalty.kind is not PenaltyKind.FINE:
            narrowed.append(option)
            continue
        done = narrow(option, table, outcome, weighing, view)
        narrowed.append(done.option)
        reasons.extend(done.reasons)
        stage = done.stage
    return Applied(
        options=tuple(narrowed),
        rows=rows,
        facts=row_facts(outcome),
        stage=stage,
        reasons=tuple(reasons),
        settle=outcome.settle,
    )


def cell_json(cell: CellResult) -> dict[str, Any]:
    """One cell with the value that it met, as JSON values."""
    return {
        "column": cell.column,
        "fact": cell.fact,
        "label": cell.label,
        "expected": cell.expected,
        "value": cell.value_text,
        "state": cell.state,
        "pointer": cell.pointer,
        "holds": cell.holds,
        "assumed": cell.assumed,
    }


def _row(match: RowMatch) -> dict[str, Any]:
    return {
        "row": match.row,
        "sure": match.sure,
        "stage": match.stage,
        "percent": match.percent,
        "cells": [cell_json(cell) for cell in match.cells],
    }


def _row_reasons(table: Table, outcome: TableOutcome) -> list[Reason]:
    """Why this row: each cell with the value that it met."""
    rows = [outcome.chosen] if outcome.chosen else list(outcome.matches)
    fine = outcome.fine if outcome.chosen else None
    reasons = [_row_reason(row, table, fine) for row in rows]
    if outcome.assumed:
        facts = listed(
            cell.label
            for row in rows
            for cell in row.cells
            if cell.fact in outcome.assumed
        )
        reasons.append(
            reason(
                "table.lowest-grade",
                both(
                    "{facts} could not be ascertained and counts as the"
                    " lowest grade.",
                    facts=facts,
                ),
                citation=table.document.policy.unascertainable_citation,
            )
        )
    return reasons


def _row_reason(
    row: RowMatch, table: Table, fine: TablePenalty | None
) -> Reason:
    met = [
        both("{label}: {value}", label=cell.label, value=cell.value_text)
        for cell in row.cells
    ]
    text = (
        both("{facts}: this row of the benchmark table fits", facts=join(met))
        if met
        else both("This row of the benchmark table fits")
    )
    parts = [text]
    if row.stage:
        parts.append(both("stage “{stage}”", stage=row.stage))
    if row.percent is not None:
        parts.append(both("{percent} %", percent=decimal_text(row.percent)))
    if fine is not None and fine.band is not None:
        parts.append(both("fine {band}", band=band(fine.band)))
    return reason(
        "table.row",
        both("{text}.", text=commas(parts)),
        pointers=[cell.pointer for cell in row.cells if cell.pointer],
        citation=table.provisions,
    )


def _flaws(outcome: TableOutcome) -> list[Reason]:
    return [reason("table.flaw", flaw.text) for flaw in outcome.problems]


def _open(outcome: TableOutcome, view: FactView) -> Reason:
    if outcome.conflict:
        return reason(
            "table.conflict",
            both(
                "Several rows of the table hold and the document does not say"
                " which counts; none is chosen."
            ),
        )
    labels = [
        {lang: view.label(fact, lang) for lang in LANGS}
        for fact in outcome.settle
    ]
    return reason(
        "table.unknown",
        both(
            "Which row of the table applies is open until this is known:"
            " {facts}.",
            facts=listed(labels),
        ),
        pointers=(f"{view.pointer}/facts",),
    )
