"""From an assessment to its explanation: the order in which a lawyer asks.

Nothing is judged here: every answer is read from the assessment, or from
the law and the table that it names.
"""

import datetime as dt
from typing import TYPE_CHECKING

from attrs import frozen

from penaltykit._i18n import date_text
from penaltykit._labels import (
    kind_label,
    outcome_label,
    phase_label,
    verdict_label,
)
from penaltykit._names import LoadedNames
from penaltykit._voice import Voice, amount_text
from penaltykit.assessment._assess import decision_day
from penaltykit.assessment._explain_basis import branch_part, law_part
from penaltykit.assessment._explain_case import case_parts
from penaltykit.assessment._explain_table import (
    row_part,
    table_part,
    why_not_part,
)
from penaltykit.assessment._explanation import (
    Block,
    Explanation,
    Fields,
    Line,
    Lines,
    Part,
    Section,
)
from penaltykit.assessment._penalty_words import (
    alternative_groups,
    recommended_text,
)
from penaltykit.assessment._result import Ground, Outcome
from penaltykit.assessment._subject import Unfit
from penaltykit.facts import CaseFacts

if TYPE_CHECKING:
    from penaltykit.assessment._assessment import Assessment
    from penaltykit.assessment._data import Data
    from penaltykit.assessment._result import (
        Reason,
        Recommended,
        Result,
        StatedResult,
    )
    from penaltykit.facts import FactView

VERDICT_TONES = {
    "inside": "good",
    "mitigated": "good",
    "outside-benchmark": "warning",
    "outside-statute": "error",
    "undetermined": "undetermined",
}
_BY_PART = {
    "law": "law",
    "statute.track": "branch",
    "statute.gap": "branch",
    "statute.unknown": "branch",
    "statute.unstated": "branch",
    "statute.shared": "branch",
    **{f"statute.unfit-{why}": "branch" for why in Unfit},
    "table": "table",
    "table.row": "row",
    "table.no-bound": "row",
    "table.no-row": "row",
    "table.other-version": "row",
    "table.spared": "amount",
    "table.lowest-grade": "row",
    "table.flaw": "row",
    "table.conflict": "row",
    "table.unknown": "row",
    "table.unstated": "row",
    "look-back": "row",
    "circumstance": "circumstances",
    "no-penalty": "circumstances",
}
"""Code of a reason, or its first part, to the part that prints it; every
other reason is a step of the amount."""

_ROW = "table.row"


def part_of(code: str) -> str:
    """The part of the explanation that prints a reason."""
    return _BY_PART.get(code) or _BY_PART.get(code.split(".", 1)[0], "amount")


@frozen(kw_only=True)
class Desk:
    """What lies on the desk while an explanation is written.

    Args:
        assessment: to explain.
        data: laws, tables and rules it was made with.
        voice: language, and the names of the data.
        facts: the case's facts, read again.
    """

    assessment: "Assessment"
    data: "Data"
    voice: Voice
    facts: CaseFacts

    def view(self, result: "Result") -> "FactView":
        """The facts of the pair that a result is of."""
        for pair in self.facts.pairs():
            view = self.facts.violation(*pair)
            assert view.violation is not None
            assert view.party is not None
            if (view.violation.id, view.party.id) == (
                result.violation,
                result.party,
            ):
                return view
        raise LookupError(result.violation, result.party)


def explain_assessment(
    assessment: "Assessment",
    data: "Data",
    lang: str = "zh",
    *,
    trace: bool = False,
) -> Explanation:
    """The explanation of an assessment.

    Args:
        assessment: with ``why_not`` filled where each other row is to be
            told too.
        data: the data it was made with.
        lang: language of every sentence.
        trace: whether to tell which rules fired on what.
    """
    voice = Voice(lang, LoadedNames(data.registry, data.vocabulary))
    _ = voice.tell
    decided = decision_day(assessment.case)
    desk = Desk(
        assessment=assessment,
        data=data,
        voice=voice,
        facts=CaseFacts(
            assessment.case,
            data.vocabulary,
            parameters=data.rules.parameters.for_case(
                assessment.case, decided or assessment.as_of
            ),
            providers=data.rules.providers(data.registry),
            calendar=data.calendar,
            as_of=assessment.as_of,
        ),
    )
    sections = [_result(desk, result) for result in assessment.shown]
    whole = tuple(case_parts(data, voice, assessment, trace=trace))
    if whole:
        sections.append(
            Section(code="case", title=_("The whole case"), parts=whole)
        )
    about = [
        (_("Case"), " ".join(assessment.case_id.split())),
        (_("Phase"), phase_label(assessment.case.phase, lang)),
        (_("Looked at as of"), date_text(assessment.as_of, lang)),
    ]
    if decided is not None:
        about.append((_("Decided on"), date_text(decided, lang)))
    return Explanation(
        lang=lang,
        title=_("Why this law, this benchmark and this amount"),
        about=tuple(about),
        sections=tuple(sections),
        closing=_(
            "Worked out from the facts that the file records and the laws and"
            " tables held here. What officers attest is taken as they attest"
            " it. It is an aid to review, no legal opinion, and decides"
            " nothing."
        ),
    )


