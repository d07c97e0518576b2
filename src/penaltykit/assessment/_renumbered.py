"""Places under the numbers of the version of the law that is in force.

The article that an item breaches is written once, by its number in the
oldest version that penalises it; where later versions number otherwise, it is
followed there. A place that is right by the number of another version is told
what it became.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._findings import by_language
from penaltykit.assessment._option import Text
from penaltykit.assessment._provide import Cited, Provisions, compatible
from penaltykit.case import Violation
from penaltykit.citation import Citation
from penaltykit.engine import Reading, make_reading
from penaltykit.facts import FactView
from penaltykit.facts._views import Provider
from penaltykit.law import Fate, Item, Law, LawVersion, Registry

_NOTHING: Final = {"zh": "", "en": ""}


@frozen
class Own:
    """A place that belongs to an item, in one version of its law.

    Args:
        place: with the version; its paragraph is left out where the article
            moved, since that may have changed too.
        sure: whether the version says how it numbers the article.
    """

    place: Citation
    sure: bool = True


def breached_at(registry: Registry, item: Item, day: dt.date) -> list[Own]:
    """The places that an item breaches, as the law of a day numbers them.

    A place of a law of which nothing is held on that day stays as it is
    written; one that is gone is left out.
    """
    found = []
    for own in item.breached:
        law = None if own.law is None else registry.law(own.law)
        version = None if law is None else law.version_at(day)
        if law is None or version is None:
            found.append(Own(own))
            continue
        moved = _in_version(law, own, _base(law, item), version)
        if moved is not None:
            found.append(moved)
    return found


def _base(law: Law, item: Item) -> LawVersion:
    """The version by whose numbers the item is written."""
    names = [p.provision for p in item.penalising if p.law == law.id]
    return next(
        (
            version
            for version in law.versions
            if any(name in version.provisions for name in names)
        ),
        law.versions[0],
    )


def _in_version(
    law: Law, own: Citation, base: LawVersion, version: LawVersion
) -> Own | None:
    written = evolve(own, version=base.id)
    if version is base:
        return Own(written)
    followed = law.follow(written, version.id)
    if followed.fate is Fate.REPEALED:
        return None
    if followed.citation is None:
        return Own(evolve(own, version=version.id), sure=False)
    if followed.fate is Fate.SAME:
        return Own(evolve(own, version=version.id))
    return Own(followed.citation)


def breach_agrees(
    registry: Registry, cited: Provisions, view: FactView, violation: Violation
) -> Reading:
    """Whether any provision cited as breached is one that forbids the act
    of the item, as the law of the act or of the decision numbers it; an item
    that lists none, or one of another law, leaves nothing to compare."""
    item = registry.item(violation.item)
    pointer = f"{view.pointer}/breached"
    places = cited.listed(view, "breached")
    if item is None or not item.breached or not places:
        return make_reading(("not-applicable", None, pointer))
    owned = [
        own for day in _days(view) for own in breached_at(registry, item, day)
    ]
    for where, place in places:
        if any(compatible(place, own.place) for own in owned):
            return make_reading(("known", True, where))
    laws = {own.law for own in item.breached}
    if all(place.law not in laws for _, place in places):
        return make_reading(("not-applicable", None, pointer))
    return make_reading(("known", False, places[0][0]))


def became_providers(registry: Registry) -> dict[str, Provider]:
    """What places became that are cited by the number of another version."""
    cited = Provisions(registry)

    def breach(view: FactView) -> Reading:
        return _became(registry, cited, view, "breached")

    def basis(view: FactView) -> Reading:
        return _became(registry, cited, view, "penalising")

    return {"basis.breach_became": breach, "basis.became": basis}


def _days(view: FactView) -> list[dt.date]:
    """Of the act and of the decision, those that are known."""
    assert view.violation is not None
    act = view.violation.act
    days = (act.to or act.from_, view.facts.rules_day[0])
    return list(dict.fromkeys(day for day in days if day is not None))


def _became(
    registry: Registry, cited: Provisions, view: FactView, name: str
) -> Reading:
    assert view.violation is not None
    item = registry.item(view.violation.item)
    days = _days(view)
    told: list[Text] = []
    if item is not None and days:
        places = cited.listed(view, name)
        told = list(_told(registry, item, places, days[0], name))
    text = {
        lang: "".join(_gap(lang) + one[lang] for one in told) for lang in LANGS
    }
    return make_reading(("known", by_language(text), f"{view.pointer}/{name}"))


def _gap(lang: str) -> str:
    return "" if lang == "zh" else " "


def _told(
    registry: Registry,
    item: Item,
    places: Sequence[Cited],
    day: dt.date,
    name: str,
) -> Iterator[Text]:
    """One sentence for each place that another version has for the item and
    the one in force has elsewhere."""
    for _, place in places:
        law = None if place.law is None else registry.law(place.law)
        version = None if law is None else law.version_at(day)
        if law is None or version is None:
            continue
        now = _owned(law, version, item, name)
        if any(compatible(place, own) for own in now):
            continue
        for other in law.versions:
            if other is version:
                continue
            then = _owned(law, other, item, name)
            if any(compatible(place, own) for own in then):
                yield _sentence(registry, place, other, now, version)
                break


def _owned(
    law: Law, version: LawVersion, item: Item, name: str
) -> list[Citation]:
    """The places of an item in one version of a law."""
    if name == "penalising":
        return [
            citation
            for entry in item.penalising
            if entry.law == law.id and entry.provision in version.provisions
            for citation in version.provisions[entry.provision].citations
        ]
    base = _base(law, item)
    found = (
        _in_version(law, own, base, version)
        for own in item.breached
        if own.law == law.id
    )
    return [one.place for one in found if one is not None and one.sure]


def _sentence(
    registry: Registry,
    place: Citation,
    other: LawVersion,
    now: Sequence[Citation],
    version: LawVersion,
) -> Text:
    def print_(citations: Sequence[Citation]) -> Text:
        return {
            lang: registry.format(
                [evolve(one, version=None) for one in citations], lang
            )
            for lang in LANGS
        }

    given = {
        "place": print_([place]),
        "other": other.id,
        "version": version.id,
    }
    if not now:
        return both(
            "{place} is right for the version {other}; the version {version},"
            " in force here, has no such provision.",
            **given,
        )
    return both(
        "{place} is the number in the version {other}; in the version"
        " {version}, in force here, it is {now}.",
        now=print_(now),
        **given,
    )
