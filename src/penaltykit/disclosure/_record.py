"""Records: a profile over the neutral record, masked, scanned, written."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from penaltykit._csv import BOM, csv_bytes
from penaltykit._i18n import pick
from penaltykit._names import Names, shipped_names
from penaltykit._resources import rules_root
from penaltykit._write import write_whole
from penaltykit.assessment._result import Finding
from penaltykit.case import Case, Party, PartyKind
from penaltykit.disclosure._gate import Gate, all_hold, gate
from penaltykit.disclosure._load import load_profile
from penaltykit.disclosure._neutral import NeutralRecord, neutral_record
from penaltykit.disclosure._problems import problems
from penaltykit.disclosure._profile import Field, Profile
from penaltykit.errors import LeakError, PenaltyKitError, UnknownNameError
from penaltykit.money import is_yuan, to_wan
from penaltykit.privacy import (
    Finder,
    IdentityKind,
    IdentityValue,
    Masker,
    public_values,
)

SCHEMA_VERSION: Final = "penaltykit/record/1"
_FORMATS: Final = ("json", "csv")


class RecordRefusedError(PenaltyKitError, PermissionError):
    """The gate is shut: there is no record to write.

    Args:
        gate: with its reason.
    """

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        super().__init__(gate)

    def __str__(self) -> str:
        return pick(self.gate.ground, "zh")


@frozen(kw_only=True)
class Row:
    """The record of one party: code of each field of its form, and text.

    ``form`` is the name of the form; ``party`` the id in the case.
    """

    party: str
    form: str
    fields: Mapping[str, str] = field(hash=False)


@frozen(kw_only=True)
class Record:
    """The disclosure record of a case.

    Args:
        profile: the form that was filled.
        gate: whether it may be published; unless it says yes there are no
            rows for the parties that it refuses, and nothing can be written.
        rows: one per party that may be published.
        problems: what is missing or odd, as findings.
    """

    profile: Profile
    gate: Gate
    rows: tuple[Row, ...]
    problems: tuple[Finding, ...]
    _proofs: Mapping[str, "_Proof"] = field(factory=dict, hash=False, eq=False)

    @property
    def refused(self) -> Gate | None:
        """The gate, if it is shut."""
        return None if self.gate.publishable is True else self.gate

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields of the forms in use, in the order of the profile."""
        forms = {row.form for row in self.rows}
        return self.profile.fields_of(*forms)

    def to_dict(self) -> dict[str, Any]:
        """JSON values; the parties stand in the order of the case.

        Raises:
            RecordRefusedError: the gate is shut.
        """
        self._open()
        return {
            "schema": SCHEMA_VERSION,
            "profile": self.profile.name,
            "version": self.profile.version,
            "channel": self.profile.channel.value,
            "records": [
                {"form": row.form, "fields": dict(row.fields)}
                for row in self.rows
            ],
        }

    def to_json(self) -> bytes:
        """UTF-8 JSON, indented; the same record gives the same bytes.

        Raises:
            RecordRefusedError: the gate is shut.
            LeakError: an identity value would leave.
        """
        import orjson

        option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        data = orjson.dumps(self.to_dict(), option=option)
        read = orjson.loads(data)["records"]
        self._prove(entry["fields"] for entry in read)
        return data

    def to_csv(self, header: str = "zh") -> bytes:
        """CSV in UTF-8 with byte order mark; a line per party.

        Args:
            header: ``"zh"`` or ``"en"`` for labels, ``"code"`` for codes.

        Raises:
            RecordRefusedError: the gate is shut.
            LeakError: an identity value would leave.
        """
        self._open()
        codes = [one.code for one in self.columns]
        names = codes
        if header != "code":
            names = [pick(one.label, header) for one in self.columns]
        data = csv_bytes(
            names,
            (
                [row.fields.get(code, "") for code in codes]
                for row in self.rows
            ),
        )
        text = data.decode("utf-8").removeprefix(BOM)
        lines = list(csv.reader(io.StringIO(text, newline="")))
        self._prove(dict(zip(codes, line, strict=True)) for line in lines[1:])
        return data

    def save(self, path: str | Path, format: str | None = None) -> Path:  # noqa: A002
        """Write the record: whole or not at all.

        Args:
            path: of the file.
            format: ``"json"`` or ``"csv"``; by the end of the name if left
                out.

        Returns:
            The path.

        Raises:
            RecordRefusedError: the gate is shut; nothing was written.
            LeakError: an identity value would leave; nothing was written.
            UnknownNameError: no such format.
        """
        path = Path(path)
        chosen = format or path.suffix.lstrip(".").lower()
        if chosen not in _FORMATS:
            kind = "format"
            raise UnknownNameError(kind, chosen, _FORMATS)
        data = self.to_csv() if chosen == "csv" else self.to_json()
        write_whole(path, data)
        return path

    def _open(self) -> None:
        if self.gate.publishable is not True:
            raise RecordRefusedError(self.gate)

    def _prove(self, lines: Iterator[Mapping[str, str]]) -> None:
        """Scan what was written, as a reader would read it."""
        for row, values in zip(self.rows, lines, strict=True):
            self._proofs[row.party].check(values)


@frozen
class _Proof:
    """The last scan of one row: nothing but what the profile shows."""

    finder: Finder
    owner: str
    allowed: Mapping[str, Collection[str]] = field(hash=False)

    def check(self, values: Mapping[str, str]) -> None:
        """Look at every field of a row.

        Raises:
            LeakError: with the field, and where the value stands in the
                case.
        """
        for name, text in values.items():
            for span in self.finder.find(text):
                if span.permitted(self.allowed.get(name, ()), self.owner):
                    continue
                if span.sources:
                    raise LeakError(name, span.sources[0].pointer)
                raise LeakError(name, f"({span.kind.value})")


