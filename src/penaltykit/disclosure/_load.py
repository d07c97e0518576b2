"""Reading a profile from ``rules/profiles``; all faults at once."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from penaltykit import _yaml
from penaltykit._fields import Node
from penaltykit._i18n import LANGS
from penaltykit._resources import rules_root
from penaltykit.case import Channel, PartyKind
from penaltykit.disclosure._profile import Advice, Field, Form, Profile
from penaltykit.errors import Fault, RuleError, UnknownNameError
from penaltykit.penalty import PenaltyKind
from penaltykit.privacy import IdentityKind

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
            "supplier",
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
_TOP_KEYS: Final = (
    "profile",
    "zh",
    "en",
    "version",
    "channel",
    "status",
    "forms",
    "date",
    "separator",
    "kind_separator",
    "kinds",
    "fields",
    "advice",
)
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
_ADVICE_KEYS: Final = (
    "code",
    "when",
    "from",
    "to",
    "status",
    "citation",
    "zh",
    "en",
)


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
    document = _yaml.load(root / "profiles" / f"{name}.yaml")
    faults: list[Fault] = []
    profile = _profile(Node(document, faults, document.value), name)
    if profile is None or faults:
        raise RuleError(faults)
    return profile


def _profile(node: Node, name: str) -> Profile | None:
    if not node.keys(_TOP_KEYS, ("channel", "forms", "kinds", "fields")):
        return None
    forms = tuple(
        _form(part, form) for form, part in node.child("forms").entries()
    )
    channel = node.choice("channel", Channel)
    return Profile(
        name=name,
        label=_label(node),
        version=node.text("version") or "",
        channel=Channel(channel or Channel.CREDIT_CHINA),
        status=_status(node.child("status")),
        forms=forms,
        fields=_fields(node.child("fields"), [form.name for form in forms]),
        date=node.text("date") or "%Y-%m-%d",
        separator=node.text("separator") or "；",
        kind_separator=node.text("kind_separator") or "、",
        kinds=_kinds(node.child("kinds")),
        advice=tuple(
            advice
            for part in node.child("advice").items()
            if (advice := _advice(part)) is not None
        ),
    )


def _label(node: Node) -> Mapping[str, str]:
    return {lang: node.text(lang) or "" for lang in LANGS}


def _status(node: Node) -> Mapping[str, str]:
    return {key: node.choice(key, _STATUS) or "" for key, _ in node.entries()}


def _form(node: Node, name: str) -> Form:
    known = node.keys(("parties", "class"))
    parties = node.choices("parties", PartyKind) if known else ()
    return Form(
        name=name,
        parties=frozenset(map(PartyKind, parties)),
        party_class=(known and node.text("class")) or "",
    )


def _kinds(node: Node) -> Mapping[PenaltyKind, str]:
    """Words for every penalty of art. 9, and for nothing else."""
    known = [kind.value for kind in PenaltyKind if kind.is_penalty]
    if node.value is None or not node.keys(known, known):
        return {}
    return {
        PenaltyKind(name): node.text(name) or ""
        for name, _ in node.entries()
        if name in known
    }


def _fields(node: Node, forms: Sequence[str]) -> tuple[Field, ...]:
    found: dict[str, Field] = {}
    for part in node.items():
        field = _field(part, forms)
        if field is None:
            continue
        if field.code in found:
            part.child("code").fault("profile-repeated", found=field.code)
        found[field.code] = field
    return tuple(found.values())


def _field(node: Node, forms: Sequence[str]) -> Field | None:
    if not node.keys(_FIELD_KEYS, ("no", "code", "zh", "en", "forms")):
        return None
    source = None
    form = node.text("format") or "text"
    if not node.truth("withheld", default=False):
        source = node.choice("source", SOURCES)
        if node.value.get("source") is None:
            node.fault("rule-missing-key", expected="source")
    if source is not None:
        node.child("format").is_one(form, SOURCES[source])
    return Field(
        no=node.count("no") or 0,
        code=node.text("code") or "",
        label=_label(node),
        source=source,
        format=form,
        forms=frozenset(node.choices("forms", forms)),
        required=node.truth("required", default=False),
        required_when=node.choice("required_when", CONDITIONS),
        limit=node.count("max"),
        shows=_shows(node.child("shows"), forms),
    )


def _shows(node: Node, forms: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Kinds of identity values that a field may show, by form."""
    if node.value is None or not node.keys(forms):
        return {}
    return {
        name: frozenset(node.choices(name, IdentityKind))
        for name, _ in node.entries()
    }


def _advice(node: Node) -> Advice | None:
    if not node.keys(_ADVICE_KEYS, ("code", "when", "status")):
        return None
    return Advice(
        code=node.text("code") or "",
        when=node.choice("when", ADVICE_WHEN) or "",
        first=node.date("from"),
        last=node.date("to"),
        status=node.choice("status", _STATUS) or "",
        citation=node.text("citation") or "",
        text=_label(node),
    )
