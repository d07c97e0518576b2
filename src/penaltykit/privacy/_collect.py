"""Identity values of a case, read off the ``identity`` metadata of its
classes, and the public values that must not be taken for one.
"""

import datetime as dt
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, Final, get_args

import attrs

from penaltykit.case import Case, Party, PartyKind
from penaltykit.privacy._kinds import IdentityKind, IdentityValue
from penaltykit.privacy._numbers import birth_date_of

# What a name that was masked before it came here looks like.
_MASKED: Final = re.compile(r"[某*＊×✕●○■□#?？]|(?<![A-Za-z])[xX]{1,3}$")
_ORGANISATION: Final = re.compile(
    r"(?:公司|企业|集团|工厂|厂|商店|商行|店|超市|门市部|经营部|服务部|部|铺|馆|社|行|"
    r"中心|医院|诊所|学校|幼儿园|院|所|站|场|会|局|户|档|室|餐厅|酒楼|饭堂|食堂|酒店)"
    r"(?:[（(].{1,30}[）)])?$"
)
_LONGEST_PERSON: Final = 4
_REGISTERED: Final = frozenset(
    {PartyKind.LEGAL_PERSON, PartyKind.OTHER_ORGANISATION}
)


def identity_values(case: Case) -> tuple[IdentityValue, ...]:
    """Every identity value of the case, in the order of its fields.

    The name of an organisation is none: the register shows it; nor are its
    registered seat, the agency, or an officer, whom the law wants named.
    The place of an individual business counts, since people live there. A
    date of birth inside an identity number counts too.
    """
    return tuple(_values(case))


def _values(case: Case) -> Iterator[IdentityValue]:
    organisations = frozenset(
        party.name
        for party in case.parties
        if party.kind is not PartyKind.CITIZEN
    )
    for owner, kind, pointer, value in _walk(case, ""):
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        if not text.strip():
            continue
        if isinstance(owner, Party):
            if not _counts(owner, kind, pointer):
                continue
        elif kind.is_person and (
            text in organisations or _looks_organised(text.strip())
        ):
            continue
        if kind.is_person and _MASKED.search(text):
            continue
        yield IdentityValue(text, kind, pointer)
        if kind is IdentityKind.ID_NUMBER:
            born = birth_date_of(text.strip())
            if born is not None:
                yield IdentityValue(
                    born.isoformat(), IdentityKind.BIRTH_DATE, pointer
                )


def _looks_organised(name: str) -> bool:
    """Whether a printed name is that of an organisation: 王行 is not."""
    return len(name) > _LONGEST_PERSON and bool(_ORGANISATION.search(name))


def _counts(party: Party, kind: IdentityKind, pointer: str) -> bool:
    """Whether a field of the party says who a natural person is."""
    if kind is IdentityKind.NAME and pointer.endswith("/name"):
        return party.kind is PartyKind.CITIZEN
    if kind is IdentityKind.ADDRESS:
        return party.kind not in _REGISTERED
    return True


def _walk(
    node: Any, pointer: str
) -> Iterator[tuple[Any, IdentityKind, str, Any]]:
    """Owner, kind, pointer and value of each marked field that is set."""
    cls: type = type(node)
    for name, json_name, mark, inner in _plan(cls):
        value = getattr(node, name)
        if value is None:
            continue
        here = f"{pointer}/{json_name}"
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                place = f"{here}/{index}"
                if mark:
                    yield node, IdentityKind(mark), place, item
                elif inner:
                    yield from _walk(item, place)
        elif mark:
            yield node, IdentityKind(mark), here, value
        elif inner:
            yield from _walk(value, here)


@cache
def _plan(cls: type) -> tuple[tuple[str, str, str, bool], ...]:
    """Fields of ``cls`` that hold identity values, or lead to some."""
    if not attrs.has(cls):
        return ()
    plan = []
    for field in attrs.fields(cls):
        mark = str(field.metadata.get("identity", ""))
        inner = any(_plan(each) for each in _classes(field.type))
        if mark or inner:
            json_name = str(field.metadata.get("json", field.name))
            plan.append((field.name, json_name, mark, inner))
    return tuple(plan)


def _classes(annotation: Any) -> Iterator[type]:
    """The attrs classes inside an annotation such as ``tuple[X, ...]``."""
    if isinstance(annotation, type) and attrs.has(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _classes(argument)


def public_values(case: Case) -> tuple[str, ...]:
    """Names and numbers of the case that are public.

    A person's name inside one of them (王强 in 王强律师事务所, 高明 in
    高明区人民法院) is not a leak, and a number that is one of them is not
    taken for a telephone or an identity number.
    """
    return tuple(dict.fromkeys(v for v in _public(case) if v))


def _public(case: Case) -> Iterator[str]:
    agency = case.agency
    yield from _texts(agency.name, agency.uscc, agency.phone, agency.address)
    yield case.id
    if agency.delegation:
        yield agency.delegation.agency
        yield from _texts(agency.delegation.organisation)
    yield from (other.name for other in case.joint_agencies)
    for officer in case.officers:
        yield from _texts(officer.name, officer.certificate)
    for party in case.parties:
        if party.kind is not PartyKind.CITIZEN:
            yield party.name
        yield from _texts(
            party.uscc,
            party.registration_number,
            party.organisation_code,
            party.tax_number,
            party.institution_number,
            party.society_number,
        )
    for paper in case.papers:
        yield from _texts(paper.number, paper.agency, paper.seal)
        yield from (*paper.joint_agencies, *paper.joint_seals)
    for earlier in case.earlier_penalties:
        yield from _texts(earlier.number)
    if case.remedies:
        yield from _strings(case.remedies)
    if case.performance:
        yield from _strings(case.performance)


def _texts(*values: str | None) -> Iterator[str]:
    return (value for value in values if value)


def _strings(node: Any) -> Iterator[str]:
    """The plain text fields of an attrs object."""
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if isinstance(value, str) and not isinstance(value, Enum):
            yield value
