"""What the benchmark makes of the statutory fine.

A benchmark never adds a kind that the law does not have, and never takes one
away that the law says must be imposed; how it narrows a fine is in
:mod:`penaltykit.assessment._narrow`.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._days import narrow_days
from penaltykit.assessment._grade import Weighing
from penaltykit.assessment._json import decimal_text
from penaltykit.assessment._narrow import narrow
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._reasons import (
    asked,
    band,
    commas,
    join,
    listed,
    money,
    reason,
)
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import (
    STATUTE_MOST,
    CellResult,
    RowMatch,
    Table,
    TableOutcome,
    TablePenalty,
)
from penaltykit.facts import FactView
from penaltykit.money import multiply
from penaltykit.penalty import Obligation, PenaltyKind


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
        spared: whether the row gives no penalty and the law leaves the fine
            to choice.
    """

    options: tuple[Option, ...]
    rows: tuple[dict[str, Any], ...] = ()
    facts: tuple[str, ...] = ()
    stage: Text | None = None
    reasons: tuple[Reason, ...] = ()
    settle: tuple[str, ...] = ()
    spared: bool = False


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
    other = _other_version(table, options)
    if other is not None:
        return Applied(options=tuple(options), reasons=(other,))
    options, told = _least(table, options, weighing, view)
    rows = tuple(_row(match) for match in outcome.matches)
    reasons = [*_row_reasons(table, outcome), *_flaws(outcome), *told]
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
    reasons += _nothing(table, outcome, view)
    if outcome.no_row:
        return Applied(
            options=tuple(options), rows=rows, reasons=tuple(reasons)
        )
    narrowed: list[Option] = []
    stage = outcome.stage
    spared = outcome.of_kind(PenaltyKind.NO_PENALTY) is not None
    if spared:
        reasons.append(_spared(options, table))
    for found in options:
        option = found
        if _left_out(option, table, outcome):
            option = evolve(option, left_out=True)
        if spared and _is_choice(option):
            # Not recommended, and stated all the same it is a departure.
            narrowed.append(evolve(option, left_out=True, applies=False))
            continue
        if option.penalty.kind is PenaltyKind.DETENTION:
            given = outcome.of_kind(PenaltyKind.DETENTION)
            narrowed.append(narrow_days(option, given))
            continue
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
        spared=spared and any(_is_choice(option) for option in options),
    )


def _least(
    table: Table,
    options: Sequence[Option],
    weighing: Weighing,
    view: FactView,
) -> tuple[Sequence[Option], list[Reason]]:
    """How far down the document lets mitigation go, where it says so."""
    rule = table.document.policy.mitigation
    if rule is None or weighing.mitigation is False:
        return options, []
    found: list[Option] = []
    reasons: list[Reason] = []
    for option in options:
        floor = option.statute.lowest if option.statute else None
        if option.penalty.kind is not PenaltyKind.FINE or not floor:
            found.append(option)
            continue
        least = multiply(floor, rule.least)
        found.append(evolve(option, least=least))
        text = both(
            "If the fine is mitigated, the benchmark lets it go down to"
            " {least}, {share}% of the statutory minimum.",
            least=money(least),
            share=decimal_text(multiply(rule.least, Decimal(100))),
        )
        where = (f"{view.pointer}/circumstances",)
        reasons.append(
            reason(
                "mitigation.least",
                text,
                pointers=where,
                citation=rule.citation,
            )
        )
        if rule.needs:
            reasons.append(asked(rule.needs, rule.citation, where[0]))
    return found, reasons


def _other_version(table: Table, options: Sequence[Option]) -> Reason | None:
    """Why a table is not applied that was made for other versions of the law.

    A table that names versions is one for their text: its figures divide
    bounds that another version may have moved.
    """
    made_for: dict[str, set[str]] = {}
    for one in table.provisions:
        if one.law and one.version:
            made_for.setdefault(one.law, set()).add(one.version)
    for option in options:
        for one in option.citation:
            versions = made_for.get(one.law or "")
            if versions and one.version and one.version not in versions:
                return reason(
                    "table.other-version",
                    both(
                        "The table was made for the version {versions} of the"
                        " law, and {version} governs here; its figures are"
                        " not applied, the statute alone bounds.",
                        versions=listed(
                            [dict.fromkeys(LANGS, v) for v in sorted(versions)]
                        ),
                        version=one.version,
                    ),
                    citation=table.provisions,
                )
    return None


