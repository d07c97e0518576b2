"""Reading a profile from ``rules/profiles``; all faults at once."""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from penaltykit import _yaml
from penaltykit._resources import rules_root
from penaltykit.case import Channel, PartyKind
from penaltykit.disclosure._profile import Advice, Field, Form, Profile
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.penalty import PenaltyKind
from penaltykit.privacy import IdentityKind

_E = TypeVar("_E", bound=StrEnum)
CONDITIONS: Final = ("fine", "confiscation", "permit", "uscc-placeholder")
ADVICE_WHEN: Final = ("always", "light")
# What a field may draw on, and how each can be written.
SOURCES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            "party_name",
            "party_class",
            "uscc",
            "registration_number",
            "organisation_code",
            "tax_number",
            "institution_number",
            "society_number",
            "representative",
            "id_type",
            "decision_number",
            "basis",
            "agency",
            "agency_uscc",
            "note",
        ),
        ("text",),
    ),
    **dict.fromkeys(
        ("violation_types", "facts", "contents", "permits"),
        ("list", "numbered"),
    ),
    "kinds": ("kinds",),
    **dict.fromkeys(("fine", "confiscated"), ("wan",)),
    **dict.fromkeys(
        ("decision_date", "valid_until", "display_until"), ("date",)
    ),
}
_STATUS: Final = ("verified", "secondary", "provisional", "house")


def profile_names(root: Path | None = None) -> tuple[str, ...]:
    """The profiles that a folder of rules has."""
    folder = (root or rules_root()) / "profiles"
    return tuple(
        sorted(
            path.stem
            for path in folder.glob("*.yaml")
            if not path.stem.startswith("_")
        )
    )


def load_profile(name: str, root: Path | None = None) -> Profile:
    """Read ``profiles/<name>.yaml``.

    Args:
        name: of the profile.
        root: folder of rules; the shipped one if left out.

    Raises:
        UnknownNameError: no such profile.
        RuleError: the file cannot be used; with every fault found.
    """
    return _load(name, root or rules_root())


@cache
def _load(name: str, root: Path) -> Profile:
    known = profile_names(root)
    if name not in known:
        kind = "profile"
        raise UnknownNameError(kind, name, known)
    reader = _Reader(_yaml.load(root / "profiles" / f"{name}.yaml"))
    profile = reader.read(name)
    if reader.faults:
        raise RuleError(reader.faults)
    return profile


