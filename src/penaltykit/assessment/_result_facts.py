"""A result as facts that rules can ask about."""

from typing import Any

from attrs import evolve

from penaltykit._i18n import LANGS
from penaltykit._labels import kind_label
from penaltykit._pattern import Pattern
from penaltykit.assessment._circumstance_words import BARS, WAITS
from penaltykit.assessment._findings import by_language
from penaltykit.assessment._no_provision import UNPENALISED
from penaltykit.assessment._result import (
    Calculation,
    Outcome,
    Result,
    StatedResult,
    Verdict,
)
from penaltykit.assessment._result_circumstances import (
    circumstance_readings,
)
from penaltykit.case import PartyKind
from penaltykit.citation import Citation
from penaltykit.engine import Reading, make_reading
from penaltykit.errors import CitationError
from penaltykit.facts import FactView
from penaltykit.law import PlaceStatus, Registry
from penaltykit.penalty import Obligation, PenaltyKind

# The heaviest first: one fine outside the statute is not made good by
# another inside it.
_VERDICTS = (
    Verdict.OUTSIDE_STATUTE,
    Verdict.OUTSIDE_BENCHMARK,
    Verdict.UNDETERMINED,
    Verdict.MITIGATED,
    Verdict.INSIDE,
)
_GIVES_WAY = ("one-act.lower", "one-act.unfined")
_FINES = "one-act.fines"
_UNKNOWN = ("statute.unknown", "table.unknown", "table.conflict")
_EXCLUSIVE = (
    "circumstance.exclusive",
    "circumstance.both-ways",
    "circumstance.proven-refused",
)
_CONFLICTS = ("circumstance.conflict", "circumstance.spared-and-severe")
_UNFIT = "statute.unfit-responsible"
_OWN_CHECKS = (PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS)
_DEGREE = Pattern(
    r"(?:特别?|较为?|极其?|非常|十分|最|很|不|(?:very|less|more|most|not)\s)$"
)


def result_readings(
    result: Result, view: FactView, registry: Registry | None = None
) -> dict[str, Reading]:
    """The ``result.*`` facts of one violation and party.

    Args:
        result: of the pair.
        view: of the pair; takes the readings with ``view.put``.
        registry: names laws and objects in what is said.
    """
    pointer = view.pointer
    stated = f"{pointer}/penalties"
    fine = _fine(result)
    # That no penalty may be given at all is said by itself, and once.
    spared = result.outcome is Outcome.NO_PENALTY_SHALL
    # Gains have a check of their own, against what the facts say of them.
    others = [
        s
        for s in result.stated
        if s.kind not in _OWN_CHECKS
        and (not spared or s.kind is PenaltyKind.CONFISCATE_GOODS)
    ]
    settled = result.outcome is not Outcome.UNDETERMINED
    gap = result.outcome is Outcome.STATUTORY_GAP
    # Where that alone is open, the check on limitation says it.
    codes = {reason.code for reason in result.reasons}
    waits = WAITS in codes and codes.isdisjoint(_UNKNOWN)
    # So it is where no provision penalises the act: it has a check as well.
    barred = any(r.code == BARS for r in result.reasons) or (
        result.law is not None and result.law.choice in UNPENALISED
    )
    readings = {
        "result.outcome": _known(result.outcome.value, pointer),
        "result.barred": _known(barred, pointer),
        "result.law_gap": _known(gap, pointer),
        "result.law_covers": _open(not gap, f"{pointer}/facts"),
        "result.law_choice": _none(pointer)
        if result.law is None
        else _known(result.law.choice, f"{pointer}/act"),
        "result.staged": _known(bool(result.stage), pointer),
        "result.gives_way": _known(
            any(r.code in _GIVES_WAY for r in result.reasons), stated
        ),
        "result.one_act_fines": _known(
            any(r.code == _FINES for r in result.reasons), stated
        ),
        "result.law_held": _known(result.law is not None, pointer),
        "result.settled": _none(pointer)
        if waits
        else _open(settled, f"{pointer}/facts"),
        "result.settle": _known(" ".join(result.settle), pointer),
        "result.table": _known(result.table is not None, pointer)
        if (settled or waits) and not gap
        else _none(pointer),
        "result.missing_must_kind": _known(bool(result.missing), stated)
        if settled
        else _none(stated),
        "result.unit_item": _unit_item(result, view),
        "result.missing_elsewhere": _missing_elsewhere(result, view, stated),
        "result.missing_gains": _known(
            any(
                m.kind is PenaltyKind.CONFISCATE_GAINS for m in result.missing
            ),
            stated,
        ),
        "result.missing_kinds": _known(_missing(result, registry), stated),
        "result.objects_told": _objects_told(result, stated),
        "result.basis_governs": _basis_governs(result, view, registry),
        "result.fine_verdict": _none(stated)
        if fine is None or spared
        else _known(fine.verdict.value, fine.pointer),
        **_calculation(result, stated),
        **_unseen(result, stated),
        **_circumstances(result, f"{pointer}/circumstances"),
        **circumstance_readings(result, f"{pointer}/circumstances"),
        "result.benchmark_document": _none(pointer)
        if result.table is None
        else _known(result.table.document, pointer),
        "result.kind_outside_statute": _known(
            any(s.verdict is Verdict.OUTSIDE_STATUTE for s in others),
            next(
                (
                    s.pointer
                    for s in others
                    if s.verdict is Verdict.OUTSIDE_STATUTE
                ),
                stated,
            ),
        ),
    }
    named = _stage_named(result, view)
    readings["result.stage_named"] = (
        _none(pointer)
        if named is None
        else _known(named, f"{pointer}/discretion/stage")
    )
    return readings


