"""Reading ``rules/laws/*.yaml``: every fault located, all at once."""

import re
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from penaltykit._fields import Node, load_node
from penaltykit.citation import Citation
from penaltykit.engine import Vocabulary
from penaltykit.errors import Fault
from penaltykit.law._model import (
    BoundsReading,
    Law,
    LawVersion,
    Provision,
    Rank,
)
from penaltykit.law._provisions import ProvisionReader
from penaltykit.law._shape import Article, ArticleNumber, Shape

_LAW_KEYS: Final = (
    "id",
    "rank",
    "zh",
    "en",
    "short",
    "number",
    "note",
    "bounds",
    "versions",
)
_VERSION_KEYS: Final = (
    "id",
    "promulgated",
    "effective",
    "until",
    "status",
    "source",
    "bounds",
    "shape",
    "provisions",
)
_BOUNDS_KEYS: Final = ("above_inclusive", "below_inclusive", "citation")
_SHAPE_KEYS: Final = ("complete", "articles", "paragraphs", "known")
_STATUSES: Final = ("stated", "to-be-confirmed")
_ARTICLE: Final = re.compile(r"([1-9][0-9]{0,3})(?:-([1-9][0-9]?))?")
_MOST_ARTICLES: Final = 9999


@frozen
class _Head:
    """What the versions of a law share."""

    id: str
    bounds: BoundsReading


def load_laws(
    folder: Path, vocabulary: Vocabulary, faults: list[Fault]
) -> dict[str, Law]:
    """Every law of a folder, by id; faults are added to ``faults``."""
    laws: dict[str, Law] = {}
    provisions = ProvisionReader(vocabulary)
    for path in sorted(folder.glob("*.yaml")):
        node = load_node(path, faults)
        if node is None:
            continue
        law = _law(node, path.stem, provisions)
        if law is not None:
            laws[law.id] = law
    return laws


def _law(node: Node, stem: str, provisions: ProvisionReader) -> Law | None:
    needed = ("id", "rank", "zh", "en", "versions")
    if not node.keys(_LAW_KEYS, needed):
        return None
    law = node.text("id") or ""
    if law != stem:
        node.child("id").fault("law-id-not-file", found=law, expected=stem)
    rank = node.choice("rank", tuple(Rank))
    head = _Head(law, _bounds(node, law, BoundsReading()))
    versions: list[LawVersion] = []
    for part in node.child("versions").items():
        version = _version(part, head, provisions)
        if version is None:
            continue
        if any(known.id == version.id for known in versions):
            part.child("id").fault("law-version-twice", found=version.id)
            continue
        last = versions[-1] if versions else None
        if (
            last is not None
            and last.effective
            and version.effective
            and last.effective >= version.effective
        ):
            part.child("effective").fault(
                "law-versions-order", found=version.id
            )
        versions.append(version)
    if rank is None:
        return None
    return Law(
        id=law,
        rank=Rank(rank),
        zh=node.text("zh") or "",
        en=node.text("en") or "",
        short=node.texts("short"),
        number=node.text("number"),
        note=node.languages("note"),
        versions=tuple(versions),
    )


def _version(
    node: Node, head: _Head, provisions: ProvisionReader
) -> LawVersion | None:
    needed = ("id", "source")
    if not node.keys(_VERSION_KEYS, needed):
        return None
    version = LawVersion(
        law=head.id,
        id=node.text("id") or "",
        promulgated=node.date("promulgated"),
        effective=node.date("effective"),
        until=node.date("until"),
        status=node.choice("status", _STATUSES) or "to-be-confirmed",
        source=node.languages("source"),
        bounds=_bounds(node, head.id, head.bounds),
        shape=_shape(node.child("shape")),
        provisions={},
    )
    read: dict[str, Provision] = {}
    for part in node.child("provisions").items():
        for provision in provisions.read(part, version):
            if provision.id in read:
                part.fault("law-provision-twice", found=provision.id)
            read[provision.id] = provision
    return evolve(version, provisions=read)


def _bounds(node: Node, law: str, default: BoundsReading) -> BoundsReading:
    part = node.child("bounds")
    if part.value is None:
        return default
    if not part.keys(_BOUNDS_KEYS, ("citation",)):
        return default
    citation = read_citation(part.child("citation"), default_law=law)
    return BoundsReading(
        above_inclusive=part.truth("above_inclusive", True),
        below_inclusive=part.truth("below_inclusive", True),
        source="law",
        citation=() if citation is None else (citation,),
    )


def _shape(node: Node) -> Shape | None:
    if node.value is None:
        return None
    if not node.keys(_SHAPE_KEYS, ("complete",)):
        return None
    complete = node.truth("complete", False)
    articles = _plain_articles(node) if complete else {}
    if complete and not articles:
        return None
    for name, part in node.child("paragraphs").entries():
        number = _number_of(part, name)
        if number is None:
            continue
        if complete and (number[0], None) not in articles:
            _wrong_shape(part, name, "超出总条数", "beyond the last article")
        article = _article(part)
        if article is not None:
            articles[number] = article
    for part in node.child("known").items():
        number = _number_of(part, str(part.value))
        if number is not None:
            articles.setdefault(number, None)
    return Shape(complete=complete, articles=articles)


def _plain_articles(node: Node) -> dict[ArticleNumber, Article | None]:
    """Every article of one paragraph, until the list says otherwise."""
    count = node.count("articles")
    if count is None or not 0 < count <= _MOST_ARTICLES:
        _wrong_shape(node, count, "没有写明总条数", "the number of articles")
        return {}
    plain: Article = ((),)
    return {(number, None): plain for number in range(1, count + 1)}


def _number_of(node: Node, text: str) -> ArticleNumber | None:
    number = article_number(text)
    if number is None:
        _wrong_shape(node, text, "不是条号", "no number of an article")
    return number


def article_number(text: str) -> ArticleNumber | None:
    """``"12"`` and ``"120-1"`` (第一百二十条之一)."""
    match = _ARTICLE.fullmatch(text)
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def _article(node: Node) -> Article | None:
    """Paragraphs: numbers of items, or lists of numbers of sub-items."""
    paragraphs: list[tuple[int, ...]] = []
    value = node.value
    if not isinstance(value, list) or not value:
        _wrong_shape(node, value, "应当列出各款", "a list of paragraphs")
        return None
    for entry in value:
        items = [0] * entry if _is_count(entry) else entry
        if not isinstance(items, list) or not all(map(_is_count, items)):
            _wrong_shape(
                node, entry, "应当是项数或者各项的目数", "numbers of items"
            )
            return None
        paragraphs.append(tuple(items))
    return tuple(paragraphs)


def _is_count(value: Any) -> bool:
    return (
        isinstance(value, int) and not isinstance(value, bool) and value >= 0
    )


def _wrong_shape(node: Node, found: Any, zh: str, en: str) -> None:
    node.fault("law-shape-wrong", found=found, reason={"zh": zh, "en": en})


_CITATION_KEYS: Final = (
    "law",
    "article",
    "article_addition",
    "paragraph",
    "item",
    "subitem",
)


def read_citation(
    node: Node, *, default_law: str | None = None
) -> Citation | None:
    """A citation as data; ``law`` may be left out where it is clear."""
    needed = ("article",) if default_law else ("law", "article")
    if not node.keys(_CITATION_KEYS, needed):
        return None
    numbers: dict[str, Any] = {
        key: node.count(key) for key in _CITATION_KEYS[1:]
    }
    return Citation(law=node.text("law") or default_law, **numbers)
