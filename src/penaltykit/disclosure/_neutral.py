"""The neutral record: what may be said of one party, before any profile.

Its values are exact and unmasked (yuan, dates, lists); a profile chooses,
words and masks. ``pointers`` says where each value stands in the case.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from attrs import field, frozen

from penaltykit._labels import kind_label
from penaltykit._names import Names
from penaltykit.case import Case, Party, PartyKind, StatedPenalty
from penaltykit.citation import Citation, format_citations
from penaltykit.disclosure._party import (
    Decision,
    Given,
    decision_of,
    penalties_of,
    pointer_of,
    violations_of,
)
from penaltykit.money import format_yuan
from penaltykit.penalty import PenaltyKind

_T = TypeVar("_T")
# Stands for a code that an individual business does not have.
PLACEHOLDER: Final = "0" * 17 + "X"
_CONFISCATED: Final = frozenset(
    {PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS}
)
_PERMITS: Final = frozenset(
    {PenaltyKind.SUSPEND_PERMIT, PenaltyKind.REVOKE_PERMIT}
)
_TERMS: Final = {"days": "日", "months": "个月", "years": "年"}
# Kinds that are named by what they fall on, or by their own wording.
_LEAD: Final[Mapping[PenaltyKind, str]] = {
    PenaltyKind.CONFISCATE_GOODS: "没收",
    PenaltyKind.SUSPEND_PERMIT: "暂扣",
    PenaltyKind.REVOKE_PERMIT: "吊销",
    PenaltyKind.OTHER_PENALTY: "",
}


@frozen(kw_only=True)
class NeutralRecord:
    """Everything that a profile may draw on, for one party.

    Amounts are sums in yuan; ``None`` where nothing was imposed. ``facts``
    and ``contents`` hold one text per violation, ``basis`` one text.
    ``agency`` names all that decided in common; the first of them, which
    keeps the file, is the ``supplier`` of the data, and has the code.
    """

    party: Party
    party_pointer: str
    party_name: str
    uscc: str | None
    registration_number: str | None
    organisation_code: str | None
    tax_number: str | None
    institution_number: str | None
    society_number: str | None
    representative: str | None
    id_type: str | None
    decision_number: str | None
    decision_date: dt.date | None
    violation_types: tuple[str, ...]
    facts: tuple[str, ...]
    basis: str
    kinds: tuple[PenaltyKind, ...]
    contents: tuple[str, ...]
    fine: Decimal | None
    confiscated: Decimal | None
    permits: tuple[str, ...]
    valid_until: dt.date | None
    display_until: dt.date | None
    agency: str
    agency_uscc: str | None
    supplier: str
    note: str | None
    decision: Decision
    given: tuple[Given, ...]
    pointers: Mapping[str, str] = field(hash=False)

    @property
    def lacks_uscc(self) -> bool:
        """Whether the placeholder stands in for the code."""
        return self.uscc == PLACEHOLDER


def neutral_record(case: Case, party: Party, names: Names) -> NeutralRecord:
    """Gather what the case says of one party.

    Only penalties of art. 9 are told; orders to put things right are none.
    """
    violations = violations_of(case, party)
    given = tuple(
        one for one in penalties_of(case, party) if one.penalty.kind.is_penalty
    )
    decision = decision_of(case, party)
    use = case.result_use
    first = violations[0][0] if violations else 0
    place = pointer_of(case, party)
    uscc = party.uscc
    if not uscc and party.kind is PartyKind.INDIVIDUAL_BUSINESS:
        uscc = PLACEHOLDER
    representative, representative_field = _representative(party)
    cited = dict.fromkeys(
        each for _, violation in violations for each in violation.penalising
    )
    return NeutralRecord(
        party=party,
        party_pointer=place,
        party_name=party.name,
        uscc=uscc,
        registration_number=party.registration_number,
        organisation_code=party.organisation_code,
        tax_number=party.tax_number,
        institution_number=party.institution_number,
        society_number=party.society_number,
        representative=representative,
        id_type=party.id_type,
        decision_number=decision.number,
        decision_date=decision.date,
        violation_types=_distinct(
            names.item(violation.item, "zh") or violation.item
            for _, violation in violations
        ),
        facts=tuple(violation.act.summary for _, violation in violations),
        basis=_basis(tuple(cited), names),
        kinds=_distinct(one.penalty.kind for one in given),
        contents=_contents(given),
        fine=_sum(given, frozenset({PenaltyKind.FINE})),
        confiscated=_sum(given, _CONFISCATED),
        permits=_distinct(
            one.penalty.permit
            for one in given
            if one.penalty.kind in _PERMITS and one.penalty.permit
        ),
        valid_until=use.valid_until if use else None,
        display_until=use.display_until if use else None,
        agency="、".join(one.name for one in case.agencies),
        agency_uscc=case.agency.uscc,
        supplier=case.agency.name,
        note=case.note,
        decision=decision,
        given=given,
        pointers={
            "party_name": f"{place}/name",
            "party_class": f"{place}/kind",
            "representative": f"{place}/{representative_field}",
            "decision_number": decision.number_pointer,
            "decision_date": decision.date_pointer,
            "violation_types": f"/violations/{first}/item",
            "facts": f"/violations/{first}/act/summary",
            "basis": f"/violations/{first}/penalising",
            "kinds": f"/violations/{first}/penalties",
            "contents": f"/violations/{first}/penalties",
            "fine": f"/violations/{first}/penalties",
            "confiscated": f"/violations/{first}/penalties",
            "permits": f"/violations/{first}/penalties",
            "valid_until": "/result_use/valid_until",
            "display_until": "/result_use/display_until",
            "agency": "/agency/name",
            "agency_uscc": "/agency/uscc",
            "supplier": "/agency/name",
            "note": "/note",
            **{
                name: f"{place}/{name}"
                for name in (
                    "uscc",
                    "registration_number",
                    "organisation_code",
                    "tax_number",
                    "institution_number",
                    "society_number",
                    "id_type",
                )
            },
        },
    )


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


def _representative(party: Party) -> tuple[str | None, str]:
    """Who speaks for an organisation; an individual business its operator."""
    if party.kind is PartyKind.INDIVIDUAL_BUSINESS and party.operator:
        return party.operator, "operator"
    return party.legal_representative, "legal_representative"


def _basis(citations: Sequence[Citation], names: Names) -> str:
    return format_citations(citations, "zh", names.laws)


def _sum(
    given: Iterable[Given], kinds: frozenset[PenaltyKind]
) -> Decimal | None:
    """The sum of the amounts stated; ``None`` where there is none."""
    amounts = [
        one.penalty.amount
        for one in given
        if one.penalty.kind in kinds
        and one.penalty.amount is not None
        and one.penalty.unit in {None, "yuan"}
    ]
    return sum(amounts, Decimal(0)) if amounts else None


def _contents(given: Sequence[Given]) -> tuple[str, ...]:
    """The penalties of each violation, and the sum of several fines."""
    by_violation: dict[str, list[str]] = {}
    for one in given:
        words = by_violation.setdefault(one.violation.id, [])
        words.append(wording(one.penalty))
    texts = ["；".join(words) for words in by_violation.values()]
    fines = [one for one in given if one.penalty.kind is PenaltyKind.FINE]
    whole = _sum(fines, frozenset({PenaltyKind.FINE}))
    if len(fines) > 1 and whole is not None and _all_stated(fines):
        texts[-1] += f"。合计罚款{format_yuan(whole)}"
    return tuple(texts)


def _all_stated(fines: Iterable[Given]) -> bool:
    return all(one.penalty.amount is not None for one in fines)


def wording(penalty: StatedPenalty) -> str:
    """One penalty in Chinese; the agency's own words where the structure
    says less.
    """
    lead = _LEAD.get(penalty.kind)
    if lead is None:
        lead = kind_label(penalty.kind, "zh")
    own = (penalty.text or "").strip()
    if penalty.kind in {PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS}:
        if penalty.amount is None:
            return own or lead
        return f"{lead}{format_yuan(penalty.amount)}"
    if own:
        return own if not lead or lead[:2] in own else f"{lead}：{own}"
    thing = penalty.permit or penalty.object or ""
    if penalty.kind is PenaltyKind.CONFISCATE_GOODS:
        thing = penalty.object or "非法财物"
    term = _term(penalty)
    if thing and term:
        # Not run together: the number of a permit may end in a digit.
        term = f"，期限{term}"
    return f"{lead}{thing}{term}" or kind_label(penalty.kind, "zh")


def _term(penalty: StatedPenalty) -> str:
    if penalty.unit == "life":
        return "终身"
    if penalty.amount is None or penalty.unit not in _TERMS:
        return ""
    return f"{penalty.amount.normalize():f}{_TERMS[penalty.unit]}"