def _known(value: Any, pointer: str) -> Reading:
    return make_reading(("known", value, pointer))


def _none(pointer: str) -> Reading:
    return make_reading(("not-applicable", None, pointer))


def _open(holds: bool, pointer: str) -> Reading:
    """True, or unknown: nothing says that it is false."""
    return (
        Reading("known", True, pointer)
        if holds
        else Reading("unknown", None, pointer)
    )


def _fine(result: Result) -> StatedResult | None:
    """The fine with the heaviest verdict."""
    fines = [s for s in result.stated if s.kind is PenaltyKind.FINE]
    return min(fines, key=lambda s: _VERDICTS.index(s.verdict), default=None)


def _circumstances(result: Result, pointer: str) -> dict[str, Reading]:
    """Whether the circumstances found go together."""
    codes = {r.code: r.pointers for r in result.reasons}
    looked = any(code.startswith("circumstance.") for code in codes)
    wrong = [codes[code] for code in _EXCLUSIVE if code in codes]
    if not looked:
        return {
            "result.circumstances_agree": _none(pointer),
            "result.circumstances_conflict": _none(pointer),
        }
    where = wrong[0][0] if wrong and wrong[0] else pointer
    return {
        "result.circumstances_agree": _known(not wrong, where),
        "result.circumstances_conflict": _known(
            any(code in codes for code in _CONFLICTS), pointer
        ),
    }


def _calculation(result: Result, stated: str) -> dict[str, Reading]:
    """What becomes of the calculation that is told for the fine; of several
    fines the first whose calculation does not agree."""
    found = [s.reckoned for s in result.stated if s.reckoned is not None]
    if not found:
        return {
            "result.fine_calculation": _none(stated),
            "result.fine_base_agrees": _none(stated),
            "result.fine_sum": _none(stated),
        }
    first = next(
        (r for r in found if r.calculation is not Calculation.AGREES),
        next((r for r in found if r.base_differs), found[0]),
    )
    return {
        "result.fine_calculation": _known(
            first.calculation.value, first.pointer
        ),
        "result.fine_base_agrees": _known(
            not any(r.base_differs for r in found), first.pointer
        ),
        "result.fine_sum": _known(by_language(first.text), first.pointer),
    }


def _unseen(result: Result, stated: str) -> dict[str, Reading]:
    """Whether what was found shows in the fine; the first that does not."""
    found = next((s for s in result.stated if s.unseen is not None), None)
    hidden = None if found is None else found.unseen
    pointer = stated if found is None else f"{found.pointer}/amount"
    text = "" if hidden is None else by_language(hidden.text)
    towards = None if hidden is None else hidden.towards
    return {
        "result.leniency_unseen": _known(towards == "lenient", pointer),
        "result.severity_unseen": _known(towards == "severe", pointer),
        "result.unseen": _known(text, pointer),
    }


def _objects_told(result: Result, stated: str) -> Reading:
    """Whether a kind that must fall on several objects (food and tools) is
    stated as often as there are objects. Where it is not stated at all,
    the kind itself is missing.
    """
    objects: dict[PenaltyKind, set[str]] = {}
    for entry in result.recommended:
        penalty = entry.penalty
        if penalty.obligation is Obligation.MUST and penalty.object:
            objects.setdefault(penalty.kind, set()).add(penalty.object)
    asked = {k: o for k, o in objects.items() if k.is_penalty and len(o) > 1}
    seen = None
    for kind, names in asked.items():
        entries = [s for s in result.stated if s.kind is kind]
        if entries and len(entries) < len(names):
            return _known(False, f"{entries[0].pointer}/object")
        seen = stated if entries else seen
    return _none(stated) if seen is None else _known(True, seen)


