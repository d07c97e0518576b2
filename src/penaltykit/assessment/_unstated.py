"""What the law would open if an officer attested what the file leaves unsaid.

Some branches stand behind a finding that only an officer can make: that a
case is grave, that an order was not obeyed in time. Where the file says
nothing of it nobody has found it, and the ordinary branch is taken. That is
told, and the other branch is shown beside it: missing is never "no".
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import evolve, frozen

from penaltykit.assessment._option import Option
from penaltykit.assessment._statute import branch_options, options_of
from penaltykit.engine import FactType, Reading
from penaltykit.facts import FactView, Vocabulary
from penaltykit.law import Provision, Selection, Statute, Track, is_step


class Supposed(Mapping[str, Reading]):
    """The facts of a view, some of them supposed to be otherwise."""

    __slots__ = ("_readings", "_view")

    def __init__(
        self, view: FactView, readings: Mapping[str, Reading]
    ) -> None:
        self._view = view
        self._readings = readings

    def __getitem__(self, name: str) -> Reading:
        found = self._readings.get(name)
        return self._view[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._view)

    def __len__(self) -> int:
        return len(self._view)

    def __contains__(self, name: object) -> bool:
        return name in self._view

    def label(self, name: str, lang: str = "zh") -> str:
        """The label of a fact in ``lang``."""
        return self._view.label(name, lang)


@frozen(kw_only=True)
class Other:
    """What would be open if a finding that is not stated were made.

    Args:
        facts: what an officer would have to attest, each the opposite of
            what is taken where nothing is said.
        track: the branch that would apply; ``None`` where the branch stays
            and only penalties are added.
        options: the penalties of that branch, or those that are added.
    """

    facts: tuple[str, ...]
    track: Track | None
    options: tuple[Option, ...]


@lru_cache(maxsize=8)
def _attestations(vocabulary: Vocabulary) -> frozenset[str]:
    """The findings that count as not made where nothing is said."""
    return frozenset(
        entry.id
        for entry in vocabulary.entries()
        if entry.absent is not None and entry.type is FactType.TRUTH
    )


def silent_facts(names: Iterable[str], view: FactView) -> tuple[str, ...]:
    """The attestations among facts of which the file says nothing at all.

    Args:
        names: facts that conditions ask for.
        view: of the violation and party.

    Returns:
        Each once, by name.
    """
    assert view.violation is not None
    asked = _attestations(view.facts.vocabulary).intersection(names)
    return tuple(
        name
        for name in sorted(asked)
        if name not in view.violation.facts and name not in view.case.facts
    )


def suppose(facts: Iterable[str], view: FactView) -> Supposed:
    """The view with attestations turned round."""
    readings = {}
    for name in facts:
        taken = view[name]
        readings[name] = Reading("known", not taken.value, taken.pointer)
    return Supposed(view, readings)


def unstated(
    statute: Statute,
    selection: Selection,
    options: tuple[Option, ...],
    view: FactView,
) -> tuple[Other, ...]:
    """What findings that the file leaves unsaid would open.

    Args:
        statute: that governs.
        selection: the branch that the facts lead to.
        options: what it opens for the party.
        view: facts of the violation and party.

    Returns:
        One for each attestation that makes a difference by itself; where
        none does alone, one for all of them together.
    """
    silent = silent_facts(_asked(statute.provision), view)
    if not silent:
        return ()
    found = [
        other
        for fact in silent
        if (other := _other((fact,), statute, selection, options, view))
    ]
    if not found and len(silent) > 1:
        other = _other(silent, statute, selection, options, view)
        found = [] if other is None else [other]
    return tuple(found)


def _asked(provision: Provision) -> frozenset[str]:
    """The facts that its conditions ask for."""
    return frozenset().union(
        *(
            condition.facts
            for track in provision.tracks
            for condition in (track.when, *track.conditions)
            if condition is not None
        )
    )


def _other(
    facts: tuple[str, ...],
    statute: Statute,
    selection: Selection,
    options: tuple[Option, ...],
    view: FactView,
) -> Other | None:
    """What would be open if these were attested, if it is another thing."""
    supposed = suppose(facts, view)
    track = selection.track
    if (
        track is not None
        and not _chooses(statute, facts)
        and not any(is_step(penalty) for penalty in track.penalties)
    ):
        added = _added(track, facts, options, supposed)
        return Other(facts=facts, track=None, options=added) if added else None
    chosen = statute.select(supposed).track
    if chosen is None:
        return None
    opened = _open(options_of((chosen,), supposed))
    if chosen is not track:
        return Other(facts=facts, track=chosen, options=opened)
    added = tuple(option for option in opened if option not in options)
    return Other(facts=facts, track=None, options=added) if added else None


def _chooses(statute: Statute, facts: tuple[str, ...]) -> bool:
    """Whether one of the facts chooses between branches."""
    return any(
        track.when is not None and not track.when.facts.isdisjoint(facts)
        for track in statute.tracks
    )


def _added(
    track: Track,
    facts: tuple[str, ...],
    options: tuple[Option, ...],
    supposed: Supposed,
) -> tuple[Option, ...]:
    """The penalties of a branch that hang on the facts and are not open."""
    hanging = [
        (penalty, condition)
        for penalty, condition in zip(
            track.penalties, track.conditions, strict=True
        )
        if condition is not None and not condition.facts.isdisjoint(facts)
    ]
    part = evolve(
        track,
        penalties=tuple(penalty for penalty, _ in hanging),
        conditions=tuple(condition for _, condition in hanging),
    )
    now = {id(one.penalty) for one in options if one.applies is not False}
    return tuple(
        option
        for option in _open(branch_options(part, supposed))
        if id(option.penalty) not in now
    )


def _open(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(one for one in options if one.applies is not False)
