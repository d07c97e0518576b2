"""The shape of a law: which articles, paragraphs and items it has."""

from collections.abc import Mapping

from attrs import field, frozen

from penaltykit.citation import Citation

ArticleNumber = tuple[int, int | None]
Article = tuple[tuple[int, ...], ...]
"""One entry a paragraph (款): for each of its items (项) the number of
sub-items (目)."""


@frozen(kw_only=True)
class Shape:
    """What can be cited.

    Args:
        complete: whether every article is listed; where not, what is absent
            *cannot be verified*, which is not the same as missing.
        articles: by number and addition (第…条之一); ``None`` is an article
            that exists and whose inside is not known.
    """

    complete: bool
    articles: Mapping[ArticleNumber, Article | None] = field(hash=False)

    def exists(self, citation: Citation) -> bool | None:
        """Whether the place exists; ``None`` where that is not known.

        An item cited without its paragraph (as is usual where an article
        has one paragraph only) is looked for in every paragraph.
        """
        if citation.article is None:
            return True
        key = (citation.article, citation.article_addition)
        if key not in self.articles:
            return False if self.complete else None
        article = self.articles[key]
        if article is None:
            deeper = (citation.paragraph, citation.item, citation.subitem)
            return True if deeper == (None, None, None) else None
        if citation.paragraph is None:
            paragraphs = article
        elif citation.paragraph <= len(article):
            paragraphs = (article[citation.paragraph - 1],)
        else:
            return False
        if citation.item is None:
            return citation.subitem is None
        return any(
            citation.item <= len(items)
            and (
                citation.subitem is None
                or citation.subitem <= items[citation.item - 1]
            )
            for items in paragraphs
        )

    def paragraph_of_item(self, citation: Citation) -> int | None:
        """The paragraph that an item cited without one must belong to;
        ``None`` where that is not clear.
        """
        article = self.articles.get(
            (citation.article or 0, citation.article_addition)
        )
        if article is None or citation.item is None:
            return None
        holding = [
            number
            for number, items in enumerate(article, start=1)
            if citation.item <= len(items)
        ]
        return holding[0] if len(holding) == 1 else None
