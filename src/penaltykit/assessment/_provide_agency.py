"""Facts about the agency that the data supply: who reviews its decisions,
which court hears the suit, and whether its own figures keep the law.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial

from penaltykit._pattern import Pattern
from penaltykit.agency import (
    SINCE,
    AgencyKinds,
    Court,
    Level,
    Region,
    Regions,
    Review,
    joint_review,
    review_of,
    unlisted_region,
)
from penaltykit.assessment._parameters import Parameters
from penaltykit.case import Agency, EnforcerKind, JointAgency
from penaltykit.engine import Reading, make_reading
from penaltykit.errors import UnknownNameError
from penaltykit.facts import FactView
from penaltykit.facts._views import Provider


def _known(value: bool, pointer: str) -> Reading:
    return make_reading(("known", value, pointer))


def _none(pointer: str) -> Reading:
    return make_reading(("not-applicable", None, pointer))


def review_providers(
    kinds: AgencyKinds, regions: Regions
) -> dict[str, Provider]:
    """Facts about who reviews and which court.

    Args:
        kinds: of agency.
        regions: the tree.
    """
    find = partial(_review, kinds, regions)
    return {
        "remedies.authority_fits": partial(_authority_fits, find),
        "remedies.court_fits": partial(_court_fits, find),
        "remedies.authority_name": partial(_authority_name, find),
        "remedies.joint_settled": partial(_joint_settled, find),
    }


_Find = Callable[[FactView], Review | None]


def _review(
    kinds: AgencyKinds, regions: Regions, view: FactView
) -> Review | None:
    """Who reviews; ``None`` where kind of the agency, or of one that decides
    with it, or the day is not known."""
    return view.facts.once(
        "review", lambda: _find_review(kinds, regions, view)
    )


def _find_review(
    kinds: AgencyKinds, regions: Regions, view: FactView
) -> Review | None:
    day, _ = view.facts.decided
    if day is None:
        return None
    case = view.case
    field = view["case.field"].value
    named: list[tuple[Agency | JointAgency, str | None]] = [
        (case.agency, str(field) if field else None)
    ]
    named += [(other, other.field) for other in case.joint_agencies]
    reviews, systems = [], set()
    for agency, name in named:
        kind = kinds.by_name(name) if name else None
        level = Level(agency.level) if agency.level in tuple(Level) else None
        chain = _chain(regions, agency.region, level, day)
        if kind is None:
            return None
        if not chain:
            return Review(unplaced=True) if day >= SINCE else None
        authorised = (
            isinstance(agency, Agency)
            and agency.kind is EnforcerKind.AUTHORISED_ORGANISATION
        )
        found = review_of(
            kind,
            chain,
            level,
            day,
            authorised=authorised,
            name=agency.name or "",
        )
        reviews.append(found)
        systems.add(kind.id)
    if len(reviews) == 1:
        return reviews[0]
    return joint_review(reviews, one_system=len(systems) == 1)


def _chain(
    regions: Regions, code: str | None, level: Level | None, day: dt.date
) -> tuple[Region, ...]:
    """The region of an agency and all above it; where the tree does not know
    the code, the level alone. Nothing where neither is known, nor by the law
    before 2024, in which the agency above reviewed too."""
    try:
        return regions.chain(code or "", day)
    except UnknownNameError:
        if level is None or day < SINCE or level is Level.NATION:
            return ()
        return (unlisted_region(level),)


def _joint_settled(find: _Find, view: FactView) -> Reading:
    """Whether the agencies that decide in common share an authority that
    reviews; not applicable where one of them is not known."""
    pointer = "/joint_agencies"
    review = find(view) if view.case.joint_agencies else None
    if review is None or review.unplaced:
        return _none(pointer)
    return _known(bool(review.authorities), pointer)


def _authority_fits(find: _Find, view: FactView) -> Reading:
    """Whether the reconsideration authority as printed is the right one:
    by the regions that are listed, by the level and the name of the agency
    elsewhere, and where none of them tells as an officer confirms."""
    pointer = "/remedies/reconsideration_authority"
    remedies = view.case.remedies
    printed = remedies.reconsideration_authority if remedies else None
    review = find(view) if printed else None
    if review is None or not printed:
        return _none(pointer)
    fits = review.fits(printed)
    if fits is not None:
        return _known(fits, pointer)
    if review.is_open(printed):
        return view["remedies.authority_confirmed"]
    return _none(pointer)


def _authority_name(find: _Find, view: FactView) -> Reading:
    """The names of the authorities that may review, as far as they are
    known."""
    review = find(view)
    names = [
        one.label
        for one in (review.authorities or review.above[:1] if review else ())
    ]
    pointer = "/agency"
    if not names:
        return _none(pointer)
    return make_reading(("known", "、".join(dict.fromkeys(names)), pointer))


_HIGHER = Pattern(r"中级|高级|最高")


def _court_fits(find: _Find, view: FactView) -> Reading:
    """Whether the court as printed is of the level of the first instance."""
    pointer = "/remedies/court"
    remedies = view.case.remedies
    printed = remedies.court if remedies else None
    review = find(view) if printed else None
    if review is None or review.court is None:
        return _none(pointer)
    higher = _HIGHER.search(printed or "") is not None
    return _known(higher is (review.court is Court.INTERMEDIATE), pointer)


# Figures that an agency may state for itself in one direction only: it may
# give the party more time, never less, and may not widen its own powers.
_AT_LEAST = (
    "statement.days",
    "hearing.request-days",
    "hearing.notice-days",
    "officers.least",
    "payment.days",
    "reconsideration.days",
    "litigation.days-after-reconsideration",
    "demand.days",
    "service.announcement-days",
)
_AT_MOST = (
    "on-the-spot.fine.citizen",
    "on-the-spot.fine.organisation",
    "collection.on-the-spot",
    "late-charge.percent",
    "limitation.years",
    "limitation.long-years",
    "evidence.preserve-days",
    "collection.hand-in-days",
    "decision.service-days",
    "publication.withdraw-days",
    # Above a figure of the law these take away a hearing, a discussion, or
    # time that the party need not wait.
    "hearing.fine.citizen",
    "hearing.fine.organisation",
    "hearing.confiscation.citizen",
    "hearing.confiscation.organisation",
    "discussion.amount",
    "decision.days",
    "decision.extension-days",
    "filing.days",
    "filing.working-days",
    "reporting.working-days",
    "publication.days",
    "publication.days.enterprise-credit",
    "publication.display-years",
    "publication.display-months.criticism",
)


def figure_providers(parameters: Parameters) -> dict[str, Provider]:
    """Facts about the figures that the agency states itself.

    Args:
        parameters: what the law and the rules of the field give.
    """
    return {"agency.figures_keep_law": partial(_figures_keep, parameters)}


def _figures_keep(parameters: Parameters, view: FactView) -> Reading:
    """Whether no figure of the agency's own falls behind the law: fewer
    days for the party, larger fines on the spot, a dearer late charge."""
    agency = view.case.agency
    pointer = "/agency/parameters"
    looked = False
    for name, own in agency.parameters.items():
        if name not in _AT_LEAST and name not in _AT_MOST:
            continue
        law = parameters.general(name, agency, view.facts.rules_day[0]).value
        if law is None:
            continue
        looked = True
        behind = own.value < law if name in _AT_LEAST else own.value > law
        if behind:
            return _known(False, f"{pointer}/{name}/value")
    return _known(True, pointer) if looked else _none(pointer)
