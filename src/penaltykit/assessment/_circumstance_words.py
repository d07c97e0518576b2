"""What is said of circumstances: found, refused, not counted, at odds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from penaltykit._i18n import N_, both
from penaltykit._labels import kind_label
from penaltykit.assessment._circumstances import Circumstance
from penaltykit.assessment._option import Text
from penaltykit.assessment._reasons import (
    grade_words,
    listed,
    reason,
    run_on,
)
from penaltykit.assessment._result import Reason
from penaltykit.benchmark import Document, Exclusion, Grade
from penaltykit.case import CircumstanceClaim, ClaimStatus, Violation

BARS: Final = "circumstance.bars"
"""Code of the reason for a ground that facts prove and a check of its own
tells."""

LEFT: Final = "circumstance.unstated"
"""A mandatory one that a recorded fact speaks for and nobody found."""
LEFT_MAY: Final = "circumstance.unstated-may"
"""The same of one that the document only allows."""
WAITS: Final = "circumstance.waits"
REFUSED_RECORDED: Final = "circumstance.refused-recorded"
COUNT_OPEN: Final = "circumstance.count-open"
EXCLUSION_OPEN: Final = "circumstance.exclusion-open"

# By obligation, and whether a benchmark document says so.
_FOUND = {
    ("shall", False): N_("Found: {circumstance}; the law calls for {effect}."),
    ("may", False): N_("Found: {circumstance}; the law allows {effect}."),
    ("shall", True): N_(
        "Found: {circumstance}; the benchmark document calls for {effect}."
    ),
    ("may", True): N_(
        "Found: {circumstance}; the benchmark document allows {effect}."
    ),
}
_EFFECTS = {
    "no-penalty": N_("no penalty"),
    "mitigate": N_("mitigation"),
    "lenient": N_("leniency"),
    "severe": N_("severity"),
    "open": N_("leniency or mitigation, which of them is not stated"),
    "shift": N_("another stage"),
    "correction": N_("a correction in percent"),
}


def named(rule: Circumstance) -> Text:
    """The circumstance in words."""
    return {"zh": rule.zh, "en": rule.en}


def _grounds(text: Text, claim: CircumstanceClaim) -> Text:
    """The sentence, with the officer's grounds where they are given."""
    if not claim.reasons:
        return text
    given = claim.reasons.rstrip("。.")
    return run_on((text, both("Grounds: {grounds}.", grounds=given)))


def found(
    rule: Circumstance, claim: CircumstanceClaim, effect: str, where: str
) -> Reason:
    """That an officer found it, what it calls for, on what grounds."""
    text = (
        both("Found: {circumstance}.", circumstance=named(rule))
        if effect not in _EFFECTS
        else both(
            _FOUND[rule.obligation, rule.document is not None],
            circumstance=named(rule),
            effect=both(_EFFECTS[effect]),
        )
    )
    return reason(
        "circumstance.found",
        _grounds(text, claim),
        pointers=(where,),
        citation=rule.citation,
    )


def contradicted(
    rule: Circumstance, facts: Sequence[Text], pointers: Sequence[str]
) -> Reason:
    """That it was found, and recorded facts rule it out."""
    text = both(
        "Found: {circumstance}; but the file records this: {facts}. The two"
        " contradict each other, and the result follows the facts, so the"
        " finding does not count until one of them is put right.",
        circumstance=named(rule),
        facts=listed(facts) if facts else both("nothing of the kind"),
    )
    return reason(
        "circumstance.contradicted",
        text,
        pointers=pointers,
        citation=rule.citation,
    )


_PROVEN = {
    False: N_(
        "{circumstance}: the file makes no finding of it, but its facts prove"
        " it ({facts}); it counts, and the law calls for {effect}."
    ),
    True: N_(
        "{circumstance}: the file refuses it, but its facts prove it"
        " ({facts}). The two contradict each other, and the result follows"
        " the facts: it counts, and the law calls for {effect}."
    ),
}


_PROVEN_BY_DOCUMENT = N_(
    "{circumstance}: the file makes no finding of it, but its facts prove it"
    " ({facts}); it counts, and the benchmark document calls for {effect}."
)


