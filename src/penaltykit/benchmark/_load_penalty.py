"""Reading penalties as explicit structure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from penaltykit.benchmark._load_circumstances import unknown_fact
from penaltykit.benchmark._load_phrases import read_phrase_penalties
from penaltykit.benchmark._policy import Bounds
from penaltykit.benchmark._read import Node
from penaltykit.benchmark._statutory import RANGE
from penaltykit.facts import Vocabulary
from penaltykit.money import Band
from penaltykit.penalty import (
    ROUNDING_MODES,
    UNITS,
    Obligation,
    Penalty,
    PenaltyKind,
    Subject,
    is_unit,
)

_KEYS = (
    "object",
    "subject",
    "obligation",
    "group",
    "when",
    "amount",
    "from",
    "from_inclusive",
    "to",
    "to_inclusive",
    "unit",
    "base",
    "base_least",
    "per",
    "step",
    "step_from",
    "step_size",
    "rounding",
    "share",
    "range",
    "cap",
    "floor",
)
_AMOUNTS = ("amount", "from", "to", "share")
_FACTS = ("base", "per", "step")
_STATUTE = "statute"


def read_penalties(
    node: Node,
    bounds: Bounds,
    vocabulary: Vocabulary,
    condition: Callable[[Node], object],
) -> tuple[Penalty, ...]:
    """The penalties of a row.

    Args:
        node: a list of maps or phrases, or one phrase: ``处5000元以上1万元以
            下罚款``.
        bounds: the document's reading of 以上 and 以下, for ends that do not
            say ``from_inclusive`` or ``to_inclusive`` themselves.
        vocabulary: facts that may be a base.
        condition: compiles a ``when``.
    """
    if isinstance(node.value, str):
        return read_phrase_penalties(node, bounds, vocabulary, condition)
    found: list[Penalty] = []
    for item in node.list():
        if isinstance(item.value, str):
            found += read_phrase_penalties(item, bounds, vocabulary, condition)
            continue
        penalty = _penalty(item, bounds, vocabulary, condition)
        if penalty is not None:
            found.append(penalty)
    if isinstance(node.value, list) and not node.value:
        node.fault("table-no-penalties")
    return tuple(found)


def _penalty(
    node: Node,
    bounds: Bounds,
    vocabulary: Vocabulary,
    condition: Callable[[Node], object],
) -> Penalty | None:
    before = len(node.faults)
    parts = node.map(_KEYS, ("kind",))
    if "kind" not in parts:
        return None
    kind = parts["kind"].choice(PenaltyKind, PenaltyKind.FINE)
    given: dict[str, Any] = {"kind": kind}
    given |= read_words(parts)
    if "when" in parts:
        condition(parts["when"])
        given["when"] = parts["when"].text()
    given |= _facts(parts, vocabulary)
    given |= {
        key: read_amount(parts[key])
        for key in ("cap", "floor", "base_least", "step_from", "step_size")
        if key in parts
    }
    given |= _steps(parts)
    given |= read_band(node, parts, bounds)
    given |= _unit(node, parts, kind)
    if len(node.faults) > before:
        return None
    return Penalty(**given)


def read_words(parts: dict[str, Node]) -> dict[str, Any]:
    """What the penalty falls on, and how binding it is."""
    given: dict[str, Any] = {
        key: parts[key].text() for key in ("object", "group") if key in parts
    }
    if "subject" in parts:
        given["subject"] = parts["subject"].choice(Subject, Subject.PARTY)
    if "obligation" in parts:
        given["obligation"] = parts["obligation"].choice(
            Obligation, Obligation.MUST
        )
    return given


def _facts(parts: dict[str, Node], vocabulary: Vocabulary) -> dict[str, str]:
    """The facts that an amount depends on."""
    given: dict[str, str] = {}
    for key in _FACTS:
        if key in parts:
            fact = parts[key].text()
            if vocabulary.signature(fact) is None:
                unknown_fact(parts[key], fact, vocabulary)
            given[key] = fact
    return given


def _steps(parts: dict[str, Node]) -> dict[str, str]:
    """How steps are counted and rounded; what belongs to steps alone is a
    fault without them."""
    for key in ("step_from", "step_size"):
        if key in parts and "step" not in parts:
            parts[key].fault("table-step-without-fact", key=key)
    if "step_size" in parts and parts["step_size"].decimal() == 0:
        parts["step_size"].fault("table-step-size")
    if "rounding" not in parts:
        return {}
    return {"rounding": parts["rounding"].word(ROUNDING_MODES)}


def read_amount(node: Node) -> Decimal | None:
    value = node.decimal()
    if value is not None and value < 0:
        node.fault("table-amount-negative", found=str(value))
    return value


def read_band(
    node: Node, parts: dict[str, Node], bounds: Bounds
) -> dict[str, Any]:
    """Bounds with their ends."""
    if "share" in parts or "range" in parts:
        return _shares(node, parts, bounds)
    if "amount" in parts:
        if "from" in parts or "to" in parts:
            node.fault("table-amount-and-band")
        value = read_amount(parts["amount"])
        return {"from_": value, "to": value}
    given: dict[str, Any] = {}
    for key, default in (
        ("from", bounds.from_inclusive),
        ("to", bounds.to_inclusive),
    ):
        end = f"{key}_inclusive"
        if key in parts:
            given["from_" if key == "from" else "to"] = read_amount(parts[key])
            given[end] = parts[end].truth() if end in parts else default
        elif end in parts:
            parts[end].fault("table-end-without-bound", key=key)
    low, high = given.get("from_"), given.get("to")
    if low is not None and high is not None:
        closed = given["from_inclusive"] and given["to_inclusive"]
        if low > high or (low == high and not closed):
            node.fault("table-band-empty", low=str(low), high=str(high))
    return given


def _shares(
    node: Node, parts: dict[str, Node], bounds: Bounds
) -> dict[str, Any]:
    """Percent of a range: ``bound(p) = min + p x (max - min)``.

    A range without a lower bound starts at zero, which makes it percent of
    the maximum.
    """
    for key in ("amount", "from", "to"):
        if key in parts:
            parts[key].fault("table-share-and-band")
    for key in ("share", "range"):
        if key not in parts:
            node.fault("table-missing-key", key=key)
            return {}
    if parts["range"].value == _STATUTE:
        return _of_statute(parts, bounds)
    ends = parts["range"].map(("from",), ("to",))
    low = read_amount(ends["from"]) if "from" in ends else Decimal(0)
    high = read_amount(ends["to"]) if "to" in ends else None
    if low is None or high is None:
        return {}
    if low > high:
        parts["range"].fault("table-band-empty", low=str(low), high=str(high))
        return {}
    return _share_ends(parts, bounds, Band(from_=low, to=high))


def _of_statute(parts: dict[str, Node], bounds: Bounds) -> dict[str, Any]:
    """Percent of the range that the law of the case gives."""
    for key in ("unit", "base"):
        if key in parts:
            parts[key].fault("table-statute-range-unit", key=key)
    percents = Band(from_=Decimal(0), to=Decimal(100))
    return {**_share_ends(parts, bounds, percents), "base": RANGE}


def _share_ends(
    parts: dict[str, Node], bounds: Bounds, whole: Band
) -> dict[str, Any]:
    """The bounds at one share of a range, or at two."""
    if not isinstance(parts["share"].value, dict):
        point = _share(parts["share"], whole)
        return {"from_": point, "to": point}
    shares = parts["share"].map((), ("from", "to"))
    found = {key: _share(part, whole) for key, part in shares.items()}
    least, most = found.get("from"), found.get("to")
    if least is None or most is None:
        return {}
    if least >= most:
        parts["share"].fault(
            "table-band-empty", low=str(least), high=str(most)
        )
    ends_in = {
        end: parts[end].truth() if end in parts else default
        for end, default in (
            ("from_inclusive", bounds.from_inclusive),
            ("to_inclusive", bounds.to_inclusive),
        )
    }
    return {"from_": least, "to": most, **ends_in}


def _share(node: Node, whole: Band) -> Decimal | None:
    """The bound at one share, from 0 to 1."""
    share = node.decimal()
    if share is None:
        return None
    if not 0 <= share <= 1:
        node.fault("table-share", found=str(share))
        return None
    return whole.at(share)


def _unit(
    node: Node, parts: dict[str, Node], kind: PenaltyKind
) -> dict[str, Any]:
    """The unit; a fine is in yuan unless it says otherwise."""
    has_amount = any(key in parts for key in _AMOUNTS)
    if kind is PenaltyKind.FINE and not has_amount:
        node.fault("table-fine-without-amount")
        return {}
    if "unit" not in parts:
        if not has_amount:
            return {}
        if "range" in parts and parts["range"].value == _STATUTE:
            return {"unit": "percent"}
        if kind is not PenaltyKind.FINE:
            node.fault("table-missing-key", key="unit")
        return {"unit": "yuan"}
    unit = parts["unit"].text()
    if unit and not is_unit(unit):
        parts["unit"].fault(
            "table-not-one-of",
            found=unit,
            expected=[*UNITS, "yuan-per-..."],
            nearest=None,
        )
    if unit in ("times", "percent") and "base" not in parts:
        node.fault("table-missing-key", key="base")
    if "base_least" in parts and "base" not in parts:
        node.fault("table-missing-key", key="base")
    if unit.startswith("yuan-per-") and not {"per", "step"} & parts.keys():
        node.fault("table-missing-key", key="per")
    return {"unit": unit}
