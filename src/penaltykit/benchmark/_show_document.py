"""The general rules of a document as text for the terminal."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from penaltykit._i18n import N_, pick, translator
from penaltykit.benchmark._policy import (
    AppliesBy,
    Document,
    DocumentCircumstance,
    Effect,
    Grade,
    LookBack,
    Mitigation,
    Need,
    PercentOf,
    PositionMode,
    PositionRule,
    RegionChange,
    Shape,
    Way,
)
from penaltykit.benchmark._refusal import term_text
from penaltykit.benchmark._show import (
    SEVERAL,
    STATUS,
    UNASCERTAINABLE,
    aligned,
    bounds_text,
)
from penaltykit.benchmark._wording import plain, rounding_text
from penaltykit.citation import Citation, LawNames, format_citations

_BY: Final = {
    AppliesBy.ACT: N_("the day of the act"),
    AppliesBy.DECISION: N_("the day of the decision"),
    AppliesBy.SILENT: N_("not said: both days are looked at"),
}
_CHANGE: Final = {
    RegionChange.LAPSES: N_("lapses when its region merges or is divided"),
    RegionChange.FORMER_TERRITORY: N_("goes on in the former territory"),
    RegionChange.SUCCESSOR: N_("goes on in the successor"),
}
_GRADES: Final = {
    Grade.ORDINARY: N_("ordinary"),
    Grade.LENIENT: N_("lenient"),
    Grade.SEVERE: N_("severe"),
}
_SHAPES: Final = {
    Shape.RANGE: N_("of a range"),
    Shape.TIMES: N_("of multiples"),
    Shape.MAXIMUM_ONLY: N_("where there is only a maximum"),
    Shape.MINIMUM_ONLY: N_("where there is only a minimum"),
}
_MODES: Final = {
    PositionMode.AT: N_("at {share}"),
    PositionMode.NOT_BELOW: N_("not below {share}"),
    PositionMode.BELOW: N_("below {share}"),
}
_EFFECTS: Final = {
    Effect.NO_PENALTY: N_("no penalty"),
    Effect.MITIGATE_OR_LENIENT: N_("mitigated or lenient"),
    Effect.LENIENT: N_("lenient"),
    Effect.SEVERE: N_("severe"),
    Effect.SHIFT: N_("moves {steps} stages"),
    Effect.CORRECTION: N_("corrected"),
}
_WAYS: Final = {
    Way.LESS: N_("{low}% to {high}% of {whole} less"),
    Way.MORE: N_("{low}% to {high}% of {whole} more"),
}
_WHOLE: Final = {
    PercentOf.AMOUNT: N_("the amount"),
    PercentOf.MAXIMUM: N_("the statutory maximum"),
    PercentOf.MINIMUM: N_("the statutory minimum"),
}
_NEEDS: Final = {
    Need.REASONS: N_("reasons in the decision"),
    Need.DISCUSSION: N_("a collective discussion"),
    Need.APPROVAL: N_("approval by the head of the agency"),
}


def show_document(
    document: Document,
    tables: int,
    lang: str,
    names: LawNames | None = None,
) -> str:
    """A document as text: head, general rules, flaws.

    Args:
        document: which.
        tables: how many tables of it are held.
        lang: ``zh`` or ``en``.
        names: titles of the laws that it cites.
    """
    return _Shown(document, lang, names or LawNames()).text(tables)


class _Shown:
    def __init__(self, document: Document, lang: str, names: LawNames) -> None:
        self.document = document
        self.names = names
        self.lang = lang
        self._ = translator(lang)

    def text(self, tables: int) -> str:
        """The whole."""
        policy = self.document.policy
        lines = aligned(self._head(tables))
        for heading, found in (
            (
                self._("Places in a band"),
                map(self._position, policy.positions),
            ),
            (
                self._("Circumstances that it names"),
                map(self._circumstance, policy.circumstances),
            ),
            (
                self._("How it counts earlier breaches"),
                [
                    self._cited(
                        self._look_back(one),
                        one.citation,
                    )
                    for one in policy.look_backs
                ],
            ),
            (
                self._("Flaws of the print"),
                [
                    f"{one.code}: {pick(one.text, self.lang)}"
                    for one in self.document.problems
                ],
            ),
        ):
            told = [f"  - {line}" for line in found]
            if told:
                colon = "：" if self.lang == "zh" else ":"
                lines += ["", f"{heading}{colon}", *told]
        return "\n".join(lines) + "\n"

    def _head(self, tables: int) -> list[tuple[str, str]]:
        _, lang, document = self._, self.lang, self.document
        policy = document.policy
        title = pick(document.name, lang)
        if document.number:
            title = f"{title} ({document.number})"
        place = " ".join(
            part for part in (document.region, document.level) if part
        )
        head = [
            (_("Benchmark document"), f"{document.id}  {title}"),
            (_("Issued by"), pick(document.issuer, lang)),
            (_("Region"), place or _("not known")),
            (_("Field of enforcement"), document.field),
            (_("In force"), pick(term_text(document), lang)),
            (_("Standing"), _(STATUS[document.status])),
            (_("Read from"), pick(document.source, lang)),
            (_("Tables held"), str(tables)),
            (
                _("Reading of bounds"),
                self._cited(
                    bounds_text(document, lang), policy.bounds.citation
                ),
            ),
            (
                _("Several rows"),
                self._cited(
                    _(SEVERAL[policy.several_rows]),
                    policy.several_rows_citation,
                ),
            ),
            (
                _("Cannot be ascertained"),
                self._cited(
                    _(UNASCERTAINABLE[policy.unascertainable]),
                    policy.unascertainable_citation,
                ),
            ),
            (_("Chosen by"), _(_BY[policy.applies_by])),
        ]
        if document.enforcers:
            head.append((_("Enforced by"), ", ".join(document.enforcers)))
        if document.region_change is not None:
            text = self._cited(
                _(_CHANGE[document.region_change]),
                document.region_change_citation,
            )
            head.append((_("If its region changes"), text))
        if policy.rounding is not None:
            text = pick(rounding_text(policy.rounding), lang)
            head.append((_("Rounding"), text))
        if policy.mitigation is not None:
            head.append((_("Mitigation"), self._mitigation(policy.mitigation)))
        return head

    def _mitigation(self, rule: Mitigation) -> str:
        text = self._("at least {share} of the statutory minimum stays")
        return self._cited(
            text.format(share=plain(rule.least)) + self._asked(rule.needs),
            rule.citation,
        )

    def _position(self, rule: PositionRule) -> str:
        _ = self._
        parts = [_(_GRADES[rule.grade]), _(_SHAPES[rule.shape])]
        if rule.share is not None:
            mode = _(_MODES[rule.mode])
            parts.append(mode.format(share=plain(rule.share)))
        text = _(", ").join(parts)
        if rule.text:
            text = f"{text} ({pick(rule.text, self.lang)})"
        return self._cited(text, rule.citation, permissive=rule.permissive)

    def _circumstance(self, one: DocumentCircumstance) -> str:
        _ = self._
        effect = _(_EFFECTS[one.effect]).format(steps=f"{one.steps:+d}")
        if one.percent_from is not None and one.percent_to is not None:
            effect = _(_WAYS[one.way]).format(
                low=plain(one.percent_from),
                high=plain(one.percent_to),
                whole=_(_WHOLE[one.of]),
            )
        if one.grade is not None:
            grade = _(_GRADES[one.grade])
            effect += _(" (in every case that is {grade})").format(grade=grade)
        text = f"{one.id}: {pick(one.text, self.lang)} → {effect}"
        text += self._asked(one.needs)
        if one.excluded:
            text += _("; {count} exclusions").format(count=len(one.excluded))
        return self._cited(text, one.citation, permissive=one.permissive)

    def _look_back(self, one: LookBack) -> str:
        _ = self._
        template = (
            _("{term}: {months} months back, this breach counted")
            if one.includes_this
            else _("{term}: {months} months back, this breach not counted")
        )
        months = one.years * 12 + one.months
        return template.format(term=pick(one.term, self.lang), months=months)

    def _asked(self, needs: Sequence[Need]) -> str:
        if not needs:
            return ""
        _ = self._
        named = _(", ").join(_(_NEEDS[need]) for need in needs)
        return _("; asks for {needs}").format(needs=named)

    def _cited(
        self,
        text: str,
        citation: tuple[Citation, ...],
        *,
        permissive: bool = False,
    ) -> str:
        """With 可以 and the articles, where there are any."""
        _ = self._
        if permissive:
            text = _("{text} (may)").format(text=text)
        if not citation:
            return text
        # Its own articles need no title.
        title = self.document.name["zh"]
        own = [
            evolve(one, law=None)
            if one.law and self.names.title(one.law) == title
            else one
            for one in citation
        ]
        places = format_citations(own, self.lang, self.names)
        return (
            f"{text} 〔{places}〕"
            if self.lang == "zh"
            else (f"{text} [{places}]")
        )
