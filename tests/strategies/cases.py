"""Hypothesis strategies for cases, shared by all tests.

``case_data()`` draws plain data of a valid case file, ``cases()`` the case.
They follow the shape of the classes, so that a new field joins by itself;
what fields must be to each other is made so on the way.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from penaltykit.case import (
    Act,
    Case,
    CircumstanceClaim,
    Delegation,
    EarlierPenalty,
    Event,
    Fact,
    FactState,
    StatedPenalty,
    Violation,
    from_dict,
)
from penaltykit.case._shape import (
    Count,
    Date,
    FactValue,
    Listing,
    Money,
    Record,
    Shape,
    Table,
    Text,
    Time,
    Truth,
    Words,
    case_shape,
    record_shape,
)
from penaltykit.case._values import (
    MAX_INTEGER,
    MAX_MONEY,
    UNPRINTABLE_CHARACTER,
)
from penaltykit.citation import Citation

_SOME = 2


def texts() -> st.SearchStrategy[str]:
    """Text that a case file may hold, line ends and rare signs included."""
    alphabet = st.one_of(
        st.sampled_from("案件罚款元日abc 019,:\"\\/#&*!|>'%@`{}[]-?~\n\t"),
        st.characters(exclude_categories=("Cs", "Cc")),
    )
    return (
        st.text(alphabet, min_size=1, max_size=12)
        .filter(lambda text: not text.isspace())
        .filter(lambda text: UNPRINTABLE_CHARACTER.search(text) is None)
    )


def names() -> st.SearchStrategy[str]:
    """Keys of free tables, such as fact ids."""
    return st.from_regex(r"[a-z]{1,6}(\.[a-z_]{1,8})?", fullmatch=True)


def amounts() -> st.SearchStrategy[str | int]:
    """Amounts of money in every form that is accepted."""
    fen = st.integers(0, MAX_MONEY * 100).map(
        lambda value: str(Decimal(value) / 100)
    )
    small = st.decimals(0, 999_999, places=2).map(str)
    return st.one_of(small, fen, st.integers(0, MAX_MONEY))


def dates() -> st.SearchStrategy[str]:
    """ISO dates."""
    return st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).map(
        dt.date.isoformat
    )


def fact_values() -> st.SearchStrategy[Any]:
    """Values of facts, of every type."""
    return st.one_of(
        texts(),
        dates(),
        st.booleans(),
        st.integers(-MAX_INTEGER, MAX_INTEGER),
    )


_SINGLE: dict[type, st.SearchStrategy[Any]] = {
    Text: texts(),
    Truth: st.booleans(),
    Count: st.integers(1, 400),
    Money: amounts(),
    Date: dates(),
    Time: st.times().map(lambda time: time.isoformat("minutes")),
    FactValue: fact_values(),
}


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Plain data of a shape, blind to other fields."""
    match shape:
        case Record():
            return _record(shape)
        case Listing():
            least = shape.at_least
            return st.lists(
                values(shape.of), min_size=least, max_size=least + 1
            )
        case Table():
            return st.dictionaries(names(), values(shape.of), max_size=_SOME)
        case Words():
            return st.sampled_from(shape.words)
        case _:
            return _SINGLE[type(shape)]


def _record(shape: Record) -> st.SearchStrategy[dict[str, Any]]:
    return _OWN[shape.cls] if shape.cls in _OWN else record(shape)


