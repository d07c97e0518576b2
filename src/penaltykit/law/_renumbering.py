"""Where an article of one version of a law stands in the next."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

from penaltykit.citation import Citation
from penaltykit.law._shape import ArticleNumber


class Fate(StrEnum):
    """What became of an article."""

    SAME = "same"
    MOVED = "moved"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Renumbering:
    """How a version numbers the articles of the one before it.

    Args:
        from_version: the version before.
        complete: whether an article that is not listed keeps its number;
            where not, nothing is said of it.
        articles: old number to new; ``None`` is an article that is gone.
    """

    from_version: str
    complete: bool
    articles: Mapping[ArticleNumber, ArticleNumber | None] = field(hash=False)

    def fate(self, article: ArticleNumber) -> Fate:
        """What became of an article of the version before."""
        if article not in self.articles:
            return Fate.SAME if self.complete else Fate.UNKNOWN
        return Fate.REPEALED if self.articles[article] is None else Fate.MOVED


@frozen(kw_only=True)
class Followed:
    """An article followed into a later version.

    Args:
        fate: over all the versions between.
        citation: the article there, without paragraph and item, which may
            have changed; ``None`` where it is gone or not known.
    """

    fate: Fate
    citation: Citation | None = None