def heading(result: "Result", assessment: "Assessment", voice: Voice) -> str:
    """Which violation of which party, and what it is."""
    return voice.tell(
        "Violation {violation}, {party}: {item}",
        violation=result.violation,
        party=voice.party(assessment.case, result.party),
        item=voice.item(result.item),
    )


def _result(desk: Desk, result: "Result") -> Section:
    """The answers for one violation of one party."""
    steps: dict[str, list[Reason]] = {}
    for reason in result.reasons:
        steps.setdefault(part_of(reason.code), []).append(reason)
        if reason.code == _ROW and result.outcome != Outcome.NO_PENALTY_SHALL:
            # The row answers "why this row", and its fine is a step too.
            steps.setdefault("amount", []).append(reason)

    def told(part: str) -> tuple[Line, ...]:
        return tuple(_step(r, desk.voice) for r in steps.get(part, ()))

    view = desk.view(result)
    parts = [
        _conclusion(desk, result),
        law_part(
            desk.data,
            desk.voice,
            result,
            view,
            told("law"),
            desk.assessment.as_of,
        ),
        branch_part(desk.data, desk.voice, result, view, told("branch")),
        table_part(desk.data, desk.voice, result, view, told("table")),
        row_part(desk.data, desk.voice, result, told("row")),
    ]
    if result.why_not:
        parts.append(why_not_part(desk.data, desk.voice, result))
    parts.append(_circumstances(desk, told("circumstances")))
    parts.append(_amount(desk, result, told("amount")))
    if result.stated or result.missing:
        parts.append(_stated(desk, result))
    return Section(
        code="result",
        title=heading(result, desk.assessment, desk.voice),
        parts=tuple(part for part in parts if part is not None),
        violation=result.violation,
        party=result.party,
    )


def _step(reason: "Reason", voice: Voice) -> Line:
    return Line(text=voice.pick(reason.text), cite=voice.cite(reason.citation))


def _conclusion(desk: Desk, result: "Result") -> Part:
    voice = desk.voice
    _ = voice.tell
    rows = [(_("Outcome"), outcome_label(result.outcome, voice.lang))]
    if result.stage:
        rows.append((_("Stage"), voice.pick(result.stage)))
    if result.settle:
        rows.append((_("Would settle it"), voice.facts(result.settle)))
    blocks: list[Block] = [Fields(rows=tuple(rows))]
    if result.recommended:
        items = tuple(
            Line(text=recommended_text(one, voice))
            for one in result.recommended
        )
        blocks.append(Lines(title=_("Recommended"), items=items))
    left = [one for one in result.alternatives if one.ground is Ground.GAINS]
    if left:
        # The one thing that the law leaves open beside no penalty.
        items = tuple(Line(text=recommended_text(one, voice)) for one in left)
        blocks.append(Lines(title=voice.pick(left[0].text), items=items))
    return Part(
        code="conclusion", title=_("What it comes to"), blocks=tuple(blocks)
    )


def _circumstances(desk: Desk, steps: tuple[Line, ...]) -> Part:
    _ = desk.voice.tell
    if not steps:
        none = _(
            "The file neither claims nor finds a circumstance that lightens"
            " or aggravates; none was taken into account."
        )
        steps = (Line(text=none),)
    return Part(
        code="circumstances",
        title=_("Which circumstances count, and what they do"),
        blocks=(Lines(items=steps),),
    )