def proven(
    rule: Circumstance,
    effect: str,
    facts: Sequence[Text],
    pointers: Sequence[str],
    *,
    refused: bool,
) -> Reason:
    """That recorded facts prove it, though no finding names it."""
    message = (
        _PROVEN[refused] if rule.document is None else _PROVEN_BY_DOCUMENT
    )
    text = both(
        message,
        circumstance=named(rule),
        facts=listed(facts),
        effect=both(_EFFECTS[effect]),
    )
    code = BARS if rule.bars else "circumstance.proven"
    if refused:
        code = "circumstance.proven-refused"
    return reason(code, text, pointers=pointers, citation=rule.citation)


def refused_recorded(
    rule: Circumstance, facts: Sequence[Text], pointers: Sequence[str]
) -> Reason:
    """That it was refused, and recorded facts speak for it."""
    text = both(
        "{circumstance}: refused, though the file records this: {facts}. By"
        " the figures alone it would count; the refusal stands, and its"
        " grounds must say why (another kind of breach, for example).",
        circumstance=named(rule),
        facts=listed(facts),
    )
    return reason(
        REFUSED_RECORDED, text, pointers=pointers, citation=rule.citation
    )


def waits(
    rule: Circumstance, facts: Sequence[Text], pointers: Sequence[str]
) -> Reason:
    """That everything turns on a finding that is not made."""
    text = both(
        "{circumstance}: whether a penalty may be given at all turns on a"
        " finding that the file neither makes nor denies: {facts}. If it is"
        " found, with grounds, the penalty stands; if it is not so, none is"
        " given. {asks}",
        circumstance=named(rule),
        facts=listed(facts),
        asks=rule.asks,
    )
    return reason(WAITS, text, pointers=pointers, citation=rule.citation)


def count_open(rule: Circumstance, pointers: Sequence[str]) -> Reason:
    """That the count on which it rests cannot be told."""
    text = both(
        "{circumstance}: whether it holds is open, since an earlier penalty"
        " under “earlier_penalties” does not say exactly by which provision"
        " it was given; state that, or the number of times itself.",
        circumstance=named(rule),
    )
    return reason(COUNT_OPEN, text, pointers=pointers, citation=rule.citation)


def unstated(
    rule: Circumstance, facts: Sequence[Text], pointers: Sequence[str]
) -> Reason:
    """That a recorded fact speaks for it, and no officer found it."""
    text = both(
        "{circumstance}: the file records this: {facts}. Whether the"
        " circumstance holds is for an officer to find; the file neither finds"
        " nor refuses it, and it is not counted. An officer finds or refuses"
        " it, with grounds.",
        circumstance=named(rule),
        facts=listed(facts),
    )
    code = LEFT if rule.obligation == "shall" else LEFT_MAY
    return reason(code, text, pointers=pointers, citation=rule.citation)


def exclusion_open(rule: Circumstance, by: Exclusion, pointer: str) -> Reason:
    """That an officer has to say whether the document rules it out."""
    text = both(
        "{circumstance}: whether it is ruled out by this is for an officer to"
        " find: {exclusion}. The file records what may make it so, and neither"
        " finds nor refuses it; until then both stay open, with the"
        " circumstance and without. Find or refuse “{name}”, with grounds.",
        circumstance=named(rule),
        exclusion=by.text,
        name=f"{rule.id}.{by.id}",
    )
    return _note(EXCLUSION_OPEN, text, rule, pointer)


def not_found(
    claim: CircumstanceClaim, rule: Circumstance, where: str
) -> Reason:
    """That it was claimed, or refused."""
    name = named(rule)
    if claim.status is ClaimStatus.REFUSED:
        code = "circumstance.refused"
        text = both(
            "Claimed by the party and refused: {circumstance}.",
            circumstance=name,
        )
    else:
        code = "circumstance.claimed"
        text = both(
            "Claimed by the party: {circumstance}. The file does not say"
            " whether it was found, so it does not count yet.",
            circumstance=name,
        )
    return reason(
        code, _grounds(text, claim), pointers=(where,), citation=rule.citation
    )


def counted(rule: Circumstance, effect: str, where: str) -> Reason:
    """That its fact chose the row already."""
    message = (
        N_(
            "{circumstance}: this fact already chose the row of the table and"
            " is not counted again for leniency; mitigation stays open where"
            " the law gives it."
        )
        if effect in ("lenient", "open")
        else N_(
            "{circumstance}: this fact already chose the row of the table and"
            " is not counted again."
        )
    )
    return _note(
        "circumstance.counted",
        both(message, circumstance=named(rule)),
        rule,
        where,
    )


def _note(code: str, text: Text, rule: Circumstance, where: str) -> Reason:
    return reason(code, text, pointers=(where,), citation=rule.citation)


