"""What is wrong with a record that could be made, as findings."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from penaltykit import _yaml
from penaltykit.assessment._result import Element, Finding, Severity
from penaltykit.case import Case, PartyKind
from penaltykit.citation import Citation
from penaltykit.disclosure._neutral import PLACEHOLDER, NeutralRecord
from penaltykit.disclosure._profile import Advice, Field, Profile
from penaltykit.money import is_yuan
from penaltykit.penalty import PenaltyKind
from penaltykit.privacy import is_uscc

_TERMS: Final = frozenset({"valid_until", "display_until"})
_LIGHT: Final = frozenset({PenaltyKind.WARNING, PenaltyKind.CRITICISM})
# Where masking is in the nature of the field.
_TEXTS: Final = frozenset({"party_name", "facts", "contents", "note"})
_GUANGDONG: Final = "44"
_CONFISCATED: Final = frozenset(
    {PenaltyKind.CONFISCATE_GAINS, PenaltyKind.CONFISCATE_GOODS}
)
_PERMITS: Final = frozenset(
    {PenaltyKind.SUSPEND_PERMIT, PenaltyKind.REVOKE_PERMIT}
)
_MONEY: Final = _CONFISCATED | {PenaltyKind.FINE}
_CONDITIONS: Final[Mapping[str, Callable[[NeutralRecord], bool]]] = {
    "fine": lambda one: PenaltyKind.FINE in one.kinds,
    "confiscation": lambda one: bool(_CONFISCATED.intersection(one.kinds)),
    "permit": lambda one: bool(_PERMITS.intersection(one.kinds)),
    "uscc-placeholder": lambda one: one.lacks_uscc,
}


def problems(
    case: Case,
    profile: Profile,
    record: NeutralRecord,
    fields: Mapping[str, str],
    covered: Collection[str],
    root: Path,
) -> tuple[Finding, ...]:
    """Everything that is wrong or open in one row.

    Args:
        case: of the record.
        profile: of the record.
        record: before the profile.
        fields: the values as they will leave.
        covered: codes of the fields in which something was masked.
        root: folder of rules.
    """
    words = _Words(root)
    form = profile.form_of(record.party.kind)
    found = [
        *_missing(profile.fields_of(form.name), record, fields, words),
        *_too_long(profile.fields_of(form.name), record, fields, words),
        *_covered(profile.fields_of(form.name), record, covered, words),
        *_codes(profile.fields_of(form.name), record, words),
        *_amounts(profile, record, words),
        *_terms(case, profile, record, words),
        *_decision(record, words),
        *_item(record, words),
        *_channel(case, profile, record, words),
        *_advice(case, profile.advice, record),
    ]
    return tuple(found)


@cache
def _texts(root: Path) -> Mapping[str, Any]:
    value: Mapping[str, Any] = _yaml.load(
        root / "profiles" / "_problems.yaml"
    ).value
    return value


class _Words:
    """Makes findings from the sentences of ``_problems.yaml``."""

    def __init__(self, root: Path) -> None:
        self._texts = _texts(root)

    def finding(
        self,
        code: str,
        pointer: str,
        label: Mapping[str, str] | None = None,
        /,
        **params: object,
    ) -> Finding:
        """One finding; ``label`` names the field in each language."""
        entry = self._texts[code]

        def said(key: str, lang: str) -> str:
            name = label[lang] if label else ""
            text: str = entry[key]
            return text.format(label=name, pointer=pointer, **params)

        cited = entry.get("citation")
        return Finding(
            code=code,
            severity=Severity(entry["severity"]),
            element=Element.RESULT_USE,
            pointer=pointer,
            message={"zh": said("zh", "zh"), "en": said("en", "en")},
            citation=(Citation(text=cited),) if cited else (),
            mend={
                "zh": said("mend_zh", "zh"),
                "en": said("mend_en", "en"),
            },
            duty="house-standard",
        )


def _place(field: Field, record: NeutralRecord) -> str:
    return record.pointers.get(field.source or "", record.party_pointer)


def _missing(
    fields: tuple[Field, ...],
    record: NeutralRecord,
    values: Mapping[str, str],
    words: _Words,
) -> Iterator[Finding]:
    for field in fields:
        if values[field.code] or field.withheld:
            continue
        condition = field.required_when
        due = field.required or (
            condition is not None and _CONDITIONS[condition](record)
        )
        if due:
            term = field.source in _TERMS
            code = "record-term-missing" if term else "record-field-missing"
            pointer = _place(field, record)
            yield words.finding(code, pointer, field.label, code=field.code)


def _too_long(
    fields: tuple[Field, ...],
    record: NeutralRecord,
    values: Mapping[str, str],
    words: _Words,
) -> Iterator[Finding]:
    for field in fields:
        count = len(values[field.code])
        if field.limit is not None and count > field.limit:
            yield words.finding(
                "record-field-too-long",
                _place(field, record),
                field.label,
                code=field.code,
                count=count,
                limit=field.limit,
            )


def _covered(
    fields: tuple[Field, ...],
    record: NeutralRecord,
    covered: Collection[str],
    words: _Words,
) -> Iterator[Finding]:
    """A number or a name of the record in which something was masked: the
    case holds a person's value where none belongs.
    """
    for field in fields:
        if field.code in covered and field.source not in _TEXTS:
            yield words.finding(
                "record-field-masked",
                _place(field, record),
                field.label,
                code=field.code,
            )


def _codes(
    fields: tuple[Field, ...], record: NeutralRecord, words: _Words
) -> Iterator[Finding]:
    """Unified social credit codes: check sign, placeholder, class."""
    seen = set()
    for field in fields:
        source = field.source
        if source not in {"uscc", "agency_uscc"} or source in seen:
            continue
        seen.add(source)
        value = record.uscc if source == "uscc" else record.agency_uscc
        pointer = _place(field, record)
        business = record.party.kind is PartyKind.INDIVIDUAL_BUSINESS
        if not value:
            continue
        if value.upper() == PLACEHOLDER:
            if source == "agency_uscc" or not business:
                yield words.finding("record-uscc-placeholder", pointer)
        elif not is_uscc(value):
            yield words.finding(
                "record-uscc-invalid", pointer, field.label, code=field.code
            )
        elif source == "uscc" and business is not value.startswith("92"):
            yield words.finding("record-uscc-class", pointer)


def _amounts(
    profile: Profile, record: NeutralRecord, words: _Words
) -> Iterator[Finding]:
    for one in record.given:
        kind, amount = one.penalty.kind, one.penalty.amount
        if kind not in _MONEY:
            continue
        pointer = f"{one.pointer}/amount"
        label = {"zh": profile.kinds[kind], "en": kind.value}
        if amount is None or one.penalty.unit not in {None, "yuan"}:
            yield words.finding("record-amount-missing", pointer, label)
        elif not is_yuan(amount):
            yield words.finding("record-amount-inexact", pointer)


def _terms(
    case: Case, profile: Profile, record: NeutralRecord, words: _Words
) -> Iterator[Finding]:
    stated = {
        "valid_until": record.valid_until,
        "display_until": record.display_until,
    }
    decided = record.decision_date
    for field in profile.fields:
        day = stated.get(field.source or "")
        if day and decided and day < decided:
            yield words.finding(
                "record-term-before-decision",
                _place(field, record),
                field.label,
                value=day.isoformat(),
                decision=decided.isoformat(),
            )
    use = case.result_use
    if any(stated.values()) and not (use and use.display_citation):
        yield words.finding(
            "record-term-unsourced", "/result_use/display_citation"
        )


def _decision(record: NeutralRecord, words: _Words) -> Iterator[Finding]:
    decision = record.decision
    if decision.papers > 1:
        yield words.finding(
            "record-several-decisions", decision.number_pointer
        )
    if decision.paper_date and decision.paper_date != decision.date:
        yield words.finding(
            "record-decision-dates-differ", decision.date_pointer
        )


def _item(record: NeutralRecord, words: _Words) -> Iterator[Finding]:
    if any(
        one.violation.item in record.violation_types for one in record.given
    ):
        yield words.finding(
            "record-type-unnamed", record.pointers["violation_types"]
        )


def _channel(
    case: Case, profile: Profile, record: NeutralRecord, words: _Words
) -> Iterator[Finding]:
    use = case.result_use
    if use and use.channels and profile.channel not in use.channels:
        yield words.finding("record-channel-unlisted", "/result_use/channels")
    if not use or use.state_secret is None or use.public_safety is None:
        yield words.finding("record-secrecy-unreviewed", "/result_use")
    named = record.party.kind is not PartyKind.CITIZEN
    if named and (case.agency.region or "").startswith(_GUANGDONG):
        yield words.finding("record-guangdong-name", "/agency/region")


def _advice(
    case: Case, advice: tuple[Advice, ...], record: NeutralRecord
) -> Iterator[Finding]:
    """Rules known only from restatements: told, never applied."""
    day = record.decision_date
    if day is None:
        return
    light = case.procedure.value == "simplified" or (
        bool(record.kinds) and _LIGHT.issuperset(record.kinds)
    )
    for one in advice:
        if (one.first and day < one.first) or (one.last and day > one.last):
            continue
        if one.when == "light" and not light:
            continue
        yield Finding(
            code=one.code,
            severity=Severity.NOTE,
            element=Element.RESULT_USE,
            pointer="/result_use",
            message=dict(one.text),
            citation=(Citation(text=one.citation),) if one.citation else (),
            mend={"zh": "", "en": ""},
            duty="house-standard",
        )