def _basis_governs(
    result: Result, view: FactView, registry: Registry | None
) -> Reading:
    """Whether the penalising provisions cited stand in the version that
    governs; places of other laws, and what cannot be verified, are passed
    over.
    """
    assert view.violation is not None
    pointer = f"{view.pointer}/penalising"
    if result.law is None or registry is None:
        return _none(pointer)
    seen = None
    for index, citation in enumerate(view.violation.penalising):
        where = f"{pointer}/{index}"
        for place in _resolved(registry, citation):
            if place.law != result.law.law:
                continue
            governing = evolve(place, version=result.law.version)
            status = registry.verify(governing).status
            if status is PlaceStatus.MISSING:
                return _known(False, where)
            if status is PlaceStatus.EXISTS:
                seen = seen or where
    return _none(pointer) if seen is None else _known(True, seen)


def _resolved(registry: Registry, citation: Citation) -> tuple[Citation, ...]:
    """What a citation stands for; nothing where it cannot be read."""
    try:
        return registry.resolve([citation])
    except CitationError:
        return ()


def _unit_item(result: Result, view: FactView) -> Reading:
    """Whether a natural person is judged by the item of a unit that is a
    party as well, where the provision has a fine of its own for those who
    answer for the unit."""
    assert view.violation is not None
    pointer = f"{view.pointer}/item"
    fine = kind_label.both(PenaltyKind.FINE)["zh"]
    if view["party.kind"].value != PartyKind.CITIZEN.value or not any(
        reason.code == _UNFIT and fine in reason.text["zh"]
        for reason in result.reasons
    ):
        return _known(False, pointer)
    item = view.violation.item
    return _known(
        any(
            view.case.violations[number].item == item
            and view.facts.party(party)["party.is_organisation"].value is True
            for number, party in view.facts.pairs()
        ),
        pointer,
    )


def _missing_elsewhere(
    result: Result, view: FactView, pointer: str
) -> Reading:
    """Whether a kind that is missing here is stated for another violation of
    the party, so that a joint figure may hold it."""
    assert view.violation is not None
    assert view.party is not None
    if not result.missing:
        return _none(pointer)
    party = view.party.id
    elsewhere = {
        penalty.kind
        for violation in view.case.violations
        if violation.id != view.violation.id
        and (not violation.parties or party in violation.parties)
        for penalty in violation.penalties
        if penalty.party in (None, party)
    }
    return _known(
        any(missing.kind in elsewhere for missing in result.missing), pointer
    )


def _missing(result: Result, registry: Registry | None) -> str:
    """The kinds that are missing, with object and provision, in both
    languages; one kind of one provision once."""
    said: dict[str, list[str]] = {lang: [] for lang in LANGS}
    kinds: dict[tuple[PenaltyKind, tuple[Citation, ...]], list[str]] = {}
    for missing in result.missing:
        objects = kinds.setdefault((missing.kind, missing.citation), [])
        if missing.object:
            objects.append(missing.object)
    for (kind, citation), objects in kinds.items():
        for lang in LANGS:
            said[lang].append(
                _kind_text(
                    kind_label(kind, lang), objects, citation, registry, lang
                )
            )
    return by_language(
        {"zh": "；".join(said["zh"]), "en": "; ".join(said["en"])}
    )


def _kind_text(
    name: str,
    objects: list[str],
    citation: tuple[Citation, ...],
    registry: Registry | None,
    lang: str,
) -> str:
    """For example ``没收非法财物（食品、工具，《食品安全法》第…条）``."""
    if registry is None:
        return name
    comma = "、" if lang == "zh" else ", "
    words = [comma.join(registry.object_label(o, lang) for o in objects)]
    words.append(registry.format(citation, lang))
    inner = ("，" if lang == "zh" else "; ").join(filter(None, words))
    if not inner:
        return name
    return f"{name}（{inner}）" if lang == "zh" else f"{name} ({inner})"


def _stage_named(result: Result, view: FactView) -> bool | None:
    """Whether the stage as named is that of the result; ``None`` where one
    of the two is not there."""
    assert view.violation is not None
    discretion = view.violation.discretion
    if discretion is None or not discretion.stage or not result.stage:
        return None
    named = discretion.stage.strip()
    return any(
        _same_stage(named, text.strip()) for text in result.stage.values()
    )


def _same_stage(named: str, found: str) -> bool:
    """Whether two names of a stage mean the same one: what stands before the
    shorter must not be a degree (特别严重 is another stage than 严重)."""
    short, long = sorted((named, found), key=len)
    before, holds, _ = long.partition(short)
    return bool(holds) and _DEGREE.search(before) is None
