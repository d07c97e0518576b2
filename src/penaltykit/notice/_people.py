"""Who speaks and who is spoken to: agency, parties, officers."""

from typing import Any

from penaltykit.case import Case, Event, Officer, Party, PartyKind
from penaltykit.notice._speech import plain
from penaltykit.notice._words import word

Data = dict[str, Any]


def agency_data(case: Case) -> Data:
    """The agency, as far as papers print it; with the names of all where
    several decide in common."""
    agency = case.agency
    return {
        "name": plain(agency.name),
        "names": [plain(one.name) for one in case.agencies],
        "address": plain(agency.address),
        "phone": plain(agency.phone),
        "contact": plain(agency.contact),
        "delegated_by": plain(
            agency.delegation.agency if agency.delegation else None
        ),
    }


def party_data(party: Party, lang: str) -> Data:
    """A party, as far as papers print it."""
    person = party.kind is PartyKind.CITIZEN
    return {
        "id": party.id,
        "name": plain(party.name),
        "kind": word("party-kind", party.kind.value, lang),
        "person": person,
        "business": party.kind is PartyKind.INDIVIDUAL_BUSINESS,
        "uscc": plain(party.uscc),
        "registration": plain(party.registration_number),
        "id_type": plain(word("id-type", party.id_type, lang)),
        "id_number": plain(party.id_number),
        "address": plain(party.address),
        "phone": plain(party.phone),
        "representative": plain(party.legal_representative),
        "operator": plain(party.operator),
    }


def officer_data(officer: Officer) -> Data:
    """An officer: name, and certificate number where the file has it."""
    return {
        "name": plain(officer.name),
        "certificate": plain(officer.certificate),
        "unit": plain(officer.unit),
    }


def concerned(case: Case, event: Event) -> tuple[Party, ...]:
    """The parties of an event: those it names, else all."""
    if not event.parties:
        return case.parties
    return tuple(party for party in case.parties if party.id in event.parties)
