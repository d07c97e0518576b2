"""The branch of the provision that the facts lead to, and why."""

from attrs import frozen

from penaltykit.assessment import _reasons as say
from penaltykit.assessment._fact_words import fact_label, fact_texts
from penaltykit.assessment._govern import ATTESTED, Governing
from penaltykit.assessment._law_words import shared_reason, unstated_reason
from penaltykit.assessment._option import Option
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.assessment._shared import shared_track
from penaltykit.assessment._statute import ART_28_2, options_of
from penaltykit.assessment._subject import unfit_reasons
from penaltykit.assessment._unstated import Other, unstated
from penaltykit.facts import FactView
from penaltykit.law import Selection, Track
from penaltykit.penalty import PenaltyKind


@frozen(kw_only=True)
class Branch:
    """What the provision opens on the facts.

    Args:
        outcome: as far as the provision alone tells.
        options: the penalties that it opens for the party.
        reasons: in order.
        others: what findings that the file leaves unsaid would open.
    """

    outcome: Outcome
    options: tuple[Option, ...] = ()
    reasons: tuple[Reason, ...] = ()
    others: tuple[Other, ...] = ()


def branch(
    governing: Governing, selection: Selection, view: FactView
) -> Branch:
    """The branch of the provision, or why there is none."""
    statute = governing.statute
    assert statute is not None
    citation = statute.citations
    track = selection.track
    found = track or shared_track(statute, selection, view)
    options = options_of(() if found is None else (found,), view)
    others = unstated(statute, selection, options, view)
    told = others
    if governing.later is not None:
        # That the two laws do not compare is told where the law is chosen.
        others = (*others, of_later(governing.later, view))
    reasons = []
    if track is not None:
        outcome = Outcome.PENALTY
        citation = track.citation
        if len(statute.tracks) > 1:
            held = tuple(e for e in selection.evidence if e.result)
            shown, where = fact_texts(held, view)
            reasons.append(
                say.track_reason(track.label, shown, citation, where)
            )
    elif selection.gap:
        outcome = Outcome.STATUTORY_GAP
        shown, where = fact_texts(selection.evidence, view)
        reasons.append(say.gap_reason(shown, citation, where))
    else:
        outcome = Outcome.UNDETERMINED
        names = [fact_label(view, fact) for fact in selection.unknown_facts]
        reasons.append(say.unknown_reason(names, citation, view.pointer))
    if found is not None and track is None:
        common = [one for one in options if one.citation != ART_28_2]
        reasons.append(shared_reason(common, citation, gap=selection.gap))
    reasons.extend(unstated_reason(one, view, citation) for one in told)
    if found is not None:
        reasons.extend(unfit_reasons(found, view, citation, view.pointer))
    if track is not None or selection.gap:
        reasons.extend(_option_reasons(options))
    return Branch(
        outcome=outcome, options=options, reasons=tuple(reasons), others=others
    )


def _option_reasons(options: tuple[Option, ...]) -> list[Reason]:
    reasons = []
    for option in options:
        if option.penalty.kind is PenaltyKind.FINE and option.statute:
            reasons.append(say.fine_reason(option, option.statute))
        elif option.citation == ART_28_2:
            reasons.append(say.gains_reason(option))
    return reasons


def of_later(track: Track, view: FactView) -> Other:
    """What the newer law would open if it were attested as the milder."""
    options = options_of((track,), view)
    return Other(
        facts=(ATTESTED,),
        track=track,
        options=tuple(one for one in options if one.applies is not False),
    )
