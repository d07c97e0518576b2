"""Facts that law, items and circumstances supply to the rules.

The vocabulary marks them ``provided``; each function here answers one of
them for a view. What cannot be verified is *not applicable*: a law that is
not held is no reason for a finding.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from attrs import evolve

from penaltykit._pattern import Pattern
from penaltykit.agency import AgencyKinds
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._first_time import first_time
from penaltykit.case import ClaimStatus, Violation
from penaltykit.citation import Citation
from penaltykit.engine import Reading, make_reading
from penaltykit.errors import CitationError
from penaltykit.facts import FactView
from penaltykit.facts._views import Provider
from penaltykit.law import PlaceStatus, Registry
from penaltykit.penalty import PenaltyKind

_BENCHMARK = Pattern(r"裁量(?:权)?(?:适用)?(?:基准|标准|规则|规定|细则|办法)")
_GONE = (PlaceStatus.MISSING, PlaceStatus.NOT_IN_FORCE)
_KEPT = 4096


def providers(
    registry: Registry,
    kinds: AgencyKinds,
    circumstances: Mapping[str, Circumstance],
) -> dict[str, Provider]:
    """The functions that :class:`penaltykit.facts.CaseFacts` asks.

    Args:
        registry: laws and items.
        kinds: kinds of agency, by which fields are named.
        circumstances: by id.
    """
    cited = Provisions(registry)
    return {
        "case.field": partial(_field, registry, kinds),
        "basis.exists": cited.exists,
        "basis.held": cited.held,
        "basis.agrees": cited.agrees,
        "basis.precise": cited.precise,
        "basis.is_benchmark": cited.is_benchmark,
        "circumstances.consistent": partial(_consistent, circumstances),
        **first_time(registry, circumstances),
    }


def _known(value: bool | str, pointer: str) -> Reading:
    return make_reading(("known", value, pointer))


def _none(pointer: str) -> Reading:
    return make_reading(("not-applicable", None, pointer))


def _field(registry: Registry, kinds: AgencyKinds, view: FactView) -> Reading:
    """Kind of agency: as its field names it, else the one kind that every
    item of the case names as competent."""
    stated = view.case.agency.field
    if stated:
        kind = kinds.by_name(stated)
        return _known(stated if kind is None else kind.id, "/agency/field")
    found = set()
    for violation in view.case.violations:
        item = registry.item(violation.item)
        names = {a.kind for a in item.agencies} if item is not None else set()
        if len(names) != 1:
            return make_reading(("unknown", None, "/agency/field"))
        found |= names
    if len(found) != 1:
        return make_reading(("unknown", None, "/agency/field"))
    return _known(found.pop(), "/violations/0/item")


def _consistent(
    circumstances: Mapping[str, Circumstance], view: FactView
) -> Reading:
    """Whether no circumstance found is contradicted by recorded facts."""
    assert view.violation is not None
    assert view.party is not None
    pointer, looked = f"{view.pointer}/circumstances", False
    for index, claim in enumerate(view.violation.circumstances):
        rule = circumstances.get(claim.circumstance)
        if (
            rule is None
            or rule.when is None
            or claim.status is not ClaimStatus.FOUND
            or claim.party not in (None, view.party.id)
        ):
            continue
        looked = True
        if rule.when.truth(view) is False:
            return _known(False, f"{pointer}/{index}")
    return _known(True, pointer) if looked else _none(pointer)


Cited = tuple[str, Citation]
"""Pointer of a citation in the case, and the citation with its law's id."""