def _amount(
    desk: Desk, result: "Result", steps: tuple[Line, ...]
) -> Part | None:
    """The arithmetic line by line, and where it ends."""
    voice = desk.voice
    _ = voice.tell
    blocks: list[Block] = []
    is_open = result.outcome == "undetermined"
    if is_open:
        none = _("No amount can be told before what is open is settled.")
        blocks.append(Lines(items=(Line(text=none, tone="undetermined"),)))
    if steps:
        blocks.append(Lines(items=steps, numbered=True))
    result_title = _("What the law gives so far") if is_open else _("Result")
    for title, group in (
        (result_title, result.recommended),
        *alternative_groups(result, voice),
    ):
        if group:
            items = tuple(_recommended(one, voice) for one in group)
            blocks.append(Lines(title=title, items=items))
    if any(one.verdict == "mitigated" for one in result.stated):
        text = _(
            "Mitigation was found and chosen, so the fine may lie under the"
            " floor. How far under it is not fixed by the law held here; the"
            " agency must say why it chose this amount."
        )
        blocks.append(Lines(items=(Line(text=text, tone="note"),)))
    own = _own_words(desk, result)
    spared = result.outcome == Outcome.NO_PENALTY_SHALL
    if own and not spared:
        blocks.append(
            Lines(
                title=_("What the agency says of its choice within the range"),
                items=(Line(text=own),),
            )
        )
    if not blocks:
        return None
    title = _("What remains") if spared else _("Why this amount")
    return Part(code="amount", title=title, blocks=tuple(blocks))


def _own_words(desk: Desk, result: "Result") -> str:
    """The agency's own reasons, identity values masked."""
    for violation in desk.assessment.case.violations:
        if violation.id == result.violation and violation.discretion:
            return desk.assessment.masked(violation.discretion.reasons or "")
    return ""


def _recommended(one: "Recommended", voice: Voice) -> Line:
    return Line(
        text=recommended_text(one, voice),
        cite=voice.cite(one.citation),
        lines=tuple(voice.pick(line) for line in one.arithmetic),
    )


def _stated(desk: Desk, result: "Result") -> Part:
    """Each penalty as stated with the verdict on it, and what is missing."""
    voice = desk.voice
    _ = voice.tell
    items = [_stated_line(one, voice) for one in result.stated]
    for missing in result.missing:
        text = kind_label(missing.kind, voice.lang)
        items.append(
            Line(
                text=voice.line(
                    _("Missing"), text + voice.thing(missing.object)
                ),
                cite=voice.cite(missing.citation),
                tone="error",
            )
        )
    blocks: list[Block] = [Lines(items=tuple(items))]
    for departure in result.departures:
        if departure["verdict"] == "outside-statute":
            text = _(
                "Neither approval nor discussion makes good a penalty outside"
                " the law; under the floor only a ground of the law for"
                " mitigation does."
            )
            line = Line(text=text, tone="error")
            blocks.append(Lines(items=(line,)))
            continue
        discussed = departure["discussed"]
        rows = (
            (_("Reason"), departure["reason"]),
            (_("Approved by"), departure["approver"]),
            (
                _("Discussed on"),
                date_text(discussed, voice.lang)
                if isinstance(discussed, dt.date)
                else discussed,
            ),
        )
        blocks.append(
            Fields(
                rows=(
                    (
                        _("Departure"),
                        verdict_label(departure["verdict"], voice.lang),
                    ),
                    *(
                        (name, str(value) if value else _("not stated"))
                        for name, value in rows
                    ),
                )
            )
        )
    return Part(
        code="stated",
        title=_("How the penalty as stated compares"),
        blocks=tuple(blocks),
    )


def stated_text(stated: "StatedResult", voice: Voice) -> str:
    """A penalty as stated: kind and amount."""
    name = kind_label(stated.kind, voice.lang)
    amount = amount_text(stated.amount, stated.unit, voice)
    gap = "" if voice.lang == "zh" else " "
    return f"{name}{gap}{amount}".rstrip()


def _stated_line(stated: "StatedResult", voice: Voice) -> Line:
    text = stated_text(stated, voice)
    tone = ""
    if stated.kind.is_penalty:
        text = voice.line(text, verdict_label(stated.verdict, voice.lang))
        tone = VERDICT_TONES.get(stated.verdict, "")
    lines = [voice.pick(stated.reason)]
    if stated.reckoned is not None:
        title = voice.tell("The calculation that is told")
        lines.append(voice.line(title, voice.pick(stated.reckoned.text)))
    if stated.unseen is not None:
        lines.append(voice.pick(stated.unseen.text))
    return Line(
        text=text, tone=tone, lines=tuple(line for line in lines if line)
    )
