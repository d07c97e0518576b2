"""Reading ``document.yaml``: the head and the general rules."""

from typing import Any

from penaltykit import _yaml
from penaltykit.benchmark._policy import (
    AppliesBy,
    Bounds,
    Document,
    DocumentCircumstance,
    Effect,
    Exclusion,
    Grade,
    LookBack,
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
from penaltykit.benchmark._read import Node
from penaltykit.citation import Citation
from penaltykit.errors import Fault
from penaltykit.facts import Vocabulary
from penaltykit.money import ROUNDINGS

SCHEMA = "penaltykit/benchmark/1"
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
)
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
        region=_text(parts, "region"),
        level=parts["level"].word(LEVELS) if "level" in parts else None,
        field=parts["field"].text(),
        number=parts["number"].text() if "number" in parts else None,
        enforcers=tuple(one.word(LEVELS) for one in parts["enforcers"].list())
        if "enforcers" in parts
        else (),
        **_region_change(parts.get("region_change"), own),
        effective=effective,
        expires=expires,
        term_citation=_citations(parts, "term", own),
        status=status,
        complete=parts["complete"].truth() if "complete" in parts else False,
        source=parts["source"].texts(),
        policy=_policy(parts["policy"], own, vocabulary),
        problems=read_problems(parts.get("problems")),
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
        "region_change_citation": _citations(parts, "citation", own),
    }


def _citations(
    parts: dict[str, Node], key: str, own: str
) -> tuple[Citation, ...]:
    return parts[key].citations(own) if key in parts else ()


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
            given[f"{key}_citation"] = _citations(rule, "citation", own)
    if "rounding" in parts:
        given["rounding"] = parts["rounding"].word(tuple(ROUNDINGS))
    if "positions" in parts:
        given["positions"] = tuple(
            _position(item, own) for item in parts["positions"].list()
        )
    if "circumstances" in parts:
        given["circumstances"] = _circumstances(
            parts["circumstances"], own, vocabulary
        )
    if "look_backs" in parts:
        given["look_backs"] = tuple(
            found
            for item in parts["look_backs"].list()
            if (found := _look_back(item, own, vocabulary)) is not None
        )
    return Policy(**given)


def _bounds(node: Node, own: str) -> Bounds:
    words = ("included", "excluded")
    parts = node.map(("citation",), ("from", "to"))
    if not {"from", "to"} <= parts.keys():
        return Bounds()
    return Bounds(
        from_inclusive=parts["from"].word(words) == "included",
        to_inclusive=parts["to"].word(words) == "included",
        citation=_citations(parts, "citation", own),
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
        citation=_citations(parts, "citation", own),
        text=parts["text"].texts() if "text" in parts else {},
        **given,
    )


def _circumstances(
    node: Node, own: str, vocabulary: Vocabulary
) -> tuple[DocumentCircumstance, ...]:
    found: dict[str, DocumentCircumstance] = {}
    for item in node.list():
        parts = item.map(
            (
                "permissive",
                "citation",
                "only_if_silent",
                "steps",
                "at_end",
                "percent_from",
                "percent_to",
                "floor",
                "excluded",
                "facts",
            ),
            ("id", "effect", "text"),
        )
        if not {"id", "effect", "text"} <= parts.keys():
            continue
        circumstance = DocumentCircumstance(
            id=parts["id"].identifier(),
            effect=parts["effect"].choice(Effect, Effect.SEVERE),
            text=parts["text"].texts(),
            permissive=_truth(parts, "permissive"),
            citation=_citations(parts, "citation", own),
            only_if_silent=_truth(parts, "only_if_silent"),
            steps=parts["steps"].integer() if "steps" in parts else 0,
            at_end=parts["at_end"].word(("maximum", "minimum"))
            if "at_end" in parts
            else None,
            percent_from=parts["percent_from"].decimal()
            if "percent_from" in parts
            else None,
            percent_to=parts["percent_to"].decimal()
            if "percent_to" in parts
            else None,
            floor=parts["floor"].word(("statute",))
            if "floor" in parts
            else None,
            excluded=_exclusions(parts["excluded"])
            if "excluded" in parts
            else (),
            facts=_facts(parts["facts"], vocabulary)
            if "facts" in parts
            else (),
        )
        if circumstance.id in found:
            parts["id"].fault("table-twice", found=circumstance.id)
        if (circumstance.effect is Effect.SHIFT) != bool(circumstance.steps):
            item.fault("table-shift-steps", found=circumstance.id)
        percents = (circumstance.percent_from, circumstance.percent_to)
        if circumstance.effect is Effect.CORRECTION and None in percents:
            item.fault("table-correction-percent", found=circumstance.id)
        found[circumstance.id] = circumstance
    _same_things(node, found)
    return tuple(found.values())


