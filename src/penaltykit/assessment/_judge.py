"""One violation of one party: law, branch, table, circumstances, verdicts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.agency import Level, Regions
from penaltykit.assessment import _reasons as say
from penaltykit.assessment._bench import (
    Applied,
    apply_table,
    cell_json,
    row_facts,
)
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._govern import Governing, govern
from penaltykit.assessment._grade import Weighing, weigh
from penaltykit.assessment._multiples import reckon
from penaltykit.assessment._one_act import Judged
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._result import (
    MissingKind,
    Outcome,
    Reason,
    Recommended,
    Result,
    StatedResult,
    TableChoice,
    Verdict,
)
from penaltykit.assessment._stated import judge as judge_stated
from penaltykit.assessment._stated import missing
from penaltykit.assessment._statute import ART_28_2, options_of
from penaltykit.benchmark import (
    Choice,
    Library,
    Question,
    Table,
    TableOutcome,
    leaves_upper,
    look_back_readings,
)
from penaltykit.engine import Evidence
from penaltykit.facts import FactView, words
from penaltykit.law import Registry, Selection
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind


@frozen(kw_only=True)
class Desk:
    """What lies on the desk while one case is judged.

    Args:
        registry: laws and items.
        library: benchmark documents and tables.
        circumstances: by id.
        as_of: day of the assessment; it stands in for a decision that is
            not made yet.
        why_not: whether to say why each other row was not chosen.
        decided: day of the decision.
        chain: region codes of the agency, nearest first.
        field: field of enforcement of the agency.
    """

    registry: Registry
    library: Library
    circumstances: Mapping[str, Circumstance]
    as_of: dt.date
    decided: dt.date | None
    chain: tuple[str, ...]
    field: str | None
    regions: Regions
    enforcer: Level | None = None
    why_not: bool = False

    @property
    def decision_day(self) -> dt.date:
        """The day of the decision, or of the assessment before it."""
        return self.decided or self.as_of


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
    options: tuple[Option, ...] = ()
    outcome = Outcome.UNDETERMINED
    settle: tuple[str, ...] = governing.settle
    repealed = bool(governing.choice and governing.choice.choice == "repealed")
    if repealed:
        outcome = Outcome.NO_PENALTY_SHALL
    elif selection is not None:
        outcome, options, more = _branch(governing, selection, view)
        reasons.extend(more)
        settle = selection.unknown_facts if selection.track is None else ()
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
    applied, weighing, table_reasons = _benchmark(
        desk, choice, options, outcome, view
    )
    reasons.extend(table_reasons)
    reasons.extend(weighing.reasons)
    if outcome is Outcome.PENALTY:
        outcome = weighing.outcome
        if outcome is Outcome.PENALTY and applied.spared:
            # The law leaves the fine to choice, and the row gives none.
            outcome = Outcome.NO_PENALTY_MAY
        if outcome is Outcome.PENALTY and _is_open(applied.options):
            outcome = Outcome.UNDETERMINED
    if outcome is Outcome.NO_PENALTY_SHALL:
        kept = _kept(applied.options, weighing)
        applied = evolve(applied, options=tuple(kept))
    stated = _stated(view, applied.options, outcome, weighing)
    result = Result(
        violation=violation.id,
        party=view.party.id,
        item=item.id,
        pointer=view.pointer,
        law=governing.choice,
        table=_table_choice(choice),
        rejected_tables=rejected(choice),
        rows=applied.rows,
        stage=applied.stage,
        outcome=outcome,
        recommended=_recommended(outcome, applied.options),
        alternatives=_alternatives(applied.options, weighing),
        stated=stated,
        missing=_missing(view, applied.options, outcome, weighing),
        reasons=tuple(reasons),
        departures=_departures(view, stated),
        settle=_settle(settle, applied, selection),
        why_not=_why_not(desk, choice, view),
    )
    return Judged(result=result, fine=_statutory_fine(applied.options))


def _kept(
    options: tuple[Option, ...], weighing: Weighing
) -> tuple[Option, ...]:
    """What remains where no penalty is given."""
    return tuple(
        option
        for option in options
        if any(one.covers(option.penalty) for one in weighing.keeps)
    )


def _missing(
    view: FactView,
    options: tuple[Option, ...],
    outcome: Outcome,
    weighing: Weighing,
) -> tuple[MissingKind, ...]:
    """The kinds that must be imposed and are not stated.

    Where no penalty shall be given, or may be spared and is, only what the
    law keeps even then can be missing.
    """
    assert view.violation is not None
    if not view.violation.penalties:
        return ()
    own = _own(view)
    spared = outcome is Outcome.NO_PENALTY_MAY and any(
        stated.kind is PenaltyKind.NO_PENALTY for stated in own
    )
    if spared or outcome is Outcome.NO_PENALTY_SHALL:
        options = _kept(options, weighing)
    return missing(own, options)


def _statutory_fine(options: tuple[Option, ...]) -> Band | None:
    """The first fine that applies, as the statute has it."""
    for option in options:
        if option.penalty.kind is PenaltyKind.FINE and option.applies:
            return option.statute
    return None


def _branch(
    governing: Governing, selection: Selection, view: FactView
) -> tuple[Outcome, tuple[Option, ...], list[Reason]]:
    """The branch of the provision, or why there is none."""
    assert governing.statute is not None
    citation = governing.statute.citations
    evidence, pointers = _facts(selection.evidence, view)
    if selection.track is not None:
        track = selection.track
        options = options_of((track,), view)
        reasons = []
        if len(governing.statute.tracks) > 1:
            held = tuple(e for e in selection.evidence if e.result)
            shown, where = _facts(held, view)
            reasons.append(
                say.track_reason(track.label, shown, track.citation, where)
            )
        reasons.extend(_option_reasons(options))
        return Outcome.PENALTY, options, reasons
    if selection.gap:
        options = options_of((), view)
        reasons = [say.gap_reason(evidence, citation, pointers)]
        reasons.extend(_option_reasons(options))
        return Outcome.STATUTORY_GAP, options, reasons
    labels = [_label(view, fact) for fact in selection.unknown_facts]
    reason = say.unknown_reason(labels, citation, view.pointer)
    return Outcome.UNDETERMINED, options_of((), view), [reason]


def _option_reasons(options: tuple[Option, ...]) -> list[Reason]:
    reasons = []
    for option in options:
        if option.penalty.kind is PenaltyKind.FINE and option.statute:
            reasons.append(say.fine_reason(option, option.statute))
        elif option.citation == ART_28_2:
            reasons.append(say.gains_reason(option))
    return reasons


def _label(view: FactView, fact: str) -> dict[str, str]:
    return {lang: view.label(fact, lang) for lang in LANGS}


def _facts(
    evidence: tuple[Evidence, ...], view: FactView
) -> tuple[list[Text], tuple[str, ...]]:
    """Known facts as short texts, each once, with their pointers."""
    shown: dict[str, Text] = {}
    pointers: dict[str, None] = {}
    for entry in evidence:
        if entry.fact not in shown and entry.state == "known":
            fact = view.facts.vocabulary.entry(entry.fact)
            label = _label(view, entry.fact)
            if entry.value is True:
                # A label that is a clause of its own says it best alone.
                shown[entry.fact] = label
            elif entry.value is False:
                shown[entry.fact] = both(
                    "it is not so that “{label}”", label=label
                )
            else:
                shown[entry.fact] = both(
                    "{label}: {value}",
                    label=label,
                    value={
                        lang: words(fact, entry.value, lang) for lang in LANGS
                    },
                )
            if entry.pointer:
                pointers[entry.pointer] = None
    return list(shown.values()), tuple(pointers)


def _benchmark(
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
        weighing = weigh(
            view.violation,
            view.party.id,
            view.pointer,
            desk.circumstances,
            laws=_laws(desk, view),
        )
        reason = Reason(code="table.none", text=choice.reason)
        return Applied(options=options), weighing, [reason, *_notes(choice)]
    statute = next(
        (o.statute for o in options if o.penalty.kind is PenaltyKind.FINE),
        None,
    )
    _look_back(desk, table, view)
    said = table.evaluate(view, statute=statute, on=choice.day)
    weighing = weigh(
        view.violation,
        view.party.id,
        view.pointer,
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
    return applied, weighing, reasons


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
    counted = look_back_readings(
        table.document.policy,
        earlier,
        acted=violation.act.to or violation.act.from_,
        decided=desk.decision_day,
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


def _table_choice(choice: Choice) -> TableChoice | None:
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


def _why_not(
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


def _own(view: FactView) -> list[Any]:
    """The stated penalties that fall on this party."""
    assert view.violation is not None
    assert view.party is not None
    return [
        stated
        for stated in view.violation.penalties
        if stated.party in (None, view.party.id)
    ]


def _stated(
    view: FactView,
    options: tuple[Option, ...],
    outcome: Outcome,
    weighing: Weighing,
) -> tuple[StatedResult, ...]:
    assert view.violation is not None
    assert view.party is not None
    found = []
    for index, stated in enumerate(view.violation.penalties):
        if stated.party not in (None, view.party.id):
            continue
        where = f"{view.pointer}/penalties/{index}"
        said = judge_stated(
            stated, where, options, outcome, mitigation=weighing.mitigation
        )
        if stated.kind is PenaltyKind.FINE:
            fines = [o for o in options if o.penalty.kind is stated.kind]
            if fines:
                reckoned = reckon(stated, where, fines[0], view)
                said = evolve(said, reckoned=reckoned)
        found.append(said)
    return tuple(found)


def _is_open(options: tuple[Option, ...]) -> bool:
    """Whether the fine cannot be told for want of facts."""
    return any(
        option.pending or option.statute is None
        for option in options
        if option.penalty.kind is PenaltyKind.FINE and option.applies
    )


def _recommended(
    outcome: Outcome, options: tuple[Option, ...]
) -> tuple[Recommended, ...]:
    found = [
        option.recommended()
        for option in options
        if option.applies is True and not option.left_out
    ]
    if outcome is Outcome.NO_PENALTY_SHALL:
        none = Recommended(penalty=Penalty(kind=PenaltyKind.NO_PENALTY))
        found.append(none)
    return tuple(found)


def _alternatives(
    options: tuple[Option, ...], weighing: Weighing
) -> tuple[Recommended, ...]:
    """What mitigation opens: the fine under the statutory floor."""
    if weighing.mitigation is False:
        return ()
    found = []
    for option in options:
        band = option.statute
        if option.penalty.kind is not PenaltyKind.FINE or band is None:
            continue
        if band.from_ is None or band.from_ == 0:
            continue
        under = Band(to=band.from_, to_inclusive=not band.from_inclusive)
        opened = evolve(
            option, statute=under, benchmark=None, point=None, lines=()
        )
        found.append(opened.recommended())
    return tuple(found)


def _departures(
    view: FactView, stated: tuple[StatedResult, ...]
) -> tuple[dict[str, Any], ...]:
    """Where the stated penalty leaves the benchmark, with what was said."""
    assert view.violation is not None
    discretion = view.violation.discretion
    departure = discretion.departure if discretion else None
    return tuple(
        {
            "pointer": entry.pointer,
            "verdict": entry.verdict.value,
            "reason": departure.reason if departure else None,
            "approver": departure.approver if departure else None,
            "discussed": departure.discussed if departure else None,
        }
        for entry in stated
        if entry.verdict
        in (Verdict.OUTSIDE_BENCHMARK, Verdict.OUTSIDE_STATUTE)
    )


def _settle(
    track: tuple[str, ...], applied: Applied, selection: Selection | None
) -> tuple[str, ...]:
    """Facts that would settle what is open, each once."""
    found = [*track]
    if selection is not None and selection.track is not None:
        found.extend(applied.settle)
        for option in applied.options:
            if option.applies is None or (
                option.penalty.kind is PenaltyKind.FINE
                and option.statute is None
            ):
                found.extend(option.settle)
    return tuple(dict.fromkeys(found))
