"""Who reviews what several agencies decided in common, and which court.

All of them are respondents (行政复议法 art. 19(2)) and defendants
(行政诉讼法 art. 26(4)). The Reconsideration Law of 2023 has no route of its
own for them: an authority that each of the routes leads to is right, and
where the routes do not meet the text settles nothing. (That of 2017 led to
the next higher authority that they share, art. 15(1)(4).)
"""

from collections.abc import Sequence

from penaltykit.agency._review import Authority, Court, Review


def joint_review(reviews: Sequence[Review], *, one_system: bool) -> Review:
    """Who reviews a decision of several agencies, and which court.

    Args:
        reviews: of each agency by itself; at least one.
        one_system: whether all of them are of one kind, so that "the agency
            above" of each in a region is one and the same.
    """
    first, *others = reviews
    shared = tuple(
        authority
        for authority in first.authorities
        if authority.government or one_system
        if all(_leads_to(other, authority) for other in others)
    )
    return Review(authorities=shared, court=_court(reviews))


def _leads_to(review: Review, authority: Authority) -> bool:
    return any(
        one.region == authority.region
        and one.government == authority.government
        for one in review.authorities
    )


def _court(reviews: Sequence[Review]) -> Court | None:
    """The intermediate court where any of the defendants leads there (art.
    15); a route that is not settled leaves it open."""
    courts = [review.court for review in reviews]
    if Court.INTERMEDIATE in courts:
        return Court.INTERMEDIATE
    return None if None in courts else Court.BASIC
