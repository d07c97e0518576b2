"""Penalties of a phrase as penalties of laws and tables: words to facts."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from penaltykit.clause._bind import ANY_FIELD, binder, fit
from penaltykit.clause._condition import read_condition
from penaltykit.clause._read import read_penalties
from penaltykit.clause._result import Bounds, PhrasePenalty
from penaltykit.clause._units import UNITS
from penaltykit.engine import FactType
from penaltykit.facts import FactEntry, Vocabulary
from penaltykit.penalty import Penalty, PenaltyKind

_PER: Final = "yuan-per-"
_LOST: Final = frozenset({"conduct", "reference", "circumstance"})
"""Words that a statute may say and a structure would lose."""
_LEADS: Final = re.compile(r"违反[^，。；]{0,40}规定(?:的)?$")


@frozen(kw_only=True)
class PhraseFault:
    """Why a phrase gives no penalties.

    Args:
        code: of a fault of the house.
        params: what its sentence names.
    """

    code: str
    params: Mapping[str, Any]


@frozen(kw_only=True)
class PhrasePenalties:
    """The penalties of a phrase, or why there are none.

    Args:
        penalties: in the order of print, bound to the vocabulary.
        faults: every reason why the phrase cannot be used.
    """

    penalties: tuple[Penalty, ...] = ()
    faults: tuple[PhraseFault, ...] = ()


def phrase_penalties(
    text: str,
    vocabulary: Vocabulary,
    reading: Bounds | Mapping[str, str] | None = None,
    field: str | None = None,
) -> PhrasePenalties:
    """The penalties that a law or a table writes as a phrase.

    What explicit structure names by a fact (base, step, condition) the
    phrase names in words; words that no fact carries are a fault, and so is
    all that was not read, not certain or defective.

    Args:
        text: the phrase.
        vocabulary: the facts that it may name.
        reading: how 以上 and 以下 are read.
        field: a domain whose labels bind too.
    """
    found = read_penalties(text, reading)
    faults = [
        PhraseFault(code="phrase-unread", params={"found": span.text})
        for span in found.unread
    ]
    faults += [
        PhraseFault(
            code="phrase-defective",
            params={
                "found": {
                    lang: problem.message_in(lang) for lang in ("zh", "en")
                }
            },
        )
        for problem in found.problems
        if problem.code != "ambiguous"
    ]
    faults += [
        PhraseFault(code="phrase-condition", params={"found": part.text})
        for part in found.context
        if part.role in _LOST and not _LEADS.match(part.text)
    ]
    if len(found.readings) > 1:
        faults.append(
            PhraseFault(code="phrase-ambiguous", params={"found": text})
        )
    if not faults and not found.penalties:
        faults.append(PhraseFault(code="phrase-empty", params={"found": text}))
    if faults:
        return PhrasePenalties(faults=tuple(faults))
    return _bound(found.penalties, vocabulary, reading, field)


def _bound(
    penalties: Sequence[PhrasePenalty],
    vocabulary: Vocabulary,
    reading: Bounds | Mapping[str, str] | None,
    field: str | None,
) -> PhrasePenalties:
    faults: list[PhraseFault] = []
    bound: list[Penalty] = []
    conditions: dict[str, str | None] = {}
    for penalty in penalties:
        when = None
        if penalty.situation is not None:
            if penalty.situation not in conditions:
                conditions[penalty.situation] = _when(
                    penalty.situation, vocabulary, reading, field, faults
                )
            when = conditions[penalty.situation]
        facts = _facts(penalty, vocabulary, field, faults)
        if penalty.kind is PenaltyKind.FINE and (
            penalty.from_ is None and penalty.to is None
        ):
            faults.append(PhraseFault(code="phrase-no-amount", params={}))
        bound.append(evolve(penalty.to_penalty(when), **facts))
    if faults:
        return PhrasePenalties(faults=tuple(faults))
    return PhrasePenalties(penalties=tuple(bound))


def _facts(
    penalty: PhrasePenalty,
    vocabulary: Vocabulary,
    field: str | None,
    faults: list[PhraseFault],
) -> dict[str, Any]:
    """The facts of base, step and per."""
    found: dict[str, Any] = {}
    known = binder(vocabulary, field)
    for key, words, fact in (
        ("base", penalty.base, penalty.base_fact),
        ("step", penalty.step, penalty.step_fact),
    ):
        if words is None:
            continue
        if fact is not None and vocabulary.signature(fact) is not None:
            found[key] = fact
            continue
        # A table speaks of one field: its labels are looked at last.
        named = known.amounts(words) or binder(vocabulary, ANY_FIELD).amounts(
            words
        )
        if len(named) == 1:
            found[key] = named[0].id
        else:
            faults.append(_unbound(words))
    unit = penalty.unit or ""
    if penalty.unit in ("times", "percent") and penalty.base is None:
        faults.append(PhraseFault(code="phrase-no-base", params={}))
    if unit.startswith(_PER) and penalty.step is None:
        thing = unit.removeprefix(_PER)
        counted = _counting(thing, vocabulary)
        if len(counted) == 1:
            found["per"] = counted[0]
        else:
            faults.append(_unbound(thing))
    return found


def _counting(thing: str, vocabulary: Vocabulary) -> list[str]:
    """The facts that count or measure a thing, those first that are said to
    be meant by its word."""
    named = [
        entry.id
        for entry in vocabulary.entries()
        if thing in entry.words
        and entry.type in (FactType.COUNT, FactType.QUANTITY)
        and _measures(entry, thing)
    ]
    return named or [
        entry.id
        for entry in vocabulary.entries()
        if entry.type is FactType.COUNT and entry.counter == thing
    ]


def _measures(entry: FactEntry, thing: str) -> bool:
    """Whether one of the fact is one of the thing."""
    unit = UNITS.get(thing)
    if unit is None or entry.type is FactType.COUNT:
        return True
    one = fit(entry, unit)
    return one is not None and one * unit.factor == 1


def _when(
    situation: str,
    vocabulary: Vocabulary,
    reading: Bounds | Mapping[str, str] | None,
    field: str | None,
    faults: list[PhraseFault],
) -> str | None:
    """The condition of a penalty in FEEL: outer words first."""
    parts: list[str] = []
    for words in situation.split("；"):
        told = read_condition(words, vocabulary, reading, field)
        if not told.complete or told.condition is None or told.problems:
            faults.append(
                PhraseFault(code="phrase-unread", params={"found": words})
            )
            continue
        loose = [*told.attested, *told.unbound]
        if loose:
            faults += [_unbound(fact.label) for fact in loose]
            continue
        parts.append(told.condition)
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    return " and ".join(f"({part})" for part in parts)


def _unbound(words: str) -> PhraseFault:
    return PhraseFault(code="phrase-unbound", params={"found": words})
