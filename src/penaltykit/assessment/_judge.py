"""One violation of one party: law, branch, table, circumstances, verdicts."""

from attrs import evolve

from penaltykit.assessment._against import (
    departures,
    missing_kinds,
    verdicts,
)
from penaltykit.assessment._bench import Applied
from penaltykit.assessment._branch import Branch, branch
from penaltykit.assessment._desk import Desk
from penaltykit.assessment._govern import govern
from penaltykit.assessment._grade import Weighing
from penaltykit.assessment._named_table import named_table_readings
from penaltykit.assessment._no_provision import UNPENALISED
from penaltykit.assessment._on_table import (
    benchmark,
    rejected,
    table_choice,
    why_not,
)
from penaltykit.assessment._one_act import Judged
from penaltykit.assessment._outcome import (
    alternatives,
    is_open,
    recommended,
    settle,
    statutory_fine,
)
from penaltykit.assessment._result import Alternative, Outcome, Result
from penaltykit.assessment._spared import (
    SPARED,
    beside_the_point,
    contested,
    kept,
    spared_reasons,
)
from penaltykit.assessment._waiting import (
    either_way,
    held_back,
    orders_only,
)
from penaltykit.benchmark import Question
from penaltykit.facts import FactView

__all__ = ("Desk", "judge")


def judge(desk: Desk, view: FactView) -> Judged:
    """Assess one violation of one party.

    Args:
        desk: laws, tables and dates.
        view: the facts of the violation and party.
    """
    assert view.violation is not None
    assert view.party is not None
    violation = view.violation
    item = desk.registry.item(violation.item)
    assert item is not None
    governing = govern(desk.registry, item, desk.decision_day, view)
    selection = governing.selection
    reasons = list(governing.reasons)
    found = Branch(outcome=Outcome.UNDETERMINED)
    open_facts: tuple[str, ...] = governing.settle
    choice_of_law = governing.choice
    if choice_of_law is not None and choice_of_law.choice in UNPENALISED:
        found = Branch(outcome=Outcome.NO_PENALTY_SHALL)
    elif selection is not None:
        found = branch(governing, selection, view)
        reasons.extend(found.reasons)
        open_facts = selection.unknown_facts if selection.track is None else ()
    discretion = violation.discretion
    choice = desk.library.ask(
        Question(
            item=item.id,
            chain=desk.chain,
            acted=violation.act.to or violation.act.from_,
            decided=desk.decision_day,
            field=desk.field,
            kinds=tuple(one.kind for one in item.agencies),
            enforcer=desk.enforcer,
            named=discretion.table if discretion else None,
            regions=desk.regions,
        )
    )
    view.put(named_table_readings(choice, view))
    applied, weighing, table_reasons = benchmark(
        desk, choice, found.options, found.outcome, view
    )
    reasons.extend(table_reasons)
    reasons.extend(weighing.reasons)
    outcome = held_back(
        _outcome(found.outcome, applied, weighing), weighing.waits
    )
    opened = applied.options
    if outcome in SPARED:
        reasons.extend(spared_reasons(opened, weighing, view))
    if outcome is Outcome.NO_PENALTY_SHALL:
        remains = kept(opened, weighing, view)
        applied = evolve(
            applied, options=(*remains, *contested(opened, weighing))
        )
        open_facts = ()
        reasons = [one for one in reasons if not beside_the_point(one)]
    given = recommended(outcome, applied.options)
    besides: tuple[Alternative, ...] = ()
    if weighing.waits and outcome is Outcome.UNDETERMINED:
        besides = tuple(either_way(applied.options, weighing.waits, view))
        given = orders_only(given)
        open_facts = (
            *open_facts,
            *(fact for one in weighing.waits for fact in one.facts),
        )
    stated = verdicts(view, applied.options, outcome, weighing)
    result = Result(
        violation=violation.id,
        party=view.party.id,
        item=item.id,
        pointer=view.pointer,
        law=governing.choice,
        table=table_choice(choice),
        rejected_tables=rejected(choice),
        rows=applied.rows,
        stage=applied.stage,
        outcome=outcome,
        recommended=given,
        alternatives=(
            *besides,
            *alternatives(opened, weighing, found.others, view),
        ),
        stated=stated,
        missing=missing_kinds(view, applied.options, outcome, weighing),
        reasons=tuple(reasons),
        departures=departures(view, stated),
        settle=settle(open_facts, applied, selection),
        why_not=why_not(desk, choice, view),
    )
    return Judged(result=result, fine=statutory_fine(applied.options))


def _outcome(by_law: Outcome, applied: Applied, weighing: Weighing) -> Outcome:
    """What provision, table and circumstances lead to together.

    Args:
        by_law: what the provision alone leads to.
        applied: the table on it.
        weighing: what the circumstances come to.
    """
    if weighing.outcome is Outcome.NO_PENALTY_SHALL:
        # Which branch would apply does not matter where none may.
        return weighing.outcome
    if by_law is not Outcome.PENALTY:
        return by_law
    if weighing.outcome is not Outcome.PENALTY:
        return weighing.outcome
    if applied.spared:
        # The law leaves the fine to choice, and the row gives none.
        return Outcome.NO_PENALTY_MAY
    return Outcome.UNDETERMINED if is_open(applied.options) else by_law
