"""What the circumstances of a violation come to, as data.

:mod:`penaltykit.assessment._grade` works it out.
"""

from attrs import frozen

from penaltykit.assessment import _circumstance_words as say
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._result import Outcome, Reason
from penaltykit.assessment._waiting import Waiting
from penaltykit.benchmark import DocumentCircumstance, Grade
from penaltykit.penalty import Penalty, PenaltyKind


@frozen(kw_only=True)
class Move:
    """A shift of stage or a correction that an officer found.

    Args:
        rule: the circumstance, with what the document makes of it.
        sure: whether it is made: the document calls for it, or only allows
            it and the officer has chosen it.
        pointer: of the claim.
    """

    rule: Circumstance
    sure: bool
    pointer: str

    @property
    def own(self) -> DocumentCircumstance:
        """What the document makes of it."""
        assert self.rule.rule is not None
        return self.rule.rule

    @property
    def name(self) -> Text:
        """The circumstance in words."""
        return say.named(self.rule)


@frozen(kw_only=True)
class Kept:
    """What a circumstance leaves although no penalty is given.

    Args:
        kind: of the penalty that remains.
        objects: what alone it falls on; empty for whatever the law names.
    """

    kind: PenaltyKind
    objects: tuple[str, ...] = ()

    def covers(self, penalty: Penalty) -> bool:
        """Whether a penalty of the statute is what remains."""
        return penalty.kind is self.kind and (
            not self.objects or penalty.object in self.objects
        )


@frozen(kw_only=True)
class Weight:
    """A circumstance that counts.

    Args:
        rule: the circumstance.
        effect: ``lenient``, ``mitigate``, ``severe``, ``open``, ...
        chosen: the effect that the officer chose, if any.
        graded: whether it counts for the place in the band.
    """

    rule: Circumstance
    effect: str
    chosen: str | None = None
    graded: bool = True

    @property
    def binds(self) -> bool:
        """Whether it has to show in the penalty: the law calls for it, or
        the officer chose to use it."""
        return self.rule.obligation == "shall" or self.chosen is not None


@frozen(kw_only=True)
class Opens:
    """What a circumstance would lead to if an officer found it.

    Args:
        rule: the circumstance.
        options: the penalties that would then be otherwise.
    """

    rule: Circumstance
    options: tuple[Option, ...]


@frozen(kw_only=True)
class Weighing:
    """What the circumstances that were found come to.

    Args:
        outcome: what they lead to by themselves.
        grade: position in the band; ``None`` where lenient and severe
            grounds stand against each other.
        mitigation: whether to go below the statutory floor; ``None`` where
            the ground is found and the choice is not stated. Only a law
            opens it.
        keeps: what remains although no penalty is given.
        spares: the grounds on which no penalty shall or may be given.
        shifts: moves between stages, by the benchmark document.
        corrections: what it takes off in percent, unless it is ruled out.
        reasons: one for each circumstance that was claimed or found.
        weights: each circumstance that counts.
        left: circumstances of the benchmark document that recorded facts
            speak for, and that an officer is still to find or refuse.
        opens: what each of these would open.
        waits: grounds for no penalty that hang on a finding not made.
    """

    outcome: Outcome = Outcome.PENALTY
    grade: Grade | None = Grade.ORDINARY
    mitigation: bool | None = False
    keeps: tuple[Kept, ...] = ()
    spares: tuple[Circumstance, ...] = ()
    shifts: tuple[Move, ...] = ()
    corrections: tuple[Move, ...] = ()
    reasons: tuple[Reason, ...] = ()
    weights: tuple[Weight, ...] = ()
    left: tuple[Circumstance, ...] = ()
    opens: tuple[Opens, ...] = ()
    waits: tuple[Waiting, ...] = ()
