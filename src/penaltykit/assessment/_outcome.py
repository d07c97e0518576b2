"""What law, table and circumstances come to: what is recommended, what is
open besides, what would settle it."""

from collections.abc import Iterable

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.assessment._bench import Applied
from penaltykit.assessment._fact_words import fact_label
from penaltykit.assessment._grade import Weighing
from penaltykit.assessment._option import Option
from penaltykit.assessment._reasons import listed
from penaltykit.assessment._result import (
    Alternative,
    Ground,
    Outcome,
    Recommended,
    Texts,
)
from penaltykit.assessment._spared import contested, kept
from penaltykit.assessment._unstated import Other
from penaltykit.facts import FactView
from penaltykit.law import Selection
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind


def is_open(options: tuple[Option, ...]) -> bool:
    """Whether the fine cannot be told for want of facts."""
    return any(
        option.pending or option.statute is None
        for option in options
        if option.penalty.kind is PenaltyKind.FINE and option.applies
    )


def recommended(
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


def alternatives(
    options: tuple[Option, ...],
    weighing: Weighing,
    others: Iterable[Other],
    view: FactView,
) -> tuple[Alternative, ...]:
    """What is open beside the recommendation.

    Args:
        options: what law and table open, before anything is spared.
        weighing: what the circumstances come to.
        others: what findings that the file leaves unsaid would open.
        view: facts of the violation and party.
    """
    found = []
    if weighing.outcome is not Outcome.NO_PENALTY_SHALL:
        found += _mitigated(options, weighing)
        found += _attested(others, view)
        found += _circumstances(weighing)
    if weighing.outcome is Outcome.NO_PENALTY_MAY:
        found += _sparing(options, weighing, view)
    found += _gains(options, weighing)
    return tuple(found)


def _alternative(
    option: Recommended,
    ground: Ground,
    text: Texts,
    facts: tuple[str, ...] = (),
) -> Alternative:
    return Alternative(
        penalty=option.penalty,
        point=option.point,
        permissive=option.permissive,
        source=option.source,
        arithmetic=option.arithmetic,
        citation=option.citation,
        ground=ground,
        text=text,
        facts=facts,
    )


def _mitigated(
    options: tuple[Option, ...], weighing: Weighing
) -> list[Alternative]:
    """What mitigation opens: the fine under the statutory floor."""
    if weighing.mitigation is False:
        return []
    found = []
    for option in options:
        band = option.statute
        if option.penalty.kind is not PenaltyKind.FINE or band is None:
            continue
        if band.from_ is None or band.from_ == 0:
            continue
        under = Band(
            from_=option.least,
            to=band.from_,
            to_inclusive=not band.from_inclusive,
        )
        opened = evolve(
            option, statute=under, benchmark=None, point=None, lines=()
        ).recommended()
        text = both("Open if mitigation is granted")
        found.append(_alternative(opened, Ground.MITIGATION, text))
    return found


def _attested(others: Iterable[Other], view: FactView) -> list[Alternative]:
    """What a finding would open that the file neither makes nor denies."""
    found = []
    for other in others:
        facts = listed([fact_label(view, fact) for fact in other.facts])
        text = (
            both("Besides, if an officer finds “{facts}”", facts=facts)
            if other.track is None
            else both("Instead, if an officer finds “{facts}”", facts=facts)
        )
        found += [
            _alternative(
                option.recommended(), Ground.ATTESTATION, text, other.facts
            )
            for option in other.options
        ]
    return found


def _circumstances(weighing: Weighing) -> list[Alternative]:
    """What a circumstance of the benchmark document would lead to that
    recorded facts speak for and nobody has found or refused."""
    return [
        _alternative(
            option.recommended(),
            Ground.ATTESTATION,
            both(
                "Instead, if an officer finds “{facts}”",
                facts={"zh": one.rule.zh, "en": one.rule.en},
            ),
            (one.rule.id,),
        )
        for one in weighing.opens
        for option in one.options
    ]


def _sparing(
    options: tuple[Option, ...], weighing: Weighing, view: FactView
) -> list[Alternative]:
    """No penalty, with what remains even so."""
    names = listed(
        [
            {"zh": rule.zh, "en": rule.en}
            for rule in weighing.spares
            if rule.obligation == "may"
        ]
    )
    text = both("Open since no penalty may be given ({names})", names=names)
    none = Recommended(
        penalty=Penalty(kind=PenaltyKind.NO_PENALTY),
        citation=tuple(
            one for rule in weighing.spares for one in rule.citation
        ),
    )
    return [
        _alternative(one, Ground.NO_PENALTY, text)
        for one in (
            none,
            *(
                option.recommended()
                for option in kept(options, weighing, view)
                if option.applies is True
            ),
        )
    ]


def _gains(
    options: tuple[Option, ...], weighing: Weighing
) -> list[Alternative]:
    """The gains, where no penalty is given."""
    text = both("Left to the agency where no penalty is given")
    return [
        _alternative(option.recommended(), Ground.GAINS, text)
        for option in contested(options, weighing)
    ]


def settle(
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


def statutory_fine(options: tuple[Option, ...]) -> Band | None:
    """The first fine that applies, as the statute has it."""
    for option in options:
        if option.penalty.kind is PenaltyKind.FINE and option.applies:
            return option.statute
    return None
