"""Reading ``document.yaml``: the head and the general rules."""

from typing import Any

from penaltykit import _yaml
from penaltykit.agency import is_code
from penaltykit.benchmark._load_circumstances import (
    read_circumstances,
    read_citations,
    read_fact_words,
    read_needs,
    unknown_fact,
)
from penaltykit.benchmark._policy import (
    AppliesBy,
    Bounds,
    Document,
    Grade,
    LookBack,
    Mitigation,
    Policy,
    PositionMode,
    PositionRule,
    Problem,
    RegionChange,
    SeveralRows,
    Shape,
    Status,
    Unascertainable,
)
from penaltykit.benchmark._read import SCHEMA, Node
from penaltykit.engine import FactType
from penaltykit.errors import Fault
from penaltykit.facts import Vocabulary
from penaltykit.money import ROUNDINGS

LEVELS = ("nation", "province", "city", "county", "township")
_NEEDED = (
    "schema",
    "id",
    "name",
    "issuer",
    "field",
    "status",
    "source",
    "policy",
)
# Must be written; null says that it is not known.
_OR_NULL = ("region", "level", "effective")
_OPTIONAL = (
    "law",
    "number",
    "expires",
    "term",
    "complete",
    "problems",
    "enforcers",
    "region_change",
    "words",
    "replaces",
)
_LONGEST = 1200
"""Years or months of a look-back: more is a slip."""
_ANCHORS = ("act", "discovery", "decision")
_MODES = {mode.value.replace("-", "_"): mode for mode in PositionMode}


def read_document(
    yaml: _yaml.Document, vocabulary: Vocabulary, faults: list[Fault]
) -> Document | None:
    """The head of a document.

    Args:
        yaml: of ``document.yaml``.
        vocabulary: look-backs name facts of it.
        faults: what is wrong is added here.

    Returns:
        ``None`` where anything is wrong.
    """
    before = len(faults)
    root = Node.root(yaml, faults)
    parts = root.map((*_OPTIONAL, *_OR_NULL), _NEEDED)
    if len(faults) == before:
        for key in _OR_NULL:
            if key not in root.value:
                root.fault("table-missing-key", key=key)
    if len(faults) > before:
        return None
    parts["schema"].word((SCHEMA,))
    status = parts["status"].choice(Status, Status.TO_BE_CONFIRMED)
    _unknown_parts(root, parts, status)
    name = parts["name"].texts()
    own = parts["law"].text() if "law" in parts else name.get("zh", "")
    effective = parts["effective"].date() if "effective" in parts else None
    expires = parts["expires"].date() if "expires" in parts else None
    if effective and expires is not None and expires < effective:
        parts["expires"].fault(
            "table-term-backwards",
            found=expires.isoformat(),
            expected=effective.isoformat(),
        )
    document = Document(
        id=parts["id"].identifier(),
        name=name,
        issuer=parts["issuer"].texts(),
        region=_region(parts.get("region")),
        level=parts["level"].word(LEVELS) if "level" in parts else None,
        field=parts["field"].text(),
        number=parts["number"].text() if "number" in parts else None,
        enforcers=tuple(one.word(LEVELS) for one in parts["enforcers"].list())
        if "enforcers" in parts
        else (),
        **_region_change(parts.get("region_change"), own),
        effective=effective,
        expires=expires,
        term_citation=read_citations(parts, "term", own),
        status=status,
        complete=parts["complete"].truth() if "complete" in parts else False,
        source=parts["source"].texts(),
        policy=_policy(parts["policy"], own, vocabulary),
        words=read_fact_words(parts.get("words"), vocabulary),
        problems=read_problems(parts.get("problems")),
        replaces=parts["replaces"].text() if "replaces" in parts else None,
        file=yaml.name or "",
    )
    return document if len(faults) == before else None


def _unknown_parts(root: Node, parts: dict[str, Node], status: Status) -> None:
    """What is not known of a document keeps it to be confirmed."""
    if status is Status.TO_BE_CONFIRMED:
        return
    for key in _OR_NULL:
        if key not in parts:
            root.child(key).fault(
                "table-unknown-not-open", key=key, found=status.value
            )


def _region(node: Node | None) -> str | None:
    """A division code: the place is found by it alone."""
    if node is None:
        return None
    code = node.text()
    if code and not is_code(code):
        node.fault("table-bad-region", found=code)
    return code


def _region_change(node: Node | None, own: str) -> dict[str, Any]:
    """What holds when the region merges or is divided."""
    if node is None:
        return {}
    parts = node.map(("citation",), ("rule",))
    if "rule" not in parts:
        return {}
    return {
        "region_change": parts["rule"].choice(
            RegionChange, RegionChange.LAPSES
        ),
        "region_change_citation": read_citations(parts, "citation", own),
    }


def read_problems(node: Node | None) -> tuple[Problem, ...]:
    """Flaws of the print."""
    if node is None:
        return ()
    found = []
    for item in node.list():
        parts = item.map(("column", "row"), ("code", "zh", "en"))
        if {"code", "zh", "en"} <= parts.keys():
            found.append(
                Problem(
                    code=parts["code"].identifier(),
                    text={key: parts[key].text() for key in ("zh", "en")},
                    column=_text(parts, "column"),
                    row=_text(parts, "row"),
                )
            )
    return tuple(found)


