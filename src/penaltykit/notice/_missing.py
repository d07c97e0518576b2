"""What keeps a paper from being final, told one by one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from penaltykit._i18n import LANGS, pick, translator
from penaltykit._names import PaperNames
from penaltykit.citation import Citation, format_citations
from penaltykit.notice import _blocks as b
from penaltykit.notice._build import Gap, mark
from penaltykit.notice._clean import one_line
from penaltykit.notice._words import word

HOUSE: Final = "house-standard"


@frozen(kw_only=True)
class Missing:
    """One thing that a paper lacks, or that is wrong or open.

    Args:
        source: ``gap`` (the case does not hold it), ``requirement`` (a duty
            that is not met), ``undetermined`` (whether a duty applies or is
            met is open), ``finding`` (an error to mend first).
        label: what it is, ``{zh, en}``; for a finding its message.
        part: part of ``elements.csv``, if any.
        element: one of the seven elements, if any.
        code: code of the requirement or finding.
        citation: the law that asks for it.
        settle: ids of the facts that would settle an open question.
    """

    source: str
    label: Mapping[str, str]
    part: str | None = None
    element: str | None = None
    code: str | None = None
    citation: tuple[Citation, ...] = ()
    settle: tuple[str, ...] = field(factory=tuple)

    def text(self, lang: str, names: PaperNames) -> str:
        """One line that says what to do."""
        _ = translator(lang)
        said = one_line(pick(self.label, lang))
        sentence = {
            "gap": _("Missing: {what}"),
            "requirement": _("Not met: {what}"),
            "undetermined": _("Still open: {what}"),
            "finding": _("To be corrected first: {what}"),
        }[self.source].format(what=said.rstrip("。."))
        if self.settle:
            colon = ("、" if lang == "zh" else ", ").join(
                names.fact(fact, lang) for fact in self.settle
            )
            sentence += _(" (to be settled by: {facts})").format(facts=colon)
        if self.citation:
            cited = format_citations(self.citation, lang, names.laws)
            sentence += _(" (source: {citation})").format(citation=cited)
        return sentence


def collect(
    gaps: Sequence[Gap],
    assessment: Any,
    kind: str,
    told: frozenset[str],
) -> tuple[Missing, ...]:
    """Everything that keeps the paper from being final, in paper order.

    Args:
        gaps: from building the paper.
        assessment: with ``requirements`` and ``findings``.
        kind: kind of the paper.
        told: parts that this print itself tells completely.
    """
    wanted = [
        one
        for one in assessment.requirements
        if one.paper == kind
        and one.applies is not False
        and one.duty not in (HOUSE, HOUSE.replace("-", " "))
    ]
    sources = {one.part: one for one in wanted if one.part}
    missing = [_gap(gap, sources.get(gap.part)) for gap in gaps]
    seen = {gap.part for gap in gaps}
    missing += [
        _requirement(one)
        for one in wanted
        if _open(one, told) and one.part not in seen
    ]
    missing += [
        Missing(
            source="finding",
            label=one.message,
            element=one.element.value if one.element else None,
            code=one.code,
            citation=one.citation,
        )
        for one in assessment.findings
        if _blocks(one)
    ]
    return tuple(missing)


def _blocks(finding: Any) -> bool:
    """Whether a finding keeps a paper from being final: an error, or a
    binding duty of which nobody can say yet whether it is met.
    """
    if finding.severity == "error":
        return True
    return bool(finding.severity == "undetermined" and finding.duty != HOUSE)


def _gap(gap: Gap, requirement: Any | None) -> Missing:
    return Missing(
        source="gap",
        label={lang: word("gap", gap.name, lang) for lang in LANGS},
        part=gap.part,
        element=gap.element,
        code=requirement.code if requirement else None,
        citation=requirement.citation if requirement else (),
    )


def _open(requirement: Any, told: frozenset[str]) -> bool:
    """Whether a duty still keeps the paper from being final.

    What this print tells in fixed words is met by printing it; whether the
    duty applies at all stays open even then.
    """
    if requirement.applies is None:
        return True
    return requirement.met is not True and requirement.part not in told


def _requirement(requirement: Any) -> Missing:
    unsettled = requirement.applies is None or requirement.met is None
    return Missing(
        source="undetermined" if unsettled else "requirement",
        label=requirement.label,
        part=requirement.part,
        element=requirement.element.value if requirement.element else None,
        code=requirement.code,
        citation=requirement.citation,
        settle=requirement.settle,
    )


def marked(
    blocks: Sequence[b.Block], missing: Iterable[Missing], lang: str
) -> list[b.Block]:
    """The blocks with a mark where a duty is not met.

    It stands after the last block of its part, else of its element, else
    before the signature.
    """
    result = list(blocks)
    for one in missing:
        if one.source not in ("requirement", "undetermined"):
            continue
        at = _place(result, one)
        said = mark(
            one_line(pick(one.label, lang)).rstrip("。."),
            lang,
            unsettled=one.source == "undetermined",
        )
        result.insert(
            at,
            b.Paragraph(
                text=said,
                parts=(one.part,) if one.part else (),
                element=one.element,
            ),
        )
    return result


def _place(blocks: Sequence[b.Block], missing: Missing) -> int:
    for same in (
        lambda block: missing.part in block.parts,
        lambda block: missing.element and block.element == missing.element,
    ):
        found = [n for n, block in enumerate(blocks) if same(block)]
        if found and not isinstance(blocks[found[-1]], b.Signature):
            return found[-1] + 1
    for index, block in enumerate(blocks):
        if isinstance(block, b.SignLines | b.Signature):
            return index
    return len(blocks)
