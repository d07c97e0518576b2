"""The citation: a place in a law, down to the sub-item (目)."""

from attrs import frozen


@frozen(kw_only=True, slots=False)
class Citation:
    """A place in a law.

    Either ``law`` and ``article`` are given, or ``text`` alone, as the paper
    prints it (it is then parsed against the names of ``rules/laws``). All
    numbers count from 1.

    Args:
        law: law id of ``rules/laws``, or its name.
        version: version id; ``None`` leaves it to the date.
        article: 条.
        article_addition: 1 for 第…条之一, 2 for 之二.
        paragraph: 款.
        item: 项.
        subitem: 目.
        text: as printed.
    """

    law: str | None = None
    version: str | None = None
    article: int | None = None
    article_addition: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    text: str | None = None