def make_record(
    assessment: Any,
    profile: str = "credit-china",
    *,
    parties: Collection[str] | None = None,
    names: Names | None = None,
    root: Path | None = None,
) -> Record:
    """Make the disclosure record of a case.

    Args:
        assessment: anything with ``case`` (and perhaps ``as_of``), or a case.
        profile: name of a profile of ``rules/profiles``.
        parties: ids of the parties wanted; all if left out.
        names: of laws and items; those of the shipped rules if left out.
        root: folder of rules; the shipped one if left out.

    Returns:
        The record. Where its gate does not say yes nothing of it can be
        written, and :attr:`Record.refused` has the reason.

    Raises:
        UnknownNameError: no such profile, form or party.
        LeakError: an identity value stands where it must not.
    """
    root = root or rules_root()
    chosen = load_profile(profile, root)
    case: Case = getattr(assessment, "case", assessment)
    wanted = _wanted(case, parties)
    gates = {
        party.id: gate(assessment, chosen.channel, party.id, root=root)
        for party in wanted
    }
    rows: list[Row] = []
    found: dict[str, Finding] = {}
    proofs: dict[str, _Proof] = {}
    for party in wanted:
        if gates[party.id].publishable is not True:
            continue
        row, neutral, covered, proof = _row(
            case, party, chosen, names or shipped_names()
        )
        proof.check(row.fields)
        rows.append(row)
        proofs[party.id] = proof
        for one in problems(case, chosen, neutral, row.fields, covered, root):
            found.setdefault(f"{one.code} {one.pointer}", one)
    return Record(
        profile=chosen,
        gate=_joined(chosen, gates),
        rows=tuple(rows),
        problems=tuple(
            sorted(
                found.values(),
                key=lambda one: (one.severity.rank, one.code, one.pointer),
            )
        ),
        proofs=proofs,
    )


def _wanted(case: Case, parties: Collection[str] | None) -> tuple[Party, ...]:
    known = [party.id for party in case.parties]
    for name in parties or ():
        if name not in known:
            kind = "party"
            raise UnknownNameError(kind, name, known)
    return tuple(
        party
        for party in case.parties
        if parties is None or party.id in parties
    )


def _joined(profile: Profile, gates: Mapping[str, Gate]) -> Gate:
    """One gate for all: open only if each is."""
    return Gate(
        channel=profile.channel,
        parties=tuple(gates),
        publishable=all_hold(one.publishable for one in gates.values()),
        grounds=tuple(g for one in gates.values() for g in one.grounds),
    )


def _row(
    case: Case, party: Party, profile: Profile, names: Names
) -> tuple[Row, NeutralRecord, frozenset[str], _Proof]:
    """One filled form before its scan, with the codes of masked fields."""
    form = profile.form_of(party.kind)
    neutral = neutral_record(case, party, names)
    masker = Masker(case, _others(case, party))
    fields = {}
    allowed = {}
    covered = set()
    for one in profile.fields_of(form.name):
        shows = one.shows.get(form.name, frozenset())
        text = "" if one.withheld else _text(one, profile, neutral)
        masked = masker.mask(text, shows, neutral.party_pointer)
        if masked != text:
            covered.add(one.code)
        fields[one.code] = masked
        allowed[one.code] = shows
    finder = Finder(masker.values, public_values(case))
    return (
        Row(party=party.id, form=form.name, fields=fields),
        neutral,
        frozenset(covered),
        _Proof(finder, neutral.party_pointer, allowed),
    )


def _others(case: Case, party: Party) -> Iterator[IdentityValue]:
    """Other organisations of the case: a record names only its own party."""
    for index, other in enumerate(case.parties):
        if (
            other.id != party.id
            and other.kind is not PartyKind.CITIZEN
            and other.name != party.name
        ):
            yield IdentityValue(
                other.name,
                IdentityKind.ORGANISATION,
                f"/parties/{index}/name",
            )


def _text(one: Field, profile: Profile, neutral: NeutralRecord) -> str:
    """The value of a field, in words, before masking."""
    if one.source == "party_class":
        return profile.form_of(neutral.party.kind).party_class
    value = getattr(neutral, one.source or "")
    return "" if value is None else _WRITERS[one.format](value, profile)


def _date(day: dt.date, profile: Profile) -> str:
    return day.strftime(profile.date)


def _wan(amount: Decimal, _profile: Profile) -> str:
    """Units of 10,000 yuan, six decimals; an inexact amount is a problem of
    the record, not a rounding.
    """
    return format(to_wan(amount), "f") if is_yuan(amount) else ""


def _numbered(texts: tuple[str, ...], profile: Profile) -> str:
    """Several texts in one cell, each with its number."""
    if len(texts) == 1:
        return texts[0].strip()
    return profile.separator.join(
        f"{number}. {text.strip().rstrip('。；')}"
        for number, text in enumerate(texts, 1)
    )


_WRITERS: Final[Mapping[str, Callable[[Any, Profile], str]]] = {
    "text": lambda value, _profile: str(value).strip(),
    "list": lambda value, profile: profile.separator.join(value),
    "numbered": _numbered,
    "kinds": lambda value, profile: profile.kind_separator.join(
        profile.kinds[kind] for kind in value
    ),
    "wan": _wan,
    "date": _date,
}
