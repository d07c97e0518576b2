"""Reading the circumstances that a document names, and what they do."""

from decimal import Decimal
from typing import Any

from penaltykit.benchmark._policy import (
    Asks,
    DocumentCircumstance,
    Effect,
    Exclusion,
    Grade,
    Need,
    PercentOf,
    Way,
)
from penaltykit.benchmark._read import Node, nearest
from penaltykit.citation import Citation
from penaltykit.engine import Expression, compile_expression
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary

_PERCENTS = ("percent_from", "percent_to")
_CORRECTION = (*_PERCENTS, "way", "of", "grade", "needs", "floor")
_SHIFT = ("steps", "at_end")
_MADE = Effect.CORRECTION
_WHOLE = Decimal(100)
_EXCLUSION = (
    "id",
    "circumstance",
    "of_laws",
    "items",
    "when",
    "asks",
    "minimum",
    "beside",
)


def read_citations(
    parts: dict[str, Node], key: str, own: str
) -> tuple[Citation, ...]:
    """The citations under a key; none where it is not there."""
    return parts[key].citations(own) if key in parts else ()


def read_needs(node: Node) -> tuple[Need, ...]:
    """What a document asks of an agency that uses a rule of it."""
    return tuple(one.choice(Need, Need.REASONS) for one in node.list())


def read_circumstances(
    node: Node, own: str, vocabulary: Vocabulary
) -> tuple[DocumentCircumstance, ...]:
    """The circumstances that a document names.

    Args:
        node: a list of them.
        own: title of the document, which its articles belong to.
        vocabulary: for the facts that say the same thing.
    """
    found: dict[str, DocumentCircumstance] = {}
    for item in node.list():
        parts = item.map(
            (
                "permissive",
                "citation",
                "only_if_silent",
                "facts",
                "when",
                "sufficient",
                *_SHIFT,
                "excluded",
                *_CORRECTION,
            ),
            ("id", "effect", "text"),
        )
        if not {"id", "effect", "text"} <= parts.keys():
            continue
        effect = parts["effect"].choice(Effect, Effect.SEVERE)
        circumstance = DocumentCircumstance(
            id=parts["id"].identifier(),
            effect=effect,
            text=parts["text"].texts(),
            permissive=_truth(parts, "permissive"),
            citation=read_citations(parts, "citation", own),
            only_if_silent=_truth(parts, "only_if_silent"),
            steps=parts["steps"].integer() if "steps" in parts else 0,
            at_end=parts["at_end"].word(("maximum", "minimum"))
            if "at_end" in parts
            else None,
            facts=_facts(parts["facts"], vocabulary)
            if "facts" in parts
            else (),
            excluded=_exclusions(parts["excluded"], vocabulary)
            if "excluded" in parts
            else (),
            when=_condition(parts, vocabulary),
            sufficient=_truth(parts, "sufficient"),
            **_correction(parts),
        )
        if circumstance.sufficient and "when" not in parts:
            item.fault("table-key-needs", key="sufficient", expected="when")
        if circumstance.id in found:
            parts["id"].fault("table-twice", found=circumstance.id)
        if (effect is Effect.SHIFT) != bool(circumstance.steps):
            item.fault("table-shift-steps", found=circumstance.id)
        _of_effect(parts, effect)
        if effect is Effect.CORRECTION:
            _check_percents(item, parts, circumstance)
        found[circumstance.id] = circumstance
    _same_things(node, found)
    return tuple(found.values())


def _correction(parts: dict[str, Node]) -> dict[str, Any]:
    """What only a correction has."""
    given: dict[str, Any] = {}
    for key in _PERCENTS:
        if key in parts:
            given[key] = parts[key].decimal()
    for key, kinds, default in (
        ("way", Way, Way.LESS),
        ("of", PercentOf, PercentOf.AMOUNT),
        ("grade", Grade, Grade.ORDINARY),
    ):
        if key in parts:
            given[key] = parts[key].choice(kinds, default)
    if "needs" in parts:
        given["needs"] = read_needs(parts["needs"])
    if "floor" in parts:
        given["floor"] = parts["floor"].word(("statute",))
    return given


