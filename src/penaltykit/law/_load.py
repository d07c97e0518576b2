"""Reading ``rules/laws/*.yaml``: every fault located, all at once."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from penaltykit._fields import Node, load_node
from penaltykit.citation import Citation
from penaltykit.engine import Vocabulary
from penaltykit.errors import Fault
from penaltykit.law._lazy import Each, Later
from penaltykit.law._model import (
    BoundsReading,
    Law,
    LawVersion,
    Provision,
    Rank,
)
from penaltykit.law._provisions import ProvisionReader, provision_ids
from penaltykit.law._renumbering import Renumbering
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
    "renumbered",
    "unchanged",
    "provisions",
)
_UNCHANGED_KEYS: Final = ("version", "only", "except")
_RENUMBERED_KEYS: Final = ("from", "complete", "articles")
_BOUNDS_KEYS: Final = ("above_inclusive", "below_inclusive", "citation")
_SHAPE_KEYS: Final = ("complete", "articles", "paragraphs", "known")
_STATUSES: Final = ("stated", "to-be-confirmed")
_ARTICLE: Final = re.compile(r"([1-9][0-9]{0,3})(?:-([1-9][0-9]?))?")
_MOST_ARTICLES: Final = 9999


@frozen
class _Head:
    """What the versions of a law share, and how they are read: parts of
    trusted files only when they are asked for.
    """

    id: str
    bounds: BoundsReading
    trusted: bool


def load_laws(
    folder: Path,
    vocabulary: Vocabulary,
    faults: list[Fault],
    *,
    trusted: bool = False,
) -> dict[str, Law]:
    """Every law of a folder, by id; faults are added to ``faults``.

    Args:
        folder: with one file a law.
        vocabulary: that conditions are typed against.
        faults: takes the faults.
        trusted: the files have no fault; shapes and provisions are read
            when they are first asked for.
    """
    laws: dict[str, Law] = {}
    provisions = ProvisionReader(vocabulary)
    for path in sorted(folder.glob("*.yaml")):
        node = load_node(path, faults)
        if node is None:
            continue
        law = _law(node, path.stem, provisions, trusted=trusted)
        if law is not None:
            laws[law.id] = law
    return laws


def _law(
    node: Node, stem: str, provisions: ProvisionReader, *, trusted: bool
) -> Law | None:
    needed = ("id", "rank", "zh", "en", "versions")
    if not node.keys(_LAW_KEYS, needed):
        return None
    law = node.text("id") or ""
    if law != stem:
        node.child("id").fault("law-id-not-file", found=law, expected=stem)
    rank = node.choice("rank", tuple(Rank))
    head = _Head(law, _bounds(node, law, BoundsReading()), trusted)
    versions: list[LawVersion] = []
    for part in node.child("versions").items():
        version = _version(part, head, versions, provisions)
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
    node: Node,
    head: _Head,
    earlier: list[LawVersion],
    provisions: ProvisionReader,
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
        shape=_shape(node.child("shape"), trusted=head.trusted),
        renumbered=_renumbered(node.child("renumbered"), earlier),
        provisions={},
    )
    kept = _unchanged(node.child("unchanged"), version, earlier)
    if head.trusted:
        lazy = dict(kept)
        for part in node.child("provisions").items():
            lazy.update(_makers(part, version, provisions))
        return evolve(version, provisions=Each(lazy))
    read = {name: make() for name, make in kept.items()}
    for provision in read.values():
        for citation in provision.citations:
            if version.exists(citation) is False:
                node.child("unchanged").fault(
                    "law-place-missing", found=f"art. {citation.article}"
                )
    for part in node.child("provisions").items():
        for provision in provisions.read(part, version):
            if provision.id in read:
                part.fault("law-provision-twice", found=provision.id)
            read[provision.id] = provision
    return evolve(version, provisions=read)


_Makers = dict[str, Callable[[], Provision]]


def _makers(
    node: Node, version: LawVersion, provisions: ProvisionReader
) -> _Makers:
    """What reads each provision of one entry, all of them once."""

    @cache
    def entry() -> dict[str, Provision]:
        return {one.id: one for one in provisions.read(node, version)}

    def maker(name: str) -> Callable[[], Provision]:
        return lambda: entry()[name]

    return {name: maker(name) for name, _ in provision_ids(node)}


def _earlier(
    node: Node, key: str, earlier: list[LawVersion]
) -> LawVersion | None:
    """The version named under ``key``, one of those before."""
    known = {one.id: one for one in earlier}
    name = node.choice(key, known)
    return None if name is None else known[name]


def _renumbered(node: Node, earlier: list[LawVersion]) -> Renumbering | None:
    if node.value is None or not node.keys(_RENUMBERED_KEYS, ("from",)):
        return None
    version = _earlier(node, "from", earlier)
    if version is None:
        return None
    articles: dict[ArticleNumber, ArticleNumber | None] = {}
    for name, part in node.child("articles").entries():
        old = _number_of(part, name)
        gone = part.value is None
        new = None if gone else _number_of(part, str(part.value))
        if old is None or (new is None and not gone):
            continue
        if version.exists(Citation(article=old[0])) is False:
            part.fault("law-place-missing", found=f"art. {name}")
        articles[old] = new
    return Renumbering(
        from_version=version.id,
        complete=node.truth("complete", False),
        articles=articles,
    )


def _unchanged(
    node: Node, version: LawVersion, earlier: list[LawVersion]
) -> _Makers:
    """What the text of an earlier version still says, at the same places:
    all of its provisions, only some, or all but some.
    """
    if node.value is None or not node.keys(_UNCHANGED_KEYS, ("version",)):
        return {}
    before = _earlier(node, "version", earlier)
    if before is None:
        return {}
    provisions = before.provisions

    def maker(name: str) -> Callable[[], Provision]:
        return lambda: provisions[name].cited(version)

    named: dict[str, set[str]] = {"only": set(), "except": set()}
    for key, names in named.items():
        for part in node.child(key).items():
            names.add(str(part.value))
            if part.value not in provisions:
                part.fault(
                    "rule-not-choice",
                    found=part.value,
                    expected=list(provisions),
                    nearest=None,
                )
    return {
        name: maker(name)
        for name in provisions
        if name not in named["except"]
        and (not named["only"] or name in named["only"])
    }


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


def _shape(node: Node, *, trusted: bool) -> Shape | None:
    if node.value is None:
        return None
    if not node.keys(_SHAPE_KEYS, ("complete",)):
        return None
    complete = node.truth("complete", False)
    if trusted:
        return Shape(
            complete=complete,
            articles=Later(lambda: _articles(node, complete=complete)),
        )
    articles = _articles(node, complete=complete)
    if complete and not articles:
        return None
    return Shape(complete=complete, articles=articles)


def _articles(
    node: Node, *, complete: bool
) -> Mapping[ArticleNumber, Article | None]:
    """What can be cited; empty where the number of articles is wrong."""
    articles = _plain_articles(node) if complete else {}
    if complete and not articles:
        return {}
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
    return articles


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
