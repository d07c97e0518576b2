"""The benchmark on one violation: which table, what it says, why not the
other rows."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from penaltykit._i18n import both
from penaltykit.assessment import _reasons as say
from penaltykit.assessment._bench import (
    Applied,
    apply_table,
    cell_json,
    row_facts,
)
from penaltykit.assessment._desk import Desk
from penaltykit.assessment._grade import Weighing, weigh
from penaltykit.assessment._law_words import unstated_row
from penaltykit.assessment._option import Option
from penaltykit.assessment._result import Outcome, Reason, TableChoice
from penaltykit.assessment._unstated import silent_facts, suppose
from penaltykit.benchmark import (
    Choice,
    Table,
    TableOutcome,
    leaves_upper,
    look_back_readings,
)
from penaltykit.facts import FactView
from penaltykit.money import Band
from penaltykit.penalty import PenaltyKind


def benchmark(
    desk: Desk,
    choice: Choice,
    options: tuple[Option, ...],
    outcome: Outcome,
    view: FactView,
) -> tuple[Applied, Weighing, list[Reason]]:
    """The table on the options, and the circumstances on the table."""
    assert view.violation is not None
    assert view.party is not None
    table = choice.table
    if table is None:
        weighing = weigh(view, desk.circumstances, laws=_laws(desk, view))
        reason = Reason(code="table.none", text=choice.reason)
        return Applied(options=options), weighing, [reason, *_notes(choice)]
    statute = next(
        (o.statute for o in options if o.penalty.kind is PenaltyKind.FINE),
        None,
    )
    _look_back(desk, table, view)
    said = table.evaluate(view, statute=statute, on=choice.day)
    weighing = weigh(
        view,
        desk.circumstances,
        row_facts(said),
        table,
        _laws(desk, view),
    )
    reasons = [
        Reason(
            code="table.chosen",
            text=choice.reason,
            citation=table.document.term_citation,
        )
    ]
    if choice.caution:
        reasons.append(Reason(code="table.caution", text=choice.caution))
    reasons.extend(_notes(choice))
    reasons.extend(_beyond_upper(choice, said, view, statute))
    if outcome is not Outcome.PENALTY:
        return Applied(options=options), weighing, reasons
    applied = apply_table(table, said, options, view, weighing)
    reasons.extend(applied.reasons)
    reasons.extend(_unstated(table, said, view, choice))
    return applied, weighing, reasons


def _unstated(
    table: Table, said: TableOutcome, view: FactView, choice: Choice
) -> Iterator[Reason]:
    """Findings that the file leaves unsaid and that would choose another
    row.
    """
    for fact in silent_facts(table.facts, view):
        other = table.evaluate(suppose((fact,), view), on=choice.day)
        row = other.chosen
        if row is None or (said.chosen and said.chosen.row == row.row):
            continue
        fine = other.fine.band if other.fine else None
        yield unstated_row(fact, row, fine, view)


def _notes(choice: Choice) -> list[Reason]:
    """What else must be told of the choice of the table."""
    return [Reason(code="table.note", text=note) for note in choice.notes]


def _beyond_upper(
    choice: Choice, said: TableOutcome, view: FactView, statute: Band | None
) -> list[Reason]:
    """Where the nearer document leaves the band that one further up gives
    for the same facts.
    """
    found = []
    for upper in choice.upper:
        other = upper.evaluate(view, statute=statute, on=choice.day)
        if not leaves_upper(said, other):
            continue
        assert said.fine is not None
        assert said.fine.band is not None
        assert other.fine is not None
        assert other.fine.band is not None
        found.append(
            Reason(
                code="table.leaves-upper",
                text=both(
                    "For these facts {document} gives {band}, which leaves"
                    " the {upper_band} of {upper} from further up; a nearer"
                    " document must keep within it, so the agency must say"
                    " why it goes by its own.",
                    document=said.table.document.name,
                    band=say.band(said.fine.band),
                    upper=upper.document.name,
                    upper_band=say.band(other.fine.band),
                ),
                pointers=(view.pointer,),
            )
        )
    return found


def _laws(desk: Desk, view: FactView) -> tuple[str, ...]:
    """The laws that penalise the item."""
    assert view.violation is not None
    item = desk.registry.item(view.violation.item)
    return () if item is None else tuple(p.law for p in item.penalising)


def _look_back(desk: Desk, table: Table, view: FactView) -> None:
    """Count earlier penalties as the document itself defines it.

    Only where the case lists earlier penalties: an empty list may mean that
    nobody has looked, and a count that the file states goes first.
    """
    violation, party = view.violation, view.party
    assert violation is not None
    assert party is not None
    earlier = view.case.earlier_penalties
    if not earlier:
        return
    found = view["act.discovered"].value
    counted = look_back_readings(
        table.document.policy,
        earlier,
        acted=violation.act.to or violation.act.from_,
        decided=desk.decision_day,
        discovered=found if isinstance(found, dt.date) else None,
        party=party.id,
        item=violation.item,
        provisions=violation.penalising,
    )
    view.put(
        {
            fact: reading
            for fact, reading in counted.items()
            if fact in view and view[fact].state == "unknown"
        }
    )


def table_choice(choice: Choice) -> TableChoice | None:
    table = choice.table
    if table is None:
        return None
    document = table.document
    return TableChoice(
        id=table.id,
        document=document.id,
        title=document.name,
        number=document.number,
        version=document.effective.isoformat() if document.effective else "",
        name=table.name,
        status=document.status.value,
        reason=choice.reason,
    )


def rejected(choice: Choice) -> tuple[dict[str, Any], ...]:
    """Every document that was looked at and not used, and why."""
    return tuple(
        {
            "document": one.document,
            "table": one.table,
            "code": one.code.value,
            "text": one.text,
        }
        for one in choice.rejected
    )


def why_not(
    desk: Desk, choice: Choice, view: FactView
) -> tuple[dict[str, Any], ...]:
    """For each row that was not chosen: why, and what would reach it."""
    if not desk.why_not or choice.table is None:
        return ()
    return tuple(
        {
            "row": row.row,
            "stage": row.stage,
            "reason": row.reason.value,
            "cell": None if row.cell is None else cell_json(row.cell),
            "changes": [
                {
                    "fact": change.fact,
                    "label": change.label,
                    "found": change.found,
                    "needed": change.needed,
                    "nearest": change.nearest,
                }
                for change in row.changes
            ],
            "text": row.text,
        }
        for row in choice.table.why_not(view, choice.day)
    )