def _of_effect(parts: dict[str, Node], effect: Effect) -> None:
    """Keys that another effect has say nothing here."""
    for keys, owner in ((_SHIFT, Effect.SHIFT), (_CORRECTION, _MADE)):
        for key in keys:
            if key in parts and effect is not owner:
                parts[key].fault(
                    "table-key-of-effect",
                    key=key,
                    expected=owner.value,
                    found=effect.value,
                )


def _check_percents(
    item: Node, parts: dict[str, Node], circumstance: DocumentCircumstance
) -> None:
    """Both are there, in order, and nothing more than all is taken off."""
    low, high = circumstance.percent_from, circumstance.percent_to
    if not set(_PERCENTS) <= parts.keys():
        item.fault("table-correction-percent", found=circumstance.id)
    elif low is not None and high is not None:
        less = circumstance.way is Way.LESS
        if low < 0 or low > high or (less and high > _WHOLE):
            parts["percent_from"].fault(
                "table-correction-range", low=str(low), high=str(high)
            )


def _exclusions(node: Node, vocabulary: Vocabulary) -> tuple[Exclusion, ...]:
    found: dict[str, Exclusion] = {}
    for number, item in enumerate(node.list(), start=1):
        parts = item.map(_EXCLUSION, ("zh", "en"))
        exclusion = Exclusion(
            id=parts["id"].identifier() if "id" in parts else str(number),
            text={
                lang: parts[lang].text()
                for lang in ("zh", "en")
                if lang in parts
            },
            circumstances=_names(parts["circumstance"])
            if "circumstance" in parts
            else (),
            of_laws=_texts(parts, "of_laws"),
            items=_texts(parts, "items"),
            when=_condition(parts, vocabulary),
            asks=_asks(parts["asks"], vocabulary) if "asks" in parts else None,
            minimum=_truth(parts, "minimum"),
            beside=_truth(parts, "beside"),
        )
        if exclusion.id in found:
            item.fault("table-twice", found=exclusion.id)
        found[exclusion.id] = exclusion
    return tuple(found.values())


def _asks(node: Node, vocabulary: Vocabulary) -> Asks:
    parts = node.map(("items", "when"))
    return Asks(
        items=_texts(parts, "items"), when=_condition(parts, vocabulary)
    )


def _texts(parts: dict[str, Node], key: str) -> tuple[str, ...]:
    if key not in parts:
        return ()
    return tuple(one.text() for one in parts[key].list())


def _condition(
    parts: dict[str, Node], vocabulary: Vocabulary
) -> Expression | None:
    """The condition under ``when``; its faults stand at its place."""
    if "when" not in parts:
        return None
    node = parts["when"]
    text = node.text()
    if not text:
        return None
    try:
        return compile_expression(
            text, vocabulary, node.yaml.place(node.pointer), expect="condition"
        )
    except RuleError as error:
        node.faults.extend(error.faults)
        return None


def _names(node: Node) -> tuple[str, ...]:
    """One circumstance, or a list of them."""
    if isinstance(node.value, list):
        return tuple(one.identifier() for one in node.list())
    return (node.identifier(),)


def _same_things(node: Node, found: dict[str, DocumentCircumstance]) -> None:
    """Exclusions name circumstances that the document has."""
    for circumstance in found.values():
        for exclusion in circumstance.excluded:
            for name in exclusion.circumstances:
                if name not in found:
                    node.fault(
                        "table-unknown-circumstance",
                        found=name,
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


def read_fact_words(
    node: Node | None, vocabulary: Vocabulary
) -> dict[str, str]:
    """Words of print and the facts that they mean: ``{平方米: city.area}``."""
    found: dict[str, str] = {}
    for word, item in node.map().items() if node is not None else ():
        fact = item.text()
        if not fact:
            continue
        if vocabulary.signature(fact) is None:
            unknown_fact(item, fact, vocabulary)
        elif word.strip():
            found[word.strip()] = fact
    return found


def unknown_fact(node: Node, fact: str, vocabulary: Vocabulary) -> None:
    """Note a fact id that the vocabulary does not have."""
    node.fault(
        "table-unknown-fact",
        found=fact,
        nearest=nearest(fact, vocabulary.names()),
    )