def elsewhere(rule: Circumstance, document: Document, where: str) -> Reason:
    """That its document does not apply."""
    text = both(
        "{circumstance}: named by {document}, which does not apply here, so"
        " it does not count.",
        circumstance=named(rule),
        document=document.name,
    )
    return _note("circumstance.other-document", text, rule, where)


def spoken_of(rule: Circumstance, where: str) -> Reason:
    """That the table itself speaks of it."""
    text = both(
        "{circumstance}: the table itself speaks of it, and the benchmark"
        " document lets it count only where the table does not.",
        circumstance=named(rule),
    )
    return _note("circumstance.in-table", text, rule, where)


def other_law(rule: Circumstance, where: str) -> Reason:
    """That another law names it than the one that penalises the act."""
    text = both(
        "{circumstance}: a rule of another law than the one that penalises"
        " this act, so it does not count.",
        circumstance=named(rule),
    )
    return _note("circumstance.other-law", text, rule, where)


def kept(rule: Circumstance, where: str) -> Reason:
    """What remains although no penalty is given."""
    text = both(
        "{circumstance}: even where no penalty is given this remains: {kinds}."
        " {asks}",
        circumstance=named(rule),
        kinds=listed(kind_label.both(kind) for kind in rule.keeps),
        asks=rule.asks,
    )
    return _note("circumstance.keeps", text, rule, where)


def exclusive(one: Circumstance, other: Circumstance, where: str) -> Reason:
    """That two that were found cannot both hold."""
    text = both(
        "{one} and {other} were both found, though they exclude each other;"
        " one of the two findings is wrong.",
        one=named(one),
        other=named(other),
    )
    return _note("circumstance.exclusive", text, one, where)


def both_ways(
    violation: Violation,
    party: str,
    pointer: str,
    known: Mapping[str, Circumstance],
) -> Iterator[Reason]:
    """Circumstances that the file both finds and refuses for one party."""
    refused = {
        claim.circumstance
        for claim in violation.circumstances
        if claim.status is ClaimStatus.REFUSED and claim.party in (None, party)
    }
    for index, claim in enumerate(violation.circumstances):
        if (
            claim.status is ClaimStatus.FOUND
            and claim.circumstance in refused
            and claim.circumstance in known
            and claim.party in (None, party)
        ):
            refused.discard(claim.circumstance)
            rule = known[claim.circumstance]
            text = both(
                "{circumstance}: the file both finds and refuses it; it"
                " counts as found until that is put right.",
                circumstance=named(rule),
            )
            where = f"{pointer}/circumstances/{index}"
            yield _note("circumstance.both-ways", text, rule, where)


def excluded(rule: Circumstance, by: Exclusion, pointer: str) -> Reason:
    """That the document itself rules a circumstance out."""
    text = both(
        "{circumstance}: not applied, since {exclusion}.",
        circumstance=named(rule),
        exclusion=by.text,
    )
    return _note("circumstance.excluded", text, rule, pointer)


def other_grade(rule: Circumstance, grade: Grade, pointer: str) -> Reason:
    """That a correction is made in cases of another grade."""
    text = both(
        "{circumstance}: not applied; it is made in {grade}, and this is"
        " none by the circumstances that were found.",
        circumstance=named(rule),
        grade=grade_words(grade),
    )
    return _note("circumstance.other-grade", text, rule, pointer)


def spared_and_severe(pointer: str) -> Reason:
    """That sparing and severity were both found."""
    return reason(
        "circumstance.spared-and-severe",
        both(
            "A ground for giving no penalty and a severe circumstance were"
            " both found; where the law gives no penalty there is nothing to"
            " make heavier, and the officer must say how the two go together."
        ),
        pointers=(f"{pointer}/circumstances",),
    )


def needs_law(rule: Circumstance, where: str) -> Reason:
    """That a document alone opens no mitigation."""
    text = both(
        "{circumstance}: a benchmark document cannot open mitigation by"
        " itself; it counts where the ground of the law is found too.",
        circumstance=named(rule),
    )
    return _note("circumstance.needs-law", text, rule, where)


def conflict(pointer: str) -> Reason:
    """That lenient and severe ones were both found."""
    return reason(
        "circumstance.conflict",
        both(
            "Lenient and severe circumstances were both found; how they weigh"
            " against each other is for the officer to state."
        ),
        pointers=(f"{pointer}/circumstances",),
    )
