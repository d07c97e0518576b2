"""How texts are worded for people: one language, the names of the data,
penalties and amounts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from penaltykit._i18n import pick, translator
from penaltykit._labels import party_kind_label, unit_label
from penaltykit.money import format_yuan

if TYPE_CHECKING:
    from penaltykit.case import Case
    from penaltykit.citation import Citation
    from penaltykit.penalty import Penalty


@frozen
class Voice:
    """How texts are worded.

    Args:
        lang: language.
        names: what answers for laws, items and facts
            (:class:`penaltykit._names.PaperNames`); ``None`` prints ids.
    """

    lang: str
    names: Any = field(default=None, repr=False)

    def tell(self, message: str, **values: Any) -> str:
        """A translated message with its values; mark ``message`` with N_."""
        text = translator(self.lang)(message)
        return text.format(**values) if values else text

    def pick(self, value: Any) -> str:
        """A two-language map, text or nothing, as text."""
        if isinstance(value, Mapping):
            return pick(value, self.lang)
        return "" if value is None else str(value)

    def line(self, title: str, text: str = "", indent: int = 0) -> str:
        """``title: text``, with the colon of the language."""
        mark = "：" if self.lang == "zh" else ": "
        return f"{' ' * indent}{title}{mark}{text}".rstrip(" ")

    def join(self, parts: Iterable[str]) -> str:
        """A list of words."""
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Parts of a sentence."""
        return ("，" if self.lang == "zh" else ", ").join(parts)

    def brackets(self, text: str) -> str:
        """Text in brackets, to stand behind a word."""
        return f"（{text}）" if self.lang == "zh" else f" ({text})"

    def cite(self, citations: Iterable["Citation"]) -> str:
        """Citations as printed."""
        from penaltykit.citation import LawNames, format_citations, resolve
        from penaltykit.errors import CitationError

        laws = LawNames() if self.names is None else self.names.laws
        read: list[Citation] = []
        for citation in citations:
            try:
                # One that is text alone names its law in Chinese only.
                read.extend(resolve((citation,), laws))
            except CitationError:
                read.append(citation)
        text: str = format_citations(read, self.lang, laws)
        return text

    def item(self, item: str) -> str:
        """The name of a penalty item."""
        return (self.names and self.names.item(item, self.lang)) or item

    def fact(self, fact: str) -> str:
        """The label of a fact."""
        return (self.names and self.names.fact(fact, self.lang)) or fact

    def thing(self, code: str | None) -> str:
        """What a penalty falls on, in brackets; empty if nothing is said."""
        if not code:
            return ""
        text = self.names.object(code, self.lang) if self.names else code
        return self.brackets(text)

    def facts(self, facts: Iterable[str]) -> str:
        """Labels of facts, joined."""
        return self.join(self.fact(fact) for fact in facts)

    def party(self, case: "Case", party_id: str) -> str:
        """A party by number and kind: names stay out of what is mailed."""
        _ = self.tell
        for party in case.parties:
            if party.id == party_id:
                kind = party_kind_label(party.kind, self.lang)
                return _("party {id} ({kind})", id=party_id, kind=kind)
        return _("party {id}", id=party_id)


def amount_text(value: Decimal | None, unit: str | None, voice: Voice) -> str:
    """An amount with its unit; empty where there is none."""
    if value is None:
        return ""
    if unit in (None, "yuan"):
        return format_yuan(value, voice.lang)
    return f"{value:f} {unit_label(unit, voice.lang)}"


def band_text(penalty: "Penalty", voice: Voice) -> str:
    """From what to what, and whether the ends belong; empty if no band."""
    _ = voice.tell
    low, high = penalty.from_, penalty.to
    if low is not None and low == high:
        return amount_text(low, penalty.unit, voice)
    parts = []
    if low is not None:
        amount = amount_text(low, penalty.unit, voice)
        if penalty.from_inclusive:
            parts.append(_("from {amount}", amount=amount))
        else:
            parts.append(_("over {amount}", amount=amount))
    if high is not None:
        amount = amount_text(high, penalty.unit, voice)
        if penalty.to_inclusive:
            parts.append(_("up to {amount}", amount=amount))
        else:
            parts.append(_("under {amount}", amount=amount))
    return voice.join(parts)
