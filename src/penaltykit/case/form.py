"""The case form: an empty YAML case file that asks only what an item needs.

It is a case file from the start. Filled in, it loads as a case; left empty,
it says which fields still want an answer. Items and the vocabulary of facts
stand above this package, so what they know comes in as plain data.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit._i18n import translator
from penaltykit._pointer import escape
from penaltykit.case._glosses import gloss
from penaltykit.case._model import SCHEMA_VERSION, Case
from penaltykit.case._shape import Listing, Record, Slot, Words, record_shape
from penaltykit.case._sheet_words import FactLike

_NULL = re.compile(r"(?m)^( *(?:- )?[^#\s][^#\n]*:) null$")

# What a form shows of each part of a case, in this order; the rest of the
# fields can be added by hand. An entry of a list stands for one of its kind.
_FIELDS: Mapping[str, Any] = {
    "schema": SCHEMA_VERSION,
    "id": None,
    "phase": "filed",
    "procedure": "ordinary",
    "agency": {
        "name": None,
        "region": None,
        "field": None,
        "address": None,
        "phone": None,
        "contact": None,
        "parameters": {},
    },
    "officers": [
        {"name": None, "certificate": None},
        {"name": None, "certificate": None},
    ],
    "parties": [
        {
            "id": "P1",
            "kind": None,
            "name": None,
            "uscc": None,
            "legal_representative": None,
            "operator": None,
            "id_number": None,
            "address": None,
            "phone": None,
            "counts_as_citizen": None,
        }
    ],
    "violations": [
        {
            "id": "V1",
            "item": None,
            "parties": ["P1"],
            "act": {
                "from": None,
                "to": None,
                "place": None,
                "summary": None,
            },
            "facts": {},
            "evidence": ["E1"],
            "breached": [],
            "penalising": [],
            "penalties": [],
            "discretion": {"reasons": None},
        }
    ],
    "facts": {},
    "evidence": [{"id": "E1", "kind": None, "name": None, "proves": None}],
    "events": [
        {"kind": "discovered", "date": None, "source": None},
        {"kind": "filed", "date": None},
    ],
    "papers": [],
    "remedies": {
        "reconsideration_authority": None,
        "reconsideration_term": None,
        "court": None,
        "litigation_term": None,
    },
    "performance": {
        "channels": [],
        "bank": None,
        "account_number": None,
        "platform": None,
        "term": None,
        "late_charge_told": None,
    },
    "result_use": {
        "publish": None,
        "channels": [],
        "told": None,
        "social_impact": None,
        "valid_until": None,
        "display_until": None,
        "display_citation": None,
    },
}


# Filled in, and yet to be chosen.
_ALWAYS_OPEN = ("phase", "procedure")


class Entry(FactLike, Protocol):
    """What :func:`question` reads of an entry of the fact vocabulary."""

    @property
    def attested(self) -> bool:
        """An officer finds it with grounds."""

    @property
    def scope(self) -> Any:
        """What it is said of."""

    @property
    def question(self) -> Mapping[str, str]:
        """What to ask, by language."""


@frozen(kw_only=True)
class Question:
    """A fact that the form asks for.

    Args:
        id: fact id of ``rules/facts``.
        type: money, quantity, count, date, truth, one-of or text.
        ask: what is asked, ``{zh, en}``.
        unit: of a quantity; money is yuan.
        words: of a one-of fact: each word with its label ``{zh, en}``.
        attested: an officer must find it, with grounds and evidence.
        of_case: it is said of the whole case, not of the violation.
    """

    id: str
    type: str
    ask: Mapping[str, str] = field(hash=False)
    unit: str | None = None
    words: tuple[tuple[str, Mapping[str, str]], ...] = field(
        default=(), hash=False
    )
    attested: bool = False
    of_case: bool = False


def question(entry: Entry) -> Question:
    """The question that an entry of the vocabulary stands for."""
    label = {"zh": entry.zh, "en": entry.en}
    return Question(
        id=entry.id,
        type=str(entry.type),
        ask=dict(entry.question) or label,
        unit=entry.unit,
        words=tuple(
            (word.value, {"zh": word.zh, "en": word.en})
            for word in entry.values
        ),
        attested=entry.attested,
        of_case=str(entry.scope) == "case",
    )


@frozen(kw_only=True)
class Blank:
    """What a form is made for.

    Args:
        item: id of the penalty item.
        title: its name, ``{zh, en}``.
        questions: the facts that decide on this item; see :func:`question`.
        breached: citations of what is breached, as plain data, filled in.
        penalising: citations of what punishes it, as plain data, filled in.
        figures: figures that the agency itself must state, by parameter id,
            each with its label.
    """

    item: str
    title: Mapping[str, str] = field(hash=False)
    questions: tuple[Question, ...] = ()
    breached: Sequence[Mapping[str, Any]] = field(default=(), hash=False)
    penalising: Sequence[Mapping[str, Any]] = field(default=(), hash=False)
    figures: Mapping[str, str] = field(factory=dict, hash=False)


def new_form(blank: Blank, lang: str = "zh") -> str:
    """Write an empty case form as YAML with comments.

    Args:
        blank: what it asks for.
        lang: language of the comments, ``"zh"`` or ``"en"``.

    Returns:
        YAML that loads as a case once it is filled in.
    """
    form = _Form(lang)
    data = form.fill(blank)
    return _NULL.sub(r"\1", _yaml.dump(data, form.notes))


def new_workbook(
    blank: Blank, facts: Iterable[Entry], lang: str = "zh"
) -> bytes:
    """Write an empty case form as an XLSX workbook.

    Args:
        blank: what it asks for.
        facts: entries of the vocabulary whose labels and words it knows.
        lang: language of headings and words, ``"zh"`` or ``"en"``.

    Raises:
        ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
    """
    from penaltykit.case._sheet_write import write_workbook

    form = _Form(lang)
    data = form.fill(blank)
    hints = {one.id: form.ask(one) for one in blank.questions}
    return write_workbook(data, facts, hints=hints, lang=lang)


class _Form:
    """Gathers the comments of a form in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.say = translator(lang)
        self.notes: dict[str, str] = {}

    def fill(self, blank: Blank) -> dict[str, Any]:
        """The plain data of a form; its comments are gathered beside."""
        data: dict[str, Any] = self.copy(_FIELDS)
        violation = data["violations"][0]
        violation["item"] = blank.item
        violation["breached"] = [dict(one) for one in blank.breached]
        violation["penalising"] = [dict(one) for one in blank.penalising]
        self.describe(record_shape(Case), data, "")
        for name, label in blank.figures.items():
            at = f"/agency/parameters/{escape(name)}"
            figure = {"value": None, "citation": None}
            data["agency"]["parameters"][name] = figure
            self.notes[at] = label
        for one in blank.questions:
            owner = data if one.of_case else violation
            base = "" if one.of_case else "/violations/0"
            fact: dict[str, Any] = {"value": None}
            if one.attested:
                fact |= {"grounds": None, "evidence": []}
            owner["facts"][one.id] = fact
            self.notes[f"{base}/facts/{escape(one.id)}"] = self.ask(one)
        self.notes[""] = self.head(blank.item, blank.title)
        return data

    def copy(self, part: Any) -> Any:
        """Fresh containers: the pattern is shared by all forms."""
        if isinstance(part, Mapping):
            return {key: self.copy(value) for key, value in part.items()}
        if isinstance(part, list):
            return [self.copy(value) for value in part]
        return part

    def head(self, item: str, title: Mapping[str, str]) -> str:
        """The comment at the top."""
        _ = self.say
        lines = [
            _("Case form: {title} ({item})").format(
                title=title[self.lang], item=item
            ),
            "",
            _("Write after the colons. Leave blank what does not apply."),
            _('"Required" fields must be filled in.'),
            _("Amounts in yuan: 5000 or 54117.38. Dates: 2024-03-05."),
            _(
                "Put codes, certificate and telephone numbers in quotes, "
                'so that no leading zero is lost: "0750000".'
            ),
            _(
                "A fact that cannot be found out: write "
                '"state: not-ascertainable" in place of the value; one that '
                'does not arise: "state: not-applicable".'
            ),
            _("Then run: penaltykit check FILE"),
            "",
        ]
        return "\n".join(lines)

    def describe(
        self, shape: Record, data: Mapping[str, Any], at: str
    ) -> None:
        """Note every field that the form shows."""
        for name, value in data.items():
            slot = shape.slots[name]
            here = f"{at}/{name}"
            open_ = value in (None, []) or name in _ALWAYS_OPEN
            self.notes[here] = self.label(slot, words=open_)
            inner = slot.shape
            if isinstance(inner, Record) and isinstance(value, Mapping):
                self.describe(inner, value, here)
            elif isinstance(inner, Listing) and isinstance(inner.of, Record):
                # Only the first of several alike is explained.
                for entry in value[:1]:
                    self.describe(inner.of, entry, f"{here}/0")

    def label(self, slot: Slot, *, words: bool) -> str:
        """The label of a field, whether it is required, its words."""
        _ = self.say
        text = slot.label[self.lang]
        if slot.required:
            text = _("{label} (required)").format(label=text)
        one = slot.shape.of if isinstance(slot.shape, Listing) else slot.shape
        if words and isinstance(one, Words):
            listed = [self.word(slot.name, word) for word in one.words]
            text = f"{text}\n  " + "\n  ".join(listed)
        hint = _HINTS.get(slot.name)
        if hint is not None:
            text = f"{text}\n  {hint[self.lang]}"
        return text

    def word(self, name: str, word: str) -> str:
        """A word of a closed list, with its meaning where it has one."""
        said = gloss(name, word)
        return f"{word}  {said}" if said and self.lang == "zh" else word

    def ask(self, one: Question) -> str:
        """The question, what answers it, and whether grounds are wanted."""
        _ = self.say
        answers = {
            "money": _("an amount in yuan"),
            "quantity": _("a number, in {unit}").format(unit=one.unit or "?"),
            "count": _("a whole number"),
            "date": _("a date"),
            "truth": _("true or false"),
            "one-of": _("one of these words:"),
            "text": _("text"),
        }
        lines = [one.ask[self.lang], "  " + answers.get(one.type, one.type)]
        lines += [f"  {word}  {label[self.lang]}" for word, label in one.words]
        if one.attested:
            lines.append(
                "  " + _("An officer finds this: give grounds and evidence.")
            )
        return "\n".join(lines)


_HINTS: Mapping[str, Mapping[str, str]] = {
    "reconsideration_term": {
        "zh": "例如 {count: 60, unit: days}",
        "en": "for example {count: 60, unit: days}",
    },
    "litigation_term": {
        "zh": "例如 {count: 6, unit: months}",
        "en": "for example {count: 6, unit: months}",
    },
    "term": {
        "zh": "例如 {count: 15, unit: days}",
        "en": "for example {count: 15, unit: days}",
    },
    "social_impact": {
        "zh": "例如 {value: true, grounds: 理由}",
        "en": "for example {value: true, grounds: why}",
    },
    "penalties": {
        "zh": '例如 [{kind: fine, amount: "5000"}, {kind: confiscate-gains, '
        'amount: "40"}]',
        "en": 'for example [{kind: fine, amount: "5000"}, '
        '{kind: confiscate-gains, amount: "40"}]',
    },
}