class _Reader:
    """Reads one profile and gathers what is wrong with it."""

    def __init__(self, document: _yaml.Document) -> None:
        self.document = document
        self.faults: list[Fault] = []

    def read(self, name: str) -> Profile:
        top = self.document.value
        if not isinstance(top, dict):
            self._fault("profile-shape", "", expected="mapping")
            raise RuleError(self.faults)
        forms = self._forms(top)
        names = tuple(form.name for form in forms)
        return Profile(
            name=name,
            label={"zh": str(top.get("zh")), "en": str(top.get("en"))},
            version=str(top.get("version")),
            channel=self._enum(Channel, top.get("channel"), "/channel")
            or Channel.CREDIT_CHINA,
            status=self._status(top),
            forms=forms,
            fields=self._fields(top, names),
            date=str(top.get("date", "%Y-%m-%d")),
            separator=str(top.get("separator", "；")),
            kind_separator=str(top.get("kind_separator", "、")),
            kinds=self._kinds(top),
            advice=self._advice(top),
        )

    def _fault(self, code: str, pointer: str, **params: Any) -> None:
        place = self.document.place(pointer)
        self.faults.append(Fault(code, place, params))

    def _enum(self, of: type[_E], value: Any, pointer: str) -> _E | None:
        if not self._word(value, [one.value for one in of], pointer):
            return None
        return of(value)

    def _mapping(self, node: Mapping[str, Any], key: str, at: str) -> Any:
        """A mapping inside ``node``; an empty one where there is none."""
        value = node.get(key)
        if value is not None and not isinstance(value, dict):
            self._fault("profile-shape", f"{at}/{key}", expected="mapping")
        return value if isinstance(value, dict) else {}

    def _list(self, node: Mapping[str, Any], key: str, at: str) -> list[Any]:
        value = node.get(key)
        if value is not None and not isinstance(value, list):
            self._fault("profile-shape", f"{at}/{key}", expected="list")
        return value if isinstance(value, list) else []

    def _entries(
        self, top: Mapping[str, Any], key: str
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The mappings of a list, with their pointers."""
        for index, entry in enumerate(self._list(top, key, "")):
            pointer = f"/{key}/{index}"
            if isinstance(entry, dict):
                yield pointer, entry
            else:
                self._fault("profile-shape", pointer, expected="mapping")

    def _number(
        self, entry: Mapping[str, Any], key: str, at: str
    ) -> int | None:
        value = entry.get(key)
        if value is None or type(value) is int:
            return value
        self._fault("profile-shape", f"{at}/{key}", expected="number")
        return None

    def _word(self, found: Any, known: Any, pointer: str) -> bool:
        if found in known:
            return True
        self._fault(
            "profile-word", pointer, found=str(found), expected=list(known)
        )
        return False

    def _status(self, top: Mapping[str, Any]) -> Mapping[str, str]:
        status: dict[str, str] = self._mapping(top, "status", "")
        for key, value in status.items():
            self._word(value, _STATUS, f"/status/{key}")
        return status

    def _forms(self, top: Mapping[str, Any]) -> tuple[Form, ...]:
        forms = []
        entries = self._mapping(top, "forms", "")
        for name in entries:
            at = f"/forms/{name}"
            entry = self._mapping(entries, name, "/forms")
            kinds = [
                self._enum(PartyKind, kind, f"{at}/parties/{index}")
                for index, kind in enumerate(self._list(entry, "parties", at))
            ]
            forms.append(
                Form(
                    name=name,
                    parties=frozenset(kind for kind in kinds if kind),
                    party_class=str(entry.get("class", "")),
                )
            )
        if not forms:
            self._fault("profile-missing", "", expected="forms")
        return tuple(forms)

    def _kinds(self, top: Mapping[str, Any]) -> Mapping[PenaltyKind, str]:
        """Words for every penalty of art. 9, and for nothing else."""
        words = {}
        known = [kind.value for kind in PenaltyKind if kind.is_penalty]
        given = self._mapping(top, "kinds", "")
        for name, word in given.items():
            if self._word(name, known, f"/kinds/{name}"):
                words[PenaltyKind(name)] = str(word)
        for name in known:
            if name not in given:
                self._fault("profile-missing", "/kinds", expected=name)
        return words

    def _fields(
        self, top: Mapping[str, Any], forms: tuple[str, ...]
    ) -> tuple[Field, ...]:
        found = [
            self._field(entry, at, forms)
            for at, entry in self._entries(top, "fields")
        ]
        codes: set[str] = set()
        for index, one in enumerate(found):
            if one.code in codes:
                pointer = f"/fields/{index}/code"
                self._fault("profile-repeated", pointer, found=one.code)
            codes.add(one.code)
        if not found:
            self._fault("profile-missing", "", expected="fields")
        return tuple(found)

    def _field(
        self, entry: Mapping[str, Any], at: str, forms: tuple[str, ...]
    ) -> Field:
        withheld = entry.get("withheld") is True
        source = None if withheld else entry.get("source")
        if not withheld:
            self._word(source, tuple(SOURCES), f"{at}/source")
        for key in ("no", "code", "zh", "en", "forms"):
            if key not in entry:
                self._fault("profile-missing", at, expected=key)
        for key in entry:
            self._word(key, _FIELD_KEYS, f"{at}/{key}")
        form = str(entry.get("format", "text"))
        if source is not None and source in SOURCES:
            self._word(form, SOURCES[source], f"{at}/format")
        condition = entry.get("required_when")
        if condition is not None:
            self._word(condition, CONDITIONS, f"{at}/required_when")
        own = self._list(entry, "forms", at)
        for index, name in enumerate(own):
            self._word(name, forms, f"{at}/forms/{index}")
        shows = {}
        shown = self._mapping(entry, "shows", at)
        for name in shown:
            self._word(name, forms, f"{at}/shows/{name}")
            kinds = [
                self._enum(IdentityKind, kind, f"{at}/shows/{name}/{index}")
                for index, kind in enumerate(
                    self._list(shown, name, f"{at}/shows")
                )
            ]
            shows[name] = frozenset(kind.value for kind in kinds if kind)
        return Field(
            no=self._number(entry, "no", at) or 0,
            code=str(entry.get("code", "")),
            label={
                "zh": str(entry.get("zh", "")),
                "en": str(entry.get("en", "")),
            },
            source=source,
            format=form,
            forms=frozenset(own),
            required=entry.get("required") is True,
            required_when=condition,
            limit=self._number(entry, "max", at),
            shows=shows,
        )

    def _advice(self, top: Mapping[str, Any]) -> tuple[Advice, ...]:
        found = []
        for at, entry in self._entries(top, "advice"):
            self._word(entry.get("when"), ADVICE_WHEN, f"{at}/when")
            self._word(entry.get("status"), _STATUS, f"{at}/status")
            found.append(
                Advice(
                    code=str(entry.get("code")),
                    when=str(entry.get("when")),
                    first=self._day(entry, f"{at}/from"),
                    last=self._day(entry, f"{at}/to"),
                    status=str(entry.get("status")),
                    citation=str(entry.get("citation", "")),
                    text={
                        "zh": str(entry.get("zh", "")),
                        "en": str(entry.get("en", "")),
                    },
                )
            )
        return tuple(found)

    def _day(self, entry: Mapping[str, Any], pointer: str) -> dt.date | None:
        text = entry.get(pointer.rpartition("/")[2])
        if text is None:
            return None
        try:
            return dt.date.fromisoformat(str(text))
        except ValueError:
            self._fault("profile-date", pointer, found=str(text))
            return None


_FIELD_KEYS: Final = (
    "no",
    "code",
    "zh",
    "en",
    "source",
    "format",
    "forms",
    "required",
    "required_when",
    "max",
    "shows",
    "withheld",
)
