"""Facts about power and basis that the law supplies: is the agency of the
right kind and level, is the provision of a rank that may give the penalty.

As in :mod:`penaltykit.assessment._provide`: what the data cannot tell is
*not applicable*, and no reason for a finding.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from penaltykit._fields import load_node
from penaltykit._pattern import Pattern
from penaltykit.agency import AgencyKinds, Level
from penaltykit.agency._region import level_of
from penaltykit.assessment._provide import Provisions, compatible
from penaltykit.assessment._provide_text import (
    text_providers,
    told_otherwise,
)
from penaltykit.assessment._renumbered import (
    became_providers,
    breach_agrees,
)
from penaltykit.case import Agency, JointAgency, PaperKind, Violation
from penaltykit.citation import Citation
from penaltykit.engine import Reading, make_reading
from penaltykit.errors import Fault, RuleError
from penaltykit.facts import FactView
from penaltykit.facts._derive_party import papers_to
from penaltykit.facts._derive_penalty import stated
from penaltykit.facts._views import Provider
from penaltykit.law import Registry
from penaltykit.penalty import PenaltyKind

Places = Mapping[str, frozenset[tuple[int, int, int]]]
"""Law id to its catch-all items: article, paragraph, item."""

_Of = Callable[[FactView, Violation], Reading]

_DOCUMENT = Pattern(r"〔(?:19|20)[0-9]{2}〕\s*[0-9]+\s*号")
_RULES = ("department-rule", "local-government-rule")
_LOCAL = (*_RULES, "local-regulation")
_LICENCE = "营业执照"
_OF_RULES = (
    PenaltyKind.WARNING,
    PenaltyKind.CRITICISM,
    PenaltyKind.FINE,
    PenaltyKind.CONFISCATE_GAINS,
)


def course_providers(
    registry: Registry, kinds: AgencyKinds, catch_all: Places
) -> dict[str, Provider]:
    """The functions that :class:`penaltykit.facts.CaseFacts` asks.

    Args:
        registry: laws and items.
        kinds: of agency; a field that names none of them is not compared.
        catch_all: items that punish or forbid "other" acts.
    """
    cited = Provisions(registry)
    of: dict[str, _Of] = {
        "agency.kind_competent": partial(_kind_competent, registry, kinds),
        "agency.level_competent": partial(_level_competent, registry, kinds),
        "basis.breach_agrees": partial(breach_agrees, registry, cited),
        "basis.is_document": _is_document,
        "basis.catch_all": partial(_catch_all, cited, catch_all),
        "basis.law_for_detention": partial(_for_detention, registry, cited),
        "basis.rank_suffices": partial(_rank_suffices, registry, cited),
    }
    return {
        **{name: _of_violation(function) for name, function in of.items()},
        "party.basis_told": partial(_basis_told, cited),
        **text_providers(cited),
        **became_providers(registry),
    }


def _of_violation(function: _Of) -> Provider:
    def read(view: FactView) -> Reading:
        assert view.violation is not None
        return function(view, view.violation)

    return read


def _known(value: bool, pointer: str) -> Reading:
    return make_reading(("known", value, pointer))


def _none(pointer: str) -> Reading:
    return make_reading(("not-applicable", None, pointer))


def _kind_competent(
    registry: Registry,
    kinds: AgencyKinds,
    view: FactView,
    violation: Violation,
) -> Reading:
    """Whether the inventory names the agency's kind, or that of one that
    decides with it, as competent for the item (art. 17)."""
    item = registry.item(violation.item)
    field = view["case.field"]
    if item is None or not item.agencies or str(field.value) not in kinds:
        return _none("/agency/field")
    competent = {competence.kind for competence in item.agencies}
    if field.value in competent:
        return _known(True, field.pointer)
    joint = [_kind_of(kinds, one) for one in view.case.joint_agencies]
    if None in joint:
        return _none("/joint_agencies")
    return _known(not competent.isdisjoint(joint), field.pointer)


def _kind_of(kinds: AgencyKinds, agency: JointAgency) -> str | None:
    kind = kinds.by_name(agency.field) if agency.field else None
    return None if kind is None else kind.id


def _level(agency: Agency | JointAgency) -> Level | None:
    if agency.level in tuple(Level):
        return Level(agency.level)
    return level_of(agency.region) if agency.region else None


def _level_competent(
    registry: Registry,
    kinds: AgencyKinds,
    view: FactView,
    violation: Violation,
) -> Reading:
    """Whether the agency, or one that decides with it, stands at least at
    the level from which the inventory gives the power (art. 23)."""
    item = registry.item(violation.item)
    pointer = "/agency/level" if view.case.agency.level else "/agency/region"
    if item is None:
        return _none(pointer)
    named: list[tuple[Agency | JointAgency, object]] = [
        (view.case.agency, view["case.field"].value)
    ]
    named += [(one, _kind_of(kinds, one)) for one in view.case.joint_agencies]
    answers = []
    for agency, field in named:
        level = _level(agency)
        least = [
            Level(competence.level).rank
            for competence in item.agencies
            if competence.kind == field and competence.level
        ]
        if level is not None and least:
            answers.append(level.rank >= min(least))
    return _known(any(answers), pointer) if answers else _none(pointer)


def _is_document(view: FactView, violation: Violation) -> Reading:
    """Whether a document with a number of its own (〔year〕number) stands
    among the provisions: art. 16 lets only laws, regulations and rules give
    penalties."""
    for name in ("penalising", "breached"):
        for index, citation in enumerate(getattr(violation, name)):
            text = f"{citation.law or ''}{citation.text or ''}"
            if _DOCUMENT.search(text):
                return _known(True, f"{view.pointer}/{name}/{index}")
    if not violation.penalising:
        return _none(f"{view.pointer}/penalising")
    return _known(False, f"{view.pointer}/penalising")


def _catch_all(
    cited: Provisions, catch_all: Places, view: FactView, violation: Violation
) -> Reading:
    """Whether the act is brought under a clause for "other" acts."""
    del violation
    places = cited.listed(view, "breached", "penalising")
    for where, place in places:
        listed = catch_all.get(place.law or "", frozenset())
        key = (place.article or 0, place.paragraph or 1, place.item or 0)
        if key in listed:
            return _known(True, where)
    pointer = f"{view.pointer}/penalising"
    return _known(False, pointer) if places else _none(pointer)


_GENERAL = "administrative-penalty-law"


def _places(
    cited: Provisions, citations: Iterable[Citation]
) -> list[Citation] | None:
    """Citations with law ids; ``None`` where one cannot be read, so that
    nothing may be said of what is missing."""
    found: list[Citation] = []
    for citation in citations:
        places = cited.resolved(citation)
        if not places or any(place.law is None for place in places):
            return None
        found.extend(places)
    return found


def _basis_told(cited: Provisions, view: FactView) -> Reading:
    """Whether the last prior notice printed every provision by which the
    party is punished (arts. 44, 62).

    Where the file records what the decision prints, only what it prints is
    asked about, and where the file itself cites a place that is not that of
    the item, what the decision prints of that article; the Penalty Law
    itself, cited for leniency or payment, punishes nobody. Not applicable
    where the notice's provisions are not recorded; unknown where one of them
    cannot be read.
    """
    notices = papers_to(view, PaperKind.PRIOR_NOTICE)
    if not notices or not notices[-1][1].provisions:
        return _none("/papers")
    index, notice = notices[-1]
    pointer = f"/papers/{index}/provisions"
    told = _places(cited, notice.provisions)
    printed = _places(
        cited,
        [
            citation
            for _, decision in papers_to(view, PaperKind.DECISION)
            for citation in decision.provisions
        ],
    )
    assert view.party_index is not None
    for number, where, place in _punishing(cited, view):
        asked = [place]
        if printed and not any(compatible(place, one) for one in printed):
            inner = view.facts.violation(number, view.party_index)
            wrong = inner["basis.agrees"].value is False
            asked = [p for p in printed if wrong and _same_article(place, p)]
        if told is None and asked:
            return make_reading(("unknown", None, pointer))
        for one in asked:
            if not any(compatible(one, other) for other in told or ()):
                return _known(False, where if one is place else pointer)
            if told_otherwise(cited, view, notice, one):
                return _known(False, f"/papers/{index}/text")
    return _known(True, pointer)


def _same_article(one: Citation, other: Citation) -> bool:
    return (one.law, one.article) == (other.law, other.article)


def _punishing(
    cited: Provisions, view: FactView
) -> Iterator[tuple[int, str, Citation]]:
    """The provisions by which the party of a view is punished, with the
    position of the violation and the place of each."""
    for number, party in view.facts.pairs():
        if party != view.party_index:
            continue
        violation = view.case.violations[number]
        for index, citation in enumerate(violation.penalising):
            for place in cited.resolved(citation):
                if place.law not in (None, _GENERAL):
                    where = f"/violations/{number}/penalising/{index}"
                    yield number, where, place


def _ranks(
    registry: Registry, cited: Provisions, view: FactView
) -> list[tuple[str, str]] | None:
    """Rank of each law cited as penalising, with the place of the citation;
    ``None`` where one is not known. The Penalty Law provides no penalty for
    an act, so that citing it beside a rule lends the rule no rank."""
    return view.facts.once(
        ("ranks", view.violation_index),
        lambda: _find_ranks(registry, cited, view),
    )


def _find_ranks(
    registry: Registry, cited: Provisions, view: FactView
) -> list[tuple[str, str]] | None:
    found = []
    for where, place in cited.listed(view, "penalising"):
        if place.law == _GENERAL:
            continue
        law = registry.by_name(place.law) if place.law else None
        if law is None:
            return None
        found.append((str(law.rank), where))
    return found or None


def _for_detention(
    registry: Registry, cited: Provisions, view: FactView, violation: Violation
) -> Reading:
    """Whether a detention rests on a law in the strict sense (arts. 10(2),
    11(1), 12(1))."""
    del violation
    pointer = f"{view.pointer}/penalising"
    if not any(
        penalty.kind is PenaltyKind.DETENTION for _, penalty in stated(view)
    ):
        return _none(pointer)
    ranks = _ranks(registry, cited, view)
    if ranks is None:
        return _none(pointer)
    return _known(any(rank == "law" for rank, _ in ranks), ranks[0][1])


def _rank_suffices(
    registry: Registry, cited: Provisions, view: FactView, violation: Violation
) -> Reading:
    """Whether, where only rules of departments or local governments are
    cited, nothing but warning, criticism and fine is imposed (arts. 13(2),
    14(2)), and where nothing above a local regulation is, no business
    licence is revoked (art. 12(1)); what spells out a law should come with
    that law. Gains fall away by art. 28(2) itself."""
    del violation
    pointer = f"{view.pointer}/penalising"
    ranks = _ranks(registry, cited, view)
    if ranks is None or any(rank not in _LOCAL for rank, _ in ranks):
        return _none(pointer)
    of_rules = all(rank in _RULES for rank, _ in ranks)
    for where, penalty in stated(view):
        kind = penalty.kind
        if not kind.is_penalty or kind in _OF_RULES:
            continue
        licence = _LICENCE in (penalty.object or "")
        if of_rules or (kind is PenaltyKind.REVOKE_PERMIT and licence):
            return _known(False, where)
    return _known(True, pointer)


_PLACE = Pattern(r"([0-9]+)\(([0-9]+)\)\(([0-9]+)\)")


def load_catch_all(path: Path) -> Places:
    """The catch-all items of a file: law id to places such as ``124(1)(9)``.

    A folder of rules without the file has none.

    Raises:
        RuleError: a place that cannot be read, at its line.
    """
    faults: list[Fault] = []
    found: dict[str, frozenset[tuple[int, int, int]]] = {}
    node = load_node(path, faults) if path.is_file() else None
    for law, part in node.entries() if node is not None else ():
        places = set()
        for item in part.items():
            match = _PLACE.fullmatch(str(item.value))
            if match is None:
                item.fault("rule-place-wrong", found=str(item.value))
            else:
                places.add((int(match[1]), int(match[2]), int(match[3])))
        found[law] = frozenset(places)
    if faults:
        raise RuleError(faults)
    return found
