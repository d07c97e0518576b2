"""The penalising provision for one item on one day, and the choice of its
branch by the facts.
"""

from attrs import frozen

from penaltykit.citation import Citation
from penaltykit.engine import Context, Evidence
from penaltykit.law._model import (
    BoundsReading,
    Item,
    Law,
    LawVersion,
    Provision,
    Track,
)


@frozen(kw_only=True)
class Selection:
    """Which branch of a provision the facts lead to.

    Args:
        track: the branch, where exactly one holds and no other may.
        candidates: branches that hold or may hold.
        gap: no branch holds for these facts: the law provides nothing.
        overlap: several branches hold.
        unknown_facts: facts that would settle an open choice.
        evidence: what the answer rests on, branch by branch.
    """

    track: Track | None
    candidates: tuple[Track, ...]
    gap: bool
    overlap: bool
    unknown_facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@frozen(kw_only=True)
class Statute:
    """A penalising provision as it stood on a day."""

    item: Item
    law: Law
    version: LawVersion
    provision: Provision

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The provision, with law and version."""
        return self.provision.citations

    @property
    def bounds(self) -> BoundsReading:
        """How 以上 and 以下 are read."""
        return self.version.bounds

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The branches, in the order of the law."""
        return self.provision.tracks

    def select(self, view: Context) -> Selection:
        """The branch that the facts lead to.

        Args:
            view: the facts of one violation of one party.
        """
        sure: list[Track] = []
        candidates: list[Track] = []
        settle: list[str] = []
        evidence: list[Evidence] = []
        for track in self.tracks:
            if track.when is None:
                sure.append(track)
                candidates.append(track)
                continue
            verdict = track.when.evaluate(view)
            evidence.extend(verdict.evidence)
            if verdict.value is False:
                continue
            candidates.append(track)
            if verdict.value is None:
                settle.extend(verdict.settle)
            else:
                sure.append(track)
        chosen = len(sure) == 1 and len(candidates) == 1
        return Selection(
            track=sure[0] if chosen else None,
            candidates=tuple(candidates),
            gap=not candidates,
            overlap=len(sure) > 1,
            unknown_facts=tuple(dict.fromkeys(settle)),
            evidence=tuple(dict.fromkeys(evidence)),
        )


@frozen(kw_only=True)
class Absence:
    """That the law of a day does not penalise an item, and is known not to.

    Args:
        statute: the provision as the nearest version has it: the last before
            that did, or the first after.
        in_force: the version of that day, which does not have it.
        repealed_by: the version with which it went; ``None`` where it was
            not there yet.
    """

    statute: Statute
    in_force: LawVersion
    repealed_by: LawVersion | None

    @property
    def repealed(self) -> bool:
        """Whether it was there before and is gone."""
        return self.repealed_by is not None


@frozen(kw_only=True)
class StatutePair:
    """The provision at the act and at the decision (行政处罚法 art. 37).

    ``at_act`` is ``None`` where the law of that day is not held, or is known
    not to penalise the item (``not_at_act``); so it is with ``at_decision``.
    """

    at_act: Statute | None
    at_decision: Statute | None
    not_at_act: Absence | None = None
    not_at_decision: Absence | None = None

    @property
    def repealed(self) -> bool:
        """Whether the law at the decision no longer sees a breach."""
        return self.not_at_decision is not None and (
            self.not_at_decision.repealed
        )

    @property
    def same(self) -> bool:
        """Whether one version governs on both days."""
        return (
            self.at_act is not None
            and self.at_decision is not None
            and self.at_act.version is self.at_decision.version
            and self.at_act.provision is self.at_decision.provision
        )
