"""The provisions that the wording of a paper cites, held against the file.

The law named in a wording is looked up; one that is not held, or is named in
words that are no name, is passed over.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from penaltykit._pattern import Pattern
from penaltykit.assessment._provide import Provisions, compatible
from penaltykit.case import Paper, PaperKind
from penaltykit.citation import Citation, find_citations, to_chinese
from penaltykit.engine import Reading, make_reading
from penaltykit.facts import FactView
from penaltykit.facts._derive_acting import printed_among, sound_basis
from penaltykit.facts._derive_paper import addressed
from penaltykit.facts._views import Provider
from penaltykit.law import Registry

_GENERAL: Final = "administrative-penalty-law"
_DECISIONS: Final = (PaperKind.DECISION, PaperKind.ON_THE_SPOT_DECISION)
_ARTICLE: Final = Pattern(r"第\s*([零〇一二三四五六七八九十百0-9]+)\s*条")


def text_providers(cited: Provisions) -> dict[str, Provider]:
    """Facts of a paper that need the names of laws.

    Args:
        cited: the provisions that a file cites, by law id.
    """
    return {"paper.basis_cited": partial(_cites, cited)}


def places_in(
    registry: Registry, view: FactView, paper: Paper
) -> tuple[Citation, ...]:
    """The places of held laws that the wording of a paper cites.

    Args:
        registry: laws by name.
        view: of the case.
        paper: one of its papers.
    """
    text = paper.text

    def found() -> tuple[Citation, ...]:
        places = find_citations(text or "", registry.names)
        return tuple(
            place.citation
            for place in places
            if place.citation.law and registry.by_name(place.citation.law)
        )

    return view.facts.once(("text-places", text), found)


def missed(
    cited: Provisions, view: FactView, paper: Paper, wanted: Citation
) -> bool:
    """Whether a wording cites a law and not this place of it, nor any other
    place of the article that the file cites, or one that the file does not.
    An article that it names without the law counts as cited.

    Args:
        cited: the provisions that a file cites, by law id.
        view: of the case.
        paper: with its wording.
        wanted: with the id of the law.
    """
    of_law = [
        place
        for place in places_in(cited.registry, view, paper)
        if place.law == wanted.law
    ]
    same = [place for place in of_law if place.article == wanted.article]
    if not same:
        return bool(of_law) and not _names(paper.text or "", wanted.article)
    breached, penalising = (
        {
            place
            for violation in view.case.violations
            for citation in getattr(violation, name)
            for place in cited.resolved(citation)
        }
        for name in ("breached", "penalising")
    )
    if printed_among(wanted, same, breached):
        return False
    own = breached | penalising
    return any(
        not any(compatible(place, one) for place in own) for one in same
    ) or not any(
        compatible(place, one) for place in penalising for one in same
    )


def _names(text: str, article: int | None) -> bool:
    if article is None:
        return True
    forms = {str(article), to_chinese(article)}
    return any(match[1] in forms for match in _ARTICLE.finditer(text))


def _cites(cited: Provisions, view: FactView) -> Reading:
    """Whether a decision cites each provision by which the file punishes the
    parties that it names (art. 59(1)(3)), in the list of what it prints and
    in its wording; not applicable where neither cites a place of such a law,
    or the file cites wrongly."""
    paper = view.paper
    pointer = f"{view.pointer}/text"
    listed = view["paper.cites_the_basis"]
    if paper is None or paper.text is None or paper.kind not in _DECISIONS:
        return listed
    if listed.value is False:
        return listed
    seen = False
    for place in _wanted(cited, view):
        places = places_in(cited.registry, view, paper)
        if not any(one.law == place.law for one in places):
            continue
        seen = True
        if missed(cited, view, paper, place):
            return make_reading(("known", False, pointer))
    return make_reading(("known", True, pointer)) if seen else listed


def _wanted(cited: Provisions, view: FactView) -> Sequence[Citation]:
    mine = addressed(view)
    return [
        place
        for number, party in view.facts.pairs()
        if party in mine and sound_basis(view.facts.violation(number, party))
        for citation in view.case.violations[number].penalising
        for place in cited.resolved(citation)
        if place.law not in (None, _GENERAL)
    ]


def told_otherwise(
    cited: Provisions, view: FactView, paper: Paper, place: Citation
) -> bool:
    """Whether the wording of a notice cites other places of the law than the
    one that the file records of it.

    Args:
        cited: the provisions that a file cites, by law id.
        view: of the case.
        paper: the notice.
        place: by which the party is punished.
    """
    if paper.text is None:
        return False
    recorded = any(
        compatible(place, one)
        for citation in paper.provisions
        for one in cited.resolved(citation)
    )
    return recorded and missed(cited, view, paper, place)
