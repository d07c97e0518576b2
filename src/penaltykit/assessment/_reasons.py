"""The sentences of the reasoning, each with its code, law and pointers.

They are printed in the notices too, so they speak of the case in whole
sentences that a party can follow.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from penaltykit._i18n import LANGS, N_, LazyTexts, both
from penaltykit.assessment._option import Option, Text
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import Grade, Need
from penaltykit.case import Act
from penaltykit.citation import Citation
from penaltykit.money import Band, format_yuan

Citations = tuple[Citation, ...]

_SEPARATOR = {"zh": "、", "en": ", "}
_COMMA = {"zh": "，", "en": ", "}
_SEMICOLON = {"zh": "；", "en": "; "}
_GAP = {"zh": "", "en": " "}


def _joined(texts: Iterable[Text], separator: Text) -> Text:
    found = [text for text in texts if text]
    return _each(
        lambda lang: separator[lang].join(text[lang] for text in found)
    )


def reason(
    code: str,
    text: Text,
    *,
    pointers: Iterable[str] = (),
    citation: Citations = (),
) -> Reason:
    """A step of the reasoning."""
    return Reason(
        code=code,
        text=text,
        pointers=tuple(pointers),
        citation=citation,
    )


def listed(texts: Iterable[Text]) -> Text:
    """Several short texts in one list."""
    return _joined(texts, _SEPARATOR)


def commas(texts: Iterable[Text]) -> Text:
    """Several clauses of one sentence."""
    return _joined(texts, _COMMA)


def join(texts: Iterable[Text]) -> Text:
    """Several clauses that stand apart."""
    return _joined(texts, _SEMICOLON)


def run_on(texts: Iterable[Text]) -> Text:
    """Several sentences after each other."""
    return _joined(texts, _GAP)


def how(lines: Iterable[Text]) -> Text:
    """The arithmetic, to follow what it leads to; or nothing."""
    found = list(lines)
    if not found:
        return {"zh": "", "en": ""}
    return both(", that is {arithmetic}", arithmetic=listed(found))


_NEEDS = {
    Need.REASONS: N_("reasons in the decision"),
    Need.DISCUSSION: N_("a collective discussion"),
    Need.APPROVAL: N_("approval by the head of the agency"),
}


def asked(needs: Iterable[Need], citation: Citations, pointer: str) -> Reason:
    """What a benchmark document asks of an agency that uses a rule of it."""
    return reason(
        "benchmark.needs",
        both(
            "The benchmark document asks for this besides: {needs}.",
            needs=listed([both(_NEEDS[need]) for need in needs]),
        ),
        pointers=(pointer,),
        citation=citation,
    )


_GRADES = {
    Grade.ORDINARY: N_("an ordinary case"),
    Grade.LENIENT: N_("a lenient case"),
    Grade.SEVERE: N_("a severe case"),
}


def grade_words(grade: Grade) -> Text:
    """The grade of a case in words."""
    return both(_GRADES[grade])


def money(amount: Decimal) -> Text:
    """An amount in yuan."""
    return _each(lambda lang: format_yuan(amount, lang))


def band(span: Band) -> Text:
    """A band in yuan."""
    return _each(span.format)


def _each(say: Callable[[str], str]) -> Text:
    return LazyTexts(lambda: {lang: say(lang) for lang in LANGS})


def _date(day: dt.date | None) -> Text | dt.date:
    return both("a day that is not recorded") if day is None else day


_LAW = {
    "same": N_("{act}; {law} governs both at the act and at the decision."),
    "old": N_(
        "{act}; the law was amended since, but not to the"
        " party's favour, so {law} of then governs."
    ),
    "new": N_(
        "{act}; the law was amended since and is milder now, so {law} governs."
    ),
    "not-comparable": N_(
        "{act}; which of the old and the new"
        " rules is milder cannot be told from figures alone, so {law} of then"
        " governs until an officer attests otherwise with grounds."
    ),
    "attested": N_(
        "{act}; which of the old and the new rules is milder"
        " cannot be told from figures alone; an officer attests with grounds"
        " that the new ones are, so {law} governs."
    ),
    "open": N_(
        "The act began on {day}, under {law}, and continued while the law"
        " changed. Its last day counts and is not recorded, so which law"
        " governs is open."
    ),
    "not-held": N_(
        "{act}, under {law}; the law in force at the decision"
        " is not held here, so whether it is milder cannot be told, and the"
        " law of then governs."
    ),
    "repealed": N_(
        "{act}; the provision of {law} that penalised it no"
        " longer stands at the decision, so no penalty is given any more."
    ),
}


def told_act(act: Act) -> Text:
    """When an act was; of one that lasted, when it ended."""
    day = _date(act.to or act.from_)
    if act.to is not None and act.to != act.from_:
        return both("The act ended on {day}", day=day)
    return both("The act was on {day}", day=day)


def law_reason(
    name: Text,
    version: str,
    act: Act,
    choice: str,
    citation: Citations,
    pointer: str,
) -> Reason:
    """Which law governs, and why this version.

    Of an act that lasted, the day on which it ended counts, and is told as
    that.
    """
    edition: Text | str = version
    if not version.isdecimal():
        # An id that is no year stands for a text that was only quoted.
        edition = both("version not read")
    law = both("{name} ({version})", name=name, version=edition)
    day = _date(act.to or act.from_)
    return reason(
        f"law.{choice}",
        both(_LAW[choice], act=told_act(act), day=day, law=law),
        pointers=(pointer,),
        citation=citation,
    )


def track_reason(
    label: Text,
    facts: Sequence[Text],
    citation: Citations,
    pointers: Iterable[str],
) -> Reason:
    """Which branch of the provision the facts lead to."""
    text = (
        both("The branch that applies: {label}.", label=label)
        if not facts
        else both(
            "{facts}: the branch “{label}” applies.",
            facts=listed(facts),
            label=label,
        )
    )
    return reason("statute.track", text, pointers=pointers, citation=citation)


def gap_reason(
    facts: Sequence[Text], citation: Citations, pointers: Iterable[str]
) -> Reason:
    """The facts lie in no branch of the provision."""
    return reason(
        "statute.gap",
        both(
            "{facts}: no branch of the provision covers this. The law gives"
            " no band for a fine here, and none is inferred.",
            facts=listed(facts),
        ),
        pointers=pointers,
        citation=citation,
    )


def unknown_reason(
    labels: Sequence[Text], citation: Citations, pointer: str
) -> Reason:
    """Facts are missing that would settle the branch."""
    return reason(
        "statute.unknown",
        both(
            "Which branch of the provision applies is open until this is"
            " known: {facts}.",
            facts=listed(labels),
        ),
        pointers=(f"{pointer}/facts",),
        citation=citation,
    )


def gains_reason(option: Option) -> Reason:
    """Gains are confiscated though the branch is silent on them."""
    text = (
        both(
            "The branch that applies is silent on illegal gains; they are"
            " confiscated all the same, except what must be refunded. How"
            " much they are is not recorded."
        )
        if option.amount is None
        else both(
            "The branch that applies is silent on illegal gains; those of"
            " {amount} are confiscated all the same, except what must be"
            " refunded.",
            amount=money(option.amount),
        )
    )
    return reason("statute.gains", text, citation=option.citation)


def fine_reason(option: Option, span: Band) -> Reason:
    """The statutory fine in yuan, with its arithmetic."""
    text = both(
        "The statutory fine is {band}{how}.",
        band=band(span),
        how=how(option.lines),
    )
    return reason("statute.fine", text, citation=option.citation)