def _text(parts: dict[str, Node], key: str) -> str | None:
    return parts[key].text() if key in parts else None


def _policy(node: Node, own: str, vocabulary: Vocabulary) -> Policy:
    parts = node.map(
        (
            "several_rows",
            "unascertainable",
            "positions",
            "circumstances",
            "mitigation",
            "look_backs",
            "rounding",
        ),
        ("bounds", "applies_by"),
    )
    given: dict[str, Any] = {}
    if "bounds" in parts:
        given["bounds"] = _bounds(parts["bounds"], own)
    if "applies_by" in parts:
        given["applies_by"] = parts["applies_by"].choice(
            AppliesBy, AppliesBy.SILENT
        )
    for key, kinds, default in (
        ("several_rows", SeveralRows, SeveralRows.UNIQUE),
        ("unascertainable", Unascertainable, Unascertainable.UNDETERMINED),
    ):
        if key in parts:
            rule = parts[key].map(("citation",), ("rule",))
            if "rule" in rule:
                given[key] = rule["rule"].choice(kinds, default)
            given[f"{key}_citation"] = read_citations(rule, "citation", own)
    if "rounding" in parts:
        given["rounding"] = parts["rounding"].word(tuple(ROUNDINGS))
    for key, read in (
        (
            "positions",
            lambda node: tuple(_position(x, own) for x in node.list()),
        ),
        (
            "circumstances",
            lambda node: read_circumstances(node, own, vocabulary),
        ),
        ("mitigation", lambda node: _mitigation(node, own)),
        ("look_backs", lambda node: _look_backs(node, own, vocabulary)),
    ):
        if key in parts:
            given[key] = read(parts[key])
    return Policy(**given)


def _bounds(node: Node, own: str) -> Bounds:
    words = ("included", "excluded")
    parts = node.map(("citation",), ("from", "to"))
    if not {"from", "to"} <= parts.keys():
        return Bounds()
    return Bounds(
        from_inclusive=parts["from"].word(words) == "included",
        to_inclusive=parts["to"].word(words) == "included",
        citation=read_citations(parts, "citation", own),
    )


def _mitigation(node: Node, own: str) -> Mitigation | None:
    parts = node.map(("citation", "needs"), ("least",))
    if "least" not in parts:
        return None
    least = parts["least"].decimal()
    if least is None:
        return None
    if not 0 <= least <= 1:
        parts["least"].fault("table-share", found=str(least))
    return Mitigation(
        least=least,
        needs=read_needs(parts["needs"]) if "needs" in parts else (),
        citation=read_citations(parts, "citation", own),
    )


def _position(node: Node, own: str) -> PositionRule:
    parts = node.map(
        ("permissive", "citation", "text", *_MODES), ("grade", "shape")
    )
    modes = [key for key in _MODES if key in parts]
    if len(modes) > 1 or (not modes and "text" not in parts):
        node.fault("table-position-mode", expected=list(_MODES), found=modes)
    given: dict[str, Any] = {}
    if modes:
        given["mode"] = _MODES[modes[0]]
        given["share"] = parts[modes[0]].decimal()
    return PositionRule(
        grade=parts["grade"].choice(Grade, Grade.ORDINARY)
        if "grade" in parts
        else Grade.ORDINARY,
        shape=parts["shape"].choice(Shape, Shape.RANGE)
        if "shape" in parts
        else Shape.RANGE,
        permissive=parts["permissive"].truth()
        if "permissive" in parts
        else False,
        citation=read_citations(parts, "citation", own),
        text=parts["text"].texts() if "text" in parts else {},
        **given,
    )


def _look_backs(
    node: Node, own: str, vocabulary: Vocabulary
) -> tuple[LookBack, ...]:
    read = (_look_back(item, own, vocabulary) for item in node.list())
    return tuple(found for found in read if found is not None)


def _look_back(
    node: Node, own: str, vocabulary: Vocabulary
) -> LookBack | None:
    needed = ("id", "term", "fact")
    lengths = ("years", "months")
    parts = node.map(
        (
            *lengths,
            "anchor",
            "same",
            "counts_by",
            "includes_this",
            "citation",
        ),
        needed,
    )
    if not set(needed) <= parts.keys():
        return None
    given: dict[str, Any] = {
        key: parts[key].integer() for key in lengths if key in parts
    }
    if len(given) != 1 or not 1 <= min(given.values()) <= _LONGEST:
        node.fault("table-look-back-length", limit=_LONGEST)
    fact = parts["fact"].text()
    signature = vocabulary.signature(fact)
    if signature is None:
        unknown_fact(parts["fact"], fact, vocabulary)
    elif signature.type is not FactType.COUNT:
        parts["fact"].fault("table-look-back-fact", found=fact)
    if "anchor" in parts:
        given["anchor"] = parts["anchor"].word(_ANCHORS)
    if "same" in parts:
        given["same"] = parts["same"].word(("provision", "item", "any"))
    if "counts_by" in parts:
        given["counts_by"] = parts["counts_by"].word(("decision", "act"))
    return LookBack(
        id=parts["id"].identifier(),
        term=parts["term"].texts(),
        includes_this=parts["includes_this"].truth()
        if "includes_this" in parts
        else False,
        fact=fact,
        citation=read_citations(parts, "citation", own),
        **given,
    )
