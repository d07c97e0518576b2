"""What an identity value is, and what a leak is."""

from enum import StrEnum

from attrs import frozen


class IdentityKind(StrEnum):
    """Kinds of identity values.

    The first nine are those of the ``identity`` metadata of the case model;
    the others are found by pattern, or added by an output that must not name
    another organisation.
    """

    NAME = "name"
    ID_NUMBER = "id-number"
    PHONE = "phone"
    ADDRESS = "address"
    ACCOUNT = "account"
    BIRTH_DATE = "birth-date"
    CONTACT = "contact"
    TRADE_SECRET = "trade-secret"  # noqa: S105 a kind, no password
    PRIVATE = "private"
    EMAIL = "email"
    PLATE = "plate"
    ORGANISATION = "organisation"

    @property
    def is_person(self) -> bool:
        """Whether the value is the name of a natural person."""
        return self in _PERSONS

    @property
    def is_secret(self) -> bool:
        """Whether someone listed the value as never to be shown."""
        return self in _SECRETS


_PERSONS = frozenset({IdentityKind.NAME, IdentityKind.CONTACT})
_SECRETS = frozenset({IdentityKind.TRADE_SECRET, IdentityKind.PRIVATE})


@frozen
class IdentityValue:
    """A value that says who someone is, or that must stay secret.

    Args:
        value: as it stands in the case; a date in ISO form.
        kind: what it is.
        pointer: JSON pointer of its place in the case.
    """

    value: str
    kind: IdentityKind
    pointer: str


@frozen
class Leak:
    """An identity value that stands where it must not.

    Args:
        field: name of the output field.
        pointer: where the value stands in the case; empty for a value that
            was found by its pattern and stands in no field of the case.
        kind: what it is. The value itself is never part of a leak.
    """

    field: str
    pointer: str
    kind: IdentityKind