def record(
    shape: Record, **own: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """An object with all its required and some of its other fields."""
    required, optional = {}, {}
    for slot in shape.slots.values():
        strategy = own.get(slot.name)
        if strategy is None:
            strategy = values(slot.shape)
        if slot.required:
            required[slot.name] = strategy
        elif slot.nullable:
            optional[slot.name] = st.none() | strategy
        else:
            optional[slot.name] = strategy
    return st.fixed_dictionaries(required, optional=optional)


def _citations() -> st.SearchStrategy[dict[str, Any]]:
    number = st.integers(1, 200)
    parts = st.fixed_dictionaries(
        {"law": texts(), "article": number},
        optional={
            "version": texts(),
            "article_addition": number,
            "paragraph": number,
            "item": number,
            "subitem": number,
        },
    )
    return st.one_of(parts, st.fixed_dictionaries({"text": texts()}))


def _acts() -> st.SearchStrategy[dict[str, Any]]:
    return record(record_shape(Act)).map(lambda act: _ordered(act, "to"))


def _delegations() -> st.SearchStrategy[dict[str, Any]]:
    drawn = record(record_shape(Delegation))
    return drawn.map(lambda one: _ordered(one, "until"))


def _ordered(one: dict[str, Any], end: str) -> dict[str, Any]:
    first, last = one.get("from"), one.get(end)
    if first and last and last < first:
        one["from"], one[end] = last, first
    return one


_OWN: dict[type, st.SearchStrategy[Any]] = {Citation: _citations()}
_OWN[Act] = _acts()
_OWN[Delegation] = _delegations()


# References are drawn as numbers and made to fit by ``_link``: so that all
# strategies are built only once.
_ONE = st.none() | st.integers(0, _SOME)
_MANY = st.lists(st.integers(0, _SOME), max_size=_SOME)
_OWN[StatedPenalty] = record(record_shape(StatedPenalty), party=_ONE)
_OWN[CircumstanceClaim] = record(
    record_shape(CircumstanceClaim), party=_ONE, evidence=_MANY
)
_OWN[Fact] = st.one_of(
    st.fixed_dictionaries(
        {"value": fact_values()},
        optional={
            "state": st.just("known"),
            "grounds": texts(),
            "evidence": _MANY,
        },
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "value": st.none(),
            "state": st.sampled_from(
                [str(s) for s in FactState if s is not FactState.KNOWN]
            ),
            "grounds": texts(),
            "evidence": _MANY,
        },
    ),
)
_OWN[Violation] = record(
    record_shape(Violation), parties=_MANY, evidence=_MANY
)
_OWN[Event] = record(record_shape(Event), parties=_MANY, paper=_ONE)
_OWN[EarlierPenalty] = record(record_shape(EarlierPenalty), party=_ONE)


def case_data() -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of a valid case file."""
    return _CASES.map(_link)


def _link(data: dict[str, Any]) -> dict[str, Any]:
    """Make ids unique and references point at something."""
    for name, prefix in (("parties", "P"), ("violations", "V")):
        _number(data[name], "id", prefix)
    _number(data.get("evidence", ()), "id", "E")
    _number(data.get("papers", ()), "number", "〔2024〕")
    _number(data.get("joint_agencies", ()), "name", "共同作出决定的机关")
    known = {
        "parties": [party["id"] for party in data["parties"]],
        "evidence": [proof["id"] for proof in data.get("evidence", ())],
        "paper": [paper["number"] for paper in data.get("papers", ())],
    }
    known["party"] = known["parties"]
    _point(data, known)
    return data


def _number(entries: Iterable[Any], key: str, prefix: str) -> None:
    for index, entry in enumerate(entries):
        entry[key] = f"{prefix}{index + 1}"


def _point(part: Any, known: Mapping[str, list[str]]) -> None:
    """Turn numbers that stand for references into ids."""
    if isinstance(part, list):
        for item in part:
            _point(item, known)
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        ids = known.get(name)
        if ids is not None and type(value) is int:
            part[name] = ids[value % len(ids)] if ids else None
        elif ids is not None and _is_numbers(value):
            chosen = dict.fromkeys(ids[n % len(ids)] for n in value if ids)
            part[name] = list(chosen)
        else:
            _point(value, known)


def _is_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(type(n) is int for n in value)


_CASES = record(case_shape())


def cases() -> st.SearchStrategy[Case]:
    """Valid cases."""
    return case_data().map(from_dict)