def _exclusions(node: Node) -> tuple[Exclusion, ...]:
    found: dict[str, Exclusion] = {}
    for number, item in enumerate(node.list(), start=1):
        parts = item.map(
            ("id", "circumstance", "items", "minimum"), ("zh", "en")
        )
        exclusion = Exclusion(
            id=parts["id"].identifier() if "id" in parts else str(number),
            text={
                lang: parts[lang].text()
                for lang in ("zh", "en")
                if lang in parts
            },
            circumstance=parts["circumstance"].identifier()
            if "circumstance" in parts
            else None,
            items=tuple(one.text() for one in parts["items"].list())
            if "items" in parts
            else (),
            minimum=_truth(parts, "minimum"),
        )
        if exclusion.id in found:
            item.fault("table-twice", found=exclusion.id)
        found[exclusion.id] = exclusion
    return tuple(found.values())


def _same_things(node: Node, found: dict[str, DocumentCircumstance]) -> None:
    """Exclusions name circumstances that the document has."""
    for circumstance in found.values():
        for exclusion in circumstance.excluded:
            if exclusion.circumstance not in (None, *found):
                node.fault(
                    "table-unknown-circumstance",
                    found=exclusion.circumstance,
                    expected=sorted(found),
                )


def _facts(node: Node, vocabulary: Vocabulary) -> tuple[str, ...]:
    names = []
    for one in node.list():
        name = one.text()
        if vocabulary.signature(name) is None:
            unknown_fact(one, name, vocabulary)
        names.append(name)
    return tuple(names)


def _truth(parts: dict[str, Node], key: str) -> bool:
    return parts[key].truth() if key in parts else False


def _look_back(
    node: Node, own: str, vocabulary: Vocabulary
) -> LookBack | None:
    needed = ("id", "term", "years", "fact")
    parts = node.map(
        ("anchor", "same", "counts_by", "includes_this", "citation"), needed
    )
    if not set(needed) <= parts.keys():
        return None
    fact = parts["fact"].text()
    if vocabulary.signature(fact) is None:
        unknown_fact(parts["fact"], fact, vocabulary)
    words = ("act", "decision")
    given: dict[str, Any] = {}
    if "anchor" in parts:
        given["anchor"] = parts["anchor"].word(words)
    if "same" in parts:
        given["same"] = parts["same"].word(("provision", "item", "any"))
    if "counts_by" in parts:
        given["counts_by"] = parts["counts_by"].word(("decision", "act"))
    return LookBack(
        id=parts["id"].identifier(),
        term=parts["term"].texts(),
        years=parts["years"].integer(),
        includes_this=_truth(parts, "includes_this"),
        fact=fact,
        citation=_citations(parts, "citation", own),
        **given,
    )


def unknown_fact(node: Node, fact: str, vocabulary: Vocabulary) -> None:
    """Note a fact id that the vocabulary does not have."""
    from penaltykit.benchmark._read import nearest

    node.fault(
        "table-unknown-fact",
        found=fact,
        nearest=nearest(fact, vocabulary.names()),
    )