class Provisions:
    """What the law says of the provisions that a violation cites."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._resolved: dict[Citation, tuple[Citation, ...]] = {}
        self._verified: dict[tuple[Citation, dt.date | None], PlaceStatus] = {}

    def resolved(self, citation: Citation) -> tuple[Citation, ...]:
        """The citation with law id; nothing where it cannot be read."""
        found = self._resolved.get(citation)
        if found is None:
            try:
                found = self.registry.resolve([citation])
            except CitationError:
                found = ()
            if len(self._resolved) < _KEPT:
                self._resolved[citation] = found
        return found

    def listed(self, view: FactView, *names: str) -> tuple[Cited, ...]:
        """Every place cited in these fields of the violation."""
        number = view.violation_index

        def listed() -> tuple[Cited, ...]:
            if len(names) > 1:
                found = [self.listed(view, name) for name in names]
                return tuple([place for places in found for place in places])
            return tuple(
                [
                    (f"{view.pointer}/{names[0]}/{index}", place)
                    for index, citation in enumerate(
                        getattr(view.violation, names[0])
                    )
                    for place in self.resolved(citation)
                ]
            )

        return view.facts.once(("cited", number, names), listed)

    def _status(self, place: Citation, day: dt.date | None) -> PlaceStatus:
        key = (place, day)
        found = self._verified.get(key)
        if found is None:
            found = self.registry.verify(place, day).status
            if len(self._verified) < _KEPT:
                self._verified[key] = found
        return found

    def exists(self, view: FactView) -> Reading:
        """Whether every place cited exists, in the law as of the act or as
        of the decision; one that cannot be verified is passed over."""
        assert view.violation is not None
        act = view.violation.act
        days = {act.to or act.from_, view.facts.rules_day[0]}
        seen = None
        for pointer, place in self.listed(view, "breached", "penalising"):
            said = {self._status(place, day) for day in days}
            if said <= set(_GONE):
                return _known(False, pointer)
            if PlaceStatus.EXISTS in said:
                seen = seen or pointer
        if seen is None:
            return _none(f"{view.pointer}/penalising")
        return _known(True, seen)

    def held(self, view: FactView) -> Reading:
        """Whether every law cited is held; what cannot be read is not."""
        assert view.violation is not None
        seen = None
        for name in ("breached", "penalising"):
            for index, citation in enumerate(getattr(view.violation, name)):
                pointer = f"{view.pointer}/{name}/{index}"
                places = self.resolved(citation)
                if not places or any(
                    place.law is None
                    or self.registry.by_name(place.law) is None
                    for place in places
                ):
                    return _known(False, pointer)
                seen = seen or pointer
        if seen is None:
            return _none(f"{view.pointer}/penalising")
        return _known(True, seen)

    def is_benchmark(self, view: FactView) -> Reading:
        """Whether a benchmark document is cited as a provision."""
        assert view.violation is not None
        pointer = f"{view.pointer}/penalising"
        for name in ("breached", "penalising"):
            for index, citation in enumerate(getattr(view.violation, name)):
                if _BENCHMARK.search(self._title(citation)):
                    return _known(True, f"{view.pointer}/{name}/{index}")
        if not (view.violation.penalising or view.violation.breached):
            return _none(pointer)
        return _known(False, pointer)

    def _title(self, citation: Citation) -> str:
        """The name of the law cited, or the text as printed."""
        if citation.law is None:
            return citation.text or ""
        law = self.registry.by_name(citation.law)
        return citation.law if law is None else law.zh

    def _owned(
        self, violation: Violation, view: FactView
    ) -> tuple[Citation, ...]:
        """The penalising provisions of the item, in the law as of the act
        and as of the decision."""

        def owned() -> tuple[Citation, ...]:
            act = violation.act
            days = {act.to or act.from_, view.facts.rules_day[0]}
            found = [
                citation
                for day in days
                for statute in self.registry.statutes(violation.item, day)
                for citation in statute.citations
            ]
            return tuple(dict.fromkeys(found))

        return view.facts.once(("owned", view.violation_index), owned)

    def agrees(self, view: FactView) -> Reading:
        """Whether any provision cited is one that penalises the item, and
        none names another item in place of the one that does."""
        assert view.violation is not None
        pointer = f"{view.pointer}/penalising"
        cited = self.listed(view, "penalising")
        owned = self._owned(view.violation, view)
        if not cited or not owned or _spares(view.violation, cited):
            return _none(pointer)
        wrong = _another_item(cited, owned)
        if wrong is not None:
            return _known(False, wrong)
        for where, place in cited:
            if any(compatible(place, own) for own in owned):
                return _known(True, where)
        return _known(False, cited[0][0])

    def precise(self, view: FactView) -> Reading:
        """Whether the provision that penalises the item is cited as deep as
        the law goes for it."""
        assert view.violation is not None
        pointer = f"{view.pointer}/penalising"
        owned = self._owned(view.violation, view)
        coarse = None
        for where, place in self.listed(view, "penalising"):
            for own in owned:
                if not compatible(place, own):
                    continue
                if _depth(place) >= _depth(own):
                    return _known(True, where)
                coarse = where
        return _known(False, coarse) if coarse else _none(pointer)


# What lets a case end without a penalty (arts. 30, 31, 33, 36, 57(1)).
_SPARING = (30, 31, 33, 36, 57)


def _spares(violation: Violation, cited: Sequence[Cited]) -> bool:
    """Whether nothing but "no penalty" is stated, and on provisions of the
    Penalty Law that let a case end so: then no item has to be cited."""
    kinds = {penalty.kind for penalty in violation.penalties}
    return (
        PenaltyKind.NO_PENALTY in kinds
        and not any(kind.is_penalty for kind in kinds)
        and all(
            place.law == "administrative-penalty-law"
            and place.article in _SPARING
            for _, place in cited
        )
    )


def _another_item(
    cited: Sequence[Cited], owned: Sequence[Citation]
) -> str | None:
    """Where an item is cited of a paragraph of which another penalises the
    act, and that other is not cited: a paragraph beside it that concerns
    every item (how the fine is reckoned, say) does not mend this.
    """
    own = [place for place in owned if place.item is not None]
    named = [(where, place) for where, place in cited if place.item]
    if any(compatible(place, one) for _, place in named for one in own):
        return None
    return next(
        (
            where
            for where, place in named
            for one in own
            if compatible(evolve(place, item=None), one)
        ),
        None,
    )


def compatible(cited: Citation, own: Citation) -> bool:
    """Whether two places of one law may be the same: each level that both
    name is the same. An item may be cited without its paragraph."""
    return (
        cited.law == own.law
        and cited.article == own.article
        and cited.article_addition == own.article_addition
        and _same(cited.paragraph, own.paragraph)
        and _same(cited.item, own.item)
    )


def _same(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _depth(citation: Citation) -> int:
    if citation.item is not None:
        return 3
    return 2 if citation.paragraph is not None else 1