def _nothing(
    table: Table, outcome: TableOutcome, view: FactView
) -> Iterator[Reason]:
    """Why the table gives no figure, though its facts are settled: no row
    fits, or its fine is one of a bound that the law does not have.
    """
    fine = outcome.fine
    if (
        table.asks_statute
        and (fine is None or fine.band is None)
        and view[STATUTE_MOST].state == "not-applicable"
    ):
        text = both(
            "The table takes the fine of a bound of the law, and the provision"
            " of this case gives no such figure; nothing is worked out, the"
            " statute alone bounds."
        )
        yield reason("table.no-bound", text, citation=table.provisions)
    elif outcome.no_row:
        text = both(
            "No row of the table fits the facts; the statute alone bounds."
        )
        yield reason("table.no-row", text, citation=table.provisions)


def _is_choice(option: Option) -> bool:
    """Whether this is a fine that the law leaves to choice."""
    return (
        option.penalty.kind is PenaltyKind.FINE
        and option.penalty.obligation is not Obligation.MUST
    )


def _spared(options: Sequence[Option], table: Table) -> Reason:
    """What a row comes to that gives no penalty.

    A benchmark may leave out what the law leaves to choice; it is no ground
    to spare what the law demands.
    """
    demanded = any(
        option.penalty.kind is PenaltyKind.FINE
        and option.applies is not False
        and option.penalty.obligation is Obligation.MUST
        for option in options
    )
    text = (
        both(
            "The row of the benchmark gives no penalty, but the law says that"
            " the fine must be imposed; a benchmark alone does not spare it,"
            " a ground of the law is needed."
        )
        if demanded
        else both(
            "The row of the benchmark gives no penalty; the law leaves the"
            " fine to choice, so none is recommended."
        )
    )
    return reason("table.spared", text, citation=table.provisions)


def _left_out(option: Option, table: Table, outcome: TableOutcome) -> bool:
    """Whether the table does not give a kind that it speaks of and that the
    law leaves to choice; what the law demands no table takes away."""
    kind = option.penalty.kind
    return (
        kind.is_penalty
        and kind in table.covers
        and option.penalty.obligation is not Obligation.MUST
        and outcome.chosen is not None
        and outcome.of_kind(kind) is None
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
        "name": match.name,
        "points": match.points,
        "cells": [cell_json(cell) for cell in match.cells],
    }


def _row_reasons(table: Table, outcome: TableOutcome) -> list[Reason]:
    """Why this row: each cell with the value that it met."""
    rows = [outcome.chosen] if outcome.chosen else list(outcome.matches)
    fine = outcome.fine if outcome.chosen else None
    reasons = [_row_reason(row, table, fine) for row in rows]
    reasons += [
        reason(
            "table.row-ended",
            both(
                "Row {row} of the table would fit but is not applied: {why}",
                row=row.row,
                why=row.ended,
            ),
            citation=table.provisions,
        )
        for row in outcome.ended
    ]
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
    if row.name:
        parts.append(both("code {code} “{name}”", code=row.row, name=row.name))
    if row.points:
        parts.append(both("{points} demerit points", points=row.points))
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
        citation=row.provisions or table.provisions,
    )


def _flaws(outcome: TableOutcome) -> list[Reason]:
    """The flaws of the print that bear on this case: those of a row only
    where it holds or may hold."""
    rows = (*outcome.matches, *outcome.undetermined, *outcome.ended)
    near = {match.row for match in rows}
    return [
        reason("table.flaw", flaw.text)
        for flaw in outcome.problems
        if flaw.row is None or not near or flaw.row in near
    ]


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
