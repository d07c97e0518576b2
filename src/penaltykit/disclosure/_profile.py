"""Profiles: which fields a record has, and what each may show."""

import datetime as dt
from collections.abc import Mapping

from attrs import frozen

from penaltykit.case import Channel, PartyKind
from penaltykit.errors import UnknownNameError
from penaltykit.penalty import PenaltyKind


@frozen(kw_only=True)
class Field:
    """One field of a record.

    Args:
        no: number on the form.
        code: name in exports.
        label: name in each language.
        source: part of the neutral record; ``None`` for a withheld field.
        format: how it is written.
        forms: forms that have it.
        required: whether it must be filled.
        required_when: condition under which it must be filled.
        limit: length in characters; ``None`` is open.
        shows: form -> kinds of identity values it may show.
    """

    no: int
    code: str
    label: Mapping[str, str]
    source: str | None
    format: str
    forms: frozenset[str]
    required: bool
    required_when: str | None
    limit: int | None
    shows: Mapping[str, frozenset[str]]

    @property
    def withheld(self) -> bool:
        """Whether the field is kept empty for good."""
        return self.source is None


@frozen(kw_only=True)
class Form:
    """A form of the record, for some kinds of party."""

    name: str
    parties: frozenset[PartyKind]
    party_class: str


@frozen(kw_only=True)
class Advice:
    """A rule that was not read itself, told where it would touch a case."""

    code: str
    when: str
    first: dt.date | None
    last: dt.date | None
    status: str
    citation: str
    text: Mapping[str, str]


@frozen(kw_only=True)
class Profile:
    """A record form: fields in the order of the form."""

    name: str
    label: Mapping[str, str]
    version: str
    channel: Channel
    status: Mapping[str, str]
    forms: tuple[Form, ...]
    fields: tuple[Field, ...]
    date: str
    separator: str
    kind_separator: str
    kinds: Mapping[PenaltyKind, str]
    advice: tuple[Advice, ...]

    def form_of(self, kind: PartyKind) -> Form:
        """The form for a kind of party.

        Raises:
            UnknownNameError: the profile has none.
        """
        for form in self.forms:
            if kind in form.parties:
                return form
        what, known = "form", [form.name for form in self.forms]
        raise UnknownNameError(what, kind.value, known)

    def fields_of(self, *forms: str) -> tuple[Field, ...]:
        """The fields that any of the forms has."""
        return tuple(
            one for one in self.fields if not one.forms.isdisjoint(forms)
        )
