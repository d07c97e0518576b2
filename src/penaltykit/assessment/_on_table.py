"""The benchmark on one violation: which table, what it says, why not the
other rows."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.assessment import _reasons as say
from penaltykit.assessment._bench import (
    Applied,
    apply_table,
    cell_json,
    row_facts,
)
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._desk import Desk
from penaltykit.assessment._earlier import (
    anchor_reasons,
    comparable,
    own_provisions,
)
from penaltykit.assessment._first_time import miscounted
from penaltykit.assessment._grade import Weighing, weigh
from penaltykit.assessment._law_words import unstated_row
from penaltykit.assessment._look_back_words import counted_reasons
from penaltykit.assessment._option import Option
from penaltykit.assessment._result import Outcome, Reason, TableChoice
from penaltykit.assessment._unstated import silent_facts, suppose
from penaltykit.assessment._weighing import Opens
from penaltykit.benchmark import (
    STATUTORY,
    Choice,
    Table,
    TableOutcome,
    leaves_upper,
    look_back_readings,
    statute_readings,
)
from penaltykit.engine import Reading
from penaltykit.facts import FactView
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind


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
    fine = _fine_of(options)
    statute = None if fine is None else fine.statute
    if any(one.asks_statute for one in (table, *choice.upper)):
        # Without a figure of the law there is nothing to take a share of.
        fined = fine is not None and not (statute is None and not fine.settle)
        asked = fined or outcome is not Outcome.PENALTY
        view.put(statute_readings(statute, fined=asked))
    days = _look_back(desk, table, view)
    said = table.evaluate(view, statute=statute, on=choice.day)
    if fine is not None and statute is None:
        said = _settled_by(said, fine)
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
    reasons.extend(days)
    reasons.extend(_beyond_upper(choice, said, view, statute))
    if outcome is not Outcome.PENALTY:
        return Applied(options=options), weighing, reasons
    applied = apply_table(table, said, options, view, weighing)
    reasons.extend(applied.reasons)
    reasons.extend(_unstated(table, said, view, choice))
    opens = []
    for rule in weighing.left:
        supposed = weigh(
            view,
            desk.circumstances,
            row_facts(said),
            table,
            _laws(desk, view),
            suppose=rule,
        )
        other = apply_table(table, said, options, view, supposed)
        opens.append(_opens(rule, applied, other))
    weighing = evolve(weighing, opens=tuple(one for one in opens if one))
    return applied, weighing, reasons


def _opens(
    rule: Circumstance, applied: Applied, other: Applied
) -> Opens | None:
    """The penalties that a circumstance would change."""
    changed = tuple(
        there
        for here, there in zip(applied.options, other.options, strict=True)
        if there.applies is not False and _gives(here) != _gives(there)
    )
    return Opens(rule=rule, options=changed) if changed else None


def _gives(option: Option) -> tuple[Penalty, Decimal | None]:
    """What an option comes to, whatever leads there."""
    given = option.recommended()
    return given.penalty, given.point


def _fine_of(options: tuple[Option, ...]) -> Option | None:
    """The fine of the law that the table speaks of: the first that is open."""
    fines = [o for o in options if o.penalty.kind is PenaltyKind.FINE]
    return next((o for o in fines if o.applies is not False), None) or next(
        iter(fines), None
    )


def _settled_by(said: TableOutcome, fine: Option) -> TableOutcome:
    """Bounds of the law that are open are settled by what measures them."""
    if STATUTORY.isdisjoint(said.settle):
        return said
    names = [
        name
        for asked in said.settle
        for name in (fine.settle if asked in STATUTORY else (asked,))
    ]
    return evolve(said, settle=tuple(dict.fromkeys(names)))


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


def _look_back(desk: Desk, table: Table, view: FactView) -> tuple[Reason, ...]:
    """Count earlier penalties as the document itself defines it.

    Only where the case lists earlier penalties: an empty list may mean that
    nobody has looked, and a count that the file states goes first.

    Returns:
        What was counted, and what is to be told of the day from which.
    """
    violation, party = view.violation, view.party
    assert violation is not None
    assert party is not None
    earlier = view.case.earlier_penalties
    if not earlier:
        return ()
    found = view["act.discovered"].value
    policy = table.document.policy
    listed = comparable(desk.registry, earlier, violation)
    own = own_provisions(desk.registry, violation)

    def count(acted: dt.date | None) -> dict[str, Reading]:
        return look_back_readings(
            policy,
            listed,
            acted=acted,
            decided=desk.decision_day,
            discovered=found if isinstance(found, dt.date) else None,
            party=party.id,
            item=violation.item,
            provisions=own,
        )

    act = violation.act
    counted = count(act.to or act.from_)
    used = {
        fact: reading
        for fact, reading in counted.items()
        if fact in view and view[fact].state == "unknown"
    }
    view.put(used | miscounted(counted, view))
    told = tuple(
        counted_reasons(
            policy,
            _asked(desk, table) & used.keys(),
            {
                "act": act.to or act.from_,
                "decision": desk.decision_day,
                "discovery": found if isinstance(found, dt.date) else None,
            },
            listed,
            own,
            view,
        )
    )
    if act.to is None or act.from_ in (None, act.to):
        return told
    return (
        *told,
        *anchor_reasons(policy, used, count(act.from_), violation, view),
    )


def _asked(desk: Desk, table: Table) -> set[str]:
    """The facts that the table or a circumstance of its document asks for."""
    prefix = f"{table.document.id}."
    asked = set(table.facts)
    for name, rule in desk.circumstances.items():
        if name.startswith(prefix):
            asked.update(rule.facts)
    return asked


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
