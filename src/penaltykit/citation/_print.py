"""Citations in print."""

from collections.abc import Iterable

from penaltykit.citation._model import Citation
from penaltykit.citation._names import LawNames
from penaltykit.citation._numerals import to_chinese

_NONE = LawNames()


def _place_zh(citation: Citation, since: Citation | None = None) -> str:
    """条款项目; parts that ``since`` has already named are left out.

    Item numbers stand in brackets and those of 目 are Arabic, as the laws
    themselves number them (立法法 2023 art. 65).
    """
    shared = _shared(citation, since)
    text = ""
    if citation.article is not None and shared < 1:
        text += f"第{to_chinese(citation.article)}条"
        if citation.article_addition is not None:
            text += f"之{to_chinese(citation.article_addition)}"
    if citation.paragraph is not None and shared < 2:  # noqa: PLR2004
        text += f"第{to_chinese(citation.paragraph)}款"
    if citation.item is not None:
        text += f"第（{to_chinese(citation.item)}）项"
    if citation.subitem is not None:
        text += f"第{citation.subitem}目"
    return text


def _shared(citation: Citation, since: Citation | None) -> int:
    """How many leading parts a reader still has in mind: 0, 1 or 2.

    A part may be left out only where what follows cannot be taken for
    another place: a bare article after a paragraph must be named in full.
    """
    if since is None or (citation.law, citation.version) != (
        since.law,
        since.version,
    ):
        return 0
    if (citation.article, citation.article_addition) != (
        since.article,
        since.article_addition,
    ):
        return 0
    if citation.paragraph != since.paragraph:
        return 1 if citation.paragraph is not None else 0
    if citation.item is None or since.item is None:
        return 1 if citation.paragraph is not None else 0
    return 2


def _place_en(citation: Citation) -> str:
    text = ""
    if citation.article is not None:
        text = f"art. {citation.article}"
        if citation.article_addition is not None:
            text += f"-{citation.article_addition}"
    if citation.paragraph is not None:
        text += f"({citation.paragraph})"
        if citation.item is not None:
            text += f"({citation.item})"
    elif citation.item is not None:
        text += f", item {citation.item}"
    if citation.subitem is not None:
        text += f", sub-item {citation.subitem}"
    return text


def format_citation(
    citation: Citation,
    lang: str = "zh",
    names: LawNames = _NONE,
    *,
    version: bool = False,
) -> str:
    """Print one citation.

    Args:
        citation: one that is ``text`` alone prints as it stands.
        lang: ``"zh"`` gives 《行政处罚法》第五十九条第一款第（五）项, ``"en"``
            ``Administrative Penalty Law, art. 59(1)(5)``.
        names: titles of the laws.
        version: also name the version, as （2021年版） or ``(2021)``.
    """
    if citation.law is None:
        return citation.text or _place(citation, lang)
    title = names.title(citation.law, lang)
    if lang == "en":
        mark = f" ({citation.version})" if version and citation.version else ""
        place = _place_en(citation)
        return f"{title}{mark}, {place}" if place else f"{title}{mark}"
    mark = ""
    if version and citation.version:
        year = "年" if citation.version.isdigit() else ""
        mark = f"（{citation.version}{year}版）"
    return f"《{title}》{mark}{_place_zh(citation)}"


def _place(citation: Citation, lang: str) -> str:
    return _place_en(citation) if lang == "en" else _place_zh(citation)


def format_citations(
    citations: Iterable[Citation],
    lang: str = "zh",
    names: LawNames = _NONE,
    *,
    version: bool = False,
) -> str:
    """Print several, each law named once:
    《…》第八十五条第一款第（三）项、第二款.
    """
    text = ""
    last: Citation | None = None
    for citation in citations:
        whole = format_citation(citation, lang, names, version=version)
        if last is None:
            text = whole
        elif _same_law(citation, last):
            if lang == "en":
                text += f", {_place_en(citation)}"
            else:
                text += f"、{_place_zh(citation, last)}"
        else:
            text += f"; {whole}" if lang == "en" else f"、{whole}"
        last = citation
    return text


def _same_law(one: Citation, other: Citation) -> bool:
    return (
        one.law is not None
        and (one.law, one.version) == (other.law, other.version)
        and one.article is not None
        and other.article is not None
    )
